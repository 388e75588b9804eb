"""The results map to look at and to work on.

A widget that paints the sheet itself: no scene of items, because then a frame costs what has changed
and not what there is. All interaction is in `tools`; the canvas holds the gesture under way, the
selection and the sight, and hands events on.
"""

from collections.abc import Callable, Collection, Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication

from kpidesk.domain.chains import chain, leading
from kpidesk.domain.wording_marks import Mark
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role, tell
from kpidesk.ui.results.selection import Selection
from kpidesk.ui.results.sheet import STATEMENT_MM, Sheet, share_of
from kpidesk.ui.results.sight import Sight
from kpidesk.ui.results.spoken import position, spoken
from kpidesk.ui.results.tools import (
    DrawLink,
    Gesture,
    MoveBubbles,
    Pan,
    Pointer,
    RubberBand,
    Write,
    crossed,
    pill,
)
from kpidesk.ui.results.viewport import EdgePan, Viewport
from kpidesk.ui.results.work import Draft, MapWork
from kpidesk.ui.results.writing import BubbleEditor

_NUDGE: Final = 8.0  # px
_REACH: Final = 12.0
_LINE_REACH: Final = 7.0

_DIRECTIONS: Final = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class Mode(Enum):
    """What pressing on the map does."""

    SELECT = "select"
    ADD = "add"
    LINK = "link"


