"""The Framework page: how mature measuring is, and the registers that its seven modules need."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from kpidesk.actions import assessments
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.assessment_figures import items_of
from kpidesk.domain.assessments import Assessment, AssessmentKind, AssessmentSet
from kpidesk.domain.communities import Cadence
from kpidesk.ui.framework.assess import AssessView
from kpidesk.ui.framework.coverage import CoverageView
from kpidesk.ui.framework.figures import FigureBook
from kpidesk.ui.framework.places import home_of
from kpidesk.ui.framework.registers import RegisterBook
from kpidesk.ui.framework.results import ResultsView
from kpidesk.ui.framework.sight import Sight
from kpidesk.ui.page import Shell
from kpidesk.ui.subject_page import SubjectPage, today
from kpidesk.ui.widgets import EmptyState


class FrameworkPage(SubjectPage):
    """Assessments of the seven modules, the practices with where each lives, and registers."""

    key: ClassVar[str] = "framework"
    VIEWS = (AssessView, ResultsView, CoverageView, RegisterBook, FigureBook)

    def __init__(self, shell: Shell) -> None:
        self.sight = Sight()
        super().__init__(shell, shell.words("Framework"), shell.words("Set of items"))

    def names(self) -> Mapping[str, str]:
        """See SubjectPage."""
        words = self.words
        return {
            "assess": words("Assess"), "results": words("Results"), "coverage": words("Coverage"),
            "registers": words("Registers"), "figures": words("Figures"),
        }  # fmt: skip

    def provide(self) -> None:
        """See SubjectPage."""
        can_write = self.read_only
        self.command("framework.begin_session", self.begin_session, self._no_session_yet)
        self.command("framework.secret", self.rate_in_secret, self._no_vote)
        self.command("framework.close_session", self.close_session, self._no_session)
        self.command("framework.remove_session", self.remove_session, self._no_session)
        self.command("framework.take_up", self.take_up)
        self.command("framework.new_set", self.new_set, can_write)
        self.command("framework.import_set", self.import_set, can_write)
        self.command("framework.copy_set", self.copy_set, self._no_set)
        self.command("framework.remove_set", self.remove_set, self._no_set)

    def empty(self) -> EmptyState:
        """See SubjectPage. Never in sight: registers and coverage need no set."""
        return EmptyState(self.icons.pixmap("layers", "text_third", 40), self.words("Framework"), "")

    def offered(self) -> Sequence[tuple[str, str]]:
        """See SubjectPage."""
        order = list(AssessmentKind)
        found = sorted(
            self.session.desk.find(AssessmentSet),
            key=lambda each: (order.index(each.kind), each.name.casefold()),
        )
        return [(each.id, each.name) for each in found]

    @property
    def filled(self) -> bool:
        """See PageOfViews."""
        return True

    def home(self, record_id: str) -> tuple[str, str] | None:
        """See SubjectPage."""
        return home_of(self.session.desk, record_id)

    def refresh(self, change: Change | None) -> None:
        """See SubjectPage."""
        offered = [key for key, _ in self.offered()]
        wanted = self.subject_id if self.subject_id in offered else next(iter(offered), "")
        self.sight.follow(self.session.desk, wanted)
        super().refresh(change)

    def show_record(self, record_id: str) -> None:
        """See SubjectPage; a rhythm of a community is at home there."""
        for cadence in self.session.desk.find(Cadence, id=record_id):
            if cadence.community is not None:
                self.shell.go("community", record_id)
                return
        view, _, wanted = record_id.rpartition(":")
        if view == FigureBook.key and wanted:
            self.show_view(view)
            self.shown.get(FigureBook).show_register(wanted)
            return
        super().show_record(record_id)

    def look_at(self, session: Assessment) -> None:
        """Bring a session into sight, in whichever view."""
        self.sight.show(session)
        self.choose(session.set)
        self.refresh(None)

    # -- why not

    @property
    def assessing(self) -> AssessView:
        """The view in which sets are rated, brought into sight."""
        self.show_view(AssessView.key)
        return self.shown.get(AssessView)

    def _no_set(self) -> str:
        if reason := self.read_only():
            return reason
        return "" if self.subject_id else self.words("Take up a set first.")

    def _no_session_yet(self) -> str:
        if reason := self._no_set():
            return reason
        desk, words = self.session.desk, self.words
        if not items_of(desk, self.subject_id):
            return words("This set has no items yet.")
        open_ = desk.find(Assessment, set=self.subject_id, community=self.sight.community, closed_on=None)
        return words("A session of this set is open. Close it first.") if open_ else ""

    def _no_session(self) -> str:
        if reason := self._no_set():
            return reason
        there = self.sight.assessment(self.session.desk)
        return "" if there is not None else self.words("Begin a session first.")

    def _no_vote(self) -> str:
        if reason := self._no_session():
            return reason
        session = self.sight.assessment(self.session.desk)
        closed = session is not None and session.closed_on is not None
        return self.words("This session is closed. Open it again, or begin the next one.") if closed else ""

    # -- sessions

    def begin_session(self) -> None:
        """Begin a session of the set in hand today, and look at it."""
        view = self.assessing
        made: list[Assessment] = []
        set_id, community = self.subject_id, self.sight.community

        def begin(edit: Edit) -> None:
            made.append(assessments.begin(edit, set_id, today(), community))

        if self.session.do(self.words("Begin a session"), begin):
            self.look_at(made[0])
            view.list.setFocus()

    def rate_in_secret(self) -> None:
        """Open the ballot on the session in sight."""
        self.assessing.rate_in_secret()

    def close_session(self) -> None:
        """Close the session in sight, or open it again."""
        session, words = self.sight.assessment(self.session.desk), self.words
        if session is None:
            return
        if session.closed_on is None:
            self.session.do(words("Close a session"), assessments.close, session.id)
        else:
            self.session.do(words("Open a session again"), assessments.reopen, session.id)

    def remove_session(self) -> None:
        """Remove the session in sight; it can be undone."""
        self.session.do(self.words("Remove a session"), assessments.remove_session, self.sight.session)

    # -- sets

    def take_up(self) -> None:
        """Show the sets that can be taken up."""
        self.assessing.show_shelf()

    def new_set(self) -> None:
        """Ask for the name of a set of one's own."""
        view = self.assessing
        view.show_shelf()
        view.sets.line.setFocus()

    def import_set(self) -> None:
        """Make a set of a spreadsheet."""
        self.assessing.import_list()

    def copy_set(self) -> None:
        """Copy the set in hand, and look at the copy."""
        made: list[str] = []
        set_ = self.session.desk.get(AssessmentSet, self.subject_id)
        name = self.words("{name} (copy)", name=set_.name)

        def copy(edit: Edit) -> None:
            made.append(assessments.copy_set(edit, set_.id, name).id)

        if self.session.do(self.words("Copy a set of items"), copy):
            self.choose(made[0])

    def remove_set(self) -> None:
        """Remove the set in hand with its sessions, once a person said so; it can be undone."""
        words, name = self.words, dict(self.offered())[self.subject_id]
        if self.shell.questions.choose(
            words("Remove “{name}”?", name=name),
            words("Its items and all its sessions go with it. Undo brings them back."),
            words("Keep it"),
            words("Remove it"),
        ):
            self.leave()
            self.session.do(words("Remove a set of items"), assessments.remove_set, self.subject_id)
