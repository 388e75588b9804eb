"""What a person can do with the walls of a gallery: measure them, hang posters, print what hangs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.gallery import Poster
from kpidesk.domain.walls import Hanging, Wall
from kpidesk.domain.wording import Refused

LONGEST: Final = 500.0
"""Metres of a wall."""


def add(edit: Edit, gallery_id: str, name: str, length: float = 6.0) -> Wall:
    """Add a wall after the others; on the floor plan it stands below them.

    Raises:
        Refused: it has no name, or no length that a wall can have.
    """
    there = edit.find(Wall, gallery=gallery_id)
    low = max((max(each.y, each.to_y) for each in there), default=-2.0) + 2.0
    last = max((each.place for each in there), default=0.0)
    return edit.put(
        Wall(
            id=edit.new_id(), gallery=gallery_id, name=fields.text(name, needed=_needs_name()),
            length=_length(length), place=last + 1, x=0.0, y=low, to_x=_length(length), to_y=low,
        )
    )  # fmt: skip


def room(edit: Edit, gallery_id: str, wide: float, deep: float, names: tuple[str, str, str, str]) -> None:
    """Put four walls around a room, clockwise from the one at the top of the plan.

    Raises:
        Refused: a length is none that a wall can have.
    """
    w, d = _length(wide), _length(deep)
    corners = ((0.0, 0.0), (w, 0.0), (w, d), (0.0, d), (0.0, 0.0))
    there = len(edit.find(Wall, gallery=gallery_id))
    for at, name in enumerate(names):
        (x, y), (to_x, to_y) = corners[at], corners[at + 1]
        edit.put(
            Wall(
                id=edit.new_id(), gallery=gallery_id, name=fields.text(name, needed=_needs_name()),
                length=w if at % 2 == 0 else d, place=float(there + at + 1), x=x, y=y, to_x=to_x, to_y=to_y,
            )
        )  # fmt: skip


def change(edit: Edit, wall_id: str, **given: object) -> Wall:
    """Change a wall's name, length or line on the floor plan.

    A line that was as long as the wall stays so when the length changes.

    Raises:
        Refused: it has no name, or no length that a wall can have.
    """
    before = edit.get(Wall, wall_id)
    after = fields.changed(
        edit, Wall, wall_id, given, needed={"name": _needs_name()}, fixed={"gallery", "place"}
    )
    after = replace(after, length=_length(after.length))
    if after.length != before.length and not {"x", "y", "to_x", "to_y"} & given.keys():
        grown = after.length / before.length
        after = replace(
            after, to_x=before.x + (before.to_x - before.x) * grown,
            to_y=before.y + (before.to_y - before.y) * grown,
        )  # fmt: skip
    return edit.put(after)


def remove(edit: Edit, wall_id: str) -> None:
    """Take a wall away; its posters hang nowhere then."""
    edit.remove(edit.get(Wall, wall_id))


def hang(edit: Edit, poster_id: str, wall_id: str, at: float) -> Hanging:
    """Hang a poster on a wall, its left edge so many metres from the left end.

    Raises:
        Refused: the place is none on a wall of its gallery.
    """
    wall = edit.get(Wall, wall_id)
    if edit.get(Poster, poster_id).gallery != wall.gallery:
        raise Refused("The poster belongs to another gallery.")
    place = round(min(max(fields.finite(at), 0.0), wall.length), 2)
    for there in edit.find(Hanging, poster=poster_id):
        return edit.put(replace(there, wall=wall_id, at=place))
    return edit.put(Hanging(id=edit.new_id(), poster=poster_id, wall=wall_id, at=place))


def hang_all(edit: Edit, places: Mapping[str, tuple[str, float]]) -> None:
    """Hang posters where `places` says: wall and place by the poster's id."""
    for poster, (wall, at) in places.items():
        hang(edit, poster, wall, at)


def take_down(edit: Edit, poster_id: str) -> None:
    """Let a poster hang nowhere."""
    for there in edit.find(Hanging, poster=poster_id):
        edit.remove(there)


def _length(metres: float) -> float:
    found = fields.finite(metres)
    if not 0.2 <= found <= LONGEST:
        raise Refused("A wall is between {low} and {high} metres long.", low=0.2, high=int(LONGEST))
    return round(found, 2)


def _needs_name() -> Refused:
    return Refused("A wall needs a name.")
