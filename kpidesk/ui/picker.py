"""A raised sheet with a line to type in and what it finds: for commands, or for one of many records."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from kpidesk.domain.search import folded
from kpidesk.ui.garbage import throw_away
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
_NOWHERE = QModelIndex()


class _Hits(QAbstractListModel):
    """Hits as a model: items of Qt's own list widget crash when Qt and Python both let go of them."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self._icons = icons

    def show_hits(self, hits: list[Hit]) -> None:
        """Show others."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.hits)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return hit.text
        if role == Qt.ItemDataRole.DecorationRole and hit.icon:
            return self._icons.icon(hit.icon)
        return None


class HitList(QListView):
    """A list of hits that the keys of a line beside it walk through; `taken` tells that one was clicked."""

    taken = Signal()

    def __init__(self, icons: Icons, name: str) -> None:
        super().__init__()
        self._hits = _Hits(icons, self)
        self.setModel(self._hits)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.clicked.connect(lambda _: self.taken.emit())

    @property
    def texts(self) -> list[str]:
        """What can be chosen."""
        return [hit.text for hit in self._hits.hits]

    @property
    def current(self) -> Hit | None:
        """The one that Enter takes."""
        row = self.currentIndex().row()
        return self._hits.hits[row] if 0 <= row < len(self._hits.hits) else None

    def show_hits(self, hits: Iterable[Hit]) -> None:
        """Show others; the first is the current one."""
        self._hits.show_hits(list(hits))
        self.setCurrentIndex(self._hits.index(0))

    def step(self, by: int) -> None:
        """Walk on, round the ends."""
        if count := self._hits.rowCount():
            self.setCurrentIndex(self._hits.index((self.currentIndex().row() + by) % count))


class Picker(QFrame):
    """Finds while one types; arrows and Enter choose, Esc or a click elsewhere closes it.

    `look` is given what was typed and returns what there is to choose from, best first.
    """

    def __init__(self, window: QWidget, icons: Icons, prompt: str, look: Look) -> None:
        super().__init__(window.window())
        for other in window.window().findChildren(Picker):
            other.close_up()
        self._asking, self._before = window, QApplication.focusWidget()
        self.setObjectName("picker")
        self.setProperty("kind", "raised")
        self._look = look
        self.line = QLineEdit()
        self.line.setObjectName("picker-line")
        self.line.setProperty("role", "lead")
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self.line.textEdited.connect(self._show_hits)
        self.line.installEventFilter(self)
        self.found = HitList(icons, prompt)
        self.found.setObjectName("picker-found")
        self.found.taken.connect(self._take)
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
        self.found.show_hits(self._look(text))
        rows = min(max(1, len(self.found.texts)), _MOST)
        self.setFixedSize(_WIDE, rows * _ROW + 76)

    def _take(self) -> None:
        if hit := self.found.current:
            self._go()
            hit.do()
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
        throw_away(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys of the line that are meant for the list; leaving closes."""
        if event.type() is QEvent.Type.FocusOut and not self.isHidden():
            self.hide()  # the person went elsewhere, and the focus stays there
            throw_away(self)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.found.step(step)
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
    parts = folded(text).split()
    if not parts:
        return list(hits)
    plain = [(folded(hit.text), hit) for hit in hits]
    found = [(told, hit) for told, hit in plain if all(part in told for part in parts)]
    found.sort(key=lambda pair: (not pair[0].startswith(parts[0]), len(pair[0])))
    return [hit for _, hit in found]
