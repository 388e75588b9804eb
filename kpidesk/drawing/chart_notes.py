"""Where the words of annotations go: beside their point, where no other text, point or line is.

What finds no room becomes a number on the chart, with its words in a list below.
"""

import math
from collections.abc import Sequence
from typing import Final

from kpidesk.drawing.chart_axis import Frame
from kpidesk.drawing.picture import Box

Spot = tuple[float, float]
_BINS: Final = 4
_MOST_BINS: Final = 400


class Ground:
    """What of the plot is taken: by boxes, and by the series as its highest and lowest y in strips."""

    def __init__(self, frame: Frame, count: int, pad: float) -> None:
        self.frame = frame
        self.pad = pad
        self.boxes: list[Box] = []
        self.levels: list[tuple[float, float, float]] = []
        total = max(8, min(_MOST_BINS, count * _BINS))
        self._wide = (frame.right - frame.left) / total
        self._top = [math.inf] * total
        self._bottom = [-math.inf] * total

    def add_line(self, one: Spot, other: Spot) -> None:
        """Take the strips along a straight piece of the series."""
        (x1, y1), (x2, y2) = one, other
        first, last = self._strip(x1), self._strip(x2)
        slope = (y2 - y1) / (x2 - x1) if x2 > x1 else 0.0
        for strip in range(first, last + 1):
            left = max(x1, self.frame.left + strip * self._wide)
            right = min(x2, self.frame.left + (strip + 1) * self._wide)
            ends = (y1 + (left - x1) * slope, y1 + (right - x1) * slope)
            self._take(strip, min(ends), max(ends))

    def add_point(self, at: Spot, radius: float) -> None:
        """Take the strips about a point."""
        for strip in range(self._strip(at[0] - radius), self._strip(at[0] + radius) + 1):
            self._take(strip, at[1] - radius, at[1] + radius)

    def _take(self, strip: int, top: float, bottom: float) -> None:
        self._top[strip] = min(self._top[strip], top)
        self._bottom[strip] = max(self._bottom[strip], bottom)

    def _strip(self, x: float) -> int:
        return max(0, min(len(self._top) - 1, int((x - self.frame.left) / self._wide)))

    def reach(self, left: float, right: float) -> tuple[float, float]:
        """The highest and lowest y of the series between two x; infinite where there is none."""
        strips = slice(self._strip(left), self._strip(right) + 1)
        return min(self._top[strips]), max(self._bottom[strips])

    def is_free(self, box: Box) -> bool:
        """Whether a box lies inside the plot, off the series and off all boxes."""
        left, top, right, bottom = box
        frame = self.frame
        if left < frame.left or right > frame.right or top < frame.top or bottom > frame.bottom:
            return False
        pad = self.pad
        for strip in range(self._strip(left - pad), self._strip(right + pad) + 1):
            if top - pad < self._bottom[strip] and bottom + pad > self._top[strip]:
                return False
        return not any(
            left < b[2] + pad and b[0] < right + pad and top < b[3] + pad and b[1] < bottom + pad
            for b in self.boxes
        )

    def crossed(self, box: Box) -> int:
        """How many level lines run through a box."""
        return sum(start < box[2] and box[0] < end and box[1] < y < box[3] for start, end, y in self.levels)

    def _hidden(self, one: Spot, other: Spot) -> bool:
        """Whether a leader between two places runs through the series, its last part aside."""
        for share in (0.15, 0.35, 0.55):
            x, y = one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
            strip = self._strip(x)
            if self._top[strip] < y < self._bottom[strip]:
                return True
        return False

    def place(self, anchor: Spot, wide: float, tall: float, clear: float, reach: float) -> Box | None:
        """The best free box of a size for words about a place, None if there is none within reach."""
        best: tuple[float, Box] | None = None
        for box in self._candidates(anchor, wide, tall, clear):
            if not self.is_free(box):
                continue
            end = nearest(box, anchor)
            length = math.dist(end, anchor)
            cost = length + self.crossed(box) * self.pad * 6 + self._hidden(end, anchor) * self.pad * 14
            if length <= reach and (best is None or cost < best[0]):
                best = (cost, box)
        return best[1] if best else None

    def _candidates(self, anchor: Spot, wide: float, tall: float, clear: float) -> Sequence[Box]:
        frame, pad = self.frame, self.pad
        x, y = anchor
        boxes: list[Box] = []
        step = tall * 0.5
        for share in (0.5, 0.25, 0.75, 0.0, 1.0):
            left = min(max(x - wide * share, frame.left + pad), frame.right - wide - pad)
            top, bottom = self.reach(left - pad, left + wide + pad)
            above = min(top, y - clear) - tall - pad * 1.2
            below = max(bottom, y + clear) + pad * 1.2
            boxes += [(left, above - i * step, left + wide, above - i * step + tall) for i in range(4)]
            boxes += [(left, below + i * step, left + wide, below + i * step + tall) for i in range(4)]
        for aside in (1.5, 4.0, 8.0):
            for left in (x + clear + pad * aside, x - clear - pad * aside - wide):
                for up in (0, -1, 1, -2, 2, -3, 3):
                    at = y - tall / 2 + up * step
                    boxes.append((left, at, left + wide, at + tall))
        return boxes


def nearest(box: Box, at: Spot) -> Spot:
    """The point of a box nearest to a place."""
    return min(max(at[0], box[0]), box[2]), min(max(at[1], box[1]), box[3])


def apart(wanted: Sequence[float], talls: Sequence[float], top: float, bottom: float) -> list[float]:
    """Tops of boxes of some heights, as near to the wanted ones as they can be without overlap.

    `wanted` is sorted; the boxes together are not taller than the room.
    """
    tops: list[float] = []
    edge = top
    for want, tall in zip(wanted, talls, strict=True):
        tops.append(max(want, edge))
        edge = tops[-1] + tall
    edge = bottom
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], edge - talls[index])
        edge = tops[index]
    # Pushing down then up leaves a lump low; centre each lump about what it wanted.
    index = 0
    while index < len(tops):
        end = index + 1
        while end < len(tops) and tops[end] - (tops[end - 1] + talls[end - 1]) < 1e-9:
            end += 1
        off = sum(wanted[i] - tops[i] for i in range(index, end)) / (end - index)
        above = tops[index - 1] + talls[index - 1] if index else top
        below = tops[end] if end < len(tops) else bottom
        off = max(above - tops[index], min(off, below - (tops[end - 1] + talls[end - 1])))
        for i in range(index, end):
            tops[i] += off
        index = end
    return tops
