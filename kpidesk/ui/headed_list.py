"""A list of records under the rings that they belong to; arrows pass over the headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

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
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from kpidesk.drawing.palette import Palette
from kpidesk.ui.painted import font, ground, ring_mark

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a ring over its rows, and its position; 0 stands for none."""

    text: str
    ring: int = 0


class Row(Protocol):
    """What stands under a heading: a record with an id."""

    @property
    def id(self) -> str:
        """The id of the record."""


R = TypeVar("R", bound=Row)


class HeadedModel(QAbstractListModel, Generic[R]):
    """Headings and records as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Heading | R] = ()

    def show_rows(self, rows: Sequence[Heading | R]) -> bool:
        """Show these; whether they are others than before."""
        if rows == self.rows:
            return False
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        return True

    def row(self, index: Index) -> R | None:
        """What stands in a row, None for a heading."""
        row = self.rows[index.row()] if index.isValid() else None
        return None if isinstance(row, Heading) else row

    def index_of(self, record_id: str) -> QModelIndex:
        """The row of a record."""
        for number, row in enumerate(self.rows):
            if not isinstance(row, Heading) and row.id == record_id:
                return self.index(number)
        return QModelIndex()

    def ids(self) -> list[str]:
        """All records in the order of the list."""
        return [row.id for row in self.rows if not isinstance(row, Heading)]

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel. Headings are passed over."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen | Qt.ItemFlag.ItemNeverHasChildren if self.row(index) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if isinstance(row, Heading):
            known = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return row.text if role in known else None
        return self.told(row, role)

    def told(self, row: R, role: int) -> object:
        """What a record says for a role."""
        raise NotImplementedError


class HeadedList(QListView, Generic[R]):
    """The list; `chosen` tells the record that the person went to."""

    chosen = Signal(str)

    def __init__(self, model: HeadedModel[R], name: str) -> None:
        super().__init__()
        self._rows = model
        self._following = False
        self.setAccessibleName(name)
        self.setModel(model)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumWidth(1)
        self.selectionModel().currentChanged.connect(self._picked)

    def ids(self) -> list[str]:
        """All records in the order of the list."""
        return self._rows.ids()

    def show_current(self, record_id: str) -> None:
        """Choose a record without telling."""
        index = self._rows.index_of(record_id)
        if index != self.currentIndex() or not index.isValid():
            self._following = True
            self.setCurrentIndex(index)
            self._following = False
            self.scrollTo(index)

    def _picked(self, index: QModelIndex) -> None:
        row = self._rows.row(index)
        if row is not None and not self._following:
            self.chosen.emit(row.id)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width wraps the texts anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class HeadedPainter(QStyledItemDelegate, Generic[R]):
    """Paints headings and the ground of rows; subclasses say how tall a row is and paint what is on it."""

    HEADING: Final = 30
    LEFT: Final = 15  # px from the left to a row's mark

    def __init__(self, model: HeadedModel[R], colours: Palette, shown: HeadedList[R]) -> None:
        super().__init__(shown)
        self._model, self._shown, self.colours = model, shown, colours

    def tall(self, row: R, wide: int) -> int:
        """How tall a row is in a width, in px."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, box: QRect, row: R) -> None:
        """Paint what is on a row."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        row = self._model.row(index)
        return QSize(120, self.HEADING if row is None else self.tall(row, self._shown.viewport().width()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        row = self._model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            paint_heading(painter, box, row, self.colours)
        else:
            ground(painter, option, QRectF(box).adjusted(6.5, 0.5, -6.5, -0.5), self.colours)
            self.paint_row(painter, box, row)
        painter.restore()


def paint_lines(painter: QPainter, lines: Sequence[str], x: int, y: int, wide: int, step: int) -> int:
    """Paint lines one below the other with the painter's font and pen; where the next one begins."""
    align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    for line in lines:
        painter.drawText(QRect(x, y, wide, step), align, line)
        y += step
    return y


def paint_heading(painter: QPainter, box: QRect, heading: Heading, colours: Palette) -> None:
    """The mark of the ring as it is on the map, and its name."""
    left = 15
    if heading.ring:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ring(heading.ring).line))
        ring_mark(painter, QRectF(box.left() + left, box.center().y() + 0.5, 9, 9), heading.ring)
        left += 16
    painter.setFont(font(12, strong=True))
    painter.setPen(QColor(colours.text_third))
    room = box.adjusted(left, 8, -12, 0)
    shown = painter.fontMetrics().elidedText(heading.text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
