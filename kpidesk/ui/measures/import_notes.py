"""What is to be said about a file of values: what waits for a person, what is missing, what was refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from kpidesk.domain.findings import text_of
from kpidesk.domain.values_plan import Plan
from kpidesk.domain.values_reading import Place
from kpidesk.domain.values_table import Table
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.import_preview import place_name
from kpidesk.ui.measures.texts import sentence
from kpidesk.ui.painted import ground, lines_of, underline, write

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_LEFT: Final = 40  # px before the words
_STEP: Final = 18
_MOST_LINES: Final = 8
_BOX: Final = 16


class Tone(Enum):
    """What a note is; its icon and its colour."""

    ASKS = ("", "watch")
    TELLS = ("lightbulb", "warn")
    REFUSES = ("circle-alert", "danger")


@dataclass(frozen=True, slots=True)
class Note:
    """One note; `key` is what a person confirms by it, empty for nothing."""

    text: str
    tone: Tone
    at: Place | None = None
    key: str = ""


def notes_of(plan: Plan, table: Table, words: Words) -> list[Note]:
    """All that is to be said, what waits for the person first."""
    notes = [
        Note(text_of(cell.odd, words), Tone.ASKS, cell.at, key)
        for key, cell in sorted(plan.questions.items(), key=lambda each: each[1].at)
        if cell.odd
    ]
    notes += [Note(text_of(each.finding, words), Tone.TELLS, each.at) for each in plan.remarks]
    for cell in plan.cells:
        if cell.reason is not None:
            place, reason = place_name(table, cell.at, words), text_of(cell.reason, words)
            notes.append(
                Note(sentence(words("{place}: {reason}", place=place, reason=reason)), Tone.REFUSES, cell.at)
            )
    return notes


class _Model(QAbstractListModel):
    def __init__(self, words: Words) -> None:
        super().__init__()
        self.notes: list[Note] = []
        self.confirmed: set[str] = set()
        self._words = words

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        note = self.notes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return note.text
        if role == Qt.ItemDataRole.CheckStateRole and note.key:
            return Qt.CheckState.Checked if note.key in self.confirmed else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not note.key:
                return note.text
            state = self._words("confirmed") if note.key in self.confirmed else self._words("not confirmed")
            return f"{note.text} {state}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel."""
        flags = super().flags(index)
        asks = index.isValid() and bool(self.notes[index.row()].key)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if asks else flags


class _Painter(QStyledItemDelegate):
    def __init__(self, view: "Notes", colours: Palette, icons: Icons) -> None:
        super().__init__(view)
        self._view, self._colours, self._icons = view, colours, icons

    def _lines(self, note: Note) -> tuple[str, ...]:
        return lines_of(note.text, 13, self._view.viewport().width() - _LEFT - 12, _MOST_LINES)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        lines = len(self._lines(self._view.notes.notes[index.row()]))
        return QSize(100, max(36, lines * _STEP + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        note, box, colours = self._view.notes.notes[index.row()], QRect(option.rect), self._colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        underline(painter, box, 8, colours)
        ground(painter, option, QRectF(box).adjusted(1.5, 1.5, -1.5, -2.5), colours)
        icon, token = note.tone.value
        if note.key:
            self._check(painter, box, on=note.key in self._view.notes.confirmed)
        else:
            painter.drawPixmap(box.left() + 14, box.top() + 9, self._icons.pixmap(icon, token, 16))
        painter.setPen(QColor(colours.text))
        at = QRectF(box).adjusted(_LEFT, 7, 0, 0).topLeft()
        write(painter, self._lines(note), at, 13, _STEP, box.width() - _LEFT - 12)
        painter.restore()

    def _check(self, painter: QPainter, box: QRect, *, on: bool) -> None:
        colours = self._colours
        place = QRectF(box.left() + 14.5, box.top() + 9.5, _BOX, _BOX)
        painter.setPen(QPen(QColor(colours.accent if on else colours.field), 1))
        painter.setBrush(QColor(colours.accent if on else colours.surface))
        painter.drawRoundedRect(place, 4, 4)
        if on:
            mark = self._icons.pixmap("check", "on_accent", 14)
            painter.drawPixmap(box.left() + 15, box.top() + 10, mark)


class Notes(QListView):
    """The list. `gone_to` tells the place of the current note, `confirmed` that something was confirmed."""

    gone_to = Signal(object)
    confirmed = Signal()

    def __init__(self, words: Words, colours: Palette, icons: Icons) -> None:
        super().__init__()
        self.notes = _Model(words)
        self.setObjectName("import-notes")
        self.setAccessibleName(words("What is to be said about the file"))
        self.setModel(self.notes)
        self.setItemDelegate(_Painter(self, colours, icons))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumWidth(1)
        self.selectionModel().currentChanged.connect(self._go)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show others; what was confirmed stays confirmed while it is asked."""
        if list(notes) == self.notes.notes:
            return
        self.notes.beginResetModel()
        self.notes.notes = list(notes)
        self.notes.confirmed &= {note.key for note in notes}
        self.notes.endResetModel()

    def confirm(self, keys: set[str]) -> None:
        """Confirm what is asked by these keys, and nothing else."""
        self.notes.confirmed = keys & {note.key for note in self.notes.notes}
        self.viewport().update()
        self.confirmed.emit()

    def _toggle(self, index: Index) -> None:
        note = self.notes.notes[index.row()] if index.isValid() else None
        if note is not None and note.key:
            self.confirm(self.notes.confirmed ^ {note.key})

    def _go(self, index: QModelIndex) -> None:
        if index.isValid() and (at := self.notes.notes[index.row()].at) is not None:
            self.gone_to.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The space bar confirms."""
        if event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on the box confirms; one on the words only goes there."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < _LEFT:
            self._toggle(index)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Words are wrapped anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
