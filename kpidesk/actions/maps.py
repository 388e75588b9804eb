"""What a person can do with maps: the results on one, where they lie, and the kinds of links there are."""

import math
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.results import Layout, LinkKind, LinkRole, Map, Placement, Result, Ring
from kpidesk.domain.wording import Refused

FARTHEST: Final = 1.5
"""How far from the centre a bubble may lie, as a share of the map's half width or height."""

LONGEST_MARK: Final = 2

Place = tuple[float, float]


def add(edit: Edit, name: str, subtitle: str = "", *, result_ids: Collection[str] = ()) -> Map:
    """Begin another map, of a department or a partner for instance; results may be on several maps.

    Raises:
        Refused: no name, or one too long.
    """
    given = fields.fit(edit, Map, {"name": name, "subtitle": subtitle}, needed={"name": _needs_name()})
    begun = edit.put(Map(id=edit.new_id(), **given))
    show(edit, begun.id, result_ids)
    return begun


def change(edit: Edit, map_id: str, **given: object) -> Map:
    """Change a map's name, subtitle, or the layout in which it is looked at.

    Raises:
        Refused: no name, or a text too long.
    """
    return edit.put(fields.changed(edit, Map, map_id, given, needed={"name": _needs_name()}))


def remove(edit: Edit, map_id: str) -> None:
    """Take a map away; its results stay on the desk.

    Raises:
        Refused: it is the last one, or results would be on no map any more.
        StillUsed: a poster shows it.
    """
    gone = edit.get(Map, map_id)
    if len(edit.find(Map)) == 1:
        raise Refused("This is the desk's only map, so it stays.")
    elsewhere = {each.result for each in edit.find(Placement) if each.map != gone.id}
    lost = {each.result for each in edit.find(Placement, map=gone.id)} - elsewhere
    if lost:
        codes = ", ".join(sorted(edit.get(Result, each).code for each in lost))
        raise Refused("These results are on no other map: {codes}. Put them on one first.", codes=codes)
    edit.remove(gone)


def put(
    edit: Edit, map_id: str, result_id: str, at: Place | None = None, *, layout: Layout = Layout.RADIAL
) -> None:
    """Put a result on a map; without a place it is drawn where there is room.

    Raises:
        Refused: the place is none.
    """
    x, y = (None, None) if at is None else _place(at)
    there = edit.find(Placement, map=map_id, result=result_id, layout=layout)
    found = there[0] if there else Placement(id=edit.new_id(), map=map_id, result=result_id, layout=layout)
    edit.put(replace(found, x=x, y=y))


def show(edit: Edit, map_id: str, result_ids: Collection[str]) -> None:
    """Put results that are on other maps on this one, too."""
    shown = edit.get(Map, map_id)
    there = {each.result for each in edit.find(Placement, map=shown.id)}
    for result_id in dict.fromkeys(result_ids):
        if result_id not in there:
            put(edit, shown.id, edit.get(Result, result_id).id)


def take_off(edit: Edit, map_id: str, *result_ids: str) -> None:
    """Take results off a map; they stay on the others.

    Raises:
        Refused: one of them would be on no map any more.
    """
    for result_id in dict.fromkeys(result_ids):
        result = edit.get(Result, result_id)
        placed = edit.find(Placement, result=result.id)
        if all(each.map == map_id for each in placed):
            raise Refused("{code} is on no other map. Remove it, or put it on one first.", code=result.code)
        for each in placed:
            if each.map == map_id:
                edit.remove(each)


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
    there = {each.result: each for each in edit.find(Placement, map=shown.id, layout=layout)}
    for result_id, (x, y) in moved.items():
        found = there.get(result_id) or Placement(
            id=edit.new_id(), map=shown.id, result=result_id, layout=layout
        )
        edit.put(replace(found, x=x, y=y))
    for result in ringed:
        edit.put(result)


def pin(
    edit: Edit, map_id: str, places: Mapping[str, Place], *, pinned: bool, layout: Layout = Layout.RADIAL
) -> None:
    """Pin results where they lie, so that tidying never moves them, or let them go.

    Args:
        edit: the open edit.
        map_id: the map.
        places: where each of the results lies; a bubble that found its place by itself gets it for good.
        pinned: whether they are to stay.
        layout: the layout in which they lie there.

    Raises:
        Refused: a place is none.
    """
    move(edit, map_id, places, layout=layout)
    for each in edit.find(Placement, map=map_id, layout=layout):
        if each.result in places:
            edit.put(replace(each, pinned=pinned))


def _place(at: Place) -> Place:
    if not all(math.isfinite(share) for share in at):
        raise Refused("There is no such place on the map.")
    x, y = (max(-FARTHEST, min(FARTHEST, float(share))) for share in at)
    return x, y


def add_kind(edit: Edit, name: str, **given: object) -> LinkKind:
    """Add a kind of link with its name, meaning, direction, line pattern and mark.

    Raises:
        Refused: no name, one that is taken, or a mark of more than two characters.
    """
    fitted = fields.fit(
        edit, LinkKind, {"name": name, **given}, needed={"name": _needs_name()}, fixed={"key", "role"}
    )
    return edit.put(
        _checked(edit, LinkKind(id=(new := edit.new_id()), key=new, role=LinkRole.OTHER, **fitted))
    )


def change_kind(edit: Edit, kind_id: str, **given: object) -> LinkKind:
    """Change a kind's name, meaning, direction, line pattern or mark; what the rules read from it stays.

    Raises:
        Refused: see add_kind.
    """
    after = fields.changed(
        edit, LinkKind, kind_id, given, needed={"name": _needs_name()}, fixed={"key", "role"}
    )
    return edit.put(_checked(edit, after))


def remove_kind(edit: Edit, kind_id: str) -> None:
    """Take a kind of link away that a person added and no link is of.

    Raises:
        Refused: the rules rely on the kind.
        StillUsed: there are links of it.
    """
    kind = edit.get(LinkKind, kind_id)
    if kind.role is not LinkRole.OTHER:
        raise Refused("The map's checks rely on “{name}”, so it stays. It can be renamed.", name=kind.name)
    edit.remove(kind)


def _checked(edit: Edit, kind: LinkKind) -> LinkKind:
    if len(kind.mark) > LONGEST_MARK:
        raise Refused("A mark has at most {limit} characters, so that it fits the line.", limit=LONGEST_MARK)
    for other in edit.find(LinkKind):
        if other.id != kind.id and other.name.casefold() == kind.name.casefold():
            raise Refused("There is a kind of link with this name already: {name}.", name=other.name)
    return kind


def _needs_name() -> Refused:
    return Refused("A name is needed here.")
