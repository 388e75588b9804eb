"""The posters beside the line: code, name, and the kinds of the notes that were left there."""

from collections import Counter
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from kpidesk.domain.gallery import NoteKind, Poster
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.gallery.book import Book
from kpidesk.ui.gallery.rows import Index
from kpidesk.ui.painted import font, ground

_ROW: Final = 38
_DOTS_FROM: Final = 220  # px; below, the names need the room
_NOWHERE: Final = QModelIndex()


class PosterRows(QAbstractListModel):
    """The posters of a gallery."""

    def __init__(self, book: Book, words: Words) -> None:
        super().__init__()
        self._book, self._words = book, words
        self.posters: list[str] = []

    def refresh(self) -> None:
        """Show the posters as they are."""
        posters = list(self._book.posters)
        if posters != self.posters:
            self.beginResetModel()
            self.posters = posters
            self.endResetModel()
        elif posters:
            self.dataChanged.emit(self.index(0), self.index(len(posters) - 1))

    def touch(self, poster_id: str) -> None:
        """A poster has other notes."""
        if poster_id in self.posters:
            index = self.index(self.posters.index(poster_id))
            self.dataChanged.emit(index, index)

    def poster(self, index: Index) -> Poster | None:
        """The poster of a row."""
        return self._book.posters.get(self.posters[index.row()]) if index.isValid() else None

    def kinds(self, poster_id: str) -> Counter[NoteKind | None]:
        """How many notes of each kind a poster has."""
        return self._book.kinds.get(poster_id, Counter())

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.posters)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        poster = self.poster(index)
        if poster is None:
            return None
        name = " ".join((poster.code, self._book.names[poster.id]))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.kinds(poster.id).total()
            return ", ".join((name, self._words.many("{n} note", "{n} notes", count)))
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, view: "PosterList", colours: Palette) -> None:
        super().__init__(view)
        self._view, self._colours = view, colours
        self._code, self._name, self._count = font(13, strong=True), font(13), font(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        poster = self._view.rows.poster(index)
        if poster is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, option, QRectF(box).adjusted(6.5, 0.5, -6.5, -0.5), self._colours)
        middle = Qt.AlignmentFlag.AlignVCenter
        code = QFontMetrics(self._code).horizontalAdvance(poster.code)
        left = box.left() + 14 + max(36, code + 8)
        right = self._dots(painter, box, poster)
        painter.setPen(QColor(self._colours.text))
        painter.setFont(self._code)
        painter.drawText(QRect(box.left() + 14, box.top(), code + 2, box.height()), middle, poster.code)
        painter.setFont(self._name)
        name = str(index.data())[len(poster.code) + 1 :]
        room = right - left - 8
        shown = QFontMetrics(self._name).elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, box.top(), room, box.height()), middle, shown)
        painter.restore()

    def _dots(self, painter: QPainter, box: QRect, poster: Poster) -> int:
        """A dot for each kind that is there, and the count; where they begin."""
        kinds = self._view.rows.kinds(poster.id)
        right = box.right() - 14
        if not kinds.total():
            return right
        count = str(kinds.total())
        metrics = QFontMetrics(self._count)
        painter.setFont(self._count)
        painter.setPen(QColor(self._colours.text_third))
        wide = max(16, metrics.horizontalAdvance(count) + 2)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(right - wide, box.top(), wide, box.height()), flags, count)
        shown = [kind for kind in NoteKind if kinds[kind]] if box.width() >= _DOTS_FROM else []
        x = right - wide - 4 - 8 * len(shown)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, kind in enumerate(shown):
            painter.setBrush(QColor(self._colours.notes[kind.value].ink))
            painter.drawEllipse(QPointF(x + place * 8 + 3, box.center().y() + 0.5), 3, 3)
        return x


class PosterList(QListView):
    """The list; `chosen` tells the poster that the person went to, `taken` that typing goes on there."""

    chosen = Signal(str)
    taken = Signal()

    def __init__(self, book: Book, words: Words, colours: Palette) -> None:
        super().__init__()
        self.rows = PosterRows(book, words)
        self._following = False
        self.setObjectName("poster-list")
        self.setAccessibleName(words("Posters"))
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self, colours))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumWidth(1)
        self.selectionModel().currentChanged.connect(self._picked)

    def show_current(self, poster_id: str | None) -> None:
        """Choose a poster without telling."""
        at = self.rows.posters.index(poster_id) if poster_id in self.rows.posters else -1
        if self.currentIndex().row() != at:
            self._following = True
            self.setCurrentIndex(self.rows.index(at) if at >= 0 else QModelIndex())
            self._following = False

    def step(self, by: int) -> None:
        """Go to the next poster, or the one before."""
        at = self.currentIndex().row() + by
        if 0 <= at < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(at))

    def _picked(self, index: QModelIndex) -> None:
        poster = self.rows.poster(index)
        if poster is not None and not self._following:
            self.chosen.emit(poster.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """After a click, typing goes on in the line."""
        super().mouseReleaseEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.taken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the line."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit()
        else:
            super().keyPressEvent(event)
