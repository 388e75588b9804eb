"""Which signals call for whom, and by when.

A signal is known as soon as enough values hold it and those had time to come in; from that day on the
working days of the response rule count. What goes on does not put the day off.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kpidesk.domain.calculated import analysis_of
from kpidesk.domain.definitions import ResponseRule, Way
from kpidesk.domain.measures import Measure, MeasureStatus, Target, range_held
from kpidesk.domain.people import Person
from kpidesk.domain.period import shifted
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.series import Acknowledgement
from kpidesk.domain.xmr import Analysis, Signal, current, for_the_better
from kpidesk.domain.xmr_rules import Rule, Rules, rules_of

_RESTING: Final = frozenset({MeasureStatus.PAUSED, MeasureStatus.RETIRED})
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Call:
    """A signal that calls for somebody. `told` None: the measure has no owner yet."""

    measure: Measure
    signal: Signal
    rule: ResponseRule
    told: Person | None
    known: date
    by: date


def rules_for(reader: Reader, measure_id: str) -> tuple[ResponseRule, ...]:
    """The response rules of a measure, or those that hold where there are none."""
    return reader.find(ResponseRule, measure=measure_id) or reader.find(ResponseRule, measure=None)


def calls(reader: Reader) -> list[Call]:
    """What the signals that hold the latest values call for, the most urgent first.

    A signal with a verdict is answered; measures that are paused or retired call for nobody.
    """
    once = Once(reader)
    rules = rules_of(once)
    found = [call for measure in once.find(Measure) for call in _calls(once, measure, rules)]
    return sorted(found, key=lambda call: (call.by, call.measure.code, call.signal.rule.value))


def working_days_after(day: date, count: int) -> date:
    """The working day that lies so many working days after a day; weeks have five of them."""
    while count > 0 or day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def _calls(reader: Reader, measure: Measure, rules: Rules) -> list[Call]:
    responses = rules_for(reader, measure.id)
    if measure.status in _RESTING or not responses:
        return []
    analysis = analysis_of(reader, measure, rules)
    answered = {
        (each.rule, each.side, each.first)
        for each in reader.find(Acknowledgement, measure=measure.id)
        if each.verdict is not None
    }
    bounds = range_held(reader.find(Target, measure=measure.id))
    found = []
    for signal in current(analysis):
        if (signal.rule, signal.side, signal.first) in answered:
            continue
        better = for_the_better(analysis, signal, measure.direction, *bounds)
        known = _known(analysis, signal, measure)
        for rule in responses:
            if rule.signal in {None, signal.rule} and _concerns(rule.way, better):
                person = rule.told or measure.owner
                told = reader.get(Person, person) if person else None
                by = working_days_after(known, rule.within)
                found.append(Call(measure, signal, rule, told, known, by))
    return found


def _concerns(way: Way, better: bool | None) -> bool:
    """Whether a rule for one side concerns a signal; `better` None: only rules for either way do."""
    return way is Way.ANY or (better is not None and (way is Way.GOOD) == better)


def _known(analysis: Analysis, signal: Signal, measure: Measure) -> date:
    """The day from which a signal could be seen: its period is over, and the value had time to come."""
    needed = {
        Rule.OUTSIDE: 1,
        Rule.LONG_RUN: 10 if analysis.rules.ten_of_twelve else analysis.rules.long_run,
        Rule.SHORT_RUN: 3,
    }[signal.rule]
    period = signal.marked[min(needed, len(signal.marked)) - 1]
    return shifted(period, measure.period_type, 1) + timedelta(days=measure.lag_days or 0)
