"""The table of shared performance measures: four columns, one row a partner, on A3 landscape.

Rows grow with their text and pages are added with the head repeated. A row is kept whole; only one
that is taller than a page goes on over the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Organisation
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import (
    Centre,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Reach,
    Standing,
)
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Item, Picture, moved
from kpidesk.drawing.small_curve import WIDE, small_curve
from kpidesk.drawing.text import Style, shape, wrap
from kpidesk.system.words import Words

_MARGIN: Final = 12.0
_COLUMNS: Final = (82.0, 112.0, 84.0, 118.0)
_HEAD_TALL: Final = 11.0
_FOOT_TALL: Final = 8.0
_PAD: Final = 2.8
_PAD_TALL: Final = 1.6
_BAR: Final = 2.6

_NAME: Final = Style(12.5, Weight.SEMIBOLD, leading=1.3)
_CELL: Final = Style(11.5, leading=1.28)
_GUESS: Final = Style(11.5, Weight.ITALIC, leading=1.28)
_QUIET: Final = Style(10, colour=LIGHT.text_second, leading=1.35)
_LEGEND: Final = Style(9, colour=LIGHT.text_second)

Cells = tuple[list[Block], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    partner: Partner
    cells: Cells

    @property
    def tall(self) -> float:
        return max(map(height, self.cells)) + 2 * _PAD_TALL


def table(reader: Reader, centre: Centre, words: Words, day: date) -> tuple[Picture, ...]:
    """All pages of the table around one result in the centre."""
    paper = SHEETS["A3"].landscape
    result = reader.get(Result, centre.result)
    rows = [_row(reader, partner, words) for partner in _in_order(reader.find(Partner, centre=centre.id))]
    head = _title(reader, centre, result, words)
    first_top = _MARGIN + max(30.0, head.height)
    pages = _paged(rows, first_top, paper.tall - _MARGIN - _FOOT_TALL)
    organisation = next(iter(reader.find(Organisation)), None)
    foot = " · ".join(filter(None, (organisation.name if organisation else "", words.date(day))))
    without_glyph = (*head.missing, *(char for row in rows for cell in row.cells for char in missing(cell)))
    title = words("Shared performance measures")
    pictures = []
    for number, page in enumerate(pages, 1):
        items: list[Item] = stack([head], _MARGIN, _MARGIN) if number == 1 else []
        items.extend(_body(page, first_top if number == 1 else _MARGIN, words))
        items.extend(_foot(foot, words("page {n} of {count}", n=number, count=len(pages)), paper.tall, words))
        pictures.append(
            Picture(
                paper.wide, paper.tall, tuple(items), title=f"{title}: {result.statement}",
                language=words.language, bookmark=f"{title} {number}" if len(pages) > 1 else title,
                missing=tuple(dict.fromkeys(without_glyph)),
            )
        )  # fmt: skip
    return tuple(pictures)


def _in_order(partners: Sequence[Partner]) -> list[Partner]:
    """Critical partners first, then those who take part, then those still wanted."""
    return sorted(
        partners, key=lambda each: (not each.critical, each.standing is Standing.DESIRED, each.code)
    )


# -- head and foot


def _title(reader: Reader, centre: Centre, result: Result, words: Words) -> Block:
    lead = shape(words("Result in the centre"), Style(12, colour=LIGHT.text_second))
    statement = wrap(result.statement, Style(13, Weight.SEMIBOLD, leading=1.3), 222 - lead.width)
    items: list[Item] = [
        *shape(words("Shared performance measures"), Style(28, Weight.BOLD)).place(0, 10),
        *lead.place(0, 20.5),
        *statement.place(lead.width + 4, 16.4),
    ]
    curve = Block(0)
    if centre.indicator:
        curve = _curve(reader, reader.get(Measure, centre.indicator), words)
    tall = max(30.0, 20 + statement.height, curve.height)
    return Block(tall, (*items, *curve.items), (*statement.missing, *curve.missing))


def _curve(reader: Reader, indicator: Measure, words: Words) -> Block:
    """The indicator's name and unit, and its values as a small line."""
    line = small_curve(reader, indicator, words)
    name = wrap(indicator.name, Style(9.5, Weight.SEMIBOLD, leading=1.4), 62)
    what = "\n".join(filter(None, (indicator.unit, words("hollow = forecast") if line.ahead else "")))
    remark = wrap(what, Style(9, colour=LIGHT.text_second, leading=1.4), 62)
    left, top = 396 - WIDE, 4.0
    items = (
        *name.place(left - 70, top, align="right", box_width=62),
        *remark.place(left - 70, top + name.height, align="right", box_width=62),
        *(moved(item, left, top) for item in line.items),
    )
    return Block(top + name.height + remark.height + 2, items, (*name.missing, *remark.missing))


