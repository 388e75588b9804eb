"""The health of a community: the eleven conditions as its members voted, and what the records say beside."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import assessments as actions
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.assessment_figures import outcome, sessions_of
from kpidesk.domain.assessment_supplied import parsed
from kpidesk.domain.assessments import Assessment, AssessmentKind, AssessmentSet
from kpidesk.drawing.assessment_sheets import health
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Group, Picture, Transform
from kpidesk.drawing.projected_assessment import projected_outcome
from kpidesk.drawing.room import ROOM, Room
from kpidesk.exports.pieces import What
from kpidesk.system import assessments as supplied
from kpidesk.ui.fields import Choice
from kpidesk.ui.picture_view import PictureView
from kpidesk.ui.subject_page import SubjectPage, SubjectView, today
from kpidesk.ui.widgets import EmptyState, Panel, button

_AIR: Final = 8.0  # mm


class HealthView(SubjectView):
    """The newest health check as the poster shows it; it is rated on the Framework page."""

    key = "health"
    FILLED = "community.health"
    COMMANDS = ("community.health",)

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        words = self.words
        page.command("community.health", self.begin, page.read_only)
        self.current = ""
        self._picture: Picture | None = None
        self._drawn: tuple[str, int] = ("", -1)
        panel = Panel(words("Health"))
        panel.head.setContentsMargins(14, 0, 10, 0)
        self.session_choice = Choice([], self.choose, words("Health check of"))
        self.session_choice.setObjectName("health-session")
        self.session_choice.setMinimumContentsLength(16)
        self.rate = button(words("Rate and agree"), self._go_on, icon=page.icons.icon("vote"))
        self.rate.setObjectName("health-rate")
        self.poster = button(words("Poster"), self._publish, icon=page.icons.icon("printer"))
        self.poster.setObjectName("health-poster")
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.session_choice, self.rate, self.poster):
            row.addWidget(each)
        panel.head.addLayout(row)
        self.picture = PictureView(lambda: self._picture, page.colours, words("Health poster"), LIGHT.surface)
        self.none = EmptyState(
            page.icons.pixmap("heart", "text_third", 40),
            words("Each quarter all members rate eleven conditions, each alone and without a name."),
            words("Across functions: 2.0 of 4. We need pairs from two units."),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.none)
        self.stack.addWidget(self.picture)
        panel.body.setContentsMargins(14, 8, 14, 14)
        panel.body.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    # -- showing

    def _sessions(self) -> list[Assessment]:
        """The health checks of the community, the newest first."""
        desk = self.session.desk
        sets = desk.find(AssessmentSet, kind=AssessmentKind.HEALTH)
        found = [each for one in sets for each in sessions_of(desk, one.id, self.page.subject_id)]
        return sorted(found, key=lambda each: (each.on, each.id), reverse=True)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        found = self._sessions()
        ids = [each.id for each in found]
        if self.current not in ids:
            self.current = ids[0] if ids else ""
        self.session_choice.offer([(each.id, self.words.date(each.on)) for each in found])
        self.session_choice.show_value(self.current)
        for each in (self.session_choice, self.rate, self.poster):
            each.setVisible(bool(ids))
        self.stack.setCurrentWidget(self.picture if ids else self.none)
        self._draw()

    def _draw(self) -> None:
        """Draw the poster anew where anything changed."""
        desk = self.session.desk
        if self._drawn == (self.current, desk.last_edit):
            return
        self._drawn = (self.current, desk.last_edit)
        self._picture = None
        if self.current:
            session = desk.get(Assessment, self.current)
            self._picture = _framed(health(desk, session, self.words, today()))
        self.picture.update()
        self.page.shell.follow()

    def choose(self, session_id: str) -> None:
        """Look at another health check."""
        self.current = session_id
        self._draw()

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See SubjectView: the conditions as bars, as nobody could read the poster from the last row."""
        if not self.current:
            return None
        desk = self.session.desk
        found = outcome(desk, desk.get(Assessment, self.current))
        return projected_outcome(found, self.words, self.page.colours, room)

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.rate if self.current else self

    # -- doing

    def begin(self) -> None:
        """Begin a health check today, and go where it is rated."""
        words, made = self.words, list[str]()

        def put(edit: Edit) -> None:
            there = edit.find(AssessmentSet, kind=AssessmentKind.HEALTH)
            asked = there[0] if there else actions.take_up(
                edit, parsed(supplied.supplied("health", words.language))
            )  # fmt: skip
            made.append(actions.begin(edit, asked.id, today(), self.page.subject_id).id)

        if self.session.do(words("Begin a health check"), put):
            self.current = made[0]
            self._go_on()

    def _go_on(self) -> None:
        self.page.shell.go("framework", self.current)

    def _publish(self) -> None:
        self.page.shell.go("publish", f"{What.HEALTH.value}:{self.current}")


def _framed(picture: Picture) -> Picture:
    """With some air around, for a screen."""
    inside = Group(picture.items, transform=Transform(_AIR, _AIR))
    return replace(picture, width=picture.width + 2 * _AIR, height=picture.height + 2 * _AIR, items=(inside,))
