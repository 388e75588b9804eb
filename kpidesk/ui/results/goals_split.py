"""Turning a goal into results in one go: a row for each part, with what the part is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.actions.goals import Part
from kpidesk.domain.goal_lines import GoalPart
from kpidesk.domain.results import AsideKind, Ring
from kpidesk.ui.fields import Choice, LineField
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import label
from kpidesk.ui.wording import small_button

What = str | AsideKind  # a ring, or what a part is instead
_MOST: Final = 12
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass
class Draft:
    """A part as it is being written; `seed` is what was proposed."""

    text: str
    what: What
    seed: str = ""


class _Words(LineField):
    """The words of a part: Enter begins the next, Ctrl+Enter makes the results."""

    draft = True
    ended = Signal()
    made = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """See QLineEdit."""
        if event.key() in _ENTER:
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.made if held else self.ended).emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class PartRow(QWidget):
    """One part."""

    def __init__(self, page: Page, draft: Draft, choices: Sequence[tuple[What, str]]) -> None:
        super().__init__()
        words = page.words
        self.draft = draft
        self.text = _Words(
            lambda _: True, words("what is so then, in plain words"), name=words("A part of the goal")
        )
        self.text.show_value(draft.seed)  # what is proposed is nothing that a person would lose
        if draft.text != draft.seed:
            self.text.setText(draft.text)
        self.text.textChanged.connect(self._typed)
        self.what = Choice(choices, self._turned, words("What this part is"))
        self.what.show_value(draft.what)
        self.what.setFixedWidth(136)
        self.away = small_button(page.icons.icon("x", size=14), words("Leave this part out"), lambda: None)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.text, 1)
        row.addWidget(self.what)
        row.addWidget(self.away)

    def _typed(self, text: str) -> None:
        self.draft.text = text

    def _turned(self, what: What) -> None:
        self.draft.what = what


class SplitPanel(QWidget):
    """The rows. What is being written for a goal waits while another one is looked at.

    `make` is called with the parts and says whether they were taken.
    """

    changed = Signal()

    def __init__(self, page: Page, button: QPushButton, make: Callable[[list[Part]], bool]) -> None:
        super().__init__()
        self.setObjectName("split")
        self._page, self._make = page, make
        self._drafts: dict[str, list[Draft]] = {}
        self._left_out: dict[str, set[str]] = {}
        """What was proposed for a goal and is not wanted."""
        self._goal, self._code = "", ""
        self._rings: list[tuple[str, str]] = []
        self.rows: list[PartRow] = []
        self.button = button
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column.addLayout(self._list)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(button)
        words = page.words
        told = label(words("Enter begins another part, Ctrl+Enter makes them."), "caption", wrap=True)
        foot.addWidget(told, 1)
        column.addSpacing(2)
        column.addLayout(foot)

    # -- showing

    def show_goal(self, goal_id: str, code: str, rings: Sequence[Ring], proposed: Sequence[GoalPart]) -> None:
        """Show what is being written for a goal; `proposed` fills the rows of one that was not begun."""
        offered = [(ring.id, f"{ring.position} {ring.name}") for ring in rings]
        left_out = self._left_out.get(goal_id, set())
        proposed = [part for part in proposed if part.text not in left_out]
        there: dict[str, Draft] = {}
        same = goal_id == self._goal and offered == self._rings
        if same:
            if not self._is_proposal() or self._same(proposed):
                return
            there = {draft.seed: draft for draft in self._drafts.pop(goal_id, []) if draft.seed}
        self._goal, self._code, self._rings = goal_id, code, offered
        if goal_id not in self._drafts and goal_id:
            drafts = [
                there.pop(part.text, Draft(part.text, self._what(action=part.action), part.text))
                for part in proposed
            ]
            self._drafts[goal_id] = drafts or [Draft("", self._what())]
        self._fill(keep=same)

    def _is_proposal(self) -> bool:
        return all(draft.text == draft.seed for draft in self._drafts.get(self._goal, ()))

    def _same(self, proposed: Sequence[GoalPart]) -> bool:
        seeds = [draft.seed for draft in self._drafts.get(self._goal, ()) if draft.seed]
        return seeds == [part.text for part in proposed]

    def _what(self, *, action: bool = False) -> What:
        """What a new part is: an action, or a result in the second ring, as most goals are."""
        if action:
            return AsideKind.ACTION
        return self._rings[min(1, len(self._rings) - 1)][0] if self._rings else AsideKind.PARKED

    def _choices(self) -> list[tuple[What, str]]:
        words = self._page.words
        choices: list[tuple[What, str]] = [(key, text) for key, text in self._rings]
        choices += [
            (AsideKind.ACTION, words("an action")),
            (AsideKind.TARGET, words("a target")),
            (AsideKind.PARKED, words("parked")),
        ]
        return choices

    def _fill(self, *, keep: bool = False) -> None:
        """Show the drafts; `keep` leaves the rows of those that are shown already as they are."""
        drafts = self._drafts.get(self._goal, [])
        there: dict[int, PartRow] = {}
        for row in self.rows:
            self._list.removeWidget(row)
            if keep and any(row.draft is draft for draft in drafts):
                there[id(row.draft)] = row
            else:
                throw_away(row)
        self.rows = []
        for draft in drafts:
            if row_there := there.get(id(draft)):
                self._list.insertWidget(len(self.rows), row_there)
                self.rows.append(row_there)
            else:
                self._put(draft)
        self._name()
        self._told()

    def _put(self, draft: Draft, at: int | None = None) -> PartRow:
        row = PartRow(self._page, draft, self._choices())
        place = len(self.rows) if at is None else at
        self.rows.insert(place, row)
        self._list.insertWidget(place, row)
        row.text.ended.connect(partial(self._go_on, row))
        row.text.made.connect(self.make)
        row.text.textChanged.connect(self._told)
        row.what.activated.connect(self._told)
        row.away.clicked.connect(partial(self._leave_out, row))
        writable = not self._page.read_only()
        for each in (row.text, row.what, row.away):
            each.setEnabled(writable)
        row.show()
        self._name()
        return row

    def _name(self) -> None:
        for number, row in enumerate(self.rows):
            row.text.setObjectName(f"{self._code}-becomes" if number == 0 else f"part-{number + 1}")
            row.what.setObjectName(f"part-what-{number + 1}")
            row.away.setObjectName(f"part-away-{number + 1}")

    def _told(self, *_: object) -> None:
        """The button says what it will do."""
        words = self._page.words
        written = [draft for draft in self._drafts.get(self._goal, ()) if draft.text.strip()]
        results = sum(isinstance(draft.what, str) for draft in written)
        if written and not results:
            text = words.many("Keep {n} part", "Keep {n} parts", len(written))
        else:
            text = words.many("Make {n} result", "Make {n} results", max(results, 1))
        self.button.setText(f"\u00a0{text}")  # see put_icon
        self.changed.emit()

    # -- writing

    def focus_in(self) -> None:
        """Go on writing."""
        if self.rows:
            empty = next((row for row in self.rows if not row.text.text().strip()), self.rows[0])
            empty.text.setFocus()

    def unfinished(self) -> str:
        """What a person wrote for any goal and that is no result yet."""
        drafts = (draft for drafts in self._drafts.values() for draft in drafts)
        return next((each.text for each in drafts if each.text.strip() and each.text != each.seed), "")

    def keep(self, goal_ids: set[str]) -> None:
        """Let go of what was written for goals that are gone."""
        self._drafts = {goal: drafts for goal, drafts in self._drafts.items() if goal in goal_ids}
        self._left_out = {goal: texts for goal, texts in self._left_out.items() if goal in goal_ids}

    def _go_on(self, row: PartRow) -> None:
        """To the next part, or a new one; with nothing written there is nothing to go on from."""
        at = self._place(row)
        if at is None:
            return
        if at + 1 < len(self.rows):
            self.rows[at + 1].text.setFocus()
        elif row.text.text().strip() and len(self.rows) < _MOST:
            draft = Draft("", row.draft.what)
            self._drafts[self._goal].append(draft)
            self._put(draft).text.setFocus()
        self._told()

    def _place(self, row: PartRow) -> int | None:
        """Where a row is, None once it is gone: the press on its × may have reworded the goal."""
        return next((at for at, each in enumerate(self.rows) if each.draft is row.draft), None)

    def _leave_out(self, row: PartRow, _checked: bool = False) -> None:
        at = self._place(row)
        if at is None:
            return
        drafts = self._drafts[self._goal]
        if row.draft.seed:
            self._left_out.setdefault(self._goal, set()).add(row.draft.seed)
        if len(self.rows) == 1:
            row.text.clear()
            row.draft.seed = ""
        else:
            del drafts[at]
            self.rows.remove(row)
            self._list.removeWidget(row)
            throw_away(row)
            self._name()
        self.rows[min(at, len(self.rows) - 1)].text.setFocus()
        self._told()

    def make(self) -> None:
        """Make results and the rest of what is written, as one step."""
        parts = []
        for draft in self._drafts.get(self._goal, ()):
            if isinstance(draft.what, AsideKind):
                parts.append(Part(draft.text, kind=draft.what))
            else:
                parts.append(Part(draft.text, ring=draft.what))
        goal, written = self._goal, self._drafts.pop(self._goal, [])
        if not self._make(parts):
            self._drafts[goal] = written
        if self._goal == goal:
            if goal not in self._drafts:
                self._drafts[goal] = [Draft("", self._what())]
            self._fill()
            self.focus_in()
