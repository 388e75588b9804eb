"""What belongs to a definition: data items, response rules, variants, parts, milestones and forums."""

from datetime import date
from math import inf

import pytest

from kpidesk.actions import definitions, measures, series
from kpidesk.domain.calculated import values_of
from kpidesk.domain.definitions import (
    Component,
    DataItem,
    Forum,
    ForumMeasure,
    ItemUse,
    Milestone,
    ResponseRule,
    Variant,
    Way,
    items_of,
)
from kpidesk.domain.escalation import rules_for
from kpidesk.domain.measures import Calculation, Measure
from kpidesk.domain.people import Group, Person
from kpidesk.domain.xmr_rules import Rule


@pytest.fixture
def minutes(do) -> Measure:
    return do(measures.add, "Minutes Without Water", None)


@pytest.fixture
def other(do) -> Measure:
    return do(measures.add, "Other", None)


def names(desk, measure: Measure) -> list[str]:
    return [item.name for item in items_of(desk, measure.id)]


# -- data items


def test_data_items_are_shared_by_their_names(begun, do, refused, minutes, other) -> None:
    do(definitions.use_item, minutes.id, " outage\nstart ")
    do(definitions.use_item, minutes.id, "outage end")
    assert do(definitions.use_item, other.id, "OUTAGE END").name == "outage end"
    do(definitions.use_item, other.id, "outage end")
    assert names(begun, minutes) == ["outage start", "outage end"]
    assert names(begun, other) == ["outage end"]
    refused(definitions.use_item, minutes.id, " ")
    assert len(begun.find(ItemUse)) == 3


def test_an_item_that_nobody_uses_goes_and_comes_back_by_undo(begun, do, minutes, other) -> None:
    end = do(definitions.use_item, minutes.id, "outage end")
    do(definitions.change_item, end.id, source="log", quality="good")
    do(definitions.use_item, other.id, "outage end")
    do(definitions.leave_item, minutes.id, end.id)
    assert begun.get(DataItem, end.id).source == "log"
    do(definitions.leave_item, other.id, end.id)
    assert not begun.find(DataItem)
    begun.undo()
    assert begun.get(DataItem, end.id).source == "log"


def test_an_item_is_described_for_all_that_use_it(begun, do, refused, minutes) -> None:
    start = do(definitions.use_item, minutes.id, "start")
    end = do(definitions.use_item, minutes.id, "end")
    do(definitions.change_item, end.id, name="END", meaning="when\nit is back")
    assert "already" in refused(definitions.change_item, end.id, name="Start")
    refused(definitions.change_item, end.id, name="")
    do(definitions.name_keeper, start.id, "Ana Ruiz")
    assert begun.get(Person, begun.get(DataItem, start.id).keeper).name == "Ana Ruiz"
    do(definitions.name_keeper, start.id, "")
    assert begun.get(DataItem, start.id).keeper is None


# -- response rules


def test_rules_hold_for_one_measure_or_for_all_without(begun, do, refused, minutes, other) -> None:
    shared = do(definitions.add_rule, None, signal=Rule.OUTSIDE, within=10)
    own = do(definitions.add_rule, minutes.id, way=Way.ANY, response="look\nat it")
    assert rules_for(begun, minutes.id) == (own,)
    assert rules_for(begun, other.id) == (shared,)
    for within in (-1, 251):
        refused(definitions.change_rule, own.id, within=within)
    with begun.edit("Group") as edit:
        edit.put(Group(id="c", key="c", name="Crews"))
    refused(definitions.name_told, own.id, "crews")
    told = do(definitions.name_told, own.id, "Ben").told
    assert begun.get(Person, told).name == "Ben"
    do(definitions.remove, ResponseRule, own.id)
    assert rules_for(begun, minutes.id) == (shared,)


