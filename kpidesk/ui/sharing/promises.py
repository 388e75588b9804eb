"""The promises around one partner or one shared measure as cards, and a line for the next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import commitments
from kpidesk.domain.commitments import Commitment
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.page import Page
from kpidesk.ui.sharing.adder import Adder
from kpidesk.ui.sharing.promise_form import PromiseForm
from kpidesk.ui.widgets import tool_button


class _Card(QFrame):
    """One promise with its fields, a way to its check-ins, and one to take it away."""

    def __init__(self, page: Page, people: QStringListModel, promise: Commitment) -> None:
        super().__init__()
        self.setProperty("kind", "well")
        self._page, self._id = page, promise.id
        self.fields = PromiseForm(page, people)
        words = page.words
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 6, 10)
        row.setSpacing(4)
        row.addWidget(self.fields, 1)
        tools = QVBoxLayout()
        tools.setSpacing(0)
        look = tool_button(page.icons.icon("list-checks"), words("Check-ins and quality"), self._look)
        gone = tool_button(page.icons.icon("trash-2"), words("Remove the promise"), self._remove)
        if page.read_only():
            gone.hide()
        tools.addWidget(look)
        tools.addWidget(gone)
        tools.addStretch()
        row.addLayout(tools)

    def _look(self) -> None:
        self._page.show_record(self._id)

    def _remove(self) -> None:
        self._page.session.do(self._page.words("Remove a promise"), commitments.remove_promise, self._id)


class PromiseCards(QWidget):
    """The cards; `add` is called with what a person types into the line below."""

    def __init__(self, page: Page, people: QStringListModel, add: Callable[[str], bool], name: str) -> None:
        super().__init__()
        self._page, self._people, self._add = page, people, add
        self.cards: dict[str, _Card] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column.addLayout(self._column)
        self.adder = Adder(self._take, page.words("+ what somebody does next"), name=name)
        self.adder.setObjectName(f"{name}-adder")
        column.addWidget(self.adder)
        if page.read_only():
            self.adder.hide()

    def show_promises(self, promises: Sequence[Commitment]) -> None:
        """Show these; cards that stay keep what is being typed."""
        ids = [each.id for each in promises]
        if ids != list(self.cards):
            kept = {key: card for key, card in self.cards.items() if key in ids}
            for key, card in self.cards.items():
                self._column.removeWidget(card)
                if key not in kept:
                    throw_away(card)
            self.cards = {
                each.id: kept.get(each.id) or _Card(self._page, self._people, each) for each in promises
            }
            for card in self.cards.values():
                self._column.addWidget(card)
                card.show()
        for each in promises:
            self.cards[each.id].fields.show_promise(each, writable=not self._page.read_only())

    def _take(self, text: str) -> bool:
        taken = self._add(text)
        if taken:
            newest = self.cards.get(max(self.cards, default=""))
            if newest is not None and self.adder.hasFocus():
                newest.fields.form.focus("who")
        return taken

    def commit(self) -> None:
        """Take over whatever is typed."""
        for card in self.cards.values():
            card.fields.form.commit()
        self.adder.commit()
