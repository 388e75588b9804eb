"""What a chart shows of a measure, read once: values, limits, targets, remarks, and its words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpidesk.domain.calculated import analysis_of
from kpidesk.domain.measures import Calculation, ChartKind, Direction, Measure, Target, TargetKind, range_held
from kpidesk.domain.period import PeriodType, distance, first_day, shifted
from kpidesk.domain.reader import Reader
from kpidesk.domain.series import Annotation, BaselineMode, Forecast
from kpidesk.domain.xmr import Analysis, Caution, Rules, Segment, Status, clipped, status
from kpidesk.drawing.chart_axis import Figures, domain, drawable
from kpidesk.drawing.sharing import due, places
from kpidesk.system.words import Words

Level = tuple[float, float]
"""A position and a number."""


@dataclass(frozen=True, slots=True)
class Remark:
    """An annotation by position; `end` is the last position it holds for."""

    record: Annotation
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Data:
    """A measure's series as drawn; positions count periods from the first plotted one.

    `targets` ask for a level, `spreads` for limits that lie closer together, `shares` for so many of
    all cases; only the first stand on the axis.
    """

    measure: Measure
    analysis: Analysis
    start: date
    last: int
    forecasts: tuple[tuple[int, float], ...]
    targets: tuple[Target, ...]
    remarks: tuple[Remark, ...]
    bounds: tuple[float | None, float | None]
    status: Status
    spreads: tuple[Target, ...] = ()
    shares: tuple[Target, ...] = ()

    @property
    def end(self) -> int:
        """The last position that is drawn."""
        return max([self.last, *(position for position, _ in self.forecasts)])

    def day(self, position: int) -> date:
        """The period at a position."""
        return shifted(self.start, self.measure.period_type, position)

    def at(self, day: date) -> int:
        """The position of a period."""
        return distance(self.start, first_day(day, self.measure.period_type), self.measure.period_type)


def read(reader: Reader, measure: Measure, rules: Rules | None = None) -> Data | None:
    """All that is drawn of a measure, None when it has no number yet. `rules` None: the desk's own."""
    kind = measure.period_type
    analysis = analysis_of(reader, measure, rules)
    if not analysis.values:
        return None
    start = first_day(analysis.values[0].period, kind)
    last = distance(start, first_day(analysis.values[-1].period, kind), kind)

    def at(day: date) -> int:
        return distance(start, first_day(day, kind), kind)

    ahead = sorted(
        (at(f.period), f.number) for f in reader.find(Forecast, measure=measure.id) if f.period_type is kind
    )
    asked = tuple(
        each
        for each in reader.find(Target, measure=measure.id)
        if each.low is not None or each.high is not None
    )
    targets = tuple(each for each in asked if each.kind in {TargetKind.LEVEL, TargetKind.RANGE})
    remarks = (
        Remark(a, at(a.period), at(a.until or a.period)) for a in reader.find(Annotation, measure=measure.id)
    )
    bounds = range_held(targets)
    return Data(
        measure, analysis, start, last,
        tuple((position, number) for position, number in ahead if position > last),
        targets,
        tuple(sorted((r for r in remarks if r.end >= 0 and r.start <= last), key=lambda each: each.start)),
        bounds,
        status(analysis, measure.direction, *bounds),
        tuple(each for each in asked if each.kind is TargetKind.SPREAD and each.high is not None),
        tuple(each for each in asked if each.kind is TargetKind.SHARE and each.low is not None),
    )  # fmt: skip


def limit_lines(data: Data, segment: Segment) -> tuple[Callable[[date], Fraction], ...]:
    """Upper limit, centre and lower limit by period, limits cut at the natural bounds."""
    low, high = data.measure.lower_bound, data.measure.upper_bound

    flat = segment.mode is BaselineMode.FLAT

    def steady(at: Callable[[date], Fraction | None]) -> Callable[[date], Fraction]:
        # A level line is worked out once: exact arithmetic for every period would cost most of a chart.
        level = at(segment.baseline_start) or Fraction(0)
        return lambda day: level if flat else at(day) or Fraction(0)

    def cut(at: Callable[[date], Fraction | None]) -> Callable[[date], Fraction]:
        whole = steady(at)
        level = clipped(whole(segment.baseline_start), low, high)[0]
        return lambda day: level if flat else clipped(whole(day), low, high)[0]

    return cut(segment.upper_at), steady(segment.centre_at), cut(segment.lower_at)


