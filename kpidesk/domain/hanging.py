"""Posters on walls: where each has room, and what overlaps or hangs over the end of its wall.

Lengths are in metres; a poster's place is its left edge, as one looks at the wall.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kpidesk.domain.walls import Hanging, Wall

DISTANCE: Final = 1.5
"""Between two posters, so that people can stand before each."""

_EDGE: Final = 0.3  # at the ends of a wall
_HAIR: Final = 0.005


@dataclass(frozen=True, slots=True)
class Span:
    """A poster on its wall, from its left to its right edge."""

    poster: str
    wall: str
    left: float
    right: float


def spans(hangings: Sequence[Hanging], wide: Mapping[str, float]) -> list[Span]:
    """Posters on walls from left to right; `wide` is how wide each poster is."""
    found = [
        Span(each.poster, each.wall, each.at, each.at + wide[each.poster])
        for each in hangings
        if each.poster in wide
    ]
    return sorted(found, key=lambda each: (each.wall, each.left, each.poster))


def in_the_way(found: Sequence[Span], walls: Mapping[str, Wall]) -> dict[str, str]:
    """Posters that do not hang well: `over` the end of the wall, or on top of an `other`; why by poster."""
    wrong: dict[str, str] = {}
    for each in found:
        if each.left < -_HAIR or each.right > walls[each.wall].length + _HAIR:
            wrong[each.poster] = "over"
    for one, other in pairwise(found):
        if one.wall == other.wall and other.left < one.right - _HAIR:
            wrong.setdefault(one.poster, "other")
            wrong.setdefault(other.poster, "other")
    return wrong


def hung_in_order(
    posters: Sequence[str], wide: Mapping[str, float], walls: Sequence[Wall], distance: float = DISTANCE
) -> dict[str, tuple[str, float]]:
    """Wall and place for posters in their order, wall after wall, as far apart as is wanted.

    Where all walls together are too short posters come closer, down to none between them; what has no
    room even then is not in the answer.
    """
    for apart in (distance, distance * 2 / 3, distance / 3, 0.1):
        found = _filled(posters, wide, walls, apart)
        if len(found) == len(posters):
            return _centred(found, wide, walls)
    return found


def _filled(
    posters: Sequence[str], wide: Mapping[str, float], walls: Sequence[Wall], apart: float
) -> dict[str, tuple[str, float]]:
    found: dict[str, tuple[str, float]] = {}
    waiting = list(posters)
    for wall in walls:
        at = min(_EDGE, wall.length / 10)
        end = wall.length - at
        while waiting and at + wide[waiting[0]] <= end + _HAIR:
            poster = waiting.pop(0)
            found[poster] = (wall.id, round(at, 2))
            at += wide[poster] + apart
    return found


def _centred(
    found: Mapping[str, tuple[str, float]], wide: Mapping[str, float], walls: Sequence[Wall]
) -> dict[str, tuple[str, float]]:
    """The same with what is free of each wall left at both ends alike."""
    moved: dict[str, tuple[str, float]] = {}
    for wall in walls:
        own = {poster: at for poster, (key, at) in found.items() if key == wall.id}
        if own:
            first = min(own.values())
            last = max(at + wide[poster] for poster, at in own.items())
            shift = (wall.length - (last - first)) / 2 - first
            moved |= {poster: (wall.id, round(at + shift, 2)) for poster, at in own.items()}
    return moved
