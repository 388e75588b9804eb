"""Taking values from a spreadsheet or CSV file: nothing is written before one has seen what would be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import series
from kpidesk.desk.journal import Change
from kpidesk.domain.labels import LABELS
from kpidesk.domain.series import Value, ValueStatus
from kpidesk.domain.typed_period import read_period
from kpidesk.domain.values_held import Holdings
from kpidesk.domain.values_plan import Plan, plan
from kpidesk.domain.values_reading import Fate, Place, Planned
from kpidesk.domain.values_reconcile import Series, reconcile, series_of
from kpidesk.domain.values_table import (
    MEASURE,
    NOTHING,
    PERIOD,
    SOURCE,
    STATUS,
    VALUE,
    Cell,
    Layout,
    Table,
    guess,
    remembered,
    to_remember,
    with_periods,
)
from kpidesk.imports.columns import letters
from kpidesk.imports.tables import Tables, read_tables
from kpidesk.ui.fields import Choice, LineField, labelled
from kpidesk.ui.jobs import Progress, Stopped
from kpidesk.ui.measures.import_notes import Notes, notes_of
from kpidesk.ui.measures.import_options import ImportOptions
from kpidesk.ui.measures.import_preview import Preview
from kpidesk.ui.measures.import_report import ImportReport
from kpidesk.ui.measures.texts import sentence
from kpidesk.ui.page import Page
from kpidesk.ui.reading import Reading
from kpidesk.ui.widgets import Line, Panel, button, label, tool_button

_NOTES: Final = 320  # px
_NARROW: Final = 900  # px of the view below which the notes get less room


def read(path: Path, progress: Progress, stopped: Stopped, *, delimiter: str, encoding: str) -> Tables:
    """Read a file on the worker."""
    return read_tables(path, stopped, delimiter=delimiter, encoding=encoding)


class ValuesImport(QWidget):
    """A file of values: how it is read, what it would do, and after that what it did.

    `opened` tells that a file is there to look at, `closed` that the person is done with it.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, page: Page, chosen: Callable[[], str]) -> None:
        """Make the view of a page; `chosen` gives the id of the measure that is looked at, or nothing."""
        super().__init__()
        self._page, self._chosen = page, chosen
        self.tables: Tables | None = None
        self.plan = Plan()
        self._path: Path | None = None
        self._held = Holdings(page.session.desk)
        self._number = 0
        self._how = ("", "")  # delimiter and encoding as the person chose them
        self._reading = Reading(page)
        words = page.words
        self.setObjectName("values-import")
        self.options = ImportOptions(words, self._change, self._read_again, self._choose_table)
        self.preview = Preview(words, page.colours)
        self.notes = Notes(words, page.colours, page.icons)
        self.holds = Choice([], self._set_role, words("What the column holds"))
        self.holds.setObjectName("import-holds")
        self.holds.setMinimumContentsLength(26)
        self.stands_for = LineField(
            self._name_period, words("such as March 2025"), name=words("Which period this is")
        )
        self.stands_for.setObjectName("import-stands-for")
        self.reason = LineField(lambda _: True, words("why values are corrected"), name=words("Reason"))
        self.reason.setObjectName("import-reason")
        self.reason.draft = True
        self.told = label("", "second", wrap=True)
        self.told.setObjectName("import-told")
        self.confirm_all = button(words("Confirm all"), self._confirm_all, "link")
        self.confirm_all.setObjectName("import-confirm-all")
        self.take = button(words("Take"), self._take, "filled")
        self.take.setObjectName("import-take")
        self.report = ImportReport(page)
        self._build()
        self.preview.line_chosen.connect(self._show_line)
        self.notes.gone_to.connect(self._go)
        self.notes.confirmed.connect(self._show_sums)
        self.report.closed.connect(self.close_up)
        self.setFocusProxy(self.preview)

    # -- building

    def _build(self) -> None:
        words = self._page.words
        self._panel = panel = Panel(" ")
        panel.head.addWidget(tool_button(self._page.icons.icon("x"), words("Close"), self.close_up))
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(16, 12, 16, 0)
        column.setSpacing(10)
        column.addWidget(self.options)
        column.addWidget(Line())
        column.addLayout(self._line_tools())
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setHandleWidth(12)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.preview)
        self._halves.addWidget(self._notes_side())
        self._halves.setStretchFactor(0, 1)
        column.addWidget(self._halves, 1)
        column.addWidget(Line())
        column.addLayout(self._foot())
        self._sights = QStackedWidget()
        self._sights.addWidget(work)
        self._sights.addWidget(self.report)
        panel.body.addWidget(self._sights)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panel)

    def _line_tools(self) -> QHBoxLayout:
        """What the current column or row holds, and which period its current cell is."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self._line_name = label("", "caption-strong")
        self._period_name = label("", "caption-strong")
        row.addWidget(self._line_name)
        row.addWidget(self.holds)
        row.addSpacing(12)
        row.addWidget(self._period_name)
        row.addWidget(self.stands_for)
        row.addStretch()
        return row

    def _notes_side(self) -> QWidget:
        side = QWidget()
        inside, head = QVBoxLayout(side), QHBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        self._notes_head = label("", "caption-strong")
        head.addWidget(self._notes_head, 1)
        head.addWidget(self.confirm_all)
        inside.addLayout(head)
        inside.addWidget(self.notes, 1)
        return side

    def _foot(self) -> QHBoxLayout:
        words, foot = self._page.words, QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 10)
        foot.setSpacing(8)
        self._why = QWidget()
        inside = QVBoxLayout(self._why)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(labelled(words("Reason for the corrections"), self.reason))
        leave = button(words("Leave it"), self.close_up)
        leave.setObjectName("import-leave")
        foot.addWidget(self.told, 1)
        foot.addWidget(self._why, 1)
        foot.addWidget(leave, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.take, 0, Qt.AlignmentFlag.AlignBottom)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The notes keep their width while there is room."""
        super().resizeEvent(event)
        notes = _NOTES if self.width() >= _NARROW else self.width() // 3
        self._halves.setSizes([self.width() - notes, notes])

    # -- the file

    def ask(self, path: Path | None = None) -> None:
        """Take values from a file, which the person chooses unless it is given."""
        path = path or self._page.shell.questions.table_file()
        if path is not None:
            self._read(path)

    def _read(self, path: Path, delimiter: str = "", encoding: str = "") -> None:
        self._path = path
        self._how = delimiter, encoding
        work = partial(read, path, delimiter=delimiter, encoding=encoding)
        self._reading.start(path, work, self.show_tables)

    def _read_again(self, delimiter: str, encoding: str) -> None:
        if self._path is not None:
            self._read(self._path, delimiter, encoding)

    def stop(self) -> None:
        """Nobody waits for the file any more."""
        self._reading.stop()

    def show_tables(self, tables: Tables) -> None:
        """Show what a file holds; the first sheet in which periods are found comes first."""
        self._held = Holdings(self._page.session.desk)
        self.tables = tables
        self._panel.title.show_text(self._page.words("Values from {file}", file=tables.name))
        guesses = [guess(table, self._held.names, self._chosen()) for table in tables.tables]
        first = next((n for n, each in enumerate(guesses) if each.first(PERIOD) >= 0), 0)
        self.options.offer_sheets([table.name for table in tables.tables], first)
        self.notes.confirm(set())
        self._sights.setCurrentIndex(0)
        self._choose_table(first)
        self.opened.emit()
        self.preview.setFocus()

    def _choose_table(self, number: int) -> None:
        self._number = number
        guessed = guess(self._table, self._held.names, self._chosen())
        self._show(remembered(self._table, guessed, self._held.layouts, self._held.measures))
        layout = self.options.layout_
        at = layout.start, max(layout.first(PERIOD), 0)
        self.preview.go(at[::-1] if layout.across else at)

    @property
    def _table(self) -> Table:
        return self.tables.tables[self._number] if self.tables else Table("", ())

    def close_up(self) -> None:
        """Forget the file."""
        self.stop()
        self.tables = None
        self._path = None
        self.reason.show_value("")
        self.closed.emit()

    def refresh(self, change: Change | None) -> None:
        """The desk is another one: what the file would do is found out anew; a report stays."""
        if self.tables is not None and self._sights.currentIndex() == 0:
            self._held = Holdings(self._page.session.desk)
            self._show(self.options.layout_)

    def leave(self) -> None:
        """The person goes elsewhere; the file stays open."""
        self.stands_for.commit()

    def show_example(self) -> None:
        """A file as it might come, of the desk's first measures; no file is read for a picture."""
        self._held = Holdings(self._page.session.desk)
        some = sorted(self._held.measures.values(), key=lambda each: each.code)[:4]
        latest = [self._held.known(each.id).values.values() for each in some]
        typical = [next((value.number for value in values if value.number), 1.0) for values in latest]
        rows: list[tuple[Cell, ...]] = [("Month", *(each.code for each in some), "Weather")]
        rows += [
            (date(2025, month, 1), *(round(number * (1 + month / 500), 2) for number in typical), "dry")
            for month in range(3, 9)
        ]
        self.show_tables(Tables("History 2025.xlsx", (Table("Sheet1", tuple(rows)),)))

    # -- how it is read

    def _change(self, layout: Layout) -> None:
        """Read the table in another way."""
        before = self.options.layout_
        if layout.across is not before.across:
            other = guess(self._table, self._held.names, self._chosen(), across=layout.across)
            layout = replace(layout, roles=other.roles, header=other.header, start=other.start)
        self._show(layout)

    def _show(self, layout: Layout) -> None:
        table, words = self._table, self._page.words
        roles = tuple(self._role_name(role) for role in layout.roles)
        self.plan = plan(table, layout, self._held, self._statuses(), _today())
        self.options.show_layout(layout, table, self.plan)
        self.options.show_reading(table, *self._how)
        self.preview.cells.show(table, layout, self.plan, roles)
        self.preview.fit()
        self.notes.show_notes(notes_of(self.plan, table, words))
        self.holds.offer([
            *((role, self._role_name(role) or words("nothing")) for role in (NOTHING, PERIOD, VALUE, MEASURE,
                                                                            STATUS, SOURCE)),
            *((key, f"{each.code} {each.name}") for key, each in self._held.measures.items()),
        ])  # fmt: skip
        self._show_line()
        self._show_sums()

    def _role_name(self, role: str) -> str:
        words = self._page.words
        names = {
            NOTHING: "", PERIOD: words("periods"), VALUE: words("values"),
            MEASURE: words("names of measures"), STATUS: words("status"), SOURCE: words("source"),
        }  # fmt: skip
        return names[role] if role in names else self._held.measures[role].code

    def _statuses(self) -> dict[str, ValueStatus | None]:
        words = self._page.words
        found: dict[str, ValueStatus | None] = {"missing": None, words("missing").casefold(): None}
        for status in ValueStatus:
            found |= {status.value: status, words(LABELS[status]).casefold(): status}
        return found

    @property
    def _line(self) -> int:
        """The column, or row, of the file that the current cell is in; -1 for none."""
        index = self.preview.currentIndex()
        return self.preview.cells.line(index) if index.isValid() else -1

    def _show_line(self) -> None:
        """Show what the current column holds, and what its current cell stands for."""
        words, layout, line = self._page.words, self.options.layout_, self._line
        there = 0 <= line < len(layout.roles)
        self.holds.setEnabled(there)
        if there and layout.across:
            self._line_name.setText(words("Row {name} holds", name=line + 1))
        elif there:
            name = str(line + 1) if self._table.text else letters(line)
            self._line_name.setText(words("Column {name} holds", name=name))
        self.holds.show_value(layout.roles[line] if there else NOTHING)
        period = self.plan.period_at.get(self._at)
        for each in (self._period_name, self.stands_for):
            each.setVisible(period is not None)
        if period is not None:
            self._period_name.setText(words("“{name}” is", name=period.text[:40]))
            self.stands_for.show_value(words.pattern(period.day, "yMMMd") if period.day else "")

    @property
    def _at(self) -> Place:
        index = self.preview.currentIndex()
        return index.row(), index.column()

    def _set_role(self, role: str) -> None:
        layout, line = self.options.layout_, self._line
        if role == PERIOD:
            self._show(with_periods(self._table, layout, line, self._held.names))
        else:
            self._show(layout.with_role(line, role))

    def _name_period(self, text: str) -> bool:
        """The current cell stands for another period than it seems."""
        period, named = self.plan.period_at.get(self._at), read_period(text.strip())
        if period is None or named is None or named.day is None:
            return False
        layout = self.options.layout_
        names = {**dict(layout.names), period.text: named.day}
        self._show(replace(layout, names=tuple(names.items())))
        return True

    def _go(self, at: Place) -> None:
        self.preview.go(at)

    # -- what it would do

    def _confirm_all(self) -> None:
        self.notes.confirm(set(self.plan.questions))

    def _show_sums(self) -> None:
        words, confirmed = self._page.words, self.notes.notes.confirmed
        self.preview.cells.confirm(confirmed)
        taken = self.plan.taken(confirmed)
        corrections = sum(_corrects(cell) for cell in taken)
        waiting = sum(cell.writes for cell in self.plan.cells) - len(taken)
        same = sum(cell.fate is Fate.SAME for cell in self.plan.cells)
        refused = sum(cell.fate is Fate.REFUSED for cell in self.plan.cells)
        counts = (
            (len(taken) - corrections, words.many("{n} new", "{n} new", len(taken) - corrections)),
            (corrections, words.many("{n} correction", "{n} corrections", corrections)),
            (same, words.many("{n} as on the desk", "{n} as on the desk", same)),
            (waiting, words.many("{n} waits for you", "{n} wait for you", waiting)),
            (refused, words.many("{n} refused", "{n} refused", refused)),
        )
        found = [text for number, text in counts if number] or [words("no value was found")]
        if dates := len({each.text for each in self.plan.open_dates}):
            found.append(words.many("{n} date has two readings", "{n} dates have two readings", dates))
        told = sentence(", ".join(found))
        self.told.setText(told)
        self._why.setVisible(corrections > 0)
        count = len(self.notes.notes.notes)
        self._notes_head.setText(
            words.many("{n} thing to look at", "{n} things to look at", count)
            if count
            else words("Nothing to look at")
        )
        self.confirm_all.setVisible(len(set(self.plan.questions) - confirmed) > 0)
        self.take.setText(words.many("Take {n} value", "Take {n} values", len(taken)))
        self.take.setEnabled(bool(taken) and not self._page.read_only())
        self.take.setToolTip("" if self.take.isEnabled() else self._page.read_only() or told)

    def _take(self) -> None:
        words, desk = self._page.words, self._page.session.desk
        taken = self.plan.taken(self.notes.notes.confirmed)
        if not taken or self.tables is None:
            return
        planned, table, layout, held = self.plan, self._table, self.options.layout_, self._held
        about = {cell.measure for cell in planned.cells if cell.measure}
        before = {key: series_of(held.known(key).values.values(), held.measures[key]) for key in about}
        name = self.tables.name
        done = words.many("Take {n} value from {file}", "Take {n} values from {file}", len(taken), file=name)
        action = partial(series.take_values, reason=self.reason.typed())
        if not self._page.session.do(done, action, map(_entry, taken), to_remember(table, layout, "")):
            return
        after: dict[str, Series] = {
            key: series_of(desk.find(Value, measure=key), held.measures[key]) for key in about
        }
        entries = reconcile(planned.cells, held.measures, before, after)
        self._sights.setCurrentIndex(1)
        self.report.show_report(entries, name, len(taken))


def _corrects(cell: Planned) -> bool:
    return cell.fate is Fate.CHANGE


def _entry(cell: Planned) -> series.Entry:
    assert cell.period is not None  # noqa: S101 - what writes has a period
    return series.Entry(cell.measure, cell.period, cell.number, cell.status, cell.source)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the person's day
