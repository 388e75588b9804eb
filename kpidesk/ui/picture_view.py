"""A picture on the window, as large as its place allows."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Picture
from kpidesk.ui.announcing import Role
from kpidesk.ui.painter import paint


class PictureView(QWidget):
    """Paints what `give` gives whenever it is updated; `name` says what it is to those who cannot see it."""

    reads_as = Role.Graphic

    def __init__(
        self, give: Callable[[], Picture | None], colours: Palette, name: str, ground: str = ""
    ) -> None:
        super().__init__()
        self._give, self._colours, self._ground = give, colours, ground
        self.setAccessibleName(name)
        self.setMinimumHeight(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        picture = self._give()
        if picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / picture.width, self.height() / picture.height)
        painter.translate((self.width() - picture.width * scale) / 2, 0)
        sheet = QRectF(0.5, 0.5, picture.width * scale - 1, picture.height * scale - 1)
        if self._ground:
            painter.fillRect(sheet, QColor(self._ground))
        painter.setPen(QPen(QColor(self._colours.border), 1))
        painter.drawRect(sheet)
        painter.scale(scale, scale)
        paint(painter, picture.items)
        painter.end()
