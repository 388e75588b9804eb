"""The sheet of keys: every command that has some, by the page where they work, on one A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack, together
from kpidesk.drawing.flow_sheet import Leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.listing import A4, MARGIN, QUIET, TITLE, WIDE
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.text import Style, missing_glyphs, shape
from kpidesk.system.words import Words

_COLUMNS: Final = 2
_GAP: Final = 9.0
_APART: Final = 3.0  # at least, between a command and its keys
_SIZES: Final = (11.0, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # the largest in which all stand on one sheet


@dataclass(frozen=True, slots=True)
class Area:
    """A page, or what works everywhere: its commands with their keys."""

    name: str
    keys: Sequence[tuple[str, str]]


def sheets(areas: Sequence[Area], remark: str, words: Words, day: date) -> tuple[Picture, ...]:
    """The keys in columns, in letters as large as one sheet allows; `remark` stands below the title."""
    title = words("Keys of KPI Desk")
    of = Leaf(A4, MARGIN, title, title, words, words.date(day))
    head = [*paragraph(title, TITLE, WIDE), *paragraph(remark, QUIET, WIDE), space(5)]
    room = of.tall - height(head)
    for size in _SIZES:
        columns = _columns(areas, size, room)
        if len(columns) <= _COLUMNS:
            break
    pages = [columns[at : at + _COLUMNS] for at in range(0, len(columns), _COLUMNS)]
    lost = missing([*head, *(block for column in columns for block in column)])
    return tuple(
        of.picture(_placed(head, page), number, len(pages), lost) for number, page in enumerate(pages, 1)
    )


def _placed(head: Sequence[Block], columns: Sequence[Sequence[Block]]) -> list[Item]:
    top = MARGIN + height(head)
    items = stack(head, MARGIN, MARGIN)
    for number, column in enumerate(columns):
        items += stack(column, MARGIN + number * (_wide() + _GAP), top)
    return items


def _wide() -> float:
    return (WIDE - (_COLUMNS - 1) * _GAP) / _COLUMNS


def _columns(areas: Sequence[Area], size: float, room: float) -> list[list[Block]]:
    """A line for each command under the name of its area, which stands above its lines in each column."""
    columns: list[list[Block]] = [[]]
    left = room
    for area in areas:
        name = paragraph(area.name, Style(size * 1.1, Weight.BOLD, leading=1.5), _wide())
        for number, (text, keys) in enumerate(area.keys):
            line = _line(text, keys, size)
            block = line if number else together([*name, line])
            if block.height > left and columns[-1]:
                columns.append([])
                left, block = room, together([*name, line])
            columns[-1].append(block)
            left -= block.height
        columns[-1].append(space(size * 0.35))
        left -= size * 0.35
    return columns


def _line(text: str, keys: str, size: float) -> Block:
    """A command at the left, its keys at the right, and a line below."""
    style, wide = Style(size, leading=1.3), _wide()
    held = shape(keys, Style(size, Weight.SEMIBOLD))
    right = held.place(wide - held.width, style.line_height * 0.76)
    block = together(paragraph(text, style, wide - held.width - _APART, right=right))
    tall = block.height + size * 0.06
    rule = shapes.line(0, tall, wide, tall, stroke=LIGHT.outline, width=0.2)
    return Block(tall, (*block.items, rule), (*block.missing, *missing_glyphs(keys)))
