"""Somebody at the Measures page of the real window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kpidesk.domain.measures import Measure
from kpidesk.domain.series import Value
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.measures.page import MeasuresPage
from kpidesk.ui.start import application
from kpidesk.ui.window import Window

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Nobody:
    """Answers no question, but at the end: what was begun and refused may go."""

    def desk_to_open(self) -> Path | None:
        raise AssertionError

    def new_desk(self, suggestion: str) -> Path | None:
        raise AssertionError(suggestion)

    def folder(self, start: Path) -> Path | None:
        raise AssertionError(start)

    def choose(self, question: str, reason: str, safe: str, risky: str) -> bool:
        assert question == "Close and lose what you have begun to write?"
        return True


class Person:
    """Types, clicks and looks."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.qtbot, self.window = qtbot, window
        page = window.pages["measures"]
        assert isinstance(page, MeasuresPage)
        self.page, self.grid = page, page.data.grid
        self.desk = window.desk_session.desk

    def measure(self, code: str = "") -> Measure:
        if not code:
            assert self.page.measure is not None
            return self.page.measure
        return self.desk.find(Measure, code=code)[0]

    def numbers(self, code: str = "") -> dict[date, float | None]:
        found = self.desk.find(Value, measure=self.measure(code).id)
        return {each.period: each.number for each in found}

    def choose(self, code: str) -> None:
        self.page.choose(self.measure(code).id)

    def add(self) -> Measure:
        """A measure without values, with its data in sight."""
        self.page.add_measure(None)
        self.page.show_view("data")
        self.grid.setFocus()
        return self.measure()

    def cell(self, row: int, column: int = 1) -> None:
        self.grid.setFocus()
        rows = len(self.page.data.values.values.rows)
        index = self.page.data.values.values.index(row % rows, column)
        # Not setCurrentIndex: that looks at the modifiers that the latest simulated key left behind.
        self.grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def at(self) -> tuple[int, int]:
        index = self.grid.currentIndex()
        return index.row(), index.column()

    def text(self, row: int, column: int) -> str:
        model = self.page.data.values.values
        return str(model.data(model.index(row % len(model.rows), column)))

    def focus(self) -> QWidget:
        found = self.window.focusWidget()
        assert found is not None
        return found

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.qtbot.keyClick(self.focus(), key, modifiers)

    def type(self, text: str) -> None:
        """Letter by letter, to whatever has the focus by then."""
        for letter in text:
            self.qtbot.keyClicks(self.focus(), letter)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.key(Qt.Key.Key_V, CTRL)

    def report(self) -> list[str]:
        shown = self.page.data.values.report
        return [shown.summary.text(), *shown.lines.stringList()] if shown.isVisible() else []

    def undo(self) -> None:
        self.window.undo()


def _window(qtbot: QtBot, folders: Folders, path: Path) -> Iterator[Person]:
    application()
    window = Window(Words(), folders, Nobody())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert window.open(path)
    window.go("measures")
    window.activateWindow()
    yield Person(qtbot, window)
    QGuiApplication.clipboard().clear()
    window.close()


@pytest.fixture
def person(qtbot: QtBot, marrow: Path, folders: Folders) -> Iterator[Person]:
    """Somebody at the sample's measures."""
    yield from _window(qtbot, folders, marrow)


@pytest.fixture
def beginner(qtbot: QtBot, begun: Path, folders: Folders) -> Iterator[Person]:
    """Somebody at a desk without measures."""
    yield from _window(qtbot, folders, begun)
