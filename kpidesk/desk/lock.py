"""The lock beside a desk file: who has it open for changing.

Invariant: a lock file is made exclusively, so of two programs only one gets it. A lock whose
process is gone is taken over silently; that of a running process or another machine never is.
"""

import dataclasses
import json
import os
from pathlib import Path

from kpidesk.desk.problems import LockedDesk, from_os
from kpidesk.system import machine
from kpidesk.system.machine import Holder


class Lock:
    """A held lock; `release` gives it up."""

    def __init__(self, path: Path, holder: Holder) -> None:
        self.path = path
        self.holder = holder

    def release(self) -> None:
        """Remove the lock if it is still ours."""
        if read(self.path) == self.holder:
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


def acquire(desk: Path, since: str, *, take_over: bool = False) -> Lock:
    """Take the lock of a desk file.

    Args:
        desk: the desk file.
        since: the present time, ISO.
        take_over: take it from a running holder; ask the person first.

    Raises:
        LockedDesk: somebody who runs, or another machine, holds it.
        NoAccess: the folder does not let us write.
    """
    path, holder = lock_path(desk), machine.this_process(since)
    for _ in range(3):  # another program may take over the same stale lock at the same moment
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            _remove_stale(desk, path, take_over=take_over)
            continue
        except OSError as error:
            raise from_os(error, path.parent) from error
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(dataclasses.asdict(holder), file)
        return Lock(path, holder)
    raise LockedDesk(path=desk, person="somebody", machine="another computer", since=since)


def _remove_stale(desk: Path, path: Path, *, take_over: bool) -> None:
    other = read(path)
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
