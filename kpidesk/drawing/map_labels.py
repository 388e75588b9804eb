"""Where the marks on links stand: on their line, clear of bubbles, ring names and other marks.

A mark is a disc with a bolt, a question mark, a cross or the one or two characters of its kind; a label
is a short text beside it, such as how long it takes.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kpidesk.domain.results import Confidence, LinkRole
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_bubbles import Bubble
from kpidesk.drawing.map_links import Curve, Point, at_share
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
# Among more links than this marks do not keep clear of lines: that would take long.
_MANY: Final = 400


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
    return Style(14 * unit, Weight.REGULAR, colour)


def label_size(curve: Curve, unit: float, label: str = "") -> tuple[float, float]:
    """Width and height of a link's mark and label together (mm), 0 for neither."""
    shown = mark(curve)
    disc = 2 * DISC * unit * (1.0 if shown == BOLT else SMALL) if shown else 0.0
    if not label:
        return disc, disc
    style = label_style(unit)
    return disc + width(label, style) + 3 * unit, max(disc, style.size * 1.3)


def place_labels(
    curves: Sequence[Curve],
    bubbles: Iterable[Bubble],
    names: Iterable[Box],
    sizes: Mapping[str, tuple[float, float]],
    unit: float,
) -> dict[str, Point]:
    """The middle of each link's label by the link's id.

    The nearest place to the middle of the line that covers nothing, else one that covers lines only. A mark
    has a place in any case; a text that would lie on a bubble, a name or another label has none.
    """
    edge = BADGE * unit
    taken = Crowd((_grown(each.box, edge) for each in bubbles), 40.0)
    for name in names:
        taken.add(name)
    lines = Crowd((), 25.0)
    found = {}
    wanted = [curve for curve in curves if sizes.get(curve.link.id, (0.0, 0.0))[0] > 0]
    if len(curves) <= _MANY:
        for curve in curves if wanted else ():
            for piece in _pieces(curve):
                lines.add(piece)
    for curve in sorted(wanted, key=lambda each: (_length(each), each.link.code)):
        size = sizes[curve.link.id]
        at = _free(curve, size, taken, lines, unit)
        if at is None:
            continue
        taken.add(_about(at, size))
        found[curve.link.id] = at
    return found


def _length(curve: Curve) -> float:
    return abs(curve.end[0] - curve.start[0]) + abs(curve.end[1] - curve.start[1])


def _free(curve: Curve, size: tuple[float, float], taken: Crowd, lines: Crowd, unit: float) -> Point | None:
    """The first place that covers nothing, else the one that covers least; None for a text over others."""
    best, fewest = curve.middle, 1_000_000
    for at in _candidates(curve, size, unit):
        box = _about(at, size)
        over = lines.count(box, 0.0)
        cost = _SOLID * taken.count(box, 1.0 * unit) + (over - _own(curve, box) if over else 0)
        if cost < fewest:
            best, fewest = at, cost
        if cost <= 0:
            break
    return best if fewest < _SOLID or _is_disc(size, unit) else None


def _is_disc(size: tuple[float, float], unit: float) -> bool:
    """Whether it is a mark without a text."""
    return size[0] <= 2 * DISC * unit


def _candidates(curve: Curve, size: tuple[float, float], unit: float) -> Iterator[Point]:
    """Places on the line, those near its middle first; for a text then those beside it."""
    points = curve.points(40)
    on_line = [at_share(points, share) for share in _SHARES]
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


def _own(curve: Curve, box: Box) -> int:
    """How many pieces of its own line a label lies on."""
    return sum(_near(piece, box) for piece in _pieces(curve))


def _near(piece: Box, box: Box) -> bool:
    return piece[0] < box[2] and box[0] < piece[2] and piece[1] < box[3] and box[1] < piece[3]


def _pieces(curve: Curve) -> list[Box]:
    points = curve.points(12)
    return [
        (min(a[0], b[0]) - 0.1, min(a[1], b[1]) - 0.1, max(a[0], b[0]) + 0.1, max(a[1], b[1]) + 0.1)
        for a, b in pairwise(points)
    ]


def _about(at: Point, size: tuple[float, float]) -> Box:
    return at[0] - size[0] / 2, at[1] - size[1] / 2, at[0] + size[0] / 2, at[1] + size[1] / 2


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


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
