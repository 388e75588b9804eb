"""One object for each gesture on the map: it is given what the person does until it ends.

A gesture changes nothing on the desk before it ends, and what it changes then is one edit. Cancelled,
it leaves everything as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication

from kpidesk.domain.findings import text_of
from kpidesk.domain.results import Result
from kpidesk.drawing.map_bubbles import Bubble, body, bubble, scaled
from kpidesk.drawing.picture import Box
from kpidesk.ui.painter import paint
from kpidesk.ui.results.arranging import Snap, snapped
from kpidesk.ui.results.scenery import corner
from kpidesk.ui.results.sheet import STATEMENT_MM, BubblePiece, CurvePiece, Point, meets, point_of, share_of
from kpidesk.ui.results.sight import Sight
from kpidesk.ui.results.work import Draft

if TYPE_CHECKING:
    from kpidesk.ui.results.canvas import MapCanvas

_SMALLEST_PX = 12.0
SNAP_PX = 5.0
_MOST_LINED = 200  # bubbles in sight whose lines are looked at
_MOST_RINGS = 200  # shown while a rubber band is drawn; all are selected
_ESSAY = 1_000  # characters beyond which the box is not fitted to the words any more


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is, in pixels and in the plane, and what is held with it."""

    px: QPointF
    mm: Point
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def adds(self) -> bool:
        """Whether what is picked comes to the selection instead of replacing it."""
        return bool(
            self.modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        )


class Gesture:
    """What holds from a press to a release, or until it ends itself."""

    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.ArrowCursor
    pans: ClassVar[bool] = False
    """Whether the map moves while the pointer is near its edge."""
    passing: ClassVar[bool] = False
    """Whether it ends as soon as the person does anything else; until then keys are not its own."""

    def __init__(self, canvas: "MapCanvas") -> None:
        self.canvas = canvas

    @property
    def moved(self) -> Mapping[str, Bubble]:
        """Bubbles as they are under way, by result."""
        return {}

    @property
    def written(self) -> Bubble | None:
        """A bubble as it is being written."""
        return None

    def move(self, at: Pointer) -> None:
        """The pointer moved."""

    def release(self, at: Pointer) -> None:
        """The button was let go."""
        self.canvas.end()

    def cancel(self) -> None:
        """Leave everything as it was before."""
        self.canvas.end()

    def refresh(self) -> None:
        """The desk or the sight changed under way."""

    def paint(self, painter: QPainter) -> None:
        """Paint what the gesture shows, in pixels."""


