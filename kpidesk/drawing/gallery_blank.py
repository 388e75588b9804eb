"""Worksheets to write on by hand, with the same questions as those that are filled in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Ring, WordingTest
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, stack
from kpidesk.drawing.flow_sheet import leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.goal_record import asked
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.picture import Group, Item, Picture, Transform
from kpidesk.drawing.poster_brand import brand_of
from kpidesk.drawing.text import Style, shape, wrap
from kpidesk.system.words import Words

_MARGIN: Final = 14.0
_GAP: Final = 5.0
_PAD: Final = 4.0
_TITLE: Final = Style(22, Weight.BOLD, leading=1.2)
_HEAD: Final = Style(13, Weight.SEMIBOLD, leading=1.25)
_QUIET: Final = Style(10.5, colour=LIGHT.text_second, leading=1.3)
_LINE: Final = 10.5
_WRITE: Final[shapes.Paint] = {"stroke": LIGHT.field, "width": 0.3}
_FRAME: Final[shapes.Paint] = {"stroke": LIGHT.outline, "width": 0.35}


@dataclass(frozen=True, slots=True)
class Box:
    """A frame to write in: a head, prompts each with a share of the lines, its share of the row."""

    head: str
    prompts: tuple[str, ...] = ("",)
    share: float = 1.0
    number: int = 0
    plain: bool = False
    """Whether it has no lines: something is drawn there."""


@dataclass(frozen=True, slots=True)
class Row:
    """Frames side by side, as tall as their share of the sheet."""

    boxes: tuple[Box, ...]
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet to write on."""

    title: str
    about: str
    paper: Paper
    rows: tuple[Row, ...]


Draw = Callable[[Reader, Words, date], Picture]


def worksheets() -> dict[str, Draw]:
    """How each worksheet is drawn, by its key, in the order of the work."""
    return {
        "goals": lambda *given: _drawn(_goals(given[1]), *given),
        "map": _rings,
        "design": lambda *given: _drawn(_design(given[1]), *given),
        "definition": lambda *given: _drawn(_definition(given[1]), *given),
        "questions": lambda *given: _drawn(_questions(given[1]), *given),
        "curve": lambda *given: _drawn(_curve(given[1]), *given),
        "causes": lambda *given: _drawn(_causes(given[1]), *given),
    }


def titles(words: Words) -> dict[str, str]:
    """What the worksheets are called."""
    return {
        "goals": words("Goals and their tests"),
        "map": words("Results map"),
        "design": words("Design of a measure"),
        "definition": words("Definition of a measure"),
        "questions": words("Chart with three questions"),
        "curve": words("Turn the curve"),
        "causes": words("Why? Five times"),
    }


# -- what stands on each


def _goals(words: Words) -> Worksheet:
    tests = tuple(asked(test, words) for test in WordingTest)
    row = Row(
        (
            Box(words("As it was worded"), ("",), 1.1),
            Box(words("Its tests: yes, no, unsure"), tests, 1.2),
            Box(words("The results it becomes"), ("",), 1.2),
        )
    )
    return Worksheet(
        words("Goals and their tests"), words("A goal a row, just as it stands in the plan."),
        SHEETS["A3"].landscape, (row, row, row),
    )  # fmt: skip


def _design(words: Words) -> Worksheet:
    top = Row(
        (
            Box(words("Result"), (words("The result we want"), words("It came from")), 1.0, 1),
            Box(words("Evidence"), (words("What people would notice if it were so"),), 1.1, 2),
            Box(
                words("Bigger picture"),
                (words("How much of it is in our hands?"), words("What good could measuring it do?"),
                 words("What harm could it do?"), words("How could somebody look good without being good?")),
                1.1, 3,
            ),
        ),
        1.0,
    )  # fmt: skip
    low = Row(
        (
            Box(words("Candidates: wording, strength 1–5, feasibility 1–5, decision"), ("",), 1.9, 4),
            Box(
                words("Chosen and named"),
                (words("Name"), words("In one sentence"), words("Used for"), words("Not used for")), 1.1, 5,
            ),
        ),
        0.9,
    )  # fmt: skip
    return Worksheet(
        words("Design of a measure"), words("From left to right: what each step says leads to the next."),
        SHEETS["A3"].landscape, (top, low),
    )  # fmt: skip


