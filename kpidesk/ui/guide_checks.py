"""What this desk says about each step of the Guide: a look at the records, and a sentence."""

from datetime import date
from typing import Final

from kpidesk.domain.calculated import with_values
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.coverage import coverage
from kpidesk.domain.curves import turned
from kpidesk.domain.design_board import Step, boards
from kpidesk.domain.designs import Design
from kpidesk.domain.escalation import calls
from kpidesk.domain.gallery import PROPOSALS, Cluster, Gallery, Membership, Note, Poster
from kpidesk.domain.invitations import Invitation
from kpidesk.domain.measure_health import health
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Goal, Link, Result, Verdict, WordingTest
from kpidesk.domain.sharing import (
    Contribution,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Reflection,
    Snapshot,
    Stand,
    Standing,
    Strength,
    strength_of,
)
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.domain.walls import Hanging, Wall
from kpidesk.system.words import Words
from kpidesk.ui.guide_community import COMMUNITY
from kpidesk.ui.guide_framework import FRAMEWORK
from kpidesk.ui.guide_keeping import KEEPING
from kpidesk.ui.guide_looks import Check
from kpidesk.ui.guide_looks import found as _found
from kpidesk.ui.guide_workshops import WORKSHOPS


def look_at(step: str, desk: Reader, words: Words) -> tuple[bool, str]:
    """What this desk says about a step: whether all is well, and a sentence. Raises KeyError."""
    return CHECKS[step](desk, words)


# -- home and results


def _results(desk: Reader, words: Words) -> tuple[bool, str]:
    results = desk.find(Result)
    measured = {measure.result for measure in desk.find(Measure)}
    bare = sum(result.id not in measured for result in results)
    return _found(
        results,
        words("This desk has no result yet."),
        bare,
        words.many("{n} result has no measure yet.", "{n} results have no measure yet.", bare),
        words("Each result has a measure."),
    )


def _links(desk: Reader, words: Words) -> tuple[bool, str]:
    results = {each.id for each in desk.find(Result)}
    linked = {end for link in desk.find(Link) for end in (link.source, link.target)}
    alone = len(results - linked)
    return _found(
        results,
        words("This desk has no result yet."),
        alone,
        words.many("{n} result has no link yet.", "{n} results have no link yet.", alone),
        words("Each result is linked with another."),
    )


def _goals(desk: Reader, words: Words) -> tuple[bool, str]:
    goals = {each.id for each in desk.find(Goal)}
    tested: dict[str, int] = dict.fromkeys(goals, 0)
    for verdict in desk.find(Verdict):
        if verdict.subject in tested:
            tested[verdict.subject] += 1
    waiting = sum(count < len(WordingTest) for count in tested.values())
    return _found(
        goals,
        words("This desk has no goal yet."),
        waiting,
        words.many(
            "{n} goal was not put to all five questions.",
            "{n} goals were not put to all five questions.",
            waiting,
        ),
        words("Each goal was put to all five questions."),
    )


def _covered(desk: Reader, words: Words) -> tuple[bool, str]:
    found = coverage(desk)
    if found.goals_without_result:
        count = len(found.goals_without_result)
        return False, words.many("{n} goal became nothing yet.", "{n} goals became nothing yet.", count)
    if found.results_without_goal:
        count = len(found.results_without_goal)
        return False, words.many("No goal asks for {n} result.", "No goal asks for {n} results.", count)
    return True, words("Goals and results fit together.")


# -- measures


def _measures(desk: Reader, words: Words) -> tuple[bool, str]:
    measures = [each for each in desk.find(Measure) if each.result is not None]
    fed = with_values(desk)
    empty = sum(measure.id not in fed for measure in measures)
    return _found(
        measures,
        words("This desk has no measure yet."),
        empty,
        words.many("{n} measure has no values yet.", "{n} measures have no values yet.", empty),
        words("Each measure has values."),
    )


