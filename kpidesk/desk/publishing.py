"""Publishing: the person's file becomes what stands in the working copy, all at once or not at all.

The owning thread copies the desk into memory; everything slow runs in `Publication.run` on any
thread. Before the file is replaced its content is compared with what was opened or last published,
and what will be published is written down, so that a crash between the two is recognised.
"""

import contextlib
import errno
import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from kpidesk.desk.header import check_header
from kpidesk.desk.problems import (
    REMEDIES,
    ChangedOnDisk,
    DamagedDesk,
    NoAccess,
    from_os,
    from_sqlite,
)
from kpidesk.system.files import digest_of, is_read_only, replacing, write_atomically

REST: Final = 3.0
SHARE: Final = 20.0


def next_publishing(changed_at: float, finished_at: float, took: float) -> float:
    """When to publish next, in the clock of the arguments (seconds).

    Three seconds after the last change, and never sooner than twenty times what the last one took.
    """
    return max(changed_at + REST, finished_at + SHARE * took)


@dataclass(frozen=True, slots=True)
class State:
    """What a working copy knows of the file: digests (SHA-256) and the edit that was published.

    `pending` and `pending_edit` are set while a publication is about to replace the file.
    """

    path: str
    published: str | None = None
    published_edit: int = 0
    pending: str | None = None
    pending_edit: int = 0

    def settled(self, on_disk: str | None) -> "State":
        """The state once it is known what is on disk: a crash may have come after the replacing."""
        if self.pending is not None and on_disk == self.pending:
            return State(self.path, self.pending, self.pending_edit)
        return State(self.path, self.published, self.published_edit)

    def save(self, file: Path) -> None:
        """Write the state durably."""
        write_atomically(file, json.dumps(asdict(self)).encode())

    @staticmethod
    def load(file: Path) -> "State | None":
        """The state that was saved, None when there is none that can be read."""
        try:
            return State(**json.loads(file.read_bytes()))
        except (OSError, ValueError, TypeError):
            return None


class Publication:
    """One publication under way. Owns `memory`, a copy of the desk at `edit`."""

    def __init__(
        self, memory: sqlite3.Connection, edit: int, state: State, state_file: Path, backups: Path
    ) -> None:
        self._backups = backups
        self._memory = memory
        self._edit = edit
        self._state = state
        self._state_file = state_file

    def run(self, *, overwrite: bool = False) -> State:
        """Replace the file; on any problem it stays as it was. What is overwritten is kept as a backup.

        Raises:
            ChangedOnDisk: the file is not the one we know (unless `overwrite`).
            NoAccess: disk full, no right, read-only file, the folder is gone (as with a stick).
        """
        path = Path(self._state.path)
        with disk_problems(path):
            if not path.parent.is_dir():
                raise NoAccess(REMEDIES[errno.ENOENT], path=path.parent)
            on_disk = digest_of(path)
            # What was noted may tell more than we know: an attempt may have failed after the replacing.
            known = (State.load(self._state_file) or self._state).settled(on_disk)
            if not overwrite and on_disk != known.published:
                raise ChangedOnDisk(path=path)
            if is_read_only(path):
                raise NoAccess("{path} is marked read-only. Save under another name.", path=path)
            if on_disk not in {None, known.published}:
                self._backups.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, self._backups / f"overwritten-{on_disk}-{path.name}")
            with replacing(path) as temporary:
                self._memory.execute("VACUUM INTO ?", (str(temporary),))
                digest = _verified(temporary)
                pending = State(str(path), known.published, known.published_edit, digest, self._edit)
                pending.save(self._state_file)
                if not overwrite and digest_of(path) != on_disk:  # somebody came in between
                    raise ChangedOnDisk(path=path)
            done = State(str(path), digest, self._edit)
            done.save(self._state_file)
            return done

    def close(self) -> None:
        """Give the copy in memory up."""
        self._memory.close()


def _verified(path: Path) -> str:
    """Check that what was written is a whole desk; its digest."""
    check_header(path)
    connection = sqlite3.connect(path)
    try:
        (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    finally:
        connection.close()
    digest = digest_of(path)
    if answer != "ok" or digest is None:
        raise DamagedDesk(path=path, detail=answer)
    return digest


@contextlib.contextmanager
def disk_problems(path: Path) -> Iterator[None]:
    """Turn errors of the disk or of SQLite into problems that people can read."""
    try:
        yield
    except OSError as error:
        raise from_os(error, path) from error
    except sqlite3.Error as error:
        raise from_sqlite(error, path) from error
