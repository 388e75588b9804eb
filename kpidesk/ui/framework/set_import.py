"""A set of items from a file: which column holds what, and what would become of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from kpidesk.actions.assessments import MOST_ITEMS
from kpidesk.domain.assessment_import import FIELDS, columns_of, items_of
from kpidesk.imports.columns import Book
from kpidesk.ui.fields import labelled
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.list_import import ListImport
from kpidesk.ui.page import Page
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.widgets import button, label, tool_button

Take = Callable[[str, list[dict[str, str]]], bool]
"""Called with the name of the set and the fields of its items; says whether they were taken."""


class SetImport(ListImport):
    """What a list holds, before it becomes a set."""

    def __init__(self, page: Page, take: Take) -> None:
        words = page.words
        names = {
            "section": words("Section"), "text": words("What is rated"), "poor": words("When it is poor"),
            "good": words("When it is good"), "hint": words("What to ask to see"),
        }  # fmt: skip
        super().__init__(page, words("A set from a list"), "set", names, "text", columns_of)
        self._take = take
        self.setObjectName("set-import")
        self.head.addWidget(tool_button(page.icons.icon("x"), words("Close"), self.closed.emit))
        self.name = QLineEdit()
        self.name.setObjectName("set-import-name")
        self.name.textChanged.connect(lambda _: self._may())
        self.preview = ToldList(words("What would become of it"), page.colours, page.icons)
        self.preview.setObjectName("set-preview")
        self.told = label("", "second", wrap=True)
        self.told.setObjectName("set-told")
        self.add = button(words("Make the set"), self._add, "filled")
        self.add.setObjectName("set-take")
        self.lay_out(
            self.preview, self.told, self.add, words("What would become of it"),
            above=labelled(words("Name of the set"), self.name), shares=(2, 3),
        )  # fmt: skip
        self.setFocusProxy(self.name)

    def show_book(self, book: Book) -> None:
        """See ListImport; the set is called as the file is, until somebody calls it otherwise."""
        self.title.show_text(self.words("A set from {file}", file=book.name))
        self.name.setText(book.name.rpartition(".")[0] or book.name)
        self.sheet.setEnabled(len(book.sheets) > 1)
        super().show_book(book)

    def _items(self) -> list[dict[str, str]]:
        sheet = self._sheet
        if sheet is None:
            return []
        columns = {key: self.columns[key].value for key in FIELDS if self.columns[key].value is not None}
        return items_of(sheet.rows[int(self.heading.isChecked()) :], columns)

    def _show_rows(self) -> None:
        words, items, sheet = self.words, self._items(), self._sheet
        rows: list[Heading | Told] = []
        section = ""
        for number, item in enumerate(items, 1):
            if item.get("section", "") != section:
                section = item["section"]
                rows.append(Heading(section))
            ends = " → ".join(filter(None, (item.get("poor"), item.get("good"))))
            rows.append(Told(str(number), f"{number}  {item['text']}", ends, item.get("hint", "")))
        self.preview.show_rows(rows)
        told = []
        if not items:
            told.append(words("Choose the column that says what is rated."))
        if len(items) > MOST_ITEMS:
            told.append(words("A set has at most {limit} items.", limit=MOST_ITEMS))
        if sheet is not None and sheet.cut:
            told.append(words("The sheet is larger than what is read: 5,000 rows and 100 columns."))
        self.told.setText(" ".join(told))
        self.told.setVisible(bool(told))
        self.add.setText(
            words.many("Make a set of {n} item", "Make a set of {n} items", len(items))
            if items
            else words("Make the set")
        )
        self._may()

    def _may(self) -> None:
        count = len(self._items())
        there = bool(self.name.text().strip()) and 0 < count <= MOST_ITEMS
        self.add.setEnabled(there and not self.page.read_only())

    def _add(self) -> None:
        self._take(self.name.text().strip(), self._items())
