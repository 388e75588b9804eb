"""What a table of values would do to a desk, cell by cell, before anything is written.

Whatever the table holds, each of its cells is either taken or named with a reason; nothing is guessed.
What looks odd, but may be right, waits until a person has confirmed it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from statistics import median
from typing import Final

from kpidesk.domain.exact import exact, rounded
from kpidesk.domain.findings import Finding
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import distance, first_day, shifted, short_name
from kpidesk.domain.series import ValueStatus
from kpidesk.domain.values_held import Holdings, Known
from kpidesk.domain.values_reading import (
    Fate,
    Place,
    Planned,
    Reading,
    ReadPeriod,
    Remark,
    as_float,
    out_of_bounds,
    plain,
)
from kpidesk.domain.values_table import Layout, Table, Together

_FACTORS: Final = (10, 100, 1000)
_LEAST_HISTORY: Final = 5  # values without which nothing is odd
_GAPS_NAMED: Final = 4
_MOST_GAPS: Final = 600
_STALE_AFTER: Final = 2  # periods
_FIRMNESS: Final = (ValueStatus.FINAL, ValueStatus.PROVISIONAL, ValueStatus.ESTIMATED)


@dataclass(frozen=True)
class Plan:
    """What a table would do. `decimal` and `month_first` are how numbers and dates are read."""

    cells: tuple[Planned, ...] = ()
    periods: tuple[ReadPeriod, ...] = ()
    remarks: tuple[Remark, ...] = ()
    decimal: str = ""
    month_first: bool = False

    @cached_property
    def at(self) -> dict[Place, Planned]:
        """Planned cells by their place."""
        return {cell.at: cell for cell in self.cells}

    @cached_property
    def period_at(self) -> dict[Place, ReadPeriod]:
        """Cells of periods by their place."""
        return {period.at: period for period in self.periods}

    @cached_property
    def open_dates(self) -> tuple[ReadPeriod, ...]:
        """The dates that leave two readings."""
        return tuple(each for each in self.periods if each.day and each.other)

    @cached_property
    def questions(self) -> dict[str, Planned]:
        """What waits for a person, by its key, each with its first cell."""
        return {cell.asks: cell for cell in reversed(self.cells) if cell.asks}

    def taken(self, confirmed: Collection[str] = ()) -> list[Planned]:
        """The cells that would change the desk, once those of `confirmed` keys are right."""
        return [cell for cell in self.cells if cell.writes and (not cell.asks or cell.asks in confirmed)]


def plan(
    table: Table, layout: Layout, held: Holdings, statuses: Mapping[str, ValueStatus | None], today: date
) -> Plan:
    """What a table would do to a desk.

    Args:
        table: as it stands in the file.
        layout: how it is read.
        held: what the desk holds.
        statuses: by their words in small letters; None says that the value is missing.
        today: tells which series are stale.
    """
    reading = Reading(layout.upright(table), layout, held, statuses)
    cells = _judged(_merged(reading.cells(), layout.together, held), held)
    remarks = [*reading.remarks(), *_gaps_and_stale(cells, held, today)]
    if table.cut:
        remarks.append(Remark(Finding("IMPORT_CUT")))
    if layout.across:
        cells = [replace(cell, at=cell.at[::-1]) for cell in cells]
        remarks = [replace(each, at=each.at and each.at[::-1]) for each in remarks]
    periods = [replace(each, at=each.at[::-1]) if layout.across else each for each in reading.dates()]
    return Plan(tuple(cells), tuple(periods), tuple(remarks), reading.decimal, reading.month_first)


# -- several values for one period


def _merged(cells: Iterable[Planned], together: Together, held: Holdings) -> list[Planned]:
    """Values of one period as one: the last of its cells carries it, or all but the first are refused."""
    everything = list(cells)
    groups: dict[tuple[str, date], list[int]] = {}
    for index, cell in enumerate(everything):
        if cell.period is not None:
            groups.setdefault((cell.measure, cell.period), []).append(index)
    for (measure_id, period), indexes in groups.items():
        if len(indexes) == 1:
            continue
        measure = held.measures[measure_id]
        if together is Together.ASK:
            told = {"measure": measure.code, "period": short_name(period, measure.period_type)}
            alike = len({everything[index].number for index in indexes}) == 1
            reason = Finding("IMPORT_TWICE", (), told) if alike else Finding("IMPORT_SEVERAL", (), told)
            for index in indexes[1:] if alike else indexes:
                everything[index] = replace(everything[index], fate=Fate.REFUSED, reason=reason)
            continue
        for index in indexes[:-1]:
            everything[index] = replace(everything[index], fate=Fate.PART)
        everything[indexes[-1]] = _one([everything[index] for index in indexes], together, measure)
    return everything


def _one(parts: Sequence[Planned], together: Together, measure: Measure) -> Planned:
    """The value of some cells. A sum with a missing part would be too small, so it is missing."""
    numbers = [part.number for part in parts if part.number is not None]
    statuses = [part.status for part in parts if part.status is not None]
    number: float | Finding | None = None
    if together is Together.LAST:
        number = numbers[-1] if numbers else None
    elif numbers and (together is Together.MEAN or len(numbers) == len(parts)):
        total = sum(map(exact, numbers), Fraction(0))
        number = as_float(total / len(numbers) if together is Together.MEAN else total)
    reason = (
        number if isinstance(number, Finding) else None if number is None else out_of_bounds(number, measure)
    )
    made = replace(parts[-1], parts=len(parts))
    if isinstance(reason, Finding):
        return replace(made, fate=Fate.REFUSED, reason=reason)
    status = max(statuses, key=_FIRMNESS.index, default=None)
    return replace(made, number=None if isinstance(number, Finding) else number, status=status)


# -- beside what the desk holds


def _judged(cells: list[Planned], held: Holdings) -> list[Planned]:
    """What each cell would do to the desk, and whether it looks odd there."""
    judged = [_compared(cell, held) if cell.fate is Fate.NEW else cell for cell in cells]
    fresh: dict[str, list[float]] = {}
    for cell in judged:
        if cell.writes and cell.number:
            fresh.setdefault(cell.measure, []).append(abs(cell.number))
    jumps = {
        measure_id: jump
        for measure_id, numbers in fresh.items()
        if (jump := _unit_jump(numbers, held.known(measure_id)))
    }
    return [_doubted(cell, jumps, held) if cell.writes else cell for cell in judged]


def _compared(cell: Planned, held: Holdings) -> Planned:
    before = held.known(cell.measure).values.get(cell.period) if cell.period else None
    if before is None:
        return cell
    same = (
        before.number == cell.number
        and (cell.status or before.status) is before.status
        and (cell.source or before.source) == before.source
        and before.period_type is held.measures[cell.measure].period_type
    )
    return replace(cell, fate=Fate.SAME if same else Fate.CHANGE, before=before)


def _doubted(cell: Planned, jumps: Mapping[str, Finding], held: Holdings) -> Planned:
    if cell.number is None or cell.period is None:
        return cell
    if cell.measure in jumps:
        return replace(cell, odd=jumps[cell.measure], asks=f"unit {cell.measure}")
    if cell.before is not None and cell.before.number == cell.number:
        return cell  # only its status or source is another one
    known = held.known(cell.measure)
    limits = known.limits(cell.period)
    if limits is None or limits[0] <= exact(cell.number) <= limits[1]:
        return cell
    measure, places = known.measure, known.measure.decimals + 1
    told = {
        "measure": measure.code,
        "period": short_name(cell.period, measure.period_type),
        "number": plain(cell.number),
        "low": str(rounded(limits[0], places)),
        "high": str(rounded(limits[1], places)),
    }
    return replace(cell, odd=Finding("IMPORT_OUTLIER", (), told), asks=f"{cell.measure} {cell.period}")


def _unit_jump(new: Sequence[float], known: Known) -> Finding | None:
    """Whether all new numbers differ from all old ones by about the same power of ten."""
    old = known.numbers
    if len(old) < _LEAST_HISTORY or (min(new) <= max(old) and max(new) >= min(old)):
        return None
    typical, usual = median(new), median(old)
    larger = typical > usual
    ratio = typical / usual if larger else usual / typical
    factor = next((each for each in _FACTORS if each / 2 <= ratio <= each * 2), None)
    if factor is None or max(new) > 5 * min(new):
        return None
    told = {
        "measure": known.measure.code, "factor": str(factor),
        "new": plain(new[0]), "old": plain(old[-1]),
    }  # fmt: skip
    return Finding("IMPORT_UNIT_LARGER", (), told) if larger else Finding("IMPORT_UNIT_SMALLER", (), told)


def _gaps_and_stale(cells: Iterable[Planned], held: Holdings, today: date) -> Iterator[Remark]:
    """Which periods of the measures in the file would have no value, and which series end long ago."""
    periods: dict[str, set[date]] = {}
    for cell in cells:
        if cell.period is not None and cell.fate is not Fate.REFUSED:
            periods.setdefault(cell.measure, set()).add(cell.period)
    for measure_id, mentioned in periods.items():
        known = held.known(measure_id)
        kind = known.measure.period_type
        there = mentioned | {day for day, value in known.values.items() if value.period_type is kind}
        first, last = min(there), max(there)
        count = min(distance(first, last, kind), _MOST_GAPS)
        gaps = [day for step in range(count) if (day := shifted(first, kind, step)) not in there]
        if gaps:
            named = ", ".join(short_name(day, kind) for day in gaps[:_GAPS_NAMED])
            told = {"measure": known.measure.code, "periods": named + (" …" if gaps[_GAPS_NAMED:] else "")}
            yield Remark(Finding("IMPORT_GAP", (), told))
        if distance(last, first_day(today, kind), kind) > _STALE_AFTER:
            told = {"measure": known.measure.code, "period": short_name(last, kind)}
            yield Remark(Finding("IMPORT_STALE", (), told))
