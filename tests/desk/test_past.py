"""The past as the journal tells it: entries, net changes, states of earlier moments, two desks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidesk.desk.compacting import compact
from kpidesk.desk.comparing import Remembering, as_of, between, differences
from kpidesk.desk.journal import Touched
from kpidesk.desk.past import undone
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Goal


def put(desk: Desk, name: str, record_id: str = "a", label: str = "Write") -> Person:
    with desk.edit(label) as edit:
        return edit.put(Person(id=record_id, name=name))


def content(reader: Desk | Collection) -> dict[type[Record], tuple[Record, ...]]:
    return {kind: reader.find(kind) for kind in RECORDS}


def test_the_log_tells_who_did_what_when_to_how_many(desk: Desk, clock) -> None:
    put(desk, "One")
    with desk.edit("Write two") as edit:
        edit.put(Person(id="b", name="Two"))
        edit.put(Person(id="c", name="Three"))
    one, two = desk.past.log()
    assert (one.edit, one.label, one.who, one.at, one.records) == (1, "Write", "tester", clock(), 1)
    assert two.records == 2
    assert desk.past.log(1) == (two,)


def test_steps_that_were_taken_back_are_known(desk: Desk) -> None:
    put(desk, "One")
    put(desk, "Two")
    desk.undo()
    assert undone(desk.past.log()) == {2}
    desk.redo()
    assert undone(desk.past.log()) == frozenset()
    desk.undo()
    put(desk, "Three")
    assert undone(desk.past.log()) == {2}


def test_several_edits_are_told_as_one(desk: Desk) -> None:
    first = put(desk, "One")
    put(desk, "Two")
    last = put(desk, "Three")
    assert desk.past.net(2, 3) == (Touched(Person, "a", first, last),)
    assert desk.past.net(1, 3) == (Touched(Person, "a", None, last),)
    put(desk, "One")
    assert desk.past.net(2, 4) == ()


def test_what_history_no_longer_keeps_is_told_as_such(desk: Desk, clock) -> None:
    gone = put(desk, "Gone", "b")
    with desk.edit("Remove") as edit:
        edit.remove(gone)
    put(desk, "One")
    clock.wait(days=2)
    compact(desk, clock(), "Compact")
    last = put(desk, "Two")
    kept = desk.last_edit
    assert Touched(Person, "a", None, None) in desk.past.net(1, kept)
    assert desk.past.net(kept, kept) == (Touched(Person, "a", replace(last, name="One"), last),)
    assert [each.records for each in desk.past.log()][:3] == [1, 1, 1]
    assert desk.past.gone() == ()


def test_what_is_gone_is_still_known_by_name(desk: Desk) -> None:
    made = put(desk, "One")
    with desk.edit("Remove") as edit:
        edit.remove(made)
    remembered = Remembering(desk)
    assert remembered.get(Person, "a") == made
    with pytest.raises(KeyError):
        remembered.get(Goal, "a")
    with pytest.raises(KeyError):
        remembered.get(Person, "nobody")


def test_two_desks_differ_in_what_each_holds(desk: Desk) -> None:
    put(desk, "One")
    stays = put(desk, "Stays", "b")
    before = Collection([*desk.find(Person)])
    changed = put(desk, "Two")
    new = put(desk, "New", "c")
    assert {each.id: (each.before, each.after) for each in differences(before, desk)} == {
        "a": (replace(changed, name="One"), changed),
        "c": (None, new),
    }
    assert stays in desk.find(Person)


@pytest.fixture(scope="module")
def blank() -> Iterator[Desk]:
    made = new_desk(who="tester")
    yield made
    made.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.sampled_from("abcd"), st.sampled_from(["x", "y", "z", ""])),
            st.sampled_from(["undo", "redo"]),
        ),
        max_size=25,
    )
)
def test_every_moment_of_the_past_can_be_worked_out(blank: Desk, steps: list[object]) -> None:
    desk = Desk(blank.copy_to_memory(), who="tester")
    states = {0: content(desk)}
    for step in steps:
        if step == "undo":
            desk.undo()
        elif step == "redo":
            desk.redo()
        else:
            key, name = step  # type: ignore[misc]
            with desk.edit("Step") as edit:
                if name:
                    edit.put(Person(id=key, name=name))
                elif found := edit.find(Person, id=key):
                    edit.remove(found[0])
        states[desk.last_edit] = content(desk)
    for edit, state in states.items():
        assert content(as_of(desk, edit)) == state
        told = {each.id: each for each in between(desk, edit, desk.last_edit)}
        seen = {each.id: each for each in differences(as_of(desk, edit), desk)}
        assert told == seen
    desk.close()
