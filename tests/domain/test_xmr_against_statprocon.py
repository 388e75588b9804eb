"""Limits and signals beside another implementation (statprocon, MIT) on 200 generated series.

It rounds every line to three decimals, so lines may differ by what that makes of them, and a value that
lies within that of a line is judged by neither. On the rules it decides otherwise in four places, each
shown below: a value on the centre line does not break its runs, it marks all four values of a short run,
it does not see a short run with a value near the other limit, and it signals where nothing varies.
"""

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from statprocon import XmR

from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.series import Baseline, Value
from kpidesk.domain.xmr import Analysis, Caution, Rule, analyse

START = date(2020, 1, 1)
NEAR = 0.0025  # what rounding a centre, a mean range times 2.66 and their sum to three decimals can make


def generated(seed: int) -> tuple[list[float], int]:
    """A series of 12 to 60 values with shifts, outliers and trends, and how many make its baseline."""
    source = random.Random(seed)
    places, spread = source.choice((0, 1, 2)), source.choice((0.6, 3.0, 25.0))
    level, drift = source.uniform(-50, 200), source.choice((0, 0, 0.05, -0.2))
    numbers = []
    for place in range(source.randint(12, 60)):
        if source.random() < 0.06:
            level += source.choice((-2, 2)) * spread
        outlier = source.choice((-5, 5)) * spread if source.random() < 0.04 else 0
        numbers.append(round(source.gauss(level + drift * place, spread) + outlier, places))
    return numbers, source.randint(5, len(numbers))


def ours(numbers: list[float], count: int) -> Analysis:
    values = [
        Value(id=f"v{n:03}", measure="m", period=shifted(START, PeriodType.MONTH, n), number=number)
        for n, number in enumerate(numbers)
    ]
    return analyse(values, [Baseline(id="b", measure="m", start=START, periods=count)])


def marked(found: Analysis, rule: Rule) -> set[int]:
    return {point.position for point in found.points if rule in point.marks}


def where(flags: list[bool]) -> set[int]:
    return {place for place, flag in enumerate(flags) if flag}


def close(numbers: list[float], line: Any) -> set[int]:
    """Values so near to a line that rounding it may decide."""
    return {place for place, number in enumerate(numbers) if abs(number - float(line)) <= NEAR}


@pytest.mark.parametrize("seed", range(200))
def test_lines_and_signals_agree(seed: int) -> None:
    numbers, count = generated(seed)
    found = ours(numbers, count)
    theirs = XmR(numbers, subset_end_index=count)
    (segment,) = found.segments
    assert segment.centre is not None
    assert segment.mean_range is not None
    assert segment.upper is not None
    assert segment.lower is not None
    assert segment.upper_range is not None
    for line, other in (
        (segment.centre, theirs.x_central_line()[0]), (segment.mean_range, theirs.mr_central_line()[0]),
        (segment.upper, theirs.upper_natural_process_limit()[0]),
        (segment.lower, theirs.lower_natural_process_limit()[0]),
        (segment.upper_range, theirs.upper_range_limit()[0]),
    ):  # fmt: skip
        assert float(line) == pytest.approx(float(other), abs=NEAR)
    if not segment.mean_range:
        return
    upper, lower, centre = float(segment.upper), float(segment.lower), float(segment.centre)
    unsure = close(numbers, upper) | close(numbers, lower)
    assert marked(found, Rule.OUTSIDE) - unsure == where(theirs.rule_1_x_indices_beyond_limits()) - unsure
    _compare_long_runs(found, theirs, numbers, centre)
    _compare_short_runs(found, theirs, numbers, (upper + centre) / 2, (lower + centre) / 2)


def _compare_long_runs(found: Analysis, theirs: XmR, numbers: list[float], centre: float) -> None:
    long, other = marked(found, Rule.LONG_RUN), where(theirs.rule_2_runs_about_central_line())
    if close(numbers, centre):
        assert long <= other | close(numbers, centre)
    else:
        assert long == other


def _compare_short_runs(
    found: Analysis, theirs: XmR, numbers: list[float], above: float, below: float
) -> None:
    if close(numbers, above) | close(numbers, below):
        return
    beyond = {place for place, number in enumerate(numbers) if number > above or number < below}
    other = where(theirs.rule_3_runs_near_limits()) & beyond
    short = marked(found, Rule.SHORT_RUN)
    assert other <= short
    for place in short - other:  # seen by us alone: a value near the other limit is among the four
        window = range(max(0, place - 3), min(len(numbers), place + 4))
        assert any(numbers[each] > above for each in window)
        assert any(numbers[each] < below for each in window)


def test_a_value_on_the_centre_line_breaks_our_runs_only() -> None:
    numbers = [1.0, 3.0] * 4 + [3.0] * 4 + [2.0] + [3.0] * 4
    found, theirs = ours(numbers, 8), XmR(numbers, subset_end_index=8)
    assert Decimal(2) == theirs.x_central_line()[0]
    assert marked(found, Rule.LONG_RUN) == set()
    assert where(theirs.rule_2_runs_about_central_line())


def test_only_values_near_the_limit_are_marked_by_us() -> None:
    numbers = [9.0, 11.0] * 6 + [14.0, 14.0, 11.0, 14.0]
    found, theirs = ours(numbers, 12), XmR(numbers, subset_end_index=12)
    assert marked(found, Rule.SHORT_RUN) == {12, 13, 15}
    assert where(theirs.rule_3_runs_near_limits()) == {12, 13, 14, 15}


def test_where_nothing_varies_there_is_nothing_to_judge_by() -> None:
    numbers = [5.0] * 12 + [6.0] * 8
    found, theirs = ours(numbers, 12), XmR(numbers, subset_end_index=12)
    assert found.signals == ()
    assert Caution.NO_VARIATION in found.cautions
    assert where(theirs.rule_1_x_indices_beyond_limits()) == set(range(12, 20))
