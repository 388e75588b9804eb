"""The session in hand: whose it is and which, its day, what is noted about it, and its parts as bars."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import assessments
from kpidesk.domain.assessment_figures import Outcome
from kpidesk.domain.assessments import Assessment, AssessmentSet
from kpidesk.ui.form import Form, days
from kpidesk.ui.framework.bars import BarList
from kpidesk.ui.framework.sight import SessionPicker
from kpidesk.ui.widgets import Line, Panel, label

if TYPE_CHECKING:
    from kpidesk.ui.framework.page import FrameworkPage


class SessionPanel(Panel):
    """The panel at the left of the items."""

    def __init__(self, page: "FrameworkPage", bars: BarList) -> None:
        words = page.words
        super().__init__(words("Session"))
        self.setMinimumWidth(180)
        self._page = page
        self._shown: Assessment | None = None
        self.picker = SessionPicker(page.sight, words, lambda: page.refresh(None))
        self.about = label("", "second", wrap=True)
        self.about.setObjectName("assess-about")
        self.form = Form(words, {"on": words("Day"), "note": words("Note")}, self._take)
        self._of_session = self._fields()
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.setSpacing(6)
        for each in (self.picker, self.about, self._of_session):
            top.addWidget(each)
        self.body.addLayout(top)
        self.body.addWidget(Line())
        self.body.addWidget(bars, 1)

    def _fields(self) -> QWidget:
        words, made = self._page.words, QWidget()
        self.close_it = self._page.button("framework.close_session", text=words("Close it"))
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self.form.line("on", words("a day"), days(words)))
        column.addLayout(self.form.text("note", words("who took part, how it went")))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.close_it, 1)
        row.addWidget(self._page.button("framework.remove_session", "tool"))
        column.addLayout(row)
        return made

    def show_session(self, set_: AssessmentSet, found: Assessment | None, outcome: Outcome | None) -> None:
        """Show the session in sight, or what the set is for while there is none."""
        words, page = self._page.words, self._page
        self.picker.show_sight(page.session.desk, set_.id)
        told = set_.purpose
        if outcome is not None:
            people = max((each.votes.count for each in outcome.standings), default=0)
            told = words.many("{n} person rated.", "{n} people rated.", people) if people else ""
        self.about.setText(told)
        self.about.setVisible(bool(told))
        self._of_session.setVisible(found is not None)
        if self._shown is not None and (found is None or found.id != self._shown.id):
            self.form.give_back()
        self._shown = found
        if found is not None:
            self.close_it.setText(words("Open it again") if found.closed_on else words("Close it"))
            values = {"on": found.on, "note": found.note}
            self.form.show_values(values, writable=page.session.desk.writable)

    def commit(self) -> None:
        """Take over what is being typed."""
        self.form.commit()

    def _take(self, key: str, value: Any) -> bool:
        """Take over a field of the session; it keeps its day where none is typed."""
        found, words = self._shown, self._page.words
        if found is None:
            return True
        if key == "on" and value is None:
            return self.form.say("on", words("A session has a day."))
        change = partial(assessments.change_session, **{key: value})
        said = words("Change a session")
        return self._page.session.do(said, change, found.id, typing=f"{found.id} {key}")
