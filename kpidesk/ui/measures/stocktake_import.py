"""A list of measures from a file or the clipboard: which column holds what, and what would be added."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from kpidesk.actions.stocktake import MOST_AT_ONCE
from kpidesk.domain.stock_review import HEADINGS, columns_of
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.imports.columns import Book
from kpidesk.ui.form import Unreadable, read_day
from kpidesk.ui.list_import import ListImport
from kpidesk.ui.measures.record_grid import Field, RecordGrid, RecordRow, cell
from kpidesk.ui.measures.texts import number_typed
from kpidesk.ui.widgets import button, label, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

_TOLD: Final = 3  # cells that could not be read, of which a sentence tells


class StockImport(ListImport):
    """What a list holds. `take` is called with rows by field and says whether they were taken."""

    def __init__(self, page: "MeasuresPage", take: Callable[[list[dict[str, Any]]], bool]) -> None:
        words = page.words
        names = {
            "name": words("Name"), "result": words("Result or goal"), "formula": words("Formula"),
            "owner": words("Owner"), "report": words("In which report"), "hours": words("Hours a month"),
            "last_used": words("Last used"), "description": words("In plain words"),
            "source": words("Where the data come from"),
        }  # fmt: skip
        super().__init__(page, " ", "stock", names, "name", columns_of)
        self._take = take
        self._there: set[str] = set()
        self.setObjectName("stock-import")
        self.head.addWidget(tool_button(page.icons.icon("x"), words("Close"), self.closed.emit))
        fields = [Field(key, self.names[key], 1, 90, typed=False) for key in HEADINGS]
        self.preview = RecordGrid(fields, lambda *_: "", words("What would be added"), page.colours)
        self.preview.setObjectName("stock-preview")
        self.preview.writable = False
        self.told = label("", "second", wrap=True)
        self.told.setObjectName("stock-told")
        self.add = button(words("Add"), self._add, "filled")
        self.add.setObjectName("stock-take")
        self.lay_out(self.preview, self.told, self.add, words("What would be added"))
        self.setFocusProxy(self.sheet)

    # -- showing

    def show_book(self, book: Book) -> None:
        """See ListImport."""
        self.title.show_text(self.words("Measures from {file}", file=book.name))
        self.sheet.setEnabled(len(book.sheets) > 1)
        super().show_book(book)

    def close_up(self) -> None:
        """Forget the list."""
        self.stop()
        self.book = None

    def refresh(self, measures: Sequence[ExistingMeasure]) -> None:
        """The desk has other measures."""
        self._there = {each.name.casefold() for each in measures}

    def _rows(self) -> tuple[list[dict[str, Any]], list[str]]:
        """The rows by field, and the cells that could not be read."""
        sheet, rows, unread = self._sheet, [], []
        if sheet is None:
            return [], []
        for number, source in enumerate(sheet.rows[int(self.heading.isChecked()) :]):
            row: dict[str, Any] = {}
            for key, choice in self.columns.items():
                text = (
                    source[choice.value].strip()
                    if choice.value is not None and choice.value < len(source)
                    else ""
                )
                try:
                    row[key] = self._value(key, text)
                except Unreadable:
                    row[key] = None
                    line = number + 1 + int(self.heading.isChecked())
                    unread.append(self.words("row {row}: “{text}”", row=line, text=text[:30]))
            if row["name"]:
                rows.append(row)
        return rows, unread

    def _value(self, key: str, text: str) -> Any:
        """A cell as the field takes it. Raises Unreadable."""
        if key == "hours":
            number = number_typed(text, self.words)
            if number is None and text:
                raise Unreadable(text)
            return number
        if key == "last_used":
            return read_day(text, self.words) if text else None
        return " ".join(text.split())

    def _show_rows(self) -> None:
        words, sheet = self.words, self._sheet
        rows, unread = self._rows()
        self.preview.show_rows(
            RecordRow(
                str(number), tuple(cell(self._shown(row[key])) for key in HEADINGS),
                quiet=row["name"].casefold() in self._there,
            )
            for number, row in enumerate(rows)
        )  # fmt: skip
        told = []
        if not rows:
            told.append(words("Choose the column with the names."))
        if len(rows) > MOST_AT_ONCE:
            told.append(words("At most {limit} lines are taken at once.", limit=MOST_AT_ONCE))
        if unread:
            some = ", ".join(unread[:_TOLD]) + (" …" if len(unread) > _TOLD else "")
            told.append(
                words.many(
                    "{n} cell could not be read and stays empty: {cells}.",
                    "{n} cells could not be read and stay empty: {cells}.", len(unread), cells=some,
                )
            )  # fmt: skip
        if sheet is not None and sheet.cut:
            told.append(words("The sheet is larger than what is read: 5,000 rows and 100 columns."))
        self.told.setText(" ".join(told))
        self.told.setVisible(bool(told))
        self.add.setText(words.many("Add {n} line", "Add {n} lines", len(rows)))
        self.add.setEnabled(0 < len(rows) <= MOST_AT_ONCE and not self.page.read_only())

    def _shown(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, float):
            return self.words.number(value, 1)
        return value if isinstance(value, str) else self.words.pattern(value, "yMMMd")

    def _add(self) -> None:
        self._take(self._rows()[0])
