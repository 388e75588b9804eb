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
from kpidesk.drawing.map_labels import label_size
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
# How much of a link is seen beside its mark (mm at full type size).
_SEEN: Final = 17.0
# The least that lies between two bubbles, as a share of the usual gap.
_LEAST: Final = 0.5
_SEEDS: Final = 500
# Where the legend stands on paper, which a map tidied on the screen has to leave free as well.
_LEGEND: Final = ((-NARROWEST.x, 0.47 * NARROWEST.y, -0.66 * NARROWEST.x, NARROWEST.y),)
# How far bubbles are drawn together where no size fits its places.
_SQUEEZES: Final = (1.0, 0.75, 0.5, 0.25, 0.0)
_PUSHES: Final = 60
_TINY: Final = 1e-6


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be tidied: bubbles at full size, who may move, and where the others lie."""

    base: Ground
    full: Mapping[str, Bubble]
    free: Sequence[str]
    fixed: Mapping[str, Point]
    links: Mapping[tuple[str, str], float]
    """What must be seen of each (mm at full type size)."""

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
    places = _tidied(task)
    wide, tall = drawn.plane.x / NARROWEST.x, drawn.plane.y / NARROWEST.y
    return {key: (x * wide, y * tall) for key, (x, y) in places.items()}


def _tidied(task: _Task) -> dict[str, Point]:
    """Places at which the map is drawn at the type size for which they were found.

    The size follows from the places. Where none is found that fits its places, bubbles are seated closer
    to each other, until the next larger size is out of the question.
    """
    wanted = _wanted(task)
    size, places = _seated(task, wanted, _first_size(task))
    smallest = size
    for moves in _rounds(task):
        places = _settled(task, _searched(task, places, SIZES[size], moves), SIZES[size])
        now = _size(task, places)
        if now == size and _clean(task, places, SIZES[size]):
            return places
        size, smallest = now, max(smallest, size, now)
    best, least = places, _covered(task, places)
    for squeeze in _SQUEEZES:
        closer = {key: (x * squeeze, y) for key, (x, y) in wanted.items()}
        size, places = _seated(task, closer, smallest)
        for _ in SIZES:  # settled at the size at which they are drawn, until that is the same
            places = _settled(task, places, SIZES[size])
            now = _size(task, places)
            if now == size and _clean(task, places, SIZES[size]):
                return places
            if now >= size:
                break
            size = now
        if (covered := _covered(task, places)) < least:
            best, least = places, covered
    return best


def _covered(task: _Task, places: Mapping[str, Point]) -> int:
    """How many pairs of bubbles overlap at the size at which a map with these places is drawn."""
    size = SIZES[_size(task, places)]
    halves = {key: (each.width * size / 2, each.height * size / 2) for key, each in task.full.items()}
    return len(_touching({**task.fixed, **places}, halves, 0.0))


def _clean(task: _Task, places: Mapping[str, Point], size: float) -> bool:
    """Whether no bubble that was moved overlaps another."""
    halves = {key: (each.width * size / 2, each.height * size / 2) for key, each in task.full.items()}
    near = _touching({**task.fixed, **places}, halves, 0.0)
    return not any(one in places or other in places for one, other in near)


def _task(drawn: Scene, still: Collection[str]) -> _Task:
    wide, tall = NARROWEST.x / drawn.plane.x, NARROWEST.y / drawn.plane.y
    base = replace(drawn.ground, plane=NARROWEST)
    links: dict[tuple[str, str], float] = {}
    for curve in drawn.curves:
        ends = curve.link.source, curve.link.target
        pair = min(ends), max(ends)
        links[pair] = max(links.get(pair, 0.0), _SEEN + label_size(curve, 1.0)[0])
    return _Task(
        base,
        drawn.full,
        [key for key in drawn.full if key not in still],
        {key: (each.x * wide, each.y * tall) for key, each in drawn.bubbles.items() if key in still},
        links,
        [
            *((box[0] * wide, box[1] * tall, box[2] * wide, box[3] * tall) for box in drawn.obstacles),
            *usual_names(base),
            *(_LEGEND if base.layout is Layout.RADIAL else ()),
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
    needs = [need * size for need in task.links.values()]
    board = Board([everything[key] for key in keys], halves, links, needs, task.solid, size)
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
        return _within(base, bands[positions[v]], (x - wide, y - tall, x + wide, y + tall))

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


def _edge(base: Ground) -> float:
    """How far a bubble, on rings its middle, keeps from the lines of its band (mm)."""
    return MARGIN * base.plane.y if base.layout is Layout.RADIAL else FOOT / 3


def _within(base: Ground, band: Band, box: Box) -> bool:
    """Whether a bubble lies well inside its band."""
    x, y = base.nearest(box, band, _edge(base))
    return abs(x * 2 - box[0] - box[2]) < _TINY and abs(y * 2 - box[1] - box[3]) < _TINY


def _settled(task: _Task, places: Mapping[str, Point], size: float) -> dict[str, Point]:
    """Places without overlap: what lies on another goes to the nearest place that is free.

    Where there is none, bubbles push each other aside.
    """
    bands = {band.ring.position: band for band in task.base.bands}
    gap = GAP * size * _LEAST
    crowd = Crowd([_box(task.full[key], at, size) for key, at in task.fixed.items()])
    names = Crowd(task.solid)
    places = {
        key: task.base.nearest(
            _box(task.full[key], at, size), bands[task.full[key].position], _edge(task.base)
        )
        for key, at in places.items()
    }
    found: dict[str, Point] = {}
    waiting = []
    for key in sorted(places, key=lambda key: (-task.full[key].width * task.full[key].height, key)):
        box = _box(task.full[key], places[key], size)
        if crowd.is_free(box, gap) and names.is_free(box, 0.0):
            crowd.add(box)
            found[key] = places[key]
        else:
            waiting.append(key)
    full = False
    for key in waiting:
        each = task.full[key]
        at = _nearest(task.base, bands[each.position], each, places[key], size, (crowd, names), gap)
        full = full or at is None
        found[key] = at or places[key]
        crowd.add(_box(each, found[key], size))
    found = {key: found[key] for key in places}
    return _pushed(task, found, size) if full else found


def _pushed(task: _Task, places: dict[str, Point], size: float) -> dict[str, Point]:
    """Places after bubbles that overlap have pushed each other aside, within their bands."""
    bands = {band.ring.position: band for band in task.base.bands}
    halves = {key: (each.width * size / 2, each.height * size / 2) for key, each in task.full.items()}
    at = {**task.fixed, **places}
    gap = GAP * size * _LEAST
    for _ in range(_PUSHES):
        near = _touching(at, halves, gap)
        if not near:
            break
        for one, other in near:
            _push(at, halves, one, other, gap, task.fixed)
        for key in places:
            each = task.full[key]
            box = _box(each, at[key], size)
            at[key] = task.base.nearest(box, bands[each.position], _edge(task.base))
    return {key: at[key] for key in places}


def _touching(at: Mapping[str, Point], halves: Mapping[str, Point], gap: float) -> list[tuple[str, str]]:
    """Pairs that come closer than a gap, from the left."""
    ordered = sorted(at, key=lambda key: (at[key][0] - halves[key][0], key))
    found = []
    for number, one in enumerate(ordered):
        right = at[one][0] + halves[one][0] + gap - _TINY
        for other in ordered[number + 1 :]:
            if at[other][0] - halves[other][0] >= right:
                break
            if abs(at[one][1] - at[other][1]) < halves[one][1] + halves[other][1] + gap - _TINY:
                found.append((one, other))
    return found


def _push(
    at: dict[str, Point],
    halves: Mapping[str, Point],
    one: str,
    other: str,
    gap: float,
    fixed: Collection[str],
) -> None:
    """Move two bubbles apart on the axis on which less is missing."""
    (x1, y1), (x2, y2) = at[one], at[other]
    across = halves[one][0] + halves[other][0] + gap - abs(x1 - x2)
    down = halves[one][1] + halves[other][1] + gap - abs(y1 - y2)
    if min(across, down) <= 0:
        return
    dx = math.copysign(across, x2 - x1) if across <= down else 0.0
    dy = math.copysign(down, y2 - y1) if across > down else 0.0
    share = 0.5 if one not in fixed and other not in fixed else 1.0
    if one not in fixed:
        at[one] = x1 - dx * share, y1 - dy * share
    if other not in fixed:
        at[other] = x2 + dx * share, y2 + dy * share


def _nearest(
    base: Ground, band: Band, each: Bubble, near: Point, size: float, taken: tuple[Crowd, Crowd], gap: float
) -> Point | None:
    """The nearest free place in a band, on a spiral; None if there is none."""
    for least in (gap, gap * 0.3):
        for step in range(_SEEDS):
            far, turn = 7.0 * size * math.sqrt(step), step * 2.39996
            at = near[0] + far * math.cos(turn) * 1.5, near[1] + far * math.sin(turn)
            box = _box(each, at, size)
            if _within(base, band, box) and taken[0].is_free(box, least) and taken[1].is_free(box, 0.0):
                return at
    return None
