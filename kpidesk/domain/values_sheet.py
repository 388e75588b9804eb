"""The workbook's sheet of values side by side: periods downwards, a column for each measure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.columns import DAY, Column, ColumnType, Lookup, Sheet, computed
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType
from kpidesk.domain.series import Value


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period of one length, with the numbers of its measures."""

    kind: PeriodType
    period: date
    numbers: dict[str, float | None]


def _rows(lookup: Lookup) -> Iterator[PeriodRow]:
    found: dict[tuple[str, date], PeriodRow] = {}
    for value in lookup.all(Value).values():
        key = value.period_type.value, value.period
        row = found.setdefault(key, PeriodRow(value.period_type, value.period, {}))
        row.numbers[value.measure] = value.number
    yield from (found[key] for key in sorted(found))


def _columns(lookup: Lookup) -> tuple[Column, ...]:
    """One for each measure that has values."""
    there = {value.measure for value in lookup.all(Value).values()}
    measures = sorted(lookup.all(Measure).values(), key=lambda each: each.code)
    return tuple(_column(measure) for measure in measures if measure.id in there)


def _column(measure: Measure) -> Column:
    heading = f"{measure.code} {measure.name}".strip()
    return Column(
        measure.code, heading, lambda row, _: row.numbers.get(measure.id), ColumnType.NUMBER, width=11
    )


VALUES_WIDE: Final = Sheet(
    "values_wide",
    "Values wide",
    "The same numbers side by side: a row for each period, a column for each measure.",
    (
        computed("period", "First day of the period", lambda row, _: row.period, **DAY),
        computed("period_type", "Length", lambda row, _: row.kind, width=11, choices=PeriodType),
    ),
    rows=_rows,
    more=_columns,
    key_of=lambda row: f"{row.kind.value} {row.period.isoformat()}",
)
