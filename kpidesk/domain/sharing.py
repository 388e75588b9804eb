"""Partners around a result in the centre, what drives them and what they can share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar, Final

from kpidesk.domain.reader import Reader
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


class Strength(Enum):
    """How strongly a partner contributes."""

    STRONG = "strong"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Record):
    """A person, unit or organisation that can contribute to the result in the centre.

    `strength` is what people said, None where it follows from the records (`strength_of`); `more_needed`
    marks a partner whose contribution must grow; `engagement` is the plan to win one who is still wanted;
    `place` orders the partners of a centre.
    """

    UNIQUE: ClassVar = (("code",),)

    code: str
    name: str
    centre: str = ref("Centre")
    contact: str = ""
    reach: Reach = Reach.OUTSIDE
    standing: Standing = Standing.CURRENT
    critical: bool = False
    strength: Strength | None = None
    more_needed: bool = False
    strategy: str = ""
    why_not: str = ""
    engagement: str = ""
    place: float = 0.0


class Evidence(Enum):
    """Whether the partner has told us or it is our guess."""

    KNOWN = "known"
    HYPOTHESISED = "hypothesised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Record):
    """Something about a partner that they told us, or that we guess until somebody asks them.

    `source` is where a guess comes from, `found` what was learned when it was checked.
    """

    partner: str = ref("Partner")
    name: str
    evidence: Evidence = Evidence.HYPOTHESISED
    source: str = ""
    found: str = ""
    noted_on: date | None = None
    confirmed_on: date | None = None

    @property
    def is_guess(self) -> bool:
        """Whether nobody has confirmed it."""
        return self.evidence is Evidence.HYPOTHESISED


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Told):
    """What a partner does, or could do, for the result in the centre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrivingMeasure(Told):
    """A measure that drives a partner's own work; `measure` where it is one of this desk's."""

    measure: str | None = optional_ref("Measure")


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


# -- reflection


class ChallengeKind(Enum):
    """Where a challenge lies."""

    PERSON = "person"
    ROLE = "role"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge(Record):
    """What stands in the way of aligned action, with the partner it is about, or the two it lies between."""

    centre: str = ref("Centre")
    text: str
    kind: ChallengeKind | None = None
    partner: str | None = optional_ref("Partner")
    other: str | None = optional_ref("Partner")
    noted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection(Record):
    """One look back at how the partners work together; there may be many, each with its day."""

    centre: str = ref("Centre")
    day: date
    conversations: str = ""
    competition: str = ""
    fragmentation: str = ""
    culture: str = ""


# -- action and alignment


class Quarter(Enum):
    """The four quarters of the board of action and alignment."""

    OWN_WAY = "own_way"
    TOGETHER = "together"
    WATCHING = "watching"
    FRIENDLY = "friendly"


BEST_STAND: Final = 9
MIDLINE: Final = 5  # a number up to this one counts as low


def quarter(action: float, alignment: float) -> Quarter:
    """The quarter that two numbers from 1 to BEST_STAND belong to; the midline itself counts as low."""
    if action > MIDLINE:
        return Quarter.TOGETHER if alignment > MIDLINE else Quarter.OWN_WAY
    return Quarter.FRIENDLY if alignment > MIDLINE else Quarter.WATCHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Record):
    """The board of action and alignment as it was seen on one day."""

    centre: str = ref("Centre")
    day: date
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand(Record):
    """Where a partner stands in a snapshot: how much action, how much alignment, from 1 to BEST_STAND."""

    UNIQUE: ClassVar = (("snapshot", "partner"),)

    snapshot: str = ref("Snapshot")
    partner: str = ref("Partner")
    action: int
    alignment: int

    @property
    def quarter(self) -> Quarter:
        """The quarter it lies in."""
        return quarter(self.action, self.alignment)


def snapshots_of(reader: Reader, centre_id: str) -> list[Snapshot]:
    """The boards of a centre, oldest first."""
    return sorted(reader.find(Snapshot, centre=centre_id), key=lambda each: (each.day, each.id))


def latest_snapshot(reader: Reader, centre_id: str) -> Snapshot | None:
    """The latest board of a centre."""
    return next(reversed(snapshots_of(reader, centre_id)), None)


# -- in what order, how strong


def in_order(partners: Iterable[Partner]) -> list[Partner]:
    """Critical partners first, then those who take part, each in the order that people gave them."""
    return sorted(
        partners,
        key=lambda each: (not each.critical, each.standing is Standing.DESIRED, each.place, each.code),
    )


def strength_of(reader: Reader, partner: Partner) -> Strength:
    """How strongly a partner contributes, as people said or as it follows from the records.

    It follows: a shared measure makes it strong, a contribution, known or guessed, some.
    """
    if partner.strength is not None:
        return partner.strength
    if reader.find(PartnerShare, partner=partner.id):
        return Strength.STRONG
    return Strength.SOME if reader.find(Contribution, partner=partner.id) else Strength.NONE
