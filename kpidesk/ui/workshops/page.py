"""The Workshops page: a workshop that is chosen in the head, from its agenda to its minutes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar, Final

from PySide6.QtGui import QGuiApplication

from kpidesk.actions import records, votes, workshops
from kpidesk.desk.edits import Edit
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.registers import Ruling
from kpidesk.domain.voting import Ballot
from kpidesk.domain.workshop_starts import WorkshopStart
from kpidesk.domain.workshops import Block, Parked, Participant, Workshop, in_order
from kpidesk.drawing.workshop_words import minutes
from kpidesk.exports.pieces import What
from kpidesk.imports.workshop_starts import supplied
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.page import CALL, Shell
from kpidesk.ui.subject_page import SubjectPage, today
from kpidesk.ui.widgets import EmptyState
from kpidesk.ui.workshops.agenda_view import AgendaView
from kpidesk.ui.workshops.beginning import Beginning
from kpidesk.ui.workshops.engagement import EngagementView
from kpidesk.ui.workshops.records import OutcomesView, PeopleView
from kpidesk.ui.workshops.run import RunView
from kpidesk.ui.workshops.votes import VotesView

_PAPERS: Final = {"agenda": "run-sheet-A4", "outcomes": "minutes-A4", "votes": "votes-A4"}
"""The paper that holds what a view shows, by the end of its file's name."""


