"""The curves of links: from bubble to bubble, round what lies between, apart from their twins."""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from kpidesk.domain.results import Link, LinkKind
from kpidesk.drawing.map_bubbles import PAPER, Bubble, Plane
from kpidesk.drawing.map_ways import Obstacles, enters, rounded, way
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
_OFF: Final = 0.2
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
# Above this many links nothing but crossings is minded.
_LINES: Final = 400
# Among more bubbles than this no way round is looked for: there is hardly one, and it would take long. A link
# that goes through so many of them straight on goes through many however it bows.
_MANY: Final = 300
_HOPELESS: Final = 6


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

    def outline(self) -> list[Point]:
        """As many points along the curve as it takes to be off by less than 0.2 mm."""
        if self.more:
            return self.points()
        (x0, y0), (x1, y1), (x2, y2) = self.start, self.control, self.end
        off = math.hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2) / 4
        return self.points(min(int(math.sqrt(off / _OFF)) + 1, _STEPS))

    def at(self, share: float) -> Point:
        """The point at a share of the way."""
        if not self.more:
            return _at((self.start, self.control, self.end), share)
        return at_share(self.points(), share)

    @property
    def middle(self) -> Point:
        """The point half way."""
        return self.at(0.5)

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


class Line:
    """A curve as straight pieces, and where they are, to see what it crosses."""

    __slots__ = ("box", "cells", "curve", "ends", "points")

    def __init__(self, curve: Curve, obstacles: Obstacles) -> None:
        self.curve = curve
        self.ends = frozenset((curve.link.source, curve.link.target))
        self.points = curve.outline()
        self.box = _around(self.points)
        self.cells = {cell for p, q in pairwise(self.points) for cell in obstacles.along(p, q)}

    def covers(self, box: Box) -> bool:
        """Whether it goes through a box."""
        return _meet(self.box, box) and any(
            enters(p, q, box, 0.0) is not None for p, q in pairwise(self.points)
        )


@dataclass(frozen=True, slots=True)
class Routes:
    """Curves, and what they were routed among, so that the next time most of them can be kept."""

    curves: tuple[Curve, ...]
    bubbles: Mapping[str, Bubble]
    plane: Plane
    obstacles: Obstacles = field(compare=False)
    asked: Mapping[str, frozenset[int]]
    """In which cells it was looked for each link."""
    lines: Mapping[str, Line] = field(compare=False)
    """The curves as lines by the id of their link, shortest first; none where links are very many."""
    careful: frozenset[str]
    """The links that minded which others they cross: the shortest."""


def route(
    links: Sequence[Link],
    kinds: Mapping[str, LinkKind],
    bubbles: Mapping[str, Bubble],
    plane: Plane = PAPER,
    before: Routes | None = None,
    obstacles: Obstacles | None = None,
) -> Routes:
    """Curves for all links whose ends are both on the map, in the order given.

    Each takes the bow that goes through the fewest bubbles, then crosses the fewest lines before
    it, then is the straightest. Links of one pair bow to different sides. With `before`, links near
    which nothing has changed keep their curves, which are those that they would get again. `obstacles` are
    the bubbles, where they are known.
    """
    shown = [
        link
        for link in links
        if link.source in bubbles and link.target in bubbles and link.source != link.target
    ]
    pairs: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in shown:
        pairs[_pair(link)].append(link)
    unit = next((each.scale for each in bubbles.values()), 1.0)
    if before and (before.plane, before.obstacles.unit, _few(before.bubbles)) != (plane, unit, _few(bubbles)):
        before = None
    kept = _Kept(shown, kinds, bubbles, before)
    among = _Among(bubbles, plane, obstacles or kept.obstacles or _obstacles(bubbles, unit), [])
    drawn: dict[str, Curve] = {}
    asked: dict[str, frozenset[int]] = {}
    lines: dict[str, Line] = {}
    # Short links first: they have the least choice.
    for rank, link in enumerate(sorted(shown, key=lambda each: (_distance(each, bubbles), each.code))):
        careful = rank <= _FEW
        line: Line | None = None
        if before and kept.holds(link.id, careful=careful):
            curve, line = kept.curves[link.id], before.lines.get(link.id)
            asked[link.id] = before.asked[link.id]
        else:
            twins = pairs[_pair(link)]
            bows = _bows(link, bubbles, twins.index(link), len(twins), careful=careful)
            curve = among.best(link, kinds[link.kind], bows, careful=careful, alone=len(twins) == 1)
            asked[link.id] = among.obstacles.asked()
        drawn[link.id] = curve
        if careful or len(shown) <= _LINES:
            lines[link.id] = line = line or Line(curve, among.obstacles)
            if careful:
                among.lines.append(line)
                kept.drawn(line)
    careful_ones = frozenset(line.curve.link.id for line in among.lines)
    return Routes(
        tuple(drawn[link.id] for link in shown), bubbles, plane, among.obstacles, asked, lines, careful_ones
    )


