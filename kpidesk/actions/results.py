"""What a person can do with goals, the results they become, their places on maps and their links."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain import wording
from kpidesk.domain.results import Goal, Layout, Link, LinkKind, Map, Placement, Result, Ring, Trace
from kpidesk.domain.wording import Refused

FARTHEST: Final = 1.5
"""How far from the centre a bubble may lie, as a share of the map's half width or height."""

Place = tuple[float, float]


def add(edit: Edit, map_id: str, ring_id: str, statement: str, at: Place | None = None) -> Result:
    """Add a result to a ring of a map.

    Args:
        edit: the open edit.
        map_id: the map.
        ring_id: the ring.
        statement: the result in words.
        at: where it lies, in shares of the map's half width and height; None draws it where there is room.

    Raises:
        Refused: the statement or the place cannot be taken.
    """
    words = wording.statement(statement)
    x, y = (None, None) if at is None else _place(at)
    ring, shown = edit.get(Ring, ring_id), edit.get(Map, map_id)
    result = edit.put(Result(id=edit.new_id(), code=edit.next_code("R"), statement=words, ring=ring.id))
    edit.put(Placement(id=edit.new_id(), map=shown.id, result=result.id, layout=Layout.RADIAL, x=x, y=y))
    return result


def rename(edit: Edit, result_id: str, statement: str) -> Result:
    """Give a result another statement.

    Raises:
        Refused: the statement cannot be taken.
    """
    return edit.put(replace(edit.get(Result, result_id), statement=wording.statement(statement)))


def change(edit: Edit, result_id: str, **given: object) -> Result:
    """Change a result's owner, audience, area, status or ring.

    Raises:
        Refused: a text is too long.
    """
    return edit.put(fields.changed(edit, Result, result_id, given, fixed={"statement"}))


def remove(edit: Edit, *result_ids: str) -> None:
    """Take results away with their links, places and traces.

    Raises:
        StillUsed: something that must stay refers to one of them.
    """
    fields.remove_all(edit, Result, result_ids)


def move(
    edit: Edit,
    map_id: str,
    places: Mapping[str, Place],
    rings: Mapping[str, str] | None = None,
    *,
    layout: Layout = Layout.RADIAL,
) -> None:
    """Put results in new places on a map, and some of them in other rings.

    Args:
        edit: the open edit.
        map_id: the map.
        places: the new place of each result moved; one that was not on the map is now.
        rings: the new ring of each result that changes it.
        layout: the way of laying out the map for which the places hold.

    Raises:
        Refused: a place is none.
    """
    shown = edit.get(Map, map_id)
    moved = {edit.get(Result, result_id).id: _place(place) for result_id, place in places.items()}
    ringed = [
        replace(edit.get(Result, result_id), ring=edit.get(Ring, ring_id).id)
        for result_id, ring_id in (rings or {}).items()
    ]
    there = {placement.result: placement for placement in edit.find(Placement, map=shown.id, layout=layout)}
    for result_id, (x, y) in moved.items():
        placement = there.get(result_id) or Placement(
            id=edit.new_id(), map=shown.id, result=result_id, layout=layout
        )
        edit.put(replace(placement, x=x, y=y))
    for result in ringed:
        edit.put(result)


def _place(at: Place) -> Place:
    if not all(math.isfinite(share) for share in at):
        raise Refused("There is no such place on the map.")
    x, y = (max(-FARTHEST, min(FARTHEST, float(share))) for share in at)
    return x, y


def link(edit: Edit, source_id: str, target_id: str, kind_id: str) -> Link:
    """Draw a link from one result to another.

    Raises:
        Refused: both are the same result, or they are linked like this already.
    """
    source, target = edit.get(Result, source_id), edit.get(Result, target_id)
    kind = edit.get(LinkKind, kind_id)
    _refuse_second(edit, source.id, target.id, kind)
    return edit.put(
        Link(
            id=edit.new_id(), code=edit.next_code("L"), source=source.id, target=target.id, kind=kind.id
        )
    )  # fmt: skip


def change_link(edit: Edit, link_id: str, **given: object) -> Link:
    """Change a link's kind, confidence, lag in months, rationale or status.

    Raises:
        Refused: the results are linked like this already, or a value cannot be taken.
    """
    before = edit.get(Link, link_id)
    after = fields.changed(edit, Link, link_id, given, lines={"rationale"}, fixed={"source", "target"})
    if after.kind != before.kind:
        _refuse_second(edit, after.source, after.target, edit.get(LinkKind, after.kind), except_for=link_id)
    return edit.put(after)


def turn(edit: Edit, link_id: str) -> Link:
    """Let a link lead the other way.

    Raises:
        Refused: a link like that is there already.
    """
    before = edit.get(Link, link_id)
    kind = edit.get(LinkKind, before.kind)
    _refuse_second(edit, before.target, before.source, kind, except_for=link_id)
    return edit.put(replace(before, source=before.target, target=before.source))


def unlink(edit: Edit, *link_ids: str) -> None:
    """Take links away."""
    fields.remove_all(edit, Link, link_ids)


def _refuse_second(
    edit: Edit, source_id: str, target_id: str, kind: LinkKind, except_for: str | None = None
) -> None:
    """Refuse a link to itself and one that is there; an undirected kind reads the same from both ends."""
    if source_id == target_id:
        raise Refused("A link joins two different results.")
    there = edit.find(Link, source=source_id, target=target_id, kind=kind.id)
    if not kind.directed:
        there += edit.find(Link, source=target_id, target=source_id, kind=kind.id)
    for other in there:
        if other.id != except_for:
            raise Refused("These two are linked like this already: {link}.", link=other.code)


_GOAL_LINES: Final = frozenset({"text", "outcome"})


def add_goal(edit: Edit, text: str, source: str = "") -> Goal:
    """Note a goal as it was found.

    Raises:
        Refused: no text, or one too long.
    """
    found = fields.fit(
        edit, Goal, {"text": text, "source": source}, lines=_GOAL_LINES, needed={"text": _goal_needs_words()}
    )
    return edit.put(Goal(id=edit.new_id(), code=edit.next_code("GL"), **found))


def reword_goal(edit: Edit, goal_id: str, text: str) -> Goal:
    """Correct the words of a goal.

    Raises:
        Refused: no text, or one too long.
    """
    return change_goal(edit, goal_id, text=text)


def change_goal(edit: Edit, goal_id: str, **given: object) -> Goal:
    """Change a goal's text, source, owner or outcome.

    Raises:
        Refused: a text cannot be taken.
    """
    needed = {"text": _goal_needs_words()}
    return edit.put(fields.changed(edit, Goal, goal_id, given, lines=_GOAL_LINES, needed=needed))


def remove_goal(edit: Edit, goal_id: str) -> None:
    """Take a goal away; the results that it became stay."""
    edit.remove(edit.get(Goal, goal_id))


def become(edit: Edit, goal_id: str, map_id: str, ring_id: str, statement: str) -> Result:
    """Turn a goal (or a part of it) into a new result, and keep the trace.

    Raises:
        Refused: the statement cannot be taken.
    """
    goal = edit.get(Goal, goal_id)
    result = add(edit, map_id, ring_id, statement)
    trace(edit, goal.id, result.id)
    return result


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


def _goal_needs_words() -> Refused:
    return Refused("A goal needs words. To take it off, remove it instead.")
