"""The board of action and alignment on screen: tokens are dragged, or moved key by key."""

from dataclasses import dataclass, field
from math import hypot
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kpidesk.domain.alignment_board import Board, Place, Token
from kpidesk.domain.labels import LABELS
from kpidesk.domain.sharing import BEST_STAND, Partner, Quarter
from kpidesk.drawing.alignment_board import Drawn, board, disc
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role, tell
from kpidesk.ui.painted import font
from kpidesk.ui.painter import paint

_SCALE: Final = 96 / 25.4  # px to the mm
_TEXT_PT: Final = 9.0
_RADIUS: Final = 16  # px
_EDGE: Final = 8  # px around the board, for what lies at its rim
_LIT: Final = 1.3  # radii that a token takes with the ring of the one in hand
_FAR: Final = 6  # px from which pressing is dragging
_STEPS: Final = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}


@dataclass(slots=True)
class _Drag:
    """A token on its way: whose it is, where it was taken, and where the pointer is once it has moved.

    `off` leads from the pointer to the middle of the token, had it stood in the middle of its own field:
    beside others it is drawn a little off, and that alone must not change its numbers.
    """

    partner: Partner
    start: QPointF
    at: QPointF | None = None
    off: QPointF = field(default_factory=QPointF)


class BoardCanvas(QWidget):
    """The board.

    Arrows walk through the tokens, Ctrl and an arrow move one by a step, Del takes it off, Esc gives a
    dragged one back. `chosen` tells a partner's id, `moved` an id and the numbers of its new place,
    `taken_off` an id.
    """

    reads_as = Role.Canvas
    chosen = Signal(str)
    moved = Signal(str, int, int)
    taken_off = Signal(str)

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self.setObjectName("stand-board")
        self._words, self._colours = words, colours
        self._board: Board | None = None
        self._current = ""
        self._drawn: Drawn | None = None
        self._drag: _Drag | None = None
        self.writable = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(
            words("Board of action and alignment: arrows walk, Ctrl and an arrow move, Del takes off")
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(320, 260)

    # -- showing

    def show_board(self, shown: Board | None, current: str, *, writable: bool) -> None:
        """Show another board, or another token brought out."""
        self.writable = writable
        if (shown, current) != (self._board, self._current):
            self._board, self._current, self._drawn = shown, current, None
            tell(self, self._spoken())
            self.update()

    def _spoken(self) -> str:
        """The token in hand first, then all others."""
        tokens = sorted(self.tokens, key=lambda each: each.partner.id != self._current)
        return "; ".join(map(self.told, tokens))

    def told(self, token: Token) -> str:
        """A token in words."""
        action, alignment = token.place
        return self._words(
            "{code} {name}: action {action}, alignment {alignment}, {quarter}",
            code=token.partner.code, name=token.partner.name, action=action, alignment=alignment,
            quarter=self._words(LABELS[token.stand.quarter]),
        )  # fmt: skip

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens on the board."""
        return self._board.tokens if self._board else ()

    def drawn(self) -> Drawn:
        """The board at the size of the widget, about the corner inside of its edge."""
        if self._drawn is None:
            self._drawn = board(
                self._board, (self.width() - 2 * _EDGE) / _SCALE, (self.height() - 2 * _EDGE) / _SCALE,
                self._words, text_pt=_TEXT_PT, radius=_RADIUS / _SCALE, palette=self._colours,
                current=self._current,
            )  # fmt: skip
        return self._drawn

    def spot(self, partner_id: str) -> QPoint:
        """Where a partner's token is."""
        return self._px(self.drawn().spots[partner_id]).toPoint()

    def middle(self, place: Place) -> QPoint:
        """The middle of the field of two numbers."""
        return self._px(self.drawn().fields.middle(place)).toPoint()

    @staticmethod
    def _px(point: tuple[float, float]) -> QPointF:
        return QPointF(point[0] * _SCALE + _EDGE, point[1] * _SCALE + _EDGE)

    def place_at(self, at: QPointF) -> Place | None:
        """The numbers at a point, None outside of the fields."""
        return self.drawn().fields.place(((at.x() - _EDGE) / _SCALE, (at.y() - _EDGE) / _SCALE))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another size, another board."""
        super().resizeEvent(event)
        self._drawn = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.translate(_EDGE, _EDGE)
        paint(painter, self.drawn().items, scale=_SCALE)
        painter.translate(-_EDGE, -_EDGE)
        if self._drag is not None and self._drag.at is not None:
            self._paint_drag(painter, self._drag.partner, self._drag.at + self._drag.off)
        painter.end()

    def _paint_drag(self, painter: QPainter, partner: Partner, at: QPointF) -> None:
        """The field where it would land, its place that is left, and the token on its way."""
        colours, place = self._colours, self.place_at(at)
        if token := self._board.token(partner.id) if self._board else None:
            self._paint_left(painter, token)
        if place is not None:
            left, top, right, bottom = self.drawn().fields.box(place)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRect(QRectF(self._px((left, top)), self._px((right, bottom))))
        painter.save()
        painter.translate(at)
        paint(painter, (disc(partner, (0, 0), _RADIUS / _SCALE, colours, lit=True),), scale=_SCALE)
        painter.restore()
        if place is not None:
            self._paint_numbers(painter, place, at)

    def _paint_left(self, painter: QPainter, token: Token) -> None:
        """The place that a dragged token has left."""
        colours, radius = self._colours, self.drawn().radius * _SCALE
        best = token.stand.quarter is Quarter.TOGETHER
        spot = self._px(self.drawn().spots[token.partner.id])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft if best else colours.sunken))
        painter.drawEllipse(spot, radius * _LIT, radius * _LIT)
        painter.setPen(QPen(QColor(colours.text_second), 1, Qt.PenStyle.DashLine))
        painter.drawEllipse(spot, radius, radius)

    def _paint_numbers(self, painter: QPainter, place: Place, at: QPointF) -> None:
        """What letting go would mean, above the token or below where there is no room."""
        text = self._words("action {action}, alignment {alignment}", action=place[0], alignment=place[1])
        painter.setFont(font(12, strong=True))
        box = painter.fontMetrics().boundingRect(text).toRectF().adjusted(-7, -4, 7, 4)
        box.moveCenter(QPointF(at.x(), at.y() - _RADIUS - 18))
        if box.top() < 2:
            box.moveTop(at.y() + _RADIUS + 8)
        box.moveLeft(min(max(box.left(), 2), self.width() - box.width() - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.text))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(self._colours.surface))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    # -- dragging

    def _token_at(self, at: QPointF) -> Token | None:
        spots = self.drawn().spots

        def far(token: Token) -> float:
            away = self._px(spots[token.partner.id]) - at
            return hypot(away.x(), away.y())

        nearest = min(self.tokens, key=far, default=None)
        reach = max(self.drawn().radius * _SCALE, _RADIUS)
        return nearest if nearest is not None and far(nearest) <= reach else None

    def carry(self, partner: Partner, at: QPoint) -> None:
        """Somebody drags a partner here from elsewhere; `at` is a place on the screen."""
        here = self.mapFromGlobal(at).toPointF()
        self._drag = _Drag(partner, here, here if self.rect().contains(here.toPoint()) else None)
        self.update()

    def let_go(self) -> None:
        """What is dragged lands where it is, if that is on the board."""
        drag, self._drag = self._drag, None
        if drag is not None and drag.at is not None and (place := self.place_at(drag.at + drag.off)):
            self.moved.emit(drag.partner.id, *place)
        self.update()

    def give_back(self) -> bool:
        """Forget what is being dragged; whether something was."""
        was, self._drag = self._drag is not None, None
        self.update()
        return was

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of a token."""
        token = self._token_at(event.position())
        if token is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(token.partner.id)
            start = event.position()
            middle = self._px(self.drawn().fields.middle(token.place))
            self._drag = _Drag(token.partner, start, off=middle - start) if self.writable else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The token follows the pointer."""
        drag = self._drag
        if drag is None:
            over = self._token_at(event.position()) is not None
            self.setCursor(
                Qt.CursorShape.OpenHandCursor if over and self.writable else Qt.CursorShape.ArrowCursor
            )
        elif drag.at is not None or (event.position() - drag.start).manhattanLength() > _FAR:
            drag.at = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go: the partner stands where the token is."""
        self.unsetCursor()
        if self._drag is not None and self._drag.at is not None:
            self._drag.at = event.position()
        self.let_go()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk, Ctrl and an arrow move, Del takes off, Esc gives back."""
        key = Qt.Key(event.key())
        step = _STEPS.get(key)
        token = self._board.token(self._current) if self._board else None
        if key == Qt.Key.Key_Escape and self.give_back():
            self.unsetCursor()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and token and self.writable:
            self.taken_off.emit(token.partner.id)
        elif step is None or not self.tokens:
            super().keyPressEvent(event)
        elif not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._walk(1 if key in {Qt.Key.Key_Right, Qt.Key.Key_Down} else -1)
        elif token and self.writable:
            self._move(token, step)

    def _walk(self, by: int) -> None:
        """On to the next token in the order of the list."""
        ids = [each.partner.id for each in self.tokens]
        at = ids.index(self._current) + by if self._current in ids else 0
        self.chosen.emit(ids[at % len(ids)])

    def _move(self, token: Token, step: Place) -> None:
        place = tuple(min(max(now + by, 1), BEST_STAND) for now, by in zip(token.place, step, strict=True))
        if place != token.place:
            self.moved.emit(token.partner.id, *place)

    def event(self, event: QEvent) -> bool:
        """The whole of a token in words."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            token = self._token_at(event.pos().toPointF())
            QToolTip.showText(event.globalPos(), self.told(token) if token else "", self)
            return True
        return super().event(event)
