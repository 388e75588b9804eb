"""Time as people read it from afar: figures, words, and a bar that shows over-run by its pattern as well."""

from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role

METER: Final = 10  # px
_MINUTE: Final = 60


def figures(seconds: float) -> str:
    """Minutes and seconds, rounded up so that nothing reads as over before it is: 4:59."""
    whole = ceil(abs(seconds)) if seconds >= 0 else int(abs(seconds))
    return f"{whole // _MINUTE}:{whole % _MINUTE:02}"


def remaining(seconds: float, words: Words) -> str:
    """What is left, or how far it runs over, in words."""
    if seconds >= 0:
        return words("{time} left", time=figures(seconds))
    over = int(-seconds) // _MINUTE
    if over:
        return words.many("{n} min over", "{n} min over", over)
    return words("just over")


class TimeBar(QWidget):
    """How much of a time has passed; what runs over is hatched."""

    reads_as = Role.ProgressBar

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours, self._share = colours, 0.0
        self.setFixedHeight(METER)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show what has passed: 1 is all of it."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(80, METER)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, colours, whole = QPainter(self), self._colours, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        over = self._share > 1
        painter.setBrush(QColor(colours.bad_soft if over else colours.pressed))
        painter.drawRoundedRect(whole, METER / 2, METER / 2)
        if over:
            painter.setPen(QColor(colours.bad))
            painter.setBrush(QBrush(QColor(colours.bad), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), METER / 2, METER / 2)
        elif self._share > 0:
            part = QRectF(whole.left(), whole.top(), max(whole.width() * self._share, METER), whole.height())
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(part, METER / 2, METER / 2)
        painter.end()
