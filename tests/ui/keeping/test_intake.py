"""What came back, in the window: looked at line by line, decided on by keys, taken in, undone in one step."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QRadioButton

from kpidesk.actions import goals, results
from kpidesk.desk.backups import Backup, backups
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk, open_desk, save_new
from kpidesk.domain.anonymous import anonymous
from kpidesk.domain.differences import Kind, Take
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Goal, Result
from kpidesk.exports.workbook import write_workbook
from kpidesk.imports import sample
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.keeping.intake import IntakeView
from kpidesk.ui.keeping.page import KeepingPage
from tests.ui.conftest import Person

Edited = Callable[[Workbook], object]


@pytest.fixture
def view(page: KeepingPage) -> IntakeView:
    return page.shown.get(IntakeView)


def column(page: Worksheet, key: str) -> int:
    return next(cell.column for cell in page[1] if cell.value == key)


def set_cell(page: Worksheet, row: int, key: str, value: object) -> None:
    page.cell(row, column(page, key)).value = value  # type: ignore[assignment]


def sent_back(desk: Desk, path: Path, edited: Edited) -> Path:
    """The desk's workbook, as somebody sends it back."""
    at = datetime(2026, 6, 1, tzinfo=UTC)
    write_workbook(
        anonymous(desk), path, words=Words(), edit=desk.last_edit, exported_on=at, desk=desk.desk_id
    )
    book = openpyxl.load_workbook(path)
    edited(book)
    book.save(path)
    return path


def look_at(person: Person, view: IntakeView, path: Path) -> None:
    person.answers.returned = path
    person.click("keeping.take_in")
    person.wait(lambda: view.stack.currentWidget() is not view.nothing)


def everything(desk: Desk) -> dict[str, Record]:
    return {record.id: record for kind in RECORDS for record in desk.find(kind)}


def some_edits(book: Workbook) -> None:
    """An owner for the first goal, other words for the second, a new one, and a value that is none."""
    page = book["Goals"]
    set_cell(page, 3, "owner", "Mara")
    set_cell(page, 4, "text", "What the workbook says")
    set_cell(page, page.max_row + 1, "text", "Be a good neighbour")
    set_cell(book["Values"], 3, "number", "many")


def test_a_workbook_is_looked_at_decided_on_by_keys_taken_and_undone(
    person: Person, view: IntakeView, tmp_path: Path
) -> None:
    desk = view.session.desk
    path = sent_back(desk, tmp_path / "Partners.xlsx", some_edits)
    second = desk.find(Goal)[1]
    view.session.do("Meanwhile", lambda edit: goals.change(edit, second.id, text="What the desk says"))
    before = everything(desk)
    look_at(person, view, path)
    kinds = [line.kind for line in view.plan.lines]
    assert kinds == [Kind.CHANGED, Kind.CONFLICT, Kind.NEW, None]
    assert "“many” is no number." in view.plan.lines[3].name
    assert "1 conflict stays as it is" in view.plan.told.text()
    assert everything(desk) == before
    assert person.focus is view.plan.list
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Space)  # from the desk's words to the workbook's
    assert person.find("plan-theirs", QRadioButton).isChecked()
    person.press(Qt.Key.Key_Space)
    assert view.plan.taken(view.plan.lines[1]) is Take.BOTH
    assert person.find("plan-take").text() == "Take in 3 changes"
    person.click("plan-take")
    assert desk.find(Goal)[0].owner == "Mara"
    assert desk.get(Goal, second.id).text == "What the desk says\nWhat the workbook says"
    assert desk.find(Goal)[-1].text == "Be a good neighbour"
    assert view.stack.currentWidget() is view.nothing
    assert desk.undo_label == "Take in Partners.xlsx"
    assert "3 changes were taken in" in person.window.notice.text
    assert person.focus.isVisible()
    assert person.focus.focusPolicy() & Qt.FocusPolicy.TabFocus
    person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person.window.notice.text == ""  # what it said holds no longer
    assert everything(desk) == before


def test_filters_show_what_they_say_and_remarks_cannot_be_decided(
    person: Person, view: IntakeView, tmp_path: Path
) -> None:
    look_at(person, view, sent_back(view.session.desk, tmp_path / "back.xlsx", some_edits))
    person.click("segment-new")
    (only,) = view.plan.list.ids()
    assert next(line for line in view.plan.lines if line.id == only).kind is Kind.NEW
    person.click("segment-remarks")
    view.plan.turn()
    assert view.plan.choices == {}
    assert not view.plan.filters.buttons["conflict"].isVisible()


def test_rows_that_lost_their_mark_are_asked_about(person: Person, view: IntakeView, tmp_path: Path) -> None:
    def cut_marks(book: Workbook) -> None:
        for row in range(3, book["Goals"].max_row + 1):
            book["Goals"].cell(row, 1).value = None
        set_cell(book["Goals"], 3, "owner", "Mara")

    look_at(person, view, sent_back(view.session.desk, tmp_path / "back.xlsx", cut_marks))
    assert [line.kind for line in view.plan.lines] == [Kind.CHANGED]
    person.find("intake-by-code", QCheckBox).click()
    person.wait(lambda: len(view.plan.lines) > 1)
    assert {line.kind for line in view.plan.lines} == {Kind.NEW, Kind.REMOVED}


