"""Partners around a result in the centre, what drives them and what they can share."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from kpidesk.domain.record import Record, optional_ref, ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre(Record):
    """A result that no one reaches alone, with the indicator that shows how it is doing."""

    UNIQUE: ClassVar = (("result",),)

    result: str = ref("Result")
    indicator: str | None = optional_ref("Measure")


class Reach(Enum):
    """Whether a partner belongs to the organisation."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class Standing(Enum):
    """Whether a partner takes part already or is still wanted."""

    CURRENT = "current"
    DESIRED = "desired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Record):
    """A person, unit or organisation that can contribute to the result in the centre."""

    UNIQUE: ClassVar = (("code",),)

    code: str
    name: str
    centre: str = ref("Centre")
    contact: str = ""
    reach: Reach = Reach.OUTSIDE
    standing: Standing = Standing.CURRENT
    critical: bool = False
    contribution: str = ""
    strategy: str = ""
    why_not: str = ""


class Evidence(Enum):
    """Whether a driving measure was confirmed by the partner or is our guess."""

    KNOWN = "known"
    HYPOTHESISED = "hypothesised"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrivingMeasure(Record):
    """A measure that drives a partner's own work; `measure` where it is one of this desk's."""

    partner: str = ref("Partner")
    name: str
    measure: str | None = optional_ref("Measure")
    evidence: Evidence = Evidence.HYPOTHESISED
    source: str = ""
    noted_on: date | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment(Record):
    """A driving measure also serves another partner, and why."""

    UNIQUE: ClassVar = (("driving_measure", "partner"),)

    driving_measure: str = ref("DrivingMeasure")
    partner: str = ref("Partner")
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerShare(Record):
    """A partner takes part in a measure; the measure is shared once two partners do."""

    UNIQUE: ClassVar = (("measure", "partner"),)

    measure: str = ref("Measure")
    partner: str = ref("Partner")