def test_a_measure_begins_its_own_rules_with_those_that_held(begun, do, minutes, other) -> None:
    shared = do(definitions.add_rule, None, signal=Rule.LONG_RUN, response="cause sheet")
    do(definitions.own_rules, minutes.id)
    (own,) = rules_for(begun, minutes.id)
    assert (own.signal, own.response, own.measure) == (Rule.LONG_RUN, "cause sheet", minutes.id)
    assert rules_for(begun, other.id) == (shared,)


# -- variants


def test_variants_stand_once_for_each_place(begun, do, refused, minutes, other) -> None:
    north = do(definitions.add_variant, minutes.id, "North")
    do(definitions.add_variant, other.id, "north")
    south = do(definitions.add_variant, minutes.id, "South")
    refused(definitions.add_variant, minutes.id, " NORTH ")
    refused(definitions.add_variant, minutes.id, "")
    refused(definitions.change_variant, south.id, where="north")
    changed = do(definitions.change_variant, north.id, scope="harbour\nonly", where="NORTH")
    assert (changed.scope, changed.where) == ("harbour\nonly", "NORTH")
    do(definitions.remove, Variant, north.id, south.id)
    assert not begun.find(Variant, measure=minutes.id)


# -- parts


def test_parts_have_weights_and_make_no_circle(begun, do, refused, minutes, other) -> None:
    third = do(measures.add, "Third", None)
    part = do(definitions.add_component, minutes.id, other.id)
    assert part.weight == 1.0
    assert "M02" in refused(definitions.add_component, minutes.id, other.id)
    refused(definitions.add_component, minutes.id, minutes.id)
    refused(definitions.add_component, other.id, minutes.id)
    do(definitions.add_component, other.id, third.id, 2.5)
    refused(definitions.add_component, third.id, minutes.id)
    refused(measures.change, third.id, denominator=minutes.id)
    for weight in (0.0, -1.0, inf):
        refused(definitions.change_weight, part.id, weight)
    assert do(definitions.change_weight, part.id, 0.25).weight == 0.25
    do(definitions.remove, Component, part.id)
    assert do(definitions.add_component, third.id, minutes.id).part == minutes.id


def test_another_calculation_keeps_what_was_typed(begun, do, minutes, other) -> None:
    do(series.set_values, minutes.id, {date(2025, 1, 1): 9.5})
    do(series.set_values, other.id, {date(2025, 1, 1): 4.0})
    do(definitions.add_component, minutes.id, other.id)
    composite = do(measures.change, minutes.id, calculation=Calculation.COMPOSITE)
    assert [value.number for value in values_of(begun, composite)] == [4.0]
    back = do(measures.change, minutes.id, calculation=Calculation.TYPED)
    assert [value.number for value in values_of(begun, back)] == [9.5]


# -- milestones and forums


def test_reviews_move_with_their_milestone(begun, do, refused, minutes) -> None:
    plan = do(definitions.add_milestone, "New plan", date(2026, 9, 30))
    do(measures.change, minutes.id, review_milestone=plan.id)
    refused(definitions.add_milestone, " ", date(2026, 1, 1))
    assert do(definitions.change_milestone, plan.id, on=date(2026, 10, 31)).on == date(2026, 10, 31)
    do(definitions.remove, Milestone, plan.id)
    assert begun.get(Measure, minutes.id).review_milestone is None


def test_forums_look_at_measures(begun, do, refused, minutes, other) -> None:
    forum = do(definitions.add_forum, "Monthly meeting")
    refused(definitions.add_forum, "")
    refused(definitions.change_forum, forum.id, name=" ")
    for measure in (minutes, other, minutes):
        do(definitions.look_at, forum.id, measure.id, looked_at=True)
    assert [each.measure for each in begun.find(ForumMeasure)] == [minutes.id, other.id]
    do(definitions.look_at, forum.id, minutes.id, looked_at=False)
    assert [each.measure for each in begun.find(ForumMeasure)] == [other.id]
    do(definitions.remove, Forum, forum.id)
    assert not begun.find(ForumMeasure)
