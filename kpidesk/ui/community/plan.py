"""The implementation plan: which team is led through which step when, by which pair, and what is late."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from kpidesk.actions import communities
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import Community, MethodStep, PlanStep, PlanTeam, StepState
from kpidesk.domain.labels import LABELS
from kpidesk.domain.record import Record
from kpidesk.domain.results import Result
from kpidesk.drawing.chart_words import sentence
from kpidesk.ui.community.of_community import OfCommunity
from kpidesk.ui.community.plan_chart import PlanChart
from kpidesk.ui.fields import Choice, LineField
from kpidesk.ui.form import Form, Unreadable, coded, days, grid, members, texts, whole_numbers
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.register import RegistersView
from kpidesk.ui.subject_page import SubjectPage, today
from kpidesk.ui.told_list import Told
from kpidesk.ui.widgets import Line, Panel, label, scrolling

_MOST_PRIORITY: Final = 99
_CHART: Final = 200  # px, the least of the chart's place


class StepsOfTeam(QWidget):
    """The eight steps of a team, each with its first and last day and how far it is."""

    def __init__(self, page: SubjectPage) -> None:
        super().__init__()
        self._page, self._team = page, ""
        words = page.words
        self._kind = days(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(words("Steps: first day, last day, how far"), "caption-strong"))
        rows = QGridLayout()
        rows.setHorizontalSpacing(6)
        rows.setVerticalSpacing(6)
        self.days: dict[tuple[MethodStep, str], LineField] = {}
        self.states: dict[MethodStep, Choice] = {}
        states = members(StepState, words, words("not planned"))
        for number, step in enumerate(MethodStep):
            name = sentence(words(LABELS[step]))
            rows.addWidget(label(name, "caption-strong"), 2 * number, 0, 1, 2)
            for place, key in enumerate(("starts", "ends")):
                told = (
                    words("First day of {step}", step=name)
                    if key == "starts"
                    else words("Last day of {step}", step=name)
                )
                field = LineField(partial(self._take_day, step, key), words("a day"), name=told)
                field.setObjectName(f"step-{step.value}-{key}")
                self.days[step, key] = field
                rows.addWidget(field, 2 * number + 1, place)
            state = Choice(states, partial(self._take_state, step), words("How far {step} is", step=name))
            state.setObjectName(f"step-{step.value}-state")
            self.states[step] = state
            rows.addWidget(state, 2 * number + 1, 2)
        for place, stretch in enumerate((1, 1, 1)):
            rows.setColumnStretch(place, stretch)
        column.addLayout(rows)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)

    def show_team(self, team_id: str, *, writable: bool) -> None:
        """Show the steps of a team."""
        if team_id != self._team:
            self.commit()
            self.give_back()
        self._team = team_id
        found = {each.step: each for each in self._page.session.desk.find(PlanStep, team=team_id)}
        for (step, key), field in self.days.items():
            field.show_value(self._kind.show(getattr(found[step], key) if step in found else None))
            field.setReadOnly(not writable)
        for step, choice in self.states.items():
            choice.show_value(found[step].state if step in found else None)
            choice.setEnabled(writable)

    def _take_day(self, step: MethodStep, key: str, typed: str) -> bool:
        try:
            day = self._kind.read(typed)
        except Unreadable as told:
            return self._say(str(told))
        desk = self._page.session.desk
        if not desk.find(PlanTeam, id=self._team):
            return True  # it was taken away meanwhile
        if day is None and not desk.find(PlanStep, team=self._team, step=step):
            return True

        def change(edit: Edit) -> None:
            communities.set_step(edit, self._team, step, **{key: day})

        self._say("")
        typing = f"{self._team} {step.value} {key}"
        return self._page.session.do(self._page.words("Plan a step"), change, typing=typing)

    def _take_state(self, step: MethodStep, state: StepState | None) -> None:
        def change(edit: Edit) -> None:
            if state is None:
                communities.remove_step(edit, self._team, step)
            else:
                communities.set_step(edit, self._team, step, state=state)

        self._page.session.do(self._page.words("Plan a step"), change)

    def _say(self, text: str) -> bool:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        return not text

    def commit(self) -> None:
        """Take over what is typed."""
        for field in self.days.values():
            field.commit()

    def give_back(self) -> None:
        """Forget what was refused."""
        self._say("")
        for field in self.days.values():
            field.give_back()


class Teams(OfCommunity):
    """The teams as a list and as a chart, and the one in hand with its steps."""

    KIND = PlanTeam
    FIRST = "name"
    ICON = "route"
    MEMBERS = ("first", "second")

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Implementation plan"),
            "empty": words("Which team is led through the method, when, and by which pair."),
            "example": words("Depot South: asked by its lead, Nowak and Iyer, design until June."),
            "next": words("Which team is next? Then Enter"), "one": words("Team"),
            "added": words("Put a team on the plan"), "changed": words("Change the plan"),
            "removed": words("Take a team off the plan"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "name": words("Team"), "demand": words("Who asked"), "priority": words("Priority"),
            "first": words("One of the pair"), "second": words("The other"),
            "result": words("Result on the map"), "note": words("Note"),
        }  # fmt: skip

    def _listed(self, said: Mapping[str, str]) -> Panel:
        panel = super()._listed(said)
        self.late = label("", wrap=True)
        self.late.setObjectName("plan-late")
        self.late.setContentsMargins(14, 6, 14, 6)
        self.chart = PlanChart(self.page)
        self.chart.chosen.connect(self.choose)
        self.area = scrolling(self.chart)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.area.setMinimumHeight(_CHART)
        self.area.setCornerWidget(QWidget())  # else Qt draws half a frame where the scroll bars meet
        self.line_above = Line()
        for widget, stretch in ((self.late, 0), (self.line_above, 0), (self.area, 1)):
            panel.body.addWidget(widget, stretch)
        return panel

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(
            grid(
                (form.text("name"), 2),
                (form.text("demand", words("nobody is led who did not ask"), texts()), 2),
                (form.choice("first", []), 1),
                (form.choice("second", []), 1),
                (form.line("priority", "1", whole_numbers(words, 1, _MOST_PRIORITY)), 1),
            )
        )
        self.steps = StepsOfTeam(self.page)
        column.addWidget(self.steps)
        column.addLayout(grid((form.choice("result", []), 2), (form.text("note", "", texts()), 2)))
        return column

    def offer_choices(self) -> None:
        """See Register."""
        super().offer_choices()
        results = self.session.desk.find(Result)
        self.form.choices["result"].offer(coded(results, "statement", self.words("no result")))

    # -- showing

    def _teams(self) -> list[PlanTeam]:
        found = self.session.desk.find(PlanTeam, community=self.page.subject_id)
        return sorted(
            found, key=lambda each: (each.priority is None, each.priority or 0, each.name.casefold())
        )

    def _steps(self) -> dict[str, Sequence[PlanStep]]:
        return {each.id: self.session.desk.find(PlanStep, team=each.id) for each in self._teams()}

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        steps = self._steps()
        return [self._told(each, steps[each.id]) for each in self._teams()]

    def _told(self, team: PlanTeam, steps: Sequence[PlanStep]) -> Told:
        words, day = self.words, today()
        late = [words(LABELS[each.step]) for each in steps if each.is_late(day)]
        done = sum(each.state is StepState.DONE for each in steps)
        pair = " + ".join(filter(None, (self.member_name(team.first), self.member_name(team.second))))
        below = " · ".join(
            filter(
                None, (pair, team.demand, words("late: {steps}", steps=words.listed(late)) if late else "")
            )
        )
        beside = words("{done} of {n} done", done=done, n=len(steps)) if steps else words("no step yet")
        priority = words("{n}  {team}", n=team.priority, team=team.name) if team.priority else team.name
        return Told(
            team.id,
            priority,
            below,
            beside,
            ("triangle-alert", "watch") if late else ("route", "text_second"),
        )

    def show_desk(self) -> None:
        """See Register."""
        super().show_desk()
        steps, day = self._steps(), today()
        self.chart.show_plan(self._teams(), steps, day)
        late = sum(each.is_late(day) for found in steps.values() for each in found)
        there = bool(steps)
        for each in (self.late, self.line_above, self.area):
            each.setVisible(there)
        self.late.setText(
            self.words.many("{n} step is late.", "{n} steps are late.", late)
            if late
            else self.words("Nothing is late.")
        )

    def summary(self) -> str:
        """See Register."""
        touched = self.session.desk.get(Community, self.page.subject_id).plan_updated_on
        return self.words("up to date on {day}", day=self.words.date(touched)) if touched else ""

    def shown(self, one: Any) -> None:
        """See Register."""
        team = cast("PlanTeam | None", one)
        self.chart.show_current(team.id if team else "")
        if team is not None:
            self.steps.show_team(team.id, writable=self.session.desk.writable)
            box = self.chart.row(team.id)
            self.area.ensureVisible(0, box.center().y(), 0, box.height() // 2)

    # -- doing

    def make(self, edit: Edit, typed: str) -> Record:
        """See Register."""
        return communities.add_team(edit, self.page.subject_id, typed)

    def change(self, edit: Edit, record_id: str, **given: Any) -> None:
        """See Register."""
        communities.change_team(edit, record_id, **given)

    def take_away(self, edit: Edit, record_id: str) -> None:
        """See Register."""
        communities.remove_team(edit, record_id)

    def choose(self, record_id: str) -> None:
        """See Register."""
        self.steps.commit()
        super().choose(record_id)

    def commit(self) -> None:
        """See Register."""
        super().commit()
        self.steps.commit()


class PlanView(RegistersView):
    """The plan of a community."""

    key: ClassVar[str] = "plan"
    TOOLS: ClassVar = ("community.print",)
    REGISTERS = (Teams,)

    def names(self) -> dict[str, str]:
        """See RegistersView."""
        return {"planteam": self.words("Teams")}
