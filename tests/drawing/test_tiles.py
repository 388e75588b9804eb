"""A sheet on many small ones: the table of sheets, no gap, exact pages, and the parts glued together."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path as FilePath

import pikepdf
import pypdfium2
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageChops

from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.gallery import Poster
from kpidesk.domain.results import Map
from kpidesk.domain.sharing import Centre
from kpidesk.drawing import map as results_map
from kpidesk.drawing import shapes, sharing, tiles
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Box, Form, GlyphRun, Group, Item, Path, Picture, bounds, walk
from kpidesk.exports.pdf import write_pdf
from kpidesk.system.words import Words

DAY = date(2025, 7, 8)
WORDS = Words()
PIXELS = 10  # a millimetre at 254 dpi
# Just under, since a page is rendered in whole pixels, rounded up.
SCALE = 254 / 72 * (1 - 1e-8)
PAPERS = st.sampled_from(sorted(SHEETS))


@pytest.fixture(scope="module")
def reader(sample_file: FilePath) -> Iterator[Desk]:
    found = read_desk(sample_file)
    yield found
    found.close()


def blank(width: float, height: float) -> Picture:
    return Picture(width, height, (shapes.rect(0, 0, width, height, fill="#DDDDDD"),), title="Sheet")


def cut_up(whole: Picture, grid: tiles.Grid, key: str = "sheet", remark: str = "G01") -> list[Picture]:
    return list(tiles.tiles(whole, key, grid, remark, WORDS))


def seen(whole: Picture, grid: tiles.Grid, key: str = "sheet", remark: str = "G01") -> list[Picture]:
    """The tiles with what they share (strips, marks, ruler) as items of their own."""
    pages = []
    for page in cut_up(whole, grid, key, remark):
        items: list[Item] = []
        for item in page.items:
            items.extend(item.picture.items if isinstance(item, Form) else (item,))
        pages.append(replace(page, items=tuple(items)))
    return pages


def places(grid: tiles.Grid) -> list[tuple[int, int]]:
    return [(column, row) for row in range(grid.rows) for column in range(grid.columns)]


def visible_on_tile(grid: tiles.Grid, whole: Picture, at: tuple[int, int]) -> Box:
    """What is seen of the sheet on a tile, in the tile's own coordinates."""
    x, y = grid.origin(*at)
    left, top, right, bottom = grid.visible(*at)
    dx, dy = grid.margin - x, grid.margin - y
    return left + dx, top + dy, min(right, whole.width) + dx, min(bottom, whole.height) + dy


# -- how many


TABLE = [
    ("A0", "A4", (5, 5), (4, 7), "portrait"),
    ("A0", "A3", (4, 3), (3, 5), "portrait"),
    ("A0", "Letter", (5, 5), (4, 7), "portrait"),
    ("A1", "A4", (4, 4), (3, 5), "landscape"),
    ("A1", "A3", (3, 3), (2, 4), "landscape"),
    ("A1", "Letter", (4, 4), (3, 5), "landscape"),
    ("A2", "A4", (3, 3), (2, 4), "landscape"),
    ("A2", "A3", (2, 2), (2, 3), "portrait"),
    ("A2", "Letter", (3, 3), (2, 4), "landscape"),
    ("A3", "A4", (2, 2), (2, 3), "portrait"),
    ("A3", "Letter", (2, 2), (2, 3), "portrait"),
]


@pytest.mark.parametrize(("sheet", "tile", "upright", "across", "use"), TABLE)
def test_the_way_with_fewer_tiles_is_taken(sheet, tile, upright, across, use):
    poster = SHEETS[sheet].portrait
    columns, rows = upright if use == "portrait" else across
    grid = tiles.cut(poster.wide, poster.tall, SHEETS[tile])
    assert (grid.columns, grid.rows, grid.count) == (columns, rows, columns * rows)
    assert grid.paper == getattr(SHEETS[tile], use)


