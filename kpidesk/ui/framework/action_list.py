"""What will be done about an item: promises with who and by when, each with its fields."""

from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from kpidesk.actions import assessments, commitments
from kpidesk.domain.commitments import Commitment, CommitmentStatus, by_date
from kpidesk.ui.form import Form, complete, days, grid, members
from kpidesk.ui.page import Page
from kpidesk.ui.subject_page import today
from kpidesk.ui.widgets import button, clear, label

_FIELDS = ("what", "who", "by_when", "status")


class ActionList(QWidget):
    """A line to add the next action, and the fields of those that there are."""

    def __init__(self, page: Page, people: QStringListModel) -> None:
        super().__init__()
        self._page, self._people = page, people
        self.score = ""
        self.forms: dict[str, Form] = {}
        words = page.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(words("Actions"), "caption-strong"))
        self.line = QLineEdit()
        self.line.setObjectName("assess-action")
        self.line.setPlaceholderText(words("What will you do? Then Enter"))
        self.line.setAccessibleName(words("What will you do? Then Enter"))
        self.line.returnPressed.connect(self._add)
        column.addWidget(self.line)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addLayout(self._rows)

    def show_score(self, score_id: str, *, writable: bool) -> None:
        """Show the actions for an item of a session."""
        if score_id != self.score:
            self.line.clear()
        self.score = score_id
        found = by_date(self._page.session.desk.find(Commitment, score=score_id), today())
        if {each.id for each in found} != set(self.forms):
            self.forms = {}
            clear(self._rows)
            for each in found:
                self._rows.addWidget(self._block(each))
        for each in found:
            values = {key: getattr(each, key) for key in _FIELDS}
            self.forms[each.id].show_values(values, writable=writable)
        self.line.setReadOnly(not writable)

    def commit(self) -> None:
        """Take over what is being typed."""
        for form in self.forms.values():
            form.commit()

    def _block(self, action: Commitment) -> QFrame:
        words = self._page.words
        names = {
            "what": words("What"), "who": words("Who"), "by_when": words("By when"),
            "status": words("What came of it"),
        }  # fmt: skip
        form = self.forms[action.id] = Form(words, names, partial(self._take, action.id), self._people)
        block = QFrame()
        block.setProperty("kind", "well")
        column = QVBoxLayout(block)
        column.setContentsMargins(10, 8, 10, 8)
        column.addLayout(
            grid(
                (form.text("what", words("what one can see when it is done")), 2),
                (form.line("who", words("one person")), 1),
                (form.line("by_when", words("a day"), days(words)), 1),
                (form.choice("status", members(CommitmentStatus, words)), 2),
            )
        )
        complete(form.fields["who"], self._people)
        gone = button(words("Remove the action"), partial(self._remove, action.id), "danger")
        gone.setObjectName("assess-action-remove")
        gone.setEnabled(self._page.session.desk.writable)
        column.addWidget(gone, 0, Qt.AlignmentFlag.AlignLeft)
        return block

    def _add(self) -> None:
        typed, words = self.line.text().strip(), self._page.words
        if not typed or not self.score:
            return
        if self._page.session.do(words("Add an action"), assessments.act, self.score, typed):
            self.line.clear()
            newest = max(self.forms)  # ids grow
            self.forms[newest].focus("who")

    def _take(self, promise_id: str, key: str, value: Any) -> bool:
        session, words = self._page.session, self._page.words
        if not session.desk.find(Commitment, id=promise_id):
            return True
        change = partial(commitments.change_promise, **{key: value})
        return session.do(words("Change an action"), change, promise_id, typing=f"{promise_id} {key}")

    def _remove(self, promise_id: str) -> None:
        self._page.session.do(self._page.words("Remove an action"), commitments.remove_promise, promise_id)
        self.line.setFocus()
