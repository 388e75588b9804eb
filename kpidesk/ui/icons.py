"""The icon set: Lucide's outlines in the colours of the theme, see resources/icons."""

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QIcon, QImage, QImageReader, QPixmap

from kpidesk.drawing.palette import Palette
from kpidesk.system.resources import resource

_RATIOS: Final = (1, 2)  # device pixels to a pixel; Qt takes the nearest for the screen
_THIN: Final = 14  # px: up to this size the lines keep their full weight


class Icons:
    """Icons by name, coloured by a token of the palette; each is made once."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._pixmaps: dict[tuple[str, str, int, int], QPixmap] = {}
        self._icons: dict[tuple[str, str, int, str], QIcon] = {}

    def pixmap(self, name: str, tone: str = "text_second", size: int = 16, ratio: int = 2) -> QPixmap:
        """An icon as a picture; `tone` is a token or a colour such as #235FA3.

        Raises:
            FileNotFoundError: there is no icon of this name.
        """
        key = (name, tone, size, ratio)
        if key not in self._pixmaps:
            colour = tone if tone.startswith("#") else getattr(self._palette, tone)
            outline = resource("icons", f"{name}.svg")
            drawn = QPixmap.fromImage(_drawn(outline, colour, size * ratio, thin=size > _THIN))
            drawn.setDevicePixelRatio(ratio)
            self._pixmaps[key] = drawn
        return self._pixmaps[key]

    def icon(self, name: str, tone: str = "text_second", size: int = 16, on: str = "") -> QIcon:
        """An icon for a button; `on` is the token of its colour while the button is checked."""
        key = (name, tone, size, on)
        if key not in self._icons:
            icon = QIcon()
            for ratio in _RATIOS:
                icon.addPixmap(self.pixmap(name, tone, size, ratio))
                icon.addPixmap(self.pixmap(name, "disabled", size, ratio), QIcon.Mode.Disabled)
                if on:
                    icon.addPixmap(self.pixmap(name, on, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
            self._icons[key] = icon
        return self._icons[key]


@cache
def _drawn(outline: Path, colour: str, pixels: int, *, thin: bool) -> QImage:
    """An outline as a picture; every window shares them, a picture needs no screen as a pixmap does."""
    svg = outline.read_text(encoding="utf-8").replace("currentColor", colour)
    if thin:
        svg = svg.replace('stroke-width="2"', 'stroke-width="1.75"')
    buffer = QBuffer()
    buffer.setData(svg.encode())
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(pixels, pixels))
    return reader.read()