@pytest.mark.parametrize(("sheet", "tile", "upright", "across", "use"), TABLE)
def test_a_poster_across_is_the_same_turned(sheet, tile, upright, across, use):
    poster = SHEETS[sheet].landscape
    rows, columns = upright if use == "portrait" else across
    grid = tiles.cut(poster.wide, poster.tall, SHEETS[tile])
    assert grid.count == columns * rows
    turned = {"portrait": "landscape", "landscape": "portrait"}[use]
    assert (grid.columns, grid.rows, grid.paper) == (columns, rows, getattr(SHEETS[tile], turned))


@pytest.mark.parametrize(("sheet", "tile", "upright", "across", "use"), TABLE)
def test_each_way_of_the_table_is_enough_and_no_more(sheet, tile, upright, across, use):
    poster = SHEETS[sheet].portrait
    for paper, (columns, rows) in ((SHEETS[tile].portrait, upright), (SHEETS[tile].landscape, across)):
        last = tiles.Grid(paper, columns, rows).visible(columns - 1, rows - 1)
        assert last[2] >= poster.wide
        assert last[3] >= poster.tall
        assert last[0] < poster.wide
        assert last[1] < poster.tall


def test_what_fits_on_one_tile_needs_one():
    grid = tiles.cut(194, 281, SHEETS["A4"])
    assert (grid.count, grid.paper) == (1, SHEETS["A4"].portrait)
    assert tiles.cut(281, 194, SHEETS["A4"]).count == 1
    assert tiles.cut(194.1, 281, SHEETS["A4"]).count == 2


def test_a_tile_is_named_by_row_and_column():
    assert [tiles.label(*at) for at in ((0, 0), (1, 0), (0, 1), (11, 2))] == ["A1", "A2", "B1", "C12"]
    assert [tiles.label(0, row) for row in (25, 26, 51, 52, 701, 702)] == [
        "Z1", "AA1", "AZ1", "BA1", "ZZ1", "AAA1",
    ]  # fmt: skip


def test_no_two_tiles_have_the_same_name():
    names = [tiles.label(column, row) for row in range(800) for column in range(12)]
    assert len(set(names)) == len(names)


# -- no gap


@given(
    width=st.floats(10, 1300),
    height=st.floats(10, 1300),
    paper=PAPERS,
    margin=st.floats(0, 30),
    overlap=st.floats(0, 60),
)
@example(width=841, height=1189, paper="A4", margin=8, overlap=10)
@example(width=194.0 + 184.0, height=281.0, paper="A4", margin=8, overlap=10)
@example(width=3 * 209.9, height=297, paper="A4", margin=0.05, overlap=0)
def test_the_visible_parts_cover_the_sheet_once(width, height, paper, margin, overlap):
    tile = SHEETS[paper]
    assume(tile.portrait.wide - 2 * margin > overlap + 5)
    grid = tiles.cut(width, height, tile, margin, overlap)
    columns = [grid.visible(column, 0)[::2] for column in range(grid.columns)]
    rows = [grid.visible(0, row)[1::2] for row in range(grid.rows)]
    for parts, length in ((columns, width), (rows, height)):
        assert parts[0][0] == 0
        assert parts[-1][1] >= length - 1e-6
        assert all(start < length for start, _ in parts), "a tile that shows nothing"
        for before, after in pairwise(parts):
            assert after[0] == pytest.approx(before[1], abs=1e-6)
    area = sum(
        (min(right, width) - left) * (min(bottom, height) - top)
        for left, top, right, bottom in (grid.visible(*at) for at in places(grid))
    )
    assert area == pytest.approx(width * height)


