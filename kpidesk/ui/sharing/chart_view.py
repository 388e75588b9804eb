"""The result in the centre with its partners around it, dragged between the rings and styled by strength."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.desk.journal import Change
from kpidesk.domain.labels import LABELS
from kpidesk.domain.sharing import Contribution, Partner, Standing, Strength, strength_of
from kpidesk.drawing.centre import PAPER, Chart, Lettering, chart, ring_at, room, sheet
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.partner_words import kind_of
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_centre import projected
from kpidesk.drawing.room import ROOM, Room
from kpidesk.drawing.text import MM_PER_POINT
from kpidesk.system.clock import now
from kpidesk.ui.announcing import Role, tell
from kpidesk.ui.fields import Choice, TextField, labelled
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.painter import paint
from kpidesk.ui.sharing.partner_fields import partner_field
from kpidesk.ui.sharing.pills import PartnerPills
from kpidesk.ui.sharing.told import ToldList
from kpidesk.ui.sharing.view import View
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Panel, button, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage

_NAME: Final = 13  # px of a partner's name
_SAYS: Final = 12  # px of what it contributes
_RESULT: Final = 15  # px of the result in the middle
_RESULT_PT: Final = 36.0  # which on paper has so many pt
_SHRUNK: Final = 0.85  # of the wanted size: smaller, contributions are left to the panel at the right
_LEAST: Final = QSize(860, 480)  # of the canvas; a smaller place scrolls
_CROWDS: Final = (1.0, 1.5, 2.2, 3.2)  # times as large for more partners, or for longer names
_FAR: Final = 6  # px of movement with which dragging begins
_WALK: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_INWARD: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up})


@dataclass(slots=True)
class _Drag:
    """A card that is held: where it was taken, and where the pointer is."""

    partner: str
    start: QPointF
    at: QPointF
    begun: bool = False


class CentreCanvas(QWidget):
    """Paints the chart; `chosen` tells a partner, `moved` on which ring one was dropped."""

    reads_as = Role.Canvas
    chosen = Signal(str)
    moved = Signal(str, object)

    def __init__(self, view: "ChartView") -> None:
        super().__init__()
        self._view = view
        self.drawn: Chart | None = None
        self._drag: _Drag | None = None
        self.setObjectName("centre-canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(
            view.words(
                "Result in the centre: arrows walk, Ctrl and an arrow move a partner to the other ring"
            )
        )

    def show_chart(self, drawn: Chart) -> None:
        """Show another chart."""
        self.drawn = drawn
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In another size letters take another share of the room."""
        super().resizeEvent(event)
        self._view.redraw()

    # -- between px and mm

    @property
    def scale(self) -> float:
        """Px to the mm of the chart."""
        return _scale(self.size())

    @property
    def _origin(self) -> QPointF:
        """Where the middle of the result lies, in px."""
        left, top, right, bottom = room()
        scale = self.scale
        return QPointF(
            self.width() / 2 - (left + right) / 2 * scale, self.height() / 2 - (top + bottom) / 2 * scale
        )

    def box(self, partner_id: str) -> QRectF:
        """Where a partner's card lies, in px."""
        for card in self.drawn.cards if self.drawn else ():
            if card.partner.id == partner_id:
                left, top, right, bottom = (each * self.scale for each in card.box)
                return QRectF(left, top, right - left, bottom - top).translated(self._origin)
        return QRectF()

    def _at(self, point: QPointF) -> str:
        cards = self.drawn.cards if self.drawn else ()
        return next((each.partner.id for each in cards if self.box(each.partner.id).contains(point)), "")

    def _ring(self, point: QPointF) -> Standing:
        place = (point - self._origin) / self.scale
        return ring_at((place.x(), place.y()))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, colours = QPainter(self), self._view.page.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.drawn is not None:
            painter.save()
            painter.translate(self._origin)
            painter.scale(self.scale, self.scale)
            paint(painter, self.drawn.items)
            painter.restore()
            chosen = self.box(self._view.page.partner_id)
            if not chosen.isEmpty():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(colours.accent), 2.5))
                painter.drawRoundedRect(chosen.adjusted(-3, -3, 3, 3), 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
        if self._drag is not None and self._drag.begun:
            self._paint_drag(painter, self._drag)
        painter.end()

    def _paint_drag(self, painter: QPainter, drag: _Drag) -> None:
        """The frame of the card under the pointer, and in words on which ring it would land."""
        colours, words = self._view.page.colours, self._view.words
        frame = self.box(drag.partner)
        frame.moveCenter(drag.at)
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(colours.accent_soft))
        painter.setOpacity(0.85)
        painter.drawRoundedRect(frame, 8, 8)
        painter.setOpacity(1)
        painter.setPen(QColor(colours.accent_text))
        inside = self._ring(drag.at) is Standing.CURRENT
        said = words("with us") if inside else words("still wanted")
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, said)

    # -- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose a partner, and take hold of it."""
        if partner := self._at(event.position()):
            self.chosen.emit(partner)
            if not self._view.page.read_only():
                self._drag = _Drag(partner, event.position(), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag it."""
        drag = self._drag
        if drag is not None:
            drag.at = event.position()
            drag.begun = drag.begun or (drag.at - drag.start).manhattanLength() > _FAR
            self.update()
        over = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go: it belongs to the ring that is nearer."""
        drag, self._drag = self._drag, None
        if drag is not None and drag.begun:
            self.moved.emit(drag.partner, self._ring(event.position()))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk, Ctrl and an arrow move inwards or outwards, Esc lets go."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = None
            self.update()
        elif key not in _WALK or self.drawn is None or not self.drawn.cards:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            inward = key in _INWARD
            self.moved.emit(self._view.page.partner_id, Standing.CURRENT if inward else Standing.DESIRED)
        else:
            ids = [card.partner.id for card in self.drawn.cards]
            now_ = self._view.page.partner_id
            at = ids.index(now_) + _WALK[key] if now_ in ids else 0
            self.chosen.emit(ids[at % len(ids)])


class _Details(QWidget):
    """The partner that is chosen: what sort, how strong, what it gives."""

    def __init__(self, page: "SharingPage", partner: Partner) -> None:
        super().__init__()
        self.partner = partner
        self._page = page
        words = page.words
        self.name: TextField = partner_field(
            page, partner, "name", words("Who is it?"), words("Name of the partner")
        )
        self.pills = PartnerPills(page, partner)
        self.strength = Choice([], self._strengthen, words("How strong is their contribution?"))
        self.strength.setObjectName("strength")
        self.gives = ToldList(page, partner, Contribution)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 12, 14)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.pills)
        column.addLayout(labelled(words("How strong is their contribution?"), self.strength))
        column.addWidget(label(words("What do they contribute?"), "caption-strong"))
        column.addWidget(self.gives)
        column.addWidget(self.gives.adder)
        if page.read_only():
            self.gives.adder.hide()
        edit = button(words("Edit in the work sheet"), lambda: page.edit_partner(self.partner.id), "link")
        edit.setObjectName("chart-edit")
        column.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_partner(self, partner: Partner, derived: Strength) -> None:
        """Show the partner; `derived` is how strong it is by the records."""
        words = self._page.words
        self.partner = partner
        self.name.show_value(partner.name)
        self.pills.show_partner(partner)
        self.gives.show_partner(partner)
        said = words("as the records say: {strength}", strength=words(LABELS[derived]))
        self.strength.offer([(None, said), *((each, words(LABELS[each])) for each in Strength)])
        self.strength.show_value(partner.strength)
        self.strength.setEnabled(not self._page.read_only())

    def _strengthen(self, strength: Strength | None) -> None:
        change = partial(actions.change_partner, strength=strength)
        name = self._page.words("How strong {code} contributes", code=self.partner.code)
        self._page.session.do(name, change, self.partner.id)


