"""The outline: rings with their results, twin of the map for keyboard and screen reader."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
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
from kpidesk.ui.results.selection import Selection
from kpidesk.ui.results.spoken import spoken
from kpidesk.ui.results.work import Draft, MapWork

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
RESULT_ID: Final = int(Qt.ItemDataRole.UserRole)
_ROW: Final = 26


class OutlineModel(QAbstractItemModel):
    """Two levels: rings, and under each its results in the order of codes, last the one being written.

    An index of a ring has the internal id 0, that of a result the row of its ring plus 1.
    """

    def __init__(self, work: MapWork, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._words = words
        self._rings: list[Ring] = []
        self._results: list[list[Result]] = []
        self._measured: dict[str, tuple[str, ...]] = {}
        self._rows: dict[str, tuple[int, int]] = {}
        self.draft_row = -1
        self.refresh()

    def _read(self) -> None:
        bubbles = [bubble.result for bubble in self._work.seen.values()]
        self._rings = self._work.rings()
        by_ring: dict[str, list[Result]] = {ring.id: [] for ring in self._rings}
        for result in sorted(bubbles, key=lambda each: (len(each.code), each.code)):  # R99 before R100
            by_ring[result.ring].append(result)
        self._results = [by_ring[ring.id] for ring in self._rings]
        self._rows = {
            result.id: (ring_row, row)
            for ring_row, rows in enumerate(self._results)
            for row, result in enumerate(rows)
        }
        self._measured = {key: bubble.measures for key, bubble in self._work.bubbles.items()}

    def _shape(self) -> list[tuple[str, list[str]]]:
        return [
            (ring.id, [r.id for r in rows]) for ring, rows in zip(self._rings, self._results, strict=True)
        ]

    def refresh(self) -> None:
        """Read anew; where only texts changed, views keep what is open and selected."""
        before, old, measured = self._shape(), (self._rings, self._results), self._measured
        self._read()
        if self._shape() == before:
            self._tell(old[1], measured)
            return
        new = (self._rings, self._results)
        self._rings, self._results = old
        self.beginResetModel()
        self._rings, self._results = new
        self.draft_row = -1
        self.endResetModel()

    def _tell(self, before: list[list[Result]], measured: dict[str, tuple[str, ...]]) -> None:
        """Tell which rows are not what they were."""
        for ring_row, rows in enumerate(self._results):
            ring = self.index(ring_row, 0)
            self.dataChanged.emit(ring, ring)
            for row, (old, new) in enumerate(zip(before[ring_row], rows, strict=True)):
                if old != new or measured.get(new.id) != self._measured.get(new.id):
                    index = self.index(row, 0, ring)
                    self.dataChanged.emit(index, index)

    # -- what is where

    def result(self, index: Index) -> Result | None:
        """The result at an index, None for a ring and for what is being written."""
        if not index.isValid() or index.internalId() == 0:
            return None
        rows = self._results[index.internalId() - 1]
        return rows[index.row()] if index.row() < len(rows) else None

    def ring(self, index: Index) -> Ring | None:
        """The ring at an index, or that of the result there."""
        if not index.isValid():
            return None
        return self._rings[index.internalId() - 1 if index.internalId() else index.row()]

    def measured(self, result_id: str) -> bool:
        """Whether a result has a measure."""
        return bool(self._measured.get(result_id))

    def count(self, ring_index: Index) -> int:
        """How many results a ring has."""
        return len(self._results[ring_index.row()])

    def index_of(self, result_id: str) -> QModelIndex:
        """Where a result is; an invalid index for one that is not there."""
        if result_id not in self._rows:
            return QModelIndex()
        ring_row, row = self._rows[result_id]
        return self.index(row, 0, self.index(ring_row, 0))

    # -- what is being written

    def begin_draft(self, ring_row: int) -> QModelIndex:
        """A row for a new result at the end of a ring; it is nowhere on the desk."""
        self.end_draft()
        ring, count = self.index(ring_row, 0), len(self._results[ring_row])
        self.beginInsertRows(ring, count, count)
        self.draft_row = ring_row
        self.endInsertRows()
        return self.index(count, 0, ring)

    def end_draft(self) -> None:
        """Take the row away again."""
        if self.draft_row >= 0:
            ring, count = self.index(self.draft_row, 0), len(self._results[self.draft_row])
            self.beginRemoveRows(ring, count, count)
            self.draft_row = -1
            self.endRemoveRows()

    # -- Qt's interface

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """See QAbstractItemModel."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NONE) -> QModelIndex:  # type: ignore[override]
        """See QAbstractItemModel."""
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _NONE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        if not parent.isValid():
            return len(self._rings)
        if parent.internalId() != 0 or parent.column() != 0:
            return 0
        return len(self._results[parent.row()]) + (self.draft_row == parent.row())

    def columnCount(self, parent: Index = _NONE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        ring, result = self.ring(index), self.result(index)
        if ring is None:
            return None
        if result is None:
            return self._ring_data(ring, index, role)
        return {
            RESULT_ID: lambda: result.id,
            Qt.ItemDataRole.EditRole: lambda: result.statement,
            Qt.ItemDataRole.DisplayRole: lambda: f"{result.code}  {result.statement}",
            Qt.ItemDataRole.ToolTipRole: lambda: result.statement,
            Qt.ItemDataRole.AccessibleTextRole: lambda: spoken(self._work, self._words, result.id),
        }.get(Qt.ItemDataRole(role), lambda: None)()

    def _ring_data(self, ring: Ring, index: Index, role: int) -> object:
        new = index.internalId() != 0
        text = "" if new else f"{ring.position} {ring.name}"
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words("New result, {ring}", ring=ring.name) if new else text
        return "" if new and role in {Qt.ItemDataRole.EditRole, RESULT_ID} else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """See QAbstractItemModel. Text as it was is no edit, and a new result without words neither."""
        result, ring = self.result(index), self.ring(index)
        if role != Qt.ItemDataRole.EditRole or ring is None or index.internalId() == 0:
            return False
        if result is not None:
            return self._work.reword(result.id, str(value))
        return not str(value).strip() or bool(self._work.add(Draft(ring.id), str(value)))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.internalId() != 0 and self._work.writable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


class _Rows(QStyledItemDelegate):
    """Paints the rows; tells when a statement was refused, so that what was typed is not lost."""

    refused = Signal(str, str)

    def __init__(self, tree: "Outline", icons: Icons) -> None:
        super().__init__(tree)
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
        editor.setPlaceholderText(self._tree.words("What is so, in one sentence"))
        return editor

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


def ring_mark(painter: QPainter, box: QRectF, position: int) -> None:
    """The shape of a ring's bubbles, small: a disc in the middle, a square at the rim."""
    radius = {1: box.width() / 2, 2: box.width() * 0.36, 3: 2.0, 4: 0.5}.get(position, 1.2)
    painter.drawRoundedRect(box, radius, radius)


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
        self.rows.closeEditor.connect(self._closed)
        self.setItemDelegate(self.rows)
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

    def _begin(self, position: int) -> None:
        rows = [self.outline.ring(self.outline.index(row, 0)) for row in range(self.outline.rowCount())]
        row = next(row for row, ring in enumerate(rows) if ring and ring.position == position)
        index = self.outline.begin_draft(row)
        self._following = True
        self.setCurrentIndex(index)
        self._following = False
        self.edit(index)

    def take(self, index: Index, text: str) -> None:
        """Take over what was written in a row; refused, it is offered again."""
        ring, result = self.outline.ring(index), self.outline.result(index)
        if ring is None or self.outline.setData(index, text):
            return
        self.rows.refused.emit(result.id if result else f"ring {ring.position}", text)

    def _write_again(self, where: str, text: str) -> None:
        """Open the editor once more with a text that was refused."""
        if where.startswith("ring "):
            self._begin(int(where.removeprefix("ring ")))
        else:
            self.write(where)
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit):
            editor.setText(text)

    def _closed(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.outline.end_draft()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter writes; Ctrl+Enter begins a new result; Esc lets go of the selection."""
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        result = self.outline.result(self.currentIndex())
        if self.state() == QTreeView.State.EditingState:
            return  # the editor lets Enter pass when it has taken it
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and ctrl:
            self.add()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and result:
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.selection.set(())
        else:
            super().keyPressEvent(event)
