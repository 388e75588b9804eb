"""After an import: what the desk held, what the file said and what the desk holds, to look at and to keep."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from kpidesk.domain.values_reconcile import Line, Reconciled, What, lines
from kpidesk.drawing.palette import Palette
from kpidesk.exports.import_report import write_report
from kpidesk.system.files import free_name
from kpidesk.system.words import Words
from kpidesk.ui.measures.cell_grid import CellPainter
from kpidesk.ui.measures.texts import number_shown, period_name
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import button, label

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_COLUMNS: Final = 5


def line_names(rows: Sequence[Line], words: Words) -> list[str]:
    """What each line compares, in words."""
    names = {
        What.COUNT: words("Values"), What.SUM: words("Sum"), What.FIRST: words("First"),
        What.LAST: words("Last"), What.REFUSED: words("Cells refused"),
    }  # fmt: skip
    return [
        period_name(row.period, row.measure.period_type, words) if row.period else names[row.what]
        for row in rows
    ]


class _Model(QAbstractTableModel):
    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self.rows: list[Line] = []
        self._names: list[str] = []
        self._words, self._colours = words, colours
        self._heads = (
            words("Measure"), words("What"), words("On the desk before"), words("In the file"),
            words("On the desk now"),
        )  # fmt: skip

    def show(self, rows: list[Line]) -> None:
        """Show a report."""
        self.beginResetModel()
        self.rows, self._names = rows, line_names(rows, self._words)
        self.endResetModel()

    def _text(self, row: int, column: int) -> str:
        line = self.rows[row]
        if column == 0:
            return f"{line.measure.code} {line.measure.name}" if line.what is What.COUNT else ""
        if column == 1:
            return self._names[row]
        value = (line.before, line.said, line.after)[column - 2]
        if value is None:
            return self._words("none") if line.what is What.PERIOD else "–"
        if isinstance(value, date):
            return period_name(value, line.measure.period_type, self._words)
        counts = line.what in {What.COUNT, What.REFUSED}
        return number_shown(value, 0 if counts else line.measure.decimals, self._words)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else _COLUMNS

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < _COLUMNS:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    @staticmethod
    def _side(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column > 1 else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.ForegroundRole and self.rows[index.row()].what is not What.PERIOD:
            return QColor(self._colours.text_second if index.column() else self._colours.text)
        return None


class ImportReport(QWidget):
    """The report with what can be done about it."""

    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._name = ""
        words = page.words
        self.summary = label("", "statement", wrap=True)
        self.summary.setObjectName("import-report-summary")
        self.rows = _Model(words, page.colours)
        self.table = QTableView()
        self.table.setObjectName("import-report")
        self.table.setAccessibleName(words("Before and after"))
        self.table.setModel(self.rows)
        self.table.setItemDelegate(CellPainter(self.table, page.colours))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(32)
        self.table.setShowGrid(False)
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        self.save = button(words("Save report"), self._save)
        self.save.setObjectName("import-report-save")
        self.done = button(words("Done"), self.closed.emit, "filled")
        self.done.setObjectName("import-report-done")
        column, foot = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(10)
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(self.save)
        foot.addWidget(self.done)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The names take what the numbers leave."""
        super().resizeEvent(event)
        room = self.width() - 48
        for column, share in enumerate((0.34, 0.15, 0.17, 0.17, 0.17)):
            self.table.setColumnWidth(column, int(room * share))

    def show_report(self, entries: Sequence[Reconciled], file: str, taken: int) -> None:
        """Show what became of a file."""
        words = self._page.words
        different = sum(len(each.differences) for each in entries)
        took = words.many(
            "{n} value was taken from {file}.", "{n} values were taken from {file}.", taken, file=file
        )
        differ = words.many(
            "{n} period differs; it is listed below its measure.",
            "{n} periods differ; they are listed below their measures.", different,
        )  # fmt: skip
        self._name = words("Import of {file}", file=Path(file).stem)
        self.summary.setText(f"{took} {differ}" if different else took)
        self.rows.show(list(lines(entries)))
        self.done.setFocus()

    def _save(self) -> None:
        shell, words = self._page.shell, self._page.words
        folder = shell.questions.folder(self._page.session.path.parent)
        if folder is None:
            return
        path = free_name(folder / f"{self._name}.xlsx")
        try:
            write_report(path, self.rows.rows, line_names(self.rows.rows, words), words)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            shell.say(words("The report could not be saved ({reason}).", reason=reason), bad=True)
            return
        shell.say(
            words("The report is saved as {file}.", file=path.name),
            button=words("Show the folder"), do=lambda: shell.open_folder(folder),
        )  # fmt: skip