class ChartView(View):
    """The canvas, and the details of the partner that is chosen."""

    key: ClassVar[str] = "chart"

    def __init__(self, page: "SharingPage") -> None:
        super().__init__(page)
        words = self.words
        self.canvas = CentreCanvas(self)
        self.canvas.chosen.connect(page.choose_partner)
        self.canvas.moved.connect(self._move)
        panel = Panel()
        panel.body.setContentsMargins(6, 6, 6, 6)
        self._place = scrolling(self.canvas)
        self._place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        for bar in (self._place.horizontalScrollBar(), self._place.verticalScrollBar()):
            bar.rangeChanged.connect(lambda *_: self._into_sight())
        panel.body.addWidget(self._place, 1)
        told = words(
            "Double line: strong. Single: some. Dashed: none yet. Hatched foot: more is needed. "
            "Thick frame: critical. Drag a partner to the other ring when they join or leave."
        )
        legend = label(told, "caption", wrap=True)
        legend.setContentsMargins(8, 0, 8, 4)
        panel.body.addWidget(legend)
        self.side = self._right = Panel(words("Partner"))
        self._right.setMinimumWidth(260)
        self.details: _Details | None = None
        self._shown: object = None
        self._crowd = 0
        self._area: QWidget | None = None
        across = splitter(Qt.Orientation.Horizontal, panel, self._right)
        across.setStretchFactor(0, 1)
        across.setSizes([900, 320])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(across)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        page = self.page
        self.redraw()
        self._into_sight()
        partner = next((each for each in self.partners if each.id == page.partner_id), None)
        tell(self.canvas, self._spoken(partner))
        self._show_details(partner)

    def redraw(self) -> None:
        """Draw the chart for the desk and the size that it has now; laying it out anew takes a while."""
        if self.page.centre is None or not self.isVisible():
            return
        place = self._place.viewport().size()
        now_ = (self.session.desk.last_edit, self.centre.id, place)
        if now_ != self._shown:
            self._shown = now_
            for crowd in _CROWDS[max(self._crowd - 1, 0) :]:  # one smaller than last time may do
                size = QSize(int(_LEAST.width() * crowd), int(_LEAST.height() * crowd))
                made, legible = self._drawn(_scale(size.expandedTo(place)))
                if legible:
                    break
            self._crowd = _CROWDS.index(crowd)
            self.canvas.show_chart(made)
            self.canvas.setMinimumSize(size)
        self.canvas.update()

    def _into_sight(self) -> None:
        """Scroll so far that the partner in hand is seen."""
        box = self.canvas.box(self.page.partner_id).toRect()
        self._place.ensureVisible(
            box.center().x(), box.center().y(), box.width() // 2 + 24, box.height() // 2 + 24
        )

    def _drawn(self, scale: float) -> tuple[Chart, bool]:
        """The chart at so many px to the mm, and whether its names can be read.

        Contributions are written only where they find room beside the names.
        """
        name = _NAME / scale / MM_PER_POINT
        middle = _RESULT / scale / MM_PER_POINT / _RESULT_PT
        draw = partial(chart, self.session.desk, self.centre, self.words, self.page.colours)
        for says in (name * _SAYS / _NAME, 0.0):
            made = draw(lettering=Lettering(name, says, middle))
            least = min((card.scale for card in made.cards), default=name / PAPER.name)
            if least * PAPER.name >= name * _SHRUNK:
                return made, True
        return made, False

    def _spoken(self, partner: Partner | None) -> str:
        if partner is None:
            return self.words("No partner yet")
        strength = self.words(LABELS[strength_of(self.session.desk, partner)])
        return f"{partner.name}, {kind_of(partner, self.words)}, {strength}"

    def _show_details(self, partner: Partner | None) -> None:
        before = self.details
        if before is not None and (partner is None or before.partner.id != partner.id):
            if self._area is not None:
                self._right.body.removeWidget(self._area)
                throw_away(self._area)
            self.details = self._area = None
        if partner is None:
            return
        if self.details is None:
            self.details = _Details(self.page, partner)
            self._area = scrolling(self.details)
            self._right.body.addWidget(self._area)
            self._area.show()
        derived = strength_of(self.session.desk, replace(partner, strength=None))
        self.details.show_partner(partner, derived)

    def _move(self, partner_id: str, standing: Standing) -> None:
        for partner in self.session.desk.find(Partner, id=partner_id):
            if partner.standing is not standing and not self.page.read_only():
                move = partial(actions.change_partner, standing=standing)
                name = self.words("Move {code} to the other ring", code=partner.code)
                self.session.do(name, move, partner_id)

    def set_bare(self, *, bare: bool) -> None:
        """See View."""
        self._right.setVisible(not bare)

    def show_record(self, record_id: str) -> bool:
        """See View."""
        if record_id in {each.id for each in self.partners}:
            self.page.choose_partner(record_id)
            if self.details is not None:
                self.details.name.setFocus()
            return True
        return False

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.canvas

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See View."""
        return projected(
            self.session.desk, self.centre, self.words, self.page.colours, self.page.partner_id, room
        )

    def picture(self) -> tuple[Picture, ...]:
        """See View."""
        paper = SHEETS["A3"].landscape
        return (sheet(self.session.desk, self.centre, paper, self.words, now().date()),)


def _scale(size: QSize) -> float:
    """Px to the mm of a chart that fills so much room."""
    left, top, right, bottom = room()
    return min(size.width() / (right - left), size.height() / (bottom - top))
