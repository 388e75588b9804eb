"""Texts of notes as painted: whole, wrapped, in the line heights of the look."""

from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from kpidesk.ui.painted import font


def _laid_out(text: str, size: int, step: int, width: int) -> tuple[QTextLayout, int]:
    """The lines of a text, and their height together."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    tall = 0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        line.setPosition(QPointF(0, tall + (step - line.height()) / 2))
        tall += step
    layout.endLayout()
    return layout, max(tall, step)


@lru_cache(maxsize=16_384)
def height(text: str, size: int, step: int, width: int) -> int:
    """How high a text is that is wrapped at a width."""
    return _laid_out(text, size, step, width)[1]


def write(painter: QPainter, text: str, at: QPointF, size: int, step: int, width: int) -> None:
    """Paint a text with the painter's pen."""
    _laid_out(text, size, step, width)[0].draw(painter, at)
