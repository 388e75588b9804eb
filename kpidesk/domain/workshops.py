"""Workshops: what they are for, their agendas block by block, who comes, and what is parked in them.

How time passed is kept with the blocks (began, ended, held), so that a workshop that runs goes on after a
restart. What is left, and when what follows begins, is reckoned in `agenda.py` and never stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import ClassVar

from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record, optional_ref, ref


class WorkshopKind(Enum):
    """What a workshop is for."""

    MAPPING = "mapping"
    TESTS = "tests"
    DESIGN = "design"
    SHARING = "sharing"
    GALLERY = "gallery"
    DECISIONS = "decisions"
    CURVE = "curve"
    COMMUNITY = "community"
    HEALTH = "health"
    REVIEW = "review"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop(Record):
    """One workshop. `expected` is how many people are reckoned with, `starts` a time of day as typed.

    It runs from the moment its first block began until `ended_at`; `paused_at` is set while time is held.
    With `keeps_end` what runs over is taken from the blocks that follow.
    """

    name: str
    kind: WorkshopKind = WorkshopKind.OTHER
    on: date | None = None
    starts: str = ""
    location: str = ""
    purpose: str = ""
    host: str = ""
    expected: int | None = None
    keeps_end: bool = True
    note: str = ""
    paused_at: datetime | None = None
    ended_at: datetime | None = None


class BlockKind(Enum):
    """How people work in a block."""

    WELCOME = "welcome"
    INPUT = "input"
    ALONE = "alone"
    PAIRS = "pairs"
    GROUPS = "groups"
    PLENARY = "plenary"
    WALK = "walk"
    VOTE = "vote"
    BREAK = "break"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Record):
    """A block of an agenda: what is done for how many minutes, with what, and what the facilitator says.

    `opens` names the page of the program that belongs to it, perhaps with a view: `results:goals`. With
    `not_before`, a time of day, it waits for that time (food, guests). The rest is how it went: `given`
    minutes when it began, and `held` seconds in which time stood still.
    """

    workshop: str = ref("Workshop")
    name: str
    kind: BlockKind = BlockKind.PLENARY
    minutes: int = 10
    not_before: str = ""
    opens: str = ""
    materials: tuple[str, ...] = ()
    script: str = ""
    place: float = 0.0
    given: int | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """Somebody who is invited to a workshop; `came` is None while nobody noted it."""

    UNIQUE: ClassVar = (("workshop", "person"),)

    workshop: str = ref("Workshop")
    person: str = ref("Person")
    task: str = ""
    came: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked(Record):
    """Something that was put aside so that people could go on, and what became of it."""

    workshop: str | None = optional_ref("Workshop")
    text: str
    answer: str = ""
    on: date | None = None
    answered_on: date | None = None


def in_order(workshops: Iterable[Workshop]) -> list[Workshop]:
    """By day, those without one last."""
    return sorted(workshops, key=lambda each: (each.on is None, each.on or date.max, each.starts, each.id))


def blocks_of(reader: Reader, workshop_id: str) -> list[Block]:
    """The agenda, in its order."""
    return sorted(reader.find(Block, workshop=workshop_id), key=lambda each: (each.place, each.id))


def running(reader: Reader) -> Workshop | None:
    """The workshop that is under way, None for none."""
    begun = {each.workshop for each in reader.find(Block) if each.began_at is not None}
    return next((each for each in reader.find(Workshop) if each.id in begun and each.ended_at is None), None)


def last_begun(reader: Reader) -> Workshop | None:
    """Where what is written down belongs: the workshop under way, else the one that began last."""
    if (under_way := running(reader)) is not None:
        return under_way
    begun = [(each.began_at, each.workshop) for each in reader.find(Block) if each.began_at is not None]
    return reader.get(Workshop, max(begun)[1]) if begun else None
