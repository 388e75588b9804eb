"""All partners beside the board of action and alignment: two digits put one on it, or dragging its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from kpidesk.domain.sharing import BEST_STAND, Partner
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font, lines_of, write

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_GRIP: Final = 22  # px at the left of a row
_NAME: Final = 13
_STEP: Final = 18
_SMALL: Final = 12
_SMALL_STEP: Final = 16
_PAD: Final = 7
_FIELD: Final = (34, 30)
_LEAST: Final = 56  # px of a column of numbers
_FAR: Final = 6  # px from which pressing is dragging
_MOST_LINES: Final = 12
_HELD: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_DIGITS: Final = frozenset(str(number) for number in range(1, BEST_STAND + 1))


class Column(IntEnum):
    """The columns."""

    PARTNER = 0
    ACTION = 1
    ALIGNMENT = 2


_NUMBERS: Final = (Column.ACTION, Column.ALIGNMENT)


@dataclass(frozen=True, slots=True)
class StandRow:
    """A partner with what is typed of its numbers, and what is said of it in words."""

    partner: Partner
    action: int | None
    alignment: int | None
    said: str
    stands: bool

    def number(self, column: Column) -> int | None:
        """The number of a column."""
        return {Column.ACTION: self.action, Column.ALIGNMENT: self.alignment}.get(column)


class StandModel(QAbstractTableModel):
    """Partners with their two numbers."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.rows: list[StandRow] = []
        self.writable = False
        self.heads = (words("Partner"), words("Action"), words("Alignment"))
        self._words = words

    def show_rows(self, rows: Sequence[StandRow], *, writable: bool) -> None:
        """Show others; where the partners stay, the focus does, too."""
        self.writable = writable
        if [each.partner.id for each in rows] != [each.partner.id for each in self.rows]:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
        elif rows:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Column) - 1))

    def row_of(self, partner_id: str) -> int:
        """The row of a partner, -1 for none."""
        ids = [each.partner.id for each in self.rows]
        return ids.index(partner_id) if partner_id in ids else -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if section else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], Column(index.column())
        number = row.number(column)
        shown = named(row.partner) if column is Column.PARTNER else "" if number is None else str(number)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column is Column.PARTNER:
                return f"{shown}, {row.said}"
            none = self._words("no number")
            return f"{row.partner.code} {self.heads[column]}: {shown or none}"
        return None


def named(partner: Partner) -> str:
    """Code and name of a partner."""
    return f"{partner.code}  {partner.name}"


