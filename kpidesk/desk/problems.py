"""What can be wrong with a desk file or the place where it lies, and what to do about it.

A problem is the environment's fault or the file's, never ours; its text is for the person, in one
sentence or two, with a remedy. `exit_code` is what the command line ends with.
"""

import errno
from typing import TYPE_CHECKING, ClassVar, Final

if TYPE_CHECKING:
    import sqlite3


class DeskProblem(Exception):
    """Base of all problems. `message` is the English text with {placeholders} for `args_`."""

    exit_code: ClassVar[int] = 3
    message: str = ""

    def __init__(self, message: str = "", **arguments: object) -> None:
        self.message = message or self.message
        self.arguments = {key: str(value) for key, value in arguments.items()}
        super().__init__(self.message.format(**self.arguments))


class NotADesk(DeskProblem):
    """The path holds something else, or nothing."""

    exit_code = 1


class NewerDesk(DeskProblem):
    """The file was written by a version of the program that this one does not know."""

    exit_code = 1
    message = (
        "{path} was saved by a newer KPI Desk (format {format}, this program knows {known}). "
        "Please update KPI Desk; the file was not changed."
    )


class LockedDesk(DeskProblem):
    """Somebody else has the desk open."""

    exit_code = 1
    message = (
        "{path} is open by {person} on {machine} since {since}. "
        "Ask them to close it first, or work in a copy of the file."
    )


class DamagedDesk(DeskProblem):
    """The file is a desk but parts of it cannot be read."""

    message = (
        "{path} is damaged and was left as it is: {detail}. Take the newest backup, or a copy from elsewhere."
    )


class NoAccess(DeskProblem):
    """The disk or its rights are in the way."""


class ChangedOnDisk(DeskProblem):
    """The file is no longer the one that was opened: somebody else has written it meanwhile."""

    message = (
        "{path} was changed by another program since it was opened. Your work is safe here; "
        "save it under another name, or overwrite the file."
    )


class ReadOnlyDesk(DeskProblem):
    """An edit was tried on a desk that was opened for reading."""

    message = "This desk is open for reading only; save a copy under another name to change it."


class StillUsed(DeskProblem):
    """A record cannot be removed because others need it."""

    message = "{what} is still used by {users}. Change or remove those first."


class AlreadyThere(DeskProblem):
    """A record would repeat what must occur once."""

    message = "There is already one like this: {what}."


class PapersInBox(DeskProblem):
    """Undo would take a secret vote away, and with it the papers that lie in its box."""

    message = (
        "Papers lie in the box of this secret vote; to take its beginning back would lose them. "
        "Open the box, or give the vote up."
    )


class NoFurtherCopy(DeskProblem):
    """This desk cannot give out a letter to another recorder."""


REMEDIES: Final = {
    errno.ENOENT: "There is nothing at {path}.",
    errno.ENOSPC: "The disk with {path} is full. Free some space or choose another place.",
    errno.EDQUOT: "Your share of the disk with {path} is used up. Free some space or choose another place.",
    errno.EROFS: "{path} lies on a disk that cannot be written. Choose another place.",
    errno.EACCES: "You may not write or read {path}. Choose another place or ask for the right to.",
    errno.EPERM: "You may not write or read {path}. Choose another place or ask for the right to.",
    errno.EISDIR: "{path} is a folder, not a file.",
    errno.ENOTDIR: "A part of {path} is a file, not a folder.",
    errno.EEXIST: "{path} is in the way: there is a file with the name of the folder.",
    errno.ENAMETOOLONG: "The name {path} is too long for this disk. Choose a shorter one.",
    errno.EIO: "The disk with {path} does not answer as it should. Check it, and choose another place.",
}


def from_os(error: OSError, path: object) -> NoAccess:
    """The problem behind an error of the operating system."""
    known = REMEDIES.get(error.errno or 0)
    if known:
        return NoAccess(known, path=path)
    return NoAccess("{path} cannot be used: {detail}.", path=path, detail=error.strerror or error)


def from_sqlite(error: "sqlite3.Error", path: object) -> DeskProblem:
    """The problem behind an error of SQLite, by its primary result code."""
    import sqlite3  # noqa: PLC0415 - the command line imports problems before anything else, the window too

    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return NoAccess(REMEDIES[errno.ENOSPC], path=path)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}:
        return NoAccess(REMEDIES[errno.EACCES], path=path)
    if code == sqlite3.SQLITE_IOERR:
        return NoAccess(REMEDIES[errno.EIO], path=path)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return NoAccess("{path} cannot be used: {detail}.", path=path, detail=error)
    if code == sqlite3.SQLITE_NOTADB:
        return NotADesk("{path} is not a KPI Desk file.", path=path)
    return DamagedDesk(path=path, detail=error)
