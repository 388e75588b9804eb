"""Assessments: sets of items, sessions in which people rate them, what they agree on and will do."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from kpidesk.actions import commitments, fields, voting
from kpidesk.desk.edits import Edit
from kpidesk.domain.assessment_figures import items_of
from kpidesk.domain.assessment_supplied import SuppliedSet, records_of
from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentKind, AssessmentSet, Score
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.voting import Criterion, Rating, numbers_typed
from kpidesk.domain.wording import Refused

MOST_ITEMS: Final = 500
MOST_STEPS: Final = 10
MODULES: Final = 7
_LINES: Final = frozenset({"purpose"})
_ITEM_LINES: Final = frozenset({"poor", "good", "hint"})

# -- sets


def take_up(edit: Edit, supplied: SuppliedSet) -> AssessmentSet:
    """Make a supplied set one of the desk's own.

    Raises:
        Refused: the desk has a set of this name.
    """
    _free_name(edit, supplied.name)
    made, items = records_of(supplied, edit.new_id)
    for each in items:
        edit.put(each)
    return edit.put(made)


def add_set(
    edit: Edit, name: str, labels: Iterable[str], low: int = 1, items: Iterable[Mapping[str, Any]] = ()
) -> AssessmentSet:
    """Write a set of one's own; `items` are fields of its items, of which each needs a `text`.

    Raises:
        Refused: it has no name or one that is there already, a scale that cannot be used, or too many items.
    """
    given = {"name": name, "labels": tuple(labels), "low": low}
    taken = fields.fit(edit, AssessmentSet, given, needed={"name": _needs_name()})
    _free_name(edit, taken["name"])
    made = edit.put(_checked(AssessmentSet(id=edit.new_id(), kind=AssessmentKind.OWN, **taken)))
    for each in items:
        add_item(edit, made.id, **each)
    return made


def change_set(edit: Edit, set_id: str, **given: object) -> AssessmentSet:
    """Change any of a set's fields.

    Raises:
        Refused: a value cannot be taken, or the scale would change under what was rated on it.
    """
    before = edit.get(AssessmentSet, set_id)
    after = fields.changed(
        edit, AssessmentSet, set_id, given, lines=_LINES, needed={"name": _needs_name()}, fixed={"kind"}
    )
    if after.name != before.name:
        _free_name(edit, after.name)
    if after.steps != before.steps and _rated(edit, set_id):
        raise Refused("This set has been rated. Copy it, and give the copy another scale.")
    return edit.put(_checked(after))


def copy_set(edit: Edit, set_id: str, name: str) -> AssessmentSet:
    """Copy a set with its items, without its sessions.

    Raises:
        Refused: the name is missing or there already.
    """
    before = edit.get(AssessmentSet, set_id)
    taken = fields.text(name, needed=_needs_name())
    _free_name(edit, taken)
    made = edit.put(replace(before, id=edit.new_id(), name=taken, kind=AssessmentKind.OWN))
    for each in items_of(edit, set_id):
        edit.put(replace(each, id=edit.new_id(), set=made.id))
    return made


def remove_set(edit: Edit, set_id: str) -> None:
    """Take a set away, with its sessions."""
    edit.remove(edit.get(AssessmentSet, set_id))


def add_item(edit: Edit, set_id: str, **given: object) -> AssessmentItem:
    """Add an item below the others; sessions that are open get it, too.

    Raises:
        Refused: it says nothing, or there are too many.
    """
    set_ = edit.get(AssessmentSet, set_id)
    there = items_of(edit, set_.id)
    if len(there) >= MOST_ITEMS:
        raise Refused("A set has at most {limit} items.", limit=MOST_ITEMS)
    taken = fields.fit(
        edit, AssessmentItem, given, lines=_ITEM_LINES, needed={"text": _needs_text()},
        fixed={"set", "number"},
    )  # fmt: skip
    if not taken.get("text"):
        raise _needs_text()
    number = there[-1].number + 1 if there else 1
    made = edit.put(_module(AssessmentItem(id=edit.new_id(), set=set_.id, number=number, **taken)))
    for each in edit.find(Assessment, set=set_.id):
        if each.closed_on is None:
            edit.put(Score(id=edit.new_id(), assessment=each.id, item=made.id))
    return made


def change_item(edit: Edit, item_id: str, **given: object) -> AssessmentItem:
    """Change any of an item's texts, its section or module.

    Raises:
        Refused: it would say nothing, or a value cannot be taken.
    """
    after = fields.changed(
        edit, AssessmentItem, item_id, given, lines=_ITEM_LINES, needed={"text": _needs_text()},
        fixed={"set", "number"},
    )  # fmt: skip
    return edit.put(_module(after))


def remove_item(edit: Edit, item_id: str) -> None:
    """Take an item away, with what it was rated; those below move up."""
    gone = edit.get(AssessmentItem, item_id)
    edit.remove(gone)
    for number, each in enumerate(items_of(edit, gone.set), 1):
        if each.number != number:
            edit.put(replace(each, number=number))


def _needs_name() -> Refused:
    return Refused("A set needs a name.")


def _needs_text() -> Refused:
    return Refused("Say what is rated, or remove the item.")


def _free_name(edit: Edit, name: str) -> None:
    if any(each.name.casefold() == name.casefold() for each in edit.find(AssessmentSet)):
        raise Refused("The desk has a set called “{name}” already.", name=name)


def _checked(set_: AssessmentSet) -> AssessmentSet:
    if not 2 <= set_.steps <= MOST_STEPS:
        raise Refused("A scale has from 2 to {limit} steps, each with a word.", limit=MOST_STEPS)
    if set_.low not in {0, 1}:
        raise Refused("A scale begins with 0 or 1.")
    if set_.low + set_.steps - 1 > MOST_STEPS:
        raise Refused("A scale ends with {limit} at most.", limit=MOST_STEPS)
    return set_


def _module(item: AssessmentItem) -> AssessmentItem:
    if not 0 <= item.module <= MODULES:
        raise Refused("A whole number from {low} to {high} is wanted here.", low=0, high=MODULES)
    return item


def _rated(edit: Edit, set_id: str) -> bool:
    sessions = [each.id for each in edit.find(Assessment, set=set_id)]
    scores = [score for each in sessions for score in edit.find(Score, assessment=each)]
    agreed = any(each.agreed is not None for each in scores)
    return agreed or any(edit.find(Rating, item=each.id) for each in scores)


# -- sessions


def begin(edit: Edit, set_id: str, on: date, community: str | None = None) -> Assessment:
    """Begin a session of a set, in a community or in the organisation (None).

    Raises:
        Refused: the set has no items, or one of its sessions is still open there.
    """
    set_ = edit.get(AssessmentSet, set_id)
    items = items_of(edit, set_.id)
    if not items:
        raise Refused("This set has no items yet.")
    if any(each.closed_on is None for each in edit.find(Assessment, set=set_.id, community=community)):
        raise Refused("A session of this set is open. Close it first.")
    taken = fields.fit(edit, Assessment, {"set": set_.id, "community": community, "on": on})
    made = edit.put(Assessment(id=edit.new_id(), **taken))
    for each in items:
        edit.put(Score(id=edit.new_id(), assessment=made.id, item=each.id))
    return made


def change_session(edit: Edit, session_id: str, **given: object) -> Assessment:
    """Change the day of a session, how many people took part, or what is noted about it.

    Raises:
        Refused: a value cannot be taken.
    """
    return edit.put(
        fields.changed(
            edit, Assessment, session_id, given, lines={"note"}, fixed={"set", "community", "closed_on"}
        )
    )


def close(edit: Edit, session_id: str) -> Assessment:
    """Close a session: it is compared with from now on, and the next one can begin."""
    return edit.put(replace(edit.get(Assessment, session_id), closed_on=edit.today))


def reopen(edit: Edit, session_id: str) -> Assessment:
    """Open a session again.

    Raises:
        Refused: another session of the set is open there.
    """
    session = edit.get(Assessment, session_id)
    others = edit.find(Assessment, set=session.set, community=session.community)
    if any(each.closed_on is None and each.id != session_id for each in others):
        raise Refused("A session of this set is open. Close it first.")
    return edit.put(replace(session, closed_on=None))


def remove_session(edit: Edit, session_id: str) -> None:
    """Take a session away, with all that was rated in it."""
    edit.remove(edit.get(Assessment, session_id))


# -- rating


def _open(edit: Edit, score_id: str) -> Score:
    score = edit.get(Score, score_id)
    if edit.get(Assessment, score.assessment).closed_on is not None:
        raise Refused("This session is closed. Open it again to change what it came to.")
    return score


def agree(edit: Edit, score_id: str, shown: int | None) -> Score:
    """Note the step that the group agreed on, as the number that people see; None takes it back.

    Raises:
        Refused: the scale has no such number, or the session is closed.
    """
    score = _open(edit, score_id)
    step = None if shown is None else _step(_set_of(edit, score), shown)
    return edit.put(replace(score, agreed=step, not_relevant=score.not_relevant and step is None))


def leave_out(edit: Edit, score_id: str, *, irrelevant: bool) -> Score:
    """Say that an item is not relevant here, or that it is.

    Raises:
        Refused: the session is closed.
    """
    score = _open(edit, score_id)
    return edit.put(replace(score, not_relevant=irrelevant, agreed=None if irrelevant else score.agreed))


def note_evidence(edit: Edit, score_id: str, text: str) -> Score:
    """Note what shows it.

    Raises:
        Refused: the text is too long.
    """
    return edit.put(fields.changed(edit, Score, score_id, {"evidence": text}, lines={"evidence"}))


def rate_openly(edit: Edit, score_id: str, typed: str) -> None:
    """Write down what several people gave, as typed, such as 3 4 4; what was there before is replaced.

    The numbers are sorted, so that their order does not tell who gave which.

    Raises:
        Refused: something is no number of the scale, or the session is closed.
    """
    score = _open(edit, score_id)
    set_ = _set_of(edit, score)
    given = [_step(set_, each) for each in numbers_typed(typed, set_.steps)]
    voting.rate(edit, score.id, Criterion.SCORE, sorted(given), set_.steps)


def act(edit: Edit, score_id: str, what: str) -> Commitment:
    """Promise what will be done about an item.

    Raises:
        Refused: nothing is promised.
    """
    session = edit.get(Assessment, edit.get(Score, score_id).assessment)
    made = commitments.promise(edit, what)
    return commitments.change_promise(edit, made.id, score=score_id, community=session.community)


def _set_of(edit: Edit, score: Score) -> AssessmentSet:
    return edit.get(AssessmentSet, edit.get(Assessment, score.assessment).set)


def _step(set_: AssessmentSet, shown: int) -> int:
    step = shown - set_.low + 1
    if not 1 <= step <= set_.steps:
        raise Refused(
            "This scale goes from {low} to {high}; {number} is not on it.",
            low=set_.low, high=set_.low + set_.steps - 1, number=shown,
        )  # fmt: skip
    return step