def _designs(step: Step) -> Check:
    """How many of the designs that were begun have got through a step."""

    def look(desk: Reader, words: Words) -> tuple[bool, str]:
        once = Once(desk)
        begun = {each.result for each in once.find(Design)}
        found = list(boards(once, (each for each in once.find(Result) if each.id in begun)))
        left = sum(step not in each.done for each in found)
        return _found(
            found,
            words("No measure is being designed yet."),
            left,
            words.many(
                "{n} design has nothing noted here yet.", "{n} designs have nothing noted here yet.", left
            ),
            words("In each design something is noted here."),
        )

    return look


def _defined(desk: Reader, words: Words) -> tuple[bool, str]:
    measures = desk.find(Measure)
    today = date.today()  # noqa: DTZ011 - the person's day
    lacking = sum(bool(health(desk, each, today).lacks) for each in measures)
    return _found(
        measures,
        words("This desk has no measure yet."),
        lacking,
        words.many("{n} definition lacks something.", "{n} definitions lack something.", lacking),
        words("Each definition is complete."),
    )


def _curves(desk: Reader, words: Words) -> tuple[bool, str]:
    count = len(turned(desk))
    if not count:
        return False, words("No curve is being turned yet.")
    return True, words.many("{n} curve is being turned.", "{n} curves are being turned.", count)


def _due(desk: Reader, words: Words) -> tuple[bool, str]:
    waiting = len(calls(desk))
    if waiting:
        return False, words.many("{n} signal waits for somebody.", "{n} signals wait for somebody.", waiting)
    return True, words("No signal is waiting for anybody.")


def _stocktake(desk: Reader, words: Words) -> tuple[bool, str]:
    lines = desk.find(ExistingMeasure)
    left = sum(each.fate is None for each in lines)
    return _found(
        lines,
        words("Nothing is in the stock-take yet."),
        left,
        words.many("{n} line waits for a decision.", "{n} lines wait for a decision.", left),
        words("Each line of the stock-take is decided."),
    )


# -- sharing


def _sharing(desk: Reader, words: Words) -> tuple[bool, str]:
    if not desk.find(Partner):
        return False, words("This desk has no partner yet.")
    guesses = len(desk.find(DrivingMeasure, evidence=Evidence.HYPOTHESISED))
    if guesses:
        return False, words.many(
            "{n} measure is a guess that nobody has confirmed.",
            "{n} measures are guesses that nobody has confirmed.",
            guesses,
        )
    return True, words("All measures of partners are confirmed.")


def _needed(desk: Reader, words: Words) -> tuple[bool, str]:
    partners = desk.find(Partner)
    unknown = sum(each.standing is Standing.DESIRED and not each.why_not.strip() for each in partners)
    if not partners:
        return False, words("This desk has no partner yet.")
    if unknown:
        return False, words.many(
            "Of {n} partner who is still wanted nobody has guessed why.",
            "Of {n} partners who are still wanted nobody has guessed why.", unknown,
        )  # fmt: skip
    return True, words.many("{n} partner is named.", "{n} partners are named.", len(partners))


def _asked(standing: Standing) -> Check:
    """How many partners of a kind still lack contribution, driving measure or a measure to share."""

    def look(desk: Reader, words: Words) -> tuple[bool, str]:
        partners = desk.find(Partner, standing=standing)
        kinds = (Contribution, DrivingMeasure, PartnerShare)
        left = sum(not all(desk.find(kind, partner=each.id) for kind in kinds) for each in partners)
        return _found(
            partners,
            words("There is no partner of this kind yet."),
            left,
            words.many(
                "Of {n} partner something is still open.", "Of {n} partners something is still open.", left
            ),
            words("Each of these partners has measures that drive it and one to share."),
        )

    return look


def _back(desk: Reader, words: Words) -> tuple[bool, str]:
    days = [each.day for each in desk.find(Reflection)]
    if not days:
        return False, words("Nobody has looked back yet.")
    return True, words("The last look back was on {day}.", day=words.date(max(days)))


