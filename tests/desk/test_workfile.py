"""Opening, publishing, locks, recovery, bad files: the person's file is whole at every moment."""

import errno
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from kpidesk.desk import lock as locks
from kpidesk.desk import migrations, schema
from kpidesk.desk.header import FORMAT, check_header
from kpidesk.desk.problems import (
    ChangedOnDisk,
    DamagedDesk,
    DeskProblem,
    LockedDesk,
    NewerDesk,
    NoAccess,
    NotADesk,
    ReadOnlyDesk,
)
from kpidesk.desk.publishing import next_publishing
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import OpenDesk, new_desk, open_desk, read_desk, save_new
from kpidesk.domain.results import Ring
from kpidesk.system import files
from kpidesk.system.paths import Folders


@pytest.fixture
def opened(marrow: Path, folders: Folders) -> Iterator[OpenDesk]:
    desk = open_desk(marrow, folders, who="tester")
    yield desk
    desk.close()


def add_ring(desk: Desk, name: str = "Fifth") -> None:
    with desk.edit(f"Add {name}") as edit:
        position = max((ring.position for ring in edit.find(Ring)), default=0) + 1
        edit.put(Ring(id=edit.new_id(), position=position, name=name))


def ring_names(path: Path) -> set[str]:
    desk = read_desk(path)
    try:
        return {ring.name for ring in desk.find(Ring)}
    finally:
        desk.close()


# -- publishing


def test_edits_reach_the_file_only_by_publishing(opened: OpenDesk, marrow: Path) -> None:
    before = marrow.read_bytes()
    add_ring(opened.desk)
    assert marrow.read_bytes() == before
    assert opened.unpublished
    opened.publish()
    assert "Fifth" in ring_names(marrow)
    assert not opened.unpublished
    assert sorted(path.name for path in marrow.parent.iterdir()) == [
        "data",
        marrow.name,
        f"{marrow.name}.lock",
    ]


