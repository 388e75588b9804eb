"""Effort or effect, how much or how well: all measures on a board, dragged to where they belong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure, Quadrant
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.painted import font, lines_of

_PLACES: Final = {
    Quadrant.EFFORT_QUANTITY: (0, 0),
    Quadrant.EFFORT_QUALITY: (1, 0),
    Quadrant.EFFECT_QUANTITY: (0, 1),
    Quadrant.EFFECT_QUALITY: (1, 1),
}
_AT: Final = {place: quadrant for quadrant, place in _PLACES.items()}
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_GAP: Final = 3
_HEAD: Final = 22
_TOKEN: Final = 26
_LEAST: Final = 66  # px of a zone's height
_FOOT: Final = 20


@dataclass(frozen=True, slots=True)
class _Token:
    """A measure's code in its place."""

    measure: Measure
    box: QRectF


class QuadrantBoard(QWidget):
    """The board.

    Tokens are dragged, or moved by Ctrl and an arrow; arrows alone walk through them. `moved` tells a
    measure's id and its quadrant, `chosen` the measure that was gone to.
    """

    reads_as = Role.Canvas
    moved = Signal(str, object)
    chosen = Signal(str)

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self.setObjectName("quadrants")
        self._words, self._colours = words, colours
        self._measures: tuple[Measure, ...] = ()
        self._own: frozenset[str] = frozenset()
        self._tokens: list[_Token] = []
        self._zones: dict[Quadrant | None, QRectF] = {}
        self._current = ""
        self._held: QPointF | None = None
        self._over: Quadrant | None = None
        self._dragging = False
        self.writable = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words("Effort or effect: Ctrl and an arrow move a measure"))

    def show_measures(self, measures: Sequence[Measure], own: frozenset[str], *, writable: bool) -> None:
        """Show other measures; `own` are brought out."""
        self._measures, self._own, self.writable = tuple(measures), own, writable
        if self._current not in {each.id for each in measures}:
            self._current = next((each.id for each in measures if each.id in own), "")
        self._arrange()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(180, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width has other rows of tokens."""
        if event.size().width() != event.oldSize().width():
            self._arrange()

    # -- where things lie

    def _arrange(self) -> None:
        """Zones as tall as their tokens need; measures that stand nowhere yet come below."""
        wide = (max(self.width(), 120) - _GAP) / 2
        groups: dict[Quadrant | None, list[Measure]] = {quadrant: [] for quadrant in (*Quadrant, None)}
        for each in self._measures:
            groups[each.quadrant].append(each)
        self._zones, self._tokens, top = {}, [], 0.0
        for row in (0, 1):
            pair = [_AT[column, row] for column in (0, 1)]
            head = 6 + 16 * max(len(self._head_lines(each, wide)) for each in pair)
            most = max(self._flow(groups[each], 0, 0, wide - 7, place=False) for each in pair)
            tall = max(_LEAST, most + head + 8)
            for column, quadrant in enumerate(pair):
                left = column * (wide + _GAP)
                self._zones[quadrant] = QRectF(left, top, wide, tall)
                self._flow(groups[quadrant], left + 7, top + head, wide - 7, place=True)
            top += tall + _GAP
        if groups[None]:
            tall = self._flow(groups[None], 0, 0, wide * 2 - 7, place=False) + _HEAD
            self._zones[None] = QRectF(0, top, wide * 2 + _GAP, tall)
            self._flow(groups[None], 7, top + _HEAD, wide * 2 - 7, place=True)
            top += tall
        self._foot = top
        self.setFixedHeight(int(top) + _FOOT)
        self.update()

    def _head_lines(self, quadrant: Quadrant | None, wide: float) -> tuple[str, ...]:
        text = self._words("not said yet") if quadrant is None else self._words(LABELS[quadrant])
        return lines_of(text, 12, int(wide) - 14, 2, strong=True)

    def _flow(self, measures: list[Measure], x: float, y: float, wide: float, *, place: bool) -> float:
        """Tokens in rows; how tall they are."""
        metrics, left, tall = QFontMetrics(font(12, strong=True)), 0.0, 0.0
        for each in measures:
            room = metrics.horizontalAdvance(each.code) + 16
            if left and left + room > wide:
                left, tall = 0.0, tall + _TOKEN + 4
            if place:
                self._tokens.append(_Token(each, QRectF(x + left, y + tall, room, _TOKEN)))
            left += room + 4
        return tall + _TOKEN if measures else 0.0

    def _token_at(self, at: QPointF) -> _Token | None:
        return next((each for each in self._tokens if each.box.adjusted(-2, -3, 2, 3).contains(at)), None)

    def _zone_at(self, at: QPointF) -> Quadrant | None:
        return next((quadrant for quadrant, box in self._zones.items() if box.contains(at)), None)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, colours = QPainter(self), self._colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for quadrant, box in self._zones.items():
            self._paint_zone(painter, quadrant, box)
        for token in self._tokens:
            if not (self._dragging and token.measure.id == self._current):
                self._paint_token(painter, token.measure, token.box)
        named = next((each for each in self._measures if each.id == self._current), None)
        if named is not None:
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text_second))
            text = lines_of(f"{named.code}  {named.name}", 12, self.width() - 4, 1)[0]
            place = QRectF(2, self._foot + 2, self.width(), _FOOT - 2)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self._dragging and self._held is not None and named is not None:
            box = QRectF(0, 0, 48, _TOKEN)
            box.moveCenter(self._held)
            painter.setOpacity(0.9)
            self._paint_token(painter, named, box)
        painter.end()

    def _paint_zone(self, painter: QPainter, quadrant: Quadrant | None, box: QRectF) -> None:
        colours = self._colours
        over = self._dragging and quadrant is self._over
        if quadrant is not None:
            best = quadrant is Quadrant.EFFECT_QUALITY
            painter.setPen(QPen(QColor(colours.accent), 2) if over else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if best else colours.sunken))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QColor(colours.text_second))
        painter.setFont(font(12, strong=True))
        y = box.top() + 4
        for line in self._head_lines(quadrant, box.width()):
            place = QRectF(box.left() + 7, y, box.width() - 8, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)
            y += 16

    def _paint_token(self, painter: QPainter, measure: Measure, box: QRectF) -> None:
        colours, current = self._colours, measure.id == self._current
        own = measure.id in self._own
        edge = colours.accent if current or own else colours.field
        painter.setPen(QPen(QColor(edge), 2 if current and self.hasFocus() else 1.2))
        painter.setBrush(QColor(colours.accent if own else colours.surface))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 12, 12)
        painter.setFont(font(12, strong=True))
        painter.setPen(QColor(colours.on_accent if own else colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, measure.code)

    # -- mouse and keys

    def _go(self, measure_id: str) -> None:
        self._current = measure_id
        self.chosen.emit(measure_id)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of a token."""
        token = self._token_at(event.position())
        if token is not None:
            self._go(token.measure.id)
            self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The token follows the pointer."""
        if self._held is not None and self.writable:
            far = (event.position() - self._held).manhattanLength() > 6
            self._dragging = self._dragging or far
            if self._dragging:
                self._held, self._over = event.position(), self._zone_at(event.position())
                self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go: the measure belongs where the pointer is."""
        dragged, self._dragging, self._held = self._dragging, False, None
        quadrant = self._zone_at(event.position())
        if dragged and quadrant is not None:
            self._move(quadrant)
        self.update()

    def _move(self, quadrant: Quadrant) -> None:
        measure = next((each for each in self._measures if each.id == self._current), None)
        if measure is not None and measure.quadrant is not quadrant and self.writable:
            self.moved.emit(measure.id, quadrant)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk, Ctrl and an arrow move the measure, Esc lets go."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._dragging:
            self._dragging, self._held = False, None
            self.update()
        elif step is None or not self._tokens:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            measure = next((each for each in self._measures if each.id == self._current), None)
            at = _PLACES.get(measure.quadrant, (0, 0)) if measure and measure.quadrant else (0, 0)
            place = (at[0] + step[0], at[1] + step[1]) if measure and measure.quadrant else (0, 0)
            if place in _AT:
                self._move(_AT[place])
        else:
            ids = [each.measure.id for each in self._tokens]
            now = ids.index(self._current) if self._current in ids else -1
            self._go(ids[(now + sum(step)) % len(ids)])

    def event(self, event: QEvent) -> bool:
        """The whole name of a token."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            token = self._token_at(QPointF(event.pos()))
            QToolTip.showText(
                event.globalPos(), f"{token.measure.code}  {token.measure.name}" if token else ""
            )
            return True
        return super().event(event)
