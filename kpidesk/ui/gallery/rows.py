"""Notes as rows of a list. Rows are handed out as one scrolls, so that lists stay quick at any length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from kpidesk.domain.gallery import Note
from kpidesk.system.words import Words
from kpidesk.ui.gallery.book import Book
from kpidesk.ui.gallery.texts import spoken

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
BATCH: Final = 100
_MOST: Final = 300  # beyond, rows that nobody looks at go back when one is added on top


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a poster over its notes."""

    poster: str


Row: TypeAlias = str | Heading  # a note by its id


def asides(note: Note, words: Words, *, photo: bool) -> list[str]:
    """What else is known of a note as it was typed: doubt, dots, a photo."""
    found = [words("to be asked about")] if note.unclear else []
    if note.dots:
        found.append(words.many("{n} dot", "{n} dots", note.dots))
    return [*found, words("photo")] if photo else found


class Rows(QAbstractListModel):
    """Some notes of a book in a given order."""

    def __init__(self, book: Book, words: Words) -> None:
        super().__init__()
        self._book, self._words = book, words
        self._all: list[Row] = []
        self._shown = 0
        self.proofs: set[str] = set()
        """Notes that were typed from a photo, by their ids."""
        self._changing = False  # views ask for more while they hear of a change, which Qt's rules forbid

    # -- what is listed

    @property
    def all(self) -> Sequence[Row]:
        """All rows, also those that were not handed out yet."""
        return self._all

    def show(self, rows: Sequence[Row]) -> None:
        """List other rows; as many as before are handed out."""
        shown = min(max(BATCH, min(self._shown, _MOST)), len(rows))
        if self._all == rows and shown == self._shown:
            self.touch_all()
            return
        self._changing = True
        self.beginResetModel()
        self._all, self._shown = list(rows), shown
        self.endResetModel()
        self._changing = False

    def insert(self, at: int, row: Row) -> None:
        """Add one row."""
        self._changing = True
        if at <= self._shown:
            self.beginInsertRows(_NOWHERE, at, at)
            self._all.insert(at, row)
            self._shown += 1
            self.endInsertRows()
        else:
            self._all.insert(at, row)
        if self._shown > _MOST and at < BATCH:
            self.beginRemoveRows(_NOWHERE, BATCH, self._shown - 1)
            self._shown = BATCH
            self.endRemoveRows()
        self._changing = False

    def remove(self, row: Row) -> None:
        """Take one row away."""
        at = self._all.index(row)
        self._changing = True
        if at < self._shown:
            self.beginRemoveRows(_NOWHERE, at, at)
            del self._all[at]
            self._shown -= 1
            self.endRemoveRows()
        else:
            del self._all[at]
        self._changing = False

    def touch(self, row: Row) -> None:
        """A row's note, or the count of its heading, is another now."""
        at = self._all.index(row)
        if at < self._shown:
            self.dataChanged.emit(self.index(at), self.index(at))

    def touch_all(self) -> None:
        """All rows may look different."""
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(self._shown - 1))

    # -- what stands where

    def row(self, index: Index) -> Row | None:
        """What stands in a row."""
        return self._all[index.row()] if index.isValid() else None

    def note(self, index: Index) -> Note | None:
        """The note of a row, None for a heading."""
        row = self.row(index)
        return self._book.notes.get(row) if isinstance(row, str) else None

    def shown(self, note_id: str) -> QModelIndex:
        """The row of a note, none if it was not handed out."""
        at = self._all.index(note_id) if note_id in self._all else self._shown
        return self.index(at) if at < self._shown else QModelIndex()

    def index_of(self, note_id: str) -> QModelIndex:
        """The row of a note; it is handed out if it was not."""
        if note_id not in self._all:
            return QModelIndex()
        at = self._all.index(note_id)
        while at >= self._shown:
            self.fetchMore()
        return self.index(at)

    # -- QAbstractListModel

    def canFetchMore(self, parent: Index = _NOWHERE) -> bool:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return not parent.isValid() and self._shown < len(self._all) and not self._changing

    def fetchMore(self, parent: Index = _NOWHERE) -> None:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        more = min(BATCH, len(self._all) - self._shown)
        if more > 0 and not parent.isValid() and not self._changing:
            self._changing = True
            self.beginInsertRows(_NOWHERE, self._shown, self._shown + more - 1)
            self._shown += more
            self.endInsertRows()
            self._changing = False

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else self._shown

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel. Headings are passed over."""
        if self.note(index) is None:
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable | flag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        row, book = self.row(index), self._book
        if isinstance(row, Heading) and role in {
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole,
        }:  # fmt: skip
            return " ".join((book.posters[row.poster].code, book.names[row.poster]))
        note = self.note(index)
        if note is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return note.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            groups = {key: group.name for key, group in book.groups.items()}
            said = spoken(note, book.posters[note.poster].code, groups, self._words)
            return ", ".join((said, *asides(note, self._words, photo=note.id in self.proofs)))
        return None
