"""Notes from a spreadsheet, a comment form or the clipboard, shown before they are kept."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kpidesk.actions import photos as actions
from kpidesk.desk.edits import Edit
from kpidesk.domain.findings import text_of
from kpidesk.domain.notes_import import HEADINGS, MOST_AT_ONCE, Known, Row, columns_of, rows_of
from kpidesk.domain.search import folded
from kpidesk.imports.columns import Book, Sheet
from kpidesk.ui.gallery.texts import kind_names
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.list_import import ListImport
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import button, label, scrolling, tool_button

_TOLD: Final = 4  # findings that are told in full
_TALL: Final = 200  # rows whose heights follow their words; beyond, nobody reads each
_NOWHERE: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class _Preview(QAbstractTableModel):
    """What the rows would become."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        words = work.words
        heads = words("Row"), words("Poster"), words("Kind"), words("Group"), words("Words of the note")
        self._heads = heads
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel."""
        wanted = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if wanted else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        row = self.rows[index.row()]
        reading, words = row.reading, self._work.words
        if index.column() == 0:
            return str(row.number)
        if reading is None:
            return words("left out") if index.column() == 1 else ""
        group = next((g.name for g in self._work.book.groups.values() if g.key == reading.group), "")
        kind = kind_names(words)[reading.kind] if reading.kind else ""
        return ("", reading.poster or "", kind, group, reading.text)[index.column()]


class NoteImport(ListImport):
    """A list and what would become of it; `ready` when it can be looked at."""

    ready = Signal()

    def __init__(self, page: Page, work: Work) -> None:
        words = page.words
        names = {
            "poster": words("Poster"), "text": words("Words of the note"), "kind": words("Kind"),
            "group": words("Group"), "language": words("Language"), "understand": words("I understand it"),
            "back": words("I would back it"), "colour": words("Paper"), "support": words("Who agrees"),
            "dots": words("Dots"), "writer": words("Who wrote it"),
        }  # fmt: skip
        super().__init__(page, words("Notes from a list"), "notes", names, "text", columns_of)
        self._work = work
        self.poster: str | None = None
        """The code of the poster of rows that name none."""
        self.head.addWidget(tool_button(page.icons.icon("x"), words("Back to the notes"), self.closed.emit))
        self.preview = _Preview(work)
        self.told = label("", "second", wrap=True)
        self.told.setObjectName("notes-told")
        self.take = button(words("Take the notes"), self._take, "filled")
        self.take.setObjectName("notes-take")
        self._build()

    def _build(self) -> None:
        words = self.words
        mapping = QWidget()
        grid = QGridLayout(mapping)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.sheet, 0, 0, 1, 2)
        grid.addWidget(self.heading, 1, 0, 1, 2)
        self._labels = {}
        for row, field in enumerate(HEADINGS, 2):
            self._labels[field] = label(self.names[field], "second", wrap=True)
            grid.addWidget(self._labels[field], row, 0)
            grid.addWidget(self.columns[field], row, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(HEADINGS) + 2, 1)
        self._table = QTableView()
        self._table.setObjectName("notes-preview")
        self._table.setAccessibleName(words("What the rows would become"))
        self._table.setModel(self.preview)
        self._table.setWordWrap(True)
        self._table.setTabKeyNavigation(False)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setStretchLastSection(True)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, wide in enumerate((44, 64, 84, 110)):
            self._table.setColumnWidth(column, wide)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._table, 1)
        right.addWidget(self.told)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(words("Leave it"), self.closed.emit))
        foot.addWidget(self.take)
        right.addLayout(foot)
        both = QHBoxLayout()
        both.setContentsMargins(14, 10, 14, 10)
        both.setSpacing(16)
        area = scrolling(mapping)
        area.setMinimumWidth(180)
        both.addWidget(area, 2)
        both.addLayout(right, 3)
        self.body.addLayout(both, 1)

    # -- reading

    def ask(self) -> None:
        """Let the person choose a file, and read it in the background."""
        path = self.page.shell.questions.table_file()
        if path is not None:
            self.read(path)

    def offer_lines(self, lines: Sequence[str]) -> bool:
        """Look at pasted lines as a table, if their first line names columns; whether it does."""
        rows = tuple(tuple(line.split("\t")) for line in lines)
        found = columns_of(rows[0]) if rows and all("\t" in line for line in lines) else {}
        if "text" not in found or len(found) < 2:
            return False
        self.show_book(Book(self.words("the clipboard"), (Sheet(self.words("Pasted"), rows),)))
        return True

    # -- showing

    def show_book(self, book: Book) -> None:
        """See ListImport; fields that the gallery does not take are not offered."""
        self.title.show_text(self.words("Notes from {file}", file=book.name))
        self.sheet.setVisible(len(book.sheets) > 1)
        gallery = self._work.book.gallery
        for field, shown in (
            ("writer", gallery is not None and gallery.names),
            ("understand", gallery is not None and gallery.rated),
            ("back", gallery is not None and gallery.rated),
        ):
            self.columns[field].setVisible(shown)
            self._labels[field].setVisible(shown)
        super().show_book(book)
        self.ready.emit()

    def _known(self) -> Known:
        book = self._work.book
        posters = {folded(each.code): each.code for each in book.posters.values()}
        posters |= {folded(book.names[key]): each.code for key, each in book.posters.items()}
        groups = {folded(each.name): each.key for each in book.groups.values()}
        groups |= {folded(each.key): each.key for each in book.groups.values()}
        return Known(posters, groups, book.languages, book.understand, book.back, self.poster)

    def _rows(self) -> list[Row]:
        sheet = self._sheet
        if sheet is None:
            return []
        columns = {field: choice.value for field, choice in self.columns.items() if choice.value is not None}
        skip = int(self.heading.isChecked())
        return list(rows_of(sheet.rows[skip:], columns, self._known(), first=1 + skip))

    def _show_rows(self) -> None:
        words, rows, sheet = self.words, self._rows(), self._sheet
        self.preview.show_rows(rows)
        for row in range(min(len(rows), _TALL)):
            self._table.resizeRowToContents(row)
        findings = [text_of(each, words) for row in rows for each in row.findings]
        said = findings[:_TOLD]
        if len(findings) > _TOLD:
            said.append(words("And {n} more.", n=len(findings) - _TOLD))
        if sheet is not None and sheet.cut:
            said.append(words("The sheet is larger than what is read: 5,000 rows and 100 columns."))
        self.told.setText(" ".join(said))
        self.told.setVisible(bool(said))
        count = sum(row.reading is not None for row in rows)
        self.take.setText(words.many("Take {n} note", "Take {n} notes", count))
        self.take.setEnabled(0 < count <= MOST_AT_ONCE and not self.page.read_only())

    # -- doing

    def _take(self) -> None:
        rows = [row for row in self._rows() if row.reading is not None]
        language = self._work.book.languages[0]

        def add(edit: Edit) -> None:
            for row in rows:
                if row.reading is not None:
                    actions.type_note(edit, None, row.reading, language=language, **row.more)

        words = self.words
        label_ = words.many("{n} note from a list", "{n} notes from a list", len(rows))
        if self._work.session.do(label_, add):
            self.book = None
            said = words.many("{n} note was taken over.", "{n} notes were taken over.", len(rows))
            self.page.shell.say(said)
            self.closed.emit()
