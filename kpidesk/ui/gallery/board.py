"""Notes as cards in columns, by decision, poster or kind. Only cards in sight are painted."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.gallery import Decision, Note, NoteKind
from kpidesk.domain.labels import LABELS
from kpidesk.drawing.palette import NoteLook
from kpidesk.ui.announcing import Role
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.rows import Index, Rows
from kpidesk.ui.gallery.texts import DECISION_ICONS, KIND_ICONS, by_code, decision_names, kind_names
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.gallery.written import height, write
from kpidesk.ui.page import Page
from kpidesk.ui.painted import font
from kpidesk.ui.widgets import Elided, clear, label

LEAST: Final = 208  # px of a column
_MOST: Final = 300
_FOLDED: Final = 44
_EDGE: Final = 8  # between a card and the column's edge
_PAD: Final = 11
_BODY: Final = 14
_STEP: Final = 19
_GAP: Final = 9
Key = Decision | NoteKind | str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which notes are shown, and how they stand in columns."""

    by: str = "decision"
    poster: str | None = None
    kind: NoteKind | None = None

    def key(self, note: Note) -> Key:
        """The column of a note."""
        return {"decision": note.decision, "poster": note.poster, "kind": note.kind}[self.by]

    def shows(self, note: Note) -> bool:
        """Whether a note is shown."""
        return self.poster in {None, note.poster} and self.kind in {None, note.kind}


