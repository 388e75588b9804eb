"""Pictures of every page, for people to look at, for the README and for tests of the layout."""

import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QMessageLogContext,
    QSize,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QWidget

from kpidesk.desk.workfile import new_desk, save_new
from kpidesk.drawing.room import PX
from kpidesk.imports import sample
from kpidesk.system.paths import Folders
from kpidesk.system.words import SOURCE, Words
from kpidesk.ui.commands import PAGES
from kpidesk.ui.painter import to_image
from kpidesk.ui.start import application
from kpidesk.ui.window import Window

SIZE = (1366, 768)
_TOLD = "results-chosen"
"""The sight with a result selected: that is what the projector tells about."""
_ROOM: Final = "room"
_STILL: Final = 20  # ms in which nothing moves


def save_screens(
    folder: Path,
    file: Path | None = None,
    *,
    theme: str = "light",
    size: tuple[int, int] = SIZE,
    language: str = SOURCE,
    only: Collection[str] | None = None,
) -> list[Path]:
    """Save a picture of each page and its views, of a copy of a desk or of the sample; their paths.

    `only` names those that are wanted, where not all are.

    Raises:
        DeskProblem: the file cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = qInstallMessageHandler(_tell)
    try:
        with tempfile.TemporaryDirectory() as made:
            root = Path(made)
            desk = _copy(file, root)
            with window_for_pictures(root, theme, QSize(*size), Words(language)) as window:
                paths = []
                for name in screens(window, desk, only):
                    if only is None or name in only:
                        paths.append(_save(window, folder / f"{name}.png"))
                    if name == _TOLD:
                        paths += _save_room(window, folder / f"{_ROOM}.png")
                return paths
    finally:
        qInstallMessageHandler(before)


def _save_room(window: Window, path: Path) -> list[Path]:
    """Save what a projector of 1920 × 1080 pixels would show."""
    picture = window.pages[window.current].projected()
    if picture is None:
        return []
    to_image(picture, PX, background=window.palette_.surface).save(str(path))
    return [path]


def _save(window: Window, path: Path) -> Path:
    window.grab().save(str(path))
    return path


def _tell(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """What Qt says goes to standard error, but for what the screenless platform says about every window."""
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


@contextmanager
def window_for_pictures(root: Path, theme: str, size: QSize, words: Words | None = None) -> Iterator[Window]:
    """A window that remembers nothing of this person."""
    application()
    folders = Folders(root / "data")
    window = Window(words or Words(), folders)
    window.settings.set("theme", theme)
    window.take_colours()
    window.resize(size)
    window.show()
    settle()
    try:
        yield window
    finally:
        window.close()
        settle()


def screens(window: Window, desk: Path, only: Collection[str] | None = None) -> Iterator[str]:
    """Bring each sight of the window up in turn, or only some of them; its name."""
    yield "start"
    if not window.open(desk):
        return
    wanted = None if only is None else {_TOLD if name == _ROOM else name for name in only}
    for page in PAGES:
        if wanted is not None and page not in {name.partition("-")[0] for name in wanted}:
            continue
        window.go(page)
        settle(window)
        yield page
        for name, show in window.pages[page].views().items():
            sight = f"{page}-{name}"
            if wanted is None or sight in wanted:
                show()
                settle(window)
                yield sight
    window.go("home")
    window.search()
    settle(window)
    yield "search"
    window.commands.run("view.guide")
    window.go("results")
    settle(window)
    yield "guide"


def settle(window: Window | None = None) -> None:
    """Let events be handled until nothing moves any more and no page draws in the background."""
    before: object = None
    for _ in range(200):
        loop = QEventLoop()
        QTimer.singleShot(_STILL, loop.quit)
        loop.exec()
        page = window.pages.get(window.current) if window else None
        moving = page or window  # what is on other pages is out of sight
        now = [each.geometry().getRect() for each in moving.findChildren(QWidget)] if moving else []
        if now == before and not (page is not None and page.busy()):
            break
        before = now
    QCoreApplication.sendPostedEvents()


def _copy(file: Path | None, root: Path) -> Path:
    if file is not None:
        copy = root / file.name
        shutil.copyfile(file, copy)
        return copy
    path = root / "Marrow Valley Water.kpidesk"
    desk = new_desk(who="sample")
    sample.fill(desk, "marrow-valley", "Sample")
    save_new(desk, path)
    desk.close()
    return path
