"""The results map: what people placed stays, nothing covers anything, kinds differ without colour."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path as FilePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.results import (
    Confidence,
    Layout,
    LinePattern,
    Link,
    LinkKind,
    LinkRole,
    Map,
    Placement,
    Result,
    Ring,
)
from kpidesk.drawing import map as results_map
from kpidesk.drawing.map_bubbles import PAPER, SCREEN, SIZES, Bubble, Plane, overlap
from kpidesk.drawing.map_links import Curve
from kpidesk.drawing.map_scene import Scene, scene
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Box, GlyphRun, Group, Item, Path, Picture, Transform, bounds, dump, walk
from kpidesk.system.words import Words

DAY = date(2025, 7, 8)
WORDS = Words()
KINDS = (
    LinkKind(id="k1", key="cause", name="leads to", role=LinkRole.CAUSE, directed=True),
    LinkKind(id="k2", key="companion", name="goes with", role=LinkRole.COMPANION, pattern=LinePattern.DASH),
    LinkKind(
        id="k3", key="conflict", name="works against", role=LinkRole.CONFLICT, pattern=LinePattern.ZIGZAG
    ),
    LinkKind(id="k4", key="own", name="waits for", directed=True, pattern=LinePattern.DASH_DOT),
    LinkKind(id="k5", key="twice", name="is part of", pattern=LinePattern.DOUBLE),
)
MAP = Map(id="map", name="Results map")


@pytest.fixture(scope="module")
def reader(sample_file: FilePath) -> Iterator[Desk]:
    found = read_desk(sample_file)
    yield found
    found.close()


def records(reader: Desk) -> list[Record]:
    kinds = (Map, Ring, Result, Placement, Link, LinkKind, Measure)
    return [record for kind in kinds for record in reader.find(kind)]


def changed(reader: Desk, kind: type[Record], **fields: object) -> Collection:
    """The sample's map with fields of one type of record changed."""
    return Collection(
        replace(record, **fields) if isinstance(record, kind) else record for record in records(reader)
    )


def map_id(reader: Desk) -> str:
    return reader.find(Map)[0].id


def rings(count: int) -> list[Ring]:
    return [Ring(id=f"ring{n}", position=n, name=f"Ring {n}") for n in range(1, count + 1)]


def made(
    results: Sequence[tuple[str, int]],
    links: Sequence[tuple[int, int, int]] = (),
    placed: dict[int, tuple[float, float]] | None = None,
    ring_count: int = 4,
) -> Collection:
    """A map of results as (statement, ring) with links as (source, target, kind)."""
    placed = placed or {}
    return Collection(
        [
            MAP,
            *rings(ring_count),
            *KINDS,
            *(
                Result(id=f"r{n:04d}", code=f"R{n:04d}", statement=text, ring=f"ring{ring}")
                for n, (text, ring) in enumerate(results)
            ),
            *(
                Placement(
                    id=f"p{n:04d}", map="map", result=f"r{n:04d}", x=placed.get(n, (None,))[0],
                    y=placed.get(n, (None, None))[1],
                )
                for n in range(len(results))
            ),
            *(
                Link(
                    id=f"l{n:04d}", code=f"L{n:04d}", source=f"r{a:04d}", target=f"r{b:04d}",
                    kind=KINDS[kind].id,
                )
                for n, (a, b, kind) in enumerate(links)
            ),
        ]
    )  # fmt: skip


def clashes(bubbles: Sequence[Bubble]) -> list[tuple[str, str]]:
    return [
        (one.result.code, other.result.code)
        for one, other in combinations(bubbles, 2)
        if overlap(one.box, other.box)
    ]


def inside(box: Box, outer: Box, by: float = 0.0) -> bool:
    return (
        box[0] >= outer[0] - by
        and box[1] >= outer[1] - by
        and box[2] <= outer[2] + by
        and box[3] <= outer[3] + by
    )


def sheet(source: Collection | Desk, paper: str = "A1", map_: str = "map") -> Picture:
    return results_map.sheet(source, map_, SHEETS[paper].landscape, WORDS, DAY)


