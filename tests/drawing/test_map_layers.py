"""Stripes, marks on links, ways round bubbles, parts of a map."""

import math
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Confidence, Layout, Link, LinkStatus, Map, Placement, Result, Ring
from kpidesk.drawing import map as results_map
from kpidesk.drawing.map_bubbles import PAPER, SCREEN
from kpidesk.drawing.map_ground import Ground, ground
from kpidesk.drawing.map_labels import around, label_size
from kpidesk.drawing.map_links import Curve, Line, at_share
from kpidesk.drawing.map_names import ring_names
from kpidesk.drawing.map_scene import Scene, label_places, scene
from kpidesk.drawing.map_tidy import tidy
from kpidesk.drawing.map_ways import Obstacles
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Box, GlyphRun, Group, Picture, bounds, walk
from kpidesk.drawing.picture import Path as Outline
from kpidesk.system.words import Words
from tests.drawing.map_cases import KINDS, loose, made, map_id, overlaps, placed, random_map, records

LAYOUTS = [*Layout]
RINGS = tuple(Ring(id=f"ring{n}", position=n, name=f"Ring {n}") for n in range(1, 5))


@pytest.fixture(scope="module")
def sample(sample_file: Path) -> Collection:
    found = read_desk(sample_file)
    whole = Collection(records(found))
    found.close()
    return whole


# -- the ground


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("plane", [PAPER, SCREEN])
@given(x=st.floats(-1.4, 1.4), y=st.floats(-1.4, 1.4), number=st.integers(0, 3), wide=st.floats(2, 90))
def test_the_ground_agrees_with_itself(layout, plane, x, y, number, wide):
    """The band at a place holds it; towards and nearest lead into the band that was asked for."""
    base = ground(layout, RINGS, plane)
    at = x * plane.x, y * plane.y
    here = base.band_at(*at)
    assert here is not None
    point = base.nearest((*at, *at), here)
    inside = abs(x) <= 1 and abs(y) <= 1 and (layout is Layout.LAYERED or math.hypot(x, y) <= 1)
    assert not inside or point == pytest.approx(at, abs=1e-6)
    band = base.bands[number]
    assert base.band_at(*base.towards(*at, band)) == band
    box = at[0] - wide / 2, at[1] - wide / 4, at[0] + wide / 2, at[1] + wide / 4
    x, y = base.nearest(box, band)
    moved = x - wide / 2, y - wide / 4, x + wide / 2, y + wide / 4
    if layout is Layout.LAYERED or (band.inner > 0 and wide < 40):
        assert base.inside(moved, band)


def test_stripes_lie_below_each_other_and_fill_the_ground():
    for count in range(1, 7):
        rings = tuple(Ring(id=f"ring{n}", position=n, name="") for n in range(count, 0, -1))
        base = ground(Layout.LAYERED, rings, PAPER)
        spans = [base.span(band) for band in base.bands]
        assert [band.ring.position for band in base.bands] == list(range(1, count + 1))
        assert (spans[0][0], spans[-1][1]) == pytest.approx((-PAPER.y, PAPER.y))
        assert all(one[1] == pytest.approx(other[0]) for one, other in pairwise(spans))


def test_there_is_no_band_without_rings():
    for layout in LAYOUTS:
        assert ground(layout, (), PAPER).band_at(0, 0) is None


# -- scenes


def test_each_layout_keeps_its_own_places():
    source = made([("One", 1), ("Other", 2)], [], {0: (0.1, 0.2), 1: (0.4, 0.5)})
    layered = [
        Placement(id="x", map="map", result="r0000", layout=Layout.LAYERED, x=-0.5, y=-0.8),
    ]
    both = Collection([*records(source), *layered])
    for plane in (PAPER, SCREEN):
        rings = scene(both, "map", plane=plane)
        stripes = scene(both, "map", layout=Layout.LAYERED, plane=plane)
        assert (rings.layout, stripes.layout) == (Layout.RADIAL, Layout.LAYERED)
        assert rings.loose == frozenset()
        assert stripes.loose == {"r0001"}
        one = rings.bubbles["r0000"], stripes.bubbles["r0000"]
        assert (one[0].x, one[0].y) == (0.1 * plane.x, 0.2 * plane.y)
        assert (one[1].x, one[1].y) == (-0.5 * plane.x, -0.8 * plane.y)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", [20, 60, 150])
