"""Promises: earlier ones are looked at with three questions, new ones are filled in."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import commitments
from kpidesk.desk.edits import Edit
from kpidesk.domain.commitments import CheckIn, Commitment, CommitmentStatus
from kpidesk.domain.community_meetings import Promised
from kpidesk.domain.labels import LABELS
from kpidesk.domain.sharing import ChallengeKind
from kpidesk.drawing.community_words import promise_in_words
from kpidesk.drawing.partner_words import looked_at
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, TextField, labelled
from kpidesk.ui.form import Form, days, members
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.subject_page import SubjectPage, today
from kpidesk.ui.widgets import Chip, Flow, button, label, tool_button

_FIRST = 3
_MISSED = frozenset({CommitmentStatus.NOT_MET, CommitmentStatus.PARTLY_MET, CommitmentStatus.DROPPED})


def as_read(found: Promised, words: Words) -> list[str]:
    """How the rest of a typed promise is read: who, with whom, by when."""
    parts = [words("who: {who}", who=found.who or words("nobody yet"))]
    if found.with_whom:
        parts.append(words("with {who}", who=found.with_whom))
    if found.unread:
        parts.append(words("“{typed}” is no date.", typed=found.unread))
    elif found.by_when:
        parts.append(words("by {day}", day=words.date(found.by_when)))
    return parts


class EarlierPromise(QFrame):
    """A promise of an earlier meeting in a line; it opens to the three questions."""

    def __init__(self, page: SubjectPage, promise_id: str) -> None:
        super().__init__()
        self.setProperty("kind", "well")
        self._page, self._id = page, promise_id
        words = page.words
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(6)
        self.text = label("", "body", wrap=True)
        column.addWidget(self.text)
        self._foot = Flow(6)
        self.open = button(words("Look at it"), self.toggle, "link")
        self.open.setObjectName("promise-look")
        self.open.setMinimumHeight(32)
        self._chips: list[Chip] = []
        column.addLayout(self._foot)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.before = label("", "second", wrap=True)
        column.addWidget(self.before)
        self.questions = self._questions()
        self.questions.hide()
        column.addWidget(self.questions)

    def _questions(self) -> QWidget:
        words = self._page.words
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        self.answers: dict[str, TextField] = {}
        for key, question in (
            ("happened", words("What has happened since?")),
            ("learned", words("What did we learn?")),
            ("next", words("What needs to happen next?")),
        ):
            field = TextField(lambda _: True, name=question)
            field.draft = True
            field.setObjectName(f"promise-{key}")
            self.answers[key] = field
            column.addLayout(labelled(question, field))
        row = QHBoxLayout()
        self.status = Choice(members(CommitmentStatus, words), self._came, words("What came of it"))
        self.status.setObjectName("promise-status")
        self.kind = Choice(
            members(ChallengeKind, words, words("reason not said")), lambda _: None,
            words("Where the reason lies"),
        )  # fmt: skip
        self.kind.setObjectName("promise-kind")
        note = button(words("Note what we heard"), self._note, "filled")
        note.setObjectName("promise-note")
        row.addWidget(self.status, 1)
        row.addWidget(self.kind, 1)
        row.addWidget(note)
        column.addLayout(row)
        return made

    def show_promise(self, promise: Commitment, *, writable: bool) -> None:
        """Show it as it is; answers that are being typed stay."""
        words, day = self._page.words, today()
        self.text.setText(promise_in_words(promise, words))
        self._show_chips(words(LABELS[promise.status]), words("overdue") if promise.is_overdue(day) else "")
        looks = sorted(
            self._page.session.desk.find(CheckIn, commitment=promise.id), key=lambda each: (each.day, each.id)
        )
        self.before.setText(looked_at(looks[-1], words) if looks else "")
        self.before.setVisible(bool(looks))
        self.open.setEnabled(writable)
        if self.questions.isHidden():
            self.status.show_value(promise.status)
            self._came(promise.status)

    def _show_chips(self, *texts: str) -> None:
        colours = self._page.colours
        for chip in self._chips:
            self._foot.removeWidget(chip)
            throw_away(chip)
        self._chips = [Chip(text, fill=colours.neutral_soft, ink=colours.neutral) for text in texts if text]
        for chip in self._chips:
            self._foot.addWidget(chip)

    def toggle(self) -> None:
        """Open the questions, or put them away; what is typed in them waits."""
        self.questions.setVisible(self.questions.isHidden())
        opened = not self.questions.isHidden()
        words = self._page.words
        self.open.setText(words("Later") if opened else words("Look at it"))
        if opened:
            self.answers["happened"].setFocus()

    def _came(self, status: CommitmentStatus) -> None:
        self.kind.setVisible(status in _MISSED)
        if status not in _MISSED:
            self.kind.show_value(None)

    def note_typed(self) -> None:
        """Note answers that were begun."""
        if self.typed:
            self._note()

    @property
    def typed(self) -> str:
        """What is typed and not noted yet."""
        return next((text for each in self.answers.values() if (text := each.typed().strip())), "")

    def _note(self) -> None:
        given = {key: field.typed() for key, field in self.answers.items()}
        status, kind = self.status.value, self.kind.value

        def act(edit: Edit) -> None:
            commitments.check_in(edit, self._id, status, kind=kind, **given)

        if self._page.session.do(self._page.words("Look at a promise"), act):
            for field in self.answers.values():
                field.setPlainText("")
            if not self.questions.isHidden():
                self.toggle()
            self.open.setFocus()


class NewPromise(QWidget):
    """A promise of this meeting, with its fields."""

    def __init__(self, page: SubjectPage, promise_id: str, people: QStringListModel) -> None:
        super().__init__()
        self._page, self._id = page, promise_id
        words = page.words
        self.form = Form(
            words,
            {
                "who": words("Who"), "what": words("Does what"), "with_whom": words("With whom"),
                "by_when": words("By when"),
            },
            self._take, people,
        )  # fmt: skip
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        fields = QVBoxLayout()
        fields.setSpacing(6)
        fields.addLayout(self.form.text("what"))
        rest = QHBoxLayout()
        rest.setSpacing(8)
        for each in (
            self.form.person("who"), self.form.line("with_whom"),
            self.form.line("by_when", words("a day"), days(words)),
        ):  # fmt: skip
            rest.addLayout(each, 1)
        fields.addLayout(rest)
        row.addLayout(fields, 1)
        self._gone = tool_button(page.icons.icon("x"), words("Remove this promise"), self._remove)
        row.addWidget(self._gone, 0, Qt.AlignmentFlag.AlignTop)

    def show_promise(self, promise: Commitment, *, writable: bool) -> None:
        """Show it as it is; what is being typed stays."""
        self.form.show_values({key: getattr(promise, key) for key in self.form.fields}, writable=writable)
        self._gone.setEnabled(writable)

    def _take(self, key: str, value: Any) -> bool:
        words = self._page.words
        if not self._page.session.desk.find(Commitment, id=self._id):
            return True  # it was taken away meanwhile

        def change(edit: Edit) -> None:
            commitments.change_promise(edit, self._id, **{key: value})

        return self._page.session.do(words("Change a promise"), change, typing=f"{self._id} {key}")

    def _remove(self) -> None:
        self._page.session.do(self._page.words("Remove a promise"), commitments.remove_promise, self._id)


class Promises(QWidget):
    """Promises below each other, `earlier` ones to look at or new ones to fill in."""

    def __init__(self, page: SubjectPage, people: QStringListModel, *, earlier: bool) -> None:
        super().__init__()
        self._page, self._people, self._earlier = page, people, earlier
        self.rows: dict[str, EarlierPromise | NewPromise] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._all = False
        self._order: list[str] = []
        self.more = button("", self._toggle, "link")
        self.more.setObjectName("promises-more")
        self.more.setMinimumHeight(32)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.hide()

    def show_promises(self, promises: Sequence[Commitment], *, writable: bool) -> None:
        """Show these; rows that stay keep what is typed in them."""
        wanted = {each.id: each for each in promises}
        for gone in [key for key in self.rows if key not in wanted]:
            row = self.rows.pop(gone)
            self._column.removeWidget(row)
            throw_away(row)
        for number, (key, promise) in enumerate(wanted.items()):
            if key not in self.rows:
                self.rows[key] = self._made(key)
            if self._column.indexOf(self.rows[key]) != number:
                self._column.removeWidget(self.rows[key])
                self._column.insertWidget(number, self.rows[key])
            self.rows[key].show_promise(promise, writable=writable)
        self._order = list(wanted)
        self._fold()

    def note_typed(self) -> None:
        """Note the answers that were begun about earlier promises."""
        for row in list(self.rows.values()):
            if isinstance(row, EarlierPromise):
                row.note_typed()

    def _fold(self) -> None:
        """Many earlier promises wait behind a link, so that the agenda stays in sight."""
        waiting = self._order[_FIRST:] if self._earlier else []
        for key in self._order:
            self.rows[key].setVisible(self._all or key not in waiting)
        words = self._page.words
        self.more.setVisible(bool(waiting))
        self.more.setText(
            words("Show fewer")
            if self._all
            else words.many("{n} promise more", "{n} promises more", len(waiting))
        )

    def _toggle(self) -> None:
        self._all = not self._all
        self._fold()

    def _made(self, promise_id: str) -> EarlierPromise | NewPromise:
        if self._earlier:
            return EarlierPromise(self._page, promise_id)
        return NewPromise(self._page, promise_id, self._people)

    @property
    def typed(self) -> str:
        """What is typed about a promise and not noted yet."""
        return next(
            (each.typed for each in self.rows.values() if isinstance(each, EarlierPromise) and each.typed), ""
        )

    def commit(self) -> None:
        """Take over what is typed into new ones."""
        for row in self.rows.values():
            if isinstance(row, NewPromise):
                row.form.commit()
