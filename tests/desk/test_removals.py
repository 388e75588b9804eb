"""The recycle bin: whatever was removed, in whatever order, comes back as it was."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidesk.actions import keeping
from kpidesk.desk.problems import StillUsed
from kpidesk.desk.removals import plan, removals
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.gallery import Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Person
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Goal, Link, Map, Placement, Result, Tag, Trace
from kpidesk.domain.series import Value
from kpidesk.domain.sharing import Partner
from kpidesk.domain.wording import Refused
from kpidesk.imports import sample

Content = dict[type[Record], tuple[Record, ...]]


def content(desk: Desk) -> Content:
    return {kind: desk.find(kind) for kind in RECORDS}


@pytest.fixture(scope="module")
def filled() -> Any:
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    yield made
    made.close()


@pytest.fixture
def marrow_desk(filled: Desk) -> Any:
    copy = Desk(filled.copy_to_memory(), who="tester")
    yield copy
    copy.close()


def remove(desk: Desk, *records: Record) -> None:
    with desk.edit("Remove") as edit:
        for record in records:
            if edit.find(type(record), id=record.id):
                edit.remove(record)


def bring_back(desk: Desk, *ids: str) -> None:
    returning = plan(desk, desk.past, desk.past.gone(), ids)
    assert not returning.taken
    assert not returning.lacking
    with desk.edit("Bring back") as edit:
        keeping.bring_back(edit, returning.records, returning.rejoined)


def heads(desk: Desk) -> list[str]:
    return [each.head.record.id for each in removals(desk.past.gone())]


def measure_of(desk: Desk) -> Measure:
    """One with values and an owner that hangs on no poster, so that it may be removed."""
    posted = {each.measure for each in desk.find(Poster)}
    found = next(
        each for each in desk.find(Measure) if each.id not in posted and desk.find(Value, measure=each.id)
    )
    with desk.edit("Owner") as edit:
        return edit.put(replace(found, owner=desk.find(Person)[0].id))


def test_nothing_was_removed(marrow_desk: Desk) -> None:
    assert marrow_desk.past.gone() == ()


def test_what_went_along_is_told_with_its_head_and_comes_back_with_it(marrow_desk: Desk) -> None:
    measure = measure_of(marrow_desk)
    before = content(marrow_desk)
    values = marrow_desk.find(Value, measure=measure.id)
    remove(marrow_desk, measure)
    (removal,) = removals(marrow_desk.past.gone())
    assert removal.head.record == measure
    assert {*values} <= {*removal.along}
    bring_back(marrow_desk, measure.id)
    assert content(marrow_desk) == before
    assert marrow_desk.past.gone() == ()
    marrow_desk.undo()
    assert not marrow_desk.find(Measure, id=measure.id)


def test_a_removal_that_was_taken_back_is_not_in_the_bin(marrow_desk: Desk) -> None:
    remove(marrow_desk, measure_of(marrow_desk))
    marrow_desk.undo()
    assert marrow_desk.past.gone() == ()
    marrow_desk.redo()
    assert marrow_desk.past.gone()


def test_what_was_begun_and_taken_back_was_never_removed(marrow_desk: Desk) -> None:
    with marrow_desk.edit("Add") as edit:
        edit.put(Person(id=edit.new_id(), name="Nobody"))
    marrow_desk.undo()
    assert marrow_desk.past.gone() == ()


def test_what_it_needs_comes_along(marrow_desk: Desk) -> None:
    measure = measure_of(marrow_desk)
    value = marrow_desk.find(Value, measure=measure.id)[0]
    before = content(marrow_desk)
    remove(marrow_desk, value)
    remove(marrow_desk, measure)
    returning = plan(marrow_desk, marrow_desk.past, marrow_desk.past.gone(), [value.id])
    assert measure in returning.needed
    bring_back(marrow_desk, value.id)
    assert content(marrow_desk) == before


def test_a_reference_to_what_is_gone_is_cleared(marrow_desk: Desk) -> None:
    measure = measure_of(marrow_desk)
    owner = marrow_desk.get(Person, measure.owner or "")
    remove(marrow_desk, measure)
    remove(marrow_desk, owner)
    returning = plan(marrow_desk, marrow_desk.past, marrow_desk.past.gone(), [measure.id])
    assert (measure, "owner") in [(record, field) for record, field in returning.cleared]
    bring_back(marrow_desk, measure.id)
    assert marrow_desk.get(Measure, measure.id).owner is None


def test_another_in_its_place_is_named_and_refused(marrow_desk: Desk) -> None:
    value = marrow_desk.find(Value)[0]
    remove(marrow_desk, value)
    with marrow_desk.edit("Type it anew") as edit:
        anew = edit.put(Value(id=edit.new_id(), measure=value.measure, period=value.period, number=1.0))
    returning = plan(marrow_desk, marrow_desk.past, marrow_desk.past.gone(), [value.id])
    assert returning.taken == ((value, anew),)
    before = content(marrow_desk)
    with pytest.raises(Refused, match="taken this place"), marrow_desk.edit("No") as edit:
        keeping.bring_back(edit, returning.records)
    assert content(marrow_desk) == before


def test_what_is_there_is_not_brought_back_twice(marrow_desk: Desk) -> None:
    value = marrow_desk.find(Value)[0]
    with pytest.raises(Refused, match="already"), marrow_desk.edit("No") as edit:
        keeping.bring_back(edit, [value])


REMOVABLE = (Goal, Result, Measure, Value, Link, Partner, Tag, Trace, Placement, Map, Person)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_bringing_everything_back_gives_the_desk_as_it_was(filled: Desk, data: st.DataObject) -> None:
    desk = Desk(filled.copy_to_memory(), who="tester")
    before = content(desk)
    for _ in range(data.draw(st.integers(1, 5))):
        there = [each for kind in REMOVABLE for each in desk.find(kind)]
        chosen = data.draw(st.lists(st.sampled_from(there), min_size=1, max_size=4, unique_by=id))
        try:
            remove(desk, *chosen)
        except StillUsed:
            continue
    order = data.draw(st.sampled_from(["together", "last first", "first first"]))
    if order == "together":
        bring_back(desk, *heads(desk))
    while left := heads(desk):
        bring_back(desk, left[0 if order == "last first" else -1])
    if order != "first first":  # what refers to something that is still gone comes back without that
        assert content(desk) == before
    assert {kind: len(all_) for kind, all_ in content(desk).items()} == {
        kind: len(all_) for kind, all_ in before.items()
    }
    assert desk.integrity() == ()
    desk.close()
