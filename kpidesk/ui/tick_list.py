"""A list of things to tick, each in words; a tick is told, and shown once it is taken."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QStyledItemDelegate, QStyleOptionViewItem

from kpidesk.ui.widgets import button

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_ROW: Final = 38  # px: two lines
_BOX: Final = 36  # px from the left in which a click ticks


def all_or_few(
    name: str, key: str, texts: tuple[str, str], tick_all: Callable[[bool], object]
) -> QHBoxLayout:
    """Ways to tick all things of a list, or as few as can be."""
    both = QHBoxLayout()
    both.setSpacing(4)
    for text, way, on in ((texts[0], "all", True), (texts[1], "few", False)):
        each = button(text, partial(tick_all, on), "link")
        each.setObjectName(f"{key}-{way}")
        each.setAccessibleName(f"{name}: {text}")
        both.addWidget(each)
    both.addStretch(1)
    return both


class TickModel(QAbstractListModel):
    """What can be ticked, by key. `ticked` tells a key and whether it is to be ticked now."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[tuple[str, str]] = ()
        self.chosen: frozenset[str] = frozenset()
        self.writable = True

    def show_rows(
        self, rows: Sequence[tuple[str, str]], chosen: frozenset[str], *, writable: bool = True
    ) -> None:
        """Show keys with what they are called, some of them ticked."""
        self.writable = writable
        if rows != self.rows:
            self.beginResetModel()
            self.rows, self.chosen = rows, chosen
            self.endResetModel()
        elif chosen != self.chosen:
            self.chosen = chosen
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        key, text = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return text
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if key in self.chosen else Qt.CheckState.Unchecked
        return QSize(0, _ROW) if role == Qt.ItemDataRole.SizeHintRole else None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """See QAbstractItemModel."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.ticked.emit(self.rows[index.row()][0], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """See QAbstractItemModel."""
        flags = super().flags(index)
        able = self.writable and index.isValid()
        return flags | Qt.ItemFlag.ItemIsUserCheckable if able else flags


class _Ticking(QStyledItemDelegate):
    """Ticks on a click at the left of a row, as the box alone is small to hit; Space does it, too."""

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """See QStyledItemDelegate."""
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        at_box = event.position().x() - option.rect.left() < _BOX
        clicked = (
            event.type() == QEvent.Type.MouseButtonRelease and event.button() is Qt.MouseButton.LeftButton
        )
        if not (at_box and clicked and index.flags() & Qt.ItemFlag.ItemIsUserCheckable):
            return False
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)


class TickList(QListView):
    """The list. `gone_to` tells the key of the row that the person goes to."""

    gone_to = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "ticks")
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setMinimumWidth(1)
        self.ticks = TickModel()
        self.setModel(self.ticks)
        self.setItemDelegate(_Ticking(self))
        self.selectionModel().currentChanged.connect(self._went)

    def _went(self, index: QModelIndex) -> None:
        if index.isValid():
            self.gone_to.emit(self.ticks.rows[index.row()][0])
