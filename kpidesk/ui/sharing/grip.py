"""The handle at which a row is taken to be moved."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QLabel

_FAR = 4  # px of movement with which dragging begins
_SIZE = QSize(18, 30)


class Grip(QLabel):
    """`moved` tells the pointer's place on the screen, `dropped` also which row it is."""

    moved = Signal(QPoint)
    dropped = Signal(str, QPoint)
    given_up = Signal()

    def __init__(self, picture: QPixmap, tip: str, which: Callable[[], str]) -> None:
        super().__init__()
        self._which = which
        self._from: QPoint | None = None
        self._dragging = False
        self.setPixmap(picture)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(tip)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from, self._dragging = event.globalPosition().toPoint(), False
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag."""
        at = event.globalPosition().toPoint()
        if self._from is not None and (self._dragging or (at - self._from).manhattanLength() > _FAR):
            self._dragging = True
            self.moved.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        dragged, self._from, self._dragging = self._dragging, None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if dragged:
            self.dropped.emit(self._which(), event.globalPosition().toPoint())
        else:
            self.given_up.emit()
