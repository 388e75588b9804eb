"""What may be laid over a chart as an aid to the eye; no signal ever comes from it."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from kpidesk.domain.exact import exact
from kpidesk.domain.period import PeriodType
from kpidesk.domain.xmr import MINIMUM_VALUES, Analysis
from kpidesk.domain.xmr_models import ordinals

SHARES: Final = (10, 50, 90)
"""The percentiles of a measure's own history."""
_WINDOWS: Final = {PeriodType.QUARTER: 4}
_WINDOW: Final = 12


def window(kind: PeriodType) -> int:
    """How many periods a moving average is taken over: twelve, or four quarters."""
    return _WINDOWS.get(kind, _WINDOW)


def moving_average(analysis: Analysis) -> tuple[tuple[date, Fraction], ...]:
    """The mean of the latest periods at each period; none where a value of them is missing.

    Neighbours of such a line share most of their values, so limits and runs say nothing about it.
    """
    return tuple(_means(analysis, window(analysis.period_type)))


def _means(analysis: Analysis, size: int) -> Iterator[tuple[date, Fraction]]:
    numbered = ordinals([value.period for value in analysis.values], analysis.period_type)
    numbers = [exact(value.number) for value in analysis.values if value.number is not None]
    total = Fraction(0)
    for last, number in enumerate(numbers):
        total += number - (numbers[last - size] if last >= size else 0)
        first = last - size + 1
        if first >= 0 and numbered[last] - numbered[first] == size - 1:
            yield analysis.values[last].period, total / size


def percentiles(analysis: Analysis) -> dict[int, Fraction]:
    """The values below which 10, 50 and 90 of 100 values of its own history lie; empty for too few.

    Between two values the share lies on the straight line between them.
    """
    numbers = sorted(exact(value.number) for value in analysis.values if value.number is not None)
    if len(numbers) < MINIMUM_VALUES:
        return {}
    found = {}
    for share in SHARES:
        place = Fraction(share * (len(numbers) - 1), 100)
        below = int(place)
        above = min(below + 1, len(numbers) - 1)
        found[share] = numbers[below] + (place - below) * (numbers[above] - numbers[below])
    return found
