"""Lists on paper: a head, tables of texts, and as many sheets as they take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kpidesk.domain.reader import Reader
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, stack
from kpidesk.drawing.flow_sheet import flowing, leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.poster_brand import brand_of
from kpidesk.drawing.text import Style, wrap
from kpidesk.system.words import Words

A4: Final = SHEETS["A4"]
MARGIN: Final = 16.0
WIDE: Final = A4.wide - 2 * MARGIN
TITLE: Final = Style(24, Weight.BOLD, leading=1.25)
HEAD: Final = Style(11, Weight.SEMIBOLD, leading=1.3)
TEXT: Final = Style(12, leading=1.32)
STRONG: Final = Style(12, Weight.SEMIBOLD, leading=1.32)
QUIET: Final = Style(10.5, colour=LIGHT.text_second, leading=1.32)
_LOGO: Final = (38.0, 13.0)


def headed(reader: Reader, title: str, about: str, wide: float = WIDE) -> list[Block]:
    """The title, a line of what it is about, and a line in the organisation's colour; the logo."""
    brand = brand_of(reader)
    logo = brand.logo(wide, _LOGO[1], *_LOGO)
    blocks = [*paragraph(title, TITLE, wide - logo.wide), *paragraph(about, QUIET, wide - logo.wide)]
    tall = max(height(blocks), _LOGO[1] if logo.items else 0.0) + 2
    rule = shapes.rect(0, tall, wide, 0.9, fill=brand.colour)
    return [Block(tall + 5, (*stack(blocks, 0, 0), *logo.items, rule), missing(blocks))]


def listing(
    reader: Reader,
    title: str,
    about: str,
    blocks: Sequence[Block],
    words: Words,
    day: date,
    paper: Paper = A4,
) -> tuple[Picture, ...]:
    """A head and blocks on as many sheets as they take."""
    whole = [*headed(reader, title, about, paper.wide - 2 * MARGIN), *blocks]
    return flowing(whole, leaf(reader, paper, MARGIN, title, words, day, title))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, and its share of the width."""

    name: str
    share: float
    right: bool = False


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], wide: float = WIDE) -> list[Block]:
    """Rows of texts under the names of their columns; the first column is strong."""
    whole = sum(column.share for column in columns)
    edges = [sum(each.share for each in columns[:n]) / whole * wide for n in range(len(columns) + 1)]
    heads = [column.name for column in columns]
    names = _cells(heads, columns, edges, [HEAD] * len(columns), 1.6, "table head")
    rule = shapes.rect(0, names.height - 0.5, wide, 0.5, fill=LIGHT.text)
    made = [Block(names.height, (*names.items, rule), names.missing)]
    styles = [STRONG, *[TEXT] * (len(columns) - 1)]
    for row in rows:
        cells = _cells(row, columns, edges, styles, 2.4)
        line = shapes.line(0, cells.height, wide, cells.height, stroke=LIGHT.outline, width=0.3)
        made.append(Block(cells.height, (*cells.items, line), cells.missing))
    return made


def _cells(
    texts: Sequence[str],
    columns: Sequence[Column],
    edges: Sequence[float],
    styles: Sequence[Style],
    pad: float,
    role: str = "table row",
) -> Block:
    items: list[Item] = []
    lost: list[str] = []
    tall = styles[-1].line_height
    for number, (text, column) in enumerate(zip(texts, columns, strict=True)):
        room = edges[number + 1] - edges[number] - 3
        lines = wrap(text, styles[number], room)
        align: Literal["right", "start"] = "right" if column.right else "start"
        placed = lines.place(edges[number], pad / 2, align=align, box_width=room)
        items.append(Group(tuple(placed), role="cell"))
        tall = max(tall, lines.height)
        lost += lines.missing
    return Block(tall + pad, (Group(tuple(items), role=role),), tuple(lost))