class Pan(Gesture):
    """Moves the map under the window."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, canvas: "MapCanvas", start: Pointer) -> None:
        super().__init__(canvas)
        self._before = canvas.sight
        self._start = start.px

    def move(self, at: Pointer) -> None:
        """See Gesture."""
        by = at.px - self._start
        self.canvas.look(self._before.shifted(by.x(), by.y()))

    def cancel(self) -> None:
        """See Gesture."""
        self.canvas.look(self._before)
        self.canvas.end()


class RubberBand(Gesture):
    """Selects the bubbles that a rectangle touches; a mere click selects nothing."""

    pans = True

    def __init__(self, canvas: "MapCanvas", start: Pointer) -> None:
        super().__init__(canvas)
        self._kept = canvas.selection.ids if start.adds else ()
        self._start = start.mm
        self._end = start.mm
        self.touched: list[str] = []

    def move(self, at: Pointer) -> None:
        """See Gesture."""
        self._end = at.mm
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(self._start, at.mm, strict=True))
        bubbles = self.canvas.sheet.seen
        self.touched = [key for key, each in bubbles.items() if meets(each.box, (left, top, right, bottom))]
        self.canvas.update()

    def release(self, at: Pointer) -> None:
        """See Gesture."""
        self.move(at)
        self.canvas.selection.set((*self._kept, *self.touched))
        self.canvas.end()

    def paint(self, painter: QPainter) -> None:
        """See Gesture."""
        canvas, sight, colour = self.canvas, self.canvas.sight, QColor(self.canvas.colours.accent)
        for key in self.touched[:_MOST_RINGS]:
            canvas.scenery.ring_around(painter, sight, canvas.sheet.bubbles[key])
        painter.setPen(QPen(colour, 1))
        colour.setAlphaF(0.08)
        painter.setBrush(colour)
        painter.drawRect(QRectF(sight.px(self._start), sight.px(self._end)).normalized())


class MoveBubbles(Gesture):
    """Moves the selected bubbles, within their rings and into others, with their links following."""

    cursor = Qt.CursorShape.ClosedHandCursor
    pans = True

    def __init__(self, canvas: "MapCanvas", grabbed: str, start: Pointer) -> None:
        super().__init__(canvas)
        self._grabbed = grabbed
        self._before = canvas.selection.ids
        self._adds = start.adds
        self._start = start
        self._under_way = False
        self._places: dict[str, Point] = {}
        self._rings: dict[str, str] = {}
        self._moved: dict[str, Bubble] = {}
        self._curves: list[CurvePiece] = []
        self._at = start
        self._snap = Snap()
        if not start.adds and grabbed not in canvas.selection:
            canvas.selection.set((grabbed,))

    def move(self, at: Pointer) -> None:
        """See Gesture."""
        far = (at.px - self._start.px).manhattanLength() >= QApplication.startDragDistance()
        if not self._under_way:
            if not far or not self.canvas.work.writable:
                return
            self._take()
        self._at = at
        sheet = self.canvas.sheet
        dx, dy = self._by(at)
        self._places = {key: (sheet.bubbles[key].x + dx, sheet.bubbles[key].y + dy) for key in self._moving()}
        self._rings = crossed(self.canvas, self._places)
        positions = {key: ring.position for key, to in self._rings.items() if (ring := sheet.ring(to))}
        self._moved = sheet.moved(self._places, positions)
        self._curves = sheet.rerouted(self._moved)
        self.canvas.update()

    @property
    def moved(self) -> Mapping[str, Bubble]:
        """See Gesture."""
        return self._moved

    def _by(self, at: Pointer) -> Point:
        """How far to move: near the line of another bubble onto it, but not while Alt is held."""
        dx, dy = at.mm[0] - self._start.mm[0], at.mm[1] - self._start.mm[1]
        sheet, scale = self.canvas.sheet, self.canvas.sight.scale
        self._snap = Snap()
        if not at.modifiers & Qt.KeyboardModifier.AltModifier:
            left, top, right, bottom = sheet.bubbles[self._grabbed].box
            seen = self.canvas.sight.box(QRectF(self.canvas.rect()))
            moving = set(self._moving())
            others = [
                each.box for key, each in sheet.seen.items() if key not in moving and meets(each.box, seen)
            ]
            box = (left + dx, top + dy, right + dx, bottom + dy)
            self._snap = snapped(box, others[:_MOST_LINED], SNAP_PX / scale)
        return dx + self._snap.dx, dy + self._snap.dy

    def _moving(self) -> list[str]:
        return [each for each in self.canvas.selection.ids if each in self.canvas.sheet.bubbles]

    def _take(self) -> None:
        self._under_way = True
        if self._grabbed not in self.canvas.selection:
            self.canvas.selection.toggle(self._grabbed)
        moving = self._moving()
        links = {link.id for link in self.canvas.sheet.links_of(moving)}
        self.canvas.lift({*moving, *links})

    def release(self, at: Pointer) -> None:
        """See Gesture."""
        self.move(at)
        canvas = self.canvas
        if self._under_way:
            canvas.end()
            canvas.work.move({key: share_of(place) for key, place in self._places.items()}, self._rings)
            return
        if self._adds:
            canvas.selection.toggle(self._grabbed)
        else:
            canvas.selection.set((self._grabbed,))
        canvas.end()

    def cancel(self) -> None:
        """See Gesture."""
        self.canvas.selection.set(self._before)
        self.canvas.end()

    def paint(self, painter: QPainter) -> None:
        """See Gesture."""
        if not self._under_way:
            return
        canvas, sight = self.canvas, self.canvas.sight
        sheet, scenery = canvas.sheet, canvas.scenery
        target = sheet.ring(self._rings.get(self._grabbed, ""))
        if target:
            scenery.band(painter, sight, target.position)
        for key in self._moved:
            scenery.place_left(painter, sight, sheet.bubbles[key].box)
        painter.translate(sight.x, sight.y)
        scenery.curves(painter, sight, self._curves, strong=True)
        painter.translate(-sight.x, -sight.y)
        self._lines(painter, sight)
        for each in self._moved.values():
            scenery.ring_around(painter, sight, each)
        painter.translate(sight.x, sight.y)
        painter.setOpacity(0.9)
        for key, each in self._moved.items():
            self._bubble(painter, sight, key, each)
        painter.setOpacity(1.0)
        painter.translate(-sight.x, -sight.y)
        if target:
            canvas.pill(painter, self._at.px, f"→ {target.position} {target.name}", target.position)

    def _lines(self, painter: QPainter, sight: Sight) -> None:
        """The lines on which the bubble stands with others."""
        painter.setPen(QPen(QColor(self.canvas.colours.accent), 1, Qt.PenStyle.DashLine))
        for x in self._snap.upright:
            at = sight.px((x, 0)).x()
            painter.drawLine(QPointF(at, 0), QPointF(at, self.canvas.height()))
        for y in self._snap.level:
            at = sight.px((0, y)).y()
            painter.drawLine(QPointF(0, at), QPointF(self.canvas.width(), at))

    def _bubble(self, painter: QPainter, sight: Sight, key: str, each: Bubble) -> None:
        """The bubble as it is painted at its old place, only moved; in the look of a new ring if need be."""
        piece = self.canvas.sheet.bubble_pieces[key]
        before = piece.source
        if before.position != each.position:
            self.canvas.scenery.bubbles(painter, sight, [BubblePiece(each, self.canvas.colours)])
            return
        dx, dy = (each.x - before.x) * sight.scale, (each.y - before.y) * sight.scale
        painter.translate(dx, dy)
        self.canvas.scenery.bubbles(painter, sight, [piece])
        painter.translate(-dx, -dy)


def crossed(canvas: "MapCanvas", places: Mapping[str, Point]) -> dict[str, str]:
    """The new rings of bubbles whose middle crosses a ring line on the way to its new place.

    A bubble that people placed over the line of its ring keeps its ring until it crosses one.
    """
    sheet, rings = canvas.sheet, {}
    for key, (x, y) in places.items():
        each = sheet.bubbles[key]
        before, after = sheet.band_at(each.x, each.y), sheet.band_at(x, y)
        if before and after and after.ring.id not in {before.ring.id, each.result.ring}:
            rings[key] = after.ring.id
    return rings


class DrawLink(Gesture):
    """Draws a link from a bubble to another one, or to a new one on empty map."""

    cursor = Qt.CursorShape.CrossCursor
    pans = True

    def __init__(self, canvas: "MapCanvas", source: str, start: Pointer) -> None:
        super().__init__(canvas)
        self._source = source
        self._start = start
        self._at = start
        self._target = ""

    def move(self, at: Pointer) -> None:
        """See Gesture."""
        self._at = at
        found = self.canvas.sheet.bubble_at(*at.mm, reach=6 / self.canvas.sight.scale)
        self._target = "" if found == self._source else found
        self.canvas.update()

    def release(self, at: Pointer) -> None:
        """See Gesture."""
        self.move(at)
        canvas = self.canvas
        canvas.end()
        if (at.px - self._start.px).manhattanLength() < QApplication.startDragDistance():
            canvas.selection.set((self._source,))
        elif self._target:
            canvas.make_link(self._source, self._target)
        elif not canvas.sheet.bubble_at(*at.mm) and (band := canvas.sheet.band_at(*at.mm)):
            draft = Draft(band.ring.id, share_of(at.mm), self._source, canvas.work.last_kind)
            canvas.write_new(draft)

    def paint(self, painter: QPainter) -> None:
        """See Gesture."""
        canvas, sight = self.canvas, self.canvas.sight
        source = canvas.sheet.bubbles.get(self._source)
        if source is None:
            return
        end = self._at.px
        if target := canvas.sheet.bubbles.get(self._target):
            end = sight.px((target.x, target.y))
            canvas.scenery.ring_around(painter, sight, target)
            end = _edge(sight.rect(target.box), sight.px((source.x, source.y)))
        start = _edge(sight.rect(source.box), end)
        rubber(painter, start, end, canvas.colours.accent)


def _edge(box: QRectF, towards: QPointF) -> QPointF:
    """Where the line from the middle of a box to a point leaves the box."""
    middle = box.center()
    dx, dy = towards.x() - middle.x(), towards.y() - middle.y()
    if box.contains(towards) or (not dx and not dy):
        return middle
    across = box.width() / 2 / abs(dx) if dx else float("inf")
    down = box.height() / 2 / abs(dy) if dy else float("inf")
    share = min(across, down)
    return QPointF(middle.x() + dx * share, middle.y() + dy * share)


def rubber(painter: QPainter, start: QPointF, end: QPointF, colour: str) -> None:
    """A link that is not made yet."""
    pen = QPen(QColor(colour), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(start, end)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(start, 4, 4)
    painter.drawEllipse(end, 4, 4)


class Write(Gesture):
    """Writes a statement in its bubble, which grows with the words; a new one is on the desk only after.

    It ends with Enter, Tab, Esc or when the person turns to something else; refused words stay.
    """

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, canvas: "MapCanvas", draft: Draft | None, result_id: str = "") -> None:
        super().__init__(canvas)
        self.draft = draft
        self.result_id = result_id
        self._committing = False
        self._said = ""
        held = canvas.work.result(result_id)
        text = held.statement if held else ""
        self.editor = canvas.editor
        self.editor.begin(text)
        if result_id:
            canvas.lift({result_id})

    def look_at_words(self) -> None:
        """Mark words in the editor, and take note of the first thing to be said about them."""
        text = self.editor.toPlainText()
        found = self.canvas.marks(text[:_ESSAY], self.result_id)
        self.editor.show_marks(found, self.canvas.colours)
        self._said = next((text_of(each.finding, self.canvas.words) for each in found if not each.soft), "")

    def show(self) -> None:
        """Show the editor; called when the canvas holds this gesture."""
        self.look_at_words()
        self.refresh()
        self.canvas.bring_into_sight(self._box())
        self.refresh()
        self.editor.show()
        self.editor.setFocus()
        self.editor.selectAll()

    @property
    def written(self) -> Bubble | None:
        """See Gesture."""
        x, y = self._where()
        return replace(self._bubble(), x=x, y=y)

    # -- geometry

    def _where(self) -> Point:
        if self.draft is not None:
            return point_of(self.draft.at or (0.0, 0.0))
        each = self.canvas.sheet.bubbles[self.result_id]
        return each.x, each.y

    def _position(self) -> int:
        ring = self.draft.ring if self.draft else self.canvas.sheet.bubbles[self.result_id].result.ring
        found = self.canvas.sheet.ring(ring)
        return found.position if found else 1

    def _zoom(self) -> float:
        """Pixels to the mm in the bubble: words that are written are never too small to read."""
        return max(self.canvas.sight.scale, _SMALLEST_PX / (STATEMENT_MM * self.canvas.sheet.unit))

    def _bubble(self) -> Bubble:
        position = self._position()
        text = " ".join(self.editor.toPlainText()[:_ESSAY].split()) or self.editor.placeholderText()
        draft = Result(id="draft", code="", statement=text, ring="")
        before = self.canvas.sheet.bubbles.get(self.result_id)
        colour = self.canvas.colours.ring(position).text
        made = bubble(draft, position, before.measures if before else (), colour)
        return scaled(made, self.canvas.sheet.unit)

    def _box(self) -> Box:
        """The bubble in mm, as large as it is shown."""
        each, (x, y) = self._bubble(), self._where()
        grown = self._zoom() / self.canvas.sight.scale
        wide, tall = each.width * grown / 2, each.height * grown / 2
        return x - wide, y - tall, x + wide, y + tall

    def refresh(self) -> None:
        """Fit editor and bubble to words and zoom."""
        bubbles = self.canvas.sheet.bubbles
        if self.result_id and self.result_id not in bubbles:
            self.cancel()  # gone meanwhile, by undo
            return
        if self.draft and self.draft.source and self.draft.source not in bubbles:
            self.draft = replace(self.draft, source="")
        each, zoom = self._bubble(), self._zoom()
        em = STATEMENT_MM * each.scale * zoom
        self.editor.fit(
            self.canvas.sight.px(self._where()), each.room * zoom, em, each.colour, self.canvas.size()
        )
        self.canvas.update()

    # -- the end

    def release(self, at: Pointer) -> None:
        """A release after the double click that began it means nothing."""

    def cancel(self) -> None:
        """See Gesture. What was not committed never existed."""
        self._close()

    def commit(self, how: str) -> bool:
        """Take the words over; False when they were refused and stay in the editor."""
        if self._committing:
            return True
        self._committing = True
        try:
            return self._commit(how)
        finally:
            self._committing = False

    def _commit(self, how: str) -> bool:
        canvas, text = self.canvas, self.editor.toPlainText()
        if self.draft is None:
            if not canvas.work.reword(self.result_id, text):
                return self._refused(how)
            self._close()
            if how == "tab":
                canvas.write_effect(self.result_id)
            return True
        if not text.strip():
            self._close()
            return True
        made = canvas.work.add(self.draft, text)
        if not made:
            return self._refused(how)
        self._close()
        canvas.selection.set((made,))
        if how == "enter":
            canvas.write_sibling(made)
        elif how == "tab":
            canvas.write_effect(made)
        return True

    def _refused(self, how: str) -> bool:
        if how != "left":
            self.editor.setFocus()
        return False

    def _close(self) -> None:
        focused = self.editor.hasFocus()
        self.editor.finish()
        self.canvas.end()
        if focused:
            self.canvas.setFocus()

    def paint(self, painter: QPainter) -> None:
        """See Gesture."""
        canvas, sight = self.canvas, self.canvas.sight
        each, middle, zoom = self._bubble(), sight.px(self._where()), self._zoom()
        wide = max(each.width * zoom, self.editor.width() + 2 * 0.6 * STATEMENT_MM * each.scale * zoom)
        tall = self.editor.height() + each.height * zoom - _words_tall(each) * zoom
        box = QRectF(middle.x() - wide / 2, middle.y() - tall / 2, wide, tall)
        if self.draft and (source := canvas.sheet.bubbles.get(self.draft.source)):
            start = _edge(sight.rect(source.box), middle)
            rubber(painter, start, _edge(box, start), canvas.colours.link)
        position = self._position()
        shown = (box.left() / zoom, box.top() / zoom, box.right() / zoom, box.bottom() / zoom)
        paint(painter, body(shown, position, canvas.colours, each.scale), scale=zoom)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(canvas.colours.accent), 2))
        radius = corner(box, position, each.scale * zoom)
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)
        if self._said:
            colours, room = canvas.colours, QRectF(canvas.rect())
            places = (QPointF(box.left() - 14, y) for y in (box.bottom() - 8, box.top() - 54))
            free = (
                at
                for at in places
                if not any(_pill_box(at, self._said, room).intersects(each) for each in canvas.corners())
            )
            at = next(free, QPointF(box.left() - 14, box.bottom() - 8))
            pill(painter, at, self._said, colours.warn_soft, colours.warn, colours.text, room)


def _words_tall(each: Bubble) -> float:
    """The height of a bubble's lines (mm)."""
    return each.count * STATEMENT_MM * each.scale * 1.27


def _pill_font() -> QFont:
    font = QFont("Noto Sans")
    font.setPixelSize(13)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _pill_box(at: QPointF, text: str, room: QRectF) -> QRectF:
    """Where some words at the pointer stand."""
    wide = QFontMetrics(_pill_font()).horizontalAdvance(text) + 20
    left = min(max(at.x() + 14, room.left() + 4), room.right() - wide - 4)
    top = min(max(at.y() + 18, room.top() + 4), room.bottom() - 30)
    return QRectF(left, top, wide, 26)


def pill(painter: QPainter, at: QPointF, text: str, fill: str, line: str, ink: str, room: QRectF) -> None:
    """Some words at the pointer, kept inside a room."""
    painter.setFont(_pill_font())
    box = _pill_box(at, text, room)
    path = QPainterPath()
    path.addRoundedRect(box, 13, 13)
    painter.setPen(QPen(QColor(line), 1))
    painter.setBrush(QColor(fill))
    painter.drawPath(path)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
