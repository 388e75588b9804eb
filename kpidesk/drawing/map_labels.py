"""Where the marks on links stand: on their line, clear of bubbles, ring names and other marks.

A mark is a disc with a bolt, a question mark, a cross or the one or two characters of its kind; a label
is a short text beside it, such as how long it takes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kpidesk.domain.results import Confidence, LinkRole
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_bubbles import Bubble
from kpidesk.drawing.map_links import Curve, Point
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
_SHARES: Final = (0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78)


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

    The nearest place to the middle of the line that covers nothing; else one that covers lines only,
    else the middle.
    """
    edge = BADGE * unit
    taken = Crowd((_grown(each.box, edge) for each in bubbles), 40.0)
    for name in names:
        taken.add(name)
    lines = Crowd((), 25.0)
    found = {}
    wanted = [curve for curve in curves if sizes.get(curve.link.id, (0.0, 0.0))[0] > 0]
    if wanted:
        for curve in curves:
            _add_line(lines, curve)
    for curve in sorted(wanted, key=lambda each: (_length(each), each.link.code)):
        size = sizes[curve.link.id]
        at = _free(curve, size, taken, lines, unit)
        taken.add(_about(at, size))
        found[curve.link.id] = at
    return found


def _length(curve: Curve) -> float:
    return abs(curve.end[0] - curve.start[0]) + abs(curve.end[1] - curve.start[1])


def _free(curve: Curve, size: tuple[float, float], taken: Crowd, lines: Crowd, unit: float) -> Point:
    points = curve.points(40)
    best, fewest = points[len(points) // 2], 1_000_000
    for share in _SHARES:
        at = points[round(share * (len(points) - 1))]
        box = _about(at, size)
        cost = 1000 * taken.count(box, 1.0 * unit) + lines.count(box, 0.0) - _own(curve, box)
        if cost < fewest:
            best, fewest = at, cost
        if cost <= 0:
            break
    return best


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


def _add_line(lines: Crowd, curve: Curve) -> None:
    for piece in _pieces(curve):
        lines.add(piece)


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
