"""A whole engagement on a time line: what happens when, from the first talk to the revision."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.actions import workshops
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.workshop_starts import Milestone
from kpidesk.domain.workshops import Workshop, in_order
from kpidesk.imports.workshop_starts import supplied
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.subject_page import SubjectPage, SubjectView
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Panel, button, label
from kpidesk.ui.workshops.opens import pages


def days_of(first: date | None, milestones: Sequence[Milestone]) -> list[date | None]:
    """The days of milestones, counted from the first workshop; none while that has none.

    What falls on a weekend is moved to the Monday after it.
    """
    if first is None:
        return [None] * len(milestones)
    found: list[date | None] = []
    for each in milestones:
        day = first + timedelta(days=each.days)
        moved = day + timedelta(days=(7 - day.weekday()) % 7) if day.weekday() > 4 and each.days else day
        found.append(moved)
    return found


class EngagementView(SubjectView):
    """The time line at the left, the step in hand at the right."""

    key: ClassVar[str] = "engagement"
    OF_SUBJECT = False
    FILLED: ClassVar[str] = "workshops.begin"

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        words = self.words
        self._milestones = supplied(words.language)[1]
        self._current = "0"
        self.list = ToldList(words("From the first talk to the revision"), page.colours, page.icons)
        self.list.setObjectName("engagement-list")
        self.list.chosen.connect(self._choose)
        panel = Panel(words("From the first talk to the revision"))
        self.told = label("", "second", wrap=True)
        self.told.setContentsMargins(14, 10, 14, 6)
        panel.body.addWidget(self.told)
        panel.body.addWidget(self.list, 1)
        self.side = self._step()
        self.across = splitter(Qt.Orientation.Horizontal, panel, self.side)
        self.across.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)

    def _step(self) -> Panel:
        words = self.words
        panel = Panel(words("Step"))
        panel.setMinimumWidth(240)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        self.when = label("", "second", wrap=True)
        self.what = label("", "statement", wrap=True)
        self.plan = button(words("Plan this workshop"), self._plan)
        self.plan.setObjectName("engagement-plan")
        self.go = button("", self._go, "link")
        self.go.setObjectName("engagement-go")
        self.go.setMinimumHeight(32)
        for each in (self.when, self.what):
            column.addWidget(each)
        for made in (self.plan, self.go):
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        panel.body.addWidget(inner, 1)
        return panel

    # -- showing

    @property
    def _first(self) -> date | None:
        """The day of the first workshop that has one."""
        found = in_order(self.session.desk.find(Workshop))
        return found[0].on if found else None

    @property
    def _days(self) -> list[date | None]:
        return days_of(self._first, self._milestones)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        words, first = self.words, self._first
        self.told.setText(
            words("Counted from your first workshop on {day}.", day=words.date(first))
            if first
            else words("Give your first workshop a day, and the others get theirs.")
        )
        self.list.show_rows(self._rows())
        self.list.show_current(self._current)
        self._show()

    def _rows(self) -> list[Heading | Told]:
        words = self.words
        planned = {each.kind: each for each in self.session.desk.find(Workshop)}
        rows: list[Heading | Told] = []
        for number, (each, day) in enumerate(zip(self._milestones, self._days, strict=True)):
            workshop = planned.get(each.kind) if each.kind is not None else None
            held = workshop is not None and workshop.ended_at is not None
            mark = ("flag", "text_second")
            below = each.when
            if workshop is not None:
                mark = ("check", "good") if held else ("calendar-clock", "accent")
                below = " · ".join((each.when, words("held") if held else words("planned")))
            rows.append(Told(str(number), each.what, below, words.pattern(day, "yMMMd") if day else "", mark))
        return rows

    def _choose(self, number: str) -> None:
        self._current = number
        self._show()

    @property
    def _milestone(self) -> Milestone:
        return self._milestones[int(self._current)]

    def _show(self) -> None:
        words, each, day = self.words, self._milestone, self._days[int(self._current)]
        self.when.setText(" · ".join(filter(None, (each.when, words.date(day) if day else ""))))
        self.what.setText(each.what)
        self.plan.setVisible(each.kind is not None and self.session.desk.writable)
        name = pages(words).get(each.opens, "")
        self.go.setVisible(bool(name))
        self.go.setText(words("Go to {page}", page=name))

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.list

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        self.across.setSizes([middle, side])

    # -- doing

    def _go(self) -> None:
        page, _, view = self._milestone.opens.partition(":")
        self.page.shell.go(page, view=view)

    def _plan(self) -> None:
        kind, day = self._milestone.kind, self._days[int(self._current)]
        start = next(each for each in supplied(self.words.language)[0] if each.kind is kind)
        made: list[str] = []

        def act(edit: Edit) -> None:
            made.append(workshops.begin(edit, start, on=day).id)

        if self.session.do(self.words("Plan a workshop"), act):
            self.page.choose(made[0])
            self.page.show_view("agenda")
