"""The map on the screen: each group of the display list is one item of a graphics scene."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Map
from kpidesk.drawing import map as results_map
from kpidesk.drawing.map_bubbles import RIM_X, RIM_Y
from kpidesk.drawing.map_scene import scene
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import GlyphRun, Group, bounds, walk
from kpidesk.ui.painter import Cache, paint

_EDGE = 30.0
_LEGIBLE = 3.0  # px
_SMALLEST, _LARGEST = 0.05, 20.0


class GroupItem(QGraphicsItem):
    """One record's drawing."""

    def __init__(self, group: Group, cache: Cache) -> None:
        super().__init__()
        self.drawn = group
        self._cache = cache
        left, top, right, bottom = bounds((group,)) or (0.0, 0.0, 0.0, 0.0)
        self._type = max((item.size for item in walk((group,)) if isinstance(item, GlyphRun)), default=0.0)
        self._shapes = tuple(item for item in group.items if not isinstance(item, GlyphRun))
        self._box = QRectF(left - 1, top - 1, right - left + 2, bottom - top + 2)
        self.setToolTip(group.name if group.role == "bubble" else "")

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """See QGraphicsItem."""
        return self._box

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """See QGraphicsItem. The view's zoom goes into the glyphs' size, so text stays crisp.

        Type too small to be read is left out: a large map shown whole is then several times as quick.
        """
        scale = painter.worldTransform().m11()
        legible = self._type * scale >= _LEGIBLE
        painter.save()
        painter.scale(1 / scale, 1 / scale)
        paint(painter, (self.drawn,) if legible else self._shapes, scale=scale, cache=self._cache)
        painter.restore()


class MapCanvas(QGraphicsView):
    """Shows one map; fits it until the person zooms."""

    picked = Signal(str)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._cache = Cache()
        self._items: dict[str, GroupItem] = {}
        self._fitted = True
        self.setScene(QGraphicsScene(self))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSceneRect(-RIM_X - 300, -RIM_Y - 300, 2 * RIM_X + 600, 2 * RIM_Y + 600)

    def show_map(self, reader: Reader, shown: Map | None) -> None:
        """Show a map as it is now; items whose drawing did not change stay."""
        groups = results_map.plane(scene(reader, shown.id, palette=self._palette)) if shown else ()
        wanted = {f"{group.role} {group.record}": (order, group) for order, group in enumerate(groups)}
        for key in [
            key for key in self._items if key not in wanted or self._items[key].drawn != wanted[key][1]
        ]:
            self.scene().removeItem(self._items.pop(key))
        for key, (order, group) in wanted.items():
            if key not in self._items:
                self._items[key] = GroupItem(group, self._cache)
                self.scene().addItem(self._items[key])
            self._items[key].setZValue(order)
        if self._fitted:
            self.fit()

    def fit(self) -> None:
        """Show all of the map."""
        self._fitted = True
        box = QRectF(-RIM_X, -RIM_Y, 2 * RIM_X, 2 * RIM_Y)
        for item in self._items.values():  # links bulge with their control points, so bubbles decide
            if item.drawn.role == "bubble":
                box = box.united(item.boundingRect())
        self.fitInView(
            box.adjusted(-_EDGE / 2, -_EDGE / 2, _EDGE / 2, _EDGE / 2), Qt.AspectRatioMode.KeepAspectRatio
        )

    def zoom(self, factor: float) -> None:
        """Zoom by a factor about the pointer."""
        if _SMALLEST < self.transform().m11() * factor < _LARGEST:
            self._fitted = False
            self.scale(factor, factor)

    def show_result(self, result_id: str) -> None:
        """Bring a result into sight."""
        if item := self._items.get(f"bubble {result_id}"):
            self.ensureVisible(item, 20, 20)

    # -- Qt's events

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel zooms."""
        self.zoom(1.0015 ** event.angleDelta().y())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Plus and minus zoom, 0 fits."""
        if event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(1.25)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(0.8)
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A double click on a bubble picks it for editing."""
        for item in self.items(event.position().toPoint()):
            if isinstance(item, GroupItem) and item.drawn.role == "bubble":
                self.picked.emit(item.drawn.record)
                return
        super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the map fitted when the window changes its size."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
