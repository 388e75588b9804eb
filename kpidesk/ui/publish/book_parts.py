"""The sheets of a workbook to tick, and of each the columns that whoever gets it may change."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.system.words import Words
from kpidesk.ui.tick_list import TickList, all_or_few
from kpidesk.ui.widgets import Line, label

Row = tuple[str, str]
Tick = Callable[[str, bool], object]


class _Side(QWidget):
    """A list to tick under its name, with a way to all of them and one to as few as can be."""

    def __init__(
        self, name: str, key: str, texts: tuple[str, str], tick: Tick, tick_all: Callable[[bool], object]
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        self.head = label(name, "caption-strong", wrap=True)
        self.head.setContentsMargins(6, 4, 6, 0)
        column.addWidget(self.head)
        column.addLayout(all_or_few(name, key, texts, tick_all))
        self.list = TickList(name)
        self.list.setObjectName(key)
        self.list.ticks.ticked.connect(tick)
        column.addWidget(self.list, 1)


class BookParts(QWidget):
    """Sheets at the left, the columns of one of them at the right, and above what comes of it in words."""

    def __init__(
        self, words: Words, sheets: tuple[Tick, Callable[[bool], object]],
        columns: tuple[Tick, Callable[[bool], object]], gone_to: Callable[[str], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self._words = words
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.told = label("", "body", wrap=True)
        self.told.setObjectName("book-told")
        self.told.setContentsMargins(14, 10, 14, 10)
        whole.addWidget(self.told)
        whole.addWidget(Line())
        few = words("Only this one")
        self._sheets = _Side(words("Sheets"), "book-sheets", (words("All"), few), *sheets)
        texts = (words("All"), words("None"))
        self._columns = _Side(words("What may be changed"), "book-columns", texts, *columns)
        self.sheets, self.columns = self._sheets.list, self._columns.list
        self.sheets.gone_to.connect(gone_to)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(self._sheets, 1)
        sides.addWidget(Line(upright=True))
        sides.addWidget(self._columns, 1)
        whole.addLayout(sides, 1)

    def show_sheets(self, rows: Sequence[Row], ticked: frozenset[str]) -> None:
        """Show the sheets."""
        self.sheets.ticks.show_rows(rows, ticked)
        if rows and not self.sheets.currentIndex().isValid():
            self.sheets.setCurrentIndex(self.sheets.ticks.index(0))

    def go_to(self, key: str) -> None:
        """Go to a sheet."""
        for row, (each, _) in enumerate(self.sheets.ticks.rows):
            if each == key:
                self.sheets.setCurrentIndex(self.sheets.ticks.index(row))

    def show_columns(self, sheet: str, rows: Sequence[Row], ticked: frozenset[str]) -> None:
        """Show the columns of a sheet that can be read back."""
        words = self._words
        told = words("What may be changed in {sheet}", sheet=sheet)
        self._columns.head.setText(told if rows else words("Nothing of {sheet} is read back.", sheet=sheet))
        self.columns.setAccessibleName(told)
        self.columns.ticks.show_rows(rows, ticked)
