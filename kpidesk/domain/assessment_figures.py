"""What a session of an assessment says: means and agreed steps by item and part, and how they changed.

What single people gave stays theirs: as long as fewer than LEAST people rated an item, nothing of their
numbers is told, not even the mean, only how many they were.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Final

from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentSet, Score
from kpidesk.domain.commitments import Commitment, by_date
from kpidesk.domain.reader import Reader
from kpidesk.domain.voting import Criterion, Rating, Tally, tallies

LEAST: Final = 4
"""How many people must have rated an item before anything of their numbers is told."""
LOWEST: Final = 3
"""How many items a session puts forward as the weakest."""


@dataclass(frozen=True, slots=True)
class Votes:
    """How many people rated an item, and what they gave where those are enough."""

    count: int = 0
    tally: Tally | None = None

    @property
    def too_few(self) -> bool:
        """Whether people rated, but so few that their numbers could be told apart."""
        return 0 < self.count < LEAST


def votes(tally: Tally | None) -> Votes:
    """What may be told of the numbers that people gave."""
    if tally is None:
        return Votes()
    count = len(tally.numbers)
    return Votes(count, tally if count >= LEAST else None)


@dataclass(frozen=True, slots=True)
class Standing:
    """One item in one session. All numbers are steps of the scale, the first step being 1.

    `before` is the figure that it had in the session before, None where there was none.
    """

    item: AssessmentItem
    score: Score
    votes: Votes
    before: float | None = None

    @property
    def mean(self) -> float | None:
        """The mean of what people gave, None where too few did."""
        return self.votes.tally.mean if self.votes.tally else None

    @property
    def figure(self) -> float | None:
        """What the item counts for: the agreed step, else the mean; None while neither is there."""
        if self.score.not_relevant:
            return None
        return float(self.score.agreed) if self.score.agreed is not None else self.mean

    @property
    def change(self) -> float | None:
        """How far it moved since the session before."""
        return _change(self.figure, self.before)

    @property
    def weak(self) -> float | None:
        """By what the lowest are found: the mean, since votes are secret, else the agreed step."""
        return None if self.score.not_relevant else self.mean if self.mean is not None else self.figure


@dataclass(frozen=True, slots=True)
class Part:
    """A section or module of a session: the mean of its items' figures, and of those in the session before.

    `key` is the section's name or the module's number; `rated` of the `of` items that are relevant have
    a figure.
    """

    key: str
    name: str
    figure: float | None
    before: float | None
    rated: int
    of: int

    @property
    def change(self) -> float | None:
        """How far it moved since the session before."""
        return _change(self.figure, self.before)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole session: its items by number, its parts, and all of it as one."""

    session: Assessment
    set: AssessmentSet
    standings: tuple[Standing, ...]
    parts: tuple[Part, ...]
    whole: Part
    before: Assessment | None

    @property
    def lowest(self) -> tuple[Standing, ...]:
        """The weakest items, the weakest first; of equal ones the one with the lower number."""
        rated = [each for each in self.standings if each.weak is not None]
        return tuple(sorted(rated, key=lambda each: (each.weak or 0.0, each.item.number))[:LOWEST])


@dataclass(frozen=True, slots=True)
class Point:
    """What a session amounted to, for a series over time."""

    session: Assessment
    figure: float | None


def _change(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before


def items_of(reader: Reader, set_id: str) -> list[AssessmentItem]:
    """The items of a set by their numbers."""
    return sorted(reader.find(AssessmentItem, set=set_id), key=lambda each: each.number)


def sessions_of(reader: Reader, set_id: str, community: str | None) -> list[Assessment]:
    """The sessions of a set in a community, or in the organisation (None), first to last."""
    found = reader.find(Assessment, set=set_id, community=community)
    return sorted(found, key=lambda each: (each.on, each.id))


def session_before(reader: Reader, session: Assessment) -> Assessment | None:
    """The last session of the same set and community before this one."""
    earlier = sessions_of(reader, session.set, session.community)
    at = next(number for number, each in enumerate(earlier) if each.id == session.id)
    return earlier[at - 1] if at else None


def outcome(reader: Reader, session: Assessment) -> Outcome:
    """What a session says."""
    set_ = reader.get(AssessmentSet, session.set)
    before = session_before(reader, session)
    old = {each.item.id: each.figure for each in _standings(reader, before, set_, {})} if before else {}
    standings = _standings(reader, session, set_, old)
    return Outcome(session, set_, standings, _parts(standings), _part("", "", standings), before)


def history(reader: Reader, set_id: str, community: str | None) -> list[Point]:
    """What the sessions of a set amounted to, first to last."""
    set_ = reader.get(AssessmentSet, set_id)
    return [
        Point(each, _mean(standing.figure for standing in _standings(reader, each, set_, {})))
        for each in sessions_of(reader, set_id, community)
    ]


def latest_figure(reader: Reader, item: AssessmentItem) -> tuple[date, float] | None:
    """Day and figure of the last session in which an item got one."""
    set_ = reader.get(AssessmentSet, item.set)
    sessions = sorted(reader.find(Assessment, set=item.set), key=lambda each: (each.on, each.id))
    for session in reversed(sessions):
        for each in _standings(reader, session, set_, {}, item.id):
            if each.figure is not None:
                return session.on, each.figure
    return None


def plan(reader: Reader, session: Assessment, today: date) -> list[Commitment]:
    """What was promised because of a session, what is overdue first."""
    scores = {each.id for each in reader.find(Score, assessment=session.id)}
    return by_date((each for each in reader.find(Commitment) if each.score in scores), today)


def _standings(
    reader: Reader,
    session: Assessment,
    set_: AssessmentSet,
    before: dict[str, float | None],
    only: str = "",
) -> tuple[Standing, ...]:
    scores = {each.item: each for each in reader.find(Score, assessment=session.id)}
    wanted = {each.id for item, each in scores.items() if not only or item == only}
    given = [each for each in reader.find(Rating, criterion=Criterion.SCORE) if each.item in wanted]
    found = tallies(given, set_.steps)
    return tuple(
        Standing(
            item, scores[item.id], votes(found.get((scores[item.id].id, Criterion.SCORE))),
            before.get(item.id),
        )
        for item in items_of(reader, set_.id)
        if item.id in scores and scores[item.id].id in wanted
    )  # fmt: skip


def _parts(standings: Sequence[Standing]) -> tuple[Part, ...]:
    """By module where items have one, else by section; the order is that of the items."""
    grouped: dict[str, list[Standing]] = {}
    for each in standings:
        grouped.setdefault(part_key(each.item), []).append(each)
    return tuple(_part(key, found[0].item.section, found) for key, found in grouped.items())


def part_key(item: AssessmentItem) -> str:
    """The part of its set that an item belongs to."""
    return item.section or (str(item.module) if item.module else "")


def _part(key: str, name: str, standings: Sequence[Standing]) -> Part:
    figures = [each.figure for each in standings]
    return Part(
        key, name, _mean(figures), _mean(each.before for each in standings),
        sum(each is not None for each in figures),
        sum(not each.score.not_relevant for each in standings),
    )  # fmt: skip


def _mean(figures: Iterable[float | None]) -> float | None:
    found = [each for each in figures if each is not None]
    return fmean(found) if found else None
