"""Ideas that could turn a curve: a table with what raters give, and the promise that an idea becomes."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from kpidesk.actions import curves, voting
from kpidesk.domain.curves import BEST, CRITERIA, Curve, RatedIdea
from kpidesk.domain.people import Person
from kpidesk.domain.voting import Criterion, numbers_typed
from kpidesk.domain.wording import Refused
from kpidesk.ui.ballot import BallotDialog, Item, OpenVote, Vote
from kpidesk.ui.form import Unreadable, complete, offer, read_day
from kpidesk.ui.measures.candidates import told
from kpidesk.ui.measures.lines import Doing, Lines
from kpidesk.ui.measures.record_grid import Cell, Field, RecordGrid, RecordRow
from kpidesk.ui.measures.section import Entry
from kpidesk.ui.widgets import Flow, button, label

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

_TEXT, _MEAN, _PROMISE = "text", "mean", "promise"


class Ideas(QWidget):
    """The table, a line for the next idea, and below what becomes of the one that is chosen."""

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__()
        self.page, self.words, self.session = page, page.words, page.session
        words = self.words
        self.measure = ""
        self.curve: Curve | None = None
        self._stripped: object = None
        heads = {
            Criterion.LEVERAGE: words("Leverage"), Criterion.FEASIBILITY: words("Feasible"),
            Criterion.SPECIFICITY: words("Specific"), Criterion.VALUES: words("Values"),
        }  # fmt: skip
        fields = [
            Field(_TEXT, words("Idea"), 3, 140),
            *(Field(each.value, heads[each], 0.4, 66) for each in CRITERIA),
            Field(_MEAN, words("Mean"), 0, 56, typed=False, right=True),
            Field(_PROMISE, words("Promised"), 1, 92, typed=False),
        ]
        self.grid = RecordGrid(fields, self._take, words("Ideas"), page.colours, wraps=True)
        self.grid.setObjectName("ideas")
        self.grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.grid.gone_to.connect(lambda _: self._show_strip())
        self.grid.removed.connect(self._remove)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        self.grid.wrong.connect(self._say)
        adding = Doing(lambda texts, _: self._add(texts), lambda *_: True, lambda *_: True, lambda _: True)
        self.new = Lines(adding, words, page.icons, words("Repair at night, when roads are empty"),
                         words("A new idea"))  # fmt: skip
        self.new.setObjectName("idea-new")
        self.hint = label(
            words(
                "Ask for ideas that cost nothing, and for at least one that is wild. Type a number from 1 to "
                "{best} for each rater, such as 4 5 3.", best=BEST,
            ),
            "caption", wrap=True,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.vote = OpenVote(self.session, words, self.rate_in_secret)
        column.addWidget(self.vote)
        column.addWidget(self.grid)
        column.addWidget(self.wrong)
        column.addWidget(self.new)
        column.addWidget(self.hint)
        column.addWidget(self._strip())

    def _strip(self) -> QFrame:
        """What is done with the idea that is chosen."""
        words = self.words
        self.strip = QFrame()
        self.strip.setProperty("kind", "well")
        self.name = label("", "name", wrap=True)
        self.no_cost, self.wild = QCheckBox(words("costs nothing")), QCheckBox(words("wild"))
        self.no_cost.clicked.connect(lambda on: self._flag(no_cost=bool(on)))
        self.wild.clicked.connect(lambda on: self._flag(wild=bool(on)))
        self.who = Entry(words("Who promises it?"), self._promise, self._show_promise)
        self.when = Entry(words("By when?"), self._promise, self._show_promise)
        for entry, wide in ((self.who, 190), (self.when, 130)):
            entry.setPlaceholderText(entry.accessibleName())
            entry.setFixedWidth(wide)
        self._people = QStringListModel(self)
        complete(self.who, self._people)
        self.do = button(words("Promise it"), self._promise, "filled")
        self.back = button(words("Take it back"), self._take_back, "quiet")
        for key, widget in (
            ("no-cost", self.no_cost), ("wild", self.wild), ("who", self.who), ("when", self.when),
            ("promise", self.do), ("take-back", self.back),
        ):  # fmt: skip
            widget.setObjectName(f"idea-{key}")
        across = Flow(10, 8)
        for each in (self.no_cost, self.wild, self.who, self.when, self.do, self.back):
            across.addWidget(each)
        column = QVBoxLayout(self.strip)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addLayout(across)
        return self.strip

    # -- showing

    @property
    def chosen(self) -> RatedIdea | None:
        """The idea that is chosen in the table."""
        found = self.curve.ideas if self.curve else ()
        return next((each for each in found if each.idea.id == self.grid.current), None)

    def show_curve(self, measure_id: str, curve: Curve, *, writable: bool) -> None:
        """Show the ideas of a measure."""
        if measure_id != self.measure:
            self.grid.give_back()
        self.measure, self.curve = measure_id, curve
        self.grid.writable = writable
        self.grid.show_rows(self._row(each) for each in curve.ideas)
        self.grid.setVisible(bool(curve.ideas))
        self.vote.show_vote(measure_id)
        self.hint.setVisible(writable)
        self.new.show_rows((), writable=writable)
        offer(self._people, sorted(each.name for each in self.session.desk.find(Person)))
        self._show_strip()

    def _row(self, each: RatedIdea) -> RecordRow:
        words, idea = self.words, each.idea
        flags = [words("costs nothing")] * idea.no_cost + [words("wild")] * idea.wild
        mean = "" if each.mean is None else words.number(each.mean, 1)
        rated = []
        for criterion in CRITERIA:
            tally = each.ratings.get(criterion)
            plain = " ".join(map(str, tally.numbers)) if tally else ""
            rated.append(Cell(told(tally, words) if tally else "", plain))
        shown = Cell(" · ".join([idea.text, *flags]), idea.text)
        return RecordRow(idea.id, (shown, *rated, Cell(mean, mean), Cell(self._promised(each))))

    def _promised(self, each: RatedIdea) -> str:
        if each.promise is None:
            return ""
        if each.promise.by_when is None:
            return each.promise.who
        day = self.words.date(each.promise.by_when)
        return self.words("{name}, by {day}", name=each.promise.who, day=day)

    def _show_strip(self) -> None:
        each, words = self.chosen, self.words
        self.strip.setVisible(each is not None and self.grid.writable)
        if each is None:
            return
        self.name.setText(each.idea.text)
        self.no_cost.setChecked(each.idea.no_cost)
        self.wild.setChecked(each.idea.wild)
        self.do.setText(words("Change the promise") if each.promise else words("Promise it"))
        self.back.setVisible(each.promise is not None)
        if (each.idea.id, each.promise) != self._stripped:  # else what is being typed stays
            self._show_promise()

    def _show_promise(self) -> None:
        """Who promised the chosen idea, by when."""
        each = self.chosen
        promise = each.promise if each else None
        self._stripped = (each.idea.id, promise) if each else None
        when = promise.by_when if promise else None
        self.who.setText(promise.who if promise else "")
        self.when.setText(self.words.date(when).replace("\u00a0", " ") if when else "")

    def _say(self, reason: str) -> None:
        self.wrong.setText(reason)
        self.wrong.setVisible(bool(reason))

    # -- doing

    def _do(self, label_: str, action: Callable[..., object], *arguments: object) -> bool:
        return self.session.do(label_, action, *arguments)

    def _add(self, texts: list[str]) -> bool:
        return self._do(self.words("Note an idea"), curves.add_ideas, self.measure, texts)

    def _remove(self, ids: list[str]) -> None:
        self._do(self.words("Remove an idea"), curves.remove_ideas, ids)

    def _take(self, idea_id: str, key: str, text: str) -> str:
        """What was typed into the table; a notice says more where it was not taken."""
        words = self.words
        if key == _TEXT:
            done = self._do(words("Reword an idea"), partial(curves.change_idea, text=text), idea_id)
        else:
            try:
                given = numbers_typed(text, BEST)
            except Refused as refused:
                return words(refused.message, **refused.arguments)
            rate = partial(voting.rate, criterion=Criterion(key), numbers=given, best=BEST)
            done = self._do(words("Rate an idea"), rate, idea_id)
        return "" if done else words("This was not taken.")

    def _flag(self, **given: Any) -> None:
        if (each := self.chosen) is not None:
            self._do(self.words("Mark an idea"), partial(curves.change_idea, **given), each.idea.id)

    def _promise(self) -> None:
        each, words = self.chosen, self.words
        if each is None:
            return
        typed = self.when.text().strip()
        try:
            day = read_day(typed, words) if typed else None
        except Unreadable as wrong:
            self._say(str(wrong))
            self.when.setFocus()
            return
        self._say("")
        if not self._do(words("Promise an idea"), curves.promise, each.idea.id, self.who.text(), day):
            self.who.setFocus()

    def _take_back(self) -> None:
        if (each := self.chosen) is not None:
            self._do(self.words("Take a promise back"), curves.take_back, each.idea.id)

    def why_no_vote(self) -> str:
        """Why nobody can rate; empty where they can."""
        if reason := self.page.why_no_measure():
            return reason
        there = self.curve is not None and bool(self.curve.ideas)
        return "" if there else self.words("There are no ideas to rate yet.")

    def rate_in_secret(self) -> None:
        """Open the ballot on the ideas in sight."""
        if self.curve is None:
            return
        items = tuple(
            Item(each.idea.id, str(place), each.idea.text) for place, each in enumerate(self.curve.ideas, 1)
        )
        title = self.words("How do you rate the ideas?")
        vote = Vote(self.measure, title, items, CRITERIA, BEST)
        page = self.page
        BallotDialog(self.window(), self.session, self.words, page.icons, page.colours, vote).open()

    # -- leaving

    def commit(self) -> bool:
        """Take over what is being typed; whether nothing is left."""
        self.new.commit()
        return self.grid.commit()
