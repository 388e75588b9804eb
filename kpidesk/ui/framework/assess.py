"""Assessing: the items of a set, what people gave in a session, what was agreed, and what will be done."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import assessments
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.assessment_figures import (
    LEAST,
    Outcome,
    Standing,
    items_of,
    outcome,
    part_key,
    plan,
)
from kpidesk.domain.assessment_supplied import SuppliedSet
from kpidesk.domain.assessments import (
    Assessment,
    AssessmentItem,
    AssessmentKind,
    AssessmentSet,
    Score,
)
from kpidesk.domain.communities import Community
from kpidesk.domain.community_figures import figures
from kpidesk.domain.people import Person
from kpidesk.domain.practice_coverage import covered
from kpidesk.domain.voting import Criterion
from kpidesk.drawing.assessment_words import mark, step_name
from kpidesk.drawing.community_evidence import evidence
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_assessment import projected_item, projected_outcome
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.ballot import BallotDialog, Item, OpenVote, Vote
from kpidesk.ui.form import offer
from kpidesk.ui.framework.bars import Bar, BarList
from kpidesk.ui.framework.item_list import ItemHead, ItemList, ItemRow
from kpidesk.ui.framework.item_panel import ItemPanel
from kpidesk.ui.framework.rows import ALL, bars_of, item_row
from kpidesk.ui.framework.session_panel import SessionPanel
from kpidesk.ui.framework.set_import import SetImport
from kpidesk.ui.framework.set_panel import SetPanel
from kpidesk.ui.framework.shelf import Shelf
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.subject_page import SubjectView, today
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Panel, Segments, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.framework.page import FrameworkPage

RATE: Final = "rate"
WRITE: Final = "write"
_LEFT: Final = 232


class AssessView(SubjectView):
    """Parts with their means at the left, items in the middle, the item in hand at the right."""

    key = "assess"
    FILLED: ClassVar[str] = "framework.begin_session"
    TOOLS: ClassVar[tuple[str, ...]] = ("framework.secret", "framework.take_up")
    page: "FrameworkPage"

    def __init__(self, page: "FrameworkPage") -> None:
        super().__init__(page)
        words = self.words
        self.current = ""  # the item in hand
        self.part = ALL
        self.outcome: Outcome | None = None
        self.people = QStringListModel(self)
        self._wants_shelf = False
        self.bars = BarList(words("Parts of the set"), page.colours)
        self.bars.setObjectName("assess-parts")
        self.bars.chosen.connect(self.show_part)
        self.vote = OpenVote(self.session, words, self.rate_in_secret)
        self.list = ItemList(words, page.colours, page.icons)
        self.list.setObjectName("assess-items")
        self.list.chosen.connect(self.choose)
        self.list.typed.connect(self._agree)
        self.list.irrelevant.connect(self._leave_out)
        self.list.cleared.connect(partial(self._agree, None))
        self.left = SessionPanel(page, self.bars)
        self.item = ItemPanel(page, self.people)
        self.words_of = SetPanel(page)
        self.sets = Shelf(page, self.take_up, self.write)
        self.sets.closed.connect(self._to_work)
        self.taking = SetImport(page, self.take_list)
        self.taking.closed.connect(self._to_work)
        self._build()

    # -- building

    def _build(self) -> None:
        self.side = self._side()
        self.split = splitter(Qt.Orientation.Horizontal, self.left, self._middle(), self.side)
        for place, stretch in enumerate((0, 1, 0)):
            self.split.setStretchFactor(place, stretch)
        self.stack = QStackedWidget()
        for each in (self.split, self.sets, self.taking):
            self.stack.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _middle(self) -> Panel:
        words, panel = self.words, Panel(self.words("Items"))
        panel.setMinimumWidth(300)
        self.count = label("", "second")
        panel.head.addWidget(self.count)
        panel.head.setContentsMargins(14, 0, 14, 0)
        self.columns = ItemHead(self.list, words, self.page.colours)
        self.none = EmptyState(
            self.page.icons.pixmap("list-checks", "text_third", 40),
            words("This set has no items yet."),
            words("Write the first one at the right."),
        )
        panel.body.addWidget(self.vote)
        panel.body.addWidget(self.columns)
        panel.body.addWidget(self.list, 1)
        panel.body.addWidget(self.none, 1)
        return panel

    def _side(self) -> Panel:
        words, panel = self.words, Panel()
        panel.setMinimumWidth(250)
        self.mode = Segments(((RATE, words("Rating")), (WRITE, words("Words of the set"))), RATE)
        self.mode.setObjectName("assess-mode")
        self.mode.chosen.connect(self.show_mode)
        row = QHBoxLayout()
        row.setContentsMargins(10, 6, 10, 4)
        row.addWidget(self.mode)
        row.addStretch()
        self.modes = QStackedWidget()
        for each in (self.item, self.words_of):
            self.modes.addWidget(scrolling(each))
        panel.body.addLayout(row)
        panel.body.addWidget(self.modes, 1)
        return panel

    # -- showing

    @property
    def set_(self) -> AssessmentSet | None:
        """The set in hand."""
        return next(iter(self.session.desk.find(AssessmentSet, id=self.page.subject_id)), None)

    @property
    def assessment(self) -> Assessment | None:
        """The session in sight."""
        return self.page.sight.assessment(self.session.desk)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        desk, set_ = self.session.desk, self.set_
        offer(self.people, sorted(person.name for person in desk.find(Person)))
        there = frozenset(each.name.casefold() for each in desk.find(AssessmentSet))
        self.sets.show_sets(there, closable=set_ is not None)
        if self.stack.currentWidget() is not self.taking:
            self.stack.setCurrentWidget(self.sets if set_ is None or self._wants_shelf else self.split)
        if set_ is None:
            return
        found = self.assessment
        self.outcome = outcome(desk, found) if found is not None else None
        self.left.show_session(set_, found, self.outcome)
        self.vote.show_vote(found.id if found is not None else "")
        self._show_parts(set_)
        self._show_items(set_)
        self._show_item()

    def _show_parts(self, set_: AssessmentSet) -> None:
        sections = {part_key(each): None for each in items_of(self.session.desk, set_.id)}
        named = [key for key in sections if key]
        bars = {} if self.outcome is None else {each.id: each for each in bars_of(self.outcome, self.words)}
        plain = {ALL: Bar(ALL, self.words("All items"), ""), **{key: Bar(key, key, "") for key in named}}
        self.bars.show_rows([bars.get(key, bar) for key, bar in plain.items()])
        if self.part not in self.bars.ids():
            self.part = ALL
        self.bars.show_current(self.part)

    def _show_items(self, set_: AssessmentSet) -> None:
        words = self.words
        shown = [each for each in items_of(self.session.desk, set_.id) if self.part in {ALL, part_key(each)}]
        found = self.outcome
        standings = {each.item.id: each for each in found.standings} if found is not None else {}
        promises = plan(self.session.desk, found.session, today()) if found is not None else []
        rows: list[Heading | ItemRow] = []
        section = ""
        for each in shown:
            if each.section != section and self.part == ALL:
                section = each.section
                rows.append(Heading(section))
            score = standings[each.id].score.id if each.id in standings else ""
            acts = [one for one in promises if one.score == score]
            rows.append(item_row(each, standings.get(each.id), set_, acts, words, today()))
        self.list.show_rows(rows)
        ids = self.list.ids()
        for widget in (self.list, self.columns):
            widget.setVisible(bool(ids))
        self.none.setVisible(not ids)
        if self.current not in ids:
            self.current = next(iter(ids), "")
        self.list.show_current(self.current)
        done = sum(each.figure is not None or each.score.not_relevant for each in standings.values())
        all_ = words.many("{n} item", "{n} items", len(shown))
        rated = words("{n} of {all} rated", n=done, all=len(standings))
        self.count.setText(rated if standings else all_)

    def _show_item(self) -> None:
        set_, desk = self.set_, self.session.desk
        item = next(iter(desk.find(AssessmentItem, id=self.current)), None)
        if set_ is None:
            return
        self.words_of.show_set(set_, item, writable=desk.writable)
        writing = self.mode.current == WRITE or item is None
        self.modes.setCurrentIndex(int(writing))
        if item is None:
            return
        self.item.show_item(item, set_)
        self._show_evidence(item, set_)
        self.item.show_standing(self._standing, writable=desk.writable)

    def _show_evidence(self, item: AssessmentItem, set_: AssessmentSet) -> None:
        """What the records say: of a practice, or of a condition of a community's health."""
        desk, session, block = self.session.desk, self.assessment, self.item.evidence
        if set_.kind is AssessmentKind.HEALTH and session is not None and session.community is not None:
            community = desk.get(Community, session.community)
            told = evidence(figures(desk, community, session.on), self.words)
            block.show_told(told.get(item.number, ""), "community", community.id)
            return
        look = covered(desk, item.practice, today()).look if item.practice else None
        block.show_look(None if look is not None and look.record == item.id else look)

    @property
    def _standing(self) -> Standing | None:
        found = self.outcome.standings if self.outcome is not None else ()
        return next((each for each in found if each.item.id == self.current), None)

    def choose(self, item_id: str) -> None:
        """Take another item in hand; what is typed is taken over first."""
        self.leave()
        self.current = item_id
        self.list.show_current(item_id)
        self._show_item()
        self.page.shell.follow()

    def show_part(self, key: str) -> None:
        """Show only the items of a part."""
        self.part = key
        if (set_ := self.set_) is not None:
            self._show_items(set_)
            self._show_item()

    def show_mode(self, key: str) -> None:
        """Turn to the rating of the item in hand, or to the words of the set."""
        self.leave()
        self.mode.choose(key)
        self._show_item()

    def show_record(self, record_id: str) -> bool:
        """See SubjectView: an item, a session, or the score of one."""
        desk = self.session.desk
        for score in desk.find(Score, id=record_id):
            self.page.look_at(desk.get(Assessment, score.assessment))
            return self.show_record(score.item)
        for session in desk.find(Assessment, id=record_id):
            self.page.look_at(session)
            return True
        for item in desk.find(AssessmentItem, id=record_id, set=self.page.subject_id):
            self._to_work()
            if self.part not in {ALL, part_key(item)}:
                self.show_part(ALL)
                self.bars.show_current(ALL)
            self.choose(item.id)
            return True
        return False

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        self.split.setSizes([_LEFT, max(middle - _LEFT - 8, 300), side])

    def leave(self) -> None:
        """See View."""
        self.left.commit()
        self.item.commit()
        self.words_of.commit()

    def settle(self) -> None:
        """See SubjectView."""
        self.words_of.enter()

    def give_up(self) -> None:
        """See View."""
        self.taking.stop()

    def unfinished(self) -> str:
        """See View."""
        lines = (self.item.acts.line, self.words_of.line, self.sets.line)
        return next(filter(None, (each.text().strip() for each in lines)), "")

    @property
    def focused(self) -> QWidget:
        """See View."""
        where = self.stack.currentWidget()
        if where is self.sets:
            return self.sets.list
        if where is self.taking:
            return self.taking.name
        return self.list if self.list.ids() else self.words_of.line

    def views(self) -> dict[str, Callable[[], object]]:
        """See View: writing, the shelf, and the work last."""
        found: dict[str, Callable[[], object]] = {
            f"{self.key}-shelf": self._bring_shelf, f"{self.key}-words": partial(self._bring, WRITE),
        }  # fmt: skip
        return found | {self.key: partial(self._bring, RATE)}

    def _bring(self, mode: str) -> None:
        self.page.show_view(self.key)
        self._to_work()
        self.show_mode(mode)

    def _bring_shelf(self) -> None:
        self.page.show_view(self.key)
        self.show_shelf()

    def projected(self, room: Room = ROOM) -> Picture | None:
        """The item in hand; all parts while the whole set is looked at."""
        standing, found = self._standing, self.outcome
        if found is None:
            return None
        words, colours = self.words, self.page.colours
        if standing is None or self.list.currentIndex().row() < 0:
            return projected_outcome(found, words, colours, room)
        return projected_item(standing, found, words, colours, room)

    # -- rating

    def _agree(self, shown: int | None) -> None:
        standing = self._standing
        if standing is not None and self.session.desk.writable:
            label_ = self.words("Agree on a step")
            self.session.do(label_, assessments.agree, standing.score.id, shown)

    def _leave_out(self) -> None:
        standing = self._standing
        if standing is not None and self.session.desk.writable:
            turn = partial(assessments.leave_out, irrelevant=not standing.score.not_relevant)
            self.session.do(self.words("Say whether an item is relevant"), turn, standing.score.id)

    def rate_in_secret(self) -> None:
        """Open the ballot on all items of the session in sight."""
        found, words, page = self.outcome, self.words, self.page
        if found is None:
            return
        set_ = found.set
        items = tuple(
            Item(each.score.id, mark(each.item), each.item.text, self._ends(each.item, set_))
            for each in found.standings
            if not each.score.not_relevant
        )
        steps = " · ".join(step_name(set_, step) for step in range(1, set_.steps + 1))
        vote = Vote(
            found.session.id, set_.name, items, (Criterion.SCORE,), set_.steps, note=steps, first=set_.low,
            least=LEAST,
        )  # fmt: skip
        BallotDialog(self.window(), self.session, words, page.icons, page.colours, vote).open()

    def _ends(self, item: AssessmentItem, set_: AssessmentSet) -> str:
        first, last = set_.low, int(set_.shown(set_.steps))
        ends = ((first, item.poor), (last, item.good))
        return "  ·  ".join(self.words("{step}: {text}", step=step, text=text) for step, text in ends if text)

    # -- sets

    def show_shelf(self) -> None:
        """Show the sets that can be taken up."""
        self.leave()
        self._wants_shelf = True
        self.show_desk()
        self.sets.list.setFocus()

    def _to_work(self) -> None:
        self._wants_shelf = False
        if self.stack.currentWidget() is not self.split:
            self.taking.stop()
            self.stack.setCurrentWidget(self.split if self.set_ is not None else self.sets)
            self.show_desk()
            self.focused.setFocus()

    def take_up(self, supplied: SuppliedSet) -> None:
        """Make a supplied set the desk's own, and look at it."""
        self._make(self.words("Take up a set of items"), partial(_taken, supplied))

    def write(self, name: str) -> bool:
        """Begin a set of one's own; its words are written at the right."""
        if not self._make(self.words("Write a set of items"), partial(_written, name, self._labels(), [])):
            return False
        self.show_mode(WRITE)
        self.words_of.line.setFocus()
        return True

    def take_list(self, name: str, items: list[dict[str, str]]) -> bool:
        """Make a set of a list."""
        make = partial(_written, name, self._labels(), items)
        return self._make(self.words("Import a set of items"), make)

    def _labels(self) -> tuple[str, ...]:
        """The scale of a set of one's own, until somebody writes another."""
        words = self.words
        return words("not at all"), words("hardly"), words("in part"), words("mostly"), words("fully")

    def _make(self, label_: str, make: Callable[[Edit], AssessmentSet]) -> bool:
        made: list[str] = []

        def put(edit: Edit) -> None:
            made.append(make(edit).id)

        self._wants_shelf = False
        if not self.session.do(label_, put):
            return False
        self.page.choose(made[0])
        self.stack.setCurrentWidget(self.split)
        self.show_desk()
        self.list.setFocus()
        return True

    def import_list(self) -> None:
        """Let a person choose a file, and show what is in it."""
        path = self.page.shell.questions.table_file()
        if path is not None:
            self.taking.read(path, self._show_list)

    def _show_list(self) -> None:
        self.stack.setCurrentWidget(self.taking)
        self.taking.name.setFocus()


def _taken(supplied: SuppliedSet, edit: Edit) -> AssessmentSet:
    return assessments.take_up(edit, supplied)


def _written(name: str, labels: tuple[str, ...], items: list[dict[str, Any]], edit: Edit) -> AssessmentSet:
    return assessments.add_set(edit, name, labels, items=items)
