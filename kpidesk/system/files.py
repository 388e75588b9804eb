"""Files that are either the old or the new version, never half of one."""

import contextlib
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder durable. Windows has no such call and needs none.

    Some network and shared folders cannot do it; the rename has happened all the same.
    """
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_file(path: Path) -> None:
    """Make a file's content durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the same folder that takes the place of `path` when all went well.

    The new file keeps the old one's permissions. On any error the old file stays as it was.
    """
    temporary = _beside(path)
    try:
        yield temporary
        _put_in_place(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def _put_in_place(temporary: Path, path: Path) -> None:
    if path.exists():
        shutil.copymode(path, temporary)
    sync_file(temporary)
    temporary.replace(path)
    sync_folder(path.parent)


def write_where_free(path: Path, write: Callable[[Path], object]) -> Path:
    """Write a file whole; if another program has the one of that name open, under a free name beside it.

    Args:
        path: where it is to go.
        write: is given the temporary path to write to.

    Returns:
        Where it went.

    Raises:
        OSError: it cannot be written there at all.
    """
    temporary, place = _beside(path), free_name(path) if is_open_elsewhere(path) else path
    try:
        write(temporary)
        try:
            _put_in_place(temporary, place)
        except PermissionError:  # Windows lets nobody replace what is open
            if not place.is_file():
                raise
            place = free_name(path)
            _put_in_place(temporary, place)
    finally:
        temporary.unlink(missing_ok=True)
    return place


def is_open_elsewhere(path: Path) -> bool:
    """Whether a file is open in Excel or LibreOffice, which leave a mark beside it meanwhile."""
    marks = (f"~${path.name}", f".~lock.{path.name}#")
    return path.exists() and any(path.with_name(mark).exists() for mark in marks)


def free_name(path: Path) -> Path:
    """The path if no file is there yet, else name (2).xlsx and so on."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def write_atomically(path: Path, content: bytes) -> None:
    """Replace the content of a file durably."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file's content, None when there is no file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def is_read_only(path: Path) -> bool:
    """Whether a file is marked read-only, also for a person whom the mark would not stop."""
    return path.exists() and not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