def groups(items: Sequence[Item], role: str) -> list[Group]:
    return [item for item in walk(items) if isinstance(item, Group) and item.role == role]


def runs(picture: Picture) -> list[tuple[GlyphRun, float]]:
    """All text of a sheet with the scale at which it is printed."""
    (whole,) = picture.items
    assert isinstance(whole, Group)
    scale = whole.transform.scale if whole.transform else 1.0
    return [(item, scale) for item in walk(whole.items) if isinstance(item, GlyphRun)]


# -- the sample


def test_bubbles_lie_where_people_put_them(reader):
    drawn = scene(reader, map_id(reader))
    placements = reader.find(Placement, map=map_id(reader))
    assert len(drawn.bubbles) == 20
    for placement in placements:
        each = drawn.bubbles[placement.result]
        assert (each.x, each.y) == pytest.approx((placement.x * PAPER.x, placement.y * PAPER.y), abs=1e-9)


def test_the_sample_is_drawn_at_full_size_without_overlap(reader):
    drawn = scene(reader, map_id(reader))
    assert drawn.scale == 1
    assert clashes([*drawn.bubbles.values()]) == []
    assert len(drawn.curves) == 30


def test_what_nobody_placed_goes_to_its_ring(reader):
    drawn = scene(changed(reader, Placement, x=None, y=None), map_id(reader))
    assert len(drawn.bubbles) == 20
    assert clashes([*drawn.bubbles.values()]) == []
    bands = {band.ring.position: band for band in drawn.bands}
    for each in drawn.bubbles.values():
        share = math.hypot(each.x / PAPER.x, each.y / PAPER.y)
        assert bands[each.position].inner - 1e-9 <= share <= bands[each.position].outer + 1e-9


def test_what_nobody_placed_goes_near_what_it_links_to():
    """Two hubs on opposite sides: those that lead to one lie on its side."""
    results = [("Left hub", 1), ("Right hub", 1), *((f"Number {n}", 3) for n in range(6))]
    links = [(n, 0 if n % 2 else 1, 0) for n in range(2, 8)]
    drawn = scene(made(results, links, {0: (-0.3, 0), 1: (0.3, 0)}), "map")
    mean = {
        side: sum(drawn.bubbles[f"r{n:04d}"].x for n in range(2, 8) if n % 2 == side) / 3 for side in (0, 1)
    }
    assert mean[1] < mean[0]


def test_one_more_result_moves_nothing_that_was_placed(reader):
    before = scene(reader, map_id(reader))
    outer = max(reader.find(Ring), key=lambda ring: ring.position)
    extra = [
        Result(id="new", code="R99", statement="Something that nobody has placed yet.", ring=outer.id),
        Placement(id="new-place", map=map_id(reader), result="new"),
    ]
    after = scene(Collection([*records(reader), *extra]), map_id(reader))
    assert len(after.bubbles) == 21
    for key, each in before.bubbles.items():
        assert (after.bubbles[key].x, after.bubbles[key].y) == (each.x, each.y)
    assert not any(overlap(after.bubbles["new"].box, each.box) for each in before.bubbles.values())


def test_two_calls_draw_the_same(reader):
    again = Collection(reversed(records(reader)))
    assert dump(sheet(reader, map_=map_id(reader))) == dump(sheet(again, map_=map_id(reader)))


# -- the screen's plane


def test_the_sample_has_no_overlap_on_the_screen(reader):
    drawn = scene(reader, map_id(reader), plane=SCREEN)
    assert drawn.scale == 1
    assert clashes([*drawn.bubbles.values()]) == []
    for each in drawn.bubbles.values():
        assert inside(each.box, (-SCREEN.x, -SCREEN.y, SCREEN.x, SCREEN.y))


def test_only_what_touches_on_the_screen_is_drawn_apart(reader):
    """Records stay as they are, and so do bubbles that have room."""
    drawn = scene(reader, map_id(reader), plane=SCREEN)
    off = {}
    for placement in reader.find(Placement, map=map_id(reader)):
        each = drawn.bubbles[placement.result]
        off[each.result.code] = math.dist((each.x, each.y), (placement.x * SCREEN.x, placement.y * SCREEN.y))
    assert sum(far < 1e-9 for far in off.values()) >= 10
    assert max(off.values()) < 15


