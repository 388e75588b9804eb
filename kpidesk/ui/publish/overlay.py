"""A raised sheet over the Publish page, for what is done now and then; Esc or the cross closes it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.ui.page import Page
from kpidesk.ui.widgets import label, tool_button

_EDGE: Final = 12


class Overlay(QFrame):
    """A title, a cross, and below them what belongs to it in `column`."""

    def __init__(self, page: Page, name: str, title: str, wide: int) -> None:
        super().__init__(page)
        self.page, self.words, self._wide = page, page.words, wide
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("kind", "raised")
        head = QHBoxLayout()
        head.addWidget(label(title, "statement-strong"), 1)
        cross = tool_button(page.icons.icon("x"), page.words("Close"), self.close_up)
        cross.setObjectName(f"{name}-close")
        head.addWidget(cross)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 12, 12, 16)
        self.column.setSpacing(10)
        self.column.addLayout(head)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_up)
        page.installEventFilter(self)
        self.hide()

    def open_up(self, first: QWidget) -> None:
        """Show the sheet and go to what comes first on it."""
        self.show()
        self.place()
        self.raise_()
        first.setFocus()

    def close_up(self) -> None:
        """Put the sheet away; what is being typed is kept."""
        if not self.isHidden():
            self.setFocus()
            self.hide()
            self.page.setFocus()

    def tall(self) -> int:
        """How tall it is if there is room, in px."""
        column, edges = self.column, self.contentsMargins()  # the borders of the frame
        wide = min(self._wide, self.page.width() - 2 * _EDGE) - edges.left() - edges.right()
        tall = column.heightForWidth(wide) if column.hasHeightForWidth() else column.sizeHint().height()
        return tall + edges.top() + edges.bottom()

    def place(self) -> None:
        """Stand in the middle of the page, at its top."""
        page = self.page
        wide = min(self._wide, page.width() - 2 * _EDGE)
        tall = min(self.tall(), page.height() - 2 * _EDGE)
        self.setGeometry((page.width() - wide) // 2, _EDGE, wide, tall)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """It stays in the middle of its page."""
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self.place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of the sheet are not the page's."""
        event.accept()