def _obstacles(bubbles: Mapping[str, Bubble], unit: float) -> Obstacles:
    return Obstacles({key: bubble.box for key, bubble in bubbles.items()}, unit)


def _pair(link: Link) -> tuple[str, str]:
    return (link.source, link.target) if link.source < link.target else (link.target, link.source)


def _few(bubbles: Mapping[str, Bubble]) -> bool:
    """Whether ways round are looked for."""
    return len(bubbles) <= _MANY


class _Kept:
    """Which curves of the last time still hold.

    A curve depends on its link and its twins, on the bubbles where it was looked for, and on the lines
    before it that are there.
    """

    def __init__(
        self,
        links: Sequence[Link],
        kinds: Mapping[str, LinkKind],
        bubbles: Mapping[str, Bubble],
        before: Routes | None,
    ) -> None:
        self.curves: dict[str, Curve] = {}
        self.obstacles: Obstacles | None = None
        self._before = before
        self._cells: set[int] = set()
        self._lines: set[int] = set()
        if before is None:
            return
        old = before.bubbles
        keys = sorted(old.keys() | bubbles.keys())
        moved = [key for key in keys if not _same_place(old.get(key), bubbles.get(key))]
        boxes = {key: bubbles[key].box if key in bubbles else None for key in moved}
        self.obstacles, self._cells = before.obstacles.changed(boxes)
        self.curves = {curve.link.id: curve for curve in before.curves}
        self._forget(links, kinds, frozenset(moved), before)

    def _forget(
        self, links: Sequence[Link], kinds: Mapping[str, LinkKind], moved: Collection[str], before: Routes
    ) -> None:
        """Drop the curves of links that differ, whose bubbles moved or that have got or lost a twin."""
        now = {link.id: link for link in links}
        changed = {_pair(link) for link in links if link.id not in self.curves}
        for key, curve in self.curves.items():
            link = curve.link
            if (
                link.source in moved
                or link.target in moved
                or not _equal(now.get(key), link)
                or not _equal(kinds.get(link.kind), curve.kind)
            ):
                changed.add(_pair(link))
        if not changed:
            return
        for key in [key for key, curve in self.curves.items() if _pair(curve.link) in changed]:
            del self.curves[key]
            if (line := before.lines.get(key)) and key in before.careful:
                self._lines |= line.cells

    def holds(self, key: str, *, careful: bool) -> bool:
        """Whether a link would get its curve of the last time again."""
        if key not in self.curves or self._before is None or careful != (key in self._before.careful):
            return False
        asked = self._before.asked[key]
        return asked.isdisjoint(self._cells) and (not careful or asked.isdisjoint(self._lines))

    def drawn(self, line: Line) -> None:
        """Note a line that those after it mind: it may be another one than the last time."""
        if self._before is None:
            return
        key = line.curve.link.id
        old = self._before.lines.get(key) if key in self._before.careful else None
        if old is line:
            return
        if old is None or key not in self.curves or old.curve != line.curve:
            self._lines |= line.cells
            self._lines |= old.cells if old else set()


def _equal(one: object, other: object) -> bool:
    return one is other or one == other


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


