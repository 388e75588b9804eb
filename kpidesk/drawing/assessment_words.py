"""What an assessment says, in words of the reader: the same on screen, projector and paper."""

from collections.abc import Sequence
from typing import Final

from kpidesk.domain.assessment_figures import Part, Standing
from kpidesk.domain.assessments import AssessmentItem, AssessmentSet
from kpidesk.domain.labels import LABELS
from kpidesk.domain.practices import Module
from kpidesk.system.words import Words

NONE_YET: Final = "–"
_STILL: Final = 0.05  # what is less is shown as no change


def too_few(count: int, words: Words) -> str:
    """That so few people rated something that their numbers could be told apart."""
    return words.many(
        "{n} person rated it: too few to show the number", "{n} people rated it: too few to show numbers",
        count,
    )  # fmt: skip


def mark(item: AssessmentItem) -> str:
    """What an item is called by: its practice where it stands for one, else its number."""
    return item.practice or str(item.number)


def figure(set_: AssessmentSet, step: float | None, words: Words, decimals: int = 1) -> str:
    """A step or mean as people see it."""
    return NONE_YET if step is None else words.number(set_.shown(step), decimals)


def share(set_: AssessmentSet, step: float | None) -> float | None:
    """A step or mean as a share of the scale."""
    return None if step is None else (step - 1) / (set_.steps - 1)


def moved(change: float | None, words: Words) -> str:
    """How far something moved since the last time, as a figure; "" where it did not, or there was none."""
    if change is None or abs(change) < _STILL:
        return ""
    return ("+" if change > 0 else "−") + words.number(abs(change), 1)


def changed(change: float | None, words: Words) -> str:
    """How far something moved since the last time, in words; "" where there was none."""
    if change is None:
        return ""
    told = moved(change, words)
    return words("{change} since last time", change=told) if told else words("as last time")


def part_name(part: Part, words: Words) -> str:
    """What a part of a set is called."""
    if part.name:
        return part.name
    return words(LABELS[Module(int(part.key))]) if part.key else words("All items")


def step_name(set_: AssessmentSet, step: int) -> str:
    """A step of the scale with its word: 3 mostly."""
    return f"{int(set_.shown(step))} {set_.labels[step - 1]}"


def votes_told(standing: Standing, set_: AssessmentSet, words: Words) -> str:
    """What people gave, as far as it may be told."""
    tally = standing.votes.tally
    if standing.votes.too_few:
        return too_few(standing.votes.count, words)
    if tally is None:
        return words("nobody rated it yet")
    low, high = int(set_.shown(tally.low)), int(set_.shown(tally.high))
    mean = figure(set_, tally.mean, words)
    return words.many(
        "{n} person rated it: {mean} on average, from {low} to {high}",
        "{n} people rated it: {mean} on average, from {low} to {high}",
        standing.votes.count, mean=mean, low=low, high=high,
    )  # fmt: skip


def agreed_told(standing: Standing, set_: AssessmentSet, words: Words) -> str:
    """The step that the group agreed on."""
    if standing.score.not_relevant:
        return words("not relevant here")
    if standing.score.agreed is None:
        return words("not agreed yet")
    return words("agreed: {step}", step=step_name(set_, standing.score.agreed))


def weakest(lowest: Sequence[Standing], words: Words) -> str:
    """What stands above the lowest items: it says where votes decide and not what was agreed."""
    voted = any(each.mean is not None for each in lowest)
    return words("The weakest, by the votes") if voted else words("The weakest")
