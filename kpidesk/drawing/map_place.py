"""Where bubbles go that nobody has placed: in their ring, near what they link to, without overlap.

Placed bubbles never move, but for those that only a narrower plane brings together: they are drawn a
little apart. The order around a ring is by barycentre: each bubble wants the mean
direction of its neighbours. Then each takes the nearest free place to the one that it wants.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from kpidesk.domain.results import Layout
from kpidesk.drawing.map_bubbles import GAP, NARROWEST, PAPER, Band, Bubble, Plane, overlap
from kpidesk.drawing.map_ground import Ground
from kpidesk.drawing.picture import Box

Point = tuple[float, float]
SWEEPS: Final = 8
_FEW: Final = 32
_STEP: Final = math.tau / 120
# Above this many bubbles nobody sees that some lie closer than on paper, and parting them would take long.
_MOST_PARTED: Final = 120
_ROUNDS: Final = 12
_TINY: Final = 1e-6
# The gap that two bubbles must keep, and the one that they are given when they do not: for others, and for
# linked ones, between which a line has to be seen.
_GAPS: Final = ((GAP / 3, 8.0), (GAP / 2, 14.0))
_FAR_OUT: Final = 3 * GAP


class Crowd:
    """Boxes that are taken, in a grid so that a question looks at the near ones only."""

    def __init__(self, boxes: Iterable[Box], cell: float = 60.0) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    def _near(self, box: Box, gap: float) -> Iterable[tuple[int, int]]:
        left, top = math.floor((box[0] - gap) / self._cell), math.floor((box[1] - gap) / self._cell)
        right, bottom = math.floor((box[2] + gap) / self._cell), math.floor((box[3] + gap) / self._cell)
        return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))

    def add(self, box: Box) -> None:
        """Take a place."""
        for cell in self._near(box, 0):
            self._cells[cell].append(box)

    def is_free(self, box: Box, gap: float) -> bool:
        """Whether no taken box comes closer than a gap."""
        for cell in self._near(box, gap):
            for other in self._cells.get(cell, ()):
                if overlap(box, other, gap):
                    return False
        return True

    def count(self, box: Box, gap: float) -> int:
        """How many taken boxes come closer than a gap; equal boxes count once."""
        near = {other for cell in self._near(box, gap) for other in self._cells.get(cell, ())}
        return sum(overlap(box, other, gap) for other in near)


def place(
    free: Sequence[Bubble],
    base: Ground,
    wanted: Mapping[str, float],
    taken: Iterable[Box],
    *,
    force: bool = False,
) -> dict[str, Bubble] | None:
    """Bubbles that nobody has placed with their places, None when they do not fit at this size.

    Args:
        free: sized, in the order of their codes.
        base: the bands.
        wanted: for each result's id the direction that it wants, see `directions` and `along`.
        taken: boxes to keep free (placed bubbles, title, legend).
        force: let bubbles overlap rather than give up.
    """
    crowd = Crowd(taken)
    by_ring = {band.ring.id: band for band in base.bands}
    placed: dict[str, Bubble] = {}
    for bubble in sorted(free, key=lambda each: (each.position, -each.width * each.height, each.result.code)):
        band, want = by_ring[bubble.result.ring], wanted[bubble.result.id]
        seats = (
            _on_rings(band, want, base.plane)
            if base.layout is Layout.RADIAL
            else _on_stripe(bubble, band, want, base)
        )
        found = _nearest(bubble, seats, crowd, force=force)
        if found is None:
            return None
        crowd.add(found.box)
        placed[bubble.result.id] = found
    return placed


def directions(
    bubbles: Sequence[Bubble],
    neighbours: Mapping[str, Sequence[str]],
    fixed: Mapping[str, tuple[float, float]],
    plane: Plane,
) -> dict[str, float]:
    """The direction that each bubble wants, in radians; `neighbours` are the ids that it is linked with."""
    angle = {key: math.atan2(y / plane.y, x / plane.x) for key, (x, y) in fixed.items()}
    rings: dict[int, list[str]] = defaultdict(list)
    for bubble in bubbles:
        if bubble.result.id not in angle:
            rings[bubble.position].append(bubble.result.id)
    for members in rings.values():
        angle |= {key: math.tau * index / len(members) - math.pi / 2 for index, key in enumerate(members)}
    for sweep in range(SWEEPS):
        for position in sorted(rings, reverse=bool(sweep % 2)):
            angle |= _spread(rings[position], {key: _mean(key, neighbours, angle) for key in rings[position]})
    for members in rings.values():
        _swap(members, neighbours, angle)
    return angle


def _swap(members: Sequence[str], neighbours: Mapping[str, Sequence[str]], angle: dict[str, float]) -> None:
    """Let two bubbles of a ring change places where that shortens their links.

    In a crowded ring only neighbours are tried, which keeps the work linear.
    """
    linked = {key: [other for other in neighbours.get(key, ()) if other in angle] for key in members}

    def cost(key: str) -> float:
        at, total = angle[key], 0.0
        for other in linked[key]:
            total += 1 - math.cos(at - angle[other])
        return total

    for _ in range(SWEEPS):
        changed = False
        ordered = sorted(members, key=angle.__getitem__)
        reach = len(ordered) if len(ordered) <= _FEW else 3
        for index, one in enumerate(ordered):
            for other in ordered[index + 1 : index + reach]:
                before = cost(one) + cost(other)
                angle[one], angle[other] = angle[other], angle[one]
                if cost(one) + cost(other) >= before - 1e-9:
                    angle[one], angle[other] = angle[other], angle[one]
                else:
                    changed = True
        if not changed:
            break


def _mean(key: str, neighbours: Mapping[str, Sequence[str]], angle: Mapping[str, float]) -> float:
    linked = [angle[other] for other in neighbours.get(key, ()) if other in angle]
    x, y = sum(map(math.cos, linked)), sum(map(math.sin, linked))
    return math.atan2(y, x) if math.hypot(x, y) > 1e-9 else angle[key]


def _spread(members: Sequence[str], wanted: Mapping[str, float]) -> dict[str, float]:
    """Members in the order of what they want, evenly around, turned so that they are least off."""
    ordered = sorted(members, key=lambda key: (round(wanted[key] % math.tau, 6), key))
    slots = [math.tau * index / len(ordered) for index in range(len(ordered))]
    off = [wanted[key] - slot for key, slot in zip(ordered, slots, strict=True)]
    turn = math.atan2(sum(map(math.sin, off)), sum(map(math.cos, off)))
    return {key: slot + turn for key, slot in zip(ordered, slots, strict=True)}


def _nearest(bubble: Bubble, seats: Iterable[Point], crowd: Crowd, *, force: bool) -> Bubble | None:
    """A bubble on the first free seat, if forced on any."""
    half_wide, half_tall, gap = bubble.width / 2, bubble.height / 2, GAP * bubble.scale
    for x, y in seats:
        if force or crowd.is_free((x - half_wide, y - half_tall, x + half_wide, y + half_tall), gap):
            return replace(bubble, x=x, y=y)
    return None


def _on_rings(band: Band, angle: float, plane: Plane) -> Iterator[Point]:
    """Places in a ring's band, those nearest to a direction first."""
    thick = band.outer - band.inner
    middle = band.inner + thick * (0.55 if band.inner else 0.52)
    offsets = (0.0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4) if band.inner else (0.0, 0.3, -0.3, -0.6, -0.9)
    for turn in sorted(range(-60, 60), key=abs):
        at = angle + turn * _STEP
        for offset in offsets:
            radius = middle + offset * thick
            yield math.cos(at) * radius * plane.x, math.sin(at) * radius * plane.y


