"""Starts the window."""

import os
import signal
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QProcess, QTimer
from PySide6.QtGui import QFontDatabase, QPaintEvent
from PySide6.QtWidgets import QApplication

from kpidesk.system.paths import folders
from kpidesk.system.reports import note
from kpidesk.system.words import Words
from kpidesk.ui import announcing, theme
from kpidesk.ui.failing import report_failures
from kpidesk.ui.garbage import GarbageCollector
from kpidesk.ui.scale import REOPEN, RUNNING, Scaled, note_system_font, percent
from kpidesk.ui.settings import Settings
from kpidesk.ui.speaking import SYSTEM, spoken, teach_qt
from kpidesk.ui.window import Window


def application() -> QApplication:
    """The one application object, with its look."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication) and existing.findChild(GarbageCollector) is not None:
        return existing
    # The style is named like this because setStyle() makes Python's side of QStyle with all its enums: 5 ms.
    arguments = [*sys.argv[:1], "-style", "fusion"]
    app = existing if isinstance(existing, QApplication) else QApplication(arguments)
    app.setApplicationName("KPI Desk")
    app.setDesktopFileName("kpidesk")  # where Wayland finds name and icon
    theme.load_fonts(app)
    announcing.begin()
    GarbageCollector(app)
    return app


def first_window() -> Window:
    """The first window of this person, in the language that they chose."""
    place = folders()
    language = spoken(Settings(place).get("language", SYSTEM))
    teach_qt(language)
    return Window(Words(language), place)


def open_window(path: Path | None) -> int:
    """Show the window, on a desk if one is named, until it is closed; the exit code."""
    # Qt's loop would not let Python notice Ctrl+C; what is not in the file waits in the working copy.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    settings = Settings(folders())
    with Scaled(settings):
        app = application()
    app.setProperty(RUNNING, percent(settings))
    note_system_font(settings, QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    window = first_window()
    report_failures(window.folders)
    note(window.folders, "started")
    if path is not None:
        window.open_later(path)
    window.show()
    code = app.exec()
    for each in app.property(REOPEN) or ():
        QProcess.startDetached(sys.executable, again(each))
    return code


def again(file: str) -> list[str]:
    """The arguments with which this program opens a desk anew, "" for none."""
    program = [] if getattr(sys, "frozen", False) else ["-m", "kpidesk"]
    return [*program, file] if file else program


def paint_once() -> int:
    """Show the window until it has been painted for the first time, for whoever times the start."""

    class Painted(Window):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            # Before what the window does after its first painting.
            QTimer.singleShot(0, partial(os._exit, 0))
            super().paintEvent(event)

    app, place = application(), folders()
    Painted(Words(), place).show()
    return app.exec()
