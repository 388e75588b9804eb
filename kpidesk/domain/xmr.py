"""XmR charts: centre line, natural limits and signals of one measure.

Everything is computed in exact arithmetic on the decimals that people typed, with scaled integers,
so that a value equal to a line is seen to be equal. Limits are compared unrounded; `rounded` is for
display only. Nothing here changes a baseline: what the numbers suggest is returned as data.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from operator import attrgetter, lt
from typing import Final

from kpidesk.domain.exact import exact, rounded, scaled
from kpidesk.domain.measures import Direction
from kpidesk.domain.period import PeriodType, first_day, shifted
from kpidesk.domain.series import Baseline, BaselineMode, Value
from kpidesk.domain.xmr_models import (
    GOOD_YEARS,
    MODELS,
    Caution,
    Frame,
    Model,
    Series,
    is_excluded,
    left_out,
    lines,
    ordinals,
    season,
    years,
)
from kpidesk.domain.xmr_rules import DEFAULT_RULES, Rule, Rules, Side, detect

__all__ = [
    "Analysis",
    "Caution",
    "Point",
    "Rule",
    "Rules",
    "Segment",
    "Side",
    "Signal",
    "Status",
    "Suggestion",
    "analyse",
    "clipped",
    "current",
    "exact",
    "for_the_better",
    "is_excluded",
    "rounded",
    "status",
    "suggestion",
]

DEFAULT_PERIODS: Final = 12
MINIMUM_VALUES: Final = 5
YOUNG_BELOW: Final = 10
LIMIT_FACTOR: Final = Fraction(266, 100)
RANGE_FACTOR: Final = Fraction(3268, 1000)


class Status(Enum):
    """What the signals say about now, read against the direction that is good."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    NO_CHANGE = "no_change"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Segment:
    """The stretch that one baseline judges, in the measure's unit.

    `start` and `end` are the first and last plotted periods, `baseline_start` and `baseline_end`
    bound the periods that the limits come from and `count` says how many values they hold. `centre`
    is the centre line at `baseline_start` (for seasons: of the adjusted values), None without limits;
    `slope` is its step for each period. `factors` are the seasonal ones by number of the season.
    """

    baseline: Baseline | None
    period_type: PeriodType
    start: date
    end: date
    baseline_start: date
    baseline_end: date
    count: int
    mode: BaselineMode
    centre: Fraction | None = None
    slope: Fraction = Fraction(0)
    mean_range: Fraction | None = None
    factors: dict[int, Fraction] = field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()

    @property
    def baseline_last(self) -> date:
        """The last period that sets limits so far: a young series has not yet all that were asked for."""
        return min(self.baseline_end, max(self.end, self.baseline_start))

    @property
    def young(self) -> bool:
        """Whether the limits come from so few values that they carry a badge."""
        return self.count < YOUNG_BELOW

    @property
    def upper(self) -> Fraction | None:
        """The upper natural limit where the centre is `centre`."""
        return None if self.centre is None else self.centre + self._reach()

    @property
    def lower(self) -> Fraction | None:
        """The lower natural limit where the centre is `centre`."""
        return None if self.centre is None else self.centre - self._reach()

    @property
    def upper_range(self) -> Fraction | None:
        """The upper limit of moving ranges."""
        return None if self.mean_range is None else RANGE_FACTOR * self.mean_range

    def centre_at(self, period: date) -> Fraction | None:
        """The centre line at a period, in the raw values' scale."""
        return self._at(period, Fraction(0))

    def upper_at(self, period: date) -> Fraction | None:
        """The upper natural limit at a period, in the raw values' scale."""
        return self._at(period, self._reach())

    def lower_at(self, period: date) -> Fraction | None:
        """The lower natural limit at a period, in the raw values' scale."""
        return self._at(period, -self._reach())

    def _reach(self) -> Fraction:
        return LIMIT_FACTOR * (self.mean_range or 0)

    def _at(self, period: date, reach: Fraction) -> Fraction | None:
        if self.centre is None:
            return None
        first, here = ordinals((self.baseline_start, period), self.period_type)
        level = self.centre + self.slope * (here - first) + reach
        return level * self.factors[season(period, self.period_type)] if self.factors else level