def _definition(words: Words) -> Worksheet:
    what = Box(
        words("What it is"),
        (words("Name"), words("In one sentence"), words("The result it tells of"), words("Used for"),
         words("Not used for")),
    )  # fmt: skip
    how = Box(
        words("How it is worked out"),
        (words("Formula"), words("Unit, and how often"), words("What counts, and what does not")),
    )
    data = Box(words("Data"), (words("Items"), words("Where they are kept"), words("Who keeps them")))
    read = Box(
        words("How it is read"),
        (words("Which way is good"), words("Chart and baseline"), words("What a signal calls for")),
    )
    who = Box(words("Who"), (words("Owner"), words("Who gets it, and when"), words("Who may not see it yet")))
    still = Box(words("Still open"))
    rows = (Row((what,), 1.3), Row((how, data), 1.2), Row((read, who), 1.2), Row((still,), 0.6))
    return Worksheet(
        words("Definition of a measure"), words("So clear that two people get the same number."),
        SHEETS["A3"].portrait, rows,
    )  # fmt: skip


def _questions(words: Words) -> Worksheet:
    return Worksheet(
        words("Chart with three questions"), words("Draw the values, the centre line and the limits."),
        SHEETS["A3"].landscape,
        (
            Row((Box(words("Chart"), (), plain=True),), 1.6),
            Row((Box(words("What is performance doing?")), Box(words("Why?")),
                 Box(words("How do we respond?")))),
        ),
    )  # fmt: skip


def _curve(words: Words) -> Worksheet:
    return Worksheet(
        words("Turn the curve"), words("Draw what was, what will be if nothing changes, and what we want."),
        SHEETS["A3"].landscape,
        (
            Row((Box(words("The curve"), (), plain=True),), 1.1),
            Row((
                Box(words("The story behind it"),
                    (words("+ pulls it the way we want"), words("− holds it back")), 1.1),
                Box(words("Who can help"), ("",), 0.8),
                Box(words("What could work"), ("",), 1.3),
            )),
        ),
    )  # fmt: skip


def _causes(words: Words) -> Worksheet:
    whys = tuple(Row((Box(words("Why {n}", n=number)),)) for number in range(1, 6))
    first, last = Box(words("The signal")), Box(words("What is done about it"))
    about = words("Ask why of each answer. Mark where it lies: person, process or system.")
    rows = (Row((first,), 0.9), *whys, Row((last,)))
    return Worksheet(words("Why? Five times"), about, SHEETS["A4"].portrait, rows)


# -- how they are drawn


def _drawn(sheet: Worksheet, reader: Reader, words: Words, day: date) -> Picture:
    """A sheet of frames."""
    of = leaf(reader, sheet.paper, _MARGIN, sheet.title, words, day, sheet.title)
    top = _top(reader, sheet.title, sheet.about, of.wide)
    y = _MARGIN + height(top)
    room = _MARGIN + of.tall - y - _GAP * (len(sheet.rows) - 1)
    whole = sum(row.share for row in sheet.rows)
    items: list[Item] = [*stack(top, _MARGIN, _MARGIN)]
    lost = list(missing(top))
    for row in sheet.rows:
        tall = room * row.share / whole
        shares = sum(box.share for box in row.boxes)
        x = _MARGIN
        for box in row.boxes:
            wide = (of.wide - _GAP * (len(row.boxes) - 1)) * box.share / shares
            block = _box(box, wide, tall)
            items.append(Group(block.items, name=box.head, role="box", transform=Transform(x, y)))
            lost += block.missing
            x += wide + _GAP
        y += tall + _GAP
    return of.picture(items, 1, 1, tuple(dict.fromkeys(lost)))


def _top(reader: Reader, title: str, about: str, wide: float) -> list[Block]:
    """Title, what to do, a line for whose it is, and the logo."""
    brand = brand_of(reader)
    logo = brand.logo(wide, 14, 40, 14)
    blocks = [*paragraph(title, _TITLE, wide - logo.wide), *paragraph(about, _QUIET, wide - logo.wide)]
    tall = max(height(blocks), 14.0) + 2
    rule = shapes.rect(0, tall, wide, 0.9, fill=brand.colour)
    return [Block(tall + 5, (*stack(blocks, 0, 0), *logo.items, rule), missing(blocks))]


