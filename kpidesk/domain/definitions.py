"""What belongs to a measure's definition besides its own fields."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import OnRemove, Record, optional_ref, ref
from kpidesk.domain.xmr_rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class DataItem(Record):
    """One thing that is written down somewhere and from which measures are computed."""

    UNIQUE: ClassVar = (("name",),)

    name: str
    meaning: str = ""
    kind: str = ""
    source: str = ""
    keeper: str | None = optional_ref("Person")
    refreshed: PeriodType | None = None
    quality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemUse(Record):
    """A measure is computed from a data item."""

    UNIQUE: ClassVar = (("measure", "item"),)

    measure: str = ref("Measure")
    item: str = ref("DataItem")


def items_of(reader: Reader, measure_id: str) -> list[DataItem]:
    """The data items that a measure is computed from, in the order in which they were named."""
    uses = sorted(reader.find(ItemUse, measure=measure_id), key=lambda each: each.id)
    return [reader.get(DataItem, each.item) for each in uses]


class Way(Enum):
    """The side of a signal, read against the direction that is good."""

    BAD = "bad"
    GOOD = "good"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRule(Record):
    """On which signal who is told, and within how many working days.

    A rule without a measure holds for every measure that has no rule of its own; `signal` None is
    any signal. `told` None is the measure's owner.
    """

    measure: str | None = optional_ref("Measure", OnRemove.REMOVE)
    signal: Rule | None = None
    way: Way = Way.BAD
    told: str | None = optional_ref("Person")
    within: int = 10
    response: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant(Record):
    """How a definition differs in one region or unit; empty fields are as in the definition."""

    measure: str = ref("Measure")
    where: str
    scope: str = ""
    formula: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Record):
    """A part of a composite measure, with its visible weight."""

    UNIQUE: ClassVar = (("measure", "part"),)

    measure: str = ref("Measure")
    part: str = ref("Measure")
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """A date that reviews hang on: a budget, a plan, a board meeting."""

    name: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum(Record):
    """A regular meeting that looks at some measures."""

    name: str
    every: PeriodType = PeriodType.MONTH
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumMeasure(Record):
    """A forum looks at a measure."""

    UNIQUE: ClassVar = (("forum", "measure"),)

    forum: str = ref("Forum")
    measure: str = ref("Measure")
