"""The grid of values: type over a cell, Enter goes down, Tab goes right, as in any spreadsheet.

The field that one types in lies over its cell and belongs to us, not to Qt's delegates: it can stay
open with a text that was refused, and it keeps its period while rows come and go beneath it.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kpidesk.domain.labels import LABELS
from kpidesk.domain.series import ValueStatus
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.measures.values_model import Column, Index, Row, ValuesModel
from kpidesk.ui.widgets import restyle

# Takes over what was typed for a period in a column; empty when it was taken, else why it was not.
Take = Callable[[Row, Column, str], str]
_ROW: Final = 32
_PAD: Final = 10
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDIT: Final = (Qt.Key.Key_F2,)


class _Painter(QStyledItemDelegate):
    """Paints cells with some air around their words, and frames the current one in the accent."""

    def __init__(self, view: QTableView, colours: Palette) -> None:
        super().__init__(view)
        self._view, self._colours = view, colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(self._colours.accent_soft))
        ink = index.data(Qt.ItemDataRole.ForegroundRole) or QColor(self._colours.text)
        painter.setPen(ink)
        align = Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        room = box.adjusted(_PAD, 0, -_PAD, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align, shown)
        if index == self._view.currentIndex():
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class CellField(QLineEdit):
    """The field over a cell. `left` tells the key that leaves it; `tried` what stands there just now."""

    left = Signal(object)
    unfocused = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cell")
        self.typed_over = False
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Tab is ours: Qt would take it for going to the next widget."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                self.left.emit(key)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Tab take over and go on, Esc gives back; so do arrows after typing over a cell."""
        key = Qt.Key(event.key())
        upright = key in {Qt.Key.Key_Up, Qt.Key.Key_Down}
        if key in _ENTER or upright:
            self.left.emit(key)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Leaving takes over as well."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.unfocused.emit()


