"""A card of the chain: how far one kind of work has come."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from kpidesk.ui import thumbnails
from kpidesk.ui.page import Shell
from kpidesk.ui.widgets import (
    Elided,
    label,
    restyle,
)

_TALL: Final = 132
_LOW: Final = 96


def _centred(painter: QPainter, box: QRectF, pixmap: QPixmap) -> None:
    size = pixmap.deviceIndependentSize()
    painter.drawPixmap(box.center() - QPointF(size.width() / 2, size.height() / 2), pixmap)


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
        self._nothing = partial(_centred, pixmap=shell.icons.pixmap(icon, "text_third", 40))
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
        self.picture = thumbnails.Thumbnail(self._nothing, _TALL)
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
        column.addStretch(1)

    def make_low(self, *, low: bool) -> None:
        """Take less height where the cards stand in two rows."""
        self.picture.setFixedHeight(_LOW if low else _TALL)

    def show_state(
        self, draw: thumbnails.Draw | None, count: str, unit: str, remark: str, *, current: bool
    ) -> None:
        """Show how far the work has come; without anything to draw the card shows its icon."""
        self.picture.show_drawing(draw or self._nothing)
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
