"""Where the program keeps its own files on this computer."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs


@dataclass(frozen=True, slots=True)
class Folders:
    """The per-user folders; each is made when first asked for."""

    root: Path

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
    return Folders(
        Path(override) if override else Path(PlatformDirs("KPI Desk", appauthor=False).user_data_dir)
    )
