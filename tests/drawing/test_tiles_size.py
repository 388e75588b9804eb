"""Sizes of glued sheets, tiles on which nothing is, and the page that says how to put them together."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kpidesk.domain.wording import Refused
from kpidesk.drawing import shapes, tiles_size
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Form, GlyphRun, Group, Picture, Transform, walk
from kpidesk.drawing.text import Style, shape
from kpidesk.drawing.tiles import cut, label, places, tiles
from kpidesk.drawing.tiles_blank import blank, leaves
from kpidesk.drawing.tiles_plan import Cut, plan
from kpidesk.drawing.tiles_size import BySheets, BySize, Tiling, fit, read_size
from kpidesk.exports.printed import as_image
from kpidesk.system.words import Words

WORDS = Words()
A4 = SHEETS["A4"]
LENGTH = st.floats(60, 1300)
PAPER = st.sampled_from(sorted(SHEETS)).map(SHEETS.__getitem__)
SIZE = st.one_of(
    st.none(),
    st.builds(BySheets, st.integers(1, 8), st.integers(1, 8)),
    st.builds(BySize, st.floats(60, 2000), st.floats(60, 2000)),
    st.builds(tiles_size.ByPercent, st.floats(20, 300)),
)


def texts(page: Picture) -> str:
    return " ".join(item.text for item in walk(page.items) if isinstance(item, GlyphRun))


# -- how large


@given(width=LENGTH, height=LENGTH, paper=PAPER, size=SIZE, margin=st.floats(0, 20), overlap=st.floats(0, 30))
@example(width=594, height=841, paper=A4, size=BySheets(3, 5), margin=8, overlap=10)
@example(width=594, height=841, paper=A4, size=BySheets(3, 4), margin=0, overlap=0)
def test_visible_parts_cover_the_glued_sheet_once(width, height, paper, size, margin, overlap):
    tiling = Tiling(paper, margin, overlap, size)
    assume(min(paper.wide, paper.tall) - 2 * margin > overlap + 5)
    try:
        found = fit(width, height, tiling)
    except Refused:
        assume(False)  # more than anybody glues
    area = 0.0
    for at in places(found.grid):
        left, top, right, bottom = found.grid.visible(*at)
        area += (min(right, found.wide) - left) * (min(bottom, found.tall) - top)
    assert area == pytest.approx(found.wide * found.tall, rel=1e-6)
    last = found.grid.visible(found.grid.columns - 1, found.grid.rows - 1)
    assert last[2] >= found.wide - 1e-5
    assert last[3] >= found.tall - 1e-5
    assert width * found.scale <= found.wide + 1e-6, "the drawing lies on the sheet"
    assert height * found.scale <= found.tall + 1e-6


@given(across=st.integers(1, 8), down=st.integers(1, 8), overlap=st.sampled_from([0.0, 10.0]), paper=PAPER)
def test_by_sheets_takes_no_more_than_was_said_and_fills_one_way(across, down, overlap, paper):
    found = fit(594, 841, Tiling(paper, 8, overlap, BySheets(across, down)))
    assert found.grid.columns <= across
    assert found.grid.rows <= down
    assert found.grid.columns == across or found.grid.rows == down
    larger = fit(594 * found.scale * 1.001, 841 * found.scale * 1.001, Tiling(found.grid.paper, 8, overlap))
    assert larger.grid.count > 0
    grid = found.grid
    room = (across * (grid.wide - overlap) + overlap, down * (grid.tall - overlap) + overlap)
    assert found.wide == pytest.approx(room[0], abs=0.1) or found.tall == pytest.approx(room[1], abs=0.1)


@given(
    width=LENGTH, height=LENGTH, percent=st.integers(20, 300),
    name=st.sampled_from(["A0", "A2", "Letter", "Tabloid"]),
)  # fmt: skip
def test_scaled_sizes_are_exact_to_a_tenth_of_a_millimetre(width, height, percent, name):
    drawn = Picture(width, height, (shapes.rect(0, 0, width, height, fill="#333333"),))
    scaled = fit(width, height, Tiling(A4, size=read_size(f"{percent}%"))).enlarged(drawn)
    assert scaled.width == pytest.approx(width * percent / 100, abs=0.1)
    assert scaled.height == pytest.approx(height * percent / 100, abs=0.1)
    (leaf,) = leaves(scaled.items)
    assert leaf.box == pytest.approx((0, 0, scaled.width, scaled.height), abs=0.1)
    sized = fit(width, height, Tiling(A4, size=read_size(name))).enlarged(drawn)
    paper = SHEETS[name].landscape if width > height else SHEETS[name].portrait
    assert (sized.width, sized.height) == (paper.wide, paper.tall)
    (leaf,) = leaves(sized.items)
    left, top, right, bottom = leaf.box
    assert min(left, top) >= -0.1
    assert left == pytest.approx(sized.width - right, abs=0.1), "in the middle"
    assert top == pytest.approx(sized.height - bottom, abs=0.1)
    assert right - left == pytest.approx(sized.width, abs=0.1) or bottom - top == pytest.approx(
        sized.height, abs=0.1
    )


@pytest.mark.parametrize(
    ("text", "spelled"),
    [("3x4", "3x4"), ("3 × 4", "3x4"), ("a0", "A0"), (" tabloid ", "Tabloid"), ("900x1200mm", "900x1200mm"),
     ("150%", "150%"), ("62.5 %", "62.5%")],
)  # fmt: skip
def test_sizes_are_read_as_people_type_them(text, spelled):
    assert tiles_size.spelled(read_size(text)) == spelled


@pytest.mark.parametrize(
    "text", ["", "big", "3x", "0x4", "41x2", "900x1200", "5%", "2000%", "20x20mm", "-3x4", "³x4"]
)
def test_what_is_no_size_is_refused_with_a_sentence(text):
    with pytest.raises(Refused):
        read_size(text)


def test_what_leaves_nothing_or_takes_too_many_is_refused():
    with pytest.raises(Refused, match="nothing is left of A4"):
        fit(594, 841, Tiling(A4, 100, 20))
    with pytest.raises(Refused, match="sheets for each"):
        fit(841, 1189, Tiling(A4, 8, 10, read_size("1000%")))


@given(size=SIZE, paper=PAPER, margin=st.sampled_from([0.0, 5.0, 8.0]), overlap=st.sampled_from([0.0, 10.0]))
def test_a_tiling_that_was_spelled_is_read_again(size, paper, margin, overlap):
    tiling = Tiling(paper, margin, overlap, size)
    again = tiles_size.read(tiling.spelled())
    assert again is not None
    assert again.spelled() == tiling.spelled()
    assert (again.paper, again.margin, again.overlap) == (paper, margin, overlap)
    assert tiles_size.read("") is None
    assert tiles_size.read("B9 size=1x1") is None
    assert tiles_size.read("A4 size=large") is None


# -- nothing on it

MARK = st.tuples(
    st.sampled_from(["fill", "line", "ring", "text", "white", "clipped", "curve"]),
    st.floats(0, 380), st.floats(0, 560), st.floats(2, 300), st.floats(2, 300),
)  # fmt: skip


def drawn(marks: list[tuple[str, float, float, float, float]]) -> Picture:
    items: list[object] = []
    for kind, x, y, wide, tall in marks:
        right, bottom = min(x + wide, 420.0), min(y + tall, 594.0)
        box = (x, y, right - x, bottom - y)
        if kind == "fill":
            items.append(shapes.rect(*box, 5, fill="#222222"))
        elif kind == "white":
            items.append(shapes.rect(*box, fill="#FFFFFF"))
        elif kind == "ring":
            items.append(shapes.rect(*box, stroke="#222222", width=1.5))
        elif kind == "line":
            items.append(shapes.line(x, y, right, bottom, stroke="#222222", width=1.5))
        elif kind == "curve":
            items.append(shapes.circle(x, y, min(wide, x, y) / 2, fill="#222222"))
        elif kind == "text":
            items.append(Group(shape("Wall", Style(40)).place(0, 0), transform=Transform(x, y + 20, 0.8)))
        else:
            whole = shapes.rect(0, 0, 420, 594, fill="#222222")
            items.append(Group((whole,), clip=shapes.rect(*box)))
    return Picture(420, 594, tuple(items), title="Marks")  # type: ignore[arg-type]


@given(marks=st.lists(MARK, max_size=4))
def test_no_tile_with_ink_is_called_blank(marks):
    """Compared with the pixels of the PDF."""
    whole = drawn(marks)
    grid = cut(420, 594, A4)
    skipped = blank(whole, grid)
    image = as_image(whole, 1).convert("L")
    for at in skipped:
        left, top, right, bottom = grid.visible(*at)
        part = image.crop(
            (round(left) + 1, round(top) + 1, round(min(right, 420)) - 1, round(min(bottom, 594)) - 1)
        )
        assert part.getextrema() == (255, 255), label(*at)


def test_white_frames_and_the_inside_of_a_ring_are_blank():
    frame = shapes.rect(5, 5, 410, 584, stroke="#222222", width=1)
    white = shapes.rect(0, 0, 420, 594, fill="#FFFFFF")
    whole = Picture(420, 594, (white, frame), title="Frame")
    grid = fit(420, 594, Tiling(A4, size=read_size("200%")))
    assert blank(grid.enlarged(whole), grid.grid) == {
        (column, row)
        for column, row in places(grid.grid)
        if 0 < column < grid.grid.columns - 1 and 0 < row < grid.grid.rows - 1
    }


def test_nobody_waits_for_a_tile_that_is_left_out():
    grid = cut(420, 594, A4)
    whole = Picture(420, 594, (shapes.rect(10, 10, 50, 50, fill="#222222"),), title="Corner")
    skipped = blank(whole, grid)
    assert len(skipped) == grid.count - 1
    (page,) = tiles(whole, "k", grid, "G01", WORDS, skipped=skipped)
    assert "glue" not in texts(page)
    assert "sheet 1 of 1" in texts(page)
    some = list(tiles(whole, "k", grid, "G01", WORDS, skipped=frozenset({(1, 0)})))
    assert "glue A2" not in texts(some[0])
    assert "glue B1 over" in texts(some[0])
    assert "of 7" in texts(some[0])


def test_edge_to_edge_has_marks_at_all_corners_and_no_strip():
    grid = cut(420, 594, A4, overlap=0)
    whole = Picture(420, 594, (shapes.rect(0, 0, 420, 594, fill="#222222"),), title="Butt")
    for page in tiles(whole, "k", grid, "G01", WORDS):
        assert "glue" not in texts(page)
        (furniture,) = [item for item in page.items if isinstance(item, Form)]
        assert len([each for each in furniture.picture.items if getattr(each, "width", 0) == 0.25]) >= 8
    bare = next(tiles(whole, "k", cut(420, 594, A4), "G01", WORDS, marks=False))
    assert "glue" not in texts(bare)
    assert "A1 · G01" in texts(bare)


# -- putting together


@pytest.mark.parametrize("overlap", [10.0, 0.0])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_plan_shows_counts_and_names_what_is_left_out(overlap, paper):
    grid = cut(841, 594, SHEETS[paper], overlap=overlap)
    whole = Picture(841, 594, (), title="G01 Results map", bookmark="G01")
    page = plan(Cut(whole, "k", grid, frozenset({(0, 0), (2, 1)}), "G01 · A1 on A4"), WORDS)
    said = texts(page)
    assert (page.width, page.height) == (SHEETS[paper].wide, SHEETS[paper].tall)
    assert f"{grid.count - 2} sheets of {paper}" in said
    assert "841 × 594 mm when glued" in said
    assert "Left out, as nothing is on them: A1 and B3" in said
    assert ("edge to edge" in said) == (overlap == 0)
    for at in places(grid):
        assert label(*at) in said
    (thumb,) = [item for item in page.items if isinstance(item, Form)]
    assert thumb.picture is whole
    assert thumb.picture.height * thumb.scale <= 120.001
    runs = [item for item in walk(page.items) if isinstance(item, GlyphRun)]
    assert all(run.x >= 0 and run.x + run.advance <= page.width and run.y < page.height - 10 for run in runs)


@given(across=st.integers(1, 40), down=st.integers(1, 25))
def test_the_plan_of_any_grid_stays_on_its_page(across, down):
    grid = cut(across * 184 + 10, down * 271 + 10, A4)
    whole = Picture(across * 184 + 10, down * 271 + 10, (), title="Large")
    page = plan(Cut(whole, "k", grid, frozenset({(0, 0)}), "Large"), WORDS)
    runs = [item for item in walk(page.items) if isinstance(item, GlyphRun)]
    assert max(run.y for run in runs) < page.height - 10
    assert max(run.x + run.advance for run in runs) <= page.width - 5
