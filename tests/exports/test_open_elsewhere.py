"""Exports onto files that are open in another program: told, and written beside them, never lost."""

import os
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from kpidesk.cli import main
from kpidesk.desk.problems import NoAccess
from kpidesk.desk.store import Desk
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.day_pack import pack, write
from kpidesk.exports.job import Report, run
from kpidesk.exports.pieces import Options, What
from kpidesk.system.words import Words

AT = datetime(2025, 7, 8, 12, 0, tzinfo=UTC)
MARKS = pytest.mark.parametrize("mark", ["~$workbook.xlsx", ".~lock.workbook.xlsx#"])


def options(folder: Path, *what: What) -> Options:
    return Options(what, folder, SHEETS["A3"], None, Words(), AT)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def hold(monkeypatch: pytest.MonkeyPatch, *held: Path) -> None:
    """Let nobody replace these files, as Windows does while they are open."""
    real = os.replace

    def replace(source: str | Path, target: str | Path) -> None:
        if Path(target) in held and Path(target).exists():
            raise PermissionError(13, "The process cannot access the file", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


def told(report: Report) -> list[str]:
    return [text for text in report.warnings if "open in another program" in text]


@MARKS
def test_a_workbook_that_is_open_stays_and_the_new_one_is_numbered(
    shown: Desk, tmp_path: Path, mark: str
) -> None:
    open_, lock = tmp_path / "workbook.xlsx", tmp_path / mark
    open_.write_text("what somebody is typing")
    lock.write_text("Ana Bell")
    report = run(shown, options(tmp_path, What.WORKBOOK))
    assert report.files == (tmp_path / "workbook (2).xlsx",)
    assert open_.read_text() == "what somebody is typing"
    assert lock.read_text() == "Ana Bell"
    (text,) = told(report)
    assert text.startswith("workbook.xlsx is open in another program")
    assert "workbook (2).xlsx" in text
    assert "Goals" in openpyxl.load_workbook(report.files[0]).sheetnames


@MARKS
def test_a_numbered_one_is_not_written_over_either(shown: Desk, tmp_path: Path, mark: str) -> None:
    for name in ("workbook.xlsx", "workbook (2).xlsx", mark):
        (tmp_path / name).write_text(name)
    report = run(shown, options(tmp_path, What.WORKBOOK))
    assert report.files == (tmp_path / "workbook (3).xlsx",)
    assert (tmp_path / "workbook (2).xlsx").read_text() == "workbook (2).xlsx"


@MARKS
def test_a_mark_alone_is_a_leftover(shown: Desk, tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).write_text("Ana Bell")
    report = run(shown, options(tmp_path, What.WORKBOOK))
    assert report.files == (tmp_path / "workbook.xlsx",)
    assert not told(report)


def test_a_mark_of_another_file_does_not_matter(shown: Desk, tmp_path: Path) -> None:
    for name in ("workbook.xlsx", "~$workbook-P03.xlsx", ".~lock.workbook (2).xlsx#"):
        (tmp_path / name).write_text("old")
    report = run(shown, options(tmp_path, What.WORKBOOK))
    assert report.files == (tmp_path / "workbook.xlsx",)
    assert not told(report)


def test_whatever_cannot_be_replaced_is_numbered(
    shown: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [tmp_path / name for name in ("map-A3.pdf", "commitments.ics", "workbook.xlsx")]
    for path in held:
        path.write_text("open")
    hold(monkeypatch, *held)
    report = run(shown, options(tmp_path, What.MAP, What.CALENDAR, What.WORKBOOK, What.TESTS))
    assert [path.name for path in report.files] == [
        "map-A3 (2).pdf", "tests-A4.pdf", "workbook (2).xlsx", "commitments (2).ics"
    ]  # fmt: skip
    assert len(told(report)) == 3
    assert all(path.read_text() == "open" for path in held)
    assert names(tmp_path) == {path.name for path in (*held, *report.files)}  # nothing half, nothing hidden


def test_where_nothing_can_be_replaced_at_all_it_is_told(
    shown: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: object, target: object) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    (tmp_path / "workbook.xlsx").write_text("mine")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(NoAccess, match="You may not write or read"):
        run(shown, options(tmp_path, What.WORKBOOK))
    assert names(tmp_path) == {"workbook.xlsx"}


def test_a_day_pack_that_is_being_read_is_numbered(
    shown: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pack(shown, options(tmp_path))
    assert made is not None
    write(made)
    held = tmp_path / "day-pack" / "A4" / "day-pack-A4.pdf"
    hold(monkeypatch, held, tmp_path / "day-pack" / "contents.txt")
    report = write(made)
    assert held.with_name("day-pack-A4 (2).pdf") in report.files
    assert tmp_path / "day-pack" / "contents (2).txt" in report.files
    assert len(told(report)) == 2


def test_the_command_line_tells_it_and_ends_well(
    marrow: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("workbook.xlsx", "~$workbook.xlsx"):
        (out / name).write_text("open")
    assert main(["export", str(marrow), "workbook", "--to", str(out)]) == 0
    said = capsys.readouterr().out
    assert "Please note: workbook.xlsx is open in another program" in said
    assert str(out / "workbook (2).xlsx") in said
