"""A table of what is computed from the desk: plain cells, and for each row the record that it is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from kpidesk.ui.painted import font, lines_of

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_PAD: Final = 10  # px, as the headings have
_MOST_LINES: Final = 6
_HEAD, _STEP = 28, 18  # px of a heading of one line, and of each further one


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and whether it holds figures."""

    heading: str
    share: float = 1.0
    figures: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its cells, and page and record that it leads to, "" for nowhere."""

    cells: tuple[str, ...]
    page: str = ""
    record: str = ""


class TableModel(QAbstractTableModel):
    """The rows."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[TableRow, ...] = ()

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show others."""
        if tuple(rows) != self.rows:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(section) | int(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        text = self.rows[index.row()].cells[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].heading}: {text}"
        return self._align(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _align(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].figures else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class _Painter(QStyledItemDelegate):
    """Paints cells as far from their edges as the headings; words take as many lines as they need."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def _room(self, column: int) -> int:
        return self._table.columnWidth(column) - 2 * _PAD

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        lines = lines_of(str(index.data()), 13, self._room(index.column()), _MOST_LINES)
        return QSize(60, 18 * len(lines) + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        text, plain.text = plain.text, ""
        self._table.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, self._table)
        room = self._room(index.column())
        lines = lines_of(text, 13, room, _MOST_LINES)
        painter.save()
        painter.setFont(font(13))
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        y = option.rect.center().y() - 9 * len(lines)
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) & int(Qt.AlignmentFlag.AlignHorizontal_Mask)
        for line in lines:
            place = QRect(option.rect.left() + _PAD, y, room, 18)
            painter.drawText(place, align | int(Qt.AlignmentFlag.AlignVCenter), line)
            y += 18
        painter.restore()


class Table(QTableView):
    """The table; Enter or a double click goes to what a row is about."""

    def __init__(self, name: str, columns: Sequence[Column], go: Callable[[str, str], object]) -> None:
        super().__init__()
        self.model_ = TableModel(columns)
        self._go = go
        self.setAccessibleName(name)
        self.setModel(self.model_)
        self.setItemDelegate(_Painter(self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(36)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.activated.connect(self._open)

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show others; the row in hand stays in hand."""
        at = self.currentIndex().row()
        self.model_.show_rows(rows)
        if rows:
            self.selectRow(min(max(at, 0), len(rows) - 1))
        self.resizeRowsToContents()

    def _open(self, index: QModelIndex) -> None:
        row = self.model_.rows[index.row()]
        if row.page:
            self._go(row.page, row.record)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Columns share the width."""
        super().resizeEvent(event)
        whole = sum(each.share for each in self.model_.columns)
        room = self.viewport().width()
        for place, each in enumerate(self.model_.columns):
            self.setColumnWidth(place, int(room * each.share / whole))
        self.horizontalHeader().setFixedHeight(max(map(self._head, range(len(self.model_.columns)))))
        self.resizeRowsToContents()

    def _head(self, column: int) -> int:
        """How high a heading gets in the width of its column."""
        text, room = self.model_.columns[column].heading, self.columnWidth(column) - 2 * _PAD
        return _HEAD + _STEP * (len(lines_of(text, 13, room, _MOST_LINES, strong=True)) - 1)
