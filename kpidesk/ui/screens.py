"""Pictures of the window, for people to look at and for the README."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSize, QTimer

from kpidesk.desk.workfile import new_desk, save_new
from kpidesk.drawing.palette import LIGHT
from kpidesk.imports import sample
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.start import application
from kpidesk.ui.window import Window

_SIZE = QSize(1366, 768)


def save_screens(folder: Path) -> list[Path]:
    """Save a picture of each page, filled with the sample; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    application()
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        desk = new_desk(who="sample")
        with desk.edit("Sample", barrier=True) as edit:
            sample.load(edit, sample.read("marrow-valley"))
        save_new(desk, root / "Marrow Valley Water.kpidesk")
        desk.close()
        window = Window(Words(), LIGHT, Folders(root / "data"))
        window.resize(_SIZE)
        window.show()
        paths = [_save(window, folder / "welcome.png")]
        window.open(root / "Marrow Valley Water.kpidesk")
        paths.append(_save(window, folder / "desk.png"))
        window.close()
    return paths


def _save(window: Window, path: Path) -> Path:
    # Layouts settle in events: let those that wait be handled before the picture is taken.
    settled = QEventLoop()
    QTimer.singleShot(50, settled.quit)
    settled.exec()
    window.grab().save(str(path))
    return path
