"""What measuring costs, held against what it decides. Source: domain.md 5, practice 7.5."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.measures import Measure
from kpidesk.domain.period import shifted
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.registers import Ruling
from kpidesk.domain.reviews import months_later
from kpidesk.domain.series import Value

_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """A measure over the twelve months to its latest value, with what was decided since their beginning.

    `hours` are spent each month, None where nobody noted them; `months` are covered by values; `decisions`
    were taken because of the measure.
    """

    measure: Measure
    hours: float | None
    months: int
    decisions: int

    @property
    def spent(self) -> float | None:
        """All hours, None where nobody noted them."""
        return None if self.hours is None else self.hours * self.months

    @property
    def idle(self) -> bool:
        """Whether hours went into it and nothing was decided."""
        return bool(self.spent) and not self.decisions

    @property
    def each(self) -> float | None:
        """Hours for each decision, None without hours or without a decision."""
        return None if self.spent is None or not self.decisions else self.spent / self.decisions


def costs(reader: Reader, today: date) -> list[Cost]:
    """All measures with values or decisions, as known on a day, the most hours first."""
    once = Once(reader)
    found = [_cost(once, measure, today) for measure in once.find(Measure)]
    seen = [each for each in found if each.months or each.decisions]
    return sorted(seen, key=lambda each: (-(each.spent or 0.0), each.spent is None, each.measure.code))


def _cost(reader: Reader, measure: Measure, today: date) -> Cost:
    values = [
        each
        for each in reader.find(Value, measure=measure.id)
        if each.number is not None and each.period <= today
    ]
    since = months_later(max((each.period for each in values), default=today), -_YEAR)
    months = {month for each in values if each.period > since for month in _covered(each)}
    decided = reader.find(Ruling, measure=measure.id)
    taken = sum(each.on is None or since < each.on <= today for each in decided)
    return Cost(measure, measure.effort_hours, min(len(months), _YEAR), taken)


def _covered(value: Value) -> Iterator[date]:
    """The first days of the months that a value's period touches."""
    month = value.period.replace(day=1)
    while month < shifted(value.period, value.period_type, 1):
        yield month
        month = months_later(month, 1)
