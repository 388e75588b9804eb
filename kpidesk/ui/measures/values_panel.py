"""The values under the chart: the grid, why a text cannot be taken, and what a paste could not read."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QPushButton, QSizePolicy, QVBoxLayout

from kpidesk.domain.measures import Calculation
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.value_work import Report
from kpidesk.ui.measures.values_grid import Take, ValuesGrid
from kpidesk.ui.measures.values_model import Series, ValuesModel
from kpidesk.ui.widgets import Elided, Panel, label, tool_button


class PasteReport(QFrame):
    """What became of a paste that could not be taken as a whole. It stays until it is closed."""

    closed = Signal()

    def __init__(self, words: Words, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("paste-report")
        self.setProperty("kind", "hint")
        self._words = words
        self.summary = label("", "panel", wrap=True)
        self.lines = QStringListModel(self)
        self._list = QListView()
        self._list.setModel(self.lines)
        self._list.setUniformItemSizes(True)
        self._list.setWordWrap(False)
        self._list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setAccessibleName(words("Cells that were not taken"))
        mark = QLabel()
        mark.setPixmap(icons.pixmap("triangle-alert", "warn", 18))
        close = tool_button(icons.icon("x"), words("Close"), self.closed.emit)
        close.setObjectName("paste-report-close")
        head = QHBoxLayout()
        head.setContentsMargins(12, 2, 4, 0)
        head.setSpacing(8)
        head.addWidget(mark)
        head.addWidget(self.summary, 1)
        head.addWidget(close)
        body = QHBoxLayout()
        body.setContentsMargins(34, 0, 4, 0)  # under the words of the head
        body.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(body)
        self.hide()

    def show_report(self, report: Report | None, most: int = 4) -> None:
        """Show a report with some lines in sight, or nothing."""
        wanted = report is not None and bool(report.bad)
        if report is not None and wanted:
            self.summary.setText(paste_summary(report, self._words))
            self.lines.setStringList(list(report.bad))
            rows = min(len(report.bad), most)
            self._list.setFixedHeight(rows * max(self._list.sizeHintForRow(0), 18) + 4)
        self.setVisible(wanted)


def paste_summary(report: Report, words: Words) -> str:
    """How many values were taken, and how many cells were not."""
    taken = (
        words.many("{n} value was taken.", "{n} values were taken.", report.taken)
        if report.taken
        else words("No value was taken.")
    )
    rest = words.many("{n} cell was not:", "{n} cells were not:", len(report.bad))
    return f"{taken} {rest}"


class ValuesPanel(Panel):
    """The panel around the grid; `opened` tells that it wants the chart's room as well, or gives it back."""

    opened = Signal(bool)

    def __init__(
        self, take: Take, words: Words, colours: Palette, icons: Icons, tools: Sequence[QPushButton]
    ) -> None:
        super().__init__(words("Values"))
        self._words = words
        self.values = ValuesModel(words, colours)
        self.grid = ValuesGrid(self.values, take, words, colours)
        self.report = PasteReport(words, icons)
        self._about: tuple[str, ...] = ()
        self.unit = Elided("", "second")
        self.head.removeWidget(self.title)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.head.addWidget(self.title)
        self.head.addSpacing(4)
        self.head.addWidget(self.unit, 1)
        for each in tools:
            self.head.addWidget(each)
        self.open = tool_button(
            icons.icon("maximize", on="accent"),
            words("Give the values all the room"),
            lambda: self.opened.emit(self.open.isChecked()),
            checkable=True,
        )
        self.head.addWidget(self.open)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.setObjectName("wrong-value")
        self.wrong.setContentsMargins(14, 4, 12, 4)
        self.wrong.hide()
        self.grid.wrong.connect(self._show_wrong)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.wrong)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 0, 8, 8)
        foot.addWidget(self.report)
        self.body.addLayout(foot)
        self.setMinimumHeight(140)

    def show_series(self, series: Series, others: int) -> None:
        """Show a measure's values; `others` were entered for periods of another length."""
        words = self._words
        self.values.show(series)
        aside = words.many(
            "{n} value of other periods is kept aside", "{n} values of other periods are kept aside", others
        )
        worked_out = series.measure.calculation is not Calculation.TYPED
        self._about = (
            series.measure.unit,
            aside if others else "",
            words("typed values are kept; the chart is worked out") if worked_out else "",
        )
        self.show_former("")

    def show_former(self, text: str) -> None:
        """Say what the value in hand was before it was corrected; nothing for one that never was."""
        self.unit.show_text(" · ".join(filter(None, (*self._about, text))))

    def show_report(self, report: Report | None) -> None:
        """Show what became of the latest paste; the grid keeps some rows beside it."""
        self.report.show_report(report, 4 if self.height() >= 230 else 2)
        if report is not None:  # the grid is lower now
            self.body.activate()
            self.grid.scrollTo(self.grid.currentIndex())

    def _show_wrong(self, reason: str) -> None:
        self.wrong.setText(reason)
        self.wrong.setVisible(bool(reason))
        if reason:
            self.body.activate()
            self.grid.scrollTo(self.grid.currentIndex())
