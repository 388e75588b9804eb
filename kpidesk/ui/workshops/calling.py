"""Calling a vote: the question, how people vote, and on what."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kpidesk.actions.votes import BEST, MOST_DOTS, Asked, Thing, check
from kpidesk.actions.voting import MOST_RATERS
from kpidesk.domain.votes import mark
from kpidesk.domain.voting import Method
from kpidesk.domain.wording import Refused
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.icons import Icons
from kpidesk.ui.tick_list import TickList
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.widgets import Segments, button, label
from kpidesk.ui.workshops.things import Source

_SECRET, _OPEN = "secret", "open"
_SIZE: Final = (900, 620)  # px
_SHORT, _LONG = 110, 150
_NO_SOURCE: Final = ""


class Calling(QDialog):
    """The dialog. `take` is given what is asked; it returns whether the vote could be called."""

    def __init__(
        self,
        parent: QWidget,
        words: Words,
        icons: Icons,
        colours: Palette,
        sources: Sequence[Source],
        take: Callable[[Asked], bool],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("vote-calling")
        self.setWindowTitle(words("Call a vote"))
        self.setProperty("kind", "page")
        self.resize(*_SIZE)
        self._words, self._take = words, take
        self._sources = {each.key: each for each in sources}
        self._things: list[Thing] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(words("Call a vote"), "title"))
        column.addLayout(self._question())
        column.addLayout(self._method())
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addLayout(self._found(), 1)
        halves.addLayout(self._chosen(colours, icons), 1)
        column.addLayout(halves, 1)
        column.addLayout(self._foot())
        self._show_source(self.source.value)
        self._show_method(Method.DOTS.value)
        self._show_things()
        self.question.setFocus()

    # -- building

    def _question(self) -> QVBoxLayout:
        words = self._words
        self.question = QLineEdit()
        self.question.setObjectName("vote-question")
        self.question.setProperty("role", "lead")
        self.question.setPlaceholderText(words("Which of these matter most for our customers?"))
        self.question.returnPressed.connect(self._go)
        return labelled(words("The question, as people read it"), self.question)

    def _method(self) -> QHBoxLayout:
        words = self._words
        self.method = Segments(
            [
                (Method.DOTS.value, words("Dots")),
                (Method.SCALE.value, words("Numbers")),
                (Method.FIST.value, words("Fist of five")),
                (Method.PAIRS.value, words("Pairs")),
            ],
            Method.DOTS.value,
        )
        self.method.setObjectName("vote-method")
        self.method.chosen.connect(self._show_method)
        self.secrecy = Segments([(_SECRET, words("In secret")), (_OPEN, words("Openly"))], _SECRET)
        self.secrecy.setObjectName("vote-secrecy")
        self.number = QLineEdit("3")
        self.number.setObjectName("vote-number")
        self.number.setFixedWidth(_SHORT)
        self.voters = QLineEdit()
        self.voters.setObjectName("vote-voters")
        self.voters.setFixedWidth(_LONG)
        self.voters.setPlaceholderText(words("may stay open"))
        self._numbered = QWidget()
        self._number_name = label("", "caption-strong")
        numbered = QVBoxLayout(self._numbered)
        numbered.setContentsMargins(0, 0, 0, 0)
        numbered.setSpacing(4)
        numbered.addWidget(self._number_name)
        numbered.addWidget(self.number)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(labelled(words("How people vote"), self.method))
        row.addWidget(self._numbered)
        row.addLayout(labelled(words("How it is given"), self.secrecy))
        row.addLayout(labelled(words("People who vote"), self.voters))
        row.addStretch()
        return row

    def _found(self) -> QVBoxLayout:
        words = self._words
        names = [(key, each.name) for key, each in self._sources.items()]
        self.source = Choice(
            names or [(_NO_SOURCE, words("Nothing in this desk yet"))], self._show_source, words("Take from")
        )
        self.source.setObjectName("vote-source")
        self.all = button(words("All of them"), self._tick_all, "link")
        self.all.setObjectName("vote-all")
        self.offered = TickList(words("What can be voted on"))
        self.offered.setObjectName("vote-offered")
        self.offered.ticks.ticked.connect(self._ticked)
        self.own = QLineEdit()
        self.own.setObjectName("vote-own")
        self.own.setPlaceholderText(words("Or in your own words, then Enter"))
        self.own.setAccessibleName(words("Or in your own words, then Enter"))
        self.own.returnPressed.connect(self._add_own)
        column = QVBoxLayout()
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.source, 1)
        head.addWidget(self.all)
        column.addWidget(label(words("Take from"), "caption-strong"))
        column.addLayout(head)
        column.addWidget(self.offered, 1)
        column.addWidget(self.own)
        return column

    def _chosen(self, colours: Palette, icons: Icons) -> QVBoxLayout:
        self.count = label("", "caption-strong")
        self.chosen = ToldList(self._words("On the ballot"), colours, icons)
        self.chosen.setObjectName("vote-chosen")
        gone = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.chosen)
        gone.setContext(Qt.ShortcutContext.WidgetShortcut)
        gone.activated.connect(self._remove)
        self.remove = button(self._words("Take it off"), self._remove, "link")
        self.remove.setObjectName("vote-take-off")
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.count)
        column.addWidget(self.chosen, 1)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _foot(self) -> QHBoxLayout:
        words = self._words
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.setObjectName("vote-wrong")
        back = button(words("Not now"), self.reject)
        self.go = button(words("Call the vote"), self._go, "filled")
        self.go.setObjectName("vote-go")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.wrong, 1)
        for each in (back, self.go):
            each.setAutoDefault(False)
            row.addWidget(each)
        return row

    # -- showing

    def fill(self, asked: Asked, head: str = "") -> None:
        """Begin with what was asked before, or with what a person has chosen.

        Args:
            asked: question, ways and things to begin with.
            head: what the button says instead of calling a vote.
        """
        self.question.setText(asked.question)
        self.method.choose(asked.method.value)
        self.secrecy.choose(_SECRET if asked.secret else _OPEN)
        self._things = list(asked.things)
        self._show_method(asked.method.value)
        self.number.setText(str(asked.dots if asked.method is Method.DOTS else asked.best))
        self.voters.setText(str(asked.voters) if asked.voters else "")
        if head:
            self.go.setText(head)
            self.setWindowTitle(head)
        self._show_things()

    def show_source(self, key: str) -> None:
        """Offer the things of one heap first."""
        if key in self._sources:
            self.source.show_value(key)
            self._show_source(key)

    def _show_method(self, key: str) -> None:
        words, method = self._words, Method(key)
        names = {Method.DOTS: words("Dots each"), Method.SCALE: words("Up to")}
        self._numbered.setVisible(method in names)
        self._number_name.setText(names.get(method, ""))
        self.number.setAccessibleName(names.get(method, ""))
        self.number.setText("5" if method is Method.SCALE else "3")

    def _show_source(self, key: str) -> None:
        source = self._sources.get(key)
        self.offered.setEnabled(source is not None)
        self.all.setEnabled(source is not None)
        self._show_ticks()

    def _show_ticks(self) -> None:
        source = self._sources.get(self.source.value)
        there = {each.item for each in self._things}
        rows = [(each.item or "", each.text) for each in source.things] if source else []
        self.offered.ticks.show_rows(rows, frozenset(key for key, _ in rows if key in there))

    def _show_things(self) -> None:
        count = len(self._things)
        self.count.setText(self._words("On the ballot: {n}", n=count))
        self.chosen.show_rows(
            [
                Told(str(place), each.text, mark=("", ""), beside=mark(place, count))
                for place, each in enumerate(self._things)
            ]
        )
        self.remove.setEnabled(bool(count))
        self._show_ticks()

    # -- choosing

    def _ticked(self, key: str, ticked: bool) -> None:
        source = self._sources[self.source.value]
        if ticked:
            self._things += [each for each in source.things if each.item == key]
        else:
            self._things = [each for each in self._things if each.item != key]
        self._show_things()

    def _tick_all(self) -> None:
        source = self._sources[self.source.value]
        there = {each.item for each in self._things}
        if all(each.item in there for each in source.things):
            gone = {each.item for each in source.things}
            self._things = [each for each in self._things if each.item not in gone]
        else:
            self._things += [each for each in source.things if each.item not in there]
        self._show_things()

    def _add_own(self) -> None:
        text = self.own.text().strip()
        if text:
            self._things.append(Thing(text))
            self.own.clear()
            self._show_things()

    def _remove(self) -> None:
        place = self.chosen.currentIndex().row()
        if 0 <= place < len(self._things):
            del self._things[place]
            self._show_things()
            if self._things:
                self.chosen.show_current(str(min(place, len(self._things) - 1)))

    # -- calling

    def _whole(self, field: QLineEdit, low: int, high: int) -> int:
        text = field.text().strip()
        if not (text.isdecimal() and low <= int(text) <= high):
            field.setFocus()
            raise Refused("A whole number from {low} to {high} is wanted here.", low=low, high=high)
        return int(text)

    def _asked(self) -> Asked:
        self._add_own()
        method = Method(self.method.current)
        number = 0
        if method is Method.DOTS:
            number = self._whole(self.number, 1, MOST_DOTS)
        elif method is Method.SCALE:
            number = self._whole(self.number, BEST.start, BEST.stop - 1)
        voters = self._whole(self.voters, 1, MOST_RATERS) if self.voters.text().strip() else None
        return Asked(
            self.question.text(), method, tuple(self._things), self.secrecy.current == _SECRET,
            best=number if method is Method.SCALE else 5, dots=number if method is Method.DOTS else 1,
            voters=voters,
        )  # fmt: skip

    def _go(self) -> None:
        try:
            asked = self._asked()
            check(asked)
        except Refused as refused:
            self.wrong.setText(self._words.told(refused))
            return
        if self._take(asked):
            self.accept()
