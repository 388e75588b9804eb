"""Measures: the core of a definition, and targets."""

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
    its own: partner shares and the centre point at it.
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
    data_items: tuple[str, ...] = ()
    period_type: PeriodType = PeriodType.MONTH
    unit: str = ""
    decimals: int = 1
    lower_bound: float | None = None
    upper_bound: float | None = None
    direction: Direction = Direction.WATCH
    quadrant: Quadrant | None = None
    effort_hours: float | None = None
    owner: str | None = optional_ref("Person")


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
