"""What is written down when the program itself fails: a local zip without anybody's texts.

The message of an exception, its arguments and local variables may quote a person's text, and paths hold names
of people and desks. So of a failure only types, our own files, lines and functions are kept, and of what was
done before only keys of our own tables. Nothing is ever sent anywhere.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Final

from kpidesk import __version__
from kpidesk.system.paths import Folders

_KEY: Final = re.compile(r"[a-z][a-z0-9_.-]{0,59}")
_LARGEST: Final = 64_000  # bytes of the log, of which the newer half is kept then
_LAST: Final = 200  # lines of the log in a report
_PARTS: Final = 4  # of the path of a file of code: kpidesk/ui/results/canvas.py, but nobody's home folder


def note(folders: Folders, key: str) -> None:
    """Note in the log that something was done, by its key in one of our tables; never in words.

    A log that cannot be written is done without.
    """
    told = key if _KEY.fullmatch(key) else "?"
    try:
        path = _log(folders)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST:
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            path.write_text("".join(lines[len(lines) // 2 :]), encoding="utf-8")
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{_told(datetime.now(UTC))} {told}\n")
    except (OSError, ValueError):
        return


def write_crash(error: BaseException, folders: Folders) -> Path:
    """Write where and how it failed, not what was being worked on; the zip's path.

    Raises:
        OSError: the folder cannot be written.
    """
    import zipfile  # noqa: PLC0415 - only when needed: the log is there before the window is painted

    at = datetime.now(UTC)
    path = _free(folders.reports / f"crash-{at:%Y%m%d-%H%M%S}.zip")
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", "\n".join(_report(error, at)) + "\n")
        archive.writestr("log.txt", "".join(_last_lines(folders)))
    return path


def _log(folders: Folders) -> Path:
    return folders.root / "log.txt"


def _told(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def _report(error: BaseException, at: datetime) -> Iterator[str]:
    import platform  # noqa: PLC0415 - as above
    import traceback  # noqa: PLC0415

    packed = "packaged" if getattr(sys, "frozen", False) else "not packaged"
    yield f"KPI Desk {__version__} ({packed}), Python {platform.python_version()}, {platform.platform()}"
    yield f"{_told(at)} UTC"
    seen: BaseException | None = error
    while seen is not None:
        yield f"{type(seen).__module__}.{type(seen).__qualname__}"
        for frame in traceback.extract_tb(seen.__traceback__):
            yield f"  {'/'.join(PurePath(frame.filename).parts[-_PARTS:])}:{frame.lineno} {frame.name}"
        seen = seen.__cause__ or seen.__context__


def _last_lines(folders: Folders) -> list[str]:
    try:
        return _log(folders).read_text(encoding="utf-8").splitlines(keepends=True)[-_LAST:]
    except (OSError, ValueError):
        return []
