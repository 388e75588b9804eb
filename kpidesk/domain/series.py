"""A measure's data: values by period, and what people say about them."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from kpidesk.domain.period import PeriodType
from kpidesk.domain.record import Record, ref


class ValueStatus(Enum):
    """How final a value is."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Record):
    """One value of a measure; `number` None says that the value is known to be missing.

    `number` is the float nearest to the decimal that was typed, so `repr` gives that decimal back.
    """

    UNIQUE: ClassVar = (("measure", "period"),)

    measure: str = ref("Measure")
    period: date
    period_type: PeriodType = PeriodType.MONTH
    number: float | None = None
    cases: int | None = None
    status: ValueStatus = ValueStatus.FINAL
    source: str = ""


class AnnotationKind(Enum):
    """What an annotation tells of."""

    EVENT = "event"
    ACTION = "action"
    DATA = "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Record):
    """A remark on a chart at a period, or over periods up to and including `until`."""

    measure: str = ref("Measure")
    period: date
    until: date | None = None
    text: str
    kind: AnnotationKind = AnnotationKind.EVENT


class BaselineMode(Enum):
    """How the centre line is computed; never changed silently."""

    FLAT = "flat"
    TREND = "trend"
    SEASONAL = "seasonal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline(Record):
    """From `start` on, limits come from the first `periods` periods, without the excluded ones.

    A baseline holds until the next one starts. All of them stay in history.
    """

    UNIQUE: ClassVar = (("measure", "start"),)

    measure: str = ref("Measure")
    start: date
    periods: int = 12
    excluded: tuple[str, ...] = ()
    mode: BaselineMode = BaselineMode.FLAT
    reason: str = ""
    by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast(Record):
    """What people expect for a period if nothing changes; never mixed with values."""

    UNIQUE: ClassVar = (("measure", "period"),)

    measure: str = ref("Measure")
    period: date
    period_type: PeriodType = PeriodType.MONTH
    number: float
    by: str = ""