@given(
    width=st.floats(50, 900), height=st.floats(50, 900), paper=PAPERS,
    margin=st.floats(2, 20), overlap=st.floats(0, 40),
)  # fmt: skip
def test_what_is_visible_is_printed(width, height, paper, margin, overlap):
    """Each visible part lies inside its tile's margins, and so does what is glued over."""
    grid = tiles.cut(width, height, SHEETS[paper], margin, overlap)
    whole = blank(width, height)
    for at, page in zip(places(grid), seen(whole, grid), strict=True):
        left, top, right, bottom = visible_on_tile(grid, whole, at)
        assert left >= margin - 1e-6
        assert top >= margin - 1e-6
        assert right <= grid.paper.wide - margin + 1e-6
        assert bottom <= grid.paper.tall - margin + 1e-6
        part = page.items[0]
        assert isinstance(part, Group)
        box = bounds([part])
        assert box is not None
        assert box[0] >= margin - 1e-6
        assert box[1] >= margin - 1e-6
        assert box[2] <= grid.paper.wide - margin + 1e-6
        assert box[3] <= grid.paper.tall - margin + 1e-6


@given(margin=st.floats(0, 200), overlap=st.floats(0, 300), paper=PAPERS)
def test_a_tile_that_would_show_nothing_is_refused(margin, overlap, paper):
    tile = SHEETS[paper].portrait
    if tile.wide - 2 * margin > overlap:
        assert tiles.cut(300, 300, tile, margin, overlap).count >= 1
    else:
        with pytest.raises(ValueError, match="leave nothing"):
            tiles.cut(300, 300, tile, margin, overlap)


@pytest.mark.parametrize(("margin", "overlap"), [(-1, 10), (8, -1)])
def test_lengths_below_nothing_are_refused(margin, overlap):
    with pytest.raises(ValueError, match="below"):
        tiles.cut(300, 300, SHEETS["A4"], margin, overlap)


# -- what is printed on a tile


@pytest.fixture(params=["A0 A4", "A2 A4", "A1 Letter", "A3 A4"])
def example_grid(request: pytest.FixtureRequest) -> tuple[Picture, tiles.Grid]:
    sheet, tile = (SHEETS[name] for name in request.param.split())
    return blank(sheet.wide, sheet.tall), tiles.cut(sheet.wide, sheet.tall, SHEETS[tile.name])


def straight(item: Item) -> tuple[float, float, float, float] | None:
    if isinstance(item, Path) and [op[0] for op in item.ops] == ["M", "L"]:
        return (*item.ops[0][1:], *item.ops[1][1:])
    return None


def test_each_tile_has_a_ruler_of_exactly_100_mm(example_grid):
    whole, grid = example_grid
    for page in seen(whole, grid):
        lines = [ends for item in page.items if (ends := straight(item))]
        rulers = [
            e for e in lines if e[1] == e[3] and e[1] > grid.paper.tall - grid.margin and e[2] - e[0] > 50
        ]
        assert len(rulers) == 1
        left, y, right, _ = rulers[0]
        assert right - left == 100
        ticks = sorted(e[0] for e in lines if e[0] == e[2] and e[1] == y)
        assert ticks == pytest.approx([left + step * 10 for step in range(11)], abs=1e-9)


def test_cut_marks_stay_outside_the_printed_part(example_grid):
    whole, grid = example_grid
    left, top, right, bottom = grid.margin, grid.margin, grid.margin + grid.wide, grid.margin + grid.tall
    for page in seen(whole, grid):
        ends = [e for item in page.items if (e := straight(item))]
        marks = [
            (x1, y1, x2, y2)
            for x1, y1, x2, y2 in ends
            if (x1 == x2 and x1 in {left, right} and not top < y1 < bottom)
            or (y1 == y2 and y1 in {top, bottom} and not left < x1 < right)
        ]
        outside = [e for e in marks if max(e[0], e[2]) < left or min(e[0], e[2]) > right
                   or max(e[1], e[3]) < top or min(e[1], e[3]) > bottom]  # fmt: skip
        assert len(outside) == 8
        for x1, y1, x2, y2 in outside:
            assert min(x1, x2) >= 0
            assert max(x1, x2) <= grid.paper.wide
            assert min(y1, y2) >= 0
            assert max(y1, y2) <= grid.paper.tall


