"""Where bubbles go when people line them up, space them out, or drag one near the line of another.

Pure geometry in any unit; boxes are (left, top, right, bottom), points are the middles of boxes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from kpidesk.drawing.picture import Box

Point = tuple[float, float]


class Edge(Enum):
    """What of the boxes is brought onto one line."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


def _middle(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def aligned(boxes: Mapping[str, Box], edge: Edge) -> dict[str, Point]:
    """New middles of boxes that share an edge or middle line: that of all of them together."""
    left, top = min(box[0] for box in boxes.values()), min(box[1] for box in boxes.values())
    right, bottom = max(box[2] for box in boxes.values()), max(box[3] for box in boxes.values())
    places = {}
    for key, box in boxes.items():
        x, y = _middle(box)
        wide, tall = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        places[key] = {
            Edge.LEFT: (left + wide, y),
            Edge.CENTRE: ((left + right) / 2, y),
            Edge.RIGHT: (right - wide, y),
            Edge.TOP: (x, top + tall),
            Edge.MIDDLE: (x, (top + bottom) / 2),
            Edge.BOTTOM: (x, bottom - tall),
        }[edge]
    return places


def distributed(boxes: Mapping[str, Box], *, across: bool) -> dict[str, Point]:
    """New middles of boxes with equal gaps between them; the two outermost stay."""
    low, high = (0, 2) if across else (1, 3)
    ordered = sorted(boxes, key=lambda key: (boxes[key][low] + boxes[key][high], key))
    sizes = [boxes[key][high] - boxes[key][low] for key in ordered]
    first, last = boxes[ordered[0]], boxes[ordered[-1]]
    gap = (last[high] - first[low] - sum(sizes)) / max(len(ordered) - 1, 1)
    places, at = {}, first[low]
    for key, size in zip(ordered, sizes, strict=True):
        x, y = _middle(boxes[key])
        places[key] = (at + size / 2, y) if across else (x, at + size / 2)
        at += size + gap
    return places


@dataclass(frozen=True, slots=True)
class Snap:
    """How far a box is moved so that it lines up with others, and the lines on which it then stands."""

    dx: float = 0.0
    dy: float = 0.0
    upright: tuple[float, ...] = ()
    level: tuple[float, ...] = ()


def snapped(box: Box, others: Iterable[Box], reach: float) -> Snap:
    """Line a box up with the edges and middles of others that are nearer than `reach`."""
    xs, ys = [], []
    for other in others:
        xs += [other[0], (other[0] + other[2]) / 2, other[2]]
        ys += [other[1], (other[1] + other[3]) / 2, other[3]]
    dx, upright = _nearest((box[0], (box[0] + box[2]) / 2, box[2]), xs, reach)
    dy, level = _nearest((box[1], (box[1] + box[3]) / 2, box[3]), ys, reach)
    return Snap(dx, dy, upright, level)


def _nearest(own: tuple[float, ...], lines: list[float], reach: float) -> tuple[float, tuple[float, ...]]:
    best = min(((line - at) for at in own for line in lines), key=abs, default=reach)
    if abs(best) >= reach:
        return 0.0, ()
    met = sorted({round(line, 6) for at in own for line in lines if abs(line - at - best) < 1e-6})
    return best, tuple(line for line, after in pairwise([*met, float("inf")]) if after - line > 1e-6)
