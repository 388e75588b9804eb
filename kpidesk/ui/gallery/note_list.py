"""What was typed so far: the newest notes on top, by poster, corrected where they stand."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QListView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kpidesk.domain.gallery import Note
from kpidesk.drawing.palette import Palette
from kpidesk.ui.gallery.rows import Heading, Index, Row, Rows, asides
from kpidesk.ui.gallery.texts import KIND_ICONS
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.gallery.written import height, write
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font, ground

_HEADING: Final = 36
_TILE: Final = 26
_LEFT: Final = 82  # of the text
_STEP: Final = 20
_BODY: Final = 14
_WIDE: Final = 860  # from here on, ratings are dots
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class NoteRows(Rows):
    """Notes under the names of their posters: those of the chosen one first, then by the newest."""

    def __init__(self, work: Work) -> None:
        super().__init__(work.book, work.words)
        self._work = work
        self.poster: str | None = None

    def arrange(self, poster_id: str | None) -> None:
        """List all notes, those of a poster first."""
        self.poster = poster_id
        of_poster = self._work.book.of_poster
        others = sorted(
            (each for each in of_poster if of_poster[each] and each != poster_id),
            key=lambda each: of_poster[each][-1],
            reverse=True,
        )
        rows: list[Row] = []
        for each in ([poster_id] if poster_id and of_poster.get(poster_id) else []) + others:
            rows.append(Heading(each))
            rows.extend(reversed(of_poster[each]))
        self.show(rows)

    def add(self, note: Note) -> None:
        """A note was added."""
        first = Heading(note.poster)
        newest = self._work.book.of_poster[note.poster][-1] == note.id
        if newest and self.all and self.all[0] == first and note.poster == self.poster:
            self.insert(1, note.id)
            self.touch(first)
        else:
            self.arrange(self.poster)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        note = self.note(index)
        if note is None or role != Qt.ItemDataRole.EditRole:
            return False
        return str(value) == note.text or self._work.change(note, text=str(value))


class _Painter(QStyledItemDelegate):
    """Paints a row as the look has it, and opens an editor over its text."""

    refused = Signal(str, str)

    def __init__(self, view: "NoteList", icons: Icons) -> None:
        super().__init__(view)
        self._view, self._icons = view, icons
        self._colours = view.colours
        self._caption, self._strong, self._ui = font(12), font(13, strong=True), font(13)

    # -- places

    def _columns(self) -> tuple[int, int]:
        """Widths of the group's name and of a rating."""
        wide = self._view.viewport().width()
        if wide >= _WIDE:
            return 140, 76
        return (104, 40) if wide >= 600 else (84, 36)

    def _text_width(self, note: Note) -> int:
        group, rating = self._columns()
        wide = self._view.viewport().width() - _LEFT - group - 2 * rating - 20
        return wide - sum(map(self._pill_width, self._pills(note)))

    def _pills(self, note: Note) -> list[str]:
        """What else is said of a note, from left to right: who agrees, doubt, dots, a photo."""
        words = self._view.words
        agree = [words.many("+ {n} agrees", "+ {n} agree", note.support)] if note.support else []
        return [*agree, *asides(note, words, photo=note.id in self._view.rows.proofs)]

    def _pill_width(self, text: str) -> int:
        return QFontMetrics(self._caption).horizontalAdvance(text) + 28

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        note = self._view.rows.note(index)
        if note is None:
            return QSize(100, _HEADING)
        return QSize(100, height(note.text, _BODY, _STEP, self._text_width(note)) + 21)

    # -- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        row, note = self._view.rows.row(index), self._view.rows.note(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._heading(painter, box, row)
        elif note is not None:
            painter.setPen(QColor(self._colours.border))
            painter.drawLine(box.left() + 16, box.bottom(), box.right() - 16, box.bottom())
            ground(painter, option, QRectF(box).adjusted(8.5, 1.5, -8.5, -1.5), self._colours)
            self._note(painter, box, note)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, row: Heading) -> None:
        book, middle = self._view.work.book, Qt.AlignmentFlag.AlignVCenter
        code, name = book.posters[row.poster].code, book.names[row.poster]
        place = box.adjusted(16, 4, -16, 0)
        painter.setPen(QColor(self._colours.text))
        painter.setFont(self._strong)
        painter.drawText(place, middle, code)
        place.setLeft(place.left() + QFontMetrics(self._strong).horizontalAdvance(code) + 6)
        painter.setPen(QColor(self._colours.text_second))
        painter.setFont(self._ui)
        room = place.width() - 90
        painter.drawText(
            place, middle, QFontMetrics(self._ui).elidedText(name, Qt.TextElideMode.ElideRight, room)
        )
        painter.setFont(self._caption)
        count = self._view.words.many("{n} note", "{n} notes", len(book.of_poster.get(row.poster, ())))
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, count)

    def _note(self, painter: QPainter, box: QRect, note: Note) -> None:
        colours, middle = self._colours, box.center().y()
        tile = QRectF(box.left() + 16, middle - _TILE / 2 + 1, _TILE, _TILE)
        if note.kind is not None:
            look = colours.notes[note.kind.value]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.paper))
            painter.drawRoundedRect(tile, 4, 4)
            icon = self._icons.pixmap(KIND_ICONS[note.kind], look.ink, 16)
            painter.drawPixmap(QPointF(tile.left() + 5, tile.top() + 5), icon)
        else:
            painter.setPen(QPen(QColor(colours.outline), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tile.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self._caption)
        painter.setPen(QColor(colours.text_third))
        code = QRect(box.left() + 46, box.top(), _LEFT - 48, box.height())
        painter.drawText(code, Qt.AlignmentFlag.AlignVCenter, note.code)
        painter.setPen(QColor(colours.text))
        wide = self._text_width(note)
        write(painter, note.text, QPointF(box.left() + _LEFT, box.top() + 10), _BODY, _STEP, wide)
        self._aside(painter, box, note)

    def _aside(self, painter: QPainter, box: QRect, note: Note) -> None:
        """Who agrees, the group, and the ratings."""
        group, rating = self._columns()
        left = box.right() - 12 - 2 * rating - group
        colours, flags = self._colours, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._caption)
        edge = float(left)
        for text in reversed(self._pills(note)):
            wide = self._pill_width(text) - 10
            pill = QRectF(edge - wide - 8 + 0.5, box.center().y() - 10.5, wide, 22)
            painter.setPen(QPen(QColor(colours.outline), 1))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(pill, 11, 11)
            painter.setPen(QColor(colours.text_second))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
            edge -= wide + 10
        painter.setPen(QColor(colours.text_second))
        name = self._view.work.book.group_name(note)
        shown = QFontMetrics(self._caption).elidedText(name, Qt.TextElideMode.ElideRight, group - 8)
        painter.drawText(QRect(left, box.top(), group - 8, box.height()), flags, shown)
        words, left = self._view.words, left + group
        for text, number in (
            (words("U {n}", n=note.understand), note.understand), (words("B {n}", n=note.back), note.back)
        ):  # fmt: skip
            if number is not None and rating > 60:
                self._dots(painter, QPointF(left, box.center().y() + 0.5), number)
            elif number is not None:
                painter.drawText(QRect(left, box.top(), rating, box.height()), flags, text)
            left += rating

    def _dots(self, painter: QPainter, at: QPointF, number: int) -> None:
        """A rating as five circles."""
        painter.save()
        painter.setPen(QPen(QColor(self._colours.text_second), 1.3))
        for place in range(5):
            full = QColor(self._colours.text_second) if place < number else Qt.BrushStyle.NoBrush
            painter.setBrush(full)
            painter.drawEllipse(QPointF(at.x() + 5 + place * 12, at.y()), 4, 4)
        painter.restore()

    # -- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        editor = QPlainTextEdit(parent)
        editor.setObjectName("note-editor")
        editor.setAccessibleName(self._view.words("Words of the note"))
        editor.setTabChangesFocus(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate. What was refused is offered again."""
        note = self._view.rows.note(index)
        if isinstance(editor, QPlainTextEdit) and note is not None and not editor.property("begun"):
            editor.setProperty("begun", True)  # a change of the note must not take what is being typed
            editor.setPlainText(self._view.held.pop(note.id, note.text))
            editor.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        wide = self._view.viewport().width() - _LEFT - 12
        editor.setGeometry(_LEFT - 8, box.top() + 1, wide, max(box.height() - 2, 62))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        note = self._view.rows.note(index)
        if isinstance(editor, QPlainTextEdit) and note is not None:
            text = editor.toPlainText()
            if not model.setData(index, text):
                self.refused.emit(note.id, text)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter stores, Shift+Enter breaks the line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _ENTER:
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                return True
            return False
        return super().eventFilter(editor, event)


def neighbour(ids: list[str], one: str) -> str:
    """The one after, or before the last; "" for none."""
    at = ids.index(one)
    return next(iter(ids[at + 1 : at + 2] or ids[max(0, at - 1) : at]), "")


class NoteList(QListView):
    """The list. `held` keeps what was refused, by note, until it is offered again."""

    remove = Signal()
    went = Signal()  # to another note

    def __init__(self, work: Work, icons: Icons, colours: Palette) -> None:
        super().__init__()
        self.work, self.words = work, work.words
        self.colours = colours
        self.rows = NoteRows(work)
        self.held: dict[str, str] = {}
        self.setObjectName("note-list")
        self.setAccessibleName(self.words("Notes typed so far"))
        self.setModel(self.rows)
        self.painter_ = _Painter(self, icons)
        self.painter_.refused.connect(self._write_again, Qt.ConnectionType.QueuedConnection)
        self.setItemDelegate(self.painter_)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setMinimumWidth(1)
        self.setEditTriggers(QListView.EditTrigger.DoubleClicked | QListView.EditTrigger.EditKeyPressed)
        self.verticalScrollBar().setSingleStep(24)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.went.emit())

    @property
    def current(self) -> Note | None:
        """The note that the person is at."""
        return self.rows.note(self.currentIndex())

    def beside(self, note: Note) -> str:
        """The note below another, or above the last one."""
        ids = [each for each in self.rows.all if isinstance(each, str)]
        return neighbour(ids, note.id)

    def show_note(self, note_id: str) -> None:
        """Bring a note into sight."""
        index = self.rows.index_of(note_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def arrange(self, poster_id: str | None) -> None:
        """List the notes of a poster first; the person stays at the same note."""
        current, place = self.current, self.verticalScrollBar().value()
        same = poster_id == self.rows.poster
        self.rows.arrange(poster_id)
        if current is not None and current.id in self.work.book.notes:
            self.setCurrentIndex(self.rows.index_of(current.id))
        if same:
            self.verticalScrollBar().setValue(place)
        else:
            self.scrollToTop()

    def write(self, note_id: str) -> None:
        """Open the editor of a note."""
        self.show_note(note_id)
        self.edit(self.currentIndex())

    def resized(self, note: Note) -> None:
        """A note's text has another height, perhaps."""
        index = self.rows.shown(note.id)
        if index.isValid():
            self.painter_.sizeHintChanged.emit(index)

    def _write_again(self, note_id: str, text: str) -> None:
        if note_id in self.work.book.notes:
            self.held[note_id] = text
            self.write(note_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter edits, Del removes."""
        if self.state() == QListView.State.EditingState:
            return  # the editor lets keys pass when it has taken them
        if event.key() in _ENTER and self.current is not None:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and self.current is not None:
            self.remove.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Texts wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
