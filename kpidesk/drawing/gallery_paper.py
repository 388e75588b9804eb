"""What the papers of a gallery's day have in common: their head, their tables, cards on a sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.gallery import Gallery
from kpidesk.domain.reader import Reader
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, stack
from kpidesk.drawing.flow_sheet import flowing, leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.picture import Group, Item, Picture, Transform
from kpidesk.drawing.poster_brand import brand_of
from kpidesk.drawing.poster_house import open_hours
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


def head(reader: Reader, gallery: Gallery, title: str, words: Words, wide: float = WIDE) -> list[Block]:
    """The title, which gallery it is for and when, and a line in the organisation's colour; the logo."""
    brand = brand_of(reader)
    logo = brand.logo(wide, _LOGO[1], *_LOGO)
    about = " · ".join(filter(None, (gallery.name, open_hours(gallery, words), gallery.place)))
    blocks = [*paragraph(title, TITLE, wide - logo.wide), *paragraph(about, QUIET, wide - logo.wide)]
    tall = max(height(blocks), _LOGO[1] if logo.items else 0.0) + 2
    rule = shapes.rect(0, tall, wide, 0.9, fill=brand.colour)
    return [Block(tall + 5, (*stack(blocks, 0, 0), *logo.items, rule), missing(blocks))]


def listed(
    reader: Reader, gallery: Gallery, title: str, blocks: Sequence[Block], words: Words, day: date
) -> tuple[Picture, ...]:
    """A list on A4, on as many sheets as it takes."""
    whole = [*head(reader, gallery, title, words), *blocks]
    return flowing(whole, leaf(reader, A4, MARGIN, title, words, day, title))


# -- tables


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
    names = _cells([column.name for column in columns], columns, edges, [HEAD] * len(columns), 1.6)
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
) -> Block:
    items: list[Item] = []
    lost: list[str] = []
    tall = styles[-1].line_height
    for number, (text, column) in enumerate(zip(texts, columns, strict=True)):
        room = edges[number + 1] - edges[number] - 3
        lines = wrap(text, styles[number], room)
        items += lines.place(
            edges[number], pad / 2, align="right" if column.right else "start", box_width=room
        )
        tall = max(tall, lines.height)
        lost += lines.missing
    return Block(tall + pad, tuple(items), tuple(lost))


# -- cards

Draw = Callable[[float, float], tuple[Sequence[Item], Sequence[str]]]
"""What a card shows, given its width and height inside of its margin, and characters without glyph."""


def cards(
    drawn: Sequence[Draw],
    title: str,
    words: Words,
    *,
    across: int,
    down: int,
    paper: Paper = A4,
    inside: float = 8.0,
) -> tuple[Picture, ...]:
    """Cards to be cut out of sheets without white between; thin marks at the edges say where."""
    wide, tall = paper.wide / across, paper.tall / down
    each = across * down
    pages = [drawn[start : start + each] for start in range(0, len(drawn), each)]
    made = []
    for number, page in enumerate(pages):
        items: list[Item] = [*_cuts(paper, across, down)]
        lost: list[str] = []
        for place, draw in enumerate(page):
            content, gone = draw(wide - 2 * inside, tall - 2 * inside)
            x, y = place % across * wide + inside, place // across * tall + inside
            items.append(Group(tuple(content), transform=Transform(x, y), role="card"))
            lost += gone
        made.append(
            Picture(
                paper.wide, paper.tall, tuple(items), title=title, language=words.language,
                bookmark=title if number == 0 else "", missing=tuple(dict.fromkeys(lost)),
            )
        )  # fmt: skip
    return tuple(made)


def _cuts(paper: Paper, across: int, down: int) -> list[Item]:
    """Dashed lines where the sheet is cut."""
    paint: shapes.Paint = {"stroke": LIGHT.field, "width": 0.25, "dash": (2.0, 2.0)}
    upright = [paper.wide / across * n for n in range(1, across)]
    lying = [paper.tall / down * n for n in range(1, down)]
    return [
        *(shapes.line(x, 4, x, paper.tall - 4, **paint) for x in upright),
        *(shapes.line(4, y, paper.wide - 4, y, **paint) for y in lying),
    ]


def ruled(rows: int, step: float, wide: float, left: float = 0.0) -> Block:
    """Lines to write on."""
    lines = [
        shapes.line(left, step * (row + 1), wide, step * (row + 1), stroke=LIGHT.field, width=0.3)
        for row in range(rows)
    ]
    return Block(rows * step + 1, tuple(lines))
