"""The paper of a vote as it is filled in on the laptop, by the facilitator or by people themselves."""

from collections.abc import Sequence

from kpidesk.actions import votes
from kpidesk.desk.store import Desk
from kpidesk.domain.votes import BallotItem, first_step, items_of, mark, pairs, steps
from kpidesk.domain.voting import Ballot, Method, Paper
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.paper_form import Asked, PaperForm, Question, Scale


def paper(ballot: Ballot, items: Sequence[BallotItem], colours: Palette, words: Words) -> PaperForm:
    """An empty paper: a row of numbers for each thing, or each pair of things."""
    asked = _pairs(items, words) if ballot.method is Method.PAIRS else _things(items)
    best = ballot.dots if ballot.method is Method.DOTS else steps(ballot)
    first = first_step(ballot.method)
    most = ballot.dots if ballot.method is Method.DOTS else None
    return PaperForm(asked, Scale(best or 1, first, most), colours, words)


def drop(desk: Desk, ballot: Ballot, given: Paper, words: Words) -> None:
    """Put a paper into the box. Raises Refused where it cannot go in."""
    votes.check_paper(ballot, {each.id for each in items_of(desk, ballot.id)}, given)
    desk.drop_paper(ballot.id, given, words("A paper in the ballot box"))


def _things(items: Sequence[BallotItem]) -> list[Asked]:
    letters = [mark(place, len(items)) for place in range(len(items))]
    return [
        Asked("", (Question((each.id, ""), f"{letter}  {each.text}", each.text, letter),))
        for letter, each in zip(letters, items, strict=True)
    ]


def _pairs(items: Sequence[BallotItem], words: Words) -> list[Asked]:
    """Which side was chosen is kept as “this before that”."""
    return [
        Asked(
            "",
            (
                Question(
                    (one.id, other.id), "", words("{one} or {other}", one=one.text, other=other.text),
                    str(number),
                    (((one.id, other.id), one.text), ((other.id, one.id), other.text)),
                ),
            ),
        )
        for number, (one, other) in enumerate(pairs(items), 1)
    ]  # fmt: skip
