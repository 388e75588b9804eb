"""How a baseline's mode turns values into centre line, moving range and numbers to judge.

All of it in whole numbers: value × scale, then × whatever makes a sloped or seasonal line constant.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction
from math import lcm
from typing import Final

from kpidesk.domain.period import PeriodType
from kpidesk.domain.series import Baseline, BaselineMode, Value
from kpidesk.domain.xmr_rules import Lines

GOOD_YEARS: Final = 3


class Caution(Enum):
    """What to keep in mind when reading limits; the value is the code of the finding."""

    RUN_CHART_ONLY = "BASELINE_TOO_SHORT"
    YOUNG = "BASELINE_YOUNG"
    NO_VARIATION = "BASELINE_WITHOUT_VARIATION"
    NO_RANGES = "BASELINE_WITHOUT_NEIGHBOURS"
    OUTSIDE_IN_BASELINE = "OUTSIDE_VALUE_IN_BASELINE"
    RUN_IN_BASELINE = "RUN_IN_BASELINE"
    CUT = "BASELINE_CUT"
    SEASONS_TOO_FEW = "SEASONS_TOO_FEW"
    SEASONS_REFUSED = "SEASONS_REFUSED"
    TREND_REFUSED = "TREND_REFUSED"


@dataclass(frozen=True, slots=True)
class Frame:
    """A baseline's claim on the plotted values `low` up to, not including, `high`."""

    baseline: Baseline | None
    start: date
    origin: int
    periods: int
    mode: BaselineMode
    low: int
    high: int
    cut: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Plotted values as integers: number × `scale`, with the number of each period."""

    values: list[Value]
    ordinals: list[int]
    numbers: list[int]
    scale: int
    kind: PeriodType


@dataclass(frozen=True, slots=True)
class Model:
    """How a mode reads a segment: `judged` integers are compared with constant lines.

    A judged integer ÷ `unit` is a (for seasons adjusted) value at the start of the baseline. The
    centre and the mean moving range are numerator and denominator in judged integers.
    """

    judged: list[int]
    unit: int
    centre: tuple[int, int]
    mean_range: tuple[int, int]
    slope: Fraction = Fraction(0)
    factors: dict[int, Fraction] = field(default_factory=dict)


def is_excluded(baseline: Baseline | None, period: date, kind: PeriodType) -> bool:
    """Whether a baseline leaves a period out, named as 2023-08-01, or 2023-08 or 2023 where enough."""
    if baseline is None or not baseline.excluded:
        return False
    name = period.isoformat()
    short = {PeriodType.WEEK: name, PeriodType.YEAR: name[:4], PeriodType.SEASON: name[:4]}.get(
        kind, name[:7]
    )
    return name in baseline.excluded or short in baseline.excluded


def ordinals(periods: Iterable[date], kind: PeriodType) -> list[int]:
    """A running number for each period; neighbours differ by one."""
    if kind is PeriodType.MONTH:
        return [day.year * 12 + day.month for day in periods]
    if kind is PeriodType.QUARTER:
        return [day.year * 4 + (day.month - 1) // 3 for day in periods]
    if kind is PeriodType.WEEK:
        return [(day.toordinal() - 1) // 7 for day in periods]
    return [day.year for day in periods]


def season(period: date, kind: PeriodType) -> int:
    """Which season of the year a period is, from 1; the 53rd week counts as the 52nd."""
    if kind is PeriodType.WEEK:
        return min(period.isocalendar().week, 52)
    return period.month if kind is PeriodType.MONTH else (period.month - 1) // 3 + 1


SEASONS: Final = {PeriodType.MONTH: 12, PeriodType.QUARTER: 4, PeriodType.WEEK: 52}


def left_out(series: Series, frame: Frame, index: int) -> bool:
    """Whether the baseline leaves this plotted value out."""
    return is_excluded(frame.baseline, series.values[index].period, series.kind)


def _flat(series: Series, frame: Frame, used: list[int], ranges: list[int]) -> Model:
    """The mean of the baseline's values, the same for all periods."""
    numbers = series.numbers
    return Model(
        judged=numbers[frame.low : frame.high],
        unit=series.scale,
        centre=(sum([numbers[i] for i in used]), len(used)),
        mean_range=(sum([abs(numbers[i] - numbers[i - 1]) for i in ranges]), len(ranges)),
    )


