"""New places for the bubbles of a map, so that links can be followed.

Rings are ranks: a bubble stays in its band. First each gets a seat near what it is linked with
(`map_seats`), then small moves improve the map (`map_search`), and at last what still lies on another is
moved to the nearest free place. No two of the moved bubbles overlap where the bands have room for all.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from kpidesk.domain.results import Layout
from kpidesk.drawing.map_bubbles import GAP, NARROWEST, SIZES, Band, Bubble, scaled
from kpidesk.drawing.map_ground import Ground
from kpidesk.drawing.map_links import Point
from kpidesk.drawing.map_names import usual_names
from kpidesk.drawing.map_place import Crowd, along, directions
from kpidesk.drawing.map_scene import Scene, type_size
from kpidesk.drawing.map_search import Board, search
from kpidesk.drawing.map_seats import FOOT, MARGIN, NAME_TALL, seat
from kpidesk.drawing.picture import Box

# What lies between two bubbles, as shares of the usual gap: at first, and where there is little room.
_GAPS: Final = (1.0, 0.6)
# How many comparisons of two things the search may take; large maps are only seated.
_WORK: Final = 3_000_000
_LARGE: Final = 200


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be tidied: bubbles at full size, who may move, and where the others lie."""

    base: Ground
    full: Mapping[str, Bubble]
    free: Sequence[str]
    fixed: Mapping[str, Point]
    links: Sequence[tuple[str, str]]
    solid: Sequence[Box]

    def neighbours(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {key: [] for key in self.full}
        for a, b in self.links:
            found[a].append(b)
            found[b].append(a)
        return found


def tidy(drawn: Scene, still: Collection[str] = ()) -> dict[str, Point]:
    """Places (mm of the scene's plane) for all results but those that are still, which do not move.

    Found on the narrowest plane, so that nothing overlaps on any.
    """
    task = _task(drawn, still)
    if not task.free:
        return {}
    size, places = _seated(task, _wanted(task), _first_size(task))
    for moves in _rounds(task):
        places = _settled(task, _searched(task, places, SIZES[size], moves), SIZES[size])
        now = _size(task, places)
        if now == size:
            break
        size = now
    wide, tall = drawn.plane.x / NARROWEST.x, drawn.plane.y / NARROWEST.y
    return {key: (x * wide, y * tall) for key, (x, y) in places.items()}


def _task(drawn: Scene, still: Collection[str]) -> _Task:
    wide, tall = NARROWEST.x / drawn.plane.x, NARROWEST.y / drawn.plane.y
    base = replace(drawn.ground, plane=NARROWEST)
    pairs = ((curve.link.source, curve.link.target) for curve in drawn.curves)
    return _Task(
        base,
        drawn.full,
        [key for key in drawn.full if key not in still],
        {key: (each.x * wide, each.y * tall) for key, each in drawn.bubbles.items() if key in still},
        list(dict.fromkeys((min(pair), max(pair)) for pair in pairs)),
        [
            *((box[0] * wide, box[1] * tall, box[2] * wide, box[3] * tall) for box in drawn.obstacles),
            *usual_names(base),
        ],
    )


def _rounds(task: _Task) -> tuple[int, ...]:
    """How many moves are tried in each round; a further one takes place when the type size changed."""
    count = len(task.full)
    moves = int(_WORK * max(0.0, 1 - count / _LARGE) / (6 * count + 6 * len(task.links) + 1))
    return moves, moves // 4, moves // 4, 0


def _size(task: _Task, places: Mapping[str, Point]) -> int:
    """Where in SIZES the type size stands at which a map with these places is drawn."""
    everything = {**task.fixed, **places}
    return type_size([*task.full.values()], everything, task.base.plane)


def _first_size(task: _Task) -> int:
    """The type size at which the fullest band is half full."""
    room: dict[int, float] = {}
    for each in task.full.values():
        room[each.position] = room.get(each.position, 0.0) + (each.width + GAP) * (each.height + GAP)
    plane, radial = task.base.plane, task.base.layout is Layout.RADIAL
    fullest = 0.0
    for band in task.base.bands:
        share = (band.outer**2 - band.inner**2) * math.pi / 4 if radial else band.outer - band.inner
        fullest = max(fullest, room.get(band.ring.position, 0.0) / (share * plane.x * plane.y * 4))
    return next((n for n, size in enumerate(SIZES) if size * size * fullest < 0.62), len(SIZES) - 1)


def _wanted(task: _Task) -> dict[str, Point]:
    """Where each bubble wants to lie: in the direction of what it is linked with."""
    base, full = task.base, [*task.full.values()]
    bands = {band.ring.position: band for band in base.bands}
    plane = base.plane
    if base.layout is Layout.LAYERED:
        across = along(full, task.neighbours(), task.fixed, plane)
        return {
            key: base.towards(across[key], 0.0, bands[task.full[key].position]) for key in task.free
        }  # fmt: skip
    angles = directions(full, task.neighbours(), task.fixed, plane)
    found = {}
    for key in task.free:
        band = bands[task.full[key].position]
        radius = (band.inner + band.outer) / 2 if band.inner else band.outer * 0.6
        found[key] = math.cos(angles[key]) * radius * plane.x, math.sin(angles[key]) * radius * plane.y
    return found


def _seated(task: _Task, wanted: Mapping[str, Point], first: int) -> tuple[int, dict[str, Point]]:
    """Seats at the largest type size from `first` on at which there are enough."""
    for number in range(first, len(SIZES)):
        size = SIZES[number]
        free = sorted(
            (scaled(task.full[key], size) for key in task.free),
            key=lambda each: (-each.width, each.result.code),
        )
        taken = [*task.solid, *(_box(task.full[key], at, size) for key, at in task.fixed.items())]
        for share in _GAPS:
            found = seat(free, task.base, wanted, taken, GAP * size * share)
            if found is not None:
                return number, found
    return len(SIZES) - 1, dict(wanted)


def _box(each: Bubble, at: Point, size: float, by: float = 0.0) -> Box:
    wide, tall = each.width * size / 2 + by, each.height * size / 2 + by
    return at[0] - wide, at[1] - tall, at[0] + wide, at[1] + tall


def _searched(task: _Task, places: Mapping[str, Point], size: float, moves: int) -> dict[str, Point]:
    """Places after so many small moves."""
    if not moves:
        return dict(places)
    keys = [*task.full]
    number = {key: n for n, key in enumerate(keys)}
    everything = {**task.fixed, **places}
    halves = [(task.full[key].width * size / 2, task.full[key].height * size / 2) for key in keys]
    links = [(number[a], number[b]) for a, b in task.links]
    board = Board([everything[key] for key in keys], halves, links, task.solid, size)
    free = [number[key] for key in task.free]
    bands = [task.full[key].position for key in keys]
    shift, allowed = _shifting(task, size, halves, bands)
    search(board, free, bands, shift, allowed, moves)
    return {key: (board.x[number[key]], board.y[number[key]]) for key in task.free}


def _shifting(
    task: _Task, size: float, halves: Sequence[Point], positions: Sequence[int]
) -> tuple[
    Callable[[int, float, float, float, Random], Point], Callable[[int, float, float], bool]
]:  # fmt: skip
    """How a bubble may be shifted in its band, and whether it may lie at a place."""
    base, plane = task.base, task.base.plane
    bands = {band.ring.position: band for band in base.bands}
    radial = base.layout is Layout.RADIAL
    lanes = {} if radial else {position: _lanes(task, band, size) for position, band in bands.items()}

    def shift(v: int, x: float, y: float, warm: float, chance: Random) -> Point:
        band, far = bands[positions[v]], chance.random() < 0.35 * warm
        if radial:
            if far:
                turn = chance.random() * math.tau
                radius = math.sqrt(band.inner**2 + (band.outer**2 - band.inner**2) * chance.random())
                return math.cos(turn) * radius * plane.x, math.sin(turn) * radius * plane.y
            reach = 12 + 90 * warm
            return x + chance.gauss(0, reach), y + chance.gauss(0, reach * 0.6)
        mine = lanes[positions[v]]
        lane = mine[chance.randrange(len(mine))] if len(mine) > 1 and chance.random() < 0.3 else y
        return (chance.uniform(-plane.x, plane.x) if far else x + chance.gauss(0, 12 + 90 * warm)), lane

    def allowed(v: int, x: float, y: float) -> bool:
        wide, tall = halves[v]
        return _within(base, bands[positions[v]], x, y, wide, tall)

    return shift, allowed


def _lanes(task: _Task, band: Band, size: float) -> list[float]:
    """Heights in a stripe on which bubbles may lie: those of its rows and half way between them."""
    top, bottom = task.base.span(band)
    tall = max(
        (each.height * size for each in task.full.values() if each.position == band.ring.position),
        default=1.0,
    )
    first, last = top + NAME_TALL + tall / 2, bottom - FOOT - tall / 2
    count = max(int((last - first) // ((tall + GAP * size) / 2)), 0)
    if not count:
        return [(first + last) / 2]
    return [first + (last - first) * number / count for number in range(count + 1)]


def _within(base: Ground, band: Band, x: float, y: float, wide: float, tall: float) -> bool:
    """Whether a bubble lies well inside its band."""
    plane = base.plane
    if abs(x) + wide > plane.x - 1 or abs(y) + tall > plane.y - 1:
        return False
    if base.layout is Layout.LAYERED:
        top, bottom = base.span(band)
        return top + NAME_TALL * 0.3 <= y - tall and y + tall <= bottom - FOOT * 0.3
    share = math.hypot(x / plane.x, y / plane.y)
    return (band.inner + MARGIN if band.inner else 0.0) <= share <= band.outer - MARGIN


def _settled(task: _Task, places: Mapping[str, Point], size: float) -> dict[str, Point]:
    """Places without overlap: what lies on another goes to the nearest place that is free."""
    bands = {band.ring.position: band for band in task.base.bands}
    gap = GAP * size * 0.5
    crowd = Crowd([_box(task.full[key], at, size) for key, at in task.fixed.items()])
    names = Crowd(task.solid)
    found: dict[str, Point] = {}
    waiting = []
    for key in sorted(places, key=lambda key: (-task.full[key].width * task.full[key].height, key)):
        box = _box(task.full[key], places[key], size)
        if crowd.is_free(box, gap) and names.is_free(box, 0.0):
            crowd.add(box)
            found[key] = places[key]
        else:
            waiting.append(key)
    for key in waiting:
        each = task.full[key]
        band = bands[each.position]
        at = _nearest(task.base, band, each, places[key], size, (crowd, names), gap)
        found[key] = at
        crowd.add(_box(each, at, size))
    return {key: found[key] for key in places}


def _nearest(
    base: Ground, band: Band, each: Bubble, near: Point, size: float, taken: tuple[Crowd, Crowd], gap: float
) -> Point:
    """The nearest free place in a band, on a spiral; where it wants to be if there is none."""
    wide, tall = each.width * size / 2, each.height * size / 2
    for least in (gap, gap * 0.3):
        for step in range(1200):
            far, turn = 7.0 * size * math.sqrt(step), step * 2.39996
            at = near[0] + far * math.cos(turn) * 1.5, near[1] + far * math.sin(turn)
            box = _box(replace(each), at, size)
            if (
                _within(base, band, *at, wide, tall)
                and taken[0].is_free(box, least)
                and taken[1].is_free(box, 0.0)
            ):
                return at
    return near
