"""Where the marks on links stand: on their line, clear of bubbles, ring names and other marks.

A mark is a disc with a bolt, a question mark, a cross or the one or two characters of its kind; a label
is a short text beside it, such as how long it takes.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kpidesk.domain.results import Confidence, LinkRole
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_links import Curve, Line, Point, Routes, at_share
from kpidesk.drawing.map_place import Crowd
from kpidesk.drawing.picture import Box
from kpidesk.drawing.text import Style, width

DISC: Final = 5.0
"""The radius of a mark's disc at full type size (mm)."""

SMALL: Final = 0.8
"""How much smaller the disc of a doubt is."""

BOLT: Final = "bolt"
BADGE: Final = 4.0
"""How far badges stand over the edges of bubbles at full type size (mm)."""

# Shares of the way that are tried, the middle first and the ends never: there are arrow heads.
_SHARES: Final = (0.5, *(0.5 + side * 0.04 * step for step in range(1, 10) for side in (1, -1)))
_SOLID: Final = 1000  # how many lines are as bad to cover as one bubble


def mark(curve: Curve) -> str:
    """What stands in a link's disc, "" for no disc."""
    if curve.kind.role is LinkRole.CONFLICT:
        return BOLT
    if curve.link.confidence is Confidence.ASSUMED:
        return "?"
    if curve.link.confidence is Confidence.DISPROVED:
        return "×"
    return curve.kind.mark


def label_style(unit: float, colour: str = "#000000") -> Style:
    """How a label on a link is written."""
    return Style(17.5 * unit, Weight.REGULAR, colour)


def label_size(curve: Curve, unit: float, label: str = "") -> tuple[float, float]:
    """Width and height of a link's mark and label together (mm), 0 for neither."""
    shown = mark(curve)
    disc = 2 * DISC * unit * (1.0 if shown == BOLT else SMALL) if shown else 0.0
    if not label:
        return disc, disc
    style = label_style(unit)
    return disc + width(label, style) + 3 * unit, max(disc, style.size * 1.3)


def place_labels(
    routes: Routes, taken: Iterable[Box], sizes: Mapping[str, tuple[float, float]]
) -> dict[str, Point]:
    """The middle of each link's label by the link's id; `sizes` are their widths and heights (mm).

    They keep clear of bubbles and of what is `taken`: the nearest place to the middle of the line that
    covers nothing, else one that covers lines only. A mark has a place in any case; a text that would lie
    on a bubble, a name or another label has none.
    """
    free = _Free(routes, taken)
    wanted = [curve for curve in routes.curves if sizes.get(curve.link.id, (0.0, 0.0))[0] > 0]
    found = {}
    for curve in sorted(wanted, key=lambda each: (_length(each), each.link.code)):
        at = free.place(curve, sizes[curve.link.id])
        if at is not None:
            found[curve.link.id] = at
    return found


def _length(curve: Curve) -> float:
    return abs(curve.end[0] - curve.start[0]) + abs(curve.end[1] - curve.start[1])


class _Free:
    """What labels keep clear of: bubbles with their badges, names, other labels; lines if there are few."""

    def __init__(self, routes: Routes, taken: Iterable[Box]) -> None:
        self._bubbles = routes.obstacles
        self._unit = routes.obstacles.unit
        self._taken = Crowd(taken, 40.0)
        self._lines: dict[int, list[Line]] = defaultdict(list)
        for line in routes.lines.values() if len(routes.lines) == len(routes.curves) else ():
            for cell in line.cells:
                self._lines[cell].append(line)

    def place(self, curve: Curve, size: tuple[float, float]) -> Point | None:
        """The first place that covers nothing, else what covers least; None for a text over others."""
        best, fewest = curve.middle, 1_000_000
        for at in _candidates(curve, size, self._unit):
            cost = self._cost(curve, around(at, size), fewest)
            if cost < fewest:
                best, fewest = at, cost
            if cost <= 0:
                break
        if fewest >= _SOLID and not _is_disc(size, self._unit):
            return None
        self._taken.add(around(best, size))
        return best

    def _cost(self, curve: Curve, box: Box, most: int) -> int:
        """What a label would cover; counted to `most`."""
        gap = 1.0 * self._unit
        cost = self._bubbles.near(box, BADGE * self._unit + gap) + self._taken.count(box, gap)
        if cost * _SOLID >= most or not self._lines:
            return cost * _SOLID
        lines = {line for cell in self._bubbles.under(box) for line in self._lines.get(cell, ())}
        return cost * _SOLID + sum(line.curve.link is not curve.link and line.covers(box) for line in lines)


def _is_disc(size: tuple[float, float], unit: float) -> bool:
    """Whether it is a mark without a text."""
    return size[0] <= 2 * DISC * unit


def _candidates(curve: Curve, size: tuple[float, float], unit: float) -> Iterator[Point]:
    """Places on the line, those near its middle first; for a text then those beside it."""
    points = curve.points(40) if curve.more else ()
    on_line = [at_share(points, share) if points else curve.at(share) for share in _SHARES]
    yield from on_line
    if _is_disc(size, unit):
        return
    along, down = curve.end[0] - curve.start[0], curve.end[1] - curve.start[1]
    long = math.hypot(along, down) or 1.0
    aside, up = down / long, -along / long
    far = abs(aside) * size[0] / 2 + abs(up) * size[1] / 2 + 1.5 * unit
    for x, y in on_line:
        yield x + aside * far, y + up * far
        yield x - aside * far, y - up * far


def around(at: Point, size: tuple[float, float]) -> Box:
    """The box of a label by its middle."""
    return at[0] - size[0] / 2, at[1] - size[1] / 2, at[0] + size[0] / 2, at[1] + size[1] / 2


def with_labels(
    curves: Sequence[Curve], places: Mapping[str, Point], before: Sequence[Curve] = ()
) -> tuple[Curve, ...]:
    """Curves with the places of their labels; the very ones of the last time where nothing changed."""
    old = {curve.link.id: curve for curve in before}
    found = []
    for curve in curves:
        at = places.get(curve.link.id)
        now = curve if at is None else replace(curve, label=at)
        was = old.get(curve.link.id)
        found.append(was if was is not None and was == now else now)
    return tuple(found)
