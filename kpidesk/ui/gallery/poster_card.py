"""A poster as a small sheet with its code and name, to be chosen, dragged, and walked to by keys."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from kpidesk.domain.gallery import Poster
from kpidesk.ui.announcing import Role
from kpidesk.ui.gallery.pictures import TALL, WIDE, Small
from kpidesk.ui.gallery.written import height, write
from kpidesk.ui.page import Page
from kpidesk.ui.painted import font

_PAD: Final = 8
_FOOT: Final = 58
_STEP: Final = 17


class PosterCard(QWidget):
    """A poster as a small sheet with its code and name."""

    reads_as = Role.ListItem
    chosen = Signal()
    opened = Signal()
    walked = Signal(int)
    moved = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    removed = Signal()

    def __init__(self, page: Page, poster: Poster) -> None:
        super().__init__()
        self._colours, self._icons, self._words = page.colours, page.icons, page.words
        self._code, self._name, self._count = poster.code, "", 0
        self._small: Small | None = None
        self._held: QPoint | None = None  # where the pointer took hold
        self._dragging = False
        self.current = False
        self.setObjectName(f"poster-{poster.code}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The sheet, and below it code and name."""
        return QSize(WIDE + 2 * _PAD, TALL + 2 * _PAD + _FOOT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return self.sizeHint()

    def show_poster(self, code: str, name: str, count: int) -> None:
        """Show a poster's code, name and count of notes."""
        self._code, self._name, self._count = code, name, count
        self._describe()
        self.update()

    def show_picture(self, small: Small | None) -> None:
        """Show the poster's picture."""
        self._small = small
        self._describe()
        self.update()

    def show_current(self, *, current: bool) -> None:
        """Show whether it is the chosen one."""
        self.current = current
        self.update()

    def _describe(self) -> None:
        notes = self._words.many("{n} note", "{n} notes", self._count)
        parts = [f"{self._code} {self._name}", notes]
        if self._small and self._small.overflow:
            parts.append(self._words("Does not fit: {parts}", parts=", ".join(self._small.overflow)))
        self.setAccessibleName(", ".join(parts))
        self.setToolTip("\n".join(parts))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        colours = self._colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.rect().toRectF()
        if self.current or self.underMouse():
            painter.setPen(QPen(QColor(colours.accent), 2 if self.hasFocus() else 1.2)
                           if self.current else Qt.PenStyle.NoPen)  # fmt: skip
            painter.setBrush(QColor(colours.accent_soft if self.current else colours.hover))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        self._sheet(painter, QRectF(_PAD, _PAD, WIDE, TALL))
        self._below(painter)
        painter.end()

    def _sheet(self, painter: QPainter, place: QRectF) -> None:
        """The picture on its paper; bare paper while there is none. Paper is white in any theme."""
        painter.setPen(QPen(QColor(self._colours.outline), 1))
        if self._small is None:
            painter.setBrush(QColor(self._colours.sunken))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setPen(QColor(self._colours.text_third))
            painter.setFont(font(26, strong=True))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._code)
            return
        image = self._small.image
        size = image.deviceIndependentSize()
        sheet = QRectF(QPointF(0, 0), size)
        sheet.moveCenter(place.center())
        painter.drawImage(sheet, image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._small.overflow:
            badge = QRectF(sheet.right() - 30, sheet.top() + 4, 26, 24)
            painter.setPen(QPen(QColor(self._colours.warn), 1))
            painter.setBrush(QColor(self._colours.warn_soft))
            painter.drawRoundedRect(badge, 6, 6)
            painter.drawPixmap(badge.topLeft() + QPointF(5, 4), self._icons.pixmap("triangle-alert", "warn"))

    def _below(self, painter: QPainter) -> None:
        top = _PAD + TALL + 5
        painter.setPen(QColor(self._colours.text))
        painter.setFont(font(14, strong=True))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(_PAD, top, WIDE, 20), middle, self._code)
        painter.setFont(font(12))
        painter.setPen(QColor(self._colours.text_third))
        if self._count:
            count = self._words.many("{n} note", "{n} notes", self._count)
            painter.drawText(QRectF(_PAD, top, WIDE, 20), middle | Qt.AlignmentFlag.AlignRight, count)
        painter.setPen(QColor(self._colours.text_second))
        if height(self._name, 13, _STEP, WIDE) <= 2 * _STEP:
            write(painter, self._name, QPointF(_PAD, top + 19), 13, _STEP, WIDE)
        else:
            painter.setFont(font(13))
            shown = QFontMetrics(font(13)).elidedText(self._name, Qt.TextElideMode.ElideRight, WIDE)
            painter.drawText(QRectF(_PAD, top + 19, WIDE, _STEP), middle, shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click chooses."""
        super().mousePressEvent(event)
        self.chosen.emit()
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A poster that is taken hold of is dragged to another place."""
        at = event.position().toPoint()
        if self._held is None:
            return
        far = (at - self._held).manhattanLength() >= QApplication.startDragDistance()
        if self._dragging or far:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.mapToParent(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Letting go puts it there."""
        dragging, self._held, self._dragging = self._dragging, None, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if dragging:
            self.dropped.emit(self.mapToParent(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A double click goes to its notes."""
        self.opened.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk, with Alt they move it; Enter goes to the notes, Del takes the poster off."""
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -2, Qt.Key.Key_Down: 2}.get(key)
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        elif step is not None:
            self.walked.emit(step)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif key == Qt.Key.Key_Space:
            self.chosen.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
