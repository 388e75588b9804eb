"""What a workbook for somebody holds: whose rows, which sheets, what may be changed, and where it goes back.

What is left out is remembered, so that what comes new to a desk is in at first; whose rows and by when are
not, as they belong to one workbook.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.domain.anonymous import anonymous
from kpidesk.domain.book_choice import BookChoice, items_of, people_of, rows_of, sheets_of
from kpidesk.domain.book_layout import CHARTS
from kpidesk.domain.columns import Lookup, Sheet
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.released import held_back, released
from kpidesk.domain.sheets import data_sheets
from kpidesk.exports.pieces import Options
from kpidesk.exports.workbook import file_name
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.form import Form, days, offer
from kpidesk.ui.narrow import Tick
from kpidesk.ui.page import Page
from kpidesk.ui.publish.book_parts import BookParts
from kpidesk.ui.subject_page import today
from kpidesk.ui.widgets import label

_LEFT_OUT: Final = "book-left-out"
_NOT_TO_CHANGE: Final = "book-not-to-change"
_LOCKED: Final = "book-locked"
_RETURN_TO: Final = "book-return-to"


class BookOptions(QWidget):
    """The choices at the side; `parts` are the lists of sheets and columns, which stand for the preview."""

    def __init__(self, page: Page, changed: Callable[[], object]) -> None:
        super().__init__()
        words = self._words = page.words
        self._session, self._settings, self._changed = page.session, page.shell.settings, changed
        self._left_out = self._remembered(_LEFT_OUT)
        self._not_to_change = self._remembered(_NOT_TO_CHANGE)
        self._asked_for: frozenset[str] = frozenset()  # sheets that are in without any row of theirs
        self._known: tuple[int, str] | None = None  # the edit that was read, and for whose rows
        self._lookup = Lookup(page.session.desk)
        self._rows: frozenset[str] | None = None
        self._counts: dict[str, int] = {}  # of somebody's rows in each sheet
        self._sheets: dict[str, Sheet] = {}
        self._at = ""  # the sheet whose columns are shown
        self.choice = BookChoice()
        self.parts = BookParts(
            words, (self._tick_sheet, self._tick_sheets), (self._tick_column, self._tick_columns), self._go_to
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.whose = Choice([("", words("Everybody"))], self._whose_chosen, words("Whose rows"))
        self.whose.setObjectName("book-whose")
        column.addLayout(labelled(words("Whose rows"), self.whose))
        column.addLayout(self._lock())
        self._people = QStringListModel(self)
        names = {"to": words("Send it back to"), "by": words("Back by")}
        self.form = Form(words, names, self._take, self._people)
        column.addLayout(self.form.person("to"))
        column.addLayout(self.form.line("by", words("a day"), days(words)))
        self._back: dict[str, Any] = {"to": self._settings.get(_RETURN_TO, ""), "by": None}
        self.form.show_values(self._back, writable=True)

    def _lock(self) -> QVBoxLayout:
        words = self._words
        self.locked = Tick(words("Lock what is not read back"))
        self.locked.setObjectName("book-locked")
        self.locked.setMinimumHeight(32)
        self.locked.setChecked(self._settings.get(_LOCKED, True))
        self.locked.toggled.connect(self._lock_chosen)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.locked)
        column.addWidget(
            label(words("There is no password: whoever wants to can unlock it."), "caption", wrap=True)
        )
        return column

    def _remembered(self, name: str) -> frozenset[str]:
        return frozenset(self._settings.get(name, "").splitlines())

    def _remember(self, name: str, keys: frozenset[str]) -> None:
        self._settings.set(name, "\n".join(sorted(keys)))

    # -- what comes of it

    def apply(self, options: Options) -> Options:
        """The options with what is chosen here."""
        return replace(options, book=self.choice)

    @property
    def count(self) -> int:
        """How many sheets of records the workbook has, with the one that explains it."""
        return 1 + len(sheets_of(self._lookup, self.choice, self._rows))

    @property
    def title(self) -> str:
        """What workbook it is."""
        if not self.choice.whose:
            return self._words("Workbook")
        return self._words("Workbook for {name}", name=self.whose.currentText())

    def _told(self) -> str:
        words, choice, name = self._words, self.choice, self.whose.currentText()
        if not choice.whose:
            told = words.many(
                "{n} sheet with everybody’s rows", "{n} sheets with everybody’s rows", self.count
            )
        elif any(map(self._counts.get, choice.sheets or ())):
            told = words.many(
                "{n} sheet with the rows of {name}",
                "{n} sheets with the rows of {name}",
                self.count,
                name=name,
            )
        else:
            told = words(
                "No row on these sheets is of {name}; tick those that are to be filled in", name=name
            )
        back = {"whom": choice.return_to, "day": words.date(choice.return_by) if choice.return_by else ""}
        if choice.return_to and choice.return_by:
            told += ", " + words("back to {whom} by {day}", **back)
        elif choice.return_to:
            told += ", " + words("back to {whom}", **back)
        elif choice.return_by:
            told += ", " + words("back by {day}", **back)
        return f"{told}. " + words("The file is {name}.", name=file_name(self._lookup.reader, choice))

    # -- showing

    def show_for(self, *, shown: bool) -> None:
        """Show choices and lists, or not, with the desk as it is."""
        self.setVisible(shown)
        self.parts.setVisible(shown)
        self._read()
        self._work_out()
        if shown:
            self._show()

    def _read(self) -> None:
        """Read the desk as it is given out, once for each edit and for whose rows are wanted."""
        desk = self._session.desk
        if self._known == (desk.last_edit, self.whose.value):
            return
        reader: Reader = Once(anonymous(released(desk, held_back(desk, today()))))
        named = people_of(reader)
        if self.whose.value not in {key for key, _ in named}:
            self._asked_for = frozenset()
            self.whose.show_value("")
        self.whose.offer([("", self._words("Everybody")), *named])
        offer(self._people, sorted(each.name for each in reader.find(Person)))
        whose = self.whose.value
        self._known = (desk.last_edit, whose)
        self._lookup = Lookup(reader)
        self._rows = rows_of(reader, whose) if whose else None
        wanted = filter(BookChoice(whose=whose).wants, data_sheets(self._lookup))
        self._sheets = {sheet.key: sheet.of(self._lookup) for sheet in wanted}
        self._counts = {}
        if whose:
            for key, sheet in self._sheets.items():
                self._counts[key] = sum(1 for _ in items_of(sheet, self._lookup, self._rows))

    def _is_in(self, key: str) -> bool:
        """Whether a sheet is in the workbook: one without any row of theirs when a person asks for it."""
        empty = bool(self.whose.value) and key != CHARTS and not self._counts[key]
        return key in self._asked_for if empty else key not in self._left_out

    def _work_out(self) -> None:
        listed = [*self._sheets, CHARTS]
        ticked = frozenset(filter(self._is_in, listed))
        columns = frozenset().union(*(self._columns(key) for key in self._sheets if key in ticked))
        every = not self.whose.value and len(ticked) == len(listed)
        self.choice = BookChoice(
            sheets=None if every else ticked, whose=self.whose.value,
            columns=columns - self._not_to_change if columns & self._not_to_change else None,
            locked=self.locked.isChecked(), return_to=self._back["to"], return_by=self._back["by"],
        )  # fmt: skip

    def _columns(self, sheet: str) -> frozenset[str]:
        """What of a sheet can be read back."""
        columns = self._sheets[sheet].columns if sheet in self._sheets else ()
        return frozenset(f"{sheet}.{each.key}" for each in columns if each.editable)

    def _show(self) -> None:
        words = self._words
        rows = []
        for key, sheet in self._sheets.items():
            name, count = words(sheet.name), self._counts.get(key, 0)
            rows.append((key, words("{sheet} · {n}", sheet=name, n=words.number(count)) if count else name))
        rows.append((CHARTS, words("Charts")))
        self.parts.show_sheets(rows, frozenset(filter(self._is_in, (key for key, _ in rows))))
        self._show_columns()
        self.parts.told.setText(self._told())

    def _show_columns(self) -> None:
        words, sheet = self._words, self._sheets.get(self._at)
        name = words(sheet.name) if sheet else words("Charts")
        able = self._columns(self._at)
        columns = [(f"{self._at}.{each.key}", words(each.heading)) for each in sheet.columns] if sheet else []
        rows = [(key, heading) for key, heading in columns if key in able]
        self.parts.show_columns(name, rows, able - self._not_to_change)

    # -- choosing

    def _whose_chosen(self, _whose: str) -> None:
        self._asked_for = frozenset()
        self._changed()
        self.parts.go_to(next(filter(self._is_in, self._sheets), ""))

    def _lock_chosen(self, locked: bool) -> None:
        self._settings.set(_LOCKED, locked)
        self._changed()

    def _take(self, key: str, value: Any) -> bool:
        self._back[key] = value.strip() if isinstance(value, str) else value
        self._settings.set(_RETURN_TO, self._back["to"])
        self._changed()
        return True

    def _go_to(self, sheet: str) -> None:
        self._at = sheet
        self._show_columns()

    def _tick_sheet(self, key: str, on: bool) -> None:
        """Take a sheet in or leave it out; one of them stays."""
        ticked = frozenset(filter(self._is_in, [*self._sheets, CHARTS]))
        if on or len(ticked) > 1:
            self._put_sheets({key: on})

    def _tick_sheets(self, on: bool) -> None:
        self._put_sheets({key: on or key == self._at for key in (*self._sheets, CHARTS)})

    def _put_sheets(self, wanted: dict[str, bool]) -> None:
        on = frozenset(key for key, each in wanted.items() if each)
        off = frozenset(wanted) - on
        empty = frozenset(key for key in on if self.whose.value and key != CHARTS and not self._counts[key])
        self._asked_for = (self._asked_for | empty) - off
        self._left_out = (self._left_out | off) - on
        self._remember(_LEFT_OUT, self._left_out)
        self._changed()

    def _tick_column(self, key: str, on: bool) -> None:
        self._put_columns(frozenset({key}), on)

    def _tick_columns(self, on: bool) -> None:
        self._put_columns(self._columns(self._at), on)

    def _put_columns(self, keys: frozenset[str], on: bool) -> None:
        self._not_to_change = self._not_to_change - keys if on else self._not_to_change | keys
        self._remember(_NOT_TO_CHANGE, self._not_to_change)
        self._changed()
