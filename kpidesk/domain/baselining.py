"""What a baseline would read before anybody has decided on it. Nothing here decides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kpidesk.domain.period import first_day
from kpidesk.domain.series import Baseline, Value
from kpidesk.domain.xmr import DEFAULT_PERIODS, Analysis, Segment, Suggestion, analyse, suggestion

TRIED: Final = "tried"
"""The id of a baseline that is nowhere but in somebody's mind."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A baseline that the values suggest, and what it would read."""

    suggestion: Suggestion
    segment: Segment

    @property
    def key(self) -> str:
        """What tells this run from others, so that it can be put off without putting off the next one."""
        return f"baseline {self.suggestion.side}{self.suggestion.start.isoformat()}"


def implied(measure_id: str, values: Sequence[Value], record_id: str = "") -> Baseline | None:
    """The baseline that holds while none was set: from the first value on. None without a value."""
    starts = [value.period for value in values if value.number is not None]
    if not starts:
        return None
    return Baseline(id=record_id, measure=measure_id, start=min(starts), periods=DEFAULT_PERIODS)


def tried(analysis: Analysis, baselines: Sequence[Baseline], wanted: Baseline) -> Segment | None:
    """What would hold from a wanted baseline on; the one with its id gives way. None before all values.

    Where none was set, the one that holds by itself stays before the wanted one.
    """
    kind = analysis.period_type
    others = [each for each in baselines if each.id != wanted.id]
    if not baselines and (first := implied(wanted.measure, analysis.values)):
        others = [first]
    start = first_day(wanted.start, kind)
    kept = [each for each in others if first_day(each.start, kind) != start]
    found = analyse(analysis.values, [*kept, wanted], kind, analysis.rules)
    return next((each for each in found.segments if each.baseline is wanted), None)


def proposal(analysis: Analysis, baselines: Sequence[Baseline], measure_id: str) -> Proposal | None:
    """The baseline that the values suggest, if any."""
    found = suggestion(analysis)
    if found is None:
        return None
    segment = tried(analysis, baselines, Baseline(id=TRIED, measure=measure_id, start=found.start))
    return Proposal(found, segment) if segment is not None else None


def baseline_over(analysis: Analysis, period: date) -> Segment | None:
    """The segment whose limits a period helps to set, None where it sets none."""
    for segment in analysis.segments:
        if segment.baseline_start <= period <= segment.baseline_end and period <= segment.end:
            return segment
    return None


def without(baseline: Baseline, period: date, remark: str) -> Baseline:
    """A baseline that leaves a period out; the remark says why and joins the reason."""
    left = tuple(sorted({*baseline.excluded, period.isoformat()}))
    return replace(baseline, excluded=left, reason=_joined(baseline.reason, remark))


def with_again(baseline: Baseline, period: date, remark: str) -> Baseline:
    """A baseline that takes a period in again."""
    left = tuple(each for each in baseline.excluded if not period.isoformat().startswith(each))
    return replace(baseline, excluded=left, reason=_joined(baseline.reason, remark))


def _joined(reason: str, remark: str) -> str:
    return "\n".join(filter(None, (reason, remark)))
