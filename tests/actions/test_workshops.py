"""Planning and running workshops, as the window asks for it."""

from datetime import date

import pytest

from kpidesk.actions import records, workshops
from kpidesk.desk.store import Desk
from kpidesk.domain import agenda
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.registers import Ruling
from kpidesk.domain.wording import Refused
from kpidesk.domain.workshop_record import open_promises, written_down
from kpidesk.domain.workshops import Block, Parked, Participant, Workshop, WorkshopKind, blocks_of, running
from kpidesk.imports.workshop_starts import supplied
from tests.conftest import Clock

STARTS = {each.kind: each for each in supplied("en")[0]}


@pytest.fixture
def workshop(desk: Desk) -> str:
    """A half day of mapping."""
    with desk.edit("Plan") as edit:
        return workshops.begin(edit, STARTS[WorkshopKind.MAPPING], on=date(2025, 7, 8)).id


def names(desk: Desk, workshop: str) -> list[str]:
    return [each.name for each in blocks_of(desk, workshop)]


def now(desk: Desk, workshop: str) -> Block:
    found = agenda.current(blocks_of(desk, workshop))
    assert found is not None
    return found


def do(desk: Desk, action: object, *given: object, **more: object) -> object:
    assert callable(action)
    with desk.edit("x") as edit:
        return action(edit, *given, **more)


def test_every_kind_has_an_agenda_of_its_own() -> None:
    assert set(STARTS) == set(WorkshopKind)
    long = {kind: start.minutes for kind, start in STARTS.items()}
    assert long[WorkshopKind.SHARING] == 120
    assert long[WorkshopKind.GALLERY] == 360
    assert long[WorkshopKind.COMMUNITY] == 45
    assert 180 <= long[WorkshopKind.MAPPING] <= 240
    assert all(block.script or block.kind.value == "break" for s in STARTS.values() for block in s.blocks)


def test_blocks_are_added_moved_and_used_again(desk: Desk, workshop: str) -> None:
    before = names(desk, workshop)
    added = do(desk, workshops.add_block, workshop, "Photo of the group", minutes=5)
    assert isinstance(added, Block)
    do(desk, workshops.move_block, added.id, -2)
    assert names(desk, workshop) == [*before[:-1][:-1], "Photo of the group", *before[-2:]]
    again = do(desk, workshops.use_again, workshop, added.id)
    assert isinstance(again, Block)
    assert (again.name, again.minutes) == ("Photo of the group", 5)
    assert names(desk, workshop)[-1] == "Photo of the group"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"minutes": 0}, "A block lasts from 1 to {limit} minutes."),
        ({"minutes": 2000}, "A block lasts from 1 to {limit} minutes."),
        ({"not_before": "noon"}, "“{typed}” is no time of day. Type it like 10:00."),
        ({"name": "  "}, "A block needs a name."),
    ],
)
def test_what_is_no_block_is_refused(desk: Desk, workshop: str, given: dict[str, object], said: str) -> None:
    with desk.edit("x") as edit, pytest.raises(Refused) as refused:
        records.change(edit, Block, blocks_of(desk, workshop)[0].id, **given)
    assert refused.value.message == said


def test_a_workshop_runs_block_by_block_to_its_end(desk: Desk, workshop: str, clock: Clock) -> None:
    do(desk, workshops.start, workshop)
    for name in names(desk, workshop):
        assert now(desk, workshop).name == name
        assert running(desk) is not None
        clock.wait(minutes=5)
        do(desk, workshops.step, workshop)
    assert running(desk) is None
    one = desk.get(Workshop, workshop)
    assert one.ended_at == clock.now
    assert all(each.began_at and each.ended_at for each in blocks_of(desk, workshop))


def test_one_workshop_at_a_time(desk: Desk, workshop: str) -> None:
    other = do(desk, workshops.copy, workshop)
    assert isinstance(other, Workshop)
    do(desk, workshops.start, workshop)
    with pytest.raises(Refused) as refused:
        do(desk, workshops.start, other.id)
    assert refused.value.message == "“{name}” is still under way. End it first."


def test_a_slip_is_taken_back_without_loss_of_time(desk: Desk, workshop: str, clock: Clock) -> None:
    do(desk, workshops.start, workshop)
    first = now(desk, workshop)
    clock.wait(minutes=4)
    do(desk, workshops.step, workshop)
    clock.wait(seconds=10)
    do(desk, workshops.step, workshop, -1)
    back = now(desk, workshop)
    assert back.id == first.id
    assert agenda.seconds_in(desk.get(Workshop, workshop), back, clock.now) == 250
    with pytest.raises(Refused):
        do(desk, workshops.step, workshop, -1)


