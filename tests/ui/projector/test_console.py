"""The console: preview before sending, what the room sees, the logo, and which screen is which."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kpidesk.domain.results import Result
from kpidesk.ui.projector.console import Small
from kpidesk.ui.projector.identify import ScreenNumber
from kpidesk.ui.projector.projector import Projector
from kpidesk.ui.results.page import ResultsPage
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
