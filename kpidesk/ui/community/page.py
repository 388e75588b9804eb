"""The Community page: a community that is chosen in the head, and the views of its records."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar, Final

from kpidesk.actions import communities, records
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import Community, CommunityKind
from kpidesk.domain.community_starts import StartingPoint
from kpidesk.exports.pieces import What
from kpidesk.imports.community_starts import supplied
from kpidesk.ui.community.beginning import Beginning
from kpidesk.ui.community.charter import CharterView
from kpidesk.ui.community.health import HealthView
from kpidesk.ui.community.meetings import MeetingsView
from kpidesk.ui.community.places import home_of
from kpidesk.ui.community.plan import PlanView
from kpidesk.ui.community.records import RecordsView
from kpidesk.ui.community.roster import RosterView
from kpidesk.ui.community.skills import SkillsView
from kpidesk.ui.community.year import YearView
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.page import Shell
from kpidesk.ui.subject_page import SubjectPage
from kpidesk.ui.widgets import EmptyState

_PAPERS: Final = {
    "charter": "charter-A3", "roster": "roster-A4", "skills": "skills-A3", "records": "hand-over-A4",
    "plan": "plan-A3", "year": "year-A4",
}  # fmt: skip
"""The paper that holds what a view shows, by the end of its file's name."""


class CommunityPage(SubjectPage):
    """Who keeps measurement alive, what holds them together, and what they do."""

    key: ClassVar[str] = "community"
    VIEWS = (CharterView, RosterView, MeetingsView, SkillsView, RecordsView, PlanView, HealthView, YearView)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, shell.words("Community"), shell.words("Community"))

    def names(self) -> Mapping[str, str]:
        """See SubjectPage."""
        words = self.words
        return {
            "charter": words("Charter"), "roster": words("Roster"), "meetings": words("Meetings"),
            "skills": words("Skills"), "records": words("Records"), "plan": words("Plan"),
            "health": words("Health"), "year": words("Year"),
        }  # fmt: skip

    def provide(self) -> None:
        """See SubjectPage."""
        self.command("community.begin", self.begin, self.read_only)
        self.command("community.print", self.print_this, self._nothing_to_print)
        self.command("community.calendar", partial(self.shell.go, "publish", f"{What.CALENDAR.value}:"))
        self.command("community.remove", self.remove, self._no_community)

    def empty(self) -> EmptyState:
        """See SubjectPage."""
        words = self.words
        return EmptyState(
            self.icons.pixmap("users-round", "text_third", 40),
            words("A community keeps measurement alive when the workshop is over."),
            words("Seven people from seven units, 45 minutes every second Tuesday."),
            self.button("community.begin", "filled", text=words("Begin a community")),
        )

    def offered(self) -> Sequence[tuple[str, str]]:
        """See SubjectPage."""
        order = list(CommunityKind)
        found = sorted(
            self.session.desk.find(Community),
            key=lambda each: (order.index(each.kind), each.name.casefold()),
        )
        return [(each.id, each.name) for each in found]

    def home(self, record_id: str) -> tuple[str, str] | None:
        """See SubjectPage."""
        return home_of(self.session.desk, record_id)

    @property
    def community(self) -> Community:
        """The community in hand; there is one while a view is in sight."""
        return self.session.desk.get(Community, self.subject_id)

    def begin(self) -> None:
        """Ask with what a community begins."""
        words = self.words
        dialog = Beginning(self.window(), words, self.icons, self.colours, supplied(words.language).points)
        dialog.begun.connect(self._begun)
        dialog.finished.connect(lambda _: throw_away(dialog))
        dialog.open()

    def _begun(self, start: StartingPoint, name: str) -> None:
        made: list[str] = []

        def put(edit: Edit) -> None:
            made.append(communities.begin(edit, start, name).id)

        if self.session.do(self.words("Begin a community"), put):
            self.choose(made[0])
            self.show_view("charter")

    def remove(self) -> None:
        """Remove the community in hand, once a person said so."""
        words, one = self.words, self.community
        if self.shell.questions.choose(
            words("Remove “{name}”?", name=one.name),
            words("Its charter, members, meetings and all its registers go with it. Undo brings them back."),
            words("Keep it"),
            words("Remove it"),
        ):
            self.leave()
            self.session.do(words("Remove the community"), records.remove, Community, one.id)

    def _nothing_to_print(self) -> str:
        if not self.filled:
            return self.words("There is no community yet.")
        view = self.view
        if isinstance(view, MeetingsView) and view.meeting is None:
            return self.words("Choose a meeting first.")
        return ""

    def print_this(self) -> None:
        """Go to the paper that holds what is in sight."""
        view, what, wanted = self.view, What.COMMUNITY, self.subject_id
        if isinstance(view, MeetingsView) and view.meeting is not None:
            wanted = view.meeting.id
        elif isinstance(view, HealthView):
            what, wanted = What.HEALTH, view.current
        else:
            wanted = f"{wanted}/{_PAPERS[view.key]}"
        self.shell.go("publish", f"{what.value}:{wanted}")

    def _no_community(self) -> str:
        if not self.filled:
            return self.words("There is no community yet.")
        return self.read_only()
