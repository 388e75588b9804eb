"""A grid whose cells are typed over as in any spreadsheet; what is in them is told by who makes one of it.

The field that one types in lies over its cell and belongs to us, not to Qt's delegates: it can stay
open with a text that was refused, and it keeps its cell while rows come and go beneath it.
"""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kpidesk.drawing.palette import Palette
from kpidesk.ui.widgets import restyle

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 32
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAD: Final = 10
_TABS: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class CellPainter(QStyledItemDelegate):
    """Paints cells with some air around their words, and frames the current one in the accent."""

    def __init__(self, view: QTableView, colours: Palette) -> None:
        super().__init__(view)
        self._view, self._colours = view, colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(self._colours.accent_soft))
        ink = index.data(Qt.ItemDataRole.ForegroundRole) or QColor(self._colours.text)
        painter.setPen(ink)
        align = Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        room = box.adjusted(_PAD, 0, -_PAD, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align, shown)
        if index == self._view.currentIndex():
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class CellField(QLineEdit):
    """The field over a cell. `left` tells the key that leaves it; `tried` what stands there just now."""

    left = Signal(object)
    unfocused = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cell")
        self.typed_over = False
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Tab is ours: Qt would take it for going to the next widget."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _TABS:
                self.left.emit(key)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Tab take over and go on, Esc gives back; so do arrows after typing over a cell."""
        key = Qt.Key(event.key())
        upright = key in {Qt.Key.Key_Up, Qt.Key.Key_Down}
        if key in ENTER or upright:
            self.left.emit(key)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Leaving takes over as well."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.unfocused.emit()


class CellGrid(QTableView):
    """The grid. `wrong` tells why a text cannot be taken (empty: all is well), `pasted` that one pastes.

    A cell is known by a key of the subclass's choice, which stays its own while rows come and go.
    """

    wrong = Signal(str)
    pasted = Signal()

    def __init__(self, model: QAbstractItemModel, name: str, colours: Palette) -> None:
        super().__init__()
        self.writable = True
        self._place: object | None = None
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(CellPainter(self, colours))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())  # else Qt draws half a frame where the scroll bars meet
        down = self.verticalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.cell = CellField(self.viewport())
        self.cell.left.connect(self._leave_cell)
        self.cell.unfocused.connect(self.commit)
        self.cell.escaped.connect(self.give_back)
        self.cell.textEdited.connect(self._typing)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _: self.put_cell())
        model.modelReset.connect(self.put_cell)
        self.doubleClicked.connect(lambda _: self.edit_cell())

    # -- what a subclass tells

    def key_of(self, index: Index) -> object | None:
        """The key of a cell that can be typed in just now, None for another one."""
        raise NotImplementedError

    def index_of(self, key: object) -> QModelIndex:
        """Where a cell stands now, nowhere if it is gone."""
        raise NotImplementedError

    def plain(self, index: Index) -> str:
        """A cell's text as it is edited and copied."""
        raise NotImplementedError

    def take(self, key: object, text: str) -> str:
        """Take over what was typed; empty when it was taken, else why it was not."""
        raise NotImplementedError

    def step(self, key: object, pressed: Qt.Key) -> None:
        """Go where a key leads from a cell, wherever that stands by now."""
        raise NotImplementedError

    def clear_chosen(self) -> None:
        """Empty the chosen cells."""
        raise NotImplementedError

    def follow(self, key: object, text: str) -> None:
        """What is being typed, for who wants to show it."""

    def right_aligned(self, index: Index) -> bool:
        """Whether a cell's text stands at the right."""
        side = int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0)
        return bool(side & Qt.AlignmentFlag.AlignRight.value)

    # -- typing

    def edit_cell(self, text: str | None = None) -> None:
        """Open the field over the current cell, with what stands there or with a text that replaces it."""
        index = self.currentIndex()
        key = self.key_of(index) if self.writable and index.isValid() else None
        if key is None:
            return
        self._place = key
        self.cell.typed_over = text is not None
        self.cell.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        right = self.right_aligned(index)
        self.cell.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        self._mark("")
        self.cell.setText(self.plain(index) if text is None else text)
        if text is None:
            self.cell.selectAll()
        self.put_cell()
        self.cell.show()
        self.cell.setFocus()
        if text is not None:
            self._typing(text)

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed in."""
        return self._place is not None

    @property
    def typed(self) -> str:
        """What stands in the cell that is being typed in, empty for none."""
        return self.cell.text() if self._place is not None else ""

    def _typing(self, text: str) -> None:
        self._mark("")
        if self._place is not None:
            self.follow(self._place, text)

    def commit(self) -> bool:
        """Take over what was typed; whether nothing is left in the field. What is refused stays in it."""
        if self._place is None:
            return True
        if self.cell.text() != self.plain(self.index_of(self._place)) and (
            reason := self.take(self._place, self.cell.text())
        ):
            self._mark(reason)
            return False
        self._close_cell()
        return True

    def give_back(self) -> None:
        """Forget what was typed."""
        if self._place is not None:
            key = self._place
            self._close_cell()
            self.follow(key, "")

    def _close_cell(self) -> None:
        self._place = None
        self._mark("")
        if self.cell.hasFocus():
            self.setFocus()  # before it is hidden: else Qt passes the focus on by a Tab to the next cell
        self.cell.hide()

    def _mark(self, reason: str) -> None:
        restyle(self.cell, "wrong", "true" if reason else "false")
        self.cell.setToolTip(reason)
        self.cell.setAccessibleDescription(reason)
        self.wrong.emit(reason)

    def put_cell(self) -> None:
        """Keep the field over its cell, wherever that is now."""
        if self._place is not None and (index := self.index_of(self._place)).isValid():
            self.cell.setGeometry(self.visualRect(index))

    def _leave_cell(self, pressed: Qt.Key) -> None:
        if self._place is not None:
            key = self._place
            if self.commit():
                self.step(key, pressed)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Whatever is typed replaces the cell; Enter goes down, F2 edits, Delete clears."""
        key = Qt.Key(event.key())
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif key == Qt.Key.Key_F2:
            self.edit_cell()
        elif key in ENTER:
            below = index.siblingAtRow(index.row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.clear_chosen()
        elif key in _TABS and self._at_edge(key):
            self._leave(ahead=key == Qt.Key.Key_Tab)
        elif event.text().isprintable() and event.text().strip() and not _with_ctrl(event):
            self.edit_cell(event.text())
        else:
            super().keyPressEvent(event)

    def _leave(self, *, ahead: bool) -> None:
        """Go to the next widget. While Tab walks through cells, Qt would only send us the key again."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(ahead)
        self.setTabKeyNavigation(True)

    def _at_edge(self, key: Qt.Key) -> bool:
        """Whether Tab has nowhere to go in the grid, so that it leaves it."""
        model, index = self.model(), self.currentIndex()
        last = model.index(model.rowCount() - 1, model.columnCount() - 1)
        return index == (last if key == Qt.Key.Key_Tab else model.index(0, 0))

    def copied(self) -> str:
        """The selected cells as a spreadsheet takes them."""
        cells: dict[int, dict[int, str]] = {}
        for index in self.selectedIndexes():
            cells.setdefault(index.row(), {})[index.column()] = self.plain(index)
        columns = sorted({column for row in cells.values() for column in row})
        return "\n".join(
            "\t".join(cells[number].get(column, "") for column in columns) for number in sorted(cells)
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click elsewhere takes over what was typed first."""
        if self.commit():
            super().mousePressEvent(event)


def _with_ctrl(event: QKeyEvent) -> bool:
    modifiers = event.modifiers()
    return bool(modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
