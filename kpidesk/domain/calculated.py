"""The values of a measure, typed or worked out from other measures, and what they show.

Whoever shows or judges values asks here. Typed values stay in the desk whatever a measure's
calculation is; what is worked out is never stored.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import isfinite
from typing import Final

from kpidesk.domain.definitions import Component
from kpidesk.domain.exact import exact
from kpidesk.domain.measures import Calculation, ChartKind, Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.series import Baseline, Value, ValueStatus
from kpidesk.domain.xmr import Analysis, Rules, analyse
from kpidesk.domain.xmr_rules import rules_of

_FINALITY: Final = (*ValueStatus,)  # the least final part tells how final the whole is
_Part = tuple[Fraction | None, ValueStatus]
_Parts = Mapping[date, _Part]


def values_of(reader: Reader, measure: Measure) -> tuple[Value, ...]:
    """The values that charts show, in order of time where they are worked out.

    A period for which a part is missing is missing, and so is one whose denominator is zero. Sums are
    exact; the number of a value is the nearest float to the outcome.
    """
    if measure.calculation is Calculation.TYPED:
        return reader.find(Value, measure=measure.id)
    found = _parts(reader, measure, frozenset())
    return tuple(
        Value(
            id=f"{measure.id} {period.isoformat()}", measure=measure.id, period=period,
            period_type=measure.period_type, number=_nearest(number), status=status,
        )
        for period, (number, status) in sorted(found.items())
    )  # fmt: skip


def analysis_of(reader: Reader, measure: Measure, rules: Rules | None = None) -> Analysis:
    """What the values of a measure show; without limits and signals where only values shall be drawn.

    `rules` None: the desk's own.
    """
    baselines = reader.find(Baseline, measure=measure.id)
    found = analyse(values_of(reader, measure), baselines, measure.period_type, rules or rules_of(reader))
    if measure.chart is ChartKind.XMR:
        return found
    bare = tuple(replace(each, centre=None, mean_range=None, cautions=()) for each in found.segments)
    return replace(found, segments=bare, signals=())


def with_values(reader: Reader) -> set[str]:
    """The ids of the measures that have values, or whose parts have some."""
    fed = {value.measure for value in reader.find(Value)}
    calculated = [each for each in reader.find(Measure) if each.calculation is not Calculation.TYPED]
    return (fed - {each.id for each in calculated}) | {
        each.id for each in calculated if values_of(reader, each)
    }


def parts_of(reader: Reader, measure: Measure) -> tuple[str, ...]:
    """The ids of the measures that a measure is worked out from, whatever its calculation is just now."""
    parts = [each.part for each in reader.find(Component, measure=measure.id)]
    return (*parts, *([measure.denominator] if measure.denominator else ()))


def rests_on(reader: Reader, measure_id: str, other_id: str) -> bool:
    """Whether a measure is worked out from another one, directly or by way of its parts."""
    todo, seen = [measure_id], {measure_id}
    while todo:
        for part in parts_of(reader, reader.get(Measure, todo.pop())):
            if part == other_id:
                return True
            if part not in seen:
                seen.add(part)
                todo.append(part)
    return False


def resting_on(reader: Reader, measure_ids: Collection[str]) -> set[str]:
    """The ids of the measures that are worked out from any of these."""
    used_by: dict[str, set[str]] = {}
    for component in reader.find(Component):
        used_by.setdefault(component.part, set()).add(component.measure)
    for measure in reader.find(Measure):
        if measure.denominator:
            used_by.setdefault(measure.denominator, set()).add(measure.id)
    found: set[str] = set()
    todo = [*measure_ids]
    while todo:
        new = used_by.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found


def shares(reader: Reader, measure_id: str) -> list[tuple[Component, Fraction]]:
    """The components of a measure, each with the share that its weight makes of all of them."""
    components = sorted(reader.find(Component, measure=measure_id), key=lambda each: each.id)
    whole = sum((exact(each.weight) for each in components), Fraction(0))
    return [(each, exact(each.weight) / whole if whole else Fraction(0)) for each in components]


def _parts(reader: Reader, measure: Measure, above: frozenset[str]) -> _Parts:
    """Exact numbers by period; a measure that rests on itself has none."""
    if measure.id in above:
        return {}
    above |= {measure.id}
    own = {
        value.period: (None if value.number is None else exact(value.number), value.status)
        for value in reader.find(Value, measure=measure.id)
        if value.period_type is measure.period_type
    }
    if measure.calculation is Calculation.COMPOSITE:
        weighted = [
            (_of_kind(reader, each.part, measure, above), share) for each, share in shares(reader, measure.id)
        ]
        return _joined([parts for parts, _ in weighted], _mean([share for _, share in weighted]))
    if measure.calculation is Calculation.NORMALISED:
        if measure.denominator is None:
            return {}
        return _joined(
            [own, _of_kind(reader, measure.denominator, measure, above)], _rate(exact(measure.per))
        )
    return own


def _of_kind(reader: Reader, part_id: str, measure: Measure, above: frozenset[str]) -> _Parts:
    """A part's numbers, none where its periods are of another length."""
    part = reader.get(Measure, part_id)
    return _parts(reader, part, above) if part.period_type is measure.period_type else {}


def _joined(parts: list[_Parts], work_out: Callable[[list[Fraction]], Fraction | None]) -> _Parts:
    periods = {period for each in parts for period in each}
    return dict(_each(parts, periods, work_out))


def _each(
    parts: list[_Parts], periods: set[date], work_out: Callable[[list[Fraction]], Fraction | None]
) -> Iterator[tuple[date, _Part]]:
    for period in periods:
        known = [each[period] for each in parts if period in each]
        numbers = [number for number, _ in known if number is not None]
        status = max((status for _, status in known), key=_FINALITY.index)
        yield period, (work_out(numbers) if len(numbers) == len(parts) else None, status)


def _mean(weights: list[Fraction]) -> Callable[[list[Fraction]], Fraction]:
    return lambda numbers: sum(
        (weight * number for weight, number in zip(weights, numbers, strict=True)), Fraction(0)
    )


def _rate(per: Fraction) -> Callable[[list[Fraction]], Fraction | None]:
    return lambda numbers: numbers[0] / numbers[1] * per if numbers[1] else None


def _nearest(number: Fraction | None) -> float | None:
    """The nearest float; what is beyond all floats cannot be drawn, so it is missing."""
    if number is None:
        return None
    try:
        found = float(number)
    except OverflowError:
        return None
    return found if isfinite(found) else None
