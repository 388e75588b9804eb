"""The desk file: a durable edit, a note among 20,000, all records of a large desk, opening it."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from kpidesk.desk.workfile import OpenDesk, open_desk, read_desk
from kpidesk.domain.gallery import Note, NoteKind, Poster
from kpidesk.domain.results import Layout, Map, Result
from kpidesk.domain.series import Value
from kpidesk.drawing.map_bubbles import SCREEN
from kpidesk.drawing.palette import LIGHT
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.results.scenery import Scenery
from kpidesk.ui.results.sheet import Sheet
from kpidesk.ui.results.sight import fitted


@pytest.fixture
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenDesk]:
    """A copy of a desk file, opened: `sample_file` or `big_file` by the test's parameter."""
    path = tmp_path / "desk.kpidesk"
    path.write_bytes(request.getfixturevalue(request.param).read_bytes())
    found = open_desk(path, Folders(tmp_path / "data"), who="bench")
    yield found
    found.close()


@pytest.fixture
def raw(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another copy of the same file, with the same pragmas and nothing else."""
    path = tmp_path / "raw.db"
    path.write_bytes(request.getfixturevalue(request.node.callspec.params["opened"]).read_bytes())
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


def raw_commit(connection: sqlite3.Connection, sql: str, arguments: Callable[[], tuple[object, ...]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(sql, arguments())
    connection.execute("COMMIT")


@pytest.mark.parametrize("opened", ["sample_file"], indirect=True)
def test_one_durable_edit(opened, raw, race):
    desk = opened.desk
    result = desk.find(Result)[0]
    numbers = count()

    def ours() -> None:
        with desk.edit("Rename") as edit:
            edit.put(replace(result, statement=f"Everybody has water {next(numbers)}."))

    def floor() -> None:
        sql = "UPDATE result SET statement = ? WHERE id = ?"
        raw_commit(raw, sql, lambda: (f"Everybody has water {next(numbers)}.", result.id))

    race("one durable edit with journal / raw commit of the row", floor, ours, "≤ 3", 60)


@pytest.mark.parametrize("opened", ["big_file"], indirect=True)
def test_a_note_among_twenty_thousand(opened, raw, race):
    desk = opened.desk
    poster = desk.find(Poster)[0]
    numbers = count()

    def ours() -> None:
        with desk.edit("Add note") as edit:
            edit.put(
                Note(
                    id=edit.new_id(), code=edit.next_code("N"), poster=poster.id, kind=NoteKind.IDEA,
                    text="Somebody should write back to the crew leads who report.",
                )
            )  # fmt: skip

    columns = [row[1] for row in raw.execute("PRAGMA table_info(note)")]
    last = raw.execute("SELECT * FROM note ORDER BY id DESC LIMIT 1").fetchone()

    def row() -> tuple[object, ...]:
        number = next(numbers)
        named = dict(zip(columns, last, strict=True)) | {"id": f"x{number}", "code": f"X{number}"}
        return tuple(named.values())

    sql = f"INSERT INTO note VALUES ({', '.join('?' * len(columns))})"
    race("a note among 20,000 / raw commit of the row", lambda: raw_commit(raw, sql, row), ours, "≤ 10", 60)


def test_all_values_and_notes_as_records(big_file, race):
    desk = read_desk(big_file)
    driver = desk._rows.driver

    def floor() -> int:
        return sum(
            len(driver.execute(f"SELECT * FROM {name} ORDER BY id").fetchall()) for name in ("value", "note")
        )

    def ours() -> int:
        return len(desk.find(Value)) + len(desk.find(Note))

    assert floor() == ours() == 80_000
    race("60,000 values and 20,000 notes as records / rows raw", floor, ours, "≤ 5")
    desk.close()


def map_shown(path: Path, folders: Folders) -> None:
    """Open a desk and paint its map as the window does, and as large."""
    found = open_desk(path, folders, who="bench")
    try:
        sheet, size = Sheet(LIGHT, Words()), QSize(940, 640)
        sheet.read(found.desk, found.desk.find(Map)[0].id, Layout.RADIAL)
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(LIGHT.surface))
        painter = QPainter(image)
        sight = fitted((-SCREEN.x, -SCREEN.y, SCREEN.x, SCREEN.y), size, 10.0, (), ())
        Scenery(sheet).paint(painter, sight, QRectF(0, 0, size.width(), size.height()))
        painter.end()
    finally:
        found.close()


def fresh(path: Path, into: Path, folders: Folders) -> Callable[[], None]:
    into.write_bytes(path.read_bytes())
    return lambda: map_shown(into, folders)


@pytest.mark.usefixtures("qapp")
def test_opening_a_large_desk(sample_file, big_file, tmp_path, race):
    folders = Folders(tmp_path / "data")
    small = fresh(sample_file, tmp_path / "small.kpidesk", folders)
    large = fresh(big_file, tmp_path / "large.kpidesk", folders)
    race("open the large desk and paint its map / the sample", small, large, "≤ 2", 3)


def open_only(path: Path, folders: Folders) -> None:
    open_desk(path, folders, who="bench").close()


def test_opening_a_large_desk_without_its_map(sample_file, big_file, tmp_path, race):
    folders = Folders(tmp_path / "data")
    fresh(sample_file, tmp_path / "small.kpidesk", folders)
    fresh(big_file, tmp_path / "large.kpidesk", folders)
    race(
        "open the large desk, nothing painted / the sample",
        lambda: open_only(tmp_path / "small.kpidesk", folders),
        lambda: open_only(tmp_path / "large.kpidesk", folders),
        "part of the row above",
    )
