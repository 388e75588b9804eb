"""The template: four columns and the next step, a row a partner, edited in place and reordered by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.desk.journal import Change
from kpidesk.domain.sharing import DrivingMeasure, Evidence, Partner, Standing
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.sharing import table
from kpidesk.system.clock import now
from kpidesk.ui.fields import LineField, TextField
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.sharing.row import PartnerRow
from kpidesk.ui.sharing.table import Table
from kpidesk.ui.sharing.view import View
from kpidesk.ui.widgets import Panel, clear, coloured, label

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage

_NEAR: Final = 28  # px from an edge within which dragging scrolls
_SCROLL: Final = 16


@dataclass(frozen=True, slots=True)
class Group:
    """Partners that stand together: whether they are critical, and whether they take part already."""

    critical: bool
    standing: Standing


_GROUPS: Final = tuple(
    Group(critical, standing)
    for critical in (True, False)
    for standing in (Standing.CURRENT, Standing.DESIRED)
)


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a row can be dropped: before another one of a group, or behind its last."""

    y: int
    group: Group
    before: str | None


class TableView(View):
    """Rows in groups under the questions of the template."""

    key: ClassVar[str] = "table"

    def __init__(self, page: "SharingPage") -> None:
        super().__init__(page)
        words = self.words
        self.rows: dict[str, PartnerRow] = {}
        self._order: list[Group | str] = []
        self._counts: object = None
        self._heads: dict[Group, QFrame] = {}
        panel = Panel()
        content = QWidget()
        self._content = content
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.table = Table(
            content,
            (
                words("Who can contribute?"), words("What is their contribution? Their measures"),
                words("What strategy will leverage it?"), words("Measures that can be shared"),
                words("Target and next step"),
            ),
        )  # fmt: skip
        panel.body.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self._mark = QFrame(content)
        self._mark.setStyleSheet(f"background: {page.colours.accent};")
        self._mark.hide()

    # -- showing

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        partners = self.partners
        order = list(self._layout_of(partners))
        counts = self._counted(partners)
        if (order, counts) != (self._order, self._counts):
            self._order, self._counts = order, counts
            self._lay_out(order)
        for partner in partners:
            self.rows[partner.id].show_partner(partner)

    def leave(self) -> None:
        """See View."""
        focus = QApplication.focusWidget()
        if isinstance(focus, LineField | TextField) and self.isAncestorOf(focus):
            focus.commit()

    def _layout_of(self, partners: list[Partner]) -> Iterator[Group | str]:
        """What stands in the list from top to bottom: groups, and ids of partners."""
        for group in _GROUPS:
            members = [each for each in partners if _group_of(each) == group]
            if members:
                yield group
                yield from (each.id for each in members)

    def _counted(self, partners: list[Partner]) -> dict[Group, tuple[int, int]]:
        """How many partners a group has, and how many guesses about them."""
        desk, counts = self.session.desk, dict.fromkeys(_GROUPS, (0, 0))
        for each in partners:
            guesses = len(desk.find(DrivingMeasure, partner=each.id, evidence=Evidence.HYPOTHESISED))
            many, before = counts[_group_of(each)]
            counts[_group_of(each)] = many + 1, before + guesses
        return counts

    def _lay_out(self, order: list[Group | str]) -> None:
        """Put the rows in their order; rows that stay keep their widgets, and with them the focus."""
        focus, before, desk = QApplication.focusWidget(), self.rows, self.session.desk
        self.rows = {
            each: before.get(each) or self._row(desk.get(Partner, each))
            for each in order
            if isinstance(each, str)
        }
        for row in before.values():
            if row not in self.rows.values():
                throw_away(row)  # leaving it takes over what is typed: all others must be there by then
            self._list.removeWidget(row)
        clear(self._list)
        self._heads = {}
        for each in order:
            if isinstance(each, Group):
                self._heads[each] = self._head_of(each)
                self._list.addWidget(self._heads[each])
            else:
                self._list.addWidget(self.rows[each])
                self.rows[each].show()
        if not order:
            hint = label(self.words("Who can contribute to this result? Name the first partner."), "second")
            hint.setContentsMargins(14, 14, 14, 14)
            self._list.addWidget(hint)
        self._list.addStretch(1)
        self._mark.raise_()
        if focus is not None and self.isAncestorOf(focus) and focus.isVisible():
            focus.setFocus()

    def _row(self, partner: Partner) -> PartnerRow:
        made = PartnerRow(self.page, partner)
        made.grip.moved.connect(self._drag)
        made.grip.dropped.connect(self._drop)
        made.grip.given_up.connect(self._mark.hide)
        return made

    def _head_of(self, group: Group) -> QFrame:
        words = self.words
        names = {
            (True, Standing.CURRENT): words("Critical, already in"),
            (True, Standing.DESIRED): words("Critical, still wanted"),
            (False, Standing.CURRENT): words("Others, already in"),
            (False, Standing.DESIRED): words("Others, still wanted"),
        }
        count, guesses = self._counted(self.partners)[group]
        frame = QFrame()
        frame.setProperty("kind", "group-row")
        frame.setFixedHeight(30)
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(label(names[group.critical, group.standing], "caption-strong"))
        row.addWidget(label(words.number(count), "caption"))
        row.addStretch()
        if guesses:
            said = label(
                words.many("{n} guess to check with them", "{n} guesses to check with them", guesses),
                "caption",
            )
            coloured(said, self.page.colours.watch)
            row.addWidget(said)
        return frame

    @property
    def focused(self) -> QWidget:
        """See View."""
        row = self.rows.get(self.page.partner_id) or next(iter(self.rows.values()), None)
        return row.name if row else self.page.add

    def show_record(self, record_id: str) -> bool:
        """See View. A partner's row comes into sight, with the caret in its name."""
        row = self.rows.get(record_id)
        if row is not None:
            self.table.area.ensureWidgetVisible(row)
            row.name.setFocus()
        return row is not None

    @property
    def step(self) -> str:
        """See View."""
        return self.page.key

    def picture(self) -> tuple[Picture, ...]:
        """See View."""
        return table(self.session.desk, self.centre, self.words, now().date())

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {}

    # -- another order

    def current(self) -> Partner | None:
        """The partner in whose row the focus is."""
        focus = QApplication.focusWidget()
        row = next((each for each in self.rows.values() if focus and each.isAncestorOf(focus)), None)
        return row.partner if row else None

    def move_by(self, step: int) -> None:
        """Move the row with the focus up or down, into the next group at the edge of its own."""
        partner = self.current()
        if partner is None:
            return
        slots, at = list(self._slots()), self._place_of(partner)
        wanted = (
            slots[at - 1] if step < 0 and at else slots[at + 2] if step > 0 and at + 2 < len(slots) else None
        )
        if wanted is not None:
            self._put(partner, wanted)
            self.table.area.ensureWidgetVisible(self.rows[partner.id])

    def _place_of(self, partner: Partner) -> int:
        return next(at for at, slot in enumerate(self._slots()) if slot.before == partner.id)

    def _slots(self) -> Iterator[_Slot]:
        """All places where a row can be dropped, top to bottom."""
        group, last = None, None
        for each in self._order:
            if isinstance(each, Group):
                if group is not None and last is not None:
                    yield _Slot(self._bottom(last), group, None)
                group = each
            elif group is not None:
                yield _Slot(self.rows[each].y(), group, each)
                last = each
        if group is not None and last is not None:
            yield _Slot(self._bottom(last), group, None)

    def _bottom(self, partner_id: str) -> int:
        return self.rows[partner_id].geometry().bottom() + 1

    def _nearest(self, at: QPoint) -> _Slot:
        y = self._content.mapFromGlobal(at).y()
        return min(self._slots(), key=lambda slot: abs(slot.y - y))

    def _drag(self, at: QPoint) -> None:
        """Show where the row would land, and scroll at the edges."""
        view = self.table.area.viewport()
        y, bar = view.mapFromGlobal(at).y(), self.table.area.verticalScrollBar()
        if y < _NEAR:
            bar.setValue(bar.value() - _SCROLL)
        elif y > view.height() - _NEAR:
            bar.setValue(bar.value() + _SCROLL)
        slot = self._nearest(at)
        self._mark.setGeometry(QRect(0, slot.y - 1, self._content.width(), 3))
        self._mark.show()
        self._mark.raise_()

    def _drop(self, partner_id: str, at: QPoint) -> None:
        self._mark.hide()
        self._put(self.session.desk.get(Partner, partner_id), self._nearest(at))

    def _put(self, partner: Partner, slot: _Slot) -> None:
        same = slot.before == partner.id or self._follows(partner, slot)
        if same and _group_of(partner) == slot.group:
            return
        group = slot.group
        self.session.do(
            self.words("Move {code}", code=partner.code),
            lambda edit: actions.move_partner(
                edit, partner.id, slot.before, critical=group.critical, standing=group.standing
            ),
        )

    def _follows(self, partner: Partner, slot: _Slot) -> bool:
        """Whether a place is the one right behind a partner, where it is already."""
        slots = list(self._slots())
        return slots[self._place_of(partner) + 1] == slot


def _group_of(partner: Partner) -> Group:
    return Group(partner.critical, partner.standing)
