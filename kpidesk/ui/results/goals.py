"""Goals as they were found in a plan, each with the results that it became."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.actions import goals as actions
from kpidesk.desk.edits import Edit
from kpidesk.domain.results import Goal, Map, Result, Ring, Trace
from kpidesk.ui.fields import Choice, LineField, TextField
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import EmptyState, Flow, Line, Panel, button, clear, label, scrolling, tool_button


class GoalsView(Panel):
    """A line to type goals in, and under it a row for each."""

    def __init__(self, page: Page, open_result: Callable[[str], object]) -> None:
        super().__init__()
        self._page = page
        self._open_result = open_result
        self._rows: dict[str, GoalRow] = {}
        words = page.words
        self.line = _Lines(self._add, words("Type a goal just as it stands in the plan, then press Enter"))
        self.line.setObjectName("goal-line")
        self.line.setProperty("role", "statement")
        self.line.setReadOnly(bool(page.read_only()))
        top = QHBoxLayout()
        top.setContentsMargins(16, 14, 16, 12)
        top.addWidget(self.line)
        self.body.addLayout(top)
        self.body.addWidget(Line())
        self._empty = EmptyState(
            page.icons.pixmap("list-checks", "text_third", 40),
            words("Here come the goals that you were given, vague words and all."),
            words("Deliver world-class, resilient water services"),
            button(words("Write the first goal"), self.line.setFocus),
        )
        self.body.addWidget(self._empty, 1)
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch()
        self._area = scrolling(content)
        self.body.addWidget(self._area, 1)

    def refresh(self) -> None:
        """Show the goals as the desk has them; rows that stay keep what is typed in them."""
        desk = self._page.session.desk
        goals = sorted(desk.find(Goal), key=lambda goal: goal.code)
        for gone in self._rows.keys() - {goal.id for goal in goals}:
            row = self._rows.pop(gone)
            self._list.removeWidget(row)
            throw_away(row)
        for place, goal in enumerate(goals):
            if goal.id not in self._rows:
                self._rows[goal.id] = GoalRow(self._page, goal, self._open_result)
                self._list.insertWidget(place, self._rows[goal.id])
            self._rows[goal.id].show_goal(goal)
        self._empty.setVisible(not goals)
        self._area.setVisible(bool(goals))

    def show_goal(self, goal_id: str) -> None:
        """Bring a goal into sight."""
        if row := self._rows.get(goal_id):
            self._area.ensureWidgetVisible(row)
            row.becomes.setFocus()

    def has(self, goal_id: str) -> bool:
        """Whether a goal is among the rows."""
        return goal_id in self._rows

    def unfinished(self) -> str:
        """A result that was begun beside a goal and not entered."""
        return next((text for row in self._rows.values() if (text := row.becomes.text().strip())), "")

    def _add(self, text: str) -> bool:
        """Each line is a goal."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if not lines:
            return True
        words = self._page.words
        name = words.many("Add {n} goal", "Add {n} goals", len(lines))

        def add_all(edit: Edit) -> None:
            for line in lines:
                actions.add(edit, line)

        taken = self._page.session.do(name, add_all)
        if taken:
            self.line.clear()
        return taken


class _Lines(TextField):
    """Takes one goal and Enter, or many pasted lines; nothing is added while one is still typing."""

    def __init__(self, commit: Callable[[str], bool], placeholder: str) -> None:
        super().__init__(commit, placeholder, lines=False)
        self._rest.setInterval(2**31 - 1)  # Enter decides here, not a rest


