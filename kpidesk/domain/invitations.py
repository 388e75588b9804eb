"""Who should own the measures of a gallery: invitations, and the words they are made of."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from kpidesk.domain.record import Record, optional_ref, ref


class Stance(Enum):
    """How somebody looks at measuring, as far as the team knows."""

    UNAWARE = "unaware"
    CURIOUS = "curious"
    SUPPORTIVE = "supportive"
    SCEPTICAL = "sceptical"
    OPPOSED = "opposed"
    CO_DESIGNER = "co_designer"


class Channel(Enum):
    """How an invitation reaches people."""

    IN_PERSON = "in_person"
    EMAIL = "email"
    CARD = "card"
    PHONE = "phone"
    NOTICE = "notice"


class Came(Enum):
    """Whether those who were invited came."""

    YES = "yes"
    SOME = "some"
    NO = "no"


class Variant(Enum):
    """To whom an invitation speaks."""

    GENERAL = "general"
    SCEPTICS = "sceptics"
    PARTNERS = "partners"
    CUSTOMERS = "customers"
    NIGHT_SHIFT = "night_shift"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Record):
    """A person or a number of people who are invited; `people` is how many. `why` they matter here."""

    gallery: str = ref("Gallery")
    name: str = ""
    group: str | None = optional_ref("Group")
    person: str | None = optional_ref("Person")
    people: int = 1
    contact: str = ""
    why: str = ""
    channel: Channel | None = None
    stance: Stance | None = None
    variant: Variant = Variant.GENERAL
    language: str = ""
    invited_on: date | None = None
    came: Came | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationText(Record):
    """Own words of a gallery for one variant in one language; without it the supplied words are used."""

    UNIQUE: ClassVar = (("gallery", "variant", "language"),)

    gallery: str = ref("Gallery")
    variant: Variant
    language: str
    subject: str = ""
    text: str = ""


_SCEPTICS_FIRST = (
    Stance.OPPOSED, Stance.SCEPTICAL, Stance.UNAWARE, None, Stance.CURIOUS, Stance.SUPPORTIVE,
    Stance.CO_DESIGNER,
)  # fmt: skip


def sceptics_first(invitation: Invitation) -> tuple[int, str]:
    """The order of a list of invitations: whose doubts are needed most comes first."""
    return _SCEPTICS_FIRST.index(invitation.stance), invitation.name.casefold()