def test_a_column_that_was_not_found_is_shown_where_it_is(
    person: Person, view: IntakeView, tmp_path: Path
) -> None:
    letters: list[str] = []

    def without_keys(book: Workbook) -> None:
        page = book["Goals"]
        set_cell(page, 3, "owner", "Mara")
        place = column(page, "owner")
        letters.append(page.cell(1, place).column_letter)
        page.cell(2, place).value = "Wer"
        page.delete_rows(1)

    look_at(person, view, sent_back(view.session.desk, tmp_path / "back.xlsx", without_keys))
    asked: Any = person.find("intake-column-owner")
    asked.setCurrentIndex(asked.findData(letters[0]))
    asked.activated.emit(asked.currentIndex())
    person.wait(lambda: any(line.kind is Kind.CHANGED for line in view.plan.lines))
    changed = [line for line in view.plan.lines if line.kind is Kind.CHANGED]
    assert [line.sides[-1][1] for line in changed] == ["Mara"]


def test_a_file_that_is_none_is_told_and_nothing_happens(
    person: Person, view: IntakeView, tmp_path: Path
) -> None:
    path = tmp_path / "odd.xlsx"
    path.write_bytes(b"not a workbook")
    person.answers.returned = path
    person.click("keeping.take_in")
    person.wait(lambda: "odd.xlsx" in person.window.notice.text)
    assert view.stack.currentWidget() is view.nothing


def test_a_plan_that_cannot_be_made_again_is_put_aside(
    person: Person, view: IntakeView, tmp_path: Path
) -> None:
    path = sent_back(view.session.desk, tmp_path / "back.xlsx", some_edits)
    look_at(person, view, path)
    path.unlink()
    first = view.session.desk.find(Goal)[0]
    view.session.do("Meanwhile", lambda edit: goals.change(edit, first.id, owner="Ana"))
    person.wait(lambda: view.stack.currentWidget() is view.nothing)
    assert "back.xlsx" in person.window.notice.text
    assert view.session.desk.get(Goal, first.id).owner == "Ana"


def test_leaving_it_changes_nothing(person: Person, view: IntakeView, tmp_path: Path) -> None:
    before = everything(view.session.desk)
    look_at(person, view, sent_back(view.session.desk, tmp_path / "back.xlsx", some_edits))
    person.click("plan-leave")
    assert view.stack.currentWidget() is view.nothing
    assert everything(view.session.desk) == before


def test_a_second_recorders_copy_is_merged_and_undone_in_one_step(
    person: Person, view: IntakeView, tmp_path: Path
) -> None:
    session = view.session
    copy = tmp_path / "Ana.kpidesk"
    assert session.save_copy(copy)
    first, second = session.desk.find(Result)[:2]
    other = open_desk(copy, Folders(tmp_path / "anas"), who="Ana")
    with other.desk.edit("Ana's words") as edit:
        results.rename(edit, first.id, "Ana says this")
        results.change(edit, second.id, owner="Ana")
    other.publish()
    other.close()
    session.do("Ours", lambda edit: results.rename(edit, first.id, "We say that"))
    before = everything(session.desk)
    look_at(person, view, copy)
    assert {line.kind for line in view.plan.lines} == {Kind.CONFLICT, Kind.CHANGED}
    conflict = next(line for line in view.plan.lines if line.kind is Kind.CONFLICT)
    assert [text for _, text in conflict.sides][1:] == ["We say that", "Ana says this"]
    person.click("plan-take")
    assert session.desk.get(Result, first.id).statement == "We say that"
    assert session.desk.get(Result, second.id).owner == "Ana"
    assert [each.reason for each in made_backups(view)] == ["merge"]
    session.undo()
    assert everything(session.desk) == before
    assert session.desk.undo_label is None  # the merge is a barrier


def made_backups(view: IntakeView) -> list[Backup]:
    return list(backups(view.page.shell.folders, view.session.desk.desk_id))


def test_parts_of_another_desk_are_chosen(person: Person, view: IntakeView, tmp_path: Path) -> None:
    other = new_desk()
    with other.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    path = tmp_path / "Other unit.kpidesk"
    save_new(other, path)
    other.close()
    look_at(person, view, path)
    assert not person.find("areas-take").isEnabled()
    person.find("area-results", QCheckBox).click()
    count = len(view.session.desk.find(Result))
    person.click("areas-take")
    assert len(view.session.desk.find(Result)) == 2 * count
    codes = [each.code for each in view.session.desk.find(Result)]
    assert len(set(codes)) == len(codes)


def test_a_list_of_ones_own_is_read_looked_at_and_taken(
    person: Person, view: IntakeView, tmp_path: Path
) -> None:
    path = tmp_path / "goals.csv"
    path.write_text("Goal;Owner\nBe a good neighbour;Mara\nWaste nothing;Teo\n", encoding="utf-8")
    look_at(person, view, path)
    assert view.stack.currentWidget() is view.lists
    person.wait(lambda: view.lists.intake is not None)
    view.lists.look.click()
    assert [line.kind for line in view.plan.lines] == [Kind.NEW, Kind.NEW]
    person.click("plan-leave")  # back to the columns
    assert view.stack.currentWidget() is view.lists
    person.wait(lambda: view.lists.intake is not None)
    view.lists.look.click()
    person.click("plan-take")
    desk = view.session.desk
    assert [(goal.text, goal.owner) for goal in desk.find(Goal)[-2:]] == [
        ("Be a good neighbour", "Mara"), ("Waste nothing", "Teo"),
    ]  # fmt: skip
    look_at(person, view, path)
    person.wait(lambda: view.lists.intake is not None)
    assert view.lists.intake is not None
    assert view.lists.intake.plan.differences == ()
    assert view.lists.intake.plan.untouched == 2


def test_a_list_that_was_copied(person: Person, view: IntakeView) -> None:
    QGuiApplication.clipboard().setText("Name\tRole\nAna Lindqvist\thost\n")
    person.click("keeping.paste_list")
    assert view.stack.currentWidget() is view.lists
    view.put_aside()
    assert view.stack.currentWidget() is view.nothing
