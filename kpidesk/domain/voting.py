"""Ratings by several people, and secret ballots.

While a ballot is open its papers lie in the ballot box, outside the journal (`Desk.drop_paper`); when
it is revealed they become ratings in one shuffled edit, so nobody can be told from the order.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from statistics import fmean, median, pstdev
from typing import ClassVar, Final

from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record, optional_ref, ref
from kpidesk.domain.wording import Refused

Paper = Mapping[tuple[str, str], int]
"""What one person put on a ballot: a number by the id of the item and the value of the criterion."""

_FAR_APART: Final = 1.2
"""The spread (standard deviation, on a scale from 1 to 5) above which raters should talk."""


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
    ACTION = "action"
    ALIGNMENT = "alignment"
    SCORE = "score"


class Method(Enum):
    """How people vote."""

    SCALE = "scale"
    FIST = "fist"
    DOTS = "dots"
    PAIRS = "pairs"


def numbers_typed(text: str, best: int) -> list[int]:
    """Read what raters give, one number each: “5 4 4”, “5,4,4”, or “544” on a scale of one digit.

    Raises:
        Refused: a piece is no number.
    """
    plain = text.strip()
    pieces = list(plain) if plain.isdecimal() and best < 10 else re.findall(r"[^\s,;/]+", plain)
    if wrong := next((each for each in pieces if not each.isdecimal()), ""):
        raise Refused(
            "“{typed}” is no rating. Type one number for each rater, such as 5 4 4.", typed=wrong[:20]
        )
    return [int(each) for each in pieces]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Record):
    """One vote on what belongs to `about`: with criteria each thing is rated for every one, from 1 to `best`.

    Without criteria it is a vote of a workshop on the things that are its `BallotItem`s (see `votes.py`):
    people have so many `dots` each, `follows` is the round before. `voters` is how many people are
    expected, None where nobody counted, `papers` how many there were. A ballot without `revealed_on`
    is open.
    """

    about: str = ref("*")
    title: str
    criteria: tuple[str, ...] = ()
    best: int = 5
    voters: int | None = None
    opened_on: date | None = None
    revealed_on: date | None = None
    method: Method = Method.SCALE
    secret: bool = True
    dots: int | None = None
    follows: str | None = optional_ref("Ballot")
    papers: int | None = None


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


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers that several raters gave, on a scale from 1 to `best`; at least one."""

    numbers: tuple[int, ...]
    best: int

    @property
    def mean(self) -> float:
        """Their mean."""
        return fmean(self.numbers)

    @property
    def median(self) -> float:
        """Their median."""
        return float(median(self.numbers))

    @property
    def spread(self) -> float:
        """Their standard deviation, these raters being all there are."""
        return pstdev(self.numbers)

    @property
    def low(self) -> int:
        """The lowest."""
        return min(self.numbers)

    @property
    def high(self) -> int:
        """The highest."""
        return max(self.numbers)

    @property
    def share(self) -> float:
        """The mean as a share of the scale: 0 for 1, 1 for the best."""
        return (self.mean - 1) / (self.best - 1)

    @property
    def counts(self) -> tuple[int, ...]:
        """How often each number of the scale was given, from 1 to the best."""
        given = Counter(self.numbers)
        return tuple(given[number] for number in range(1, self.best + 1))

    @property
    def divided(self) -> bool:
        """Whether raters should talk: they lie far apart, or in two camps with nobody between."""
        if self.spread > _FAR_APART * (self.best - 1) / 4:
            return True
        third = (self.best - 1) / 3
        lower = sum(number <= 1 + third for number in self.numbers)
        upper = sum(number >= self.best - third for number in self.numbers)
        least = len(self.numbers) / 3
        return lower + upper == len(self.numbers) and lower >= least and upper >= least and lower * upper > 1


def tallies(ratings: Iterable[Rating], best: int) -> dict[tuple[str, Criterion], Tally]:
    """What each item got for each criterion, in the order of the raters."""
    found: dict[tuple[str, Criterion], list[int]] = {}
    for rating in sorted(ratings, key=lambda each: (len(each.rater), each.rater)):
        found.setdefault((rating.item, rating.criterion), []).append(rating.number)
    return {key: Tally(tuple(numbers), best) for key, numbers in found.items()}


def open_ballot(reader: Reader, about: str) -> Ballot | None:
    """The ballot on something that is still open."""
    return next((each for each in reader.find(Ballot, about=about) if each.revealed_on is None), None)
