"""What the records say of each of the eleven conditions of a community's health, in a sentence."""

from collections.abc import Callable
from typing import Final

from kpidesk.domain.community_figures import LONGEST_GAP, Figures, Part, Skills
from kpidesk.system.words import Words


def evidence(of: Figures, words: Words) -> dict[int, str]:
    """A sentence for each condition by its number, "" where there are no records yet."""
    return {number: say(of, words) for number, say in _SAY.items()}


def _of(part: Part, words: Words) -> str:
    return words("{count} of {of}", count=words.number(part.count), of=words.number(part.of))


def _volunteers(of: Figures, words: Words) -> str:
    if not of.members:
        return ""
    return words("{count} members volunteered.", count=_of(of.volunteers, words))


def _managers(of: Figures, words: Words) -> str:
    if not of.members:
        return ""
    told = words("{count} members have a promise of hours.", count=_of(of.promises, words))
    if not of.promised:
        return told
    spent, promised = words.number(of.spent, 1), words.number(of.promised, 1)
    return f"{told} " + words(
        "Of {promised} hours a month {spent} are spent.", promised=promised, spent=spent
    )


def _regular(of: Figures, words: Words) -> str:
    routine = of.routine
    if not routine.planned:
        return ""
    told = [
        words("{held} of the last {planned} meetings were held.", held=routine.held, planned=routine.planned)
    ]
    if routine.gap is not None:
        gap = words.many("The longest gap was {n} day.", "The longest gap was {n} days.", routine.gap)
        told.append(gap)
        told += [words("That is too long.")] if routine.gap > LONGEST_GAP else []
    told.append(words("A deputy is named.") if of.deputy else words("No deputy is named."))
    return " ".join(told)


def _support(of: Figures, words: Words) -> str:
    routine = of.routine
    told = []
    if routine.held and routine.blocks:
        filled = words.listed([f"{name} {count}" for name, count in routine.blocks])
        held = words.many("In {n} meeting were filled: {blocks}.", "In {n} meetings were filled: {blocks}.",
                          routine.held, blocks=filled)  # fmt: skip
        told.append(held)
    if of.struggles.of:
        told.append(words("{count} struggles were answered.", count=_of(of.struggles, words)))
    return " ".join(told)


def _across(of: Figures, words: Words) -> str:
    return words.many(
        "{n} pair across units led a team in six months.",
        "{n} pairs across units led a team in six months.", of.pairings,
    )  # fmt: skip


def _approach(of: Figures, words: Words) -> str:
    told = [words("A method is agreed and endorsed.") if of.endorsed else words("No method is endorsed yet.")]
    if of.other_methods:
        told.append(words("Others are in use in {units}.", units=words.listed(list(of.other_methods))))
    if of.undecided:
        told.append(
            words.many("{n} conflict is open.", "{n} conflicts are open.", of.undecided)
        )  # fmt: skip
    return " ".join(told)


def _trained(skills: Callable[[Figures], Skills]) -> Callable[[Figures, Words], str]:
    def say(of: Figures, words: Words) -> str:
        found = skills(of)
        if found.mean is None or found.alone.share is None:
            return ""
        return words(
            "The mean level is {mean} of 4; {share} % can do it alone.",
            mean=words.number(found.mean, 1), share=words.number(found.alone.share * 100),
        )  # fmt: skip

    return say


def _celebrated(of: Figures, words: Words) -> str:
    good = words.many("{n} success", "{n} successes", of.successes)
    bad = words.many("{n} failure", "{n} failures", of.failures)
    told = words("In six months {good} and {bad} were celebrated.", good=good, bad=bad)
    doubt = words("No failure at all: does nobody dare?")
    return told if of.failures else f"{told} {doubt}"


def _planned(of: Figures, words: Words) -> str:
    told = []
    if of.plan_age is not None:
        told.append(
            words.many("The plan was touched {n} day ago.", "The plan was touched {n} days ago.", of.plan_age)
        )
    if of.on_time.of:
        told.append(words("{count} steps that were due came in time.", count=_of(of.on_time, words)))
    return " ".join(told)


def _bought_in(of: Figures, words: Words) -> str:
    told = []
    if of.talks.of:
        told.append(words("Somebody talked with {count} members in six months.", count=_of(of.talks, words)))
    late, before = of.attendance
    if late is not None:
        share = words("{n} %", n=words.number(late * 100))
        if before is None:
            told.append(words("{share} came to the last three meetings.", share=share))
        else:
            was = words("{n} %", n=words.number(before * 100))
            told.append(words("{share} came to the last three meetings, {was} before.", share=share, was=was))
    return " ".join(told)


_SAY: Final[dict[int, Callable[[Figures, Words], str]]] = {
    1: _volunteers,
    2: _managers,
    3: _regular,
    4: _support,
    5: _across,
    6: _approach,
    7: _trained(lambda of: of.measurement),
    8: _trained(lambda of: of.facilitation),
    9: _celebrated,
    10: _planned,
    11: _bought_in,
}
