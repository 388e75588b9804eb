"""A row to click, as Home's lists have them."""

from collections.abc import Callable
from textwrap import shorten
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.ui.widgets import Elided, label

_MOST: Final = 120  # letters of a sentence in a list


def _short(text: str) -> QLabel:
    shown = shorten(text, _MOST, placeholder=" …")
    made = label(shown, wrap=True)
    made.setAccessibleName(text)
    made.setToolTip(text if shown != text else "")
    return made


class Row(QFrame):
    """A row to click, or to press Enter on: picture, two texts, and what is put at the right."""

    def __init__(self, do: Callable[[], object], *, name: str) -> None:
        super().__init__()
        self._do = do
        self.setProperty("kind", "row")
        self.setMinimumHeight(52)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 6, 8, 6)
        self._layout.setSpacing(12)

    def picture(self, pixmap: QPixmap, *, framed: bool = False) -> None:
        """Put a picture at the left."""
        shown = QLabel()
        shown.setPixmap(pixmap)
        shown.setFixedWidth(146 if framed else 32)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout.addWidget(shown)

    def two(self, first: str, second: str) -> None:
        """Put a line of text in the middle, and a remark under it if there is one."""
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addStretch(1)
        column.addWidget(_short(first))
        if second:
            column.addWidget(Elided(second, "caption"))
        column.addStretch(1)
        self._layout.addLayout(column, 1)

    def texts(self, first: str, second: str) -> None:
        """Put a name and a remark in the middle."""
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addStretch(1)
        column.addWidget(Elided(first, "name"))
        column.addWidget(Elided(second, "caption"))
        column.addStretch(1)
        self._layout.addLayout(column, 1)

    def put(self, widget: QWidget) -> None:
        """Put something at the right."""
        self._layout.addWidget(widget)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click does it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._do()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """So does Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._do()
        else:
            super().keyPressEvent(event)
