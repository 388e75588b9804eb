"""What a drawing leaves on each tile: whether there is anything at all, and what.

Invariant: a tile is never called blank if a printer would put ink on what stays visible of it. White on
white is no ink.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Box, Form, Group, Item, Path, Picture, Transform, bounds
from kpidesk.drawing.tiles import Grid

_STEPS: Final = 12  # straight parts of a curve
_HERE: Final = Transform()
_NEAR: Final = 0.2  # mm: ink so near counts as on the tile
_Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Text, outline or image with its place on the sheet in mm; `box` is what is seen of it."""

    item: Item
    box: Box
    at: Transform


def leaves(items: Iterable[Item], at: Transform = _HERE, seen: Box | None = None) -> Iterator[Leaf]:
    """What a drawing is made of, in painting order; what is clipped away is left out."""
    for item in items:
        if isinstance(item, Group):
            inner = (item.transform or Transform()).within(at)
            clip = bounds((item.clip,)) if item.clip is not None else None
            yield from leaves(item.items, inner, _common(seen, _on_sheet(clip, inner)) if clip else seen)
        elif isinstance(item, Form):
            inner = Transform(item.x, item.y, item.scale).within(at)
            box = _on_sheet((0, 0, item.picture.width, item.picture.height), inner)
            yield from leaves(item.picture.items, inner, _common(seen, box))
        elif (found := bounds((item,))) is not None:
            box = _common(seen, _on_sheet(found, at))
            if box[0] <= box[2] and box[1] <= box[3]:
                yield Leaf(item, box, at)


def _on_sheet(box: Box, at: Transform) -> Box:
    left, top, right, bottom = (each * at.scale for each in box)
    return left + at.dx, top + at.dy, right + at.dx, bottom + at.dy


def _common(one: Box | None, other: Box) -> Box:
    if one is None:
        return other
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes have a point in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def blank(whole: Picture, grid: Grid) -> frozenset[tuple[int, int]]:
    """Columns and rows of the tiles of which nothing would be seen on the wall but white paper."""
    found = [leaf for leaf in leaves(whole.items) if not _is_white(leaf.item)]
    return frozenset(
        (column, row)
        for row in range(grid.rows)
        for column in range(grid.columns)
        if not any(_inks(leaf, _grown(grid.visible(column, row))) for leaf in found)
    )


def _grown(box: Box) -> Box:
    return box[0] - _NEAR, box[1] - _NEAR, box[2] + _NEAR, box[3] + _NEAR


def _is_white(item: Item) -> bool:
    return isinstance(item, Path) and {item.fill or LIGHT.surface, item.stroke or LIGHT.surface} == {
        LIGHT.surface
    }


def _inks(leaf: Leaf, tile: Box) -> bool:
    """Whether ink falls on a tile. Whites were sorted out before."""
    if not meets(leaf.box, tile):
        return False
    path = leaf.item
    if not isinstance(path, Path):
        return True
    half = path.width / 2 * leaf.at.scale if path.stroke is not None else 0.0
    near = (tile[0] - half, tile[1] - half, tile[2] + half, tile[3] + half)
    outlines = list(_outlines(path, leaf.at))
    if any(_crosses(start, end, near) for points in outlines for start, end in pairwise(points)):
        return True
    # No edge comes near: the tile lies inside as a whole, or outside.
    filled = path.fill is not None and path.fill != LIGHT.surface
    return filled and _is_inside((tile[0], tile[1]), outlines, even_odd=path.even_odd)


def _outlines(path: Path, at: Transform) -> Iterator[_Points]:
    """The lines of a path on the sheet, curves in straight parts, each closed if it is filled."""
    points: _Points = []
    for op in path.ops:
        if op[0] == "M" and points:
            yield _closed(points, path)
            points = []
        if len(op) == 1:
            points.append(points[0])
            continue
        ends = [(op[n] * at.scale + at.dx, op[n + 1] * at.scale + at.dy) for n in range(1, len(op), 2)]  # type: ignore[operator]
        points += _curve(points[-1], *ends) if len(ends) == 3 else ends
    if points:
        yield _closed(points, path)


def _closed(points: _Points, path: Path) -> _Points:
    return [*points, points[0]] if path.fill is not None else points


def _curve(
    start: tuple[float, float], one: tuple[float, float], two: tuple[float, float], end: tuple[float, float]
) -> _Points:
    found = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
        found.append((
            a * start[0] + b * one[0] + c * two[0] + d * end[0],
            a * start[1] + b * one[1] + c * two[1] + d * end[1],
        ))  # fmt: skip
    return found


def _crosses(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Whether a straight line has a point in a box (Liang and Barsky)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    low, high = 0.0, 1.0
    for step, room in (
        (-dx, start[0] - box[0]), (dx, box[2] - start[0]), (-dy, start[1] - box[1]), (dy, box[3] - start[1])
    ):  # fmt: skip
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            low = max(low, room / step)
        else:
            high = min(high, room / step)
    return low <= high


def _is_inside(point: tuple[float, float], outlines: Sequence[_Points], *, even_odd: bool) -> bool:
    x, y = point
    winding = crossings = 0
    for points in outlines:
        for (x1, y1), (x2, y2) in pairwise(points):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
                winding += 1 if y2 > y1 else -1
    return bool(crossings % 2 if even_odd else winding)
