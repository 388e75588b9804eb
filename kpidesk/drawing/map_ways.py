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

from kpidesk.drawing.map_bubbles import overlap
from kpidesk.drawing.picture import Box

Point = tuple[float, float]
# How many corners are looked at before a way is given up, and how many bubbles behind the first.
_MOST: Final = 48
_DEEP: Final = 6
# The cells of the grid, and how far from a bubble at most a line is asked to keep (mm at full type size).
_CELL: Final = 80.0
_FAR: Final = 5.0


class Obstacles:
    """The boxes of all bubbles in a grid, which remembers in which cells it was asked.

    An answer depends on nothing but what lies in these cells. All bubbles are at one type size, `unit`.
    """

    def __init__(self, boxes: Mapping[str, Box], unit: float) -> None:
        self.boxes = dict(boxes)
        self.unit = unit
        self._cell = _CELL * unit
        self._cells: dict[int, tuple[tuple[str, Box], ...]] = {}
        self._asked: set[int] = set()
        cells: dict[int, list[tuple[str, Box]]] = defaultdict(list)
        for key, box in boxes.items():
            for cell in self._about(box):
                cells[cell].append((key, box))
        self._cells.update((cell, tuple(members)) for cell, members in cells.items())

    def changed(self, boxes: Mapping[str, Box | None]) -> tuple["Obstacles", set[int]]:
        """The same with some other boxes, and the cells in which that is a difference."""
        other, cells = Obstacles({}, self.unit), set()
        other.boxes, other._cells = self.boxes.copy(), self._cells.copy()
        for key, box in boxes.items():
            if old := other.boxes.pop(key, None):
                for cell in self._about(old):
                    other._cells[cell] = tuple(each for each in other._cells[cell] if each[0] != key)
                    cells.add(cell)
            if box:
                other.boxes[key] = box
                for cell in self._about(box):
                    other._cells[cell] = (*other._cells.get(cell, ()), (key, box))
                    cells.add(cell)
        return other, cells

    def asked(self) -> frozenset[int]:
        """The cells in which it was asked since the last time."""
        found = frozenset(self._asked)
        self._asked.clear()
        return found

    def met(self, p: Point, q: Point, own: frozenset[str], by: float) -> list[str]:
        """The bubbles that a straight line comes nearer to than `by` (mm), the first one first.

        `by` is at most 5 mm at full type size.
        """
        found: dict[str, float] = {}
        cells = self.along(p, q)
        self._asked.update(cells)
        for cell in cells:
            for key, box in self._cells.get(cell, ()):
                if key not in found and key not in own:
                    at = enters(p, q, box, by)
                    if at is not None:
                        found[key] = at
        return sorted(found, key=lambda key: (found[key], key))

    def hits(self, points: Sequence[Point], own: frozenset[str], by: float, most: int = 1000) -> int:
        """How many bubbles other than the link's own a line comes too close to, counted to above `most`."""
        hit: set[str] = set()
        for p, q in pairwise(points):
            if len(hit) > most:
                break
            left, right = (p[0] - by, q[0] + by) if p[0] < q[0] else (q[0] - by, p[0] + by)
            top, bottom = (p[1] - by, q[1] + by) if p[1] < q[1] else (q[1] - by, p[1] + by)
            cells = self.along(p, q)
            self._asked.update(cells)
            for cell in cells:
                for key, box in self._cells.get(cell, ()):
                    if (
                        left < box[2]
                        and right > box[0]
                        and top < box[3]
                        and bottom > box[1]
                        and key not in own
                        and key not in hit
                        and enters(p, q, box, by) is not None
                    ):
                        hit.add(key)
        return len(hit)

    def is_free(self, point: Point, own: frozenset[str], by: float) -> bool:
        """Whether a point is not nearer to any bubble than `by`."""
        x, y = point
        cell = (int(x // self._cell) << 16) + int(y // self._cell)
        self._asked.add(cell)
        return not any(
            key not in own and box[0] - by < x < box[2] + by and box[1] - by < y < box[3] + by
            for key, box in self._cells.get(cell, ())
        )

    def near(self, box: Box, by: float) -> int:
        """How many bubbles come nearer to a box than `by`."""
        found = {each for cell in self.under(box) for each in self._cells.get(cell, ())}
        return sum(overlap(box, other, by) for _, other in found)

    def under(self, box: Box) -> Iterator[int]:
        """The cells that a box lies in."""
        cell = self._cell
        for x in range(int(box[0] // cell), int(box[2] // cell) + 1):
            for y in range(int(box[1] // cell), int(box[3] // cell) + 1):
                yield (x << 16) + y

    def along(self, p: Point, q: Point) -> list[int]:
        """The cells that a straight line goes through."""
        cell = self._cell
        if p[0] > q[0]:
            p, q = q, p
        first, last = int(p[0] // cell), int(q[0] // cell)
        low, high = (p[1], q[1]) if p[1] < q[1] else (q[1], p[1])
        if first == last:
            return [*range((first << 16) + int(low // cell), (first << 16) + int(high // cell) + 1)]
        slope = (q[1] - p[1]) / (q[0] - p[0])
        found: list[int] = []
        y = p[1]
        for x in range(first, last + 1):
            then = q[1] if x == last else min(high, max(low, p[1] + slope * ((x + 1) * cell - p[0])))
            one, other = (y, then) if y < then else (then, y)
            found += range((x << 16) + int(one // cell), (x << 16) + int(other // cell) + 1)
            y = then
        return found

    def _about(self, box: Box) -> Iterator[int]:
        """The cells that a box lies in, and those that a line near to it may go through."""
        far = _FAR * self.unit
        return self.under((box[0] - far, box[1] - far, box[2] + far, box[3] + far))


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
        by: how far away from bubbles it keeps (mm).
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
