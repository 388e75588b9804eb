"""Values, remarks, baselines and targets."""

from dataclasses import replace
from datetime import date, datetime
from math import inf, nan

import pytest

from kpidesk.actions import measures, series
from kpidesk.domain.measures import Measure, Target, TargetKind
from kpidesk.domain.period import PeriodType
from kpidesk.domain.series import (
    Annotation,
    AnnotationKind,
    Baseline,
    BaselineMode,
    ImportLayout,
    Value,
    ValueStatus,
)


@pytest.fixture
def minutes(do) -> Measure:
    return do(measures.add, "Minutes", None)


def numbers(desk, measure: Measure) -> dict[str, float | None]:
    return {value.period.isoformat(): value.number for value in desk.find(Value, measure=measure.id)}


def test_values_are_entered_by_any_day_of_their_period(begun, do, minutes) -> None:
    days = {date(2024, 1, 31): 16.4, date(2024, 2, 1): None, datetime.fromisoformat("2024-03-09T12:00"): 14}
    assert do(series.set_values, minutes.id, days) == 3
    assert numbers(begun, minutes) == {"2024-01-01": 16.4, "2024-02-01": None, "2024-03-01": 14.0}
    assert do(series.set_values, minutes.id, {date(2024, 1, 1): 16.4, date(2024, 2, 1): 0.1}) == 1
    begun.undo()
    assert numbers(begun, minutes)["2024-02-01"] is None


def test_the_same_again_is_no_step(begun, do, minutes) -> None:
    do(series.set_values, minutes.id, {date(2024, 1, 1): -0.0})
    before = begun.last_edit
    assert do(series.set_values, minutes.id, {date(2024, 1, 1): 0.0}) == 0
    assert begun.last_edit == before
    assert str(numbers(begun, minutes)["2024-01-01"]) == "0.0"


def test_a_correction_keeps_what_else_is_known_of_a_value(begun, do, minutes) -> None:
    with begun.edit("Put") as edit:
        known = edit.put(
            Value(
                id=edit.new_id(), measure=minutes.id, period=date(2024, 1, 1), number=1.0, cases=7, source="x"
            )
        )
    do(series.set_values, minutes.id, {date(2024, 1, 5): 2.0})
    (after,) = begun.find(Value)
    assert (after.id, after.number, after.cases, after.source) == (known.id, 2.0, 7, "x")


@pytest.mark.parametrize(
    ("kind", "day", "name"),
    [
        (PeriodType.WEEK, date(2024, 2, 1), "2024-W05"),
        (PeriodType.MONTH, date(2024, 2, 1), "2024-02"),
        (PeriodType.QUARTER, date(2024, 5, 1), "2024-Q2"),
        (PeriodType.YEAR, date(2024, 5, 1), "2024"),
        (PeriodType.SEASON, date(2024, 5, 1), "2024"),
    ],
)
def test_a_number_out_of_bounds_is_named_with_period_and_bound(do, refused, minutes, kind, day, name) -> None:
    do(measures.change, minutes.id, lower_bound=0.0, upper_bound=100.0, period_type=kind)
    fine = {date(2020, 1, 1): 1.0}
    said = refused(series.set_values, minutes.id, fine | {day: 100.5})
    assert said == f"{name}: 100.5 is above the highest possible value, 100."
    said = refused(series.set_values, minutes.id, fine | {day: -1})
    assert said == f"{name}: -1 is below the lowest possible value, 0."


def test_what_is_no_number_or_given_twice_is_refused(refused, minutes) -> None:
    for wrong in (nan, inf, 10**400):
        refused(series.set_values, minutes.id, {date(2024, 1, 1): wrong})
    twice = {date(2024, 1, 1): 1.0, date(2024, 1, 2): 2.0}
    assert "2024-01" in refused(series.set_values, minutes.id, twice)


def test_what_else_is_known_of_a_value_changes(begun, do, refused, minutes) -> None:
    do(series.set_values, minutes.id, {date(2024, 1, 1): 1.0})
    (value,) = begun.find(Value)
    after = do(series.change_value, value.id, status=ValueStatus.PROVISIONAL, cases=12, source="log")
    assert (after.status, after.cases, after.source, after.number) == (
        ValueStatus.PROVISIONAL,
        12,
        "log",
        1.0,
    )
    refused(series.change_value, value.id, cases=-1)
    refused(series.change_value, value.id, number=2.0, error=TypeError)


def test_values_are_taken_away(begun, do, minutes) -> None:
    do(series.set_values, minutes.id, {date(2024, month, 1): 1.0 for month in (1, 2, 3)})
    days = date(2024, 1, 17), date(2024, 3, 1), date(2030, 1, 1)
    do(series.remove_values, [(minutes.id, day) for day in days])
    assert list(numbers(begun, minutes)) == ["2024-02-01"]
    begun.undo()
    assert len(numbers(begun, minutes)) == 3


