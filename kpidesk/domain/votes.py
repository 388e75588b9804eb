"""Votes in the room: dots, numbers, a fist of five, or one against the other, on whatever people talk about.

What was given is kept as counts for each thing, never by person. A secret vote gathers papers in the
desk's ballot box (see `voting.py`) until it is revealed; an open one is counted from hands or from the wall.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from string import ascii_uppercase
from typing import ClassVar, Final

from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record, optional_ref, ref
from kpidesk.domain.voting import Ballot, Method, Paper, Tally

FIST: Final = 5
"""A fist of five shows from no finger (0) to five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotItem(Record):
    """A thing that is voted on: its words as they were then, and the record that it was, if it was one."""

    ballot: str = ref("Ballot")
    text: str
    item: str | None = optional_ref("*")
    place: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCount(Record):
    """How much one thing got: `number` dots, as often step `step`, or so often before the thing `against`."""

    UNIQUE: ClassVar = (("item", "step", "against"),)

    item: str = ref("BallotItem")
    step: int = 0
    against: str | None = optional_ref("BallotItem")
    number: int


def items_of(reader: Reader, ballot_id: str) -> list[BallotItem]:
    """What is voted on, in its order."""
    return sorted(reader.find(BallotItem, ballot=ballot_id), key=lambda each: (each.place, each.id))


def mark(place: int, count: int) -> str:
    """What a thing is called for short: a letter, or a number where there are more things than letters."""
    return ascii_uppercase[place] if count <= len(ascii_uppercase) else str(place + 1)


def first_step(method: Method) -> int:
    """The number as which the first step of a scale is shown."""
    return 0 if method is Method.FIST else 1


def steps(ballot: Ballot) -> int:
    """How many steps the scale of a ballot has; 0 where it has none."""
    return {Method.SCALE: ballot.best, Method.FIST: FIST + 1}.get(ballot.method, 0)


def pairs(items: Sequence[BallotItem]) -> list[tuple[BallotItem, BallotItem]]:
    """Each thing against each other one.

    They are turned so that nearly as often a thing stands first as second: who stands first is favoured.
    """
    places = combinations(range(len(items)), 2)
    return [
        (items[one], items[other]) if (one + other) % 2 else (items[other], items[one])
        for one, other in places
    ]


Key = tuple[str, int, str | None]
"""What a count is about: the thing, the step, and the other thing of a pair."""


def counts_of(reader: Reader, items: Iterable[BallotItem]) -> dict[Key, int]:
    """How much each thing of a ballot got."""
    ids = [each.id for each in items]
    return {
        (each.item, each.step, each.against): each.number
        for item in ids
        for each in reader.find(BallotCount, item=item)
    }


def counted(papers: Iterable[Paper], method: Method) -> dict[Key, int]:
    """What papers come to when they are added up."""
    found: Counter[Key] = Counter()
    for paper in papers:
        for (item, other), number in paper.items():
            if method is Method.DOTS:
                found[item, 0, None] += number
            elif method is Method.PAIRS:
                found[item, 0, other] += 1
            else:
                found[item, number, None] += 1
    return dict(found)