@dataclass(frozen=True, slots=True)
class Signal:
    """One pattern that is not routine variation; `marked` are the periods of its values."""

    rule: Rule
    side: Side
    first: date
    last: date
    marked: tuple[date, ...]
    segment: int


@dataclass(frozen=True, slots=True)
class Point:
    """One plotted value. `position` counts periods from the first plotted one, so gaps show.

    `range` is the moving range to the period before, None where there is none; for seasonal limits
    it and `judged` are of the adjusted value.
    """

    value: Value
    period: date
    number: float
    position: int
    segment: int
    range: float | None
    judged: float
    excluded: bool
    marks: frozenset[Rule]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A new baseline could start here, at the first value of a run that still lasts."""

    start: date
    side: Side
    count: int
    inside_baseline: bool


@dataclass(frozen=True)
class Analysis:
    """What an XmR chart shows; `values` are the plotted ones in order of time."""

    values: tuple[Value, ...]
    period_type: PeriodType
    rules: Rules
    segments: tuple[Segment, ...]
    signals: tuple[Signal, ...]
    missing: tuple[date, ...] = ()
    others: int = 0

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """All cautions of all segments, each once."""
        return tuple(dict.fromkeys(caution for segment in self.segments for caution in segment.cautions))

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """All plotted values with what is drawn at each."""
        return tuple(_points(self))


def analyse(
    values: Sequence[Value],
    baselines: Sequence[Baseline] = (),
    period_type: PeriodType = PeriodType.MONTH,
    rules: Rules = DEFAULT_RULES,
) -> Analysis:
    """Limits and signals of one measure.

    Without baselines the first 12 periods from the first value are the baseline. A baseline judges
    what comes before it when it is the first, and ends where the next one starts.

    Raises:
        ValueError: two values have the same period, or a number is not finite.
    """
    own = [value for value in values if value.period_type is period_type]
    series, missing = _series(own, period_type)
    segments: list[Segment] = []
    signals: list[Signal] = []
    for frame in _frames(series, baselines):
        segment, found = _segment(series, frame, rules, len(segments))
        segments.append(segment)
        signals += found
    signals.sort(key=lambda signal: (signal.rule is not Rule.OUTSIDE, signal.first))
    return Analysis(
        values=tuple(series.values),
        period_type=period_type,
        rules=rules,
        segments=tuple(segments),
        signals=tuple(signals),
        missing=missing,
        others=len(values) - len(own),
    )


def status(
    analysis: Analysis, direction: Direction, low: float | None = None, high: float | None = None
) -> Status:
    """What the signals that hold the latest value say.

    `low` and `high` bound the range that is good for Direction.RANGE: there a signal improves when
    its values lie nearer to the range than the centre line they left, so that the same shift is an
    improvement from below the range and a worsening out of it. Values inside the range are at
    distance 0: moving within it is no change. Unclear: nobody decided which way is good, no bounds
    for a range, no limits, or limits from fewer than ten values.
    """
    if not analysis.segments or direction is Direction.WATCH:
        return Status.UNCLEAR
    segment = analysis.segments[-1]
    unbounded = direction is Direction.RANGE and low is None and high is None
    if segment.centre is None or not segment.mean_range or segment.young or unbounded:
        return Status.UNCLEAR
    signals = current(analysis)
    if not signals:
        return Status.NO_CHANGE
    if direction is Direction.RANGE:
        gain = _nearer(analysis, segment, {day for signal in signals for day in signal.marked}, low, high)
    else:
        latest = analysis.values[-1]
        centre = segment.centre_at(latest.period) or Fraction(0)
        above = latest.number is not None and exact(latest.number) > centre
        gain = Fraction(1 if above == (direction is Direction.UP) else -1)
    if gain == 0:
        return Status.NO_CHANGE
    return Status.IMPROVING if gain > 0 else Status.WORSENING


def current(analysis: Analysis) -> list[Signal]:
    """The signals that hold the latest value."""
    if not analysis.values:
        return []
    latest = analysis.values[-1].period
    return [signal for signal in analysis.signals if signal.last == latest]


def for_the_better(
    analysis: Analysis, signal: Signal, direction: Direction, low: float | None = None,
    high: float | None = None,
) -> bool | None:  # fmt: skip
    """Whether a signal is an improvement, by its last value, or for a range by all of its values.

    None: nobody has decided which way is good, or it is neither better nor worse. `low` and `high`
    are those of `status`.
    """
    segment = analysis.segments[signal.segment]
    if direction is Direction.RANGE:
        gain = _nearer(analysis, segment, set(signal.marked), low, high)
        return gain > 0 if gain and (low, high) != (None, None) else None
    centre = segment.centre_at(signal.last)
    last = next(value.number for value in analysis.values if value.period == signal.last)
    if direction is Direction.WATCH or centre is None or last is None:
        return None
    return (exact(last) > centre) == (direction is Direction.UP)


def suggestion(analysis: Analysis) -> Suggestion | None:
    """Where a person may want to start a new baseline: at the first value of a run that still lasts."""
    for signal in current(analysis):
        segment = analysis.segments[-1]
        if signal.rule is Rule.LONG_RUN and signal.first > segment.baseline_start:
            inside = signal.first <= segment.baseline_end
            return Suggestion(signal.first, signal.side, len(signal.marked), inside)
    return None


def clipped(limit: Fraction, low: float | None, high: float | None) -> tuple[Fraction, bool]:
    """Where to draw a limit of a measure with natural bounds, and whether that cuts it."""
    if low is not None and limit < exact(low):
        return exact(low), True
    if high is not None and limit > exact(high):
        return exact(high), True
    return limit, False


def _series(values: list[Value], kind: PeriodType) -> tuple[Series, tuple[date, ...]]:
    numbered = ordinals([value.period for value in values], kind)
    if not all(map(lt, numbered, numbered[1:])):
        values = sorted(values, key=attrgetter("period"))
        numbered = sorted(numbered)
        twice = next(
            (v.period for v, (a, b) in zip(values, pairwise(numbered), strict=False) if a == b), None
        )
        if twice is not None:
            raise ValueError(f"two values for the period that starts on {twice.isoformat()}")
    plotted = values
    missing: tuple[date, ...] = ()
    numbers = [value.number for value in values if value.number is not None]
    if len(numbers) < len(values):
        missing = tuple(value.period for value in values if value.number is None)
        numbered = [
            number for number, value in zip(numbered, values, strict=True) if value.number is not None
        ]
        plotted = [value for value in values if value.number is not None]
    integers, scale = scaled(numbers)
    return Series(plotted, numbered, integers, scale, kind), missing


def _frames(series: Series, baselines: Sequence[Baseline]) -> list[Frame]:
    """The stretches of the plotted values; baselines without a value of their own are left out."""
    kind, total = series.kind, len(series.values)
    if not total:
        return []
    if not baselines:
        start = series.values[0].period
        return [
            Frame(None, start, series.ordinals[0], DEFAULT_PERIODS, BaselineMode.FLAT, 0, total, cut=False)
        ]
    ordered = sorted(baselines, key=attrgetter("start"))
    starts = [first_day(baseline.start, kind) for baseline in ordered]
    origins = ordinals(starts, kind)
    borders = [0, *(bisect_left(series.ordinals, origin) for origin in origins[1:]), total]
    frames = []
    for i, baseline in enumerate(ordered):
        room = origins[i + 1] - origins[i] if i + 1 < len(ordered) else baseline.periods
        low, high = borders[i], borders[i + 1]
        if low < high:
            periods = min(room, baseline.periods)
            frame = Frame(
                baseline, starts[i], origins[i], periods, baseline.mode, low, high, room < baseline.periods
            )
            frames.append(frame)
    return frames


def _segment(series: Series, frame: Frame, rules: Rules, number: int) -> tuple[Segment, list[Signal]]:
    """One segment with its signals."""
    low = bisect_left(series.ordinals, frame.origin, frame.low, frame.high)
    high = bisect_left(series.ordinals, frame.origin + frame.periods, low, frame.high)
    used = [i for i in range(low, high) if not left_out(series, frame, i)]
    ranges = _neighbours(series, used)
    cautions = [Caution.CUT] if frame.cut else []
    model: Model | Caution = Caution.RUN_CHART_ONLY
    if len(used) >= MINIMUM_VALUES:
        model = MODELS[frame.mode](series, frame, used, ranges) if ranges else Caution.NO_RANGES
    signals: list[Signal] = []
    if isinstance(model, Caution):
        return _described(series, frame, len(used), None, [*cautions, model]), signals
    if len(used) < YOUNG_BELOW:
        cautions.append(Caution.YOUNG)
    if model.mean_range[0] == 0:
        return _described(series, frame, len(used), model, [*cautions, Caution.NO_VARIATION]), signals
    if frame.mode is BaselineMode.SEASONAL and years(frame, series.kind) < GOOD_YEARS:
        cautions.append(Caution.SEASONS_TOO_FEW)
    compared = lines(model)
    values = series.values[frame.low : frame.high]
    patterns = detect(model.judged, compared, rules)
    for rule, side, marked in patterns:
        days = tuple([values[i].period for i in marked])
        signals.append(Signal(rule, side, days[0], days[-1], days, number))
    if any(rule is not Rule.OUTSIDE and marked[0] < high - frame.low for rule, _, marked in patterns):
        inside = detect(model.judged[low - frame.low : high - frame.low], compared, rules)
        if any(rule is not Rule.OUTSIDE for rule, _, _ in inside):
            cautions.append(Caution.RUN_IN_BASELINE)
    counted = [model.judged[i - frame.low] for i in used]
    if max(counted) > compared.upper or min(counted) < compared.lower:
        cautions.append(Caution.OUTSIDE_IN_BASELINE)
    return _described(series, frame, len(used), model, cautions), signals


def _described(
    series: Series, frame: Frame, count: int, model: Model | None, cautions: list[Caution]
) -> Segment:
    """The segment as it is handed out; without a model it has no limits."""
    unit = model.unit if model else 1
    return Segment(
        baseline=frame.baseline,
        period_type=series.kind,
        start=series.values[frame.low].period,
        end=series.values[frame.high - 1].period,
        baseline_start=frame.start,
        baseline_end=shifted(frame.start, series.kind, frame.periods - 1),
        count=count,
        mode=frame.mode,
        centre=Fraction(model.centre[0], model.centre[1] * unit) if model else None,
        slope=model.slope if model else Fraction(0),
        mean_range=Fraction(model.mean_range[0], model.mean_range[1] * unit) if model else None,
        factors=model.factors if model else {},
        cautions=tuple(cautions),
    )


def _neighbours(series: Series, used: list[int]) -> list[int]:
    """Indices whose value has a moving range: the period before has a value that is used as well."""
    ordinals = series.ordinals
    return [after for before, after in pairwise(used) if ordinals[after] - ordinals[before] == 1]


def _nearer(
    analysis: Analysis, segment: Segment, days: set[date], low: float | None, high: float | None
) -> Fraction:
    """How much nearer to the range the values of these periods lie than the centre line does."""

    def distance(number: Fraction) -> Fraction:
        if low is not None and number < exact(low):
            return exact(low) - number
        if high is not None and number > exact(high):
            return number - exact(high)
        return Fraction(0)

    gain = Fraction(0)
    for value in analysis.values:
        centre = segment.centre_at(value.period) if value.period in days else None
        if centre is not None and value.number is not None:
            gain += distance(centre) - distance(exact(value.number))
    return gain


def _points(analysis: Analysis) -> Iterator[Point]:
    """Walk through the plotted values, segment by segment."""
    marks: dict[date, set[Rule]] = {}
    for signal in analysis.signals:
        for day in signal.marked:
            marks.setdefault(day, set()).add(signal.rule)
    numbered = ordinals([value.period for value in analysis.values], analysis.period_type)
    index = 0
    before: tuple[int, Fraction] | None = None
    for value, ordinal in zip(analysis.values, numbered, strict=True):
        while value.period > analysis.segments[index].end:
            index, before = index + 1, None
        segment = analysis.segments[index]
        assert value.number is not None  # noqa: S101 - only numbers are plotted
        judged = exact(value.number)
        if segment.factors:
            judged /= segment.factors[season(value.period, analysis.period_type)]
        excluded = is_excluded(segment.baseline, value.period, analysis.period_type)
        beside = before is not None and not excluded and before[0] == ordinal - 1
        yield Point(
            value=value,
            period=value.period,
            number=value.number,
            position=ordinal - numbered[0],
            segment=index,
            range=float(abs(judged - before[1])) if before is not None and beside else None,
            judged=float(judged),
            excluded=excluded,
            marks=frozenset(marks.get(value.period, ())),
        )
        before = None if excluded else (ordinal, judged)
