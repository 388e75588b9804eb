"""What stands on the screen at the door: what it is, how long it is open, how to take part, who wrote what.

Nothing counts down: people come when they like.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kpidesk.domain.gallery import Gallery
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.gallery_invitations import hours
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.projected_parts import and_more, cut, ended, letters
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX, Room
from kpidesk.drawing.text import shape, wrap
from kpidesk.system.words import Words

_GAP: Final = 60 / PX
_LEAST_ROW: Final = 56 / PX  # of a poster whose notes are counted
_SIZES: Final = (96.0, 84.0, 72.0, 60.0, 54.0)  # px of the name, the first at which all finds room


@dataclass(frozen=True, slots=True)
class Count:
    """How many notes a poster has."""

    code: str
    name: str
    notes: int


def door(
    gallery: Gallery, steps: Sequence[str], counts: Sequence[Count], words: Words, palette: Palette,
    room: Room = ROOM,
) -> Picture:  # fmt: skip
    """The door for the projector.

    Args:
        gallery: its name, place, hours and visitors.
        steps: how to take part, a line each.
        counts: notes by poster in the order of the wall; none where they are not to be shown.
        words: the language.
        palette: the colours.
        room: the screen and its last row.
    """
    margin = room.margin(64)
    wide, tall = room.wide - 2 * margin, room.tall - 2 * margin
    beside = bool(counts) and not room.upright
    below = bool(counts) and room.upright
    left = (wide - _GAP) * 0.56 if beside else wide
    high = tall * 0.5 if below else tall
    blocks: list[Block] = []
    for px in _SIZES:
        blocks = _welcome(gallery, steps, px, left, words, palette)
        if height(blocks) <= high:
            break
    else:  # the name and the hours come before how to take part
        blocks = _ended(gallery, steps, left, high, words, palette)
    top = margin + (0.0 if below else max(0.0, (tall - height(blocks)) * 0.35))
    items: list[Item] = [*stack(blocks, margin, top)]
    if counts:
        area = (
            (margin, top + high + _GAP, room.wide - margin, room.tall - margin)
            if below
            else (margin + left + _GAP, margin, room.wide - margin, room.tall - margin)
        )
        items += _tally(counts, area, words, palette)
    return Picture(
        room.wide, room.tall, tuple(items), title=gallery.name, language=words.language,
        missing=missing(blocks),
    )  # fmt: skip


def _ended(
    gallery: Gallery, steps: Sequence[str], wide: float, tall: float, words: Words, palette: Palette
) -> list[Block]:
    """The welcome in its smallest letters, with as many steps as find room and how many more there are."""
    px = _SIZES[-1]
    for count in range(len(steps) - 1, 0, -1):
        more = paragraph(and_more(len(steps) - count, words), letters(SMALLEST_PX, palette.text_second), wide)
        blocks = [*_welcome(replace(gallery, visitors=0), steps[:count], px, wide, words, palette), *more]
        if height(blocks) <= tall:
            return blocks
    blocks = _welcome(replace(gallery, visitors=0), (), px, wide, words, palette)
    more = paragraph(and_more(len(steps), words), letters(SMALLEST_PX, palette.text_second), wide)
    return [*blocks, *more] if height([*blocks, *more]) <= tall else ended(blocks, tall, more)


def _welcome(
    gallery: Gallery, steps: Sequence[str], px: float, wide: float, words: Words, palette: Palette
) -> list[Block]:
    quiet = letters(px * 0.42, palette.text_second, leading=1.3)
    blocks = [
        *paragraph(gallery.name, letters(px, palette.text, Weight.BOLD, 1.15), wide),
        *paragraph(" · ".join(filter(None, (hours(gallery, words), gallery.place))),
                   letters(px * 0.66, palette.accent, Weight.SEMIBOLD, 1.3), wide),
        space(px * 0.45 / PX),
    ]  # fmt: skip
    text = letters(px * 0.5, palette.text, leading=1.3)
    for number, step in enumerate(steps, 1):
        disc = text.size * 0.62
        figure = letters(px * 0.36, palette.surface, Weight.BOLD)
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


def _tally(
    counts: Sequence[Count], area: tuple[float, float, float, float], words: Words, palette: Palette
) -> list[Item]:
    """Notes by poster as bars with figures, as many as find room; the total stands above."""
    left, top, right, bottom = area
    total = sum(each.notes for each in counts)
    title = words.many("{n} note on the wall", "{n} notes on the wall", total)
    head = wrap(title, letters(44, palette.text, Weight.SEMIBOLD), right - left, max_lines=2)
    items: list[Item] = [*head.place(left, top)]
    top += head.height + 18 / PX
    most_rows = max(1, int((bottom - top) / _LEAST_ROW))
    shown = counts if len(counts) <= most_rows else counts[: most_rows - 1]
    rows = len(shown) + (len(shown) < len(counts))
    step = min((bottom - top) / rows, 84 / PX)
    name = letters(min(34.0, step * PX * 0.46), palette.text)
    most = max([1, *(each.notes for each in counts)])
    code = max([0.0, *(shape(each.code, name).width for each in shown)]) + 14 / PX
    room = max(right - left - code - 70 / PX, 0.0)
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
    if len(shown) < len(counts):
        more = cut(and_more(len(counts) - len(shown), words), name, right - left)
        items += more.place(left, top + len(shown) * step + (step - more.height) / 2)
    return items
