"""The stock-take: all measures that are kept already, which look alike, and what becomes of each."""

import csv
import io
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import stocktake
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.search import folded
from kpidesk.domain.stock_review import GONE
from kpidesk.domain.stocktake import ExistingMeasure, Fate
from kpidesk.imports.columns import Book, Sheet
from kpidesk.ui.fields import Choice
from kpidesk.ui.form import Unreadable, read_day
from kpidesk.ui.measures.record_grid import Cell, Field, RecordGrid, RecordRow, cell
from kpidesk.ui.measures.stocktake_import import StockImport
from kpidesk.ui.measures.stocktake_panel import StockPanel
from kpidesk.ui.measures.texts import number_typed, plain_number
from kpidesk.ui.measures.view import NOTHING, View
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Line, Panel, label

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

_ALL, _OPEN = "all", "open"
_CODE, _FATE, _HOURS, _USED = "code", "fate", "hours", "last_used"


class StockTakeView(View):
    """The table with what is decided; at the right the chosen one, its likes, and what it all comes to."""

    key: ClassVar[str] = "stocktake"
    beside: ClassVar[str] = NOTHING
    COMMANDS: ClassVar = (
        "measures.stock_add",
        "measures.stock_import",
        "measures.stock_paste",
        "measures.adopt",
    )
    side: StockPanel

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        words = self.words
        self._measures: tuple[ExistingMeasure, ...] = ()
        self.grid = RecordGrid(
            self._fields(), self._take, words("Measures that are kept already"), page.colours
        )
        page.command("measures.stock_add", self._add, page.read_only)
        page.command("measures.stock_import", self.ask_for_file, page.read_only)
        page.command("measures.stock_paste", self.paste, page.read_only)
        page.command("measures.adopt", self._adopt, self._why_no_adopting)
        self.file = StockImport(page, self._take_list)
        self.file.closed.connect(self._close_file)
        self.side = StockPanel(page, self._decide, self.go_to)
        self.grid.setObjectName("stock")
        self.grid.sortable()
        self.grid.gone_to.connect(lambda _: self._show_chosen())
        self.grid.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.grid.removed.connect(self._remove)
        self.grid.pasted.connect(self.paste)
        self.across = splitter(Qt.Orientation.Horizontal, self._table(), self.side)
        self.across.setStretchFactor(0, 1)
        self.stack = QStackedWidget()
        for each in (self.across, self._empty(), self.file):
            self.stack.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.head_tools("measures.stock_import", "measures.stock_paste", "measures.stock_add")

    # -- building

    def _fields(self) -> list[Field]:
        words = self.words
        return [
            Field(_CODE, words("Code"), 0, 56, typed=False),
            Field("name", words("Name"), 5, 130),
            Field(_FATE, words("Decision"), 0.5, 84, typed=False),
            Field(_HOURS, words("Hours a month"), 0, 110, right=True),
            Field("result", words("Result or goal"), 1, 110),
            Field("formula", words("Formula"), 2, 90),
            Field("owner", words("Owner"), 1, 84),
            Field("report", words("Report"), 1, 76),
            Field(_USED, words("Last used"), 0, 104),
        ]

    def _table(self) -> Panel:
        words = self.words
        panel = Panel()
        self.search = QLineEdit()
        self.search.setObjectName("stock-find")
        self.search.setPlaceholderText(words("Find by any word"))
        self.search.setAccessibleName(words("Find by any word"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._show_rows())
        offered: list[tuple[object, str]] = [(_ALL, words("All")), (_OPEN, words("Still open"))]
        offered += [(fate, words(LABELS[fate])) for fate in Fate]
        self.only = Choice(offered, lambda _: self._show_rows(), words("Which are shown"))
        self.only.setObjectName("stock-only")
        self.only.setFixedWidth(130)
        self.count = label("", "second")
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        head.addWidget(self.only)
        head.addWidget(self.count)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.setContentsMargins(12, 6, 12, 6)
        self.wrong.hide()
        self.grid.wrong.connect(self._say)
        panel.body.addLayout(head)
        panel.body.addWidget(Line())
        panel.body.addWidget(self.grid, 1)
        panel.body.addWidget(self.wrong)
        panel.setMinimumWidth(420)
        return panel

    def _empty(self) -> Panel:
        words, page = self.words, self.page
        panel = Panel()
        panel.body.addWidget(
            EmptyState(
                page.icons.pixmap("list-checks", "text_third", 40),
                words("Here come the measures that people keep already, to see which are worth their hours."),
                words("Overtime hours, board report, 6 hours a month, last used in March."),
                page.button("measures.stock_import", "filled"),
                page.button("measures.stock_paste", "quiet"),
                page.button("measures.stock_add", "quiet"),
            )
        )
        return panel

    # -- the page's side

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.file if self.stack.currentWidget() is self.file else self.grid

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        self.across.setSizes([middle, max(side, 256)])

    def leave(self) -> None:
        """See View."""
        self.grid.commit()
        self.side.commit()

    def give_up(self) -> None:
        """See View."""
        self.file.stop()

    def unfinished(self) -> str:
        """See View."""
        return self.grid.typed

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        self._measures = self.session.desk.find(ExistingMeasure)
        self.grid.writable = self.session.desk.writable
        self._show_rows()
        if self.stack.currentWidget() is not self.file:
            self.stack.setCurrentIndex(0 if self._measures else 1)
        self.file.refresh(self._measures)

    def _show_rows(self) -> None:
        wanted = folded(self.search.text()).split()
        only = self.only.value
        shown = [
            each
            for each in self._measures
            if (only == _ALL or each.fate is (None if only == _OPEN else only))
            and (not wanted or all(word in _texts(each) for word in wanted))
        ]
        codes = {each.id: each.code for each in self._measures}
        self.grid.show_rows(self._row(each, codes) for each in shown)
        words, count = self.words, len(self._measures)
        told = words("{n} of {all}", n=len(shown), all=count) if len(shown) < count else words.number(count)
        self.count.setText(told)
        self._show_chosen()

    def _row(self, each: ExistingMeasure, codes: dict[str, str]) -> RecordRow:
        words = self.words
        hours = "" if each.hours is None else plain_number(each.hours, words)
        used = "" if each.last_used is None else words.pattern(each.last_used, "yMMMd")
        fate = words(LABELS[each.fate]) if each.fate else ""
        if each.into:
            fate = words("into {code}", code=codes[each.into])
        order = [*Fate].index(each.fate) if each.fate else -1
        return RecordRow(
            each.id,
            (
                Cell(each.code, each.code, (len(each.code), each.code)),
                cell(each.name),
                Cell(fate, fate, (order, fate)),
                Cell(hours, hours, (each.hours or 0.0,)),
                *(cell(text) for text in (each.result, each.formula, each.owner, each.report)),
                Cell(used, used.replace("\u00a0", " "), ((each.last_used or date.min).toordinal(),)),
            ),
            quiet=each.fate in GONE,
        )  # fmt: skip

    @property
    def chosen(self) -> list[ExistingMeasure]:
        """What is chosen in the table."""
        by_id = {each.id: each for each in self._measures}
        return [by_id[each] for each in self.grid.chosen if each in by_id]

    def _show_chosen(self) -> None:
        self.side.show_measures(self._measures, self.chosen)
        self.page.shell.commands.refresh()

    def go_to(self, existing_id: str) -> None:
        """Bring a measure into sight, whatever is searched for."""
        if self.grid.records.row_of(existing_id) < 0:
            self.search.clear()
            self.only.show_value(_ALL)
            self._show_rows()
        self.grid.go(existing_id)
        self.grid.scrollTo(self.grid.currentIndex())
        self._show_chosen()

    def _say(self, reason: str) -> None:
        self.wrong.setText(reason)
        self.wrong.setVisible(bool(reason))

    # -- doing

    def _do(self, label_: str, action: Callable[..., object], *arguments: object) -> bool:
        return self.session.do(label_, action, *arguments)

    def _take(self, existing_id: str, key: str, text: str) -> str:
        words = self.words
        value: Any = text
        if key == _HOURS:
            value = number_typed(text, words)
            if value is None and text.strip():
                return words("“{typed}” is no number.", typed=text.strip()[:40])
        elif key == _USED:
            try:
                value = read_day(text, words) if text.strip() else None
            except Unreadable as wrong:
                return str(wrong)
        label_ = words("Write in the stock-take")
        done = self._do(label_, partial(stocktake.change, **{key: value}), existing_id)
        return "" if done else words("This was not taken.")

    def _add(self) -> None:
        """Add a line with a name to type over."""
        self.page.show_view(self.key)
        self.leave()
        added: list[str] = []

        def add(edit: Edit) -> None:
            added.append(stocktake.add(edit, self.words("Kept measure")).id)

        if self._do(self.words("Add to the stock-take"), add):
            self.stack.setCurrentIndex(0)
            self.go_to(added[0])
            self.grid.setFocus()
            self.grid.setCurrentIndex(self.grid.currentIndex().siblingAtColumn(1))
            self.grid.edit_cell()

    def _remove(self, ids: list[str]) -> None:
        words = self.words
        name = words.many("Remove {n} line", "Remove {n} lines", len(ids))
        self._do(name, stocktake.remove, ids)

    def _decide(self, fate: Fate | None) -> None:
        ids = [each.id for each in self.chosen]
        if ids:
            self._do(self.words("Decide what becomes of it"), stocktake.decide, ids, fate)

    def _why_no_adopting(self) -> str:
        if reason := self.page.read_only():
            return reason
        chosen = self.chosen
        if len(chosen) != 1:
            return self.words("Choose one line of the stock-take first.")
        if chosen[0].measure:
            code = self.session.desk.get(Measure, chosen[0].measure).code
            return self.words("It is {code} on this desk already.", code=code)
        return ""

    def _adopt(self) -> None:
        """The chosen one becomes a measure of the desk."""
        each, words = self.chosen[0], self.words
        if self._do(words("Make it a measure of this desk"), stocktake.adopt, each.id):
            made = self.session.desk.get(ExistingMeasure, each.id).measure
            code = self.session.desk.get(Measure, made).code if made else ""
            self.page.shell.say(words("{old} is measure {code} of this desk now.", old=each.code, code=code))

    # -- lists from elsewhere

    def ask_for_file(self) -> None:
        """Take a list from a spreadsheet or a CSV file."""
        self.page.show_view(self.key)
        path = self.page.shell.questions.table_file()
        if path is not None:
            self.file.read(path, self._open_file)

    def paste(self) -> None:
        """Take a list from the clipboard."""
        self.page.show_view(self.key)
        if self.page.read_only():
            return
        text = QGuiApplication.clipboard().text().replace("\0", "")
        try:
            rows = [tuple(row) for row in csv.reader(io.StringIO(text), dialect="excel-tab")]
        except csv.Error:
            rows = [tuple(line.split("\t")) for line in text.splitlines()]
        filled = tuple(row for row in rows if any(each.strip() for each in row))
        if not filled:
            self.page.shell.say(self.words("There is no text on the clipboard. Copy some cells first."))
            return
        name = self.words("the clipboard")
        self.file.show_book(Book(name, (Sheet(name, filled),)))
        self._open_file()

    def _open_file(self) -> None:
        self.grid.commit()
        self.stack.setCurrentWidget(self.file)
        self.file.setFocus()

    def _close_file(self) -> None:
        self.file.close_up()
        self.stack.setCurrentIndex(0 if self._measures else 1)
        self.grid.setFocus()

    def _take_list(self, rows: list[dict[str, Any]]) -> bool:
        words = self.words
        added: list[ExistingMeasure] = []

        def take(edit: Edit) -> None:
            added.extend(stocktake.take_list(edit, rows))

        name = words.many("Take {n} line over", "Take {n} lines over", len(rows))
        if not self._do(name, take):
            return False
        told = [words.many("{n} line added", "{n} lines added", len(added))]
        if twice := len(rows) - len(added):
            told.append(words.many("{n} was there already", "{n} were there already", twice))
        self.page.shell.say(f"{', '.join(told)}.")
        self._close_file()
        if added:
            self.go_to(added[0].id)
        return True


def _texts(each: ExistingMeasure) -> str:
    """All that can be found of a measure."""
    texts = (
        each.code, each.name, each.result, each.formula, each.owner, each.report, each.description,
        each.source, each.reason,
    )  # fmt: skip
    return folded(" ".join(texts))
