"""The lock beside a desk file: who has it open for changing.

Invariant: a lock file is made exclusively, so of two programs only one gets it. A lock whose
process is gone is taken over silently; that of a running process or another machine never is.
"""

import contextlib
import dataclasses
import json
import os
import time
from pathlib import Path
from typing import Final

from kpidesk.desk.problems import LockedDesk, from_os
from kpidesk.system import machine
from kpidesk.system.machine import Holder

_PATIENCE: Final = 5
_PAUSE: Final = 0.1


class Lock:
    """A held lock; `release` gives it up."""

    def __init__(self, path: Path, holder: Holder) -> None:
        self.path = path
        self.holder = holder

    @property
    def ours(self) -> bool:
        """Whether nobody has taken the lock over."""
        return read(self.path) == self.holder

    def release(self) -> None:
        """Remove the lock if it is still ours. One that stays is taken over once our process is gone."""
        if self.ours:
            with contextlib.suppress(OSError):  # the stick may have been pulled
                self.path.unlink(missing_ok=True)


def lock_path(desk: Path) -> Path:
    """Where the lock of a desk file lies."""
    return desk.with_name(desk.name + ".lock")


def read(path: Path) -> Holder | None:
    """The holder that a lock file names; None when there is none or it cannot be read."""
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def acquire(desk: Path, since: str, *, take_over: bool = False, beside: Path | None = None) -> Lock:
    """Take the lock of a desk file.

    Args:
        desk: the desk file.
        since: the present time, ISO.
        take_over: take it from a running holder; ask the person first.
        beside: the file that the lock lies beside, where that cannot be the desk file.

    Raises:
        LockedDesk: somebody who runs, or another machine, holds it.
        NoAccess: the folder does not let us write.
    """
    path, holder = lock_path(beside or desk), machine.this_process(since)
    for _ in range(3):  # another program may take over the same stale lock at the same moment
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            _remove_stale(desk, path, take_over=take_over)
            continue
        except OSError as error:
            raise from_os(error, path.parent) from error
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(dataclasses.asdict(holder), file)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise from_os(error, path.parent) from error
        lock = Lock(path, holder)
        if lock.ours:
            return lock
    raise LockedDesk(path=desk, person="somebody", machine="another computer", since=since)


def _written(path: Path) -> Holder | None:
    """The holder that a lock file names; its writer is given half a second, as a lock begins empty."""
    for _ in range(_PATIENCE):
        holder = read(path)
        if holder is not None or not path.exists():
            return holder
        time.sleep(_PAUSE)
    return read(path)


def _remove_stale(desk: Path, path: Path, *, take_over: bool) -> None:
    other = _written(path)
    if other is not None and not take_over and not machine.is_gone(other):
        raise LockedDesk(path=desk, person=other.person, machine=other.machine, since=other.since)
    # A lock that cannot be read was left by a crash while it was written: nobody works under it.
    # Renaming first makes sure that only one of several finders removes it.
    grave = path.with_name(f".{path.name}.{os.getpid()}.old")
    try:
        path.rename(grave)
    except FileNotFoundError:
        return
    except OSError as error:
        raise from_os(error, path.parent) from error
    grave.unlink(missing_ok=True)
