"""The console: preview before sending, what the room sees, the logo, and which screen is which."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kpidesk.actions import workshops
from kpidesk.domain.results import Result
from kpidesk.imports.workshop_starts import supplied
from kpidesk.ui.projector.console import Small
from kpidesk.ui.projector.identify import ScreenNumber
from kpidesk.ui.projector.projector import Projector
from kpidesk.ui.projector.wall import Wall
from kpidesk.ui.results.page import ResultsPage
from kpidesk.ui.screens import settle
from tests.ui.conftest import Person

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def projector(person: Person, marrow: Path) -> Projector:
    """The map of the sample on air, with the console."""
    assert person.window.open(marrow)
    person.go("results")
    person.press(Qt.Key.Key_F5)
    person.press(Qt.Key.Key_F5, SHIFT)
    assert person.find("console").isVisible()
    return person.window.presenting.projector


def image(person: Person, name: str) -> QImage:
    return person.find(name, Small).grab().toImage()


def select(person: Person, code: str) -> None:
    page = person.window.pages["results"]
    assert isinstance(page, ResultsPage)
    (found,) = page.session.desk.find(Result, code=code)
    page.selection.set((found.id,))


def looked(person: Person, projector: Projector) -> None:
    """Wait until what could be shown was looked at."""
    with person.qtbot.waitSignal(projector.looked, timeout=5_000):
        projector.follow()


def test_looking_at_the_room_paints_no_map_anew(person: Person, projector: Projector) -> None:
    page = person.window.pages["results"]
    assert isinstance(page, ResultsPage)
    small = person.find("console-next", Small)
    assert page.canvas.rect().contains(page.canvas.mapFromGlobal(small.mapToGlobal(QPoint(1, 1))))
    settle(person.window)
    for _ in range(3):  # the last that came with the console
        looked(person, projector)
    with person.qtbot.assertNotEmitted(page.canvas.painted, wait=200):
        looked(person, projector)


def test_nothing_reaches_the_room_before_it_is_sent(person: Person, projector: Projector) -> None:
    person.click("segment-send")
    assert projector.frozen
    before = image(person, "console-air")
    select(person, "R12")
    looked(person, projector)
    assert image(person, "console-air") == before
    assert image(person, "console-next") != before
    person.press(Qt.Key.Key_Return, CTRL, SHIFT)
    assert image(person, "console-air") != before
    sent = projector.on_air
    select(person, "R05")
    looked(person, projector)
    assert projector.on_air is sent


def test_following_shows_both_alike(person: Person, projector: Projector) -> None:
    select(person, "R12")
    looked(person, projector)
    assert image(person, "console-air") == image(person, "console-next")
    person.click("segment-send")
    person.click("segment-follow")
    assert not projector.frozen


def test_black_and_logo_cover_what_is_on_air_and_sending_uncovers_it(
    person: Person, projector: Projector
) -> None:
    plain = image(person, "console-air")
    person.press(Qt.Key.Key_B, CTRL)
    assert "black" in person.find("console-state").text()
    black = image(person, "console-air")
    assert black.pixelColor(40, 40).lightness() == 0
    person.press(Qt.Key.Key_B, CTRL)
    person.press(Qt.Key.Key_L, CTRL, SHIFT)
    assert projector.cover is not None
    assert projector.cover[0].title == "Marrow Valley Water"
    assert image(person, "console-air") not in [plain, black]
    person.press(Qt.Key.Key_Return, CTRL, SHIFT)
    assert projector.cover is None
    assert image(person, "console-air") == plain


def test_the_console_goes_with_the_projector_and_comes_back(person: Person, projector: Projector) -> None:
    person.press(Qt.Key.Key_F5, SHIFT)
    assert person.window.findChildren(Small) == [] or not any(
        each.isVisible() for each in person.window.findChildren(Small)
    )
    person.press(Qt.Key.Key_F5, SHIFT)
    assert person.find("console").isVisible()
    person.press(Qt.Key.Key_F5)
    assert not any(each.isVisible() for each in person.window.findChildren(Small))
    assert not person.window.commands.can("view.console")


def test_other_colours_put_the_console_away(person: Person, projector: Projector) -> None:
    person.window.set_theme("dark")
    assert not any(each.isVisible() for each in person.window.findChildren(Small))
    person.press(Qt.Key.Key_F5, SHIFT)
    assert person.find("console").isVisible()


def test_screens_tell_their_numbers_and_go_by_themselves(person: Person, projector: Projector) -> None:
    person.window.commands.run("view.screens")
    numbers = [each for each in QApplication.topLevelWidgets() if isinstance(each, ScreenNumber)]
    assert [each.number for each in numbers] == ["1"]
    assert "pixels" in numbers[0].size_told
    person.wait(lambda: not any(isinstance(each, ScreenNumber) for each in QApplication.topLevelWidgets()))


def test_the_last_row_is_chosen_once_and_kept(person: Person, projector: Projector) -> None:
    near = projector.on_air
    assert near is not None
    person.click("segment-8")
    far = projector.on_air
    assert far is not None
    assert far[0].height < near[0].height * 0.6
    assert person.window.settings.get("back_row", 4) == 8
    person.press(Qt.Key.Key_F5)
    person.press(Qt.Key.Key_F5)
    assert projector.on_air is not None
    assert projector.on_air[0].height == far[0].height
    person.window.commands.run("view.row_4")
    assert projector.on_air[0].height == near[0].height


def title(projector: Projector) -> str:
    assert projector.on_air is not None
    return projector.on_air[0].title


def test_the_map_is_told_ring_by_ring_then_chain_by_chain(person: Person, projector: Projector) -> None:
    plain = title(projector)
    for beginning in ("1 Purpose", "2 Strategy"):
        person.click("console-results.step_on")
        looked(person, projector)
        assert title(projector).startswith(beginning)
    person.press(Qt.Key.Key_PageUp)
    looked(person, projector)
    assert title(projector).startswith("1 Purpose")
    assert "first step" in person.window.commands.action("results.step_back").toolTip()
    person.click("console-results.step_end")
    looked(person, projector)
    assert title(projector) == plain
    assert not person.find("console-results.step_end").isEnabled()


def test_steps_end_with_chains_and_with_what_people_choose(person: Person, projector: Projector) -> None:
    told = []
    person.press(Qt.Key.Key_PageDown)
    while person.window.commands.can("results.step_on"):
        person.press(Qt.Key.Key_PageDown)
        looked(person, projector)
        told.append(title(projector))
    page = person.window.pages["results"]
    assert isinstance(page, ResultsPage)
    inner = [each.statement for each in page.session.desk.find(Result) if each.statement in told]
    assert inner
    assert told[-1] in inner
    select(person, "R12")
    looked(person, projector)
    assert title(projector) == "Results map"


def test_the_spotlight_leaves_nothing_but_the_chain_bright(person: Person, projector: Projector) -> None:
    select(person, "R12")
    looked(person, projector)
    before = image(person, "console-air")
    person.press(Qt.Key.Key_S)
    looked(person, projector)
    assert image(person, "console-air") != before


def test_one_key_shows_the_wall_here_and_escape_the_program(person: Person, marrow: Path) -> None:
    assert person.window.open(marrow)
    person.go("results")
    person.press(Qt.Key.Key_F12)
    (wall,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, Wall) and each.isVisible()]
    assert person.window.presenting.on
    person.qtbot.keyClick(wall, Qt.Key.Key_B)
    assert wall.black
    person.qtbot.keyClick(wall, Qt.Key.Key_Escape)
    assert not any(isinstance(each, Wall) and each.isVisible() for each in QApplication.topLevelWidgets())
    assert person.window.presenting.projector.black


def test_a_workshop_that_runs_keeps_the_keys_of_the_clicker(person: Person, projector: Projector) -> None:
    page = person.window.pages["results"]
    assert isinstance(page, ResultsPage)
    made: list[str] = []
    with page.session.desk.edit("Plan") as edit:
        made.append(workshops.begin(edit, supplied("en")[0][0], on=date(2025, 7, 8)).id)
    person.window.go("workshops", made[0])
    person.window.commands.run("workshops.start")
    person.window.commands.run("run.along")
    person.window.go("results")
    before = person.window.runner.block
    person.press(Qt.Key.Key_PageDown)
    assert person.window.runner.block != before
    looked(person, projector)
    assert title(projector) == "Results map"
    person.click("console-results.step_on")
    looked(person, projector)
    assert title(projector).startswith("1 Purpose")
