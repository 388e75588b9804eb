"""How complete the record of a measure is, and whether its values are current; people are not scored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kpidesk.domain.calculated import values_of
from kpidesk.domain.definitions import Component, items_of
from kpidesk.domain.escalation import rules_for
from kpidesk.domain.findings import Finding
from kpidesk.domain.measures import Calculation, Direction, Measure, MeasureStatus
from kpidesk.domain.period import first_day, shifted, short_name
from kpidesk.domain.reader import Reader
from kpidesk.domain.sharing import Centre, PartnerShare

_Asked = tuple[str, bool, Finding]
_WORKED_OUT_FROM_PARTS: Final = frozenset({"statistic", "item", "formula", "data_items"})


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a definition leaves open. `field` answers it; `core` ones a chart should wait for."""

    field: str
    finding: Finding
    core: bool


@dataclass(frozen=True, slots=True)
class Health:
    """A measure's record. `core` counts the core fields that its kind of calculation has."""

    lacks: tuple[Lack, ...]
    core: int
    stale: Finding | None = None

    @property
    def filled(self) -> int:
        """How many core fields are filled."""
        return self.core - sum(lack.core for lack in self.lacks)


def health(reader: Reader, measure: Measure, today: date) -> Health:
    """What is missing, core fields first, and whether the values are current."""
    asked = [*_core(reader, measure)]
    if measure.calculation is Calculation.COMPOSITE:
        asked = [each for each in asked if each[0] not in _WORKED_OUT_FROM_PARTS]
    lacks = [Lack(field, finding, core=True) for field, missing, finding in asked if missing]
    more = _more(reader, measure)
    lacks += [Lack(field, finding, core=False) for field, missing, finding in more if missing]
    lacks += _of_items(reader, measure)
    return Health(tuple(lacks), len(asked), _stale(reader, measure, today))


def _core(reader: Reader, measure: Measure) -> Iterator[_Asked]:
    """Core fields: whether they are empty, and the question that is open then."""
    code = (measure.code,)
    alone = measure.result is None and not _shared(reader, measure.id)
    yield "result", alone, Finding("MEASURE_LACKS_RESULT", code)
    yield "description", not measure.description, Finding("MEASURE_LACKS_DESCRIPTION", code)
    yield "intent", not measure.intent, Finding("MEASURE_LACKS_INTENT", code)
    if measure.calculation is Calculation.COMPOSITE:
        parts = reader.find(Component, measure=measure.id)
        yield "components", len(parts) < 2, Finding("MEASURE_LACKS_COMPONENTS", code)
    if measure.calculation is Calculation.NORMALISED:
        yield "denominator", measure.denominator is None, Finding("MEASURE_LACKS_DENOMINATOR", code)
    yield "statistic", measure.statistic is None, Finding("MEASURE_LACKS_STATISTIC", code)
    yield "item", not measure.item, Finding("MEASURE_LACKS_ITEM", code)
    yield "scope", not (measure.scope or measure.inclusions), Finding("MEASURE_LACKS_SCOPE", code)
    yield "formula", not measure.formula, Finding("MEASURE_LACKS_FORMULA", code)
    yield "unit", not measure.unit, Finding("MEASURE_LACKS_UNIT", code)
    yield "data_items", not items_of(reader, measure.id), Finding("MEASURE_LACKS_DATA_ITEMS", code)
    yield "direction", measure.direction is Direction.WATCH, Finding("MEASURE_LACKS_DIRECTION", code)
    yield "comparison", not measure.comparison, Finding("MEASURE_LACKS_COMPARISON", code)
    yield "owner", measure.owner is None, Finding("MEASURE_LACKS_OWNER", code)


def _more(reader: Reader, measure: Measure) -> Iterator[_Asked]:
    """What is good to know besides."""
    code = (measure.code,)
    yield "used_for", not measure.used_for, Finding("MEASURE_LACKS_USE", code)
    yield "not_used_for", not measure.not_used_for, Finding("MEASURE_LACKS_NO_USE", code)
    yield "rules", not rules_for(reader, measure.id), Finding("MEASURE_LACKS_RESPONSE", code)
    retired = measure.status is MeasureStatus.RETIRED
    yield "retired_reason", retired and not measure.retired_reason, Finding("MEASURE_LACKS_REASON", code)
    live = measure.status is MeasureStatus.LIVE
    yield "live_since", live and measure.live_since is None, Finding("MEASURE_LACKS_LIVE_SINCE", code)


def _of_items(reader: Reader, measure: Measure) -> Iterator[Lack]:
    """Data items of which it is not known where they come from or who keeps them."""
    code = (measure.code,)
    for item in items_of(reader, measure.id):
        about = {"item": item.name}
        if not item.source:
            yield Lack("data_items", Finding("ITEM_LACKS_SOURCE", code, about), core=False)
        if not item.keeper:
            yield Lack("data_items", Finding("ITEM_LACKS_KEEPER", code, about), core=False)


def _shared(reader: Reader, measure_id: str) -> bool:
    """Whether it needs no result: partners share it, or a result in the centre has it as indicator."""
    return bool(reader.find(PartnerShare, measure=measure_id) or reader.find(Centre, indicator=measure_id))


def value_due(measure: Measure, today: date) -> date:
    """The latest period whose value should be there; a further period is allowed where no delay is named."""
    kind = measure.period_type
    period = first_day(today, kind)
    if measure.lag_days is None:
        return shifted(period, kind, -2)
    while shifted(period, kind, 1) + timedelta(days=measure.lag_days) > today:
        period = shifted(period, kind, -1)
    return period


def _stale(reader: Reader, measure: Measure, today: date) -> Finding | None:
    if measure.status is not MeasureStatus.LIVE:
        return None
    due, kind = value_due(measure, today), measure.period_type
    known = [value.period for value in values_of(reader, measure) if value.number is not None]
    if not known:
        return Finding("VALUES_MISSING", (measure.code,))
    if max(known) >= due:
        return None
    args = {"latest": short_name(max(known), kind), "due": short_name(due, kind)}
    return Finding("VALUES_STALE", (measure.code,), args)