def _on_stripe(bubble: Bubble, band: Band, wanted: float, base: Ground) -> Iterator[Point]:
    """Places in a stripe, those nearest to a place across first."""
    top, bottom = base.span(band)
    spare = max((bottom - top - bubble.height) / 2 - 3, 0.0)
    side = max(base.plane.x - bubble.width / 2 - 3, 0.0)
    step = side / 60
    for turn in sorted(range(-120, 121), key=abs):
        x = min(max(wanted, -side), side) + turn * step
        if -side <= x <= side:
            for share in (0.0, 0.5, -0.5, 1.0, -1.0):
                yield x, (top + bottom) / 2 + share * spare


def along(
    bubbles: Sequence[Bubble],
    neighbours: Mapping[str, Sequence[str]],
    fixed: Mapping[str, Point],
    plane: Plane,
) -> dict[str, float]:
    """How far across each bubble wants to lie on stripes: in the middle of what it is linked with."""
    at = {key: x for key, (x, _) in fixed.items()}
    rings: dict[int, list[str]] = defaultdict(list)
    for bubble in bubbles:
        if bubble.result.id not in at:
            rings[bubble.position].append(bubble.result.id)

    def spread(members: Sequence[str]) -> dict[str, float]:
        return {key: plane.x * ((2 * index + 1) / len(members) - 1) for index, key in enumerate(members)}

    for members in rings.values():
        at |= spread(members)
    for sweep in range(SWEEPS):
        for position in sorted(rings, reverse=bool(sweep % 2)):
            means = {}
            for key in rings[position]:
                linked = [at[other] for other in neighbours.get(key, ()) if other in at]
                means[key] = sum(linked) / len(linked) if linked else at[key]
            at |= spread(sorted(rings[position], key=lambda key: (round(means[key], 6), key)))
    return at


