"""A raised sheet over the map, at a point of it: for what is asked about what lies there."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from kpidesk.ui.results.canvas import MapCanvas

WIDE: Final = 280
AWAY: Final = 8


def show_children(widget: QWidget) -> None:
    """Show what was just put into a widget: layouts take no room for what Qt would only show later."""
    for each in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if each.isHidden() and not each.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            each.show()


class Floating(QFrame):
    """A raised sheet over the map that takes all keys for itself and goes on Esc."""

    def __init__(self, canvas: MapCanvas, name: str) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.setObjectName(name)
        self.setProperty("kind", "raised")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFixedWidth(WIDE)
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Keys typed here start no command of the page, but for those with Ctrl."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes; no other key reaches the map behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()

    def put(self, at: QPoint) -> None:
        """Lie beside a point of the map, inside it."""
        self.adjustSize()
        left = min(max(at.x() + AWAY, AWAY), self.canvas.width() - self.width() - AWAY)
        top = at.y() + AWAY
        if top + self.height() > self.canvas.height() - AWAY:
            top = at.y() - AWAY - self.height()
        self.move(left, max(top, AWAY))
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Close, and give the focus back to the map."""
        held = QApplication.focusWidget()
        inside = held is not None and self.isAncestorOf(held)
        self.hide()
        if inside:
            self.canvas.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What is pressed here is not pressed on the map."""
        event.accept()
