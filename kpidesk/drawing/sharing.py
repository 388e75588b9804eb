"""The table of shared performance measures: four columns, one row a partner; on A3, on the wall, or blank.

Rows grow with their text and pages are added with the questions repeated. A row is kept whole; only one
that is taller than a page goes on over the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import (
    Centre,
    Contribution,
    DrivingMeasure,
    Partner,
    PartnerShare,
    Standing,
    in_order,
)
from kpidesk.drawing import said, shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.partner_words import kind_of, promised
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.sharing_sheet import (
    BAR,
    PAD,
    TABLE,
    WALL,
    Mark,
    Sheet,
    foot,
    guess_mark,
    head,
    known_mark,
    questions,
)
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_PAD_TALL: Final = 1.6
_NOTE_ROW: Final = 90.0
"""The least height in mm of a row that takes sticky notes of 76 mm."""

Cells = tuple[list[Block], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    partner: Partner
    cells: Cells
    pad: float

    @property
    def tall(self) -> float:
        return max(map(height, self.cells)) + 2 * self.pad


def table(reader: Reader, centre: Centre, words: Words, day: date) -> tuple[Picture, ...]:
    """All pages of the table around one result in the centre, on A3."""
    return _filled(Once(reader), centre, TABLE, words, day)


def wall(reader: Reader, centre: Centre, words: Words, day: date) -> tuple[Picture, ...]:
    """The same table for the wall, on A1, to be read from two metres."""
    return _filled(Once(reader), centre, WALL, words, day)


def blank(reader: Reader, centre: Centre, words: Words, day: date) -> tuple[Picture, ...]:
    """The table without partners for the wall, on A1, with rows that take sticky notes."""
    sheet = WALL
    top = head(reader, centre, sheet, words)
    asks = questions(sheet, Style(40, Weight.SEMIBOLD, LIGHT.surface, 1.25), words)
    first = sheet.margin + top.height + asks.height
    count = max(1, int((sheet.bottom - first) // _NOTE_ROW))
    tall = (sheet.bottom - first) / count
    items = [*stack([top, asks], sheet.margin, sheet.margin), *_grid(first, [tall] * count, sheet)]
    return _numbered(reader, centre, sheet, [items], top.missing, words, day)


def _filled(reader: Reader, centre: Centre, sheet: Sheet, words: Words, day: date) -> tuple[Picture, ...]:
    rows = [_row(reader, each, sheet, words) for each in in_order(reader.find(Partner, centre=centre.id))]
    top = head(reader, centre, sheet, words)
    asks = questions(sheet, sheet.style(10.5, Weight.SEMIBOLD, LIGHT.surface, 1.25), words)
    later = sheet.margin + asks.height
    pages = []
    for number, page in enumerate(_paged(rows, sheet.bottom - later - top.height, sheet.bottom - later)):
        above = [top, asks] if number == 0 else [asks]
        start = sheet.margin + height(above)
        pages.append([*stack(above, sheet.margin, sheet.margin), *_body(page, start, sheet)])
    without_glyph = (*top.missing, *(char for row in rows for cell in row.cells for char in missing(cell)))
    return _numbered(reader, centre, sheet, pages, without_glyph, words, day)


def _numbered(
    reader: Reader,
    centre: Centre,
    sheet: Sheet,
    pages: Sequence[Sequence[Item]],
    lost: Sequence[str],
    words: Words,
    day: date,
) -> tuple[Picture, ...]:
    """The pages with their foot."""
    title = words("Shared performance measures")
    statement = reader.get(Result, centre.result).statement
    return tuple(
        Picture(
            sheet.paper.wide, sheet.paper.tall,
            (*items, *foot(reader, words("page {n} of {count}", n=n, count=len(pages)), sheet, words, day)),
            title=f"{title}: {statement}", language=words.language,
            bookmark=f"{title} {n}" if len(pages) > 1 else title, missing=tuple(dict.fromkeys(lost)),
        )
        for n, items in enumerate(pages, 1)
    )  # fmt: skip


# -- rows


def _row(reader: Reader, partner: Partner, sheet: Sheet, words: Words) -> _Row:
    widths = [wide - 2 * sheet.mm(PAD) for wide in sheet.columns]
    who_wide = widths[0] - _shift(partner, sheet)
    quiet = sheet.style(10, colour=LIGHT.text_second, leading=1.35)
    who = [
        *paragraph(partner.name, sheet.style(12.5, Weight.SEMIBOLD, leading=1.3), who_wide),
        *paragraph(
            kind_of(partner, words), sheet.style(11, colour=LIGHT.text_second, leading=1.35), who_wide
        ),
        *paragraph(partner.contact, quiet, who_wide),
    ]
    what: list[Block] = []
    for given in reader.find(Contribution, partner=partner.id):
        what.extend(_told(given.name, widths[1], sheet, guess=given.is_guess, known=None))
    for driving in reader.find(DrivingMeasure, partner=partner.id):
        code = reader.get(Measure, driving.measure).code if driving.measure else ""
        name = " ".join(filter(None, (code, driving.name)))
        what.extend(_told(name, widths[1], sheet, guess=driving.is_guess, known=known_mark))
    if partner.why_not:
        reason = words("Not in yet: {reason}", reason=partner.why_not)
        what.extend(paragraph(reason, quiet, widths[1]))
    how = paragraph(partner.strategy, sheet.style(11.5), widths[2])
    if partner.engagement and partner.standing is Standing.DESIRED:
        how.extend(paragraph(words("To win them: {plan}", plan=partner.engagement), quiet, widths[2]))
    cells = (who, what, how, _shared(reader, partner, widths[3], sheet, words))
    return _Row(partner, cells, sheet.mm(_PAD_TALL))


def _shift(partner: Partner, sheet: Sheet) -> float:
    """The room that the bar of a critical partner takes."""
    return sheet.mm(BAR + 1.6) if partner.critical else 0.0


def _told(text: str, wide: float, sheet: Sheet, *, guess: bool, known: Mark | None) -> list[Block]:
    """What a partner told us, with the mark for what is known, or our guess, with that for guesses."""
    mark = guess_mark if guess else known
    style = sheet.style(11.5, Weight.ITALIC if guess else Weight.REGULAR)
    if mark is None:
        return paragraph(text, style, wide)
    at = mark(sheet.mm(1.7), style.line_height * 0.53, sheet)
    return paragraph(f"{text}?" if guess else text, style, wide, indent=sheet.mm(5.4), mark=[at])


def shared_measures(reader: Reader, partner: Partner) -> list[Measure]:
    """The measures that a partner takes part in, by their codes."""
    found = [reader.get(Measure, share.measure) for share in reader.find(PartnerShare, partner=partner.id)]
    return sorted(found, key=lambda measure: (len(measure.code), measure.code))


def _shared(reader: Reader, partner: Partner, wide: float, sheet: Sheet, words: Words) -> list[Block]:
    """The measures that this partner could share, their targets, and who does what next."""
    measures = shared_measures(reader, partner)
    style, blocks = sheet.style(11.5), []
    for measure in measures:
        count = len(reader.find(PartnerShare, measure=measure.id))
        note = shape(
            words("shared by {n}", n=count) if count > 1 else words("one partner"),
            sheet.style(8.5, Weight.BOLD) if count > 1 else sheet.style(8.5, colour=LIGHT.text_second),
        )
        code = shape(measure.code, sheet.style(11.5, Weight.BOLD))
        name = paragraph(
            measure.name, style, wide - note.width - sheet.mm(3),
            indent=max(sheet.mm(12.5), code.width + sheet.mm(2)),
            mark=code.place(0, style.line_height * 0.77),
            right=note.place(wide - note.width, style.line_height * 0.75),
        )  # fmt: skip
        blocks.extend(name)
    asks = [_target(reader, measure, words, several=len(measures) > 1) for measure in measures]
    targets = "; ".join(filter(None, asks))
    text = words("Target {targets}.", targets=targets) if targets else ""
    for promise in reader.find(Commitment, partner=partner.id):
        if promise.is_standing:
            text += f" {promised(promise, words)}."
    quiet = sheet.style(10, colour=LIGHT.text_second, leading=1.35)
    return [*blocks, *paragraph(text.strip(), quiet, wide)]


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


# -- pages


def _paged(rows: Sequence[_Row], first: float, fresh: float) -> list[list[_Row]]:
    """Rows by page, of which the first has less room; a row goes on only where no page could hold it."""
    room = first
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
        left, count = room - 2 * row.pad, 0
        while count < len(cell) and cell[count].height <= left:
            left -= cell[count].height
            count += 1
        tops.append(cell[:count])
        rests.append(cell[count:])
    rests[0] = rests[0] or row.cells[0][:1]  # the partner's name stands on each page
    if not any(tops):
        return None, row
    return _Row(row.partner, tuple(tops), row.pad), _Row(row.partner, tuple(rests), row.pad)


def _body(rows: Sequence[_Row], top: float, sheet: Sheet) -> list[Item]:
    """The rows of one page with their lines; a stronger one parts the critical partners from the others."""
    items: list[Item] = []
    y = top
    for row in rows:
        items.append(_painted(row, y, sheet))
        y += row.tall
    critical = sum(row.partner.critical for row in rows)
    return [*items, *_grid(top, [row.tall for row in rows], sheet, strong=critical)]


def _painted(row: _Row, y: float, sheet: Sheet) -> Group:
    items: list[Item] = []
    x = sheet.margin
    if row.partner.critical:
        items.append(shapes.rect(x, y, sheet.mm(BAR), row.tall, fill=LIGHT.text))
    for index, (cell, column) in enumerate(zip(row.cells, sheet.columns, strict=True)):
        shift = 0 if index else _shift(row.partner, sheet)
        inside = stack(cell, x + sheet.mm(PAD) + shift, y + row.pad)
        items.append(Group(tuple(inside), role=said.CELL))
        x += column
    return Group(tuple(items), name=row.partner.name, role=said.TABLE_ROW, record=row.partner.id)


def _grid(top: float, rows: Sequence[float], sheet: Sheet, *, strong: int = 0) -> list[Item]:
    """The lines under rows of these heights, a strong one under row `strong`, between columns and around."""
    items: list[Item] = []
    left, right, y = sheet.margin, sheet.margin + sheet.wide, top
    for number, tall in enumerate(rows, 1):
        y += tall
        ink, width = (LIGHT.text, 0.5) if number == strong < len(rows) else (LIGHT.outline, 0.35)
        items.append(shapes.line(left, y, right, y, stroke=ink, width=sheet.mm(width)))
    x = left
    for column in sheet.columns[:-1]:
        x += column
        items.append(shapes.line(x, top, x, y, stroke=LIGHT.outline, width=sheet.mm(0.3)))
    items.append(shapes.rect(left, top, sheet.wide, y - top, stroke=LIGHT.text, width=sheet.mm(0.5)))
    return items
