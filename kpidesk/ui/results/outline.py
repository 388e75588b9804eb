"""The outline: rings with their results, twin of the map for keyboard and screen reader."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from kpidesk.domain.results import Result, Ring
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import ring_mark
from kpidesk.ui.results.outline_model import Index, OutlineModel
from kpidesk.ui.results.selection import Selection
from kpidesk.ui.results.work import MapWork

_ROW: Final = 26


class _Rows(QStyledItemDelegate):
    """Paints the rows; tells when a statement was refused, so that what was typed is not lost."""

    refused = Signal(str, str)
    left = Signal(str)

    def __init__(self, tree: "Outline", icons: Icons) -> None:
        super().__init__(tree)
        self.ending = ""
        """How the person ends writing: "enter", "tab", or "" in any other way."""
        self._tree = tree
        self._icons = icons
        self.height = _ROW

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        return QSize(80, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        box = QRect(6, box.top(), self._tree.viewport().width() - 12, box.height())
        self._ground(painter, option, box, index)
        model = self._tree.outline
        if (result := model.result(index)) is not None:
            self._result(painter, box, result, model.measured(result.id))
        elif index.internalId() == 0:
            ring = model.ring(index)
            assert ring is not None  # noqa: S101 - a valid index has one
            self._ring(painter, box, ring, model.count(index))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, index: Index) -> None:
        colours, state = self._tree.colours, option.state
        frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        current = index == self._tree.currentIndex()
        if chosen:
            painter.setBrush(QColor(colours.accent_soft))
            painter.setPen(QPen(QColor(colours.accent)) if current else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(frame, 6, 6)
        elif current and self._tree.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent)))
            painter.drawRoundedRect(frame, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.hover))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(frame, 6, 6)

    def _ring(self, painter: QPainter, box: QRect, ring: Ring, count: int) -> None:
        colours = self._tree.colours
        font = QFont(self._tree.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ring(ring.position).line))
        ring_mark(painter, QRectF(box.left() + 9, box.center().y() - 3.5, 9, 9), ring.position)
        painter.setPen(QColor(colours.text_second))
        text = box.adjusted(25, 0, -34, 0)
        name = painter.fontMetrics().elidedText(ring.name, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(self._tree.font())
        painter.setPen(QColor(colours.text_third))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box.adjusted(0, 0, -10, 0), right, str(count))

    def _result(self, painter: QPainter, box: QRect, result: Result, measured: bool) -> None:
        colours = self._tree.colours
        small = QFont(self._tree.font())
        small.setPixelSize(12)
        painter.setFont(small)
        painter.setPen(QColor(colours.text_third))
        painter.drawText(box.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, result.code)
        painter.setFont(self._tree.font())
        painter.setPen(QColor(colours.text))
        text = self.text_box(box, result.code, measured=measured)
        shown = painter.fontMetrics().elidedText(result.statement, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
        if measured:
            icon = self._icons.pixmap("chart-spline", "text_third", 14)
            painter.drawPixmap(box.right() - 20, box.center().y() - 6, icon)

    def text_box(self, box: QRect, code: str, *, measured: bool) -> QRect:
        """Where the statement stands."""
        small = QFont(self._tree.font())
        small.setPixelSize(12)
        left = max(39, 8 + QFontMetrics(small).horizontalAdvance(code) + 8)
        return box.adjusted(left, 0, -26 if measured else -6, 0)

    # -- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        editor = QLineEdit(parent)
        editor.setObjectName("outline-editor")
        editor.setAccessibleName(self._tree.words("Statement of the result"))
        source = self._tree.work.code(self._tree.outline.draft_source)
        words = self._tree.words
        asked = words("What does {code} lead to?", code=source) if source else ""
        new = self._tree.outline.result(index) is None
        editor.setPlaceholderText((new and asked) or words("What is so, in one sentence"))
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter and Tab end writing and go on in their own ways."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = event.key()
            self.ending = ""
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.ending = "enter"
            elif key == Qt.Key.Key_Tab and isinstance(editor, QWidget):
                self.ending = "tab"
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                return True
        return super().eventFilter(editor, event)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        result = self._tree.outline.result(index)
        left = self.text_box(box, result.code, measured=False).left() - 6 if result else 10
        editor.setGeometry(left, box.top(), self._tree.viewport().width() - left - 4, box.height())

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        if isinstance(editor, QLineEdit):
            self._tree.take(index, editor.text())


class Outline(QTreeView):
    """Rings and results as a tree."""

    def __init__(self, work: MapWork, selection: Selection, icons: Icons, words: Words) -> None:
        super().__init__()
        self.work, self.selection, self.words = work, selection, words
        self.colours = work.colours
        self.outline = OutlineModel(work, words, self)
        self._following = False
        self._goes_on = False
        self.setObjectName("outline")
        self.setAccessibleName(words("Outline of results"))
        self.setModel(self.outline)
        self.rows = _Rows(self, icons)
        self.rows.refused.connect(self._write_again, Qt.ConnectionType.QueuedConnection)
        self.setItemDelegate(self.rows)
        # After the view's own slot, which takes the focus back from the editor.
        self.rows.closeEditor.connect(self._closed)
        self.rows.left.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTreeView.EditTrigger.DoubleClicked | QTreeView.EditTrigger.EditKeyPressed)
        self.expandAll()
        self.outline.modelReset.connect(self._reset)
        self.selectionModel().selectionChanged.connect(self._picked)
        selection.changed.connect(self._follow)

    def refresh(self) -> None:
        """Show the desk as it is."""
        self.outline.refresh()
        self._follow()

    def _reset(self) -> None:
        self.expandAll()
        self._follow()

    # -- the shared selection

    def _picked(self) -> None:
        if self._following:
            return
        current = self.outline.result(self.currentIndex())
        ids = [result.id for index in self.selectedIndexes() if (result := self.outline.result(index))]
        if current and current.id in ids:
            ids = [each for each in ids if each != current.id] + [current.id]
        self._following = True
        self.selection.set(ids)
        self._following = False

    def _follow(self) -> None:
        if self._following:
            return
        self._following = True
        chosen = QItemSelection()
        last = QModelIndex()
        for each in self.selection.ids:
            index = self.outline.index_of(each)
            if index.isValid():
                chosen.select(index, index)
                last = index
        flags = QItemSelectionModel.SelectionFlag
        if last.isValid():
            self.selectionModel().setCurrentIndex(last, flags.NoUpdate)
            self.scrollTo(last)
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        self._following = False

    # -- writing

    def write(self, result_id: str) -> None:
        """Edit a statement in its row."""
        index = self.outline.index_of(result_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def add(self) -> None:
        """Begin a new result in the current ring; it is on the desk when it has words."""
        if not self.work.writable:
            return
        ring = self.outline.ring(self.currentIndex()) or self.outline.ring(self.outline.index(0, 0))
        if ring is not None:
            self._begin(ring.position)

    def add_effect(self, source: str) -> None:
        """Begin the result that one leads to, a ring nearer the centre."""
        result = self.work.result(source)
        if result is None or not self.work.writable:
            return
        wanted = self.work.inward(result.ring)
        position = next(ring.position for ring in self.work.rings() if ring.id == wanted)
        self._begin(position, source)

    def _begin(self, position: int, source: str = "") -> None:
        rows = [self.outline.ring(self.outline.index(row, 0)) for row in range(self.outline.rowCount())]
        row = next(row for row, ring in enumerate(rows) if ring and ring.position == position)
        index = self.outline.begin_draft(row, source)
        self._following = True
        self.setCurrentIndex(index)
        self._following = False
        self.edit(index)

    def take(self, index: Index, text: str) -> None:
        """Take over what was written in a row; refused, it is offered again."""
        ring, result = self.outline.ring(index), self.outline.result(index)
        if ring is None or self.outline.setData(index, text):
            return
        self.rows.ending = ""
        self.rows.refused.emit(result.id if result else f"ring {ring.position}", text)

    def _write_again(self, where: str, text: str) -> None:
        """Open the editor once more with a text that was refused."""
        if where.startswith("ring "):
            self._begin(int(where.removeprefix("ring ")), self.outline.draft_source)
        else:
            self.write(where)
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit):
            editor.setText(text)

    def _closed(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        how, made, self.rows.ending, self.outline.made = self.rows.ending, self.outline.made, "", ""
        written = self.outline.result(self.currentIndex())
        self.outline.end_draft()
        if made:
            self.selection.set((made,))
            self.rows.left.emit(how)
        elif written and how == "tab":
            self.rows.left.emit(how)

    def _go_on(self, how: str) -> None:
        """After Enter the next result of the ring, after Tab the one that this one leads to."""
        if how == "enter":
            self.add()
        elif how == "tab":
            self.add_effect(self.selection.current)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter begins the next result, Tab the one that this one leads to; Esc lets go of the selection."""
        key = event.key()
        if self.state() == QTreeView.State.EditingState:
            return  # the editor lets Enter pass when it has taken it
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.add()
        elif key == Qt.Key.Key_Escape:
            self.selection.set(())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab on a result begins the one that it leads to; Shift+Tab and F6 leave as everywhere."""
        result = self.outline.result(self.currentIndex())
        if forward and result and result.id in self.selection and self.work.writable and self.hasFocus():
            self.add_effect(result.id)
            return True
        return super().focusNextPrevChild(forward)
