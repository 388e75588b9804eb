"""Nothing moves or blinks when a person wants it so, and it is as the system has it when they do not."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from kpidesk.ui.settings import Settings
from kpidesk.ui.stillness import is_still, may_move, take_stillness
from tests.ui.conftest import Person


def test_bubbles_arrive_at_once_and_nothing_blinks(person: Person, marrow: Path) -> None:
    window = person.window
    assert window.open(marrow)
    window.go("results")
    usual, moved = QApplication.cursorFlashTime(), may_move(window)
    window.commands.run("view.still")
    try:
        assert is_still(Settings(window.folders))
        assert QApplication.cursorFlashTime() == 0
        assert not may_move(window)
        window.commands.run("results.tidy")
        assert window.pages["results"].canvas.gesture is None
    finally:
        window.commands.run("view.still")
    assert QApplication.cursorFlashTime() == usual
    assert may_move(window) == moved


def test_it_holds_from_the_next_start(person: Person) -> None:
    person.window.settings.set("still", True)
    usual = QApplication.cursorFlashTime()
    take_stillness(person.window.settings)
    assert QApplication.cursorFlashTime() == 0
    person.window.commands.run("view.still")
    assert QApplication.cursorFlashTime() == usual