def _strengths(desk: Reader, words: Words) -> tuple[bool, str]:
    weak = sum(strength_of(desk, each) is Strength.NONE or each.more_needed for each in desk.find(Partner))
    return _found(
        desk.find(Partner),
        words("This desk has no partner yet."),
        weak,
        words.many("From {n} partner more is needed.", "From {n} partners more is needed.", weak),
        words("Nobody has marked that more is needed."),
    )


def _aligned(desk: Reader, words: Words) -> tuple[bool, str]:
    takers: dict[str, int] = {}
    for share in desk.find(PartnerShare):
        takers[share.measure] = takers.get(share.measure, 0) + 1
    alone = sum(count == 1 for count in takers.values())
    return _found(
        takers,
        words("No measure is shared yet."),
        alone,
        words.many("{n} measure has one partner only.", "{n} measures have one partner only.", alone),
        words("Each shared measure has several partners."),
    )


def _placed(desk: Reader, words: Words) -> tuple[bool, str]:
    if not desk.find(Snapshot):
        return False, words("Nobody stands on a board yet.")
    on = {each.partner for each in desk.find(Stand)}
    off = sum(each.id not in on for each in desk.find(Partner))
    if off:
        return False, words.many(
            "{n} partner stands on no board yet.", "{n} partners stand on no board yet.", off
        )
    return True, words("Each partner stands on a board.")


def _guesses(desk: Reader, words: Words) -> tuple[bool, str]:
    told = (*desk.find(DrivingMeasure), *desk.find(Contribution))
    count = sum(each.is_guess for each in told)
    if count:
        return False, words.many("{n} guess is to be checked.", "{n} guesses are to be checked.", count)
    return True, words("There is no guess to check.")


def _promises(desk: Reader, words: Words) -> tuple[bool, str]:
    today = date.today()  # noqa: DTZ011 - the person's day
    promises = desk.find(Commitment)
    late = sum(each.is_overdue(today) for each in promises)
    return _found(
        promises,
        words("Nobody has promised anything yet."),
        late,
        words.many("{n} promise is overdue.", "{n} promises are overdue.", late),
        words("No promise is overdue."),
    )


def _dated(desk: Reader, words: Words) -> tuple[bool, str]:
    shared = {each.measure for each in desk.find(PartnerShare)}
    aimed = {each.measure for each in desk.find(Target) if each.by is not None or each.every is not None}
    if not shared:
        return False, words("No measure is shared yet.")
    if left := len(shared - aimed):
        return False, words.many(
            "{n} shared measure has no target with a date.",
            "{n} shared measures have no target with a date.", left,
        )  # fmt: skip
    return True, words("Each shared measure has a target with a date.")


# -- gallery and publishing


def _harvested(desk: Reader, words: Words) -> tuple[bool, str]:
    notes = desk.find(Note)
    unclear = sum(note.unclear for note in notes)
    return _found(
        notes,
        words("No note has been written down yet."),
        unclear,
        words.many("Ask about {n} unclear note.", "Ask about {n} unclear notes.", unclear),
        words.many("{n} note is written down.", "{n} notes are written down.", len(notes)),
    )


def _clustered(desk: Reader, words: Words) -> tuple[bool, str]:
    named = sum(bool(each.name) for each in desk.find(Cluster))
    loose = len({note.id for note in desk.find(Note)} - {each.note for each in desk.find(Membership)})
    if not named:
        return False, words("No cluster has a name yet.")
    told = words.many("{n} note stands in no cluster.", "{n} notes stand in no cluster.", loose)
    return True, words("Each note stands in a cluster.") if not loose else told


def _rated(desk: Reader, words: Words) -> tuple[bool, str]:
    notes = [note for note in desk.find(Note) if note.kind in PROPOSALS]
    waiting = sum(note.moscow is None and note.horizon is None and not note.discussed for note in notes)
    return _found(
        notes,
        words("No note asks for something yet."),
        waiting,
        words.many("{n} note has not been talked about.", "{n} notes have not been talked about.", waiting),
        words("Each note that asks for something has been talked about."),
    )


