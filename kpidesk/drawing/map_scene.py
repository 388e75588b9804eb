"""A results map as geometry: where everything is, before anything is painted.

Canvas, projector and sheet paint the same scene. Placed bubbles stay where people put them; all
others are placed by `map_place`, at the largest type size at which they find room.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import is_
from typing import Final

from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Layout, Link, LinkKind, LinkStatus, Map, Placement, Result, Ring
from kpidesk.drawing.map_bubbles import GAP, PAPER, SIZES, Band, Bubble, Plane, bubble, scaled
from kpidesk.drawing.map_ground import Ground, ground
from kpidesk.drawing.map_labels import around, label_size, place_labels, with_labels
from kpidesk.drawing.map_links import Curve, Routes, route
from kpidesk.drawing.map_names import ring_names, usual_names
from kpidesk.drawing.map_place import Crowd, along, directions, on_narrowest, parted, place
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Box

Point = tuple[float, float]
# Bubbles are crowded that are nearer to each other than this share of the usual gap.
_CLOSE: Final = 0.4
_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """A map laid out in its plane (mm); `bubbles` by result id, in the order of codes.

    `full` are the bubbles at full type size, `loose` the results that are waiting for a place in this
    layout, `obstacles` what covers the map. `routes` are the lines alone, `curves` those with the places
    of their labels, in the order of codes.
    """

    map: Map
    layout: Layout
    ground: Ground
    full: dict[str, Bubble]
    bubbles: dict[str, Bubble]
    loose: frozenset[str]
    routes: Routes
    curves: tuple[Curve, ...]
    kinds: tuple[LinkKind, ...]
    scale: float
    palette: Palette
    obstacles: tuple[Box, ...] = ()

    @property
    def plane(self) -> Plane:
        """Half the size of the ground."""
        return self.ground.plane

    @property
    def bands(self) -> tuple[Band, ...]:
        """The rings, the first one first."""
        return self.ground.bands


def scene(
    reader: Reader,
    map_id: str,
    *,
    layout: Layout = Layout.RADIAL,
    palette: Palette = LIGHT,
    obstacles: Sequence[Box] = (),
    plane: Plane = PAPER,
    before: Scene | None = None,
    only: Collection[str] | None = None,
) -> Scene:
    """Lay out a map; deterministic for the same records.

    `before` is the map as it was laid out last, on the same plane and with the same obstacles: what did
    not change is taken from it. The outcome is the same without. With `only` nothing but these results
    is drawn, and the links between them.
    """
    shown = reader.get(Map, map_id)
    placements = reader.find(Placement, map=map_id)
    members = {each.result for each in placements}
    if only is not None:
        members &= set(only)
    results = sorted((each for each in reader.find(Result) if each.id in members), key=lambda r: r.code)
    base = ground(layout, reader.find(Ring), plane)
    links = [
        link for link in reader.find(Link)
        if link.source in members and link.target in members and link.status is not LinkStatus.REJECTED
    ]  # fmt: skip
    fixed = {
        p.result: (p.x * plane.x, p.y * plane.y)
        for p in placements
        if p.layout is layout and p.result in members and p.x is not None and p.y is not None
    }
    same = before if before and (before.layout, before.plane) == (layout, plane) else None
    full = _full(reader, results, base.bands, palette, before.full if before else {})
    scale, drawn = _placed(full, base, links, fixed, obstacles, same)
    kinds = {kind.id: kind for kind in reader.find(LinkKind)}
    in_order = sorted(links, key=lambda link: link.code)
    routes = route(in_order, kinds, drawn, plane, same.routes if same else None)
    curves = same.curves if same and _as_before(same, routes, drawn) else ()
    if not curves:
        sizes = {curve.link.id: label_size(curve, scale) for curve in routes.curves}
        places = _label_places(routes, base, scale, sizes)
        curves = with_labels(routes.curves, places, same.curves if same else ())
    loose = frozenset(full.keys() - fixed.keys())
    return Scene(
        shown, layout, base, full, drawn, loose, routes, curves,
        tuple(kinds.values()), scale, palette, tuple(obstacles),
    )  # fmt: skip


def _as_before(same: Scene, routes: Routes, drawn: Mapping[str, Bubble]) -> bool:
    """Whether all lines and bubbles are the very ones of the last time, so that their labels are."""
    return (
        len(routes.curves) == len(same.routes.curves)
        and all(map(is_, routes.curves, same.routes.curves))
        and drawn.keys() == same.bubbles.keys()
        and all(map(is_, drawn.values(), same.bubbles.values()))
    )


def label_places(drawn: Scene, sizes: Mapping[str, tuple[float, float]]) -> dict[str, Point]:
    """The middle of each link's label, by link id; `sizes` are their widths and heights (mm).

    Links that are not named keep their marks where these are. Labels cover no bubble, no ring name, no
    other label and if possible no line; texts for which there is no such place are left out.
    """
    marked = (curve for curve in drawn.curves if curve.label and curve.link.id not in sizes)
    marks = [around(curve.label_at, label_size(curve, drawn.scale)) for curve in marked]
    return _label_places(drawn.routes, drawn.ground, drawn.scale, sizes, marks)


def _label_places(
    routes: Routes,
    base: Ground,
    scale: float,
    sizes: Mapping[str, tuple[float, float]],
    marks: Sequence[Box] = (),
) -> dict[str, Point]:
    if not any(wide > 0 for wide, _ in sizes.values()):
        return {}
    names = [name.box for name in ring_names(base, routes.bubbles.values(), scale)]
    return place_labels(routes, [*names, *marks], sizes)


def _full(
    reader: Reader,
    results: Iterable[Result],
    rings: Iterable[Band],
    palette: Palette,
    before: Mapping[str, Bubble],
) -> dict[str, Bubble]:
    """All bubbles at full type size; those of the last time where nothing that is drawn has changed."""
    codes: dict[str, list[str]] = defaultdict(list)
    for measure in reader.find(Measure):
        if measure.result is not None:
            codes[measure.result].append(measure.code)
    positions = {band.ring.id: band.ring.position for band in rings}
    full = {}
    for result in results:
        position, measures = positions[result.ring], tuple(sorted(codes.get(result.id, ())))
        colour, old = palette.ring(position).text, before.get(result.id)
        if old is None or (old.result, old.position, old.measures, old.colour) != (
            result, position, measures, colour,
        ):  # fmt: skip
            old = bubble(result, position, measures, colour)
        full[result.id] = old
    return full


def _neighbours(links: Sequence[Link]) -> dict[str, list[str]]:
    neighbours: dict[str, list[str]] = defaultdict(list)
    for link in links:
        neighbours[link.source].append(link.target)
        neighbours[link.target].append(link.source)
    return neighbours


def _placed(
    full: Mapping[str, Bubble],
    base: Ground,
    links: Sequence[Link],
    fixed: Mapping[str, Point],
    obstacles: Sequence[Box],
    before: Scene | None,
) -> tuple[float, dict[str, Bubble]]:
    """The largest type size at which all bubbles find room, and the bubbles at it."""
    still = [each for key, each in full.items() if key in fixed]
    free = [each for key, each in full.items() if key not in fixed]
    neighbours = _neighbours(links)
    plane, radial = base.plane, base.layout is Layout.RADIAL
    wanted: Mapping[str, float] = {}
    if free:
        wanted = (directions if radial else along)([*full.values()], neighbours, fixed, plane)
    largest = type_size(still, fixed, plane, before.scale if before else SIZES[0])
    for scale in SIZES[largest:]:
        at = parted(still, fixed, scale, base, neighbours, obstacles)
        drawn = {each.result.id: _drawn(each, scale, at[each.result.id], before) for each in still}
        others = [scaled(each, scale) for each in free]
        taken = [*obstacles, *(each.box for each in drawn.values())] if free else []
        if free and not radial:
            taken += usual_names(base)
        found = place(others, base, wanted, taken, force=scale == SIZES[-1])
        if found is not None:
            drawn |= found
            return scale if full else 1.0, {key: drawn[key] for key in full}
    raise AssertionError("the smallest size is always taken")


def _drawn(each: Bubble, scale: float, at: Point, before: Scene | None) -> Bubble:
    """A bubble of full size as it is drawn; the very one of the last time when nothing has changed."""
    key = each.result.id
    if before and before.full.get(key) is each:
        old = before.bubbles[key]
        if (old.scale, old.x, old.y) == (scale, *at):
            return old
    return scaled(each, scale, at)


def type_size(
    still: Sequence[Bubble], fixed: Mapping[str, Point], plane: Plane, near: float = SIZES[0]
) -> int:
    """Where in SIZES the largest one stands at which not too many placed bubbles are crowded.

    The bubbles come at full size. It is judged on the narrowest plane, so that a map has the same type
    size everywhere. The smaller bubbles are the fewer are crowded, so this can be looked for by halving;
    it is mostly the size of the last time, which is looked at first.
    """
    last = len(SIZES) - 1
    narrow = on_narrowest(fixed, plane)

    def roomy(number: int) -> bool:
        return number == last or not _crowded(still, narrow, SIZES[number])

    guess = SIZES.index(near)
    if roomy(guess) and (guess == 0 or not roomy(guess - 1)):
        return guess
    return bisect_left(range(last), True, key=roomy)


def _crowded(still: Sequence[Bubble], fixed: Mapping[str, Point], scale: float) -> bool:
    """Whether in any ring so many placed bubbles lie on or close to others that smaller type is better.

    Two or three bubbles close together are people's choice; a quarter of a ring is a crowd.
    """
    crowd = Crowd(())
    clashes: dict[int, int] = defaultdict(int)
    members = Counter(each.position for each in still)
    for each in still:
        x, y = fixed[each.result.id]
        wide, tall = each.width * scale / 2, each.height * scale / 2
        box = (x - wide, y - tall, x + wide, y + tall)
        clashes[each.position] += not crowd.is_free(box, GAP * scale * _CLOSE)
        if clashes[each.position] > max(_FEW, members[each.position] / 4):
            return True
        crowd.add(box)
    return False