def test_a_block_gets_what_is_left_when_it_begins(desk: Desk, workshop: str, clock: Clock) -> None:
    do(desk, workshops.start, workshop)
    clock.wait(minutes=35)  # 15 were planned
    block = do(desk, workshops.step, workshop)
    assert isinstance(block, Block)
    assert block.given is not None
    assert block.minutes // 2 <= block.given < block.minutes
    wanted = sum(each.minutes for each in blocks_of(desk, workshop))
    plan = agenda.as_it_runs(desk.get(Workshop, workshop), blocks_of(desk, workshop), clock.now)
    assert plan.ends is not None
    assert plan.ends - plan.slots[0].starts == wanted


def test_time_is_held_and_given(desk: Desk, workshop: str, clock: Clock) -> None:
    do(desk, workshops.start, workshop)
    clock.wait(minutes=2)
    do(desk, workshops.pause, workshop)
    clock.wait(minutes=30)
    do(desk, workshops.resume, workshop)
    one = desk.get(Workshop, workshop)
    assert agenda.seconds_in(one, now(desk, workshop), clock.now) == 120
    do(desk, workshops.give, workshop, 3)
    assert agenda.seconds_left(one, now(desk, workshop), clock.now) == (15 + 3 - 2) * 60
    with pytest.raises(Refused):
        do(desk, workshops.give, workshop, -30)


def test_a_workshop_that_ended_too_early_goes_on(desk: Desk, workshop: str, clock: Clock) -> None:
    do(desk, workshops.start, workshop)
    clock.wait(minutes=2)
    do(desk, workshops.end, workshop)
    clock.wait(minutes=20)
    do(desk, workshops.start, workshop)
    one = desk.get(Workshop, workshop)
    assert one.ended_at is None
    assert agenda.seconds_in(one, now(desk, workshop), clock.now) == 120


def test_jumping_skips_and_going_back_begins_afresh(desk: Desk, workshop: str, clock: Clock) -> None:
    do(desk, workshops.start, workshop)
    blocks = blocks_of(desk, workshop)
    clock.wait(minutes=5)
    do(desk, workshops.go_to, blocks[3].id)
    assert now(desk, workshop).id == blocks[3].id
    assert blocks_of(desk, workshop)[1].began_at is None
    clock.wait(minutes=5)
    do(desk, workshops.go_to, blocks[1].id)
    after = blocks_of(desk, workshop)
    assert agenda.current(after) == after[1]
    assert after[3].began_at is None


def test_what_is_written_down_belongs_to_the_workshop(desk: Desk, workshop: str) -> None:
    do(desk, workshops.park, "Who pays?", workshop)
    do(desk, workshops.decide, "We begin with leaks", workshop)
    do(desk, workshops.promise, "Ask the depot", workshop, who="Ana")
    assert [(each.kind, each.text) for each in written_down(desk, workshop)] == [
        ("promise", "Ask the depot"), ("decision", "We begin with leaks"), ("parked", "Who pays?"),
    ]  # fmt: skip
    parked = desk.find(Parked)[0]
    do(desk, workshops.answer_parked, parked.id, "The water board")
    assert desk.get(Parked, parked.id).answered_on == date(2025, 7, 8)
    do(desk, workshops.answer_parked, parked.id, "")
    assert desk.get(Parked, parked.id).answered_on is None


def test_open_promises_of_earlier_workshops_come_first(desk: Desk, workshop: str) -> None:
    do(desk, workshops.promise, "Ask the depot", workshop, who="Ana")
    later = do(desk, workshops.copy, workshop, date(2025, 8, 5))
    assert isinstance(later, Workshop)
    do(desk, workshops.promise, "Something new", later.id)
    assert [each.what for each in open_promises(desk, later)] == ["Ask the depot"]
    assert open_promises(desk, desk.get(Workshop, workshop)) == []


def test_a_copy_has_agenda_and_people_but_nothing_of_how_it_went(desk: Desk, workshop: str) -> None:
    do(desk, workshops.invite, workshop, "Ana Ruiz")
    do(desk, workshops.start, workshop)
    do(desk, workshops.end, workshop)
    made = do(desk, workshops.copy, workshop)
    assert isinstance(made, Workshop)
    assert names(desk, made.id) == names(desk, workshop)
    assert made.ended_at is None
    assert not agenda.has_begun(blocks_of(desk, made.id))
    assert len(desk.find(Participant, workshop=made.id)) == 1


def test_a_workshop_goes_and_what_came_of_it_stays(desk: Desk, workshop: str) -> None:
    do(desk, workshops.decide, "We begin with leaks", workshop)
    do(desk, workshops.promise, "Ask the depot", workshop)
    do(desk, workshops.park, "Who pays?", workshop)
    do(desk, records.remove, Workshop, workshop)
    assert desk.find(Block) == ()
    assert [each.workshop for each in (*desk.find(Ruling), *desk.find(Commitment), *desk.find(Parked))] == [
        None, None, None,
    ]  # fmt: skip
    desk.undo()
    assert len(written_down(desk, workshop)) == 3
