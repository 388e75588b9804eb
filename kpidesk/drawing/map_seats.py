"""Seats in rows: many bubbles at once, each in its band and near where it wants to be, none on another.

Stripes have rows of their own. Rings share rows across the whole map; each ring has its part of a row on
either side. What cannot move stands in its rows as an entry that has no choice.
"""

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kpidesk.domain.results import Layout
from kpidesk.drawing.map_bubbles import Bubble
from kpidesk.drawing.map_ground import Ground
from kpidesk.drawing.picture import Box

Point = tuple[float, float]
# How far the middle of a bubble keeps from the lines of its ring, as a share of the rim.
MARGIN: Final = 0.03
# What a stripe keeps free above (its name) and below its rows (mm).
NAME_TALL: Final = 17.5
FOOT: Final = 6.0
_FILL: Final = 0.55  # of a row, before another one is begun
_CROWDED: Final = 0.35  # how much a full row is less attractive than an empty one


@dataclass(slots=True)
class Row:
    """A row: where bands lie in it as (position, from, to), and who sits there.

    An entry is (wanted place, from, to, half its width, key) with places of the middle across.
    """

    y: float
    parts: list[tuple[int, float, float]]
    entries: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    used: float = 0.0
    room: float = 1.0

    def fits(self, gap: float) -> bool:
        """Whether all entries can stand side by side."""
        at, before = -math.inf, 0.0
        for _, first, last, half, _ in self.entries:
            at = max(first, at + before + half + gap)
            if at > last + 1e-9:
                return False
            before = half
        return True

    def places(self, gap: float) -> dict[str, float]:
        """Where the entries stand: as near as can be to where they want to."""
        entries = self.entries
        ahead, at, before = [], -math.inf, 0.0
        for want, first, last, half, _ in entries:
            at = max(first, min(want, last), at + before + half + gap)
            ahead.append(at)
            before = half
        back, at, before = [], math.inf, 0.0
        for number in range(len(entries) - 1, -1, -1):
            want, first, last, half, _ = entries[number]
            at = min(last, max(want, first), at - before - half - gap)
            back.append(at)
            before = half
        back.reverse()
        # Both may run over the edge on their side; what is pushed back from there stays apart.
        latest, at, before = [], math.inf, 0.0
        for number in range(len(entries) - 1, -1, -1):
            _, _, last, half, _ = entries[number]
            at = min(last, at - before - half - gap)
            latest.append(at)
            before = half
        latest.reverse()
        earliest, at, before = [], -math.inf, 0.0
        for _, first, _, half, _ in entries:
            at = max(first, at + before + half + gap)
            earliest.append(at)
            before = half
        return {
            entry[4]: (min(one, top) + max(other, bottom)) / 2
            for entry, one, other, top, bottom in zip(entries, ahead, back, latest, earliest, strict=True)
        }


def rows(base: Ground, bubbles: Sequence[Bubble], gap: float) -> list[Row]:
    """The rows that a ground has for bubbles of these sizes."""
    if base.layout is Layout.RADIAL:
        return _ring_rows(base, max((each.height for each in bubbles), default=1.0), gap)
    found = []
    for band in base.bands:
        mine = [each for each in bubbles if each.position == band.ring.position]
        found += _stripe_rows(base, band.ring.position, base.span(band), mine, gap)
    return found


