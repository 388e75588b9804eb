"""The list of edits and checkpoints: twenty thousand rows, of which only those in sight are made to words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from kpidesk.desk.journal import EntryKind
from kpidesk.desk.past import Entry
from kpidesk.domain.keeping import Checkpoint
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font, ground, underline

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_TALL: Final = 50
_LEFT: Final = 42


@dataclass(frozen=True, slots=True)
class LogRow:
    """A checkpoint or an entry of the journal; `undone` tells that its step was taken back."""

    of: Checkpoint | Entry
    undone: bool = False

    @property
    def id(self) -> str:
        """The checkpoint's id, or the number of the edit."""
        return self.of.id if isinstance(self.of, Checkpoint) else str(self.of.edit)


def done(entry: Entry, words: Words) -> str:
    """What an entry of the journal did."""
    if entry.kind is EntryKind.UNDO:
        return words("Taken back: {step}", step=entry.label)
    if entry.kind is EntryKind.REDO:
        return words("Done again: {step}", step=entry.label)
    return entry.label or words("A change without a name")


class LogModel(QAbstractListModel):
    """Rows, whose words are made when somebody looks."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.rows: Sequence[LogRow] = ()
        self._words = words
        self._day = lru_cache(maxsize=400)(words.date)

    def show_rows(self, rows: Sequence[LogRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.title(row)}, {self.below(row)}"
        return None

    def title(self, row: LogRow) -> str:
        """What was done, or what the moment is called."""
        return row.of.name if isinstance(row.of, Checkpoint) else done(row.of, self._words)

    def below(self, row: LogRow) -> str:
        """When, who, and how many records."""
        words, of = self._words, row.of
        local = of.at.astimezone()
        when = words("{day}, {time}", day=self._day(local.date()), time=words.clock(local))
        if isinstance(of, Checkpoint):
            return " · ".join(filter(None, (words("checkpoint"), when, of.by)))
        count = words.many("{n} record", "{n} records", of.records) if of.records else ""
        undone = words("taken back later") if row.undone else ""
        return " · ".join(filter(None, (when, of.who, count, undone)))


class _Painter(QStyledItemDelegate):
    """Paints a row of one height."""

    def __init__(self, model: LogModel, colours: Palette, icons: Icons, shown: "LogList") -> None:
        super().__init__(shown)
        self._model, self._colours, self._icons = model, colours, icons

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        return QSize(120, _TALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        row, colours = self._model.rows[index.row()], self._colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        underline(painter, box, 12, colours)
        ground(painter, option, QRectF(box).adjusted(6.5, 1.5, -6.5, -1.5), colours)
        icon, colour = _mark(row)
        painter.drawPixmap(box.left() + 15, box.top() + 9, self._icons.pixmap(icon, colour, 16))
        marked = isinstance(row.of, Checkpoint)
        letters = font(13, strong=marked)
        letters.setStrikeOut(row.undone)
        ink = colours.text_third if row.undone else colours.text
        self._write(painter, box, 6, 20, letters, ink, self._model.title(row))
        self._write(painter, box, 27, 17, font(12), colours.text_third, self._model.below(row))
        painter.restore()

    @staticmethod
    def _write(
        painter: QPainter, box: QRect, top: int, tall: int, letters: QFont, ink: str, text: str
    ) -> None:
        painter.setFont(letters)
        painter.setPen(QColor(ink))
        room = QRect(box.left() + _LEFT, box.top() + top, box.width() - _LEFT - 14, tall)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _mark(row: LogRow) -> tuple[str, str]:
    of = row.of
    if isinstance(of, Checkpoint):
        return "bookmark", "accent"
    icons = {
        EntryKind.UNDO: "undo-2", EntryKind.REDO: "redo-2", EntryKind.BARRIER: "lock",
        EntryKind.PAPER: "vote",
    }  # fmt: skip
    return icons.get(of.kind, "pencil"), "text_third" if row.undone else "text_second"


class LogList(QListView):
    """The list; with Shift a person chooses several edits in a row. `chosen` tells that others are chosen."""

    chosen = Signal()

    def __init__(self, words: Words, colours: Palette, icons: Icons) -> None:
        super().__init__()
        self.model_ = LogModel(words)
        self.setModel(self.model_)
        self.setItemDelegate(_Painter(self.model_, colours, icons, self))
        self.setAccessibleName(words("What was done, the latest first"))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumWidth(1)
        self._following = False
        self.selectionModel().selectionChanged.connect(self._picked)

    @property
    def current(self) -> tuple[LogRow, ...]:
        """The chosen rows, the latest first."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self.model_.rows[number] for number in numbers)

    def show_rows(self, rows: Sequence[LogRow]) -> None:
        """Show these, keeping what is chosen as far as it is there; who looks at the latest goes on so."""
        before = self.model_.rows
        kept = {row.id for row in self.current}
        if before and kept == {before[0].id}:
            kept = set()
        numbers = [number for number, row in enumerate(rows) if row.id in kept] or [0]
        self._following = True
        self.model_.show_rows(rows)
        if rows:
            self._choose(numbers[0], numbers[-1])
        self._following = False

    def choose(self, row_id: str) -> None:
        """Choose a row and bring it into sight."""
        for number, row in enumerate(self.model_.rows):
            if row.id == row_id:
                self._choose(number, number)
                self.scrollTo(self.model_.index(number))

    def _choose(self, first: int, last: int) -> None:
        model, picked = (
            self.selectionModel(),
            QItemSelection(self.model_.index(first), self.model_.index(last)),
        )
        flags = QItemSelectionModel.SelectionFlag
        model.setCurrentIndex(self.model_.index(first), flags.NoUpdate)
        model.select(picked, flags.ClearAndSelect)

    def _picked(self) -> None:
        if not self._following:
            self.chosen.emit()