def test_a_file_that_somebody_else_changed_is_not_overwritten(
    opened: OpenDesk, marrow: Path, folders: Folders
) -> None:
    add_ring(opened.desk)
    other = new_desk(who="other")
    add_ring(other, "Theirs")
    marrow.unlink()
    save_new(other, marrow)
    other.close()
    with pytest.raises(ChangedOnDisk, match="changed by another program"):
        opened.publish()
    assert ring_names(marrow) == {"Theirs"}
    opened.publish(overwrite=True)
    assert "Fifth" in ring_names(marrow)
    (kept,) = folders.backups.glob("*/overwritten-*")
    assert ring_names(kept) == {"Theirs"}


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "is full"), (errno.EROFS, "cannot be written"), (errno.EACCES, "may not")],
)
def test_a_disk_that_refuses_loses_nothing(
    opened: OpenDesk, marrow: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    before = marrow.read_bytes()
    add_ring(opened.desk)
    with monkeypatch.context() as broken:

        def fail(_: Path) -> None:
            raise OSError(number, os.strerror(number))

        broken.setattr(files, "sync_file", fail)
        with pytest.raises(NoAccess, match=says):
            opened.publish()
    assert marrow.read_bytes() == before
    assert [path.name for path in marrow.parent.iterdir() if path.suffix == ".new"] == []
    add_ring(opened.desk, "Sixth")
    opened.publish()
    assert {"Fifth", "Sixth"} <= ring_names(marrow)


def test_a_really_full_disk_loses_nothing(folders: Folders, sample_file: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    room = sample_file.stat().st_size * 5 // 4  # for one copy, and not for a second one
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may make a small disk")
    try:
        path = small / "desk.kpidesk"
        shutil.copyfile(sample_file, path)
        before = path.read_bytes()
        full = open_desk(path, folders)
        add_ring(full.desk)
        with pytest.raises(NoAccess, match="is full"):
            full.publish()
        assert path.read_bytes() == before
        add_ring(full.desk, "Sixth")
        full.close()
        again = open_desk(path, folders)
        assert again.recovered
        assert {"Fifth", "Sixth"} <= {ring.name for ring in again.desk.find(Ring)}
        again.close()
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_desk_in_a_place_that_cannot_be_written_opens_all_the_same(
    folders: Folders, sample_file: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "tmpfs", str(stick)], capture_output=True, check=False
    ).returncode:
        pytest.skip("only root may mount a stick")
    try:
        path = stick / "desk.kpidesk"
        shutil.copyfile(sample_file, path)
        subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
        protected = open_desk(path, folders)
        add_ring(protected.desk)
        with pytest.raises(NoAccess, match="cannot be written"):
            protected.publish()
        save_new(protected.desk, tmp_path / "elsewhere.kpidesk")
        protected.close()
        assert "Fifth" in ring_names(tmp_path / "elsewhere.kpidesk")
    finally:
        subprocess.run(["umount", str(stick)], check=True)


def test_a_read_only_file_is_respected(opened: OpenDesk, marrow: Path) -> None:
    add_ring(opened.desk)
    marrow.chmod(0o444)
    with pytest.raises(NoAccess, match="marked read-only"):
        opened.publish()
    assert "Fifth" not in ring_names(marrow)


def test_publishing_keeps_the_rights_of_the_file(opened: OpenDesk, marrow: Path) -> None:
    marrow.chmod(0o640)
    add_ring(opened.desk)
    opened.publish()
    assert marrow.stat().st_mode & 0o777 == 0o640


def test_publishing_waits_three_seconds_and_twenty_times_what_it_took() -> None:
    assert next_publishing(100.0, 50.0, 0.1) == 103.0
    assert next_publishing(100.0, 99.0, 2.0) == 139.0


# -- recovery and lock


def test_what_was_not_published_comes_back(marrow: Path, folders: Folders) -> None:
    first = open_desk(marrow, folders)
    add_ring(first.desk)
    first.close()
    again = open_desk(marrow, folders)
    assert again.recovered
    assert not again.conflict
    assert again.desk.undo_label == "Add Fifth"
    again.publish()
    again.close()
    assert list(folders.working.iterdir()) == []
    assert "Fifth" in ring_names(marrow)


def test_a_crash_between_replacing_and_noting_is_no_conflict(marrow: Path, folders: Folders) -> None:
    first = open_desk(marrow, folders)
    add_ring(first.desk)
    publication = first.prepare()
    publication.run()
    publication.close()
    (state_file,) = folders.working.glob("*.json")
    state = json.loads(state_file.read_text())
    noted = {
        **state,
        "pending": state["published"],
        "pending_edit": state["published_edit"],
        "published": "older",
        "published_edit": 0,
    }
    state_file.write_text(json.dumps(noted))
    add_ring(first.desk, "Sixth")
    first.close()
    again = open_desk(marrow, folders)
    assert not again.conflict
    again.publish()
    assert {"Fifth", "Sixth"} <= ring_names(marrow)
    again.close()


def test_another_desk_at_the_same_place_is_no_conflict(marrow: Path, folders: Folders) -> None:
    first = open_desk(marrow, folders)
    add_ring(first.desk)
    first.close()
    other = new_desk(who="other")
    add_ring(other, "Theirs")
    marrow.unlink()
    save_new(other, marrow)
    other.close()
    again = open_desk(marrow, folders)
    assert not again.recovered
    assert {ring.name for ring in again.desk.find(Ring)} == {"Theirs"}
    again.close()
    assert list(folders.working.glob("*.kpidesk"))  # the first desk's edits wait


def test_recovered_edits_and_a_changed_file_are_a_conflict(
    marrow: Path, folders: Folders, tmp_path: Path
) -> None:
    first = open_desk(marrow, folders)
    add_ring(first.desk)
    first.close()
    elsewhere = open_desk(marrow, Folders(tmp_path / "other machine"))
    add_ring(elsewhere.desk, "Theirs")
    elsewhere.publish()
    elsewhere.close()
    again = open_desk(marrow, folders)
    assert again.recovered
    assert again.conflict
    assert "Fifth" in {ring.name for ring in again.desk.find(Ring)}
    again.close()
    assert list(folders.working.glob("*.kpidesk"))


@pytest.mark.parametrize("what", ["copy", "state"])
def test_a_working_copy_that_cannot_be_read_is_set_aside(marrow: Path, folders: Folders, what: str) -> None:
    first = open_desk(marrow, folders)
    add_ring(first.desk)
    first.close()
    (file,) = folders.working.glob("*.kpidesk" if what == "copy" else "*.json")
    content = b"rubbish" * 1000
    file.write_bytes(content)
    again = open_desk(marrow, folders)
    assert not again.recovered
    again.close()
    kept = [path for path in folders.working.iterdir() if path.name.startswith("set-aside")]
    assert kept
    assert what == "state" or kept[0].read_bytes() == content


def test_a_desk_is_open_once(opened: OpenDesk, marrow: Path, folders: Folders) -> None:
    with pytest.raises(LockedDesk, match="is open by"):
        open_desk(marrow, folders)
    assert ring_names(marrow) == {"Purpose", "Strategy", "Process", "Team"}


def test_taking_over_is_possible_when_asked(opened: OpenDesk, marrow: Path, folders: Folders) -> None:
    mine = open_desk(marrow, folders, take_over=True)
    mine.close()
    assert not locks.lock_path(marrow).exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"person": "x"}'])
