"""A map laid out for the screen: what is where, what lies under a point, and how it is painted.

Geometry is in millimetres of the screen's plane, as `drawing` gives it. What did not change is kept from
one layout to the next, so that a small edit of a large map routes, shapes and paints little anew.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Layout, Link, LinkKind, Ring
from kpidesk.drawing.map import bubble_group, curve_group, ring_names
from kpidesk.drawing.map_bubbles import GAP, SCREEN, STATEMENT_PT, Band, Bubble, body, bubble, scaled
from kpidesk.drawing.map_ground import Ground
from kpidesk.drawing.map_labels import label_size
from kpidesk.drawing.map_links import Curve, route
from kpidesk.drawing.map_place import Crowd
from kpidesk.drawing.map_scene import Scene, label_places, scene
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Box, Group, Item, Path, bounds
from kpidesk.drawing.text import Style
from kpidesk.system.words import Words

Point = tuple[float, float]
# The size of a statement at 100 % (px), and how many mm of the plane that is at full type size.
FULL_PX: Final = 14.0
STATEMENT_MM: Final = Style(STATEMENT_PT).size
# What the tools in the corners cover when a window of 1366 × 768 shows the whole map (mm).
CORNERS: Final[tuple[Box, ...]] = (
    (-320.0, -280.0, -178.0, -180.0),
    (168.0, -280.0, 320.0, -215.0),
    (-320.0, 165.0, -176.0, 280.0),
    (190.0, 162.0, 320.0, 280.0),
)
_STRONGER: Final = 1.7
_SAID: Final = 150  # texts beside links that are placed with care
_SEEDS: Final = 600  # places that are tried: the last are half a map away


class BubblePiece:
    """A bubble and its groups, made when they are first painted."""

    def __init__(self, source: Bubble, palette: Palette) -> None:
        self.source = source
        self._palette = palette

    @cached_property
    def box(self) -> Box:
        """With its badges, which stand over its edges."""
        left, top, right, bottom = self.source.box
        edge = 4 * self.source.scale
        return left - edge, top - edge, right + edge, bottom + edge

    @cached_property
    def full(self) -> Group:
        """All of it."""
        return bubble_group(self.source, self._palette)

    @cached_property
    def shape(self) -> tuple[Item, ...]:
        """The shape without words."""
        each = self.source
        return tuple(body(each.box, each.position, self._palette, each.scale))

    @cached_property
    def plain(self) -> tuple[Item, ...]:
        """Without badges."""
        each = self.source
        left, top = each.box[0], each.y - each.lines.height / 2
        return (*self.shape, *each.lines.place(left, top, align="center", box_width=each.width))


class CurvePiece:
    """A link's curve and its groups; `said` is how long it takes, "" for what nobody knows.

    That is written at a place of its own, see `Sheet.place_texts`.
    """

    def __init__(self, source: Curve, palette: Palette, unit: float, said: str = "") -> None:
        self.source = source
        self.unit = unit
        self.said = said
        self._palette = palette
        self._at: Point | None = source.label_at

    def tell_at(self, at: Point | None) -> bool:
        """Where it is said how long it takes, None for nowhere; whether that is new."""
        if at == self._at:
            return False
        self._at = at
        self.__dict__.pop("telling", None)
        self.__dict__.pop("strong", None)
        return True

    @cached_property
    def box(self) -> Box:
        """A box that holds all of it, found without making the group."""
        edge = (32 if self.said else 8) * max(self.unit, 0.4)
        left, top, right, bottom = self.source.box
        return left - edge, top - edge, right + edge, bottom + edge

    @cached_property
    def points(self) -> list[Point]:
        """Along the curve."""
        return self.source.points()

    @cached_property
    def full(self) -> Group:
        """As it is."""
        return curve_group(self.source, self._palette, self.unit)

    @cached_property
    def strong(self) -> Group:
        """With stronger lines and how long it takes, for what belongs to the selection."""
        items = tuple(
            replace(item, width=item.width * _STRONGER) if isinstance(item, Path) and item.stroke else item
            for item in self.telling.items
        )
        return replace(self.telling, items=items)

    @cached_property
    def telling(self) -> Group:
        """As it is, with how long it takes."""
        if not self.said or self._at is None:
            return self.full
        return curve_group(replace(self.source, label=self._at), self._palette, self.unit, self.said)


class Sheet:
    """The map as it was read last. Empty before the first reading and for a desk without a map.

    What is `hidden` (results and their links) is on the map and not looked at just now.
    """

    def __init__(self, palette: Palette, words: Words) -> None:
        self.palette = palette
        self.scene: Scene | None = None
        self.kinds: dict[str, LinkKind] = {}
        self.rings: tuple[Group, ...] = ()
        self.bubble_pieces: dict[str, BubblePiece] = {}
        self.curve_pieces: dict[str, CurvePiece] = {}
        self.hidden: frozenset[str] = frozenset()
        self.changed: list[Box] | None = None
        """What the last reading changed, None for all of it."""
        self._words = words
        self._names: tuple[Group, ...] | None = None
        self._told = False

    def read(self, reader: Reader, map_id: str, layout: Layout) -> None:
        """Lay a map of the desk out anew; "" for none."""
        if not map_id:
            self.scene, self.changed, self._names, self._told = None, None, None, False
            self.kinds, self.bubble_pieces, self.curve_pieces, self.rings = {}, {}, {}, ()
            return
        before = self.scene
        if before and (before.map.id, before.layout) != (map_id, layout):
            before = None
        drawn = scene(
            reader,
            map_id,
            layout=layout,
            palette=self.palette,
            plane=SCREEN,
            obstacles=CORNERS,
            before=before,
        )
        self.scene = drawn
        self.kinds = {kind.id: kind for kind in drawn.kinds}
        bubbles = {key: self._bubble_piece(key, each) for key, each in drawn.bubbles.items()}
        curves = {curve.link.id: self._curve_piece(curve) for curve in drawn.curves}
        boxes = [*_boxes(self.bubble_pieces, bubbles), *_boxes(self.curve_pieces, curves)]
        self.bubble_pieces, self.curve_pieces = bubbles, curves
        if before is None or (before.bands, before.scale) != (drawn.bands, drawn.scale):
            self.rings = tuple(drawn.ground.ring_group(band, self.palette) for band in reversed(drawn.bands))
            self.changed, self._names, self._told = None, None, False
        elif boxes:
            self.changed = [*boxes, *self._renamed(drawn), *(self._texts_placed() if self._told else ())]
        else:
            self.changed = []

    def _renamed(self, drawn: Scene) -> list[Box]:
        """Where names of rings stood and stand that have to give way, if they were ever shown."""
        if self._names is None:
            return []
        old, self._names = self._names, ring_names(drawn)
        gone = [each for each in (*old, *self._names) if each not in old or each not in self._names]
        return [box for each in gone if (box := bounds([each]))]

    def place_texts(self) -> None:
        """Find places for how long links take; to be called before that is shown."""
        if not self._told:
            self._told = True
            self._texts_placed()

    def _texts_placed(self) -> list[Box]:
        """Place them among what is on the map, if they are few; the boxes of those for which that is new."""
        said = {key: piece for key, piece in self.curve_pieces.items() if piece.said}
        if not self.scene or not said or len(said) > _SAID:
            return []
        sizes = {key: label_size(piece.source, self.unit, piece.said) for key, piece in said.items()}
        places = label_places(self.scene, sizes)
        return [piece.box for key, piece in said.items() if piece.tell_at(places.get(key))]

    def _bubble_piece(self, key: str, source: Bubble) -> BubblePiece:
        old = self.bubble_pieces.get(key)
        if old and (old.source is source or old.source == source):
            return old
        return BubblePiece(source, self.palette)

    def _curve_piece(self, source: Curve) -> CurvePiece:
        old = self.curve_pieces.get(source.link.id)
        if old and old.unit == self.unit and (old.source is source or old.source == source):
            return old
        months = source.link.lag_months
        said = self._words("{n} mo", n=self._words.number(months)) if months else ""
        return CurvePiece(source, self.palette, self.unit, said)

    # -- what there is

    @property
    def bands(self) -> tuple[Band, ...]:
        """The rings from the centre out."""
        return self.scene.bands if self.scene else ()

    @property
    def ground(self) -> Ground | None:
        """What the bubbles stand on."""
        return self.scene.ground if self.scene else None

    @property
    def names(self) -> tuple[Group, ...]:
        """The names of the rings on their lines; looked for when they are first shown."""
        if self._names is None:
            self._names = ring_names(self.scene) if self.scene else ()
        return self._names

    @property
    def bubbles(self) -> Mapping[str, Bubble]:
        """Bubbles by the id of their result, in the order of codes."""
        return self.scene.bubbles if self.scene else {}

    @property
    def unit(self) -> float:
        """The type size as a share of full size."""
        return self.scene.scale if self.scene else 1.0

    @property
    def seen(self) -> dict[str, Bubble]:
        """The bubbles that are not hidden."""
        return {key: each for key, each in self.bubbles.items() if key not in self.hidden}

    def ids(self) -> set[str]:
        """Of all results and links that are not hidden."""
        return {*self.bubble_pieces, *self.curve_pieces} - self.hidden

    def hide_all_but(self, shown: Collection[str] | None) -> bool:
        """Hide all results but some, with their links; None hides nothing. Whether that is different."""
        before = self.hidden
        self.hidden = frozenset()
        if shown is not None:
            gone = {key for key in self.bubble_pieces if key not in shown}
            self.hidden = frozenset(gone | {link.id for link in self.links_of(gone)})
        return self.hidden != before

    def links_of(self, results: Collection[str]) -> list[Link]:
        """The links that begin or end at one of the results."""
        links = (piece.source.link for piece in self.curve_pieces.values())
        return [link for link in links if link.source in results or link.target in results]

    def loose(self) -> dict[str, Point]:
        """Where results are drawn that nobody has placed, as shares of the map."""
        waiting = self.scene.loose if self.scene else frozenset()
        return {key: share_of((each.x, each.y)) for key, each in self.bubbles.items() if key in waiting}

    # -- what lies where

    def bubble_at(self, x: float, y: float, reach: float = 0.0) -> str:
        """The result whose bubble is at a point or nearer to it than `reach`; "" for none."""
        found = ""
        for key, each in self.bubbles.items():  # the last one lies on top
            if key in self.hidden:
                continue
            left, top, right, bottom = each.box
            if left - reach <= x <= right + reach and top - reach <= y <= bottom + reach:
                found = key
                if reach == 0 or (left <= x <= right and top <= y <= bottom):
                    continue
        return found

    def curve_at(self, x: float, y: float, reach: float) -> str:
        """The link whose line is nearest to a point and not further than `reach`; "" for none."""
        found, nearest = "", reach
        for key, piece in self.curve_pieces.items():
            left, top, right, bottom = piece.box
            if (
                key not in self.hidden
                and left - reach <= x <= right + reach
                and top - reach <= y <= bottom + reach
            ):
                away = min(
                    _distance((x, y), a, b) for a, b in zip(piece.points, piece.points[1:], strict=False)
                )
                if away <= nearest:
                    found, nearest = key, away
        return found

    def band_at(self, x: float, y: float) -> Band | None:
        """The ring at a point; outside it is the nearest."""
        return self.ground.band_at(x, y) if self.ground else None

    def ring(self, ring_id: str) -> Ring | None:
        """A ring by its id."""
        return next((band.ring for band in self.bands if band.ring.id == ring_id), None)

    def next_to(self, start: str, direction: Point) -> str:
        """The nearest bubble in a direction from another one; "" for none."""
        origin, best, found = self.bubbles[start], float("inf"), ""
        for key, each in self.seen.items():
            dx, dy = each.x - origin.x, each.y - origin.y
            ahead = dx * direction[0] + dy * direction[1]
            aside = abs(dx * direction[1]) + abs(dy * direction[0])
            if ahead > 1e-6 and aside <= 2 * ahead and ahead + 2 * aside < best:
                best, found = ahead + 2 * aside, key
        return found

    # -- places

    def in_ring(self, moving: Sequence[str], rings: Mapping[str, str]) -> dict[str, Point]:
        """Free places (shares) for results in other rings, each in the direction in which it lies now."""
        crowd = Crowd(each.box for key, each in self.bubbles.items() if key not in moving)
        places = {}
        for key in moving:
            each = self.bubbles[key]
            x, y = self._free(self._towards(each, rings[key]), each.width, each.height, rings[key], crowd)
            crowd.add(replace(each, x=x, y=y).box)
            places[key] = share_of((x, y))
        return places

    def _towards(self, each: Bubble, ring_id: str) -> Point:
        """The middle of a ring's band in the direction of a bubble."""
        assert self.ground  # noqa: S101 - there is a bubble, so there is a map
        band = next(band for band in self.bands if band.ring.id == ring_id)
        return self.ground.towards(each.x, each.y, band)

    def free_place(self, near: Point, wide: float, tall: float, ring_id: str) -> Point:
        """The free place for a box in a ring nearest to a point; the point itself where all is full."""
        crowd = Crowd(each.box for each in self.bubbles.values())
        return self._free(near, wide, tall, ring_id, crowd)

    def _free(self, near: Point, wide: float, tall: float, ring_id: str, crowd: Crowd) -> Point:
        band = next(band for band in self.bands if band.ring.id == ring_id)
        for gap in (GAP * self.unit, GAP * self.unit / 3, 0.0):
            for step in range(_SEEDS):  # a spiral of sunflower seeds: even, and nearest first
                far, turn = 9.0 * self.unit * math.sqrt(step), step * 2.39996
                x, y = near[0] + far * math.cos(turn) * 1.5, near[1] + far * math.sin(turn)
                box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
                if self.ground and self.ground.inside(box, band) and crowd.is_free(box, gap):
                    return x, y
        return near

    def beside(self, result_id: str, ring_id: str) -> Point:
        """A free place for a new bubble near a result, in a ring."""
        each = self.bubbles[result_id]
        near = (each.x, each.y) if each.result.ring == ring_id else self._towards(each, ring_id)
        return self.free_place(near, each.width, each.height, ring_id)

    # -- bubbles and curves that are not on the desk (yet)

    def moved(self, places: Mapping[str, Point], rings: Mapping[str, int]) -> dict[str, Bubble]:
        """Bubbles as they would be at other places (mm), some in rings of another position."""
        result = {}
        for key, (x, y) in places.items():
            each = self.bubbles[key]
            if key in rings and rings[key] != each.position:
                colour = self.palette.ring(rings[key]).text
                each = scaled(bubble(each.result, rings[key], each.measures, colour), each.scale)
            result[key] = replace(each, x=x, y=y)
        return result

    def rerouted(self, moved: Mapping[str, Bubble]) -> list[CurvePiece]:
        """The curves of the links that moved bubbles have, nothing else is looked at again."""
        if not self.scene:
            return []
        others, _ = self.scene.routes.obstacles.changed({key: each.box for key, each in moved.items()})
        bubbles = {**self.bubbles, **moved}
        found = route(self.links_of(moved), self.kinds, bubbles, SCREEN, obstacles=others)
        return [
            CurvePiece(curve, self.palette, self.unit)
            for curve in found.curves
            if curve.link.id not in self.hidden
        ]


def _boxes(
    old: Mapping[str, BubblePiece | CurvePiece], new: Mapping[str, BubblePiece | CurvePiece]
) -> list[Box]:
    """Where pieces were and are that differ."""
    changed = [key for key in {**old, **new} if old.get(key) is not new.get(key)]
    return [piece.box for key in changed for piece in (old.get(key), new.get(key)) if piece]


def _distance(point: Point, a: Point, b: Point) -> float:
    """From a point to a straight piece of line."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / long)) if long else 0.0
    return math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy)


def share_of(point: Point) -> Point:
    """A point of the plane as shares of the map, as placements keep it."""
    return point[0] / SCREEN.x, point[1] / SCREEN.y


def point_of(share: Point) -> Point:
    """Where shares of the map lie in the plane."""
    return share[0] * SCREEN.x, share[1] * SCREEN.y


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes have a point in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def around(boxes: Iterable[Box]) -> Box:
    """The box around at least one box."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
