"""A facilitator's whole walk without a mouse: from an empty desk to print, and back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.gallery import Note, NoteKind, Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Goal, Link, Result
from kpidesk.domain.series import Value
from kpidesk.domain.sharing import Centre, Partner
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.commands import PAGES
from kpidesk.ui.page import Page
from kpidesk.ui.start import application
from kpidesk.ui.window import Window
from tests.ui.conftest import Answers, Person, let_go

CTRL = Qt.KeyboardModifier.ControlModifier
MOST = 400  # stops of Tab in a window


class Typist(Person):
    """Somebody who has no mouse: what others click is gone to by Tab and arrows, and pressed by Space."""

    def click(self, name: str) -> None:
        """See Person."""
        self.reach(name)
        self.press(Qt.Key.Key_Space)

    def reach(self, name: str) -> None:
        """Go to a widget by Tab, and on to a choice beside it by arrows."""
        goal = self.find(name)
        assert goal.isEnabled(), f"{name} cannot be used: {goal.toolTip()}"
        for _ in range(MOST):
            at = self.focus
            if at is goal:
                return
            beside = at.parentWidget() is goal.parentWidget() and goal.property("autoExclusive")
            self.press(Qt.Key.Key_Right if beside else Qt.Key.Key_Tab)
        pytest.fail(f"no way to {name} by keys")

    def go(self, page: str) -> Page:
        """See Person."""
        self.press(Qt.Key(Qt.Key.Key_0 + (PAGES.index(page) + 1) % 10), CTRL)
        self.wait(lambda: self.window.current == page)
        return self.window.pages[page]


VALUES = "Month\tHours\n2024-01\t8,4\n2024-02\t7,9\n2024-03\tn/a\n2024-04\tsoon\n2024-05\t6,2\n"


@pytest.fixture
def start(qtbot: QtBot, folders: Folders) -> Iterator[Callable[[], Typist]]:
    """Starts the program anew; what was started before has been quit."""
    application()
    answers = Answers()

    def begin() -> Typist:
        window = Window(Words(), folders, answers)
        with qtbot.waitExposed(window):
            window.show()
        person = Typist(qtbot, window, answers)
        person.wait(lambda: window._start is not None)
        return person

    yield begin
    QGuiApplication.clipboard().clear()
    for window in list(Window.windows):
        window.close()
        window.deleteLater()
    let_go()


def everything(desk: Desk) -> dict[type[Record], tuple[Record, ...]]:
    return {kind: desk.find(kind) for kind in RECORDS}


def make_results(person: Typist) -> None:
    """A goal, then three results in a chain, written in their bubbles."""
    person.click("next-go")
    person.write("Deliver world-class services")
    person.click("segment-map")
    person.press(Qt.Key.Key_N)
    person.write("Crews arrive with the parts they need.", Qt.Key.Key_Tab)
    person.write("Burst mains are repaired within hours.", Qt.Key.Key_Tab)
    person.write("Customers are rarely without water.", Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Escape)


def make_measure(person: Typist) -> None:
    """A measure for one of the results, with values out of a spreadsheet."""
    person.go("measures")
    person.press(Qt.Key.Key_N, CTRL)
    person.write("burst mains")
    person.write("Hours To Repair")
    person.click("segment-data")
    QGuiApplication.clipboard().setText(VALUES)
    person.reach("values")
    person.press(Qt.Key.Key_V, CTRL)


def make_partner(person: Typist) -> None:
    person.go("sharing")
    person.click("sharing.centre")
    person.write("customers")
    person.press(Qt.Key.Key_N, CTRL)
    person.write("The council")


def make_gallery(person: Typist) -> None:
    """A poster of the measure, and three notes typed one after the other."""
    person.go("gallery")
    person.click("gallery.begin")
    person.press(Qt.Key.Key_N, CTRL)
    person.write("Hours To Repair")
    person.click("segment-gallery")
    person.click("gallery-rated")
    person.click("segment-harvest")
    person.write("c: u4 b2 The clock starts too early")
    person.write("q: Does this count nights?")
    person.write("s: Good that somebody looks")


def export_all(person: Typist, folder: Path) -> None:
    person.go("publish")
    person.answers.where = folder
    person.click("publish.folder")
    person.wait(lambda: not person.window.pages["publish"].busy())
    person.click("publish.export")
    person.wait(lambda: "files were written" in person.window.notice.text)


def test_from_an_empty_desk_to_print_and_back(start: Callable[[], Typist], tmp_path: Path) -> None:
    path = tmp_path / "Our water.kpidesk"
    person = start()
    person.answers.new = path
    person.click("desk.new")
    make_results(person)
    make_measure(person)
    make_partner(person)
    make_gallery(person)

    desk = person.window.desk_session.desk
    assert [goal.text for goal in desk.find(Goal)] == ["Deliver world-class services"]
    results = sorted(desk.find(Result), key=lambda each: each.code)
    assert [each.statement for each in results] == [
        "Crews arrive with the parts they need.",
        "Burst mains are repaired within hours.",
        "Customers are rarely without water.",
    ]
    links = {(link.source, link.target) for link in desk.find(Link)}
    assert links == {(results[0].id, results[1].id), (results[1].id, results[2].id)}
    (measure,) = desk.find(Measure)
    assert (measure.name, measure.result) == ("Hours To Repair", results[1].id)
    values = sorted(desk.find(Value), key=lambda each: each.period)
    assert [value.number for value in values] == [8.4, 7.9, None, 6.2]
    assert [centre.result for centre in desk.find(Centre)] == [results[2].id]
    assert [partner.name for partner in desk.find(Partner)] == ["The council"]
    (poster,) = desk.find(Poster)
    notes = sorted(desk.find(Note), key=lambda each: each.code)
    assert [(note.kind, note.text, note.poster) for note in notes] == [
        (NoteKind.CONCERN, "The clock starts too early", poster.id),
        (NoteKind.QUESTION, "Does this count nights?", poster.id),
        (NoteKind.SUPPORT, "Good that somebody looks", poster.id),
    ]

    export_all(person, tmp_path / "out")
    written = {each.relative_to(tmp_path / "out").as_posix() for each in (tmp_path / "out").rglob("*.*")}
    apart = {each for each in written if each.startswith(("day/", "worksheets/"))}
    assert {"day/run-A4.pdf", "day/ratings-A4.pdf", "worksheets/definition.pdf"} <= apart
    assert written - apart == {
        "door-A1.pdf", "gallery-report-A4.pdf", "slides-16x9.pdf", "proofs-A4.pdf", "map-A1.pdf",
        "map-steps.pdf", "tests-A4.pdf", "centre-A1.pdf", "definitions-A4.pdf",
        "charts-A4.pdf", "sharing-wall-A1.pdf", "sharing-blank-A1.pdf", "matrix-A1.pdf", "partners-A4.pdf",
        "posters-A1.pdf", f"posters/{poster.code}-A1.pdf", "sharing-A3.pdf", "workbook.xlsx",
        "comments-form.xlsx",
    }  # fmt: skip

    whole = everything(desk)
    person.window.close()
    assert not person.window.isVisible()
    saved = read_desk(path)
    assert everything(saved) == whole
    saved.close()

    person = start()
    person.reach("recent-0")
    person.press(Qt.Key.Key_Return)
    desk = person.window.desk_session.desk
    assert everything(desk) == whole
    stages = []
    for _ in range(5):
        stages.append(everything(desk))
        person.click("edit.undo")
    assert not desk.find(Note)
    assert len({str(stage) for stage in [*stages, everything(desk)]}) == 6, "each step took something back"
    for stage in reversed(stages):
        person.click("edit.redo")
        assert everything(desk) == stage
    person.window.close()
