"""One person's paper: the questions of a ballot one below the other, answered by keys or clicks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.rating_bar import RatingBar
from kpidesk.ui.widgets import Line, label, restyle, scrolling

_ROOM: Final = 64  # px that stay in sight above and below the question in hand


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its key on the paper, what is said beside its numbers, and how it is called in full.

    Where one of `pair` is to be chosen, these are the two keys and texts, and `key` is not used.
    """

    key: tuple[str, str]
    text: str
    name: str
    mark: str = ""
    pair: tuple[tuple[tuple[str, str], str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions under a title, with what the numbers stand for below it."""

    title: str
    questions: tuple[Question, ...]
    below: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """`best` steps, the first shown as `first`; together at most `most` are given, None for no limit."""

    best: int
    first: int = 1
    most: int | None = None


class _Side(QFrame):
    """One of the two things, to click at."""

    def __init__(self, text: str, do: Callable[[], object]) -> None:
        super().__init__()
        self._do = do
        self.setProperty("kind", "side")
        self.setAccessibleName(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(label(text, "statement", wrap=True))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose it."""
        self._do()


class PairChoice(QFrame):
    """Two things of which one is chosen: by click, by 1 and 2, or by the arrows; Del clears.

    `number` is 1 or 2, 0 for none. It speaks like a RatingBar.
    """

    changed = Signal()
    typed = Signal()
    entered = Signal()

    def __init__(self, texts: Sequence[str], name: str) -> None:
        super().__init__()
        self.number = 0
        self.setProperty("kind", "pair")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(10)
        self.sides = []
        for number, text in enumerate(texts, 1):
            side = _Side(text, partial(self._clicked, number))
            row.addWidget(side, 1)
            self.sides.append(side)

    def rate(self, number: int) -> None:
        """Choose a side, 0 for none."""
        if number in {0, 1, 2} and number != self.number:
            self.number = number
            for place, side in enumerate(self.sides, 1):
                restyle(side, "current", "true" if place == number else "")
            chosen = self.sides[number - 1].accessibleName() if number else ""
            self.setAccessibleDescription(chosen)
            self.changed.emit()

    def _clicked(self, number: int) -> None:
        self.setFocus()
        self._choose(0 if number == self.number else number)

    def _choose(self, number: int) -> None:
        self.rate(number)
        if number:
            self.typed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """See the class."""
        sides = {
            Qt.Key.Key_1: 1, Qt.Key.Key_Left: 1, Qt.Key.Key_2: 2, Qt.Key.Key_Right: 2,
            Qt.Key.Key_Delete: 0, Qt.Key.Key_Backspace: 0,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in sides:
            self._choose(sides[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class PaperForm(QWidget):
    """The paper. `changed` tells of each answer, `said` what people should know, `finished` that it is done.

    Enter after the last question finishes the paper; where questions are open it goes back to the first.
    """

    changed = Signal()
    said = Signal(str)
    finished = Signal()

    def __init__(self, asked: Sequence[Asked], scale: Scale, colours: Palette, words: Words) -> None:
        super().__init__()
        self._scale, self._words, self._colours = scale, words, colours
        self.bars: dict[tuple[str, str], RatingBar | PairChoice] = {}
        self._pairs: dict[tuple[str, str], Question] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.sheet = scrolling(self._sheet(asked))
        column.addWidget(self.sheet)

    # -- building

    def _sheet(self, asked: Sequence[Asked]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(0, 1)
        row = 0
        for each in asked:
            if each.title:
                grid.addWidget(label(each.title, "name", wrap=True), row, 0, 1, 2)
                row += 1
            if each.below:
                grid.addWidget(label(each.below, "second", wrap=True), row, 0, 1, 2)
                row += 1
            for question in each.questions:
                self._put(grid, question, row, "second" if each.title else "statement")
                row += 1
            grid.addWidget(Line(), row, 0, 1, 2)
            row += 1
        grid.setRowStretch(row, 1)
        return made

    def _put(self, grid: QGridLayout, question: Question, row: int, role: str) -> None:
        bar: RatingBar | PairChoice
        if question.pair:
            bar = PairChoice([text for _, text in question.pair], question.name)
            grid.addWidget(bar, row, 0, 1, 2)
            self._pairs[question.key] = question
        else:
            bar = RatingBar(self._scale.best, question.name, self._colours, self._scale.first)
            bar.missed.connect(self._miss)
            grid.addWidget(label(question.text, role, wrap=True), row, 0)
            grid.addWidget(bar, row, 1)
        bar.setObjectName(f"rate-{question.mark}")
        bar.changed.connect(partial(self._rated, bar))
        bar.typed.connect(partial(self._go_on, bar))
        bar.entered.connect(partial(self._enter, bar))
        self.bars[question.key] = bar

    # -- filling in

    def paper(self) -> Mapping[tuple[str, str], int]:
        """What was given: a number for each key; of a pair the key of the side that was chosen."""
        given = {}
        for key, bar in self.bars.items():
            if bar.number and key in self._pairs:
                given[self._pairs[key].pair[bar.number - 1][0]] = 1
            elif bar.number:
                given[key] = bar.number
        return given

    @property
    def done(self) -> int:
        """How many questions have an answer."""
        return sum(bool(bar.number) for bar in self.bars.values())

    def clear(self) -> None:
        """An empty paper for the next person."""
        for bar in self.bars.values():
            bar.rate(0)
        self.sheet.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Go to the first question."""
        self.sheet.verticalScrollBar().setValue(0)
        if self.bars:
            next(iter(self.bars.values())).setFocus()

    def _rated(self, bar: RatingBar | PairChoice) -> None:
        self.said.emit("")
        most = self._scale.most
        if most is not None:
            beyond = sum(each.number for each in self.bars.values()) - most
            if beyond > 0:
                bar.rate(bar.number - beyond)
                self.said.emit(self._words.many("You have only {n} dot.", "You have only {n} dots.", most))
        self.changed.emit()

    def _go_on(self, bar: RatingBar | PairChoice) -> None:
        """On to the next question; the last one stays."""
        bars = list(self.bars.values())
        self._go_to(bars[min(bars.index(bar) + 1, len(bars) - 1)])

    def _enter(self, bar: RatingBar | PairChoice) -> None:
        """On to the next question; from the last one into the box, or back to the first that is open."""
        bars = list(self.bars.values())
        left = [each for each in bars if not each.number]
        if bar is not bars[-1]:
            self._go_on(bar)
        elif left and self._scale.most is None:
            self._go_to(left[0])
            many = self._words.many(
                "{n} question has no number yet. Rate it, or put the paper into the box without it.",
                "{n} questions have no number yet. Rate them, or put the paper into the box without them.",
                len(left),
            )
            self.said.emit(many)
        else:
            self.finished.emit()

    def _miss(self) -> None:
        first, best = self._scale.first, self._scale.best
        self.said.emit(self._words("Numbers go from {first} to {last}.", first=first, last=first + best - 1))

    def _go_to(self, bar: RatingBar | PairChoice) -> None:
        bar.setFocus()
        self.sheet.ensureWidgetVisible(bar, 0, _ROOM)
