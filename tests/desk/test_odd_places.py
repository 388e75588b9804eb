"""Names, disks and neighbours that are not as one would wish: nothing is lost, nobody is accused wrongly."""

import json
import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path, PureWindowsPath

import pytest

from kpidesk.desk import lock as locks
from kpidesk.desk import publishing, workfile
from kpidesk.desk.problems import ChangedOnDisk, LockedDesk, NoAccess, NotADesk, from_sqlite
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import OpenDesk, open_desk, read_desk
from kpidesk.domain.results import Ring
from kpidesk.system import files, machine
from kpidesk.system.paths import Folders


@pytest.fixture
def opened(marrow: Path, folders: Folders) -> Iterator[OpenDesk]:
    desk = open_desk(marrow, folders, who="tester")
    yield desk
    desk.close()


def add_ring(desk: Desk, name: str) -> None:
    with desk.edit(f"Add {name}") as edit:
        position = max(ring.position for ring in edit.find(Ring)) + 1
        edit.put(Ring(id=edit.new_id(), position=position, name=name))


def ring_names(path: Path) -> set[str]:
    desk = read_desk(path)
    try:
        return {ring.name for ring in desk.find(Ring)}
    finally:
        desk.close()


# -- names


@pytest.mark.parametrize("name", ["Plan #2", "100%41", "why?", "a&b=c;d", "Zoë’s 水", "it's"])
def test_a_desk_may_have_any_name(name: str, sample_file: Path, tmp_path: Path, folders: Folders) -> None:
    path = tmp_path / name / f"{name}.kpidesk"
    path.parent.mkdir()
    shutil.copyfile(sample_file, path)
    desk = open_desk(path, folders)
    add_ring(desk.desk, "Fifth")
    desk.publish()
    desk.close()
    assert "Fifth" in ring_names(path)


def test_a_desk_may_lie_on_a_windows_share() -> None:
    assert (
        workfile.uri(PureWindowsPath(r"\\server\our share\x.kpidesk"))
        == "file:////server/our%20share/x.kpidesk"
    )
    assert workfile.uri(PureWindowsPath(r"C:\Plan #2.kpidesk")) == "file:///C:/Plan%20%232.kpidesk"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_name_that_is_no_text_is_told(sample_file: Path, tmp_path: Path, folders: Folders) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.kpidesk"))
    shutil.copyfile(sample_file, path)
    with pytest.raises(NotADesk, match="cannot be reached"):
        open_desk(path, folders)


def test_a_file_with_the_mark_of_a_write_ahead_log_is_read(marrow: Path, folders: Folders) -> None:
    connection = sqlite3.connect(marrow)
    assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    connection.close()
    assert "Purpose" in ring_names(marrow)
    open_desk(marrow, folders).close()


# -- publishing


