"""The sheets that the table of shared measures stands on: their sizes and type, head, questions and foot.

A3 is the sheet that the look was drawn on. The wall sheet keeps its proportions, with type that is read
from two metres.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre
from kpidesk.drawing import said, shapes
from kpidesk.drawing.flow import Block
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.picture import Colour, Group, Item, Transform
from kpidesk.drawing.small_curve import TALL as CURVE_TALL
from kpidesk.drawing.small_curve import WIDE as CURVE_WIDE
from kpidesk.drawing.small_curve import small_curve
from kpidesk.drawing.text import Style, shape, wrap
from kpidesk.system.words import Words

_COLUMNS: Final = (82.0, 112.0, 84.0, 118.0)
_NAME_WIDE: Final = 62.0
BAR: Final = 2.6
PAD: Final = 2.8


@dataclass(frozen=True, slots=True)
class Sheet:
    """A landscape sheet beside A3, in which lengths and sizes of type are told as they are on A3.

    `unit` scales lengths, `letter` type, of which nothing is smaller than `least` points; `curve` scales
    the line of the indicator.
    """

    paper: Paper
    unit: float = 1.0
    letter: float = 1.0
    least: float = 0.0
    curve: float = 1.0

    def mm(self, length: float) -> float:
        """A length of A3 on this sheet."""
        return length * self.unit

    def style(
        self, size: float, weight: Weight = Weight.REGULAR, colour: Colour = LIGHT.text, leading: float = 1.28
    ) -> Style:
        """Type of a size on A3."""
        return Style(max(size * self.letter, self.least), weight, colour, leading)

    @property
    def margin(self) -> float:
        """White on all sides, in mm."""
        return self.mm(12)

    @property
    def columns(self) -> tuple[float, ...]:
        """The widths of the four columns, in mm."""
        return tuple(self.mm(each) for each in _COLUMNS)

    @property
    def wide(self) -> float:
        """All columns together, in mm."""
        return sum(self.columns)

    @property
    def bottom(self) -> float:
        """Where the rows end at the latest, in mm."""
        return self.paper.tall - self.margin - self.mm(8)


TABLE: Final = Sheet(SHEETS["A3"].landscape)
WALL: Final = Sheet(SHEETS["A1"].landscape, unit=841 / 420, letter=24 / 11.5, least=24.0, curve=3.0)


def head(reader: Reader, centre: Centre, sheet: Sheet, words: Words) -> Block:
    """What the sheet is, the result in the centre, and its indicator at the right."""
    result = reader.get(Result, centre.result)
    room = sheet.wide - CURVE_WIDE * sheet.curve - sheet.mm(_NAME_WIDE + 14)
    title = wrap(words("Shared performance measures"), sheet.style(28, Weight.BOLD, leading=1.2), room)
    lead = shape(words("Result in the centre"), sheet.style(12, colour=LIGHT.text_second))
    left = lead.width + sheet.mm(4)
    statement = wrap(result.statement, sheet.style(13, Weight.SEMIBOLD, leading=1.3), room - lead.width)
    top = title.height + sheet.mm(4.5)
    items: list[Item] = [
        *title.place(0, sheet.mm(0.3)),
        said.plain(lead.place(0, top + statement.style.line_height * 0.76)),
        said.plain(statement.place(left, top)),
    ]
    curve = Block(0)
    if centre.indicator:
        curve = _curve(reader, reader.get(Measure, centre.indicator), sheet, words)
    tall = max(sheet.mm(30), top + statement.height + sheet.mm(3.6), curve.height)
    return Block(tall, (*items, *curve.items), (*statement.missing, *curve.missing))


def _curve(reader: Reader, indicator: Measure, sheet: Sheet, words: Words) -> Block:
    """The indicator's name and unit, and its values as a small line."""
    line = small_curve(reader, indicator, words)
    wide = sheet.mm(_NAME_WIDE)
    name = wrap(indicator.name, sheet.style(9.5, Weight.SEMIBOLD, leading=1.4), wide)
    what = "\n".join(filter(None, (indicator.unit, words("hollow = forecast") if line.ahead else "")))
    remark = wrap(what, sheet.style(9, colour=LIGHT.text_second, leading=1.4), wide)
    left, top = sheet.wide - CURVE_WIDE * sheet.curve, sheet.mm(4)
    beside = left - sheet.mm(_NAME_WIDE + 8)
    items: list[Item] = [
        *name.place(beside, top, align="right", box_width=wide),
        *remark.place(beside, top + name.height, align="right", box_width=wide),
    ]
    tall = top + name.height + remark.height + sheet.mm(2)
    if line.items:
        items.append(Group(line.items, transform=Transform(left, sheet.mm(4) / sheet.curve, sheet.curve)))
        tall = max(tall, sheet.mm(4) / sheet.curve + (CURVE_TALL + 1) * sheet.curve)
    return Block(tall, tuple(items), (*name.missing, *remark.missing))