def test_what_nobody_placed_lies_in_its_band_and_on_nothing(layout, count):
    drawn = scene(random_map(count, 2), "map", layout=layout, plane=SCREEN)
    assert len(drawn.loose) == len(drawn.bubbles) == count
    assert overlaps({key: each.box for key, each in drawn.bubbles.items()}) == []
    bands = {band.ring.position: band for band in drawn.bands}
    for each in drawn.bubbles.values():
        assert drawn.ground.inside(each.box, bands[each.position])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_some_results_and_the_links_between_them(sample, layout):
    whole = scene(sample, map_id(sample), layout=layout)
    some = {key for key, each in whole.bubbles.items() if each.position <= 2}
    drawn = scene(sample, map_id(sample), layout=layout, only=some)
    assert drawn.bubbles.keys() == some
    inside = {curve.link.id for curve in whole.curves if {curve.link.source, curve.link.target} <= some}
    assert {curve.link.id for curve in drawn.curves} == inside
    assert scene(sample, map_id(sample), layout=layout, only=[]).bubbles == {}
    # What was drawn of the whole may be taken from it, and the other way round.
    assert scene(sample, map_id(sample), layout=layout, only=some, before=whole) == drawn
    assert scene(sample, map_id(sample), layout=layout, before=drawn) == whole


def test_another_layout_takes_nothing_wrong_from_the_last(sample):
    rings = scene(sample, map_id(sample), plane=SCREEN)
    stripes = scene(sample, map_id(sample), layout=Layout.LAYERED, plane=SCREEN, before=rings)
    assert stripes == scene(sample, map_id(sample), layout=Layout.LAYERED, plane=SCREEN)
    assert scene(sample, map_id(sample), plane=SCREEN, before=stripes) == rings


def test_a_rejected_link_is_not_drawn_and_a_proposed_one_is_thinner():
    source = made([("One", 1), ("Other", 2)], [(0, 1, 0)], {0: (-0.5, 0), 1: (0.5, 0)})
    widths = {}
    for status in LinkStatus:
        pieces = [
            replace(each, status=status) if isinstance(each, Link) else each for each in records(source)
        ]
        curves = scene(Collection(pieces), "map").curves
        assert len(curves) == (status is not LinkStatus.REJECTED)
        for curve in curves:
            items = results_map.curve_group(curve, LIGHT).items
            widths[status] = max(item.width for item in items if isinstance(item, Outline) and item.stroke)
    assert widths[LinkStatus.PROPOSED] < 0.7 * widths[LinkStatus.AGREED]


# -- ways round


def meets(curve: Curve, box: Box) -> bool:
    return any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in curve.points(200))


def test_a_link_winds_its_way_between_walls():
    """A wall with a door, and behind it a second wall with a door elsewhere."""
    walls = [(-0.2, n * 0.22 - 0.88) for n in range(9) if n != 2] + [
        (0.2, n * 0.22 - 0.88) for n in range(9) if n != 6
    ]
    results = [("Left", 3), ("Right", 3), *(("A wall of some words that is wide", 3) for _ in walls)]
    at = {0: (-0.85, 0.0), 1: (0.85, 0.0), **dict(enumerate(walls, 2))}
    drawn = scene(made(results, [(0, 1, 0)], at), "map")
    (curve,) = drawn.curves
    for key, each in drawn.bubbles.items():
        assert key in {"r0000", "r0001"} or not meets(curve, each.box)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", [20, 60])
def test_links_of_a_tidied_map_go_through_no_bubble(layout, count):
    source = random_map(count, 4)
    before = scene(source, "map", layout=layout, plane=SCREEN)
    drawn = scene(placed(source, tidy(before), SCREEN, layout), "map", layout=layout, plane=SCREEN)
    through = [
        (curve.link.code, each.result.code)
        for curve in drawn.curves
        for key, each in drawn.bubbles.items()
        if key not in {curve.link.source, curve.link.target} and meets(curve, each.box)
    ]
    assert through == []
    assert count < 60 or any(curve.more for curve in drawn.curves), "some are more than one bow"


@given(
    st.lists(st.tuples(st.floats(-300, 300), st.floats(-300, 300)), min_size=3, max_size=9),
)
def test_a_curve_of_many_pieces_is_smooth_and_stays_in_its_box(points):
    kind = KINDS[0]
    link = Link(id="l", code="L1", source="a", target="b", kind=kind.id)
    curve = Curve(link, kind, points[0], points[1], points[-1], tuple(points[2:-1]))
    left, top, right, bottom = curve.box
    line = curve.points()
    assert (line[0], line[-1]) == (points[0], points[-1])
    assert all(left - 1e-6 <= x <= right + 1e-6 and top - 1e-6 <= y <= bottom + 1e-6 for x, y in line)
    pieces = curve.pieces()
    for (_, before, joint), (start, after, _) in pairwise(pieces):
        assert joint == start == pytest.approx(((before[0] + after[0]) / 2, (before[1] + after[1]) / 2))
    assert curve.label_at == curve.middle


def test_a_share_of_a_line_is_measured_along_it():
    line = [(0.0, 0.0), (10.0, 0.0), (10.0, 30.0)]
    assert at_share(line, 0.5) == (10, 10)
    assert at_share(line, 0.0) == (0, 0)
    assert at_share(line, 1.0) == (10, 30)


