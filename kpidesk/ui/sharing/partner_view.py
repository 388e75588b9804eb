"""One partner at a time, as the room sees it: in large letters, with the next one a key away."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.sharing import Partner
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_partner import projected
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.announcing import Role
from kpidesk.ui.painter import paint
from kpidesk.ui.sharing.partner_list import PartnerList
from kpidesk.ui.sharing.view import View
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Panel, button, label, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage

_STEPS: Final = {
    Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Space: 1,
    Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip


class _Slide(QWidget):
    """The picture as large as its place allows; `stepped` tells that another partner is wanted."""

    reads_as = Role.Graphic
    stepped = Signal(int)

    def __init__(self, ground: str) -> None:
        super().__init__()
        self._ground = ground
        self.picture: Picture | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(240, 135))
        self.setObjectName("partner-slide")

    def show_picture(self, picture: Picture | None, name: str) -> None:
        """Show another partner."""
        self.picture = picture
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._ground))
        if self.picture is not None:
            scale = min(self.width() / self.picture.width, self.height() / self.picture.height)
            painter.translate(
                (self.width() - self.picture.width * scale) / 2,
                (self.height() - self.picture.height * scale) / 2,
            )
            painter.scale(scale, scale)
            paint(painter, self.picture.items)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows and the keys of a clicker go on or back."""
        if step := _STEPS.get(Qt.Key(event.key())):
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)


class PartnerView(View):
    """The list at the left, the picture in the middle."""

    key: ClassVar[str] = "partner"

    def __init__(self, page: "SharingPage") -> None:
        super().__init__(page)
        words, icons = self.words, page.icons
        self.list = PartnerList(words, page.colours, icons)
        self.list.chosen.connect(page.choose_partner)
        self._left = Panel(words("Partners"))
        self._left.setMinimumWidth(190)
        self._left.body.addWidget(self.list)
        self.slide = _Slide(page.colours.surface)
        self.slide.stepped.connect(self.step_by)
        panel = Panel()
        panel.body.setContentsMargins(8, 8, 8, 4)
        panel.body.addWidget(self.slide, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.before = tool_button(
            icons.icon("chevron-left"), words("Partner before"), lambda: self.step_by(-1)
        )
        self.after = tool_button(icons.icon("chevron-right"), words("Next partner"), lambda: self.step_by(1))
        self._count = label("", "caption")
        for each in (self.before, self._count, self.after):
            row.addWidget(each)
        row.addStretch()
        self.edit = button(words("Edit in the work sheet"), self._edit, "link")
        self.edit.setObjectName("partner-edit")
        row.addWidget(self.edit)
        panel.body.addLayout(row)
        across = splitter(Qt.Orientation.Horizontal, self._left, panel)
        across.setStretchFactor(1, 1)
        across.setSizes([240, 980])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(across)

    @property
    def partner(self) -> Partner | None:
        """The partner in sight."""
        return next((each for each in self.partners if each.id == self.page.partner_id), None)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        partners, words = self.partners, self.words
        ids = [each.id for each in partners]
        if self.page.partner_id not in ids:
            self.page.partner_id = ids[0] if ids else ""
        self.list.show_partners(self.session.desk, partners, self.page.partner_id)
        partner = self.partner
        self.slide.show_picture(self.projected(), partner.name if partner else words("No partner yet"))
        for each in (self.before, self.after, self.edit):
            each.setEnabled(bool(ids))
        at = self.list.ids().index(partner.id) + 1 if partner else 0
        said = words("{n} of {count}", n=at, count=len(ids)) if ids else words("Name the first partner.")
        self._count.setText(said)

    def set_bare(self, *, bare: bool) -> None:
        """See View. Nothing but the partner is left."""
        self._left.setVisible(not bare)

    def step_by(self, step: int) -> None:
        """Go to the next partner or back; from the last one to the first."""
        ids = self.list.ids()
        if ids:
            at = ids.index(self.page.partner_id) if self.page.partner_id in ids else 0
            self.page.choose_partner(ids[(at + step) % len(ids)])

    def _edit(self) -> None:
        self.page.edit_partner(self.page.partner_id)

    def show_record(self, record_id: str) -> bool:
        """See View."""
        if record_id in {each.id for each in self.partners}:
            self.page.choose_partner(record_id)
            self.slide.setFocus()
            return True
        return False

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.slide

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See View."""
        partner, today = self.partner, date.today()  # noqa: DTZ011 - the person's day
        if partner is None:
            return None
        return projected(self.session.desk, partner, self.words, self.page.colours, today, room)

    def picture(self) -> tuple[Picture, ...]:
        """See View."""
        made = self.projected()
        return (made,) if made else ()
