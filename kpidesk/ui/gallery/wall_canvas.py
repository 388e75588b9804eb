"""Walls from the front, to scale, with posters that can be dragged along them and to other walls."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpidesk.domain.hanging import Span
from kpidesk.ui.announcing import Role, tell
from kpidesk.ui.painted import font

if TYPE_CHECKING:
    from kpidesk.ui.gallery.walls import WallsView

_LEFT: Final = 14
_HEAD: Final = 30  # px above a wall, for its name
_TALL: Final = 2.6  # metres of a wall that are shown
_CENTRE: Final = 1.45  # metres: the middle of a poster above the floor
_GAP: Final = 26
_MOST: Final = 74.0  # px to the metre
_LEAST: Final = 26.0
_STEP: Final = 0.1  # metres that an arrow moves


@dataclass(frozen=True, slots=True)
class _Wall:
    """A wall on the canvas: its id and its rectangle in px."""

    id: str
    box: QRectF


class WallCanvas(QWidget):
    """Paints walls and posters; `chosen` tells a poster, `moved` where it was put."""

    reads_as = Role.Canvas
    chosen = Signal(str)
    moved = Signal(str, str, float)

    def __init__(self, view: "WallsView") -> None:
        super().__init__()
        self._view = view
        self.current = ""
        self._scale = _MOST
        self._walls: list[_Wall] = []
        self._spans: list[Span] = []
        self._drag: tuple[Span, float, QPointF] | None = None  # what, where it is held, where it is now
        self.setObjectName("wall-canvas")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(view.words("Walls: arrows move the poster, Tab goes to the next one"))

    def show_walls(self) -> None:
        """Lay out what the view knows."""
        self._spans = self._view.spans
        longest = max((each.length for each in self._view.walls.values()), default=6.0)
        self._scale = min(_MOST, max(_LEAST, (self.width() - 2 * _LEFT) / longest))
        self._walls, y = [], 0.0
        for key, wall in self._view.walls.items():
            box = QRectF(_LEFT, y + _HEAD, wall.length * self._scale, _TALL * self._scale)
            self._walls.append(_Wall(key, box))
            y = box.bottom() + _GAP
        wide = int(max((each.box.right() for each in self._walls), default=0.0)) + _LEFT
        self.setMinimumWidth(wide if self._scale <= _LEAST else 1)
        self.setFixedHeight(max(int(y), 60))
        if self.current not in {each.poster for each in self._spans}:
            self.current = ""
        self._speak()
        self.update()

    def _speak(self) -> None:
        tell(self, self._view.spoken(self.current))

    def box_of(self, span: Span) -> QRectF:
        """Where a poster hangs, in px."""
        wall = next(each.box for each in self._walls if each.id == span.wall)
        wide, tall = (each * self._scale for each in self._view.size_of(span.poster))
        top = wall.bottom() - _CENTRE * self._scale - tall / 2
        return QRectF(wall.left() + span.left * self._scale, max(top, wall.top()), wide, tall)

    def _at(self, point: QPointF) -> Span | None:
        return next((each for each in reversed(self._spans) if self.box_of(each).contains(point)), None)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for each in self._walls:
            self._paint_wall(painter, each)
        wrong = self._view.wrong
        for span in self._spans:
            if self._drag is None or span.poster != self._drag[0].poster:
                self._paint_poster(painter, self.box_of(span), span.poster, wrong.get(span.poster, ""))
        if self._drag is not None:
            span, _, _ = self._drag
            box = self._dragged()
            if box is not None:
                self._paint_poster(painter, box, span.poster, "")
        painter.end()

    def _paint_wall(self, painter: QPainter, wall: _Wall) -> None:
        colours, words = self._view.page.colours, self._view.words
        known = self._view.walls[wall.id]
        painter.setPen(QColor(colours.text_second))
        painter.setFont(font(13, strong=True))
        text = words("{wall}, {n} m", wall=known.name, n=words.number(known.length, 1))
        room = QRectF(wall.box.left(), wall.box.top() - _HEAD, self.width() - 2 * _LEFT, _HEAD)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.sunken))
        painter.drawRect(wall.box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QPen(QColor(colours.text_second), 2))
        painter.drawLine(wall.box.bottomLeft(), wall.box.bottomRight())
        painter.setPen(QPen(QColor(colours.text_third), 1))
        for metre in range(int(known.length) + 1):
            x = wall.box.left() + metre * self._scale
            painter.drawLine(QPointF(x, wall.box.bottom()), QPointF(x, wall.box.bottom() + 5))

    def _paint_poster(self, painter: QPainter, box: QRectF, poster: str, wrong: str) -> None:
        colours = self._view.page.colours
        current = poster == self.current
        edge = colours.warn if wrong else colours.accent if current else colours.outline
        painter.setPen(QPen(QColor(edge), 2 if current or wrong else 1))
        painter.setBrush(QColor(colours.accent_soft if current else colours.surface))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if current and self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(-3, -3, 3, 3))
        code = self._view.book.posters[poster].code
        size = 14 if QFontMetrics(font(14, strong=True)).horizontalAdvance(code) + 6 < box.width() else 11
        painter.setFont(font(size, strong=True))
        painter.setPen(QColor(colours.accent_text if current else colours.text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(box, flags, code)
        if wrong:
            mark = self._view.page.icons.pixmap("triangle-alert", "warn", 16)
            painter.drawPixmap(QPointF(box.center().x() - 8, box.top() + 4), mark)

    # -- mouse

    def _dragged(self) -> QRectF | None:
        if self._drag is None:
            return None
        span, held, now = self._drag
        wide, tall = (each * self._scale for each in self._view.size_of(span.poster))
        return QRectF(now.x() - held, now.y() - tall / 2, wide, tall)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A press chooses a poster, and holds it."""
        span = self._at(event.position())
        if span is None or event.button() != Qt.MouseButton.LeftButton:
            self.go_to("")
            return
        self.go_to(span.poster)
        if not self._view.page.read_only():
            self._drag = (span, event.position().x() - self.box_of(span).left(), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What is held follows."""
        if self._drag is not None:
            self._drag = (*self._drag[:2], event.position())
            self.update()
        over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """It hangs on the wall where it is let go; beside all walls it stays where it was."""
        if self._drag is None:
            return
        span, held, _ = self._drag
        self._drag = None
        wall = next((each for each in self._walls if _reach(each.box).contains(event.position())), None)
        before = self.box_of(span)
        if wall is not None:
            left = (event.position().x() - held - wall.box.left()) / self._scale
            if wall.id != span.wall or abs(before.left() - (event.position().x() - held)) > 2:
                self.moved.emit(span.poster, wall.id, left)
        self.update()

    # -- keys

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Who comes by key goes to the first poster."""
        super().focusInEvent(event)
        if not self.current and self._spans:
            self.go_to(self._spans[0].poster)
        self.update()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's
        """Tab goes from poster to poster, and on after the last."""
        order = [each.poster for wall in self._walls for each in self._spans if each.wall == wall.id]
        at = (order.index(self.current) if self.current in order else -1) + (1 if forward else -1)
        if self.current and 0 <= at < len(order):
            self.go_to(order[at])
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right move by ten centimetres, with Shift by one; up and down to another wall."""
        span = next((each for each in self._spans if each.poster == self.current), None)
        key = Qt.Key(event.key())
        along = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}.get(key)
        across = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        if span is None or (along is None and across is None) or self._view.page.read_only():
            super().keyPressEvent(event)
        elif along is not None:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.moved.emit(span.poster, span.wall, span.left + (along / 10 if fine else along))
        else:
            ids = [each.id for each in self._walls]
            at = ids.index(span.wall) + (across or 0)
            if 0 <= at < len(ids):
                self.moved.emit(span.poster, ids[at], span.left)

    def go_to(self, poster: str) -> None:
        """Choose a poster; "" for none."""
        self.current = poster
        self._speak()
        self.chosen.emit(poster)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width, another scale."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.show_walls()


def _reach(box: QRectF) -> QRectF:
    """Where a poster that is let go belongs to a wall."""
    return box.adjusted(-_LEFT, -_HEAD, 60, _GAP / 2)
