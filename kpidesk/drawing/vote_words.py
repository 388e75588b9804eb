"""Votes in words: how people vote, what a thing came to, and what stands out."""

from collections.abc import Sequence
from typing import Final

from kpidesk.domain.labels import LABELS
from kpidesk.domain.reader import Reader
from kpidesk.domain.votes import Line, Outcome, outcome, round_of, steps, votes_of
from kpidesk.domain.voting import Ballot, Method
from kpidesk.drawing.chart_words import sentence
from kpidesk.system.words import Words

_NAMED: Final = 6


def how(ballot: Ballot, words: Words) -> str:
    """How people vote: Dots, 3 each."""
    if ballot.method is Method.DOTS:
        return words.many("Dots, {n} for everybody", "Dots, {n} for everybody", ballot.dots or 1)
    if ballot.method is Method.FIST:
        return words("Fist of five: no finger to five fingers")
    if ballot.method is Method.SCALE:
        return words("A number from 1 to {best}", best=ballot.best)
    return sentence(words(LABELS[Method.PAIRS]))


def what_to_do(ballot: Ballot, things: int, words: Words) -> str:
    """What is asked of everybody, in a sentence."""
    if ballot.method is Method.DOTS:
        return words.many(
            "You have {n} dot. Put it where it matters most.",
            "You have {n} dots. Put them where they matter most; several on one thing are allowed.",
            ballot.dots or 1,
        )
    if ballot.method is Method.FIST:
        return words("No finger: I am against it. Five fingers: I am all for it and help.")
    if ballot.method is Method.SCALE:
        return words("1 is the least, {best} is the most.", best=ballot.best)
    return words.many(
        "Choose one of the two. There is {n} pair.", "Choose one of the two. There are {n} pairs.",
        things * (things - 1) // 2,
    )  # fmt: skip


def state(ballot: Ballot, papers: int, words: Words) -> str:
    """How far a vote is: 8 of 12 papers are in the box, or that it is over."""
    if ballot.revealed_on is not None:
        return words("over")
    if not ballot.secret:
        return words("being counted")
    if ballot.voters:
        return words("{n} of {all} papers", n=papers, all=ballot.voters)
    return words.many("{n} paper", "{n} papers", papers)


def about(reader: Reader, ballot: Ballot, words: Words) -> str:
    """How it is voted and which round it is."""
    number = round_of(reader, ballot)
    secret = words("in secret") if ballot.secret else words("openly")
    told = [how(ballot, words), secret]
    if number > 1:
        told.append(words("round {n}", n=number))
    return " · ".join(told)


def figure(line: Line, ballot: Ballot, words: Words) -> str:
    """What a thing came to: 12 dots, 4.2, or 71 %; a dash where nobody gave anything."""
    return _figure(line.figure, ballot, words)


def _figure(value: float | None, ballot: Ballot, words: Words) -> str:
    if value is None:
        return "–"
    if ballot.method is Method.DOTS:
        return words.many("{n} dot", "{n} dots", round(value))
    if ballot.method is Method.PAIRS:
        return words("{n} %", n=round(value * 100))
    return words.number(value, 1)


def detail(line: Line, ballot: Ballot, words: Words) -> str:
    """The middle and the spread of numbers, and what it was in the round before."""
    told = []
    if (tally := line.tally) is not None:
        shift = -1 if ballot.method is Method.FIST else 0
        people = words.many("{n} person", "{n} people", len(tally.numbers))
        if tally.low == tally.high:
            spread = words("everybody gave {number}", number=tally.low + shift)
        else:
            spread = words(
                "{middle} in the middle, from {low} to {high}", middle=words.number(tally.median + shift, 1),
                low=tally.low + shift, high=tally.high + shift,
            )  # fmt: skip
        told += [people, spread]
    if ballot.method is Method.PAIRS and line.figure is not None:
        told.append(words("preferred in {n} of 100 comparisons", n=round(line.figure * 100)))
    if line.before is not None:
        told.append(words("before: {figure}", figure=_figure(line.before, ballot, words)))
    return " · ".join(told)


def remarks(found: Outcome, words: Words) -> list[str]:
    """What stands out: how many voted, over-voting, ties, circles, and where people should talk."""
    told = []
    if found.voters:
        told.append(words.many("{n} person voted.", "{n} people voted.", found.voters))
    if found.beyond:
        told.append(too_many(found, words))
    if len(found.leads) > 1 and len(found.leads) < len(found.lines):
        names = _some([each.mark for each in found.leads], words)
        told.append(words("{names} came first together.", names=names))
    divided = [each.mark for each in found.in_order if each.divided]
    if divided:
        told.append(words("People see {names} very differently: talk here.", names=_some(divided, words)))
    if found.circle:
        one, other, last = found.circle
        told.append(
            words(
                "{one} comes before {other}, {other} before {last}, and {last} before {one}: talk here.",
                one=one, other=other, last=last,
            )
        )  # fmt: skip
    return told


def _some(marks: Sequence[str], words: Words) -> str:
    """Names of things as a list; of many only the first ones."""
    if len(marks) <= _NAMED:
        return words.listed(marks)
    more = words.many("{n} other", "{n} others", len(marks) - _NAMED)
    return words.listed([*marks[:_NAMED], more])


def how_many(found: Outcome, words: Words) -> str:
    """How much is counted so far."""
    given, ballot = found.given, found.ballot
    if ballot.method is Method.DOTS:
        if ballot.voters:
            most = ballot.voters * (ballot.dots or 1)
            return words("{n} of {all} dots are counted.", n=given, all=most)
        return words.many("{n} dot is counted.", "{n} dots are counted.", given)
    return words.many("{n} vote is counted.", "{n} votes are counted.", given)


def too_many(found: Outcome, words: Words) -> str:
    """That more was counted than people had, "" where it was not."""
    if not found.beyond:
        return ""
    if found.ballot.method is Method.DOTS:
        return words.many(
            "There is {n} dot more than these people had.", "There are {n} dots more than these people had.",
            found.beyond,
        )  # fmt: skip
    return words.many(
        "One thing was counted {n} time more often than there are people.",
        "One thing was counted {n} times more often than there are people.",
        found.beyond,
    )


def held(reader: Reader, workshop_id: str) -> list[Ballot]:
    """The votes of a workshop that are over, in the order in which they were called."""
    return [each for each in reversed(votes_of(reader, workshop_id)) if each.revealed_on is not None]


def in_lines(reader: Reader, ballot: Ballot, words: Words) -> list[str]:
    """A vote that is over, a line for each thing in the order of their ranks, for minutes."""
    found = outcome(reader, ballot)
    lines = [
        words("{rank}. {what}: {figure}", rank=each.rank or "–", what=each.item.text,
              figure=figure(each, ballot, words))
        for each in found.lines
    ]  # fmt: skip
    return [*lines, *remarks(found, words)]


def step_names(ballot: Ballot) -> list[str]:
    """What the steps of a scale are shown as."""
    shift = 0 if ballot.method is Method.FIST else 1
    return [str(number + shift) for number in range(steps(ballot))]
