"""Running a workshop: the clock, the bar on every page, one key for next, what is written down."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from kpidesk.actions import workshops
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.registers import Ruling
from kpidesk.domain.workshops import Parked, Workshop, WorkshopKind, blocks_of
from kpidesk.imports.workshop_starts import supplied
from kpidesk.ui.workshops.page import WorkshopsPage
from tests.conftest import Clock
from tests.ui.conftest import Person

STARTS = {each.kind: each for each in supplied("en")[0]}


@pytest.fixture
def half_day(person: Person, page: WorkshopsPage) -> Workshop:
    """A half day of mapping that is under way."""
    made: list[str] = []
    with page.session.desk.edit("Plan") as edit:
        made.append(workshops.begin(edit, STARTS[WorkshopKind.MAPPING], on=date(2025, 7, 8)).id)
    page.choose(made[0])
    page.show_view("run")
    person.window.commands.run("workshops.start")
    return page.workshop


def text(person: Person, name: str) -> str:
    return str(person.find(name, QLabel).text())


def tick(person: Person, clock: Clock, **passed: float) -> None:
    clock.wait(**passed)
    person.window.runner.tick()


def current(person: Person) -> str:
    block = person.window.runner.block
    return block.name if block else ""


def test_the_time_that_is_left_and_what_runs_over(person: Person, half_day: Workshop, clock: Clock) -> None:
    person.window.go("workshops", view="run")
    tick(person, clock, minutes=5)
    assert text(person, "now-clock") == "10:00"
    assert text(person, "run-left") == "10:00 left"
    tick(person, clock, minutes=11, seconds=30)
    assert text(person, "now-clock") == "+1:30"
    assert text(person, "now-said") == "over; what follows becomes shorter"
    assert text(person, "run-left") == "1 min over"
    person.window.commands.run("run.more")
    person.window.commands.run("run.more")
    assert text(person, "now-clock") == "0:30"


def test_each_block_opens_its_page_unless_people_want_to_stay(person: Person, half_day: Workshop) -> None:
    person.window.commands.run("run.next")
    assert person.window.current == "results"
    assert person.window.pages["results"].step == "results-goals"
    person.window.commands.run("run.along")
    person.window.go("home")
    person.window.commands.run("run.next")
    assert person.window.current == "home"
    assert current(person) == "Goals in plain words"


def test_the_bar_is_on_every_page_and_goes_with_the_end(person: Person, half_day: Workshop) -> None:
    for page in ("home", "measures", "publish"):
        person.window.go(page)
        assert person.find("run-bar").isVisible()
    person.window.commands.run("run.end")
    assert not person.window.frame_.run_bar.isVisible()
    assert person.window.desk_session.desk.get(Workshop, half_day.id).ended_at is not None


def test_a_clicker_walks_through_the_agenda(person: Person, half_day: Workshop) -> None:
    person.press(Qt.Key.Key_PageDown)
    assert current(person) == "One goal, read aloud"
    person.press(Qt.Key.Key_PageDown)
    person.press(Qt.Key.Key_PageUp)
    assert current(person) == "One goal, read aloud"
    person.window.commands.run("run.clicker")  # left alone from now on
    person.press(Qt.Key.Key_PageDown)
    assert current(person) == "One goal, read aloud"


def test_a_clicker_makes_the_projector_black_but_a_b_is_a_letter_where_one_types(
    person: Person, half_day: Workshop
) -> None:
    window = person.window
    window.presenting.toggle()
    window.go("results", view="map")
    window.pages["results"].setFocus()
    person.press(Qt.Key.Key_B)
    assert window.presenting.projector.black
    person.press(Qt.Key.Key_Period)
    assert not window.presenting.projector.black
    window.commands.run("capture.park")
    person.write("a better bus b", end=None)
    assert not window.presenting.projector.black
    person.press(Qt.Key.Key_Return)
    assert [each.text for each in window.desk_session.desk.find(Parked)] == ["a better bus b"]
    window.presenting.stop()


def test_one_key_writes_down_from_any_page_and_gives_the_focus_back(
    person: Person, half_day: Workshop
) -> None:
    window, desk = person.window, person.window.desk_session.desk
    window.go("results", view="goals")
    before = person.focus
    assert before.isVisible()
    person.press(Qt.Key.Key_F7)
    person.write("Who pays?")
    assert QApplication.focusWidget() is before
    person.press(Qt.Key.Key_F8)
    person.write("We begin with leaks")
    person.press(Qt.Key.Key_F9)
    person.write("Ana: ask the depot / Tom / 3 March 2026")
    assert desk.find(Parked)[0].workshop == half_day.id
    assert desk.find(Ruling)[0].workshop == half_day.id
    (promise,) = desk.find(Commitment)
    assert (promise.who, promise.what, promise.with_whom, promise.by_when, promise.workshop) == (
        "Ana", "ask the depot", "Tom", date(2026, 3, 3), half_day.id,
    )  # fmt: skip


def test_what_is_no_date_stays_and_escape_writes_nothing(person: Person, half_day: Workshop) -> None:
    window = person.window
    person.press(Qt.Key.Key_F9)
    person.write("Ana: ask / Tom / someday")
    assert "is no date" in text(person, "capture-told")
    person.press(Qt.Key.Key_Escape)
    assert (
        window.findChildren(QWidget, "capture-line") == []
        or not person.window.findChild(QLineEdit, "capture-line").isVisible()
    )
    assert window.desk_session.desk.find(Commitment) == ()


def test_a_workshop_goes_on_after_a_restart(person: Person, half_day: Workshop, clock: Clock) -> None:
    person.window.commands.run("run.next")
    path = person.window.desk_session.path
    person.window.close_desk()
    assert not person.window.frame_.run_bar.isVisible()
    assert person.window.open(Path(path))
    person.window.desk_session.desk._clock = clock
    person.window.runner.look()
    assert current(person) == "One goal, read aloud"
    assert person.find("run-bar").isVisible()


def test_undo_takes_a_slip_back(person: Person, half_day: Workshop) -> None:
    person.window.commands.run("run.next")
    person.window.undo()
    assert current(person) == "Welcome and why we are here"


def test_a_desk_that_is_read_runs_nothing(person: Person, full: WorkshopsPage) -> None:
    full.session.desk.writable = False
    person.window.commands.refresh()
    assert not person.window.commands.can("workshops.start")
    assert not person.window.commands.can("capture.park")


def test_the_room_sees_what_is_on(person: Person, half_day: Workshop, clock: Clock) -> None:
    person.window.go("workshops", view="run")
    tick(person, clock, minutes=16)
    picture = person.window.pages["workshops"].projected()
    assert picture is not None
    shown = " ".join(run.text for run in runs(picture))
    assert "Welcome and why we are here" in shown
    assert "+1:00" in shown
    assert "One goal, read aloud" in shown


def runs(picture: object) -> list[object]:
    from kpidesk.drawing.picture import GlyphRun, Picture, walk

    assert isinstance(picture, Picture)
    return [each for each in walk(picture.items) if isinstance(each, GlyphRun)]


def test_minutes_say_what_came_of_it(person: Person, half_day: Workshop, clock: Clock) -> None:
    window, desk = person.window, person.window.desk_session.desk
    with desk.edit("x") as edit:
        workshops.decide(edit, "We begin with leaks", half_day.id)
        workshops.promise(edit, "ask the depot", half_day.id, who="Ana", by_when=date(2026, 3, 3))
        workshops.park(edit, "Who pays?", half_day.id)
        workshops.invite(edit, half_day.id, "Tom Kay")
    for _ in blocks_of(desk, half_day.id):
        clock.wait(minutes=10)
        window.commands.run("run.next")
    window.go("workshops", view="outcomes")
    window.commands.run("workshops.minutes")
    told = QApplication.clipboard().text()
    for wanted in ("Results map: minutes", "There: Tom Kay", "• We begin with leaks",
                   "• Ana: ask the depot, by 3 March 2026", "• Who pays? → open",
                   "• Welcome and why we are here: 10 min, planned 15"):  # fmt: skip
        assert wanted in told