def test_our_own_file_is_never_taken_for_anothers(
    opened: OpenDesk, marrow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error after the file was replaced leaves us with an old idea of it; the note knows better."""
    add_ring(opened.desk, "Fifth")
    with monkeypatch.context() as broken:

        def fail(_: Path) -> None:
            raise OSError(5, "no answer")

        broken.setattr(files, "sync_folder", fail)
        broken.setattr(publishing.State, "save", lambda *_: None)
        with pytest.raises(NoAccess):
            opened.publish()
    state_file = next(iter(marrow.parent.glob("data/working/*.json")))
    noted = replace(opened._state, pending=files.digest_of(marrow), pending_edit=opened.desk.last_edit)
    state_file.write_text(json.dumps(asdict(noted)))
    add_ring(opened.desk, "Sixth")
    opened.publish()
    assert {"Fifth", "Sixth"} <= ring_names(marrow)


def test_a_folder_that_cannot_be_synced_is_good_enough(
    opened: OpenDesk, marrow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fail(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112
            raise OSError(22, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", fail)
    add_ring(opened.desk, "Fifth")
    opened.publish()
    assert "Fifth" in ring_names(marrow)


def test_somebody_who_comes_in_between_is_noticed(
    opened: OpenDesk, marrow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = marrow.read_bytes() + b"\0"
    real = publishing._verified

    def slow(path: Path) -> str:
        marrow.write_bytes(theirs)
        return real(path)

    monkeypatch.setattr(publishing, "_verified", slow)
    add_ring(opened.desk, "Fifth")
    with pytest.raises(ChangedOnDisk):
        opened.publish()
    assert marrow.read_bytes() == theirs


def test_a_stick_that_was_pulled_is_no_conflict(sample_file: Path, tmp_path: Path, folders: Folders) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copyfile(sample_file, stick / "desk.kpidesk")
    desk = open_desk(stick / "desk.kpidesk", folders)
    add_ring(desk.desk, "Fifth")
    stick.rename(tmp_path / "pulled")
    with pytest.raises(NoAccess, match="There is nothing at"):
        desk.publish()
    (tmp_path / "pulled").rename(stick)
    desk.publish()
    desk.close()
    assert "Fifth" in ring_names(stick / "desk.kpidesk")


# -- neighbours


def test_taking_over_takes_the_edits_along(marrow: Path, folders: Folders) -> None:
    first = open_desk(marrow, folders)
    add_ring(first.desk, "Fifth")
    second = open_desk(marrow, folders, take_over=True)
    assert second.recovered
    second.publish()
    second.close()
    add_ring(first.desk, "Sixth")
    first.close()
    again = open_desk(marrow, folders)
    assert {"Fifth", "Sixth"} <= {ring.name for ring in again.desk.find(Ring)}
    again.close()


def test_who_was_taken_over_is_refused_rather_than_lost(marrow: Path, folders: Folders) -> None:
    first = open_desk(marrow, folders)
    second = open_desk(marrow, folders, take_over=True)
    with pytest.raises(NoAccess):
        add_ring(first.desk, "Fifth")
    second.close()
    first.close()


def test_closing_takes_no_copy_from_who_took_over(marrow: Path, folders: Folders) -> None:
    first = open_desk(marrow, folders)
    second = open_desk(marrow, folders, take_over=True)
    first.close()
    (copy,) = folders.working.glob("*.kpidesk")
    assert copy.exists()
    second.close()


def test_a_desk_in_a_closed_place_is_open_once(
    marrow: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path) == locks.lock_path(marrow):
            raise PermissionError(13, "Permission denied")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    first = open_desk(marrow, folders)
    with pytest.raises(LockedDesk, match=marrow.name):
        open_desk(marrow, folders)
    first.close()
    assert list(folders.working.iterdir()) == []


def test_a_lock_that_is_being_written_is_waited_for(marrow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = locks.lock_path(marrow)
    holder = machine.this_process("noon")
    path.touch()
    asleep = threading.Event()

    def sleep(_: float) -> None:
        asleep.set()
        path.write_text(json.dumps(asdict(holder)))

    monkeypatch.setattr(locks.time, "sleep", sleep)
    with pytest.raises(LockedDesk):
        locks.acquire(marrow, "noon")
    assert asleep.is_set()
    assert locks.read(path) == holder


def test_a_full_disk_leaves_no_half_lock(marrow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(locks.json, "dump", fail)
    with pytest.raises(NoAccess, match="is full"):
        locks.acquire(marrow, "noon")
    assert not locks.lock_path(marrow).exists()


def test_setting_the_clock_makes_nobody_look_gone() -> None:
    here = machine.this_process("noon")
    assert not machine.is_gone(here)
    assert not machine.is_gone(replace(here, started=here.started - 3600, boot=here.boot - 3600))
    assert machine.is_gone(replace(here, started=here.started - 3600))


# -- errors


def test_a_copy_that_cannot_be_opened_leaves_no_lock(
    marrow: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(workfile, "Desk", fail)
    with pytest.raises(Exception, match="disk I/O"):
        open_desk(marrow, folders)
    assert not locks.lock_path(marrow).exists()


def test_a_data_folder_that_cannot_be_made_is_told(marrow: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(NoAccess, match="taken"):
        open_desk(marrow, Folders(tmp_path / "taken"))


def test_a_busy_desk_is_not_called_damaged(tmp_path: Path) -> None:
    one, other = (sqlite3.connect(tmp_path / "x.db", timeout=0, isolation_level=None) for _ in range(2))
    one.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as busy:
        other.execute("BEGIN IMMEDIATE")
    assert isinstance(from_sqlite(busy.value, "x"), NoAccess)
    one.close()
    other.close()
