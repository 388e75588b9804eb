"""When each block of an agenda begins: as planned, and while the workshop runs.

What runs over is taken from what follows, in proportion, so that people can leave when they were told they
could: breaks keep their length, and no other block loses more than half. What cannot be caught up that way
moves the end, and is told. Nothing of this is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Final

from kpidesk.domain.community_routine import clock
from kpidesk.domain.reader import Reader
from kpidesk.domain.workshops import Block, BlockKind, Workshop, blocks_of

_HOUR: Final = 60
_DAY: Final = 24 * _HOUR
SOON: Final = 0.2
"""The share of a block's time from which on its end is near."""


class State(Enum):
    """Where a block stands."""

    TO_COME = "to_come"
    NOW = "now"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Slot:
    """A block in time: `starts` in minutes after midnight, `minutes` as it is reckoned now.

    `waits` are minutes for which it stands still before it begins, because it may not begin earlier.
    """

    block: Block
    starts: float
    minutes: float
    waits: float = 0.0
    state: State = State.TO_COME

    @property
    def ends(self) -> float:
        """In minutes after midnight."""
        return self.starts + self.minutes


@dataclass(frozen=True, slots=True)
class Plan:
    """An agenda in time. `late` are minutes that could not be caught up: it ends so much later."""

    slots: tuple[Slot, ...]
    late: float = 0.0

    @property
    def ends(self) -> float | None:
        """When the last block ends, None for an agenda without blocks."""
        return self.slots[-1].ends if self.slots else None

    @property
    def now(self) -> Slot | None:
        """The block in hand."""
        return next((each for each in self.slots if each.state is State.NOW), None)

    @property
    def next(self) -> Slot | None:
        """The block after the one in hand, before the beginning the first one."""
        return next((each for each in self.slots if each.state is State.TO_COME), None)


def minute_of(typed: str) -> int | None:
    """Minutes after midnight of a time of day, None for what is none."""
    found = clock(typed)
    return None if found is None else found.hour * _HOUR + found.minute


