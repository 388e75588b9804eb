"""Where the program keeps its own files on this computer."""

import os
import sys
from functools import cached_property
from pathlib import Path


class Folders:
    """The per-user folders; each is made when first asked for."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root

    @cached_property
    def root(self) -> Path:
        """The folder of them all: the one that was given, else where this system keeps such things."""
        if self._root is not None:
            return self._root
        from platformdirs import PlatformDirs  # noqa: PLC0415 - not needed for the first sight of the window

        return Path(PlatformDirs("KPI Desk", appauthor=False).user_data_dir)

    def _made(self, name: str) -> Path:
        folder = self.root / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def working(self) -> Path:
        """Working copies of open desks."""
        return self._made("working")

    @property
    def backups(self) -> Path:
        """Backups, a folder for each desk."""
        return self._made("backups")

    @property
    def reports(self) -> Path:
        """Reports of crashes."""
        return self._made("reports")


def folders() -> Folders:
    """The folders of this person; KPIDESK_DATA in the environment puts them elsewhere."""
    override = os.environ.get("KPIDESK_DATA")
    return Folders(Path(override) if override else _carried())


def _carried() -> Path | None:
    """Beside a packaged program that people carry on a stick: a file named `portable` next to it says so."""
    program = Path(sys.executable)
    if getattr(sys, "frozen", False) and program.with_name("portable").is_file():
        return program.with_name("data")
    return None
