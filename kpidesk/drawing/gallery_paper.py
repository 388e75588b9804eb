"""What the papers of a gallery's day have in common: their head, cards on a sheet."""

from collections.abc import Callable, Sequence
from datetime import date

from kpidesk.domain.gallery import Gallery
from kpidesk.domain.reader import Reader
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block
from kpidesk.drawing.listing import A4, WIDE, headed, listing
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Group, Item, Picture, Transform
from kpidesk.drawing.poster_house import open_hours
from kpidesk.system.words import Words


def head(reader: Reader, gallery: Gallery, title: str, words: Words, wide: float = WIDE) -> list[Block]:
    """The title, and which gallery it is for and when."""
    return headed(reader, title, _about(gallery, words), wide)


def listed(
    reader: Reader, gallery: Gallery, title: str, blocks: Sequence[Block], words: Words, day: date
) -> tuple[Picture, ...]:
    """A list on A4, on as many sheets as it takes."""
    return listing(reader, title, _about(gallery, words), blocks, words, day)


def _about(gallery: Gallery, words: Words) -> str:
    return " · ".join(filter(None, (gallery.name, open_hours(gallery, words), gallery.place)))


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