def _decided(desk: Reader, words: Words) -> tuple[bool, str]:
    notes = desk.find(Note)
    waiting = sum(note.decision is None for note in notes)
    return _found(
        notes,
        words("No note has been written down yet."),
        waiting,
        words.many("{n} note waits for a decision.", "{n} notes wait for a decision.", waiting),
        words("Each note has a decision."),
    )


def _invited(desk: Reader, words: Words) -> tuple[bool, str]:
    invitations = desk.find(Invitation)
    waiting = sum(each.invited_on is None for each in invitations)
    return _found(
        invitations,
        words("Nobody is on the list yet."),
        waiting,
        words.many("{n} of them has not been invited.", "{n} of them have not been invited.", waiting),
        words("Everybody on the list has been invited."),
    )


def _hung(desk: Reader, words: Words) -> tuple[bool, str]:
    posters, hung = desk.find(Poster), {each.poster for each in desk.find(Hanging)}
    loose = sum(each.id not in hung for each in posters)
    return _found(
        desk.find(Wall),
        words("No wall is put up yet."),
        loose,
        words.many("{n} poster hangs nowhere yet.", "{n} posters hang nowhere yet.", loose),
        words("Each poster has its place."),
    )


def _visited(desk: Reader, words: Words) -> tuple[bool, str]:
    visitors = sum(each.visitors or 0 for each in desk.find(Gallery))
    if not visitors:
        return False, words("Nobody has been counted yet.")
    return True, words.many("{n} visitor has been counted.", "{n} visitors have been counted.", visitors)


def _told(desk: Reader, words: Words) -> tuple[bool, str]:
    notes = desk.find(Note)
    waiting = sum(note.told_on is None for note in notes)
    return _found(
        notes,
        words("There is nothing to tell yet."),
        waiting,
        words.many("{n} note has not been told about.", "{n} notes have not been told about.", waiting),
        words("Everybody who wrote can read what became of it."),
    )


def _posters(desk: Reader, words: Words) -> tuple[bool, str]:
    count = len(desk.find(Poster))
    if not count:
        return False, words("There is no poster yet. Add some on the Gallery page.")
    return True, words.many("{n} poster can be printed.", "{n} posters can be printed.", count)


CHECKS: Final[dict[str, Check]] = {
    "home": _results,
    **WORKSHOPS,
    "results": _links,
    "results-goals": _goals,
    "results-coverage": _covered,
    "measures": _measures,
    **{f"measures-design-{step.value}": _designs(step) for step in Step},
    "measures-definition": _defined,
    "measures-values": _measures,
    "measures-import": _measures,
    "measures-compare": _measures,
    "measures-curve": _curves,
    "measures-due": _due,
    "measures-stocktake": _stocktake,
    "sharing": _sharing,
    "sharing-part-1": _needed,
    "sharing-part-2": _asked(Standing.CURRENT),
    "sharing-part-3": _asked(Standing.DESIRED),
    "sharing-part-4": _back,
    "sharing-partner": _sharing,
    "sharing-chart": _strengths,
    "sharing-matrix": _aligned,
    "sharing-board": _placed,
    "sharing-verify": _guesses,
    "sharing-commitments": _promises,
    "sharing-plan": _dated,
    "gallery-invite": _invited,
    "gallery-posters": _posters,
    "gallery-walls": _hung,
    "gallery-opening": _visited,
    "gallery-harvest": _harvested,
    "gallery-clusters": _clustered,
    "gallery-rating": _rated,
    "gallery-decide": _decided,
    "gallery-telling": _told,
    **COMMUNITY,
    **FRAMEWORK,
    **KEEPING,
    "publish": _posters,
}
"""How the desk is looked at, by the name of the step."""
