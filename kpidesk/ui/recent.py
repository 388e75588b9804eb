"""Small pictures of desks opened lately, kept beside the settings."""

import hashlib
import os
from pathlib import Path

from PySide6.QtGui import QPixmap

from kpidesk.system.paths import Folders


def file_of(path: Path, folders: Folders) -> Path:
    """Where the picture of a desk is kept."""
    name = hashlib.sha256(os.fsencode(str(path))).hexdigest()[:24]
    return folders.root / "thumbnails" / f"{name}.png"


def kept(path: Path, folders: Folders) -> QPixmap | None:
    """The picture that was kept of a desk."""
    pixmap = QPixmap(str(file_of(path, folders)))
    if pixmap.isNull():
        return None
    pixmap.setDevicePixelRatio(2)
    return pixmap
