"""Projecting where there is no second screen, and the window without panels; the other cases run under X."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kpidesk.ui.projector.projector import Projector
from kpidesk.ui.window import Window
from tests.ui.conftest import Person


class Refusing:
    """A system that does not promise to stay awake."""

    def __init__(self) -> None:
        self.held = 0

    def hold(self) -> bool:
        self.held += 1
        return False

    def let_go(self) -> None:
        self.held = 0


@pytest.fixture
def refusing(person: Person, marrow: Path) -> Refusing:
    """The window on the sample's map, on a system that refuses."""
    assert person.window.open(marrow)
    person.go("results")
    awake = Refusing()
    projector = Projector(person.window, "Room", awake)  # type: ignore[arg-type]
    projector.changed.connect(person.window.presenting.show)
    person.window.presenting._projector = projector
    return awake


def why_not(window: Window, key: str) -> str:
    return window.commands.action(key).toolTip()


def test_without_a_second_screen_it_says_so_and_waits(person: Person, refusing: Refusing) -> None:
    window = person.window
    assert "Nothing is projected" in why_not(window, "view.black")
    person.press(Qt.Key.Key_F5)
    assert "no second screen" in window.notice.text
    assert "No screen" in window.strip.project.text()
    assert refusing.held == 1
    assert window.commands.can("view.black")
    person.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.presenting.projector.black
    person.press(Qt.Key.Key_F5)
    assert not window.presenting.on
    assert refusing.held == 0
    assert not window.commands.can("view.black")


def test_full_screen_instead_is_one_click_away_and_f11_brings_everything_back(
    person: Person, refusing: Refusing
) -> None:
    window = person.window
    person.press(Qt.Key.Key_F5)
    person.act("Show full screen here")
    assert not window.presenting.on
    assert window.isFullScreen()
    assert not window.frame_.rail.isVisible()
    assert not window.pages["results"].head.isVisible()
    window.go("measures")
    assert not window.pages["measures"].head.isVisible()
    person.press(Qt.Key.Key_F11)
    assert not window.isFullScreen()
    assert window.frame_.rail.isVisible()
    assert window.pages["measures"].head.isVisible()
    window.go("results")
    assert window.pages["results"].head.isVisible()
    assert refusing.held == 0


def test_a_system_that_may_fall_asleep_is_told_of(person: Person, refusing: Refusing) -> None:
    person.press(Qt.Key.Key_F11)
    assert refusing.held == 1
    assert "F11" in person.window.notice.text
    assert "stay awake" in person.window.notice.text
    person.press(Qt.Key.Key_F11)
    assert refusing.held == 0


def test_closing_the_desk_ends_projecting(person: Person, refusing: Refusing) -> None:
    window = person.window
    person.press(Qt.Key.Key_F5)
    assert window.presenting.on
    window.close_desk()
    assert not window.presenting.on
    assert refusing.held == 0


def test_closing_the_desk_brings_panels_back(person: Person, refusing: Refusing) -> None:
    window = person.window
    person.press(Qt.Key.Key_F11)
    window.close_desk()
    assert not window.isFullScreen()
    assert window.frame_.rail.isVisible()
