"""Outlines in millimetres: rectangles, circles, polylines, arrow heads, zig-zags.

Functions take geometry first and hand the rest (``fill``, ``stroke``, ``width`` ...) on to ``Path``.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, TypedDict, Unpack

from kpidesk.drawing.picture import Colour, Op, Path

Point = tuple[float, float]
# A Bézier quarter circle with this handle is off by less than 0.03 % of the radius.
_QUARTER = 4 / 3 * (math.sqrt(2) - 1)


class Paint(TypedDict, total=False):
    """The fields of ``Path`` that say how an outline looks."""

    fill: Colour | None
    stroke: Colour | None
    width: float
    dash: tuple[float, ...]
    cap: Literal["butt", "round"]
    join: Literal["miter", "round"]
    opacity: float
    cosmetic: bool
    even_odd: bool


def rect(
    x: float, y: float, width_mm: float, height_mm: float, radius: float = 0, **paint: Unpack[Paint]
) -> Path:
    """Return a rectangle with its top left corner at (x, y) and corners of a radius in mm."""
    right, bottom = x + width_mm, y + height_mm
    radius = min(radius, abs(width_mm) / 2, abs(height_mm) / 2)
    if radius <= 0:
        return Path((("M", x, y), ("L", right, y), ("L", right, bottom), ("L", x, bottom), ("Z",)), **paint)
    inset = radius * (1 - _QUARTER)
    return Path(
        (
            ("M", x + radius, y),
            ("L", right - radius, y),
            ("C", right - inset, y, right, y + inset, right, y + radius),
            ("L", right, bottom - radius),
            ("C", right, bottom - inset, right - inset, bottom, right - radius, bottom),
            ("L", x + radius, bottom),
            ("C", x + inset, bottom, x, bottom - inset, x, bottom - radius),
            ("L", x, y + radius),
            ("C", x, y + inset, x + inset, y, x + radius, y),
            ("Z",),
        ),
        **paint,
    )


def line(x1: float, y1: float, x2: float, y2: float, **paint: Unpack[Paint]) -> Path:
    """Return a straight line."""
    return Path((("M", x1, y1), ("L", x2, y2)), **paint)


def ellipse(cx: float, cy: float, rx: float, ry: float, **paint: Unpack[Paint]) -> Path:
    """Return an ellipse about (cx, cy) with half axes rx and ry."""
    hx, hy = rx * _QUARTER, ry * _QUARTER
    return Path(
        (
            ("M", cx + rx, cy),
            ("C", cx + rx, cy + hy, cx + hx, cy + ry, cx, cy + ry),
            ("C", cx - hx, cy + ry, cx - rx, cy + hy, cx - rx, cy),
            ("C", cx - rx, cy - hy, cx - hx, cy - ry, cx, cy - ry),
            ("C", cx + hx, cy - ry, cx + rx, cy - hy, cx + rx, cy),
            ("Z",),
        ),
        **paint,
    )


def circle(cx: float, cy: float, radius: float, **paint: Unpack[Paint]) -> Path:
    """Return a circle about (cx, cy)."""
    return ellipse(cx, cy, radius, radius, **paint)


def clockwise(share: float) -> Point:
    """Return the direction of a share of a turn, clockwise from the top."""
    angle = math.radians(360 * share - 90)
    return math.cos(angle), math.sin(angle)


def arc(cx: float, cy: float, radius: float, start: float, sweep: float, **paint: Unpack[Paint]) -> Path:
    """Return an open arc from ``start`` degrees (0 is right, 90 is down) through ``sweep`` degrees."""
    pieces = max(1, math.ceil(abs(sweep) / 90))
    step = math.radians(sweep) / pieces
    handle = 4 / 3 * math.tan(step / 4) * radius
    turn = math.radians(start)
    ops: list[Op] = [("M", cx + radius * math.cos(turn), cy + radius * math.sin(turn))]
    for _ in range(pieces):
        cos1, sin1 = math.cos(turn), math.sin(turn)
        turn += step
        cos2, sin2 = math.cos(turn), math.sin(turn)
        ops.append(
            (
                "C",
                cx + radius * cos1 - handle * sin1,
                cy + radius * sin1 + handle * cos1,
                cx + radius * cos2 + handle * sin2,
                cy + radius * sin2 - handle * cos2,
                cx + radius * cos2,
                cy + radius * sin2,
            )
        )
    return Path(tuple(ops), **paint)


def _through(points: Iterable[Point]) -> list[Op]:
    return [("L" if number else "M", x, y) for number, (x, y) in enumerate(points)]


def polyline(points: Iterable[Point], **paint: Unpack[Paint]) -> Path:
    """Return an open line through the points."""
    return Path(tuple(_through(points)), **paint)


def polygon(points: Iterable[Point], **paint: Unpack[Paint]) -> Path:
    """Return a closed outline through the points."""
    return Path((*_through(points), ("Z",)), **paint)


def regular_polygon(
    cx: float, cy: float, radius: float, corners: int, turn: float = 0, **paint: Unpack[Paint]
) -> Path:
    """Return a polygon of equal sides, its first corner on top, turned clockwise by degrees."""
    angles = [math.radians(turn - 90 + 360 * at / corners) for at in range(corners)]
    return polygon([(cx + radius * math.cos(a), cy + radius * math.sin(a)) for a in angles], **paint)


def arrow_head(
    tip: Point, origin: Point, length: float, breadth: float | None = None, **paint: Unpack[Paint]
) -> Path:
    """Return a triangle with its tip at a point, coming from the direction of ``origin``."""
    dx, dy = _direction(origin, tip)
    half = (length * 0.8 if breadth is None else breadth) / 2
    bx, by = tip[0] - dx * length, tip[1] - dy * length
    return polygon([tip, (bx - dy * half, by + dx * half), (bx + dy * half, by - dx * half)], **paint)


def arrow_base(tip: Point, origin: Point, length: float) -> Point:
    """Return where a line should end that an arrow head of that length continues."""
    dx, dy = _direction(origin, tip)
    return (tip[0] - dx * length, tip[1] - dy * length)


def _direction(start: Point, end: Point) -> Point:
    """Return the unit vector from start to end; to the right if they are the same point."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    size = math.hypot(dx, dy)
    return (dx / size, dy / size) if size else (1.0, 0.0)


