"""Aids to the eye: what they are made of, and that they never reach over a gap."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.overlays import moving_average, percentiles, window
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.series import Value
from kpidesk.domain.xmr import Analysis, analyse

START = date(2023, 1, 1)
NUMBERS = st.lists(
    st.none() | st.integers(-10_000, 10_000).map(lambda each: each / 100), min_size=1, max_size=40
)


def analysis(numbers: list[float | None], kind: PeriodType = PeriodType.MONTH) -> Analysis:
    values = [
        Value(id=f"v{i:03}", measure="m", period=shifted(START, kind, i), period_type=kind, number=number)
        for i, number in enumerate(numbers)
    ]
    return analyse(values, (), kind)


def test_a_mean_is_exact_and_waits_for_a_whole_window() -> None:
    found = moving_average(analysis([0.1] * 11 + [1.3, 0.1]))
    assert [(day.month, mean) for day, mean in found] == [(12, Fraction(1, 5)), (1, Fraction(1, 5))]
    assert window(PeriodType.QUARTER) == 4
    assert len(moving_average(analysis([1.0, 2.0, 3.0, 4.0, 5.0], PeriodType.QUARTER))) == 2


@given(NUMBERS)
def test_a_mean_never_reaches_over_a_gap_and_lies_among_its_values(numbers) -> None:
    found = dict(moving_average(analysis(numbers)))
    for last in range(len(numbers)):
        part = numbers[max(last - 11, 0) : last + 1]
        whole = len(part) == 12 and None not in part
        day = shifted(START, PeriodType.MONTH, last)
        assert (day in found) == whole
        if whole:
            known = [each for each in part if each is not None]
            assert min(known) - 1e-9 <= float(found[day]) <= max(known) + 1e-9


@given(NUMBERS)
def test_percentiles_are_in_order_and_within_the_values(numbers) -> None:
    known = [each for each in numbers if each is not None]
    found = percentiles(analysis(numbers))
    assert bool(found) == (len(known) >= 5)
    if found:
        ordered = [*found.values()]
        assert ordered == sorted(ordered)
        assert min(known) <= float(ordered[0])
        assert float(ordered[-1]) <= max(known)


def test_half_of_the_values_lie_below_the_middle() -> None:
    assert percentiles(analysis([5.0, 1.0, 3.0, 2.0, 4.0])) == {
        10: Fraction(7, 5), 50: Fraction(3), 90: Fraction(23, 5),
    }  # fmt: skip
