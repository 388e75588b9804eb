"""The line ahead of a curve, and the tree of causes behind a signal."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.causes import whys
from kpidesk.domain.curves import CRITERIA, Idea, RatedIdea, ahead, curve
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.reader import Collection
from kpidesk.domain.series import Cause, Forecast, Value
from kpidesk.domain.voting import Criterion, Rating, Tally
from kpidesk.domain.xmr import analyse

START = date(2024, 1, 1)
MONTH = PeriodType.MONTH


def analysis(*numbers: float):
    values = [
        Value(id=f"{n:03}", measure="m", period=shifted(START, MONTH, n), number=number)
        for n, number in enumerate(numbers)
    ]
    return analyse(values, [], MONTH)


def forecast(place: int, number: float, count: int = 12) -> Forecast:
    return Forecast(
        id=f"f{place}", measure="m", period=shifted(START, MONTH, count + place - 1), number=number
    )


def test_nothing_is_ahead_of_no_values() -> None:
    assert ahead(analysis(), MONTH, (), 12) == ()


def test_undrawn_it_goes_on_at_the_latest_values_whatever_happened_once() -> None:
    line = ahead(analysis(*[20.0] * 10, 4, 4, 4, 99, 4, 4, 4, 4), MONTH, (), 6)
    assert [each.number for each in line] == [4.0] * 6
    assert not any(each.drawn for each in line)


def test_between_drawn_periods_it_is_straight_and_after_them_level() -> None:
    line = ahead(analysis(*[10.0] * 12), MONTH, [forecast(2, 14.0), forecast(4, 18.0)], 6)
    assert [each.number for each in line] == [12.0, 14.0, 16.0, 18.0, 18.0, 18.0]
    assert [each.drawn for each in line] == [False, True, False, True, False, False]


def test_forecasts_of_the_past_or_of_other_periods_do_not_bend_it() -> None:
    odd = Forecast(
        id="q", measure="m", period=shifted(START, MONTH, 12), period_type=PeriodType.QUARTER, number=99
    )
    line = ahead(analysis(*[10.0] * 12), MONTH, [forecast(-3, 50.0), odd], 3)
    assert [each.number for each in line] == [10.0] * 3


def test_the_calendar_ends() -> None:
    value = Value(id="1", measure="m", period=date(9998, 6, 1), number=1.0)
    assert len(ahead(analyse([value], [], MONTH), MONTH, (), 24)) == 18


@given(st.dictionaries(st.integers(1, 24), st.floats(-1e6, 1e6), max_size=8))
def test_what_is_drawn_stays_and_the_rest_lies_between(numbers: dict[int, float]) -> None:
    line = ahead(analysis(*[0.0] * 12), MONTH, [forecast(*each) for each in numbers.items()], 24)
    assert {place: each.number for place, each in enumerate(line, 1) if each.drawn} == numbers
    low, high = min([0.0, *numbers.values()]), max([0.0, *numbers.values()])
    slack = 1e-9 * (1 + high - low)
    assert all(low - slack <= each.number <= high + slack for each in line)


def test_a_mean_counts_each_criterion_the_same() -> None:
    ratings = {Criterion.LEVERAGE: Tally((5, 5, 5), 5), Criterion.VALUES: Tally((2,), 5)}
    assert RatedIdea(Idea(id="i", measure="m", text="x"), ratings, None).mean == 3.5
    assert RatedIdea(Idea(id="i", measure="m", text="x"), {}, None).mean is None


def test_only_what_ideas_are_rated_for_counts() -> None:
    held = Collection([
        Idea(id="i", measure="m", text="x"),
        Rating(id="1", item="i", criterion=Criterion.LEVERAGE, rater="1", number=4),
        Rating(id="2", item="i", criterion=Criterion.STRENGTH, rater="1", number=1),
    ])  # fmt: skip
    (rated,) = curve(held, "m").ideas
    assert set(rated.ratings) <= {*CRITERIA}
    assert rated.mean == 4


def cause(key: str, answers: str | None = None) -> Cause:
    return Cause(id=key, acknowledgement="a", text=key, answers=answers)


def test_answers_are_read_one_behind_the_other() -> None:
    found = whys([cause("1"), cause("2"), cause("3", "1"), cause("4", "3"), cause("5", "1")])
    assert [(each.cause.id, each.depth, each.last) for each in found] == [
        ("1", 1, False), ("3", 2, False), ("4", 3, True), ("5", 2, True), ("2", 1, True),
    ]  # fmt: skip


@given(st.lists(st.integers(0, 30), max_size=40))
def test_every_answer_is_read_once_right_after_what_it_explains(above: list[int]) -> None:
    causes = [cause(f"{n:03}", f"{place:03}" if place < n else None) for n, place in enumerate(above)]
    found = whys(causes)
    assert sorted(each.cause.id for each in found) == [each.id for each in causes]
    seen: dict[str, int] = {}
    for each in found:
        if each.cause.answers:
            assert seen[each.cause.answers] == each.depth - 1
        seen[each.cause.id] = each.depth
