"""Ways between bubbles: what a line meets, and the shortest way round it.

A way is looked for from corner to corner of the bubbles that stand in it, as a thread would lie that is
pulled tight, and only within a region: what lies outside of it has no influence on the way.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from kpidesk.drawing.picture import Box

Point = tuple[float, float]
# How many corners are looked at before a way is given up, and how many bubbles behind the first.
_MOST: Final = 48
_DEEP: Final = 6
_FAR: Final = 5.0  # how far from a bubble at most a line is asked to keep (mm)


class Obstacles:
    """The boxes of all bubbles in a grid."""

    def __init__(self, boxes: Mapping[str, Box], cell: float = 50.0) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[tuple[str, Box]]] = defaultdict(list)
        self.boxes = boxes
        for key, box in boxes.items():
            for x in range(int((box[0] - _FAR) // cell), int((box[2] + _FAR) // cell) + 1):
                for y in range(int((box[1] - _FAR) // cell), int((box[3] + _FAR) // cell) + 1):
                    self._cells[x, y].append((key, box))

    def met(self, p: Point, q: Point, own: frozenset[str], by: float) -> list[str]:
        """The bubbles that a straight line comes nearer to than `by` (at most 5 mm), the first one first."""
        found: dict[str, float] = {}
        for cell in self._along(p, q):
            for key, box in self._cells.get(cell, ()):
                if key not in found and key not in own:
                    at = enters(p, q, box, by)
                    if at is not None:
                        found[key] = at
        return sorted(found, key=lambda key: (found[key], key))

    def hits(self, points: Sequence[Point], own: frozenset[str], by: float, most: int = 1000) -> int:
        """How many bubbles other than the link's own a line comes too close to, counted to above `most`."""
        hit: set[str] = set()
        cell = self._cell
        for p, q in pairwise(points):
            if len(hit) > most:
                break
            left, right = (p[0], q[0]) if p[0] < q[0] else (q[0], p[0])
            top, bottom = (p[1], q[1]) if p[1] < q[1] else (q[1], p[1])
            for x in range(int(left // cell), int(right // cell) + 1):
                for y in range(int(top // cell), int(bottom // cell) + 1):
                    for key, box in self._cells.get((x, y), ()):
                        if (
                            left < box[2] + by
                            and right > box[0] - by
                            and top < box[3] + by
                            and bottom > box[1] - by
                            and key not in own
                            and key not in hit
                            and enters(p, q, box, by) is not None
                        ):
                            hit.add(key)
        return len(hit)

    def is_free(self, point: Point, own: frozenset[str], by: float) -> bool:
        """Whether a point is not nearer to any bubble than `by`."""
        x, y = point
        return not any(
            key not in own and box[0] - by < x < box[2] + by and box[1] - by < y < box[3] + by
            for key, box in self._cells.get((int(x // self._cell), int(y // self._cell)), ())
        )

    def _along(self, p: Point, q: Point) -> Iterator[tuple[int, int]]:
        """The cells that a straight line goes through."""
        if p[0] > q[0]:
            p, q = q, p
        cell = self._cell
        first, last = int(p[0] // cell), int(q[0] // cell)
        slope = (q[1] - p[1]) / (q[0] - p[0]) if q[0] > p[0] else 0.0
        for x in range(first, last + 1):
            one = p[1] if x == first else p[1] + slope * (x * cell - p[0])
            other = q[1] if x == last else p[1] + slope * ((x + 1) * cell - p[0])
            low, high = (one, other) if one < other else (other, one)
            for y in range(int(low // cell), int(high // cell) + 1):
                yield x, y


def enters(p: Point, q: Point, box: Box, by: float) -> float | None:
    """At which share of the way a straight line comes nearer to a box than `by`; None if it does not."""
    low, high = 0.0, 1.0
    for start, step, near, far in (
        (p[0], q[0] - p[0], box[0] - by, box[2] + by),
        (p[1], q[1] - p[1], box[1] - by, box[3] + by),
    ):
        if step == 0:
            if not near < start < far:
                return None
            continue
        one, other = (near - start) / step, (far - start) / step
        if one > other:
            one, other = other, one
        low, high = max(low, one), min(high, other)
        if low >= high:
            return None
    return low


def way(
    start: Point, end: Point, obstacles: Obstacles, own: frozenset[str], region: Box, by: float
) -> list[Point] | None:
    """The corners at which a short way between two points turns; None where there is none.

    Args:
        start: where it begins.
        end: where it ends.
        obstacles: what it goes round.
        own: bubbles that it may go through.
        region: what it does not leave.
        by: how far away from bubbles it keeps (mm, below 5).
    """
    heap: list[tuple[float, int, float, Point, tuple[Point, ...]]] = [
        (math.dist(start, end), 0, 0.0, start, ())
    ]
    seen: set[Point] = set()
    count = 0
    for _ in range(_MOST):
        if not heap:
            return None
        _, _, gone, at, turns = heapq.heappop(heap)
        if at in seen:
            continue
        seen.add(at)
        blocking = obstacles.met(at, end, own, by)
        if not blocking:
            return list(turns)
        for corner in _corners(at, blocking[:1], obstacles, own, region, by):
            if corner not in seen:
                count += 1
                far = gone + math.dist(at, corner)
                heapq.heappush(heap, (far + math.dist(corner, end), count, far, corner, (*turns, corner)))
    return None


def _corners(
    at: Point, blocking: Sequence[str], obstacles: Obstacles, own: frozenset[str], region: Box, by: float
) -> Iterator[Point]:
    """Corners of bubbles that can be reached straight, beginning with those that stand in the way."""
    waiting, known = list(blocking), set(blocking)
    for _ in range(_DEEP):
        if not waiting:
            return
        box = obstacles.boxes[waiting.pop(0)]
        out = by * 1.05 + 0.1
        left, top, right, bottom = box[0] - out, box[1] - out, box[2] + out, box[3] + out
        for corner in ((left, top), (right, top), (left, bottom), (right, bottom)):
            x, y = corner
            if corner == at or not (region[0] <= x <= region[2] and region[1] <= y <= region[3]):
                continue
            if not obstacles.is_free(corner, own, by):
                continue
            between = obstacles.met(at, corner, own, by)
            if not between:
                yield corner
            elif between[0] not in known:
                known.add(between[0])
                waiting.append(between[0])


def rounded(start: Point, turns: Sequence[Point], end: Point, radius: float) -> list[Point]:
    """The control points of a line through corners that is rounded at them (see `Curve`)."""
    line = [start, *turns, end]
    controls: list[Point] = []
    last = len(turns)
    for number, corner in enumerate(turns, 1):
        back, ahead = math.dist(line[number - 1], corner), math.dist(corner, line[number + 1])
        shares = 0.5 if number > 1 else 0.9, 0.5 if number < last else 0.9
        cut = min(2 * radius, back * shares[0], ahead * shares[1])
        before = _towards(corner, line[number - 1], cut, back)
        after = _towards(corner, line[number + 1], cut, ahead)
        controls += [before, corner, after]
    return controls


def _towards(start: Point, end: Point, far: float, whole: float) -> Point:
    share = far / whole if whole else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