boxes_of_bubbles = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.floats(-300, 300), st.floats(-200, 200), st.floats(5, 90), st.floats(5, 40)).map(
        lambda at: (at[0], at[1], at[0] + at[2], at[1] + at[3])
    ),
)
points = st.tuples(st.floats(-350, 350), st.floats(-250, 250))


@given(boxes_of_bubbles, boxes_of_bubbles, points, points)
def test_an_answer_about_obstacles_holds_while_no_cell_changed_in_which_was_asked(old, new, start, end):
    before = Obstacles(old, 1.0)
    asked_before = before.hits([start, end], frozenset(), 4.0), before.met(start, end, frozenset(), 4.0)
    cells = before.asked()
    assert before.asked() == frozenset()
    after, changed = before.changed({key: new.get(key) for key in "abcdef" if new.get(key) != old.get(key)})
    answers = after.hits([start, end], frozenset(), 4.0), after.met(start, end, frozenset(), 4.0)
    fresh = Obstacles(new, 1.0)
    assert answers == (fresh.hits([start, end], frozenset(), 4.0), fresh.met(start, end, frozenset(), 4.0))
    assert answers[0] == len(answers[1])
    if cells.isdisjoint(changed):
        assert answers == asked_before


def test_a_line_that_is_nearly_upright_goes_through_few_cells():
    assert len(Obstacles({}, 1.0).along((-6.5e-309, 5.6e-311), (0.0, 212.0))) <= 6
    assert len(Obstacles({}, 1.0).along((-1e-9, 212.0), (1e-9, -212.0))) <= 12


@given(points, points, st.floats(-0.5, 0.5))
def test_the_outline_of_a_curve_is_as_good_as_the_curve(start, end, bow):
    link = Link(id="l", code="L01", source="a", target="b", kind="k1")
    middle = (
        (start[0] + end[0]) / 2 - (end[1] - start[1]) * bow,
        (start[1] + end[1]) / 2 + (end[0] - start[0]) * bow,
    )
    curve = Curve(link, KINDS[0], start, middle, end)
    line = Line(curve, Obstacles({}, 1.0))
    for share in range(11):
        x, y = curve.at(share / 10)
        assert line.covers((x - 0.5, y - 0.5, x + 0.5, y + 0.5))
    left, top, right, bottom = line.box
    assert not line.covers((right + 1, top, right + 2, bottom))
    assert not line.covers((left, bottom + 1, right, bottom + 2))


# -- marks and labels


def label_boxes(drawn: Scene, unit: float, text: str = "") -> dict[str, Box]:
    sizes = {curve.link.id: label_size(curve, unit, text) for curve in drawn.curves}
    places = label_places(drawn, sizes)
    return {
        key: (x - sizes[key][0] / 2, y - sizes[key][1] / 2, x + sizes[key][0] / 2, y + sizes[key][1] / 2)
        for key, (x, y) in places.items()
    }


