"""The Measure Gallery: posters on a wall, and the notes that people stick on them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import ClassVar, Final

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
    """One opening of a gallery. Times are local to the place; `visitors` is a tally.

    `names`: whether notes carry who wrote them; without it no output tells names or groups of notes.
    `rated`: whether cards ask how well a measure is understood and backed. `how` is one step of taking
    part a line, `otherwise` what people can do who cannot come, `host_notes` is for the hosts alone.
    `wishes` and `times` are own words for how much and when, in the order of Moscow and Horizon; an
    equals sign stands for the usual word, a dash leaves the step out. `heard` opens the report.
    """

    name: str
    place: str = ""
    opens: datetime | None = None
    closes: datetime | None = None
    purpose: str = ""
    team: str = ""
    hosts: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    otherwise: str = ""
    host_notes: str = ""
    invited: int | None = None
    visitors: int | None = None
    names: bool = False
    rated: bool = False
    tally_at_door: bool = False
    understand_scale: str | None = optional_ref("RatingScale")
    back_scale: str | None = optional_ref("RatingScale")
    wishes: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    heard: str = ""
    decides_on: date | None = None
    told_on: date | None = None


class PosterKind(Enum):
    """What a poster shows. OWN: lines for a measure of one's own. TOLD: what became of earlier notes."""

    MEASURE = "measure"
    MAP = "map"
    GOAL = "goal"
    QUESTION = "question"
    OWN = "own"
    HOW = "how"
    LEGEND = "legend"
    TOLD = "told"
    PARKING = "parking"


class Turned(Enum):
    """How a sheet lies."""

    UPRIGHT = "upright"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster(Record):
    """One sheet on the wall with a printed code. `tentative` is the line that invites change.

    Posters of a gallery stand in the order of `place`, then of their codes. `paper` "" is the one that
    is chosen when printing; `language` is that of a second line under what people should read first.
    `hidden` are keys of sections that are left out, `zones` the names of the places for notes where
    they are not the usual ones. `told` is the gallery whose answers a TOLD poster shows.
    """

    UNIQUE: ClassVar = (("code",),)

    code: str
    gallery: str = ref("Gallery")
    kind: PosterKind = PosterKind.MEASURE
    measure: str | None = optional_ref("Measure", OnRemove.REFUSE)
    map: str | None = optional_ref("Map", OnRemove.REFUSE)
    goal: str | None = optional_ref("Goal", OnRemove.REFUSE)
    told: str | None = optional_ref("Gallery")
    place: float = 0.0
    title: str = ""
    questions: tuple[str, ...] = ()
    tentative: str = "Draft: nothing here is final"
    paper: str = ""
    turned: Turned | None = None
    language: str = ""
    hidden: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    version: int = 1


class NoteKind(Enum):
    """What a note is; the value is the letter of the shorthand."""

    SUPPORT = "S"
    QUESTION = "Q"
    IDEA = "I"
    CONCERN = "C"
    DATA_PROBLEM = "D"
    MISSING = "X"


PROPOSALS: Final = frozenset({NoteKind.IDEA, NoteKind.CONCERN, NoteKind.DATA_PROBLEM, NoteKind.MISSING})
"""Kinds of notes that ask for something to be done; questions and support need no joint rating."""


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


class Colour(Enum):
    """The paper of a sticky note."""

    YELLOW = "yellow"
    ORANGE = "orange"
    PINK = "pink"
    VIOLET = "violet"
    BLUE = "blue"
    GREEN = "green"
    WHITE = "white"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """One sticky note as transcribed. `on_behalf`: the facilitator's own entry for somebody.

    `support` counts people who say the same, `dots` those stuck beside it. `unclear`: its writer should
    be asked while still there. `writer` is kept where the gallery takes names. `discussed` is set once
    the team has talked about it, `told_on` once its writer could read what became of it.
    """

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
    dots: int = 0
    colour: Colour | None = None
    writer: str = ""
    unclear: bool = False
    on_behalf: bool = False
    moscow: Moscow | None = None
    horizon: Horizon | None = None
    discussed: bool = False
    decision: Decision | None = None
    reason: str = ""
    decided_on: date | None = None
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence(Record):
    """What a note led to: a record that was changed or made because of it, and in words how."""

    UNIQUE: ClassVar = (("note", "record"),)

    note: str = ref("Note")
    record: str = ref("*")
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster(Record):
    """Notes of a gallery that say something together, under a name."""

    gallery: str = ref("Gallery")
    name: str = ""
    place: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """One note in one cluster; a note may be in several."""

    UNIQUE: ClassVar = (("cluster", "note"),)

    cluster: str = ref("Cluster")
    note: str = ref("Note")
    place: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Record):
    """A photo of a wall, scaled and without where it was taken; `straight` is its poster from the front.

    A photo of two posters is kept once for each. Corners of the poster in the photo: eight shares of
    width and height, from the top left clockwise, "" while nobody knows them.
    """

    gallery: str = ref("Gallery")
    poster: str | None = optional_ref("Poster")
    name: str
    taken: datetime | None = None
    image: str = ref("Attachment", OnRemove.REFUSE)
    straight: str | None = optional_ref("Attachment", OnRemove.REFUSE)
    corners: str = ""


class Seen(Enum):
    """What became of a part of a photo that looks like a note."""

    OPEN = "open"
    TYPED = "typed"
    NO_NOTE = "no_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop(Record):
    """A part of a photo that looks like a note, and the note that was typed from it.

    Place and size are shares of the width and height of the photo's straight picture, or of the photo
    itself where there is none.
    """

    photo: str = ref("Photo")
    note: str | None = optional_ref("Note")
    image: str = ref("Attachment", OnRemove.REFUSE)
    seen: Seen = Seen.OPEN
    x: float
    y: float
    wide: float
    tall: float
