"""What is given out of a result in the centre and its partners, through the door of all exports."""

from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from kpidesk.actions import commitments, sharing
from kpidesk.desk.store import Desk
from kpidesk.domain.results import Result, Ring
from kpidesk.domain.sharing import Centre, Evidence, Standing
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.tiles_size import Tiling
from kpidesk.exports.job import run
from kpidesk.exports.pieces import Options, What
from kpidesk.system.words import Words

AT = datetime(2025, 10, 8, 12, 0, tzinfo=UTC)
AROUND = (What.WALL, What.BLANK, What.PARTNERS, What.INTERVIEWS, What.COMMITMENTS, What.PLAN)


def options(folder: Path, *what: What, paper: str = "A3", tile: str | None = None) -> Options:
    return Options(what, folder, SHEETS[paper], Tiling(SHEETS[tile]) if tile else None, Words(), AT)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def size(page: pikepdf.Page) -> tuple[int, int]:
    return tuple(round(float(each) / 72 * 25.4) for each in page.MediaBox[2:])  # type: ignore[return-value]


def test_sheets_have_their_own_size_whatever_paper_is_chosen(shown: Desk, tmp_path: Path) -> None:
    report = run(shown, options(tmp_path, *AROUND, paper="A4", tile="A4"))
    assert report.warnings == ()
    assert files(tmp_path) == [
        "commitments-A4.pdf", "interviews-A4.pdf", "partners-A4.pdf", "plan-A3.pdf",
        "sharing-blank-A1-on-A4.pdf", "sharing-blank-A1.pdf", "sharing-wall-A1-on-A4.pdf",
        "sharing-wall-A1.pdf",
    ]  # fmt: skip
    for name, wanted in (("sharing-wall-A1", (841, 594)), ("sharing-blank-A1", (841, 594)),
                         ("partners-A4", (210, 297)), ("plan-A3", (420, 297))):  # fmt: skip
        with pikepdf.open(tmp_path / f"{name}.pdf") as pdf:
            assert {size(page) for page in pdf.pages} == {wanted}
    with pikepdf.open(tmp_path / "sharing-blank-A1-on-A4.pdf") as tiled:
        assert len(tiled.pages) % 16 == 0, "an assembly page and all sheets, as they are for sticky notes"
    with pikepdf.open(tmp_path / "sharing-wall-A1-on-A4.pdf") as tiled:
        assert 16 < len(tiled.pages) < 32, "below the end of the table sheets are empty"


def test_wall_sheets_are_not_cut_for_their_own_size(shown: Desk, tmp_path: Path) -> None:
    run(shown, options(tmp_path, What.BLANK, paper="A3", tile="A3"))
    assert "sharing-blank-A1-on-A3.pdf" in files(tmp_path)


def test_a_second_centre_has_files_of_its_own(desk: Desk, centre: Centre, tmp_path: Path) -> None:
    with desk.edit("Another") as edit:
        other = edit.put(
            Result(id=edit.new_id(), code="R02", statement="All have water.", ring=edit.find(Ring)[0].id)
        )
        sharing.set_centre(edit, other.id)
    run(desk, options(tmp_path, What.WALL))
    assert files(tmp_path) == ["sharing-wall-2-A1.pdf", "sharing-wall-A1.pdf"]


def test_without_a_centre_each_kind_says_why_it_is_missing(desk: Desk, tmp_path: Path) -> None:
    report = run(desk, options(tmp_path, *AROUND))
    assert report.files == ()
    assert len(report.warnings) == len(AROUND)


def test_without_partners_only_the_tables_are_there(desk: Desk, centre: Centre, tmp_path: Path) -> None:
    report = run(desk, options(tmp_path, *AROUND))
    assert files(tmp_path) == ["sharing-blank-A1.pdf", "sharing-wall-A1.pdf"]
    assert len(report.warnings) == len(AROUND) - 2


def test_a_script_is_there_once_something_is_guessed(desk: Desk, centre: Centre, tmp_path: Path) -> None:
    with desk.edit("Partner") as edit:
        partner = sharing.add_partner(edit, centre.id, "Council", standing=Standing.CURRENT)
        driving = sharing.add_driving(edit, partner.id, "Flood complaints", Evidence.KNOWN)
    assert run(desk, options(tmp_path / "1", What.INTERVIEWS)).files == ()
    with desk.edit("Guess") as edit:
        sharing.change_told(edit, type(driving), driving.id, evidence=Evidence.HYPOTHESISED)
    assert len(run(desk, options(tmp_path / "2", What.INTERVIEWS)).files) == 1


def test_promises_outside_of_sharing_are_listed_as_well(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Promise") as edit:
        commitments.promise(edit, "Repair the gauge", who="Ana")
    run(desk, options(tmp_path, What.COMMITMENTS))
    assert files(tmp_path) == ["commitments-A4.pdf"]
