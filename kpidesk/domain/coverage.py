"""What rests on what: goals, the results that they became, and what measures those.

Orphans are named in both directions: a goal that became nothing, a result that no goal asked for, a
result that nothing measures, a measure that gives evidence of nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from kpidesk.domain.map_checks import in_order, unattached_measures
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Aside, Goal, Result, ResultStatus, Trace

T = TypeVar("T", Goal, Result, Measure)


@dataclass(frozen=True, slots=True)
class Row:
    """A result with the goals that it came from and what measures it."""

    result: Result
    goals: tuple[Goal, ...]
    measures: tuple[Measure, ...]

    @property
    def unasked(self) -> bool:
        """Whether no goal asked for it and nobody said why it is there all the same."""
        return not self.goals and not self.result.off_strategy


@dataclass(frozen=True, slots=True)
class Coverage:
    """All rows in the order of codes, and who stands alone."""

    rows: tuple[Row, ...]
    goals: tuple[Goal, ...]
    goals_without_result: tuple[Goal, ...]
    measures_without_result: tuple[Measure, ...]

    @property
    def results_without_goal(self) -> tuple[Result, ...]:
        """Results that no goal asked for, but those that people marked as off strategy."""
        return tuple(row.result for row in self.rows if row.unasked)

    @property
    def results_without_measure(self) -> tuple[Result, ...]:
        """Results that nothing measures yet."""
        return tuple(row.result for row in self.rows if not row.measures)

    @property
    def off_strategy(self) -> tuple[Result, ...]:
        """Results that people marked as serving none of the goals."""
        return tuple(row.result for row in self.rows if row.result.off_strategy)


def coverage(reader: Reader) -> Coverage:
    """Goals × results × measures. Parked results and retired measures are left out.

    A goal whose parts all became actions, targets or were parked is no orphan: people decided on it.
    """
    goals = _by_code(reader.find(Goal))
    results = [each for each in reader.find(Result) if each.status is not ResultStatus.PARKED]
    came_from: dict[str, set[str]] = defaultdict(set)
    for trace in reader.find(Trace):
        came_from[trace.result].add(trace.goal)
    measured: dict[str, list[Measure]] = defaultdict(list)
    for measure in reader.find(Measure):
        if measure.result is not None and measure.status is not MeasureStatus.RETIRED:
            measured[measure.result].append(measure)
    rows = tuple(
        Row(
            result,
            tuple(goal for goal in goals if goal.id in came_from[result.id]),
            tuple(_by_code(measured[result.id])),
        )
        for result in _by_code(results)
    )
    decided = {goal for row in rows for goal in came_from[row.result.id]}
    decided |= {aside.goal for aside in reader.find(Aside)}
    return Coverage(
        rows,
        tuple(goals),
        tuple(goal for goal in goals if goal.id not in decided),
        tuple(_by_code(unattached_measures(reader))),
    )


def _by_code(records: Iterable[T]) -> list[T]:
    by_code = {record.code: record for record in records}
    return [by_code[code] for code in in_order(by_code)]
