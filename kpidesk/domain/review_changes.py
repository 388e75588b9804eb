"""What has changed in a measure lately: its signals of now beside those that its values showed before."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.answers import key_of
from kpidesk.domain.calculated import analysis_of
from kpidesk.domain.measures import Measure, Target, range_held
from kpidesk.domain.period import first_day, shifted
from kpidesk.domain.reader import Reader
from kpidesk.domain.series import Annotation, Baseline
from kpidesk.domain.xmr import Signal, Status, analyse, status

LATELY: Final = 2
"""So many of a measure's own periods are lately."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new since a period. `before` and `now` are the statuses then and now."""

    since: date
    before: Status
    now: Status
    begun: tuple[Signal, ...]
    over: tuple[Signal, ...]
    baselines: tuple[Baseline, ...]
    remarks: tuple[Annotation, ...]


def changes(reader: Reader, measure: Measure, periods: int = LATELY) -> Changes | None:
    """What the latest periods with values have changed; None without values.

    A signal has begun when the values before did not show it, and is over when it held the latest value
    then and holds it no longer.
    """
    analysis = analysis_of(reader, measure)
    if not analysis.values:
        return None
    kind = measure.period_type
    since = shifted(first_day(analysis.values[-1].period, kind), kind, 1 - periods)
    own = reader.find(Baseline, measure=measure.id)
    earlier = [value for value in analysis.values if value.period < since]
    then = analyse(earlier, own, kind, analysis.rules) if analysis.segments[-1].centre else None
    bounds = range_held(reader.find(Target, measure=measure.id))
    known = {key_of(each) for each in then.signals} if then else set()
    latest = earlier[-1].period if earlier else since
    reaching = {key_of(each) for each in analysis.signals if each.last >= since}
    held = [each for each in then.signals if each.last == latest] if then else []
    return Changes(
        since,
        status(then, measure.direction, *bounds) if then else Status.UNCLEAR,
        status(analysis, measure.direction, *bounds),
        tuple(each for each in analysis.signals if key_of(each) not in known and each.last >= since),
        tuple(each for each in held if key_of(each) not in reaching),
        tuple(each for each in own if each.start >= since),
        tuple(each for each in reader.find(Annotation, measure=measure.id) if each.period >= since),
    )