def test_bubbles_laid_over_each_other_stay_so():
    placed = {0: (0.1, 0.1), 1: (0.11, 0.11), 2: (-0.5, 0.5), 3: (0.5, 0.5)}
    drawn = scene(
        made([("One", 2), ("Other", 2), ("Third", 4), ("Fourth", 4)], [], placed), "map", plane=SCREEN
    )
    for number, (x, y) in placed.items():
        each = drawn.bubbles[f"r{number:04d}"]
        assert (each.x, each.y) == (x * SCREEN.x, y * SCREEN.y)


def test_a_bubble_comes_out_from_under_a_corner_but_not_from_far(reader):
    corner = (100.0, 100.0, 400.0, 400.0)
    for y, is_free in ((0.42, True), (0.9, False)):
        placed = {0: (0.7, y), 1: (-0.5, 0), 2: (0, -0.5), 3: (0, 0)}
        source = made([(f"Number {n}", 3) for n in range(4)], [], placed)
        each = scene(source, "map", plane=SCREEN, obstacles=[corner]).bubbles["r0000"]
        assert overlap(each.box, corner, -0.01) is not is_free


# -- any map


@st.composite
def maps(draw: st.DrawFn) -> tuple[Collection, dict[int, tuple[float, float]], int]:
    ring_count = draw(st.integers(1, 6))
    count = draw(st.integers(1, 150))
    seed = draw(st.randoms(use_true_random=False))
    longest = draw(st.sampled_from([20, 80, 200, 500]))
    words = [
        "water",
        "the",
        "bills",
        "households",
        "a",
        "interruption",
        "is",
        "Unterbrechungsfreiheit",
        "of",
        "7,5 %",
    ]
    results = []
    for _ in range(count):
        text, length = "", seed.randint(1, longest)
        while len(text) < length:
            text += seed.choice(words) + " "
        results.append((text[:length].strip(), seed.randint(1, ring_count)))
    links = {
        (seed.randrange(count), seed.randrange(count), seed.randrange(len(KINDS)))
        for _ in range(draw(st.integers(0, min(count * 2, 60))))
    }
    placed = {
        number: (seed.uniform(-0.95, 0.95), seed.uniform(-0.95, 0.95))
        for number in range(count)
        if seed.random() < draw(st.sampled_from([0, 0.3, 1])) and number < 40
    }
    return made(results, sorted(links), placed, ring_count), placed, count


@settings(max_examples=15, deadline=None)
@given(maps())
def test_any_map_is_laid_out(case):
    source, placed, count = case
    drawn = scene(source, "map")
    assert len(drawn.bubbles) == count
    assert drawn.scale in SIZES
    free = [each for n, each in enumerate(drawn.bubbles.values()) if n not in placed]
    fixed = [each for n, each in enumerate(drawn.bubbles.values()) if n in placed]
    for number, (x, y) in placed.items():
        each = drawn.bubbles[f"r{number:04d}"]
        assert (each.x, each.y) == (x * PAPER.x, y * PAPER.y)
    if drawn.scale > SIZES[-1]:
        assert clashes(free) == []
        assert not any(overlap(one.box, other.box) for one in free for other in fixed)
    for each in drawn.bubbles.values():
        assert each.lines.width <= each.width
        assert each.lines.height <= each.height
        assert not each.lines.overflow
        shown = "".join(line.text for line in each.lines.lines).replace(" ", "")
        assert shown == each.result.statement.replace(" ", "")
    for curve in drawn.curves:
        assert all(map(math.isfinite, (*curve.start, *curve.control, *curve.end)))
    if count < 40:
        again = scene(source, "map")
        assert again.bubbles == drawn.bubbles
        assert again.curves == drawn.curves


