"""A list from a file or the clipboard: which sheet it is on, and which column holds what."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kpidesk.imports.columns import Book, Sheet, letters
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.narrow import Tick
from kpidesk.ui.page import Page
from kpidesk.ui.reading import Reading
from kpidesk.ui.widgets import Line, Panel, button, label, scrolling

ColumnsOf = Callable[[Sequence[str]], Mapping[str, int]]
"""The columns of the fields, by what the headings say."""


class ListImport(Panel):
    """What a list holds, before it is taken. Subclasses lay out `sheet`, `heading` and `columns`.

    `closed` tells that the person is done with it.
    """

    closed = Signal()

    def __init__(
        self, page: Page, title: str, kind: str, names: Mapping[str, str], main: str, columns_of: ColumnsOf
    ) -> None:
        """Make the panel.

        Args:
            page: whose list it is.
            title: said until there is a list.
            kind: begins the object names.
            names: of the fields that a column may hold, by key.
            main: the field that a row cannot be without; in a list without headings the first column.
            columns_of: guesses the columns of the fields.
        """
        super().__init__(title)
        self.page, self.words, self.names = page, page.words, names
        self._main, self._columns_of = main, columns_of
        self.book: Book | None = None
        self._reading = Reading(page)
        self.sheet = Choice([], self._show_sheet, self.words("Sheet"))
        self.sheet.setObjectName(f"{kind}-sheet")
        self.heading = Tick(self.words("The first row names the columns"))
        self.heading.setObjectName(f"{kind}-heading")
        self.heading.toggled.connect(lambda _: self._guess())
        self.columns: dict[str, Choice] = {}
        for key, name in names.items():
            self.columns[key] = Choice([], lambda _: self._show_rows(), name)
            self.columns[key].setObjectName(f"{kind}-column-{key}")

    def lay_out(
        self, preview: QWidget, told: QLabel, take: QPushButton, becomes: str,
        *, above: QLayout | None = None, shares: tuple[int, int] = (2, 5),
    ) -> None:  # fmt: skip
        """Put the columns at the left, what would become of the rows at the right, what to do below.

        Args:
            preview: shows the rows as they would be taken.
            told: says in words what would be taken.
            take: takes them.
            becomes: heads the preview.
            above: what is asked before the sheet.
            shares: how the width is shared between left and right.
        """
        words, mapping = self.words, QWidget()
        grid = QGridLayout(mapping)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(6)
        for row, (key, name) in enumerate(self.names.items()):
            grid.addWidget(label(name, "second"), row, 0)
            grid.addWidget(self.columns[key], row, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self.names), 1)
        left, right, both, foot = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for layout in (left, right, foot):
            layout.setSpacing(8)
        if above is not None:
            left.addLayout(above)
        left.addLayout(labelled(words("Sheet"), self.sheet))
        left.addWidget(self.heading)
        left.addWidget(label(words("Which column holds what?"), "caption-strong"))
        left.addWidget(scrolling(mapping), 1)
        right.addWidget(label(becomes, "caption-strong"))
        right.addWidget(preview, 1)
        right.addWidget(told)
        both.setContentsMargins(16, 12, 16, 8)
        both.setSpacing(20)
        both.addLayout(left, shares[0])
        both.addWidget(Line(upright=True))
        both.addLayout(right, shares[1])
        self.body.addLayout(both, 1)
        self.body.addWidget(Line())
        foot.setContentsMargins(16, 10, 16, 10)
        foot.addStretch()
        foot.addWidget(button(words("Leave it"), self.closed.emit))
        foot.addWidget(take)
        self.body.addLayout(foot)

    def read(self, path: Path, ready: Callable[[], object] = lambda: None) -> None:
        """Read a file in the background, then call `ready`."""

        def then(book: Book) -> None:
            self.show_book(book)
            ready()

        self._reading.book(path, then)

    def stop(self) -> None:
        """Nobody waits for the file any more."""
        self._reading.stop()

    def show_book(self, book: Book) -> None:
        """Show what a list holds; the fullest sheet comes first."""
        self.book = book
        self.sheet.offer([(number, sheet.name) for number, sheet in enumerate(book.sheets)])
        fullest = max(range(len(book.sheets)), key=lambda number: (len(book.sheets[number].rows), -number))
        self.sheet.show_value(fullest)
        self._show_sheet(fullest)

    @property
    def _sheet(self) -> Sheet | None:
        number = self.sheet.value
        return self.book.sheets[number] if self.book is not None and isinstance(number, int) else None

    def _show_sheet(self, _number: int) -> None:
        if (sheet := self._sheet) is None:
            return
        self.heading.blockSignals(True)
        self.heading.setChecked(self._main in self._columns_of(sheet.rows[0]))
        self.heading.blockSignals(False)
        self._guess()

    def _guess(self) -> None:
        """Offer the columns, each field with the one whose heading says so; hidden fields have none."""
        if (sheet := self._sheet) is None:
            return
        words, first = self.words, sheet.rows[0]
        heads = [first[column].strip() if column < len(first) else "" for column in range(sheet.columns)]
        offered: list[tuple[object, str]] = [(None, words("not in the list"))]
        offered += [
            (column, words("{letter}: {text}", letter=letters(column), text=head[:40] or "–"))
            for column, head in enumerate(heads)
        ]
        found = self._columns_of(heads) if self.heading.isChecked() else {self._main: 0}
        for key, choice in self.columns.items():
            choice.offer(offered)
            choice.show_value(None if choice.isHidden() else found.get(key))
        self._show_rows()

    def _show_rows(self) -> None:
        """Show what the rows would become."""
        raise NotImplementedError
