"""What is written down when the program itself fails: a local file without anybody's texts."""

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from kpidesk import __version__


def write_crash(error: BaseException, folder: Path) -> Path:
    """Write where and how it failed, not what was being worked on; the file's path.

    The message of an exception may quote a person's text, so only its type is kept.
    """
    at = datetime.now(UTC)
    lines = [
        f"KPI Desk {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"{at:%Y-%m-%d %H:%M:%S} UTC",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines.extend(
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        )
        seen = seen.__cause__ or seen.__context__
    path = folder / f"crash-{at:%Y%m%d-%H%M%S}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