def _stripe_rows(
    base: Ground, position: int, span: tuple[float, float], mine: Sequence[Bubble], gap: float
) -> list[Row]:
    top, bottom = span[0] + NAME_TALL, span[1] - FOOT
    tall = max((each.height for each in mine), default=1.0)
    most = int((bottom - top + gap) // (tall + gap))
    wide = sum(each.width + gap for each in mine)
    count = min(max(math.ceil(wide / (2 * base.plane.x * _FILL)), 1), most)
    step = (bottom - top) / max(count, 1)
    part = (position, -base.plane.x + 4, base.plane.x - 4)
    return [Row(top + (number + 0.5) * step, [part], room=2 * base.plane.x) for number in range(count)]


def _ring_rows(base: Ground, tall: float, gap: float) -> list[Row]:
    wide, high = base.plane.x, base.plane.y
    count = int((2 * high - tall) // (tall + gap)) + 1
    step = (2 * high - tall) / max(count - 1, 1)
    found = []
    for number in range(count):
        y = (number - (count - 1) / 2) * step
        parts, share = [], abs(y) / high
        for band in base.bands:
            outer, inner = band.outer - MARGIN, band.inner + MARGIN if band.inner else 0.0
            if share >= outer:
                continue
            last = wide * math.sqrt(outer * outer - share * share)
            first = wide * math.sqrt(inner * inner - share * share) if share < inner else 0.0
            position = band.ring.position
            if first > 0:
                parts += [(position, -last, -first), (position, first, last)]
            else:
                parts.append((position, -last, last))
        room = 2 * wide * math.sqrt(max(1 - share * share, 0.0))
        found.append(Row(y, parts, room=max(room, 1.0)))
    return found


def seat(
    free: Sequence[Bubble], base: Ground, wanted: Mapping[str, Point], taken: Iterable[Box], gap: float
) -> dict[str, Point] | None:
    """Places for sized bubbles in their bands; None when there are not enough seats.

    Args:
        free: in the order in which they choose.
        base: the bands.
        wanted: where each result's bubble wants to lie.
        taken: boxes to keep free.
        gap: what lies between two bubbles (mm).
    """
    lanes = rows(base, free, gap)
    tall = max((each.height for each in free), default=0.0) / 2
    for number, box in enumerate(taken):
        half, middle = (box[2] - box[0]) / 2, (box[0] + box[2]) / 2
        for lane in lanes:
            if box[1] - gap / 2 < lane.y + tall and box[3] + gap / 2 > lane.y - tall:
                insort(lane.entries, (middle, middle, middle, half, f" {number}"))
    by_band: dict[int, list[tuple[Row, float, float]]] = defaultdict(list)
    for lane in lanes:
        lane.entries = _merged(lane.entries)
        for position, first, last in lane.parts:
            by_band[position].append((lane, first, last))
    edge = base.plane.x - 1
    for each in free:
        if not _sit(each, wanted[each.result.id], by_band[each.position], edge, base.plane.y, gap):
            return None
    found: dict[str, Point] = {}
    for lane in lanes:
        found |= {key: (x, lane.y) for key, x in lane.places(gap).items() if key[0] != " "}
    return found


def _merged(
    entries: list[tuple[float, float, float, float, str]],
) -> list[tuple[float, float, float, float, str]]:
    """Entries that cannot move, those that overlap made one."""
    spans: list[list[float]] = []
    for middle, _, _, half, _ in sorted(entries, key=lambda each: each[0] - each[3]):
        if spans and middle - half <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], middle + half)
        else:
            spans.append([middle - half, middle + half])
    return [
        ((a + b) / 2, (a + b) / 2, (a + b) / 2, (b - a) / 2, f" {number}")
        for number, (a, b) in enumerate(spans)
    ]


def _sit(
    each: Bubble, want: Point, parts: Sequence[tuple[Row, float, float]], edge: float, high: float, gap: float
) -> bool:
    """Take the best seat that there is."""
    half = each.width / 2
    choice = []
    for number, (lane, first, last) in enumerate(parts):
        low, top = max(first, half - edge), min(last, edge - half)
        if low <= top:
            x = min(max(want[0], low), top)
            cost = abs(x - want[0]) / edge + abs(lane.y - want[1]) / high + _CROWDED * lane.used / lane.room
            choice.append((cost, number, x, low, top))
    choice.sort()
    for _, number, x, low, top in choice:
        lane = parts[number][0]
        entry = (x, low, top, half, each.result.id)
        insort(lane.entries, entry)
        if lane.fits(gap):
            lane.used += each.width + gap
            return True
        lane.entries.remove(entry)
    return False
