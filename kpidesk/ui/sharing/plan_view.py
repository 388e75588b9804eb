"""The work plan on a time line; a row opens what it is about."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.measures import Measure
from kpidesk.domain.sharing import Partner
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.work_plan import Drawn, plan, sheet
from kpidesk.system.clock import now
from kpidesk.ui.announcing import Role, tell
from kpidesk.ui.painter import paint
from kpidesk.ui.sharing.view import View
from kpidesk.ui.widgets import Panel, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage

_SCALE: Final = 96 / 25.4  # px to the mm
_TEXT_PT: Final = 9.75  # which is 13 px
_LEAST: Final = 700  # px: narrower, the plan scrolls
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PlanCanvas(QWidget):
    """Paints the plan; `opened` tells the record of a row that was clicked or entered."""

    reads_as = Role.Chart
    opened = Signal(str)

    def __init__(self, view: "PlanView") -> None:
        super().__init__()
        self._view = view
        self.drawn: Drawn | None = None
        self.current = ""
        self.setObjectName("plan-canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(view.words("Work plan: arrows walk, Enter opens"))

    def redraw(self) -> None:
        """Draw the plan anew, at the width there is."""
        self.drawn = self._view.drawn(self.width() / _SCALE)
        if self.current not in self.drawn.boxes:
            self.current = next(iter(self.drawn.boxes), "")
        self.setFixedHeight(int(self.drawn.tall * _SCALE) + 12)
        self._speak()
        self.update()

    def _speak(self) -> None:
        tell(self, self._view.spoken(self.current))

    def box(self, record_id: str) -> QRectF:
        """Where a row lies, in px."""
        if self.drawn is None or record_id not in self.drawn.boxes:
            return QRectF()
        left, top, right, bottom = (each * _SCALE for each in self.drawn.boxes[record_id])
        return QRectF(left, top, right - left, bottom - top)

    def _at(self, point: QPointF) -> str:
        """The record of the row at a place; of a row within a lane that of the row."""
        rows = [
            record for record in (self.drawn.boxes if self.drawn else ()) if self.box(record).contains(point)
        ]
        return min(rows, key=lambda record: self.box(record).height(), default="")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width, another plan."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._view.page.centre is not None:
            self.redraw()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, colours = QPainter(self), self._view.page.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.drawn is not None:
            if self.hasFocus():
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.setBrush(QColor(colours.accent_soft))
                painter.drawRoundedRect(self.box(self.current).adjusted(1, 1, -1, -1), 6, 6)
            painter.scale(_SCALE, _SCALE)
            paint(painter, self.drawn.items)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Who comes by key sees where they are."""
        super().focusInEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click goes to a row."""
        if record := self._at(event.position()):
            self.go_to(record)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A double click opens it."""
        if record := self._at(event.position()):
            self.opened.emit(record)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk, Enter opens."""
        rows = list(self.drawn.boxes) if self.drawn else []
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current:
            self.opened.emit(self.current)
        elif step is not None and rows:
            at = rows.index(self.current) + step if self.current in rows else 0
            self.go_to(rows[max(0, min(at, len(rows) - 1))])
        else:
            super().keyPressEvent(event)

    def go_to(self, record_id: str) -> None:
        """Bring a row out and into sight."""
        self.current = record_id
        self._speak()
        self._view.into_sight(self.box(record_id))
        self.update()


class PlanView(View):
    """The plan in a panel that scrolls."""

    key: ClassVar[str] = "plan"

    def __init__(self, page: "SharingPage") -> None:
        super().__init__(page)
        self.canvas = PlanCanvas(self)
        self.canvas.opened.connect(self._open)
        panel = Panel()
        panel.body.setContentsMargins(12, 8, 4, 8)
        self._area = scrolling(self.canvas)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._nothing = label(
            self.words("Here come shared measures with their targets, and who does what by when."), "second",
            wrap=True,
        )  # fmt: skip
        self._nothing.setContentsMargins(6, 10, 6, 10)
        panel.body.addWidget(self._nothing)
        panel.body.addWidget(self._area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def drawn(self, wide: float) -> Drawn:
        """The plan in a width of so many mm."""
        today = date.today()  # noqa: DTZ011 - the person's day
        return plan(
            self.session.desk, self.centre, wide, self.words, today,
            text_pt=_TEXT_PT, palette=self.page.colours,
        )  # fmt: skip

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        self.canvas.redraw()
        self._nothing.setVisible(self.canvas.drawn is not None and not self.canvas.drawn.boxes)

    def spoken(self, record_id: str) -> str:
        """What a row is about, in words."""
        desk = self.session.desk
        for promise in desk.find(Commitment, id=record_id):
            return f"{promise.who}: {promise.what}" if promise.who else promise.what
        named: tuple[Measure | Partner, ...] = (
            *desk.find(Measure, id=record_id), *desk.find(Partner, id=record_id)
        )  # fmt: skip
        return next((f"{each.code} {each.name}" for each in named), "")

    def into_sight(self, box: QRectF) -> None:
        """Scroll so far that a row is seen."""
        area: QScrollArea = self._area
        area.ensureVisible(int(box.left()), int(box.center().y()), 0, int(box.height() / 2) + 8)

    def _open(self, record_id: str) -> None:
        if self.session.desk.find(Measure, id=record_id):
            self.page.shell.go("measures", record_id)
        else:
            self.page.show_record(record_id)

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.canvas

    def picture(self) -> tuple[Picture, ...]:
        """See View."""
        return sheet(self.session.desk, self.centre, self.words, now().date())
