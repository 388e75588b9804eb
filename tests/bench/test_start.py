"""From nothing to something on the screen, in a process of its own; Python's own start is in both."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

BARE = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Bare(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))
app = QApplication(sys.argv[:1])
window = Bare()
window.setCentralWidget(QLabel("KPI Desk"))
window.resize(1366, 768)
window.show()
app.exec()
"""

FIRST_PAINT = """
import os
from PySide6.QtCore import QTimer
from kpidesk.ui import start
class Painted(start.Window):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))  # before what the window does after its first painting
        super().paintEvent(event)
start.Window = Painted
start.open_window(None)
"""

START_SHOWN = """
import os
from PySide6.QtCore import QTimer
from kpidesk.ui import start
class Ready(start.Window):
    def _show_start(self):
        super()._show_start()
        QTimer.singleShot(0, self.look)
    def look(self):
        self.grab()
        os._exit(0)
start.Window = Ready
start.open_window(None)
"""

DESK_SHOWN = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from kpidesk.ui import start
class Opened(start.Window):
    def show_session(self, session):
        super().show_session(session)
        QTimer.singleShot(0, self.look)
    def look(self):
        self.grab()
        os._exit(0)
start.Window = Opened
start.open_window(Path(sys.argv[1]))
"""


def process(script: str, data: Path, *arguments: str) -> Callable[[], object]:
    environment = {**os.environ, "KPIDESK_DATA": str(data), "QT_QPA_PLATFORM": "offscreen"}
    # As an installed program: compiled once, whatever the environment of the tests says.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(data / "compiled")
    command = [sys.executable, "-c", script, *arguments]
    return lambda: subprocess.run(command, check=True, env=environment, capture_output=True, timeout=60)


def test_first_window(tmp_path, race):
    data = tmp_path / "data"
    race(
        "start to first painted window / bare window",
        process(BARE, data),
        process(FIRST_PAINT, data),
        "≤ 1.3",
        7,
    )


def test_start_page_shown(tmp_path, race):
    data = tmp_path / "data"
    race(
        "start to the start page, ready to click / bare window",
        process(BARE, data),
        process(START_SHOWN, data),
        "≤ 3",
        7,
    )


def test_sample_desk_shown(marrow, tmp_path, race):
    def ours() -> None:
        process(DESK_SHOWN, tmp_path / "data", str(marrow))()
        # The process leaves without closing; the next start would take its lock over.
        for left in marrow.parent.glob(f"*{marrow.name}*lock*"):
            left.unlink()

    race("start to the sample desk shown / bare window", process(BARE, tmp_path / "data"), ours, "≤ 5", 7)