@st.composite
def edits(draw: st.DrawFn) -> tuple[Collection, Collection]:
    """A map, and the same after an edit or several."""
    source, _, count = draw(maps())
    kinds = (Map, Ring, LinkKind, Result, Placement, Link)
    pieces = {record.id: record for kind in kinds for record in source.find(kind)}
    for _ in range(draw(st.integers(1, 3))):
        number = draw(st.integers(0, count - 1))
        what = draw(st.sampled_from(["reword", "move", "loose", "ring", "link", "unlink", "turn", "remove"]))
        result, place = pieces.get(f"r{number:04d}"), pieces.get(f"p{number:04d}")
        links = [each for each in pieces.values() if isinstance(each, Link)]
        if what == "reword" and result:
            text = draw(st.sampled_from(["Short.", "Rather more words than there were before the edit."]))
            pieces[result.id] = replace(result, statement=text)
        elif what == "move" and place:
            share = st.floats(-0.95, 0.95)
            pieces[place.id] = replace(place, x=draw(share), y=draw(share))
        elif what == "loose" and place:
            pieces[place.id] = replace(place, x=None, y=None)
        elif what == "ring" and result:
            pieces[result.id] = replace(result, ring="ring1")
        elif what == "link":
            ends = {"source": f"r{number:04d}", "target": f"r{draw(st.integers(0, count - 1)):04d}"}
            pieces[f"new{len(pieces)}"] = Link(id=f"new{len(pieces)}", code="L0500", kind="k1", **ends)
        elif links and what in {"unlink", "turn"}:
            link = draw(st.sampled_from(links))
            pieces[link.id] = replace(link, source=link.target, target=link.source)
            if what == "unlink":
                del pieces[link.id]
        elif what == "remove" and result:
            gone = {f"r{number:04d}", f"p{number:04d}"}
            gone |= {each.id for each in links if f"r{number:04d}" in {each.source, each.target}}
            pieces = {key: each for key, each in pieces.items() if key not in gone}
    return source, Collection(pieces.values())


@pytest.mark.parametrize("plane", [PAPER, SCREEN])
@settings(max_examples=40, deadline=None)
@given(case=edits())
def test_an_edit_is_laid_out_as_if_from_scratch(plane: Plane, case: tuple[Collection, Collection]) -> None:
    source, edited = case
    before = scene(source, "map", plane=plane)
    assert scene(edited, "map", plane=plane, before=before) == scene(edited, "map", plane=plane)


