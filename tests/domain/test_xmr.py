"""The expected figures of the worked example, the edge rules, and what must hold for all series."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from kpidesk.domain.measures import Direction
from kpidesk.domain.period import PeriodType
from kpidesk.domain.series import Baseline, BaselineMode, Value
from kpidesk.domain.xmr import (
    Caution,
    Rule,
    Rules,
    Segment,
    Signal,
    Status,
    Suggestion,
    analyse,
    clipped,
    exact,
    rounded,
    status,
    suggestion,
)
from kpidesk.domain.xmr_rules import Lines, detect

Months = Callable[[str], list[Value]]
Made = Callable[..., Baseline]
SeriesOf = Callable[..., list[Value]]
Told = Callable[[Sequence[Signal]], str]

FLAT = [
    (
        "M01",
        "15.617",
        "4.327",
        "27.127",
        "4.106",
        "14.142",
        "R1: 2023-08; R2-: 2023-09..2024-05; R2-: 2024-07..2025-06",
    ),
    (
        "M02",
        "99.600",
        "0.094",
        "99.849",
        "99.351",
        "0.306",
        "R1: 2023-01, 2024-04, 2024-09; R2-: 2023-06..2024-01",
    ),
    (
        "M03",
        "26.992",
        "0.636",
        "28.684",
        "25.299",
        "2.080",
        "R1: 2024-02, 2024-04..2025-06; R2-: 2023-08..2025-06; R3-: 2023-12..2025-06",
    ),
    (
        "M04",
        "71.142",
        "1.618",
        "75.446",
        "66.837",
        "5.288",
        "R1: 2024-04..2024-11, 2025-01..2025-06; R2+: 2024-01..2025-06; R3+: 2024-04..2025-06",
    ),
    ("M05", "3.248", "0.573", "4.772", "1.725", "1.872", "R2+: 2023-11..2024-06"),
    ("M06", "6.308", "0.945", "8.823", "3.793", "3.090", "none"),
    (
        "M07",
        "51.517",
        "2.245",
        "57.490",
        "45.544",
        "7.338",
        (
            "R1: 2023-10..2023-12, 2024-02..2024-04, 2024-07..2025-06; R2-: 2023-01..2023-09; "
            "R3-: 2023-01..2023-06; R2+: 2023-10..2025-06; R3+: 2023-10..2025-06"
        ),
    ),
    (
        "M08",
        "5.583",
        "1.455",
        "9.452",
        "1.714",
        "4.753",
        (
            "R1: 2023-01..2023-02, 2023-12..2024-02, 2024-12..2025-01; R3-: 2023-06..2023-09; "
            "R3+: 2023-12..2024-02; R3-: 2024-06..2024-09; R3+: 2024-12..2025-02"
        ),
    ),
    (
        "M09",
        "22.442",
        "1.518",
        "26.480",
        "18.403",
        "4.961",
        "R1: 2024-07, 2025-01..2025-02, 2025-06; R3-: 2024-07..2024-11; R3+: 2025-01..2025-06",
    ),
    (
        "M10",
        "610.083",
        "8.909",
        "633.782",
        "586.385",
        "29.115",
        (
            "R1: 2023-06, 2023-12, 2024-12..2025-01; R3-: 2023-06..2023-09; "
            "R3+: 2023-12..2024-03; R3+: 2024-11..2025-02"
        ),
    ),
    (
        "M11",
        "86.200",
        "0.855",
        "88.473",
        "83.927",
        "2.793",
        "R1: 2024-10..2025-06; R2-: 2024-10..2025-06; R3-: 2024-10..2025-06",
    ),
    (
        "M12",
        "6.042",
        "0.236",
        "6.670",
        "5.413",
        "0.772",
        (
            "R1: 2025-01..2025-02, 2025-04..2025-06; R2+: 2024-01..2024-08; "
            "R3+: 2024-03..2024-07; R2+: 2024-10..2025-06; R3+: 2025-01..2025-06"
        ),
    ),
]


def shown(number: Fraction | None, places: int = 3) -> str:
    assert number is not None
    return str(rounded(number, places))


def level(segment: Segment) -> tuple[str, str, str]:
    """Centre, upper and lower limit as printed."""
    return shown(segment.centre), shown(segment.upper), shown(segment.lower)


@pytest.mark.parametrize(("code", "centre", "mean", "upper", "lower", "ranges", "signals"), FLAT)
def test_flat_limits_and_signals(
    months_of: Months,
    told: Told,
    code: str,
    centre: str,
    mean: str,
    upper: str,
    lower: str,
    ranges: str,
    signals: str,
) -> None:
    analysis = analyse(months_of(code))
    (segment,) = analysis.segments
    assert level(segment) == (centre, upper, lower)
    assert shown(segment.mean_range) == mean
    assert shown(segment.upper_range) == ranges
    assert told(analysis.signals) == signals
    assert segment.baseline_end == date(2023, 12, 1)


def test_limits_to_the_millionth(months_of: Months, sample: dict[str, Any]) -> None:
    for code, expected in sample["xmr_expected"].items():
        (segment,) = analyse(months_of(code)).segments
        found = (segment.centre, segment.mean_range, segment.upper, segment.lower, segment.upper_range)
        for number, wanted in zip(
            found, (expected[key] for key in ("cl", "mr", "u", "l", "umr")), strict=True
        ):
            assert float(rounded(number or Fraction(0), 6)) == pytest.approx(wanted, abs=1.1e-6)


@pytest.mark.parametrize(
    ("code", "added"),
    [
        ("M08", ["R2-: 2024-04..2024-10"]),
        ("M09", ["R2+: 2024-12..2025-06"]),
        ("M10", ["R2-: 2024-04..2024-10"]),
        *((code, []) for code in ("M01", "M02", "M03", "M04", "M05", "M06", "M07", "M11", "M12")),
    ],
)
def test_seven_in_a_row(months_of: Months, told: Told, code: str, added: list[str]) -> None:
    values = months_of(code)
    eight = told(analyse(values).signals).split("; ")
    seven = told(analyse(values, rules=Rules(long_run=7)).signals).split("; ")
    assert [part for part in seven if part not in eight] == added
    assert [part for part in eight if part not in seven] == []


class TestCases:
    """What the example's data were built to show."""

    def test_outlier_left_out_of_the_baseline(self, months_of: Months, baseline: Made, told: Told) -> None:
        analysis = analyse(months_of("M01"), [baseline("2023-01", excluded=("2023-08-01",))])
        (segment,) = analysis.segments
        assert segment.count == 11
        assert level(segment) == ("14.182", "17.669", "10.694")
        assert shown(segment.mean_range) == "1.311"
        assert told(analysis.signals) == (
            "R1: 2023-08, 2024-06..2024-08, 2024-10, 2024-12..2025-01, 2025-04..2025-06; "
            "R2-: 2024-07..2025-06; R3-: 2024-07..2025-06"
        )
        by_month = {point.period: point for point in analysis.points}
        assert by_month[date(2023, 8, 1)].excluded
        assert by_month[date(2023, 8, 1)].marks == {Rule.OUTSIDE}
        assert by_month[date(2023, 8, 1)].range is None
        assert by_month[date(2023, 9, 1)].range is None

    def test_outside_values_on_both_sides_in_a_row_have_no_side(
        self, months_of: Months, baseline: Made
    ) -> None:
        analysis = analyse(months_of("M01"), [baseline("2023-01", excluded=("2023-08",))])
        sides = {signal.first: signal.side for signal in analysis.signals if signal.rule is Rule.OUTSIDE}
        assert sides[date(2023, 8, 1)] == "+"
        assert sides[date(2024, 6, 1)] == ""
        assert sides[date(2024, 10, 1)] == "-"

    def test_new_baseline_after_the_shift(self, months_of: Months, baseline: Made) -> None:
        analysis = analyse(
            months_of("M01"), [baseline("2024-07"), baseline("2023-01", excluded=("2023-08",))]
        )
        old, new = analysis.segments
        assert (old.start, old.end) == (date(2023, 1, 1), date(2024, 6, 1))
        assert (new.start, new.end) == (date(2024, 7, 1), date(2025, 6, 1))
        assert level(new) == ("10.092", "14.033", "6.150")
        assert shown(new.mean_range) == "1.482"

    def test_trend(self, months_of: Months, baseline: Made, told: Told) -> None:
        analysis = analyse(months_of("M03"), [baseline("2023-01", mode=BaselineMode.TREND)])
        (segment,) = analysis.segments
        assert shown(segment.slope) == "-0.108"
        assert shown(segment.centre_at(date(2023, 1, 1))) == "27.588"
        assert shown(segment.centre_at(date(2025, 6, 1))) == "24.446"
        assert shown(segment.mean_range) == "0.636"
        upper, centre = segment.upper_at(date(2025, 6, 1)), segment.centre_at(date(2025, 6, 1))
        assert upper is not None
        assert centre is not None
        assert upper - centre == Fraction(266, 100) * (segment.mean_range or 0)
        assert told(analysis.signals) == "R1: 2024-12, 2025-06; R2-: 2023-12..2025-06; R3-: 2024-02..2025-06"

    @pytest.mark.parametrize(
        ("code", "start", "count", "expected"),
        [
            ("M04", "2024-04", 12, ("78.267", "85.328", "71.206")),
            ("M09", "2025-01", 6, ("26.633", "30.411", "22.856")),
            ("M11", "2024-11", 8, ("82.500", "84.590", "80.410")),
            ("M11", "2024-10", 9, ("81.989", "85.214", "78.764")),
            ("M12", "2025-01", 6, ("7.000", "7.904", "6.096")),
        ],
    )
    def test_new_baselines(
        self,
        months_of: Months,
        baseline: Made,
        code: str,
        start: str,
        count: int,
        expected: tuple[str, str, str],
    ) -> None:
        _, new = analyse(months_of(code), [baseline("2023-01"), baseline(start)]).segments
        assert new.count == count
        assert level(new) == expected
        assert new.young is (count < 10)
        assert (Caution.YOUNG in new.cautions) is (count < 10)

    def test_temporary_run(self, months_of: Months, baseline: Made, told: Told) -> None:
        values = months_of("M05")
        (run,) = analyse(values).signals
        assert len(run.marked) == 8
        assert suggestion(analyse(values)) is None
        (segment,) = analyse(values, [baseline("2023-01", periods=10)]).segments
        assert level(segment) == ("3.075", "4.529", "1.621")

    def test_short_baseline_invents_a_run(self, months_of: Months, baseline: Made, told: Told) -> None:
        analysis = analyse(months_of("M06"), [baseline("2023-01", periods=5)])
        (segment,) = analysis.segments
        assert (segment.centre, segment.mean_range) == (exact(5.98), exact(1.275))
        assert (segment.lower, segment.upper) == (exact(2.5885), exact(9.3715))
        assert told(analysis.signals) == "R2+: 2023-06..2024-01"
        assert segment.young

    def test_baseline_across_a_shift(self, months_of: Months, baseline: Made) -> None:
        values = months_of("M07")
        assert Caution.RUN_IN_BASELINE in analyse(values).cautions
        before, after = analyse(values, [baseline("2023-01", periods=9), baseline("2023-10")]).segments
        assert level(before) == ("48.311", "52.733", "43.889")
        assert level(after) == ("59.800", "65.241", "54.359")
        assert before.cautions == (Caution.YOUNG,)

    def test_seasonal(self, months_of: Months, baseline: Made, told: Told) -> None:
        analysis = analyse(months_of("M08"), [baseline("2023-01", mode=BaselineMode.SEASONAL)])
        (segment,) = analysis.segments
        assert " ".join(shown(segment.factors[month]) for month in range(1, 13)) == (
            "1.727 1.727 1.209 0.950 0.691 0.518 0.345 0.432 0.518 0.777 1.122 1.986"
        )
        assert level(segment) == ("5.585", "6.679", "4.492")
        assert shown(segment.mean_range) == "0.411"
        assert told(analysis.signals) == "R1: 2024-08, 2025-05; R2+: 2024-05..2025-01; R3+: 2024-08..2025-01"
        assert Caution.SEASONS_TOO_FEW in segment.cautions
        january = segment.centre_at(date(2024, 1, 1))
        assert january == (segment.centre or 0) * segment.factors[1]
        assert analysis.points[0].judged == pytest.approx(10 / 1.7266, abs=1e-3)

    def test_missing_month(self, months_of: Months) -> None:
        analysis = analyse(months_of("M10"))
        assert analysis.missing == (date(2024, 2, 1),)
        ranges = {point.period: point.range for point in analysis.points}
        assert date(2024, 2, 1) not in ranges
        assert ranges[date(2024, 3, 1)] is None
        assert ranges[date(2024, 4, 1)] == 22
        runs = [signal for signal in analysis.signals if signal.rule is Rule.SHORT_RUN]
        assert any(signal.first < date(2024, 2, 1) < signal.last for signal in runs)
        assert analysis.points[-1].position == 29

    def test_a_missing_month_may_have_no_record(self, months_of: Months) -> None:
        values = months_of("M10")
        sparse = analyse([value for value in values if value.number is not None])
        assert sparse.segments == analyse(values).segments
        assert sparse.signals == analyse(values).signals


