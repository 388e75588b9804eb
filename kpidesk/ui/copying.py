"""Pictures on the clipboard, for a slide or a letter: always light, whatever colours the window has."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from kpidesk.drawing.picture import Box, Item
from kpidesk.ui.painter import paint

WIDE: Final = 2400
"""How many pixels a picture is wide: sharp on a slide of full HD, and no burden for a mail."""
_TALLEST: Final = 4800


def image(items: Iterable[Item], box: Box, ground: str = "#FFFFFF") -> QImage:
    """Drawn items (mm) as an image of a part of their plane."""
    left, top, right, bottom = box
    scale = min(WIDE / (right - left), _TALLEST / (bottom - top))
    made = QImage(round((right - left) * scale), round((bottom - top) * scale), QImage.Format.Format_RGB32)
    made.fill(ground)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-left * scale, -top * scale)
    paint(painter, items, scale=scale)
    painter.end()
    return made


def copy(items: Iterable[Item], box: Box) -> None:
    """Put drawn items onto the clipboard as a picture."""
    made = image(items, box)
    QGuiApplication.clipboard().setImage(made)
