"""What is written down in a meeting: how a typed line is read, and which promises are looked at.

A line goes to the part of the agenda that is in hand. A number in front of it chooses another part, a small
letter one of the other slots, an exclamation mark makes it a promise; a line that begins with a blank is
taken as it stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.commitments import CheckIn, Commitment
from kpidesk.domain.communities import Meeting, MeetingLine, MeetingState, Slot
from kpidesk.domain.reader import Reader
from kpidesk.domain.typed_period import Grain, read_period

LETTERS: Final[dict[str, Slot]] = {
    "s": Slot.SHARE_OUT, "c": Slot.CELEBRATION, "w": Slot.WIN, "q": Slot.QUESTION, "l": Slot.LEARNING,
}  # fmt: skip
"""What a letter in front of a line stands for."""
PROMISE: Final = "!"
_MARKED: Final = re.compile(r"(\d|[a-z])\s+(\S.*)", re.DOTALL)
_PARTS: Final = re.compile(r"\s+/\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """Something for a slot of the meeting; `block` is the part of the agenda where it is one."""

    slot: Slot
    text: str
    block: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise; `unread` is what stands in the place of the day and is none."""

    what: str
    who: str = ""
    with_whom: str = ""
    by_when: date | None = None
    unread: str = ""


def read_line(typed: str, blocks: Sequence[str], current: str) -> Said | Promised | None:
    """What a typed line says, None for nothing.

    Args:
        typed: as typed.
        blocks: the parts of the agenda.
        current: the part that is in hand.
    """
    text = typed.strip()
    if not text:
        return None
    if typed[0].isspace():
        return _in_block(text, current)
    if text.startswith(PROMISE):
        return read_promise(text.removeprefix(PROMISE).strip())
    if found := _MARKED.fullmatch(text):
        mark, rest = found.groups()
        if mark in LETTERS:
            return Said(LETTERS[mark], rest)
        if mark.isdecimal() and 1 <= int(mark) <= len(blocks):
            return Said(Slot.BLOCK, rest, blocks[int(mark) - 1])
    return _in_block(text, current)


def _in_block(text: str, current: str) -> Said:
    return Said(Slot.BLOCK, text, current)


def read_promise(text: str) -> Promised | None:
    """Read `who: what / with whom / by when`, of which only the second is needed; None for nothing."""
    first, *rest = _PARTS.split(text)
    more = [each for each in rest if each.strip(" /")]
    who, mark, what = f"{first} ".partition(": ")
    if not mark:
        who, what = "", first
    by_when, unread = None, ""
    if more and (more[-1][:1].isdecimal() or len(more) > 1 or _day(more[-1]) is not None):
        last = more.pop()
        by_when = _day(last)
        unread = "" if by_when is not None else last
    return Promised(what.strip(), who.strip(), " / ".join(more), by_when, unread) if what.strip() else None


def _day(text: str) -> date | None:
    found = read_period(text)
    return found.day if found is not None and found.grain is Grain.DAY else None


# -- reading a meeting


def lines_of(reader: Reader, meeting_id: str) -> list[MeetingLine]:
    """What was written down, in its order."""
    return sorted(reader.find(MeetingLine, meeting=meeting_id), key=lambda each: (each.place, each.id))


def blocks_of(lines: Sequence[MeetingLine], blocks: Sequence[str]) -> tuple[str, ...]:
    """The parts of the agenda, and after them those that are called otherwise by now but have lines."""
    before = dict.fromkeys(each.block for each in lines if each.slot is Slot.BLOCK)
    return (*blocks, *(block for block in before if block not in blocks))


def promises_of(reader: Reader, meeting_id: str) -> list[Commitment]:
    """What was promised in a meeting, in the order in which it was."""
    return list(reader.find(Commitment, meeting=meeting_id))


def previous_promises(reader: Reader, meeting: Meeting) -> list[Commitment]:
    """What a meeting looks at first: promises made before it that still stand, or that it looked at."""
    meetings = {each.id: each for each in reader.find(Meeting, community=meeting.community)}
    found = []
    for promise in reader.find(Commitment, community=meeting.community):
        made_in = meetings.get(promise.meeting or "")
        made_on = made_in.on if made_in else promise.made_on
        if promise.meeting == meeting.id or (made_on is not None and made_on >= meeting.on):
            continue
        if promise.is_standing or looks_at(reader, promise, meeting):
            found.append(promise)
    return sorted(found, key=lambda each: (each.by_when is None, each.by_when or date.max, each.id))


def looks_at(reader: Reader, promise: Commitment, meeting: Meeting) -> list[CheckIn]:
    """What was noted about a promise for a meeting, the latest last.

    That is what was noted since the meeting before was held, and until the next one was: people prepare, and
    type what they heard the day after.
    """
    held = [
        each.on
        for each in reader.find(Meeting, community=meeting.community)
        if each.state is MeetingState.HELD and each.on != meeting.on
    ]
    since = max((day for day in held if day < meeting.on), default=date.min)
    until = min((day for day in held if day > meeting.on), default=date.max)
    found = [each for each in reader.find(CheckIn, commitment=promise.id) if since < each.day < until]
    return sorted(found, key=lambda each: (each.day, each.id))
