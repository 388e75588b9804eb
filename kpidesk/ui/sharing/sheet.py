"""The work sheet, walked through: four parts, each asking exactly its questions."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.sharing import Challenge, Partner, Reflection, Standing
from kpidesk.ui.form import offer
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.sharing.looking_back import LookingBack
from kpidesk.ui.sharing.partner_form import PartnerForm
from kpidesk.ui.sharing.partner_list import PartnerList
from kpidesk.ui.sharing.promise_form import people_of
from kpidesk.ui.sharing.review import Review
from kpidesk.ui.sharing.view import View
from kpidesk.ui.stepper import Stepper
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import LONG_LINE, Panel, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage

_REVIEW, _CURRENT, _WANTED, _BACK = 1, 2, 3, 4
_STANDINGS = {_CURRENT: Standing.CURRENT, _WANTED: Standing.DESIRED}


class WorkSheetView(View):
    """The steps above, the part in hand below."""

    key: ClassVar[str] = "sheet"

    def __init__(self, page: "SharingPage") -> None:
        super().__init__(page)
        words = self.words
        self._people = QStringListModel(self)
        self.form: PartnerForm | None = None
        self.stepper = Stepper(
            {
                _REVIEW: words("Who is needed"), _CURRENT: words("Current partners"),
                _WANTED: words("Still wanted"), _BACK: words("Looking back"),
            },
            words, page.icons, page.colours,
        )  # fmt: skip
        self.stepper.chosen.connect(page.show_part)
        steps = Panel()
        steps.body.addWidget(self.stepper)
        self.review = Review(page)
        self.back = LookingBack(page)
        self.parts = QStackedWidget()
        for part in (self.review, self._one_by_one(), self.back):
            self.parts.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(steps)
        column.addWidget(self.parts, 1)

    def _one_by_one(self) -> QWidget:
        """Partners at the left, the questions about one of them at the right."""
        self.list = PartnerList(self.words, self.page.colours, self.page.icons)
        self.list.chosen.connect(self.page.choose_partner)
        self._left = Panel(self.words("Partners"))
        self._left.setMinimumWidth(200)
        self._left.body.addWidget(self.list)
        self._right = Panel()
        self._nobody = label("", "second", wrap=True)
        self._nobody.setContentsMargins(18, 18, 18, 18)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._right.body.addWidget(self._nobody, 1)
        self._area: QScrollArea | None = None
        made = splitter(Qt.Orientation.Horizontal, self._left, self._right)
        made.setStretchFactor(1, 1)
        made.setSizes([270, 900])
        return made

    # -- showing

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        if change is not None:
            self._go_along()
        part, today = self.page.part, date.today()  # noqa: DTZ011 - the person's day
        offer(self._people, people_of(self.session.desk))
        self.stepper.show_step(part, self._done())
        self.parts.setCurrentIndex({_REVIEW: 0, _BACK: 2}.get(part, 1))
        if part == _REVIEW:
            self.review.show_partners(self.partners, today)
        elif part == _BACK:
            self.back.show_centre(self.centre.id)
        else:
            self._show_partner(_STANDINGS[part], today)

    def _go_along(self) -> None:
        """A partner that has just come in, or is wanted again, is asked about in another part: go there."""
        shown = self.form.partner.id if self.form and self.page.part in _STANDINGS else ""
        for partner in self.session.desk.find(Partner, id=shown):
            if partner.standing is not _STANDINGS[self.page.part]:
                self.page.part = next(part for part, each in _STANDINGS.items() if each is partner.standing)

    def _done(self) -> set[int]:
        """The parts in which something is noted already."""
        desk, centre = self.session.desk, self.centre.id
        partners = self.partners
        done = {_REVIEW} if partners else set()
        for part, standing in _STANDINGS.items():
            group = [each for each in partners if each.standing is standing]
            if any(each.strategy or each.engagement for each in group):
                done.add(part)
        if [*desk.find(Reflection, centre=centre), *desk.find(Challenge, centre=centre)]:
            done.add(_BACK)
        return done

    def _show_partner(self, standing: Standing, today: date) -> None:
        words = self.words
        group = [each for each in self.partners if each.standing is standing]
        ids = [each.id for each in group]
        if self.page.partner_id not in ids:
            self.page.partner_id = ids[0] if ids else ""
        self.list.show_partners(self.session.desk, group, self.page.partner_id)
        partner = next((each for each in group if each.id == self.page.partner_id), None)
        self._nobody.setVisible(partner is None)
        self._nobody.setText(
            words("No partner takes part yet. Name some in the first part.")
            if standing is Standing.CURRENT
            else words("No partner is still wanted. Mark some as desired in the first part.")
        )
        self._show_form(partner)
        if self.form is not None and partner is not None:
            self.form.show_partner(partner, today)

    def _show_form(self, partner: Partner | None) -> None:
        """A form of its own for each partner, and for each way it stands: other questions are asked then."""
        before = self.form
        if (
            before is not None
            and partner is not None
            and (before.partner.id, before.partner.standing) == (partner.id, partner.standing)
        ):
            return
        focus = QApplication.focusWidget()
        lost = before is not None and focus is not None and before.isAncestorOf(focus)
        if self._area is not None:
            self._right.body.removeWidget(self._area)
            throw_away(self._area)
            self._area, self.form = None, None
        if partner is not None:
            self.form = PartnerForm(self.page, partner, self._people)
            self._area = scrolling(self.form, widest=LONG_LINE)
            self._right.body.addWidget(self._area, 1)
            self._area.show()
        if lost:  # what had the focus is gone; the list says who is next
            self.list.setFocus()

    def leave(self) -> None:
        """See View."""
        if self.form is not None:
            self.form.commit()
        self.back.commit()

    @property
    def focused(self) -> QWidget:
        """See View."""
        if self.page.part == _REVIEW:
            return self.review.focused
        if self.page.part == _BACK:
            first = self.back.fields["conversations"]
            return first if first.isVisibleTo(self) else self.back.challenges.adder
        return self.form.name if self.form else self.list

    @property
    def step(self) -> str:
        """See View."""
        return f"sharing-part-{self.page.part}"

    def show_record(self, record_id: str) -> bool:
        """See View."""
        for reflection in self.session.desk.find(Reflection, id=record_id):
            self.page.show_part(_BACK)
            self.back.choose(reflection.id)
            return True
        if self.session.desk.find(Challenge, id=record_id):
            self.page.show_part(_BACK)
            if field := self.back.challenges.fields.get(record_id):
                field.setFocus()
            return True
        for partner in self.session.desk.find(Partner, id=record_id):
            if self.page.part == _REVIEW:
                self.review.go_to(partner.id)
            else:
                self.page.show_part(_WANTED if partner.standing is Standing.DESIRED else _CURRENT)
                if self.form is not None:
                    self.form.name.setFocus()
            return True
        return False

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {f"part-{part}": partial(self.page.show_part, part) for part in range(_REVIEW, _BACK + 1)}
