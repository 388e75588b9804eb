"""A list of somebody's own: what it is of, which rows and columns are read, and what would come of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.store import Desk
from kpidesk.domain.columns import Column, Lookup
from kpidesk.domain.communities import Community
from kpidesk.domain.differences import Kind
from kpidesk.domain.keeping import ListLayout
from kpidesk.domain.list_reading import (
    CODE,
    KINDS,
    Listing,
    guess,
    letters,
    likely_kind,
    offered,
    with_headings,
)
from kpidesk.domain.results import Result
from kpidesk.domain.returned import SHEETS, Plan
from kpidesk.domain.sharing import Centre
from kpidesk.domain.values_table import Table, shown
from kpidesk.domain.wording import Refused
from kpidesk.imports.list_intake import ListIntake, pasted, plan_list, tongues
from kpidesk.imports.tables import Tables, read_tables
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, LineField, labelled
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.jobs import Job, Progress, Stopped
from kpidesk.ui.keeping.list_preview import Preview
from kpidesk.ui.page import Page
from kpidesk.ui.reading import Reading
from kpidesk.ui.widgets import Line, Panel, button, label, scrolling, tool_button

VALUES: Final = "values"
_HEADINGS: Final = 12  # rows that may be chosen as headings
_TOLD: Final = 3  # remarks that are told in full
_EVERY: Final = 60  # records that are offered for every row
_REST: Final = 250  # ms after a change before its outcome is looked for


def _read(path: Path, progress: Progress, stopped: Stopped) -> Tables:
    return read_tables(path, stopped)


def _planned(
    desk: Desk, name: str, table: Table, listing: Listing, words: Words, progress: Progress, stopped: Stopped
) -> ListIntake | None:
    try:
        return None if stopped() else plan_list(desk, name, table, listing, words)
    finally:
        desk.close()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list with how a person said that it is read."""

    tables: Tables
    sheet: int
    kind: str
    listing: Listing


