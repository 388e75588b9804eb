"""What projected views share: letters, a heading, and how a text ends where there is no more room."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kpidesk.drawing.flow import Block, height
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Colour, Item
from kpidesk.drawing.room import PX, SMALLEST_PX, Room
from kpidesk.drawing.text import MM_PER_POINT, Lines, Style, shape, wrap
from kpidesk.system.words import Words

_HEADING: Final = 54.0  # px
_LEAST_HEADING: Final = 36.0
_BESIDE: Final = 30.0
_GAP: Final = 40 / PX
_MORE: Final = "…"


def letters(px: float, colour: Colour, weight: Weight = Weight.REGULAR, leading: float = 1.25) -> Style:
    """Letters of so many pixels of a screen 1080 high, never smaller than the last row can read."""
    return Style(max(px, SMALLEST_PX) / PX / MM_PER_POINT, weight, colour, leading)


def cut(text: str, style: Style, wide: float, most: int = 1) -> Lines:
    """At most so many lines; a text that needs more ends with an ellipsis."""
    lines = wrap(text, style, wide, max_lines=most)
    if not lines.overflow and lines.width <= wide:
        return lines
    whole = [each.text for each in lines.lines]
    last = whole.pop() if whole else ""
    while last and shape(last.rstrip() + _MORE, style).width > wide:
        last = last[:-1]
    told = "\n".join([*whole, last.rstrip() + _MORE])
    return replace(wrap(told, style, wide, max_lines=most), overflow=True)


def longest(texts: Iterable[str], style: Style) -> float:
    """How wide the longest word of texts is."""
    return max(shape(word, style).width for text in texts for word in text.split() or [""])


def heading(title: str, beside: str, room: Room, palette: Palette) -> tuple[list[Item], float]:
    """The heading and what stands beside it, or below where it is narrow; how far down they go."""
    margin = room.margin()
    wide = room.wide - 2 * margin
    px = min(_HEADING, max(_LEAST_HEADING, room.wide * PX * 0.09))
    style = letters(px, palette.text, Weight.SEMIBOLD, 1.2)
    quiet = letters(_BESIDE, palette.text_second)
    right = shape(beside, quiet)
    if room.upright or right.width > wide * 0.4:
        lines, below = cut(title, style, wide, 2), cut(beside, quiet, wide) if beside else None
        items: list[Item] = [*lines.place(margin, margin)]
        if below is not None:
            items += below.place(margin, margin + lines.height)
        return items, margin + lines.height + (below.height if below is not None else 0.0)
    lines = cut(title, style, wide - (right.width + _GAP if beside else 0.0), 2)
    items = [
        *lines.place(margin, margin),
        *right.place(room.wide - margin - right.width, margin + style.size),
    ]
    return items, margin + lines.height


def ended(blocks: list[Block], tall: float, told: list[Block]) -> list[Block]:
    """Blocks as far as they find room, and then what says that there is more."""
    if height(blocks) <= tall:
        return blocks
    shown = list(blocks)
    while shown and height([*shown, *told]) > tall:
        shown.pop()
    return [*shown, *told]


def and_more(count: int, words: Words) -> str:
    """That there are so many more."""
    return words.many("… and {n} more", "… and {n} more", count)
