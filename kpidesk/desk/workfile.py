"""Opening, creating and publishing desk files.

Invariant: the person's file is never written in place. All edits commit in a working copy in the
per-user folder; the file is only ever replaced as a whole.
"""

import contextlib
import hashlib
import os
import shutil
import sqlite3
from pathlib import Path, PurePath
from typing import Final

from kpidesk.desk import lock as locks
from kpidesk.desk import schema
from kpidesk.desk.header import FORMAT, check_header
from kpidesk.desk.problems import DamagedDesk, NoAccess, NotADesk
from kpidesk.desk.publishing import Publication, State, disk_problems
from kpidesk.desk.store import Desk
from kpidesk.system.clock import Clock, IdSource, NewId
from kpidesk.system.clock import now as real_now
from kpidesk.system.files import digest_of, replacing
from kpidesk.system.machine import person
from kpidesk.system.paths import Folders

SUFFIX: Final = ".kpidesk"


class OpenDesk:
    """A desk file opened for changing: its working copy, its lock, and when it was last published.

    `recovered` tells that the working copy held edits that had not reached the file; `conflict`
    that the file was changed by somebody else meanwhile. `backups` is the folder of its backups.
    """

    def __init__(
        self,
        path: Path,
        copy: Path,
        state: State,
        lock: locks.Lock,
        desk: Desk,
        backups: Path,
        *,
        taken_over: bool = False,
    ) -> None:
        self.path = path
        self.desk = desk
        self.recovered = desk.last_edit > state.published_edit
        self.conflict = digest_of(path) != state.published
        self._copy = copy
        self.backups = backups
        self._state = state
        self._lock = lock
        self._taken_over = taken_over

    @property
    def unpublished(self) -> bool:
        """Whether the desk holds edits that the file does not."""
        return self.desk.last_edit > self._state.published_edit

    def prepare(self) -> Publication:
        """Copy the desk into memory, on the desk's thread; the rest may run on another."""
        return Publication(
            self.desk.copy_to_memory(),
            self.desk.last_edit,
            self._state,
            _state_file(self._copy),
            self.backups,
        )

    def finished(self, state: State) -> None:
        """Take note of a publication that went well."""
        self._state = state
        self.conflict = False

    def publish(self, *, overwrite: bool = False) -> None:
        """Publish now and wait. Raises ChangedOnDisk or NoAccess; nothing is lost then."""
        publication = self.prepare()
        try:
            self.finished(publication.run(overwrite=overwrite))
        finally:
            publication.close()

    def close(self, *, set_aside: bool = False) -> None:
        """Give everything up.

        The working copy stays where it holds edits that were not published, and where a desk was taken
        over: then the other program may still work in it. With `set_aside` it is put out of the way, so
        that the file is opened as it is next time: for work that was saved elsewhere.
        """
        shared = self._taken_over or not self._lock.ours
        keep = self.unpublished or self.conflict
        self.desk.close()
        with contextlib.suppress(OSError):  # what stays is copied over at the next opening
            if not shared and not keep:
                self._copy.unlink(missing_ok=True)
                _state_file(self._copy).unlink(missing_ok=True)
            elif not shared and set_aside:
                _set_aside(self._copy)
        self._lock.release()  # last: whoever opens the desk next makes a working copy of the same name


def open_desk(
    path: Path,
    folders: Folders,
    *,
    who: str | None = None,
    clock: Clock = real_now,
    new_id: NewId | None = None,
    take_over: bool = False,
) -> OpenDesk:
    """Open a desk file for changing.

    A working copy with edits that had not reached the file is taken up again (see `recovered`).

    Raises:
        NotADesk, NewerDesk, DamagedDesk, LockedDesk, NoAccess: see there; nothing was changed.
    """
    path = _resolved(path)
    check_header(path)
    with disk_problems(folders.root):
        working = folders.working
    copy = working / f"{_key(path, desk_id_in(path))}{SUFFIX}"
    with contextlib.ExitStack() as undoing, disk_problems(path):
        lock = _locked(path, copy, clock().isoformat(timespec="seconds"), take_over=take_over)
        undoing.callback(lock.release)
        state = _taken_up(copy, path) or _copy_in(path, copy)
        connection = sqlite3.connect(copy)
        undoing.callback(connection.close)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        # That of the copy: one that was taken up again may be older than the file is by now.
        if connection.execute("PRAGMA user_version").fetchone()[0] < FORMAT:
            _migrate(connection, path, folders)
        desk = Desk(connection, who=who or person(), clock=clock, new_id=new_id)
        backups = backups_of(folders, desk.desk_id)
        opened = OpenDesk(path, copy, state, lock, desk, backups, taken_over=take_over)
        undoing.pop_all()
    return opened


def read_desk(path: Path) -> Desk:
    """A read-only desk in memory. The file is read once: never locked, migrated or written.

    Raises:
        NotADesk, NewerDesk, DamagedDesk, NoAccess: see there.
    """
    path = _resolved(path)
    file_format = check_header(path)
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    with contextlib.ExitStack() as undoing, disk_problems(path):
        undoing.callback(memory.close)
        content = bytearray(path.read_bytes())
        # Other programs may leave the mark of a write-ahead log, which nothing in memory can have.
        content[18:20] = b"\1\1"
        memory.deserialize(content)
        if file_format < FORMAT:
            from kpidesk.desk.migrations import upgrade  # noqa: PLC0415 - alembic takes 0.2 s to import

            upgrade(memory)
        _check_tables(memory, path)
        desk = Desk(memory, writable=False)
        undoing.pop_all()
    return desk


