"""Tidy: nothing on anything, still bubbles where they are, the same places every time."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Layout
from kpidesk.drawing.map_bubbles import PAPER, SCREEN, Plane, overlap
from kpidesk.drawing.map_names import usual_names
from kpidesk.drawing.map_scene import Scene, scene
from kpidesk.drawing.map_tidy import tidy
from tests.drawing.map_cases import loose, made, map_id, overlaps, placed, random_map, records

LAYOUTS = [*Layout]
PLANES = [PAPER, SCREEN]
Point = tuple[float, float]


@pytest.fixture(scope="module")
def sample(sample_file: Path) -> Collection:
    found = read_desk(sample_file)
    whole = Collection(records(found))
    found.close()
    return whole


def after(source: Collection, drawn: Scene, places: Mapping[str, Point], plane: Plane) -> Scene:
    """The map as it is drawn with new places."""
    now = placed(source, places, drawn.plane, drawn.layout)
    return scene(now, map_id(source), layout=drawn.layout, plane=plane)


def tidied(source: Collection, layout: Layout, plane: Plane = SCREEN, on: Plane | None = None) -> Scene:
    drawn = scene(source, map_id(source), layout=layout, plane=plane)
    return after(source, drawn, tidy(drawn), on or plane)


def boxes(drawn: Scene) -> dict[str, tuple[float, float, float, float]]:
    return {key: each.box for key, each in drawn.bubbles.items()}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("on", PLANES)
@pytest.mark.parametrize("count", [1, 2, 20, 60, 200])
def test_nothing_overlaps_on_any_plane(layout, on, count):
    """Wherever it was tidied: a map that is tidied on the screen is printed as well."""
    source = random_map(count, 5)
    for plane in PLANES:
        drawn = tidied(source, layout, plane, on)
        assert len(drawn.bubbles) == count
        assert overlaps(boxes(drawn)) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_sample_is_tidied_at_full_size_and_no_link_goes_through_a_bubble(sample, layout):
    drawn = tidied(sample, layout)
    assert drawn.scale == 1
    assert overlaps(boxes(drawn)) == []
    for curve in drawn.curves:
        for key, (left, top, right, bottom) in boxes(drawn).items():
            if key not in {curve.link.source, curve.link.target}:
                assert not any(left < x < right and top < y < bottom for x, y in curve.points(80))


# Making a failing map smaller takes minutes.
@st.composite
def maps(draw: st.DrawFn) -> Collection:
    """Maps with words of any length, any links, and rings that are full or empty."""
    count = draw(st.integers(0, 90))
    chance = draw(st.randoms(use_true_random=False))
    longest = draw(st.sampled_from([6, 60, 160]))
    rings = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4, unique=True))
    results = [("word " * chance.randint(1, longest // 5 + 1), chance.choice(rings)) for _ in range(count)]
    links = {
        (chance.randrange(count), chance.randrange(count), chance.randrange(4))
        for _ in range(draw(st.integers(0, 2 * count)) if count > 1 else 0)
    }
    at = {n: (chance.uniform(-0.9, 0.9), chance.uniform(-0.9, 0.9)) for n in range(min(count, 40))}
    return made(results, sorted(links), at if chance.random() < 0.5 else {})


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(source=maps())
def test_any_map_is_tidied_without_overlap_in_its_bands(layout, source):
    drawn = scene(source, "map", layout=layout, plane=SCREEN)
    places = tidy(drawn)
    assert places.keys() == drawn.bubbles.keys()
    for plane in PLANES:
        again = after(source, drawn, places, plane)
        assert overlaps(boxes(again)) == []
        bands = {band.ring.position: band for band in again.bands}
        for each in again.bubbles.values():
            assert again.ground.inside(each.box, bands[each.position])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(6))
def test_what_is_still_stays_and_is_not_covered(layout, seed):
    source = random_map(30, seed)
    drawn = tidied(source, layout)
    still = set(random.Random(seed).sample(sorted(drawn.bubbles), 8))
    places = tidy(drawn, still)
    assert places.keys() == drawn.bubbles.keys() - still
    fixed = {key: (each.x, each.y) for key, each in drawn.bubbles.items() if key in still}
    again = after(source, drawn, fixed | places, PAPER)
    for key, (x, y) in fixed.items():
        at = x / SCREEN.x * PAPER.x, y / SCREEN.y * PAPER.y
        assert (again.bubbles[key].x, again.bubbles[key].y) == pytest.approx(at)
    assert [pair for pair in overlaps(boxes(again)) if not still.issuperset(pair)] == []


def test_all_still_is_nothing_to_do(sample):
    drawn = scene(sample, map_id(sample))
    assert tidy(drawn, set(drawn.bubbles)) == {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tidy_says_the_same_twice(layout):
    for count in (12, 40):
        source = random_map(count, 3)
        turned = Collection(reversed(records(source)))
        first, second = (tidy(scene(each, "map", layout=layout, plane=SCREEN)) for each in (source, turned))
        assert first == second


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_lies_on_ring_names_and_corners(sample, layout):
    corners = ((-320.0, -280.0, -200.0, -215.0), (190.0, 162.0, 320.0, 280.0))
    drawn = scene(loose(sample), map_id(sample), layout=layout, plane=SCREEN, obstacles=corners)
    for each in after(sample, drawn, tidy(drawn), SCREEN).bubbles.values():
        for box in (*corners, *usual_names(drawn.ground)):
            assert not overlap(each.box, box, -0.01), each.result.code


def meetings(drawn: Scene) -> int:
    """How many pairs of links without a common end meet."""
    lines = [({curve.link.source, curve.link.target}, curve.points()) for curve in drawn.curves]
    return sum(
        not one & other
        and any(_cross(a[i : i + 2], b[j : j + 2]) for i in range(len(a) - 1) for j in range(len(b) - 1))
        for n, (one, a) in enumerate(lines)
        for other, b in lines[:n]
    )


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    def side(a: Point, b: Point, c: Point) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    (p, q), (r, s) = one, other
    return side(p, q, r) != side(p, q, s) and side(r, s, p) != side(r, s, q)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_sample_has_few_crossings(sample, layout):
    """Graphviz has 19 on its own picture."""
    assert meetings(tidied(sample, layout)) <= 11


def test_a_chain_is_laid_out_without_any_crossing():
    links = [(n, n - 4, 0) for n in range(4, 16)]
    source = made([(f"Number {n}", 1 + n // 4) for n in range(16)], links)
    for layout in LAYOUTS:
        assert meetings(tidied(source, layout)) == 0
