"""Votes of a workshop: all of them at the left, and the one in hand with its papers, counts or outcome."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import records, votes
from kpidesk.actions.votes import Asked, Thing
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.votes import Key, Line, Outcome, counts_of, items_of, outcome, votes_of
from kpidesk.domain.voting import Ballot, Method
from kpidesk.domain.wording import Refused
from kpidesk.drawing import vote_words
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_vote import projected_vote
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.kiosk import Kiosk, hand_over
from kpidesk.ui.paper_form import PaperForm
from kpidesk.ui.subject_page import SubjectPage, SubjectView
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Flow, Panel, button, clear, label
from kpidesk.ui.workshops.calling import Calling
from kpidesk.ui.workshops.count_grid import CountGrid, cells_of
from kpidesk.ui.workshops.things import sources, where
from kpidesk.ui.workshops.vote_kiosk import VoteTask
from kpidesk.ui.workshops.vote_lines import Shown, VoteLines
from kpidesk.ui.workshops.vote_paper import drop, paper

_LIST: Final = (260, 300, 340)  # px at a narrow, usual and wide page


class VotesView(SubjectView):
    """The votes of the workshop in hand."""

    key: ClassVar[str] = "votes"
    FILLED: ClassVar[str] = "votes.call"
    COMMANDS: ClassVar = (
        "votes.change", "votes.again", "votes.reveal", "votes.kiosk", "votes.keep", "votes.remove",
    )  # fmt: skip
    TOOLS: ClassVar = ("votes.again", "votes.change", "workshops.print", "votes.remove")

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        self.current = ""
        self.form: PaperForm | None = None
        self._of_form: object = None  # what the paper was made for
        page.command("votes.change", self.change, self._no_change)
        page.command("votes.again", self.again, self._no_again)
        page.command("votes.reveal", self.reveal, self._no_reveal)
        page.command("votes.kiosk", self.kiosk, self._no_kiosk)
        page.command("votes.keep", self.keep_dots, self._no_dots)
        page.command("votes.remove", self.remove, self._no_vote)
        self.across = splitter(Qt.Orientation.Horizontal, self._listed(), self._in_hand())
        self.across.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.across)

    # -- building

    def _listed(self) -> Panel:
        panel = Panel(self.words("Votes"))
        panel.setMinimumWidth(220)
        self.list = ToldList(self.words("Votes"), self.page.colours, self.page.icons)
        self.list.setObjectName("votes-list")
        self.list.chosen.connect(self.choose)
        panel.body.addWidget(self.list, 1)
        return panel

    def _in_hand(self) -> QStackedWidget:
        words = self.words
        self.none = EmptyState(
            self.page.icons.pixmap("vote", "text_third", 40),
            words("Let people vote: with dots, numbers, hands, or one against the other."),
            words("Which of these results matter most? 3 dots each, 12 people."),
            self.page.button("votes.call", text=words("Call a vote")),
        )
        self.sights = QStackedWidget()
        self.sights.addWidget(self.none)
        self.sights.addWidget(self._vote())
        return self.sights

    def _vote(self) -> Panel:
        page = self.page
        panel = Panel()
        panel.setMinimumWidth(360)
        column = QVBoxLayout()
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        self.question = label("", "title", wrap=True)
        self.question.setObjectName("vote-title")
        self.about = label("", "second", wrap=True)
        self.state = label("", "statement-strong", wrap=True)
        self.state.setObjectName("vote-state")
        self.said = label("", "wrong", wrap=True)
        self.said.setObjectName("vote-said")
        self.counts = CountGrid(self.words("Counts"), page.colours)
        self.counts.counted.connect(self._count)
        self.lines = VoteLines(self.words("What came of the vote"), page.colours, page.icons)
        self.lines.setObjectName("vote-lines")
        self.middle = QStackedWidget()
        self.papers = QWidget()
        self._in_papers = QVBoxLayout(self.papers)
        self._in_papers.setContentsMargins(0, 0, 0, 0)
        for each in (self.papers, self.counts, self.lines):
            self.middle.addWidget(each)
        for each in (self.question, self.about, self.state):
            column.addWidget(each)
        column.addWidget(self.middle, 1)
        column.addWidget(self.said)
        column.addLayout(self._foot())
        panel.body.addLayout(column)
        return panel

    def _foot(self) -> QLayout:
        words, page = self.words, self.page
        self.drop = button(words("Put it into the box"), self._drop)
        self.drop.setObjectName("vote-drop")
        self.hand_over = page.button("votes.kiosk")
        self.open_box = page.button("votes.reveal", "filled")
        self.keep = page.button("votes.keep")
        self.more = page.button("votes.again")
        row = Flow(8, right=True)
        for each in (self.keep, self.more, self.hand_over, self.drop, self.open_box):
            row.addWidget(each)
        return row

    # -- showing

    @property
    def ballot(self) -> Ballot | None:
        """The vote in hand."""
        return next(iter(self.session.desk.find(Ballot, id=self.current)), None)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        desk, words = self.session.desk, self.words
        found = votes_of(desk, self.page.subject_id)
        self.list.show_rows([self._told(each) for each in found])
        if self.current not in {each.id for each in found}:
            self.current = found[0].id if found else ""
        self.list.show_current(self.current)
        one = self.ballot
        self.sights.setCurrentIndex(0 if one is None else 1)
        if one is not None:
            self.question.setText(one.title)
            self.about.setText(vote_words.about(desk, one, words))
            self._show_one(one)
        self.page.shell.commands.refresh()

    def _told(self, ballot: Ballot) -> Told:
        desk, words = self.session.desk, self.words
        over = ballot.revealed_on is not None
        state = vote_words.state(ballot, len(desk.papers(ballot.id)), words)
        mark = ("circle-check", "good") if over else ("vote", "accent")
        return Told(ballot.id, ballot.title, vote_words.about(desk, ballot, words), state, mark)

    def _show_one(self, ballot: Ballot) -> None:
        writable, over = self.session.desk.writable, ballot.revealed_on is not None
        self.said.setText("")
        self.drop.setVisible(ballot.secret and not over)
        self.drop.setEnabled(writable)
        self.hand_over.setVisible(ballot.secret and not over)
        self.open_box.setVisible(not over)
        self.more.setVisible(over)
        self.keep.setVisible(over and not self._no_dots())
        if over:
            self._show_outcome(ballot)
        elif ballot.secret:
            self._show_papers(ballot)
        else:
            self._show_counts(ballot)

    def _show_papers(self, ballot: Ballot) -> None:
        desk, words = self.session.desk, self.words
        there = len(desk.papers(ballot.id))
        if ballot.voters and there >= ballot.voters:
            state = words("All {all} papers are in the box.", all=ballot.voters)
        elif ballot.voters:
            state = words("Paper {n} of {all}", n=there + 1, all=ballot.voters)
        else:
            state = words.many("{n} paper is in the box", "{n} papers are in the box", there)
        self.state.setText(state)
        items = items_of(desk, ballot.id)
        if self._of_form != (ballot, items):
            self._of_form = (ballot, items)
            clear(self._in_papers)
            self.form = paper(ballot, items, self.page.colours, words)
            self.form.said.connect(self.said.setText)
            self.form.finished.connect(self._drop)
            self._in_papers.addWidget(self.form)
            self.form.show()  # at once, so that it can have the focus
        self.middle.setCurrentWidget(self.papers)

    def _show_counts(self, ballot: Ballot) -> None:
        desk = self.session.desk
        items = items_of(desk, ballot.id)
        heads, rows = cells_of(ballot, items, self.words)
        self.counts.show_counts(heads, rows, counts_of(desk, items))
        found = outcome(desk, ballot)
        told = vote_words.how_many(found, self.words)
        self.state.setText(told)
        self.said.setText(vote_words.too_many(found, self.words))
        self.middle.setCurrentWidget(self.counts)

    def _show_outcome(self, ballot: Ballot) -> None:
        found = outcome(self.session.desk, ballot)
        self.state.setText(" ".join(vote_words.remarks(found, self.words)))
        self.lines.show_rows([self._line(each, found) for each in found.lines])
        self.middle.setCurrentWidget(self.lines)

    def _line(self, line: Line, found: Outcome) -> Shown:
        words, ballot = self.words, found.ballot
        return Shown(
            line.item.id, line.mark, line.item.text, vote_words.figure(line, ballot, words),
            vote_words.detail(line, ballot, words), line.share,
            line.tally.counts if line.tally else (),
            tuple(vote_words.step_names(ballot)) if line.tally else (),
            words("talk here: people see it very differently") if line.divided else "", line.rank == 1,
        )  # fmt: skip

    def choose(self, ballot_id: str) -> None:
        """Take a vote in hand."""
        if ballot_id != self.current:
            self.current = ballot_id
            self.show_desk()
            self.page.shell.follow()

    def show_record(self, record_id: str) -> bool:
        """See SubjectView."""
        if record_id not in self.list.ids():
            return False
        self.list.show_current(record_id)
        self.choose(record_id)
        return True

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See SubjectView: never what people gave, until it is revealed."""
        one, desk = self.ballot, self.session.desk
        if one is None:
            return None
        return projected_vote(desk, one, len(desk.papers(one.id)), self.words, self.page.colours, room)

    @property
    def focused(self) -> QWidget:
        """See View."""
        one = self.ballot
        if one is None or one.revealed_on is not None:
            return self.list if self.list.ids() else self
        if one.secret and self.form is not None:
            return next(iter(self.form.bars.values()))
        return self.counts

    def unfinished(self) -> str:
        """See View: a paper that is filled in and not in the box."""
        if self.form is None or not self.form.done or self.ballot is None or self.ballot.revealed_on:
            return ""
        return self.words("a paper of “{vote}”", vote=self.ballot.title)

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        listed = self.page.by_width(_LIST)
        self.across.setSizes([listed, max(1, middle + side - listed)])

    def views(self) -> dict[str, Callable[[], object]]:
        """See View: one vote of each kind that there is in any workshop."""
        found: dict[str, Callable[[], object]] = {}
        for workshop, _ in self.page.offered():
            for each in votes_of(self.session.desk, workshop):
                over = "over" if each.revealed_on else "open"
                look = partial(self._look_at, workshop, each.id)
                found.setdefault(f"votes-{each.method.value}-{over}", look)
        return found

    def _look_at(self, workshop_id: str, ballot_id: str) -> None:
        self.page.choose(workshop_id)
        self.page.show_view(self.key)
        self.choose(ballot_id)

    # -- doing

    def call(self, ids: Sequence[str] = ()) -> None:
        """Ask what is voted on, beginning with what a person has chosen."""
        known = sources(self.session.desk, self.words)
        wanted = set(ids)
        things = tuple(each for source in known for each in source.things if each.item in wanted)
        dialog = self._dialog(self._called)
        dialog.fill(Asked("", Method.DOTS, tuple({each.item: each for each in things}.values())))
        dialog.show_source(where(known, ids))
        dialog.open()

    def _dialog(self, take: Callable[[Asked], bool]) -> Calling:
        page = self.page
        known = sources(self.session.desk, self.words)
        dialog = Calling(page.window(), self.words, page.icons, page.colours, known, take)
        dialog.finished.connect(lambda _: throw_away(dialog))
        return dialog

    def _called(self, asked: Asked, follows: str | None = None) -> bool:
        made: list[str] = []

        def call(edit: Edit) -> None:
            made.append(votes.call(edit, self.page.subject_id, asked, follows).id)

        if not self.session.do(self.words("Call a vote"), call):
            return False
        self._begin(made[0])
        return True

    def _begin(self, ballot_id: str) -> None:
        self.choose(ballot_id)
        self.focused.setFocus()

    def change(self) -> None:
        """Change what is asked, as long as nobody gave anything."""
        one = self.ballot
        if one is None:
            return

        def take(asked: Asked) -> bool:
            changed = self.session.do(self.words("Change a vote"), votes.recall, self.current, asked)
            return bool(changed)

        dialog = self._dialog(take)
        things = tuple(Thing(each.text, each.item) for each in items_of(self.session.desk, one.id))
        dialog.fill(self._asked(one, things), self.words("Change the vote"))
        dialog.open()

    def _asked(self, one: Ballot, things: tuple[Thing, ...]) -> Asked:
        return Asked(one.title, one.method, things, one.secret, one.best, one.dots or 3, one.voters)

    def again(self) -> None:
        """Call another round: first the better half, and what people see very differently."""
        one = self.ballot
        if one is None:
            return
        found = outcome(self.session.desk, one)
        half = {each.item.id for each in found.lines[: max(2, (len(found.lines) + 1) // 2)]}
        half |= {each.item.id for each in found.lines if each.divided}
        items = items_of(self.session.desk, one.id)
        things = tuple(Thing(each.text, each.item) for each in items if each.id in half)
        dialog = self._dialog(partial(self._called, follows=one.id))
        dialog.fill(self._asked(one, things), self.words("Call another round"))
        dialog.open()

    def _count(self, key: Key, number: int) -> None:
        item, step, against = key
        self.session.do(
            self.words("Count a vote"), votes.count, item, number, step, against, typing=f"{item} {step}"
        )

    def _drop(self) -> None:
        """Put the paper that is filled in into the box."""
        one, form, desk = self.ballot, self.form, self.session.desk
        if one is None or form is None:
            return
        try:
            drop(desk, one, form.paper(), self.words)
        except Refused as refused:
            self.said.setText(self.words.told(refused))
            return
        form.clear()
        self.show_desk()
        full = one.voters is not None and len(desk.papers(one.id)) >= one.voters
        if full:
            self.open_box.setFocus()
        else:
            form.begin()

    def reveal(self) -> None:
        """Open the box, or end the counting, and show what came of it."""
        papers = self.session.desk.papers(self.current)
        self.session.do(self.words("Reveal a vote"), votes.reveal, self.current, papers)

    def kiosk(self) -> None:
        """Hand the laptop to the people: each fills in a paper, and only a PIN leads back."""
        one = self.ballot
        if one is None:
            return
        page, words = self.page, self.words
        items = items_of(self.session.desk, one.id)
        told = vote_words.what_to_do(one, len(items), words)

        def begin(pin: str, _: str) -> Kiosk:
            task = partial(VoteTask, self.session, one, items, page.colours, words)
            return Kiosk(page.window(), words, pin, one.title, told, task)

        hand_over(page, words, begin, self.open_box.setFocus)

    def keep_dots(self) -> None:
        """Write the dots with their results and notes."""
        self.session.do(self.words("Keep the dots"), votes.keep_dots, self.current)
        self.page.shell.say(self.words("The dots stand with the results and notes now."))

    def remove(self) -> None:
        """Take the vote in hand away, once a person said so."""
        words, one = self.words, self.ballot
        if one is not None and self.page.shell.questions.choose(
            words("Remove the vote “{vote}”?", vote=one.title),
            words("What people gave goes with it. Undo brings back what was counted, but no paper in a box."),
            words("Keep it"),
            words("Remove it"),
        ):
            self.session.do(words("Remove a vote"), records.remove, Ballot, one.id)

    # -- what is in the way

    def _no_vote(self) -> str:
        return self.page.read_only() or ("" if self.ballot else self.words("Choose a vote first."))

    def _no_open(self) -> str:
        if why := self._no_vote():
            return why
        over = self.ballot is not None and self.ballot.revealed_on is not None
        return self.words("This vote is over.") if over else ""

    def _no_change(self) -> str:
        if why := self._no_open():
            return why
        desk = self.session.desk
        given = desk.papers(self.current) or counts_of(desk, items_of(desk, self.current))
        return self.words("People have voted already. Call another round instead.") if given else ""

    def _no_reveal(self) -> str:
        if why := self._no_open():
            return why
        desk = self.session.desk
        if self.ballot is not None and self.ballot.secret:
            return "" if desk.papers(self.current) else self.words("There is no paper in the box yet.")
        counted = counts_of(desk, items_of(desk, self.current))
        return "" if counted else self.words("Nothing is counted yet.")

    def _no_kiosk(self) -> str:
        if why := self._no_open():
            return why
        secret = self.ballot is not None and self.ballot.secret
        return "" if secret else self.words("This vote is counted openly; nothing is typed by people.")

    def _no_again(self) -> str:
        if why := self._no_vote():
            return why
        over = self.ballot is not None and self.ballot.revealed_on is not None
        return "" if over else self.words("The round before is still open.")

    def _no_dots(self) -> str:
        if why := self._no_again():
            return why
        one, desk = self.ballot, self.session.desk
        if one is None or one.method is not Method.DOTS:
            return self.words("Only dots of a vote that is over can be kept.")
        ids = {each.item for each in items_of(desk, one.id)} - {None}
        dotted = any(desk.find(kind, id=each) for kind in votes.DOTTED for each in ids)
        return "" if dotted else self.words("Dots are kept with results and notes only.")
