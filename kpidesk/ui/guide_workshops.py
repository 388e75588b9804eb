"""What the Guide looks at for each view of the Workshops page."""

from typing import Final

from kpidesk.domain import agenda
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.reader import Reader
from kpidesk.domain.votes import outcome
from kpidesk.domain.voting import Ballot
from kpidesk.domain.workshops import Parked, Participant, Workshop, blocks_of, in_order, running
from kpidesk.system.words import Words
from kpidesk.ui.guide_looks import Check, found


def _next(desk: Reader) -> Workshop | None:
    """The workshop that runs, else the first that has not ended."""
    under_way = running(desk)
    return under_way or next((each for each in in_order(desk.find(Workshop)) if each.ended_at is None), None)


def _planned(desk: Reader, words: Words) -> tuple[bool, str]:
    one = _next(desk)
    if one is None:
        return False, words("No workshop is planned.")
    blocks = blocks_of(desk, one.id)
    if not blocks:
        return False, words("“{name}” has nothing on its agenda.", name=one.name)
    end = agenda.planned(one, blocks).ends or 0.0
    time = words.clock(agenda.time_of(end))
    return bool(one.on and one.starts), words("“{name}” ends at {time}.", name=one.name, time=time)


def _run(desk: Reader, words: Words) -> tuple[bool, str]:
    one = running(desk)
    if one is None:
        return False, words("No workshop is under way.")
    return True, words("“{name}” is under way.", name=one.name)


def _voted(desk: Reader, words: Words) -> tuple[bool, str]:
    workshops = {each.id for each in desk.find(Workshop)}
    votes = [each for each in desk.find(Ballot) if each.about in workshops]
    if waiting := [each for each in votes if each.revealed_on is None]:
        return False, words("“{vote}” is not revealed yet.", vote=waiting[0].title)
    followed = {each.follows for each in votes}
    ends = [outcome(desk, each) for each in votes if each.id not in followed]
    apart = sum(line.divided for end in ends for line in end.lines)
    return found(
        votes,
        words("No vote has been called yet."),
        apart,
        words.many("{n} thing is seen very differently.", "{n} things are seen very differently.", apart),
        words("Each vote is revealed, and nothing is seen very differently."),
    )


def _invited(desk: Reader, words: Words) -> tuple[bool, str]:
    one = _next(desk)
    if one is None:
        return False, words("No workshop is planned.")
    count = len(desk.find(Participant, workshop=one.id))
    if not count:
        return False, words("Nobody is on the list of “{name}”.", name=one.name)
    return True, words.many("{n} person is on the list.", "{n} people are on the list.", count)


def _came_of_it(desk: Reader, words: Words) -> tuple[bool, str]:
    waiting = sum(not each.answer for each in desk.find(Parked))
    if waiting:
        return False, words.many(
            "{n} question waits in the parking lot.", "{n} questions wait in the parking lot.", waiting
        )
    vague = sum(
        each.workshop is not None and not (each.who and each.by_when) for each in desk.find(Commitment)
    )
    if vague:
        return False, words.many(
            "{n} promise lacks a name or a day.", "{n} promises lack a name or a day.", vague
        )
    return True, words("Nothing waits, and every promise has a name and a day.")


def _engagement(desk: Reader, words: Words) -> tuple[bool, str]:
    count = len([each for each in desk.find(Workshop) if each.on is not None])
    if not count:
        return False, words("No workshop has a day yet.")
    return True, words.many("{n} workshop has a day.", "{n} workshops have a day.", count)


WORKSHOPS: Final[dict[str, Check]] = {
    "workshops": _planned,
    "workshops-agenda": _planned,
    "workshops-run": _run,
    "workshops-votes": _voted,
    "workshops-people": _invited,
    "workshops-outcomes": _came_of_it,
    "workshops-engagement": _engagement,
}
