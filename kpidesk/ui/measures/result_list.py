"""The results at the left of a design: by ring, each with how far its design has come."""

from dataclasses import dataclass
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
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kpidesk.domain.design_board import Board, Step, boards
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result, Ring
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.measures.measure_list import Heading, by_code, paint_heading
from kpidesk.ui.painted import font, ground

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_ROW: Final = 32
_HEADING: Final = 28
_BAR: Final = QSize(4, 11)
_STEP: Final = 6  # px from one bar to the next
_CODE: Final = 34


@dataclass(frozen=True, slots=True)
class Designed:
    """A result and the steps of its design that something was noted for."""

    result: Result
    done: frozenset[Step]


def rows_of(reader: Reader, words: Words) -> list[Heading | Designed]:
    """All results in the order of rings and codes."""
    results = sorted(reader.find(Result), key=lambda each: by_code(each.code))
    found: dict[str, list[Board]] = {}
    for board in boards(reader, results):
        found.setdefault(board.result.ring, []).append(board)
    rows: list[Heading | Designed] = []
    for ring in sorted(reader.find(Ring), key=lambda each: each.position):
        own = found.get(ring.id, [])
        rows += [Heading(ring.name, ring.position)] if own else []
        rows += [Designed(board.result, board.done) for board in own]
    return rows


class ResultModel(QAbstractListModel):
    """Headings and results as rows."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.rows: list[Heading | Designed] = []
        self._words = words

    def show_rows(self, rows: list[Heading | Designed]) -> None:
        """Show others."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def result(self, index: Index) -> Designed | None:
        """The result of a row, None for a heading."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Designed) else None

    def index_of(self, result_id: str) -> QModelIndex:
        """The row of a result."""
        for number, row in enumerate(self.rows):
            if isinstance(row, Designed) and row.result.id == result_id:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel. Headings are passed over."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen | Qt.ItemFlag.ItemNeverHasChildren if self.result(index) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if isinstance(row, Heading):
            known = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return row.text if role in known else None
        told = f"{row.result.code}  {row.result.statement}"
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return told
        if role == Qt.ItemDataRole.AccessibleTextRole:
            steps = self._words("{done} of {all} steps", done=len(row.done), all=len(Step))
            return f"{told}, {steps}"
        return None


class _Painter(QStyledItemDelegate):
    """Paints a row: code, statement, and a bar for each step."""

    def __init__(self, model: ResultModel, colours: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._colours = model, colours

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        return QSize(120, _ROW if self._model.result(index) else _HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        row = self._model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            paint_heading(painter, box, row, self._colours)
        else:
            ground(painter, option, QRectF(box).adjusted(6.5, 0.5, -6.5, -0.5), self._colours)
            self._row(painter, box, row)
        painter.restore()

    def _row(self, painter: QPainter, box: QRect, row: Designed) -> None:
        bars = box.right() - 12 - len(Step) * _STEP
        code = QRect(box.left() + 15, box.top(), _CODE, box.height())
        self._write(painter, code, row.result.code, font(12), self._colours.text_third)
        text = QRect(code.right() + 1, box.top(), bars - code.right() - 8, box.height())
        self._write(painter, text, row.result.statement, font(13), self._colours.text)
        painter.setPen(Qt.PenStyle.NoPen)
        top = box.center().y() - _BAR.height() / 2
        for place, step in enumerate(Step):
            painter.setBrush(QColor(self._colours.accent if step in row.done else self._colours.pressed))
            painter.drawRoundedRect(QRectF(bars + place * _STEP, top, _BAR.width(), _BAR.height()), 1.5, 1.5)

    @staticmethod
    def _write(painter: QPainter, room: QRect, text: str, letters: QFont, colour: str) -> None:
        painter.setFont(letters)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class ResultList(QListView):
    """The list; `chosen` tells the result that the person went to."""

    chosen = Signal(str)

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self.results = ResultModel(words)
        self._following = False
        self.setObjectName("design-results")
        self.setAccessibleName(words("Results"))
        self.setModel(self.results)
        self.setItemDelegate(_Painter(self.results, colours, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumWidth(1)
        self.selectionModel().currentChanged.connect(self._picked)

    def ids(self) -> list[str]:
        """All results in the order of the list."""
        return [row.result.id for row in self.results.rows if isinstance(row, Designed)]

    def show_current(self, result_id: str) -> None:
        """Choose a result without telling."""
        index = self.results.index_of(result_id)
        if index != self.currentIndex() or not index.isValid():
            self._following = True
            self.setCurrentIndex(index)
            self._following = False
            self.scrollTo(index)

    def _picked(self, index: QModelIndex) -> None:
        row = self.results.result(index)
        if row is not None and not self._following:
            self.chosen.emit(row.result.id)
