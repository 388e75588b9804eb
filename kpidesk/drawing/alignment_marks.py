"""The marks of the alignment matrix, the same on screen and paper.

What is shared is a filled square, what only serves another partner a ring: two shapes, as they mean two
different things.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from kpidesk.domain.alignment_grid import Column, OwnMeasure, State
from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Item
from kpidesk.drawing.text import Style, shape

_SQUARE: Final = 0.7  # of a cell


class Own(Enum):
    """What a partner is to itself, or a measure to the partner that it drives."""

    SELF = "self"
    KNOWN = "known"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in a cell; `count` is how many measures two partners share, None where one is meant."""

    shared: bool = False
    aligned: bool = False
    count: int | None = None
    own: Own | None = None


def mark(shown: Mark, side: float, palette: Palette = LIGHT) -> list[Item]:
    """A mark about the middle of a cell at (0, 0), whose shorter side is `side` mm."""
    if shown.own is not None:
        return _own(shown.own, side, palette)
    items: list[Item] = []
    both = shown.shared and shown.aligned
    if shown.shared:
        size, off = side * (_SQUARE * 0.8 if both else _SQUARE), side * (0.15 if both else 0.0)
        items.append(shapes.rect(-off - size / 2, off - size / 2, size, size, size * 0.12, fill=palette.text))
        if shown.count is not None:
            items += _letter(str(shown.count), -off, off, size * 2.05, palette.surface)
    if shown.aligned:
        radius, off = side * (0.15 if both else 0.27), side * (0.31 if both else 0.0)
        items.append(shapes.circle(off, -off, radius, stroke=palette.text, width=side * 0.065))
    return items


def _own(own: Own, side: float, palette: Palette) -> list[Item]:
    if own is Own.SELF:
        return []
    if own is Own.KNOWN:
        return [shapes.circle(0, 0, side * 0.1, fill=palette.text_second)]
    return _letter("?", 0, 0, side * 1.15, palette.watch)


def _letter(text: str, x: float, y: float, size_pt: float, colour: str) -> list[Item]:
    style = Style(size_pt, Weight.SEMIBOLD, colour)
    line = shape(text, style)
    return list(line.place(x - line.width / 2, y + style.size * 0.36))


def pair_mark(shared: int, *, aligned: bool) -> Mark:
    """The mark of two partners who share so many measures."""
    return Mark(shared > 0, aligned, shared or None)


def use_mark(state: State, column: Column) -> Mark:
    """The mark of what a measure is to a partner."""
    if state is State.DRIVES:
        guess = isinstance(column, OwnMeasure) and column.driving.is_guess
        return Mark(own=Own.GUESS if guess else Own.KNOWN)
    return Mark(state is State.SHARES, state is State.ALIGNED)
