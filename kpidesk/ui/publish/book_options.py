"""What a workbook for somebody holds: whose rows, which sheets, what may be changed, and where it goes back.

What is left out is remembered, so that what comes new to a desk is in at first; whose rows and by when are
not, as they belong to one workbook.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from kpidesk.domain.book_choice import BookChoice, items_of, people_of, rows_of, sheets_of
from kpidesk.domain.book_layout import CHARTS
from kpidesk.domain.columns import Column, Lookup, Sheet
from kpidesk.domain.reader import Once
from kpidesk.domain.sheets import data_sheets
from kpidesk.exports.workbook import file_name
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.form import Form, days
from kpidesk.ui.page import Page
from kpidesk.ui.publish.book_parts import BookParts
from kpidesk.ui.widgets import label

_LEFT_OUT: Final = "book-left-out"
_KEPT: Final = "book-not-to-change"
_LOCKED: Final = "book-locked"
_RETURN_TO: Final = "book-return-to"


class BookOptions(QWidget):
    """The choices at the side; `parts` are the lists of sheets and columns, which stand for the preview."""

    def __init__(self, page: Page, changed: Callable[[], object]) -> None:
        super().__init__()
        self._page, self._changed = page, changed
        words, self._settings = page.words, page.shell.settings
        self._words = words
        self._left_out = self._kept_keys(_LEFT_OUT)
        self._kept = self._kept_keys(_KEPT)
        self._asked_for: frozenset[str] = frozenset()  # sheets that hold none of somebody's rows, all the same
        self._seen: tuple[int, str] | None = None  # which edit the lists show, and whose rows
        self._lookup: Lookup
        self._rows: frozenset[str] | None = None
        self._sheets: tuple[Sheet, ...] = ()
        self._filled: dict[str, int] = {}
        self._at = ""
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
        self.locked = QCheckBox(words("Lock what is not read back"))
        self.locked.setObjectName("book-locked")
        self.locked.setMinimumHeight(32)
        self.locked.setChecked(self._settings.get(_LOCKED, True))
        self.locked.toggled.connect(self._locked_chosen)
        lock = QVBoxLayout()
        lock.setSpacing(2)
        lock.addWidget(self.locked)
        lock.addWidget(label(words("Without a password, so that nobody is kept out."), "caption", wrap=True))
        column.addLayout(lock)
        self.form = Form(words, {"to": words("Send it back to"), "by": words("By")}, self._take)
        column.addLayout(self.form.line("to", words("a name or an address")))
        column.addLayout(self.form.line("by", words("a day"), days(words)))
        self._back: dict[str, Any] = {"to": self._settings.get(_RETURN_TO, ""), "by": None}
        self.form.show_values(self._back, writable=True)

    def _kept_keys(self, name: str) -> frozenset[str]:
        return frozenset(self._settings.get(name, "").splitlines())

    # -- what is chosen

    def apply(self, options: Any) -> Any:
        """The options with what is chosen here."""
        return replace(options, book=self.choice)

    @property
    def count(self) -> int:
        """How many sheets the workbook has, with the one that explains it, but without charts."""
        return 1 + len(sheets_of(self._lookup, self.choice, self._rows))

    @property
    def title(self) -> str:
        """Whose workbook it is."""
        words = self._words
        return words("Workbook for {name}", name=self._name) if self.whose.value else words("Workbook")

    @property
    def _name(self) -> str:
        return self.whose.currentText()

    def _ticked(self, key: str) -> bool:
        """Whether a sheet is in: without a row of theirs only when a person asks for it."""
        empty = bool(self.whose.value) and not self._filled.get(key) and key != CHARTS
        return key in self._asked_for if empty else key not in self._left_out

    def _work_out(self) -> None:
        """What is chosen now; everything as long as nothing is left out."""
        ticked = frozenset(key for key, _ in self._listed() if self._ticked(key))
        kept = frozenset(self._columns_of(sheet, to_change=False) for sheet in self._sheets if sheet.key in ticked)
        may = None
        if any(kept):
            may = frozenset(
                key for sheet in self._sheets if sheet.key in ticked
                for key in self._columns_of(sheet, to_change=True)
            )  # fmt: skip
        every = not self.whose.value and not (self._left_out & {key for key, _ in self._listed()})
        self.choice = BookChoice(
            sheets=None if every else ticked, whose=self.whose.value or "", columns=may,
            locked=self.locked.isChecked(), return_to=self._back["to"], return_by=self._back["by"],
        )  # fmt: skip
