"""Designing measures: from one result over what people would notice to the measures that are chosen."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from kpidesk.domain.record import Record, optional_ref, ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Design(Record):
    """The reasoning about one result. Candidates are rated from 1 to `best`."""

    UNIQUE: ClassVar = (("result",),)

    result: str = ref("Result")
    control: str = ""
    hopes: str = ""
    best: int = 5


class Sense(Enum):
    """How something would be noticed; the last two: what measuring could do harm to."""

    SEEN = "seen"
    HEARD = "heard"
    FELT = "felt"
    DONE = "done"
    SIDE_EFFECT = "side_effect"
    GAMING = "gaming"


EVIDENCE = (Sense.SEEN, Sense.HEARD, Sense.FELT, Sense.DONE)
HARM = (Sense.SIDE_EFFECT, Sense.GAMING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Record):
    """What people would notice if the result were so now, or if measuring it went wrong."""

    design: str = ref("Design")
    text: str
    sense: Sense = Sense.SEEN
    by_host: bool = False


class CandidateDecision(Enum):
    """What becomes of a candidate."""

    CHOSEN = "chosen"
    RESERVE = "reserve"
    BUILD_DATA = "build_data"
    LATER = "later"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Record):
    """A measure that could give evidence. `lead` ones are rated for three more criteria."""

    design: str = ref("Design")
    wording: str
    lead: bool = False
    decision: CandidateDecision | None = None
    reason: str = ""
    measure: str | None = optional_ref("Measure")
    by_host: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation(Record):
    """A candidate turns an observation into a number."""

    UNIQUE: ClassVar = (("candidate", "observation"),)

    candidate: str = ref("Candidate")
    observation: str = ref("Observation")
