"""Counting a vote from hands or from the wall: numbers are typed, or go up and down by + and -."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from kpidesk.actions.votes import MOST_COUNTED
from kpidesk.domain.votes import BallotItem, Key, mark, pairs
from kpidesk.domain.voting import Ballot, Method
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.vote_words import step_names
from kpidesk.system.words import Words
from kpidesk.ui.painted import font

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_CELL: Final = 64  # px
_ROW: Final = 44
_PAD: Final = 24
_SPOKEN: Final = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)

Cell: TypeAlias = "Key | str"
"""What a place holds: what its count is about, or a text."""


def cells_of(ballot: Ballot, items: Sequence[BallotItem], words: Words) -> tuple[list[str], list[list[Cell]]]:
    """The heads of the columns, and the rows."""
    count = len(items)
    names = {each.id: f"{mark(place, count)}  {each.text}" for place, each in enumerate(items)}
    if ballot.method is Method.PAIRS:
        heads = [words("This one"), words("Votes"), words("Votes"), words("Or this one")]
        return heads, [
            [names[one.id], (one.id, 0, other.id), (other.id, 0, one.id), names[other.id]]
            for one, other in pairs(items)
        ]
    steps: list[tuple[str, int]] = [(words("Dots"), 0)]
    if ballot.method is not Method.DOTS:
        steps = [(name, step) for step, name in enumerate(step_names(ballot), 1)]
    rows: list[list[Cell]] = [
        [names[each.id], *((each.id, step, None) for _, step in steps)] for each in items
    ]
    return ["", *(name for name, _ in steps)], rows


class CountModel(QAbstractTableModel):
    """Things with their counts."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: list[str] = []
        self.rows: list[list[Cell]] = []
        self.counts: dict[Key, int] = {}

    def show_counts(self, heads: list[str], rows: list[list[Cell]], counts: dict[Key, int]) -> bool:
        """Show these; whether there are other rows than before."""
        other = (heads, rows) != (self.heads, self.rows)
        if other:
            self.beginResetModel()
        self.heads, self.rows, self.counts = heads, rows, counts
        if other:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(heads) - 1))
        return other

    def key(self, index: _Index) -> Key | None:
        """What the count of a place is about, None for a text."""
        if not index.isValid():
            return None
        cell = self.rows[index.row()][index.column()]
        return None if isinstance(cell, str) else cell

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        cell = self.rows[index.row()][index.column()]
        if isinstance(cell, str):
            return cell if role in {Qt.ItemDataRole.DisplayRole, *_SPOKEN} else None
        number = self.counts.get(cell, 0)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(number) if number else ""
        if role in _SPOKEN:
            of = next(text for text in self.rows[index.row()] if isinstance(text, str))
            return f"{of}, {self.heads[index.column()]}: {number}"
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel."""
        if role == Qt.ItemDataRole.DisplayRole and way is Qt.Orientation.Horizontal:
            return self.heads[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """See QAbstractItemModel. Texts are passed over."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.key(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Cells(QStyledItemDelegate):
    """Paints a count in large figures, and the place in hand."""

    def __init__(self, view: "CountGrid", colours: Palette) -> None:
        super().__init__(view)
        self._view, self._colours = view, colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See QStyledItemDelegate."""
        if self._view.model_.key(index) is None:
            super().paint(painter, option, index)
            return
        colours, box = self._colours, option.rect.adjusted(3, 3, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = index == self._view.currentIndex() and self._view.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if here else colours.field), 2 if here else 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(font(17, strong=True))
        painter.setPen(QColor(colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(index.data() or ""))
        painter.restore()


class CountGrid(QTableView):
    """The grid. `counted` tells what a count is about and its new number."""

    counted = Signal(object, int)

    def __init__(self, name: str, colours: Palette) -> None:
        super().__init__()
        self.setObjectName("vote-counts")
        self.setAccessibleName(name)
        self.model_ = CountModel()
        self.setModel(self.model_)
        self.setItemDelegate(_Cells(self, colours))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._typing = False  # whether the next digit goes behind what was typed before
        self.selectionModel().currentChanged.connect(lambda *_: self._went())

    def show_counts(self, heads: list[str], rows: list[list[Cell]], counts: dict[Key, int]) -> None:
        """Show these; the place in hand stays."""
        if self.model_.show_counts(heads, rows, counts):
            across = self.horizontalHeader()
            for column in range(len(heads)):
                text = isinstance(rows[0][column], str)
                mode = QHeaderView.ResizeMode.Stretch if text else QHeaderView.ResizeMode.Fixed
                across.setSectionResizeMode(column, mode)
                if not text:
                    self.setColumnWidth(column, max(_CELL, across.sectionSizeHint(column)))
            self._fit()
            self.setCurrentIndex(self.model_.index(0, 1))

    def _fit(self) -> None:
        """Rows as tall as their texts."""
        for row in range(self.model_.rowCount()):
            self.setRowHeight(row, max(_ROW, self.sizeHintForRow(row) + 8))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width wraps the texts anew."""
        super().resizeEvent(event)
        self._fit()

    def _went(self) -> None:
        self._typing = False
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """What is typed here are counts; it starts no command."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
            if plain and (event.text().isdecimal() or event.text() in {"+", "-"}):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Digits, + and -; Enter and Tab go on to the next count."""
        key, text = self.model_.key(self.currentIndex()), event.text()
        there = self.model_.counts.get(key, 0) if key else 0
        if key is not None and text.isdecimal() and len(text) == 1:
            self._give(key, there * 10 + int(text) if self._typing else int(text))
            self._typing = True
        elif key is not None and text in {"+", "-"}:
            self._give(key, there + (1 if text == "+" else -1))
        elif key is not None and Qt.Key(event.key()) in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._give(key, there // 10 if self._typing and event.key() == Qt.Key.Key_Backspace else 0)
        elif Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on()
        else:
            super().keyPressEvent(event)

    def _give(self, key: Key, number: int) -> None:
        self.counted.emit(key, min(max(number, 0), MOST_COUNTED))

    def _on(self) -> None:
        """To the next count, at the end of a row to the first of the next row."""
        index, model = self.currentIndex(), self.model_
        places = [
            (row, column) for row in range(model.rowCount()) for column in range(model.columnCount())
            if model.key(model.index(row, column)) is not None
        ]  # fmt: skip
        here = (index.row(), index.column())
        after = [each for each in places if each > here]
        if after:
            self.setCurrentIndex(model.index(*after[0]))
