"""Part four of the work sheet: looking back at how the partners work together, as often as they meet."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import alignment
from kpidesk.domain.sharing import Challenge, ChallengeKind, Reflection
from kpidesk.ui.fields import Choice, TextField
from kpidesk.ui.form import coded, members
from kpidesk.ui.sharing.adder import Adder
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import LONG_LINE, Panel, button, clear, label, scrolling, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage


class _Challenges(QWidget):
    """What stands in the way: each with where it lies and between whom."""

    def __init__(self, page: "SharingPage") -> None:
        super().__init__()
        self._page = page
        self._drawn: object = None
        self.fields: dict[str, TextField] = {}
        self._choices: dict[str, dict[str, Choice]] = {}  # of each challenge, by the fields they are about
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        column.addLayout(self._column)
        words = page.words
        self.adder = Adder(self._add, words("+ what stands in the way"), name=words("Add a challenge"))
        self.adder.setObjectName("challenge-adder")
        column.addWidget(self.adder)
        if page.read_only():
            self.adder.hide()

    def show_centre(self, centre_id: str) -> None:
        """Show the challenges around one result."""
        desk = self._page.session.desk
        found = desk.find(Challenge, centre=centre_id)
        partners = self._page.partners()
        drawn = ([each.id for each in found], partners)
        if drawn != self._drawn:
            self._drawn = drawn
            clear(self._column)
            self.fields, self._choices = {}, {}
            choices = coded(partners, "name", self._page.words("no partner"))
            for each in found:
                made = self._row(each, choices)
                self._column.addWidget(made)
                made.show()
        for each in found:
            self.fields[each.id].show_value(each.text)
            for key, choice in self._choices[each.id].items():
                choice.show_value(getattr(each, key))

    def _row(self, challenge: Challenge, partners: list[tuple[object, str]]) -> QWidget:
        page, words = self._page, self._page.words
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(8)
        field = TextField(
            lambda text: self._change(challenge, text=text), words("What stands in the way?"),
            name=words("Challenge"),
        )  # fmt: skip
        field.setObjectName(f"challenge-{challenge.id}")
        self.fields[challenge.id] = field
        top.addWidget(field, 1)
        gone = tool_button(
            page.icons.icon("trash-2"), words("Remove the challenge"), partial(self._remove, challenge)
        )
        top.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        below = QHBoxLayout()
        below.setSpacing(8)
        for key, choices, name in (
            ("kind", members(ChallengeKind, words, words("lies where?")), words("Where it lies")),
            ("partner", partners, words("Whom it is about")),
            ("other", partners, words("And between whom")),
        ):
            choice = Choice(choices, partial(self._choose, challenge, key), name)
            self._choices.setdefault(challenge.id, {})[key] = choice
            choice.setObjectName(f"challenge-{key}")
            choice.setToolTip(name)
            choice.setEnabled(not page.read_only())
            below.addWidget(choice, 1)
        below.addSpacing(40)
        column.addLayout(below)
        field.setReadOnly(bool(page.read_only()))
        if page.read_only():
            gone.hide()
        return made

    def _change(self, challenge: Challenge, **given: Any) -> bool:
        typing = f"{challenge.id} text" if "text" in given else None
        return self._page.session.do(
            self._page.words("Change a challenge"),
            lambda edit: alignment.change_challenge(edit, challenge.id, **given),
            typing=typing,
        )

    def _choose(self, challenge: Challenge, key: str, value: object) -> None:
        if not self._change(challenge, **{key: value}):
            self.show_centre(challenge.centre)  # what was refused is not shown as if it were so

    def _remove(self, challenge: Challenge) -> None:
        self._page.session.do(
            self._page.words("Remove a challenge"), alignment.remove_challenges, [challenge.id]
        )

    def _add(self, text: str) -> bool:
        centre = self._page.centre
        return centre is None or self._page.session.do(
            self._page.words("Add a challenge"), alignment.add_challenge, centre.id, text
        )


class LookingBack(QWidget):
    """Which look back at the left, its questions at the right."""

    def __init__(self, page: "SharingPage") -> None:
        super().__init__()
        self._page = page
        self.current = ""
        words = page.words
        panel = Panel(words("Looks back"))
        panel.setMinimumWidth(190)
        self.today = button(words("Look back today"), self.begin)
        self.today.setObjectName("look-back")
        self._days = QVBoxLayout()
        self._days.setSpacing(4)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.today)
        column.addLayout(self._days)
        column.addStretch(1)
        panel.body.addWidget(scrolling(left))
        across = splitter(Qt.Orientation.Horizontal, panel, self._questions())
        across.setStretchFactor(1, 1)
        across.setSizes([220, 900])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(across)

    def _questions(self) -> Panel:
        words = self._page.words
        panel = Panel()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(6)
        self._head = label("", "statement-strong", wrap=True)
        column.addWidget(self._head)
        self.challenges = _Challenges(self._page)
        self.fields: dict[str, TextField] = {}
        column.addWidget(_asked("1", words("What stands in the way: a person, a role, or the system?")))
        column.addWidget(self.challenges)
        self._answers = QWidget()
        answers = QVBoxLayout(self._answers)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(6)
        for number, (key, question) in enumerate(self._asked().items(), 2):
            answers.addWidget(_asked(str(number), question))
            field = TextField(partial(self._take, key), words("what was said"), name=question, least=2)
            field.setObjectName(f"reflection-{key}")
            self.fields[key] = field
            answers.addWidget(field)
        column.addWidget(self._answers)
        self._none = label(
            words("Look back today, and four more questions are asked here."), "second", wrap=True
        )
        column.addWidget(self._none)
        self.remove = button(words("Remove this look back"), self._remove, "quiet")
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        panel.body.addWidget(scrolling(content, widest=LONG_LINE))
        return panel

    def _asked(self) -> dict[str, str]:
        words = self._page.words
        return {
            "conversations": words("Which conversations lead to high action and high alignment?"),
            "competition": words("Where do we compete with each other?"),
            "fragmentation": words("What pulls us apart, each to their own?"),
            "culture": words("How does it help that we look at results together?"),
        }

    def show_centre(self, centre_id: str) -> None:
        """Show the looks back around one result."""
        desk, words = self._page.session.desk, self._page.words
        found = sorted(desk.find(Reflection, centre=centre_id), key=lambda each: each.day, reverse=True)
        ids = [each.id for each in found]
        if self.current not in ids:
            self.current = ids[0] if ids else ""
        clear(self._days)
        for each in found:
            made = button(
                words.date(each.day), partial(self.choose, each.id),
                "chosen" if each.id == self.current else "plain",
            )  # fmt: skip
            made.setObjectName(f"reflection-{each.day.isoformat()}")
            self._days.addWidget(made)
        shown = next((each for each in found if each.id == self.current), None)
        self._head.setText(words("Looking back on {day}", day=words.date(shown.day)) if shown else "")
        self._head.setVisible(shown is not None)
        writable = not self._page.read_only()
        self._answers.setVisible(shown is not None)
        self._none.setVisible(shown is None)
        self.remove.setVisible(shown is not None and writable)
        self.today.setVisible(writable)
        for key, field in self.fields.items():
            field.show_value(getattr(shown, key) if shown else "")
            field.setReadOnly(not writable)
        self.challenges.show_centre(centre_id)

    def choose(self, reflection_id: str) -> None:
        """Show another look back; what is being typed is taken over first."""
        self.commit()
        if not self._page.holds_back():
            self.current = reflection_id
        if self._page.centre is not None:
            self.show_centre(self._page.centre.id)

    def begin(self) -> None:
        """Look back today; one that was begun today already is gone on with."""
        centre = self._page.centre
        if centre is None:
            return
        self.commit()
        today = date.today()  # noqa: DTZ011 - the person's day
        if not self._page.session.desk.find(Reflection, centre=centre.id, day=today):
            reflect = partial(alignment.reflect, day=today)
            self._page.session.do(self._page.words("Look back"), reflect, centre.id)
        for each in self._page.session.desk.find(Reflection, centre=centre.id, day=today):
            self.choose(each.id)
        self.fields["conversations"].setFocus()

    def commit(self) -> None:
        """Take over whatever is typed."""
        for field in self.fields.values():
            field.commit()
        self.challenges.adder.commit()

    def _take(self, key: str, text: str) -> bool:
        current, given = self.current, {key: text}
        if not current:
            return True
        return self._page.session.do(
            self._page.words("What was said looking back"),
            lambda edit: alignment.change_reflection(edit, current, **given),
            typing=f"{current} {key}",
        )

    def _remove(self) -> None:
        self._page.session.do(
            self._page.words("Remove a look back"), alignment.remove_reflection, self.current
        )


def _asked(number: str, question: str) -> QWidget:
    made = label(f"{number}  {question}", "panel", wrap=True)
    made.setContentsMargins(0, 12, 0, 2)
    return made
