"""Promises: who does what, with whom, by when."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from kpidesk.domain.record import Record, optional_ref


class CommitmentStatus(Enum):
    """What came of a promise."""

    OPEN = "open"
    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """One promise and where it came from."""

    what: str
    who: str = ""
    with_whom: str = ""
    by_when: date | None = None
    status: CommitmentStatus = CommitmentStatus.OPEN
    partner: str | None = optional_ref("Partner")
    note: str | None = optional_ref("Note")
    measure: str | None = optional_ref("Measure")
