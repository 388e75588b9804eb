"""Backups: whole copies of a desk in a folder of their own, made before something risky and every half hour.

A backup is a desk file like any other. Its name tells when it was made (UTC) and why; files that earlier
versions named otherwise are known, too, and are never thinned out.
"""

import contextlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from kpidesk.desk.header import check_header
from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.publishing import disk_problems
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import SUFFIX, backups_of, desk_id_in, read_desk, save_copy, save_new
from kpidesk.system.paths import Folders

TIMER: Final = "timer"
"""The reason of backups that nobody asked for."""
ASKED: Final = "asked"
"""The reason of backups that a person asked for."""
OVERWRITTEN: Final = "overwritten"
"""The reason of another version of the file that a person wrote over."""
UPGRADE: Final = "upgrade"
"""The reason of a file as it was in an earlier format."""
UNSAVED: Final = "unsaved"
"""The reason of work that had not reached its file and was saved elsewhere."""

EVERY: Final = timedelta(minutes=30)
_SPARED: Final = timedelta(days=30)
_KEPT: Final[tuple[tuple[int, Callable[[datetime], object]], ...]] = (
    (12, lambda moment: moment.date()),
    (10, lambda moment: moment.isocalendar()[:2]),
    (9, lambda moment: (moment.year, moment.month)),
)
"""How many are kept: the newest of as many days, weeks and months."""
_NAME: Final = re.compile(r"(\d{8}-\d{6})-([a-z_]+)(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: when it was made, why, its size in bytes, and whether it can be read here."""

    path: Path
    at: datetime
    reason: str
    size: int
    readable: bool

    @property
    def ours(self) -> bool:
        """Whether its name tells when it was made; only such ones are thinned out."""
        return _NAME.fullmatch(self.path.stem) is not None


class Copying:
    """One backup under way. Made on the desk's thread, it owns a copy in memory and runs on any thread.

    `edit` is the newest edit in it.
    """

    def __init__(self, desk: Desk, folder: Path, reason: str, at: datetime) -> None:
        self.edit = desk.last_edit
        self._memory = desk.copy_to_memory()
        self._folder, self._reason, self._at = folder, reason, at

    def run(self) -> Path:
        """Write the backup, then let go of those that may go; its path.

        Raises:
            NoAccess: the folder cannot be written.
        """
        folder, stem = self._folder, f"{self._at.astimezone(UTC):%Y%m%d-%H%M%S}-{self._reason}"
        with disk_problems(folder):
            folder.mkdir(parents=True, exist_ok=True)
            target, number = folder / f"{stem}{SUFFIX}", 1
            while target.exists():
                number += 1
                target = folder / f"{stem}-{number}{SUFFIX}"
        save_copy(self._memory, target)
        thin(folder, self._at)
        return target

    def close(self) -> None:
        """Give the copy in memory up."""
        self._memory.close()


def back_up(desk: Desk, folders: Folders, reason: str, at: datetime) -> Path:
    """Copy the desk into its backup folder and wait for it; the copy's path.

    Args:
        desk: what to copy.
        folders: where the program keeps its files.
        reason: why, as a key of small letters; see `TIMER`.
        at: when; the name tells it.

    Raises:
        NoAccess: the folder cannot be written.
    """
    with contextlib.closing(Copying(desk, backups_of(folders, desk.desk_id), reason, at)) as copying:
        return copying.run()


def backups(folders: Folders, desk_id: str) -> tuple[Backup, ...]:
    """All backups of a desk, the newest first.

    Raises:
        NoAccess: the folder is there and cannot be read.
    """
    folder = backups_of(folders, desk_id)
    with disk_problems(folder):
        found = [*folder.glob(f"*{SUFFIX}")] if folder.is_dir() else []
        found += [path for path in folders.backups.glob(f"*{SUFFIX}") if _is_of(path, desk_id)]
        known = [backup for path in found if (backup := _backup(path)) is not None]
    return tuple(sorted(known, key=lambda each: (each.at, each.path.name), reverse=True))


def in_folder(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder whose names tell when they were made, in no order."""
    known = (_backup(path) for path in folder.glob(f"*{SUFFIX}"))
    return tuple(each for each in known if each is not None and each.ours)


def surplus(made: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """The backups that may go: what is no day's, week's or month's newest of those that are kept.

    What was made for another reason than the timer's stays for thirty days, and the newest always.
    """
    ours = sorted((each for each in made if each.ours), key=lambda each: each.at, reverse=True)
    kept: set[Path] = {each.path for each in ours[:1]}
    for count, period in _KEPT:
        newest: dict[object, Path] = {}
        for each in ours:
            newest.setdefault(period(each.at), each.path)
        kept |= {*[*newest.values()][:count]}
    kept |= {each.path for each in ours if each.reason != TIMER and now - each.at <= _SPARED}
    return tuple(each for each in ours if each.path not in kept)


def thin(folder: Path, now: datetime) -> None:
    """Remove the backups of a folder that may go; one that is in use is left for the next time."""
    with contextlib.suppress(OSError):
        for each in surplus(in_folder(folder), now):
            with contextlib.suppress(OSError):
                each.path.unlink(missing_ok=True)


def restore(backup: Path, path: Path) -> None:
    """Write a backup as a new desk file, in the present format.

    Raises:
        DeskProblem: the backup cannot be read, there is a file already, or the place cannot be written.
    """
    with contextlib.closing(read_desk(backup)) as desk:
        save_new(desk, path)


def remove(backup: Path) -> None:
    """Remove a backup for good.

    Raises:
        NoAccess: it cannot be removed.
    """
    with disk_problems(backup):
        backup.unlink(missing_ok=True)


def _backup(path: Path) -> Backup | None:
    """What a file's name and header tell; None where it has gone meanwhile."""
    try:
        about = path.stat()
    except OSError:
        return None
    at, reason = datetime.fromtimestamp(about.st_mtime, UTC), _other_reason(path)
    if named := _NAME.fullmatch(path.stem):
        with contextlib.suppress(ValueError):  # a day that no calendar has: somebody named it by hand
            at, reason = datetime.strptime(named[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC), named[2]
    return Backup(path, at, reason, about.st_size, _readable(path))


def _other_reason(path: Path) -> str:
    """The reason of a file whose name does not tell it, "" for none; some lie beside the desks' folders."""
    if path.name.startswith(f"{OVERWRITTEN}-"):
        return OVERWRITTEN
    if "-before-upgrade-" in path.name:
        return UPGRADE
    return UNSAVED if path.parent.name == "backups" else ""


def _readable(path: Path) -> bool:
    try:
        check_header(path)
    except DeskProblem:
        return False
    return True


def _is_of(path: Path, desk_id: str) -> bool:
    try:
        return desk_id_in(path) == desk_id
    except DeskProblem:
        return False