class ListPanel(Panel):
    """How a list is read.

    `planned` gives the ListIntake that a person wants to look at, `closed` tells that they leave the list,
    `elsewhere` that it holds values, which have an import of their own.
    """

    planned = Signal(object)
    closed = Signal()
    elsewhere = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(" ")
        self.page, self.words = page, page.words
        self.setObjectName("list")
        self.tables: Tables | None = None
        self.intake: ListIntake | None = None
        """What would come of the list as it is read now, None while that is not known."""
        self._listing = Listing(KINDS[0], ())
        self._reading = Reading(page)
        self._job: Job | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._look)
        words = self.words
        self.head.addWidget(tool_button(page.icons.icon("x"), words("Close"), self.closed.emit))
        kinds = [(kind, words(SHEETS[kind].name)) for kind in KINDS]
        self.kind = Choice([*kinds, (VALUES, words("Values"))], self._choose_kind)
        self.kind.setObjectName("list-kind")
        self.sheet = Choice([], lambda _: self._guess())
        self.sheet.setObjectName("list-sheet")
        self.headings = Choice([], self._choose_headings)
        self.headings.setObjectName("list-headings")
        self.first = LineField(partial(self._choose_row, "first"), name=words("First row"))
        self.first.setObjectName("list-first")
        self.last = LineField(partial(self._choose_row, "last"), name=words("Last row"))
        self.last.setObjectName("list-last")
        self.columns: dict[str, Choice] = {}
        self.preview = Preview(words, page.colours)
        self.preview.setObjectName("list-preview")
        self.told = label("", "caption-strong", wrap=True)
        self.told.setObjectName("list-told")
        self.remarks = label("", "second", wrap=True)
        self.remarks.setObjectName("list-remarks")
        self.look = button(words("Look at the rows"), self._show_plan, "filled")
        self.look.setObjectName("list-look")
        self.lead = button(words("Import values"), self.elsewhere.emit, "filled")
        self.lead.setObjectName("list-values")
        self.lead.hide()
        self._build()
        self.setFocusProxy(self.kind)

    def _build(self) -> None:
        words, left, right = self.words, QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(8)
        rows = QHBoxLayout()
        rows.setSpacing(8)
        rows.addLayout(labelled(words("Sheet"), self.sheet), 2)
        rows.addLayout(labelled(words("From row"), self.first), 1)
        rows.addLayout(labelled(words("To row"), self.last), 1)
        self._fields = scrolling(QWidget())
        self._how = QWidget()
        how = QVBoxLayout(self._how)
        how.setContentsMargins(0, 0, 0, 0)
        how.setSpacing(8)
        how.addLayout(rows)
        how.addLayout(labelled(words("Row that names the columns"), self.headings))
        how.addWidget(label(words("Which column holds what?"), "caption-strong"))
        how.addWidget(self._fields, 1)
        left.addLayout(labelled(words("What does it hold?"), self.kind))
        left.addWidget(self._how, 1)
        right.addWidget(label(words("The file, and what its columns become"), "caption-strong"))
        right.addWidget(self.preview, 1)
        right.addWidget(self.told)
        right.addWidget(self.remarks)
        both = QHBoxLayout()
        both.setContentsMargins(16, 12, 16, 8)
        both.setSpacing(20)
        both.addLayout(left, 4)
        both.addWidget(Line(upright=True))
        both.addLayout(right, 7)
        self.body.addLayout(both, 1)
        self.body.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        foot.addStretch()
        leave = button(words("Leave it"), self.closed.emit)
        leave.setObjectName("list-leave")
        foot.addWidget(leave)
        foot.addWidget(self.look)
        foot.addWidget(self.lead)
        self.body.addLayout(foot)

    # -- the list

    def read(self, path: Path) -> None:
        """Read a file in the background and show it."""
        self._reading.start(path, partial(_read, path), self.show_tables)

    def paste(self) -> None:
        """Show the cells that are on the clipboard."""
        name = self.words("the clipboard")
        try:
            table = pasted(QGuiApplication.clipboard().text(), name)
        except Refused as refused:
            self.page.shell.say(self.words.told(refused))
            return
        self.show_tables(Tables(name, (table,)))

    def show_tables(self, tables: Tables) -> None:
        """Show what a file holds; the fullest sheet comes first, as what it seems to be of."""
        self.tables = tables
        self.title.show_text(self.words("A list from {file}", file=tables.name))
        self.sheet.offer([(number, table.name) for number, table in enumerate(tables.tables)])
        fullest = max(range(len(tables.tables)), key=lambda number: len(tables.tables[number].rows))
        self.sheet.show_value(fullest)
        self.sheet.setEnabled(len(tables.tables) > 1)
        self.kind.show_value(likely_kind(self._table, tongues(self.words)))
        self._choose_kind(self.kind.value)
        self._rest.stop()
        self._look()  # nobody is choosing yet

    @property
    def listed(self) -> Listed | None:
        """The list that is looked at, None for none."""
        if self.tables is None:
            return None
        return Listed(self.tables, int(self.sheet.value), str(self.kind.value), self._listing)

    def take_up(self, listed: Listed) -> None:
        """Show a list as another panel left it."""
        self.show_tables(listed.tables)
        self.sheet.show_value(listed.sheet)
        self.kind.show_value(listed.kind)
        self._choose_kind(listed.kind)
        if listed.kind != VALUES:
            self._listing = listed.listing
            self._offer_headings()
            self._offer_columns()
            self._show()

    def show_example(self) -> None:
        """A list as it might come, for pictures; no file is read."""
        words = self.words
        rows = (
            (words("No."), words("Name"), words("Role"), words("Since"), words("Hours a month")),
            (1.0, "Ana Lindqvist", words("keeps the minutes"), date(2026, 1, 12), 4.0),
            (2.0, "Noor Haddad", "", date(2026, 2, 2), 2.5),
            (3.0, "Teo Marques", words("host"), words("spring"), 3.0),
        )
        self.show_tables(Tables("Circle 2026.xlsx", (Table(words("Members"), rows),)))
        for community in self.page.session.desk.find(Community)[:1]:
            self._choose_column("community", community.name)
            self._rest.stop()
            self._look()

    def show_desk(self) -> None:
        """The desk is another one: what would come of the list is looked for anew."""
        if self.tables is not None and self.kind.value != VALUES:
            self._soon()

    def close_up(self) -> None:
        """Forget the list."""
        self.stop()
        self.tables = None

    def stop(self) -> None:
        """Nobody waits for the file or its outcome any more."""
        self._reading.stop()
        self._forget_outcome()

    def _forget_outcome(self) -> None:
        self._rest.stop()
        self.intake = None
        self.look.setEnabled(False)
        if self._job is not None:
            self._job.forget()
            self._job = None

    # -- how it is read

    @property
    def _table(self) -> Table:
        number = self.sheet.value
        return self.tables.tables[number] if self.tables and isinstance(number, int) else Table("", ())

    @property
    def _layouts(self) -> Sequence[ListLayout]:
        return self.page.session.desk.find(ListLayout)

    def _choose_kind(self, kind: str) -> None:
        values = kind == VALUES
        self._how.setEnabled(not values)
        self.look.setVisible(not values)
        self.lead.setVisible(values)
        if values:
            self._forget_outcome()
            self._tell(self.words("Values have an import of their own, which knows periods."))
        else:
            self._guess()

    def _guess(self) -> None:
        """Read the sheet as its headings say."""
        self._listing = guess(self._table, self.kind.value, tongues(self.words), self._layouts)
        self._offer_headings()
        self._offer_columns()
        self._show()

    def _choose_headings(self, number: int) -> None:
        self._listing = with_headings(self._table, self._listing, number, tongues(self.words), self._layouts)
        self._offer_columns()
        self._show()

    def _choose_row(self, which: str, typed: str) -> bool:
        """Another first or last row; nothing typed stands for all."""
        text, count = typed.strip(), len(self._table.rows)
        if text and not (text.isdecimal() and 1 <= int(text) <= count):
            self.page.shell.say(self.words("The rows are from 1 to {last}.", last=count), bad=True)
            return False
        row, listing = int(text or 0), self._listing
        if which == "first":
            self._listing = replace(listing, first=row or listing.headings + 1)
        else:
            self._listing = replace(listing, last=row)
        self._show()
        return True

    def _choose_column(self, key: str, value: object) -> None:
        """A field is held by another column, or the same text stands for it in every row."""
        columns = ["" if each == key else each for each in self._listing.columns]
        every = {name: text for name, text in self._listing.every.items() if name != key}
        if isinstance(value, int):
            columns[value] = key
        elif isinstance(value, str):
            every[key] = value
        self._listing = replace(self._listing, columns=tuple(columns), every=every)
        self._show_held()
        self._show()

    def _show_held(self) -> None:
        for key, choice in self.columns.items():  # all of them, as a column holds one field
            choice.show_value(self._held(key))
            choice.setToolTip(choice.currentText())

    def _held(self, key: str) -> object:
        """What holds a field: the number of a column, the text of every row, or nothing."""
        if key in self._listing.columns:
            return self._listing.columns.index(key)
        return self._listing.every.get(key)

    # -- showing

    def _offer_headings(self) -> None:
        words = self.words
        offers: list[tuple[int, str]] = [(0, words("no row does"))]
        for number, row in enumerate(self._table.rows[:_HEADINGS], start=1):
            text = ", ".join(filter(None, map(shown, row[:6])))
            offers.append((number, words("{row}: {text}", row=number, text=text[:60] or "–")))
        self.headings.offer(offers)
        self.headings.show_value(self._listing.headings)

    def _offer_columns(self) -> None:
        """A line for each field that the list may hold: first what makes a row, then what was found."""
        words, table = self.words, self._table
        head = table.rows[self._listing.headings - 1] if self._listing.headings else ()
        offers: list[tuple[object, str]] = [(None, words("not in the list"))]
        for place in range(len(self._listing.columns)):
            text = shown(head[place]) if place < len(head) else ""
            offers.append((place, words("{letter}: {text}", letter=letters(place), text=text[:40] or "–")))
        mapping = QWidget()
        grid = QGridLayout(mapping)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(6)
        self.columns = {}
        lookup = Lookup(self.page.session.desk)
        fields = sorted(
            offered(self._listing.kind),
            key=lambda column: (not column.needed, not column.once, self._held(column.key) is None),
        )
        for row, column in enumerate(fields):
            name = words(column.heading)
            marked = words("{name} (needed)", name=name) if column.needed else name
            choice = Choice(
                [*offers, *self._of_every(column, lookup)], partial(self._choose_column, column.key), marked
            )
            choice.setObjectName(f"list-column-{column.key}")
            self.columns[column.key] = choice
            grid.addWidget(label(marked, "panel" if column.needed else "second", wrap=True), row, 0)
            grid.addWidget(choice, row, 1)
        self._show_held()
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(len(fields), 1)
        mapping.setProperty("kind", "page")
        throw_away(self._fields.takeWidget())
        self._fields.setWidget(mapping)
        mapping.setAutoFillBackground(False)

    def _of_every(self, column: Column, lookup: Lookup) -> list[tuple[object, str]]:
        """The records to which all rows of a list may belong that does not name them."""
        if column.refers is None or not (column.once or column.needed) or column.key == CODE:
            return []
        records = lookup.all(column.refers)
        if column.key == "centre":  # a centre is named by its result
            centres = {each.result for each in lookup.all(Centre).values()}
            records = {key: each for key, each in lookup.all(Result).items() if key in centres}
        names = [str(lookup.label(column.refers, key)) for key in records][:_EVERY]
        return [(name, self.words("every row: {name}", name=name)) for name in names]

    def _show(self) -> None:
        headings = {column.key: self.words(column.heading) for column in offered(self._listing.kind)}
        becomes = [headings.get(key, "") for key in self._listing.columns]
        self.preview.show_list(self._table, self._listing, becomes)
        self.first.show_value(str(self._listing.first))
        self.last.show_value(str(self._listing.last or len(self._table.rows)))
        self._soon()

    # -- what would come of it

    def _soon(self) -> None:
        """Look for the outcome once the person rests."""
        self._forget_outcome()
        self._rest.start()

    def _look(self) -> None:
        """Find out on the worker what would come of the list."""
        if self.tables is None:
            return
        try:
            desk = self.page.session.desk.snapshot()
        except DeskProblem as problem:
            self._tell(self.words.told(problem))
            return
        work = partial(_planned, desk, self.tables.name, self._table, self._listing, self.words)
        self._job = self.page.shell.jobs.start(
            self.words("Looking at the list"), work, self._found, quiet=True
        )

    def _found(self, outcome: object) -> None:
        self._job = None
        words = self.words
        if isinstance(outcome, ListIntake):
            self.intake = outcome
            self._show_sums(outcome.plan)
        elif isinstance(outcome, Refused | DeskProblem):
            self._tell(words.told(outcome))
        elif isinstance(outcome, Exception):
            name = type(outcome).__name__
            self._tell(words("KPI Desk itself failed ({name}). Nothing in the desk was changed.", name=name))

    def _show_sums(self, plan: Plan) -> None:
        words = self.words
        new = sum(change.kind is Kind.NEW for change in plan.differences)
        other = len({change.id for change in plan.differences if change.kind is not Kind.NEW})
        lost = [remark for remark in plan.remarks if remark.lost]
        counts = (
            (new, words.many("{n} new", "{n} new", new)),
            (other, words.many("{n} says something else", "{n} say something else", other)),
            (plan.untouched, words.many("{n} is there already", "{n} are there already", plan.untouched)),
            (len(lost), words.many("{n} cannot be taken", "{n} cannot be taken", len(lost))),
        )
        told = words.listed([text for number, text in counts if number])
        ordered = [*lost, *(remark for remark in plan.remarks if not remark.lost)]
        said = [f"{each.cell or each.sheet}: {words.told(each.said)}" for each in ordered[:_TOLD]]
        if len(ordered) > _TOLD:
            said.append(words.many("And {n} more.", "And {n} more.", len(ordered) - _TOLD))
        self._tell(told or words("Nothing stands in these rows."), "\n".join(said))
        self.look.setEnabled(bool(plan.differences or plan.remarks))

    def _tell(self, text: str, remarks: str = "") -> None:
        self.told.setText(text)
        self.remarks.setText(remarks)
        self.remarks.setVisible(bool(remarks))

    def _show_plan(self) -> None:
        if self.intake is not None:
            self.planned.emit(self.intake)
