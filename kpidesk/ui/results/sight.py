"""From the map's plane to the widget's pixels, and the picture of all that stands still."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from kpidesk.drawing.picture import Box

Point = tuple[float, float]
_MARGIN: Final = 9  # px
_CROWD: Final = 100  # boxes, of which some will always lie under something
_SHIFT: Final = 6  # px
_BLEED: Final = 8  # px that marks and lines may stand over the box of what they belong to


@dataclass(frozen=True, slots=True)
class Sight:
    """What part of the plane is seen: pixels to the mm, and where the plane's origin lies (px)."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def px(self, point: Point) -> QPointF:
        """Where a point of the plane is seen."""
        return QPointF(point[0] * self.scale + self.x, point[1] * self.scale + self.y)

    def mm(self, at: QPointF) -> Point:
        """The point of the plane under a pixel."""
        return (at.x() - self.x) / self.scale, (at.y() - self.y) / self.scale

    def rect(self, box: Box) -> QRectF:
        """A box of the plane in pixels."""
        return QRectF(self.px((box[0], box[1])), self.px((box[2], box[3])))

    def box(self, rect: QRectF) -> Box:
        """The part of the plane that a rectangle of pixels shows."""
        return *self.mm(rect.topLeft()), *self.mm(rect.bottomRight())

    def shifted(self, dx: float, dy: float) -> "Sight":
        """Panned. The origin stays on whole pixels, so that a picture can be moved instead of painted."""
        return Sight(self.scale, round(self.x + dx), round(self.y + dy))

    def zoomed(self, factor: float, about: QPointF) -> "Sight":
        """Zoomed so that the point under a pixel stays there."""
        x, y = self.mm(about)
        scale = self.scale * factor
        return Sight(scale, round(about.x() - x * scale), round(about.y() - y * scale))


def fitted(box: Box, size: QSize, largest: float, boxes: Sequence[Box], corners: Sequence[QRectF]) -> Sight:
    """The sight that shows a box of the plane as large as it can be.

    Where that leaves room, the map is shifted so that as few of the boxes as possible lie under the
    corners, which hold tools.
    """
    left, top, right, bottom = box
    room_x, room_y = max(size.width() - 2 * _MARGIN, 50), max(size.height() - 2 * _MARGIN, 50)
    scale = min(room_x / (right - left), room_y / (bottom - top), largest)
    x = size.width() / 2 - (left + right) / 2 * scale
    y = size.height() / 2 - (top + bottom) / 2 * scale
    sight = Sight(scale, round(x), round(y))
    if len(boxes) > _CROWD:
        return sight
    spare_x = max(0, int((room_x - (right - left) * scale) / 2))
    spare_y = max(0, int((room_y - (bottom - top) * scale) / 2))
    shifts = {
        (dx, dy)
        for dx in {0, *range(-spare_x, spare_x + 1, _SHIFT)}
        for dy in {0, *range(-spare_y, spare_y + 1, _SHIFT)}
    }

    def cost(shift: tuple[int, int]) -> tuple[int, int]:
        moved = sight.shifted(*shift)
        hidden = sum(corner.intersects(moved.rect(each)) for each in boxes for corner in corners)
        return hidden, abs(shift[0]) + abs(shift[1])

    return sight.shifted(*min(sorted(shifts), key=cost))


class Layer:
    """A picture of the size of the widget with all that stands still.

    Panning moves it and paints only the strips that come into sight; while zooming it is stretched,
    and painted anew when the person rests. So a frame of a very large map takes no longer than one of
    a small map.
    """

    def __init__(self, paint: Callable[[QPainter, Sight, QRectF], None]) -> None:
        self._paint = paint
        self._picture = QPixmap()
        self._sight = Sight()
        self._valid = False
        self._stale: list[Box] = []
        self.took = 0.0
        """How long painting all of it took (s)."""

    def forget(self) -> None:
        """What it shows has changed."""
        self._valid = False

    def touch(self, boxes: Iterable[Box]) -> None:
        """Some parts of the plane have changed."""
        self._stale.extend(boxes)

    def show(
        self, painter: QPainter, sight: Sight, size: QSize, ratio: float, ground: str, *, rough: bool
    ) -> bool:
        """Paint the picture; whether it is sharp. With `rough` a stretched one will do."""
        fits = self._valid and self._picture.size() == (size.toSizeF() * ratio).toSize()
        if fits and rough and sight.scale != self._sight.scale:
            painter.fillRect(QRect(0, 0, size.width(), size.height()), QColor(ground))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            corner = sight.px(self._sight.mm(QPointF(0, 0)))
            stretch = sight.scale / self._sight.scale
            whole = QRectF(corner.x(), corner.y(), size.width() * stretch, size.height() * stretch)
            painter.drawPixmap(whole, self._picture, QRectF(self._picture.rect()))
            return False
        if not fits or not self._follow(sight, size, ratio, ground):
            self._picture = QPixmap((size.toSizeF() * ratio).toSize())
            self._picture.setDevicePixelRatio(ratio)
            self._sight, self._valid = sight, True
            began = perf_counter()
            self._fill(QRectF(0, 0, size.width(), size.height()), ground)
            self.took = perf_counter() - began
        elif self._stale:
            self._mend(size, ratio, ground)
        self._stale.clear()
        painter.drawPixmap(0, 0, self._picture)
        return True

    def _follow(self, sight: Sight, size: QSize, ratio: float, ground: str) -> bool:
        """Move the picture along and paint what comes into sight; False where that cannot be."""
        dx, dy = sight.x - self._sight.x, sight.y - self._sight.y
        right, down = dx * ratio, dy * ratio
        wide, tall = size.width(), size.height()
        whole_pixels = right == int(right) and down == int(down)
        if sight.scale != self._sight.scale or not whole_pixels or abs(dx) >= wide or abs(dy) >= tall:
            return False
        if not dx and not dy:
            return True
        self._picture.scroll(int(right), int(down), self._picture.rect())
        self._sight = sight
        if dx:
            self._fill(QRectF(0 if dx > 0 else wide + dx, 0, abs(dx), tall), ground)
        if dy:
            self._fill(QRectF(0, 0 if dy > 0 else tall + dy, wide, abs(dy)), ground)
        return True

    def _mend(self, size: QSize, ratio: float, ground: str) -> None:
        """Paint anew what has changed."""
        whole, part = QRect(0, 0, size.width(), size.height()), QRect()
        for box in self._stale:
            part |= self._sight.rect(box).toAlignedRect().adjusted(-_BLEED, -_BLEED, _BLEED, _BLEED)
        # An edge inside a device pixel would be seen.
        part = part & whole if ratio == int(ratio) else whole
        if not part.isEmpty():
            self._fill(QRectF(part), ground)

    def _fill(self, part: QRectF, ground: str) -> None:
        painter = QPainter(self._picture)
        painter.setClipRect(part, Qt.ClipOperation.ReplaceClip)
        painter.fillRect(part, QColor(ground))
        self._paint(painter, self._sight, part)
        painter.end()
