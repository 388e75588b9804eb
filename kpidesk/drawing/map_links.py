"""The curves of links: from bubble to bubble, round what lies between, apart from their twins."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kpidesk.domain.results import Link, LinkKind
from kpidesk.drawing.map_bubbles import PAPER, Bubble, Plane
from kpidesk.drawing.map_ways import Obstacles, rounded, way
from kpidesk.drawing.picture import Box

Point = tuple[float, float]
# Bows as shares of the length, the straightest first; look: at most 0.55 either way.
BOWS: Final = (0.0, 0.08, -0.08, 0.16, -0.16, 0.24, -0.24, 0.34, -0.34, 0.44, -0.44, 0.55, -0.55)
CLEARANCE: Final = 4.0
TWIN_APART: Final = 18.0
# How much further out a twin may bow on its side to go round what lies there.
_TWIN_BOWS: Final = (1.5, 2.2, 3.0, 4.0)
# What a sheet shows beyond the outermost ring.
_EDGE: Final = 10
_STEPS: Final = 20
_TINY: Final = 0.001
# A way round is looked for when the best bow costs more than this; what a way costs beside crossings.
_FAR: Final = 1.4
_WAY: Final = 0.9
# How much nearer to bubbles a way may come where there is little room, and how round its corners are.
_TIGHT: Final = 0.4
_RADII: Final = (70.0, 45.0, 28.0, 16.0, 8.0, 3.0)
# How far aside of its straight line a link may go, as a share of the length and at least in mm.
_ASIDE: Final = 0.3
_ROOM: Final = 30.0
# Above this many links crossings are not counted any more and only slight bows are tried: in such a
# crowd nobody sees the difference, and it would take long.
_FEW: Final = 120
_FEW_BOWS: Final = 5
# Among more bubbles than this no way round is looked for: there is hardly one, and it would take long.
_MANY: Final = 300


@dataclass(frozen=True, slots=True)
class Curve:
    """A link as drawn, from the source's edge to the target's edge, in mm.

    Mostly a quadratic curve. Where that would go through a bubble, `more` are further control points:
    the pieces meet half way between two of them, so that the whole is smooth and stays among them.
    `label` is where its mark stands, None for the middle.
    """

    link: Link
    kind: LinkKind
    start: Point
    control: Point
    end: Point
    more: tuple[Point, ...] = ()
    label: Point | None = None

    def pieces(self) -> list[tuple[Point, Point, Point]]:
        """The quadratic curves that it consists of."""
        controls = (self.control, *self.more)
        joints = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(controls)]
        return list(zip((self.start, *joints), controls, (*joints, self.end), strict=True))

    def points(self, count: int = _STEPS) -> list[Point]:
        """Points along the curve, both ends included, `count` to a piece."""
        if not self.more:
            return quadratic(self.start, self.control, self.end, count)
        points = [self.start]
        for number, piece in enumerate(self.pieces()):
            # Every third piece, beginning with the second, is a bend; the others are straight.
            points += quadratic(*piece, count // 2)[1:] if number % 3 == 1 else [piece[2]]
        return points

    @property
    def middle(self) -> Point:
        """The point half way."""
        if not self.more:
            return _at((self.start, self.control, self.end), 0.5)
        return at_share(self.points(), 0.5)

    @property
    def label_at(self) -> Point:
        """Where its mark stands."""
        return self.label or self.middle

    @property
    def box(self) -> Box:
        """A box that holds all of the line."""
        xs, ys = zip(self.start, self.control, *self.more, self.end, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def at_share(points: Sequence[Point], share: float) -> Point:
    """The point of a line through points at a share of its length."""
    steps = [math.dist(a, b) for a, b in pairwise(points)]
    left = sum(steps) * share
    for (a, b), step in zip(pairwise(points), steps, strict=True):
        if left <= step and step > 0:
            return a[0] + (b[0] - a[0]) * left / step, a[1] + (b[1] - a[1]) * left / step
        left -= step
    return points[-1]


def quadratic(start: Point, control: Point, end: Point, count: int) -> list[Point]:
    """`count` + 1 points along a quadratic Bézier curve."""
    return [_at((start, control, end), index / count) for index in range(count + 1)]


@dataclass(frozen=True, slots=True)
class Routes:
    """Curves, and what they were routed among, so that the next time most of them can be kept."""

    curves: tuple[Curve, ...]
    bubbles: Mapping[str, Bubble]
    plane: Plane
    careful: frozenset[str]
    """The links that minded which others they cross: the shortest."""


def route(
    links: Sequence[Link],
    kinds: Mapping[str, LinkKind],
    bubbles: Mapping[str, Bubble],
    plane: Plane = PAPER,
    before: Routes | None = None,
) -> Routes:
    """Curves for all links whose ends are both on the map, in the order given.

    Each takes the bow that goes through the fewest bubbles, then crosses the fewest lines before
    it, then is the straightest. Links of one pair bow to different sides. With `before`, links near
    which nothing has changed keep their curves, which are those that they would get again.
    """
    shown = [
        link
        for link in links
        if link.source in bubbles and link.target in bubbles and link.source != link.target
    ]
    pairs: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in shown:
        pairs[_pair(link)].append(link)
    same = before and before.plane == plane and _few(before.bubbles) == _few(bubbles)
    kept = _Kept(shown, kinds, bubbles, before if same else None)
    obstacles = Obstacles({key: bubble.box for key, bubble in bubbles.items()})
    drawn: dict[str, Curve] = {}
    lines: list[tuple[Link, list[Point]]] = []
    # Short links first: they have the least choice.
    for rank, link in enumerate(sorted(shown, key=lambda each: (_distance(each, bubbles), each.code))):
        twins, careful = pairs[_pair(link)], rank <= _FEW
        bows = _bows(link, bubbles, twins.index(link) if len(twins) > 1 else 0, len(twins), careful=careful)
        curve = kept.curve(link, bows, careful=careful)
        if curve is None:
            curve = _best(
                link, kinds[link.kind], bubbles, plane, obstacles, lines, bows, alone=len(twins) == 1
            )
            if careful:
                kept.redrawn(curve)
        drawn[link.id] = curve
        if careful:
            lines.append((link, curve.points()))
    minded = frozenset(link.id for link, _ in lines)
    return Routes(tuple(drawn[link.id] for link in shown), bubbles, plane, minded)


def _pair(link: Link) -> tuple[str, str]:
    return (link.source, link.target) if link.source < link.target else (link.target, link.source)


def _few(bubbles: Mapping[str, Bubble]) -> bool:
    """Whether ways round are looked for."""
    return len(bubbles) <= _MANY


class _Kept:
    """Which curves of the last time still hold.

    A curve depends on its link and its twins, on the bubbles that its bows come near, and on the lines
    before it that they may cross.
    """

    def __init__(
        self,
        links: Sequence[Link],
        kinds: Mapping[str, LinkKind],
        bubbles: Mapping[str, Bubble],
        before: Routes | None,
    ) -> None:
        self._bubbles = bubbles
        self._careful = before.careful if before else frozenset()
        self._curves = {curve.link.id: curve for curve in before.curves} if before else {}
        self._before = dict(self._curves)
        self._boxes: list[Box] = []
        self._lines: list[Box] = []
        if before is None:
            return
        old = before.bubbles
        moved = {key for key in {*old, *bubbles} if not _same_place(old.get(key), bubbles.get(key))}
        found = (each for key in moved for each in (old.get(key), bubbles.get(key)) if each)
        self._boxes = [_grown(each.box, CLEARANCE + _TINY) for each in found]
        now = {link.id: link for link in links}
        changed = {
            _pair(curve.link)
            for key, curve in self._curves.items()
            if now.get(key) != curve.link
            or kinds.get(curve.link.kind) != curve.kind
            or curve.link.source in moved
            or curve.link.target in moved
        }
        changed |= {_pair(link) for link in links if link.id not in self._curves}
        for key, curve in self._before.items():
            if _pair(curve.link) in changed:
                del self._curves[key]
                if key in self._careful:
                    self._lines.append(curve.box)

    def curve(self, link: Link, bows: Sequence[float], *, careful: bool) -> Curve | None:
        """The curve of the last time, if the link would get it again."""
        found = self._curves.get(link.id)
        if found is None or careful != (link.id in self._careful):
            return None
        ways = _ASIDE if _few(self._bubbles) else 0.0
        reach = _reach(self._bubbles[link.source], self._bubbles[link.target], (*bows, ways))
        if any(_meet(reach, box) for box in self._boxes):
            return None
        return None if careful and any(_meet(reach, box) for box in self._lines) else found

    def redrawn(self, curve: Curve) -> None:
        """Note a line that was not there before: those after it may cross it, or not any more."""
        key = curve.link.id
        if key not in self._careful or self._curves.get(key) != curve:
            self._lines += [each.box for each in (self._before.get(key), curve) if each]


def _same_place(one: Bubble | None, other: Bubble | None) -> bool:
    return one is other or (
        one is not None
        and other is not None
        and (one.x, one.y, one.width, one.height) == (other.x, other.y, other.width, other.height)
    )


def _reach(source: Bubble, target: Bubble, bows: Sequence[float]) -> Box:
    """A box that holds all ways that a link with these bows may take.

    A bow goes half as far aside as its control point.
    """
    far, room = max(map(abs, bows)) / 2, _ROOM * source.scale
    aside, down = abs(source.y - target.y) * far + room, abs(source.x - target.x) * far + room
    return (
        min(source.x, target.x) - aside - source.width / 2,
        min(source.y, target.y) - down - source.height / 2,
        max(source.x, target.x) + aside + source.width / 2,
        max(source.y, target.y) + down + source.height / 2,
    )


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _distance(link: Link, bubbles: Mapping[str, Bubble]) -> float:
    one, other = bubbles[link.source], bubbles[link.target]
    return math.hypot(one.x - other.x, one.y - other.y)


def _best(
    link: Link,
    kind: LinkKind,
    bubbles: Mapping[str, Bubble],
    plane: Plane,
    obstacles: Obstacles,
    lines: Sequence[tuple[Link, list[Point]]],
    bows: Sequence[float],
    *,
    alone: bool,
) -> Curve:
    source, target = bubbles[link.source], bubbles[link.target]
    own = frozenset((link.source, link.target))
    clearance = CLEARANCE * source.scale
    best: tuple[tuple[int, float], Curve] | None = None
    for bow in bows:
        curve = _curve(link, kind, source, target, bow)
        points = curve.points()
        most = best[0][0] if best else 1000
        hits = obstacles.hits(points, own, clearance, most) + _outside(points, plane)
        cost = (hits, _crossings(link, points, lines) + abs(bow) * 4)
        if best is None or cost < best[0]:
            best = (cost, curve)
        # Bows come straightest first: none that follows can be better than this.
        if best[0][0] == 0 and best[0][1] <= 4 * abs(bow):
            break
    assert best is not None  # noqa: S101 - there is always a bow
    if alone and _few(bubbles) and (best[0][0] or best[0][1] > _FAR):
        round_ = _round(link, kind, bubbles, plane, obstacles, bows)
        if round_ is not None:
            cost = (0, _crossings(link, round_.points(), lines) + _WAY)
            if cost < best[0]:
                return round_
    return best[1]


def _round(
    link: Link,
    kind: LinkKind,
    bubbles: Mapping[str, Bubble],
    plane: Plane,
    obstacles: Obstacles,
    bows: Sequence[float],
) -> Curve | None:
    """The curve that goes round what stands between two bubbles, None where there is no way."""
    source, target = bubbles[link.source], bubbles[link.target]
    own = frozenset((link.source, link.target))
    unit = source.scale
    left, top, right, bottom = _reach(source, target, (*bows, _ASIDE))
    region = (
        max(left, -plane.x - _EDGE), max(top, -plane.y - _EDGE),
        min(right, plane.x + _EDGE), min(bottom, plane.y + _EDGE),
    )  # fmt: skip
    one, other = (source.x, source.y), (target.x, target.y)
    for clearance in (CLEARANCE * unit, CLEARANCE * unit * _TIGHT):
        turns = way(one, other, obstacles, own, region, clearance)
        if not turns:
            continue
        start, end = _edge(one, turns[0], source.box, 0.4), _edge(other, turns[-1], target.box, 1.6)
        if start is None or end is None:
            continue
        for radius in _RADII:
            controls = rounded(start, turns, end, radius * unit)
            curve = Curve(link, kind, start, controls[0], end, tuple(controls[1:]))
            if not obstacles.hits(curve.points(), own, clearance * _TIGHT):
                return curve
    return None


def _edge(centre: Point, towards: Point, box: Box, margin: float) -> Point | None:
    """Where a straight line from the middle of a box leaves it; None when it ends within."""
    if _inside(towards, box, margin):
        return None
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    shares = [
        (half + margin) / abs(step)
        for half, step in (((box[2] - box[0]) / 2, dx), ((box[3] - box[1]) / 2, dy))
        if step
    ]
    return centre[0] + dx * min(shares), centre[1] + dy * min(shares)


def _outside(points: Sequence[Point], plane: Plane) -> int:
    """1 for a curve that leaves the map, which costs as much as one through a bubble."""
    wide, tall = plane.x + _EDGE, plane.y + _EDGE
    return int(any(abs(x) > wide or abs(y) > tall for x, y in points))


def _bows(
    link: Link, bubbles: Mapping[str, Bubble], index: int, count: int, *, careful: bool
) -> Sequence[float]:
    """The bows that a link may take, which is one of so many twins."""
    if count == 1:
        return BOWS if careful else BOWS[:_FEW_BOWS]
    # Seen from the lower id to the higher one, twins lie side by side.
    length = max(_distance(link, bubbles), 1.0)
    side = (index - (count - 1) / 2) * 2 * TWIN_APART / length
    side = side if link.source < link.target else -side
    if count > 3 or not side:
        return [side]
    return [side, *(side * more for more in _TWIN_BOWS if abs(side * more) <= BOWS[-2])]


def _curve(link: Link, kind: LinkKind, source: Bubble, target: Bubble, bow: float) -> Curve:
    """The curve with a bow, cut at the edges of both bubbles."""
    x1, y1, x2, y2 = source.x, source.y, target.x, target.y
    control = ((x1 + x2) / 2 - (y2 - y1) * bow, (y1 + y2) / 2 + (x2 - x1) * bow)
    ends = ((x1, y1), control, (x2, y2))
    start, end = _leaving(ends, source.box, 0.4), 1 - _leaving(ends[::-1], target.box, 1.6)
    if start >= end:  # the bubbles touch: a short straight stroke shows the link all the same
        start, end = 0.45, 0.55
    return Curve(link, kind, _at(ends, start), _split_control(*ends, start, end), _at(ends, end))


def _at(ends: tuple[Point, Point, Point], t: float) -> Point:
    (x0, y0), (x1, y1), (x2, y2) = ends
    a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
    return (a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2)


def _leaving(ends: tuple[Point, Point, Point], box: Box, margin: float) -> float:
    """The parameter at which a curve from the middle of a box leaves it, by bisection."""
    inside, outside = 0.0, 1.0
    for step in range(1, 17):  # the first step outside, for a curve may come back
        if not _inside(_at(ends, step / 16), box, margin):
            inside, outside = (step - 1) / 16, step / 16
            break
    for _ in range(8):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if _inside(_at(ends, middle), box, margin) else (inside, middle)
    return outside


def _split_control(p0: Point, p1: Point, p2: Point, start: float, end: float) -> Point:
    """The control point of the part of a quadratic curve between two parameters (its blossom)."""
    a, b, c = (1 - start) * (1 - end), start * (1 - end) + end * (1 - start), start * end
    return (a * p0[0] + b * p1[0] + c * p2[0], a * p0[1] + b * p1[1] + c * p2[1])


def _inside(point: Point, box: Box, margin: float) -> bool:
    return box[0] - margin < point[0] < box[2] + margin and box[1] - margin < point[1] < box[3] + margin


def _crossings(link: Link, points: Sequence[Point], lines: Sequence[tuple[Link, list[Point]]]) -> int:
    if len(lines) > _FEW:
        return 0
    ends = {link.source, link.target}
    return sum(
        _cross(points, other)
        for drawn, other in lines
        if not ends & {drawn.source, drawn.target} and _boxes_meet(points, other)
    )


def _boxes_meet(one: Sequence[Point], other: Sequence[Point]) -> bool:
    return (
        min(one[0][0], one[-1][0]) - 60 < max(other[0][0], other[-1][0])
        and min(other[0][0], other[-1][0]) - 60 < max(one[0][0], one[-1][0])
        and min(one[0][1], one[-1][1]) - 60 < max(other[0][1], other[-1][1])
        and min(other[0][1], other[-1][1]) - 60 < max(one[0][1], one[-1][1])
    )


def _cross(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether two lines through points cross, looked at every other point for speed."""
    a, b = one[::2], other[::2]
    return any(
        _segments_cross(a[i], a[i + 1], b[j], b[j + 1]) for i in range(len(a) - 1) for j in range(len(b) - 1)
    )


def _segments_cross(p: Point, q: Point, r: Point, s: Point) -> bool:
    def side(a: Point, b: Point, c: Point) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    return side(p, q, r) != side(p, q, s) and side(r, s, p) != side(r, s, q)