class TestEdges:
    """The edge rules, one by one."""

    def test_equality_is_exact_on_decimals(self, months_of: Months, series: SeriesOf, told: Told) -> None:
        first = [value.number or 0.0 for value in months_of("M11")[:12]]
        assert sum(first) / 12 < 86.2  # what float arithmetic would compare with
        analysis = analyse(series([*first, 87, 87, 87, 87, 86.2, 87, 87, 87, 87]))
        assert analysis.segments[0].centre == exact(86.2)
        assert "R2" not in told(analysis.signals)
        above = analyse(series([*first, 87, 87, 87, 87, 86.21, 87, 87, 87, 87]))
        assert "R2+: 2023-11..2024-09" in told(above.signals)

    def test_a_value_on_the_limit_is_inside(self, series: SeriesOf) -> None:
        numbers = [10.1, 10.3, 10.1, 10.3, 10.1, 10.3]
        upper = analyse(series(numbers)).segments[0].upper
        assert upper == exact(10.732)
        assert upper < 10.2 + 2.66 * 0.2 + 1e-12
        signals = analyse(series([*numbers, 10.732]), [_first(6)]).signals
        assert [signal for signal in signals if signal.rule is Rule.OUTSIDE] == []
        (outside,) = analyse(series([*numbers, 10.733]), [_first(6)]).signals
        assert outside.rule is Rule.OUTSIDE

    def test_fewer_than_five_values_are_a_run_chart(self, series: SeriesOf) -> None:
        analysis = analyse(series([1, 2, None, 9, 4]))
        (segment,) = analysis.segments
        assert (segment.centre, segment.upper, segment.upper_range) == (None, None, None)
        assert segment.centre_at(date(2023, 1, 1)) is None
        assert segment.cautions == (Caution.RUN_CHART_ONLY,)
        assert analysis.signals == ()
        assert len(analysis.points) == 4

    def test_the_first_twelve_periods_count_whether_filled_or_not(self, series: SeriesOf) -> None:
        numbers = [1.0, None, 2.0, None, 3.0, None, None, None, None, None, None, 4.0, 5.0, 6.0]
        assert analyse(series(numbers)).segments[0].count == 4
        assert analyse(series([*numbers[:10], 9.0, *numbers[11:]])).segments[0].count == 5

    def test_no_neighbours_no_limits(self, series: SeriesOf) -> None:
        analysis = analyse(series([1, None, 2, None, 3, None, 4, None, 5, None, 6]))
        assert analysis.segments[0].cautions == (Caution.NO_RANGES,)

    def test_zero_variance(self, series: SeriesOf) -> None:
        analysis = analyse(series([7.1] * 12 + [9.0] * 12))
        (segment,) = analysis.segments
        assert segment.upper == segment.lower == segment.centre == exact(7.1)
        assert segment.cautions == (Caution.NO_VARIATION,)
        assert analysis.signals == ()

    def test_no_values(self) -> None:
        analysis = analyse([])
        assert (analysis.segments, analysis.points, analysis.signals) == ((), (), ())
        assert status(analysis, Direction.UP) is Status.UNCLEAR
        assert suggestion(analysis) is None

    def test_duplicate_periods_are_refused(self, series: SeriesOf) -> None:
        with pytest.raises(ValueError, match="2023-02-01"):
            analyse([*series([1, 2, 3]), *series([4], start=date(2023, 2, 1))])

    @pytest.mark.parametrize("number", [float("nan"), float("inf")])
    def test_only_finite_numbers(self, series: SeriesOf, number: float) -> None:
        with pytest.raises(ValueError):  # noqa: PT011 - any text will do
            analyse(series([1, number]))

    def test_values_may_come_in_any_order(self, months_of: Months) -> None:
        values = months_of("M02")
        assert analyse(values[::-1]) == analyse(values)

    def test_values_of_another_length_of_period_are_left_out(self, series: SeriesOf) -> None:
        yearly = series([1, 2], kind=PeriodType.YEAR)
        analysis = analyse([*series([1, 2, 3], start=date(2024, 1, 1)), *yearly])
        assert (len(analysis.values), analysis.others) == (3, 2)

    def test_values_before_the_first_baseline_are_judged_by_it(
        self, months_of: Months, baseline: Made, told: Told
    ) -> None:
        analysis = analyse(months_of("M11"), [baseline("2024-11")])
        (segment,) = analysis.segments
        assert segment.start == date(2023, 1, 1)
        assert told(analysis.signals).startswith("R1: 2023-01..2024-10")

    def test_a_border_stops_runs_and_ranges(self, series: SeriesOf, baseline: Made) -> None:
        numbers = [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 5, 5, 5, 5, 5, 5, 5, 5]
        whole = analyse(series(numbers))
        assert [signal.rule for signal in whole.signals if signal.rule is Rule.LONG_RUN] == [Rule.LONG_RUN]
        parted = analyse(series(numbers), [baseline("2023-01"), baseline("2024-05")])
        assert [signal for signal in parted.signals if signal.rule is Rule.LONG_RUN] == []
        assert {point.period: point.range for point in parted.points}[date(2024, 5, 1)] is None

    def test_a_baseline_ends_where_the_next_one_starts(self, months_of: Months, baseline: Made) -> None:
        old, _ = analyse(months_of("M07"), [baseline("2023-01"), baseline("2023-10")]).segments
        assert old.count == 9
        assert old.baseline_end == date(2023, 9, 1)
        assert Caution.CUT in old.cautions

    def test_a_baseline_in_the_future_changes_nothing(self, months_of: Months, baseline: Made) -> None:
        values = months_of("M06")
        (segment,) = analyse(values, [baseline("2023-01"), baseline("2026-01")]).segments
        assert segment.end == date(2025, 6, 1)
        assert segment.cautions == ()

    def test_short_runs_that_share_a_value_are_one(
        self, series: SeriesOf, baseline: Made, told: Told
    ) -> None:
        calm = [0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2]  # mean 1, limits ± 5.32, half-way 2.66
        apart = analyse(series([*calm, 4, 4, 4, 1, 1, 1, 4, 4, 4]))
        assert told(apart.signals) == "R3+: 2024-01..2024-03; R3+: 2024-07..2024-09"
        together = analyse(series([*calm, 4, 4, 4, 1, 4, 4, 4]))
        assert told(together.signals) == "R3+: 2024-01..2024-07"
        assert len(together.signals[0].marked) == 6

    def test_three_of_four(self, series: SeriesOf, told: Told) -> None:
        calm = [0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2]
        assert told(analyse(series([*calm, 4, 0, 4, 4])).signals) == "R3+: 2024-01..2024-04"
        assert told(analyse(series([*calm, 4, 0, 4, 0, 4])).signals) == "none"

    def test_three_plotted_values_are_one_window(self) -> None:
        lines = Lines(upper=20, lower=-20, centre_floor=0, centre_ceiling=0, half_upper=10, half_lower=-10)
        assert detect([12, 12, 12], lines, Rules()) == [(Rule.SHORT_RUN, "+", [0, 1, 2])]
        assert detect([12, 12], lines, Rules()) == []
        assert detect([12, 5, 12], lines, Rules()) == []

    def test_ten_of_twelve_replaces_the_long_run(self, series: SeriesOf, told: Told) -> None:
        calm = [0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2]
        numbers = [*calm, 0, 0, 2, 2, 2, 2, 2, 0, 2, 2, 2, 2, 2, 0, 0, 0]
        assert "R2" not in told(analyse(series(numbers)).signals)
        analysis = analyse(series(numbers), rules=Rules(ten_of_twelve=True))
        (run,) = [signal for signal in analysis.signals if signal.rule is Rule.LONG_RUN]
        assert (run.side, len(run.marked)) == ("+", 10)
        assert (run.first, run.last) == (date(2024, 3, 1), date(2025, 1, 1))
        eight = [*calm, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0]
        assert "R2+: 2024-03..2024-10" in told(analyse(series(eight)).signals)
        assert "R2" not in told(analyse(series(eight), rules=Rules(ten_of_twelve=True)).signals)

    def test_trend_with_an_odd_count_and_gaps(self, series: SeriesOf, baseline: Made) -> None:
        straight = [10.0 + 0.5 * i for i in range(7)]
        numbers = [straight[0], None, straight[2], 99.0, straight[4], straight[5], straight[6]]
        (segment,) = analyse(
            series(numbers), [baseline("2023-01", periods=7, mode=BaselineMode.TREND)]
        ).segments
        assert segment.slope == Fraction(1, 2)
        assert segment.centre == 10

    def test_trend_needs_both_halves(self, series: SeriesOf, baseline: Made) -> None:
        numbers = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, *[None] * 5]
        made = [baseline("2023-01", mode=BaselineMode.TREND, excluded=("2023-04", "2023-05"))]
        assert Caution.RUN_CHART_ONLY in analyse(series(numbers), made).cautions
        late = analyse(series([*numbers, None, 7.0]), [baseline("2023-01", mode=BaselineMode.TREND)])
        assert late.cautions == (Caution.TREND_REFUSED,)
        assert late.segments[0].centre is None

    @pytest.mark.parametrize(
        ("numbers", "kind"),
        [
            ([5.0] * 23, PeriodType.MONTH),
            ([-1.0, 2.0] * 18, PeriodType.MONTH),
            ([0.0, 2.0] * 18, PeriodType.MONTH),
            ([3.0, 2.0] * 18, PeriodType.YEAR),
        ],
    )
    def test_seasons_refused(
        self, series: SeriesOf, baseline: Made, numbers: list[float], kind: PeriodType
    ) -> None:
        values = series(numbers, start=date(1990, 1, 1), kind=kind)
        analysis = analyse(values, [baseline("1990-01", mode=BaselineMode.SEASONAL)], kind)
        assert Caution.SEASONS_REFUSED in analysis.cautions
        assert analysis.signals == ()

    def test_three_years_of_quarters_carry_seasons(self, series: SeriesOf, baseline: Made) -> None:
        values = series([10, 20, 30, 41, 11, 19, 31, 40, 9, 21, 29, 40], kind=PeriodType.QUARTER)
        made = [baseline("2023-01", mode=BaselineMode.SEASONAL)]
        (segment,) = analyse(values, made, PeriodType.QUARTER).segments
        assert segment.cautions == ()
        assert sum(segment.factors.values()) == 4

    def test_weeks(self, series: SeriesOf) -> None:
        analysis = analyse(
            series([1, 2, 1, 2, 1, None, 2], start=date(2024, 12, 16), kind=PeriodType.WEEK),
            (),
            PeriodType.WEEK,
        )
        assert [point.position for point in analysis.points] == [0, 1, 2, 3, 4, 6]
        assert analysis.points[-1].range is None

    def test_clipping(self) -> None:
        assert clipped(Fraction(-3), 0, None) == (0, True)
        assert clipped(Fraction(1004, 10), None, 100.0) == (100, True)
        assert clipped(Fraction(50), 0, 100) == (50, False)

    def test_rounding_is_half_up(self) -> None:
        assert str(rounded(0.125, 2)) == "0.13"
        assert str(rounded(-0.125, 2)) == "-0.13"
        assert str(rounded(1.005, 2)) == "1.01"
        assert str(rounded(-0.001, 2)) == "0.00"
        assert str(rounded(exact(2.5885), 3)) == "2.589"
        assert str(rounded(86, 1)) == "86.0"


