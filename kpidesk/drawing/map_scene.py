"""A results map as geometry: where everything is, before anything is painted.

Canvas, projector and sheet paint the same scene. Placed bubbles stay where people put them; all
others are placed by `map_place`, at the largest type size at which they find room.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Layout, Link, LinkKind, Map, Placement, Result, Ring
from kpidesk.drawing.map_bubbles import PAPER, SIZES, Band, Bubble, Plane, bands, bubble, scaled
from kpidesk.drawing.map_links import Curve, Routes, route
from kpidesk.drawing.map_place import Crowd, directions, on_paper, parted, place
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Box

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scene:
    """A map laid out in its plane (mm); `bubbles` by result id, in the order of codes.

    `full` are the bubbles at full type size, `loose` the results that are waiting for a place.
    """

    map: Map
    plane: Plane
    bands: tuple[Band, ...]
    full: dict[str, Bubble]
    bubbles: dict[str, Bubble]
    loose: frozenset[str]
    routes: Routes
    kinds: tuple[LinkKind, ...]
    scale: float
    palette: Palette

    @property
    def curves(self) -> tuple[Curve, ...]:
        """The links, in the order of codes."""
        return self.routes.curves


def scene(
    reader: Reader,
    map_id: str,
    *,
    palette: Palette = LIGHT,
    obstacles: Sequence[Box] = (),
    plane: Plane = PAPER,
    before: Scene | None = None,
) -> Scene:
    """Lay out the radial map; deterministic for the same records.

    `before` is the map as it was laid out last, on the same plane and with the same obstacles: what did
    not change is taken from it. The outcome is the same without.
    """
    shown = reader.get(Map, map_id)
    placements = reader.find(Placement, map=map_id)
    members = {each.result for each in placements}
    results = sorted((each for each in reader.find(Result) if each.id in members), key=lambda r: r.code)
    rings = bands(reader.find(Ring))
    links = [link for link in reader.find(Link) if link.source in members and link.target in members]
    radial = [each for each in placements if each.layout is Layout.RADIAL]
    fixed = {p.result: (p.x * plane.x, p.y * plane.y) for p in radial if p.x is not None and p.y is not None}
    full = _full(reader, results, rings, palette, before.full if before else {})
    scale, drawn = _placed(full, rings, links, fixed, obstacles, plane, before)
    kinds = {kind.id: kind for kind in reader.find(LinkKind)}
    in_order = sorted(links, key=lambda link: link.code)
    routes = route(in_order, kinds, drawn, plane, before.routes if before else None)
    loose = frozenset(each.result for each in radial if each.x is None)
    return Scene(shown, plane, rings, full, drawn, loose, routes, tuple(kinds.values()), scale, palette)


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
    rings: Sequence[Band],
    links: Sequence[Link],
    fixed: Mapping[str, Point],
    obstacles: Sequence[Box],
    plane: Plane,
    before: Scene | None,
) -> tuple[float, dict[str, Bubble]]:
    """The largest type size at which all bubbles find room, and the bubbles at it."""
    still = [each for key, each in full.items() if key in fixed]
    free = [each for key, each in full.items() if key not in fixed]
    neighbours = _neighbours(links)
    wanted = directions([*full.values()], neighbours, fixed, plane) if free else {}
    # What people placed is judged on paper, so that a map has the same type size everywhere.
    largest = _roomy(still, on_paper(fixed, plane), before.scale if before else SIZES[0])
    for scale in SIZES[largest:]:
        at = parted(still, fixed, scale, plane, neighbours, obstacles)
        drawn = {each.result.id: _drawn(each, scale, at[each.result.id], before) for each in still}
        taken = [*obstacles, *(each.box for each in drawn.values())] if free else ()
        others = [scaled(each, scale) for each in free]
        found = place(others, rings, wanted, taken, plane, force=scale == SIZES[-1])
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


def _roomy(still: Sequence[Bubble], fixed: Mapping[str, Point], near: float) -> int:
    """Where in SIZES the largest one stands at which not too many placed bubbles overlap.

    The smaller bubbles are the fewer of them overlap, so this can be looked for by halving; it is
    mostly the size of the last time, which is looked at first.
    """
    last = len(SIZES) - 1

    def roomy(number: int) -> bool:
        return number == last or not _crowded(still, fixed, SIZES[number])

    guess = SIZES.index(near)
    if roomy(guess) and (guess == 0 or not roomy(guess - 1)):
        return guess
    return bisect_left(range(last), True, key=roomy)


def _crowded(still: Sequence[Bubble], fixed: Mapping[str, Point], scale: float) -> bool:
    """Whether so many bubbles that people placed overlap that smaller type is better.

    Two bubbles close together are people's choice; a quarter of them overlapping is a crowd.
    """
    crowd = Crowd(())
    clashes = 0
    for each in still:
        x, y = fixed[each.result.id]
        wide, tall = each.width * scale / 2, each.height * scale / 2
        box = (x - wide, y - tall, x + wide, y + tall)
        clashes += not crowd.is_free(box, 0)
        if clashes > len(still) / 4:
            return True
        crowd.add(box)
    return False
