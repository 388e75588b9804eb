"""Reading what a person pastes from a spreadsheet into the values of a measure.

Whatever the text is, every cell that can be read comes back as a value, and every other one is
named with a reason; nothing is guessed and nothing good is lost because something is bad.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kpidesk.domain import wording
from kpidesk.domain.findings import Finding
from kpidesk.domain.period import PeriodType, first_day, shifted, short_name
from kpidesk.domain.typed_number import TypedNumber, read_number, read_value
from kpidesk.domain.typed_period import TypedPeriod, read_period

_LONGEST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class PastedValue:
    """A value for the period that starts on `period`; `number` None: known to be missing.

    `cell` is where it stood, row and column as people count.
    """

    period: date
    number: float | None
    cell: tuple[int, int]


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that could not be taken, its text shortened. Row and column as people count."""

    row: int
    column: int
    text: str
    reason: Finding


@dataclass(frozen=True, slots=True)
class Pasted:
    """All that a text says; both in the order of the text."""

    values: tuple[PastedValue, ...] = ()
    bad: tuple[BadCell, ...] = ()


def shortened(text: str) -> str:
    """A text as a sentence can quote it."""
    shown = wording.clean(text[: 2 * _LONGEST_SHOWN], lines=False)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    text: str

    def bad(self, reason: Finding) -> BadCell:
        """The cell as a bad one; the reason is told what it says."""
        shown = shortened(self.text)
        return BadCell(self.row, self.column, shown, replace(reason, args={"typed": shown} | reason.args))


@dataclass(frozen=True, slots=True)
class _Line:
    """A value with the cell that names its period; None where the place of the value tells."""

    period: _Cell | None
    value: _Cell
    others: tuple[_Cell, ...] = ()


def read_values(text: str, kind: PeriodType, *, start: date, decimal: str | None = None) -> Pasted:
    """Read pasted text; never raises, whatever the text.

    Args:
        text: cells divided by tabs, else by semicolons, else by commas where those cannot belong to
            numbers. One column or row of numbers, or periods with their values in two columns or rows.
        kind: the measure's period type.
        start: any day of the period of the first number, where the text names no periods.
        decimal: the decimal sign, "," or ".", for a number such as 1,234 that leaves two readings. Without
            it the other numbers tell; where they do not, such a number is bad.
    """
    lines = _without_heading(_lines(_rows(text), kind))
    numbers = [_number(line.value) for line in lines]
    sign = decimal if decimal in {",", "."} else proven_decimal(numbers)
    bad: list[BadCell] = [
        other.bad(Finding("PASTE_CELL_TOO_MANY")) for line in lines for other in line.others
    ]
    values: list[PastedValue] = []
    taken: set[date] = set()
    periods = _periods(lines, kind, first_day(start, kind))
    for line, number, period in zip(lines, numbers, periods, strict=True):
        if line.period is not None and not line.period.text and not line.value.text:
            continue  # an empty line between others
        value = _resolved(line.value, number, sign)
        if isinstance(period, BadCell) or isinstance(value, BadCell):
            wrong = [problem for problem in (value, period) if isinstance(problem, BadCell)]
            bad += {(problem.row, problem.column): problem for problem in wrong}.values()
            continue
        if period in taken:
            twice = Finding("PASTE_PERIOD_TWICE", (), {"period": short_name(period, kind)})
            bad.append((line.period or line.value).bad(twice))
            continue
        taken.add(period)
        values.append(PastedValue(period, value, (line.value.row, line.value.column)))
    bad.sort(key=lambda cell: (cell.row, cell.column))
    return Pasted(tuple(values), tuple(bad))


@dataclass(frozen=True, slots=True)
class BlockCell:
    """A number of a block, with its place from 0; None: known to be missing."""

    row: int
    column: int
    number: float | None


@dataclass(frozen=True, slots=True)
class Block:
    """The numbers of a block of cells, and what could not be read. Empty cells say nothing."""

    cells: tuple[BlockCell, ...] = ()
    bad: tuple[BadCell, ...] = ()


def read_block(text: str, *, decimal: str | None = None) -> Block:
    """Read a block of numbers without headings; never raises, whatever the text.

    Args:
        text: cells as in `read_values`.
        decimal: the decimal sign for a number that leaves two readings.
    """
    rows = _rows(text)
    cells = [_cell(rows, row, column) for row, texts in enumerate(rows) for column, _ in enumerate(texts)]
    read = [(cell, _number(cell)) for cell in cells if cell.text]
    sign = decimal if decimal in {",", "."} else proven_decimal(number for _, number in read)
    values: list[BlockCell] = []
    bad: list[BadCell] = []
    for cell, number in read:
        value = _resolved(cell, number, sign)
        if isinstance(value, BadCell):
            bad.append(value)
        else:
            values.append(BlockCell(cell.row - 1, cell.column - 1, value))
    return Block(tuple(values), tuple(bad))


# -- from text to cells


