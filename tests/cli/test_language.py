"""The command line in German: only where it is asked to."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.results import LinkKind, Ring
from tests.cli.test_cli import Capture, run


def test_a_new_desk_begins_in_the_language_that_is_named(capsys: Capture, tmp_path: Path) -> None:
    for language, rings, leads in (("de", "Zweck", "führt zu"), ("en", "Purpose", "leads to")):
        path = tmp_path / f"{language}.kpidesk"
        assert run(capsys, "new", path, "--lang", language)[0] == 0
        desk = read_desk(path)
        assert rings in {each.name for each in desk.find(Ring)}
        assert leads in {each.name for each in desk.find(LinkKind)}
        desk.close()


def test_checks_and_problems_are_told_in_it(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    assert "Die Datei ist in Ordnung." in run(capsys, "check", marrow, "--lang", "de")[1]
    code, _, err = run(capsys, "check", tmp_path / "none.kpidesk", "--lang", "de")
    assert code == 1
    assert err.startswith("kpidesk: Es gibt keine Datei ")


def test_without_the_option_commands_speak_english_whatever_the_system(
    capsys: Capture, marrow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert "The file is sound." in run(capsys, "check", marrow)[1]


def test_a_german_workbook_comes_back(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    assert run(capsys, "export", marrow, "workbook", "--to", tmp_path, "--lang", "de")[0] == 0
    (path,) = tmp_path.glob("*.xlsx")
    book = load_workbook(path)
    assert {"Lies mich", "Ergebnisse", "Kennzahlen", "Zusagen"} <= set(book.sheetnames)
    page = book["Zusagen"]
    heads = next(row for row in page.iter_rows() if any(cell.value == "Status" for cell in row))
    column = next(cell.column for cell in heads if cell.value == "Status")
    cell = next(
        each
        for (each,) in page.iter_rows(heads[0].row + 1, min_col=column, max_col=column)
        if each.value == "offen"
    )
    cell.value = "erfüllt"
    book.save(path)
    desk = read_desk(marrow)
    before = sum(each.status is CommitmentStatus.MET for each in desk.find(Commitment))
    desk.close()
    code, out, _ = run(capsys, "import", marrow, path, "--apply", "--lang", "de")
    assert code == 0
    assert "1 Änderung wurde übernommen." in out
    desk = read_desk(marrow)
    assert sum(each.status is CommitmentStatus.MET for each in desk.find(Commitment)) == before + 1
    desk.close()


def test_an_unknown_language_is_wrong_use(capsys: Capture, marrow: Path) -> None:
    code, _, err = run(capsys, "check", marrow, "--lang", "tlh")
    assert code == 2
    assert "'de'" in err
