"""A secret vote at one laptop: what is asked, one paper after the other, and all of it revealed at once.

Papers go into the desk's ballot box as they are handed in; until the reveal nothing here shows more
than how many there are. Every later vote uses this dialog with its own things and criteria.
"""

import random
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
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
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import Chip, Line, button, label, scrolling

_CELL: Final = 34
_BARS: Final = QSize(96, 34)
_MOST_VOTERS: Final = 500


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is rated: its id, the letter or code people know it by, and its words."""

    id: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Vote:
    """What is voted on: things that belong to `about`, and what they may be rated for, from 1 to `best`."""

    about: str
    title: str
    items: tuple[Item, ...]
    criteria: tuple[Criterion, ...]
    best: int


class RatingBar(QWidget):
    """A row of numbers of which one is chosen, by click, by its digit, or by the arrows; 0 clears it."""

    changed = Signal()

    def __init__(self, best: int, name: str, colours: Palette) -> None:
        super().__init__()
        self.best, self.number = best, 0
        self._colours = colours
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(best * _CELL + 2, _CELL)

    def rate(self, number: int) -> None:
        """Choose a number, 0 for none."""
        if 0 <= number <= self.best and number != self.number:
            self.number = number
            self.setAccessibleDescription(str(number) if number else "")
            self.changed.emit()
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the number under the pointer; once more clears it."""
        number = int(event.position().x() // _CELL) + 1
        if 1 <= number <= self.best:
            self.rate(0 if number == self.number else number)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Digits and arrows. On a scale to ten, 0 is ten."""
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.rate(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_0:
            self.rate(10 if self.best == 10 else 0)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.rate(0)
        elif key == Qt.Key.Key_Right:
            self.rate(min(self.number + 1, self.best))
        elif key == Qt.Key.Key_Left:
            self.rate(max(self.number - 1, 1))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The ring comes."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, colours = QPainter(self), self._colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(13, strong=True))
        for number in range(1, self.best + 1):
            disc = QRectF((number - 1) * _CELL + 4, 4, _CELL - 8, _CELL - 8)
            lit = number == self.number
            painter.setPen(QPen(QColor(colours.accent if lit else colours.field), 1.3))
            painter.setBrush(QColor(colours.accent if lit else colours.surface))
            painter.drawEllipse(disc)
            painter.setPen(QColor(colours.on_accent if lit else colours.text))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 8, 8)
        painter.end()


class _Bars(QWidget):
    """How often each number was given."""

    def __init__(self, tally: Tally, colours: Palette, words: Words) -> None:
        super().__init__()
        self._tally, self._colours = tally, colours
        self.setFixedSize(_BARS)
        given = ", ".join(f"{number}: {count}" for number, count in enumerate(tally.counts, 1) if count)
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
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(place + 1))
        painter.end()


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
        self.bars: dict[tuple[str, str], RatingBar] = {}
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
            self._first_bar().setFocus()
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
        column.addWidget(label(words("What is asked"), "caption-strong"))
        self.asked: dict[Criterion, QCheckBox] = {}
        for place, criterion in enumerate(self.vote.criteria):
            box = QCheckBox(words(LABELS[criterion]))
            box.setObjectName(f"ask-{criterion.value}")
            box.setChecked(place < 2)
            self.asked[criterion] = box
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
        column.addStretch()
        begin = button(words("Begin the vote"), self._begin, "filled")
        begin.setObjectName("ballot-begin")
        column.addLayout(_foot(button(words("Not now"), self.reject, "quiet"), begin))
        return made

    def _begin(self) -> None:
        words, typed = self._words, self.voters.text().strip()
        criteria = [each for each, box in self.asked.items() if box.isChecked()]
        if typed and not (typed.isdecimal() and 1 <= int(typed) <= _MOST_VOTERS):
            self._say(words("Say how many people vote, from 1 to {limit}.", limit=_MOST_VOTERS))
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
        self.count = label("", "statement")
        column.addWidget(self.count)
        paper = QWidget()
        grid = QGridLayout(paper)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(0, 1)
        self.bars = {}
        row = 0
        for item in self.vote.items:
            text = label(f"{item.mark}  {item.text}", "name", wrap=True)
            grid.addWidget(text, row, 0, 1, 2)
            row += 1
            for criterion in map(Criterion, ballot.criteria):
                name = words(LABELS[criterion])
                bar = RatingBar(ballot.best, f"{item.mark} {name}", self._colours)
                bar.setObjectName(f"rate-{item.mark}-{criterion.value}")
                bar.changed.connect(self._rated)
                self.bars[item.id, criterion.value] = bar
                grid.addWidget(label(name, "second"), row, 0)
                grid.addWidget(bar, row, 1)
                row += 1
            grid.addWidget(Line(), row, 0, 1, 2)
            row += 1
        grid.setRowStretch(row, 1)
        column.addWidget(scrolling(paper), 1)
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
        return made

    def _first_bar(self) -> QWidget:
        return next(iter(self.bars.values()), self.drop)

    def _counted(self, ballot: Ballot) -> None:
        words, there = self._words, len(self._session.desk.papers(ballot.id))
        if ballot.voters:
            text = words("Paper {n} of {all}", n=min(there + 1, ballot.voters), all=ballot.voters)
            if there >= ballot.voters:
                text = words("All {all} papers are in the box.", all=ballot.voters)
        else:
            text = words.many("{n} paper is in the box", "{n} papers are in the box", there)
        self.count.setText(text)
        self.open_box.setEnabled(there > 0)
        self.open_box.setToolTip("" if there else words("The box is still empty."))

    def _rated(self) -> None:
        self._say("")

    def _drop(self, ballot: Ballot) -> None:
        words = self._words
        paper = {key: bar.number for key, bar in self.bars.items() if bar.number}
        if not paper:
            self._say(words("This paper is empty. Rate at least one thing."))
            return
        self._session.desk.drop_paper(ballot.id, paper, words("A paper in the ballot box"))
        for bar in self.bars.values():
            bar.rate(0)
        self._counted(ballot)
        self._first_bar().setFocus()

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
            rows.addWidget(label(f"{item.mark}  {item.text}", "name", wrap=True))
            for criterion in map(Criterion, ballot.criteria):
                if tally := found.get((item.id, criterion)):
                    rows.addWidget(self._line(criterion, tally))
            rows.addWidget(Line())
        rows.addStretch()
        column.addWidget(scrolling(table), 1)
        done = button(words("Back to the table"), self.accept, "filled")
        done.setObjectName("ballot-done")
        column.addLayout(_foot(done))
        done.setFocus()
        return made

    def _line(self, criterion: Criterion, tally: Tally) -> QFrame:
        words = self._words
        made = QFrame()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(label(words(LABELS[criterion]), "second"), 1)
        if tally.divided:
            picture = self._icons.pixmap("message-square", "warn", 14)
            row.addWidget(
                Chip(words("talk here"), fill=self._colours.warn_soft, ink=self._colours.warn, icon=picture)
            )
        row.addWidget(_Bars(tally, self._colours, words))
        figures = words(
            "mean {mean} · middle {median} · spread {spread}",
            mean=words.number(tally.mean, 1), median=words.number(tally.median, 1),
            spread=words.number(tally.spread, 1),
        )  # fmt: skip
        text = label(figures)
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
