"""The grid of one measure's values: type over a cell, Enter goes down, Tab goes right."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu

from kpidesk.domain.labels import LABELS
from kpidesk.domain.series import ValueStatus
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.measures.cell_grid import ENTER, CellGrid, Index
from kpidesk.ui.measures.values_model import Column, Row, ValuesModel

# Takes over what was typed for a period in a column; empty when it was taken, else why it was not.
Take = Callable[[Row, Column, str], str]


class ValuesGrid(CellGrid):
    """The grid.

    `gone_to` tells the period of the current row, `tried` period and text while a value is being typed,
    `cleared` the rows to empty, `status_chosen` a row and its new status.
    """

    gone_to = Signal(object)
    tried = Signal(object, str)
    cleared = Signal(list)
    status_chosen = Signal(object, object)

    def __init__(self, model: ValuesModel, take: Take, words: Words, colours: Palette) -> None:
        super().__init__(model, words("Values"), colours)
        self.values = model
        self._take = take
        self._words = words
        self._following = False
        self.setObjectName("values")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setSectionsClickable(False)
        across.setFixedHeight(28)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setStretchLastSection(True)
        self.selectionModel().currentRowChanged.connect(self._gone)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Columns share the width; the last one takes the rest."""
        super().resizeEvent(event)
        wide = self.viewport().width()
        for column, share, most in ((0, 0.18, 130), (1, 0.18, 130), (2, 0.18, 120), (3, 0.24, 400)):
            self.setColumnWidth(column, min(max(int(wide * share), 74), most))
        self.put_cell()

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

    # -- see CellGrid

    def key_of(self, index: Index) -> tuple[date, Column] | None:
        """See CellGrid. What is said of a value needs one; only the fresh row's period is open."""
        row, column = self.values.row(index), Column(index.column())
        if row is None or column is Column.STATUS:
            return None
        may = row.fresh if column is Column.PERIOD else column is Column.VALUE or row.value is not None
        return (row.period, column) if may else None

    def index_of(self, key: object) -> QModelIndex:
        """See CellGrid."""
        period, column = _place(key)
        number = self.values.row_of(period)
        return self.values.index(number, column) if number >= 0 else QModelIndex()

    def plain(self, index: Index) -> str:
        """See CellGrid."""
        return self.values.plain(index)

    def take(self, key: object, text: str) -> str:
        """See CellGrid."""
        period, column = _place(key)
        return self._take(self.values.row(self.index_of(key)) or Row(period), column, text)

    def follow(self, key: object, text: str) -> None:
        """See CellGrid."""
        period, column = _place(key)
        if column is Column.VALUE:
            self.tried.emit(period, text)

    def step(self, key: object, pressed: Qt.Key) -> None:
        """See CellGrid."""
        index = self.index_of(key)
        if (
            not index.isValid()
        ):  # the fresh row was given another period, and the person is at its value already
            return
        number, column = index.row(), Column(index.column())
        if column is Column.PERIOD and pressed in ENTER:
            column = Column.VALUE
        elif pressed in ENTER or pressed == Qt.Key.Key_Down:
            number += 1
        elif pressed == Qt.Key.Key_Up:
            number -= 1
        elif pressed == Qt.Key.Key_Tab:
            column = Column(min(column + 1, Column.REASON))
        elif pressed == Qt.Key.Key_Backtab:
            column = Column(max(column - 1, Column.PERIOD))
        number = min(max(number, 0), len(self.values.rows) - 1)
        self.setCurrentIndex(self.values.index(number, column))

    def edit_cell(self, text: str | None = None) -> None:
        """See CellGrid. A status is chosen from a menu."""
        index = self.currentIndex()
        row = self.values.row(index)
        if row is not None and row.value is not None and index.column() == Column.STATUS:
            if self.writable:
                self._offer_statuses(row, index)
            return
        super().edit_cell(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """See CellGrid. The space bar opens the statuses."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().column() == Column.STATUS:
            self.edit_cell()
        else:
            super().keyPressEvent(event)

    # -- several rows

    def chosen(self) -> list[Row]:
        """The rows of the selected cells, in order; the current one if none is."""
        indexes = self.selectedIndexes() or [self.currentIndex()]
        numbers = sorted({index.row() for index in indexes if index.isValid()})
        return [self.values.rows[number] for number in numbers]

    def clear_chosen(self) -> None:
        """See CellGrid."""
        column = Column(max(self.currentIndex().column(), 0))
        rows = [row for row in self.chosen() if row.value is not None]
        if column in {Column.SOURCE, Column.REASON} and rows:
            self._take(rows[0], column, "")
        elif rows and self.writable and column in {Column.VALUE, Column.PERIOD}:
            self.cleared.emit(rows)

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


def _place(key: object) -> tuple[date, Column]:
    assert isinstance(key, tuple)  # noqa: S101 - for the type checker
    return key[0], key[1]
