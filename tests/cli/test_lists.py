"""Lists by the command line: looked at first, taken with --apply, read as the options say."""

from pathlib import Path

import pytest

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.keeping import ListLayout
from kpidesk.domain.results import Goal
from tests.cli.test_cli import Capture, run
from tests.imports.test_list_intake import text_file, workbook

ROWS = [("Unser Plan",), ("Was", "Wer"), ("Be kind", "Ana"), ("Be swift", ""), ("Be brief", "Bo")]


def goals_of(path: Path) -> dict[str, str]:
    desk = read_desk(path)
    try:
        return {goal.text: goal.owner for goal in desk.find(Goal)}
    finally:
        desk.close()


def test_a_list_is_looked_at_and_then_taken(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    source = workbook(tmp_path, ROWS, "Plan")
    options = ["--as", "goals", "--headings", "2", "--map", "Was=text", "--map", "B=owner", "--rows", "3-4"]
    before = marrow.read_bytes()
    code, out, err = run(capsys, "import", marrow, source, *options)
    assert (code, err) == (0, "")
    assert "new: [Plan, A3]" in out
    assert "Be brief" not in out
    assert marrow.read_bytes() == before
    assert run(capsys, "import", marrow, source, *options, "--apply")[0] == 0
    goals = goals_of(marrow)
    assert (goals["Be kind"], goals["Be swift"]) == ("Ana", "")
    assert "Be brief" not in goals
    desk = read_desk(marrow)
    assert [layout.headings for layout in desk.find(ListLayout)] == [("Was", "Wer")]
    desk.close()
    # The layout is known now, so that nothing has to be said of it.
    assert "Be brief" in run(capsys, "import", marrow, source, "--as", "goals")[1]


def test_what_every_row_says(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    source = text_file(tmp_path, [("Result",), ("Callers are answered.",)])
    assert "needs “Ring”" in run(capsys, "import", marrow, source, "--as", "results")[1]
    out = run(capsys, "import", marrow, source, "--as", "results", "--every", "ring=Process")[1]
    assert "new: [list, A2]" in out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--as", "charts"], "There are no lists of “charts”"),
        (["--as", "goals", "--sheet", "Other"], "There is no sheet “Other”"),
        (["--as", "goals", "--map", "Colour=owner"], "There is no column “Colour”"),
        (["--as", "goals", "--every", "ring=Ring 1"], "There is no field “ring”"),
        (["--as", "goals", "--rows", "5-2"], "5-2 are no rows"),
        (["--as", "goals", "--rows", "few"], "few are no rows"),
    ],
)
def test_options_that_name_what_is_not_there(
    capsys: Capture, marrow: Path, tmp_path: Path, options: list[str], says: str
) -> None:
    code, _, err = run(capsys, "import", marrow, workbook(tmp_path, ROWS), *options)
    assert code == 2
    assert says in err
