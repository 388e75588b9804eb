"""Pictures on the clipboard, for a slide or a letter: always light, whatever colours the window has."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtGui import QGuiApplication

from kpidesk.drawing.picture import Box, Group, Item, Picture, Transform
from kpidesk.ui.painter import to_image

WIDE: Final = 2400
"""How many pixels a picture is wide: sharp on a slide of full HD, and no burden for a mail."""
_TALLEST: Final = 4800


def copy(items: Iterable[Item], box: Box) -> None:
    """Put a part of what is drawn (mm) onto the clipboard as a picture."""
    left, top, right, bottom = box
    moved = Group(tuple(items), transform=Transform(-left, -top, 1))
    picture = Picture(right - left, bottom - top, (moved,))
    scale = min(WIDE / picture.width, _TALLEST / picture.height)
    QGuiApplication.clipboard().setImage(to_image(picture, scale))
