"""The results page on its own, with as much of a shell as it needs."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from kpidesk.desk.workfile import open_desk
from kpidesk.domain.results import Link, Result
from kpidesk.drawing.map_bubbles import SCREEN
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.room import ROOM
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui import theme
from kpidesk.ui.commands import Commands
from kpidesk.ui.icons import Icons
from kpidesk.ui.jobs import Jobs
from kpidesk.ui.results.page import ResultsPage
from kpidesk.ui.session import Session
from kpidesk.ui.settings import Settings
from kpidesk.ui.start import application
from tests.ui.conftest import Answers


class Shell:
    """What the page asks of the window around it; notes where it was sent."""

    def __init__(self, session: Session, folders: Folders) -> None:
        self.words, self.palette_ = Words(), LIGHT
        self.icons = Icons(LIGHT)
        self.commands = Commands(self.words, self.icons)
        self.settings = Settings(folders)
        self.folders, self.questions = folders, Answers()
        self.desk_session = session
        self.jobs = Jobs()
        self.gone: list[tuple[str, str]] = []
        self.said: list[str] = []

    def go(self, page: str, record_id: str = "") -> None:
        self.gone.append((page, record_id))

    def show_step(self) -> None:
        """There is no Guide here."""

    projecting = False
    room = ROOM

    def follow(self) -> None:
        """Nobody projects here."""

    def say(self, text: str, **_: object) -> None:
        self.said.append(text)


class Driver:
    """A person at the page: points by code, writes by keys."""

    def __init__(self, qtbot: QtBot, page: ResultsPage, refused: list[str]) -> None:
        self.qtbot, self.page, self.refused = qtbot, page, refused
        self.canvas, self.desk = page.canvas, page.session.desk

    def result(self, code: str) -> Result:
        return next(each for each in self.desk.find(Result) if each.code == code)

    def id(self, code: str) -> str:
        return self.result(code).id

    def codes(self) -> set[str]:
        return {each.code for each in self.desk.find(Result)}

    def links(self) -> set[tuple[str, str, str]]:
        codes = {each.id: each.code for each in self.desk.find(Result)}
        return {
            (codes[link.source], codes[link.target], self.page.work.kind(link.kind).key)
            for link in self.desk.find(Link)
        }

    def selected(self) -> set[str]:
        return {self.page.work.code(each) for each in self.page.selection.ids}

    def at(self, code: str) -> QPoint:
        """The middle of a bubble."""
        each = self.page.sheet.bubbles[self.id(code)]
        return self.canvas.sight.px((each.x, each.y)).toPoint()

    def grip(self, code: str) -> QPoint:
        """Where a bubble is grabbed: off its handles."""
        each = self.page.sheet.bubbles[self.id(code)]
        return self.canvas.sight.px((each.x - each.width / 5, each.y - each.height / 5)).toPoint()

    def edge(self, code: str) -> QPoint:
        """The right handle of a bubble."""
        each = self.page.sheet.bubbles[self.id(code)]
        return self.canvas.sight.px((each.x + each.width / 2, each.y)).toPoint() + QPoint(2, 0)

    def empty(self, ring: int) -> QPoint:
        """A place of a ring where nothing lies."""
        for x in range(40, self.canvas.width() - 40, 9):
            for y in range(60, self.canvas.height() - 140, 9):
                sheet, at = self.page.sheet, self.canvas.sight.mm(QPoint(x, y).toPointF())
                band = sheet.band_at(*at)
                inside = band and math.hypot(at[0] / SCREEN.x, at[1] / SCREEN.y) < 0.97
                inside = inside and band.ring.position == ring
                if inside and not sheet.bubble_at(*at, reach=25) and not sheet.curve_at(*at, reach=12):
                    return QPoint(x, y)
        raise AssertionError("no empty place")

    def hover(self, at: QPoint) -> None:
        self.qtbot.mouseMove(self.canvas, at)

    def click(self, at: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.mouseClick(self.canvas, Qt.MouseButton.LeftButton, modifiers, at)

    def double_click(self, at: QPoint) -> None:
        self.click(at)
        self.qtbot.mouseDClick(self.canvas, Qt.MouseButton.LeftButton, pos=at)

    def drag(
        self,
        start: QPoint,
        *through: QPoint,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        let_go: bool = True,
    ) -> None:
        self.hover(start)
        self.qtbot.mousePress(self.canvas, button, pos=start)
        before = start
        for each in through:
            for step in (1, 2, 3, 4):
                self.qtbot.mouseMove(self.canvas, before + (each - before) * step / 4)
            before = each
        if let_go:
            self.qtbot.mouseRelease(self.canvas, button, pos=before)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key for whatever has the focus."""
        self.qtbot.keyClick(self.page.window().focusWidget() or self.canvas, key, modifiers)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.page.window().focusWidget(), text)

    def undo(self) -> None:
        self.page.session.undo()

    def do(self, key: str) -> None:
        self.page.shell.commands.run(key)

    def state(self) -> tuple[object, ...]:
        """All that a gesture could have changed on the desk."""
        return (self.desk.last_edit,)


def _driver(qtbot: QtBot, path: Path, folders: Folders) -> Iterator[Driver]:
    application()
    theme.apply(LIGHT)
    session = Session(open_desk(path, folders))
    page = ResultsPage(Shell(session, folders))
    qtbot.addWidget(page)
    session.changed.connect(page.refresh)
    refused: list[str] = []
    session.refused.connect(lambda refusal: refused.append(str(refusal)))
    page.resize(1290, 720)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.canvas.setFocus()
    qtbot.waitUntil(page.canvas.hasFocus)
    yield Driver(qtbot, page, refused)
    page.shell.jobs.stop_all()
    page.leave()
    page.hide()
    session.changed.disconnect()
    session.refused.disconnect()
    session.flush()
    session.close()


@pytest.fixture
def person(qtbot: QtBot, marrow: Path, folders: Folders) -> Iterator[Driver]:
    """Somebody at the sample's map."""
    yield from _driver(qtbot, marrow, folders)


@pytest.fixture
def beginner(qtbot: QtBot, begun: Path, folders: Folders) -> Iterator[Driver]:
    """Somebody at an empty map."""
    yield from _driver(qtbot, begun, folders)
