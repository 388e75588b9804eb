"""Assessments: sets of items that people rate, sessions in which they do, and what was agreed.

One engine serves the diagnostic, the health check, the maturity and adoption checks and sets of one's
own. What single people gave is kept as anonymous ratings (`domain/voting.py`) of a Score; a number
there is a step of the set's scale, the first step being 1 whatever it is called.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from kpidesk.domain.record import Record, optional_ref, ref


class AssessmentKind(Enum):
    """What a set is for."""

    DIAGNOSTIC = "diagnostic"
    HEALTH = "health"
    MATURITY = "maturity"
    CHECKLIST = "checklist"
    ADOPTION = "adoption"
    PULSE = "pulse"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentSet(Record):
    """Items that belong together, and the scale they are rated on.

    `labels` names the steps of the scale, poorest first, the first of which is shown as `low`. `levels`
    are words for the mean, poorest first, which share the scale evenly.
    """

    name: str
    kind: AssessmentKind = AssessmentKind.OWN
    purpose: str = ""
    low: int = 1
    labels: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    @property
    def steps(self) -> int:
        """How many steps the scale has."""
        return len(self.labels)

    def shown(self, step: float) -> float:
        """A step, or a mean of steps, as the number that people see."""
        return step - 1 + self.low

    def level(self, step: float) -> str:
        """The word for a mean of steps; "" where the set has none."""
        if not self.levels or self.steps < 2:
            return ""
        share = (step - 1) / (self.steps - 1)
        return self.levels[min(int(share * len(self.levels) + 1e-9), len(self.levels) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentItem(Record):
    """One thing to rate: what it is, how it looks when poor and when good, what to ask to see.

    `module` is one of the seven of the framework, 0 for none; `practice` is the framework's practice that
    the item stands for, such as 3.1.
    """

    UNIQUE: ClassVar = (("set", "number"),)

    set: str = ref("AssessmentSet")
    number: int
    section: str = ""
    module: int = 0
    text: str
    poor: str = ""
    good: str = ""
    hint: str = ""
    practice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """One session in which a set is rated, of a community or of the whole organisation."""

    set: str = ref("AssessmentSet")
    community: str | None = optional_ref("Community")
    on: date
    people: int | None = None
    closed_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """One item in one session: the step that was agreed, and what shows it.

    The ratings that single people gave have this record as their item.
    """

    UNIQUE: ClassVar = (("assessment", "item"),)

    assessment: str = ref("Assessment")
    item: str = ref("AssessmentItem")
    agreed: int | None = None
    not_relevant: bool = False
    evidence: str = ""
