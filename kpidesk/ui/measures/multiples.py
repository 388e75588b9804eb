"""All measures as small charts side by side; those that are ticked are compared on one scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.drawing.chart_data import Data, headline, read
from kpidesk.drawing.charts import drawn
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.facts import Marks
from kpidesk.ui.measures.texts import sentence
from kpidesk.ui.painted import font, lines_of
from kpidesk.ui.painter import paint

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
TILE: Final = QSize(308, 186)
_HEAD: Final = 46
_SCALE: Final = 96 / 25.4
_TEXT_PT: Final = 7.5
_BOX: Final = 18
_KEPT: Final = 80  # pictures of charts


@dataclass(frozen=True, slots=True)
class Tile:
    """A measure with what its chart shows; None for one without values."""

    measure: Measure
    data: Data | None


class TileModel(QAbstractListModel):
    """Measures as tiles; a tile can be ticked."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.tiles: list[Tile] = []
        self.ticked: list[str] = []
        self._words = words

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show others; ticks of measures that are gone go."""
        self.beginResetModel()
        self.tiles = list(tiles)
        ids = {each.measure.id for each in tiles}
        self.ticked = [each for each in self.ticked if each in ids]
        self.endResetModel()

    def tick(self, index: Index) -> None:
        """Tick a tile, or take its tick away."""
        tile = self.tile(index)
        if tile is not None:
            others = [each for each in self.ticked if each != tile.measure.id]
            self.ticked = others if len(others) < len(self.ticked) else [*others, tile.measure.id]
            self.dataChanged.emit(index, index)

    def tile(self, index: Index) -> Tile | None:
        """The tile of a row."""
        return self.tiles[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        tile = self.tile(index)
        if tile is None:
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            on = tile.measure.id in self.ticked
            return (Qt.CheckState.Checked if on else Qt.CheckState.Unchecked).value
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{tile.measure.code}  {tile.measure.name}"
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            said = headline(tile.data, self._words) if tile.data else self._words("no values yet")
            return f"{tile.measure.code}  {tile.measure.name}. {sentence(said)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemNeverHasChildren


class _Painter(QStyledItemDelegate):
    """Paints a tile: name, status in words, and the chart with its limits."""

    def __init__(
        self, model: TileModel, words: Words, colours: Palette, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model, self._words, self._colours = model, words, colours
        self._marks = Marks(colours)
        self._tick = icons.pixmap("check", "on_accent", 14)
        self._charts: dict[str, QPixmap] = {}

    def forget(self) -> None:
        """The desk has changed: charts are drawn anew when they come into sight."""
        self._charts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        return TILE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        tile = self._model.tile(index)
        if tile is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(4.5, 4.5, -4.5, -4.5)
        self._frame(painter, box, option.state)
        self._head(painter, box, tile)
        place = box.adjusted(10, _HEAD, -8, -6)
        if tile.data is not None:
            painter.drawPixmap(place.topLeft(), self._chart(tile, tile.data, place.size().toSize()))
        else:
            painter.setFont(font(12))
            painter.setPen(QColor(self._colours.text_third))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._words("no values yet"))
        painter.restore()

    def _frame(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(
            QPen(QColor(self._colours.accent if focus else self._colours.border), 2 if focus else 1)
        )
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(QColor(self._colours.hover if over else self._colours.surface))
        painter.drawRoundedRect(box, 8, 8)

    def _head(self, painter: QPainter, box: QRectF, tile: Tile) -> None:
        colours, words = self._colours, self._words
        on = tile.measure.id in self._model.ticked
        tick = tick_box(box)
        painter.setPen(QPen(QColor(colours.accent if on else colours.field), 1))
        painter.setBrush(QColor(colours.accent if on else colours.surface))
        painter.drawRoundedRect(tick, 4, 4)
        if on:
            painter.drawPixmap(tick.topLeft() + QPoint(2, 2), self._tick)
        left, wide = box.left() + 10, tick.left() - box.left() - 18
        if tile.data is not None:
            painter.drawPixmap(QPoint(int(left), int(box.top() + 9)), self._marks.status(tile.data.status))
            left, wide = left + 23, wide - 23
        painter.setPen(QColor(colours.text))
        painter.setFont(font(13, strong=True))
        name = lines_of(tile.measure.name, 13, int(wide), 1, strong=True)[0]
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, box.top() + 6, wide + 2, 20), flags, name)
        said = headline(tile.data, words) if tile.data else ""
        told = " · ".join(filter(None, (tile.measure.code, said)))
        painter.setPen(QColor(colours.text_third))
        painter.setFont(font(12))
        painter.drawText(QRectF(left, box.top() + 25, wide, 18), flags, lines_of(told, 12, int(wide), 1)[0])

    def _chart(self, tile: Tile, data: Data, size: QSize) -> QPixmap:
        key = tile.measure.id
        if key not in self._charts or self._charts[key].deviceIndependentSize().toSize() != size:
            if len(self._charts) > _KEPT:
                self._charts.clear()
            self._charts[key] = self._drawn(data, size)
        return self._charts[key]

    def _drawn(self, data: Data, size: QSize) -> QPixmap:
        pixmap = QPixmap(size * 2)
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(Qt.GlobalColor.transparent)
        chart = drawn(
            data, size.width() / _SCALE, size.height() / _SCALE, self._words, text_pt=_TEXT_PT,
            palette=self._colours, with_legend=False,
        )  # fmt: skip
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SCALE, _SCALE)
        paint(painter, chart.items)
        painter.end()
        return pixmap


def tick_box(box: QRectF) -> QRectF:
    """Where the tick of a tile stands."""
    return QRectF(box.right() - _BOX - 10, box.top() + 9, _BOX, _BOX)


class Multiples(QListView):
    """The tiles. `opened` tells a measure that the person goes to, `ticked` that ticks are others."""

    opened = Signal(str)
    ticked = Signal()

    def __init__(self, words: Words, colours: Palette, icons: Icons) -> None:
        super().__init__()
        self.tiles = TileModel(words)
        self.setObjectName("multiples")
        self.setAccessibleName(words("All measures; Space ticks one to compare it"))
        self.setModel(self.tiles)
        self._painter = _Painter(self.tiles, words, colours, icons, self)
        self.setItemDelegate(self._painter)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSelectionRectVisible(False)
        self.doubleClicked.connect(self._open)

    def show_measures(self, reader: Reader, measures: Sequence[Measure], *, only: bool) -> None:
        """Show measures; with `only` just those whose latest value belongs to a signal."""
        current = self.tiles.tile(self.currentIndex())
        self._painter.forget()
        tiles = [tile for tile in _tiles(reader, measures) if not only or speaks(tile)]
        self.tiles.show_tiles(tiles)
        if current is not None:
            ids = [each.measure.id for each in tiles]
            if current.measure.id in ids:
                self.setCurrentIndex(self.tiles.index(ids.index(current.measure.id)))

    def _open(self, index: QModelIndex) -> None:
        if tile := self.tiles.tile(index):
            self.opened.emit(tile.measure.id)

    def _tick(self, index: QModelIndex) -> None:
        self.tiles.tick(index)
        self.ticked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click in the box ticks."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        box: QRect = self.visualRect(index)
        reach = tick_box(QRectF(box).adjusted(4.5, 4.5, -4.5, -4.5)).adjusted(-7, -7, 7, 7)
        if index.isValid() and reach.contains(event.position()):
            self.setCurrentIndex(index)
            self._tick(index)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space ticks, Enter goes to the measure."""
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_Space:
            self._tick(index)
        elif index.isValid() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(index)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Space is no command of the page here."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            event.accept()
            return True
        return super().event(event)


def _tiles(reader: Reader, measures: Sequence[Measure]) -> Iterator[Tile]:
    return (Tile(each, read(reader, each)) for each in measures)


def speaks(tile: Tile) -> bool:
    """Whether a signal holds the latest value."""
    data = tile.data
    if data is None:
        return False
    latest = data.analysis.values[-1].period
    return any(latest in signal.marked for signal in data.analysis.signals)
