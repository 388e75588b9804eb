"""The stock-take: measures that people keep already, and what shall become of them."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from kpidesk.domain.record import Record, optional_ref


class Fate(Enum):
    """What becomes of a measure that is kept already."""

    KEEP = "keep"
    MERGE = "merge"
    FIX = "fix"
    RETIRE = "retire"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingMeasure(Record):
    """One line of a stock-take. `hours` are spent on it each month; `into` is what it is merged into."""

    UNIQUE: ClassVar = (("code",),)

    code: str
    name: str
    description: str = ""
    formula: str = ""
    result: str = ""
    owner: str = ""
    source: str = ""
    report: str = ""
    hours: float | None = None
    last_used: date | None = None
    fate: Fate | None = None
    reason: str = ""
    into: str | None = optional_ref("ExistingMeasure")
    measure: str | None = optional_ref("Measure")