class ValuesGrid(QTableView):
    """The grid.

    `gone_to` tells the period of the current row, `tried` period and text while a value is being typed,
    `wrong` why a text cannot be taken (empty: all is well), `cleared` the rows to empty, `pasted` that a
    paste is wanted at the current row.
    """

    gone_to = Signal(object)
    tried = Signal(object, str)
    wrong = Signal(str)
    cleared = Signal(list)
    pasted = Signal()
    status_chosen = Signal(object, object)

    def __init__(self, model: ValuesModel, take: Take, words: Words, colours: Palette) -> None:
        super().__init__()
        self.values = model
        self.writable = True
        self._take = take
        self._words = words
        self._place: tuple[date, Column] | None = None
        self._following = False
        self.setObjectName("values")
        self.setAccessibleName(words("Values"))
        self.setModel(model)
        self.setItemDelegate(_Painter(self, colours))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self._headers()
        self.cell = CellField(self.viewport())
        self.cell.left.connect(self._leave_cell)
        self.cell.unfocused.connect(self.commit)
        self.cell.escaped.connect(self.give_back)
        self.cell.textEdited.connect(self._typing)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._put_cell())
        model.modelReset.connect(self._put_cell)
        self.doubleClicked.connect(lambda _: self.edit_cell())
        self.selectionModel().currentRowChanged.connect(self._gone)

    def _headers(self) -> None:
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(_ROW)
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setFixedHeight(28)
        across.setStretchLastSection(True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Columns share the width; the last one takes the rest."""
        super().resizeEvent(event)
        wide = self.viewport().width()
        for column, share, most in ((0, 0.2, 130), (1, 0.2, 130), (2, 0.22, 140)):
            self.setColumnWidth(column, min(max(int(wide * share), 74), most))
        self._put_cell()

    # -- where the person is

    @property
    def period(self) -> date | None:
        """The period of the current row."""
        row = self.values.row(self.currentIndex())
        return row.period if row else None

    def go(self, period: date | None, column: Column = Column.VALUE) -> bool:
        """Go to a period without telling; whether it has a row."""
        number = -1 if period is None else self.values.row_of(period)
        if number < 0:
            return False
        index = self.values.index(number, column)
        if index != self.currentIndex():
            self._following = True
            self.setCurrentIndex(index)
            self._following = False
        self.scrollTo(index)
        return True

    def begin_at(self, latest: date | None) -> None:
        """Go to the latest value with the fresh row in sight, or to the fresh row if there is none."""
        if self.values.rows:
            self.go(latest or self.values.rows[-1].period)
            self.scrollToBottom()

    def _gone(self, index: QModelIndex) -> None:
        row = self.values.row(index)
        if row is not None and not self._following:
            self.gone_to.emit(row.period)

    # -- typing

    def edit_cell(self, text: str | None = None) -> None:
        """Open the field over the current cell, with what stands there or with a text that replaces it."""
        index = self.currentIndex()
        row = self.values.row(index)
        if row is None or not self.writable or not self._may_edit(row, Column(index.column())):
            return
        if index.column() == Column.STATUS:
            self._offer_statuses(row, index)
            return
        self._place = (row.period, Column(index.column()))
        self.cell.typed_over = text is not None
        self.cell.setAccessibleName(str(self.values.data(index, Qt.ItemDataRole.AccessibleTextRole)))
        right = index.column() == Column.VALUE
        self.cell.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        self._mark("")
        self.cell.setText(self.values.plain(index) if text is None else text)
        if text is None:
            self.cell.selectAll()
        self._put_cell()
        self.cell.show()
        self.cell.setFocus()
        if text is not None:
            self._typing(text)

    @staticmethod
    def _may_edit(row: Row, column: Column) -> bool:
        """Status and source belong to a value; only the fresh row's period is open."""
        if column is Column.PERIOD:
            return row.fresh
        return column is Column.VALUE or row.value is not None

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed in."""
        return self._place is not None

    @property
    def typed(self) -> str:
        """What stands in the cell that is being typed in, empty for none."""
        return self.cell.text() if self._place is not None else ""

    def _typing(self, text: str) -> None:
        self._mark("")
        if self._place is not None and self._place[1] is Column.VALUE:
            self.tried.emit(self._place[0], text)

    def commit(self) -> bool:
        """Take over what was typed; whether nothing is left in the field. What is refused stays in it."""
        if self._place is None:
            return True
        period, column = self._place
        number = self.values.row_of(period)
        row = self.values.rows[number] if number >= 0 else Row(period)
        index = self.values.index(number, column)
        if self.cell.text() != self.values.plain(index):
            reason = self._take(row, column, self.cell.text())
            if reason:
                self._mark(reason)
                return False
        self._close_cell()
        return True

    def give_back(self) -> None:
        """Forget what was typed."""
        if self._place is not None:
            period = self._place[0]
            self._close_cell()
            self.tried.emit(period, "")

    def _close_cell(self) -> None:
        self._place = None
        self._mark("")
        if self.cell.hasFocus():
            self.setFocus()  # before it is hidden: else Qt passes the focus on by a Tab to the next cell
        self.cell.hide()

    def _mark(self, reason: str) -> None:
        restyle(self.cell, "wrong", "true" if reason else "false")
        self.cell.setToolTip(reason)
        self.cell.setAccessibleDescription(reason)
        self.wrong.emit(reason)

    def _put_cell(self) -> None:
        """Keep the field over its cell, wherever that is now."""
        if self._place is not None:
            number = self.values.row_of(self._place[0])
            if number >= 0:
                self.cell.setGeometry(self.visualRect(self.values.index(number, self._place[1])))

    def _leave_cell(self, key: Qt.Key) -> None:
        if self._place is None:
            return
        period, column = self._place
        if self.commit():
            self._step(period, column, key)

    def _step(self, period: date, column: Column, key: Qt.Key) -> None:
        """Where a key leads from a cell, wherever that stands by now."""
        number = self.values.row_of(period)
        if number < 0:  # the fresh row was given another period, and the person is at its value already
            return
        if column is Column.PERIOD and key in _ENTER:
            column = Column.VALUE
        elif key in _ENTER or key == Qt.Key.Key_Down:
            number += 1
        elif key == Qt.Key.Key_Up:
            number -= 1
        elif key == Qt.Key.Key_Tab:
            column = Column(min(column + 1, Column.SOURCE))
        elif key == Qt.Key.Key_Backtab:
            column = Column(max(column - 1, Column.PERIOD))
        number = min(max(number, 0), len(self.values.rows) - 1)
        self.setCurrentIndex(self.values.index(number, column))

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Whatever is typed replaces the cell; Enter goes down, F2 edits, Delete clears."""
        key = Qt.Key(event.key())
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif key in _EDIT or (key == Qt.Key.Key_Space and index.column() == Column.STATUS):
            self.edit_cell()
        elif key in _ENTER:
            if index.isValid():
                self._step(self.values.rows[index.row()].period, Column(index.column()), Qt.Key.Key_Down)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._clear()
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and self._at_edge(key):
            self.focusNextPrevChild(key == Qt.Key.Key_Tab)
        elif event.text().isprintable() and event.text().strip() and not _with_ctrl(event):
            self.edit_cell(event.text())
        else:
            super().keyPressEvent(event)

    def _at_edge(self, key: Qt.Key) -> bool:
        """Whether Tab has nowhere to go in the grid, so that it leaves it."""
        last = self.values.index(len(self.values.rows) - 1, Column.SOURCE)
        return self.currentIndex() == (last if key == Qt.Key.Key_Tab else self.values.index(0, 0))

    def chosen(self) -> list[Row]:
        """The rows of the selected cells, in order; the current one if none is."""
        indexes = self.selectedIndexes() or [self.currentIndex()]
        numbers = sorted({index.row() for index in indexes if index.isValid()})
        return [self.values.rows[number] for number in numbers]

    def _clear(self) -> None:
        column = Column(max(self.currentIndex().column(), 0))
        rows = [row for row in self.chosen() if row.value is not None]
        if column is Column.SOURCE and rows:
            self._take(rows[0], Column.SOURCE, "")
        elif rows and self.writable and column in {Column.VALUE, Column.PERIOD}:
            self.cleared.emit(rows)

    def copied(self) -> str:
        """The selected cells as a spreadsheet takes them."""
        cells: dict[int, dict[int, str]] = {}
        for index in self.selectedIndexes():
            cells.setdefault(index.row(), {})[index.column()] = self.values.plain(index)
        columns = sorted({column for row in cells.values() for column in row})
        return "\n".join(
            "\t".join(cells[number].get(column, "") for column in columns) for number in sorted(cells)
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click elsewhere takes over what was typed first."""
        if self.commit():
            super().mousePressEvent(event)

    # -- how final a value is

    def _offer_statuses(self, row: Row, index: QModelIndex) -> None:
        menu = QMenu(self)
        menu.setObjectName("statuses")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for status in ValueStatus:
            action = menu.addAction(self._words(LABELS[status]))
            action.setCheckable(True)
            action.setChecked(row.value is not None and row.value.status is status)
            action.triggered.connect(lambda _=False, s=status: self.status_chosen.emit(row, s))
        box = self.visualRect(index)
        menu.popup(self.viewport().mapToGlobal(QPoint(box.left(), box.bottom())))


def _with_ctrl(event: QKeyEvent) -> bool:
    modifiers = event.modifiers()
    return bool(modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
