"""Votes in a workshop: what is asked, counting hands and dots, opening the box, another round."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kpidesk.actions import fields, records
from kpidesk.actions.voting import MOST_RATERS
from kpidesk.desk.edits import Edit
from kpidesk.domain.gallery import Note
from kpidesk.domain.results import Result
from kpidesk.domain.votes import BallotCount, BallotItem, counted, counts_of, items_of, steps
from kpidesk.domain.voting import Ballot, Method, Paper
from kpidesk.domain.wording import Refused
from kpidesk.domain.workshops import Workshop, last_begun

MOST_THINGS: Final = 120
MOST_IN_PAIRS: Final = 10
"""Ten things make 45 pairs, and more than that nobody answers with care."""
MOST_DOTS: Final = 10
MOST_COUNTED: Final = 99_999
DOTTED: Final[tuple[type[Result] | type[Note], ...]] = (Result, Note)
"""What keeps the dots that it got."""
BEST: Final = range(2, 11)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to vote on: its words, and the id of its record where it is one."""

    text: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A vote as it is called: `best` is for a scale, `dots` for dots; `voters` None where nobody counted."""

    question: str
    method: Method
    things: tuple[Thing, ...]
    secret: bool = True
    best: int = 5
    dots: int = 3
    voters: int | None = None


def home(edit: Edit, name: str) -> Workshop:
    """The workshop that a vote belongs to: the one under way or that of today, else a new one.

    Args:
        edit: the open edit.
        name: what a new workshop is called.
    """
    today = [each for each in edit.find(Workshop, on=edit.today) if each.ended_at is None]
    found = last_begun(edit)
    if found is not None and (found.ended_at is None or found.on == edit.today):
        return found
    return today[0] if today else records.add(edit, Workshop, name=name, on=edit.today)


def call(edit: Edit, workshop_id: str, asked: Asked, follows: str | None = None) -> Ballot:
    """Begin a vote.

    Args:
        edit: the open edit.
        workshop_id: the workshop that it belongs to.
        asked: the question, how people vote, and on what.
        follows: the round before, None for a new question.

    Raises:
        Refused: there is no question, too few or too many things, a number cannot be taken, or the round
            before is still open.
    """
    check(asked)
    if follows is not None and edit.get(Ballot, follows).revealed_on is None:
        raise Refused("The round before is still open.")
    ballot = edit.put(
        Ballot(
            id=edit.new_id(), about=edit.get(Workshop, workshop_id).id, title=fields.text(asked.question),
            follows=follows, opened_on=edit.today, **_how(asked),
        )
    )  # fmt: skip
    _put_things(edit, ballot, asked.things)
    return ballot


def recall(edit: Edit, ballot_id: str, asked: Asked) -> Ballot:
    """Change what is asked, as long as nobody gave anything. Papers in the box are the caller's to look for.

    Raises:
        Refused: something was given already, or as in `call`.
    """
    check(asked)
    ballot = _open(edit, ballot_id)
    items = items_of(edit, ballot_id)
    if counts_of(edit, items):
        raise Refused("People have voted already. Call another round instead.")
    for each in items:
        edit.remove(each)
    changed = edit.put(replace(ballot, title=fields.text(asked.question), **_how(asked)))
    _put_things(edit, changed, asked.things)
    return changed


def _how(asked: Asked) -> dict[str, Any]:
    return {
        "method": asked.method, "secret": asked.secret, "best": asked.best, "voters": asked.voters,
        "dots": asked.dots if asked.method is Method.DOTS else None,
    }  # fmt: skip


def _put_things(edit: Edit, ballot: Ballot, things: Sequence[Thing]) -> None:
    for place, thing in enumerate(things):
        text = fields.text(thing.text, needed=Refused("Each thing needs a name."))
        edit.put(
            BallotItem(id=edit.new_id(), ballot=ballot.id, text=text, item=thing.item, place=float(place))
        )


def check(asked: Asked) -> None:
    """Whether a vote can be called like this. Raises Refused."""
    if not asked.question.strip():
        raise Refused("What is the question?")
    fewest = 2 if asked.method in {Method.DOTS, Method.PAIRS} else 1
    most = MOST_IN_PAIRS if asked.method is Method.PAIRS else MOST_THINGS
    if not fewest <= len(asked.things) <= most:
        raise Refused("Choose from {low} to {high} things to vote on.", low=fewest, high=most)
    names = [each.text.strip().casefold() for each in asked.things]
    if len(set(names)) < len(names):
        raise Refused("Two of the things are called the same.")
    if asked.best not in BEST:
        raise Refused("A scale goes from 1 to {low} at least, and to {high} at most.", low=2, high=10)
    if not 1 <= asked.dots <= MOST_DOTS:
        raise Refused("Everybody has from 1 to {limit} dots.", limit=MOST_DOTS)
    if asked.voters is not None and not 1 <= asked.voters <= MOST_RATERS:
        raise Refused("Say how many people vote, from 1 to {limit}.", limit=MOST_RATERS)


def _open(edit: Edit, ballot_id: str) -> Ballot:
    ballot = edit.get(Ballot, ballot_id)
    if ballot.revealed_on is not None:
        raise Refused("This vote is over.")
    return ballot


def count(edit: Edit, item_id: str, number: int, step: int = 0, against: str | None = None) -> None:
    """Write down how much a thing got: dots, how often this step, or how often before another one.

    Raises:
        Refused: the vote is over or secret, or the number cannot be taken.
    """
    item = edit.get(BallotItem, item_id)
    ballot = _open(edit, item.ballot)
    if ballot.secret:
        raise Refused("This vote is secret: papers go into the box.")
    if not 0 <= number <= MOST_COUNTED:
        raise Refused("A whole number from {low} to {high} is wanted here.", low=0, high=MOST_COUNTED)
    _set(edit, item_id, step, against, number)


def _set(edit: Edit, item_id: str, step: int, against: str | None, number: int) -> None:
    there = edit.find(BallotCount, item=item_id, step=step, against=against)
    if not number:
        for each in there:
            edit.remove(each)
    elif there:
        edit.put(replace(there[0], number=number))
    else:
        edit.put(BallotCount(id=edit.new_id(), item=item_id, step=step, against=against, number=number))


def check_paper(ballot: Ballot, items: Collection[str], paper: Paper) -> None:
    """Whether a paper can go into the box.

    Raises:
        Refused: it is empty, or says what the ballot does not ask; it has more dots than a person has.
    """
    if not paper:
        raise Refused("This paper is empty. Rate at least one thing.")
    if any(item not in items or (other and other not in items) for item, other in paper):
        raise Refused("This paper belongs to another vote.")
    if ballot.method is Method.DOTS:
        most = ballot.dots or 1
        if min(paper.values()) < 1 or sum(paper.values()) > most:
            raise Refused("Everybody has {limit} dots; {n} were given.", limit=most, n=sum(paper.values()))
    elif ballot.method is not Method.PAIRS and not all(
        1 <= number <= steps(ballot) for number in paper.values()
    ):
        raise Refused(
            "Ratings go from 1 to {best}; {number} does not.", best=steps(ballot), number=max(paper.values())
        )


def reveal(edit: Edit, ballot_id: str, papers: Collection[Paper]) -> Ballot:
    """End a vote; the papers of a secret one are added up, and only the sums are kept.

    Raises:
        Refused: nobody gave anything.
    """
    ballot = _open(edit, ballot_id)
    items = items_of(edit, ballot_id)
    if ballot.secret:
        if not papers:
            raise Refused("There is no paper in the box yet.")
        ids = {each.id for each in items}
        for (item, step, against), number in counted(papers, ballot.method).items():
            if item in ids and (against is None or against in ids):
                _set(edit, item, step, against, number)
    elif not counts_of(edit, items):
        raise Refused("Nothing is counted yet.")
    number_of = len(papers) if ballot.secret else None
    return edit.put(replace(ballot, revealed_on=edit.today, papers=number_of))


def keep_dots(edit: Edit, ballot_id: str) -> int:
    """Write the dots of a vote that is over with its results and notes; how many took some.

    Raises:
        Refused: it was no vote by dots, or it is still open.
    """
    ballot = edit.get(Ballot, ballot_id)
    if ballot.method is not Method.DOTS or ballot.revealed_on is None:
        raise Refused("Only dots of a vote that is over can be kept.")
    items = items_of(edit, ballot_id)
    counts = counts_of(edit, items)
    taken = 0
    for each in items:
        for kind in DOTTED:
            for record in edit.find(kind, id=each.item):
                edit.put(replace(record, dots=counts.get((each.id, 0, None), 0)))
                taken += 1
    return taken