@pytest.mark.parametrize("links", [60, 400])
def test_a_crowd_is_laid_out_again_as_if_from_scratch(links):
    """Many placed bubbles, few and many links: with and without counting what they cross."""
    results = [(f"Result number {n} is as it should be.", 1 + n % 4) for n in range(200)]
    placed = {n: (-0.95 + n % 20 * 0.1, -0.9 + n // 20 * 0.2) for n in range(200)}
    ends = [(n % 200, (n * 7 + 1 + n // 200) % 200, n % 3) for n in range(links)]
    source = made(results, ends, placed)
    drawn = scene(source, "map", plane=SCREEN)
    for number in range(0, 200, 23):
        moved = made(results, ends, {**placed, number: (placed[number][0] + 0.07, placed[number][1] - 0.11)})
        again = scene(moved, "map", plane=SCREEN, before=drawn)
        assert again == scene(moved, "map", plane=SCREEN)
        kept = sum(one is other for one, other in zip(again.curves, drawn.curves, strict=True))
        assert links == 60 or kept > len(drawn.curves) / 2


@pytest.mark.parametrize("what", ["move", "add", "remove", "twin"])
def test_links_that_cross_are_routed_again_as_if_from_scratch(what):
    seed = random.Random(7)
    results = [(f"Number {n}", 4) for n in range(26)]
    for _ in range(14):
        placed = {n: (seed.uniform(-0.9, 0.9), seed.uniform(-0.9, 0.9)) for n in range(26)}
        ends = [(*seed.sample(range(26), 2), 0) for _ in range(44)]
        drawn = scene(made(results, ends, placed), "map")
        more, moved = list(ends), dict(placed)
        if what == "move":
            moved[seed.randrange(26)] = (seed.uniform(-0.9, 0.9), seed.uniform(-0.9, 0.9))
        elif what == "remove":
            more.pop()
        else:
            more.append((*seed.sample(range(26), 2), 1) if what == "add" else (*ends[0][:2], 2))
        edited = made(results, more, moved)
        assert scene(edited, "map", before=drawn) == scene(edited, "map")


def test_a_thousand_results_find_a_place():
    results = [
        (f"Result number {n} is as people want it to be, all year round.", 1 + n % 4) for n in range(1000)
    ]
    links = [(n % 1000, (n * 7 + 1 + n // 1000) % 1000, n % 3) for n in range(1500)]
    drawn = scene(made(results, links), "map")
    assert len(drawn.bubbles) == 1000
    assert len(drawn.curves) == len([1 for a, b, _ in links if a != b])


# -- bubbles


def drawn_bubbles(source: Collection | Desk, map_: str = "map") -> Iterator[tuple[Bubble, Group]]:
    for each in scene(source, map_).bubbles.values():
        yield each, results_map.bubble_group(each, LIGHT)


def test_a_statement_stands_inside_its_bubble(reader):
    for each, group in drawn_bubbles(reader, map_id(reader)):
        said = [
            item for item in group.items
            if isinstance(item, GlyphRun) and item.size == pytest.approx(each.lines.style.size)
        ]  # fmt: skip
        assert "".join(run.text for run in said).replace(" ", "") == each.result.statement.replace(" ", "")
        for run in said:
            assert each.box[0] < run.x
            assert run.x + run.advance < each.box[2]
            assert each.box[1] < run.y - run.size * 0.75
            assert run.y + run.size * 0.25 < each.box[3]


def test_a_bubble_shows_its_codes_and_names_its_record(reader):
    measures = reader.find(Measure)
    for each, group in drawn_bubbles(reader, map_id(reader)):
        text = " ".join(item.text for item in walk([group]) if isinstance(item, GlyphRun))
        assert each.result.code in text
        for measure in measures:
            if measure.result == each.result.id:
                assert measure.code in text
        assert (group.record, group.name, group.role) == (each.result.id, each.result.statement, "bubble")


def test_rings_differ_without_colour():
    """Bubbles of the first four rings have their own outline each: radius, weight or second line."""
    looks = []
    for each, group in drawn_bubbles(made([("Same words", ring) for ring in range(1, 6)], ring_count=5)):
        outlines = [item for item in group.items if isinstance(item, Path) and item.stroke]
        shape_ = tuple(op[0] for op in outlines[0].ops)
        start = outlines[0].ops[0][1] - each.box[0]
        second = any(path.fill is None for path in outlines)
        looks.append((shape_, round(start, 2), round(outlines[0].width, 2), outlines[0].dash, second))
    assert len(set(looks)) == 5


ODD = {
    "empty": "",
    "one word": "Trinkwasserversorgungsunterbrechungsvermeidungsbeauftragter" * 4,
    "emoji": "Everybody smiles 🙂 at work 👍🏽",
    "arabic": "المياه في كل صنبور صالحة للشرب كل يوم من أيام السنة",
    "mixed": "Die Rate מעורב liegt ≤ 5 % → gut",
    "lines": "First line\nsecond line\n\nfourth line",
    "essay": "Everyone pays a fair price for water that is good. " * 10,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_statements_stay_inside_bubble_and_page(text):
    source = made([(text, 2), ("Another result", 1)], [(0, 1, 0)])
    each = scene(source, "map").bubbles["r0000"]
    assert each.lines.missing == ()
    assert not each.lines.overflow
    assert each.lines.width <= each.width
    assert each.lines.height <= each.height
    shown = "".join(line.text for line in each.lines.lines)
    assert "".join(shown.split()) == ("".join(text.split()) or "…")
    picture = sheet(source)
    box = bounds(picture.items)
    assert box is not None
    assert inside(box, (0, 0, picture.width, picture.height))
    assert picture.missing == ()


def test_an_arabic_statement_is_written_from_the_right():
    each = scene(made([(ODD["arabic"], 2)]), "map").bubbles["r0000"]
    assert each.lines.direction == "rtl"
    assert all(run.rtl for line in each.lines.lines for run in line.runs)


def test_a_character_without_a_glyph_is_named():
    """Wherever it stands: in a statement, the title, a ring's name or a kind's."""
    gone = "\u4e00"
    whole = made([("Fine", 1)])
    pieces = [
        record for kind in (Map, Ring, Result, Placement, Link, LinkKind) for record in whole.find(kind)
    ]
    assert sheet(whole).missing == ()
    places = [
        (Result, "statement"), (Map, "name"), (Map, "subtitle"), (Ring, "name"), (Ring, "reach"),
        (LinkKind, "name"),
    ]  # fmt: skip
    for kind, field in places:
        odd = Collection(
            replace(each, **{field: f"x{gone}"}) if type(each) is kind else each for each in pieces
        )
        assert gone in sheet(odd).missing, (kind, field)


# -- links


def curves_of(
    links: Sequence[tuple[int, int, int]], confidence: Confidence | None = None
) -> tuple[Curve, ...]:
    source = made([("One", 2), ("Other", 2)], links, {0: (-0.5, 0), 1: (0.5, 0.1)})
    if confidence is not None:
        pieces = [each for kind in (Map, Ring, Result, Placement, LinkKind) for each in source.find(kind)]
        source = Collection([*pieces, *(replace(link, confidence=confidence) for link in source.find(Link))])
    return scene(source, "map").curves


def without_colour(group: Group) -> tuple[object, ...]:
    """What a link looks like in black: outlines' kinds, dashes, fills and how many."""
    looks = []
    for item in group.items:
        if isinstance(item, Path):
            kinds = "".join(str(op[0]) for op in item.ops)
            looks.append((len(kinds) if item.fill is None else kinds, item.dash, item.fill is not None))
        else:
            looks.append(item.text)
    return tuple(looks)


def test_each_kind_of_link_differs_without_colour():
    looks = [
        without_colour(results_map.curve_group(curves_of([(0, 1, kind)])[0], LIGHT))
        for kind in range(len(KINDS))
    ]
    assert len(set(looks)) == len(KINDS)


def test_the_kinds_have_their_own_marks():
    cause, companion, conflict, own, double = (
        results_map.curve_group(curves_of([(0, 1, kind)])[0], LIGHT) for kind in range(5)
    )
    filled = [item for item in cause.items if isinstance(item, Path) and item.fill]
    assert len(filled) == 1, "an arrow head"
    assert not any(item.dash for item in cause.items if isinstance(item, Path))
    assert any(item.dash for item in companion.items if isinstance(item, Path))
    dots = [item for item in companion.items if isinstance(item, Path) and item.fill]
    assert len(dots) == 2, "a dot at both ends, no arrow"
    longest = max((item for item in conflict.items if isinstance(item, Path)), key=lambda item: len(item.ops))
    turns = [op[1:] for op in longest.ops]
    ups = [b[1] - a[1] for a, b in pairwise(turns)]
    assert sum((a > 0) != (b > 0) for a, b in pairwise(ups)) > 10, "it zigzags"
    dashes = next(item.dash for item in own.items if isinstance(item, Path) and item.dash)
    assert len(dashes) == 4
    assert len([item for item in double.items if isinstance(item, Path)]) == 2


def test_an_arrow_points_at_the_target():
    for source, target, tip_is_right in ((0, 1, True), (1, 0, False)):
        (curve,) = curves_of([(source, target, 0)])
        head = next(
            item
            for item in results_map.curve_group(curve, LIGHT).items
            if isinstance(item, Path) and item.fill
        )
        tip = head.ops[0][1:]
        assert tip == pytest.approx(curve.end)
        xs = [op[1] for op in head.ops if len(op) > 1]
        assert tip[0] == (max(xs) if tip_is_right else min(xs))


@pytest.mark.parametrize(("confidence", "mark"), [(Confidence.ASSUMED, "?"), (Confidence.DISPROVED, "×")])
def test_what_nobody_is_sure_of_carries_a_mark(confidence, mark):
    group = results_map.curve_group(curves_of([(0, 1, 0)], confidence)[0], LIGHT)
    assert [item.text for item in group.items if isinstance(item, GlyphRun)] == [mark]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_links_of_one_pair_lie_apart(count):
    links = [((0, 1) if n % 2 else (1, 0)) + (n,) for n in range(count)]
    found = curves_of(links)
    for one, other in combinations(found, 2):
        assert math.dist(one.middle, other.middle) > 6
        backwards = one.link.source != other.link.source
        points = other.points()[::-1] if backwards else other.points()
        apart = [math.dist(a, b) for a, b in zip(one.points(), points, strict=True)]
        assert max(apart[5:-5]) > 6


def edge_distance(point: tuple[float, float], box: Box) -> float:
    """How far outside a box a point lies, below 0 inside."""
    return max(box[0] - point[0], point[0] - box[2], box[1] - point[1], point[1] - box[3])


def test_links_end_beside_their_bubbles(reader):
    drawn = scene(reader, map_id(reader))
    for curve in drawn.curves:
        source, target = drawn.bubbles[curve.link.source], drawn.bubbles[curve.link.target]
        assert 0 <= edge_distance(curve.start, source.box) < 3
        assert 0 <= edge_distance(curve.end, target.box) < 4
        for point in curve.points()[1:-1]:
            assert edge_distance(point, source.box) > 0
            assert edge_distance(point, target.box) > 0


def test_a_link_goes_round_what_lies_between():
    results = [("Left", 3), ("Right", 3), ("In between", 1)]
    drawn = scene(made(results, [(0, 1, 0)], {0: (-0.7, 0), 1: (0.7, 0), 2: (0, 0)}), "map")
    (curve,) = drawn.curves
    between = drawn.bubbles["r0002"].box
    assert all(edge_distance(point, between) > 0 for point in curve.points())


def test_a_link_to_itself_or_to_another_map_is_not_drawn():
    source = made([("One", 1), ("Other", 2)], [(0, 0, 0), (0, 1, 0)])
    pieces = [each for kind in (Map, Ring, Result, LinkKind, Link) for each in source.find(kind)]
    only_one = [each for each in source.find(Placement) if each.result == "r0000"]
    assert [curve.link.id for curve in scene(source, "map").curves] == ["l0001"]
    assert scene(Collection([*pieces, *only_one]), "map").curves == ()


# -- the sheet


@pytest.mark.parametrize("paper", sorted(SHEETS))
def test_everything_lies_on_the_page(reader, paper):
    picture = sheet(reader, paper, map_id(reader))
    assert (picture.width, picture.height) == (SHEETS[paper].landscape.wide, SHEETS[paper].landscape.tall)
    box = bounds(picture.items)
    assert box is not None
    assert inside(box, (0, 0, picture.width, picture.height))
    assert picture.missing == ()


def test_the_smallest_text_on_a1_is_legible(reader):
    sizes = [run.size * scale / 25.4 * 72 for run, scale in runs(sheet(reader, "A1", map_id(reader)))]
    assert min(sizes) >= 14


def in_plane(picture: Picture, group: Group) -> Box:
    """The box of a group of the map in the sheet's coordinates before scaling."""
    (whole,) = picture.items
    assert isinstance(whole, Group)
    (plane,) = [item for item in whole.items if isinstance(item, Group) and item.role == "map"]
    assert plane.transform is not None
    box = bounds([group])
    assert box is not None
    at: Transform = plane.transform
    return box[0] + at.dx, box[1] + at.dy, box[2] + at.dx, box[3] + at.dy


def surroundings(picture: Picture) -> list[Box]:
    """The boxes of legend, title, counts and aid."""
    (whole,) = picture.items
    assert isinstance(whole, Group)
    return [
        box
        for item in whole.items
        if not (isinstance(item, Group) and item.role == "map") and (box := bounds([item]))
    ]


@pytest.mark.parametrize("placed", [True, False])
def test_legend_and_title_cover_no_bubble_and_no_ring_name(reader, placed):
    source = reader if placed else changed(reader, Placement, x=None, y=None)
    picture = sheet(source, "A1", map_id(reader))
    found = [*groups(picture.items, "bubble"), *groups(picture.items, "ring name")]
    assert len(found) == 24
    for group in found:
        for other in surroundings(picture):
            assert not overlap(in_plane(picture, group), other), (group.name, other)


@pytest.mark.parametrize("placed", [True, False])
def test_ring_names_lie_clear_of_bubbles(reader, placed):
    source = reader if placed else changed(reader, Placement, x=None, y=None)
    picture = sheet(source, "A1", map_id(reader))
    boxes = [bounds([group]) for group in groups(picture.items, "bubble")]
    for name in groups(picture.items, "ring name"):
        box = bounds([name])
        assert not any(overlap(box, other) for other in boxes), name.name


def texts(picture: Picture) -> str:
    return " ".join(run.text for run, _ in runs(picture))


def test_renamed_rings_and_a_fifth_one_are_shown(reader):
    pieces = [
        replace(record, name=f"Kreis {record.position}") if isinstance(record, Ring) else record
        for record in records(reader)
    ]
    fifth = Ring(id="fifth", position=5, name="Zulieferer", reach="far out")
    extra = [
        Result(id="new", code="R99", statement="Pipes are delivered in time.", ring="fifth"),
        Placement(id="new-place", map=map_id(reader), result="new"),
    ]
    picture = sheet(Collection([*pieces, fifth, *extra]), "A1", map_id(reader))
    said = texts(picture)
    for name in ("1 Kreis 1", "4 Kreis 4", "5 Zulieferer", "far out"):
        assert said.count(name) >= 1, name
    assert len(groups(picture.items, "ring")) == 5
    (bubble,) = [group for group in groups(picture.items, "bubble") if group.record == "new"]
    box = in_plane(picture, bubble)
    middle = ((box[0] + box[2]) / 2 - 420.5, (box[1] + box[3]) / 2 - 76 - PAPER.y)
    assert math.hypot(middle[0] / PAPER.x, middle[1] / PAPER.y) > 0.8


def test_long_names_stay_whole_and_on_the_page(reader):
    long = "Everything that everybody who has to do with water between the two valleys agreed on in June"
    pieces = [
        replace(record, name=f"{long} {record.position}") if isinstance(record, Ring)
        else replace(record, name=long, subtitle=f"{long} and {long}") if isinstance(record, Map)
        else replace(record, name=long, meaning=long) if isinstance(record, LinkKind)
        else record
        for record in records(reader)
    ]  # fmt: skip
    picture = sheet(Collection(pieces), "A1", map_id(reader))
    box = bounds(picture.items)
    assert box is not None
    assert inside(box, (0, 0, picture.width, picture.height))
    assert texts(picture).replace(" ", "").count(long.replace(" ", "")) >= 1 + 2 + 4 * 2 + 3


def test_the_sheet_tells_title_place_date_and_counts(reader):
    said = texts(sheet(reader, "A1", map_id(reader)))
    for part in (
        "Results map",
        "Marrow Valley Water",
        "8 July 2025",
        "20 results",
        "30 links",
        "How to read it",
    ):
        assert part in said
    for ring in reader.find(Ring):
        assert said.count(ring.name) >= 2, "on the map and in the legend"
    for kind in reader.find(LinkKind):
        assert kind.name in said


def test_a_map_without_results_is_a_sheet_all_the_same(reader):
    for pieces in ([MAP], [MAP, *rings(4), *KINDS]):
        picture = sheet(Collection(pieces))
        assert "0 results" in texts(picture)
        assert groups(picture.items, "bubble") == []


def test_a_result_placed_on_another_layout_only_is_shown():
    source = made([("One", 1), ("Other", 2)])
    pieces = [each for kind in (Map, Ring, Result, LinkKind) for each in source.find(kind)]
    layered = [replace(each, layout=Layout.LAYERED, x=0.9, y=0.9) for each in source.find(Placement)]
    drawn = scene(Collection([*pieces, *layered]), "map")
    assert len(drawn.bubbles) == 2
    assert all((each.x, each.y) != (0.9 * PAPER.x, 0.9 * PAPER.y) for each in drawn.bubbles.values())


def test_each_record_is_one_group(reader):
    drawn: Scene = scene(reader, map_id(reader))
    named = [(group.role, group.record) for group in results_map.plane(drawn)]
    assert len(set(named)) == len(named) == 20 + 30 + 4 + 4