REMARKS = [
    "G01 · A2 · version 1 on A4",
    "Results map of everybody who has to do with water between the two valleys, as agreed in June 2025 on A4",
    "نتائج الوادي " * 20,
]


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("overlap", [10, 7, 0])
def test_nothing_is_printed_over_what_stays_visible(example_grid, remark, overlap):
    whole, grid = example_grid
    grid = tiles.cut(whole.width, whole.height, grid.paper, overlap=overlap)
    for at, page in zip(places(grid), seen(whole, grid, remark=remark), strict=True):
        left, top, right, bottom = visible_on_tile(grid, whole, at)
        for item in page.items[1:]:
            box = bounds([item])
            assert box is not None
            assert (
                box[0] >= right - 1e-6
                or box[2] <= left + 1e-6
                or box[1] >= bottom - 1e-6
                or box[3] <= top + 1e-6
            ), f"{tiles.label(*at)}: {item}"


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("overlap", [10, 7, 0])
def test_texts_of_a_tile_stay_on_it_and_apart(example_grid, remark, overlap):
    whole, grid = example_grid
    grid = tiles.cut(whole.width, whole.height, grid.paper, overlap=overlap)
    for page in seen(whole, grid, remark=remark):
        runs = [item for item in page.items[1:] if isinstance(item, GlyphRun)]
        boxes = [box for run in runs if (box := bounds([run]))]
        for box in boxes:
            assert box[0] >= 0
            assert box[1] >= 0
            assert box[2] <= page.width
            assert box[3] <= page.height
        rulers = [bounds([item]) for item in page.items if (e := straight(item)) and e[2] - e[0] == 100]
        found = sorted([*boxes, *(box for box in rulers if box)])
        for index, one in enumerate(found):
            for other in found[index + 1 :]:
                # Runs of one line touch, and line boxes are taller than letters.
                apart = (
                    one[2] <= other[0] + 0.01 or other[2] <= one[0] + 0.01
                    or one[3] <= other[1] + 1.2 or other[3] <= one[1] + 1.2
                )  # fmt: skip
                assert apart, (one, other, [run.text for run in runs])


def test_each_tile_tells_its_name_its_neighbours_and_how_to_print():
    whole = blank(420, 594)
    grid = tiles.cut(420, 594, SHEETS["A4"])
    pages = seen(whole, grid, remark="G07 · A2")
    said = [" ".join(run.text for run in walk(page.items) if isinstance(run, GlyphRun)) for page in pages]
    for number, ((column, row), text) in enumerate(zip(places(grid), said, strict=True), 1):
        assert tiles.label(column, row) in text
        assert "G07 · A2" in text
        assert f"sheet {number} of 8" in text
        assert (f"glue {tiles.label(column + 1, row)} over" in text) == (column + 1 < grid.columns)
        assert (f"glue {tiles.label(column, row + 1)} over" in text) == (row + 1 < grid.rows)
    assert "100 %" in said[0]
    assert len({page.title for page in pages}) == 8
    assert [page.bookmark for page in pages[1:]] == [""] * 7


# -- as a PDF


@cache
def _drawn(reader: Desk, what: str) -> Picture:
    if what == "sharing":
        (page,) = sharing.table(reader, reader.find(Centre)[0], WORDS, DAY)
        return page
    if what == "map":
        return results_map.sheet(reader, reader.find(Map)[0].id, SHEETS["A2"].landscape, WORDS, DAY)
    from kpidesk.drawing import posters

    poster = next(each for each in reader.find(Poster) if each.code == what)
    return posters.poster(reader, poster, SHEETS["A2"], WORDS, DAY).picture


def written(pages: list[Picture]) -> bytes:
    out = BytesIO()
    write_pdf(pages, out, title="Tiles")
    return out.getvalue()


def in_mm(box: pikepdf.Object) -> list[float]:
    return [float(value) * 25.4 / 72 for value in box]


def forms(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
    ]


