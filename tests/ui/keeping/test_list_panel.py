"""A list of somebody's own in the window: what it is of, which columns are read, what would come of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from kpidesk.actions import lists
from kpidesk.domain.communities import Member
from kpidesk.domain.keeping import ListLayout
from kpidesk.domain.people import Person as Known
from kpidesk.domain.results import Goal, Result, Ring
from kpidesk.imports.list_intake import ListIntake
from kpidesk.ui.keeping.list_panel import ListPanel
from kpidesk.ui.keeping.page import KeepingPage
from tests.imports.test_list_intake import text_file, workbook
from tests.ui.conftest import Person

MEMBERS = [
    ("Members of the circle",), (), ("No.", "Name", "Function", "Since"),
    (1, "Ana Real", "host", "2026-01-05"), (2, "Bo Real", "scribe", "soon"),
]  # fmt: skip


@pytest.fixture
def panel(page: KeepingPage) -> ListPanel:
    """The panel on the page."""
    made = ListPanel(page)
    page.sights.addWidget(made)
    page.sights.setCurrentWidget(made)
    return made


def show(person: Person, panel: ListPanel, path: Path) -> None:
    panel.read(path)
    person.wait(lambda: panel.tables is not None)
    settled(person, panel)


def settled(person: Person, panel: ListPanel) -> None:
    """What would come of the list is known, or that it cannot be."""
    person.wait(lambda: not panel._rest.isActive() and panel._job is None)


def choose(person: Person, name: str, typed: str) -> None:
    """Choose by the keyboard what begins with some letters."""
    person.find(name).setFocus()
    person.write(typed)


def plans(panel: ListPanel) -> list[ListIntake]:
    given: list[ListIntake] = []
    panel.planned.connect(given.append)
    return given


def take(panel: ListPanel, intake: ListIntake) -> None:
    """Take what was planned; the page shows its own view after that."""
    page = panel.page
    assert page.session.do("Take a list", lists.take_list, intake.plan.differences, {}, intake.layout)
    assert isinstance(page, KeepingPage)
    page.sights.setCurrentWidget(panel)


def columns(panel: ListPanel) -> dict[str, Any]:
    return {key: choice.value for key, choice in panel.columns.items() if choice.value is not None}


def test_a_workbook_is_guessed_planned_and_handed_over(
    person: Person, panel: ListPanel, tmp_path: Path
) -> None:
    given = plans(panel)
    show(person, panel, workbook(tmp_path, MEMBERS, "Circle"))
    assert panel.kind.value == "members"
    assert panel.headings.currentText() == "3: No., Name, Function, Since"
    assert (panel.first.text(), panel.last.text()) == ("4", "5")
    assert columns(panel) == {"person": 1, "role": 2, "joined": 3}
    assert panel.preview.cells.headerData(1, Qt.Orientation.Horizontal) == "B\nPerson"
    assert panel.remarks.text().startswith("D5: “soon” is no day")
    community = panel.columns["community"]
    choose(person, "list-column-community", "every row")
    settled(person, panel)
    assert community.currentText().startswith("every row: ")
    assert panel.told.text() == "2 new and 1 cannot be taken"
    person.click("list-look")
    (intake,) = given
    assert intake.name == "list.xlsx"
    take(panel, intake)
    desk = panel.page.session.desk
    (ana,) = desk.find(Known, name="Ana Real")
    assert [member.role for member in desk.find(Member, person=ana.id)] == ["host"]


def test_another_kind_other_columns_and_a_range_by_keys(
    person: Person, panel: ListPanel, tmp_path: Path
) -> None:
    given = plans(panel)
    rows = [
        ("Was", "Wer"),
        ("Neighbours are told.", "Mara"),
        ("Callers are answered.", ""),
        ("Leaks are few.", ""),
    ]
    show(person, panel, text_file(tmp_path, rows, "cp1252"))
    choose(person, "list-kind", "Results")
    assert panel.kind.value == "results"
    choose(person, "list-headings", "1:")
    choose(person, "list-column-statement", "A:")
    choose(person, "list-column-owner", "B:")
    ring = panel.page.session.desk.find(Ring)[0].name
    choose(person, "list-column-ring", f"every row: {ring}")
    person.find("list-last").setFocus()
    panel.last.selectAll()
    person.write("3")
    settled(person, panel)
    assert panel.told.text() == "2 new"
    person.click("list-look")
    take(panel, given[-1])
    made = {result.statement: result.owner for result in panel.page.session.desk.find(Result)}
    assert made["Neighbours are told."] == "Mara"
    assert "Callers are answered." in made
    assert "Leaks are few." not in made


def test_a_column_holds_one_field(person: Person, panel: ListPanel, tmp_path: Path) -> None:
    show(person, panel, text_file(tmp_path, [("Goal", "Owner"), ("Be kind", "Mara")]))
    assert columns(panel) == {"text": 0, "owner": 1}
    choose(person, "list-column-source", "B:")
    assert columns(panel) == {"text": 0, "source": 1}
    assert panel.preview.cells.becomes == ["Goal as found", "Found in"]


def test_rows_that_are_not_there_are_refused_and_what_was_typed_stays(
    person: Person, panel: ListPanel, tmp_path: Path
) -> None:
    show(person, panel, text_file(tmp_path, [("Goal",), ("Be kind",)]))
    person.find("list-first").setFocus()
    panel.first.selectAll()
    person.write("77")
    assert panel.first.text() == "77"
    assert panel.first.dirty
    assert panel._listing.first == 2


def test_what_is_there_already_is_counted_and_nothing_is_left_to_look_at(
    person: Person, panel: ListPanel, tmp_path: Path
) -> None:
    goals = panel.page.session.desk.find(Goal)
    show(person, panel, workbook(tmp_path, [("Goal",), *((goal.text,) for goal in goals)]))
    assert panel.told.text() == f"{len(goals)} are there already"
    assert not panel.look.isEnabled()


def test_cells_from_the_clipboard(person: Person, panel: ListPanel) -> None:
    QGuiApplication.clipboard().setText("Goal\tOwner\r\nBe kind\tMara\r\n")
    panel.paste()
    settled(person, panel)
    assert panel.told.text() == "1 new"
    assert panel.intake is not None
    assert panel.intake.plan.differences[0].where == "the clipboard, A2"


def test_an_empty_clipboard_is_told(person: Person, panel: ListPanel) -> None:
    QGuiApplication.clipboard().setText("  ")
    panel.paste()
    assert panel.tables is None
    assert "There is no text on the clipboard" in person.window.notice.text


def test_a_file_that_cannot_be_read_is_told(person: Person, panel: ListPanel, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"no workbook")
    panel.read(path)
    person.wait(lambda: "is damaged, or no workbook" in person.window.notice.text)
    assert panel.tables is None


def test_values_have_an_import_of_their_own(person: Person, panel: ListPanel, tmp_path: Path) -> None:
    went: list[bool] = []
    panel.elsewhere.connect(lambda: went.append(True))
    show(person, panel, text_file(tmp_path, [("Goal",), ("Be kind",)]))
    choose(person, "list-kind", "Values")
    assert not panel.columns["text"].isEnabled()
    assert "an import of their own" in panel.told.text()
    person.click("list-values")
    assert went == [True]
    person.find("list-kind").setFocus()
    person.press(Qt.Key.Key_Home)
    settled(person, panel)
    assert panel.told.text() == "1 new"


def test_what_was_chosen_is_remembered_for_the_next_list(
    person: Person, panel: ListPanel, tmp_path: Path
) -> None:
    rows: Sequence[Sequence[str]] = [("Satz", "Chef"), ("Nah am Menschen", "Ana")]
    show(person, panel, text_file(tmp_path, rows))
    choose(person, "list-kind", "Goals")
    choose(person, "list-headings", "1:")
    choose(person, "list-column-text", "A:")
    choose(person, "list-column-owner", "B:")
    settled(person, panel)
    assert panel.intake is not None
    take(panel, panel.intake)
    assert panel.page.session.desk.find(ListLayout)[0].columns == ("text", "owner")
    panel.show_desk()
    settled(person, panel)
    assert panel.told.text() == "1 is there already"
    panel.close_up()
    show(person, panel, text_file(tmp_path, [*rows, ("Schnell am Telefon", "Bo")]))
    choose(person, "list-kind", "Goals")
    settled(person, panel)
    assert columns(panel) == {"text": 0, "owner": 1}
    assert panel.told.text() == "1 new and 1 is there already"


def test_every_control_is_reached_and_named(person: Person, panel: ListPanel, tmp_path: Path) -> None:
    show(person, panel, workbook(tmp_path, MEMBERS))
    QAbstractItemModelTester(panel.preview.cells, panel)
    for each in (panel.kind, panel.sheet, panel.headings, panel.first, panel.last, *panel.columns.values()):
        assert each.accessibleName()
        assert each.height() >= 32
    assert panel.columns["person"].accessibleName() == "Person (needed)"
    index = panel.preview.cells.index(0, 0)
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "A1 · Members of the circle · not read"


def test_leaving_it_forgets_the_list(person: Person, panel: ListPanel, tmp_path: Path) -> None:
    panel.closed.connect(panel.close_up)
    show(person, panel, workbook(tmp_path, MEMBERS))
    person.click("list-leave")
    assert panel.tables is None
    assert panel.intake is None
