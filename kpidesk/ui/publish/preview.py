"""A page of a PDF on the screen, with the grid of the sheets that it is cut into."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.drawing.palette import Palette
from kpidesk.drawing.tiles import label, places
from kpidesk.drawing.tiles_size import Fit
from kpidesk.exports.preview import Pixels
from kpidesk.ui.announcing import Role

_EDGE = 12
_ROOM_FOR_NAMES = 36  # px of a tile


class PreviewView(QWidget):
    """Shows a page as large as it fits; `resized` asks for pixels of the new size."""

    reads_as = Role.Graphic
    resized = Signal()

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._image: QImage | None = None
        self._mm = (1.0, 1.0)
        self._fit: Fit | None = None
        self._grey = False
        self._words = ""
        self.setMinimumSize(240, 240)

    def offer(self, widget: QWidget) -> None:
        """Give a widget its place below the sentence that stands here instead of a page."""
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addSpacing(90)
        column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    @property
    def room(self) -> tuple[int, int]:
        """The most device pixels across and down that can be used."""
        ratio = self.devicePixelRatioF()
        return (
            max(64, round((self.width() - 2 * _EDGE) * ratio)),
            max(64, round((self.height() - 2 * _EDGE) * ratio)),
        )

    @property
    def image(self) -> QImage | None:
        """The page that is shown."""
        return self._image

    def show_page(self, pixels: Pixels) -> None:
        """Show a page."""
        image = QImage(pixels.data, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32)
        self._image = image.copy()  # the bytes are Python's and go
        self._mm = (pixels.wide_mm, pixels.tall_mm)
        self._words = ""
        self.update()

    def show_words(self, text: str) -> None:
        """Show a sentence instead of a page."""
        self._image, self._words = None, text
        self.update()

    def show_cuts(self, fit: Fit | None) -> None:
        """Show how the page is cut for a smaller paper, None for not at all."""
        self._fit = fit
        self.update()

    def show_grey(self, *, grey: bool) -> None:
        """Show it as a printer without colours would print it."""
        self._grey = grey
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._colours.sunken))
        if self._image is None:
            painter.setPen(QColor(self._colours.text_third))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self._words)
        else:
            self._paint_page(painter, self._image)
        painter.end()

    def _paint_page(self, painter: QPainter, image: QImage) -> None:
        wide, tall = self.width() - 2 * _EDGE, self.height() - 2 * _EDGE
        scale = min(wide / self._mm[0], tall / self._mm[1])
        page = QRectF(0, 0, self._mm[0] * scale, self._mm[1] * scale)
        page.moveCenter(QPointF(self.width() / 2, self.height() / 2))
        shown = image.convertToFormat(QImage.Format.Format_Grayscale8) if self._grey else image
        painter.drawImage(page, shown)
        painter.setPen(QPen(QColor(self._colours.outline), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page)
        if self._fit is not None:
            self._paint_grid(painter, page, scale / self._fit.scale, self._fit)

    def _paint_grid(self, painter: QPainter, page: QRectF, scale: float, fit: Fit) -> None:
        """The cuts in dashes, each sheet with its letter and number; `scale` is of the glued sheet."""
        accent = QColor(self._colours.accent)
        font = painter.font()
        font.setPixelSize(12)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setClipRect(page)
        for column, row in places(fit.grid):
            x, y = fit.grid.origin(column, row)
            corner = page.topLeft() + QPointF((x - fit.dx) * scale, (y - fit.dy) * scale)
            painter.setPen(QPen(accent, 1.4, Qt.PenStyle.DashLine))
            if column and not row:
                painter.drawLine(QPointF(corner.x(), page.top()), QPointF(corner.x(), page.bottom()))
            if row and not column:
                painter.drawLine(QPointF(page.left(), corner.y()), QPointF(page.right(), corner.y()))
        room = min(fit.grid.wide, fit.grid.tall) * scale
        if room < _ROOM_FOR_NAMES:
            painter.setClipping(False)
            return
        for column, row in places(fit.grid):
            x, y = fit.grid.origin(column, row)
            corner = page.topLeft() + QPointF((x - fit.dx) * scale, (y - fit.dy) * scale)
            tag = QRectF(max(corner.x(), page.left()) + 6, max(corner.y(), page.top()) + 6, 26, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(tag, 4, 4)
            painter.setPen(QColor(self._colours.on_accent))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, label(column, row))
        painter.setClipping(False)
