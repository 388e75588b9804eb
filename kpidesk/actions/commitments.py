"""Promises: making them, looking at them together, carrying them over."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.commitments import CheckIn, Commitment, CommitmentStatus, Step
from kpidesk.domain.measures import Measure
from kpidesk.domain.sharing import ChallengeKind, Partner
from kpidesk.domain.wording import Refused

_CHECK_IN_LINES: Final = frozenset({"happened", "learned", "next"})


def promise(
    edit: Edit,
    what: str,
    *,
    who: str = "",
    with_whom: str = "",
    by_when: date | None = None,
    centre: str | None = None,
    partner: str | None = None,
    note: str | None = None,
    measure: str | None = None,
) -> Commitment:
    """Keep a promise; `centre`, `partner`, `note` and `measure` are the ids of what it belongs to.

    Raises:
        Refused: nothing is promised, or a text is too long.
    """
    given = {
        "what": what, "who": who, "with_whom": with_whom, "by_when": by_when,
        "centre": centre, "partner": partner, "note": note, "measure": measure,
    }  # fmt: skip
    taken = fields.fit(edit, Commitment, given, needed={"what": _needs_words()})
    if partner is not None and centre is None:
        taken["centre"] = edit.get(Partner, partner).centre
    return edit.put(Commitment(id=edit.new_id(), made_on=edit.today, **taken))


def change_promise(edit: Edit, promise_id: str, **given: object) -> Commitment:
    """Change a promise, or note what came of it.

    Raises:
        Refused: nothing is promised, or a text is too long.
    """
    return edit.put(fields.changed(edit, Commitment, promise_id, given, needed={"what": _needs_words()}))


def remove_promise(edit: Edit, promise_id: str) -> None:
    """Take a promise away."""
    edit.remove(edit.get(Commitment, promise_id))


def _needs_words() -> Refused:
    return Refused("Say what is promised.")


# -- the steps that develop a shared measure


def plan_steps(edit: Edit, centre_id: str, measure_id: str, texts: Mapping[Step, str]) -> list[Commitment]:
    """Plan what makes a shared measure real, each step as a promise that still wants a person and a day.

    Args:
        edit: the open edit.
        centre_id: around which result it is shared.
        measure_id: the measure.
        texts: what each step says; a step that is planned already is left as it is.
    """
    measure = edit.get(Measure, measure_id)
    there = {each.step for each in edit.find(Commitment, measure=measure.id)}
    return [
        change_promise(edit, promise(edit, texts[step], centre=centre_id, measure=measure.id).id, step=step)
        for step in Step
        if step in texts and step not in there
    ]


# -- looking at them together


def check_in(
    edit: Edit,
    promise_id: str,
    status: CommitmentStatus,
    *,
    happened: str = "",
    learned: str = "",
    next: str = "",  # noqa: A002 - the third question
    kind: ChallengeKind | None = None,
) -> CheckIn:
    """Note what came of a promise, with the answers to the three questions; the promise follows.

    Raises:
        Refused: a text is too long.
    """
    made = _look(edit, promise_id, status, happened=happened, learned=learned, next=next, kind=kind)
    edit.put(replace(edit.get(Commitment, promise_id), status=status))
    return made


def change_check_in(edit: Edit, check_in_id: str, **given: object) -> CheckIn:
    """Change what was noted when people looked at a promise; the promise follows its latest check-in.

    Raises:
        Refused: a text is too long.
    """
    made = edit.put(
        fields.changed(edit, CheckIn, check_in_id, given, lines=_CHECK_IN_LINES, fixed={"commitment"})
    )
    if "status" in given and made == _latest(edit, made.commitment):
        edit.put(replace(edit.get(Commitment, made.commitment), status=made.status))
    return made


def remove_check_in(edit: Edit, check_in_id: str) -> None:
    """Take a check-in away; the promise has the status of the one before, or is open again."""
    gone = edit.get(CheckIn, check_in_id)
    was_latest = gone == _latest(edit, gone.commitment)
    edit.remove(gone)
    if was_latest:
        latest = _latest(edit, gone.commitment)
        status = latest.status if latest else CommitmentStatus.OPEN
        edit.put(replace(edit.get(Commitment, gone.commitment), status=status))


def follow_up(
    edit: Edit, promise_id: str, what: str, *, who: str = "", by_when: date | None = None
) -> Commitment:
    """Promise what needs to happen next, after a look at an earlier promise.

    Raises:
        Refused: nothing is promised, or a text is too long.
    """
    before = edit.get(Commitment, promise_id)
    made = promise(
        edit, what, who=who, with_whom=before.with_whom if who == before.who else "", by_when=by_when,
        centre=before.centre, partner=before.partner, measure=before.measure,
    )  # fmt: skip
    return change_promise(edit, made.id, follows=before.id)


def carry_over(edit: Edit, promise_ids: Collection[str], day: date) -> int:
    """Take promises over to the next workshop: what still stands is for that day now.

    When each was for before stays with it as a check-in. Returns how many were carried over.
    """
    carried = 0
    for promise_id in dict.fromkeys(promise_ids):
        before = edit.get(Commitment, promise_id)
        if before.is_standing and before.by_when != day:
            _look(edit, promise_id, before.status, moved_from=before.by_when)
            edit.put(replace(before, by_when=day))
            carried += 1
    return carried


def _look(edit: Edit, promise_id: str, status: CommitmentStatus, **given: object) -> CheckIn:
    taken = fields.fit(edit, CheckIn, given, lines=_CHECK_IN_LINES)
    commitment = edit.get(Commitment, promise_id).id
    return edit.put(CheckIn(id=edit.new_id(), commitment=commitment, day=edit.today, status=status, **taken))


def _latest(edit: Edit, promise_id: str) -> CheckIn | None:
    return max(edit.find(CheckIn, commitment=promise_id), key=lambda each: (each.day, each.id), default=None)
