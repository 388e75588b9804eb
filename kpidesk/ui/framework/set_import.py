"""A set of items from a file: which column holds what, and what would become of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kpidesk.actions.assessments import MOST_ITEMS
from kpidesk.domain.assessment_import import FIELDS, columns_of, items_of
from kpidesk.imports.columns import Book
from kpidesk.ui.fields import labelled
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.list_import import ListImport
from kpidesk.ui.page import Page
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.widgets import Line, button, label, scrolling, tool_button

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
        self._build()

    def _build(self) -> None:
        words, mapping = self.words, QWidget()
        grid = QGridLayout(mapping)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(6)
        for row, (key, name) in enumerate(self.names.items()):
            grid.addWidget(label(name, "second"), row, 0)
            grid.addWidget(self.columns[key], row, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self.names), 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(labelled(words("Name of the set"), self.name))
        left.addLayout(labelled(words("Sheet"), self.sheet))
        left.addWidget(self.heading)
        left.addWidget(label(words("Which column holds what?"), "caption-strong"))
        left.addWidget(scrolling(mapping), 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(label(words("What would become of it"), "caption-strong"))
        right.addWidget(self.preview, 1)
        right.addWidget(self.told)
        both = QHBoxLayout()
        both.setContentsMargins(16, 12, 16, 8)
        both.setSpacing(20)
        both.addLayout(left, 2)
        both.addWidget(Line(upright=True))
        both.addLayout(right, 3)
        self.body.addLayout(both, 1)
        self.body.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(button(words("Leave it"), self.closed.emit))
        foot.addWidget(self.add)
        self.body.addLayout(foot)
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
