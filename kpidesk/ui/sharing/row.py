"""One partner's row: every cell is edited where it stands."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpidesk.actions import commitments
from kpidesk.actions import sharing as actions
from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.sharing import Contribution, DrivingMeasure, Partner, PartnerShare, Standing
from kpidesk.drawing.partner_words import promised
from kpidesk.drawing.sharing import asked
from kpidesk.ui.fields import Commit, TextField
from kpidesk.ui.sharing.adder import Adder
from kpidesk.ui.sharing.grip import Grip
from kpidesk.ui.sharing.partner_fields import partner_field
from kpidesk.ui.sharing.pills import PartnerPills
from kpidesk.ui.sharing.table import COLUMNS, INDENT, columns
from kpidesk.ui.sharing.told import ToldList
from kpidesk.ui.widgets import Line, button, clear, label, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage

_TOP: Final = 4  # px from a field's top to its text, which all texts of a row have


class PartnerRow(QFrame):
    """The cells of one partner. `show_partner` brings them up to date without disturbing what is typed."""

    def __init__(self, page: "SharingPage", partner: Partner) -> None:
        super().__init__()
        self.partner = partner
        self._page = page
        self._drawn: object = None
        self.setObjectName(f"partner-{partner.code}")
        words = page.words
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.cells = [QWidget() for _ in COLUMNS]
        whole.addLayout(columns(self.cells))
        whole.addWidget(Line())
        self.columns = [QVBoxLayout(cell) for cell in self.cells]
        for column in self.columns:
            column.setContentsMargins(6, 5, 6, 2)
            column.setSpacing(0)
        self.name = self._field("name", words("Who is it?"), words("Name of the partner"), "name")
        self.gives = ToldList(page, partner, Contribution)
        self.driven = ToldList(page, partner, DrivingMeasure)
        self.strategy = self._field("strategy", words("What will leverage it?"), words("Strategy"))
        self.why_not = self._field("why_not", words("Why are they not in yet?"), words("Why not in yet"))
        self.grip = Grip(
            page.icons.pixmap("grip-vertical", "text_third", 14),
            words("Drag the row elsewhere, or press Alt and an arrow"), lambda: self.partner.id,
        )  # fmt: skip
        self._fill()

    def _field(self, field: str, placeholder: str, name: str, role: str = "") -> TextField:
        made = partner_field(self._page, self.partner, field, placeholder, name)
        made.setProperty("bare", "true")
        if role:
            made.setProperty("role", role)
        return made

    def _fill(self) -> None:
        words, page = self._page.words, self._page
        who, gives, how, shares, next_ = self.columns
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.name, 1)
        top.addWidget(self.grip, 0, Qt.AlignmentFlag.AlignTop)
        who.addLayout(top)
        if page.read_only():
            self.grip.hide()
        self._pills = PartnerPills(page, self.partner, INDENT, terse=True)
        who.addWidget(self._pills)
        gives.addWidget(self.gives)
        gives.addWidget(self.driven)
        self._not_in = label(words("Not in yet:"), "caption")
        self._not_in.setContentsMargins(INDENT, 2, 0, 0)
        gives.addWidget(self._not_in)
        gives.addWidget(self.why_not)
        how.addWidget(self.strategy)
        self._shares = QVBoxLayout()
        self._shares.setSpacing(4)
        self._shares.setContentsMargins(INDENT, _TOP - 1, 0, 4)
        shares.addLayout(self._shares)
        self.share = button(words("+ share a measure"), lambda: page.ask_share([self.partner.id]), "add")
        self.share.setAccessibleName(words("Share a measure"))
        self.share.setObjectName(f"{self.partner.code}-share")
        self._next = QVBoxLayout()
        self._next.setSpacing(4)
        self._next.setContentsMargins(INDENT, _TOP, 0, 4)
        next_.addLayout(self._next)
        self.promise = self._adder(
            "promise", self._promise, words("+ next step"), words("Add a next step: who does what")
        )
        for column in self.columns:
            column.addStretch(1)
        adders = QHBoxLayout()
        adders.setSpacing(0)
        adders.addWidget(self.gives.adder, 1)
        adders.addWidget(self.driven.adder, 1)
        gives.addLayout(adders)
        shares.addWidget(self.share)
        next_.addWidget(self.promise)
        if page.read_only():
            for each in (self.gives.adder, self.driven.adder, self.share, self.promise):
                each.hide()

    def _adder(self, key: str, add: Commit, placeholder: str, name: str) -> Adder:
        """A quiet line at the foot of a cell, for one thing more."""
        made = Adder(add, placeholder, name=name)
        made.setProperty("bare", "true")
        made.setProperty("quiet", "true")
        made.setObjectName(f"{self.partner.code}-{key}")
        made.setToolTip(name)
        return made

    # -- showing

    def show_partner(self, partner: Partner) -> None:
        """Show the partner as the desk has it now."""
        self.partner = partner
        self.name.show_value(partner.name)
        self.gives.show_partner(partner)
        self.driven.show_partner(partner)
        self.strategy.show_value(partner.strategy)
        self.why_not.show_value(partner.why_not)
        for each in (self._not_in, self.why_not):
            each.setVisible(partner.standing is Standing.DESIRED or bool(partner.why_not))
        self._pills.show_partner(partner)
        self._show_lists()

    def _show_lists(self) -> None:
        """Rebuild the lists only when something in them changed, so that the focus stays."""
        desk, partner = self._page.session.desk, self.partner
        shares = [share.measure for share in desk.find(PartnerShare, partner=partner.id)]
        measures = sorted(
            (desk.get(Measure, each) for each in shares), key=lambda each: (len(each.code), each.code)
        )
        takers = {each.id: len(desk.find(PartnerShare, measure=each.id)) for each in measures}
        targets = {each.id: desk.find(Target, measure=each.id) for each in measures}
        promises = sorted(
            desk.find(Commitment, partner=partner.id),
            key=lambda each: (each.by_when is None, str(each.by_when), each.what),
        )
        drawn = (measures, takers, targets, promises)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        clear(self._shares)
        for measure in measures:
            self._shares.addWidget(self._share_row(measure, takers[measure.id]))
        clear(self._next)
        for measure in measures:
            for target in targets[measure.id]:
                self._next.addWidget(
                    self._line("target", f"{measure.code} {asked(target, self._page.words)}".strip())
                )
        for promise in promises:
            self._next.addWidget(self._promise_row(promise))

    def _share_row(self, measure: Measure, takers: int) -> QWidget:
        words, page = self._page.words, self._page
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        code = QPushButton(measure.code)
        code.setProperty("kind", "pill")
        code.setToolTip(words("Open {code} on the Measures page", code=measure.code))
        code.clicked.connect(lambda _=False: page.shell.go("measures", measure.id))
        line.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        name = label(measure.name, wrap=True)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        name.setContentsMargins(0, 1, 0, 0)
        line.addWidget(name, 1)
        alone = takers < 2
        count = QLabel()
        count.setPixmap(
            page.icons.pixmap("user-round" if alone else "users-round", "warn" if alone else "accent", 14)
        )
        count.setFixedHeight(20)
        count.setToolTip(
            words("Only one partner takes part. Who could join?")
            if alone
            else words.many("{n} partner takes part", "{n} partners take part", takers)
        )
        line.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        shown = label(words.number(takers), "caption-strong")
        shown.setFixedHeight(20)
        line.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        if not page.read_only():
            gone = tool_button(
                page.icons.icon("x", "text_third", 14),
                words("{partner} takes no part in {code}", partner=self.partner.code, code=measure.code),
                partial(self._unshare, measure),
            )
            gone.setProperty("kind", "mark")
            gone.setProperty("low", "true")
            gone.setFixedSize(22, 20)
            line.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _promise_row(self, promise: Commitment) -> QWidget:
        words, page = self._page.words, self._page
        done = promise.status is CommitmentStatus.MET
        row = self._line("check" if done else "user", promised(promise, words))
        to_it = tool_button(
            page.icons.icon("pencil", "text_third", 14),
            words("Open “{name}”", name=promise.what),
            partial(page.show_record, promise.id),
        )
        to_it.setProperty("kind", "mark")
        to_it.setProperty("low", "true")
        to_it.setFixedSize(22, 20)
        if layout := row.layout():
            layout.addWidget(to_it)
            layout.setAlignment(to_it, Qt.AlignmentFlag.AlignTop)
        return row

    def _line(self, icon: str, text: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        mark = QLabel()
        mark.setPixmap(self._page.icons.pixmap(icon, "text_third", 14))
        mark.setFixedHeight(18)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(text, "second", wrap=True), 1)
        return row

    # -- doing

    def _do(self, label_: str, action: Callable[..., object], *arguments: object, **fields: object) -> bool:
        return self._page.session.do(label_, partial(action, **fields), *arguments)

    def _unshare(self, measure: Measure) -> None:
        self._do(
            self._page.words("Take {code} from {partner}", code=measure.code, partner=self.partner.code),
            actions.unshare, self.partner.id, measure.id,
        )  # fmt: skip

    def _promise(self, text: str) -> bool:
        if not self._page.session.desk.find(Partner, id=self.partner.id):
            return True  # gone meanwhile
        return self._do(
            self._page.words("Next step with {code}", code=self.partner.code),
            commitments.promise, text, partner=self.partner.id,
        )  # fmt: skip
