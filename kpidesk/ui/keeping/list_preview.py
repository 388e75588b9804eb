"""The rows of a file as they stand there, and above each column what it becomes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kpidesk.domain.list_reading import MOST_COLUMNS, Listing, letters
from kpidesk.domain.values_table import Table, shown
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.painted import font

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_LONGEST: Final = 200  # characters of a cell that are shown
_LOOKED_AT: Final = 40  # rows that tell how wide a column is
_LEAST, _MOST = 80, 380
_HEAD: Final = 44
_ROW: Final = 30
_PAD: Final = 8


class PreviewModel(QAbstractTableModel):
    """The cells; `becomes` says in words what each column is. Rows that are not taken are paler."""

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self._words, self._colours = words, colours
        self.table = Table("", ())
        self.listing = Listing("", ())
        self.becomes: Sequence[str] = ()
        self._wide = 0

    def show(self, table: Table, listing: Listing, becomes: Sequence[str]) -> None:
        """Show how a file is read."""
        another = table is not self.table
        if another:
            self.beginResetModel()
        self.table, self.listing, self.becomes = table, listing, becomes
        self._wide = min(table.width, MOST_COLUMNS)
        if another:
            self.endResetModel()
        elif self.rowCount() and self._wide:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self._wide - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._wide - 1)

    def is_taken(self, row: int) -> bool:
        """Whether a row, from 0, is one of those that are read."""
        return self.listing.first <= row + 1 <= (self.listing.last or len(self.table.rows))

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else self._wide

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel. Below the letter of a column stands what it becomes."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        return f"{letters(section)}\n{self.becomes[section] or '–'}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        text = shown(self.table.cell(row, column))[:_LONGEST]
        taken, heads = self.is_taken(row), row + 1 == self.listing.headings
        roles = Qt.ItemDataRole
        if role == roles.AccessibleTextRole:
            state = "" if taken else self._words("heading") if heads else self._words("not read")
            return " · ".join(filter(None, (f"{letters(column)}{row + 1}", text, state)))
        used = heads or (taken and bool(self.becomes[column]))
        said: dict[int, object] = {
            roles.DisplayRole: " ".join(text.split()),
            roles.ToolTipRole: text,
            roles.ForegroundRole: QColor(self._colours.text if used else self._colours.text_third),
            roles.FontRole: font(13, strong=heads),
        }
        return said.get(role)


class _Painter(QStyledItemDelegate):
    """Paints cells with air around their words, and frames the current one in the accent."""

    def __init__(self, view: QTableView, colours: Palette) -> None:
        super().__init__(view)
        self._view, self._colours = view, colours

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole))
        return QSize(metrics.horizontalAdvance(str(index.data())) + 2 * _PAD + 2, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        painter.save()
        painter.setFont(index.data(Qt.ItemDataRole.FontRole))
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        room = box.adjusted(_PAD, 0, -_PAD, 0)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)
        if index == self._view.currentIndex():
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class Preview(QTableView):
    """The grid. Its columns are as wide as their words within reason; the last one fills the rest."""

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self._needs: list[int] = []
        self.cells = PreviewModel(words, colours)
        self.setModel(self.cells)
        self.setItemDelegate(_Painter(self, colours))
        self.setAccessibleName(words("Rows of the file"))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        across = self.horizontalHeader()
        across.setFixedHeight(_HEAD)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        across.setResizeContentsPrecision(_LOOKED_AT)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)

    def show_list(self, table: Table, listing: Listing, becomes: Sequence[str]) -> None:
        """Show how a file is read."""
        self.cells.show(table, listing, becomes)
        self.resizeColumnsToContents()
        self._needs = [
            min(max(self.columnWidth(column), _LEAST), _MOST) for column in range(self.cells.columnCount())
        ]
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The last column fills what room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        spare = max(self.viewport().width() - sum(self._needs), 0)
        for column, needs in enumerate(self._needs):
            self.setColumnWidth(column, needs + (spare if column == len(self._needs) - 1 else 0))
