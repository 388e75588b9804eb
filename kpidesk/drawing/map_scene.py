"""A results map as geometry: where everything is, before anything is painted.

Canvas, projector and sheet paint the same scene. Placed bubbles stay where people put them; all
others are placed by `map_place`, at the largest type size at which they find room.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Layout, Link, LinkKind, Map, Placement, Result, Ring
from kpidesk.drawing.map_bubbles import RIM_X, RIM_Y, SIZES, Band, Bubble, bands, bubble, scaled
from kpidesk.drawing.map_links import Curve, route
from kpidesk.drawing.map_place import Crowd, directions, place
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Box


@dataclass(frozen=True, slots=True)
class Scene:
    """A map laid out in its plane (mm); `bubbles` by result id, in the order of codes."""

    map: Map
    bands: tuple[Band, ...]
    bubbles: dict[str, Bubble]
    curves: tuple[Curve, ...]
    kinds: tuple[LinkKind, ...]
    scale: float
    palette: Palette


def scene(reader: Reader, map_id: str, *, palette: Palette = LIGHT, obstacles: Sequence[Box] = ()) -> Scene:
    """Lay out the radial map; deterministic for the same records."""
    shown = reader.get(Map, map_id)
    placements = {p.result: p for p in reader.find(Placement, map=map_id) if p.layout is Layout.RADIAL}
    members = {p.result for p in reader.find(Placement, map=map_id)}
    results = sorted((r for r in reader.find(Result) if r.id in members), key=lambda result: result.code)
    rings = bands(reader.find(Ring))
    links = [link for link in reader.find(Link) if link.source in members and link.target in members]
    fixed = {
        key: (p.x * RIM_X, p.y * RIM_Y)
        for key, p in placements.items()
        if p.x is not None and p.y is not None
    }
    sized = _bubbles(reader, results, rings, _neighbours(links), fixed, obstacles, palette)
    by_id = {each.result.id: each for each in sized}
    kinds = {kind.id: kind for kind in reader.find(LinkKind)}
    curves = route(sorted(links, key=lambda link: link.code), kinds, by_id)
    return Scene(
        shown, rings, by_id, curves, tuple(kinds.values()), sized[0].scale if sized else 1.0, palette
    )


def _neighbours(links: Sequence[Link]) -> dict[str, list[str]]:
    neighbours: dict[str, list[str]] = defaultdict(list)
    for link in links:
        neighbours[link.source].append(link.target)
        neighbours[link.target].append(link.source)
    return neighbours


def _bubbles(
    reader: Reader,
    results: Sequence[Result],
    rings: Sequence[Band],
    neighbours: dict[str, list[str]],
    fixed: dict[str, tuple[float, float]],
    obstacles: Sequence[Box],
    palette: Palette,
) -> tuple[Bubble, ...]:
    codes: dict[str, list[str]] = defaultdict(list)
    for measure in reader.find(Measure):
        if measure.result is not None:
            codes[measure.result].append(measure.code)
    positions = {band.ring.id: band.ring.position for band in rings}
    full = [
        bubble(
            result,
            positions[result.ring],
            tuple(sorted(codes[result.id])),
            palette.ring(positions[result.ring]).text,
        )
        for result in results
    ]
    wanted = directions(full, neighbours, fixed)
    for scale in SIZES:
        smallest = scale == SIZES[-1]
        sized = [scaled(each, scale) for each in full]
        placed = place(sized, rings, wanted, fixed, obstacles, force=smallest)
        if placed is not None and (
            smallest or not _crowded([each for each in placed if each.result.id in fixed])
        ):
            return placed
    raise AssertionError("the smallest size is always taken")


def _crowded(placed: Sequence[Bubble]) -> bool:
    """Whether so many bubbles that people placed overlap that smaller type is better.

    Two bubbles close together are people's choice; a quarter of them overlapping is a crowd.
    """
    crowd = Crowd(())
    clashes = 0
    for each in placed:
        clashes += not crowd.is_free(each.box, 0)
        crowd.add(each.box)
    return clashes > len(placed) / 4
