"""The Community page: a community that is chosen in the head, and the views of its records."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from kpidesk.actions import records
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import Community, CommunityKind
from kpidesk.ui.community.places import home_of
from kpidesk.ui.community.records import RecordsView
from kpidesk.ui.community.roster import RosterView
from kpidesk.ui.page import Shell
from kpidesk.ui.subject_page import SubjectPage
from kpidesk.ui.widgets import EmptyState


class CommunityPage(SubjectPage):
    """Who keeps measurement alive, what holds them together, and what they do."""

    key: ClassVar[str] = "community"
    VIEWS = (RosterView, RecordsView)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, shell.words("Community"), shell.words("Community"))

    def names(self) -> Mapping[str, str]:
        """See SubjectPage."""
        words = self.words
        return {"roster": words("Roster"), "records": words("Records")}

    def provide(self) -> None:
        """See SubjectPage."""
        self.command("community.begin", self.begin, self.read_only)

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
        """Begin a community."""
        made: list[str] = []

        def put(edit: Edit) -> None:
            made.append(records.add(edit, Community, name=self.words("Community of practice")).id)

        if self.session.do(self.words("Begin a community"), put):
            self.choose(made[0])
