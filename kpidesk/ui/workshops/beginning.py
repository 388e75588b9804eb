"""Planning a workshop: the kinds there are with their agendas, a name and a day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kpidesk.domain.labels import LABELS
from kpidesk.domain.workshop_starts import WorkshopStart
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.fields import labelled
from kpidesk.ui.form import Unreadable, read_day
from kpidesk.ui.icons import Icons
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.widgets import button, label, scrolling

_LIST, _WHOLE = 260, (820, 580)  # px


class Beginning(QDialog):
    """The dialog. `begun` carries the supplied agenda, the name and the day; nothing is written here."""

    begun = Signal(object, str, object)

    def __init__(
        self, parent: QWidget, words: Words, icons: Icons, colours: Palette, starts: Sequence[WorkshopStart]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("workshop-beginning")
        self.setWindowTitle(words("Plan a workshop"))
        self.setProperty("kind", "page")
        self.resize(*_WHOLE)
        self._words, self._starts = words, {each.kind.value: each for each in starts}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(words("What do you meet for?"), "title", wrap=True))
        self.list = ToldList(words("Kinds of workshops"), colours, icons)
        self.list.setObjectName("workshop-beginning-list")
        self.list.setFixedWidth(_LIST)
        self.list.show_rows(
            [
                Told(
                    each.kind.value, each.name, words(LABELS[each.kind]),
                    words("{n} min", n=each.minutes), ("calendar-clock", "text_second"),
                )
                for each in starts
            ]
        )  # fmt: skip
        self.list.chosen.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(scrolling(self._told()), 1)
        column.addLayout(row, 1)
        column.addLayout(self._foot())
        first = next(iter(self._starts))
        self._choose(first)
        self.list.show_current(first)
        self.list.setFocus()

    def _told(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        self.about = label("", "statement", wrap=True)
        self.purpose = label("", "second", wrap=True)
        self.agenda = label("", "body", wrap=True)
        for each in (self.about, self.purpose, self.agenda):
            column.addWidget(each)
        column.addStretch(1)
        return made

    def _foot(self) -> QVBoxLayout:
        words = self._words
        foot = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(8)
        self.name, self.day = QLineEdit(), QLineEdit()
        self.name.setObjectName("workshop-name")
        self.day.setObjectName("workshop-day")
        self.day.setPlaceholderText(words("a day, or later"))
        for each in (self.name, self.day):
            each.returnPressed.connect(self._begin)
        row.addLayout(labelled(words("What it is called"), self.name), 2)
        row.addLayout(labelled(words("Day"), self.day), 1)
        back = button(words("Not now"), self.reject)
        go = button(words("Plan it"), self._begin, "filled")
        go.setObjectName("workshop-go")
        for made in (back, go):
            made.setAutoDefault(False)
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignBottom)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        foot.addLayout(row)
        foot.addWidget(self.wrong)
        return foot

    def _choose(self, key: str) -> None:
        words, start = self._words, self._starts[key]
        self._start = start
        self.name.setPlaceholderText(start.name)
        self.about.setText(start.about)
        self.purpose.setText(start.purpose)
        self.purpose.setVisible(bool(start.purpose))
        lines = (words("{n} min  {block}", n=each.minutes, block=each.name) for each in start.blocks)
        self.agenda.setText("\n".join(lines))

    def _begin(self) -> None:
        day: date | None = None
        if self.day.text().strip():
            try:
                day = read_day(self.day.text(), self._words)
            except Unreadable as told:
                self.wrong.setText(str(told))
                self.wrong.show()
                self.day.setFocus()
                return
        self.begun.emit(self._start, self.name.text().strip(), day)
        self.accept()
