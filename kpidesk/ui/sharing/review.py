"""Part one of the work sheet: what is planned around the result already, and who is needed for it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.domain.commitments import Commitment, by_date
from kpidesk.domain.sharing import Partner, Standing
from kpidesk.drawing.partner_words import promised
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.sharing.adder import Adder
from kpidesk.ui.sharing.partner_fields import partner_field
from kpidesk.ui.sharing.pills import PartnerPills
from kpidesk.ui.sharing.promise_form import standing_words
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Line, Panel, clear, label, scrolling, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage


class _Who(QFrame):
    """One partner: name, what sort it is, and what may keep it away if it is still wanted."""

    def __init__(self, page: "SharingPage", partner: Partner) -> None:
        super().__init__()
        words = page.words
        self.name = partner_field(page, partner, "name", words("Who is it?"), words("Name of the partner"))
        self.pills = PartnerPills(page, partner)
        self.why_not = partner_field(
            page, partner, "why_not", words("Why may they not be engaged?"), words("Why not in yet")
        )
        for field, role in ((self.name, "name"), (self.why_not, "")):
            field.setProperty("bare", "true")
            field.setProperty("role", role)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 0)
        column.setSpacing(0)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.name, 2)
        across.addWidget(self.pills, 3)
        column.addLayout(across)
        column.addWidget(self.why_not)
        column.addSpacing(4)
        column.addWidget(Line())

    def show_partner(self, partner: Partner) -> None:
        """Show the partner as the desk has it now."""
        self.name.show_value(partner.name)
        self.pills.show_partner(partner)
        self.why_not.show_value(partner.why_not)
        self.why_not.setVisible(partner.standing is Standing.DESIRED or bool(partner.why_not))


class Review(QWidget):
    """The action plan at the left, the partners at the right."""

    def __init__(self, page: "SharingPage") -> None:
        super().__init__()
        self._page = page
        self._rows: dict[str, _Who] = {}
        across = splitter(Qt.Orientation.Horizontal, self._plan(), self._partners())
        across.setStretchFactor(0, 2)
        across.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(across)

    def _plan(self) -> Panel:
        words = self._page.words
        panel = Panel(words("The plan so far"))
        panel.setMinimumWidth(250)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 10, 12, 14)
        column.setSpacing(6)
        column.addWidget(
            label(words("Which strategies are there for this result?"), "caption-strong", wrap=True)
        )
        self._strategies = QVBoxLayout()
        self._strategies.setSpacing(6)
        column.addLayout(self._strategies)
        column.addSpacing(10)
        column.addWidget(label(words("Who has promised what?"), "caption-strong", wrap=True))
        self._promises = QVBoxLayout()
        self._promises.setSpacing(6)
        column.addLayout(self._promises)
        column.addStretch(1)
        panel.body.addWidget(scrolling(content))
        return panel

    def _partners(self) -> Panel:
        words = self._page.words
        panel = Panel(words("Who is needed?"))
        panel.setMinimumWidth(360)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(10, 10, 10, 14)
        column.setSpacing(0)
        asked = label(
            words(
                "Without whom can the result not come: inside and outside, those who take part and those "
                "still wanted? Where is a stronger contribution needed? And what may keep those away who are "
                "not in yet?"
            ),
            "second",
            wrap=True,
        )
        asked.setContentsMargins(8, 0, 8, 8)
        column.addWidget(asked)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        column.addSpacing(8)
        self.adder = Adder(self._add, words("+ one more partner"), name=words("Add a partner"))
        self.adder.setObjectName("review-adder")
        column.addWidget(self.adder)
        if self._page.read_only():
            self.adder.hide()
        column.addStretch(1)
        self._area = scrolling(content)
        panel.body.addWidget(self._area)
        return panel

    def show_partners(self, partners: Sequence[Partner], today: date) -> None:
        """Show everybody, and what is planned."""
        ids = [each.id for each in partners]
        if ids != list(self._rows):
            kept = {key: row for key, row in self._rows.items() if key in ids}
            for key, row in self._rows.items():
                self._list.removeWidget(row)
                if key not in kept:
                    throw_away(row)
            self._rows = {each.id: kept.get(each.id) or _Who(self._page, each) for each in partners}
            for row in self._rows.values():
                self._list.addWidget(row)
                row.show()
        for each in partners:
            self._rows[each.id].show_partner(each)
        self._show_plan(partners, today)

    def _show_plan(self, partners: Sequence[Partner], today: date) -> None:
        words, desk = self._page.words, self._page.session.desk
        clear(self._strategies)
        clear(self._promises)
        told = [(each.id, f"{each.strategy} ({each.code})") for each in partners if each.strategy.strip()]
        for record, text in told:
            self._strategies.addWidget(self._line("handshake", text, record))
        if not told:
            self._strategies.addWidget(label(words("No strategy is noted yet."), "second", wrap=True))
        centre = self._page.centre.id if self._page.centre else ""
        promises = by_date(desk.find(Commitment, centre=centre), today)
        for each in promises:
            text = f"{promised(each, words)} · {standing_words(each, words, today)}"
            self._promises.addWidget(self._line("user" if each.is_standing else "check", text, each.id))
        if not promises:
            self._promises.addWidget(label(words("Nobody has promised anything yet."), "second", wrap=True))

    def _line(self, icon: str, text: str, record: str) -> QWidget:
        page = self._page
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(page.icons.pixmap(icon, "text_third", 14))
        mark.setFixedHeight(20)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, wrap=True), 1)
        to_it = tool_button(
            page.icons.icon("pencil", "text_third", 14),
            page.words("Open “{name}”", name=text),
            lambda: page.show_record(record),
        )
        to_it.setProperty("kind", "mark")
        to_it.setFixedSize(24, 24)
        row.addWidget(to_it, 0, Qt.AlignmentFlag.AlignTop)
        return made

    @property
    def focused(self) -> QWidget:
        """Where the work of this part is."""
        first = next(iter(self._rows.values()), None)
        return first.name if first else self.adder

    def go_to(self, partner_id: str) -> None:
        """Bring a partner into sight."""
        if row := self._rows.get(partner_id):
            self._area.ensureWidgetVisible(row)
            row.name.setFocus()

    def _add(self, text: str) -> bool:
        page = self._page
        if page.centre is None:
            return True
        centre = page.centre.id
        return page.session.do(
            page.words("Add partner"),
            lambda edit: actions.add_partner(edit, centre, text, standing=Standing.CURRENT),
        )
