"""Sheets in grey, or with as little ink as can be; what they say stays the same.

Nothing is told by colour alone, so grey needs no more than each colour's own lightness. Saving ink leaves
out fills of some size: what stood on a dark one becomes dark itself, and codes stay as they are.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image as Pillow

from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Box, Colour, Form, GlyphRun, Group, Image, Item, Path, Picture, bounds
from kpidesk.exports.pieces import Ink

_LARGE: Final = 400.0  # mm²: a dark fill from this on is left out; smaller ones are marks
_BROAD: Final = 3.2  # mm: narrower ones are lines
_DARK_RINGS: Final = frozenset(each.fill for each in (*LIGHT.rings, *LIGHT.more_rings))
_LIGHT: Final = 0.45  # of the lightness of paper: fills lighter than this are left out whatever their size


def inked(picture: Picture, ink: Ink) -> Picture:
    """The picture as it is printed."""
    if ink is Ink.COLOUR:
        return picture
    change = _grey if ink is Ink.GREY else _saving
    return replace(picture, items=tuple(change(picture.items)))


# -- grey


def _grey(items: Iterable[Item]) -> list[Item]:
    return [_grey_item(item) for item in items]


def _grey_item(item: Item) -> Item:
    if isinstance(item, GlyphRun):
        return replace(item, colour=_grey_of(item.colour))
    if isinstance(item, Path):
        fill = _grey_of(item.fill) if item.fill else item.fill
        return replace(item, fill=fill, stroke=_grey_of(item.stroke) if item.stroke else item.stroke)
    if isinstance(item, Image):
        return replace(item, data=_grey_image(item.data))
    if isinstance(item, Form):
        return replace(item, key=f"{item.key}-grey", picture=inked(item.picture, Ink.GREY))
    return replace(item, items=tuple(_grey(item.items)))


@cache
def _grey_of(colour: Colour) -> Colour:
    """The grey that is as light (Rec. 709 luma)."""
    red, green, blue = _parts(colour)
    level = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{level:02X}{level:02X}{level:02X}"


def _grey_image(data: bytes) -> bytes:
    with Pillow.open(BytesIO(data)) as opened:
        target = BytesIO()
        opened.convert("LA" if opened.mode in {"RGBA", "LA"} else "L").save(target, "PNG")
    return target.getvalue()


# -- saving


def _saving(items: Iterable[Item]) -> list[Item]:
    """Items in order; what is drawn on a fill that was dark and is gone becomes dark."""
    made: list[Item] = []
    grounds: list[tuple[Box, bool]] = []  # places of fills, and whether a dark one was there
    for item in items:
        if isinstance(item, Path):
            made.append(_spared(item, grounds))
        elif isinstance(item, GlyphRun):
            made.append(_seen(item, grounds))
        elif isinstance(item, Form):
            made.append(replace(item, key=f"{item.key}-saving", picture=inked(item.picture, Ink.SAVING)))
        elif isinstance(item, Group) and item.role != "qr":
            made.append(replace(item, items=tuple(_saving(item.items))))
        else:
            made.append(item)
    return made


def _spared(path: Path, grounds: list[tuple[Box, bool]]) -> Path:
    """A path without its fill, if it has some size and is no mark."""
    if path.fill is None:
        return path
    box = bounds((path,)) or (0.0, 0.0, 0.0, 0.0)
    wide, tall = box[2] - box[0], box[3] - box[1]
    light = _lightness(path.fill)
    large = (wide * tall >= _LARGE or path.fill in _DARK_RINGS) and min(wide, tall) >= _BROAD
    gone = path.fill != LIGHT.surface and min(wide, tall) >= _BROAD / 2 and (light > _LIGHT or large)
    grounds.append((box, gone and light <= _LIGHT))
    if not gone:
        return path
    stroke = path.stroke or (LIGHT.text if light <= _LIGHT else None)
    return replace(path, fill=LIGHT.surface, stroke=stroke, width=path.width if path.stroke else 0.4)


def _seen(run: GlyphRun, grounds: list[tuple[Box, bool]]) -> GlyphRun:
    """Light letters whose dark ground is gone become dark."""
    if _lightness(run.colour) <= _LIGHT:
        return run
    for box, was_dark in reversed(grounds):
        if box[0] <= run.x + 1e-6 and run.x <= box[2] and box[1] <= run.y <= box[3]:
            return replace(run, colour=LIGHT.text) if was_dark else run
    return run


@cache
def _lightness(colour: Colour) -> float:
    """From 0 black to 1 white (Rec. 709 luma)."""
    red, green, blue = _parts(colour)
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def _parts(colour: Colour) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
