"""A half day of results mapping, run from the front of the room by the keys of a clicker.

The laptop is planned before; in the room only page up and down, B, F7 to F9 and typing are used.
"""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.registers import Ruling
from kpidesk.domain.results import Result
from kpidesk.domain.workshops import Parked, Workshop, WorkshopKind, blocks_of
from kpidesk.ui.workshops.page import WorkshopsPage
from tests.conftest import Clock
from tests.ui.conftest import Person

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
ON, BACK = Key.Key_PageDown, Key.Key_PageUp
PAGES = {
    "Welcome and why we are here": "workshops", "One goal, read aloud": "results-goals",
    "Goals in plain words": "results-goals", "Break": "results-goals",
    "Results onto the map": "results", "What leads to what": "results",
    "Which results matter most": "results", "What happens next": "workshops-run",
}  # fmt: skip


def test_a_half_day_of_mapping_by_clicker(person: Person, marrow: Path, clock: Clock) -> None:
    window = person.window
    assert window.open(marrow)
    window.desk_session.desk._clock = clock
    desk = window.desk_session.desk

    # the evening before
    person.press(Key.Key_2, CTRL)
    page = window.pages["workshops"]
    assert isinstance(page, WorkshopsPage)
    page.begin()
    listed = person.find("workshop-beginning-list")
    assert listed.ids()[0] == WorkshopKind.MAPPING.value
    person.find("workshop-day", QLineEdit).setText("8 July 2025")
    person.click("workshop-go")
    workshop = page.workshop
    assert workshop.on == date(2025, 7, 8)

    # in the room
    window.presenting.toggle()
    window.commands.run("workshops.start")
    results = len(desk.find(Result))
    for block in blocks_of(desk, workshop.id):
        runner = window.runner
        assert runner.block is not None
        assert runner.block.name == block.name
        if block.name != "Welcome and why we are here":
            assert window.pages[window.current].step == PAGES[block.name]
        if block.name == "Goals in plain words":
            person.press(BACK)
            assert runner.block.name == "One goal, read aloud"
            person.press(ON)
            person.press(Key.Key_F7)
            person.write("Who pays for the meters?")
        if block.name == "Break":
            person.press(Key.Key_B)
            assert window.presenting.projector.black
            clock.wait(minutes=6)
            person.press(Key.Key_Period)
            assert not window.presenting.projector.black
        if block.name == "Results onto the map":
            window.pages["results"].setFocus()  # somebody clicks on the map
            person.press(Key.Key_N)
            person.write("Everybody hears of a burst within the hour", end=Key.Key_Return)
            person.press(Key.Key_Escape)
        if block.name == "Which results matter most":
            person.press(Key.Key_F8)
            person.write("Leaks come first")
        if block.name == "What happens next":
            person.press(Key.Key_F9)
            person.write("Ana: print the map / Tom / 15 July 2025")
        clock.wait(minutes=block.minutes)
        person.press(ON)

    # it has ended, in time as far as it could, and everything is written down
    assert window.runner.block is None
    ended = desk.get(Workshop, workshop.id).ended_at
    assert ended is not None
    assert len(desk.find(Result)) == results + 1
    assert [each.text for each in desk.find(Parked, workshop=workshop.id)] == ["Who pays for the meters?"]
    assert [each.text for each in desk.find(Ruling, workshop=workshop.id)] == ["Leaks come first"]
    (promise,) = desk.find(Commitment, workshop=workshop.id)
    assert (promise.who, promise.by_when) == ("Ana", date(2025, 7, 15))
    window.go("workshops", view="outcomes")
    window.commands.run("workshops.minutes")
    told = QApplication.clipboard().text()
    assert "Leaks come first" in told
    assert "Break: 21 min, planned 15" in told
    window.presenting.stop()