def questions(sheet: Sheet, style: Style, words: Words) -> Block:
    """The four questions, white on a dark band over the columns."""
    texts = (
        words("Who can contribute?"),
        words("What is their contribution? Their performance measures"),
        words("What strategy will leverage their contribution?"),
        words("What performance measures can be shared to create aligned action?"),
    )
    pad = sheet.mm(PAD)
    wrapped = [wrap(text, style, wide - 2 * pad) for text, wide in zip(texts, sheet.columns, strict=True)]
    tall = max(sheet.mm(11), *(lines.height + 0.36 * style.line_height for lines in wrapped))
    band = shapes.rect(0, 0, sheet.wide, tall, fill=LIGHT.text)
    cells: list[Item] = []
    x = 0.0
    for lines, wide in zip(wrapped, sheet.columns, strict=True):
        cells.append(Group(tuple(lines.place(x + pad, (tall - lines.height) / 2)), role=said.CELL))
        x += wide
    return Block(tall, (band, Group(tuple(cells), role=said.TABLE_HEAD)))


def foot(reader: Reader, page: str, sheet: Sheet, words: Words, day: date) -> list[Item]:
    """What the marks mean, whose sheet it is and of which day, and which page."""
    organisation = next(iter(reader.find(Organisation)), None)
    whose = " · ".join(filter(None, (organisation.name if organisation else "", words.date(day))))
    mm = sheet.mm
    y = sheet.paper.tall - sheet.margin + mm(1)
    plain = sheet.style(9, colour=LIGHT.text_second)
    known = shape(words("known"), plain)
    guess = shape(
        words("Guess? Still to be checked with the partner"),
        sheet.style(9, Weight.ITALIC, LIGHT.text_second),
    )
    critical = shape(words("critical partner"), plain)
    x = sheet.margin
    items: list[Item] = [
        known_mark(x + mm(1.3), y - mm(1.1), sheet),
        said.unsaid(known.place(x + mm(4.4), y)),
    ]
    x += known.width + mm(9)
    items.extend((guess_mark(x + mm(1.3), y - mm(1.1), sheet), *guess.place(x + mm(4.4), y)))
    x += guess.width + mm(12)
    items.extend(
        (
            shapes.rect(x, y - mm(3), mm(BAR), mm(3.8), fill=LIGHT.text),
            said.unsaid(critical.place(x + mm(4.6), y)),  # the row of each such partner says it
        )
    )
    middle, right = shape(whose, plain), shape(page, plain)
    whose_at = max((sheet.paper.wide - middle.width) / 2, x + critical.width + mm(10))
    page_at = sheet.paper.wide - sheet.margin - right.width
    foot: tuple[Item, ...] = (*middle.place(whose_at, y), said.unsaid(right.place(page_at, y)))
    return [*items, Group(foot, role="page foot")]


Mark = Callable[[float, float, Sheet], Item]
"""A mark about a point."""


def known_mark(x: float, y: float, sheet: Sheet) -> Item:
    """The disc beside what a partner has told us."""
    return shapes.circle(x, y, sheet.mm(1.35), fill=LIGHT.text)


def guess_mark(x: float, y: float, sheet: Sheet) -> Item:
    """The dashed ring beside what is our guess."""
    dash = (sheet.mm(0.9), sheet.mm(0.6))
    return shapes.circle(x, y, sheet.mm(1.25), stroke=LIGHT.text, width=sheet.mm(0.4), dash=dash)
