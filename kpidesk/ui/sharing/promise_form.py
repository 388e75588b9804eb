"""The fields of a promise: who does what, with whom, by when, and what came of it."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpidesk.actions import commitments
from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Reader
from kpidesk.system.words import Words
from kpidesk.ui.form import Form, complete, days, members
from kpidesk.ui.page import Page


def people_of(reader: Reader) -> list[str]:
    """Everybody whose name the desk knows, to choose from while one types."""
    known = {each.name for each in reader.find(Person)}
    known |= {each.who for each in reader.find(Commitment) if each.who.strip()}
    return sorted(known, key=str.casefold)


class PromiseForm(QWidget):
    """The fields. What is typed is taken over at once, as everywhere."""

    def __init__(self, page: Page, people: QStringListModel) -> None:
        super().__init__()
        words = page.words
        self._page = page
        self.promise: Commitment | None = None
        self.form = Form(
            words,
            {
                "what": words("What"), "who": words("Who"), "with_whom": words("With whom"),
                "by_when": words("By when"), "status": words("What came of it"),
            },
            self._take,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.form.text("what", words("what one can see when it is done")))
        self._cells = (
            self.form.line("who", words("one person")),
            self.form.line("with_whom", words("nobody else")),
            self.form.line("by_when", words("a day"), days(words)),
            self.form.choice("status", members(CommitmentStatus, words)),
        )
        complete(self.form.fields["who"], people)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        for at, cell in enumerate(self._cells):
            self._grid.addLayout(cell, at // 2, at % 2)
        for side in (0, 1):
            self._grid.setColumnStretch(side, 1)
        column.addLayout(self._grid)

    def show_promise(self, promise: Commitment, *, writable: bool) -> None:
        """Show a promise; what is typed for another one was taken over before."""
        if self.promise is not None and self.promise.id != promise.id:
            self.form.give_back()
        self.promise = promise
        values = {key: getattr(promise, key) for key in ("what", "who", "with_whom", "by_when", "status")}
        self.form.show_values(values, writable=writable)

    def _take(self, key: str, value: Any) -> bool:
        promise, session, words = self.promise, self._page.session, self._page.words
        if promise is None or not session.desk.find(Commitment, id=promise.id):
            return True
        change = partial(commitments.change_promise, **{key: value})
        return session.do(words("Change a promise"), change, promise.id, typing=f"{promise.id} {key}")


def standing_words(promise: Commitment, words: Words, today: date) -> str:
    """How a promise stands, in a word."""
    return words("overdue") if promise.is_overdue(today) else words(LABELS[promise.status])
