"""Ratings by several people, and secret ballots.

While a ballot is open its papers lie in the ballot box, outside the journal (`desk/ballot_box.py`);
when it is revealed they become ratings in one shuffled edit, so nobody can be told from the order.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from kpidesk.domain.record import Record, optional_ref, ref


class Criterion(Enum):
    """What something is rated for. Higher is always better."""

    STRENGTH = "strength"
    FEASIBILITY = "feasibility"
    PREDICTABILITY = "predictability"
    LATENCY = "latency"
    ACTIONABILITY = "actionability"
    LEVERAGE = "leverage"
    SPECIFICITY = "specificity"
    VALUES = "values"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Record):
    """One secret vote: who is `about`'s items are rated, each for every criterion, from 1 to `best`.

    `voters` is how many papers are expected, None where nobody counted. A ballot without
    `revealed_on` is open.
    """

    about: str = ref("*")
    title: str
    criteria: tuple[str, ...] = ()
    best: int = 5
    voters: int | None = None
    opened_on: date | None = None
    revealed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Record):
    """What one rater gave one thing for one criterion.

    `rater` tells raters apart: a number on a paper, or a name where people rate openly.
    """

    UNIQUE: ClassVar = (("item", "criterion", "rater"),)

    item: str = ref("*")
    criterion: Criterion
    rater: str
    number: int
    ballot: str | None = optional_ref("Ballot")