# -- bubbles that people placed


def on_narrowest(fixed: Mapping[str, Point], plane: Plane) -> Mapping[str, Point]:
    """Where places of a plane lie on a plane as narrow and as low as any."""
    wide, tall = NARROWEST.x / plane.x, NARROWEST.y / plane.y
    return {key: (x * wide, y * tall) for key, (x, y) in fixed.items()}


def on_paper(fixed: Mapping[str, Point], plane: Plane) -> Mapping[str, Point]:
    """Where places of a plane lie on paper."""
    if plane == PAPER:
        return fixed
    return {key: (x / plane.x * PAPER.x, y / plane.y * PAPER.y) for key, (x, y) in fixed.items()}


def parted(
    full: Sequence[Bubble],
    fixed: Mapping[str, Point],
    scale: float,
    base: Ground,
    neighbours: Mapping[str, Sequence[str]],
    obstacles: Sequence[Box],
) -> Mapping[str, Point]:
    """Where placed bubbles are drawn, by result; the bubbles come at full size.

    Two that keep clear of each other on paper and touch on this plane are pushed apart, linked ones so
    far that the link is seen. Two that people laid over each other stay so. What lies a little under an
    obstacle comes out. All others stay where they are, unless they would be touched thereby.
    None leaves its band.
    """
    plane = base.plane
    if plane == PAPER or len(full) > _MOST_PARTED:
        return fixed
    at = dict(fixed)
    paper = on_paper(fixed, plane)
    near = []
    for one, other in combinations(full, 2):
        linked = other.result.id in neighbours.get(one.result.id, ())
        least, good = _GAPS[linked]
        gap = max(_gaps(one, other, scale, fixed))
        wanted = good * scale if gap < least * scale - _TINY else min(gap, GAP * scale)
        wanted = min(wanted, max(_gaps(one, other, scale, paper)))
        if wanted > 0:
            near.append((one, other, wanted))
    bands = {band.ring.id: band for band in base.bands}
    inside = {
        each.result.id: bands[each.result.ring]
        for each in full
        if base.inside(_box(each, scale, fixed), bands[each.result.ring])
    }
    for _ in range(_ROUNDS):
        pushed = [_push(one, other, scale, wanted, at) for one, other, wanted in near]
        pushed += [_push_out(each, scale, box, at) for each in full for box in obstacles]
        if not any(pushed):
            break
        for each in full:
            key = each.result.id
            if key in inside and at[key] != fixed[key]:
                at[key] = base.nearest(_box(each, scale, at), inside[key])
    return at


def _box(each: Bubble, scale: float, at: Mapping[str, Point]) -> Box:
    (x, y), wide, tall = at[each.result.id], each.width * scale / 2, each.height * scale / 2
    return x - wide, y - tall, x + wide, y + tall


def _gaps(one: Bubble, other: Bubble, scale: float, at: Mapping[str, Point]) -> Point:
    """What lies between two bubbles across and down, below 0 where they overlap."""
    (x1, y1), (x2, y2) = at[one.result.id], at[other.result.id]
    wide, tall = (one.width + other.width) / 2, (one.height + other.height) / 2
    return abs(x1 - x2) - wide * scale, abs(y1 - y2) - tall * scale


def _push(one: Bubble, other: Bubble, scale: float, wanted: float, at: dict[str, Point]) -> bool:
    """Move two bubbles apart on the axis on which less is missing; whether anything was."""
    across, down = _gaps(one, other, scale, at)
    missing = wanted - max(across, down)
    if missing < _TINY:
        return False
    (x1, y1), (x2, y2) = at[one.result.id], at[other.result.id]
    dx = math.copysign(missing / 2, x1 - x2) if across >= down else 0.0
    dy = math.copysign(missing / 2, y1 - y2) if across < down else 0.0
    at[one.result.id], at[other.result.id] = (x1 + dx, y1 + dy), (x2 - dx, y2 - dy)
    return True


def _push_out(each: Bubble, scale: float, box: Box, at: dict[str, Point]) -> bool:
    """Move a bubble out of a box, if that is not far; whether it was."""
    x, y = at[each.result.id]
    wide, tall = each.width * scale / 2, each.height * scale / 2
    ways = (box[0] - x - wide, box[2] - x + wide), (box[1] - y - tall, box[3] - y + tall)
    dx, dy = (min(way, key=abs) for way in ways)
    inside = all(before < -_TINY and after > _TINY for before, after in ways)
    if not inside or min(abs(dx), abs(dy)) > _FAR_OUT * scale:
        return False
    at[each.result.id] = (x + dx, y) if abs(dx) <= abs(dy) else (x, y + dy)
    return True
