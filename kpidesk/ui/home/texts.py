"""What Home says about a desk."""

from collections import defaultdict

from kpidesk.domain.calculated import with_values
from kpidesk.domain.gallery import Note, Poster
from kpidesk.domain.gallery_checks import NEEDS_REASON
from kpidesk.domain.measures import Measure
from kpidesk.domain.next_step import Next, NextStep
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Goal, Link, Placement, Result, Trace
from kpidesk.domain.sharing import Partner, PartnerShare
from kpidesk.system.words import Words


def step_texts(step: NextStep, words: Words) -> tuple[str, str]:
    """The sentence of a step and what its button says."""
    code = step.code
    return {
        Next.GIVE_REASON: (
            words("Give note {code} its reason: its writer will look for it.", code=code),
            words("Write the reason"),
        ),
        Next.DECIDE: (words("Decide on note {code}.", code=code), words("Decide")),
        Next.BEGIN: (
            words("Write down the first goal, just as it stands in your plan."), words("Add a goal"),
        ),
        Next.TURN_GOAL: (
            words("Turn goal {code} into a result in plain words.", code=code), words("Show the goal"),
        ),
        Next.LINK: (
            words("Say what {code} helps, or what helps it.", code=code), words("Show it on the map"),
        ),
        Next.MEASURE: (words("Find a measure that would show whether {code} comes true.", code=code),
                       words("Add a measure")),
        Next.VALUES: (words("Paste the values of {code} and look at its chart.", code=code),
                      words("Open the measure")),
        Next.CENTRE: (words("Put a result in the centre that nobody can reach alone."), words("Choose it")),
        Next.PARTNERS: (words("Name the partners who can contribute."), words("Add partners")),
        Next.POSTERS: (words("Make a poster of each measure for the wall."), words("Choose posters")),
        Next.PRINT: (words("Print the posters and hang them where people pass."), words("Print")),
        Next.TELL: (words("Tell everybody who wrote a note what became of it."), words("Tell back")),
    }[step.kind]  # fmt: skip


def states(desk: Reader, words: Words) -> dict[str, tuple[str, str, str]]:
    """For each card its count, what is counted, and a sentence."""
    goals, results, measures = desk.find(Goal), desk.find(Result), desk.find(Measure)
    traced = {trace.goal for trace in desk.find(Trace)}
    waiting = sum(goal.id not in traced and not goal.outcome for goal in goals)
    placed = {placement.result for placement in desk.find(Placement)}
    measured = {measure.result for measure in measures}
    bare = sum(result.id not in measured for result in results)
    fed = with_values(desk)
    own = [measure for measure in measures if measure.result is not None]
    others = len(measures) - len(own)
    empty = sum(measure.id not in fed for measure in own)
    links, partners = len(desk.find(Link)), desk.find(Partner)
    takers: dict[str, int] = defaultdict(int)
    for share in desk.find(PartnerShare):
        takers[share.measure] += 1
    shared = sum(count > 1 for count in takers.values())
    notes, posters = desk.find(Note), desk.find(Poster)
    undecided = sum(note.decision is None for note in notes)
    unexplained = sum(note.decision in NEEDS_REASON and not note.reason.strip() for note in notes)
    return {
        "goals": (
            words.number(len(goals)), words.many("goal", "goals", len(goals)),
            words.many("{n} waits to become a result", "{n} wait to become results", waiting)
            if waiting else words("each has become something") if goals else words("none yet"),
        ),
        "results": (
            words.number(len(placed)), words("on the map"),
            (words.many("{n} link", "{n} links", links) if links else words("no link yet")) + "; "
            + (words.many("{n} without a measure", "{n} without a measure", bare) if bare
               else words("each has a measure")) if results else words("none yet"),
        ),
        "measures": (
            words.number(len(own)), words.many("measure", "measures", len(own)),
            "; ".join(filter(None, (
                words.many("and {n} that partners share", "and {n} that partners share", others)
                if others else "",
                words.many("{n} has no values yet", "{n} have no values yet", empty) if empty
                else words("all have values") if own else "" if others else words("none yet"),
            ))),
        ),
        "sharing": (
            words.number(len(partners)), words.many("partner", "partners", len(partners)),
            words.many("{n} measure is shared by several", "{n} measures are shared by several", shared)
            if shared else words("none shares a measure with another yet") if partners
            else words("none yet"),
        ),
        "gallery": (
            words.number(len(notes)), words.many("note", "notes", len(notes)),
            words.many("{n} waits for a decision", "{n} wait for a decision", undecided) if undecided
            else words.many("{n} lacks its reason", "{n} lack their reasons", unexplained) if unexplained
            else words("each has its decision") if notes else words("none yet"),
        ),
        "publish": (
            words.number(len(posters)), words.many("poster", "posters", len(posters)),
            words("ready to print") if posters else words("none yet"),
        ),
    }  # fmt: skip
