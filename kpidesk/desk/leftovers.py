"""Working copies whose edits never reached the person's file, for Home to offer."""

import contextlib
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kpidesk.desk import lock as locks
from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.publishing import State, disk_problems
from kpidesk.desk.workfile import SUFFIX, desk_id_in, read_desk, save_new
from kpidesk.system.machine import is_gone
from kpidesk.system.paths import Folders

_ASIDE = "set-aside-"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A working copy that nobody works in. `file` is the person's file, None where that is not known."""

    copy: Path
    file: Path | None
    changed: datetime
    edits: int

    @property
    def name(self) -> str:
        """What people call it."""
        if self.file is not None:
            return self.file.stem
        # set-aside-1-NAME-0123456789abcdef
        return self.copy.stem.removeprefix(_ASIDE).partition("-")[2].rpartition("-")[0]


def leftovers(folders: Folders) -> tuple[Leftover, ...]:
    """All of them, the latest first. What cannot be read is passed over; it stays where it is."""
    found = []
    with contextlib.suppress(OSError):
        for copy in folders.working.glob(f"*{SUFFIX}"):
            with contextlib.suppress(OSError, sqlite3.Error):
                if leftover := _look(copy):
                    found.append(leftover)
    return tuple(sorted(found, key=lambda each: each.changed, reverse=True))


def leftovers_of(folders: Folders, desk_id: str) -> tuple[Leftover, ...]:
    """Those of one desk."""
    return tuple(each for each in leftovers(folders) if _is_of(each.copy, desk_id))


def save_leftover(leftover: Leftover, path: Path) -> None:
    """Write a leftover to a new file of the person; the working copy goes to the backups.

    Raises:
        DeskProblem: it cannot be read, or the place cannot be written; nothing was changed.
    """
    desk = read_desk(leftover.copy)
    try:
        save_new(desk, path)
    finally:
        desk.close()
    with disk_problems(leftover.copy):
        backups = leftover.copy.parent.parent / "backups"
        backups.mkdir(exist_ok=True)
        leftover.copy.replace(backups / leftover.copy.name)
        leftover.copy.with_suffix(".json").unlink(missing_ok=True)


def _look(copy: Path) -> Leftover | None:
    changed = datetime.fromtimestamp(copy.stat().st_mtime, UTC)
    edits = _last_edit(copy)
    if copy.name.startswith(_ASIDE):
        return Leftover(copy, None, changed, edits)
    state = State.load(copy.with_suffix(".json"))
    if state is None or edits <= state.published_edit:
        return None
    file = Path(state.path)
    for lock in (locks.lock_path(file), locks.lock_path(copy)):
        holder = locks.read(lock)
        if holder is not None and not is_gone(holder):
            return None  # somebody works in it just now
    return Leftover(copy, file, changed, edits - state.published_edit)


def _is_of(copy: Path, desk_id: str) -> bool:
    try:
        return desk_id_in(copy) == desk_id
    except DeskProblem:
        return False


def _last_edit(copy: Path) -> int:
    with contextlib.closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as connection:
        (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM journal_edit").fetchone()
    return int(last)