def new_desk(*, who: str | None = None, clock: Clock = real_now, new_id: NewId | None = None) -> Desk:
    """A new, empty desk in memory, to be filled and then given to `save_new`."""
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    schema.create(memory)
    facts = {"desk_id": (new_id or IdSource())(), "made": clock().isoformat()}
    memory.executemany("INSERT INTO about VALUES (?, ?)", facts.items())
    memory.commit()
    return Desk(memory, who=who or person(), clock=clock, new_id=new_id)


def save_new(desk: Desk, path: Path) -> None:
    """Write a desk to a new file.

    Raises:
        NoAccess: the file is there already, or the place cannot be written.
    """
    check_new(path)
    path = _resolved(path)
    with contextlib.closing(desk.copy_to_memory()) as memory:
        save_copy(memory, path)


def check_new(path: Path) -> None:
    """Look whether a new file can be made at a place; nothing is written.

    Raises:
        NoAccess: there is one already, or no folder, or the place cannot be looked at.
    """
    path = _resolved(path)
    with disk_problems(path):
        if path.exists():
            raise NoAccess("{path} is there already. Choose another name.", path=path)
        if not path.parent.is_dir():
            raise NoAccess("There is no folder {path}. Choose another place.", path=path.parent)


def save_copy(memory: sqlite3.Connection, path: Path) -> None:
    """Write a desk that was copied into memory to a file, on any thread.

    Raises:
        NoAccess: the place cannot be written.
    """
    with disk_problems(path), replacing(path) as temporary:
        memory.execute("VACUUM INTO ?", (str(temporary),))


def backups_of(folders: Folders, desk_id: str) -> Path:
    """The folder of a desk's backups, which may not be there yet."""
    return folders.root / "backups" / (desk_id or "unknown")


def _locked(path: Path, copy: Path, since: str, *, take_over: bool) -> locks.Lock:
    """The lock: beside the working copy where the place of the file cannot be written.

    A desk on a write-protected stick is worth opening: the work can be saved elsewhere.
    """
    try:
        return locks.acquire(path, since, take_over=take_over)
    except NoAccess:
        return locks.acquire(path, since, take_over=take_over, beside=copy)


def _resolved(path: Path) -> Path:
    try:
        resolved = path.expanduser().resolve()
        str(resolved).encode()  # SQLite takes no other names
    except (OSError, RuntimeError, UnicodeError) as error:
        raise NotADesk("{path} cannot be reached: {detail}.", path=path, detail=error) from error
    return resolved


def _key(path: Path, desk_id: str) -> str:
    """The name of a working copy: readable, and another one for each desk and each place."""
    stem = "".join(c if c.isalnum() else "-" for c in path.stem)[:40]
    return f"{stem}-{hashlib.sha256(os.fsencode(f'{desk_id} {path}')).hexdigest()[:16]}"


def uri(path: PurePath) -> str:
    """A file's address for SQLite. It refuses the server's name of a Windows share in its usual place."""
    address = path.as_uri()
    return address.replace("file://", "file:////", 1) if path.drive.startswith("\\\\") else address


def desk_id_in(path: Path) -> str:
    """The id of the desk in a file, read without leaving a trace."""
    address = f"{uri(path)}?immutable=1"
    with disk_problems(path), contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        found = connection.execute("SELECT value FROM about WHERE key = 'desk_id'").fetchone()
    return str(found[0]) if found else ""


def _state_file(copy: Path) -> Path:
    return copy.with_suffix(".json")


def _copy_in(path: Path, copy: Path) -> State:
    """Make a fresh working copy of the file."""
    _state_file(copy).unlink(missing_ok=True)  # so that a crash leaves no new copy with an old state
    with replacing(copy) as temporary:
        shutil.copyfile(path, temporary)
        digest = digest_of(temporary)
        with contextlib.closing(sqlite3.connect(temporary)) as connection:
            _check_tables(connection, path)
            edit = _last_edit(connection)
    state = State(str(path), digest, edit)
    state.save(_state_file(copy))
    return state


def _last_edit(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM journal_edit").fetchone()[0])


def _taken_up(copy: Path, path: Path) -> State | None:
    """The state of a working copy that holds edits the file has not; None to copy the file anew.

    A copy that cannot be read, or whose state is lost, is set aside and never written over.
    """
    if not copy.exists():
        return None
    state = State.load(_state_file(copy))
    last = 0
    try:
        with contextlib.closing(
            sqlite3.connect(copy)
        ) as connection:  # rolls back what a crash left half done
            last = _last_edit(connection)
    except sqlite3.Error:
        state = None
    if state is None:
        _set_aside(copy)
        return None
    state = state.settled(digest_of(path))
    return state if last > state.published_edit else None


def _set_aside(copy: Path) -> None:
    """Put a working copy out of the way, under a name that is free; nothing is ever deleted."""
    number = 1
    while (aside := copy.with_name(f"set-aside-{number}-{copy.name}")).exists():
        number += 1
    journal = copy.with_name(f"{copy.name}-journal")
    if journal.exists():  # first: together they are whole, and a copy without it would not be
        journal.rename(aside.with_name(f"{aside.name}-journal"))
    copy.rename(aside)


def _check_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Read through the whole file once: a damaged page shows now, not in the middle of a workshop."""
    (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise DamagedDesk(path=path, detail=answer)


def _migrate(connection: sqlite3.Connection, path: Path, folders: Folders) -> None:
    """Bring a working copy to the present format, with a copy of the old file as backup."""
    from kpidesk.desk.migrations import upgrade  # noqa: PLC0415 - alembic takes 0.2 s to import

    shutil.copyfile(path, folders.backups / f"{path.stem}-before-upgrade-{digest_of(path)}{SUFFIX}")
    upgrade(connection)
