"""A measure's data: values by period, and what people say about them."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from kpidesk.domain.period import PeriodType
from kpidesk.domain.record import OnRemove, Record, optional_ref, ref
from kpidesk.domain.xmr_rules import Rule


class ValueStatus(Enum):
    """How final a value is."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Record):
    """One value of a measure; `number` None says that the value is known to be missing.

    `number` is the float nearest to the decimal that was typed, so `repr` gives that decimal back.
    `reason` says why it was corrected; what it was before is in the journal.
    """

    UNIQUE: ClassVar = (("measure", "period"),)

    measure: str = ref("Measure")
    period: date
    period_type: PeriodType = PeriodType.MONTH
    number: float | None = None
    cases: int | None = None
    status: ValueStatus = ValueStatus.FINAL
    source: str = ""
    reason: str = ""


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


class SignalVerdict(Enum):
    """What people found behind a signal."""

    REAL = "real"
    DATA_ERROR = "data_error"
    KNOWN_EVENT = "known_event"
    NO_CAUSE = "no_cause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement(Record):
    """What people say about one signal, known by its rule, side and first period.

    `last` is how far the signal reached then; one that has gone on since is the same signal. `verdict`
    None: the cause is still looked for.
    """

    UNIQUE: ClassVar = (("measure", "rule", "side", "first"),)

    measure: str = ref("Measure")
    rule: Rule
    side: str
    first: date
    last: date
    verdict: SignalVerdict | None = None
    cause: str = ""
    response: str = ""
    by: str = ""
    on: date | None = None


class CauseKind(Enum):
    """Where a cause lies."""

    PERSON = "person"
    PROCESS = "process"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause(Record):
    """One answer to "why?"; `answers` is the cause that it lies behind, None for the first answers."""

    acknowledgement: str = ref("Acknowledgement")
    text: str
    answers: str | None = optional_ref("Cause", OnRemove.REMOVE)
    kind: CauseKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLayout(Record):
    """How a file of values is read, remembered by its headings.

    `columns` says for each column what it holds: "period", "value", "measure", "source", a measure's
    id, or nothing. Empty texts were found out from the file.
    """

    UNIQUE: ClassVar = (("headings",),)

    headings: tuple[str, ...]
    columns: tuple[str, ...]
    across: bool = False
    delimiter: str = ""
    encoding: str = ""
    decimal: str = ""
    date_order: str = ""
    percent: bool = False