def test_a_lock_that_says_nothing_is_no_question(marrow: Path, folders: Folders, content: bytes) -> None:
    locks.lock_path(marrow).write_bytes(content)
    opened = open_desk(marrow, folders)
    assert locks.read(locks.lock_path(marrow)) is not None
    opened.close()


def test_the_lock_of_another_machine_is_a_question(marrow: Path, folders: Folders) -> None:
    holder = {
        "person": "Ada",
        "machine": "elsewhere",
        "process": 1,
        "started": 0.0,
        "boot": 0.0,
        "since": "noon",
    }
    locks.lock_path(marrow).write_text(json.dumps(holder))
    with pytest.raises(LockedDesk, match="Ada on elsewhere since noon"):
        open_desk(marrow, folders)


def test_the_lock_of_a_process_that_ended_is_no_question(marrow: Path, folders: Folders) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom kpidesk.desk import lock\n"
        "lock.acquire(Path(sys.argv[1]), 'noon')\n"
    )
    subprocess.run([sys.executable, "-c", script, str(marrow)], check=True)
    assert locks.lock_path(marrow).exists()
    open_desk(marrow, folders).close()


# -- reading and backups


def test_reading_leaves_no_trace(marrow: Path) -> None:
    before = (marrow.read_bytes(), marrow.stat().st_mtime_ns, sorted(marrow.parent.iterdir()))
    desk = read_desk(marrow)
    with pytest.raises(ReadOnlyDesk), desk.edit("No"):
        pass
    with pytest.raises(ReadOnlyDesk):
        desk.undo()
    desk.close()
    assert (marrow.read_bytes(), marrow.stat().st_mtime_ns, sorted(marrow.parent.iterdir())) == before


def test_a_new_desk_does_not_replace_a_file(desk: Desk, marrow: Path) -> None:
    before = marrow.read_bytes()
    with pytest.raises(NoAccess, match="is there already"):
        save_new(desk, marrow)
    assert marrow.read_bytes() == before


# -- what is no desk


def jpeg() -> bytes:
    return bytes.fromhex("ffd8ffe000104a46494600010100") + bytes(500)


def other_database(tmp_path: Path) -> bytes:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    return path.read_bytes()


def with_header(content: bytes, offset: int, value: int) -> bytes:
    return content[:offset] + struct.pack(">I", value) + content[offset + 4 :]


