"""`kpidesk import`: the plan is printed, and taken only when asked; what is left is said."""

from pathlib import Path

import openpyxl
import pytest

from kpidesk.actions import goals
from kpidesk.desk.workfile import open_desk, read_desk
from kpidesk.domain.results import Goal
from kpidesk.system.paths import Folders
from tests.cli.test_cli import Capture, run


@pytest.fixture
def back(capsys: Capture, marrow: Path, tmp_path: Path) -> Path:
    """The sample's workbook with an owner for the first goal and a value that is none."""
    assert run(capsys, "export", marrow, "workbook", "--to", tmp_path / "out")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "out" / "workbook.xlsx")
    for title, key, value in (("Goals", "owner", "Mara"), ("Values", "number", "many")):
        page = book[title]
        page.cell(3, next(cell.column for cell in page[1] if cell.value == key)).value = value
    path = tmp_path / "back.xlsx"
    book.save(path)
    return path


def owner(path: Path) -> str:
    desk = read_desk(path)
    found = desk.find(Goal)[0].owner
    desk.close()
    return found


def test_the_plan_is_printed_and_nothing_written(capsys: Capture, marrow: Path, back: Path) -> None:
    before = marrow.read_bytes()
    code, out, err = run(capsys, "import", marrow, back)
    assert (code, err) == (0, "")
    assert "changed: [Goals, " in out
    assert "(– → Mara)" in out
    assert "“many” is no number." in out
    assert "Nothing was written" in out
    assert marrow.read_bytes() == before


def test_applying_takes_what_has_no_conflict_and_says_what_it_left(
    capsys: Capture, marrow: Path, back: Path, folders: Folders
) -> None:
    code, out, _ = run(capsys, "import", marrow, back, "--apply")
    assert code == 0
    assert "1 change was taken in." in out
    assert out.index("What was left:") < out.index("“many” is no number.")
    assert owner(marrow) == "Mara"
    assert list((folders.root / "backups").rglob("*import*.kpidesk"))
    assert "changed" not in run(capsys, "import", marrow, back)[1]


def test_a_copy_is_merged(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.kpidesk"
    copy.write_bytes(marrow.read_bytes())
    other = open_desk(copy, Folders(tmp_path / "other"), who="Ana")
    with other.desk.edit("Ana") as edit:
        goals.change(edit, edit.find(Goal)[0].id, owner="Ana")
    other.publish()
    other.close()
    assert "(– → Ana)" in run(capsys, "import", marrow, copy)[1]
    assert run(capsys, "import", marrow, copy, "--apply")[0] == 0
    assert owner(marrow) == "Ana"
    assert "Nothing differs." in run(capsys, "import", marrow, copy)[1]


def test_what_cannot_be_taken_in_is_one_sentence(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.xlsx"
    odd.write_bytes(b"nothing")
    code, out, err = run(capsys, "import", marrow, odd)
    assert (code, out) == (2, "")
    assert err.startswith("kpidesk: odd.xlsx is damaged, or no workbook.")
    other = tmp_path / "other.kpidesk"
    assert run(capsys, "new", other)[0] == 0
    code, _, err = run(capsys, "import", marrow, other)
    assert code == 2
    assert "is another desk" in err


def test_a_list_without_its_kind_is_asked_for_it(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Goal\nBe a good neighbour\n")
    code, _, err = run(capsys, "import", marrow, path)
    assert code == 2
    assert "--as goals" in err


def test_a_conflict_says_who_holds_what(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.kpidesk"
    copy.write_bytes(marrow.read_bytes())
    for path, name in ((marrow, "Ben"), (copy, "Ana")):
        opened = open_desk(path, Folders(tmp_path / name), who=name)
        with opened.desk.edit(name) as edit:
            goals.change(edit, edit.find(Goal)[0].id, owner=name)
        opened.publish()
        opened.close()
    out = run(capsys, "import", marrow, copy)[1]
    assert "(before: –; in this desk: Ben; in the other copy: Ana)" in out


def test_a_desk_that_is_open_elsewhere_is_told_with_what_can_be_done(
    capsys: Capture, marrow: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.kpidesk"
    copy.write_bytes(marrow.read_bytes())
    opened = open_desk(marrow, Folders(tmp_path / "elsewhere"), who="Ana")
    code, _, err = run(capsys, "import", marrow, copy, "--apply")
    opened.close()
    assert code == 1
    assert "is open by" in err
    assert "work in a copy of the file" in err
