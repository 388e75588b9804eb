"""Goals as found, the results they become, and maps of results with typed links."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from kpidesk.domain.record import OnRemove, Record, optional_ref, ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Record):
    """A sentence as found in a plan; `outcome` tells in words what else became of it."""

    UNIQUE: ClassVar = (("code",),)

    code: str
    text: str
    source: str = ""
    owner: str = ""
    outcome: str = ""


class AsideKind(Enum):
    """What a part of a goal became that is no result."""

    ACTION = "action"
    TARGET = "target"
    PARKED = "parked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside(Record):
    """A part of a goal that did not become a result, so that nothing of the goal gets lost."""

    goal: str = ref("Goal")
    kind: AsideKind = AsideKind.ACTION
    text: str = ""
    measure: str | None = optional_ref("Measure")


class WordingTest(Enum):
    """The five questions that a sentence must stand before it can be measured, in their order."""

    RESULT = "result"
    CLEAR = "clear"
    SINGLE = "single"
    INFLUENCE = "influence"
    WORTH = "worth"


class Outcome(Enum):
    """How a sentence did in a test."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Record):
    """What the people found when they put a goal or a result to one of the tests."""

    UNIQUE: ClassVar = (("subject", "test"),)

    subject: str = ref("*")
    test: WordingTest = WordingTest.RESULT
    outcome: Outcome = Outcome.UNSURE
    reason: str = ""
    agreed_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal(Record):
    """A hint that people have looked at and do not want to see again; `key` tells it from others."""

    UNIQUE: ClassVar = (("subject", "key"),)

    subject: str = ref("*")
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring(Record):
    """One band of a results map. `position` 1 is the centre; it decides shape, weight and colours."""

    UNIQUE: ClassVar = (("position",),)

    position: int
    name: str
    reach: str = ""


class Audience(Enum):
    """Whose condition a result describes."""

    POPULATION = "population"
    CUSTOMER = "customer"
    INTERNAL = "internal"


class ResultStatus(Enum):
    """How far a result's wording has come."""

    DRAFT = "draft"
    AGREED = "agreed"
    PARKED = "parked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Record):
    """One outcome stated as if it were already so: plain words, no target, no action.

    `dots` are the votes it got, None when nobody voted. `off_strategy` marks work that serves none of
    the goals; the reason stands beside it.
    """

    UNIQUE: ClassVar = (("code",),)

    code: str
    statement: str
    ring: str = ref("Ring", OnRemove.REFUSE)
    owner: str = ""
    audience: Audience = Audience.INTERNAL
    area: str = ""
    status: ResultStatus = ResultStatus.DRAFT
    dots: int | None = None
    off_strategy: bool = False
    off_strategy_reason: str = ""
    by_host: bool = False


class TagFamily(Enum):
    """What a tag says about the results that carry it."""

    PERSPECTIVE = "perspective"
    UNIT = "unit"
    REGION = "region"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    """A word by which results are sorted and filtered."""

    UNIQUE: ClassVar = (("family", "name"),)

    family: TagFamily = TagFamily.OTHER
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging(Record):
    """A record carries a tag."""

    UNIQUE: ClassVar = (("tag", "record"),)

    tag: str = ref("Tag")
    record: str = ref("*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace(Record):
    """A goal became (part of) a result."""

    UNIQUE: ClassVar = (("goal", "result"),)

    goal: str = ref("Goal")
    result: str = ref("Result")


class LinkRole(Enum):
    """What the rules read from a kind of link; kinds that users add are OTHER."""

    CAUSE = "cause"
    COMPANION = "companion"
    CONFLICT = "conflict"
    OTHER = "other"


class LinePattern(Enum):
    """How a kind of link is drawn; each pattern differs from the others without colour."""

    SOLID = "solid"
    DASH = "dash"
    ZIGZAG = "zigzag"
    DASH_DOT = "dash_dot"
    DOUBLE = "double"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKind(Record):
    """A kind of relation between results, with its words for the legend.

    `mark` is one or two characters that stand in a disc on each line of the kind, "" for none.
    """

    UNIQUE: ClassVar = (("key",),)

    key: str
    name: str
    meaning: str = ""
    role: LinkRole = LinkRole.OTHER
    directed: bool = False
    pattern: LinePattern = LinePattern.SOLID
    mark: str = ""


class Confidence(Enum):
    """How sure the people are that a link holds."""

    ASSUMED = "assumed"
    PLAUSIBLE = "plausible"
    TESTED = "tested"
    DISPROVED = "disproved"


class LinkStatus(Enum):
    """Whether the people have agreed on a link."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """A relation between two results. An undirected kind reads the same from both ends."""

    UNIQUE: ClassVar = (("code",), ("source", "target", "kind"))

    code: str
    source: str = ref("Result")
    target: str = ref("Result")
    kind: str = ref("LinkKind", OnRemove.REFUSE)
    confidence: Confidence | None = None
    lag_months: int | None = None
    rationale: str = ""
    status: LinkStatus = LinkStatus.AGREED
    proposed_by: str = ""
    proposed_on: date | None = None


class Layout(Enum):
    """The ways in which one map can be laid out; positions are kept for each."""

    RADIAL = "radial"
    LAYERED = "layered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Map(Record):
    """A picture of results. A result is on the map when it has a placement there, in any layout.

    `layout` is the one that was looked at last; prints show it.
    """

    name: str
    subtitle: str = ""
    layout: Layout = Layout.RADIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Record):
    """Where a result lies on a map.

    `x` and `y` are shares of the half width and half height of the map (centre 0, 0; right and
    down are positive; the rim of the rings is at 1). Both None: on the map, not placed yet.
    """

    UNIQUE: ClassVar = (("map", "result", "layout"),)

    map: str = ref("Map")
    result: str = ref("Result")
    layout: Layout = Layout.RADIAL
    x: float | None = None
    y: float | None = None
    pinned: bool = False
