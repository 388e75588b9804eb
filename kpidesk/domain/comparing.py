"""Several measures on one scale: as they are, against their own centre lines, or between their own limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from kpidesk.domain.exact import exact
from kpidesk.domain.measures import Direction, Measure
from kpidesk.domain.xmr import Analysis, Segment

MOST_LINES = 8


class Scale(Enum):
    """What the numbers are set against.

    CENTRE: each value as a percentage of the centre line of the first baseline. LIMITS: 0 is the centre
    line, 1 and −1 are the limits of the baseline that judges the value, and upwards is always better.
    """

    UNIT = "unit"
    CENTRE = "centre"
    LIMITS = "limits"


class Obstacle(Enum):
    """Why a measure cannot be drawn beside the others."""

    NO_VALUES = "no_values"
    OTHER_PERIODS = "other_periods"
    OTHER_UNIT = "other_unit"
    NO_LIMITS = "no_limits"
    ZERO_CENTRE = "zero_centre"


@dataclass(frozen=True, slots=True)
class Curve:
    """One measure's values on the common scale, by period."""

    measure: Measure
    points: tuple[tuple[date, float], ...]
    turned: bool = False
    """Whether lower is better, so that the curve is drawn upside down."""


Entry = tuple[Measure, Analysis | None]


def compared(entries: Sequence[Entry], scale: Scale) -> tuple[list[Curve], list[tuple[Measure, Obstacle]]]:
    """The curves that can be drawn on one scale, and what stands in the way of the others.

    The first measure that has values sets period and unit.
    """
    curves: list[Curve] = []
    others: list[tuple[Measure, Obstacle]] = []
    for measure, analysis in entries:
        found = _obstacle(measure, analysis, curves[0].measure if curves else None, scale)
        if found is not None or analysis is None:
            others.append((measure, found or Obstacle.NO_VALUES))
        else:
            curves.append(_curve(measure, analysis, scale))
    return curves, others


def _obstacle(
    measure: Measure, analysis: Analysis | None, first: Measure | None, scale: Scale
) -> Obstacle | None:
    if analysis is None or not analysis.values:
        return Obstacle.NO_VALUES
    if first is not None and measure.period_type is not first.period_type:
        return Obstacle.OTHER_PERIODS
    if scale is Scale.UNIT and first is not None and measure.unit.casefold() != first.unit.casefold():
        return Obstacle.OTHER_UNIT
    if scale is Scale.CENTRE:
        centre = analysis.segments[0].centre
        return Obstacle.NO_LIMITS if centre is None else Obstacle.ZERO_CENTRE if centre == 0 else None
    if scale is Scale.LIMITS and not any(each.mean_range for each in analysis.segments):
        return Obstacle.NO_LIMITS
    return None


def _curve(measure: Measure, analysis: Analysis, scale: Scale) -> Curve:
    turned = scale is Scale.LIMITS and measure.direction is Direction.DOWN
    points = []
    for point in analysis.points:
        number = _placed(point.number, point.period, analysis, analysis.segments[point.segment], scale)
        if number is not None:
            points.append((point.period, -number if turned else number))
    return Curve(measure, tuple(points), turned)


def _placed(number: float, period: date, analysis: Analysis, segment: Segment, scale: Scale) -> float | None:
    if scale is Scale.UNIT:
        return number
    if scale is Scale.CENTRE:
        return float(exact(number) / (analysis.segments[0].centre or Fraction(1)) * 100)
    centre, upper = segment.centre_at(period), segment.upper_at(period)
    if centre is None or upper is None or upper == centre:
        return None
    return float((exact(number) - centre) / (upper - centre))