def _box(box: Box, wide: float, tall: float) -> Block:
    """A frame with its head, and under each prompt its share of lines."""
    items: list[Item] = [shapes.rect(0, 0, wide, tall, 2, **_FRAME)]
    indent = 0.0
    if box.number:
        digit = shape(str(box.number), Style(11.5, Weight.SEMIBOLD, LIGHT.surface))
        items += [
            shapes.circle(_PAD + 3.2, _PAD + 2.8, 3.2, fill=LIGHT.text),
            *digit.place(_PAD + 3.2 - digit.width / 2, _PAD + 4.2),
        ]
        indent = 9.0
    head = wrap(box.head, _HEAD, wide - 2 * _PAD - indent)
    items += head.place(_PAD + indent, _PAD, box_width=wide - 2 * _PAD - indent)
    top = _PAD + head.height + 1.5
    lost = list(head.missing)
    if box.plain:
        items += _grid(wide, tall, top)
        return Block(tall, tuple(items), tuple(lost))
    share = (tall - top - _PAD) / max(len(box.prompts), 1)
    for number, prompt in enumerate(box.prompts):
        asked = paragraph(prompt, _QUIET, wide - 2 * _PAD)
        y = top + number * share
        items += stack(asked, _PAD, y)
        lost += missing(asked)
        first = y + height(asked)
        rows = max(1, int((share - height(asked)) // _LINE))
        step = (share - height(asked)) / rows
        items += [
            shapes.line(
                _PAD, first + step * (row + 1) - 1, wide - _PAD, first + step * (row + 1) - 1, **_WRITE
            )
            for row in range(rows)
        ]
    return Block(tall, tuple(items), tuple(lost))


def _grid(wide: float, tall: float, top: float) -> list[Item]:
    """Squares to draw a chart on: 24 periods across."""
    left, right, bottom = _PAD + 12, wide - _PAD, tall - _PAD - 8
    thin: shapes.Paint = {"stroke": LIGHT.outline, "width": 0.25}
    rows = 8
    across = [left + (right - left) * n / 24 for n in range(25)]
    down = [top + (bottom - top) * n / rows for n in range(rows + 1)]
    return [
        *(shapes.line(x, top, x, bottom, **thin) for x in across),
        *(shapes.line(left, y, right, y, **thin) for y in down),
        shapes.polyline([(left, top), (left, bottom), (right, bottom)], stroke=LIGHT.text, width=0.5),
    ]


def _rings(reader: Reader, words: Words, day: date) -> Picture:
    """The desk's rings, empty, for results on notes."""
    title = words("Results map")
    paper = SHEETS["A3"].landscape
    of = leaf(reader, paper, _MARGIN, title, words, day, title)
    about = words("A result a note. Put it into the ring whose work it is, and draw what leads to what.")
    top = _top(reader, title, about, of.wide)
    start = _MARGIN + height(top)
    cx, cy = paper.wide / 2, (start + _MARGIN + of.tall) / 2
    ry = (_MARGIN + of.tall - start) / 2
    rx = min(of.wide / 2, ry * 1.65)
    rings = sorted(reader.find(Ring), key=lambda each: -each.position)
    items: list[Item] = [*stack(top, _MARGIN, _MARGIN)]
    count = max(len(rings), 1)
    for number, ring in enumerate(rings):
        share = 1 - number / count if count else 1.0
        look = LIGHT.ring(ring.position)
        items.append(
            shapes.ellipse(cx, cy, rx * share, ry * share, fill=look.band, stroke=look.line, width=0.5)
        )
    for number, ring in enumerate(rings):
        share = 1 - number / count
        look = LIGHT.ring(ring.position)
        name = shape(f"{ring.position} {ring.name}", Style(13, Weight.SEMIBOLD, look.line))
        base = cy - ry * share + 6.5
        items += name.place(cx - name.width / 2, base)
    return of.picture(items, 1, 1, missing(top))