class MapCanvas(Viewport):
    """Shows the sheet, and hands what people do there to gestures."""

    reads_as = Role.Canvas
    mode_changed = Signal()
    gesture_changed = Signal()
    link_opened = Signal(str)
    painted = Signal()
    """What is seen may be different now."""

    def __init__(self, work: MapWork, sheet: Sheet, selection: Selection, words: Words) -> None:
        super().__init__(sheet)
        self.work, self.selection, self.words = work, selection, words
        self.gesture: Gesture | None = None
        self.mode = Mode.SELECT
        self.hovered = ""
        self.marks: Callable[[str, str], Sequence[Mark]] = lambda _text, _subject: ()
        """What is to be said about a wording: of a text, for a result; set by who knows the word lists."""
        self._space = False
        self._pressed = QPointF()
        self._edge = EdgePan(self, self._drag_on)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 200)
        self.setObjectName("map")
        self.setAccessibleName(words("Results map; the outline of results says the same in words"))
        self.editor = BubbleEditor(self, words("Statement of the result"))
        self.editor.setPlaceholderText(words("What is so?"))
        self.editor.entered.connect(lambda: self.commit_writing("enter"))
        self.editor.tabbed.connect(lambda: self.commit_writing("tab"))
        self.editor.left.connect(lambda: self.commit_writing("left"))
        self.editor.cancelled.connect(self.cancel)
        self.editor.textChanged.connect(self._written)
        selection.changed.connect(self._selected)

    # -- the desk

    def refresh(self) -> None:
        """The sheet was read anew. The sight stays: nothing jumps while people work."""
        self._light()
        self.repaint_changes()
        if self.writing:
            self.writing.refresh()
        else:
            self.cancel()  # what it had in hand may be gone
        self.sight_changed.emit()
        self.update()

    def _selected(self) -> None:
        self.scenery.chosen = frozenset(self.selection.ids)
        self._light()
        self._layer.forget()
        tell(self, self._said())
        self.update()

    def _said(self) -> str:
        """What is selected, in words."""
        chosen, current = self.selection.ids, self.selection.current
        parts = [position(self.work, self.words, current), spoken(self.work, self.words, current)]
        if len(chosen) > 1:
            parts.insert(0, self.words("{n} selected", n=len(chosen)))
        return ", ".join(filter(None, parts))

    def _light(self) -> None:
        """Find the chain that is in the spotlight."""
        lit, looking = None, self.work.looking
        chosen = frozenset(each for each in self.selection.ids if each in self.sheet.bubbles)
        for link in (self.sheet.curve_pieces.get(each) for each in self.selection.ids):
            if link:
                chosen |= {link.source.link.source, link.source.link.target}
        if looking.spotlight and chosen:
            lit = frozenset(chain(leading(self.work.session.desk), chosen))
        if lit != self.scenery.lit:
            self.scenery.lit = lit
            self._layer.forget()

    # -- gestures

    def begin(self, gesture: Gesture) -> None:
        """Let a gesture have what the person does from now on."""
        self.gesture = gesture
        self.setCursor(gesture.cursor)
        self.gesture_changed.emit()
        self.update()

    def end(self) -> None:
        """The gesture is over."""
        self.gesture = None
        self._edge.stop()
        self.lift(())
        self._show_cursor()
        self.gesture_changed.emit()
        self.update()

    def cancel(self) -> None:
        """Take the gesture under way back."""
        if self.gesture:
            self.gesture.cancel()

    def lift(self, ids: Collection[str]) -> None:
        """Leave records out of the picture, because a gesture paints them."""
        if self.scenery.lifted != frozenset(ids):
            self.scenery.lifted = frozenset(ids)
            self._layer.forget()
            self.update()

    def set_mode(self, mode: Mode) -> None:
        """Choose what pressing does."""
        if mode is not self.mode:
            self.mode = mode
            self._show_cursor()
            self.mode_changed.emit()

    def _show_cursor(self) -> None:
        if self._space:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self.mode is Mode.SELECT:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        else:
            self.setCursor(Qt.CursorShape.CrossCursor)

    # -- writing

    @property
    def writing(self) -> Write | None:
        """The writing under way."""
        return self.gesture if isinstance(self.gesture, Write) else None

    def commit_writing(self, how: str = "left") -> bool:
        """Take over what is being written; False when it was refused."""
        return self.gesture.commit(how) if isinstance(self.gesture, Write) else True

    def _written(self) -> None:
        if isinstance(self.gesture, Write):
            self.gesture.look_at_words()
            self.gesture.refresh()

    def write_new(self, draft: Draft) -> None:
        """Begin a new result."""
        if self.work.writable and self.commit_writing():
            self._write(Write(self, draft))

    def write(self, result_id: str) -> None:
        """Reword a result."""
        if self.work.writable and result_id in self.sheet.bubbles and self.commit_writing():
            self.selection.set((result_id,))
            self._write(Write(self, None, result_id))

    def _write(self, gesture: Write) -> None:
        self.begin(gesture)
        gesture.show()

    def write_here(self) -> None:
        """Begin a new result beside the selected one, else in the middle of what is seen."""
        beside = self.selection.current
        if beside in self.sheet.bubbles:
            self.write_sibling(beside)
            return
        middle = self.sight.mm(QPointF(self.width() / 2, self.height() / 2))
        if band := self.sheet.band_at(*middle):
            em = STATEMENT_MM * self.sheet.unit
            at = self.sheet.free_place(middle, em * 8, em * 3, band.ring.id)
            self.write_new(Draft(band.ring.id, share_of(at)))

    def write_sibling(self, beside: str) -> None:
        """Begin another result of the ring beside one."""
        ring = self.sheet.bubbles[beside].result.ring
        self.write_new(Draft(ring, share_of(self.sheet.beside(beside, ring))))

    def write_effect(self, source: str) -> None:
        """Begin the result that one contributes to, a ring nearer the centre."""
        ring = self.work.inward(self.sheet.bubbles[source].result.ring)
        at = share_of(self.sheet.beside(source, ring))
        self.write_new(Draft(ring, at, source, self.work.cause()))

    def make_link(self, source: str, target: str) -> None:
        """Link two results, and let the person say more about the link."""
        if made := self.work.link(source, target):
            self.selection.set((made,))
            self.link_opened.emit(made)

    def open(self, record_id: str) -> None:
        """Edit a result or a link."""
        if record_id in self.sheet.curve_pieces:
            self.selection.set((record_id,))
            self.link_opened.emit(record_id)
        else:
            self.write(record_id)

    # -- sight

    def look(self, sight: Sight) -> None:
        """See Viewport. What is in hand goes along."""
        super().look(sight)
        if self.gesture:
            self.gesture.refresh()

    def _drag_on(self, at: QPointF) -> None:
        """The map moved under a pointer that rests near its edge."""
        if self.gesture:
            self.gesture.move(Pointer(at, self.sight.mm(at)))

    # -- by keyboard

    def go(self, direction: tuple[float, float]) -> None:
        """Select the bubble that is nearest in a direction."""
        bubbles = self.sheet.seen
        if not bubbles:
            return
        start = bubbles.get(self.selection.current)
        if start is None:
            found = min(bubbles, key=lambda key: abs(bubbles[key].x) + abs(bubbles[key].y))
        else:
            found = self.sheet.next_to(start.result.id, direction)
        if found:
            self.selection.set((found,))
            self.show_record(found)

    def nudge(self, direction: tuple[float, float]) -> None:
        """Move the selected bubbles a little."""
        step = _NUDGE / self.sight.scale
        bubbles = self.sheet.bubbles
        moving = [bubbles[each] for each in self.selection.ids if each in bubbles]
        places = {
            each.result.id: (each.x + direction[0] * step, each.y + direction[1] * step) for each in moving
        }
        if places:
            shares = {key: share_of(at) for key, at in places.items()}
            self.work.move(shares, crossed(self, places), typing=f"nudge {' '.join(sorted(places))}")

    def select_all(self) -> None:
        """Select all results."""
        self.selection.set(self.sheet.seen)

    # -- handles

    def handles(self) -> dict[str, list[QPointF]]:
        """Where links can be drawn from: the middles of the sides of bubbles that are hovered or chosen."""
        if not self.work.writable or self.gesture is not None:
            return {}
        chosen = self.selection.ids if len(self.selection.ids) == 1 else ()
        result = {}
        for key in dict.fromkeys((self.hovered, *chosen)):
            each = self.sheet.bubbles.get(key)
            if each and key not in self.sheet.hidden:
                box = self.sight.rect(each.box)
                middle = box.center()
                result[key] = [
                    QPointF(middle.x(), box.top() - 1),
                    QPointF(box.right() + 1, middle.y()),
                    QPointF(middle.x(), box.bottom() + 1),
                    QPointF(box.left() - 1, middle.y()),
                ]
        return result

    def _handle_at(self, at: QPointF) -> str:
        for key, points in self.handles().items():
            box = self.sight.rect(self.sheet.bubbles[key].box)
            # Inside a bubble most of the room is for grabbing it.
            inside = min(_REACH / 2, box.height() / 6)
            reach = inside if box.contains(at) else _REACH
            if any((point - at).manhattanLength() <= reach for point in points):
                return key
        return ""

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        self.paint_map(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for points in self.handles().values():
            for point in points:
                self.scenery.dot(painter, point)
        if self.gesture:
            self.gesture.paint(painter)
        self._frame(painter)
        painter.end()
        self.painted.emit()

    def pill(self, painter: QPainter, at: QPointF, text: str, position: int) -> None:
        """Words at the pointer in the colours of a ring."""
        look, room = self.colours.ring(position), QRectF(self.rect())
        pill(painter, at, text, self.colours.raised, look.line, look.line, room)

    def _frame(self, painter: QPainter) -> None:
        """The rounded edge of the panel that the map is."""
        whole = QRectF(self.rect())
        sheet = QPainterPath()
        sheet.addRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        corners = QPainterPath()
        corners.addRect(whole)
        painter.fillPath(corners - sheet, QColor(self.colours.window))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        focus = self.hasFocus() and not self.selection.ids
        painter.setPen(QPen(QColor(self.colours.accent if focus else self.colours.border), 1))
        painter.drawPath(sheet)

    # -- Qt's events

    def _pointer(self, event: QMouseEvent) -> Pointer:
        return Pointer(event.position(), self.sight.mm(event.position()), event.modifiers())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a gesture."""
        at = self._pointer(event)
        if not self.commit_writing():
            return
        if self.gesture and self.gesture.passing:
            self.cancel()
        self._pressed = at.px
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._space):
            self.begin(Pan(self, at))
        elif left:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._press(at)

    def _press(self, at: Pointer) -> None:
        self._hover(at)  # a touch comes without a move
        bubble = self.sheet.bubble_at(*at.mm)
        if source := self._handle_at(at.px):
            self.begin(DrawLink(self, source, at))
        elif bubble and self.mode is Mode.LINK and self.work.writable:
            self.begin(DrawLink(self, bubble, at))
        elif bubble:
            self.begin(MoveBubbles(self, bubble, at))
        elif link := self.sheet.curve_at(*at.mm, reach=_LINE_REACH / self.sight.scale):
            if at.adds:
                self.selection.toggle(link)
            else:
                self.selection.set((link,))
        elif self.mode is Mode.ADD:
            self._write_at(at)
        else:
            self.begin(RubberBand(self, at))

    def _write_at(self, at: Pointer) -> None:
        if band := self.sheet.band_at(*at.mm):
            self.write_new(Draft(band.ring.id, share_of(at.mm)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go on with the gesture; without one, show what can be grabbed."""
        at = self._pointer(event)
        if self.gesture is None:
            self._hover(at)
            return
        self.gesture.move(at)
        far = (at.px - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far and self.gesture.pans:
            self._edge.watch(at.px)

    def _hover(self, at: Pointer) -> None:
        """Show the handles of the bubble at the pointer."""
        reach = _REACH / self.sight.scale
        hovered = self.sheet.bubble_at(*at.mm) or self.sheet.bubble_at(*at.mm, reach=reach)
        if hovered != self.hovered:
            self.hovered = hovered
            self._tip()
            self.update()

    def _tip(self) -> None:
        """Words that are too small to read are told by the tooltip."""
        each = self.sheet.bubbles.get(self.hovered)
        small = self.percent < 60
        self.setToolTip(f"{each.result.code}  {each.result.statement}" if each and small else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End the gesture, when the button that began it is let go."""
        held = event.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton)
        if self.gesture and not held:
            self.gesture.release(self._pointer(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Write: in the bubble that is there, about the link, or a new result."""
        at = self._pointer(event)
        if event.button() != Qt.MouseButton.LeftButton or not self.commit_writing():
            return
        self.cancel()
        if bubble := self.sheet.bubble_at(*at.mm):
            self.write(bubble)
        elif link := self.sheet.curve_at(*at.mm, reach=_LINE_REACH / self.sight.scale):
            self.open(link)
        else:
            self._write_at(at)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer is gone, and so are its handles."""
        super().leaveEvent(event)
        self.hovered = ""
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel zooms about the pointer; with Shift, or by two fingers, the map moves."""
        angle, pixels = event.angleDelta(), event.pixelDelta()
        fingers = not pixels.isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase
        zooms = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            by = (angle.x() or angle.y()) / 2
            self.look(self.sight.shifted(by, 0))
        elif fingers and not zooms:
            self.look(self.sight.shifted(pixels.x(), pixels.y()))
        else:
            self.zoom(1.0015 ** angle.y(), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinching zooms. While a gesture is under way, keys are its own and start no command."""
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom(1 + event.value(), event.position())
            return True
        if event.type() == QEvent.Type.ShortcutOverride and self.gesture and not self.gesture.passing:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc, Enter, arrows and Space; all other keys are commands of the page."""
        if self.gesture and self.gesture.passing:
            self.cancel()
        key = Qt.Key(event.key())
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        doing: Callable[[], object] | None = {
            Qt.Key.Key_Escape: self._escape,
            Qt.Key.Key_Return: lambda: self.open(self.selection.current),
            Qt.Key.Key_Enter: lambda: self.open(self.selection.current),
        }.get(key)
        if direction := _DIRECTIONS.get(key):
            doing = (lambda: self.nudge(direction)) if shifted else (lambda: self.go(direction))
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self._show_cursor()
        elif doing and not (self.gesture and key != Qt.Key.Key_Escape):
            doing()
        elif not self.gesture:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self.gesture:
            self.cancel()
        elif self.mode is not Mode.SELECT:
            self.set_mode(Mode.SELECT)
        else:
            self.selection.set(())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space let go ends panning by it."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            if self.gesture is None:
                self._show_cursor()
        super().keyReleaseEvent(event)
