"""Starts the window."""

import signal
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kpidesk.system.paths import folders
from kpidesk.system.words import Words
from kpidesk.ui import theme
from kpidesk.ui.garbage import GarbageCollector
from kpidesk.ui.window import Window


def application() -> QApplication:
    """The one application object, with its look."""
    existing = QApplication.instance()
    # The style is named like this because setStyle() makes Python's side of QStyle with all its enums: 5 ms.
    arguments = [*sys.argv[:1], "-style", "fusion"]
    app = existing if isinstance(existing, QApplication) else QApplication(arguments)
    app.setApplicationName("KPI Desk")
    theme.load_fonts(app)
    if app.findChild(GarbageCollector) is None:
        GarbageCollector(app)
    return app


def open_window(path: Path | None) -> int:
    """Show the window, on a desk if one is named, until it is closed; the exit code."""
    # Qt's loop would not let Python notice Ctrl+C; what is not in the file waits in the working copy.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = application()
    window = Window(Words(), folders())
    if path is not None:
        window.open_later(path)
    window.show()
    return app.exec()