class _Painter(QStyledItemDelegate):
    """Paints names in full, what is said of them below, and numbers in fields."""

    def __init__(self, view: "StandList", colours: Palette, grip: QPixmap) -> None:
        super().__init__(view)
        self._view, self._colours, self._grip = view, colours, grip

    def lines(self, row: StandRow, wide: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lines of a name, and of what is said below it."""
        room = wide - _GRIP - _PAD
        strong = row.partner.critical
        name = lines_of(named(row.partner), _NAME, room, _MOST_LINES, strong)
        return name, lines_of(row.said, _SMALL, room, _MOST_LINES)

    def height(self, row: StandRow, wide: int) -> int:
        """How tall a row is."""
        name, said = self.lines(row, wide)
        return max(len(name) * _STEP + len(said) * _SMALL_STEP, _FIELD[1]) + 2 * _PAD

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        row, box = self._view.stands.rows[index.row()], QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(box, QColor(self._colours.accent_soft))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(self._colours.border))
        state: QStyle.StateFlag = option.state
        focus = bool(state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus()
        if index.column() == Column.PARTNER:
            self._name(painter, box, row, focus=focus)
        else:
            self._number(painter, box, row.number(Column(index.column())), focus=focus)
        painter.restore()

    def _name(self, painter: QPainter, box: QRect, row: StandRow, *, focus: bool) -> None:
        name, said = self.lines(row, box.width())
        at = QPointF(box.left() + _GRIP, box.top() + _PAD)
        if self._view.stands.writable:
            painter.drawPixmap(QPointF(box.left() + 4, at.y() + 2), self._grip)
        painter.setPen(QColor(self._colours.text))
        room = box.width() - _GRIP
        write(painter, name, at, _NAME, _STEP, room, strong=row.partner.critical)
        painter.setPen(QColor(self._colours.text_second if row.stands else self._colours.text_third))
        below = QPointF(at.x(), at.y() + len(name) * _STEP)
        write(painter, said, below, _SMALL, _SMALL_STEP, room)
        if focus:
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))

    def _number(self, painter: QPainter, box: QRect, number: int | None, *, focus: bool) -> None:
        field = QRectF(0, 0, *_FIELD)
        field.moveCenter(QRectF(box).center())
        colours = self._colours
        if self._view.stands.writable or focus:
            painter.setPen(QPen(QColor(colours.accent if focus else colours.field), 2 if focus else 1))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(field.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if number is not None:
            painter.setFont(font(14, strong=True))
            painter.setPen(QColor(colours.text))
            painter.drawText(field, Qt.AlignmentFlag.AlignCenter, str(number))


class StandList(QTableView):
    """The list. A digit is taken at once, as the numbers have only one.

    `chosen` tells a partner's id, `typed` also the column and the number (0 for none), `placed` that
    Enter puts it on the board, `taken_off` that Del takes it off, `missed` that a key is no number of
    the board. `carried` tells a partner that is dragged and where on the screen, `dropped` that it was let
    go, `given_back` that it was not.
    """

    chosen = Signal(str)
    typed = Signal(str, int, int)
    placed = Signal(str)
    taken_off = Signal(str)
    missed = Signal(str)
    carried = Signal(object, QPoint)
    dropped = Signal()
    given_back = Signal()

    def __init__(self, words: Words, colours: Palette, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("stand-list")
        self.stands = StandModel(words)
        self._told = ""  # who is in hand as far as anybody was told
        self._from: QPoint | None = None
        self._dragging: Partner | None = None
        self.setAccessibleName(words("Partners: type action and alignment, from 1 to 9; Enter puts one on"))
        self.setModel(self.stands)
        self._painter = _Painter(self, colours, icons.pixmap("grip-vertical", "text_third", 14))
        self.setItemDelegate(self._painter)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        letters = QFontMetrics(font(_NAME, strong=True))
        for column in _NUMBERS:
            wide = letters.horizontalAdvance(self.stands.heads[column]) + 22
            self.setColumnWidth(column, max(wide, _LEAST))
        self.selectionModel().currentChanged.connect(lambda now, _: self._went(now))

    def show_rows(self, rows: Sequence[StandRow], current: str, *, writable: bool) -> None:
        """Show partners, and which one is in hand."""
        column = max(self.currentIndex().column(), 0)
        self.stands.show_rows(rows, writable=writable)
        row = self.stands.row_of(current)
        self._told = current
        if row != self.currentIndex().row():
            self.setCurrentIndex(self.stands.index(row, column))
        self._fit()

    def _fit(self) -> None:
        """Names take what width the numbers leave, and rows are as tall as their words."""
        wide = max(self.viewport().width() - sum(map(self.columnWidth, _NUMBERS)), 80)
        self.setColumnWidth(Column.PARTNER, wide)
        for number, row in enumerate(self.stands.rows):
            self.setRowHeight(number, self._painter.height(row, wide))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width breaks names elsewhere; a scroll bar that comes or goes is one, too."""
        super().resizeEvent(event)
        self._fit()

    @property
    def current(self) -> StandRow | None:
        """The row of the current cell."""
        row = self.currentIndex().row()
        return self.stands.rows[row] if 0 <= row < len(self.stands.rows) else None

    def _went(self, now: QModelIndex) -> None:
        self.viewport().update()
        if now.isValid() and (partner := self.stands.rows[now.row()].partner.id) != self._told:
            self._told = partner
            self.chosen.emit(partner)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Digits are numbers, Enter puts on the board, Del takes a number or the partner away."""
        row, key, text = self.current, Qt.Key(event.key()), event.text()
        if key == Qt.Key.Key_Escape and self._dragging is not None:
            self._let_go()
            self.given_back.emit()
        elif row is None or not self.stands.writable or event.modifiers() & _HELD:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.placed.emit(row.partner.id)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0}:
            self._clear(row)
        elif text in _DIGITS and text:
            self._type(row, int(text))
        elif text.isprintable() and text.strip():
            self.missed.emit(text)
        else:
            super().keyPressEvent(event)

    def _clear(self, row: StandRow) -> None:
        column = self.currentIndex().column()
        if column == Column.PARTNER:
            self.taken_off.emit(row.partner.id)
        else:
            self.typed.emit(row.partner.id, column, 0)

    def _type(self, row: StandRow, number: int) -> None:
        """Take a number over and go on to the next field; at a name the first number is meant."""
        at = self.currentIndex()
        column = max(at.column(), Column.ACTION)
        self.typed.emit(row.partner.id, column, number)
        last = column == Column.ALIGNMENT
        following = at.siblingAtRow(at.row() + 1) if last else at
        if following.isValid():
            self.setCurrentIndex(following.siblingAtColumn(Column.ACTION if last else Column.ALIGNMENT))

    # -- dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of a row."""
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The partner follows the pointer."""
        at, row = event.globalPosition().toPoint(), self.current
        if self._from is None or row is None or not self.stands.writable:
            super().mouseMoveEvent(event)
        elif self._dragging is not None or (at - self._from).manhattanLength() > _FAR:
            self._dragging = self._dragging or row.partner
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.carried.emit(self._dragging, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        super().mouseReleaseEvent(event)
        dragged = self._dragging is not None
        self._let_go()
        if dragged:
            self.dropped.emit()

    def _let_go(self) -> None:
        self._from = self._dragging = None
        self.viewport().unsetCursor()
