"""Registers that the seven modules need: decisions, stakeholders, policies, messages. Source: domain.md 5."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from kpidesk.domain.invitations import Channel, Stance
from kpidesk.domain.record import Record, optional_ref


class RulingKind(Enum):
    """What a decision is about."""

    CADENCE = "cadence"
    THRESHOLD = "threshold"
    SPONSORSHIP = "sponsorship"
    WEIGHTING = "weighting"
    ACTION = "action"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling(Record):
    """A decision that was taken: what, by whom, why, and which measure or result led to it."""

    text: str
    kind: RulingKind = RulingKind.OTHER
    on: date | None = None
    by: str = ""
    why: str = ""
    measure: str | None = optional_ref("Measure")
    result: str | None = optional_ref("Result")
    meeting: str | None = optional_ref("Meeting")
    workshop: str | None = optional_ref("Workshop")
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder(Record):
    """Somebody whom measuring touches: how they see it, what was tried, what comes next.

    `co_designs` is what a sceptic helps to design.
    """

    name: str
    group: str | None = optional_ref("Group")
    person: str | None = optional_ref("Person")
    stance: Stance | None = None
    role: str = ""
    co_designs: str = ""
    tried: str = ""
    next: str = ""
    by: date | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Record):
    """A law, policy or agreement that touches measuring: who keeps an eye on it, and until when."""

    name: str
    source: str = ""
    keeper: str = ""
    due: date | None = None
    checked_on: date | None = None
    finding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Record):
    """Words for an audience on a channel, to be sent or read out."""

    audience: str
    channel: Channel | None = None
    language: str = ""
    subject: str = ""
    text: str = ""
    sent_on: date | None = None
