"""Edits, undo, redo, cascades, codes: through the desk's own door."""

from dataclasses import replace
from datetime import date

import pytest

from kpidesk.desk.journal import EntryKind
from kpidesk.desk.problems import AlreadyThere, ReadOnlyDesk, StillUsed
from kpidesk.desk.store import Desk
from kpidesk.domain.content import Attachment, Translation
from kpidesk.domain.measures import Measure
from kpidesk.domain.record import Record
from kpidesk.domain.results import Link, LinkKind, LinkRole, Result, Ring
from kpidesk.domain.series import Value


def ring(desk: Desk) -> Ring:
    with desk.edit("Add ring") as edit:
        return edit.put(Ring(id=edit.new_id(), position=1, name="Purpose"))


def result(desk: Desk, where: Ring, statement: str = "Water is safe.") -> Result:
    with desk.edit("Add result") as edit:
        return edit.put(
            Result(id=edit.new_id(), code=edit.next_code("R"), statement=statement, ring=where.id)
        )


def test_an_edit_is_one_step_and_one_change(desk: Desk) -> None:
    heard: list[object] = []
    desk.listeners.append(heard.append)
    with desk.edit("Two rings") as edit:
        one = edit.put(Ring(id=edit.new_id(), position=1, name="Purpose"))
        other = edit.put(Ring(id=edit.new_id(), position=2, name="Strategy"))
    assert len(heard) == 1
    (change,) = desk.history()
    assert heard == [change]
    assert (change.label, change.who) == ("Two rings", "tester")
    assert [(touched.before, touched.after) for touched in change.touched] == [(None, one), (None, other)]
    desk.undo()
    assert desk.find(Ring) == ()


