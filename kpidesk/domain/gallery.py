"""The Measure Gallery: posters on a wall, and the notes that people stick on them."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import ClassVar

from kpidesk.domain.record import OnRemove, Record, optional_ref, ref


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingScale(Record):
    """A scale of whole numbers with a word for each end."""

    UNIQUE: ClassVar = (("key",),)

    key: str
    question: str
    low: int = 1
    high: int = 5
    low_word: str = ""
    high_word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery(Record):
    """One opening of a gallery. Times are local to the place; `visitors` is a tally."""

    name: str
    place: str = ""
    opens: datetime | None = None
    closes: datetime | None = None
    invited: int | None = None
    visitors: int | None = None
    understand_scale: str | None = optional_ref("RatingScale")
    back_scale: str | None = optional_ref("RatingScale")


class PosterKind(Enum):
    """What a poster shows."""

    MEASURE = "measure"
    MAP = "map"


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster(Record):
    """One sheet on the wall with a printed code. `tentative` is the line that invites change."""

    UNIQUE: ClassVar = (("code",),)

    code: str
    gallery: str = ref("Gallery")
    kind: PosterKind = PosterKind.MEASURE
    measure: str | None = optional_ref("Measure", OnRemove.REFUSE)
    map: str | None = optional_ref("Map", OnRemove.REFUSE)
    questions: tuple[str, ...] = ()
    tentative: str = "Draft: nothing here is final"
    version: int = 1


class NoteKind(Enum):
    """What a note is; the value is the letter of the shorthand."""

    SUPPORT = "S"
    QUESTION = "Q"
    IDEA = "I"
    CONCERN = "C"
    DATA_PROBLEM = "D"
    MISSING = "X"


class Decision(Enum):
    """What the team decided on a note."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ANSWER = "answer"
    PARK = "park"
    DECLINE = "decline"
    THANK = "thank"


class Moscow(Enum):
    """How much a proposed change is wanted; the value is the letter of the shorthand."""

    MUST = "m"
    SHOULD = "s"
    COULD = "c"
    WONT = "w"


class Horizon(Enum):
    """When a proposed change is wanted; the value is the letter of the shorthand."""

    NOW = "n"
    MEDIUM = "m"
    LONG = "l"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """One sticky note as transcribed. `on_behalf`: the facilitator's own entry for somebody."""

    UNIQUE: ClassVar = (("code",),)

    code: str
    poster: str = ref("Poster", OnRemove.REFUSE)
    text: str
    kind: NoteKind | None = None
    group: str | None = optional_ref("Group", OnRemove.REFUSE)
    language: str = "en"
    understand: int | None = None
    back: int | None = None
    support: int = 0
    on_behalf: bool = False
    moscow: Moscow | None = None
    horizon: Horizon | None = None
    decision: Decision | None = None
    reason: str = ""
