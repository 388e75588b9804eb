"""The hand-over pack: everything is in it, the index names it all, and half a pack is never left."""

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from kpidesk.actions import desks
from kpidesk.desk.ancestry import records_of
from kpidesk.desk.problems import NoAccess
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.results import Goal
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.handover import INDEX, hand_over
from kpidesk.exports.job import Cancelled
from kpidesk.exports.pieces import Options
from kpidesk.imports.from_json import read_json
from kpidesk.system.words import Words


@pytest.fixture
def small(desk: Desk) -> Desk:
    with desk.edit("Begin") as edit:
        desks.begin(edit, "Small Works", Words())
        edit.put(Goal(id="goal", code="G01", text="Fewer leaks."))
    return desk


def options(folder: Path) -> Options:
    return Options((), folder, SHEETS["A1"], None, Words(), datetime(2025, 7, 8, 12, tzinfo=UTC))


def test_everything_is_in_it_and_the_index_names_each_file(small: Desk, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    handed = hand_over(small, options(tmp_path), "small", progress=lambda *step: told.append(step))
    assert handed.path == tmp_path / "small-2025-07-08"
    files = sorted(
        path.relative_to(handed.path).as_posix() for path in handed.path.rglob("*") if path.is_file()
    )
    assert {INDEX, "desk.json", "small.kpidesk", "papers/workbook.xlsx"} <= set(files)
    assert len(files) == handed.count
    index = (handed.path / INDEX).read_text("utf-8")
    assert [name for name in files if name != INDEX and name not in index] == []
    assert "Hand-over: Small Works" in index
    assert any(line.split() == ["Ring", "4"] for line in index.splitlines())
    copy, read = read_desk(handed.path / "small.kpidesk"), read_json(handed.path / "desk.json", "Read")
    assert records_of(copy) == records_of(read) == records_of(small)
    copy.close()
    read.close()
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert list(tmp_path.glob(".*")) == []


def test_as_one_zip_file(small: Desk, tmp_path: Path) -> None:
    handed = hand_over(small, options(tmp_path), "small", zipped=True)
    assert [path.name for path in tmp_path.iterdir()] == ["small-2025-07-08.zip"]
    with ZipFile(handed.path) as archive:
        assert archive.testzip() is None
        assert "small-2025-07-08/index.txt" in archive.namelist()
        assert len(archive.namelist()) == handed.count


def test_nothing_is_written_over(small: Desk, tmp_path: Path) -> None:
    paths = [hand_over(small, options(tmp_path), "small").path.name for _ in range(2)]
    assert paths == ["small-2025-07-08", "small-2025-07-08-2"]


@pytest.mark.parametrize("zipped", [True, False])
def test_who_stops_leaves_nothing_behind(small: Desk, tmp_path: Path, zipped: bool) -> None:
    asked = iter(range(10_000))
    with pytest.raises(Cancelled):
        hand_over(small, options(tmp_path), "small", zipped=zipped, cancelled=lambda: next(asked) > 12)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_sentence(small: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NoAccess):
        hand_over(small, options(tmp_path / "file" / "inner"), "small")
