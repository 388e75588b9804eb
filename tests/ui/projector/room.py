"""A walk through a room with a projector that comes and goes; run under X by test_screens.py.

Prints one JSON object: what was seen at each station. Monitors are made by xrandr, which Qt's own
offscreen screens cannot imitate. What a projector does that changes its mode stands in modes.py.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kpidesk.actions import workshops
from kpidesk.domain.results import Result
from kpidesk.imports.workshop_starts import supplied
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.projector.console import Console
from kpidesk.ui.projector.projector import Projector
from kpidesk.ui.projector.wall import Wall
from kpidesk.ui.results.page import ResultsPage
from kpidesk.ui.start import application
from kpidesk.ui.window import Window

LEFT, RIGHT = "1366/361x768/203+0+0", "1920/508x1080/286+1366+0"
SMALL, FAR = "1024/271x768/203+1366+0", "1024/271x768/203+3286+0"
CHANGES = {"again": ("right", RIGHT), "smaller": ("right", SMALL), "scaled": ("scaled", RIGHT)}
"""What is plugged in after a screen has gone: the same, one of another shape, one of another scale."""


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
    every_state(see)
    two_others(see)
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
    swapped(see)
    return see.seen


def every_state(see: Walk) -> None:
    """Everything that can be on air, while its screen goes and comes back as it was, smaller, scaled."""
    window, projector = see.window, see.projector
    window.presenting.toggle_console()
    made = []
    with see.page.session.desk.edit("Plan") as edit:
        made.append(workshops.begin(edit, supplied("en")[0][0], on=date(2025, 7, 8)).id)
    states: dict[str, Callable[[], object]] = {
        "following": lambda: window.go("results"),
        "sent": projector.send,
        "frozen": lambda: (projector.freeze(frozen=False), projector.freeze(frozen=True)),
        "black": lambda: projector.set_black(black=True),
        "logo": lambda: window.commands.run("view.logo"),
        "door": lambda: window.go("gallery", view="opening"),
        "workshop": lambda: (window.go("workshops", made[0]), window.go("workshops", view="run")),
        "timer": lambda: window.commands.run("workshops.start"),
    }
    for state, do in states.items():
        do()
        projector.follow()
        until(lambda: projector.on_air is not None and not projector._next.isActive())
        plugged = "right"
        for change, (name, size) in CHANGES.items():
            before, held = projector.on_air, kept(see)
            monitors(f"--delmonitor {plugged}")
            until(lambda: not walls() and window.notice.isVisible())
            away = {"walls": len(walls()), "told": window.notice.isVisible(), "kept": kept(see) == held}
            monitors(f"--setmonitor {name} {size} none")
            plugged = name
            until(lambda: bool(walls()) and not window.notice.isVisible())
            see.note(
                f"{state} {change}", away=away, kept=kept(see) == held, dark=dark(see.picture()),
                same=projector.on_air is before, shape=shape(projector), told=window.notice.isVisible(),
                console=window.findChild(Console).isVisible(),
            )  # fmt: skip
        monitors(f"--delmonitor {plugged}")
        until(lambda: not walls())
        monitors(f"--setmonitor right {RIGHT} none")
        until(lambda: bool(walls()))
        projector.set_black(black=False)
        projector.set_cover(None)
        projector.freeze(frozen=False)
    window.commands.run("run.end")
    window.presenting.toggle_console()
    window.go("results")


def kept(see: Walk) -> list[object]:
    """What must not change when a screen does."""
    projector = see.projector
    here = [projector.on, projector.black, projector.frozen, projector.cover is not None, see.window.current]
    return [*here, projector.room.back_row]


def shape(projector: Projector) -> float:
    """The shape of what is on air."""
    shown = projector.cover or projector.on_air
    return shown[0].width / shown[0].height if shown else 0.0


def two_others(see: Walk) -> None:
    """A third screen that is taken, and taken again when all of them have been away."""
    monitors(f"--setmonitor far {FAR} none")
    until(lambda: see.window.commands.can("view.other_screen"))
    see.window.commands.run("view.other_screen")
    until(lambda: walls()[0].geometry().x() > 3000)
    see.note("taken")
    monitors("--delmonitor far", "--delmonitor right")
    until(lambda: not walls())
    monitors(f"--setmonitor right {RIGHT} none", f"--setmonitor far {FAR} none")
    until(lambda: bool(walls()) and walls()[0].geometry().x() > 3000)
    see.note("taken again")
    monitors("--delmonitor far")
    until(lambda: bool(walls()) and walls()[0].geometry().x() < 3000)
    see.note("the other one")


def swapped(see: Walk) -> None:
    """The wall over the program on the laptop's own screen, and back; a projector comes meanwhile."""
    window, projector = see.window, see.projector
    window.commands.run("view.swap")
    until(lambda: bool(walls()))
    see.note("swapped", here=projector.here)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_A):
        QTest.keyClick(walls()[0], key)
    step = see.page.map_commands.telling.now(projector.room)
    QTest.keyClick(walls()[0], Qt.Key.Key_Period)
    see.note("clicked", title=step[1] if step else "", dark=until(lambda: dark(see.picture()), 3.0))
    QTest.keyClick(walls()[0], Qt.Key.Key_Escape)
    until(lambda: not walls())
    see.note("unswapped", black=projector.black)
    window.commands.run("view.swap")
    until(lambda: bool(walls()))
    see.note("swapped again", dark=until(lambda: dark(see.picture()), 3.0))
    QTest.keyClick(walls()[0], Qt.Key.Key_F12)
    until(lambda: not walls())
    window.commands.run("view.swap")
    monitors(f"--setmonitor right {RIGHT} none")
    until(lambda: bool(walls()) and walls()[0].geometry().x() > 0)
    see.note("plugged in while swapped", here=projector.here, black=projector.black)


def drag(see: Walk) -> None:
    """Begin to drag a bubble, and stay on the way."""
    canvas = see.page.canvas
    each = next(each for each in see.page.sheet.bubbles.values() if each.result.code == "R19")
    start = canvas.sight.px((each.x - each.width / 5, each.y - each.height / 5)).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(canvas, start + (canvas.rect().center() - start) * step / 10)
        QCoreApplication.processEvents()


def show(walk: Callable[[Window], dict[str, object]], place: QPoint) -> None:
    """Open the desk of the first argument with the folders of the second, and tell what a walk saw."""
    application()
    window = Window(Words(), Folders(Path(sys.argv[2])))
    window.move(place)
    window.show()
    until(lambda: window._start is not None)
    window.open(Path(sys.argv[1]))
    window.go("results")
    until(lambda: len(QGuiApplication.screens()) == 2)
    seen = walk(window)
    window.close()
    QCoreApplication.processEvents()
    print(json.dumps(seen), flush=True)


if __name__ == "__main__":
    monitors(f"--setmonitor left {LEFT} screen", f"--setmonitor right {RIGHT} none")
    show(walk, QPoint(10, 10))
