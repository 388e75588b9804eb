"""A card of the chain: how far one kind of work has come."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from kpidesk.ui import thumbnails
from kpidesk.ui.page import Shell
from kpidesk.ui.widgets import (
    Elided,
    label,
    restyle,
)


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
