"""The papers of a gallery's day, slides and blank worksheets, through the door of all exports."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kpidesk.actions import gallery as actions
from kpidesk.desk.store import Desk
from kpidesk.domain.gallery import Gallery, Poster, PosterKind, Turned
from kpidesk.domain.people import Group
from kpidesk.domain.walls import Hanging, Wall
from kpidesk.drawing import gallery_cards, gallery_lists, gallery_plan
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.tiles_size import Tiling
from kpidesk.exports.gallery_kinds import PAPERS, WORKSHEETS
from kpidesk.exports.job import pieces, run
from kpidesk.exports.pieces import Ink, Options, What
from kpidesk.system.words import Words
from tests.drawing.looked import groups
from tests.drawing.test_posters import outside, overlaps, placed

AT = datetime(2025, 7, 7, 12, 0, tzinfo=UTC)
DAY = AT.date()


def options(folder: Path, *what: What, paper: str = "A1", tile: str | None = None) -> Options:
    return Options(what, folder, SHEETS[paper], Tiling(SHEETS[tile]) if tile else None, Words(), AT)


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def sizes(path: Path) -> set[tuple[int, int]]:
    with pikepdf.open(path) as pdf:
        return {tuple(round(float(each) / 72 * 25.4) for each in page.MediaBox[2:]) for page in pdf.pages}  # type: ignore[misc]


@pytest.fixture(scope="module")
def given_out(shown: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's papers, slides and worksheets."""
    folder = tmp_path_factory.mktemp("day")
    report = run(shown, options(folder, What.DAY, What.SLIDES, What.WORKSHEETS))
    assert report.warnings == ()
    return folder


def test_each_paper_is_a_file_of_its_own(given_out: Path) -> None:
    assert {path.stem.removesuffix("-A4") for path in (given_out / "day").iterdir()} == set(PAPERS)
    assert {path.stem for path in (given_out / "worksheets").iterdir()} == set(WORKSHEETS)
    for path in (given_out / "day").iterdir():
        assert sizes(path) <= {(210, 297), (297, 210)}, path.name
    for path in (given_out / "worksheets").iterdir():
        assert sizes(path) <= {(210, 297), (297, 420), (420, 297)}, path.name


def test_papers_say_what_the_records_say(given_out: Path) -> None:
    day = given_out / "day"
    assert "07:30" in text_of(day / "run-A4.pdf")
    assert "Night shift of depot East" in text_of(day / "run-A4.pdf")
    hanging = text_of(day / "hanging-A4.pdf")
    assert "Long wall, 14.0 m" in hanging
    assert "6.88 m" in hanging
    assert "What would you see on a good day?" in text_of(day / "hosts-A4.pdf").replace("\r\n", " ")
    assert "P. Lindqvist" in text_of(day / "tents-A4.pdf")
    packing = text_of(day / "packing-A4.pdf")
    assert "posters A1, upright" in packing
    assert "96" in packing
    assert "G13" in text_of(day / "tally-A4.pdf")
    assert "15:30" in text_of(day / "tally-A4.pdf")
    assert "Gate side" in text_of(day / "plan-A4.pdf")


def test_papers_show_nobody_who_wrote_a_note(given_out: Path, shown: Desk) -> None:
    told = "\n".join(text_of(path) for path in given_out.rglob("*.pdf"))
    for group in shown.find(Group):
        assert group.name not in told


def test_only_the_papers_that_are_wanted_are_written(shown: Desk, tmp_path: Path) -> None:
    wanted = replace(options(tmp_path, What.DAY, What.WORKSHEETS), papers=frozenset({"run", "design"}))
    assert [piece.name for piece in pieces(shown, wanted)] == ["day/run-A4", "worksheets/design"]


