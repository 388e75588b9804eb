"""What people do while turning a curve and asking why, and what is refused."""

from datetime import date

import pytest

from kpidesk.actions import causes, curves, measures
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.curves import Factor, Idea, Pull, curve
from kpidesk.domain.measures import Measure
from kpidesk.domain.series import Acknowledgement, Cause, CauseKind, Forecast
from kpidesk.domain.wording import Refused
from kpidesk.domain.xmr import Rule, Signal

MAY = date(2025, 5, 1)
SIGNAL = Signal(Rule.OUTSIDE, "+", MAY, MAY, (MAY,), 0)


@pytest.fixture
def measure(do) -> Measure:
    return do(
        measures.change, do(measures.add, "Calls Answered", None).id, lower_bound=0.0, upper_bound=100.0
    )


def test_forecasts_are_set_moved_and_taken_away_by_any_day_of_their_period(begun, do, measure) -> None:
    do(curves.set_forecasts, measure.id, {date(2025, 5, 17): 40.0, date(2025, 6, 1): 41.0}, "the room")
    do(curves.set_forecasts, measure.id, {MAY: 42.0, date(2025, 6, 30): None, date(2025, 7, 1): None})
    (held,) = begun.find(Forecast)
    assert (held.period, held.number, held.by) == (MAY, 42.0, "the room")
    do(curves.clear_forecasts, measure.id)
    assert begun.find(Forecast) == ()


@pytest.mark.parametrize("number", [-1.0, 100.5, float("inf"), float("nan")])
def test_a_forecast_beyond_what_can_be_is_refused_and_none_is_set(begun, do, measure, number) -> None:
    with pytest.raises(Refused):
        do(curves.set_forecasts, measure.id, {MAY: 50.0, date(2025, 6, 1): number})
    assert begun.find(Forecast) == ()


def ranks(desk, measure: Measure, pull: Pull = Pull.CONTRIBUTING) -> list[tuple[str, int | None]]:
    return [(each.text, each.rank) for each in curve(desk, measure.id).factors[pull]]


def test_factors_keep_a_rank_of_their_own_whatever_comes_and_goes(begun, do, measure) -> None:
    do(curves.add_factors, measure.id, ["a", " ", "b", "c"], Pull.CONTRIBUTING)
    do(curves.add_factors, measure.id, ["x"], Pull.RESTRICTING)
    last = begun.find(Factor, text="c")[0]
    do(curves.move_factor, last.id, -9)
    assert ranks(begun, measure) == [("c", 1), ("a", 2), ("b", 3)]
    do(curves.remove_factor, begun.find(Factor, text="a")[0].id)
    assert ranks(begun, measure) == [("c", 1), ("b", 2)]
    assert ranks(begun, measure, Pull.RESTRICTING) == [("x", 1)]


def test_what_stands_there_is_not_noted_twice(begun, do, measure) -> None:
    do(curves.add_ideas, measure.id, ["Ask", "ask ", "Wait"])
    do(curves.add_helpers, measure.id, ["County", "county"])
    found = curve(begun, measure.id)
    assert [each.idea.text for each in found.ideas] == ["Ask", "Wait"]
    assert [each.name for each in found.helpers] == ["County"]
    with pytest.raises(Refused, match="at most 60"):
        do(curves.add_ideas, measure.id, [str(n) for n in range(61)])


def test_a_promise_belongs_to_the_measure_and_outlives_its_idea(begun, do, measure) -> None:
    do(curves.add_ideas, measure.id, ["Ask"])
    (idea,) = begun.find(Idea)
    with pytest.raises(Refused, match="who promises"):
        do(curves.promise, idea.id, "  ", MAY)
    do(curves.promise, idea.id, "J. Ferro", None)
    do(curves.promise, idea.id, "A. Nowak", MAY)
    (held,) = begun.find(Commitment)
    assert (held.what, held.who, held.by_when, held.measure) == ("Ask", "A. Nowak", MAY, measure.id)
    do(curves.remove_ideas, [idea.id])
    assert begun.find(Commitment) == (held,)


def test_a_promise_that_is_removed_elsewhere_leaves_its_idea(begun, do, measure) -> None:
    do(curves.add_ideas, measure.id, ["Ask"])
    do(curves.promise, begun.find(Idea)[0].id, "J. Ferro", None)
    do(curves.take_back, begun.find(Idea)[0].id)
    assert begun.find(Commitment) == ()
    assert curve(begun, measure.id).promised == ()


def test_asking_why_notes_the_signal_once_and_removes_what_lies_behind(begun, do, measure) -> None:
    first = do(causes.add, measure.id, SIGNAL, "Permits")
    behind = do(causes.add, measure.id, SIGNAL, "Paper", first.id)
    do(causes.change, behind.id, kind=CauseKind.SYSTEM)
    (noted,) = begun.find(Acknowledgement)
    assert noted.verdict is None
    with pytest.raises(Refused, match="why"):
        do(causes.change, behind.id, text=" ")
    do(causes.remove, first.id)
    assert begun.find(Cause) == ()
    begun.undo()
    assert {each.kind for each in begun.find(Cause)} == {None, CauseKind.SYSTEM}