def _rows(text: str) -> list[list[str]]:
    """The cells of each line; without empty lines at the end and empty cells at the end of lines."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    mark = next((mark for mark in "\t;" if mark in text), None)
    if mark is None:
        mark = "," if "," in text and _commas_divide(text) else "\t"
    rows: list[list[str]] = [[]]
    # A quoted cell may hold marks and line ends. Possessive, so that a quote left open costs one look.
    cell = re.compile(rf'"((?:[^"]++|"")*+)"(?=[{mark}\n]|\Z)|[^{mark}\n]*+')
    position = 0
    while match := cell.match(text, position):
        rows[-1].append((match[0] if match[1] is None else match[1].replace('""', '"')).strip())
        position = match.end() + 1
        if position > len(text):
            break
        if text[position - 1] == "\n":
            rows.append([])
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _commas_divide(text: str) -> bool:
    """Whether commas stand between cells: no line, a heading aside, is a number as a whole."""
    lines = [line for line in text.split("\n") if line.strip()]
    return not any(read_number(line.strip().strip('"')) for line in lines[1:] or lines)


# -- from cells to lines


def _lines(rows: list[list[str]], kind: PeriodType) -> list[_Line]:
    """Each value with its period, in the order of the text."""
    if not rows:
        return []
    height, width = len(rows), max(map(len, rows))
    left = 0
    if height > 1:  # a column that was copied along empty
        left = min(_leading(row) for row in rows if row)
    if width - left == 1:
        return [_Line(None, _cell(rows, row, left)) for row in range(height)]
    if height == 1 and not (width == 2 and _names_period(rows[0][0], kind)):
        return [_Line(None, _cell(rows, 0, column)) for column in range(width)]
    down = sum(_is_period(_cell(rows, row, left).text, kind) for row in range(height))
    across = sum(_is_period(text, kind) for text in rows[0][left:])
    if down > across or (down == across and width - left <= height) or height == 1:
        return [
            _Line(
                _cell(rows, row, left),
                _cell(rows, row, left + 1),
                tuple(
                    _cell(rows, row, other) for other in range(left + 2, len(rows[row])) if rows[row][other]
                ),
            )
            for row in range(height)
        ]
    others: list[list[_Cell]] = [[] for _ in range(width)]
    for row in range(2, height):
        for column, text in enumerate(rows[row]):
            if text:
                others[column].append(_Cell(row + 1, column + 1, text))
    return [
        _Line(_cell(rows, 0, column), _cell(rows, 1, column), tuple(others[column]))
        for column in range(left, width)
    ]


def _cell(rows: Sequence[Sequence[str]], row: int, column: int) -> _Cell:
    return _Cell(row + 1, column + 1, rows[row][column] if column < len(rows[row]) else "")


def _leading(row: Sequence[str]) -> int:
    return next(column for column, text in enumerate(row) if text)


def _is_period(text: str, kind: PeriodType) -> bool:
    period = read_period(text)
    return period is not None and period.fits(kind)


def _names_period(text: str, kind: PeriodType) -> bool:
    """Whether a text is a period rather than a number; a bare year is one where years are counted."""
    if not _is_period(text, kind):
        return False
    return read_number(text) is None or (len(text) == 4 and kind in {PeriodType.YEAR, PeriodType.SEASON})


def _without_heading(lines: list[_Line]) -> list[_Line]:
    """Without a first line that has words where later ones have numbers."""
    if len(lines) < 2:
        return lines
    first = lines[0]
    if isinstance(_number(first.value), TypedNumber):
        return lines
    if first.period is not None:
        heads = bool(first.period.text or first.value.text) and read_period(first.period.text) is None
    else:
        said = read_value(first.value.text)
        heads = isinstance(said, Finding) and said.code != "PASTE_SPREADSHEET_ERROR"
    if heads and any(isinstance(_number(line.value), TypedNumber) for line in lines[1:]):
        return lines[1:]
    return lines


# -- numbers


def _number(cell: _Cell) -> TypedNumber | BadCell | None:
    """What a cell for a value says; None says that the value is missing."""
    said = read_value(cell.text)
    return cell.bad(said) if isinstance(said, Finding) else said


def proven_decimal(numbers: Iterable[object]) -> str | None:
    """The decimal sign that the numbers prove, None where none does or they disagree."""
    signs = {number.decimal for number in numbers if isinstance(number, TypedNumber)} - {None}
    return signs.pop() if len(signs) == 1 else None


def _resolved(cell: _Cell, number: TypedNumber | BadCell | None, sign: str | None) -> float | BadCell | None:
    if not isinstance(number, TypedNumber):
        return number
    value = number.read_with(sign)
    return cell.bad(Finding("PASTE_NUMBER_AMBIGUOUS")) if value is None else value


# -- periods


def _periods(lines: Sequence[_Line], kind: PeriodType, start: date) -> Iterator[date | BadCell]:
    """The period of each line: as it says, else counted from `start`."""
    read = [None if line.period is None else read_period(line.period.text) for line in lines]
    found = [period for period in read if period is not None]
    month_first = _count(kind, (period.swapped for period in found)) > _count(
        kind, (period.day for period in found)
    )
    for index, (line, period) in enumerate(zip(lines, read, strict=True)):
        if line.period is not None:
            yield _period(line, period, kind, month_first)
            continue
        try:
            yield shifted(start, kind, index)
        except (ValueError, OverflowError):  # the calendar ends with the year 9999
            yield line.value.bad(Finding("PASTE_PERIOD_TOO_FAR"))


def _count(kind: PeriodType, days: Iterable[date | None]) -> int:
    """How many different periods the days name: of two readings of 01/02/2024, more is right."""
    return len({first_day(day, kind) for day in days if day is not None})


def _period(line: _Line, period: TypedPeriod | None, kind: PeriodType, month_first: bool) -> date | BadCell:
    named = line.period
    assert named is not None  # noqa: S101 - for the type checker
    if not named.text:
        return line.value.bad(Finding("PASTE_WITHOUT_PERIOD"))
    if period is not None and not period.fits(kind):
        return named.bad(Finding("PASTE_PERIOD_TOO_LONG"))
    day = None if period is None else period.swapped if month_first else period.day
    return named.bad(Finding("PASTE_NOT_A_PERIOD")) if day is None else first_day(day, kind)
