"""Turning a curve: the story behind one measure, who can help, and what to try."""

from dataclasses import dataclass
from enum import Enum

from kpidesk.domain.record import Record, optional_ref, ref


class Pull(Enum):
    """Which way a factor pulls the curve."""

    CONTRIBUTING = "contributing"
    RESTRICTING = "restricting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor(Record):
    """A part of the story behind a curve; `rank` 1 matters most, `root` is what lies behind it."""

    measure: str = ref("Measure")
    text: str
    pull: Pull = Pull.CONTRIBUTING
    rank: int | None = None
    root: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper(Record):
    """Somebody who has a part in turning a curve; `partner` where it is one around a result."""

    measure: str = ref("Measure")
    name: str
    part: str = ""
    partner: str | None = optional_ref("Partner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea(Record):
    """Something that could work. A chosen one has become a commitment."""

    measure: str = ref("Measure")
    text: str
    no_cost: bool = False
    wild: bool = False
    commitment: str | None = optional_ref("Commitment")
