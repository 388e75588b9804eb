"""Signals that call for somebody, and reviews that come."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.definitions import Milestone, ResponseRule, Way
from kpidesk.domain.escalation import calls, rules_for, working_days_after
from kpidesk.domain.measures import Direction, Measure, MeasureStatus, Target, TargetKind
from kpidesk.domain.people import Person
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.reviews import ReviewReason, months_later, review_of, reviews
from kpidesk.domain.series import Acknowledgement, SignalVerdict, Value
from kpidesk.domain.xmr_rules import Rule

ANA, BEN = Person(id="ana", name="Ana Ruiz"), Person(id="ben", name="Ben Oduya")
BAD = ResponseRule(id="r1", signal=Rule.OUTSIDE, way=Way.BAD, within=10, response="explains")
GOOD = ResponseRule(id="r2", signal=Rule.OUTSIDE, way=Way.GOOD, told="ben", within=5)


def measure(**given: object) -> Measure:
    fields = {"direction": Direction.DOWN, "owner": "ana", "status": MeasureStatus.LIVE, **given}
    return Measure(id="m", code="M01", name="Minutes", **fields)


def series(*last: float) -> list[Record]:
    """A year that varies as usual, then what came."""
    numbers = [*[10.0, 12.0] * 6, *last]
    start = date(2024, 1, 1)
    return [
        Value(id=f"v{i:02}", measure="m", period=shifted(start, PeriodType.MONTH, i), number=number)
        for i, number in enumerate(numbers)
    ]


def desk(*records: Record, one: Measure | None = None, last: tuple[float, ...] = (60.0,)) -> Collection:
    return Collection([ANA, BEN, one or measure(), *series(*last), *records])


def test_a_signal_calls_for_the_owner_within_the_working_days() -> None:
    (call,) = calls(desk(BAD, GOOD))
    assert (call.measure.code, call.rule, call.told) == ("M01", BAD, ANA)
    assert call.known == date(2025, 2, 1)  # a Saturday: the value of January was there then
    assert call.by == date(2025, 2, 14)


def test_values_that_take_their_time_give_time() -> None:
    (call,) = calls(desk(BAD, one=measure(lag_days=12)))
    assert call.known == date(2025, 2, 13)


@pytest.mark.parametrize(
    ("direction", "number", "rules"),
    [
        (Direction.DOWN, 60.0, ["r1"]),
        (Direction.UP, 60.0, ["r2"]),
        (Direction.UP, -40.0, ["r1"]),
        (Direction.WATCH, 60.0, []),
    ],
)
def test_the_side_is_read_against_the_direction(
    direction: Direction, number: float, rules: list[str]
) -> None:
    found = calls(desk(BAD, GOOD, one=measure(direction=direction), last=(number,)))
    assert [call.rule.id for call in found] == rules


def test_within_a_range_what_comes_nearer_is_good() -> None:
    ranged = measure(direction=Direction.RANGE)
    target = Target(id="t", measure="m", kind=TargetKind.RANGE, low=40.0, high=70.0)
    assert [call.rule.id for call in calls(desk(BAD, GOOD, target, one=ranged))] == ["r2"]
    assert calls(desk(BAD, GOOD, one=ranged)) == []


def test_rules_for_either_way_call_even_where_nobody_knows_what_is_good() -> None:
    either = ResponseRule(id="r", way=Way.ANY)
    assert len(calls(desk(either, one=measure(direction=Direction.WATCH)))) == 1


def test_own_rules_hold_instead_of_those_for_all() -> None:
    own = ResponseRule(id="own", measure="m", way=Way.GOOD)
    reader = desk(BAD, own)
    assert rules_for(reader, "m") == (own,)
    assert calls(reader) == []


@pytest.mark.parametrize("status", [MeasureStatus.PAUSED, MeasureStatus.RETIRED])
def test_what_rests_calls_for_nobody(status: MeasureStatus) -> None:
    assert calls(desk(BAD, one=measure(status=status))) == []


@pytest.mark.parametrize(("verdict", "count"), [(SignalVerdict.KNOWN_EVENT, 0), (None, 1)])
def test_a_verdict_answers_a_signal(verdict: SignalVerdict | None, count: int) -> None:
    period = date(2025, 1, 1)
    said = Acknowledgement(
        id="a", measure="m", rule=Rule.OUTSIDE, side="+", first=period, last=period, verdict=verdict
    )
    assert len(calls(desk(BAD, said))) == count


def test_a_run_that_goes_on_does_not_put_the_day_off() -> None:
    long = ResponseRule(id="r", signal=Rule.LONG_RUN, way=Way.ANY)
    first = calls(desk(long, last=(12.5,) * 8))
    later = calls(desk(long, last=(12.5,) * 11))
    assert first
    assert [call.by for call in first] == [call.by for call in later]


def test_a_signal_that_is_over_calls_for_nobody() -> None:
    assert calls(desk(BAD, last=(60.0, 11.0))) == []


def test_without_an_owner_the_call_has_nobody() -> None:
    (call,) = calls(desk(BAD, one=measure(owner=None)))
    assert call.told is None


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 260))
def test_working_days_are_counted_by_weekdays(day: date, count: int) -> None:
    end = working_days_after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    worked = [each for each in between if each.weekday() < 5]
    assert end.weekday() < 5
    assert len(worked) == count or (count == 0 and len(worked) == 1)


# -- reviews


def test_a_review_is_due_fifteen_months_after_going_live() -> None:
    live = measure(live_since=date(2024, 11, 30))
    review = review_of(Collection([live]), live)
    assert review is not None
    assert (review.on, review.reason) == (date(2026, 2, 28), ReviewReason.DEFAULT)


def test_a_day_of_its_own_goes_before_a_milestone_and_that_before_the_usual() -> None:
    plan = Milestone(id="plan", name="Plan", on=date(2026, 9, 30))
    hung = measure(live_since=date(2024, 1, 1), review_milestone="plan")
    set_ = measure(live_since=date(2024, 1, 1), review_milestone="plan", review_on=date(2025, 5, 1))
    found = [review_of(Collection([plan]), each) for each in (hung, set_)]
    assert [each and (each.on, each.reason) for each in found] == [
        (date(2026, 9, 30), ReviewReason.MILESTONE),
        (date(2025, 5, 1), ReviewReason.SET),
    ]


def test_what_is_not_live_or_retired_has_no_review() -> None:
    assert review_of(Collection([]), measure(status=MeasureStatus.IDEA)) is None
    retired = measure(status=MeasureStatus.RETIRED, live_since=date(2024, 1, 1))
    assert review_of(Collection([]), retired) is None


def test_reviews_come_in_order() -> None:
    days = (date(2026, 3, 1), date(2025, 1, 1), date(2027, 1, 1))
    some = [Measure(id=f"m{i}", code=f"M0{i}", name=f"m{i}", review_on=day) for i, day in enumerate(days)]
    assert [review.measure.id for review in reviews(Collection(some))] == ["m1", "m0", "m2"]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