def _trend(series: Series, frame: Frame, used: list[int], ranges: list[int]) -> Model | Caution:
    """A sloped line through the averages of the baseline's two halves, at their mean positions.

    With an odd number of periods the middle one is in neither half. Periods after the last value
    that is known do not count, so a young baseline is halved where its data are. Judged integers
    are the distances from the line, so that the line itself is the same for all periods.
    """
    numbers = series.numbers
    positions = [ordinal - frame.origin for ordinal in series.ordinals]
    periods = min(frame.periods, positions[frame.high - 1] + 1)
    early = [i for i in used if positions[i] < periods // 2]
    late = [i for i in used if positions[i] >= periods - periods // 2]
    if not early or not late:
        return Caution.TREND_REFUSED
    count, count_late = len(early), len(late)
    total, total_late = sum(numbers[i] for i in early), sum(numbers[i] for i in late)
    centre, centre_late = sum(positions[i] for i in early), sum(positions[i] for i in late)
    distance = centre_late * count - centre * count_late
    rise = total_late * count - total * count_late
    scale = count * distance
    swing = sum(abs(numbers[i] - numbers[i - 1]) for i in ranges)
    return Model(
        judged=[numbers[i] * scale - rise * count * positions[i] for i in range(frame.low, frame.high)],
        unit=series.scale * scale,
        centre=(total * distance - rise * centre, 1),
        mean_range=(swing * scale, len(ranges)),
        slope=Fraction(rise, series.scale * distance),
    )


def _seasonal(series: Series, frame: Frame, used: list[int], ranges: list[int]) -> Model | Caution:
    """Values divided by the factor of their season.

    Factors come from as many full years as the baseline holds, at least the first two years from
    its start, so that they never change later without a new baseline.
    """
    per_year = SEASONS.get(series.kind)
    if per_year is None:
        return Caution.SEASONS_REFUSED
    stop = frame.origin + per_year * years(frame, series.kind)
    if series.ordinals[frame.high - 1] < stop - 1:
        return Caution.SEASONS_REFUSED
    by_season: dict[int, list[int]] = {}
    seasons = [season(value.period, series.kind) for value in series.values]
    for i in range(frame.low, frame.high):
        if frame.origin <= series.ordinals[i] < stop and not left_out(series, frame, i):
            by_season.setdefault(seasons[i], []).append(series.numbers[i])
    sums = {season: sum(numbers) for season, numbers in by_season.items()}
    signs = {(total > 0) - (total < 0) for total in sums.values()}
    if len(sums) < per_year or len(signs) > 1 or 0 in signs:
        return Caution.SEASONS_REFUSED
    means = {season: Fraction(total, len(by_season[season])) for season, total in sums.items()}
    mean = sum(means.values(), start=Fraction(0)) / per_year
    factors = {season: means[season] / mean for season in sorted(means)}
    unit = lcm(*(factor.numerator for factor in factors.values()))
    weights = {season: unit * factor.denominator // factor.numerator for season, factor in factors.items()}
    judged = [series.numbers[i] * weights[seasons[i]] for i in range(frame.low, frame.high)]
    low = frame.low
    return Model(
        judged=judged,
        unit=series.scale * unit,
        centre=(sum(judged[i - low] for i in used), len(used)),
        mean_range=(sum(abs(judged[i - low] - judged[i - low - 1]) for i in ranges), len(ranges)),
        factors=factors,
    )


def years(frame: Frame, kind: PeriodType) -> int:
    """How many full years the seasonal factors come from."""
    return max(2, frame.periods // SEASONS.get(kind, 1))


MODELS: Final[dict[BaselineMode, Callable[[Series, Frame, list[int], list[int]], Model | Caution]]] = {
    BaselineMode.FLAT: _flat,
    BaselineMode.TREND: _trend,
    BaselineMode.SEASONAL: _seasonal,
}


def lines(model: Model) -> Lines:
    """Exact lines: 2.66 = 532 / 200, and half of that for the half-way line."""
    (level, count), (swing, ranges) = model.centre, model.mean_range
    centre, half, whole = 200 * level * ranges, 266 * swing * count, 200 * count * ranges
    return Lines(
        upper=(centre + 2 * half) // whole,
        lower=-((2 * half - centre) // whole),
        centre_floor=centre // whole,
        centre_ceiling=-(-centre // whole),
        half_upper=(centre + half) // whole,
        half_lower=-((half - centre) // whole),
    )
