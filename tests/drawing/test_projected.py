"""The map for the projector: everything there can be read from the last row, and nothing covers words."""

from dataclasses import replace
from itertools import combinations

import pytest

from kpidesk.domain.results import Layout, Link, LinkKind, Map, Result
from kpidesk.drawing.map_bubbles import SCREEN, bubble, overlap
from kpidesk.drawing.map_scene import scene
from kpidesk.drawing.map_steps import steps
from kpidesk.drawing.palette import DARK, LIGHT
from kpidesk.drawing.picture import GlyphRun, Group, Path, bounds
from kpidesk.drawing.projected import DRAFT, Live, projected, talked_about
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX
from kpidesk.system.words import Words
from tests.drawing.looked import groups, records_of
from tests.drawing.map_cases import random_map


@pytest.fixture(scope="module")
def reader(sample_file):
    return records_of(sample_file)


def drawn(reader, layout=Layout.RADIAL, palette=LIGHT):
    return scene(reader, reader.find(Map)[0].id, layout=layout, palette=palette, plane=SCREEN)


def ids(reader, *codes):
    by_code = {each.code: each.id for each in reader.find(Result)}
    return frozenset(by_code[code] for code in codes)


def show(reader, shown, *codes, **more):
    chosen = ids(reader, *codes)
    kinds = {kind.id: kind for kind in reader.find(LinkKind)}
    live = Live(shown, talked_about(shown, chosen, None), chosen, **more)
    return projected(live, kinds, title="Results map", place="Marrow Valley Water")


def walk(items, scale=1.0):
    """All items that are painted, with how much they are enlarged."""
    for item in items:
        if isinstance(item, Group):
            yield from walk(item.items, scale * (item.transform.scale if item.transform else 1.0))
        else:
            yield item, scale


@pytest.mark.parametrize("layout", [*Layout])
@pytest.mark.parametrize("codes", [(), ("R12",), ("R10", "R05"), ("R17",)])
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_has_a_fortieth_of_the_height(reader, layout, codes, palette):
    picture = show(reader, drawn(reader, layout, palette), *codes)
    sizes = [each.size * scale * PX for each, scale in walk(picture.items) if isinstance(each, GlyphRun)]
    assert sizes
    assert min(sizes) >= SMALLEST_PX - 1e-6
    assert pytest.approx(1080 / 40) == SMALLEST_PX


@pytest.mark.parametrize("layout", [*Layout])
@pytest.mark.parametrize("code", ["R12", "R10", "R03", "R16"])
def test_what_is_talked_about_has_words_that_nothing_covers(reader, layout, code):
    shown = drawn(reader, layout)
    picture = show(reader, shown, code)
    told = talked_about(shown, ids(reader, code), None)
    boxes = {each.record: bounds([each]) for each in groups(picture.items, "bubble")}
    texts = {
        each.record: "".join(run.text for run, _ in walk(each.items) if isinstance(run, GlyphRun))
        for each in groups(picture.items, "bubble")
    }
    for result in reader.find(Result):
        if result.id in told:
            assert texts[result.id].replace(" ", "") == result.statement.replace(" ", "")
        else:
            assert texts[result.id] == result.code
    for one, other in combinations(boxes, 2):
        if one in told or other in told:
            assert not overlap(boxes[one], boxes[other], -2.0), (one, other)


def test_lines_of_what_is_told_are_strong_and_others_quiet(reader):
    shown = drawn(reader)
    picture = show(reader, shown, "R12")
    told = talked_about(shown, ids(reader, "R12"), None)
    links = {each.id: each for each in reader.find(Link)}
    drawn_links = [each for each in groups(picture.items, "link") if each.record]  # the legend has others
    assert len(drawn_links) == len(links)
    for group in drawn_links:
        link = links[group.record]
        strengths = {each.opacity for each, _ in walk(group.items) if isinstance(each, Path)}
        if link.source in told and link.target in told:
            assert strengths == {1.0}
            widths = [
                each.width * PX for each, _ in walk(group.items) if isinstance(each, Path) and each.stroke
            ]
            assert min(widths) >= 3.0
        else:
            assert max(strengths) < 0.5


