"""The grid of the alignment matrix: names at the left, turned names on top, a mark in each cell."""

from math import ceil, sqrt
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from kpidesk.drawing.alignment_marks import Mark, mark
from kpidesk.drawing.palette import Palette
from kpidesk.ui.painted import font, lines_of, write
from kpidesk.ui.painter import paint
from kpidesk.ui.sharing.matrix_model import Head, Index, MatrixModel, Source

CELL: Final = 36  # px
_SCALE: Final = 96 / 25.4
_RATIO: Final = 2  # device pixels to a pixel
_NAMES: Final = 168  # px of the names at the left
_LETTERS: Final = 12
_STEP: Final = 16
_PAD: Final = 8
_TALLEST: Final = 156  # px of the turned names in a low window; what is longer is told by the tooltip
_BAR: Final = 16  # px of the bar that scrolls across
_SHARE: Final = 0.3  # of the grid's height that they may take in a high one
_LEAST: Final = 60
_MOST_LINES: Final = 20
_SLOPE: Final = sqrt(2.0)


def mark_picture(shown: Mark, side: int, palette: Palette, *, ground: bool = False) -> QPixmap:
    """A mark as a picture of so many px; `ground` is that of the cells of a partner and what is its own."""
    pixmap = QPixmap(side * _RATIO, side * _RATIO)
    pixmap.setDevicePixelRatio(_RATIO)
    pixmap.fill(QColor(palette.pressed) if ground and shown.own else Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.translate(side / 2, side / 2)
    paint(painter, mark(shown, side / _SCALE, palette), scale=_SCALE)
    painter.end()
    return pixmap


def _head_font(head: Head) -> QFont:
    return font(_LETTERS, strong=head.strong, italic=head.guess)


class _Cells(QStyledItemDelegate):
    """Paints marks; row and column of the current cell are lit, so that one finds their names."""

    def __init__(self, view: "MatrixGrid", colours: Palette) -> None:
        super().__init__(view)
        self._view, self._colours = view, colours
        self._pictures: dict[Mark, QPixmap] = {}  # so that scrolling paints no outlines

    def _picture(self, shown: Mark) -> QPixmap:
        if shown not in self._pictures:
            self._pictures[shown] = mark_picture(shown, CELL, self._colours)
        return self._pictures[shown]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box, colours, now = QRect(option.rect), self._colours, self._view.currentIndex()
        shown = self._view.matrix.mark(index)
        if shown.own is not None:
            painter.fillRect(box, QColor(colours.pressed))
        elif now.isValid() and (index.row() == now.row() or index.column() == now.column()):
            painter.fillRect(box, QColor(colours.hover))
        at = QRectF(box).center() - QPointF(CELL / 2, CELL / 2)
        painter.drawPixmap(at, self._picture(shown))
        self._lines(painter, box, index)
        if index == now:
            painter.save()
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))
            painter.restore()

    def _lines(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Lines at the right and below; darker where a group ends."""
        thin, bold = QColor(self._colours.border), QColor(self._colours.field)
        model = self._view.matrix
        right = _ends(model, Qt.Orientation.Horizontal, index.column())
        below = _ends(model, Qt.Orientation.Vertical, index.row())
        painter.fillRect(box.right(), box.top(), 1, box.height(), bold if right else thin)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, bold if below else thin)


def _ends(model: MatrixModel, side: Qt.Orientation, number: int) -> bool:
    """Whether a group ends with a row or column."""
    heads = model.heads(side)
    return number + 1 >= len(heads) or heads[number].group != heads[number + 1].group


class _Turned(QHeaderView):
    """Names that rise to the right by 45°, each from above its column."""

    def __init__(self, view: "MatrixGrid", colours: Palette) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view, self._colours = view, colours
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(CELL)
        self.tall = _LEAST

    def fit(self) -> None:
        """As tall as the names need, up to a limit or to what the rows leave."""
        self.setDefaultSectionSize(CELL)  # here, as Qt takes that of the stylesheet when it is shown
        longest = max((_width(each) for each in self._view.matrix.heads(self.orientation())), default=0)
        left = self._view.height() - self._view.verticalHeader().length() - _BAR
        most = max(_TALLEST, int(self._view.height() * _SHARE), left)
        self.tall = min(max(ceil(longest / _SLOPE) + 2 * _PAD, _LEAST), most)
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QHeaderView."""
        return QSize(CELL, self.tall)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """All names in one go, as each reaches over the columns beside it."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), QColor(self._colours.sunken))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self._colours.border))
        now = self._view.currentIndex().column()
        for number, head in enumerate(self._view.matrix.heads(self.orientation())):
            left = self.sectionViewportPosition(number)
            if left + CELL + self.tall > 0 and left < self.width():
                self._name(painter, head, left, lit=number == now)
        painter.end()

    def _name(self, painter: QPainter, head: Head, left: int, *, lit: bool) -> None:
        letters = _head_font(head)
        metrics = QFontMetrics(letters)
        room = int((self.tall - 2 * _PAD) * _SLOPE)
        text = metrics.elidedText(head.text, Qt.TextElideMode.ElideRight, room)
        painter.save()
        painter.setFont(letters)
        ink = self._colours.accent_text if lit else self._colours.watch if head.guess else self._colours.text
        painter.setPen(QColor(ink))
        painter.translate(left + CELL / 2 + metrics.ascent() / 2 / _SLOPE, self.height() - _PAD)
        painter.rotate(-45)
        painter.drawText(QPointF(0, 0), text)
        painter.restore()

    def section_of(self, x: int, y: int) -> int:
        """The column whose name is at a point, -1 for none."""
        return self.logicalIndexAt(max(x - (self.height() - _PAD - y), 0) if y < self.height() - _PAD else x)

    def event(self, event: QEvent) -> bool:
        """The whole name."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            section = self.section_of(event.pos().x(), event.pos().y())
            heads = self._view.matrix.heads(self.orientation())
            text = heads[section].text if 0 <= section < len(heads) else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


def _width(head: Head) -> int:
    return QFontMetrics(_head_font(head)).horizontalAdvance(head.text)


class _Names(QHeaderView):
    """The names at the left, in as many lines as they need; they stay while the grid scrolls."""

    def __init__(self, view: "MatrixGrid", colours: Palette) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view, self._colours = view, colours
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(CELL)
        self.setDefaultSectionSize(CELL)
        self.setFixedWidth(_NAMES)

    def fit(self) -> None:
        """Rows as tall as their names."""
        for number, head in enumerate(self._view.matrix.heads(self.orientation())):
            self.resizeSection(number, max(len(self._lines(head)) * _STEP + 6, CELL))

    @staticmethod
    def _lines(head: Head) -> tuple[str, ...]:
        return lines_of(head.text, _LETTERS, _NAMES - 2 * _PAD, _MOST_LINES, head.strong)

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:  # noqa: N802 - Qt's name
        """See QHeaderView."""
        head, colours = self._view.matrix.heads(self.orientation())[number], self._colours
        lines = self._lines(head)
        lit = number == self._view.currentIndex().row()
        painter.fillRect(rect, QColor(colours.sunken))
        ends = _ends(self._view.matrix, self.orientation(), number)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1,
                         QColor(colours.field if ends else colours.border))  # fmt: skip
        painter.setPen(QColor(colours.accent_text if lit else colours.text))
        top = QRectF(rect).center().y() - len(lines) * _STEP / 2
        at = QPointF(rect.left() + _PAD, top)
        write(painter, lines, at, _LETTERS, _STEP, _NAMES - 2 * _PAD, strong=head.strong)


