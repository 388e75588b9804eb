"""The cells of a table of values as they are read: each is a value of a period, or named with a reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from fractions import Fraction

from kpidesk.domain.exact import exact
from kpidesk.domain.findings import Finding
from kpidesk.domain.measures import Measure
from kpidesk.domain.pasting import proven_decimal, shortened
from kpidesk.domain.period import PeriodType, first_day
from kpidesk.domain.series import Value, ValueStatus
from kpidesk.domain.typed_number import TypedNumber
from kpidesk.domain.typed_period import TypedPeriod
from kpidesk.domain.values_held import Holdings
from kpidesk.domain.values_table import (
    MEASURE,
    PERIOD,
    ROLES,
    SOURCE,
    STATUS,
    VALUE,
    Cell,
    Layout,
    Table,
    number_in,
    period_in,
    shown,
)

Place = tuple[int, int]
"""Row and column of a cell in the file, from 0."""


class Fate(Enum):
    """What becomes of a cell. PART: it goes into the value of another cell for the same period."""

    NEW = "new"
    SAME = "same"
    CHANGE = "change"
    REFUSED = "refused"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Planned:
    """One cell of the file. `odd` is what a person confirms under the key `asks`; empty for nothing.

    `parts` is how many cells of the file make the number.
    """

    at: Place
    fate: Fate
    measure: str = ""
    period: date | None = None
    number: float | None = None
    status: ValueStatus | None = None
    source: str | None = None
    before: Value | None = None
    reason: Finding | None = None
    odd: Finding | None = None
    asks: str = ""
    parts: int = 1

    @property
    def writes(self) -> bool:
        """Whether it would change the desk."""
        return self.fate in {Fate.NEW, Fate.CHANGE}


@dataclass(frozen=True, slots=True)
class ReadPeriod:
    """How the cell of a period is read; `other` is the reading with day and month the other way round."""

    at: Place
    text: str
    day: date | None
    other: date | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person should know, about a place in the file or about none."""

    finding: Finding
    at: Place | None = None