class _Cards(QStyledItemDelegate):
    """Paints a note as a card on its paper."""

    def __init__(self, view: "Column", page: Page, work: Work) -> None:
        super().__init__(view)
        self._view, self._work = view, work
        self._colours, self._icons, self._words = page.colours, page.icons, page.words
        self._head, self._chip = font(12, strong=True), font(12)

    def _text_width(self) -> int:
        return self._view.viewport().width() - 2 * _EDGE - 2 * _PAD

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        note = self._view.rows.note(index)
        tall = height(note.text, _BODY, _STEP, self._text_width()) if note else 0
        return QSize(100, tall + 43 + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        note = self._view.rows.note(index)
        if note is None:
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        box = QRectF(area.left() + _EDGE, area.top(), self._view.viewport().width() - 2 * _EDGE,
                     area.height() - _GAP)  # fmt: skip
        paper, ink = _look(note, self._colours.notes, self._colours.surface, self._colours.text_second)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            frame = box.adjusted(1, 1, -1, -1)
        else:
            edge = QColor(ink)
            edge.setAlphaF(0.6 if state & QStyle.StateFlag.State_MouseOver else 0.35)
            painter.setPen(QPen(edge, 1))
            frame = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(paper))
        painter.drawRoundedRect(frame, 4, 4)
        self._line(painter, box, note, ink)
        painter.setPen(QColor(self._colours.text))
        at = QPointF(box.left() + _PAD, box.top() + 33)
        write(painter, note.text, at, _BODY, _STEP, self._text_width())
        painter.restore()

    def _line(self, painter: QPainter, box: QRectF, note: Note, ink: str) -> None:
        """Kind, codes and what was decided."""
        left = box.left() + _PAD
        if note.kind is not None:
            icon = self._icons.pixmap(KIND_ICONS[note.kind], ink, 14)
            painter.drawPixmap(QPointF(left, box.top() + 11), icon)
            left += 20
        painter.setPen(QColor(ink))
        painter.setFont(self._head)
        code = self._work.book.posters[note.poster].code
        text = f"{note.code} · {code}"
        place = QRectF(left, box.top() + 7, box.right() - left - _PAD, 22)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        self._decision(painter, place, note, QFontMetrics(self._head).horizontalAdvance(text) + 8)

    def _decision(self, painter: QPainter, place: QRectF, note: Note, taken: float) -> None:
        words, colours = self._words, self._colours
        said = words(LABELS[note.decision]) if note.decision else words("to decide")
        wide = QFontMetrics(self._chip).horizontalAdvance(said) + 18 + (16 if note.decision else 0)
        if wide > place.width() - taken:
            return  # a very long code has the room; the details say it
        chip = QRectF(place.right() - wide + 2, place.top(), wide, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(chip, 11, 11)
        if note.decision is not None:
            icon = self._icons.pixmap(DECISION_ICONS[note.decision], "text_second", 13)
            painter.drawPixmap(QPointF(chip.left() + 8, chip.top() + 4.5), icon)
        painter.setFont(self._chip)
        painter.setPen(QColor(colours.text_second))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(chip.adjusted(0, 0, -9, 0), flags, said)


def _look(note: Note, notes: dict[str, NoteLook], paper: str, ink: str) -> tuple[str, str]:
    look = notes.get(note.kind.value) if note.kind else None
    return (look.paper, look.ink) if look else (paper, ink)


class Column(QListView):
    """The cards of one column."""

    went = Signal(str)
    sideways = Signal(int)
    opened = Signal()

    def __init__(self, page: Page, work: Work, name: str) -> None:
        super().__init__()
        self.rows = Rows(work.book, work.words)
        self._following = False
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.setItemDelegate(_Cards(self, page, work))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setMinimumWidth(1)
        self.verticalScrollBar().setSingleStep(24)
        self.selectionModel().currentChanged.connect(self._went)

    @property
    def current(self) -> str:
        """The note that the person is at, "" for none here."""
        note = self.rows.note(self.currentIndex())
        return note.id if note else ""

    def show_current(self, note_id: str) -> None:
        """Choose a card without telling; "" for none."""
        if note_id == self.current:
            return
        self._following = True
        if note_id:
            index = self.rows.index_of(note_id)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self._following = False

    def _went(self, index: QModelIndex) -> None:
        note = self.rows.note(index)
        if note is not None and not self._following:
            self.went.emit(note.id)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Qt goes to the first row of a list when Tab comes by; that must not choose another note."""
        there = self.currentIndex().isValid()
        self._following = True
        super().focusInEvent(event)
        if not there:
            self.selectionModel().clear()
        self._following = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right go to the next column, Enter decides."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.sideways.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Digits decide; letters do not search among sentences."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Texts wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class _Turned(QWidget):
    """The name of a column without cards, written upwards."""

    reads_as = Role.StaticText

    def __init__(self, page: Page, name: str) -> None:
        super().__init__()
        self._name, self._ink = name, page.colours.text_second
        self.setAccessibleName(name)
        self.setToolTip(name)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setFont(font(13))
        painter.setPen(QColor(self._ink))
        painter.translate(0, self.height())
        painter.rotate(-90)
        room = QRect(10, 0, self.height() - 22, self.width())
        shown = QFontMetrics(painter.font()).elidedText(self._name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        painter.end()


class _Well(QFrame):
    """A column with its head; without cards it can be folded to its name."""

    def __init__(self, page: Page, work: Work, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "well")
        self.cards = Column(page, work, name)
        self.count = label("", "second")
        self._name, self._turned = Elided(name, "name"), _Turned(page, name)
        self._turned.hide()
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 8)
        head.addWidget(self._name, 1)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.cards, 1)
        column.addWidget(self._turned, 1)

    def fold(self, *, folded: bool) -> None:
        """Show the name alone, or the cards again."""
        for each in (self._name, self.count, self.cards):
            each.setVisible(not folded)
        self._turned.setVisible(folded)


class Board(QScrollArea):
    """The columns. The card that the person is at stays where it is until they go on."""

    went = Signal(str)
    opened = Signal()

    def __init__(self, page: Page, work: Work) -> None:
        super().__init__()
        self._page, self._work, self._words = page, work, page.words
        self.filter = Filter()
        self.current = ""
        self._held = False  # the current card stands in a column where it does not belong any more
        self._arranging = False  # lists choose their first row by themselves when they get the focus
        self._wells: dict[Key, _Well] = {}
        self._where: dict[str, Key] = {}
        self.setObjectName("board")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        content = QWidget()
        content.setProperty("kind", "page")
        content.setAutoFillBackground(False)
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.setWidget(content)

    # -- what stands where

    @property
    def columns(self) -> dict[Key, Column]:
        """The lists of cards by what their notes have in common."""
        return {key: well.cards for key, well in self._wells.items()}

    @property
    def count(self) -> int:
        """How many notes are shown."""
        return len(self._where)

    def order(self) -> list[str]:
        """All notes that are shown, column by column."""
        return [
            each for well in self._wells.values() for each in well.cards.rows.all if isinstance(each, str)
        ]

    def _sort(self, note_id: str) -> tuple[int, tuple[str, int]]:
        book = self._work.book
        note = book.notes[note_id]
        return self._places[note.poster], by_code(note.code)

    def _names(self) -> dict[Key, str]:
        words, book = self._words, self._work.book
        if self.filter.by == "decision":
            return dict([(None, words("To decide")), *decision_names(words).items()])
        if self.filter.by == "kind":
            return dict([*kind_names(words).items(), (None, words("No kind"))])
        return {key: " ".join((each.code, book.names[key])) for key, each in book.posters.items()}

    # -- showing

    def arrange(self) -> None:
        """Put all cards into their columns."""
        self._arranging = True
        book = self._work.book
        self._places = {key: place for place, key in enumerate(book.posters)}
        cards: dict[Key, list[str]] = {}
        self._where, self._held = {}, False
        for own in (book.of_poster.get(key, ()) for key in book.posters):
            for note_id in own:
                note = book.notes[note_id]
                if self.filter.shows(note):
                    self._where[note_id] = self.filter.key(note)
                    cards.setdefault(self.filter.key(note), []).append(note_id)
        names = self._names()
        if self.filter.by != "decision":
            names = {key: name for key, name in names.items() if cards.get(key)}
        if list(self._wells) != list(names):
            self._build(names)
        for key, well in self._wells.items():
            own_cards = sorted(cards.get(key, ()), key=self._sort)
            place = well.cards.verticalScrollBar().value()
            well.cards.rows.show(own_cards)
            well.cards.verticalScrollBar().setValue(place)
            well.count.setText(self._words.number(len(own_cards)))
        self._arranging = False
        self._fit()
        self.choose(self.current if self.current in self._where else "")

    def _build(self, names: dict[Key, str]) -> None:
        clear(self._row)
        self._wells = {}
        for key, name in names.items():
            well = _Well(self._page, self._work, name)
            well.setObjectName("column-" + (key if isinstance(key, str) else key.value if key else "none"))
            well.cards.went.connect(self._went)
            well.cards.sideways.connect(self._sideways)
            well.cards.opened.connect(self.opened)
            self._wells[key] = well
            self._row.addWidget(well)
            well.show()
        self._fit()

    def take(self, took: Took) -> None:
        """Show what an edit did to notes."""
        if took.count > 1:
            self.arrange()
            return
        for note in took.removed:
            self._remove(note.id)
        for note in took.added:
            self._place(note)
        for _, note in took.changed:
            if note.id == self.current and self.filter.shows(note) and note.id in self._where:
                self._held = self._where[note.id] != self.filter.key(note)
                self.columns[self._where[note.id]].rows.touch(note.id)
                self.columns[self._where[note.id]].scheduleDelayedItemsLayout()
            else:
                self._remove(note.id)
                self._place(note)

    def _remove(self, note_id: str) -> None:
        if note_id in self._where:
            key = self._where.pop(note_id)
            self._wells[key].cards.rows.remove(note_id)
            self._recount(key)
            if note_id == self.current:
                self.choose("")

    def _place(self, note: Note) -> None:
        key = self.filter.key(note)
        if not self.filter.shows(note):
            return
        if key not in self._wells:  # the first of its poster or kind
            self.arrange()
            return
        rows = self._wells[key].cards.rows
        self._where[note.id] = key
        at = bisect_left(rows.all, self._sort(note.id), key=lambda each: self._sort(str(each)))
        rows.insert(at, note.id)
        self._recount(key)

    def _recount(self, key: Key) -> None:
        well = self._wells[key]
        well.count.setText(self._words.number(len(well.cards.rows.all)))
        self._fit()

    # -- going from card to card

    def choose(self, note_id: str, *, focus: bool = False) -> None:
        """Go to a card; "" for none. The one before goes where it belongs now."""
        before, held = self.current, self._held
        self.current, self._held = note_id, False
        if held and before != note_id and before in self._where and before in self._work.book.notes:
            self._remove(before)
            self._place(self._work.book.notes[before])
        for key, well in self._wells.items():
            well.cards.show_current(note_id if self._where.get(note_id, _NOWHERE) == key else "")
        if note_id in self._where:
            well = self._wells[self._where[note_id]]
            self.ensureWidgetVisible(well, 0, 0)
            if focus:
                well.cards.setFocus()
        self._share_stops()
        self.went.emit(note_id)

    def _share_stops(self) -> None:
        """Tab stops at the column of the chosen card alone; arrows go to the others."""
        filled = (key for key, well in self._wells.items() if well.cards.rows.all)
        stop = self._where.get(self.current, next(filled, _NOWHERE))
        for key, well in self._wells.items():
            policy = Qt.FocusPolicy.StrongFocus if key == stop else Qt.FocusPolicy.ClickFocus
            well.cards.setFocusPolicy(policy)

    def _went(self, note_id: str) -> None:
        if not self._arranging and note_id in self._where:
            self.choose(note_id)

    def next_undecided(self) -> str:
        """The next note without a decision after the current one; "" when there is none."""
        order, notes = self.order(), self._work.book.notes
        at = order.index(self.current) + 1 if self.current in self._where else 0
        ahead = (each for each in (*order[at:], *order[:at]) if notes[each].decision is None)
        return next(ahead, "")

    def step(self, by: int) -> None:
        """Go to the next card of all, or the one before."""
        order = self.order()
        if order:
            at = order.index(self.current) + by if self.current in self._where else 0
            self.choose(order[min(max(at, 0), len(order) - 1)])

    def _sideways(self, by: int) -> None:
        if self.current not in self._where:
            return
        wells = list(self._wells.values())
        here = self._wells[self._where[self.current]]
        row = here.cards.visualRect(here.cards.currentIndex())
        at = wells.index(here) + by
        while 0 <= at < len(wells) and not wells[at].cards.rows.all:
            at += by
        if 0 <= at < len(wells):
            cards = wells[at].cards
            index = cards.indexAt(QPoint(_EDGE + 4, row.center().y()))
            note = cards.rows.note(index if index.isValid() else cards.rows.index(cards.rows.rowCount() - 1))
            if note is not None:
                self.choose(note.id, focus=True)

    # -- room

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Columns share the width, or scroll sideways."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        filled = [well for well in self._wells.values() if well.cards.rows.all]
        empty = len(self._wells) - len(filled) if filled else 0
        count = max(1, len(self._wells) - empty)
        place = max(1, self.viewport().width() - empty * (_FOLDED + 8))
        fitting = max(1, (place + 8) // (LEAST + 8))
        whole = (place - 8 * (fitting - 1)) // fitting
        room = place - 8 * (count - 1)
        wide = min(_MOST, max(room // count, whole, 1)) if len(self._wells) > 1 else room
        for well in self._wells.values():
            folded = bool(filled) and well not in filled
            well.fold(folded=folded)
            well.setFixedWidth(_FOLDED if folded else wide)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)


_NOWHERE: Final = object()
