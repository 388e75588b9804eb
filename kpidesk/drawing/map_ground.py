"""What bubbles stand on: concentric rings, or stripes one below the other, ring 1 on top.

Where the edges of bands lie depends on how many rings there are and on nothing else: bubbles that people
placed stay in their band whatever else is on the map, and on every plane.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from kpidesk.domain.results import Layout, Ring
from kpidesk.drawing import shapes
from kpidesk.drawing.map_bubbles import Band, Plane, bands
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Box, Group

Point = tuple[float, float]
# How much taller each stripe is than the one above it: outer rings hold more, as the rings' areas do.
_GROWTH: Final = 0.12
_STEPS: Final = 24


@dataclass(frozen=True, slots=True)
class Ground(ABC):
    """The bands of a map in its plane (mm)."""

    bands: tuple[Band, ...]
    plane: Plane

    layout: ClassVar[Layout]

    @property
    def whole(self) -> Box:
        """The box around all bands."""
        return -self.plane.x, -self.plane.y, self.plane.x, self.plane.y

    @abstractmethod
    def band_at(self, x: float, y: float) -> Band | None:
        """The band at a point, outside the nearest; None where there are no rings."""

    @abstractmethod
    def towards(self, x: float, y: float, band: Band) -> Point:
        """The middle of a band, in the direction of a point or nearest to it."""

    @abstractmethod
    def inside(self, box: Box, band: Band) -> bool:
        """Whether a bubble with this box belongs to a band: its middle on rings, all of it on stripes."""

    @abstractmethod
    def nearest(self, box: Box, band: Band, edge: float = 0.0) -> Point:
        """The middle of a box that is moved into a band and the plane, `edge` mm from the band's lines."""

    @abstractmethod
    def ring_group(self, band: Band, palette: Palette) -> Group:
        """A band painted; paint bands from the last to the first."""

    @abstractmethod
    def name_boxes(self, band: Band, wide: float, tall: float) -> Iterator[Box]:
        """Where a band's name may stand, the best place first."""

    @abstractmethod
    def span(self, band: Band) -> tuple[float, float]:
        """The top and the bottom of a band (mm)."""