@dataclass(slots=True)
class Reading:
    """An upright table as it is read by a layout: cells with what they say, and why some cannot be read."""

    table: Table
    layout: Layout
    held: Holdings
    statuses: Mapping[str, ValueStatus | None]
    decimal: str = ""
    month_first: bool = False
    _at: dict[str, int] = field(default_factory=dict)
    _names: dict[str, date] = field(default_factory=dict)
    _periods: list[TypedPeriod | None] = field(default_factory=list)
    _days: dict[tuple[int, PeriodType], date | Finding] = field(default_factory=dict)
    _known_numbers: dict[Cell, TypedNumber | Finding | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._at = {role: self.layout.first(role) for role in (PERIOD, MEASURE, STATUS, SOURCE)}
        self._names = dict(self.layout.names)
        read: dict[Cell, TypedPeriod | None] = {}
        column = self._at[PERIOD]
        for row in self._rows:
            cell = self.table.cell(row, column)
            if cell not in read:
                read[cell] = period_in(cell)
            self._periods.append(read[cell])
        told = self.layout.month_first
        self.month_first = _month_comes_first(self._periods) if told is None else told
        numbers = (
            self._number(self.table.cell(row, column)) for row in self._rows for column in self._valued
        )
        self.decimal = self.layout.decimal or proven_decimal(numbers) or ""

    @property
    def _rows(self) -> range:
        return range(self.layout.start, len(self.table.rows)) if self._at[PERIOD] >= 0 else range(0)

    @property
    def _valued(self) -> list[int]:
        return [column for column, role in enumerate(self.layout.roles) if role == VALUE or role not in ROLES]

    def _number(self, cell: Cell) -> TypedNumber | Finding | None:
        if cell not in self._known_numbers:
            self._known_numbers[cell] = number_in(cell)
        return self._known_numbers[cell]

    def cells(self) -> Iterator[Planned]:
        """Every cell that may hold a value; empty ones say nothing."""
        for row, period in zip(self._rows, self._periods, strict=True):
            said = self._status(row)
            for column in self._valued:
                cell = self.table.cell(row, column)
                if shown(cell) or (isinstance(said, tuple) and said[1]):
                    yield self._cell(row, column, period, said)

    def _cell(
        self,
        row: int,
        column: int,
        period: TypedPeriod | None,
        said: tuple[ValueStatus | None, bool] | Finding,
    ) -> Planned:
        measure = self._measure(row, column)
        if isinstance(measure, Finding):
            return Planned((row, column), Fate.REFUSED, reason=measure)
        day = self._day(row, column, period, measure.period_type)
        number = self._resolved(row, column, measure)
        for each in (said, day, number):
            if isinstance(each, Finding):
                return Planned((row, column), Fate.REFUSED, measure.id, reason=each)
        assert isinstance(day, date) and not isinstance(number, Finding) and isinstance(said, tuple)  # noqa: S101, PT018 - for the type checker
        status, missing = said
        source = shown(self.table.cell(row, self._at[SOURCE])) if self._at[SOURCE] >= 0 else None
        return Planned(
            (row, column), Fate.NEW, measure.id, day, None if missing else number, status, source or None
        )

    def _measure(self, row: int, column: int) -> Measure | Finding:
        role = self.layout.roles[column]
        if role == VALUE:
            name = shown(self.table.cell(row, self._at[MEASURE]))
            if not name:
                return Finding("IMPORT_WITHOUT_MEASURE")
            role = self.held.names.id_of(name)
            if not role:
                return Finding("IMPORT_MEASURE_UNKNOWN", (), {"typed": shortened(name)})
        return self.held.measures[role]

    def _day(self, row: int, column: int, period: TypedPeriod | None, kind: PeriodType) -> date | Finding:
        """The first day of a row's period; for all measures of a kind it is the same."""
        if (row, kind) not in self._days:
            self._days[row, kind] = self._found_day(row, period, kind)
        day = self._days[row, kind]
        if isinstance(day, Finding) and day.code == "PASTE_WITHOUT_PERIOD":
            return replace(day, args={"typed": shortened(shown(self.table.cell(row, column)))})
        return day

    def _found_day(self, row: int, period: TypedPeriod | None, kind: PeriodType) -> date | Finding:
        text = shown(self.table.cell(row, self._at[PERIOD]))
        if text in self._names:
            return first_day(self._names[text], kind)
        if not text:
            return Finding("PASTE_WITHOUT_PERIOD")
        typed = {"typed": shortened(text)}
        if period is not None and not period.fits(kind):
            return Finding("PASTE_PERIOD_TOO_LONG", (), typed)
        day = None if period is None else _reading(period, month_first=self.month_first)
        return Finding("PASTE_NOT_A_PERIOD", (), typed) if day is None else first_day(day, kind)

    def _resolved(self, row: int, column: int, measure: Measure) -> float | Finding | None:
        cell = self.table.cell(row, column)
        number = self._number(cell)
        if number is None:
            return None
        value = number if isinstance(number, Finding) else number.read_with(self.decimal or None)
        if value is None:
            value = Finding("PASTE_NUMBER_AMBIGUOUS")
        if isinstance(value, float) and self.layout.percent and "%" in measure.unit:
            value = as_float(exact(value) * 100)
        if isinstance(value, Finding):
            return replace(value, args={"typed": shortened(shown(cell))})
        return out_of_bounds(value, measure) or value

    def _status(self, row: int) -> tuple[ValueStatus | None, bool] | Finding:
        """The status that a row tells, and whether its value is missing."""
        column = self._at[STATUS]
        text = shown(self.table.cell(row, column)) if column >= 0 else ""
        if not text:
            return None, False
        if text.casefold() not in self.statuses:
            return Finding("IMPORT_STATUS_UNKNOWN", (), {"typed": shortened(text)})
        status = self.statuses[text.casefold()]
        return status, status is None

    def dates(self) -> Iterator[ReadPeriod]:
        """How the periods are read."""
        column, named = self._at[PERIOD], self._names
        for row, period in zip(self._rows, self._periods, strict=True):
            text = shown(self.table.cell(row, column))
            if text in named:
                yield ReadPeriod((row, column), text, named[text])
            elif text:
                day = None if period is None else _reading(period, month_first=self.month_first)
                other = None if period is None else _reading(period, month_first=not self.month_first)
                yield ReadPeriod((row, column), text, day, other if other != day else None)

    def remarks(self) -> Iterator[Remark]:
        """What keeps the table from being read, and which columns are left out."""
        if self._at[PERIOD] < 0:
            yield Remark(Finding("IMPORT_WITHOUT_PERIODS"))
            return
        valued = self._valued
        if not valued or (VALUE in self.layout.roles and self._at[MEASURE] < 0):
            yield Remark(Finding("IMPORT_WITHOUT_VALUES"), (self.layout.start, valued[0]) if valued else None)
        if self.layout.header < 0 or VALUE in self.layout.roles:
            return
        for column, role in enumerate(self.layout.roles):
            heading = shown(self.table.cell(self.layout.header, column))
            if not role and heading and self._holds_number(column):
                typed = {"typed": shortened(heading)}
                yield Remark(Finding("IMPORT_HEADING_UNKNOWN", (), typed), (self.layout.header, column))

    def _holds_number(self, column: int) -> bool:
        return any(isinstance(self._number(self.table.cell(row, column)), TypedNumber) for row in self._rows)


def _reading(period: TypedPeriod, *, month_first: bool) -> date | None:
    return period.swapped if month_first else period.day


def _month_comes_first(periods: Iterable[TypedPeriod | None]) -> bool:
    """Whether dates such as 03/04/2025 name the month first: what more of them bear, on fewer days."""
    read = [period for period in periods if period is not None]

    def worth(days: list[date | None]) -> tuple[int, int]:
        found = [day for day in days if day is not None]
        return len(found), -len({day.day for day in found})

    return worth([period.swapped for period in read]) > worth([period.day for period in read])


def out_of_bounds(number: float, measure: Measure) -> Finding | None:
    """Why a number cannot be a value of a measure, None where it can."""
    low, high = measure.lower_bound, measure.upper_bound
    told = {"number": plain(number), "measure": measure.code}
    if low is not None and number < low:
        return Finding("IMPORT_BELOW", (), told | {"bound": plain(low)})
    if high is not None and number > high:
        return Finding("IMPORT_ABOVE", (), told | {"bound": plain(high)})
    return None


def as_float(number: Fraction) -> float | Finding:
    """The nearest number that can be kept."""
    try:
        return float(number)
    except OverflowError:
        return Finding("PASTE_NUMBER_TOO_LARGE", (), {"typed": "…"})


def plain(number: float) -> str:
    """A number as typed."""
    return repr(number).removesuffix(".0")
