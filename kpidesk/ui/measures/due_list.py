"""A list of what is due: under headings, each with what it is about and in a few words what to do."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kpidesk.drawing.palette import Palette
from kpidesk.ui.painted import draw_pill, ground, lines_of, pill_width, write

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_SIDE: Final = 14  # px left and right of the texts
_STEP: Final = 18  # px from line to line
_HEADING: Final = 32
_MOST_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due, or a heading, which has no measure. `late` is the word for what is overdue."""

    title: str
    measure: str = ""
    lines: tuple[str, ...] = ()
    late: str = ""

    @property
    def spoken(self) -> str:
        """All of it, for those who do not see it."""
        return ". ".join(filter(None, (self.title, self.late, *self.lines)))


class _Dues(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Due] = []

    def show_rows(self, rows: list[Due]) -> None:
        """Show others."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings are passed over."""
        if index.isValid() and index.row() < len(self.rows) and not self.rows[index.row()].measure:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class _Painter(QStyledItemDelegate):
    def __init__(self, colours: Palette, view: "DueList") -> None:
        super().__init__(view)
        self._colours, self._view = colours, view

    def _wrapped(self, row: Due) -> tuple[tuple[str, ...], tuple[str, ...]]:
        wide = self._view.viewport().width() - 2 * _SIDE - 4
        beside = pill_width(row.late) + 8 if row.late else 0
        title = lines_of(row.title, 13, wide - beside, _MOST_LINES, strong=True)
        lines = tuple(line for text in row.lines for line in lines_of(text, 12, wide, _MOST_LINES))
        return title, lines

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """See QAbstractItemDelegate."""
        row = self._view.dues.rows[index.row()]
        if not row.measure:
            return QSize(0, _HEADING)
        title, lines = self._wrapped(row)
        return QSize(0, (len(title) + len(lines)) * _STEP + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See QAbstractItemDelegate."""
        row, colours = self._view.dues.rows[index.row()], self._colours
        place: QRectF = option.rect.toRectF()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not row.measure:
            painter.setPen(QColor(colours.text_second))
            self._strong(painter, (row.title,), QPointF(place.left() + _SIDE, place.top() + 10), 12)
        else:
            ground(painter, option, place.adjusted(5, 1, -5, -1), colours)
            title, lines = self._wrapped(row)
            at = QPointF(place.left() + _SIDE, place.top() + 8)
            painter.setPen(QColor(colours.text))
            self._strong(painter, title, at, 13)
            painter.setPen(QColor(colours.text_second))
            below = QPointF(at.x(), at.y() + len(title) * _STEP)
            write(painter, lines, below, 12, _STEP, int(place.width()) - 2 * _SIDE)
            if row.late:
                wide = pill_width(row.late)
                pill = QRectF(place.right() - _SIDE - wide, at.y() - 1, wide, 20)
                draw_pill(painter, pill, row.late, colours)
        painter.restore()

    def _strong(self, painter: QPainter, lines: tuple[str, ...], at: QPointF, size: int) -> None:
        letters = painter.font()
        letters.setPixelSize(size)
        letters.setWeight(letters.Weight.DemiBold)
        painter.setFont(letters)
        for number, line in enumerate(lines):
            place = QRectF(at.x(), at.y() + number * _STEP, self._view.viewport().width() - _SIDE, _STEP)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)


class DueList(QListView):
    """`opened` tells the measure that a person clicked, or chose with Enter."""

    opened = Signal(str)

    def __init__(self, colours: Palette, name: str) -> None:
        super().__init__()
        self.dues = _Dues(self)
        self.setModel(self.dues)
        self.setItemDelegate(_Painter(colours, self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def show_rows(self, rows: list[Due]) -> None:
        """Show what is due; what was chosen stays chosen where it can."""
        if rows == self.dues.rows:
            return
        current = self.currentIndex().row()
        self.dues.show_rows(rows)
        if 0 <= current < len(rows) and rows[current].measure:
            self.setCurrentIndex(self.dues.index(current))
        if self.hasFocus():
            self._choose_first()

    def _open(self, index: _Index) -> None:
        if index.isValid() and (measure := self.dues.rows[index.row()].measure):
            self.opened.emit(measure)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Somebody who comes by key sees where they are."""
        super().focusInEvent(event)
        self._choose_first()

    def _choose_first(self) -> None:
        if not self.selectedIndexes():
            first = next((at for at, row in enumerate(self.dues.rows) if row.measure), -1)
            self.setCurrentIndex(self.dues.index(first))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width wraps the texts anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
