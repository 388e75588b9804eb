"""The table of a file as it stands there, and below each cell how it is read."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kpidesk.domain.values_plan import Plan
from kpidesk.domain.values_reading import Fate, Place, Planned
from kpidesk.domain.values_table import NOTHING, Layout, Table, shown
from kpidesk.drawing.palette import Palette
from kpidesk.imports.columns import letters
from kpidesk.system.words import Words
from kpidesk.ui.measures.texts import plain_number
from kpidesk.ui.painted import font

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_ROW: Final = 44
_WIDE: Final = 124
_PAD: Final = 10


def place_name(table: Table, at: Place, words: Words) -> str:
    """Where a cell stands, as its spreadsheet or a person says it."""
    if table.text:
        return words("row {row}, column {column}", row=at[0] + 1, column=at[1] + 1)
    return f"{table.name}!{letters(at[1])}{at[0] + 1}"


class PreviewModel(QAbstractTableModel):
    """The cells of the file; `roles` are what columns, or rows, hold in words."""

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self.table = Table("", ())
        self.plan = Plan()
        self.layout_ = Layout(())
        self._roles: tuple[str, ...] = ()
        self._confirmed: Collection[str] = ()
        self._words, self._colours = words, colours
        self._wide = 0

    def show(self, table: Table, layout: Layout, plan: Plan, roles: tuple[str, ...]) -> None:
        """Show how a table is read; another table begins anew."""
        another = table is not self.table
        if another:
            self.beginResetModel()
        self.table, self.layout_, self.plan, self._roles = table, layout, plan, roles
        self._wide = table.width
        if another:
            self.endResetModel()
        elif self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            for way, count in (
                (Qt.Orientation.Horizontal, self.columnCount()), (Qt.Orientation.Vertical, self.rowCount()),
            ):  # fmt: skip
                self.headerDataChanged.emit(way, 0, count - 1)

    def confirm(self, keys: Collection[str]) -> None:
        """What a person has confirmed."""
        self._confirmed = keys
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def line(self, index: Index) -> int:
        """The column of the mapping that a cell is in; a row of the file where periods stand across."""
        return index.row() if self.layout_.across else index.column()

    def reading(self, at: Place) -> tuple[str, str]:
        """How a cell is read, and the token of its colour; empty where nothing is taken from it."""
        words = self._words
        if period := self.plan.period_at.get(at):
            if period.day is None:
                return words("names no period"), "danger"
            day = words.pattern(period.day, "yMMMd")
            return (words("{day}?", day=day), "watch") if period.other else (day, "text_third")
        cell = self.plan.at.get(at)
        return self._fate(cell) if cell else ("", "text_third")

    def _fate(self, cell: Planned) -> tuple[str, str]:
        words = self._words
        if cell.asks and cell.asks not in self._confirmed:
            return words("please confirm"), "watch"
        number = words("missing") if cell.number is None else plain_number(cell.number, words)
        if cell.fate is Fate.CHANGE and cell.before is not None:
            old = words("missing") if cell.before.number is None else plain_number(cell.before.number, words)
            if old == number:
                return words("status or source"), "accent_text"
            return words("{old} → {new}", old=old, new=number), "accent_text"
        return {
            Fate.NEW: (words("new: {number}", number=number), "accent_text"),
            Fate.SAME: (words("as on the desk"), "text_third"),
            Fate.REFUSED: (words("refused"), "danger"),
            Fate.PART: (words("goes into another"), "text_third"),
        }[cell.fate]

    # -- QAbstractTableModel

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else self._wide

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel. Beside the letter or number stands what is held there."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        across = orientation is Qt.Orientation.Horizontal
        name = letters(section) if across and not self.table.text else str(section + 1)
        if across is self.layout_.across or section >= len(self._roles) or not self._roles[section]:
            return name
        return f"{name} · {self._roles[section]}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        at = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(self.table.cell(*at))
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            text, read = shown(self.table.cell(*at)), self.reading(at)[0]
            place = place_name(self.table, at, self._words)
            return " · ".join(filter(None, (place, text[:200], read)))
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, view: "Preview", model: PreviewModel, colours: Palette) -> None:
        super().__init__(view)
        self._view, self._model, self._colours = view, model, colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        colours, layout = self._colours, self._model.layout_
        at = index.row(), index.column()
        text = shown(self._model.table.cell(*at))
        read, token = self._model.reading(at)
        line = self._model.line(index)
        unused = line >= len(layout.roles) or layout.roles[line] == NOTHING
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colours.accent_soft))
        room = box.adjusted(_PAD, 4, -_PAD, -4)
        painter.setFont(font(13))
        painter.setPen(QColor(colours.text_third if unused else colours.text))
        align = Qt.AlignmentFlag.AlignLeft | (
            Qt.AlignmentFlag.AlignTop if read else Qt.AlignmentFlag.AlignVCenter
        )
        elide = painter.fontMetrics().elidedText
        painter.drawText(room, align, elide(text, Qt.TextElideMode.ElideRight, room.width()))
        if read:
            painter.setFont(font(12))
            painter.setPen(QColor(getattr(colours, token)))
            elide = painter.fontMetrics().elidedText
            shown_read = elide(read, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, shown_read)
        if index == self._view.currentIndex():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class Preview(QTableView):
    """The grid; `line_chosen` tells that another cell is the current one."""

    line_chosen = Signal()

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self.cells = PreviewModel(words, colours)
        self.setObjectName("import-preview")
        self.setAccessibleName(words("The file, and how it is read"))
        self.setModel(self.cells)
        self.setItemDelegate(_Painter(self, self.cells, colours))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())  # else Qt draws half a frame where the scroll bars meet
        for header, size in ((self.verticalHeader(), _ROW), (self.horizontalHeader(), _WIDE)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
            header.setHighlightSections(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setFixedHeight(30)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left)
        self.selectionModel().currentChanged.connect(lambda *_: self.line_chosen.emit())

    def fit(self) -> None:
        """Rows are named at more length where they, and not the columns, hold something."""
        self.verticalHeader().setFixedWidth(120 if self.cells.layout_.across else 56)

    def go(self, at: Place) -> None:
        """Go to a cell."""
        index = self.cells.index(*at)
        self.setCurrentIndex(index)
        self.scrollTo(index)
