"""What a person can do with goals as they were found: test them, and turn them into results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.actions import fields, results
from kpidesk.desk.edits import Edit
from kpidesk.domain import wording
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import (
    Aside,
    AsideKind,
    Dismissal,
    Goal,
    Outcome,
    Result,
    Trace,
    Verdict,
    WordingTest,
)
from kpidesk.domain.wording import Refused

MOST_AT_ONCE: Final = 300
"""How many goals are taken in one go. A plan has dozens; more is a document that went astray."""

TEXT_LIMIT: Final = 1_000
"""Characters of a goal; what is longer is a page of a plan."""

_LINES: Final = frozenset({"text", "outcome"})


def add(edit: Edit, text: str, source: str = "", owner: str = "") -> Goal:
    """Note a goal as it was found.

    Raises:
        Refused: no text, or one too long.
    """
    _check_length(text)
    found = fields.fit(
        edit,
        Goal,
        {"text": text, "source": source, "owner": owner},
        lines=_LINES,
        needed={"text": _needs_words()},
    )
    return edit.put(Goal(id=edit.new_id(), code=edit.next_code("GL"), **found))


def add_many(edit: Edit, texts: Sequence[str], source: str = "") -> list[Goal]:
    """Note many goals at once; those that stand on the desk in the same words are left out.

    Raises:
        Refused: there are more than a plan can have, or one is too long.
    """
    if len(texts) > MOST_AT_ONCE:
        raise Refused(
            "These are {count} goals; at most {limit} are taken at once. Nothing was added: take the lines "
            "that are goals.",
            count=len(texts),
            limit=MOST_AT_ONCE,
        )
    there = {_same(goal.text) for goal in edit.find(Goal)}
    added = []
    for text in texts:
        if _same(text) not in there:
            there.add(_same(text))
            added.append(add(edit, text, source))
    return added


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def change(edit: Edit, goal_id: str, **given: object) -> Goal:
    """Change a goal's text, source, owner or outcome. Earlier wordings stay in the desk's history.

    Raises:
        Refused: a text cannot be taken.
    """
    _check_length(given.get("text"))
    return edit.put(fields.changed(edit, Goal, goal_id, given, lines=_LINES, needed={"text": _needs_words()}))


def remove(edit: Edit, *goal_ids: str) -> None:
    """Take goals away; the results that they became stay."""
    fields.remove_all(edit, Goal, goal_ids)


def become(edit: Edit, goal_id: str, map_id: str, ring_id: str, statement: str) -> Result:
    """Turn a goal (or a part of it) into a new result, and keep the trace.

    Raises:
        Refused: the statement cannot be taken.
    """
    goal = edit.get(Goal, goal_id)
    result = results.add(edit, map_id, ring_id, statement)
    trace(edit, goal.id, result.id)
    return result


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a goal that is split: a new result in a ring, or what it is instead."""

    text: str
    ring: str = ""
    kind: AsideKind | None = None


def split(edit: Edit, goal_id: str, map_id: str, parts: Sequence[Part]) -> list[Result]:
    """Turn a goal into several results in one go, and note which parts became something else.

    Args:
        edit: the open edit.
        goal_id: the goal.
        map_id: the map on which the results are put.
        parts: at least one; those with a ring become results.

    Raises:
        Refused: no part has words, or one cannot be taken.
    """
    goal, made = edit.get(Goal, goal_id), []
    wanted = [part for part in parts if part.text.strip()]
    if not wanted:
        raise Refused("Write at least one result that this goal becomes.")
    for part in wanted:
        if part.kind is None:
            made.append(become(edit, goal.id, map_id, part.ring, part.text))
        else:
            set_aside(edit, goal.id, part.kind, part.text)
    return made


def trace(edit: Edit, goal_id: str, result_id: str) -> Trace:
    """Note that a goal became (part of) a result that is there already."""
    goal, result = edit.get(Goal, goal_id), edit.get(Result, result_id)
    for there in edit.find(Trace, goal=goal.id, result=result.id):
        return there
    return edit.put(Trace(id=edit.new_id(), goal=goal.id, result=result.id))


def untrace(edit: Edit, goal_id: str, result_id: str) -> None:
    """Take back that a goal became a result."""
    for there in edit.find(Trace, goal=goal_id, result=result_id):
        edit.remove(there)


def set_aside(edit: Edit, goal_id: str, kind: AsideKind, text: str, measure_id: str | None = None) -> Aside:
    """Note that a part of a goal became an action, a target of a measure, or is parked.

    Raises:
        Refused: no text, or one too long.
    """
    given = {"goal": goal_id, "kind": kind, "text": text, "measure": measure_id}
    return edit.put(Aside(id=edit.new_id(), **fields.fit(edit, Aside, given, needed={"text": _needs_part()})))


def change_aside(edit: Edit, aside_id: str, **given: object) -> Aside:
    """Change what a part of a goal became.

    Raises:
        Refused: no text, or one too long.
    """
    return edit.put(
        fields.changed(edit, Aside, aside_id, given, needed={"text": _needs_part()}, fixed={"goal"})
    )


def remove_aside(edit: Edit, aside_id: str) -> None:
    """Forget what a part of a goal became."""
    edit.remove(edit.get(Aside, aside_id))


def judge(
    edit: Edit,
    subject_id: str,
    test: WordingTest,
    outcome: Outcome | None,
    *,
    reason: str = "",
    agreed_by: str = "",
) -> Verdict | None:
    """Note how a goal or result did in a test; None takes the verdict back.

    Raises:
        Refused: a text is too long.
    """
    there = next(iter(edit.find(Verdict, subject=subject_id, test=test)), None)
    if outcome is None:
        if there is not None:
            edit.remove(there)
        return None
    given = fields.fit(
        edit, Verdict, {"outcome": outcome, "reason": reason, "agreed_by": agreed_by}, lines={"reason"}
    )
    day: date = edit.now.date()
    return edit.put(
        Verdict(
            id=there.id if there else edit.new_id(), subject=_subject(edit, subject_id).id, test=test,
            decided_on=day, **given,
        )
    )  # fmt: skip


def dismiss(edit: Edit, subject_id: str, key: str) -> None:
    """Do not show a hint on a record again."""
    if not edit.find(Dismissal, subject=subject_id, key=key):
        edit.put(Dismissal(id=edit.new_id(), subject=_any(edit, subject_id).id, key=key))


def recall(edit: Edit, subject_id: str, key: str = "") -> None:
    """Show a hint on a record again, or all of them."""
    for each in edit.find(Dismissal, subject=subject_id):
        if key in {"", each.key}:
            edit.remove(each)


def _subject(edit: Edit, record_id: str) -> Record:
    found = (*edit.find(Goal, id=record_id), *edit.find(Result, id=record_id))
    if not found:
        raise KeyError(record_id)
    return found[0]


def _any(edit: Edit, record_id: str) -> Record:
    for kind in RECORDS:
        for found in edit.find(kind, id=record_id):
            return found
    raise KeyError(record_id)


def _check_length(text: object) -> None:
    cleaned = wording.clean(text) if isinstance(text, str) else ""
    if len(cleaned) > TEXT_LIMIT:
        raise Refused(
            "A goal has at most {limit} characters; “{begin} …” has {count}. Nothing was changed.",
            limit=TEXT_LIMIT,
            begin=" ".join(cleaned[:40].split()),
            count=len(cleaned),
        )


def _needs_words() -> Refused:
    return Refused("A goal needs words. To take it off, remove it instead.")


def _needs_part() -> Refused:
    return Refused("Say in a few words what this part of the goal became.")
