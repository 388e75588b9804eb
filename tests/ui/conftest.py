"""A window as a person has it before them, and somebody who answers its questions."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.page import Page
from kpidesk.ui.start import application
from kpidesk.ui.window import Window


class Answers:
    """Answers the window's questions as a test wants."""

    def __init__(self) -> None:
        self.open: Path | None = None
        self.new: Path | None = None
        self.where: Path | None = None
        self.table: Path | None = None
        self.returned: Path | None = None
        self.picture: Path | None = None
        self.photos: Sequence[Path] = ()
        self.on: QPrinter | None = None
        self.risky = False
        self.asked: list[str] = []
        self.reasons: list[str] = []

    def desk_to_open(self) -> Path | None:
        return self.open

    def new_desk(self, suggestion: str) -> Path | None:
        self.asked.append(suggestion)
        return self.new

    def table_file(self) -> Path | None:
        return self.table

    def returned_file(self) -> Path | None:
        return self.returned

    def picture_file(self) -> Path | None:
        return self.picture

    def photo_files(self) -> Sequence[Path]:
        return self.photos

    def folder(self, start: Path) -> Path | None:
        self.asked.append(str(start))
        return self.where

    def printer(self) -> QPrinter | None:
        return self.on

    def choose(self, question: str, reason: str, safe: str, risky: str) -> bool:
        self.asked.append(question)
        self.reasons.append(reason)
        return self.risky


class Person:
    """Somebody at a window: clicks on named things, presses keys, reads notices."""

    def __init__(self, qtbot: QtBot, window: Window, answers: Answers) -> None:
        self.qtbot, self.window = qtbot, window
        self.answers = answers

    def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        """The one visible widget of a name."""

        def found() -> list[Any]:
            return [each for each in self.window.findChildren(kind, name) if each.isVisible()]

        # What was just built is shown once events are handled.
        self.qtbot.waitUntil(lambda: len(found()) == 1, timeout=2_000)
        return found()[0]

    def click(self, name: str) -> None:
        widget = self.find(name)
        assert widget.isEnabled(), f"{name} cannot be used: {widget.toolTip()}"
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key wherever the focus is."""
        held = Qt.KeyboardModifier.NoModifier
        for each in modifiers:
            held |= each
        self.qtbot.keyClick(self.focus, key, held)

    def write(self, text: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """Type where the focus is."""
        self.qtbot.keyClicks(self.focus, text)
        if end is not None:
            self.press(end)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def choose(self, name: str, text: str) -> None:
        """Choose what a box offers, by its words."""
        box = self.find(name)
        row = box.findText(text)
        assert row >= 0, f"{text} is not offered"
        box.setCurrentIndex(row)
        box.activated.emit(row)

    def go(self, page: str) -> Page:
        self.click(f"rail-{page}")
        return self.window.pages[page]

    def notice_button(self) -> QPushButton:
        button: QPushButton = self.find("notice-act", QPushButton)
        return button

    def act(self, says: str) -> None:
        """Do what the notice offers."""
        button = self.notice_button()
        assert button.text() == says
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=15_000)


def let_go() -> None:
    """Let what was thrown away be gone, as it is once events are handled."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def window(qtbot: QtBot, folders: Folders, answers: Answers) -> Iterator[Window]:
    application()
    shown = Window(Words(), folders, answers)
    shown.resize(1366, 768)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: shown.findChild(QPushButton, "desk.new") is not None, timeout=5_000)
    # A test that ended with Ctrl+Z would leave Ctrl held down, and the next choice would add to the chosen.
    qtbot.keyRelease(shown, Qt.Key.Key_Control)
    yield shown
    answers.risky = True
    for each in list(Window.windows):
        each.jobs.stop_all()
        each.close()
        assert not each.isVisible()
        each.deleteLater()
    let_go()


@pytest.fixture
def person(qtbot: QtBot, window: Window, answers: Answers) -> Person:
    return Person(qtbot, window, answers)
