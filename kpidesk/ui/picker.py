"""A raised sheet with a line to type in and what it finds: for commands, or for one of many records."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kpidesk.ui.icons import Icons

_WIDE: Final = 560
_TOP: Final = 72
_ROW: Final = 36
_MOST: Final = 9


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing to choose, and what happens then."""

    icon: str
    text: str
    do: Callable[[], object]


Look = Callable[[str], Iterable[Hit]]


class Picker(QFrame):
    """Finds while one types; arrows and Enter choose, Esc or a click elsewhere closes it.

    `look` is given what was typed and returns what there is to choose from, best first.
    """

    def __init__(self, window: QWidget, icons: Icons, prompt: str, look: Look) -> None:
        super().__init__(window.window())
        self._asking, self._before = window, QApplication.focusWidget()
        self.setObjectName("picker")
        self.setProperty("kind", "raised")
        self._icons, self._look = icons, look
        self._hits: list[Hit] = []
        self.line = QLineEdit()
        self.line.setObjectName("picker-line")
        self.line.setProperty("role", "lead")
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self.line.textEdited.connect(self._show_hits)
        self.line.installEventFilter(self)
        self.found = QListWidget()
        self.found.setObjectName("picker-found")
        self.found.setAccessibleName(prompt)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.found.itemClicked.connect(lambda _: self._take())
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.line)
        column.addWidget(self.found)
        self._show_hits("")
        self.move((self.window().width() - _WIDE) // 2, _TOP)
        self.show()
        self.raise_()
        self.line.setFocus()

    def _show_hits(self, text: str) -> None:
        self._hits = list(self._look(text))
        self.found.clear()
        for hit in self._hits:
            self.found.addItem(QListWidgetItem(self._icons.icon(hit.icon), hit.text))
        self.found.setCurrentRow(0)
        rows = min(max(1, len(self._hits)), _MOST)
        self.setFixedSize(_WIDE, rows * _ROW + 76)

    def _take(self) -> None:
        row = self.found.currentRow()
        if 0 <= row < len(self._hits):
            do = self._hits[row].do
            self._go()
            do()
            if QApplication.focusWidget() is None:  # what had the focus has gone with what was done
                self._asking.setFocus()

    def close_up(self) -> None:
        """Nothing is chosen."""
        if not self.isHidden():
            self._go()

    def _go(self) -> None:
        """Give the focus back where it was."""
        self.hide()
        if shiboken6.isValid(self._before) and self._before is not None and self._before.isVisible():
            self._before.setFocus()
        else:
            self._asking.setFocus()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys of the line that are meant for the list; leaving closes."""
        if event.type() is QEvent.Type.FocusOut and not self.isHidden():
            self.hide()  # the person went elsewhere, and the focus stays there
            self.deleteLater()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._hits:
                self.found.setCurrentRow((self.found.currentRow() + step) % len(self._hits))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_up()
                return True
        return super().eventFilter(watched, event)


def matching(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Those that hold every word of the text, the ones that begin with it first; all for no text."""
    parts = text.casefold().split()
    if not parts:
        return list(hits)
    found = [hit for hit in hits if all(part in hit.text.casefold() for part in parts)]
    return sorted(found, key=lambda hit: (not hit.text.casefold().startswith(parts[0]), len(hit.text)))
