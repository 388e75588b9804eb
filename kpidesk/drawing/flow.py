"""Blocks that flow down a column: each knows its height, none is ever split."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kpidesk.drawing.picture import Group, Item, moved
from kpidesk.drawing.said import LATER
from kpidesk.drawing.text import Style, wrap

_BEGINS: Final = Group((), role="paragraph")  # for whoever reads what is drawn


@dataclass(frozen=True, slots=True)
class Block:
    """Items about a top left corner at (0, 0), `height` mm tall; `missing` has no glyph."""

    height: float
    items: tuple[Item, ...] = ()
    missing: tuple[str, ...] = ()


def space(height: float) -> Block:
    """Nothing, so tall."""
    return Block(height)


def paragraph(
    text: str,
    style: Style,
    width: float,
    *,
    indent: float = 0.0,
    mark: Sequence[Item] = (),
    right: Sequence[Item] = (),
) -> list[Block]:
    """A text as one block for each line, so that a page may end between them.

    Args:
        text: the text; an empty one gives no block.
        style: how it looks.
        width: of the column in mm, the indent included.
        indent: how far the lines begin to the right.
        mark: items at the first line's left, about its top left corner.
        right: items at the first line's right, likewise.
    """
    if not text:
        return []
    lines = wrap(text, style, width - indent)
    blocks = []
    for index, line in enumerate(lines.lines):
        single = type(lines)((line,), line.width, style.line_height, style, lines.direction)
        runs = single.place(indent, 0, box_width=width - indent)
        # What stands at the right is read behind the whole text, not within a sentence.
        several = len(lines.lines) > 1 and right
        first = (
            (_BEGINS, *mark, Group(tuple(right), role=LATER), *runs)
            if several
            else (_BEGINS, *mark, *runs, *right)
        )
        items = runs if index else first
        blocks.append(Block(style.line_height, tuple(items), lines.missing if index == 0 else ()))
    return blocks


def height(blocks: Iterable[Block]) -> float:
    """How tall blocks are one below the other."""
    return sum(block.height for block in blocks)


def stack(blocks: Iterable[Block], x: float, y: float) -> list[Item]:
    """The items of blocks one below the other, from (x, y) on."""
    items: list[Item] = []
    for block in blocks:
        items.extend(moved(item, x, y) for item in block.items)
        y += block.height
    return items


def together(blocks: Sequence[Block]) -> Block:
    """Blocks as one, between which no page ends: a head with what begins below it."""
    return Block(height(blocks), tuple(stack(blocks, 0, 0)), missing(blocks))


def missing(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Characters in blocks that no font has."""
    return tuple(dict.fromkeys(char for block in blocks for char in block.missing))
