"""Measures and their definitions."""

from math import inf, nan

import pytest

from kpidesk.actions import gallery, measures, results
from kpidesk.desk.problems import StillUsed
from kpidesk.domain.definitions import DataItem, items_of
from kpidesk.domain.measures import Direction, Measure, MeasureStatus, Statistic
from kpidesk.domain.period import PeriodType
from kpidesk.domain.results import Map, Ring


@pytest.fixture
def minutes(do) -> Measure:
    return do(measures.add, " Minutes\nWithout Water", None)


def test_a_measure_is_added_to_a_result_or_to_none(begun, do, minutes) -> None:
    assert (minutes.code, minutes.name, minutes.result) == ("M01", "Minutes Without Water", None)
    result = do(results.add, begun.find(Map)[0].id, begun.find(Ring)[0].id, "Water is safe.")
    assert do(measures.add, "Samples that passed", result.id).result == result.id


@pytest.mark.parametrize("name", ["", " \n", "minutes without WATER", "x" * 301])
def test_a_name_is_needed_and_not_taken(do, refused, minutes, name) -> None:
    refused(measures.add, name, None)
    other = do(measures.add, "Other", None)
    refused(measures.change, other.id, name=name)


def test_a_name_may_change_its_capitals(do, minutes) -> None:
    assert do(measures.change, minutes.id, name="MINUTES without water").name == "MINUTES without water"


def test_every_field_can_be_changed(do, minutes) -> None:
    given = {
        "description": "How many\nminutes", "intent": "i", "used_for": "u", "not_used_for": "n",
        "status": MeasureStatus.LIVE, "statistic": Statistic.MEDIAN, "item": "cut", "scope": "s",
        "period_type": PeriodType.WEEK, "unit": "min", "decimals": 0, "lower_bound": 0, "upper_bound": 1440.0,
        "direction": Direction.DOWN, "effort_hours": 1.5, "formula": "f",
    }  # fmt: skip
    after = do(measures.change, minutes.id, **given)
    assert {name: getattr(after, name) for name in given} == given


def test_data_items_are_shared_by_their_names(desk, do, minutes) -> None:
    other = do(measures.add, "Other", None)
    do(measures.set_items, minutes.id, [" start ", "", "end", "Start"])
    do(measures.set_items, other.id, ["END", "place"])
    assert [item.name for item in items_of(desk, minutes.id)] == ["start", "end"]
    assert [item.name for item in items_of(desk, other.id)] == ["end", "place"]
    do(measures.set_items, minutes.id, ["end"])
    assert [item.name for item in items_of(desk, minutes.id)] == ["end"]
    assert {item.name for item in desk.find(DataItem)} == {"start", "end", "place"}


@pytest.mark.parametrize(
    "given",
    [
        {"decimals": 7},
        {"decimals": -1},
        {"lower_bound": 5.0, "upper_bound": 5.0},
        {"lower_bound": nan},
        {"upper_bound": inf},
        {"upper_bound": 10**400},
        {"effort_hours": -1.0},
        {"unit": "x" * 301},
        {"description": "x" * 20_001},
    ],
)
def test_what_cannot_be_is_refused(refused, minutes, given) -> None:
    refused(measures.change, minutes.id, **given)


def test_bounds_are_judged_with_the_one_that_is_there(do, refused, minutes) -> None:
    do(measures.change, minutes.id, lower_bound=0.0)
    refused(measures.change, minutes.id, upper_bound=-1.0)
    assert do(measures.change, minutes.id, lower_bound=None, upper_bound=-1.0).upper_bound == -1


def test_measures_are_removed_unless_a_poster_shows_one(begun, do, refused, minutes) -> None:
    other, third = do(measures.add, "Other", None), do(measures.add, "Third", None)
    wall = do(gallery.begin, "Wall")
    do(gallery.add_poster, wall.id, measure_id=other.id)
    assert "G01" in refused(measures.remove, minutes.id, other.id, error=StillUsed)
    do(measures.remove, minutes.id, third.id)
    assert begun.find(Measure) == (other,)
    begun.undo()
    assert begun.find(Measure) == (minutes, other, third)