class GoalRow(QFrame):
    """One goal: its words, where they stand, what it became, and a line to turn it into a result."""

    def __init__(self, page: Page, goal: Goal, open_result: Callable[[str], object]) -> None:
        super().__init__()
        self._page, self._goal, self._open_result = page, goal, open_result
        self._drawn: object = None
        self.setObjectName(f"goal-{goal.code}")
        words = page.words
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(16)
        code = label(goal.code, "caption")
        code.setFixedWidth(44)
        code.setContentsMargins(0, 8, 0, 0)
        row.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._given(), 5)
        row.addLayout(self._became(), 5)
        gone = tool_button(page.icons.icon("trash-2"), words("Remove {code}", code=goal.code), self._remove)
        gone.setEnabled(not page.read_only())
        row.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(row)
        whole.addWidget(Line())

    def _given(self) -> QVBoxLayout:
        words = self._page.words
        column = QVBoxLayout()
        column.setSpacing(2)
        self.text = TextField(self._reword, words("The goal in its own words"), lines=False)
        self.text.setProperty("bare", "true")
        self.text.setProperty("role", "statement")
        self.source = LineField(
            partial(self._change, "source"), words("where it stands"), name=words("Where the goal stands")
        )
        self.source.setProperty("bare", "true")
        for field in (self.text, self.source):
            field.setReadOnly(bool(self._page.read_only()))
            column.addWidget(field)
        column.addStretch()
        return column

    def _became(self) -> QVBoxLayout:
        words = self._page.words
        column = QVBoxLayout()
        column.setSpacing(4)
        self._results = Flow(6)
        column.addLayout(self._results)
        line = QHBoxLayout()
        line.setSpacing(6)
        self.becomes = LineField(
            lambda _text: True, words("write the result that it becomes, then Enter"),
            name=words("The result that {code} becomes", code=self._goal.code),
        )  # fmt: skip
        self.becomes.setObjectName(f"{self._goal.code}-becomes")
        self.becomes.returnPressed.connect(self._become)
        rings = sorted(self._page.session.desk.find(Ring), key=lambda ring: ring.position)
        self.ring = Choice([(ring.id, f"{ring.position} {ring.name}") for ring in rings], lambda _: None,
                           words("In which ring"))  # fmt: skip
        self.ring.setFixedWidth(130)
        self.ring.setCurrentIndex(min(1, len(rings) - 1))
        line.addWidget(self.becomes, 1)
        line.addWidget(self.ring)
        column.addLayout(line)
        self.outcome = LineField(
            partial(self._change, "outcome"), words("what else became of it: an action, a target, parked …"),
            name=words("What else became of it"),
        )  # fmt: skip
        self.outcome.setProperty("bare", "true")
        self.outcome.setReadOnly(bool(self._page.read_only()))
        column.addWidget(self.outcome)
        column.addStretch()
        if self._page.read_only():
            self.becomes.hide()
            self.ring.hide()
        return column

    def show_goal(self, goal: Goal) -> None:
        """Show the goal as the desk has it now."""
        self._goal = goal
        self.text.show_value(goal.text)
        self.source.show_value(goal.source)
        self.outcome.show_value(goal.outcome)
        desk = self._page.session.desk
        became = [desk.get(Result, trace.result) for trace in desk.find(Trace, goal=goal.id)]
        drawn = [(result.id, result.code, result.statement) for result in became]
        if drawn == self._drawn:
            return
        self._drawn = drawn
        clear(self._results)
        for result_id, code, statement in sorted(drawn, key=lambda each: each[1]):
            pill = QPushButton(f"→ {code}")
            pill.setProperty("kind", "pill")
            pill.setToolTip(statement)
            pill.setAccessibleName(f"{code} {statement}")
            pill.clicked.connect(partial(self._open, result_id))
            self._results.addWidget(pill)

    def _open(self, result_id: str, _checked: bool = False) -> None:
        self._open_result(result_id)

    def _reword(self, text: str) -> bool:
        name = self._page.words("Reword {code}", code=self._goal.code)
        typing = f"{self._goal.id} text"
        goal = self._goal.id
        return self._page.session.do(name, lambda edit: actions.change(edit, goal, text=text), typing=typing)

    def _change(self, field: str, text: str) -> bool:
        name = self._page.words("Change {code}", code=self._goal.code)
        fields: dict[str, object] = {field: text}
        goal = self._goal.id
        return self._page.session.do(
            name, lambda edit: actions.change(edit, goal, **fields), typing=f"{goal} {field}"
        )

    def _become(self) -> None:
        text = self.becomes.text()
        shown = next(iter(self._page.session.desk.find(Map)), None)
        if not text.strip() or shown is None or self.ring.value is None:
            return
        name = self._page.words("Result from {code}", code=self._goal.code)
        if self._page.session.do(name, actions.become, self._goal.id, shown.id, self.ring.value, text):
            self.becomes.clear()

    def _remove(self) -> None:
        name = self._page.words("Remove {code}", code=self._goal.code)
        self._page.session.do(name, actions.remove, self._goal.id)