class Rings(Ground):
    """Concentric ellipses; `inner` and `outer` of a band are shares of the rim."""

    __slots__ = ()
    layout = Layout.RADIAL

    def band_at(self, x: float, y: float) -> Band | None:
        """See Ground."""
        share = math.hypot(x / self.plane.x, y / self.plane.y)
        inside = (band for band in self.bands if share <= band.outer)
        return next(inside, self.bands[-1] if self.bands else None)

    def towards(self, x: float, y: float, band: Band) -> Point:
        """See Ground."""
        radius = (band.inner + band.outer) / 2 if band.inner else band.outer * 0.55
        now = math.hypot(x / self.plane.x, y / self.plane.y)
        return (x / now * radius, y / now * radius) if now > 1e-6 else (0.0, -radius * self.plane.y)

    def inside(self, box: Box, band: Band) -> bool:
        """See Ground."""
        x, y = (box[0] + box[2]) / 2 / self.plane.x, (box[1] + box[3]) / 2 / self.plane.y
        return band.inner - 1e-9 <= math.hypot(x, y) <= band.outer + 1e-9

    def nearest(self, box: Box, band: Band, edge: float = 0.0) -> Point:
        """See Ground."""
        x, y = _in_plane(box, self.plane)
        share, margin = math.hypot(x / self.plane.x, y / self.plane.y), edge / self.plane.y
        least = band.inner + margin if band.inner else 0.0
        good = min(max(share, least), band.outer - margin)
        return (x * good / share, y * good / share) if share > 1e-9 else (0.0, -good * self.plane.y)

    def ring_group(self, band: Band, palette: Palette) -> Group:
        """See Ground."""
        look = palette.ring(band.ring.position)
        wide, tall = self.plane.x * band.outer, self.plane.y * band.outer
        fill = shapes.ellipse(0, 0, wide, tall, fill=look.band)
        edge = shapes.ellipse(0, 0, wide, tall, stroke=look.line, width=0.9, opacity=0.38)
        return Group((fill, edge), name=band.ring.name, role="ring", record=band.ring.id)

    def span(self, band: Band) -> tuple[float, float]:
        """See Ground."""
        return -self.plane.y * band.outer, self.plane.y * band.outer

    def name_boxes(self, band: Band, wide: float, tall: float) -> Iterator[Box]:
        """On the band's line from the top to both sides."""
        for step in range(120):
            turn = math.radians(-90 + (step + 1) // 2 * (3 if step % 2 else -3))
            x, y = math.cos(turn) * self.plane.x * band.outer, math.sin(turn) * self.plane.y * band.outer
            yield x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


class Stripes(Ground):
    """Stripes from the top down; `inner` and `outer` of a band are shares of the height."""

    __slots__ = ()
    layout = Layout.LAYERED

    def span(self, band: Band) -> tuple[float, float]:
        """See Ground."""
        top, tall = -self.plane.y, 2 * self.plane.y
        return top + tall * band.inner, top + tall * band.outer

    def band_at(self, x: float, y: float) -> Band | None:
        """See Ground."""
        del x
        return next(
            (band for band in self.bands if y <= self.span(band)[1]), self.bands[-1] if self.bands else None
        )

    def towards(self, x: float, y: float, band: Band) -> Point:
        """See Ground."""
        del y
        top, bottom = self.span(band)
        return min(max(x, -self.plane.x), self.plane.x), (top + bottom) / 2

    def inside(self, box: Box, band: Band) -> bool:
        """See Ground."""
        top, bottom = self.span(band)
        return (
            box[0] >= -self.plane.x - 1e-9
            and box[2] <= self.plane.x + 1e-9
            and box[1] >= top - 1e-9
            and box[3] <= bottom + 1e-9
        )

    def nearest(self, box: Box, band: Band, edge: float = 0.0) -> Point:
        """See Ground."""
        x, y = _in_plane(box, self.plane)
        top, bottom = self.span(band)
        half = (box[3] - box[1]) / 2
        return x, max(min(y, bottom - edge - half), top + edge + half)

    def ring_group(self, band: Band, palette: Palette) -> Group:
        """See Ground. Stripes have no line where two meet but the lower one's."""
        look = palette.ring(band.ring.position)
        top, bottom = self.span(band)
        left, wide = -self.plane.x, 2 * self.plane.x
        fill = shapes.rect(left, top, wide, bottom - top, fill=look.band)
        edge = shapes.line(left, top, left + wide, top, stroke=look.line, width=0.9, opacity=0.38)
        return Group((fill, edge), name=band.ring.name, role="ring", record=band.ring.id)

    def name_boxes(self, band: Band, wide: float, tall: float) -> Iterator[Box]:
        """Along the upper edge from the left, then along the lower one."""
        first, last = self.span(band)
        room = max(2 * self.plane.x - wide - 4, 0.0)
        for top in (first + 2, last - tall - 2):
            for step in range(_STEPS + 1):
                left = -self.plane.x + 2 + room * step / _STEPS
                yield left, top, left + wide, top + tall


def _in_plane(box: Box, plane: Plane) -> Point:
    """The middle of a box that is moved into the plane."""
    wide, tall = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    x, y = box[0] + wide, box[1] + tall
    return max(min(x, plane.x - wide), wide - plane.x), max(min(y, plane.y - tall), tall - plane.y)


def ground(layout: Layout, rings: tuple[Ring, ...], plane: Plane) -> Ground:
    """The ground of a layout."""
    if layout is Layout.RADIAL:
        return Rings(bands(rings), plane)
    ordered = sorted(rings, key=lambda ring: ring.position)
    shares = [1 + _GROWTH * number for number in range(len(ordered))]
    edges = [sum(shares[:number]) / (sum(shares) or 1) for number in range(len(ordered) + 1)]
    return Stripes(
        tuple(Band(ring, edges[number], edges[number + 1]) for number, ring in enumerate(ordered)), plane
    )