def levels(
    data: Data, segment: Segment, at: Callable[[date], Fraction], first: int, last: int
) -> list[Level]:
    """A line over the positions of a stretch, half a period longer at both ends."""
    if segment.mode is BaselineMode.SEASONAL and segment.factors:
        return [
            (position + side, drawable(at(data.day(position))))
            for position in range(first, last + 1)
            for side in (-0.5, 0.5)
        ]
    one, other = drawable(at(data.day(first))), drawable(at(data.day(last)))
    half = (other - one) / (last - first) / 2 if last > first else 0.0
    return [(first - 0.5, one - half), (last + 0.5, other + half)]


def span(data: Data, more: Sequence[float] = ()) -> tuple[float, float]:
    """The numbers at the ends of the value axis; `more` are to be reached as well."""
    numbers = [drawable(point.number) for point in data.analysis.points]
    numbers += [drawable(number) for _, number in data.forecasts]
    for segment in data.analysis.segments:
        if segment.centre is not None:
            first, last = data.at(segment.start), data.at(segment.end)
            for line in limit_lines(data, segment):
                numbers += [number for _, number in levels(data, segment, line, first, last)]
    numbers += more
    low, high = min(numbers), max(numbers)
    reach = (high - low) * 0.8
    for target in data.targets:
        for bound in (target.low, target.high):
            if bound is not None and low - reach <= bound <= high + reach:
                numbers.append(drawable(bound))
    return domain(numbers, data.measure.lower_bound, data.measure.upper_bound)


# -- words


def counted(number: int, kind: PeriodType, words: Words) -> str:
    """So many periods."""
    return {
        PeriodType.WEEK: lambda: words.many("{n} week", "{n} weeks", number),
        PeriodType.MONTH: lambda: words.many("{n} month", "{n} months", number),
        PeriodType.QUARTER: lambda: words.many("{n} quarter", "{n} quarters", number),
        PeriodType.YEAR: lambda: words.many("{n} year", "{n} years", number),
        PeriodType.SEASON: lambda: words.many("{n} season", "{n} seasons", number),
    }[kind]()


def calculation_words(measure: Measure, words: Words) -> str:
    """What a chart of worked out values must say with it, "" for typed ones."""
    if measure.calculation is Calculation.COMPOSITE:
        return words("put together from other measures: it hides causes, so look at its parts too")
    if measure.calculation is Calculation.NORMALISED:
        return words("divided by another measure: a change may come from either")
    return ""


def headline(data: Data, words: Words) -> str:
    """The status in words, as short as a heading needs."""
    segment = data.analysis.segments[-1]
    here = [signal for signal in data.analysis.signals if signal.segment == len(data.analysis.segments) - 1]
    periods = data.last - data.at(segment.start) + 1
    watched = data.measure.direction is Direction.WATCH and any(
        s.last == data.analysis.values[-1].period for s in here
    )
    said = (
        (data.measure.chart is ChartKind.RUN, words("values without limits")),
        (Caution.RUN_CHART_ONLY in segment.cautions, words("too few values for limits")),
        (Caution.NO_VARIATION in segment.cautions, words("always the same value")),
        (segment.centre is None, words("no limits yet")),
        (data.status is Status.IMPROVING, words("improving")),
        (data.status is Status.WORSENING, words("worsening")),
        (data.status is Status.NO_CHANGE and bool(here), words("no change now")),
        (
            data.status is Status.NO_CHANGE,
            words("no change in {span}", span=counted(periods, data.measure.period_type, words)),
        ),
        (segment.young, words("unclear, limits are young")),
        (watched, words("a signal to watch")),
    )
    return next((text for holds, text in said if holds), words("unclear"))