def test_an_edit_that_fails_changes_nothing(desk: Desk) -> None:
    def fail() -> None:
        with desk.edit("Fails") as edit:
            edit.put(Ring(id=edit.new_id(), position=1, name="Purpose"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert desk.find(Ring) == ()
    assert desk.last_edit == 0
    assert ring(desk) in desk.find(Ring)


def test_an_edit_without_change_is_no_step(desk: Desk) -> None:
    where = ring(desk)
    with desk.edit("Same") as edit:
        edit.put(where)
    with desk.edit("There and back") as edit:
        edit.put(replace(where, name="Other"))
        edit.put(where)
    assert desk.undo_label == "Add ring"


def test_undo_and_redo_name_what_they_do(desk: Desk) -> None:
    where = ring(desk)
    result(desk, where)
    assert (desk.undo_label, desk.redo_label) == ("Add result", None)
    desk.undo()
    assert (desk.undo_label, desk.redo_label) == ("Add ring", "Add result")
    desk.redo()
    assert (desk.undo_label, desk.redo_label) == ("Add result", None)
    assert desk.redo() is None


def test_typing_in_a_field_within_a_minute_is_one_step(desk: Desk, clock) -> None:
    where = ring(desk)
    for name in ("P", "Pu", "Pur"):
        with desk.edit("Rename", typing="ring:name") as edit:
            edit.put(replace(where, name=name))
        clock.wait(seconds=40)
    clock.wait(seconds=30)
    with desk.edit("Rename", typing="ring:name") as edit:
        edit.put(replace(where, name="Later"))
    desk.undo()
    assert desk.get(Ring, where.id).name == "Pur"
    desk.undo()
    assert desk.get(Ring, where.id).name == "Purpose"
    desk.redo()
    assert desk.get(Ring, where.id).name == "Pur"


def test_a_barrier_is_not_undone(desk: Desk) -> None:
    ring(desk)
    with desk.edit("Import", barrier=True) as edit:
        edit.put(Ring(id=edit.new_id(), position=2, name="Strategy"))
    assert desk.undo() is None
    assert desk.history()[-1].kind is EntryKind.BARRIER


def test_removing_follows_the_declared_references(desk: Desk) -> None:
    where = ring(desk)
    one, other = result(desk, where, "One."), result(desk, where, "Other.")
    with desk.edit("More") as edit:
        kind = edit.put(LinkKind(id=edit.new_id(), key="cause", name="leads to", role=LinkRole.CAUSE))
        link = edit.put(Link(id=edit.new_id(), code="L01", source=one.id, target=other.id, kind=kind.id))
        measure = edit.put(Measure(id=edit.new_id(), code="M01", name="Minutes", result=one.id))
        edit.put(Value(id=edit.new_id(), measure=measure.id, period=date(2025, 1, 1), number=0.1))
        said = edit.put(
            Translation(id=edit.new_id(), record=one.id, field="statement", language="de", text="Eins.")
        )
    with desk.edit("Remove") as edit:
        edit.remove(one)
    assert desk.find(Link) == ()
    assert desk.find(Translation) == ()
    assert desk.get(Measure, measure.id).result is None
    desk.undo()
    assert desk.find(Link) == (link,)
    assert desk.find(Translation) == (said,)
    assert desk.get(Measure, measure.id) == measure


def test_removing_what_is_needed_is_refused_by_name(desk: Desk) -> None:
    where = ring(desk)
    result(desk, where)
    with pytest.raises(StillUsed, match="Purpose is still used by R01"), desk.edit("Remove") as edit:
        edit.remove(where)
    assert desk.find(Ring) == (where,)


def test_printed_codes_are_never_used_twice(desk: Desk) -> None:
    where = ring(desk)
    first = result(desk, where)
    with desk.edit("Remove") as edit:
        edit.remove(first)
    assert result(desk, where).code == "R02"
    desk.undo()
    assert result(desk, where).code == "R03"


def test_what_must_be_once_is_refused_twice(desk: Desk) -> None:
    where = ring(desk)
    with pytest.raises(AlreadyThere), desk.edit("Again") as edit:
        edit.put(Ring(id=edit.new_id(), position=1, name="Again"))
    assert desk.find(Ring) == (where,)


def test_a_reference_to_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(ValueError, match="do not fit together"), desk.edit("Dangling") as edit:
        edit.put(Result(id=edit.new_id(), code="R01", statement="x", ring="nowhere"))
    assert desk.find(Result) == ()


@pytest.mark.parametrize("number", [0.1, 1e-300, 86.2, 123456789.123, 1e22])
def test_floats_come_back_exactly(desk: Desk, number: float) -> None:
    with desk.edit("Value") as edit:
        measure = edit.put(Measure(id=edit.new_id(), code="M01", name="Minutes"))
        value = edit.put(Value(id=edit.new_id(), measure=measure.id, period=date(2025, 1, 1), number=number))
    desk.undo()
    desk.redo()
    (found,) = desk.find(Value)
    assert repr(found) == repr(value)


def test_bytes_and_odd_texts_come_back(desk: Desk) -> None:
    with desk.edit("File") as edit:
        kept: Record = edit.put(
            Attachment(
                id=edit.new_id(), digest="d", name="🙂 مرحبا \x07", media_type="x", data=bytes(range(256))
            )
        )
    desk.undo()
    desk.redo()
    assert desk.find(Attachment) == (kept,)


def test_a_snapshot_stays_as_it_was(desk: Desk) -> None:
    where = ring(desk)
    snapshot = desk.snapshot()
    result(desk, where)
    assert snapshot.find(Result) == ()
    with pytest.raises(ReadOnlyDesk), snapshot.edit("No"):
        pass
    snapshot.close()


def test_edits_do_not_nest(desk: Desk) -> None:
    with pytest.raises(RuntimeError, match="open already"), desk.edit("Outer"), desk.edit("Inner"):
        pass


def test_history_tells_what_happened_to_one_record(desk: Desk) -> None:
    where = ring(desk)
    result(desk, where)
    with desk.edit("Rename") as edit:
        edit.put(replace(where, name="Why"))
    labels = [change.label for change in desk.history(record_id=where.id)]
    assert labels == ["Add ring", "Rename"]
    assert [change.label for change in desk.history(since=2)] == ["Rename"]


def test_typing_that_was_ended_is_a_step_of_its_own(desk: Desk) -> None:
    where = ring(desk)
    for name in ("P", "Pu"):
        with desk.edit("Rename", typing="ring:name") as edit:
            edit.put(replace(where, name=name))
    desk.end_typing()
    for name in ("Pur", "Purp"):
        with desk.edit("Rename", typing="ring:name") as edit:
            edit.put(replace(where, name=name))
    desk.undo()
    assert desk.get(Ring, where.id).name == "Pu"
    desk.undo()
    assert desk.get(Ring, where.id).name == where.name


def test_typing_that_came_back_to_where_it_began_can_be_undone(desk: Desk) -> None:
    where = ring(desk)
    for name in ("Purpos", "Purpose"):
        with desk.edit("Rename", typing="name") as edit:
            edit.put(replace(edit.get(Ring, where.id), name=name))
    desk.undo()
    assert desk.find(Ring) == (where,)
    desk.undo()
    assert desk.find(Ring) == ()


def test_values_that_must_be_once_are_exchanged_undone_and_done_again(desk: Desk) -> None:
    with desk.edit("Two rings") as edit:
        one = edit.put(Ring(id=edit.new_id(), position=1, name="Purpose"))
        other = edit.put(Ring(id=edit.new_id(), position=2, name="Strategy"))
        kept = edit.put(Result(id=edit.new_id(), code="R01", statement="Water.", ring=one.id))
    before = desk.find(Ring)
    with desk.edit("Exchange") as edit:
        edit.put(replace(one, position=99))
        edit.put(replace(other, position=1))
        edit.put(replace(one, position=2))
    after = desk.find(Ring)
    assert [each.position for each in after] == [2, 1]
    desk.undo()
    assert desk.find(Ring) == before
    desk.redo()
    assert desk.find(Ring) == after
    assert desk.find(Result) == (kept,)


def test_removing_remembers_the_record_as_it_is_not_as_the_caller_knew_it(desk: Desk) -> None:
    known = ring(desk)
    with desk.edit("Rename") as edit:
        newer = edit.put(replace(known, name="Why we are here"))
    with desk.edit("Remove") as edit:
        edit.remove(known)
    with pytest.raises(KeyError), desk.edit("Again") as edit:
        edit.remove(known)
    desk.undo()
    assert desk.find(Ring) == (newer,)


def test_undo_within_an_edit_is_a_mistake_of_ours(desk: Desk) -> None:
    where = ring(desk)
    with pytest.raises(RuntimeError), desk.edit("Undo inside"):
        desk.undo()
    assert desk.find(Ring) == (where,)


def test_the_last_touch_of_each_record_is_known_without_reading_images(desk: Desk) -> None:
    with desk.edit("Two rings") as edit:
        one = edit.put(Ring(id=edit.new_id(), position=1, name="One"))
        other = edit.put(Ring(id=edit.new_id(), position=2, name="Other"))
    with desk.edit("Rename") as edit:
        edit.put(replace(one, name="First"))
    touched = desk.last_touches(Ring)
    history = {each: desk.history(record_id=each)[-1] for each in (one.id, other.id)}
    assert {each: touched[each] for each in history} == {
        each: (change.at, change.who) for each, change in history.items()
    }
    assert desk.last_touches(Measure) == {}
