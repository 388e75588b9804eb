"""What a person can do with workshops: plan them, run them block by block, write down what comes of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from kpidesk.actions import commitments, people, records
from kpidesk.desk.edits import Edit
from kpidesk.domain import agenda
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.registers import Ruling
from kpidesk.domain.wording import Refused
from kpidesk.domain.workshop_starts import StartingBlock, WorkshopStart
from kpidesk.domain.workshops import Block, Parked, Participant, Workshop, blocks_of, running

LONGEST: Final = 24 * 60


def begin(edit: Edit, start: WorkshopStart, name: str = "", on: date | None = None) -> Workshop:
    """Plan a workshop with a supplied agenda.

    Raises:
        Refused: the name is too long.
    """
    made = records.add(
        edit, Workshop, name=name or start.name, kind=start.kind, on=on, starts=start.starts,
        purpose=start.purpose,
    )  # fmt: skip
    add_blocks(edit, made.id, start.blocks)
    return made


def add_blocks(edit: Edit, workshop_id: str, blocks: Iterable[StartingBlock]) -> list[Block]:
    """Put supplied blocks behind the others."""
    return [
        add_block(
            edit, workshop_id, each.name, kind=each.kind, minutes=each.minutes, opens=each.opens,
            materials=each.materials, script=each.script,
        )
        for each in blocks
    ]  # fmt: skip


def add_block(edit: Edit, workshop_id: str, name: str, **given: object) -> Block:
    """Put a block behind the others.

    Raises:
        Refused: it has no name, or a value cannot be taken.
    """
    there = blocks_of(edit, workshop_id)
    place = there[-1].place + 1.0 if there else 0.0
    return records.add(edit, Block, workshop=workshop_id, name=name, place=place, **given)


def use_again(edit: Edit, workshop_id: str, block_id: str) -> Block:
    """Put a copy of a block of any workshop behind the others, as it was planned."""
    block = edit.get(Block, block_id)
    return add_block(
        edit, workshop_id, block.name, kind=block.kind, minutes=block.minutes, opens=block.opens,
        materials=block.materials, script=block.script,
    )  # fmt: skip


def move_block(edit: Edit, block_id: str, by: int) -> None:
    """Move a block up (below 0) or down; nothing happens at the ends."""
    block = edit.get(Block, block_id)
    ordered = blocks_of(edit, block.workshop)
    at = ordered.index(block)
    to = min(max(at + by, 0), len(ordered) - 1)
    ordered.insert(to, ordered.pop(at))
    for number, each in enumerate(ordered):
        if each.place != float(number):
            edit.put(replace(each, place=float(number)))


def copy(edit: Edit, workshop_id: str, on: date | None = None) -> Workshop:
    """Plan a workshop once more: its agenda and its people, nothing of how it went."""
    source = edit.get(Workshop, workshop_id)
    made = edit.put(replace(source, id=edit.new_id(), on=on, paused_at=None, ended_at=None, note=""))
    for block in blocks_of(edit, workshop_id):
        fresh = replace(block, id=edit.new_id(), workshop=made.id)
        edit.put(_as_planned(fresh))
    for each in edit.find(Participant, workshop=workshop_id):
        edit.put(replace(each, id=edit.new_id(), workshop=made.id, came=None))
    return made


def invite(edit: Edit, workshop_id: str, name: str) -> Participant:
    """Put somebody on the list of a workshop, by name.

    Raises:
        Refused: no name, or the person is on the list already.
    """
    person = people.named(edit, name)
    return records.add(edit, Participant, workshop=workshop_id, person=person.id)


# -- running it


def start(edit: Edit, workshop_id: str) -> Block:
    """Begin a workshop with its first block, or go on with one that was ended.

    Raises:
        Refused: it has no blocks, or another one is under way.
    """
    under_way = running(edit)
    if under_way is not None and under_way.id != workshop_id:
        raise Refused("“{name}” is still under way. End it first.", name=under_way.name)
    blocks = blocks_of(edit, workshop_id)
    if not blocks:
        raise Refused("There is nothing on the agenda yet.")
    if agenda.current(blocks) is not None:
        raise Refused("This workshop is under way already.")
    edit.put(replace(edit.get(Workshop, workshop_id), paused_at=None, ended_at=None))
    begun = [each for each in blocks if each.began_at is not None]
    if begun:  # what was ended too early goes on where it stopped
        last = begun[-1]
        away = 0 if last.ended_at is None else int((edit.now - last.ended_at).total_seconds())
        return edit.put(replace(last, ended_at=None, held=last.held + max(away, 0)))
    return _begin(edit, blocks[0])


def step(edit: Edit, workshop_id: str, by: int = 1) -> Block | None:
    """Go on with the next block, or back to the one before; None when the last one ends and so all of it.

    Raises:
        Refused: it is not under way, or there is nothing before the first block.
    """
    at, blocks = _in_hand(edit, workshop_id)
    number = blocks.index(at) + by
    if number < 0:
        raise Refused("This is the first block.")
    if by < 0:
        edit.put(_as_planned(at))
        edit.put(replace(edit.get(Workshop, workshop_id), paused_at=None))
        before = [each for each in blocks[: number + 1] if each.began_at is not None]
        if before:  # it was a slip: what passed meanwhile belongs to the block before
            return edit.put(replace(before[-1], ended_at=None))
        return _begin(edit, blocks[number])
    if number >= len(blocks):
        end(edit, workshop_id)
        return None
    return go_to(edit, blocks[number].id)


def go_to(edit: Edit, block_id: str) -> Block:
    """End the block in hand and begin another, whichever.

    Raises:
        Refused: the workshop is not under way.
    """
    block = edit.get(Block, block_id)
    at, blocks = _in_hand(edit, block.workshop)
    if at.id == block_id:
        return at
    given = _given(edit, block, blocks)
    resume(edit, block.workshop)
    edit.put(replace(edit.get(Block, at.id), ended_at=edit.now))
    for later in blocks[blocks.index(block) + 1 :]:
        if later.began_at is not None:  # somebody went back: what followed begins afresh
            edit.put(_as_planned(edit.get(Block, later.id)))
    return _begin(edit, block, given)


def end(edit: Edit, workshop_id: str) -> Workshop:
    """End a workshop now.

    Raises:
        Refused: it is not under way.
    """
    _in_hand(edit, workshop_id)
    resume(edit, workshop_id)
    at, _ = _in_hand(edit, workshop_id)
    edit.put(replace(at, ended_at=edit.now))
    return edit.put(replace(edit.get(Workshop, workshop_id), ended_at=edit.now))


def pause(edit: Edit, workshop_id: str) -> None:
    """Hold time.

    Raises:
        Refused: it is not under way.
    """
    _in_hand(edit, workshop_id)
    workshop = edit.get(Workshop, workshop_id)
    if workshop.paused_at is None:
        edit.put(replace(workshop, paused_at=edit.now))


def resume(edit: Edit, workshop_id: str) -> None:
    """Let time go on; nothing happens where it does."""
    workshop = edit.get(Workshop, workshop_id)
    at, _ = _in_hand(edit, workshop_id)
    if workshop.paused_at is not None:
        stood = int((edit.now - workshop.paused_at).total_seconds())
        edit.put(replace(at, held=at.held + max(stood, 0)))
        edit.put(replace(workshop, paused_at=None))


def give(edit: Edit, workshop_id: str, minutes: int) -> Block:
    """Give the block in hand some minutes more, or fewer (below 0).

    Raises:
        Refused: it is not under way, or nothing would be left of it.
    """
    at, _ = _in_hand(edit, workshop_id)
    given = agenda.minutes_given(at) + minutes
    if not 1 <= given <= LONGEST:
        raise Refused("A block lasts at least a minute.")
    return edit.put(replace(at, given=given))


def forget_times(edit: Edit, workshop_id: str) -> None:
    """Forget how a workshop went, as after a rehearsal; what was written down stays."""
    edit.put(replace(edit.get(Workshop, workshop_id), paused_at=None, ended_at=None))
    for block in blocks_of(edit, workshop_id):
        edit.put(_as_planned(block))


def _in_hand(edit: Edit, workshop_id: str) -> tuple[Block, list[Block]]:
    blocks = blocks_of(edit, workshop_id)
    at = agenda.current(blocks)
    if at is None:
        raise Refused("This workshop is not under way.")
    return at, blocks


def _begin(edit: Edit, block: Block, given: int | None = None) -> Block:
    minutes = block.minutes if given is None else given
    return edit.put(replace(block, began_at=edit.now, ended_at=None, held=0, given=minutes))


def _given(edit: Edit, block: Block, blocks: list[Block]) -> int:
    """The minutes that a block gets now, of those that are left of the whole."""
    plan = agenda.as_it_runs(edit.get(Workshop, block.workshop), blocks, edit.now.astimezone())
    slot = next((each for each in plan.slots if each.block.id == block.id), None)
    to_come = slot is not None and slot.state is agenda.State.TO_COME
    return round(slot.minutes) if slot is not None and to_come else block.minutes


def _as_planned(block: Block) -> Block:
    return replace(block, given=None, began_at=None, ended_at=None, held=0)


# -- what comes of it


def park(edit: Edit, text: str, workshop_id: str | None = None) -> Parked:
    """Put something aside so that people can go on.

    Raises:
        Refused: nothing was said, or too much.
    """
    return records.add(edit, Parked, workshop=workshop_id, text=text, on=edit.today)


def answer_parked(edit: Edit, parked_id: str, answer: str) -> Parked:
    """Say what became of something that was put aside; an empty answer opens it again.

    Raises:
        Refused: the text is too long.
    """
    day = edit.today if answer.strip() else None
    return records.change(edit, Parked, parked_id, answer=answer, answered_on=day)


def decide(edit: Edit, text: str, workshop_id: str | None = None) -> Ruling:
    """Write down a decision that was taken.

    Raises:
        Refused: nothing was decided, or a text is too long.
    """
    return records.add(edit, Ruling, text=text, on=edit.today, workshop=workshop_id)


def promise(
    edit: Edit,
    what: str,
    workshop_id: str | None = None,
    *,
    who: str = "",
    with_whom: str = "",
    by_when: date | None = None,
) -> Commitment:
    """Keep a promise that was made.

    Raises:
        Refused: nothing is promised, or a text is too long.
    """
    made = commitments.promise(edit, what, who=who, with_whom=with_whom, by_when=by_when)
    return edit.put(replace(made, workshop=workshop_id))
