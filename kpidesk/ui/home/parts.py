"""What Home is made of: rows to click and cards of the chain."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.ui import thumbnails
from kpidesk.ui.page import Shell
from kpidesk.ui.widgets import (
    Elided,
    label,
    restyle,
)


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
        column.addStretch()
        column.addWidget(Elided(first))
        if second:
            column.addWidget(Elided(second, "caption"))
        column.addStretch()
        self._layout.addLayout(column, 1)

    def texts(self, first: str, second: str) -> None:
        """Put a name and a remark in the middle."""
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addStretch()
        column.addWidget(Elided(first, "name"))
        column.addWidget(Elided(second, "caption"))
        column.addStretch()
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


class Card(QFrame):
    """One link of the chain: a live picture, a count and a sentence; a click goes there."""

    clicked = Signal()

    def __init__(self, shell: Shell, icon: str, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setMinimumWidth(120)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        mark = QLabel()
        mark.setPixmap(shell.icons.pixmap(icon, "text_second", 16))
        head.addWidget(mark)
        head.addWidget(label(name, "panel"))
        head.addStretch()
        column.addLayout(head)
        self.picture = thumbnails.Thumbnail(lambda _painter, _box: None, 132)
        column.addWidget(self.picture)
        counted = QHBoxLayout()
        counted.setSpacing(6)
        self.count, self.unit = label("", "display"), Elided("", "second")
        counted.addWidget(self.count)
        counted.addWidget(self.unit, 1)
        column.addLayout(counted)
        self.remark = label("", "caption", wrap=True)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.remark.setMinimumHeight(34)
        column.addWidget(self.remark)

    def show_state(self, draw: thumbnails.Draw, count: str, unit: str, remark: str, *, current: bool) -> None:
        """Show how far the work has come."""
        self.picture.show_drawing(draw)
        self.count.setText(count)
        self.unit.show_text(unit)
        self.remark.setText(remark)
        restyle(self, "current", "true" if current else "false")
        self.setAccessibleDescription(f"{count} {unit}. {remark}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click goes there."""
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """So does Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
