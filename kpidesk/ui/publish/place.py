"""Where the files go."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Elided, label


class Place(QWidget):
    """The folder, by its end, and the way to another one; at first one beside the desk."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        words, path = page.words, page.session.path
        self.folder = path.parent / path.stem
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(label(words("The files go to"), "caption-strong"), 1)
        head.addWidget(page.button("publish.folder", "link", text=words("Change")))
        column.addLayout(head)
        where = QHBoxLayout()
        where.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(page.icons.pixmap("folder", "text_second", 16))
        where.addWidget(mark)
        self._says = Elided("", "body", mode=Qt.TextElideMode.ElideLeft)
        self._says.setObjectName("folder")
        where.addWidget(self._says, 1)
        column.addLayout(where)
        self.show_folder(self.folder)

    def show_folder(self, folder: Path) -> None:
        """Take another folder."""
        self.folder = folder
        self._says.show_text(_end_of(folder), str(folder))


def _end_of(folder: Path) -> str:
    """The last two parts of a path, by which people know it."""
    names = folder.parts[1:] if folder.anchor else folder.parts
    return str(folder) if len(names) <= 2 else str(Path("…", *names[-2:]))
