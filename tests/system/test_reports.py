"""The log and the report of a failure: what was going on, and nothing that anybody wrote."""

import zipfile
from pathlib import Path

import pytest

from kpidesk import __version__
from kpidesk.system.paths import Folders
from kpidesk.system.reports import note, write_crash

SECRET = "Households of Ana Iyer wait"


def find(text: str) -> str:
    return {"other": ""}[text]


def failed(text: str) -> Exception:
    """A failure whose messages, arguments and local variables quote a text, one after the other."""
    try:
        try:
            find(text)
        except KeyError as first:
            quoted = f"cannot write {text}"
            raise ValueError(quoted, [text]) from first
    except ValueError as error:
        error.add_note(text)
        return error
    raise AssertionError


def content(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_report_tells_where_it_failed_and_nobodys_texts(folders: Folders) -> None:
    told = content(write_crash(failed(SECRET), folders))
    assert sorted(told) == ["log.txt", "report.txt"]
    report = told["report.txt"]
    assert f"KPI Desk {__version__}" in report
    assert "builtins.ValueError" in report
    assert "builtins.KeyError" in report
    assert "test_reports.py:" in report
    assert " failed\n" in report
    assert not any(word in report for word in SECRET.split() if word != "of")


def test_a_report_names_no_folder_of_a_person(folders: Folders) -> None:
    code = compile("1 / 0", "/home/ana.iyer/programs/lib/python/site-packages/kpidesk/ui/x.py", "exec")
    with pytest.raises(ZeroDivisionError) as caught:
        exec(code)
    report = content(write_crash(caught.value, folders))["report.txt"]
    assert "site-packages/kpidesk/ui/x.py:1" in report
    assert "ana.iyer" not in report


def test_a_report_has_the_last_lines_of_the_log(folders: Folders) -> None:
    for number in range(300):
        note(folders, f"go.page{number}")
    log = content(write_crash(failed("x"), folders))["log.txt"].splitlines()
    assert len(log) == 200
    assert log[-1].endswith(" go.page299")


def test_the_log_takes_keys_and_no_texts(folders: Folders) -> None:
    note(folders, SECRET)
    note(folders, "desk.opened")
    lines = (folders.root / "log.txt").read_text().splitlines()
    assert [line.split()[-1] for line in lines] == ["?", "desk.opened"]


def test_the_log_does_not_grow_for_ever(folders: Folders) -> None:
    for _ in range(4000):
        note(folders, "edit.undo")
    log = folders.root / "log.txt"
    assert log.stat().st_size < 70_000
    assert all(line.endswith(" edit.undo") for line in log.read_text().splitlines())


def test_two_reports_of_one_second_are_two_files(folders: Folders) -> None:
    assert len({write_crash(failed("x"), folders) for _ in range(3)}) == 3


def test_a_log_that_cannot_be_written_is_done_without(folders: Folders) -> None:
    (folders.root / "log.txt").mkdir(parents=True)
    note(folders, "edit.undo")
    assert content(write_crash(failed("x"), folders))["log.txt"] == ""
