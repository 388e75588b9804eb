"""The candidates of a design as a table: what would be counted, how raters see it, what was decided."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
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

from kpidesk.domain.design_board import Standing
from kpidesk.domain.designs import CandidateDecision
from kpidesk.domain.labels import LABELS
from kpidesk.domain.voting import Criterion, Tally
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font, lines_of
from kpidesk.ui.widgets import restyle

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_LEAST: Final = 48
_PAD: Final = 7
_STEP: Final = 18
_SMALL: Final = 16
_MOST_LINES: Final = 4
_DOT: Final = 9.2
_DOTS_FROM: Final = 112  # px of a column that has room for dots; below, the figure alone
_MOST_DOTS: Final = 5
_ENDS: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}

DECISION_ICONS: Final = {
    CandidateDecision.CHOSEN: "check",
    CandidateDecision.RESERVE: "layers",
    CandidateDecision.BUILD_DATA: "database",
    CandidateDecision.LATER: "history",
    CandidateDecision.DROP: "x",
}


class Column(IntEnum):
    """What stands where."""

    LETTER = 0
    WORDING = 1
    STRENGTH = 2
    FEASIBILITY = 3
    DECISION = 4


RATED: Final = {Column.STRENGTH: Criterion.STRENGTH, Column.FEASIBILITY: Criterion.FEASIBILITY}
Take = Callable[[Standing, Column, str], bool]


def told(tally: Tally, words: Words) -> str:
    """A rating in few letters: 4.7, with what raters gave where they differ."""
    mean = words.number(tally.mean, 1)
    return mean if tally.high - tally.low < 2 else f"{mean}  {tally.low}–{tally.high}"


class CandidateModel(QAbstractTableModel):
    """One row for each candidate; `take` is called with what was typed and says whether it was taken."""

    def __init__(self, words: Words, take: Take) -> None:
        super().__init__()
        self.rows: tuple[Standing, ...] = ()
        self.writable = False
        self._words, self._take = words, take
        self._heads = ("", words("Candidate"), words("Strength"), words("Feasibility"),
                       words("Decision and why"))  # fmt: skip

    def show_rows(self, rows: Sequence[Standing], *, writable: bool) -> None:
        """Show others."""
        self.writable = writable
        if [each.candidate.id for each in rows] != [each.candidate.id for each in self.rows]:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()
        elif tuple(rows) != self.rows:
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Column) - 1))

    def row_of(self, candidate_id: str) -> int:
        """The row of a candidate, -1 for none."""
        return next((n for n, row in enumerate(self.rows) if row.candidate.id == candidate_id), -1)

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
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        typed = {Column.WORDING, *RATED}
        return found | Qt.ItemFlag.ItemIsEditable if self.writable and index.column() in typed else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.EditRole and column in RATED:
            tally = row.ratings.get(RATED[column])
            return " ".join(map(str, tally.numbers)) if tally else ""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heads[column]} {self._text(row, column)}".strip()
        return self._tip(row, column) if role == Qt.ItemDataRole.ToolTipRole else None

    def _tip(self, row: Standing, column: Column) -> str:
        if column in RATED:
            return self._words("Type what each rater gives, such as 5 4 4")
        return "\n".join((row.candidate.wording, *(each.text for each in row.sources)))

    def _text(self, row: Standing, column: Column) -> str:
        if column is Column.LETTER:
            return row.letter
        if column is Column.WORDING:
            return row.candidate.wording
        if column in RATED:
            tally = row.ratings.get(RATED[column])
            return told(tally, self._words) if tally else self._words("not rated")
        decision = row.candidate.decision
        said = self._words(LABELS[decision]) if decision else self._words("open")
        return ": ".join(filter(None, (said, row.candidate.reason)))

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """See QAbstractItemModel."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        return self._take(self.rows[index.row()], Column(index.column()), str(value))


