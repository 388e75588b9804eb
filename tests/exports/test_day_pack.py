"""Everything to print for a gallery in one go: sorted by paper, counted, listed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kpidesk.cli import main
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.gallery import Gallery, Poster
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.tiles_size import Tiling
from kpidesk.exports.day_pack import next_gallery, pack, write
from kpidesk.exports.pieces import Options
from kpidesk.system.words import Words

AT = datetime(2025, 7, 7, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shown(sample_file: Path) -> Iterator[Desk]:
    found = read_desk(sample_file)
    yield found
    found.close()


def options(folder: Path, tile: Tiling | None = None) -> Options:
    return Options((), folder, SHEETS["A1"], tile, Words(), AT)


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def test_each_paper_has_one_file_in_the_order_of_printing(shown: Desk, tmp_path: Path) -> None:
    made = pack(shown, options(tmp_path))
    assert made is not None
    files = {path.relative_to(tmp_path / "day-pack").as_posix() for path in write(made).files}
    assert files == {"contents.pdf", "contents.txt", "A1/day-pack-A1.pdf", "A4/day-pack-A4.pdf"}
    posters = texts(tmp_path / "day-pack" / "A1" / "day-pack-A1.pdf")
    assert [text[:3] for text in posters[1:13]] == [f"G{n:02d}" for n in range(2, 14)]
    assert len(posters) == 14, "the poster at the door comes last"
    with pikepdf.open(tmp_path / "day-pack" / "A4" / "day-pack-A4.pdf") as pdf:
        sizes = {
            tuple(sorted(round(float(each) / 72 * 25.4) for each in page.mediabox[2:])) for page in pdf.pages
        }
        assert sizes == {(210, 297)}
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


@pytest.mark.parametrize("tile", [None, Tiling(SHEETS["A4"]), Tiling(SHEETS["A3"])])
def test_the_list_counts_what_is_in_the_files(shown: Desk, tmp_path: Path, tile: Tiling | None) -> None:
    made = pack(shown, options(tmp_path, tile))
    assert made is not None
    write(made)
    (listed,) = texts(tmp_path / "day-pack" / "contents.pdf")[:1]
    plain = (tmp_path / "day-pack" / "contents.txt").read_text(encoding="utf-8")
    for pile in made.piles:
        with pikepdf.open(tmp_path / "day-pack" / pile.file) as pdf:
            assert len(pdf.pages) == sum(each.sheets for each in pile.entries), pile.paper
        assert f"{pile.paper}: {pile.sheets:,} sheets in all" in plain
    assert "Day pack" in listed
    copies = {each.title: each.copies for pile in made.piles for each in pile.entries}
    assert copies["Rating cards"] > 1, "the packing list asks for one card to a guest and some more"
    assert copies["Run sheet"] == 1


def test_the_gallery_that_opens_next_is_packed(desk: Desk) -> None:
    assert next_gallery(desk, date(2025, 7, 7)) is None
    with desk.edit("Galleries") as edit:
        days = [datetime(2025, 6, 1, 10), datetime(2025, 7, 8, 10), datetime(2025, 9, 1, 10)]  # noqa: DTZ001
        made = [edit.put(Gallery(id=edit.new_id(), name=f"{day:%B}", opens=day)) for day in days]
        edit.put(replace(Gallery(id=edit.new_id(), name="some day")))
    for day, wanted in (
        (date(2025, 7, 7), 1),
        (date(2025, 7, 8), 1),
        (date(2025, 7, 9), 2),
        (date(2026, 1, 1), 2),
    ):
        assert next_gallery(desk, day) == made[wanted]


def test_posters_of_other_galleries_stay_out(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Galleries") as edit:
        one, other = (
            edit.put(Gallery(id=edit.new_id(), name=name, opens=datetime(2025, month, 1, 10)))  # noqa: DTZ001
            for name, month in (("Next", 8), ("Later", 9))
        )
        for gallery, code in ((one, "G01"), (other, "G02")):
            edit.put(Poster(id=edit.new_id(), gallery=gallery.id, code=code))
    made = pack(desk, options(tmp_path))
    assert made is not None
    titles = [each.title for pile in made.piles for each in pile.entries]
    assert any(title.startswith("G01") for title in titles)
    assert not any(title.startswith("G02") for title in titles)


def test_the_command_line_packs_and_cuts(sample_file: Path, tmp_path: Path, capsys) -> None:
    arguments = ["export", str(sample_file), "day-pack", "--to", str(tmp_path / "out")]
    assert main([*arguments, "--tile", "A4", "--margin", "5", "--overlap", "0"]) == 0
    assert "contents.pdf" in capsys.readouterr().out
    assert not (tmp_path / "out" / "day-pack" / "A1").exists()
    first = texts(tmp_path / "out" / "day-pack" / "A4" / "day-pack-A4.pdf")[0]
    assert "edge to edge" in first


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--tile-size", "huge"], "is no size"),
        (["--tile-size", "999%"], "sheets for each"),
        (["--margin", "95", "--overlap", "20"], "nothing is left of A4"),
    ],
)
def test_what_cannot_be_cut_is_one_sentence(sample_file: Path, tmp_path: Path, capsys, more, says) -> None:
    arguments = ["export", str(sample_file), "map", "--to", str(tmp_path / "out"), "--tile", "A4", *more]
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_size_without_a_paper_to_glue_is_asked_about(sample_file: Path, tmp_path: Path, capsys) -> None:
    arguments = ["export", str(sample_file), "map", "--to", str(tmp_path / "out"), "--tile-size", "A0"]
    assert main(arguments) == 2
    assert "--tile A4" in capsys.readouterr().err


def test_sizes_of_the_command_line_reach_the_sheets(sample_file: Path, tmp_path: Path) -> None:
    arguments = ["export", str(sample_file), "map", "--to", str(tmp_path), "--paper", "A3", "--tile", "A4"]
    assert main([*arguments, "--tile-size", "A1"]) == 0
    with pikepdf.open(tmp_path / "map-A3-on-A4.pdf") as pdf:
        assert len(pdf.pages) == 16
    assert "841 × 594 mm when glued" in texts(tmp_path / "map-A3-on-A4.pdf")[0]