def _foot(centre: str, page: str, tall: float, words: Words) -> list[Item]:
    y = tall - _MARGIN + 1
    known, guess = (
        shape(words("known"), _LEGEND),
        shape(
            words("Guess? Still to be checked with the partner"), Style(9, Weight.ITALIC, LIGHT.text_second)
        ),
    )
    critical = shape(words("critical partner"), _LEGEND)
    x = _MARGIN
    items: list[Item] = [shapes.circle(x + 1.3, y - 1.1, 1.3, fill=LIGHT.text), *known.place(x + 4.4, y)]
    x += known.width + 9
    items.extend((*_ring(x + 1.3, y - 1.1), *guess.place(x + 4.4, y)))
    x += guess.width + 12
    items.extend((shapes.rect(x, y - 3, _BAR, 3.8, fill=LIGHT.text), *critical.place(x + 4.6, y)))
    middle, right = shape(centre, _LEGEND), shape(page, _LEGEND)
    items.extend(middle.place(max(210 - middle.width / 2, x + critical.width + 10), y))
    items.extend(right.place(420 - _MARGIN - right.width, y))
    return items


def _ring(x: float, y: float) -> list[Item]:
    return [shapes.circle(x, y, 1.25, stroke=LIGHT.text, width=0.4, dash=(0.9, 0.6))]


# -- rows


def _row(reader: Reader, partner: Partner, words: Words) -> _Row:
    inside = _PAD + (_BAR + 1.6 if partner.critical else 0)
    widths = [wide - 2 * _PAD for wide in _COLUMNS]
    kind = " · ".join(
        filter(
            None,
            (
                words("critical") if partner.critical else "",
                words("current") if partner.standing is Standing.CURRENT else words("desired"),
                words("inside") if partner.reach is Reach.INSIDE else words("outside"),
                partner.code,
            ),
        )
    )
    who_wide = _COLUMNS[0] - inside - _PAD
    who = [
        *paragraph(partner.name, _NAME, who_wide),
        *paragraph(kind, Style(11, colour=LIGHT.text_second, leading=1.35), who_wide),
        *paragraph(partner.contact, _QUIET, who_wide),
    ]
    what = paragraph(partner.contribution, _CELL, widths[1])
    for driving in reader.find(DrivingMeasure, partner=partner.id):
        what.extend(_driving(reader, driving, widths[1]))
    if partner.why_not:
        what.extend(paragraph(words("Not in yet: {reason}", reason=partner.why_not), _QUIET, widths[1]))
    how = paragraph(partner.strategy, _CELL, widths[2])
    return _Row(partner, (who, what, how, _shared(reader, partner, widths[3], words)))


def _driving(reader: Reader, driving: DrivingMeasure, wide: float) -> list[Block]:
    name = driving.name
    if driving.measure:
        name = f"{reader.get(Measure, driving.measure).code} {name}"
    if driving.evidence is Evidence.KNOWN:
        mark: Sequence[Item] = (shapes.circle(1.7, 2.75, 1.35, fill=LIGHT.text),)
        return paragraph(name, _CELL, wide, indent=5.4, mark=mark)
    return paragraph(f"{name}?", _GUESS, wide, indent=5.4, mark=_ring(1.7, 2.75))


def _shared(reader: Reader, partner: Partner, wide: float, words: Words) -> list[Block]:
    """The measures that this partner could share, their targets, and who does what next."""
    measures = [reader.get(Measure, share.measure) for share in reader.find(PartnerShare, partner=partner.id)]
    measures.sort(key=lambda measure: (len(measure.code), measure.code))
    blocks: list[Block] = []
    for measure in measures:
        count = len(reader.find(PartnerShare, measure=measure.id))
        shared = words("shared by {n}", n=count) if count > 1 else words("one partner")
        style = Style(8.5, Weight.BOLD) if count > 1 else Style(8.5, colour=LIGHT.text_second)
        note = shape(shared, style)
        code = shape(measure.code, Style(11.5, Weight.BOLD))
        indent = max(12.5, code.width + 2)
        name = paragraph(measure.name, _CELL, wide - note.width - 3, indent=indent, mark=code.place(0, 4.0),
                         right=note.place(wide - note.width, 3.9))  # fmt: skip
        blocks.extend(name)
    said = [_target(reader, measure, words, several=len(measures) > 1) for measure in measures]
    targets = "; ".join(filter(None, said))
    text = words("Target {targets}.", targets=targets) if targets else ""
    for promise in reader.find(Commitment, partner=partner.id):
        text += f" {_promise(promise, words)}."
    blocks.extend(paragraph(text.strip(), _QUIET, wide))
    return blocks


def _target(reader: Reader, measure: Measure, words: Words, *, several: bool) -> str:
    text = "; ".join(asked(target, words) for target in reader.find(Target, measure=measure.id))
    return f"{measure.code} {text}" if several and text else text


def asked(target: Target, words: Words) -> str:
    """A target as people wrote it, else its numbers; and by when."""
    low, high = (
        words.number(bound, places(bound)) if bound is not None else "" for bound in (target.low, target.high)
    )
    numbers = f"{low}–{high}" if low and high else f"≥ {low}" if low else f"≤ {high}" if high else ""
    return ", ".join(filter(None, (target.wording or numbers, due(target, words))))


