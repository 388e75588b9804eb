"""What marks mean: each with its words, side by side in as many rows as they take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpidesk.drawing.flow import Block
from kpidesk.drawing.picture import Item, moved
from kpidesk.drawing.text import Style, shape

_GAP = 0.5  # em between a mark and its words
_APART = 1.6  # em between two of them


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark about its middle at (0, 0), `wide` mm, and what it means."""

    mark: Sequence[Item]
    wide: float
    text: str


def legend(entries: Iterable[Entry], style: Style, wide: float, *, tall: float = 0.0) -> Block:
    """Draw marks with their words about a top left corner.

    Args:
        entries: the marks.
        style: of the words.
        wide: the room in mm.
        tall: of the tallest mark.
    """
    step = max(style.line_height, tall * 1.15)
    items: list[Item] = []
    x, row = 0.0, 0
    for each in entries:
        words = shape(each.text, style)
        needs = each.wide + _GAP * style.size + words.width
        if x and x + needs > wide:
            x, row = 0.0, row + 1
        middle = (row + 0.5) * step
        items += (moved(item, x + each.wide / 2, middle) for item in each.mark)
        items += words.place(x + each.wide + _GAP * style.size, middle + style.size * 0.36)
        x += needs + _APART * style.size
    return Block((row + 1) * step, tuple(items))
