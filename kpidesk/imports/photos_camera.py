"""How a flat sheet looks through a lens whose focal length is about known.

A free projective map has eight numbers, a camera before a sheet only six: three for where the sheet is
and three for how it is turned. Where few points are seen, six that make sense beat eight that fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, sin
from typing import Final

from kpidesk.imports.photos_plane import NoPlaneError, Point, View, miss, solved, view

USUAL_FOCAL: Final = 0.72
"""Of a photo's long side: the lens that phones use when nobody zooms."""

_LEANS: Final = (-0.35, 0.0, 0.35)  # radians: where the search for a sheet's turn begins
_ROUNDS: Final = 25
_STEP: Final = 1e-5

Pose = tuple[float, ...]
"""Turns about the upright, the level and the line of sight; where the sheet's middle is, in its lengths."""


@dataclass(frozen=True, slots=True)
class Lens:
    """A photo's size and the lens's focal length in pixels."""

    wide: float
    tall: float
    focal: float


def usual_lens(wide: int, tall: int) -> Lens:
    """The lens of a phone."""
    return Lens(wide, tall, USUAL_FOCAL * max(wide, tall))


def camera_view(points: Sequence[Point], seen: Sequence[Point], lens: Lens) -> View:
    """The map of a camera that brings points nearest to where they are seen.

    Raises:
        NoPlaneError: no camera sees them so.
    """
    around = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    start = _upright(points, seen, lens, around)
    best: tuple[float, View] | None = None
    for yaw in _LEANS:
        for pitch in _LEANS:
            found = _searched((yaw, pitch, *start), points, seen, lens, around)
            off = miss(found, points, seen)
            if best is None or off < best[0]:
                best = off, found
    if best is None:
        raise NoPlaneError
    return best[1]


def _upright(points: Sequence[Point], seen: Sequence[Point], lens: Lens, around: Point) -> Pose:
    """Roll and place as if the sheet stood straight before the lens."""
    rough = view(points, seen)
    x, y = rough.at(around)
    span = max(hypot(px - around[0], py - around[1]) for px, py in points)
    u, v = rough.at((around[0] + span / 4, around[1]))
    size = hypot(u - x, v - y) / (span / 4)
    far = lens.focal / size
    return atan2(v - y, u - x), (x - lens.wide / 2) / size, (y - lens.tall / 2) / size, far


def _camera(pose: Pose, lens: Lens, around: Point) -> View:
    """The map of one pose: turned, moved and seen through the lens."""
    yaw, pitch, roll, x, y, z = pose
    a, b, c, d, e, f = cos(yaw), sin(yaw), cos(pitch), sin(pitch), cos(roll), sin(roll)
    # The first two columns of the turn: roll after pitch after yaw.
    first = (e * a - f * d * b, f * a + e * d * b, -c * b)
    second = (-f * c, e * c, d)
    rows = [
        (one, other, at - one * around[0] - other * around[1])
        for one, other, at in zip(first, second, (x, y, z), strict=True)
    ]
    right, down, deep = rows
    across = [lens.focal * number + lens.wide / 2 * depth for number, depth in zip(right, deep, strict=True)]
    along = [lens.focal * number + lens.tall / 2 * depth for number, depth in zip(down, deep, strict=True)]
    return View((*across, *along, *deep))


def _searched(pose: Pose, points: Sequence[Point], seen: Sequence[Point], lens: Lens, around: Point) -> View:
    """The best pose near a first one, by Levenberg's and Marquardt's steps."""

    def off(pose: Pose) -> list[float]:
        map_ = _camera(pose, lens, around)
        return [
            difference
            for point, (u, v) in zip(points, seen, strict=True)
            for difference in (map_.at(point)[0] - u, map_.at(point)[1] - v)
        ]

    damping = 1e-3
    left = off(pose)
    cost = sum(each * each for each in left)
    for _ in range(_ROUNDS):
        slopes = []
        for number, value in enumerate(pose):
            step = _STEP * max(abs(value), 1.0)
            moved = off((*pose[:number], value + step, *pose[number + 1 :]))
            slopes.append([(new - old) / step for new, old in zip(moved, left, strict=True)])
        rows = [
            [
                sum(p * q for p, q in zip(one, other, strict=True)) * (1 + damping * (one is other))
                for other in slopes
            ]
            + [-sum(p * q for p, q in zip(one, left, strict=True))]
            for one in slopes
        ]
        try:
            change = solved(rows)
        except NoPlaneError:
            break
        tried = tuple(value + more for value, more in zip(pose, change, strict=True))
        now = off(tried)
        new_cost = sum(each * each for each in now)
        if new_cost < cost:
            done = cost - new_cost < 1e-6 * cost
            pose, left, cost, damping = tried, now, new_cost, damping / 5
            if done:
                break
        else:
            damping *= 8
    return _camera(pose, lens, around)
