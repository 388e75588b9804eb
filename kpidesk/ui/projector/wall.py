"""The window on the projector's screen: it paints what it is given, or black, and takes no keys."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected import PX
from kpidesk.ui.painter import Cache, paint

LEAST_LINE = 3.0  # px


class Wall(QWidget):
    """Fills one screen. It is shown without taking the focus, so that typing goes on where it was."""

    def __init__(self, title: str) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(title)
        self.setObjectName("wall")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.ground = "#FFFFFF"
        self.black = False
        self._picture: Picture | None = None
        self._cache = Cache()

    def show_on(self, screen: QScreen) -> None:
        """Fill a screen, at once and whenever its size changes."""
        self.fill(screen.geometry())
        self.show()

    def fill(self, area: QRect) -> None:
        """Lie over an area of the desktop."""
        if self.geometry() != area:
            self.setGeometry(area)

    def show_picture(self, picture: Picture, ground: str) -> None:
        """Paint another picture from now on."""
        self._picture, self.ground = picture, ground
        self.update()

    def set_black(self, *, black: bool) -> None:
        """Show nothing at all, or the picture again."""
        self.black = black
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000" if self.black else self.ground))
        if self._picture is not None and not self.black:
            picture = self._picture
            scale = min(self.width() / picture.width, self.height() / picture.height)
            painter.translate(
                (self.width() - picture.width * scale) / 2, (self.height() - picture.height * scale) / 2
            )
            # Lines stay as strong on a projector of few pixels.
            least = LEAST_LINE * min(1.0, max(scale / PX, 0.5)) / max(self.devicePixelRatioF(), 1.0)
            paint(painter, picture, scale=scale, cache=self._cache, thinnest=max(least, 1.5))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing in the room is clicked on."""
        event.accept()