def clash(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("text", ["", "3 mo"])
def test_labels_of_the_sample_lie_on_their_line_and_on_nothing_else(sample, text):
    drawn = scene(sample, map_id(sample))
    found = label_boxes(drawn, drawn.scale, text)
    marked = {curve.link.id for curve in drawn.curves if label_size(curve, drawn.scale, text)[0]}
    assert found.keys() <= marked
    assert len(found) >= 27 if text else found.keys() == marked
    names = [name.box for name in ring_names(drawn.ground, drawn.bubbles.values(), drawn.scale)]
    solid = [*(each.box for each in drawn.bubbles.values()), *names]
    for key, box in found.items():
        assert not any(clash(box, other) for other in solid), key
    assert not any(clash(one, other) for one, other in combinations(found.values(), 2))
    for curve in drawn.curves:
        if curve.link.id in found:
            box = found[curve.link.id]
            at = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            points = curve.points(200)
            away = min(math.dist(at, at_share(points, number / 400)) for number in range(401))
            assert away < (14 if text else 1)


def test_the_scene_has_the_places_of_its_marks(sample):
    drawn = scene(sample, map_id(sample))
    places = label_places(drawn, {curve.link.id: label_size(curve, drawn.scale) for curve in drawn.curves})
    for curve in drawn.curves:
        assert curve.label == places.get(curve.link.id)
        texts = [item for item in results_map.curve_group(curve, LIGHT).items if isinstance(item, GlyphRun)]
        for item in texts:
            assert math.dist((item.x + item.advance / 2, item.y), curve.label_at) < 4


def test_texts_keep_clear_of_the_marks_that_stay_where_they_are(sample):
    drawn = scene(sample, map_id(sample), plane=SCREEN)
    sizes = {
        curve.link.id: label_size(curve, drawn.scale, "12 mo") for curve in drawn.curves if not curve.label
    }
    places = label_places(drawn, sizes)
    assert places
    assert places.keys() <= sizes.keys()
    texts = [around(at, sizes[key]) for key, at in places.items()]
    marks = [around(curve.label, label_size(curve, drawn.scale)) for curve in drawn.curves if curve.label]
    assert not any(clash(text, mark) for text in texts for mark in marks)


def test_a_kind_of_ones_own_has_its_mark_and_a_label_its_text():
    source = made([("One", 1), ("Other", 2)], [(0, 1, 3)], {0: (-0.5, 0), 1: (0.5, 0)})
    (curve,) = scene(source, "map").curves
    plain = results_map.curve_group(curve, LIGHT)
    assert [item.text for item in plain.items if isinstance(item, GlyphRun)] == ["w"]
    told = results_map.curve_group(curve, LIGHT, 1.0, "3 mo")
    assert sorted(item.text for item in told.items if isinstance(item, GlyphRun)) == ["3 mo", "w"]
    wide, tall = label_size(curve, 1.0, "3 mo")
    x, y = curve.label_at
    for item in told.items:
        if isinstance(item, GlyphRun):
            assert x - wide / 2 < item.x
            assert item.x + item.advance < x + wide / 2
            assert abs(item.y - y) < tall / 2


@pytest.mark.parametrize("dots", [None, 0, 7, 128])
def test_a_bubble_tells_its_dots_without_colour(dots):
    source = made([("One", 1)])
    pieces = [replace(each, dots=dots) if isinstance(each, Result) else each for each in records(source)]
    (each,) = scene(Collection(pieces), "map").bubbles.values()
    group = results_map.bubble_group(each, LIGHT)
    said = [item.text for item in group.items if isinstance(item, GlyphRun)]
    assert (f"{dots}" in said) is (dots is not None)
    ink = [item for item in group.items if isinstance(item, Outline) and item.fill == LIGHT.text]
    assert len(ink) == (dots is not None), "a filled dot"
    box = bounds([group])
    assert box is not None
    assert box[2] <= each.box[2] + 3


# -- the sheet


def sheet(source: Collection, layout: Layout, paper: str = "A1", **also: object) -> Picture:
    return results_map.sheet(
        source, map_id(source), SHEETS[paper].landscape, Words(), date(2025, 7, 8), layout=layout, **also
    )


def roles(picture: Picture, role: str) -> list[Group]:
    return [item for item in walk(picture.items) if isinstance(item, Group) and item.role == role]


@pytest.mark.parametrize("paper", ["A1", "A4"])
def test_a_sheet_of_stripes_holds_everything_and_nothing_covers_them(sample, paper):
    picture = sheet(loose(sample), Layout.LAYERED, paper)
    box = bounds(picture.items)
    assert box is not None
    assert (box[0], box[1]) >= (0, 0)
    assert box[2] <= picture.width
    assert box[3] <= picture.height
    assert len(roles(picture, "ring")) == 4
    assert len(roles(picture, "bubble")) == 20
    (whole,) = picture.items
    assert isinstance(whole, Group)
    (stripes,) = roles(picture, "map")
    inner = bounds([stripes])
    others = [bounds([item]) for item in whole.items if item is not stripes]
    assert inner is not None
    assert not any(other and clash(inner, other) for other in others)


def test_a_sheet_of_a_part_counts_the_part(sample):
    some = {each.id for each in sample.find(Result) if each.code in {"R01", "R04", "R12"}}
    picture = sheet(sample, Layout.RADIAL, only=some)
    said = " ".join(item.text for item in walk(picture.items) if isinstance(item, GlyphRun))
    assert "3 results" in said
    assert len(roles(picture, "bubble")) == 3


def test_the_legend_explains_what_is_there(sample):
    pieces = [
        replace(each, status=LinkStatus.PROPOSED, confidence=Confidence.ASSUMED)
        if isinstance(each, Link)
        else replace(each, dots=3)
        if isinstance(each, Result)
        else each
        for each in records(sample)
    ]
    for layout in LAYOUTS:
        picture = sheet(Collection(pieces), layout)
        said = " ".join(item.text for item in walk(picture.items) if isinstance(item, GlyphRun))
        for words in ("proposed", "assumed", "dots given in a vote"):
            assert words in said
    for words in ("proposed", "dots given"):
        plain = [replace(each, dots=None) if isinstance(each, Result) else each for each in records(sample)]
        picture = sheet(Collection(plain), Layout.RADIAL)
        assert words not in " ".join(item.text for item in walk(picture.items) if isinstance(item, GlyphRun))


def test_a_map_without_rings_is_an_empty_sheet():
    base: Ground = ground(Layout.LAYERED, (), PAPER)
    assert base.bands == ()
    picture = sheet(Collection([Map(id="map", name="Nothing")]), Layout.LAYERED)
    assert roles(picture, "bubble") == []
