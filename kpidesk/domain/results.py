"""Goals as found, the results they become, and maps of results with typed links."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from kpidesk.domain.record import OnRemove, Record, ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Record):
    """A sentence as found in a plan; `outcome` tells in words what else became of it."""

    UNIQUE: ClassVar = (("code",),)

    code: str
    text: str
    source: str = ""
    owner: str = ""
    outcome: str = ""


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
    """One outcome stated as if it were already so: plain words, no target, no action."""

    UNIQUE: ClassVar = (("code",),)

    code: str
    statement: str
    ring: str = ref("Ring", OnRemove.REFUSE)
    owner: str = ""
    audience: Audience = Audience.INTERNAL
    area: str = ""
    status: ResultStatus = ResultStatus.DRAFT


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
    """A kind of relation between results, with its words for the legend."""

    UNIQUE: ClassVar = (("key",),)

    key: str
    name: str
    meaning: str = ""
    role: LinkRole = LinkRole.OTHER
    directed: bool = False
    pattern: LinePattern = LinePattern.SOLID


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Map(Record):
    """A picture of results. A result is on the map when it has a placement there."""

    name: str
    subtitle: str = ""


class Layout(Enum):
    """The ways in which one map can be laid out; positions are kept for each."""

    RADIAL = "radial"
    LAYERED = "layered"


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
