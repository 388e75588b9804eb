"""What the Guide looks at for each view of the Framework page."""

from datetime import date
from typing import Final

from kpidesk.domain.adoption import adoption
from kpidesk.domain.assessment_figures import outcome, plan
from kpidesk.domain.assessments import Assessment, AssessmentSet
from kpidesk.domain.practice_coverage import coverage
from kpidesk.domain.reader import Reader
from kpidesk.domain.registers import Policy, Ruling
from kpidesk.system.words import Words
from kpidesk.ui.guide_looks import Check, found

_LOW: Final = 0.5


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the person's day


def _rated(desk: Reader, words: Words) -> tuple[bool, str]:
    if not desk.find(AssessmentSet):
        return False, words("No set of items is taken up yet.")
    sessions = desk.find(Assessment)
    open_ = sum(each.closed_on is None for each in sessions)
    return found(
        sessions,
        words("No session has begun yet."),
        open_,
        words.many("{n} session is open.", "{n} sessions are open.", open_),
        words("All sessions are closed."),
    )


def _acted(desk: Reader, words: Words) -> tuple[bool, str]:
    """Whether anything is done about the weakest items of the latest session."""
    sessions = desk.find(Assessment)
    if not sessions:
        return False, words("No session has begun yet.")
    last = max(sessions, key=lambda each: (each.on, each.id))
    promised = {each.score for each in plan(desk, last, _today())}
    left = sum(each.score.id not in promised for each in outcome(desk, last).lowest)
    return found(
        sessions,
        "",
        left,
        words.many(
            "For {n} of the weakest items of the last session nothing is promised.",
            "For {n} of the weakest items of the last session nothing is promised.", left,
        ),
        words("Something is promised for each of the weakest items."),
    )  # fmt: skip


def _covered(desk: Reader, words: Words) -> tuple[bool, str]:
    all_ = coverage(desk, _today())
    thin = sum(each.look.share is not None and each.look.share < _LOW for each in all_)
    return found(
        all_,
        "",
        thin,
        words.many(
            "{n} practice is less than half complete.", "{n} practices are less than half complete.", thin
        ),
        words("No practice that can be counted is less than half complete."),
    )


def _registered(desk: Reader, words: Words) -> tuple[bool, str]:
    late = sum(each.due is not None and each.due < _today() for each in desk.find(Policy))
    return found(
        desk.find(Ruling),
        words("No decision is written down yet."),
        late,
        words.many("{n} policy is overdue.", "{n} policies are overdue.", late),
        words("Decisions are written down, and no policy is overdue."),
    )


def _used(desk: Reader, words: Words) -> tuple[bool, str]:
    values = adoption(desk, _today()).values
    late = values.of - values.count
    return found(
        values.of,
        words("No measure is in use yet."),
        late,
        words.many("{n} measure lacks its latest value.", "{n} measures lack their latest value.", late),
        words("Each measure in use has its latest value."),
    )


FRAMEWORK: Final[dict[str, Check]] = {
    "framework-assess": _rated,
    "framework-results": _acted,
    "framework-coverage": _covered,
    "framework-registers": _registered,
    "framework-figures": _used,
}
"""By the name of the step."""
