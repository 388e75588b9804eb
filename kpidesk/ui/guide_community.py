"""What the Guide looks at for each view of the Community page."""

from typing import Final

from kpidesk.domain.assessments import Assessment, AssessmentKind, AssessmentSet, Score
from kpidesk.domain.communities import (
    ALONE,
    Cadence,
    CadenceKind,
    Community,
    ForceEntry,
    Meeting,
    MeetingState,
    Member,
    PlanStep,
    PlanTeam,
    Skill,
    SkillLevel,
    Struggle,
)
from kpidesk.domain.community_balance import balance
from kpidesk.domain.reader import Reader
from kpidesk.system.clock import now
from kpidesk.system.words import Words
from kpidesk.ui.guide_looks import Check
from kpidesk.ui.guide_looks import found as _found


def _communities(desk: Reader, words: Words) -> tuple[bool, str]:
    count = len(desk.find(Community))
    if not count:
        return False, words("There is no community yet.")
    return True, words.many("{n} community has begun.", "{n} communities have begun.", count)


def _balanced(desk: Reader, words: Words) -> tuple[bool, str]:
    found = desk.find(Community)
    thin = sum(
        any(side.lacks for side in balance(desk.find(ForceEntry, community=each.id))) for each in found
    )
    return _found(
        found,
        words("There is no community yet."),
        thin,
        words.many("In {n} charter a force is thin.", "In {n} charters a force is thin.", thin),
        words("In each charter the three forces hold each other."),
    )


def _promised_hours(desk: Reader, words: Words) -> tuple[bool, str]:
    here = [each for each in desk.find(Member) if each.left is None]
    waiting = sum(not each.promised_hours for each in here)
    return _found(
        here,
        words("There is no member yet."),
        waiting,
        words.many("Nobody promised hours to {n} member.", "Nobody promised hours to {n} members.", waiting),
        words("Each member has hours that were promised."),
    )


def _met(desk: Reader, words: Words) -> tuple[bool, str]:
    found = desk.find(Meeting)
    coming = sum(each.state is MeetingState.PLANNED for each in found)
    if not found:
        return False, words("No meeting is planned yet.")
    if not coming:
        return False, words("No further meeting is planned.")
    return True, words.many("{n} meeting is planned.", "{n} meetings are planned.", coming)


def _skilled(desk: Reader, words: Words) -> tuple[bool, str]:
    skills = desk.find(Skill)
    taught = {each.skill for each in desk.find(SkillLevel) if each.level >= ALONE}
    lacking = sum(each.id not in taught for each in skills)
    return _found(
        skills,
        words("There is no skill in the matrix yet."),
        lacking,
        words.many("{n} skill nobody has alone.", "{n} skills nobody has alone.", lacking),
        words("Each skill has somebody who can do it alone."),
    )


def _answered(desk: Reader, words: Words) -> tuple[bool, str]:
    found = desk.find(Struggle)
    waiting = sum(not each.answer for each in found)
    return _found(
        found,
        words("The board is empty."),
        waiting,
        words.many(
            "{n} idea or struggle has no answer yet.", "{n} ideas and struggles have no answer yet.", waiting
        ),
        words("All that stands on the board has an answer."),
    )


def _on_time(desk: Reader, words: Words) -> tuple[bool, str]:
    today = now().astimezone().date()
    late = sum(each.is_late(today) for each in desk.find(PlanStep))
    return _found(
        desk.find(PlanTeam),
        words("No team is on the plan yet."),
        late,
        words.many("{n} step is late.", "{n} steps are late.", late),
        words("Nothing is late."),
    )


def _comes_round(desk: Reader, words: Words) -> tuple[bool, str]:
    kinds = {each.kind for each in desk.find(Cadence)}
    if not kinds:
        return False, words("Nothing comes round yet.")
    if CadenceKind.HEALTH_CHECK not in kinds:
        return False, words("No health check comes round.")
    return True, words("Health checks come round by themselves.")


def _healthy(desk: Reader, words: Words) -> tuple[bool, str]:
    sets = {each.id for each in desk.find(AssessmentSet, kind=AssessmentKind.HEALTH)}
    checks = {each.id for each in desk.find(Assessment) if each.set in sets and each.community}
    scores = [each for each in desk.find(Score) if each.assessment in checks]
    waiting = sum(each.agreed is None and not each.not_relevant for each in scores)
    return _found(
        checks,
        words("No health check has begun yet."),
        waiting,
        words.many("{n} condition has no agreed score.", "{n} conditions have no agreed score.", waiting),
        words("Each condition has an agreed score."),
    )


COMMUNITY: Final[dict[str, Check]] = {
    "community": _communities,
    "community-charter": _balanced,
    "community-roster": _promised_hours,
    "community-meetings": _met,
    "community-skills": _skilled,
    "community-records": _answered,
    "community-plan": _on_time,
    "community-health": _healthy,
    "community-year": _comes_round,
}
"""By the name of the step."""
