"""Measures and their definitions."""

from datetime import date
from math import inf, nan

import pytest

from kpidesk.actions import gallery, measures, results
from kpidesk.desk.problems import StillUsed
from kpidesk.domain.measures import Direction, Measure, MeasureStatus, Statistic
from kpidesk.domain.people import Group, Person
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


def test_what_goes_live_is_live_since_today_unless_a_day_is_given(do, minutes) -> None:
    assert do(measures.change, minutes.id, status=MeasureStatus.DEFINED).live_since is None
    assert do(measures.change, minutes.id, status=MeasureStatus.LIVE).live_since == date(2025, 7, 8)
    do(measures.change, minutes.id, live_since=date(2024, 1, 1))
    for status in MeasureStatus:  # every step can be gone to again
        assert do(measures.change, minutes.id, status=status).live_since == date(2024, 1, 1)
    other = do(measures.add, "Other", None)
    given = do(measures.change, other.id, status=MeasureStatus.LIVE, live_since=date(2025, 1, 1))
    assert given.live_since == date(2025, 1, 1)


@pytest.mark.parametrize("role", sorted(measures.ROLES))
def test_roles_are_people_by_name(begun, do, refused, minutes, role) -> None:
    named = do(measures.name_role, minutes.id, role, " ana ruiz ")
    ana = begun.find(Person, name="ana ruiz")[0]
    assert getattr(named, role) == ana.id
    assert getattr(do(measures.name_role, minutes.id, role, "Ana Ruiz"), role) == ana.id
    with begun.edit("Group") as edit:
        edit.put(Group(id="crews", key="c", name="Repair crews"))
    assert "one person" in refused(measures.name_role, minutes.id, role, "repair CREWS")
    assert getattr(do(measures.name_role, minutes.id, role, " "), role) is None


def test_a_measure_is_not_divided_by_itself_in_any_way(do, refused, minutes) -> None:
    other, third = do(measures.add, "Other", None), do(measures.add, "Third", None)
    refused(measures.change, minutes.id, denominator=minutes.id)
    do(measures.change, minutes.id, denominator=other.id)
    do(measures.change, other.id, denominator=third.id)
    assert "M03 is worked out" not in refused(measures.change, third.id, denominator=minutes.id)
    do(measures.change, other.id, denominator=None)
    assert do(measures.change, third.id, denominator=minutes.id).denominator == minutes.id


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
        {"per": 0.0},
        {"per": -5.0},
        {"lag_days": -1},
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
