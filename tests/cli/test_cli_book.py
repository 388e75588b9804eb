"""A workbook for somebody, by the command line."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_cli import Capture, run


def test_a_workbook_for_a_partner(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    code, out, _ = run(
        capsys, "export", marrow, "workbook", "--to", tmp_path, "--whose", "p03", "--sheet", "partners",
        "--sheet", "commitments", "--change", "commitments.status", "--return-to", "Ana Bell",
        "--return-by", "3 March 2027",
    )  # fmt: skip
    path = tmp_path / "workbook-P03.xlsx"
    assert (code, out.strip()) == (0, str(path))
    made = openpyxl.load_workbook(path)
    assert [page.title for page in made if page.sheet_state == "visible"] == [
        "Read me", "Partners", "Commitments"
    ]  # fmt: skip
    assert [row[1] for row in made["Partners"].iter_rows(min_row=3, values_only=True)] == ["P03"]
    page = made["Commitments"]
    assert {page.cell(1, cell.column).value for cell in page[3] if not cell.protection.locked} == {"status"}
    text = str(list(made["Read me"].iter_rows(values_only=True)))
    assert "send it to Ana Bell by" in text
    assert "2027" in text


def test_nothing_is_locked_where_nobody_wants_it(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    assert run(capsys, "export", marrow, "workbook", "--to", tmp_path, "--unlocked")[0] == 0
    made = openpyxl.load_workbook(tmp_path / "workbook.xlsx")
    assert not any(page.protection.sheet for page in made)


@pytest.mark.parametrize(
    ("arguments", "named", "there"),
    [
        (("--sheet", "goal"), "goal", "goals, results"),
        (("--change", "commitments.due"), "commitments.due", "commitments.by_when"),
        (("--change", "goals"), "goals", "goals.owner"),
        (("--change", "charts.M01"), "charts.M01", "–"),
        (("--whose", "Nobody At All"), "Nobody At All", "P03 Valley County Council"),
        (("--return-by", "someday"), "someday", "no date"),
    ],
)
def test_what_is_not_there_is_named_with_what_there_is(
    capsys: Capture, marrow: Path, tmp_path: Path, arguments: tuple[str, str], named: str, there: str
) -> None:
    code, _, err = run(capsys, "export", marrow, "workbook", "--to", tmp_path / "out", *arguments)
    assert code == 2
    assert named in err
    assert there in err
    assert not (tmp_path / "out").exists()
