"""Measures: their definition, and targets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from kpidesk.domain.period import PeriodType
from kpidesk.domain.record import Record, optional_ref, ref


class Direction(Enum):
    """Which way is good. RANGE: inside the target's bounds. WATCH: nobody has decided yet."""

    UP = "up"
    DOWN = "down"
    RANGE = "range"
    WATCH = "watch"


class MeasureStatus(Enum):
    """The state chain of a measure."""

    IDEA = "idea"
    DESIGNED = "designed"
    GALLERY = "gallery"
    ACCEPTED = "accepted"
    DEFINED = "defined"
    LIVE = "live"
    PAUSED = "paused"
    RETIRED = "retired"


class Statistic(Enum):
    """What is done to the data items of one period."""

    COUNT = "count"
    SUM = "sum"
    AVERAGE = "average"
    MEDIAN = "median"
    PERCENTAGE = "percentage"
    RATE = "rate"
    RATIO = "ratio"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    RANGE = "range"


class Availability(Enum):
    """Whether the data can be had."""

    READY = "ready"
    EFFORT = "effort"
    NOT_YET = "not_yet"


class Calculation(Enum):
    """Where values come from. Typed values stay in the desk whatever is chosen here."""

    TYPED = "typed"
    COMPOSITE = "composite"
    NORMALISED = "normalised"


class ChartKind(Enum):
    """How values are drawn: with limits, or as a plain run of values."""

    XMR = "xmr"
    RUN = "run"


class Quadrant(Enum):
    """Effort or effect, counted or as a quality."""

    EFFORT_QUANTITY = "effort_quantity"
    EFFORT_QUALITY = "effort_quality"
    EFFECT_QUANTITY = "effect_quantity"
    EFFECT_QUALITY = "effect_quality"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """A regular quantification that gives evidence of one result over time.

    A measure that partners share, or the indicator of a result in the centre, has no `result` of
    its own: partner shares and the centre point at it. A composite one is the weighted mean of its
    components, a normalised one its typed values for each `per` of `denominator`. Exports leave it
    out until `not_before`. Roles are people; `lag_days` pass until a period's value is there.
    `review_on` empty: 15 months after `live_since`, unless the review hangs on a milestone.
    """

    UNIQUE: ClassVar = (("code",),)

    code: str
    name: str
    result: str | None = optional_ref("Result")
    description: str = ""
    intent: str = ""
    used_for: str = ""
    not_used_for: str = ""
    status: MeasureStatus = MeasureStatus.IDEA
    statistic: Statistic | None = None
    item: str = ""
    scope: str = ""
    formula: str = ""
    inclusions: str = ""
    exclusions: str = ""
    segments: tuple[str, ...] = ()
    assumptions: str = ""
    flaws: str = ""
    availability: Availability | None = None
    calculation: Calculation = Calculation.TYPED
    denominator: str | None = optional_ref("Measure")
    per: float = 1.0
    period_type: PeriodType = PeriodType.MONTH
    unit: str = ""
    decimals: int = 1
    lower_bound: float | None = None
    upper_bound: float | None = None
    direction: Direction = Direction.WATCH
    quadrant: Quadrant | None = None
    effort_hours: float | None = None
    owner: str | None = optional_ref("Person")
    custodian: str | None = optional_ref("Person")
    calculator: str | None = optional_ref("Person")
    reporter: str | None = optional_ref("Person")
    audience: str = ""
    access: str = ""
    reported_every: PeriodType | None = None
    lag_days: int | None = None
    chart: ChartKind = ChartKind.XMR
    comparison: str = ""
    watch_for: str = ""
    live_since: date | None = None
    review_on: date | None = None
    review_milestone: str | None = optional_ref("Milestone")
    not_before: date | None = None
    pilot: bool = False
    retrospective: str = ""
    retired_reason: str = ""
    by_host: bool = False


def is_held_back(measure: Measure, day: date) -> bool:
    """Whether exports leave a measure out on a day."""
    return measure.not_before is not None and day < measure.not_before


class TargetKind(Enum):
    """What a target asks of: the average level, the spread between the limits, a range to stay in."""

    LEVEL = "level"
    SPREAD = "spread"
    RANGE = "range"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """What a measure shall reach. `low` and `high` are the bounds asked for, in the measure's unit.

    `by` is the last day of the period named by `by_period`; `every` instead of `by` means that it
    is due anew in each such period. `wording` is the target as people wrote it.
    """

    measure: str = ref("Measure")
    kind: TargetKind = TargetKind.LEVEL
    low: float | None = None
    high: float | None = None
    by: date | None = None
    by_period: PeriodType = PeriodType.MONTH
    every: PeriodType | None = None
    wording: str = ""
    set_by: str = ""


def range_held(targets: Iterable[Target]) -> tuple[float | None, float | None]:
    """The bounds that a measure shall stay within, None and None where no target says so."""
    held = next((each for each in targets if each.kind is TargetKind.RANGE), None)
    return (held.low, held.high) if held else (None, None)
