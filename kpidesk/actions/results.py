"""What a person can do with results and the links between them."""

from dataclasses import replace
from typing import Final

from kpidesk.actions import fields, maps
from kpidesk.actions.maps import Place
from kpidesk.desk.edits import Edit
from kpidesk.domain import wording
from kpidesk.domain.results import Layout, Link, LinkKind, LinkStatus, Map, Result, Ring
from kpidesk.domain.wording import Refused

_LINES: Final = frozenset({"off_strategy_reason"})
_LINK_LINES: Final = frozenset({"rationale"})


def add(
    edit: Edit,
    map_id: str,
    ring_id: str,
    statement: str,
    at: Place | None = None,
    *,
    layout: Layout = Layout.RADIAL,
) -> Result:
    """Add a result to a ring of a map.

    Args:
        edit: the open edit.
        map_id: the map.
        ring_id: the ring.
        statement: the result in words.
        at: where it lies, in shares of the map's half width and height; None draws it where there is room.
        layout: the layout of the map in which it lies there.

    Raises:
        Refused: the statement or the place cannot be taken.
    """
    words = wording.statement(statement)
    ring, shown = edit.get(Ring, ring_id), edit.get(Map, map_id)
    result = edit.put(Result(id=edit.new_id(), code=edit.next_code("R"), statement=words, ring=ring.id))
    maps.put(edit, shown.id, result.id, at, layout=layout)
    return result


def rename(edit: Edit, result_id: str, statement: str) -> Result:
    """Give a result another statement.

    Raises:
        Refused: the statement cannot be taken.
    """
    return edit.put(replace(edit.get(Result, result_id), statement=wording.statement(statement)))


def change(edit: Edit, result_id: str, **given: object) -> Result:
    """Change a result's owner, audience, area, status, ring, dots, or whether it is off strategy and why.

    Raises:
        Refused: a text is too long, a number of dots none.
    """
    return edit.put(fields.changed(edit, Result, result_id, given, lines=_LINES, fixed={"statement"}))


def remove(edit: Edit, *result_ids: str) -> None:
    """Take results away with their links, places and traces.

    Raises:
        StillUsed: something that must stay refers to one of them.
    """
    fields.remove_all(edit, Result, result_ids)


def link(edit: Edit, source_id: str, target_id: str, kind_id: str) -> Link:
    """Draw a link from one result to another.

    Raises:
        Refused: both are the same result, they are linked like this already, or one of them is gone.
    """
    for each in (source_id, target_id):
        if not edit.find(Result, id=each):
            raise Refused("One of these results is no longer there, so nothing was linked.")
    source, target = edit.get(Result, source_id), edit.get(Result, target_id)
    kind = edit.get(LinkKind, kind_id)
    _refuse_second(edit, source.id, target.id, kind)
    return edit.put(
        Link(
            id=edit.new_id(), code=edit.next_code("L"), source=source.id, target=target.id, kind=kind.id
        )
    )  # fmt: skip


def change_link(edit: Edit, link_id: str, **given: object) -> Link:
    """Change a link's kind, confidence, lag in months, rationale, status, or who proposed it when.

    Raises:
        Refused: the results are linked like this already, or a value cannot be taken.
    """
    before = edit.get(Link, link_id)
    after = fields.changed(edit, Link, link_id, given, lines=_LINK_LINES, fixed={"source", "target"})
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
        if other.id != except_for and other.status is LinkStatus.REJECTED:
            raise Refused(
                "{link} links these two like this and was rejected. "
                "It stands beside the result; agree again there.",
                link=other.code,
            )
        if other.id != except_for:
            raise Refused("These two are linked like this already: {link}.", link=other.code)