BAD = {
    "empty": (NotADesk, "is empty"),
    "jpeg": (NotADesk, "not a KPI Desk file"),
    "short text": (NotADesk, "not a KPI Desk file"),
    "other database": (NotADesk, "another program"),
    "newer": (NewerDesk, "newer KPI Desk"),
    "cut in the head": (DamagedDesk, "damaged"),
    "cut in half": (DamagedDesk, "damaged"),
    "page damaged": (DamagedDesk, "damaged"),
    "schema damaged": (DamagedDesk, "damaged"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_told_and_left_alone(
    kind: str, sample_file: Path, tmp_path: Path, folders: Folders
) -> None:
    good = sample_file.read_bytes()
    page = 4096
    content = {
        "empty": b"",
        "jpeg": jpeg(),
        "short text": b"hello",
        "other database": other_database(tmp_path),
        "newer": with_header(good, 60, (FORMAT // 100 + 1) * 100),
        "cut in the head": good[:60],
        "cut in half": good[: len(good) // 2],
        "page damaged": good[: 20 * page] + b"\xa5" * (40 * page) + good[60 * page :],
        "schema damaged": good[:100] + b"\xff" * (page - 100) + good[page:],
    }[kind]
    path = tmp_path / "bad.kpidesk"
    path.write_bytes(content)
    problem, says = BAD[kind]
    for attempt in (read_desk, lambda bad: open_desk(bad, folders)):
        with pytest.raises(problem, match=says):
            attempt(path)
    assert path.read_bytes() == content
    assert not locks.lock_path(path).exists()
    assert list(folders.working.iterdir()) == []


def test_a_newer_minor_format_opens(sample_file: Path, tmp_path: Path, folders: Folders) -> None:
    path = tmp_path / "minor.kpidesk"
    path.write_bytes(with_header(sample_file.read_bytes(), 60, FORMAT + 1))
    desk = open_desk(path, folders)
    assert desk.desk.find(Ring)
    desk.close()


@pytest.mark.parametrize(("name", "says"), [("missing.kpidesk", "There is no file"), (".", "is a folder")])
def test_no_file_at_all(name: str, says: str, tmp_path: Path, folders: Folders) -> None:
    for attempt in (read_desk, lambda path: open_desk(path, folders)):
        with pytest.raises(NotADesk, match=says):
            attempt(tmp_path / name)


def test_problems_have_exit_codes() -> None:
    codes = {
        kind.__name__: kind.exit_code for kind in (NotADesk, NewerDesk, LockedDesk, DamagedDesk, NoAccess)
    }
    assert codes == {"NotADesk": 1, "NewerDesk": 1, "LockedDesk": 1, "DamagedDesk": 3, "NoAccess": 3}
    assert DeskProblem.exit_code == 3


# -- migrations


def test_migrations_lead_to_the_declared_tables() -> None:
    migrated = sqlite3.connect(":memory:")
    migrations.upgrade(migrated)
    engine = sa.create_engine("sqlite://", creator=lambda: migrated, poolclass=sa.StaticPool)
    with engine.connect() as sql:
        assert compare_metadata(MigrationContext.configure(sql), schema.METADATA) == []
    created = sqlite3.connect(":memory:")
    schema.create(created)
    query = "SELECT name, sql FROM sqlite_master WHERE name != 'alembic_version' ORDER BY name"

    def tables(connection: sqlite3.Connection) -> list[tuple[str, list[str]]]:
        """Names with the words of their statements, however these are broken into lines."""
        return [(name, (sql or "").split()) for name, sql in connection.execute(query)]

    assert tables(migrated) == tables(created)
    for pragma in ("application_id", "user_version"):
        assert (
            migrated.execute(f"PRAGMA {pragma}").fetchone() == created.execute(f"PRAGMA {pragma}").fetchone()
        )
    migrated.close()
    created.close()


def test_the_newest_migration_is_the_format(sample_file: Path) -> None:
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert script.get_current_head() == f"{FORMAT:04d}"
    assert check_header(sample_file) == FORMAT
    connection = sqlite3.connect(sample_file)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.REVISION,)]
    connection.close()


def test_a_migration_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE note (taken TEXT)")
    with pytest.raises(sa.exc.OperationalError):
        migrations.upgrade(connection)
    assert [row[0] for row in connection.execute("SELECT name FROM sqlite_master")] == ["note"]
    assert connection.execute("PRAGMA user_version").fetchone() == (0,)
    connection.close()


def test_files_of_released_formats_still_open(folders: Folders, tmp_path: Path) -> None:
    kept = sorted((Path(__file__).parent.parent / "data").glob("format-*.kpidesk"))
    assert kept
    for original in kept:
        path = tmp_path / original.name
        shutil.copyfile(original, path)
        desk = open_desk(path, folders)
        assert desk.desk.integrity() == ()
        assert desk.desk.counts()["result"] == 20
        desk.close()