def _around(points: Sequence[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _distance(link: Link, bubbles: Mapping[str, Bubble]) -> float:
    one, other = bubbles[link.source], bubbles[link.target]
    return math.hypot(one.x - other.x, one.y - other.y)


@dataclass(frozen=True, slots=True)
class _Among:
    """What a link is routed among; `lines` are those of the links before it."""

    bubbles: Mapping[str, Bubble]
    plane: Plane
    obstacles: Obstacles
    lines: list[Line]

    def best(self, link: Link, kind: LinkKind, bows: Sequence[float], *, careful: bool, alone: bool) -> Curve:
        """The best curve of a link; careful ones mind what they cross."""
        source, target = self.bubbles[link.source], self.bubbles[link.target]
        own = frozenset((link.source, link.target))
        clearance = CLEARANCE * source.scale
        best: tuple[tuple[int, float], Curve] | None = None
        for bow in bows:
            if best and best[0] <= (0, 4 * abs(bow)):
                break  # bows come straightest first: none that follows can be better than this
            curve = _curve(link, kind, source, target, bow)
            points = curve.outline()
            most = best[0][0] if best else 1000
            hits = self.obstacles.hits(points, own, clearance, most) + self._outside(points)
            if best and hits > most:
                continue
            cost = (hits, (self._crossings(own, points) if careful else 0) + abs(bow) * 4)
            if best is None or cost < best[0]:
                best = (cost, curve)
            if hits > _HOPELESS and not _few(self.bubbles):
                break
        assert best is not None  # noqa: S101 - there is always a bow
        if alone and _few(self.bubbles) and (best[0][0] or best[0][1] > _FAR):
            round_ = self._round(link, kind, bows)
            if round_ is not None:
                crossings = self._crossings(own, round_.outline()) if careful else 0
                if (0, crossings + _WAY) < best[0]:
                    return round_
        return best[1]

    def _round(self, link: Link, kind: LinkKind, bows: Sequence[float]) -> Curve | None:
        """The curve that goes round what stands between two bubbles, None where there is no way."""
        source, target = self.bubbles[link.source], self.bubbles[link.target]
        own = frozenset((link.source, link.target))
        unit, plane, obstacles = source.scale, self.plane, self.obstacles
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
                if not obstacles.hits(curve.outline(), own, clearance * _TIGHT, 0):
                    return curve
        return None

    def _outside(self, points: Sequence[Point]) -> int:
        """1 for a curve that leaves the map, which costs as much as one through a bubble."""
        wide, tall = self.plane.x + _EDGE, self.plane.y + _EDGE
        return int(any(abs(x) > wide or abs(y) > tall for x, y in points))

    def _crossings(self, own: frozenset[str], points: Sequence[Point]) -> int:
        """How many lines a line crosses that do not begin or end where it does."""
        box = _around(points)
        return sum(
            _meet(box, line.box) and own.isdisjoint(line.ends) and _cross(points, line) for line in self.lines
        )


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
    if not bow:
        first, last = _edge((x1, y1), (x2, y2), source.box, 0.4), _edge((x2, y2), (x1, y1), target.box, 1.6)
        if first and last and (last[0] - first[0]) * (x2 - x1) + (last[1] - first[1]) * (y2 - y1) > 0:
            return Curve(link, kind, first, ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2), last)
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


def _cross(points: Sequence[Point], line: Line) -> bool:
    """Whether a line through points crosses another one."""
    left, top, right, bottom = line.box
    for p, q in pairwise(points):
        if (p[0] < left and q[0] < left) or (p[0] > right and q[0] > right):
            continue
        if (p[1] < top and q[1] < top) or (p[1] > bottom and q[1] > bottom):
            continue
        dx, dy = q[0] - p[0], q[1] - p[1]
        sides = [dx * (s[1] - p[1]) > dy * (s[0] - p[0]) for s in line.points]
        for number in range(1, len(sides)):
            if sides[number - 1] == sides[number]:
                continue
            r, s = line.points[number - 1], line.points[number]
            ex, ey = s[0] - r[0], s[1] - r[1]
            if (ex * (p[1] - r[1]) > ey * (p[0] - r[0])) != (ex * (q[1] - r[1]) > ey * (q[0] - r[0])):
                return True
    return False