def test_rating_cards_need_a_gallery_that_is_rated(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Begin") as edit:
        actions.begin(edit, "Wall")
    names = [piece.name for piece in pieces(desk, options(tmp_path, What.DAY))]
    assert "day/ratings-A4" not in names
    assert "day/ballots-A4" in names


def test_an_empty_gallery_has_papers_all_the_same(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Begin") as edit:
        actions.begin(edit, "Wall")
    report = run(desk, options(tmp_path, What.DAY, What.WORKSHEETS))
    assert report.warnings == ()
    assert "is worked out" in text_of(tmp_path / "day" / "run-A4.pdf")
    assert "Say which walls there are" in text_of(tmp_path / "day" / "plan-A4.pdf")
    assert "No poster hangs" in text_of(tmp_path / "day" / "hanging-A4.pdf")


# -- slides


def test_slides_have_the_shape_of_a_screen_and_letters_for_the_last_row(given_out: Path) -> None:
    path = given_out / "slides-16x9.pdf"
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            wide, tall = (float(each) for each in page.MediaBox[2:])
            assert wide / tall == pytest.approx(16 / 9, abs=0.005)
    document = pypdfium2.PdfDocument(path)
    assert len(document) >= 13
    told = text_of(path)
    for number in range(1, 14):
        assert f"G{number:02d}" in told
    assert "Begins with" not in told, "the sample has no poster of a goal"


# -- how they look


def pages_of(desk: Desk, gallery: Gallery) -> dict[str, tuple[Picture, ...]]:
    return {key: draw(desk, gallery, SHEETS["A1"], Words(), DAY) for key, draw in PAPERS.items()} | {
        key: (draw(desk, Words(), DAY),) for key, draw in WORKSHEETS.items()
    }


def test_nothing_lies_on_anything_or_outside(shown: Desk) -> None:
    for key, pages in pages_of(shown, shown.find(Gallery)[0]).items():
        for page in pages:
            assert overlaps(page) == [], key
            assert outside(page) == [], key
            assert page.missing == (), key


def test_forty_posters_take_more_sheets_and_lose_none(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Begin") as edit:
        gallery = actions.begin(edit, "Wall")
        wall = edit.put(Wall(id=edit.new_id(), gallery=gallery.id, name="Long", length=60.0))
        for number in range(40):
            made = actions.add_poster(edit, gallery.id, PosterKind.OWN)
            edit.put(Hanging(id=edit.new_id(), poster=made.id, wall=wall.id, at=number * 1.5))
    run(desk, options(tmp_path, What.DAY))
    codes = {each.code for each in desk.find(Poster)}
    for name in ("tally", "hanging", "notes"):
        told = text_of(tmp_path / "day" / f"{name}-A4.pdf")
        assert {code for code in codes if code not in told} == set(), name
    for pages in pages_of(desk, desk.find(Gallery)[0]).values():
        assert all(outside(page) == [] for page in pages)


def test_a_note_sheet_has_six_squares_of_76_mm_with_the_code(shown: Desk) -> None:
    pages = gallery_cards.note_sheets(shown, shown.find(Gallery)[0], Words(), DAY)
    assert len(pages) == 13, "one for each measure, and one for any"
    assert [len(list(groups(page.items, "note"))) for page in pages] == [6] * 13
    assert len(list(groups(pages[0].items, "qr"))) == 6
    assert list(groups(pages[-1].items, "qr")) == []


def test_the_plan_is_to_scale(shown: Desk) -> None:
    gallery = shown.find(Gallery)[0]
    above, *fronts = gallery_plan.floor_plan(shown, gallery, SHEETS["A1"], Words(), DAY)
    walls = {group.name: group for group in groups(above.items, "wall")}
    lengths = {wall.name: wall.length for wall in shown.find(Wall)}
    drawn = {}
    for name, group in walls.items():
        line = group.items[0]
        (_, x, y), (_, to_x, to_y) = line.ops  # type: ignore[union-attr]
        drawn[name] = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
    scale = drawn["Long wall"] / lengths["Long wall"]
    assert drawn == {name: pytest.approx(length * scale) for name, length in lengths.items()}
    texts = [run.text for run, _, _ in placed(above.items)]
    assert {f"G{number:02d}" for number in range(1, 14)} <= set(texts)
    assert fronts


def test_heights_follow_the_sheet(shown: Desk) -> None:
    gallery = shown.find(Gallery)[0]
    listed = {
        paper: " ".join(
            run.text
            for page in gallery_lists.hanging_list(shown, gallery, SHEETS[paper], Words(), DAY)
            for run, _, _ in placed(page.items)
        )
        for paper in ("A1", "A3")
    }
    assert "1.87 m" in listed["A1"]  # its middle 1.45 m high
    assert "1.75 m" in listed["A1"]  # the map lies
    assert "1.66 m" in listed["A3"]


# -- posters of their own size


def test_a_posters_own_paper_names_its_file_and_its_tiles(shown: Desk, tmp_path: Path, desk: Desk) -> None:
    with desk.edit("Begin") as edit:
        gallery = actions.begin(edit, "Wall")
        first = actions.add_poster(edit, gallery.id, PosterKind.HOW)
        actions.add_poster(edit, gallery.id, PosterKind.PARKING)
        actions.change_poster(edit, first.id, paper="A2", turned=Turned.LANDSCAPE)
    run(desk, options(tmp_path, What.POSTERS, paper="A1", tile="A4"))
    assert {path.name for path in (tmp_path / "posters").iterdir()} == {
        "G01-A2.pdf", "G01-A2-on-A4.pdf", "G02-A1.pdf", "G02-A1-on-A4.pdf",
    }  # fmt: skip
    assert sizes(tmp_path / "posters" / "G01-A2.pdf") == {(594, 420)}
    assert sizes(tmp_path / "posters" / "G02-A1.pdf") == {(594, 841)}


def test_ink_is_saved_in_the_file_itself(shown: Desk, tmp_path: Path) -> None:
    wanted = options(tmp_path / "full", What.POSTERS)
    records = frozenset(each.id for each in shown.find(Poster) if each.code == "G03")
    run(shown, replace(wanted, records=records))
    run(shown, replace(wanted, folder=tmp_path / "spare", records=records, ink=Ink.SAVING))
    dark = {}
    for name in ("full", "spare"):
        page = pypdfium2.PdfDocument(tmp_path / name / "posters" / "G03-A1.pdf")[0]
        histogram = page.render(scale=0.2).to_pil().convert("L").histogram()
        dark[name] = sum(count * (255 - level) for level, count in enumerate(histogram))
    assert dark["spare"] < dark["full"] * 0.8
    full, spare = (text_of(tmp_path / name / "posters" / "G03-A1.pdf") for name in ("full", "spare"))
    assert full == spare


def test_fonts_are_in_the_files(given_out: Path) -> None:
    for path in given_out.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                fonts = page.Resources.get("/Font", {})
                for font in fonts.values():
                    descendant = font.DescendantFonts[0]
                    assert (
                        "/FontFile2" in descendant.FontDescriptor or "/FontFile3" in descendant.FontDescriptor
                    )
