"""The alignment matrix and the board of action and alignment as files: sizes, tiles, what is missing."""

from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kpidesk.actions import alignment, sharing
from kpidesk.desk.store import Desk
from kpidesk.domain.results import Result, Ring
from kpidesk.domain.sharing import Centre, Standing
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.tiles_size import Tiling
from kpidesk.exports.job import run
from kpidesk.exports.pieces import Options, What
from kpidesk.system.words import Words

AT = datetime(2025, 10, 8, 12, 0, tzinfo=UTC)
BOTH = (What.MATRIX, What.BOARD)


def options(folder: Path, *what: What, paper: str = "A1", tile: str | None = None) -> Options:
    return Options(what, folder, SHEETS[paper], Tiling(SHEETS[tile]) if tile else None, Words(), AT)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("paper", ["A1", "A2", "A3", "A4"])
def test_both_come_across_on_the_chosen_paper(shown: Desk, tmp_path: Path, paper: str) -> None:
    report = run(shown, options(tmp_path, *BOTH, paper=paper))
    assert report.warnings == ()
    assert files(tmp_path) == [f"board-{paper}.pdf", f"matrix-{paper}.pdf"]
    across = SHEETS[paper].landscape
    for name, count in (("board", 1), ("matrix", 2)):
        with pikepdf.open(tmp_path / f"{name}-{paper}.pdf") as pdf:
            assert len(pdf.pages) == count
            for page in pdf.pages:
                size = [float(each) / 72 * 25.4 for each in page.MediaBox[2:]]
                assert size == pytest.approx([across.wide, across.tall], abs=0.1)


def test_words_can_be_read_out_of_the_files(shown: Desk, tmp_path: Path) -> None:
    run(shown, options(tmp_path, *BOTH))
    said = {}
    for name in ("board", "matrix"):
        pdf = pypdfium2.PdfDocument(tmp_path / f"{name}-A1.pdf")
        said[name] = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
        pdf.close()
    for word in ("Action and alignment", "P10", "Shellfish", "20 June 2025", "acts together"):
        assert word in said["board"]
    for word in ("Alignment matrix", "Partners and measures", "SM11", "Surf and Swim Clubs"):
        assert word in said["matrix"]


def test_large_sheets_are_cut_for_smaller_ones(shown: Desk, tmp_path: Path) -> None:
    run(shown, options(tmp_path, *BOTH, tile="A4"))
    for name, count in (("board", 1), ("matrix", 2)):
        with pikepdf.open(tmp_path / f"{name}-A1-on-A4.pdf") as pdf:
            assert len(pdf.pages) >= 12 * count


def test_what_a_desk_lacks_is_said(desk: Desk, centre: Centre, tmp_path: Path) -> None:
    report = run(desk, options(tmp_path, *BOTH))
    assert report.files == ()
    assert len(report.warnings) == 2
    with desk.edit("Partner") as edit:
        partner = sharing.add_partner(edit, centre.id, "Council", standing=Standing.CURRENT)
    report = run(desk, options(tmp_path, *BOTH))
    assert files(tmp_path) == ["matrix-A1.pdf"]
    (warning,) = report.warnings
    assert "board" in warning
    with desk.edit("Board") as edit:
        snapshot = alignment.take_snapshot(edit, centre.id)
        alignment.stand(edit, snapshot.id, partner.id, 9, 1)
    assert run(desk, options(tmp_path, *BOTH)).warnings == ()
    assert files(tmp_path) == ["board-A1.pdf", "matrix-A1.pdf"]


def test_a_second_centre_has_files_of_its_own(desk: Desk, centre: Centre, tmp_path: Path) -> None:
    with desk.edit("Another") as edit:
        other = edit.put(
            Result(id=edit.new_id(), code="R02", statement="All have water.", ring=edit.find(Ring)[0].id)
        )
        for each in (centre, sharing.set_centre(edit, other.id)):
            sharing.add_partner(edit, each.id, "Council", standing=Standing.CURRENT)
            alignment.take_snapshot(edit, each.id)
    run(desk, options(tmp_path, *BOTH))
    assert files(tmp_path) == ["board-2-A1.pdf", "board-A1.pdf", "matrix-2-A1.pdf", "matrix-A1.pdf"]
