"""Who a desk is about: the organisation, its people and the groups that visit its galleries."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from kpidesk.domain.period import PeriodType
from kpidesk.domain.record import Record, optional_ref


class RunRule(Enum):
    """How many values on one side of the centre line make a long run, in all charts of a desk."""

    EIGHT = "8"
    SEVEN = "7"
    TEN_OF_TWELVE = "10 of 12"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """The organisation whose desk this is; a desk has one. Languages are codes, the first is primary."""

    name: str
    purpose: str = ""
    logo: str | None = optional_ref("Attachment")
    colour: str = "#0B6A66"
    languages: tuple[str, ...] = ("en",)
    period_type: PeriodType = PeriodType.MONTH
    run_rule: RunRule = RunRule.EIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody who owns, decides or promises; `name` may be a code where that is wanted."""

    name: str
    role: str = ""
    unit: str = ""
    languages: tuple[str, ...] = ()
    consent: bool = False


class GroupKind(Enum):
    """Where a group of people stands."""

    STAFF = "staff"
    PARTNER = "partner"
    CUSTOMER = "customer"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """A group that notes are attributed to instead of persons, with the short key typed for it."""

    UNIQUE: ClassVar = (("key",),)

    key: str
    name: str
    kind: GroupKind = GroupKind.STAFF
