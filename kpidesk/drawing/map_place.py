"""Where bubbles go that nobody has placed: in their ring, near what they link to, without overlap.

Placed bubbles never move. The order around a ring is by barycentre: each bubble wants the mean
direction of its neighbours. Then each takes the nearest free place to the one that it wants.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kpidesk.drawing.map_bubbles import GAP, RIM_X, RIM_Y, Band, Bubble, overlap
from kpidesk.drawing.picture import Box

SWEEPS: Final = 8
_FEW: Final = 40
_STEP: Final = math.tau / 120


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
        return not any(
            overlap(box, other, gap) for cell in self._near(box, gap) for other in self._cells[cell]
        )


def place(
    bubbles: Sequence[Bubble],
    bands: Sequence[Band],
    wanted: Mapping[str, float],
    fixed: Mapping[str, tuple[float, float]],
    obstacles: Sequence[Box] = (),
    *,
    force: bool = False,
) -> tuple[Bubble, ...] | None:
    """All bubbles with their places, None when they do not fit at this size.

    Args:
        bubbles: sized, in the order of their codes.
        bands: the rings from the centre out.
        wanted: for each result's id the direction that it wants, see `directions`.
        fixed: the places that people chose, in mm of the plane.
        obstacles: boxes to keep free (title, legend).
        force: let bubbles overlap rather than give up.
    """
    placed = {
        bubble.result.id: replace(bubble, x=fixed[bubble.result.id][0], y=fixed[bubble.result.id][1])
        for bubble in bubbles
        if bubble.result.id in fixed
    }
    crowd = Crowd([*obstacles, *(bubble.box for bubble in placed.values())])
    by_ring = {band.ring.id: band for band in bands}
    free = [bubble for bubble in bubbles if bubble.result.id not in placed]
    for bubble in sorted(free, key=lambda each: (each.position, -each.width * each.height, each.result.code)):
        found = _nearest(bubble, by_ring[bubble.result.ring], wanted[bubble.result.id], crowd, force=force)
        if found is None:
            return None
        crowd.add(found.box)
        placed[bubble.result.id] = found
    return tuple(placed[bubble.result.id] for bubble in bubbles)


def directions(
    bubbles: Sequence[Bubble],
    neighbours: Mapping[str, Sequence[str]],
    fixed: Mapping[str, tuple[float, float]],
) -> dict[str, float]:
    """The direction that each bubble wants, in radians; `neighbours` are the ids that it is linked with."""
    angle = {key: math.atan2(y / RIM_Y, x / RIM_X) for key, (x, y) in fixed.items()}
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

    def cost(key: str) -> float:
        return sum(
            1 - math.cos(angle[key] - angle[other]) for other in neighbours.get(key, ()) if other in angle
        )

    for _ in range(SWEEPS):
        ordered = sorted(members, key=angle.__getitem__)
        reach = len(ordered) if len(ordered) <= _FEW else 3
        for index, one in enumerate(ordered):
            for other in ordered[index + 1 : index + reach]:
                before = cost(one) + cost(other)
                angle[one], angle[other] = angle[other], angle[one]
                if cost(one) + cost(other) >= before - 1e-9:
                    angle[one], angle[other] = angle[other], angle[one]


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


def _nearest(bubble: Bubble, band: Band, angle: float, crowd: Crowd, *, force: bool) -> Bubble | None:
    """The free place in the band nearest to the wanted direction, if forced any."""
    thick = band.outer - band.inner
    middle = band.inner + thick * (0.55 if band.inner else 0.52)
    offsets = (0.0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4) if band.inner else (0.0, 0.3, -0.3, -0.6, -0.9)
    half_wide, half_tall, gap = bubble.width / 2, bubble.height / 2, GAP * bubble.scale
    for turn in sorted(range(-60, 60), key=abs):
        at = angle + turn * _STEP
        for offset in offsets:
            radius = middle + offset * thick
            x, y = math.cos(at) * radius * RIM_X, math.sin(at) * radius * RIM_Y
            if force or crowd.is_free((x - half_wide, y - half_tall, x + half_wide, y + half_tall), gap):
                return replace(bubble, x=x, y=y)
    return None
