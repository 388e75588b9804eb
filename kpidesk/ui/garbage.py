"""When Qt's and Python's halves of a widget go: never on another thread, and never one half alone.

Widgets stand in cycles of references. If a worker happened to collect them, Qt's objects would be
destroyed on its thread; if Python's halves were collected before Qt has destroyed its own, Qt would
reach for what is gone. Both crash the program.
"""

import gc
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

_LOOK: Final = 500  # ms
_going: Final[list[list[QObject]]] = []  # each with all that is inside


def throw_away(thing: QObject) -> None:
    """Have Qt destroy a widget or other object in a moment; Python's half stays until that has been done."""
    if isinstance(thing, QWidget):
        thing.hide()
    _going.append([thing, *thing.findChildren(QObject)])
    thing.deleteLater()


def forget_gone() -> None:
    """Let go of Python's halves of what Qt has destroyed."""
    _going[:] = [each for each in _going if shiboken6.isValid(each[0])]


class GarbageCollector(QObject):
    """Collects on the window's thread only: automatic collecting is off, and this looks now and then."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @staticmethod
    def _look() -> None:
        """Collect the oldest generation that is due by Python's own thresholds."""
        gc.disable()  # a library may have switched it on again
        forget_gone()
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
