"""Meetings: which there were and will be, and the one in hand from the status check to the minutes."""

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import communities
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.communities import Community, Meeting, MeetingState
from kpidesk.domain.community_routine import gaps, in_time, next_dates
from kpidesk.domain.labels import LABELS
from kpidesk.drawing.community_words import minutes
from kpidesk.ui.community.meeting import MeetingPanel
from kpidesk.ui.community.meeting_side import MeetingSide
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.subject_page import SubjectPage, SubjectView, today
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Panel, label

_LIST: Final = (180, 232, 280)  # px at a narrow, usual and wide page
_NEXT: Final = 3
_MARKS: Final = {
    MeetingState.PLANNED: ("calendar-days", "accent"), MeetingState.HELD: ("check", "good"),
    MeetingState.CANCELLED: ("x", "text_third"),
}  # fmt: skip


class MeetingsView(SubjectView):
    """List, meeting, and at its right the time, who is there and the fields."""

    key: ClassVar[str] = "meetings"
    COMMANDS: ClassVar = ("community.plan_next", "community.minutes")
    TOOLS: ClassVar = ("community.minutes", "community.calendar", "community.print")
    FILLED: ClassVar[str] = "community.plan_next"

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        self.current = ""
        page.command("community.plan_next", self.plan_next, self._why_not)
        page.command("community.minutes", self._copy_minutes, self._no_meeting)
        self.meeting_panel = MeetingPanel(page)
        self.side = self.meeting_side = MeetingSide(page)
        self.meeting_panel.chosen.connect(self.meeting_side.timer.go_to)
        self.meeting_side.timer.moved.connect(self.meeting_panel.choose_block)
        self.sights = QStackedWidget()
        self.sights.addWidget(self._nothing())
        self.sights.addWidget(self.meeting_panel)
        self.across = splitter(Qt.Orientation.Horizontal, self._listed(), self.sights, self.side)
        self.across.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)

    def _listed(self) -> Panel:
        words = self.words
        panel = Panel(words("Meetings"))
        panel.setMinimumWidth(170)
        self.routine = label("", "second", wrap=True)
        self.routine.setObjectName("meetings-routine")
        self.routine.setContentsMargins(14, 10, 14, 6)
        panel.body.addWidget(self.routine)
        self.list = ToldList(words("Meetings"), self.page.colours, self.page.icons)
        self.list.setObjectName("meetings-list")
        self.list.chosen.connect(self.choose)
        panel.body.addWidget(self.list, 1)
        return panel

    def _nothing(self) -> QWidget:
        words = self.words
        panel = Panel()
        panel.body.addWidget(
            EmptyState(
                self.page.icons.pixmap("calendar-days", "text_third", 40),
                words("Here a meeting is written down while it happens."),
                words("Status check, open reflection, action planning: each line goes where it belongs."),
            )
        )
        return panel

    # -- showing

    @property
    def community(self) -> Community:
        """The community in hand."""
        return self.session.desk.get(Community, self.page.subject_id)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting in hand."""
        return next(iter(self.session.desk.find(Meeting, id=self.current)), None)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        found = in_time(self.session.desk.find(Meeting, community=self.page.subject_id))
        self.list.show_rows(self._rows(found))
        self.routine.setText(self._routine(found))
        ids = {each.id for each in found}
        if self.current not in ids:
            self.current = self._first(found)
        self._show()

    @staticmethod
    def _first(found: Sequence[Meeting]) -> str:
        """What people most likely want: the next that is planned, else the latest."""
        coming = [each.id for each in found if each.state is MeetingState.PLANNED]
        return coming[0] if coming else found[-1].id if found else ""

    def _rows(self, found: Sequence[Meeting]) -> list[Heading | Told]:
        words = self.words
        rows: list[Heading | Told] = []
        wide = {gap.after.id: gap.days for gap in gaps(found)}
        named = {
            MeetingState.PLANNED: words("Planned"), MeetingState.HELD: words("Held"),
            MeetingState.CANCELLED: words("Cancelled"),
        }  # fmt: skip
        for state in MeetingState:
            of_state = [each for each in found if each.state is state]
            if state is not MeetingState.PLANNED:
                of_state.reverse()
            if of_state:
                rows.append(Heading(named[state]))
            for each in of_state:
                gap = words("{n} days after the one before", n=wide[each.id]) if each.id in wide else ""
                below = " · ".join(filter(None, (each.starts, each.reason, gap)))
                mark = ("triangle-alert", "watch") if gap else _MARKS[state]
                rows.append(Told(each.id, words.date(each.on), below, "", mark, words(LABELS[state])))
        return rows

    def _routine(self, found: Sequence[Meeting]) -> str:
        words, one = self.words, self.community
        days = next_dates(one, [each.on for each in found], today(), _NEXT)
        if not days:
            return words("Say in the charter on which day the first meeting is; then the next ones follow.")
        named = words.listed([words.pattern(each, "yMMMd") for each in days])
        return words("By the routine next: {days}", days=named)

    def _show(self) -> None:
        one, writable = self.meeting, self.session.desk.writable
        self.sights.setCurrentIndex(0 if one is None else 1)
        self.meeting_side.setEnabled(one is not None)
        self.list.show_current(self.current)
        if one is not None:
            self.meeting_panel.show_meeting(one, self.community, writable=writable)
        self.meeting_side.show_meeting(one, self.community, writable=writable)
        self.page.shell.commands.refresh()

    def choose(self, meeting_id: str) -> None:
        """Take another meeting in hand; what is typed is taken over first."""
        if meeting_id != self.current:
            self.settle()
            self.current = meeting_id
            self._show()

    # -- doing

    def _why_not(self) -> str:
        if not self.page.filled:
            return self.words("There is no community yet.")
        return self.page.read_only()

    def _no_meeting(self) -> str:
        return "" if self.page.filled and self.meeting else self.words("Choose a meeting first.")

    def plan_next(self) -> None:
        """Put a meeting on the next free day of the routine."""
        self.leave()
        made: list[str] = []

        def put(edit: Edit) -> None:
            made.append(communities.plan_next(edit, self.page.subject_id).id)

        if self.session.do(self.words("Plan the next meeting"), put):
            self.choose(made[0])
            self.list.setFocus()

    def _copy_minutes(self) -> None:
        self.leave()
        one = self.meeting
        if one is not None:
            QGuiApplication.clipboard().setText(minutes(self.session.desk, one, self.words))
            self.page.shell.say(self.words("The minutes are on the clipboard."))

    # -- the page's side

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.meeting_panel.capture.line if self.meeting is not None else self.list

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        left = self.page.by_width(_LIST)
        self.across.setSizes([left, middle - left - 8, side])

    def show_record(self, record_id: str) -> bool:
        """See SubjectView."""
        if record_id in self.list.ids():
            self.choose(record_id)
            return True
        return False

    def leave(self) -> None:
        """See View."""
        self.meeting_panel.commit()
        self.meeting_side.commit()

    def settle(self) -> None:
        """See SubjectView; also before another meeting."""
        self.leave()
        if self.meeting is not None:
            self.meeting_panel.settle()

    def unfinished(self) -> str:
        """See View."""
        return self.meeting_panel.unfinished

    def give_up(self) -> None:
        """See View."""
        self.meeting_side.timer.give_up()
