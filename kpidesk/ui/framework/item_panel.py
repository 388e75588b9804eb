"""The item in hand: how it looks when poor and when good, what shows it, what was agreed, and actions."""

from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.actions import assessments
from kpidesk.domain.assessment_figures import Standing
from kpidesk.domain.assessments import AssessmentItem, AssessmentSet
from kpidesk.domain.content import Translation
from kpidesk.drawing.assessment_words import agreed_told, changed, mark, step_name, votes_told
from kpidesk.ui.fields import LineField
from kpidesk.ui.form import Form
from kpidesk.ui.framework.action_list import ActionList
from kpidesk.ui.framework.evidence import Evidence
from kpidesk.ui.languages import language_name
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import label


class _Told(QFrame):
    """A text with an icon that says whether it is the poor or the good end."""

    def __init__(self, page: Page, icon: str, tone: str, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "well")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        picture = QLabel()
        picture.setPixmap(page.icons.pixmap(icon, tone, 16))
        picture.setAccessibleName(name)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.text = label("", wrap=True)
        row.addWidget(self.text, 1)

    def show_text(self, text: str) -> None:
        """Show another text; none hides the block."""
        self.text.setText(text)
        self.setVisible(bool(text))


class ItemPanel(QWidget):
    """All about one item; what belongs to a session is hidden while there is none."""

    def __init__(self, page: Page, people: QStringListModel) -> None:
        super().__init__()
        words = page.words
        self._page = page
        self.standing: Standing | None = None
        self._set: AssessmentSet | None = None
        self.title = label("", "statement", wrap=True)
        self.poor = _Told(page, "x", "bad", words("Poor"))
        self.good = _Told(page, "check", "good", words("Good"))
        self.also = label("", "second", wrap=True)
        self.hint = label("", "second", wrap=True)
        self.evidence = Evidence(words, page.colours, page.shell.go)
        self.form = Form(
            words,
            {
                "agreed": words("Agreed"), "not_relevant": words("Not relevant here"),
                "numbers": words("Numbers of several people"), "evidence": words("What shows it"),
            },
            self._take,
        )  # fmt: skip
        self.votes = label("", "second", wrap=True)
        self.votes.setObjectName("assess-votes")
        self.moved = label("", "second", wrap=True)
        self.acts = ActionList(page, people)
        self._rated = self._rating()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        for each in (
            self.title, self.poor, self.good, self.also, self.hint, self.evidence, self._rated,
        ):  # fmt: skip
            column.addWidget(each)
        column.addStretch(1)

    def _rating(self) -> QWidget:
        words, made = self._page.words, QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self.form.choice("agreed", []))
        column.addWidget(self.moved)
        column.addLayout(self.form.tick("not_relevant"))
        column.addLayout(self.form.line("numbers", words("one for each, such as 3 4 4")))
        column.addWidget(self.votes)
        column.addLayout(self.form.text("evidence", words("what one can point at")))
        column.addWidget(self.acts)
        return made

    # -- showing

    def show_item(self, item: AssessmentItem, set_: AssessmentSet) -> None:
        """Show what an item says, whatever the session."""
        words, desk = self._page.words, self._page.session.desk
        self._set = set_
        self.title.setText(f"{mark(item)}  {item.text}")
        self.poor.show_text(item.poor)
        self.good.show_text(item.good)
        said = [
            f"{language_name(each.language, words)}: {each.text}"
            for each in desk.find(Translation, record=item.id, field="text")
            if each.text
        ]
        self.also.setText("\n".join(said))
        self.also.setVisible(bool(said))
        self.hint.setText(words("Ask to see: {hint}", hint=item.hint) if item.hint else "")
        self.hint.setVisible(bool(item.hint))

    def show_standing(self, standing: Standing | None, *, writable: bool) -> None:
        """Show how the item stands in the session in sight."""
        words, set_ = self._page.words, self._set
        before = self.standing
        if before is not None and (standing is None or before.score.id != standing.score.id):
            self.form.give_back()
        self.standing = standing
        self._rated.setVisible(standing is not None)
        if standing is None or set_ is None:
            return
        steps = [(step, step_name(set_, step)) for step in range(1, set_.steps + 1)]
        self.form.choices["agreed"].offer([(None, words("not agreed yet")), *steps])
        score = standing.score
        self.form.show_values(
            {
                "agreed": score.agreed, "not_relevant": score.not_relevant,
                "numbers": self._given(standing, set_), "evidence": score.evidence,
            },
            writable=writable,
        )  # fmt: skip
        self.votes.setText(votes_told(standing, set_, words))
        moved = changed(standing.change, words)
        self.moved.setText(moved)
        self.moved.setVisible(bool(moved))
        self.form.choices["agreed"].setAccessibleDescription(agreed_told(standing, set_, words))
        self.acts.show_score(score.id, writable=writable)

    @staticmethod
    def _given(standing: Standing, set_: AssessmentSet) -> str:
        """What people gave, in no order of people; nothing where too few did."""
        tally = standing.votes.tally
        return " ".join(str(int(set_.shown(each))) for each in sorted(tally.numbers)) if tally else ""

    def commit(self) -> None:
        """Take over what is being typed."""
        self.form.commit()
        self.acts.commit()

    # -- taking over

    def _take(self, key: str, value: Any) -> bool:
        if self.standing is None or self._set is None:
            return True
        session, words, score = self._page.session, self._page.words, self.standing.score.id
        if key == "agreed":
            shown = None if value is None else int(self._set.shown(value))
            return session.do(words("Agree on a step"), assessments.agree, score, shown)
        if key == "not_relevant":
            leave = partial(assessments.leave_out, irrelevant=value)
            return session.do(words("Say whether an item is relevant"), leave, score)
        if key == "numbers":
            return self._rate(score, value)
        note = words("Note what shows it")
        return session.do(note, assessments.note_evidence, score, value, typing=f"{score} evidence")

    def _rate(self, score: str, typed: str) -> bool:
        """Take over numbers of several people; the field forgets at once in which order they were typed."""
        words, field = self._page.words, self.form.fields["numbers"]
        done = self._page.session.do(words("Rate openly"), assessments.rate_openly, score, typed)
        if done and isinstance(field, LineField) and self.standing is not None and self._set is not None:
            given = self._given(self.standing, self._set)
            field.setText(given)
            field.show_value(given)
        return done
