"""How large everything in the window is: by the person's choice, else as large as the system writes.

Qt scales whole programs, sharply and with every icon and line, but asks how much only while it starts. So
another size needs the desk to be opened anew, which takes a second and is offered. What is chosen here comes
on top of what the system itself scales its screens by.
"""

import os
import sys
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QFont

from kpidesk.ui.settings import Settings

STEPS: Final = (80, 90, 100, 110, 125, 150, 175, 200)  # percent
LEAST_ROOM: Final = (900, 440)  # px of a screen that are needed to work at all

RUNNING: Final = "scale"
"""Property of the application: how large everything is now, in percent."""
REOPEN: Final = "reopen"
"""Property of the application: files to open anew when it has ended, "" for the bare window."""

_LARGEST: Final = QSize(8192, 8192)
_CHOSEN: Final = "scale"
_SYSTEM: Final = "scale-of-system"
_VARIABLE: Final = "QT_SCALE_FACTOR"
_USUAL_POINTS: Final = {"win32": 9.0, "darwin": 13.0}
_POINTS: Final = 11.0  # of desktops on Linux; some have less, and none means smaller letters by it


def percent(settings: Settings) -> int:
    """How large the window is to be: what was chosen, else what the system's letters asked for last time."""
    chosen = settings.get(_CHOSEN, 0) or settings.get(_SYSTEM, 100)
    return min(max(chosen, STEPS[0]), STEPS[-1])


def running() -> int:
    """How large everything is now, in percent."""
    app = QCoreApplication.instance()
    return int(app.property(RUNNING) or 100) if app else 100


def choose(settings: Settings, size: int) -> None:
    """Remember a choice in percent, 0 for as large as the system writes."""
    settings.set(_CHOSEN, size)


def step_from(size: int, by: int, room: tuple[float, float]) -> int:
    """The next step up or down from a size in percent; the size itself where the screen has no room for it.

    Args:
        size: how large everything is now.
        by: 1 for larger, -1 for smaller.
        room: the screen in px at that size.
    """
    if by < 0:
        return max((each for each in STEPS if each < size), default=size)
    larger = min((each for each in STEPS if each > size), default=size)
    fits = all(each * size / larger >= least for each, least in zip(room, LEAST_ROOM, strict=True))
    return larger if fits else size


def first_size(settings: Settings, screen: QSize) -> QSize:
    """How large the window was last time; where everything is larger than usual, it fits the screen."""
    last = QSize(settings.get("width", 1366), settings.get("height", 768))
    return last.boundedTo(screen if running() > 100 else _LARGEST)


class Scaled:
    """While the application object is made, Qt reads the size; what the program starts later must not."""

    def __init__(self, settings: Settings) -> None:
        self._size = percent(settings)
        self._before = os.environ.get(_VARIABLE)

    def __enter__(self) -> None:
        if self._before is None and self._size != 100:
            os.environ[_VARIABLE] = str(self._size / 100)

    def __exit__(self, *_: object) -> None:
        if self._before is None:
            os.environ.pop(_VARIABLE, None)


def note_system_font(settings: Settings, font: QFont) -> None:
    """Remember how large the system writes, since the next start has to know before it can ask."""
    asked = 100 * font.pointSizeF() / _USUAL_POINTS.get(sys.platform, _POINTS)
    settings.set(_SYSTEM, max((each for each in STEPS if 100 <= each <= asked + 2), default=100))
