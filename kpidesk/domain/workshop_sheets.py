"""The workbook's sheets of workshops."""

from collections.abc import Callable, Mapping
from typing import Final

from kpidesk.domain.columns import (
    DAY,
    NUMBER,
    WHOLE,
    Cell,
    ColumnType,
    Lookup,
    Sheet,
    choice,
    computed,
    optional,
    plain,
    reference,
    text,
)
from kpidesk.domain.people import Person
from kpidesk.domain.votes import BallotItem, Line, outcome, round_of
from kpidesk.domain.voting import Ballot, Tally
from kpidesk.domain.workshops import Block, BlockKind, Parked, Participant, Workshop, WorkshopKind

_WORKSHOP: Final = reference("workshop", "Workshop", Workshop, width=28, once=True)

WORKSHOP_LIST: Final = Sheet(
    "workshops",
    "Workshops",
    "What people meet for, when and where.",
    (
        text("name", "Workshop", 32, needed=True),
        choice("kind", "Kind", WorkshopKind, 20),
        plain("on", "Day", **DAY),
        plain("starts", "At", width=8),
        text("location", "Where", 24),
        text("purpose", "Purpose", 46),
        text("host", "Facilitator", 20),
        plain("expected", "People expected", **WHOLE),
        text("note", "Note", 40),
    ),
    Workshop,
    grows=True,
)
AGENDAS: Final = Sheet(
    "agendas",
    "Agendas",
    "The blocks of each workshop in their order.",
    (
        _WORKSHOP,
        text("name", "Block", 34, needed=True),
        choice("kind", "How people work", BlockKind, 18),
        plain("minutes", "Minutes long", **WHOLE),
        plain("not_before", "Not before", width=10),
        computed("materials", "Materials", lambda block, _: "\n".join(block.materials), width=36, wide=True),
        text("script", "What to say", 60),
    ),
    Block,
)
PARTICIPANTS: Final = Sheet(
    "participants",
    "People in workshops",
    "Who is invited to each workshop, for what, and who came.",
    (
        _WORKSHOP,
        reference("person", "Person", Person, width=22, once=True, needed=True),
        text("task", "Task", 28),
        plain("came", "Came", holds=ColumnType.FLAG, width=8),
    ),
    Participant,
    grows=True,
)
PARKING_LOT: Final = Sheet(
    "parked",
    "Parking lot",
    "What was put aside so that people could go on, and what became of it.",
    (
        _WORKSHOP,
        text("text", "What", 50, needed=True),
        plain("on", "Day", **DAY),
        text("answer", "What became of it", 50),
    ),
    Parked,
    grows=True,
)


def _vote(item: BallotItem, lookup: Lookup) -> Ballot:
    ballot: Ballot = lookup.all(Ballot)[item.ballot]
    return ballot


def _of_vote(field: str) -> Callable[[BallotItem, Lookup], Cell]:
    def value(item: BallotItem, lookup: Lookup) -> Cell:
        cell: Cell = getattr(_vote(item, lookup), field)
        return cell

    return value


def _of_outcome(value: Callable[[Line], Cell]) -> Callable[[BallotItem, Lookup], Cell]:
    """Something of what a thing came to; nothing while the vote is open, as it is hidden until then."""

    def told(item: BallotItem, lookup: Lookup) -> Cell:
        ballot = _vote(item, lookup)
        if ballot.revealed_on is None:
            return None
        lines: Mapping[str, Line] = lookup.kept(
            ballot, lambda: {each.item.id: each for each in outcome(lookup.once, ballot).lines}
        )
        return value(lines[item.id])

    return told


def _of_tally(value: Callable[[Tally], float]) -> Callable[[BallotItem, Lookup], Cell]:
    return _of_outcome(lambda line: value(line.tally) if line.tally else None)


VOTES: Final = Sheet(
    "votes",
    "Votes",
    "What people voted on in workshops, and what came of it once it was revealed.",
    (
        computed("question", "Question", _of_vote("title"), width=40, wide=True),
        computed("day", "Day", _of_vote("revealed_on"), **DAY),
        computed("round", "Round", lambda item, found: round_of(found.reader, _vote(item, found)), **WHOLE),
        computed("letter", "Letter", _of_outcome(lambda line: line.mark), width=8),
        computed("thing", "Voted on", lambda item, _: item.text, width=50, wide=True),
        computed("rank", "Rank", _of_outcome(lambda line: line.rank), **WHOLE),
        computed("figure", "Dots, mean or share won", _of_outcome(lambda line: line.figure), **NUMBER),
        computed("middle", "Middle", _of_tally(lambda tally: tally.median), **NUMBER),
        computed("spread", "Spread", _of_tally(lambda tally: tally.spread), **NUMBER),
        computed("voters", "Numbers given", _of_tally(lambda tally: len(tally.numbers)), **WHOLE),
        computed("talk", "Talk here", _of_outcome(lambda line: line.divided or None),
                 holds=ColumnType.FLAG, width=10),
    ),
    BallotItem,
)  # fmt: skip
WORKSHOPS: Final = optional(WORKSHOP_LIST, AGENDAS, PARTICIPANTS, PARKING_LOT, VOTES)
