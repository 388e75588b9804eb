"""A rating as dots: as many as its scale has numbers, filled to the mean in halves."""

from typing import Final

from kpidesk.domain.voting import Tally
from kpidesk.drawing import shapes
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Group, Item

MOST: Final = 5
"""The best number of a scale up to which dots can be told apart; beyond, the figure says it."""

_GAP: Final = 0.16  # of a dot's side


def width(best: int, side: float) -> float:
    """How wide the dots of a scale are."""
    return best * side * (1 + _GAP)


def rating_dots(x: float, y: float, side: float, tally: Tally, palette: Palette = LIGHT) -> list[Item]:
    """The dots from x on, about the line y, each `side` mm; full from three quarters on, half from one."""
    items: list[Item] = []
    radius, line = side * 0.44, side * 0.1
    for place in range(tally.best):
        at = x + side / 2 + place * side * (1 + _GAP)
        filled = tally.mean - place
        ring = shapes.circle(at, y, radius, stroke=palette.text, width=line)
        if filled >= 0.75:
            items.append(shapes.circle(at, y, radius, fill=palette.text, stroke=palette.text, width=line))
        elif filled >= 0.25:
            half = shapes.rect(at - radius, y - radius, radius, 2 * radius)
            items += [Group((shapes.circle(at, y, radius, fill=palette.text),), clip=half), ring]
        else:
            items.append(ring)
    return items
