"""A secret vote at one laptop: what is asked, one paper after the other, and all of it revealed at once.

Papers go into the desk's ballot box as they are handed in; until the reveal nothing here shows more
than how many there are. Every later vote uses this dialog with its own things and criteria.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpidesk.actions import voting
from kpidesk.domain.labels import LABELS
from kpidesk.domain.voting import Ballot, Criterion, Rating, Tally, open_ballot, tallies
from kpidesk.drawing.assessment_words import too_few
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font
from kpidesk.ui.paper_form import Asked, PaperForm, Question, Scale
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import Chip, Line, button, label, scrolling

_BARS: Final = QSize(96, 34)
_FIGURES: Final = 190  # px, so that the bars stand below each other


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is rated: its id, the letter or code people know it by, and its words if it has more.

    `below` says what the numbers stand for.
    """

    id: str
    mark: str
    text: str = ""
    below: str = ""

    @property
    def title(self) -> str:
        """What stands above its questions."""
        return f"{self.mark}  {self.text}".rstrip()


@dataclass(frozen=True, slots=True)
class Vote:
    """What is voted on: things that belong to `about`, and what they may be rated for, from 1 to `best`.

    `whole` where an answer counts only with all criteria, so that none can be left out; `note` is what
    everybody should know with the paper before them. `first` is the number as which the first step is
    shown; with fewer than `least` papers on a thing none of its numbers is told.
    """

    about: str
    title: str
    items: tuple[Item, ...]
    criteria: tuple[Criterion, ...]
    best: int
    whole: bool = False
    note: str = ""
    first: int = 1
    least: int = 1


class _Bars(QWidget):
    """How often each number was given."""

    reads_as = Role.Chart

    def __init__(self, tally: Tally, colours: Palette, words: Words, first: int) -> None:
        super().__init__()
        self._tally, self._colours, self._first = tally, colours, first
        self.setFixedSize(_BARS)
        given = ", ".join(f"{number}: {count}" for number, count in enumerate(tally.counts, first) if count)
        self.setAccessibleName(words("given {numbers}", numbers=given))
        self.setToolTip(self.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, counts = QPainter(self), self._tally.counts
        step, tall = self.width() / len(counts), self.height() - 14
        painter.setFont(font(10))
        for place, count in enumerate(counts):
            high = tall * count / max(counts)
            box = QRectF(place * step + 1, tall - high, step - 2, high)
            painter.fillRect(box, QColor(self._colours.accent))
            painter.setPen(QColor(self._colours.text_third))
            foot = QRectF(place * step, tall + 1, step, 12)
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(place + self._first))
        painter.end()


class OpenVote(QFrame):
    """A line that says that a secret vote is open, with the way to go on; hidden while none is."""

    def __init__(self, session: Session, words: Words, go_on: Callable[[], object]) -> None:
        super().__init__()
        self._session, self._words = session, words
        self.setProperty("kind", "well")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 4, 14, 4)
        row.setSpacing(10)
        self.papers = label("", wrap=True)
        self.papers.setObjectName("vote-papers")
        row.addWidget(self.papers, 1)
        self.on = button(words("Go on voting"), go_on, "link")
        self.on.setObjectName("vote-on")
        row.addWidget(self.on)
        self.hide()

    def show_vote(self, about_id: str) -> bool:
        """Say how the vote about a record stands; whether one is open."""
        words, desk = self._words, self._session.desk
        ballot = open_ballot(desk, about_id) if about_id else None
        self.setVisible(ballot is not None)
        self.on.setVisible(desk.writable)
        if ballot is None:
            return False
        there = len(desk.papers(ballot.id))
        if ballot.voters:
            said = words(
                "A secret vote is open: {n} of {all} papers are in the box.", n=there, all=ballot.voters
            )
        else:
            said = words.many(
                "A secret vote is open: {n} paper is in the box.",
                "A secret vote is open: {n} papers are in the box.", there,
            )  # fmt: skip
        self.papers.setText(said)
        return True


