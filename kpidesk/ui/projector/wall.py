"""The window on the projector's screen: it paints what it is given, or black.

It takes no keys, but on the laptop's own screen, where nothing else could take them.
"""

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from kpidesk.drawing.picture import Picture
from kpidesk.ui.announcing import Role
from kpidesk.ui.painter import Cache, paint

LEAST_LINE = 3.0 / 1080  # of the height


class Wall(QWidget):
    """Fills one screen. It is shown without taking the focus, so that typing goes on where it was.

    With `keys` it takes them, and tells them by `pressed`.
    """

    reads_as = Role.Graphic
    pressed = Signal(QKeyEvent)

    def __init__(self, title: str, *, keys: bool = False) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.keys = keys
        self.setWindowTitle(title)
        self.setObjectName("wall")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not keys)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if keys else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.ground = "#FFFFFF"
        self.black = False
        self._area = QRect()
        self._picture: Picture | None = None
        self._cache = Cache()

    def show_on(self, screen: QScreen) -> None:
        """Fill a screen, at once and whenever its size changes."""
        self.fill(screen.geometry())
        self.show()
        if self.keys:
            self.activateWindow()
            self.setFocus()

    def fill(self, area: QRect) -> None:
        """Lie over an area of the desktop."""
        self._area = area
        if self.geometry() != area:
            self.setGeometry(area)
        if self.isVisible() and self.windowHandle().geometry() != area:
            self.windowHandle().setGeometry(area)

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
            least = max(LEAST_LINE * self.height(), 1.5)
            paint(painter, picture, scale=scale, cache=self._cache, thinnest=least)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        if self.keys:
            self.pressed.emit(event)

    def event(self, event: QEvent) -> bool:
        """See QWidget. Shortcuts of the program hold here, too, but come as keys."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            # Mode and scale may change at once so that the area is the same, but not its pixels.
            QTimer.singleShot(0, self, lambda: self.fill(self._area))
        if self.keys and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing in the room is clicked on."""
        event.accept()
