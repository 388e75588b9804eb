"""What stands on the screen at the door: what it is, how long it is open, how to take part, who wrote what.

Nothing counts down: people come when they like.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.gallery import Gallery
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.gallery_invitations import hours
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.projected import PX, SMALLEST_PX, TALL, WIDE
from kpidesk.drawing.text import MM_PER_POINT, Style, shape, wrap
from kpidesk.system.words import Words

_MARGIN: Final = 64 / PX
_GAP: Final = 60 / PX
_ROWS: Final = 14
"""Posters whose notes are counted on the screen; more would be too small to read."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many notes a poster has."""

    code: str
    name: str
    notes: int


def _style(px: float, colour: str, weight: Weight = Weight.REGULAR, leading: float = 1.3) -> Style:
    return Style(px / PX / MM_PER_POINT, weight, colour, leading)


def door(
    gallery: Gallery, steps: Sequence[str], counts: Sequence[Count], words: Words, palette: Palette
) -> Picture:
    """The door for the projector.

    Args:
        gallery: its name, place, hours and visitors.
        steps: how to take part, a line each.
        counts: notes by poster in the order of the wall; none where they are not to be shown.
        words: the language.
        palette: the colours.
    """
    wide = WIDE - 2 * _MARGIN if not counts else (WIDE - 2 * _MARGIN - _GAP) * 0.56
    blocks: list[Block] = []
    for px in (96.0, 84.0, 72.0, 60.0):
        blocks = _welcome(gallery, steps, px, wide, words, palette)
        if height(blocks) <= TALL - 2 * _MARGIN:
            break
    while height(blocks) > TALL - 2 * _MARGIN:  # the name and the hours come before how to take part
        blocks.pop()
    top = _MARGIN + max(0.0, (TALL - 2 * _MARGIN - height(blocks)) * 0.35)
    items: list[Item] = [*stack(blocks, _MARGIN, top)]
    if counts:
        items += _tally(counts, _MARGIN + wide + _GAP, WIDE - _MARGIN, words, palette)
    return Picture(
        WIDE, TALL, tuple(items), title=gallery.name, language=words.language, missing=missing(blocks)
    )


def _welcome(
    gallery: Gallery, steps: Sequence[str], px: float, wide: float, words: Words, palette: Palette
) -> list[Block]:
    quiet = _style(max(px * 0.42, SMALLEST_PX), palette.text_second)
    blocks = [
        *paragraph(gallery.name, _style(px, palette.text, Weight.BOLD, 1.15), wide),
        *paragraph(" · ".join(filter(None, (hours(gallery, words), gallery.place))),
                   _style(px * 0.66, palette.accent, Weight.SEMIBOLD, 1.3), wide),
        space(px * 0.45 / PX),
    ]  # fmt: skip
    text = _style(max(px * 0.5, SMALLEST_PX), palette.text)
    for number, step in enumerate(steps, 1):
        disc = text.size * 0.62
        figure = _style(max(px * 0.36, SMALLEST_PX), palette.surface, Weight.BOLD)
        digit = shape(words.number(number), figure)
        middle = text.line_height / 2
        mark: tuple[Item, ...] = (
            shapes.circle(disc, middle, disc, fill=palette.text),
            *digit.place(disc - digit.width / 2, middle + figure.size * 0.36),
        )
        blocks += [*paragraph(step, text, wide, indent=disc * 3, mark=mark), space(px * 0.14 / PX)]
    if gallery.visitors:
        came = words.many("{n} of us so far", "{n} of us so far", gallery.visitors)
        blocks += [space(px * 0.3 / PX), *paragraph(came, quiet, wide)]
    return blocks


def _tally(counts: Sequence[Count], left: float, right: float, words: Words, palette: Palette) -> list[Item]:
    """Notes by poster as bars with figures; the total stands above."""
    head = _style(44, palette.text, Weight.SEMIBOLD)
    total = sum(each.notes for each in counts)
    title = words.many("{n} note on the wall", "{n} notes on the wall", total)
    items: list[Item] = [*wrap(title, head, right - left, max_lines=1).place(left, _MARGIN)]
    shown = counts[:_ROWS]
    top = _MARGIN + head.line_height + 18 / PX
    step = min((TALL - _MARGIN - top) / len(shown), 84 / PX)
    name = _style(max(SMALLEST_PX, min(34.0, step * PX * 0.46)), palette.text)
    most = max([1, *(each.notes for each in counts)])
    code = max(shape(each.code, name).width for each in shown) + 14 / PX
    room = right - left - code - 70 / PX
    for row, each in enumerate(shown):
        y = top + row * step
        middle = y + step / 2
        long = room * each.notes / most
        made: list[Item] = [
            *shape(each.code, name).place(left, middle + name.size * 0.36),
            shapes.rect(left + code, y + step * 0.2, room, step * 0.6, 4 / PX, fill=palette.sunken),
        ]
        if each.notes:
            bar = (left + code, y + step * 0.2, max(long, 2.0), step * 0.6, 4 / PX)
            made.append(shapes.rect(*bar, fill=palette.accent))
        figure = shape(words.number(each.notes), name)
        made += figure.place(right - figure.width, middle + name.size * 0.36)
        items.append(Group(tuple(made), name=f"{each.code} {each.name}: {each.notes}", role="row"))
    return items