def cubic(p0: Point, p1: Point, p2: Point, p3: Point, pieces: int = 24) -> list[Point]:
    """Return points along a Bézier curve, both ends included."""
    points = []
    for at in range(pieces + 1):
        t = at / pieces
        a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
        points.append(
            (
                a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0],
                a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1],
            )
        )
    return points


def length(points: Sequence[Point]) -> float:
    """Return how long a line through the points is."""
    return sum(math.dist(a, b) for a, b in pairwise(points))


def along(points: Sequence[Point], distance: float) -> tuple[Point, Point]:
    """Return the point at a distance from the start of a line, and the direction there.

    Distances outside the line are those of its ends.
    """
    left = max(0.0, distance)
    last = (points[0], (1.0, 0.0))
    for a, b in pairwise(points):
        piece = math.dist(a, b)
        if piece == 0:
            continue
        direction = _direction(a, b)
        if left <= piece:
            return (a[0] + direction[0] * left, a[1] + direction[1] * left), direction
        left -= piece
        last = (b, direction)
    return last


def zigzag(
    points: Sequence[Point], wave: float = 3, height: float = 1, plain: float = 0, **paint: Unpack[Paint]
) -> Path:
    """Return a zig-zag along a line: ``wave`` mm from tooth to tooth, ``height`` mm to either side.

    ``plain`` mm at both ends stay straight, for an arrow head or the edge of a bubble.
    """
    total = length(points)
    room = total - 2 * plain
    teeth = max(1, round(room / wave)) if room > 0 else 0
    result = [points[0]]
    if plain > 0:
        result.append(along(points, min(plain, total / 2))[0])
    for tooth in range(teeth):
        for share, side in ((0.25, 1), (0.75, -1)):
            (x, y), (dx, dy) = along(points, plain + room * (tooth + share) / teeth)
            result.append((x - dy * height * side, y + dx * height * side))
    if plain > 0:
        result.append(along(points, max(total - plain, total / 2))[0])
    result.append(points[-1])
    return polyline(result, **paint)


def parallel(points: Sequence[Point], offset: float) -> list[Point]:
    """Return the line beside a line, ``offset`` mm to the right of its direction."""
    result = []
    for at, (x, y) in enumerate(points):
        dx, dy = _direction(points[max(0, at - 1)], points[min(len(points) - 1, at + 1)])
        result.append((x - dy * offset, y + dx * offset))
    return result
