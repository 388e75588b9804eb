"""A walk through a room with a projector that comes and goes; run under X by test_screens.py.

Prints one JSON object: what was seen at each station. Monitors are made by xrandr, which Qt's own
offscreen screens cannot imitate.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kpidesk.domain.results import Result
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.projector.projector import Projector
from kpidesk.ui.projector.wall import Wall
from kpidesk.ui.results.page import ResultsPage
from kpidesk.ui.start import application
from kpidesk.ui.window import Window

LEFT, RIGHT = "1366/361x768/203+0+0", "1920/508x1080/286+1366+0"


def monitors(*steps: str) -> None:
    for step in steps:
        subprocess.run(["xrandr", *step.split()], check=True, env=os.environ)


def until(done: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Handle events until something is so; whether it came to be."""
    end = monotonic() + seconds
    while not done():
        if monotonic() > end:
            return False
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    return True


def walls() -> list[Wall]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Wall) and each.isVisible()]


def dark(image: QImage) -> bool:
    """Whether nothing but black is seen."""
    points = [(x, y) for x in range(20, image.width(), 90) for y in range(20, image.height(), 60)]
    return all(image.pixelColor(*point) == QColor("#000000") for point in points)


class Walk:
    """What is seen, station by station."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.seen: dict[str, object] = {}
        page = window.pages["results"]
        assert isinstance(page, ResultsPage)
        self.page = page

    @property
    def projector(self) -> Projector:
        return self.window.presenting.projector

    def note(self, station: str, **facts: object) -> None:
        where = [[*each.geometry().getRect()] for each in walls()]
        self.seen[station] = {
            "walls": where, "on": self.projector.on, "shown": self.projector.shown,
            "window": self.window.isVisible(), **facts,
        }  # fmt: skip

    def picture(self) -> QImage:
        return walls()[0].grab().toImage()

    def changes(self, do: Callable[[], object]) -> bool:
        """Whether the wall shows something else after something was done."""
        before = self.picture()
        do()
        return until(lambda: self.picture() != before, 3.0)


def walk(window: Window) -> dict[str, object]:
    """Plug in, follow, black, freeze, unplug in every state, plug in again, resize."""
    see = Walk(window)
    select = see.page.selection.set
    ids = {each.code: each.id for each in see.page.session.desk.find(Result)}
    window.presenting.toggle()
    until(lambda: bool(walls()))
    see.note("begun", focus=window.isActiveWindow() or QGuiApplication.focusWindow() is not None)
    see.note("selected", follows=see.changes(lambda: select((ids["R12"],))))
    see.note("dragged", follows=see.changes(lambda: drag(see)))
    QTest.keyClick(see.page.canvas, Qt.Key.Key_Escape)
    see.projector.freeze(frozen=True)
    see.note("frozen", follows=see.changes(lambda: select((ids["R05"],))))
    see.projector.freeze(frozen=False)
    see.projector.set_black(black=True)
    see.note("black", dark=until(lambda: dark(see.picture()), 3.0))
    for state in ("black", "frozen", "plain"):
        see.projector.set_black(black=state == "black")
        see.projector.freeze(frozen=state == "frozen")
        monitors("--delmonitor right")
        until(lambda: not walls())
        see.note(f"unplugged {state}")
        see.page.selection.set((ids["R04"],))
        window.presenting.follow()
        QCoreApplication.processEvents()
        monitors(f"--setmonitor right {RIGHT} none")
        until(lambda: bool(walls()))
        see.note(f"plugged in {state}", dark=dark(see.picture()))
    window.presenting.stop()
    until(lambda: not walls())
    see.note("ended")
    monitors("--delmonitor right")
    until(lambda: len(QGuiApplication.screens()) == 1)
    window.presenting.toggle()
    see.note("alone", said=window.notice.isVisible())
    window.presenting.toggle_bare()
    until(window.isFullScreen)
    see.note("bare", rail=window.frame_.rail.isVisible(), outline=see.page.outline.isVisible())
    window.presenting.toggle_bare()
    until(lambda: not window.isFullScreen())
    see.note("back", rail=window.frame_.rail.isVisible(), outline=see.page.outline.isVisible())
    return see.seen


def drag(see: Walk) -> None:
    """Begin to drag a bubble, and stay on the way."""
    canvas = see.page.canvas
    each = next(each for each in see.page.sheet.bubbles.values() if each.result.code == "R19")
    start = canvas.sight.px((each.x - each.width / 5, each.y - each.height / 5)).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(canvas, start + (canvas.rect().center() - start) * step / 10)
        QCoreApplication.processEvents()


def main() -> None:
    """Open the desk of the first argument with the folders of the second."""
    monitors(f"--setmonitor left {LEFT} screen", f"--setmonitor right {RIGHT} none")
    application()
    window = Window(Words(), Folders(Path(sys.argv[2])))
    window.move(10, 10)
    window.show()
    until(lambda: window._start is not None)
    window.open(Path(sys.argv[1]))
    window.go("results")
    until(lambda: len(QGuiApplication.screens()) == 2)
    seen = walk(window)
    window.close()
    QCoreApplication.processEvents()
    print(json.dumps(seen), flush=True)


main()