def way(measure: Measure, targets: tuple[Target, ...], words: Words) -> str:
    """Which way is good, as words that follow a unit."""
    if measure.direction is Direction.RANGE:
        held = next((each for each in targets if each.kind is TargetKind.RANGE), None)
        if held is None or held.low is None or held.high is None:
            return words("good within a range")
        numbers = words.number(held.low, places(held.low)), words.number(held.high, places(held.high))
        return words("good between {low} and {high}", low=numbers[0], high=numbers[1])
    return {
        Direction.UP: words("higher is better"),
        Direction.DOWN: words("lower is better"),
        Direction.WATCH: words("which way is good is not decided yet"),
    }[measure.direction]


def unit_words(data: Data, figures: Figures, words: Words) -> str:
    """Unit, factor and which way is good."""
    parts = (data.measure.unit, figures.factor, way(data.measure, data.targets, words))
    return ", ".join(part for part in parts if part)


def target_words(target: Target, figures: Figures, words: Words) -> str:
    """A target's value and date: 5.0 by Dec 2026; 60–70, every month."""
    bounds = [
        figures.text(n, None if figures.exponent else places(n))
        for n in (target.low, target.high)
        if n is not None
    ]
    return _by("–".join(bounds), target, words)


def spread_words(target: Target, figures: Figures, words: Words) -> str:
    """How far apart the limits shall lie at most, and by when."""
    width = figures.text(target.high or 0.0, None if figures.exponent else places(target.high or 0.0))
    return _by(words("at most {width} apart", width=width), target, words)


def share_words(target: Target, words: Words) -> str:
    """Which share of the cases is asked for, within what, and by when."""
    low = target.low or 0.0
    share = words("at least {n} %", n=words.number(low, places(low)))
    return _by(" ".join(filter(None, (share, target.wording))), target, words)


def _by(value: str, target: Target, words: Words) -> str:
    when = due(target, words)
    if not when or target.every is not None:
        return words("{value}, {when}", value=value, when=when) if when else value
    return words("{value} by {date}", value=value, date=when)


def summary(data: Data, figures: Figures, words: Words) -> tuple[str, ...]:
    """The chart in sentences, for those who do not see it."""
    kind, analysis = data.measure.period_type, data.analysis
    yearly = kind in {PeriodType.YEAR, PeriodType.SEASON}
    ends = [
        str(day.year) if yearly else words.pattern(day, "yMMM") for day in (data.start, data.day(data.last))
    ]
    count = words.many("{n} value", "{n} values", len(analysis.values))
    said = [
        words("{name}: {count}, {first} to {last}, {unit}.", name=data.measure.name, count=count,
              first=ends[0], last=ends[1], unit=unit_words(data, figures, words))
    ]  # fmt: skip
    segment = analysis.segments[-1]
    if data.measure.chart is ChartKind.RUN:
        said.append(words("Drawn without limits."))
    elif segment.centre is None:
        said.append(words("No limits yet."))
    else:
        upper, centre, lower = (line(data.day(data.last)) for line in limit_lines(data, segment))
        said.append(
            words("Centre line {centre}, limits {lower} to {upper}.", centre=figures.text(centre),
                  lower=figures.text(lower), upper=figures.text(upper))
        )  # fmt: skip
    found = headline(data, words)
    said.append(found[:1].upper() + found[1:] + ".")
    if made := calculation_words(data.measure, words):
        said.append(made[:1].upper() + made[1:] + ".")
    if missing := data.last + 1 - len(analysis.points):
        said.append(words.many("{n} value is missing.", "{n} values are missing.", missing))
    said += [
        words("Target: {target}.", target=target_words(target, figures, words)) for target in data.targets
    ]
    said += [
        words("Target for the limits: {target}.", target=spread_words(target, figures, words))
        for target in data.spreads
    ]
    said += [words("Target: {target}.", target=share_words(target, words)) for target in data.shares]
    return tuple(said)