def places(number: float) -> int:
    """How many decimals were typed."""
    text = repr(number)
    return 0 if text.endswith(".0") or "e" in text else len(text.partition(".")[2])


def due(target: Target, words: Words) -> str:
    """By when a target is asked for, in words: Dec 2026; every year."""
    if target.every is not None:
        return {
            PeriodType.WEEK: words("every week"),
            PeriodType.MONTH: words("every month"),
            PeriodType.QUARTER: words("every quarter"),
            PeriodType.YEAR: words("every year"),
            PeriodType.SEASON: words("every season"),
        }[target.every]
    if target.by is None:
        return ""
    if target.by_period in {PeriodType.YEAR, PeriodType.SEASON}:
        return str(target.by.year)
    return words.pattern(target.by, "yMMMd" if target.by_period is PeriodType.WEEK else "yMMM")


def _promise(promise: Commitment, words: Words) -> str:
    who = f"{promise.who}: {promise.what}" if promise.who else promise.what
    partner = words("with {whom}", whom=promise.with_whom) if promise.with_whom else ""
    return ", ".join(
        filter(None, (who, partner, words.pattern(promise.by_when, "yMMMd") if promise.by_when else ""))
    )


# -- pages


def _paged(rows: Sequence[_Row], first_top: float, bottom: float) -> list[list[_Row]]:
    """Rows by page; a row goes to the next page whole unless no page could hold it."""
    room = bottom - first_top - _HEAD_TALL
    fresh = bottom - _MARGIN - _HEAD_TALL
    pages: list[list[_Row]] = [[]]
    for row in rows:
        rest = row
        if rest.tall > room and pages[-1] and rest.tall <= fresh:
            pages.append([])
            room = fresh
        while rest.tall > room:
            part, rest = _split(rest, room)
            if part is not None:
                pages[-1].append(part)
            pages.append([])
            room = fresh
        pages[-1].append(rest)
        room -= rest.tall
    return pages


def _split(row: _Row, room: float) -> tuple[_Row | None, _Row]:
    """What of a row fits in the room, and the rest."""
    tops: list[list[Block]] = []
    rests: list[list[Block]] = []
    for cell in row.cells:
        left, count = room - 2 * _PAD_TALL, 0
        while count < len(cell) and cell[count].height <= left:
            left -= cell[count].height
            count += 1
        tops.append(cell[:count])
        rests.append(cell[count:])
    rests[0] = rests[0] or row.cells[0][:1]  # the partner's name stands on each page
    if not any(tops):
        return None, row
    return _Row(row.partner, tuple(tops)), _Row(row.partner, tuple(rests))


def _body(rows: Sequence[_Row], top: float, words: Words) -> list[Item]:
    """The head and the rows of one page with their lines."""
    wide = sum(_COLUMNS)
    items: list[Item] = [shapes.rect(_MARGIN, top, wide, _HEAD_TALL, fill=LIGHT.text)]
    questions = (
        words("Who can contribute?"),
        words("What is their contribution? Their performance measures"),
        words("What strategy will leverage their contribution?"),
        words("What performance measures can be shared to create aligned action?"),
    )
    x = _MARGIN
    for question, column in zip(questions, _COLUMNS, strict=True):
        lines = wrap(question, Style(10.5, Weight.SEMIBOLD, LIGHT.surface, leading=1.25), column - 2 * _PAD)
        items.extend(lines.place(x + _PAD, top + (_HEAD_TALL - lines.height) / 2))
        x += column
    y = top + _HEAD_TALL
    for index, row in enumerate(rows):
        items.append(_painted(row, y))
        y += row.tall
        last_critical = (
            row.partner.critical and index + 1 < len(rows) and not rows[index + 1].partner.critical
        )
        ink, width = (LIGHT.text, 0.5) if last_critical else (LIGHT.outline, 0.35)
        items.append(shapes.line(_MARGIN, y, _MARGIN + wide, y, stroke=ink, width=width))
    x = _MARGIN
    for column in _COLUMNS[:-1]:
        x += column
        items.append(shapes.line(x, top + _HEAD_TALL, x, y, stroke=LIGHT.outline, width=0.3))
    items.append(shapes.rect(_MARGIN, top, wide, y - top, stroke=LIGHT.text, width=0.5))
    return items


def _painted(row: _Row, y: float) -> Group:
    items: list[Item] = []
    x = _MARGIN
    if row.partner.critical:
        items.append(shapes.rect(x, y, _BAR, row.tall, fill=LIGHT.text))
    for index, (cell, column) in enumerate(zip(row.cells, _COLUMNS, strict=True)):
        shift = _BAR + 1.6 if index == 0 and row.partner.critical else 0
        items.extend(stack(cell, x + _PAD + shift, y + _PAD_TALL))
        x += column
    return Group(tuple(items), name=row.partner.name, role="partner", record=row.partner.id)
