"""What the work sheet asks about one partner, question by question."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.actions import commitments
from kpidesk.domain.commitments import Commitment, by_date
from kpidesk.domain.sharing import Contribution, DrivingMeasure, Partner, Standing
from kpidesk.ui.fields import TextField
from kpidesk.ui.sharing.aligned import AlignedLines
from kpidesk.ui.sharing.partner_fields import partner_field
from kpidesk.ui.sharing.pills import PartnerPills
from kpidesk.ui.sharing.promises import PromiseCards
from kpidesk.ui.sharing.shared import SharedMeasures
from kpidesk.ui.sharing.told import ToldList
from kpidesk.ui.widgets import label

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage


class PartnerForm(QWidget):
    """The questions about one partner; of those still wanted, what is asked is a guess and a way in."""

    def __init__(self, page: "SharingPage", partner: Partner, people: QStringListModel) -> None:
        super().__init__()
        self.partner = partner
        self._page = page
        words = page.words
        self.name = partner_field(page, partner, "name", words("Who is it?"), words("Name of the partner"))
        self.contact = partner_field(
            page, partner, "contact", words("whom to ask there, and how"), words("Contact")
        )
        self.pills = PartnerPills(page, partner)
        self.driven = ToldList(page, partner, DrivingMeasure)
        self.gives = ToldList(page, partner, Contribution)
        self.strategy = self._text("strategy", words("What will leverage it?"), words("Strategy"))
        self.why_not = self._text("why_not", words("What keeps them away?"), words("Why not in yet"))
        self.engagement = self._text(
            "engagement", words("who speaks with whom, and what they gain"), words("Plan to engage them")
        )
        self.aligned = AlignedLines(page)
        self.shared = SharedMeasures(page)
        self.promises = PromiseCards(page, people, self._promise, words("Next step with this partner"))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addWidget(self.contact)
        column.addWidget(self.pills)
        wanted = partner.standing is Standing.DESIRED
        for number, (question, widgets) in enumerate(self._wanted() if wanted else self._current(), 1):
            head = label(f"{number}  {question}", "panel", wrap=True)
            head.setContentsMargins(0, 14, 0, 2)
            column.addWidget(head)
            for each in widgets:
                column.addWidget(each)
        column.addStretch(1)

    def _text(self, key: str, placeholder: str, name: str) -> TextField:
        return partner_field(self._page, self.partner, key, placeholder, name, lines=True)

    def _current(self) -> Sequence[tuple[str, Sequence[QWidget]]]:
        """The questions about a partner who takes part."""
        words = self._page.words
        return (
            (
                words("Which measures drive their work? Mark as a guess what they have not told you."),
                (self.driven, self.driven.adder),
            ),
            (words("What do they contribute, in line with the result?"), (self.gives, self.gives.adder)),
            (words("Which of their measures serve other partners, too?"), (self.aligned,)),
            (words("What strategy will leverage their contribution?"), (self.strategy,)),
            (
                words("Which measures can be shared? To what target, by when, and in which steps?"),
                (self.shared,),
            ),
            (words("Who does what, with whom, by when?"), (self.promises,)),
        )

    def _wanted(self) -> Sequence[tuple[str, Sequence[QWidget]]]:
        """The questions about a partner who is still wanted."""
        words = self._page.words
        return (
            (words("Why may they not be engaged yet?"), (self.why_not,)),
            (
                words("Which measures probably drive their work? They are guesses until you have asked."),
                (self.driven, self.driven.adder),
            ),
            (words("What could they contribute? A guess as well."), (self.gives, self.gives.adder)),
            (words("Which of their measures could serve others, too?"), (self.aligned,)),
            (words("What strategy would leverage their contribution?"), (self.strategy,)),
            (words("Which measures could be shared with them?"), (self.shared,)),
            (words("How will they be engaged, or brought in?"), (self.engagement,)),
            (words("Who does what, with whom, by when?"), (self.promises,)),
        )

    def show_partner(self, partner: Partner, today: date) -> None:
        """Show the partner as the desk has it now."""
        self.partner = partner
        for field, text in (
            (self.name, partner.name), (self.contact, partner.contact), (self.strategy, partner.strategy),
            (self.why_not, partner.why_not), (self.engagement, partner.engagement),
        ):  # fmt: skip
            field.show_value(text)
        self.pills.show_partner(partner)
        self.driven.show_partner(partner)
        self.gives.show_partner(partner)
        self.aligned.show_partner(partner)
        self.shared.show_partner(partner, today)
        mine = self._page.session.desk.find(Commitment, partner=partner.id)
        self.promises.show_promises(by_date(mine, today))

    def commit(self) -> None:
        """Take over whatever is typed."""
        self.shared.commit()
        self.promises.commit()

    def _promise(self, text: str) -> bool:
        partner = self.partner
        if not self._page.session.desk.find(Partner, id=partner.id):
            return True  # gone meanwhile
        return self._page.session.do(
            self._page.words("Next step with {code}", code=partner.code),
            lambda edit: commitments.promise(edit, text, partner=partner.id),
        )
