"""Several curves in one plot: each is told by its dashes and its name, and no name lies on another."""

from datetime import date
from itertools import combinations, pairwise

import pytest

from kpidesk.domain.comparing import Curve, Scale, compared
from kpidesk.domain.measures import Direction, Measure
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.series import Value
from kpidesk.domain.xmr import analyse
from kpidesk.drawing.comparison import comparison
from kpidesk.drawing.picture import GlyphRun, Group, Path, bounds, walk
from kpidesk.system.words import Words

START = date(2023, 1, 1)


def measure(number: int, **more: object) -> Measure:
    return Measure(id=f"m{number}", code=f"M{number:02}", name=f"Measure {number}", unit="h", **more)


def entry(number: int, numbers: list[float | None], **more: object):
    own = measure(number, **more)
    values = [
        Value(id=f"v{number}-{n}", measure=own.id, period=shifted(START, PeriodType.MONTH, n), number=value)
        for n, value in enumerate(numbers)
    ]
    return own, analyse(values)


def test_values_lie_between_their_limits_as_the_chart_says() -> None:
    numbers = [10.0, 12.0] * 6 + [30.0]
    (curve,), others = compared([entry(1, numbers, direction=Direction.DOWN)], Scale.LIMITS)
    assert others == []
    # Centre 11, mean range 2, reach 5.32: 30 is 19/5.32 above, so below when turned.
    assert curve.points[-1][1] == pytest.approx(-19 / 5.32)
    assert curve.turned


def test_a_gap_is_a_gap() -> None:
    curves, _ = compared([entry(1, [1.0, 2.0, None, 1.0, 2.0, 3.0])], Scale.UNIT)
    items = comparison(curves, Scale.UNIT, 200, 100, Words(), text_pt=9)
    (line,) = [each for each in items if isinstance(each, Group) and each.role == "curve"]
    strokes = [each for each in line.items if isinstance(each, Path) and each.fill is None]
    assert len(strokes) == 2


@pytest.mark.parametrize("count", [2, 5, 8])
def test_names_never_lie_on_each_other_and_lines_differ_without_colour(count: int) -> None:
    entries = [entry(n, [5.0, 6.0 + n / 100, 5.0, 6.0, 5.0, 6.0]) for n in range(1, count + 1)]
    curves, _ = compared(entries, Scale.UNIT)
    items = comparison(curves, Scale.UNIT, 200, 100, Words(), text_pt=9)
    names = [each for each in walk(items) if isinstance(each, GlyphRun) and each.text.startswith("M0")]
    assert len(names) == count
    for one, other in combinations(names, 2):
        assert abs(one.y - other.y) >= 0.9 * one.size
    dashes = [
        next(part.dash for part in each.items if isinstance(part, Path) and part.fill is None)
        for each in items
        if isinstance(each, Group) and each.role == "curve"
    ]
    colours = [
        next(part.stroke for part in each.items if isinstance(part, Path) and part.fill is None)
        for each in items
        if isinstance(each, Group) and each.role == "curve"
    ]
    assert len(set(zip(dashes, colours, strict=True))) == count
    assert all(one != other for one, other in pairwise(dashes))
    left, top, right, bottom = bounds(items)
    assert left >= -0.1
    assert top >= -0.1
    assert right <= 200.1
    assert bottom <= 100.1


def test_an_empty_series_is_left_out() -> None:
    curves, others = compared([(measure(1), None), entry(2, [1.0, 2.0])], Scale.UNIT)
    assert [curve.measure.code for curve in curves] == ["M02"]
    assert [each.code for each, _ in others] == ["M01"]
    assert isinstance(curves[0], Curve)