class MatrixGrid(QTableView):
    """The grid. `looked` tells that another cell is current, `acted` that a cell was clicked or entered."""

    looked = Signal()
    acted = Signal()

    def __init__(self, name: str, colours: Palette) -> None:
        super().__init__()
        self.setObjectName("matrix-grid")
        self.setAccessibleName(name)
        self.matrix = MatrixModel()
        self.setModel(self.matrix)
        self._turned, self._names = _Turned(self, colours), _Names(self, colours)
        self.setHorizontalHeader(self._turned)
        self.setVerticalHeader(self._names)
        self.setItemDelegate(_Cells(self, colours))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())  # else Qt draws half a frame where the scroll bars meet
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda *_: self._went())
        self.clicked.connect(lambda _: self.acted.emit())

    def show_source(self, source: Source) -> None:
        """Show a matrix; the current cell stays as long as its row and column do."""
        row, column = self.place
        self.matrix.show_source(source)
        self._names.fit()
        self._turned.fit()
        self.updateGeometries()
        self.setCurrentIndex(self.matrix.index_of(row, column))
        if not self.currentIndex().isValid() and source.rows and source.columns:
            self.setCurrentIndex(self.matrix.index(0, min(1, len(source.columns) - 1)))

    @property
    def place(self) -> tuple[str, str]:
        """The ids of row and column of the current cell."""
        now = self.currentIndex()
        if not now.isValid():
            return "", ""
        rows, columns = (
            self.matrix.heads(each) for each in (Qt.Orientation.Vertical, Qt.Orientation.Horizontal)
        )
        return rows[now.row()].id, columns[now.column()].id

    def go_to(self, row_id: str, column_id: str) -> None:
        """Make another cell the current one."""
        index = self.matrix.index_of(row_id, column_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self._reveal()

    def go_to_row(self, row_id: str) -> None:
        """Go to a row, in the column where the current cell is."""
        self.go_to(row_id, self.place[1])

    def _went(self) -> None:
        for each in (self.viewport(), self._turned.viewport(), self._names.viewport()):
            each.update()
        self.looked.emit()

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """See QTableView. There is room to scroll on, so that the last turned names can be read, too."""
        super().updateGeometries()
        bar, over = self.horizontalScrollBar(), self._turned.tall
        needs = self._turned.length() + over - self.viewport().width()
        if needs > bar.maximum():
            bar.setMaximum(max(needs, 0))

    def _reveal(self) -> None:
        """Scroll on until the turned name of the current column is in sight; not while a mouse clicks."""
        cell, bar = self.visualRect(self.currentIndex()), self.horizontalScrollBar()
        hidden = cell.right() + self._turned.tall - self.viewport().width()
        bar.setValue(bar.value() + min(max(hidden, 0), max(cell.left(), 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A higher window has room for longer names."""
        super().resizeEvent(event)
        self._turned.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Space act on the current cell."""
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if event.key() in keys and self.currentIndex().isValid():
            self.acted.emit()
        else:
            super().keyPressEvent(event)
            self._reveal()
