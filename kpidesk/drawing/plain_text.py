"""A plain text on paper: paragraphs, heads above points, points; the words in which it is also copied."""

from collections.abc import Iterable, Sequence
from typing import Final

from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, paragraph, space, together
from kpidesk.drawing.listing import HEAD, TEXT, WIDE
from kpidesk.drawing.palette import LIGHT

POINT: Final = "• "


def paragraphs_of(text: str) -> list[list[str]]:
    """The lines of each paragraph of a text."""
    return [paragraph.split("\n") for paragraph in text.strip().split("\n\n")]


def text_blocks(paragraphs: Iterable[Sequence[str]]) -> list[Block]:
    """Paragraphs; what stands above points is a head that stays with the first of them."""
    blocks: list[Block] = []
    for lines in paragraphs:
        first, *rest = lines
        points = [block for line in rest for block in _line(line)]
        if points and rest[0].startswith(POINT):
            blocks += [together([*paragraph(first, HEAD, WIDE), space(1), points[0]]), *points[1:]]
        else:
            blocks += [*_line(first), *points]
        blocks.append(space(4))
    return blocks


def _line(text: str) -> list[Block]:
    if not text.startswith(POINT):
        return paragraph(text, TEXT, WIDE)
    mark = shapes.circle(1.2, TEXT.line_height / 2, 0.8, fill=LIGHT.text)
    return [*paragraph(text.removeprefix(POINT), TEXT, WIDE, indent=5, mark=(mark,)), space(1)]