def time_of(minute: float) -> time:
    """The time of day, to the minute; after midnight the next day's."""
    whole = round(minute) % _DAY
    return time(whole // _HOUR, whole % _HOUR)


def planned(workshop: Workshop, blocks: Sequence[Block]) -> Plan:
    """The agenda as it was planned; without a time it begins at 0."""
    slots, _ = _follow(blocks, [float(each.minutes) for each in blocks], _start(workshop), State.TO_COME)
    return Plan(tuple(slots))


def _start(workshop: Workshop) -> float:
    return float(minute_of(workshop.starts) or 0)


def _follow(
    blocks: Sequence[Block], minutes: Sequence[float], cursor: float, state: State
) -> tuple[list[Slot], float]:
    """Blocks one after the other, each not before its time."""
    slots = []
    for block, long in zip(blocks, minutes, strict=True):
        pinned = minute_of(block.not_before)
        waits = 0.0 if pinned is None else max(0.0, pinned - cursor)
        slots.append(Slot(block, cursor + waits, long, waits, state))
        cursor = slots[-1].ends
    return slots, cursor


# -- while it runs


def seconds_in(workshop: Workshop, block: Block, now: datetime) -> float:
    """How long a block has been going on, without what time was held."""
    if block.began_at is None:
        return 0.0
    until = block.ended_at or workshop.paused_at or now
    return max(0.0, (until - block.began_at).total_seconds() - block.held)


def minutes_given(block: Block) -> int:
    """What a block was given when it began; before it, as planned."""
    return block.minutes if block.given is None else block.given


def seconds_left(workshop: Workshop, block: Block, now: datetime) -> float:
    """What is left of the time that a block was given, below 0 when it runs over."""
    return minutes_given(block) * 60 - seconds_in(workshop, block, now)


def current(blocks: Sequence[Block]) -> Block | None:
    """The block in hand: the one that has begun and not ended."""
    return next((each for each in blocks if each.began_at is not None and each.ended_at is None), None)


def has_begun(blocks: Sequence[Block]) -> bool:
    """Whether any block has."""
    return any(each.began_at is not None for each in blocks)


def plan_of(reader: Reader, workshop: Workshop, now: datetime) -> Plan:
    """The agenda of a workshop as it is now, with the zone of `now`; before it begins, as planned."""
    return as_it_runs(workshop, blocks_of(reader, workshop.id), now)


def as_it_runs(workshop: Workshop, blocks: Sequence[Block], now: datetime) -> Plan:
    """The agenda as it is now: what was, what goes on, and what follows in the time that is left.

    Args:
        workshop: the workshop.
        blocks: in their order.
        now: with the zone in which times of day are told.
    """
    if not has_begun(blocks):
        return planned(workshop, blocks)
    at = current(blocks)
    if at is None:
        return Plan(tuple(_past(workshop, each, now) for each in blocks))
    number = list(blocks).index(at)
    done = [_past(workshop, each, now) for each in blocks[:number]]
    began, spent = _minute(at.began_at or now, now), seconds_in(workshop, at, now) / _HOUR
    left = max(minutes_given(at) - spent, 0.0)
    ends = _minute(now, now) + left
    slot = Slot(at, began, ends - began, state=State.NOW)
    rest = blocks[number + 1 :]
    end = _wanted_end(workshop, blocks, now) if workshop.keeps_end else None
    minutes = [float(each.minutes) for each in rest] if end is None else fitted(rest, ends, end)
    following, last = _follow(rest, minutes, ends, State.TO_COME)
    late = 0.0 if end is None else max(0.0, last - end)
    return Plan((*done, slot, *following), late)


def _past(workshop: Workshop, block: Block, now: datetime) -> Slot:
    if block.began_at is None:
        return Slot(block, 0.0, 0.0, state=State.SKIPPED)
    began = _minute(block.began_at, now)
    until = _minute(block.ended_at or workshop.ended_at or now, now)
    return Slot(block, began, max(0.0, until - began), state=State.DONE)


def _minute(moment: datetime, now: datetime) -> float:
    """Minutes after the midnight at which the day of `now` began, in its zone."""
    there = moment.astimezone(now.tzinfo)
    days = (there.date() - now.date()).days
    return days * _DAY + there.hour * _HOUR + there.minute + there.second / 60


def _wanted_end(workshop: Workshop, blocks: Sequence[Block], now: datetime) -> float:
    """When people were told that it would end: by the plan of the day, else by its length from its start.

    Whoever begins before or long after the time on the invitation is trying it out, or changed the time.
    """
    plan = planned(workshop, blocks)
    first = min(each.began_at for each in blocks if each.began_at is not None)
    began = _minute(first, now)
    start = minute_of(workshop.starts)
    told = workshop.on == _day(first, now) and start is not None and 0 <= began - start <= _HOUR
    shift = 0.0 if told else began - _start(workshop)
    return (plan.ends or 0.0) + shift


def _day(moment: datetime, now: datetime) -> date:
    return moment.astimezone(now.tzinfo).date()


# -- fitting what follows


def fitted(blocks: Sequence[Block], cursor: float, end: float) -> list[float]:
    """The minutes of blocks that follow, so that they end in time as far as that can be.

    Args:
        blocks: in their order.
        cursor: when the first may begin, in minutes after midnight.
        end: when the last shall have ended.

    Returns:
        Whole minutes, none more than planned; breaks as planned, others at least half.
    """
    found: list[float] = []
    for part, until in _parts(blocks, end):
        pinned = minute_of(part[0].not_before)
        begins = cursor if pinned is None else max(cursor, float(pinned))
        found += _shrunk(part, until - begins)
        cursor = begins + sum(found[-len(part) :])
    return found


def _parts(blocks: Sequence[Block], end: float) -> list[tuple[list[Block], float]]:
    """Blocks up to the next that waits for its time, each part with the time until which it has room."""
    parts: list[tuple[list[Block], float]] = []
    for block in blocks:
        pinned = minute_of(block.not_before)
        if not parts or pinned is not None:
            if parts and pinned is not None:
                parts[-1] = (parts[-1][0], min(float(pinned), end))
            parts.append(([], end))
        parts[-1][0].append(block)
    return parts


def _shrunk(blocks: Sequence[Block], room: float) -> list[float]:
    """Minutes of blocks that have so much room together."""
    planned_ = [each.minutes for each in blocks]
    over = sum(planned_) - round(max(room, 0.0))  # less than half a minute is no over-run
    can_give = [0 if each.kind is BlockKind.BREAK else each.minutes // 2 for each in blocks]
    whole = sum(can_give)
    if over <= 0 or whole == 0:
        return [float(each) for each in planned_]
    over = min(over, whole)
    exact = [over * give / whole for give in can_give]
    gives = [int(each) for each in exact]
    by_rest = sorted(range(len(blocks)), key=lambda number: exact[number] - gives[number], reverse=True)
    for number in by_rest[: over - sum(gives)]:
        gives[number] += 1
    return [float(minutes - give) for minutes, give in zip(planned_, gives, strict=True)]
