"""How one plane looks from a camera: points of a flat sheet and where a photo shows them.

Plain Python: a handful of points, so that no package for matrices is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Final

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Four corners, clockwise from the top left."""

Matrix = tuple[float, ...]

_FLAT: Final = 1e-12


class NoPlaneError(ValueError):
    """The points lie on a line, or too few were given."""


@dataclass(frozen=True, slots=True)
class View:
    """A projective map; `numbers` are the nine of its matrix, row by row."""

    numbers: Matrix

    def at(self, point: Point) -> Point:
        """Where a point goes; far away where it lies on the horizon."""
        a, b, c, d, e, f, g, h, i = self.numbers
        x, y = point
        depth = g * x + h * y + i
        depth = depth if abs(depth) > _FLAT else _FLAT
        return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth

    def quad(self, corners: Quad) -> Quad:
        """Where four corners go."""
        first, second, third, fourth = map(self.at, corners)
        return first, second, third, fourth

    def back(self) -> "View":
        """The map the other way."""
        a, b, c, d, e, f, g, h, i = self.numbers
        return View(
            (
                e * i - f * h, c * h - b * i, b * f - c * e,
                f * g - d * i, a * i - c * g, c * d - a * f,
                d * h - e * g, b * g - a * h, a * e - b * d,
            )
        )  # fmt: skip

    def after(self, first: "View") -> "View":
        """This map after another one."""
        return View(_times(self.numbers, first.numbers))

    def eight(self) -> tuple[float, ...]:
        """The eight numbers of Pillow's perspective, whose ninth is one."""
        last = self.numbers[8] if abs(self.numbers[8]) > _FLAT else _FLAT
        return tuple(number / last for number in self.numbers[:8])


def scaling(factor: float, dx: float = 0.0, dy: float = 0.0) -> View:
    """Make everything larger about the origin, then move it."""
    return View((factor, 0, dx, 0, factor, dy, 0, 0, 1))


def rectangle(left: float, top: float, right: float, bottom: float) -> Quad:
    """The corners of a box."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def view(points: Sequence[Point], seen: Sequence[Point]) -> View:
    """The map that brings points nearest to where they are seen, by least squares; four at least.

    Raises:
        NoPlaneError: the points say too little.
    """
    if len(points) < 4:
        raise NoPlaneError
    # Numbers around one keep the equations well behaved.
    before, after = _centred(points), _centred(seen)
    square = [[0.0] * 9 for _ in range(8)]
    for (x, y), (u, v) in zip(map(before.at, points), map(after.at, seen), strict=True):
        for row in ((x, y, 1, 0, 0, 0, -u * x, -u * y, u), (0, 0, 0, x, y, 1, -v * x, -v * y, v)):
            for i in range(8):
                for j in range(9):
                    square[i][j] += row[i] * row[j]
    return after.back().after(View((*solved(square), 1.0)).after(before))


def miss(map_: View, points: Sequence[Point], seen: Sequence[Point]) -> float:
    """How far from where they are seen the points come to lie: the root of the mean square."""
    total = 0.0
    for point, (u, v) in zip(points, seen, strict=True):
        x, y = map_.at(point)
        total += (x - u) ** 2 + (y - v) ** 2
    return sqrt(total / len(points))


def area(corners: Quad) -> float:
    """The area of four corners, above zero where they run clockwise (y downward)."""
    ends = (*corners[1:], corners[0])
    return sum(x * v - u * y for (x, y), (u, v) in zip(corners, ends, strict=True)) / 2


def convex(corners: Quad) -> bool:
    """Whether four corners run clockwise around one piece without a dent."""
    turns = []
    for number in range(4):
        (a, b), (c, d), (e, f) = (corners[(number + step) % 4] for step in range(3))
        turns.append((c - a) * (f - d) - (d - b) * (e - c))
    return min(turns) > 0


def _centred(points: Sequence[Point]) -> View:
    x = sum(point[0] for point in points) / len(points)
    y = sum(point[1] for point in points) / len(points)
    far = sum(hypot(point[0] - x, point[1] - y) for point in points) / len(points)
    if far < _FLAT:
        raise NoPlaneError
    return scaling(1 / far, -x / far, -y / far)


def solved(square: list[list[float]]) -> tuple[float, ...]:
    """The numbers that solve a square of equations, each with its right side last.

    Raises:
        NoPlaneError: they say too little.
    """
    size = len(square)
    for column in range(size):
        best = max(range(column, size), key=lambda row: abs(square[row][column]))
        if abs(square[best][column]) < _FLAT:
            raise NoPlaneError
        square[column], square[best] = square[best], square[column]
        lead = square[column][column]
        square[column] = [number / lead for number in square[column]]
        for row in range(size):
            if row != column and (factor := square[row][column]):
                square[row] = [
                    number - factor * other for number, other in zip(square[row], square[column], strict=True)
                ]
    return tuple(row[size] for row in square)


def _times(one: Matrix, other: Matrix) -> Matrix:
    return tuple(
        sum(one[3 * row + k] * other[3 * k + column] for k in range(3))
        for row in range(3)
        for column in range(3)
    )
