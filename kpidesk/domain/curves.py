"""Turning a curve: the story behind one measure, who can help, and what to try."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from statistics import fmean, median
from typing import Final

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType, first_day, shifted
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record, optional_ref, ref
from kpidesk.domain.series import BaselineMode, Forecast
from kpidesk.domain.voting import Criterion, Rating, Tally, tallies
from kpidesk.domain.xmr import Analysis


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


CRITERIA: Final[tuple[Criterion, ...]] = (
    Criterion.LEVERAGE,
    Criterion.FEASIBILITY,
    Criterion.SPECIFICITY,
    Criterion.VALUES,
)
"""What ideas are rated for."""
BEST: Final = 5
AHEAD: Final = (6, 12, 18, 24)
"""How many coming periods a forecast can be drawn over."""
_LATEST: Final = 8  # values that tell where a level line goes on


@dataclass(frozen=True, slots=True)
class Ahead:
    """A coming period on a forecast line; `drawn` by people, else it is where the line goes by itself."""

    period: date
    number: float
    drawn: bool


@dataclass(frozen=True, slots=True)
class RatedIdea:
    """An idea with what raters gave it, and the promise that it has become."""

    idea: Idea
    ratings: Mapping[Criterion, Tally]
    promise: Commitment | None

    @property
    def mean(self) -> float | None:
        """The mean over what it was rated for, each criterion counting the same; None: not rated."""
        return fmean(each.mean for each in self.ratings.values()) if self.ratings else None


@dataclass(frozen=True, slots=True)
class Curve:
    """All that people said while turning one curve; factors by rank, the rest in the order it was said."""

    factors: Mapping[Pull, tuple[Factor, ...]]
    helpers: tuple[Helper, ...]
    ideas: tuple[RatedIdea, ...]

    @property
    def promised(self) -> tuple[RatedIdea, ...]:
        """The ideas that became promises."""
        return tuple(each for each in self.ideas if each.promise)


def in_rank(factors: Iterable[Factor]) -> tuple[Factor, ...]:
    """Factors with the one that matters most first; those without a rank last."""
    return tuple(sorted(factors, key=lambda each: (each.rank is None, each.rank, each.id)))


def curve(reader: Reader, measure_id: str) -> Curve:
    """The sheet of one measure."""
    found = reader.find(Factor, measure=measure_id)
    return Curve(
        {pull: in_rank(each for each in found if each.pull is pull) for pull in Pull},
        reader.find(Helper, measure=measure_id),
        tuple(_rated(reader, idea) for idea in reader.find(Idea, measure=measure_id)),
    )


def _rated(reader: Reader, idea: Idea) -> RatedIdea:
    given = tallies(reader.find(Rating, item=idea.id), BEST)
    by_criterion = {criterion: tally for (_, criterion), tally in given.items()}
    ratings = {each: by_criterion[each] for each in CRITERIA if each in by_criterion}
    return RatedIdea(idea, ratings, reader.get(Commitment, idea.commitment) if idea.commitment else None)


def turned(reader: Reader) -> tuple[Measure, ...]:
    """The measures about whose curve people said something."""
    kinds: tuple[type[Factor | Helper | Idea | Forecast], ...] = (Factor, Helper, Idea, Forecast)
    begun = {each.measure for kind in kinds for each in reader.find(kind)}
    return tuple(measure for measure in reader.find(Measure) if measure.id in begun)


def ahead(
    analysis: Analysis, kind: PeriodType, forecasts: Iterable[Forecast], count: int
) -> tuple[Ahead, ...]:
    """The forecast line over the coming periods; empty without values, shorter where the calendar ends.

    Between periods that people have drawn the line is straight, after them it stays where it is. Where
    nothing is drawn it goes on as the values do now: along a centre line that has a trend or seasons, else
    at the middle of the latest values.
    """
    if not analysis.points:
        return ()
    last = analysis.points[-1]
    segment = analysis.segments[-1]
    latest = median(point.number for point in analysis.points[-_LATEST:])
    held = {each.period: each.number for each in forecasts if each.period_type is kind}
    periods = [*_coming(last.period, kind, count)]
    fixed = [(place, held[period]) for place, period in enumerate(periods, 1) if period in held]

    def number(place: int, period: date) -> float:
        if not fixed:
            centre = None if segment.mode is BaselineMode.FLAT else segment.centre_at(period)
            return latest if centre is None else float(centre)
        before = max((each for each in fixed if each[0] <= place), default=(0, last.number))
        after = min((each for each in fixed if each[0] >= place), default=before)
        way = after[0] - before[0]
        share = (place - before[0]) / way if way else 0.0
        return before[1] * (1 - share) + after[1] * share

    return tuple(
        Ahead(period, held.get(period, number(place, period)), period in held)
        for place, period in enumerate(periods, 1)
    )


def _coming(last: date, kind: PeriodType, count: int) -> Iterator[date]:
    for step in range(1, count + 1):
        try:
            yield shifted(first_day(last, kind), kind, step)
        except (ValueError, OverflowError):  # the calendar ends with the year 9999
            return
