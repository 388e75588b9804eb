"""A grid with a record to the row and a field to the column, whose cells are typed over."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kpidesk.drawing.palette import Palette
from kpidesk.ui.measures.cell_grid import ENTER, ROW, CellGrid, Index
from kpidesk.ui.painted import font, lines_of, write

_NOWHERE: Final = QModelIndex()
_PAD: Final = 8
_HEAD: Final = 22  # px around the words of a heading
_SORT: Final = 14
_STEP: Final = 18
_MOST_LINES: Final = 6

# Takes over what was typed for a record in a field; empty when it was taken, else why it was not.
Take = Callable[[str, str, str], str]
Sorts = tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: the field that it shows, its share of the width and the px that it needs at least."""

    key: str
    heading: str
    share: float = 0.0
    least: int = 60
    typed: bool = True
    right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, and the text that is edited and copied; rows are sorted by `sorts`."""

    shown: str
    plain: str = ""
    sorts: Sorts = ()


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record; `quiet` says that it is settled and needs no eye any more."""

    id: str
    cells: tuple[Cell, ...]
    quiet: bool = False


def cell(text: str) -> Cell:
    """A text that is shown as it is edited."""
    return Cell(text, text, (text.casefold(),))


class RecordModel(QAbstractTableModel):
    """The rows, in the order that a person has chosen by clicking on a heading."""

    def __init__(self, fields: Sequence[Field], colours: Palette) -> None:
        super().__init__()
        self.fields = tuple(fields)
        self.rows: list[RecordRow] = []
        self._colours = colours
        self._sorted: tuple[int, bool] | None = None
        self._places: dict[str, int] = {}

    def show_rows(self, rows: Iterable[RecordRow]) -> None:
        """Show others; where only words change, nothing else stirs."""
        wanted = self._in_order(rows)
        if [each.id for each in wanted] != [each.id for each in self.rows]:
            self.beginResetModel()
            self._put(wanted)
            self.endResetModel()
        elif wanted != self.rows:
            self._put(wanted)
            self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, len(self.fields) - 1))

    def _put(self, rows: list[RecordRow]) -> None:
        self.rows = rows
        self._places = {row.id: number for number, row in enumerate(rows)}

    def _in_order(self, rows: Iterable[RecordRow]) -> list[RecordRow]:
        """Empty cells last, whichever way the rest goes."""
        if self._sorted is None:
            return list(rows)
        column, down = self._sorted
        found = list(rows)
        filled = [each for each in found if each.cells[column].shown]
        filled.sort(key=lambda each: each.cells[column].sorts, reverse=down)
        return [*filled, *(each for each in found if not each.cells[column].shown)]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """See QAbstractItemModel. A column below 0: as the rows came."""
        self._sorted = (column, order is Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self.show_rows(self.rows)

    def row_of(self, record_id: str) -> int:
        """The row of a record, -1 for none."""
        return self._places.get(record_id, -1)

    def column_of(self, key: str) -> int:
        """The column of a field."""
        return next(number for number, field in enumerate(self.fields) if field.key == key)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.fields)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.fields[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.fields[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        row, field = self.rows[index.row()], self.fields[index.column()]
        shown = row.cells[index.column()].shown
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{field.heading} {shown}".strip()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if field.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and row.quiet:
            return QColor(self._colours.text_third)
        return None


class _Wrapping(QStyledItemDelegate):
    """Paints cells with as many lines as their words need."""

    def __init__(self, view: QTableView, colours: Palette) -> None:
        super().__init__(view)
        self._view, self._colours = view, colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(self._colours.accent_soft))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(self._colours.border))
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or QColor(self._colours.text))
        wide = box.width() - 2 * _PAD
        lines = lines_of(str(index.data() or ""), 13, wide, _MOST_LINES)
        at = box.topLeft().toPointF()
        at.setX(at.x() + _PAD)
        at.setY(box.center().y() - len(lines) * _STEP / 2)
        if int(index.data(Qt.ItemDataRole.TextAlignmentRole)) & int(Qt.AlignmentFlag.AlignRight.value):
            needs = QFontMetrics(font(13)).horizontalAdvance(lines[0])
            at.setX(box.right() - _PAD - needs)
        write(painter, lines, at, 13, _STEP, wide)
        if index == self._view.currentIndex():
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class RecordGrid(CellGrid):
    """The grid.

    `gone_to` tells the id of the record that the person went to, `removed` the ids of the chosen ones
    when Delete is pressed. `wraps`: rows grow with their words.
    """

    gone_to = Signal(str)
    removed = Signal(list)

    def __init__(
        self, fields: Sequence[Field], take: Take, name: str, colours: Palette, *, wraps: bool = False
    ) -> None:
        self.records = RecordModel(fields, colours)
        self._take, self._wraps, self._following = take, wraps, False
        super().__init__(self.records, name, colours)
        if wraps:
            self.setItemDelegate(_Wrapping(self, colours))
        self.setShowGrid(not wraps)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().hide()
        self.horizontalHeader().setFixedHeight(30)
        self.selectionModel().currentRowChanged.connect(self._gone)
        self.records.modelReset.connect(self._fit)
        self.records.dataChanged.connect(lambda *_: self._fit())

    def sortable(self) -> None:
        """Let rows be sorted by clicking on a heading; at first they stand as they come."""
        across = self.horizontalHeader()
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSortIndicatorClearable(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        across.sortIndicatorChanged.connect(self._sort)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if self.commit():
            kept = self.current
            self.records.sort(column, order)
            self.go(kept)

    # -- where the person is

    @property
    def current(self) -> str:
        """The id of the current record, "" for none."""
        row = self.currentIndex().row()
        return self.records.rows[row].id if 0 <= row < len(self.records.rows) else ""

    @property
    def chosen(self) -> list[str]:
        """The ids of all chosen records, in their order."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.records.rows[row].id for row in rows]

    def go(self, record_id: str) -> None:
        """Go to a record without telling; nowhere if it is not there."""
        row = self.records.row_of(record_id)
        if row >= 0 and row != self.currentIndex().row():
            self._following = True
            self.setCurrentIndex(self.records.index(row, max(self.currentIndex().column(), 0)))
            self._following = False

    def show_rows(self, rows: Iterable[RecordRow]) -> None:
        """Show others; the current record stays the current one, else its neighbour is."""
        kept, at, chosen = self.current, self.currentIndex().row(), self.chosen
        self.records.show_rows(rows)
        if not self.records.rows:
            return
        if self.records.row_of(kept) < 0:
            kept = self.records.rows[min(max(at, 0), len(self.records.rows) - 1)].id
        self.go(kept)
        if len(chosen) > 1:
            self._choose(chosen)

    def _choose(self, ids: Sequence[str]) -> None:
        model = self.selectionModel()
        flags = model.SelectionFlag.Select | model.SelectionFlag.Rows
        for each in ids:
            if (row := self.records.row_of(each)) >= 0:
                model.select(self.records.index(row, 0), flags)

    def _gone(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.isValid() and not self._following:
            self.gone_to.emit(self.records.rows[index.row()].id)

    # -- widths and heights

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Columns share the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fields = self.records.fields
        letters = QFontMetrics(font(13, strong=True))
        marks = _SORT if self.horizontalHeader().isSortIndicatorShown() else 0
        least = [max(each.least, letters.horizontalAdvance(each.heading) + _HEAD + marks) for each in fields]
        rest = max(self.viewport().width() - sum(least), 0)
        shares = sum(field.share for field in fields) or 1.0
        for column, field in enumerate(fields):
            self.setColumnWidth(column, least[column] + int(rest * field.share / shares))
        if self._wraps:
            for number, row in enumerate(self.records.rows):
                self.setRowHeight(number, self._tall(row))
            self.setFixedHeight(self.tall)
        self.put_cell()

    def _tall(self, row: RecordRow) -> int:
        most = max(
            len(lines_of(each.shown, 13, self.columnWidth(column) - 2 * _PAD, _MOST_LINES))
            for column, each in enumerate(row.cells)
        )
        return max(ROW + 6, most * _STEP + 2 * _PAD)

    @property
    def tall(self) -> int:
        """The height in which nothing has to be scrolled."""
        rows = sum(self.rowHeight(number) for number in range(self.records.rowCount()))
        return self.horizontalHeader().height() + rows + 2 * self.frameWidth() + 1

    # -- see CellGrid

    def key_of(self, index: Index) -> tuple[str, str] | None:
        """See CellGrid."""
        field = self.records.fields[index.column()]
        return (self.records.rows[index.row()].id, field.key) if field.typed else None

    def index_of(self, key: object) -> QModelIndex:
        """See CellGrid."""
        record_id, field = _place(key)
        row = self.records.row_of(record_id)
        return self.records.index(row, self.records.column_of(field)) if row >= 0 else QModelIndex()

    def plain(self, index: Index) -> str:
        """See CellGrid."""
        return self.records.rows[index.row()].cells[index.column()].plain if index.isValid() else ""

    def take(self, key: object, text: str) -> str:
        """See CellGrid."""
        return self._take(*_place(key), text)

    def step(self, key: object, pressed: Qt.Key) -> None:
        """See CellGrid. Enter and arrows go up and down, Tab to the next field that can be typed."""
        at = self.index_of(key)
        if not at.isValid():
            return
        if pressed in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            by = 1 if pressed == Qt.Key.Key_Tab else -1
            column = at.column() + by
            while 0 <= column < len(self.records.fields) and not self.records.fields[column].typed:
                column += by
            if not 0 <= column < len(self.records.fields):
                return
            self.setCurrentIndex(at.siblingAtColumn(column))
        else:
            row = at.row() + (-1 if pressed == Qt.Key.Key_Up else 1)
            if 0 <= row < self.records.rowCount():
                self.setCurrentIndex(at.siblingAtRow(row))

    def clear_chosen(self) -> None:
        """See CellGrid. Here whole records go."""
        if self.writable and self.chosen:
            self.removed.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter begins to type."""
        index = self.currentIndex()
        if Qt.Key(event.key()) in ENTER and self.writable and index.isValid() and self.key_of(index):
            self.edit_cell()
        else:
            super().keyPressEvent(event)


def _place(key: object) -> tuple[str, str]:
    """A cell's key as what it is: the ids of a record and of a field."""
    assert isinstance(key, tuple)  # noqa: S101 - for the type checker
    record_id, field = key
    return str(record_id), str(field)
