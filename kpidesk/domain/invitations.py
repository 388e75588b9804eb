"""Who should own the measures of a gallery: invitations, and the words they are made of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar, Final

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


_SCEPTICS_FIRST: Final = (
    Stance.OPPOSED, Stance.SCEPTICAL, Stance.UNAWARE, None, Stance.CURIOUS, Stance.SUPPORTIVE,
    Stance.CO_DESIGNER,
)  # fmt: skip


def sceptics_first(invitation: Invitation) -> tuple[int, str]:
    """The order of a list of invitations: whose doubts are needed most comes first."""
    return _SCEPTICS_FIRST.index(invitation.stance), invitation.name.casefold()


MERGED: Final = (
    "greeting", "name", "gallery", "date", "from", "to", "room", "team", "purpose", "alternative", "hosts",
)  # fmt: skip
"""What may stand in braces in an invitation."""

_BRACES: Final = re.compile(r"\{([^{}\n]*)\}")


def merged(template: str, values: Mapping[str, str]) -> str:
    """A text with what stands in braces filled in; braces with anything else stay as they are.

    A line is left out where it has braces and all of them turn out empty.
    """
    lines = []
    for line in template.split("\n"):
        known = [name for name in _BRACES.findall(line) if name.strip().lower() in MERGED]
        if known and not any(values.get(name.strip().lower(), "") for name in known):
            continue
        lines.append(_BRACES.sub(lambda found: _filled(found, values), line))
    return "\n".join(lines).strip()


def _filled(found: re.Match[str], values: Mapping[str, str]) -> str:
    name = found[1].strip().lower()
    return values.get(name, "") if name in MERGED else found[0]


def unknown_braces(template: str) -> tuple[str, ...]:
    """What stands in braces and cannot be filled in, as it was typed."""
    found = (each for each in _BRACES.findall(template) if each.strip().lower() not in MERGED)
    return tuple(dict.fromkeys(f"{{{each}}}" for each in found))