class WorkshopsPage(SubjectPage):
    """What people meet for, minute by minute, and what comes of it."""

    key: ClassVar[str] = "workshops"
    VIEWS = (AgendaView, RunView, VotesView, PeopleView, OutcomesView, EngagementView)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, shell.words("Workshops"), shell.words("Workshop"))
        shell.runner.changed.connect(self._runs)

    def names(self) -> Mapping[str, str]:
        """See SubjectPage."""
        words = self.words
        return {
            "agenda": words("Agenda"), "run": words("Run"), "votes": words("Votes"),
            "people": words("People"), "outcomes": words("What came of it"),
            "engagement": words("Whole engagement"),
        }  # fmt: skip

    def views(self) -> dict[str, Callable[[], object]]:
        """See Page: what came of workshops is looked at where most came of one."""
        found = super().views()
        at = {name: self.subject_id for name in found if not name.startswith("votes-")}
        kinds: tuple[type[Parked | Ruling | Commitment], ...] = (Parked, Ruling, Commitment)
        for kind in kinds:
            made = Counter(each.workshop for each in self.session.desk.find(kind) if each.workshop)
            if made:
                at[f"outcomes-{kind.__name__.lower()}"] = max(made, key=made.__getitem__)
        return {
            name: partial(self._look_at, at[name], show) if name in at else show
            for name, show in found.items()
        }

    def _look_at(self, workshop_id: str, show: Callable[[], object]) -> None:
        self.choose(workshop_id)
        show()

    def provide(self) -> None:
        """See SubjectPage."""
        self.command("workshops.begin", self.begin, self.read_only)
        self.command("workshops.start", self.start, self._no_start)
        self.command("workshops.copy", self.copy, self._no_workshop)
        self.command("workshops.minutes", self.copy_minutes, self._nothing)
        self.command("workshops.calendar", self._calendar)
        self.command("votes.call", self.call_vote, self.read_only)
        self.command("workshops.print", self.print_this, self._nothing)
        self.command("workshops.remove", self.remove, self._no_workshop)

    def empty(self) -> EmptyState:
        """See SubjectPage."""
        words = self.words
        return EmptyState(
            self.icons.pixmap("calendar-clock", "text_third", 40),
            words("Plan what happens in the room, minute by minute, and run it from here."),
            words("Results map, half a day: 12 people, 8 blocks, back home at 12:20."),
            self.button("workshops.begin", "filled", text=words("Plan a workshop")),
        )

    def offered(self) -> Sequence[tuple[str, str]]:
        """See SubjectPage: the next to come first, then those without a day, then those that are past."""
        now = today()
        ordered = in_order(self.session.desk.find(Workshop))
        to_come = [each for each in ordered if each.ended_at is None and (each.on is None or each.on >= now)]
        past = [each for each in reversed(ordered) if each not in to_come]
        return [
            (each.id, f"{self._day(each.on)} · {each.name}" if each.on else each.name)
            for each in (*to_come, *past)
        ]

    def _day(self, on: date) -> str:
        return self.words.pattern(on, "MMMd" if on.year == today().year else "yMMMd")

    def home(self, record_id: str) -> tuple[str, str] | None:
        """See SubjectPage."""
        desk = self.session.desk
        for kind, view in (
            (Block, "agenda"), (Ballot, "votes"), (Participant, "people"), (Parked, "outcomes"),
            (Ruling, "outcomes"), (Commitment, "outcomes"),
        ):  # fmt: skip
            for found in desk.find(kind, id=record_id):
                if isinstance(found, Ballot):
                    return (found.about, view) if not found.criteria else None
                assert isinstance(found, Block | Participant | Parked | Ruling | Commitment)  # noqa: S101
                return (found.workshop, view) if found.workshop else None
        return None

    @property
    def workshop(self) -> Workshop:
        """The workshop in hand; there is one while a view is in sight."""
        return self.session.desk.get(Workshop, self.subject_id)

    # -- doing

    def begin(self) -> None:
        """Ask for what people meet."""
        words = self.words
        dialog = Beginning(self.window(), words, self.icons, self.colours, supplied(words.language)[0])
        dialog.begun.connect(self._begun)
        dialog.finished.connect(lambda _: throw_away(dialog))
        dialog.open()

    def _begun(self, start: WorkshopStart, name: str, on: date | None) -> None:
        self._make("agenda", lambda edit: workshops.begin(edit, start, name, on))

    def copy(self) -> None:
        """Plan the workshop in hand once more, without a day."""
        wanted = self.subject_id
        self._make("agenda", lambda edit: workshops.copy(edit, wanted))

    def _make(self, view: str, make: Callable[[Edit], Workshop]) -> None:
        made: list[str] = []

        def put(edit: Edit) -> None:
            made.append(make(edit).id)

        if self.session.do(self.words("Plan a workshop"), put):
            self.choose(made[0])
            self.show_view(view)

    def show_record(self, record_id: str) -> None:
        """See SubjectPage. With CALL in front of them, a vote is called on some records."""
        if record_id.startswith(CALL):
            self.call_vote(record_id.removeprefix(CALL).split(), home=True)
        else:
            super().show_record(record_id)

    def call_vote(self, ids: Sequence[str] = (), *, home: bool = False) -> None:
        """Ask what is voted on, in the workshop in hand.

        With `home` it is the workshop that people are in; where there is none, one begins today.
        """
        known = {each.id for each in self.session.desk.find(Workshop)}
        if home or not self.filled:
            made: list[str] = []

            def find(edit: Edit) -> None:
                made.append(votes.home(edit, self.words("Votes")).id)

            if not self.session.do(self.words("Plan a workshop"), find):
                return
            if made[0] not in known:
                self.refresh(None)
            self.choose(made[0])
        self.show_view("votes")
        view = self.view
        assert isinstance(view, VotesView)  # noqa: S101 - it was just brought
        view.call(ids)

    def start(self) -> None:
        """Begin the workshop in hand, or go on with it."""
        self.leave()
        self.show_view("run")
        self.shell.runner.start(self.subject_id)

    def _runs(self) -> None:
        """Where a workshop begins, it is the one that is looked at."""
        under_way = self.shell.runner.workshop
        if under_way is not None and under_way.id != self.subject_id and self.isVisible():
            self.choose(under_way.id)

    def copy_minutes(self) -> None:
        """Put the minutes as plain text into the clipboard."""
        self.leave()
        QGuiApplication.clipboard().setText(minutes(self.session.desk, self.workshop, self.words))
        self.shell.say(self.words("The minutes are in the clipboard."))

    def _calendar(self) -> None:
        self.shell.go("publish", f"{What.CALENDAR.value}:")

    def print_this(self) -> None:
        """Go to the paper that holds what is in sight."""
        paper = _PAPERS.get(self.view.key, "agenda-A4")
        self.shell.go("publish", f"{What.WORKSHOPS.value}:{self.subject_id}/{paper}")

    def remove(self) -> None:
        """Remove the workshop in hand, once a person said so."""
        words, one = self.words, self.workshop
        if self.shell.questions.choose(
            words("Remove “{name}”?", name=one.name),
            words("Its agenda, its votes and the list of its people go with it. What was decided, promised "
                  "and parked stays. Undo brings it back."),
            words("Keep it"),
            words("Remove it"),
        ):  # fmt: skip
            self.leave()
            self.session.do(words("Remove the workshop"), records.remove, Workshop, one.id)

    # -- what is in the way

    def _nothing(self) -> str:
        return "" if self.filled else self.words("There is no workshop yet.")

    def _no_workshop(self) -> str:
        return self._nothing() or self.read_only()

    def _no_start(self) -> str:
        if why := self._no_workshop():
            return why
        under_way = self.shell.runner.workshop
        if under_way is None:
            return ""
        if under_way.id == self.subject_id:
            return self.words("This workshop is under way already.")
        return self.words("“{name}” is still under way. End it first.", name=under_way.name)

    def give_up(self) -> None:
        """See Page."""
        self.shell.runner.changed.disconnect(self._runs)
        super().give_up()