@pytest.mark.parametrize("what", ["sharing", "map", "G02"])
def test_pages_are_exact_and_the_sheet_is_drawn_once(reader, what):
    whole = _drawn(reader, what)
    grid = tiles.cut(whole.width, whole.height, SHEETS["A4"])
    with pikepdf.open(BytesIO(written(cut_up(whole, grid, what)))) as pdf:
        assert len(pdf.pages) == grid.count
        for page in pdf.pages:
            for name in ("/MediaBox", "/CropBox", "/TrimBox"):
                assert in_mm(page[name]) == pytest.approx([0, 0, grid.paper.wide, grid.paper.tall], abs=0.01)
        sheet = [0, 0, whole.width, whole.height]
        (form,) = [form for form in forms(pdf) if [float(value) for value in form.BBox] == sheet]
        used = {page.Resources.XObject[name].objgen for page in pdf.pages for name in page.Resources.XObject}
        assert form.objgen in used
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def rendered(document: pypdfium2.PdfDocument, number: int) -> Pillow.Image:
    page = document[number]
    bitmap = page.render(scale=SCALE)
    image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    page.close()
    return image


def different(one: Pillow.Image, other: Pillow.Image) -> int:
    """How many pixels differ at all."""
    histogram = ImageChops.difference(one, other).convert("L").histogram()
    return sum(histogram[1:])


@pytest.mark.parametrize("what", ["sharing", "map", "G02"])
def test_tiles_glued_together_look_like_the_whole(reader, what):
    whole = _drawn(reader, what)
    grid = tiles.cut(whole.width, whole.height, SHEETS["A4"])
    one = pypdfium2.PdfDocument(written([whole]))
    many = pypdfium2.PdfDocument(written(cut_up(whole, grid, what)))
    try:
        expected = rendered(one, 0)
        assert expected.size == (round(whole.width * PIXELS), round(whole.height * PIXELS))
        glued = Pillow.new("RGB", expected.size, "#FF00FF")
        for number, at in enumerate(places(grid)):
            tile = rendered(many, number)
            assert tile.size == (round(grid.paper.wide * PIXELS), round(grid.paper.tall * PIXELS))
            part = tile.crop(tuple(round(value * PIXELS) for value in visible_on_tile(grid, whole, at)))
            x, y = grid.origin(*at)
            glued.paste(part, (round(x * PIXELS), round(y * PIXELS)))
    finally:
        many.close()
        one.close()
    assert different(expected, glued) <= expected.width * expected.height / 1000
    # The sheet shows something, and a tile that slipped by a tenth of a millimetre would be noticed.
    slipped = ImageChops.offset(glued, 1, 0)
    assert different(expected, slipped) > expected.width * expected.height / 1000


def test_thirty_posters_make_one_document(reader):
    sheets = [_drawn(reader, f"G{1 + number % 13:02d}") for number in range(30)]
    grids = [tiles.cut(sheet.width, sheet.height, SHEETS["A4"]) for sheet in sheets]
    pages = [
        page
        for number, (sheet, grid) in enumerate(zip(sheets, grids, strict=True))
        for page in cut_up(sheet, grid, f"poster-{number}", "G · A2")
    ]
    with pikepdf.open(BytesIO(written(pages))) as pdf:
        papers = [grid.paper for grid in grids for _ in range(grid.count)]
        assert len(pdf.pages) == len(papers) == 30 * 8
        for page, paper in zip(pdf.pages, papers, strict=True):
            assert in_mm(page.MediaBox) == pytest.approx([0, 0, paper.wide, paper.tall], abs=0.01)
        tile = max(SHEETS["A4"].wide, SHEETS["A4"].tall)
        sizes = [tuple(float(value) for value in form.BBox) for form in forms(pdf)]
        assert sorted(size for size in sizes if max(size) > tile) == sorted(
            (0, 0, sheet.width, sheet.height) for sheet in sheets
        )


def test_the_sheet_is_placed_by_its_key_at_full_size():
    whole = blank(300, 300)
    first = cut_up(whole, tiles.cut(300, 300, SHEETS["A4"]))[0]
    (form,) = [item for item in walk(first.items) if isinstance(item, Form) and item.key == "sheet"]
    assert (form.key, form.picture, form.scale) == ("sheet", whole, 1)