class TestStatus:
    """Words for what the signals say, and where a new baseline may start."""

    @pytest.mark.parametrize(
        ("code", "direction", "expected"),
        [
            ("M01", Direction.DOWN, Status.IMPROVING),
            ("M02", Direction.UP, Status.NO_CHANGE),
            ("M04", Direction.UP, Status.IMPROVING),
            ("M05", Direction.DOWN, Status.NO_CHANGE),
            ("M06", Direction.DOWN, Status.NO_CHANGE),
            ("M09", Direction.WATCH, Status.UNCLEAR),
            ("M11", Direction.UP, Status.WORSENING),
            ("M12", Direction.UP, Status.IMPROVING),
        ],
    )
    def test_against_direction(
        self, months_of: Months, code: str, direction: Direction, expected: Status
    ) -> None:
        assert status(analyse(months_of(code)), direction) is expected

    def test_range(self, months_of: Months) -> None:
        analysis = analyse(months_of("M07"))
        assert status(analysis, Direction.RANGE, 60, 70) is Status.IMPROVING
        assert status(analysis, Direction.RANGE, 40, 50) is Status.WORSENING
        assert status(analysis, Direction.RANGE, 40, 70) is Status.NO_CHANGE
        assert status(analysis, Direction.RANGE) is Status.UNCLEAR

    def test_young_limits_are_unclear(self, months_of: Months, baseline: Made) -> None:
        analysis = analyse(months_of("M11"), [baseline("2023-01"), baseline("2024-11")])
        assert status(analysis, Direction.UP) is Status.UNCLEAR

    def test_suggestions(self, months_of: Months, baseline: Made) -> None:
        found = suggestion(analyse(months_of("M01")))
        assert found == Suggestion(date(2024, 7, 1), "-", 12, inside_baseline=False)
        inside = suggestion(analyse(months_of("M07")))
        assert inside == Suggestion(date(2023, 10, 1), "+", 21, inside_baseline=True)
        done = analyse(months_of("M04"), [baseline("2023-01"), baseline("2024-04")])
        assert suggestion(done) is None


def _first(periods: int) -> Baseline:
    return Baseline(id="b", measure="m", start=date(2023, 1, 1), periods=periods)