def test_remarks(begun, do, refused, minutes) -> None:
    remark = do(series.annotate, minutes.id, date(2023, 8, 9), " Main break ")
    assert (remark.period, remark.until, remark.text) == (date(2023, 8, 1), None, "Main break")
    assert do(series.annotate, minutes.id, date(2023, 8, 9), "x", date(2023, 8, 30)).until is None
    after = do(series.change_annotation, remark.id, until=date(2023, 10, 9), kind=AnnotationKind.ACTION)
    assert (after.until, after.kind) == (date(2023, 10, 1), AnnotationKind.ACTION)
    assert "beginning" in refused(series.change_annotation, remark.id, until=date(2023, 7, 31))
    refused(series.change_annotation, remark.id, text="")
    refused(series.annotate, minutes.id, date(2023, 8, 1), " ")
    do(series.remove_annotation, remark.id)
    assert len(begun.find(Annotation)) == 1


def test_baselines(begun, do, refused, minutes, clock) -> None:
    first = do(series.set_baseline, minutes.id, date(2023, 1, 17), 12, "The first year", "H. Brandt")
    assert (first.start, first.decided_on, first.mode) == (
        date(2023, 1, 1),
        clock.now.astimezone().date(),
        BaselineMode.FLAT,
    )
    again = do(
        series.set_baseline, minutes.id, date(2023, 1, 2), 10, "Better", mode=BaselineMode.TREND,
        excluded=["2023-08"],
    )  # fmt: skip
    assert begun.find(Baseline) == (again,)
    assert (again.id, again.periods, again.excluded) == (first.id, 10, ("2023-08",))
    for periods in (0, -3, 1001):
        refused(series.set_baseline, minutes.id, date(2024, 1, 1), periods, "")
    do(series.remove_baseline, first.id)
    assert begun.find(Baseline) == ()


def test_targets(begun, do, minutes) -> None:
    target = do(series.set_target, minutes.id, high=9, by=date(2026, 12, 5), wording="≤ 9")
    assert (target.high, target.by, target.by_period) == (9.0, date(2026, 12, 31), PeriodType.MONTH)
    after = do(series.set_target, minutes.id, target.id, by=None, every=PeriodType.YEAR)
    assert (after.high, after.by, after.every) == (9.0, None, PeriodType.YEAR)
    quarter = do(series.set_target, minutes.id, low=1, by=date(2026, 2, 1), by_period=PeriodType.QUARTER)
    assert quarter.by == date(2026, 3, 31)
    assert do(series.set_target, minutes.id, low=1, by=date.max).by == date.max
    do(series.remove_target, target.id)
    assert len(begun.find(Target)) == 2


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"wording": " "},
        {"low": 3.0, "high": 2.0},
        {"low": nan},
        {"high": 1.0, "by": date(2026, 1, 1), "every": PeriodType.YEAR},
    ],
)
def test_what_is_no_target_is_refused(refused, minutes, given) -> None:
    refused(series.set_target, minutes.id, **given)


def test_a_range_needs_a_bound(refused, minutes) -> None:
    assert "one bound" in refused(series.set_target, minutes.id, kind=TargetKind.RANGE, wording="steady")


def test_values_from_a_file_are_one_step_with_layout_and_reason(begun, do):
    measure = do(measures.add, "Leaks", None)
    other = do(measures.add, "Calls", None)
    do(series.set_values, measure.id, {date(2025, 1, 1): 5.0})
    layout = ImportLayout(id="", headings=("Month", "Leaks"), columns=("period", measure.id), decimal=",")
    entries = [
        series.Entry(measure.id, date(2025, 1, 1), 6.0, ValueStatus.PROVISIONAL, "log"),
        series.Entry(measure.id, date(2025, 2, 14), None),
        series.Entry(other.id, date(2025, 2, 1), 0.0221),
    ]
    before = begun.find(Value)
    assert do(series.take_values, entries, layout, reason="Meter was read again") == 3
    corrected = begun.find(Value, measure=measure.id, period=date(2025, 1, 1))[0]
    assert (corrected.number, corrected.status, corrected.source) == (6.0, ValueStatus.PROVISIONAL, "log")
    assert corrected.reason == "Meter was read again"
    assert begun.find(Value, measure=measure.id, period=date(2025, 2, 1))[0].number is None
    (fresh,) = begun.find(Value, measure=other.id)
    assert (fresh.number, fresh.reason) == (0.0221, "")
    assert do(series.take_values, entries, replace(layout, decimal=".")) == 0
    assert [(each.columns, each.decimal) for each in begun.find(ImportLayout)] == [(layout.columns, ".")]
    begun.undo()
    begun.undo()
    assert (begun.find(Value), begun.find(ImportLayout)) == (before, ())


def test_one_bad_value_of_many_changes_nothing(do, refused):
    measure = do(measures.add, "Share", None)
    do(measures.change, measure.id, upper_bound=100.0)
    entries = [
        series.Entry(measure.id, date(2025, 1, 1), 5.0),
        series.Entry(measure.id, date(2025, 2, 1), 101.0),
    ]
    assert "above the highest possible value" in refused(series.take_values, entries)
    twice = [series.Entry(measure.id, date(2025, 1, day), float(day)) for day in (1, 2)]
    assert refused(series.take_values, twice) == "There are two values for 2025-01."
    assert "at most" in refused(series.take_values, entries[:1], None, reason="x" * 30_000)
