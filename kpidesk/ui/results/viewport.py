"""The part of the results map that is seen: fitting, zooming and panning it, and painting it quickly."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from kpidesk.drawing.map_bubbles import SCREEN
from kpidesk.drawing.picture import Box
from kpidesk.ui.results.scenery import Scenery, share
from kpidesk.ui.results.sheet import FULL_PX, STATEMENT_MM, Sheet, around
from kpidesk.ui.results.sight import Layer, Sight, fitted

_SMALLEST, _LARGEST = 0.03, 6.0  # of 100 %
_STEP: Final = 1.25
_MARGIN: Final = 18.0  # px
_AROUND: Final = 24.0  # mm beside what is brought into sight
_REST: Final = 140  # ms after which a stretched picture is painted anew
_SLOW: Final = 0.02  # s: a map that is painted in less is never stretched
_RIM: Final[Box] = (-SCREEN.x, -SCREEN.y, SCREEN.x, SCREEN.y)

_NEAR_EDGE: Final = 32.0  # px
_PATIENCE: Final = 250  # ms that the pointer rests near the edge before the map moves
_TICK: Final = 16  # ms
_FASTEST: Final = 14.0  # px in a tick


class Viewport(QWidget):
    """Shows a sheet; fits it until the person zooms."""

    sight_changed = Signal()

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.colours = sheet.palette
        self.scenery = Scenery(sheet)
        self.sight = Sight()
        self.ground = self.colours.surface
        self.corners: Callable[[], list[QRectF]] = list
        """What lies over the map, set by who puts it there."""
        self._layer = Layer(self.scenery.paint)
        self._fitted = True
        self._rough = QTimer(self)
        self._rough.setSingleShot(True)
        self._rough.setInterval(_REST)
        self._rough.timeout.connect(self.update)

    def paint_map(self, painter: QPainter) -> None:
        """Paint all that stands still."""
        rough = self._rough.isActive() and self._layer.took > _SLOW
        ratio = self.devicePixelRatioF()
        self._layer.show(painter, self.sight, self.size(), ratio, self.ground, rough=rough)

    def repaint_changes(self) -> None:
        """The sheet was read anew: what changed there is painted anew."""
        if self.sheet.changed is None:
            self._layer.forget()
        else:
            self._layer.touch(self.sheet.changed)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the map fitted when the window changes its size."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        self.sight_changed.emit()

    @property
    def percent(self) -> float:
        """How large statements are seen; 100 is 14 px."""
        return 100 * share(self.sheet, self.sight)

    @property
    def _full(self) -> float:
        """Pixels to the mm at 100 %."""
        return FULL_PX / (STATEMENT_MM * self.sheet.unit)

    def look(self, sight: Sight) -> None:
        """Look at another part, or from nearer."""
        if sight == self.sight:
            return
        if sight.scale != self.sight.scale:
            self._rough.start()
        self.sight = sight
        self._fitted = False
        self.sight_changed.emit()
        self.update()

    @property
    def region(self) -> Box | None:
        """The part of the plane that is looked at, None while all of it is shown."""
        return None if self._fitted else self.sight.box(QRectF(self.rect()))

    def fit(self) -> None:
        """Show the whole rings, and bubbles that lie beyond them."""
        boxes = [each.box for each in self.sheet.seen.values()]
        seen = [piece.box for key, piece in self.sheet.bubble_pieces.items() if key not in self.sheet.hidden]
        whole = around([_RIM, *seen])
        self.look(fitted(whole, self.size(), self._full * 1.5, boxes, self.corners()))
        self._fitted = True

    def fit_records(self, ids: Iterable[str]) -> None:
        """Show some results and links as large as they can be, but never larger than is good to read."""
        pieces = [self.sheet.bubble_pieces.get(each) or self.sheet.curve_pieces.get(each) for each in ids]
        boxes = [piece.box for piece in pieces if piece]
        if boxes:
            left, top, right, bottom = around(boxes)
            box = (left - _AROUND, top - _AROUND, right + _AROUND, bottom + _AROUND)
            self.look(fitted(box, self.size(), self._full * 2, (), ()))

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Zoom by a factor about a pixel, else about the middle."""
        wanted = min(max(self.sight.scale * factor, _SMALLEST * self._full), _LARGEST * self._full)
        middle = QPointF(self.width() / 2, self.height() / 2)
        self.look(self.sight.zoomed(wanted / self.sight.scale, middle if about is None else about))

    def zoom_in(self) -> None:
        """A step nearer."""
        self.zoom(_STEP)

    def zoom_out(self) -> None:
        """A step away."""
        self.zoom(1 / _STEP)

    def full_size(self) -> None:
        """Show statements in the size of other texts."""
        self.zoom(self._full / self.sight.scale)

    def centre_on(self, x: float, y: float) -> None:
        """Bring a point of the plane into the middle."""
        at = self.sight.px((x, y))
        self.look(self.sight.shifted(self.width() / 2 - at.x(), self.height() / 2 - at.y()))

    def bring_into_sight(self, box: Box) -> None:
        """Pan as little as shows a box of the plane."""
        seen = self.sight.rect(box).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        dx = max(0.0, -seen.left()) or min(0.0, self.width() - seen.right())
        dy = max(0.0, -seen.top()) or min(0.0, self.height() - seen.bottom())
        if dx or dy:
            fitted = self._fitted
            self.look(self.sight.shifted(dx, dy))
            self._fitted = fitted and not self.sheet.bubbles

    def show_record(self, record_id: str) -> None:
        """Bring a result or link into sight."""
        piece = self.sheet.bubble_pieces.get(record_id) or self.sheet.curve_pieces.get(record_id)
        if piece:
            self.bring_into_sight(piece.box)


class EdgePan(QObject):
    """Moves the map while the pointer drags something near the edge of what is seen."""

    def __init__(self, viewport: Viewport, moved: Callable[[QPointF], None]) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._moved = moved
        self._at = QPointF()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)

    def watch(self, at: QPointF) -> None:
        """The pointer is here now."""
        self._at = at
        if self._by().isNull():
            self.stop()
        elif not self._timer.isActive():
            self._timer.start(_PATIENCE)

    def stop(self) -> None:
        """Nothing is dragged any more."""
        self._timer.stop()

    def _by(self) -> QPointF:
        """How far the map moves in a tick: the faster the nearer the pointer is to the edge."""
        wide, tall = self._viewport.width(), self._viewport.height()
        return QPointF(_pull(self._at.x(), wide), _pull(self._at.y(), tall))

    def _tick(self) -> None:
        self._timer.setInterval(_TICK)
        by, seen = self._by(), self._viewport
        shifted = seen.sight.shifted(by.x(), by.y())
        x, y = shifted.mm(QPointF(seen.width() / 2, seen.height() / 2))
        if abs(x) > 1.2 * SCREEN.x or abs(y) > 1.2 * SCREEN.y:
            self.stop()  # there is nothing out there
            return
        seen.look(shifted)
        self._moved(self._at)


def _pull(at: float, whole: float) -> float:
    inside = min(at, whole - at)
    if inside >= _NEAR_EDGE:
        return 0.0
    strength = min(1.0, 1 - inside / _NEAR_EDGE) * _FASTEST
    return strength if at < whole / 2 else -strength