class BallotDialog(QDialog):
    """The dialog. It shows the open ballot, or offers to begin one, and the outcome once it is revealed."""

    def __init__(
        self, parent: QWidget, session: Session, words: Words, icons: Icons, colours: Palette, vote: Vote
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ballot")
        self.setWindowTitle(words("Rate in secret"))
        self.setProperty("kind", "page")
        self._session, self._words, self._icons, self._colours = session, words, icons, colours
        self.vote = vote
        self.resize(720, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(vote.title, "title", wrap=True))
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self._show()

    @property
    def ballot(self) -> Ballot | None:
        """The ballot that is open."""
        return open_ballot(self._session.desk, self.vote.about)

    def _show(self) -> None:
        if ballot := self.ballot:
            self._put(self._entry(ballot))
            self._begin_paper()
        else:
            self._put(self._beginning())

    def _put(self, page: QWidget) -> None:
        while before := self.stack.currentWidget():
            self.stack.removeWidget(before)
            throw_away(before)
        self.stack.addWidget(page)

    # -- beginning

    def _beginning(self) -> QWidget:
        words = self._words
        made, column = _page()
        column.addWidget(
            label(
                words(
                    "Everybody rates alone, one after the other at this laptop. Nobody sees what others gave "
                    "until all papers are in the box. No names are kept."
                ),
                wrap=True,
            )
        )
        if self._voted_on:
            again = label(
                words(
                    "There was a vote here already. What comes out of this one takes its place once the box "
                    "is opened."
                ),
                "second", wrap=True,
            )  # fmt: skip
            again.setObjectName("ballot-again")
            column.addWidget(again)
        column.addWidget(label(words("What is asked"), "caption-strong"))
        self.asked: dict[Criterion, QCheckBox] = {}
        for place, criterion in enumerate(self.vote.criteria):
            if self.vote.whole:
                column.addWidget(label(words(LABELS[criterion])))
            else:
                self.asked[criterion] = box = QCheckBox(words(LABELS[criterion]))
                box.setObjectName(f"ask-{criterion.value}")
                box.setChecked(place < 2)
                column.addWidget(box)
        column.addWidget(label(words("How many people vote?"), "caption-strong"))
        self.voters = QLineEdit()
        self.voters.setObjectName("ballot-voters")
        self.voters.setAccessibleName(words("How many people vote?"))
        self.voters.setPlaceholderText(words("may stay open"))
        self.voters.setFixedWidth(140)
        self.voters.returnPressed.connect(self._begin)
        column.addWidget(self.voters)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        column.addStretch(1)
        begin = button(words("Begin the vote"), self._begin, "filled")
        begin.setObjectName("ballot-begin")
        column.addLayout(_foot(button(words("Not now"), self.reject, "quiet"), begin))
        return made

    @property
    def _voted_on(self) -> bool:
        """Whether an earlier vote has left numbers that this one will replace."""
        items = {each.id for each in self.vote.items}
        return any(each.ballot and each.item in items for each in self._session.desk.find(Rating))

    def _chosen(self) -> list[Criterion]:
        if self.vote.whole:
            return list(self.vote.criteria)
        return [each for each, box in self.asked.items() if box.isChecked()]

    def _begin(self) -> None:
        words, typed, criteria = self._words, self.voters.text().strip(), self._chosen()
        if typed and not (typed.isdecimal() and 1 <= int(typed) <= voting.MOST_RATERS):
            self._say(words("Say how many people vote, from 1 to {limit}.", limit=voting.MOST_RATERS))
        elif not criteria:
            self._say(words("Choose at least one thing to ask."))
        else:
            begin = partial(
                voting.open_secret_ballot, title=self.vote.title, criteria=criteria, best=self.vote.best,
                voters=int(typed) if typed else None,
            )  # fmt: skip
            if self._session.do(words("Begin a secret vote"), begin, self.vote.about):
                self._show()

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    # -- one paper after the other

    def _entry(self, ballot: Ballot) -> QWidget:
        words = self._words
        made, column = _page()
        head = QHBoxLayout()
        self.count = label("", "statement")
        self.rated = label("", "caption")
        self.rated.setObjectName("ballot-rated")
        head.addWidget(self.count, 1)
        head.addWidget(self.rated)
        column.addLayout(head)
        if self.vote.note:
            column.addWidget(label(self.vote.note, "second", wrap=True))
        scale = Scale(ballot.best, self.vote.first)
        self.form = PaperForm(self._asked(ballot), scale, self._colours, words)
        self.form.changed.connect(self._rated)
        self.form.said.connect(self._say)
        self.form.finished.connect(partial(self._drop, ballot))
        column.addWidget(self.form, 1)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        self.drop = button(words("Put it into the box"), partial(self._drop, ballot), "filled")
        self.drop.setObjectName("ballot-drop")
        self.open_box = button(words("Open the box"), partial(self._reveal, ballot))
        self.open_box.setObjectName("ballot-reveal")
        leave = button(words("Give the vote up"), partial(self._give_up, ballot), "quiet")
        leave.setObjectName("ballot-away")
        column.addLayout(_foot(leave, self.open_box, self.drop))
        self._counted(ballot)
        self._rated()
        return made

    def _asked(self, ballot: Ballot) -> list[Asked]:
        """The questions of the paper; what is rated for one thing only need not say each time for what."""
        criteria = [(each, self._words(LABELS[Criterion(each)])) for each in ballot.criteria]
        alone = len(criteria) == 1
        return [
            Asked(
                item.title,
                tuple(
                    Question(
                        (item.id, key), item.below if alone else name, f"{item.mark} {name}",
                        f"{item.mark}-{key}",
                    )
                    for key, name in criteria
                ),
                "" if alone else item.below,
            )
            for item in self.vote.items
        ]  # fmt: skip

    def _begin_paper(self) -> None:
        """Where the next person begins: at the first question, or at the box once all papers are in it."""
        self.form.clear()
        if self._full or not self.form.bars:
            self.open_box.setFocus()
        else:
            self.form.begin()

    def _counted(self, ballot: Ballot) -> None:
        words, there = self._words, len(self._session.desk.papers(ballot.id))
        self._full = bool(ballot.voters) and there >= (ballot.voters or 0)
        if self._full:
            text = words("All {all} papers are in the box.", all=ballot.voters)
        elif ballot.voters:
            text = words("Paper {n} of {all}", n=there + 1, all=ballot.voters)
        else:
            text = words.many("{n} paper is in the box", "{n} papers are in the box", there)
        self.count.setText(text)
        self.open_box.setEnabled(there > 0)
        self.open_box.setToolTip("" if there else words("The box is still empty."))

    def _rated(self) -> None:
        words, done = self._words, self.form.done
        said = words("{n} of {all} rated", n=done, all=len(self.form.bars))
        ready = words("Enter after the last one puts the paper into the box")
        self.rated.setText(f"{said} · {ready}" if done == len(self.form.bars) else said)

    def _drop(self, ballot: Ballot) -> None:
        words = self._words
        paper = self.form.paper()
        if not paper:
            self._say(words("This paper is empty. Rate at least one thing."))
            return
        self._session.desk.drop_paper(ballot.id, paper, words("A paper in the ballot box"))
        self._counted(ballot)
        self._begin_paper()

    def _give_up(self, ballot: Ballot) -> None:
        if self._session.do(self._words("Give up a secret vote"), voting.give_up, ballot.id):
            self.reject()

    # -- the outcome

    def _reveal(self, ballot: Ballot) -> None:
        there = frozenset(item.id for item in self.vote.items)
        papers = self._session.desk.papers(ballot.id)
        reveal = partial(voting.reveal, papers=papers, items=there, shuffle=random.SystemRandom())
        if self._session.do(self._words("Open the ballot box"), reveal, ballot.id):
            self._put(self._outcome(ballot, len(papers)))
            self.back.setDefault(True)  # only what is in the dialog already can be
            self.back.setFocus()

    def _outcome(self, ballot: Ballot, count: int) -> QWidget:
        words = self._words
        made, column = _page()
        column.addWidget(
            label(words.many("{n} paper was in the box.", "{n} papers were in the box.", count), "statement")
        )
        table = QWidget()
        rows = QVBoxLayout(table)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setSpacing(6)
        ratings = [each for each in self._session.desk.find(Rating) if each.ballot == ballot.id]
        found = tallies(ratings, ballot.best)
        for item in self.vote.items:
            rows.addWidget(label(item.title, "name", wrap=True))
            for criterion in map(Criterion, ballot.criteria):
                if tally := found.get((item.id, criterion)):
                    rows.addWidget(self._line(criterion, tally))
            rows.addWidget(Line())
        rows.addStretch(1)
        column.addWidget(scrolling(table), 1)
        self.back = button(words("Back to the work"), self.accept, "filled")
        self.back.setObjectName("ballot-done")
        column.addLayout(_foot(self.back))
        return made

    def _line(self, criterion: Criterion, tally: Tally) -> QFrame:
        words = self._words
        made = QFrame()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        alone = len(self.vote.criteria) == 1
        row.addWidget(label("" if alone else words(LABELS[criterion]), "second"), 1)
        if len(tally.numbers) < self.vote.least:
            row.addWidget(label(too_few(len(tally.numbers), words), "second"))
            return made
        if tally.divided:
            picture = self._icons.pixmap("message-square", "warn", 14)
            row.addWidget(
                Chip(words("talk here"), fill=self._colours.warn_soft, ink=self._colours.warn, icon=picture)
            )
        shift = self.vote.first - 1
        row.addWidget(_Bars(tally, self._colours, words, self.vote.first))
        if tally.low == tally.high:
            figures = words("everybody gave {number}", number=tally.low + shift)
        else:
            figures = words(
                "{middle} in the middle, from {low} to {high}",
                middle=words.number(tally.median + shift, 1), low=tally.low + shift, high=tally.high + shift,
            )  # fmt: skip
        text = label(figures)
        text.setMinimumWidth(_FIGURES)
        text.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row.addWidget(text)
        return made


def _page() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    return made, column


def _foot(first: QPushButton, *others: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch()
    for each in (first, *others):
        each.setAutoDefault(False)
        row.addWidget(each)
    return row
