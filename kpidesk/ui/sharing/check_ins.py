"""Looking at a promise together: what was noted before, and the three questions for today."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import commitments
from kpidesk.domain.commitments import CheckIn, Commitment, CommitmentStatus
from kpidesk.domain.sharing import ChallengeKind
from kpidesk.drawing.partner_words import looked_at
from kpidesk.ui.fields import Choice, TextField, labelled
from kpidesk.ui.form import members
from kpidesk.ui.widgets import Line, button, clear, label, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage


@dataclass(frozen=True, slots=True)
class _Draft:
    """What was typed about a promise and not noted yet."""

    said: dict[str, str]
    status: CommitmentStatus
    kind: ChallengeKind | None


class CheckIns(QWidget):
    """The looks before, the latest first, and a form for one more. Nothing is written before it is noted."""

    def __init__(self, page: "SharingPage") -> None:
        super().__init__()
        self._page = page
        self._promise: Commitment | None = None
        self._drawn: object = None
        self._drafts: dict[str, _Draft] = {}
        words = page.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._form = self._questions()
        column.addWidget(self._form)
        self.after = self._after()
        column.addWidget(self.after)
        self._before = QVBoxLayout()
        self._before.setSpacing(6)
        self._head = label(words("Looked at before"), "caption-strong")
        column.addWidget(self._head)
        column.addLayout(self._before)

    def _questions(self) -> QWidget:
        words = self._page.words
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.answers: dict[str, TextField] = {}
        for key, question in (
            ("happened", words("What has happened since?")),
            ("learned", words("What did we learn?")),
            ("next", words("What needs to happen next?")),
        ):
            field = TextField(lambda _: True, name=question)
            field.draft = True
            field.setObjectName(f"look-{key}")
            self.answers[key] = field
            column.addLayout(labelled(question, field))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.status = Choice(members(CommitmentStatus, words), self._reason, words("What came of it"))
        self.status.setObjectName("look-status")
        self.kind = Choice(
            members(ChallengeKind, words, words("not said")), lambda _: None, words("Where the reason lies")
        )
        self.kind.setObjectName("look-kind")
        self._why = QWidget()
        why = labelled(words("The reason lies with"), self.kind)
        why.setContentsMargins(0, 0, 0, 0)
        self._why.setLayout(why)
        row.addLayout(labelled(words("What came of it"), self.status), 1)
        row.addWidget(self._why, 1)
        column.addLayout(row)
        self.note = button(words("Note what we heard"), self._note, "filled")
        self.note.setObjectName("look-note")
        column.addWidget(self.note, 0, Qt.AlignmentFlag.AlignLeft)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        return made

    def _after(self) -> QWidget:
        """What is offered once a promise was looked at."""
        words = self._page.words
        made = QWidget()
        made.setProperty("kind", "well")
        row = QVBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        self.follow = button(words("Promise the next step"), self._follow, "link")
        self.follow.setObjectName("look-follow")
        self.reflect = button(words("Look back on how we work together"), self._reflect, "link")
        self.reflect.setObjectName("look-reflect")
        row.addWidget(self.follow, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.reflect, 0, Qt.AlignmentFlag.AlignLeft)
        made.hide()
        return made

    # -- showing

    def show_promise(self, promise: Commitment, *, writable: bool) -> None:
        """Show a promise; answers that were typed for another one are put away with it."""
        if self._promise is None or self._promise.id != promise.id:
            self._keep()
            self._bring(promise)
            self._say("")
            self.after.hide()
        self._promise = promise
        self._form.setVisible(writable)
        looks = sorted(
            self._page.session.desk.find(CheckIn, commitment=promise.id),
            key=lambda each: (each.day, each.id), reverse=True,
        )  # fmt: skip
        self._head.setVisible(bool(looks))
        if (looks, writable) != self._drawn:
            self._drawn = (looks, writable)
            clear(self._before)
            for each in looks:
                self._before.addWidget(self._look(each, writable=writable))

    def _look(self, look: CheckIn, *, writable: bool) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(label(looked_at(look, self._page.words), wrap=True), 1)
        gone = tool_button(
            self._page.icons.icon("trash-2"),
            self._page.words("Remove what was noted on {day}", day=self._page.words.date(look.day)),
            partial(self._remove, look),
        )
        if not writable:
            gone.hide()
        row.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(Line())
        return made

    def _keep(self) -> None:
        """What is typed about a promise waits for whoever comes back to it."""
        if self._promise is not None:
            self._drafts.pop(self._promise.id, None)
            if self._typed:
                self._drafts[self._promise.id] = _Draft(self._said(), self.status.value, self.kind.value)

    def _bring(self, promise: Commitment) -> None:
        """Show what was typed about a promise before, or nothing."""
        draft = self._drafts.get(promise.id, _Draft({}, promise.status, None))
        for key, field in self.answers.items():
            field.setPlainText(draft.said.get(key, ""))
        self.status.show_value(draft.status)
        self.kind.show_value(draft.kind)
        self._reason(draft.status)

    def _said(self) -> dict[str, str]:
        return {key: field.typed() for key, field in self.answers.items()}

    @property
    def _typed(self) -> str:
        return next((text for each in self._said().values() if (text := each.strip())), "")

    def _reason(self, status: CommitmentStatus) -> None:
        """Where the reason lies is asked where a promise was not, or not fully, kept."""
        missed = status in {CommitmentStatus.NOT_MET, CommitmentStatus.PARTLY_MET, CommitmentStatus.DROPPED}
        self._why.setVisible(missed)
        if not missed:
            self.kind.show_value(None)

    @property
    def unfinished(self) -> str:
        """What is typed and not noted yet."""
        waiting = (text for draft in self._drafts.values() for text in draft.said.values() if text.strip())
        return self._typed or next(waiting, "")

    # -- doing

    def _note(self) -> None:
        promise, page = self._promise, self._page
        if promise is None:
            return
        given = self._said()
        if not self._typed and self.status.value is promise.status:
            self._say(page.words("Answer a question, or say what came of it."))
            return
        self._say("")
        look = partial(
            commitments.check_in, status=self.status.value, happened=given["happened"],
            learned=given["learned"], next=given["next"], kind=self.kind.value,
        )  # fmt: skip

        def act(edit: object) -> None:
            look(edit, promise.id)  # type: ignore[arg-type]

        if page.session.do(page.words("Look at a promise"), act):
            self._next = given["next"].strip()
            self._drafts.pop(promise.id, None)
            self._bring(page.session.desk.get(Commitment, promise.id))
            self.follow.setVisible(bool(self._next))
            self.after.show()

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    def _follow(self) -> None:
        """What needs to happen next becomes a promise of its own, and is shown to be filled in."""
        promise, page = self._promise, self._page
        if promise is None:
            return
        before = {each.id for each in page.session.desk.find(Commitment)}
        follow = partial(commitments.follow_up, what=self._next)
        if page.session.do(page.words("Promise the next step"), follow, promise.id):
            (made,) = {each.id for each in page.session.desk.find(Commitment)} - before
            page.show_record(made)

    def _reflect(self) -> None:
        self._page.show_part(4)

    def _remove(self, look: CheckIn) -> None:
        name = self._page.words("Remove a look at a promise")
        if self._page.session.do(name, commitments.remove_check_in, look.id) and self._promise is not None:
            self.status.show_value(self._page.session.desk.get(Commitment, self._promise.id).status)
            self._reason(self.status.value)
