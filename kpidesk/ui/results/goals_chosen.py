"""The goal that is chosen: its words with marks, the tests, what it became, and turning it into results."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.actions import goals as actions
from kpidesk.actions.goals import Part
from kpidesk.domain.goal_lines import parts_of
from kpidesk.domain.results import Goal, Map, Ring
from kpidesk.ui.fields import LineField
from kpidesk.ui.in_languages import InLanguages
from kpidesk.ui.page import Page
from kpidesk.ui.results.goals_became import Became
from kpidesk.ui.results.goals_list import GoalRow
from kpidesk.ui.results.goals_split import SplitPanel
from kpidesk.ui.versions import EarlierWordings
from kpidesk.ui.widgets import Line, Panel, button, label, scrolling, tool_button
from kpidesk.ui.wording import Hints, MarkedText, Wording
from kpidesk.ui.wording_tests import LanguageChoice, TestsPanel, commits

_EDGE: Final = 16
_WIDEST: Final = 900  # px; wider, an eye would lose the row between question and answer
_PADDING: Final = 7  # px within a bare field


class GoalPanel(Panel):
    """One goal; made once and filled with the chosen one."""

    made = Signal(str)  # results were made from the goal of this id
    stepped = Signal(int)

    def __init__(
        self,
        page: Page,
        wording: Wording,
        map_id: Callable[[], str],
        open_result: Callable[[str], object],
        split: QPushButton,
    ) -> None:
        super().__init__(" ")
        self._page, self._map_id = page, map_id
        self.goal: Goal | None = None
        words, icons = page.words, page.icons
        self.setObjectName("goal-panel")
        for icon, name, by in (
            ("chevron-up", words("Goal before"), -1), ("chevron-down", words("Next goal"), 1),
        ):  # fmt: skip
            self.head.addWidget(tool_button(icons.icon(icon), name, partial(self.stepped.emit, by)))
        self.away = tool_button(icons.icon("trash-2"), words("Remove this goal"), self.remove)
        self.away.setObjectName("remove-goal")
        self.head.addWidget(self.away)
        self.text = MarkedText(
            wording, self._reword, words("The goal in its own words"), name=words("The goal")
        )
        self.text.setObjectName("goal-text")
        self.text.setProperty("bare", "true")
        self.text.setProperty("role", "statement")
        self.source = self._line("source", words("where it stands"), words("Where the goal stands"))
        self.owner = self._line("owner", words("nobody named"), words("Owner of the goal"))
        self.outcome = self._line(
            "outcome", words("a remark on what became of it"), words("Remark on what became of it")
        )
        self.in_languages = InLanguages(page.session, words, {"text": words("The goal")})
        self.earlier = EarlierWordings(page.session, words, self._use)
        self.hints, self.tests = Hints(wording), TestsPanel(wording)
        self.hints.follow(self.text)
        self.tests.follow(self.text)
        self.language = LanguageChoice(wording)
        self.became = Became(page, open_result)
        self.split = SplitPanel(page, split, self._make)
        self._area = scrolling(self._content(), widest=_WIDEST)
        sentence = QHBoxLayout()  # in sight while one judges and splits it
        sentence.setContentsMargins(_EDGE - _PADDING, 8, _EDGE - _PADDING, 4)
        sentence.addWidget(self.text)
        self.body.addLayout(sentence)
        self.body.addWidget(self._area, 1)

    # -- building

    def _line(self, field: str, hint: str, name: str) -> LineField:
        made = LineField(partial(self._change, field), hint, name=name)
        made.setObjectName(f"goal-{field}")
        made.setProperty("bare", "true")
        return made

    def _content(self) -> QWidget:
        words = self._page.words
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(_EDGE - _PADDING, 4, _EDGE - _PADDING, 16)
        column = QVBoxLayout()
        column.setContentsMargins(_PADDING, 0, _PADDING, 0)
        column.setSpacing(4)
        whole.addLayout(column, 1)
        about = QHBoxLayout()
        about.setSpacing(6)
        for name, field in ((words("Stands in"), self.source), (words("Owner"), self.owner)):
            head = label(name, "caption")
            head.setBuddy(field)
            about.addWidget(head)
            about.addWidget(field, 1)
        column.addLayout(about)
        column.addWidget(self.earlier)
        column.addSpacing(2)
        column.addWidget(self.hints)
        column.addSpacing(6)
        column.addLayout(self._heading(words("The five tests"), self.language))
        column.addWidget(Line())
        column.addWidget(self.tests)
        column.addSpacing(10)
        link = button(words("Name a result that is there"), self.became.pick_result, "link")
        link.setObjectName("trace-result")
        link.setEnabled(not self._page.read_only())
        column.addLayout(self._heading(words("What it becomes"), link))
        column.addWidget(Line())
        column.addSpacing(4)
        column.addWidget(self.became)
        column.addWidget(self.outcome)
        column.addSpacing(4)
        column.addWidget(self.split)
        column.addSpacing(10)
        column.addWidget(self.in_languages)
        column.addStretch(1)
        return content

    @staticmethod
    def _heading(text: str, beside: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(text, "panel"), 1)
        row.addWidget(beside, 0, Qt.AlignmentFlag.AlignRight)
        return row

    # -- showing

    def show_goal(self, row: GoalRow, place: int, count: int) -> None:
        """Show a goal as the desk has it; what is being typed in it stays."""
        goal, fresh = row.goal, self.goal is None or self.goal.id != row.goal.id
        self.goal = goal
        words, writable = self._page.words, not self._page.read_only()
        self.title.show_text(words("{code} · {n} of {count}", code=goal.code, n=place, count=count))
        self.text.show_subject(goal.id, goal.text)
        text = self.text.typed()
        self.hints.show_subject(goal.id, text)
        self.tests.show_subject(goal.id, text)
        self.language.refresh()
        self.earlier.show_subject(goal.id, "text")
        for field, value in (
            (self.source, goal.source), (self.owner, goal.owner), (self.outcome, goal.outcome),
        ):  # fmt: skip
            field.show_value(value)
            field.setReadOnly(not writable)
        self.text.setReadOnly(not writable)
        self.away.setEnabled(writable)
        self.became.show_goal(row)
        self.in_languages.show_record(goal)
        rings = sorted(self._page.session.desk.find(Ring), key=lambda ring: ring.position)
        marks = self.text.marks if row.open else ()
        self.split.show_goal(goal.id, goal.code, rings, parts_of(goal.text, marks) if row.open else ())
        self.split.setVisible(writable)
        if fresh:
            self._area.verticalScrollBar().setValue(0)

    def commit(self) -> bool:
        """Take over what is being typed; False when some of it was refused."""
        self.tests.commit()
        parts = self.became.commit()
        self.in_languages.commit()
        own = commits(self.text, self.source, self.owner, self.outcome)
        return own and parts and not self.in_languages.unfinished

    def bring_split_into_sight(self) -> None:
        """Go to where the goal is turned into results."""
        self._area.ensureWidgetVisible(self.split)
        self.split.focus_in()

    # -- editing

    def _reword(self, text: str) -> bool:
        goal = self.goal
        if goal is None or text == goal.text:
            return True
        name = self._page.words("Reword {code}", code=goal.code)
        return self._page.session.do(
            name, lambda edit: actions.change(edit, goal.id, text=text), typing=f"{goal.id} text"
        )

    def _change(self, field: str, text: str) -> bool:
        goal = self.goal
        if goal is None:
            return True
        name = self._page.words("Change {code}", code=goal.code)
        fields: dict[str, object] = {field: text}
        return self._page.session.do(
            name, lambda edit: actions.change(edit, goal.id, **fields), typing=f"{goal.id} {field}"
        )

    def _use(self, text: str) -> None:
        """Bring an earlier wording back, as a step of its own."""
        if self.goal is not None and self.commit():
            goal = self.goal
            name = self._page.words("Bring back a wording of {code}", code=goal.code)
            self._page.session.do(name, lambda edit: actions.change(edit, goal.id, text=text))

    def remove(self) -> None:
        """Take the goal away; undo brings it back with all that belongs to it."""
        if self.goal is not None and not self._page.read_only():
            name = self._page.words("Remove {code}", code=self.goal.code)
            self._page.session.do(name, actions.remove, self.goal.id)

    def _make(self, parts: list[Part]) -> bool:
        goal, words = self.goal, self._page.words
        if goal is None or not self.commit():
            return False
        map_id = self._map_id() or next((each.id for each in self._page.session.desk.find(Map)), "")
        if not map_id:
            self._page.shell.say(words("This desk has no map yet. Begin one on the page “Map”."), bad=True)
            return False
        count = sum(part.kind is None and bool(part.text.strip()) for part in parts)
        name = words.many("{n} result from {code}", "{n} results from {code}", count, code=goal.code)
        if not count:
            name = words("Keep parts of {code}", code=goal.code)
        if not self._page.session.do(name, actions.split, goal.id, map_id, parts):
            return False
        self.made.emit(goal.id)
        return True
