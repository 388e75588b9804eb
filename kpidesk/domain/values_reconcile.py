"""What the desk held, what a file said and what the desk holds after an import, side by side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from kpidesk.domain.exact import exact
from kpidesk.domain.measures import Measure
from kpidesk.domain.series import Value
from kpidesk.domain.values_reading import Fate, Planned

Series = Mapping[date, float | None]
"""Numbers by period; None is a value that is known to be missing."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Some numbers in short; the sum is exact."""

    count: int = 0
    total: Fraction = Fraction(0)
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A period for which the desk held or holds something else than the file says."""

    measure: Measure
    period: date
    before: float | None
    said: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One measure of the file: desk before, file, desk after, and how many cells were refused."""

    measure: Measure
    before: Totals
    said: Totals
    after: Totals
    refused: int
    differences: tuple[Difference, ...]


class What(Enum):
    """What a line of the report compares."""

    COUNT = "count"
    SUM = "sum"
    FIRST = "first"
    LAST = "last"
    REFUSED = "refused"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report. `period` is that of a difference, else None."""

    measure: Measure
    what: What
    before: float | date | None
    said: float | date | None
    after: float | date | None
    period: date | None = None


def lines(entries: Iterable[Reconciled]) -> Iterator[Line]:
    """The report line by line: totals of each measure, then its differences."""
    for each in entries:
        before, said, after = each.before, each.said, each.after
        yield Line(each.measure, What.COUNT, before.count, said.count, after.count)
        yield Line(each.measure, What.SUM, _float(before), _float(said), _float(after))
        yield Line(each.measure, What.FIRST, before.first, said.first, after.first)
        yield Line(each.measure, What.LAST, before.last, said.last, after.last)
        if each.refused:
            yield Line(each.measure, What.REFUSED, None, each.refused, None)
        for one in each.differences:
            yield Line(each.measure, What.PERIOD, one.before, one.said, one.after, one.period)


def _float(some: Totals) -> float | None:
    """The sum as it can be shown; None where no number is as large."""
    try:
        return float(some.total)
    except OverflowError:
        return None


def totals(series: Series) -> Totals:
    """How many numbers there are, their sum, the first and the last period of them."""
    numbers = {period: number for period, number in series.items() if number is not None}
    total = sum(map(exact, numbers.values()), Fraction(0))
    return Totals(len(numbers), total, min(numbers, default=None), max(numbers, default=None))


def series_of(values: Iterable[Value], measure: Measure) -> Series:
    """A measure's numbers of its present period type."""
    return {value.period: value.number for value in values if value.period_type is measure.period_type}


def reconcile(
    cells: Iterable[Planned],
    measures: Mapping[str, Measure],
    before: Mapping[str, Series],
    after: Mapping[str, Series],
) -> tuple[Reconciled, ...]:
    """The report, one entry for each measure of the file.

    Args:
        cells: all that was planned.
        measures: by id.
        before: what the desk held, by measure.
        after: what it holds.
    """
    said: dict[str, dict[date, float | None]] = {}
    refused: dict[str, int] = {}
    for cell in cells:
        if cell.fate is Fate.REFUSED:
            refused[cell.measure] = refused.get(cell.measure, 0) + 1
        elif cell.fate is not Fate.PART and cell.period is not None:
            said.setdefault(cell.measure, {})[cell.period] = cell.number
    named = [key for key in measures if key in said or refused.get(key)]
    return tuple(
        Reconciled(
            measures[key],
            totals(before.get(key, {})),
            totals(said.get(key, {})),
            totals(after.get(key, {})),
            refused.get(key, 0),
            tuple(_differences(measures[key], before.get(key, {}), said.get(key, {}), after.get(key, {}))),
        )
        for key in named
    )


def _differences(measure: Measure, before: Series, said: Series, after: Series) -> Iterable[Difference]:
    for period in sorted(said):
        told, there, now = said[period], before.get(period), after.get(period)
        if now != told or (period in before and there != told):
            yield Difference(measure, period, there, told, now)