def test_a_few_results_are_all_told_in_words(reader):
    few = sorted(reader.find(Result), key=lambda each: each.code)[:6]
    hidden = {each.id for each in reader.find(Result)} - {each.id for each in few}
    links = {each.id for each in reader.find(Link) if {each.source, each.target} & hidden}
    picture = show(reader, drawn(reader), hidden=frozenset(hidden | links))
    names = [each.name for each in groups(picture.items, "bubble")]
    assert sorted(names) == sorted(each.statement for each in few)
    runs = {run.text for each in groups(picture.items, "bubble") for run, _ in walk(each.items)
            if isinstance(run, GlyphRun)}  # fmt: skip
    assert not any(each.code in runs for each in few)


def test_what_is_being_written_and_moved_is_seen_as_it_is_now(reader):
    shown = drawn(reader)
    (key,) = ids(reader, "R19")
    words = Result(id=DRAFT, code="", statement="Valves turn.", ring="")
    draft = replace(bubble(words, 3, (), "#000000"), x=-100.0, y=50.0)
    before = {each.record: bounds([each]) for each in groups(show(reader, shown).items, "bubble")}
    moved = {key: replace(shown.bubbles[key], x=-150.0, y=100.0)}
    picture = show(reader, shown, moved=moved, draft=draft)
    after = {each.record: bounds([each]) for each in groups(picture.items, "bubble")}
    assert after[key][0] < before[key][0] - 50
    assert DRAFT in after


def test_a_region_shows_what_lies_there_and_all_stays_in_the_picture(reader):
    shown = drawn(reader)
    near = show(reader, shown, region=(-60.0, 60.0, 250.0, 250.0))
    bubbles = list(groups(near.items, "bubble"))
    assert 3 <= len(bubbles) < 20
    for each in walk_boxes(near):
        assert each[0] > -1
        assert each[2] < ROOM.wide + 1
        assert each[3] < ROOM.tall + 1


def walk_boxes(picture):
    (plane,) = [each for each in picture.items if isinstance(each, Group) and each.role == "map"]
    for each in groups(plane.items, "bubble"):
        left, top, right, bottom = bounds([each])
        shift = plane.transform
        yield left + shift.dx, top + shift.dy, right + shift.dx, bottom + shift.dy


@pytest.mark.parametrize("layout", [*Layout])
@pytest.mark.parametrize("code", ["R12", "R03", "R16"])
def test_a_link_that_is_talked_about_has_room_to_be_seen(reader, layout, code):
    shown = drawn(reader, layout)
    picture = show(reader, shown, code)
    told = talked_about(shown, ids(reader, code), None)
    boxes = {each.record: bounds([each]) for each in groups(picture.items, "bubble")}
    for link in reader.find(Link):
        if {link.source, link.target} <= told:
            assert not overlap(boxes[link.source], boxes[link.target], 9.0), link.code


def boxes_of(page):
    """What stands on a page told step by step, in the projector's mm: sentences, codes and dots."""
    words, codes = [], []
    for each in groups(page.items, "bubble"):
        runs = [run.text for run, _ in walk(each.items) if isinstance(run, GlyphRun)]
        is_code = not runs or (len(runs) == 1 and runs[0].startswith("R") and runs[0][1:].isdigit())
        (codes if is_code else words).append(bounds([each]))
    return words, codes


@pytest.mark.parametrize("layout", [*Layout])
@pytest.mark.parametrize("count", [60, 150])
def test_steps_of_a_large_map_have_nothing_over_each_other(count, layout):
    pages = steps(random_map(count, 3), "map", Words(), layout=layout)
    assert len({each.title for each in pages}) == len(pages)
    rings = [each for each in pages if each.title.startswith("2 Ring 2")]
    assert rings[0].title == f"2 Ring 2 (1 of {len(rings)})"
    for page in pages:
        words, codes = boxes_of(page)
        assert words
        for one, other in combinations([*words, *codes], 2):
            assert not overlap(one, other, -1.0), page.title
        for links in groups(page.items, "links"):
            left, top, right, bottom = bounds([links]) or (0.0, 0.0, 0.0, 0.0)
            assert -ROOM.wide / 2 < left <= right < ROOM.wide / 2
            assert bottom - top < ROOM.tall


def test_every_result_of_a_large_map_is_told_once_ring_by_ring():
    found = random_map(60, 5)
    pages = steps(found, "map", Words(), layout=Layout.RADIAL)
    told = [
        each.name
        for page in pages
        if "Ring" in page.title
        for each in groups(page.items, "bubble")
        if len([run for run, _ in walk(each.items) if isinstance(run, GlyphRun)]) > 1
    ]
    assert sorted(set(told)) == sorted({each.statement for each in found.find(Result)})