@dataclass(frozen=True, slots=True)
class Line:
    """What a thing came to. `rank` counts from 1, equals share it; None where nobody gave anything.

    `figure` is what it is ranked by: dots, the mean as it is shown, or the share of its comparisons won.
    `before` is that figure of the round before.
    """

    item: BallotItem
    mark: str
    rank: int | None
    figure: float | None
    share: float
    tally: Tally | None = None
    before: float | None = None

    @property
    def divided(self) -> bool:
        """Whether people should talk about it."""
        return self.tally is not None and self.tally.divided


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote came to. `lines` stand in the order of their ranks.

    `voters` is how many took part where that is known, `given` what they gave altogether, and `beyond` how
    many more that is than they had. `circle` names things that beat each other in a circle.
    """

    ballot: Ballot
    lines: tuple[Line, ...]
    voters: int | None
    given: int
    beyond: int
    circle: tuple[str, ...] = ()

    @property
    def in_order(self) -> tuple[Line, ...]:
        """The lines in the order in which the things stand on the ballot."""
        return tuple(sorted(self.lines, key=lambda each: (each.item.place, each.item.id)))

    @property
    def leads(self) -> tuple[Line, ...]:
        """What came first, more than one where they are equal."""
        return tuple(each for each in self.lines if each.rank == 1)


def outcome(reader: Reader, ballot: Ballot) -> Outcome:
    """What a vote came to, or has come to so far where it is counted openly."""
    items = items_of(reader, ballot.id)
    counts = counts_of(reader, items)
    figures = _figures(ballot, items, counts)
    before = _before(reader, ballot)
    lines = _ranked(ballot, items, figures, counts, before)
    voters = ballot.papers if ballot.secret else ballot.voters
    given = sum(counts.values())
    return Outcome(
        ballot, lines, voters, given, _beyond(ballot, items, counts, voters),
        _circle(lines, counts) if ballot.method is Method.PAIRS else (),
    )  # fmt: skip


def _figures(
    ballot: Ballot, items: Sequence[BallotItem], counts: Mapping[Key, int]
) -> dict[str, float | None]:
    if ballot.method is Method.DOTS:
        any_ = any(counts.values())
        return {each.id: float(counts.get((each.id, 0, None), 0)) if any_ else None for each in items}
    if ballot.method is Method.PAIRS:
        return {each.id: _won(each.id, counts) for each in items}
    tallies_ = {each.id: _tally(ballot, each.id, counts) for each in items}
    shift = first_step(ballot.method) - 1
    return {item: tally.mean + shift if tally else None for item, tally in tallies_.items()}


def _won(item: str, counts: Mapping[Key, int]) -> float | None:
    won = sum(number for (one, _, _), number in counts.items() if one == item)
    lost = sum(number for (_, _, other), number in counts.items() if other == item)
    return won / (won + lost) if won + lost else None


def _tally(ballot: Ballot, item: str, counts: Mapping[Key, int]) -> Tally | None:
    best = steps(ballot)
    numbers = [
        step for step in range(1, best + 1) for _ in range(counts.get((item, step, None), 0))
    ]  # a step of a count is the place on the scale, from 1
    return Tally(tuple(numbers), best) if numbers else None


def _ranked(
    ballot: Ballot,
    items: Sequence[BallotItem],
    figures: Mapping[str, float | None],
    counts: Mapping[Key, int],
    before: Mapping[str, float],
) -> tuple[Line, ...]:
    most = max((each for each in figures.values() if each is not None), default=0.0)
    scale = steps(ballot)
    low = first_step(ballot.method)
    made = []
    for place, item in enumerate(items):
        figure = figures[item.id]
        if figure is None:
            rank, share = None, 0.0
        else:
            rank = 1 + sum(other is not None and other > figure + 1e-9 for other in figures.values())
            if scale:
                share = (figure - low) / (scale - 1)
            else:
                share = figure if ballot.method is Method.PAIRS else figure / most if most else 0.0
        tally = _tally(ballot, item.id, counts) if scale else None
        made.append(Line(item, mark(place, len(items)), rank, figure, share, tally, before.get(_name(item))))
    return tuple(sorted(made, key=lambda each: (each.rank is None, each.rank or 0, each.item.place)))


def _beyond(
    ballot: Ballot, items: Sequence[BallotItem], counts: Mapping[Key, int], voters: int | None
) -> int:
    """How many more dots, hands or choices there are than the people had, at the thing where it is most."""
    if not voters:
        return 0
    if ballot.method is Method.DOTS:
        return max(0, sum(counts.values()) - voters * (ballot.dots or 1))
    if ballot.method is Method.PAIRS:
        found = [
            counts.get((one.id, 0, other.id), 0) + counts.get((other.id, 0, one.id), 0)
            for one, other in combinations(items, 2)
        ]
    else:
        found = [sum(number for (item, _, _), number in counts.items() if item == each.id) for each in items]
    return max([0, *(each - voters for each in found)])


def _circle(lines: Sequence[Line], counts: Mapping[Key, int]) -> tuple[str, ...]:
    """Three things of which each beats the next and the last the first, by their marks; () for none."""

    def beats(one: Line, other: Line) -> bool:
        won = counts.get((one.item.id, 0, other.item.id), 0)
        return won > counts.get((other.item.id, 0, one.item.id), 0)

    for first, second, third in combinations(lines, 3):
        for one, other, last in ((first, second, third), (first, third, second)):
            if beats(one, other) and beats(other, last) and beats(last, one):
                return one.mark, other.mark, last.mark
    return ()


# -- rounds


def _name(item: BallotItem) -> str:
    """What makes two things of two rounds the same."""
    return item.item or item.text


def _before(reader: Reader, ballot: Ballot) -> dict[str, float]:
    earlier = reader.find(Ballot, id=ballot.follows) if ballot.follows else []
    if not earlier or earlier[0].method is not ballot.method:
        return {}
    items = items_of(reader, earlier[0].id)
    figures = _figures(earlier[0], items, counts_of(reader, items))
    return {_name(each): figure for each in items if (figure := figures[each.id]) is not None}


def round_of(reader: Reader, ballot: Ballot) -> int:
    """Which round of a question it is, from 1."""
    number, seen = 1, {ballot.id}
    while ballot.follows and ballot.follows not in seen:
        found = reader.find(Ballot, id=ballot.follows)
        if not found:
            break
        ballot = found[0]
        seen.add(ballot.id)
        number += 1
    return number


def votes_of(reader: Reader, workshop_id: str) -> list[Ballot]:
    """The votes of a workshop, the newest first."""
    found = reader.find(Ballot, about=workshop_id)
    return sorted(found, key=lambda each: each.id, reverse=True)
