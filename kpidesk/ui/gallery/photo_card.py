"""The square of a photo beside the line: enlarged, with what can be done about it."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kpidesk.drawing.palette import Palette
from kpidesk.ui.announcing import Role
from kpidesk.ui.commands import Commands
from kpidesk.ui.gallery.photo_desk import PhotoDesk
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Elided

WIDE: Final = 200
TALL: Final = 160


class Square(QWidget):
    """The picture; a click or Enter opens the whole poster."""

    reads_as = Role.Button
    pressed = Signal()

    def __init__(self, colours: Palette, wide: int = WIDE, tall: int = TALL) -> None:
        super().__init__()
        self._colours, self._pixmap = colours, QPixmap()
        self._size = QSize(wide, tall)
        self.setFixedSize(self._size)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QPixmap, name: str) -> None:
        """Show a part of a photo; `name` says what it is."""
        self._pixmap = picture
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(self._colours.sunken))
        if not self._pixmap.isNull():
            size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(self.rect().center())
            painter.drawPixmap(place, self._pixmap)
        painter.setPen(QPen(QColor(self._colours.accent if self.hasFocus() else self._colours.outline), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class PhotoCard(QWidget):
    """The square, which it is, and its commands. Hidden while the poster has no photo."""

    def __init__(self, page: Page, table: PhotoDesk, commands: Commands) -> None:
        super().__init__()
        self._words, self._table = page.words, table
        self.square = Square(page.colours)
        self.square.setObjectName("photo-square")
        self.square.pressed.connect(lambda: commands.run("gallery.photo_large"))
        self._told = Elided("", "caption")
        self._told.setObjectName("photo-told")
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._told, 1)
        for key in ("gallery.photo_back", "gallery.photo_no_note", "gallery.photo_large"):
            tool = page.button(key, "tool")
            tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the line
            row.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.square)
        column.addLayout(row)
        self.setFixedWidth(WIDE)
        self.setFixedHeight(TALL + 2 + 32)
        table.moved.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Show the current square."""
        table, words = self._table, self._words
        self.setVisible(bool(table.crops))
        crop = table.current
        if crop is None:
            done = words("All squares of this poster are done.")
            self._told.show_text(words("all done"), done)
            photo = table.photo
            self.square.show_picture(table.picture(photo.straight if photo else None), done)
            return
        at = next(number for number, each in enumerate(table.crops, 1) if each.id == crop.id)
        place = words("{n} of {count}", n=at, count=len(table.crops))
        photo = table.photos[crop.photo]
        whole = " · ".join((photo.name, place, table.state(crop)))
        self._told.show_text(place, whole)
        self.square.show_picture(table.picture(crop.image), whole)