class _Painter(QStyledItemDelegate):
    """Paints the cells, and opens a line to type in over them."""

    def __init__(
        self, model: CandidateModel, colours: Palette, icons: Icons, words: Words, table: QTableView
    ) -> None:
        super().__init__(table)
        self._table = table
        self._model, self._colours, self._icons, self._words = model, colours, icons, words

    # -- what stands in the cells

    def _source(self, row: Standing) -> str:
        if not row.sources:
            return self._words("no evidence behind it")
        return self._words("from {evidence}", evidence="; ".join(f"“{each.text}”" for each in row.sources))

    def wanted_height(self, row: Standing, wide: int, decided: int) -> int:
        """How tall the row of a candidate is in columns of so many px."""
        wording = len(lines_of(row.candidate.wording, 13, wide - 10, _MOST_LINES, True)) * _STEP
        wording += _SMALL
        reason = 26 + len(lines_of(row.candidate.reason, 12, decided - 12, _MOST_LINES)) * _SMALL
        return max(_LEAST, max(wording, reason if row.candidate.decision else 0) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        row, column = self._model.rows[index.row()], Column(index.column())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, index)
        if column is Column.LETTER:
            self._letter(painter, box, row)
        elif column is Column.WORDING:
            self._wording(painter, box, row)
        elif column is Column.DECISION:
            self._decision(painter, box, row)
        else:
            self._rating(painter, box, row.ratings.get(RATED[column]))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, state = option.rect, option.state
        view = self.parent()
        if isinstance(view, QAbstractItemView) and view.currentIndex().row() == index.row():
            painter.fillRect(box, QColor(self._colours.accent_soft))
            if index.column() == 0:
                painter.fillRect(QRect(box.left(), box.top(), 2, box.height()), QColor(self._colours.accent))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(self._colours.border))
        if state & QStyle.StateFlag.State_HasFocus and index.column() != Column.LETTER:
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _letter(self, painter: QPainter, box: QRect, row: Standing) -> None:
        chosen = row.candidate.decision is CandidateDecision.CHOSEN
        disc = QRectF(0, 0, 24, 24)
        disc.moveCenter(QPointF(box.center()))
        painter.setPen(QPen(QColor(self._colours.accent if chosen else self._colours.field), 1))
        painter.setBrush(QColor(self._colours.accent if chosen else self._colours.surface))
        painter.drawEllipse(disc)
        painter.setFont(font(12, strong=True))
        painter.setPen(QColor(self._colours.on_accent if chosen else self._colours.text))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, row.letter)

    def _wording(self, painter: QPainter, box: QRect, row: Standing) -> None:
        decision = row.candidate.decision
        strong = decision is CandidateDecision.CHOSEN
        ink = self._colours.text_second if decision is CandidateDecision.DROP else self._colours.text
        wide = box.width() - 10
        wording = lines_of(row.candidate.wording, 13, wide, _MOST_LINES, strong)
        source = lines_of(self._source(row), 12, wide, 1)
        y = box.center().y() - (len(wording) * _STEP + len(source) * _SMALL) / 2
        painter.setPen(QColor(ink))
        painter.setFont(font(13, strong=strong))
        for line in wording:
            painter.drawText(QRectF(box.left() + 4, y, wide + 2, _STEP), _MIDDLE, line)
            y += _STEP
        painter.setPen(QColor(self._colours.text_third))
        painter.setFont(font(12))
        for line in source:
            painter.drawText(QRectF(box.left() + 4, y, wide + 2, _SMALL), _MIDDLE, line)
            y += _SMALL

    def _rating(self, painter: QPainter, box: QRect, tally: Tally | None) -> None:
        painter.setFont(font(13 if tally else 12))
        painter.setPen(QColor(self._colours.text if tally else self._colours.text_third))
        text = told(tally, self._words) if tally else self._words("not rated")
        left = box.left() + 4.0
        if tally and tally.best <= _MOST_DOTS and box.width() >= _DOTS_FROM:
            for place in range(tally.best):
                self._dot(painter, left + place * (_DOT + 2), box.center().y(), tally.mean - place)
            left += tally.best * (_DOT + 2) + 5
        painter.setPen(QColor(self._colours.text if tally else self._colours.text_third))
        painter.drawText(QRectF(left, box.top(), box.right() - left, box.height()), _MIDDLE, text)

    def _dot(self, painter: QPainter, x: float, y: float, filled: float) -> None:
        """A dot that is full from 3/4 on and half from 1/4 on."""
        disc = QRectF(x + 0.65, y - _DOT / 2 + 0.65, _DOT - 1.3, _DOT - 1.3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.text))
        if filled >= 0.75:
            painter.drawEllipse(disc)
        elif filled >= 0.25:
            painter.drawPie(disc, 90 * 16, 180 * 16)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._colours.text), 1.3))
        painter.drawEllipse(disc)

    def _decision(self, painter: QPainter, box: QRect, row: Standing) -> None:
        decision, wide = row.candidate.decision, box.width() - 12
        if decision is None:
            painter.setPen(QColor(self._colours.text_third))
            painter.setFont(font(12))
            painter.drawText(box.adjusted(4, 0, 0, 0), _MIDDLE, self._words("open"))
            return
        reason = lines_of(row.candidate.reason, 12, wide, _MOST_LINES) if row.candidate.reason else ()
        y = box.center().y() - (24 + len(reason) * _SMALL) / 2
        fill, ink = {
            CandidateDecision.CHOSEN: (self._colours.accent_soft, self._colours.accent_text),
            CandidateDecision.BUILD_DATA: (self._colours.warn_soft, self._colours.warn),
        }.get(decision, (self._colours.neutral_soft, self._colours.text_second))
        text = self._words(LABELS[decision])
        painter.setFont(font(12))
        long = QFontMetrics(font(12)).horizontalAdvance(text) + 36
        pill = QRectF(box.left() + 4, y, min(long, wide), 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(pill, 11, 11)
        picture = self._icons.pixmap(DECISION_ICONS[decision], ink, 14)
        painter.drawPixmap(QPointF(pill.left() + 8, pill.top() + 4), picture)
        painter.setPen(QColor(ink))
        painter.drawText(pill.adjusted(27, 0, 0, 0), _MIDDLE, text)
        painter.setPen(QColor(self._colours.text_second))
        y += 25
        for line in reason:
            painter.drawText(QRectF(box.left() + 6, y, wide + 2, _SMALL), _MIDDLE, line)
            y += _SMALL

    # -- typing

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """A line over the cell."""
        line = QLineEdit(parent)
        line.setAccessibleName(str(self._model.headerData(index.column(), Qt.Orientation.Horizontal)))
        line.setMinimumHeight(32)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        if isinstance(editor, QLineEdit) and not editor.text():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """What is refused stays in the line, to be mended; Esc gives it up."""
        if isinstance(editor, QLineEdit) and isinstance(event, QKeyEvent):
            ends = event.type() == QEvent.Type.KeyPress and event.key() in _ENDS
            if ends and not self._model.setData(self._table.currentIndex(), editor.text()):
                restyle(editor, "wrong", "true")
                return True
        return super().eventFilter(editor, event)

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """See QStyledItemDelegate."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """In the middle of the cell, as tall as a field is."""
        box: QRect = option.rect
        editor.setGeometry(box.left(), box.center().y() - 16, box.width(), 32)


_MIDDLE: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class CandidateTable(QTableView):
    """The table.

    `chosen` tells the id of the candidate that the person went to, `decided` that its decision is
    wanted, `removed` that it shall go.
    """

    chosen = Signal(str)
    decided = Signal()
    removed = Signal(str)

    def __init__(self, take: Take, words: Words, colours: Palette, icons: Icons) -> None:
        super().__init__()
        self.candidates = CandidateModel(words, take)
        self._following = False
        self.setObjectName("candidates")
        self.setAccessibleName(words("Candidate measures"))
        self.setModel(self.candidates)
        self._painter = _Painter(self.candidates, colours, icons, words, self)
        self.setItemDelegate(self._painter)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFixedHeight(30)
        self.selectionModel().currentChanged.connect(self._picked)
        self.doubleClicked.connect(self._pressed)

    def sizeHintForColumn(self, column: int) -> int:  # noqa: N802 - Qt's name
        """Widths follow from the room, never from the content."""
        return self.columnWidth(column)

    def show_rows(self, rows: Sequence[Standing], current: str, *, writable: bool) -> None:
        """Show others; the cell that is being typed in stays."""
        self.candidates.show_rows(rows, writable=writable)
        self._share_width()
        row = self.candidates.row_of(current)
        if row != self.currentIndex().row():
            self._following = True
            column = max(self.currentIndex().column(), Column.WORDING)
            self.setCurrentIndex(self.candidates.index(row, column) if row >= 0 else QModelIndex())
            self._following = False
        self.viewport().update()

    def _share_width(self) -> None:
        room = self.viewport().width()
        narrow = room < 560
        fixed = {
            Column.LETTER: 44, Column.STRENGTH: 76 if narrow else 124,
            Column.FEASIBILITY: 88 if narrow else 124, Column.DECISION: 136 if narrow else 168,
        }  # fmt: skip
        for column, wide in fixed.items():
            self.setColumnWidth(column, wide)
        wide = max(room - sum(fixed.values()), 120)
        self.setColumnWidth(Column.WORDING, wide)
        for number, row in enumerate(self.candidates.rows):
            self.setRowHeight(number, self._painter.wanted_height(row, wide, fixed[Column.DECISION]))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width takes other lines."""
        super().resizeEvent(event)
        self._share_width()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two rows at least."""
        return QSize(320, 30 + 2 * _LEAST)

    def _picked(self, index: QModelIndex) -> None:
        self.viewport().update()
        if index.isValid() and not self._following:
            self.chosen.emit(self.candidates.rows[index.row()].candidate.id)

    def _pressed(self, index: QModelIndex) -> None:
        if index.column() == Column.DECISION:
            self.decided.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter types in the cell or goes to the decision, Delete takes ratings or the candidate away."""
        index = self.currentIndex()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if index.isValid() and enter and self.state() is not QAbstractItemView.State.EditingState:
            if index.column() in {Column.WORDING, *RATED}:
                self.edit(index)
            else:
                self.decided.emit()
        elif index.isValid() and event.key() == Qt.Key.Key_Delete and self.candidates.writable:
            if index.column() in RATED:
                self.candidates.setData(index, "")
            else:
                self.removed.emit(self.candidates.rows[index.row()].candidate.id)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Letters and digits are typed into a cell; they start no command of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
            if plain and event.text().strip() and event.text().isprintable():
                event.accept()
                return True
        return super().event(event)
