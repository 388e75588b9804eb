"""What the window remembers from one time to the next: a small JSON file in the person's own folder.

A setting that is missing, damaged or of another kind takes its default: a window always starts. What a newer
program wrote is read as far as it is known here and kept for it, so that people can go back and forth.
"""

import contextlib
import json
from pathlib import Path
from typing import Final, TypeVar

from kpidesk.system.paths import Folders

_T = TypeVar("_T", bool, int, str)
_MOST_RECENT: Final = 12
VERSION: Final = 1
"""Raised when the meaning of a setting changes; a new setting needs no new number."""
_VERSION: Final = "version"


class Settings:
    """Remembered values by name; written at once."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._path: Path | None = None
        self._values: dict[str, object] = self._found()

    def _found(self) -> dict[str, object]:
        with contextlib.suppress(OSError, ValueError):  # damaged or unreadable: begin anew
            found = json.loads(self._file().read_text(encoding="utf-8"))
            if isinstance(found, dict):
                return found
        return {}

    def _file(self) -> Path:
        if self._path is None:
            self._path = self._folders.root / "settings.json"
        return self._path

    def get(self, name: str, default: _T) -> _T:
        """The remembered value if it is of the default's kind, else the default."""
        value = self._values.get(name)
        return value if type(value) is type(default) else default

    def set(self, name: str, value: bool | int | str | list[str]) -> None:
        """Remember a value; where that is not possible, the window does without."""
        self._values |= self._found()  # what other windows have remembered meanwhile
        if self._values.get(name) == value:
            return
        self._values[name] = value
        self._values[_VERSION] = max(VERSION, self.get(_VERSION, VERSION))
        with contextlib.suppress(OSError):
            self._file().parent.mkdir(parents=True, exist_ok=True)
            temporary = self._file().with_suffix(".new")
            temporary.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            temporary.replace(self._file())

    # -- desks opened lately

    @property
    def recent(self) -> list[Path]:
        """Desks opened lately, the last one first; they may be gone meanwhile."""
        found = self._values.get("recent")
        return [Path(each) for each in found if isinstance(each, str)] if isinstance(found, list) else []

    def note_recent(self, path: Path) -> None:
        """A desk was opened."""
        self.set("recent", [str(each) for each in (path, *self._others(path))][:_MOST_RECENT])

    def forget_recent(self, path: Path) -> None:
        """Take a desk off the list."""
        self.set("recent", [str(each) for each in self._others(path)])

    def _others(self, path: Path) -> list[Path]:
        return [each for each in self.recent if each != path]
