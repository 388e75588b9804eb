"""Promises: who does what, with whom, by when, what came of it, and whether it is a good one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from kpidesk.domain.record import Record, optional_ref, ref
from kpidesk.domain.sharing import ChallengeKind


class CommitmentStatus(Enum):
    """What came of a promise."""

    OPEN = "open"
    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    DROPPED = "dropped"


STANDING: Final = frozenset({CommitmentStatus.OPEN, CommitmentStatus.PARTLY_MET})
"""What a promise has while there is still something to do."""


class Quality(Enum):
    """What makes a promise a good one."""

    CLEAR = "clear"
    OBSERVABLE = "observable"
    LEVERAGED = "leveraged"
    DOABLE = "doable"
    STRETCH = "stretch"


class Step(Enum):
    """The steps that develop a shared measure, in their order."""

    DEFINITION = "definition"
    DATA = "data"
    FIRST_VALUE = "first_value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """One promise and where it came from.

    `qualities` holds values of Quality that people have said yes to; `step` says which step in the
    development of its `measure` it is; `follows` is the promise whose check-in led to it.
    """

    what: str
    who: str = ""
    with_whom: str = ""
    by_when: date | None = None
    status: CommitmentStatus = CommitmentStatus.OPEN
    made_on: date | None = None
    qualities: tuple[str, ...] = ()
    step: Step | None = None
    centre: str | None = optional_ref("Centre")
    partner: str | None = optional_ref("Partner")
    note: str | None = optional_ref("Note")
    measure: str | None = optional_ref("Measure")
    follows: str | None = optional_ref("Commitment")
    community: str | None = optional_ref("Community")
    meeting: str | None = optional_ref("Meeting")
    workshop: str | None = optional_ref("Workshop")
    score: str | None = optional_ref("Score")

    @property
    def is_standing(self) -> bool:
        """Whether there is still something to do."""
        return self.status in STANDING

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed while there is still something to do."""
        return self.is_standing and self.by_when is not None and self.by_when < today


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Record):
    """One look at a promise with its three questions.

    `kind` tells where the reason lies when a promise was not met; `moved_from` is the day it was for
    before it was carried over.
    """

    commitment: str = ref("Commitment")
    day: date
    status: CommitmentStatus
    happened: str = ""
    learned: str = ""
    next: str = ""
    kind: ChallengeKind | None = None
    moved_from: date | None = None


def by_date(promises: Iterable[Commitment], today: date) -> list[Commitment]:
    """What is overdue first, then by day; what has no day yet before what is done with."""
    return sorted(
        promises,
        key=lambda each: (
            not each.is_overdue(today), not each.is_standing, each.by_when is None,
            each.by_when or today, each.who.casefold(), each.what.casefold(),
        ),
    )  # fmt: skip
