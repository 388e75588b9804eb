"""Beginning a community: the kinds there are, what each brings along, and a name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kpidesk.domain.communities import Force
from kpidesk.domain.community_starts import StartingPoint
from kpidesk.domain.labels import LABELS
from kpidesk.drawing.chart_words import sentence
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.fields import labelled
from kpidesk.ui.icons import Icons
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.widgets import button, label, scrolling

_LIST, _WHOLE = 250, (760, 520)  # px


class Beginning(QDialog):
    """The dialog. `begun` carries the starting point and the name; nothing is written here."""

    begun = Signal(object, str)

    def __init__(
        self, parent: QWidget, words: Words, icons: Icons, colours: Palette, points: Sequence[StartingPoint]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("beginning")
        self.setWindowTitle(words("Begin a community"))
        self.setProperty("kind", "page")
        self.resize(*_WHOLE)
        self._words, self._points = words, {each.key: each for each in points}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(words("What holds your community together?"), "title", wrap=True))
        self.list = ToldList(words("Starting points"), colours, icons)
        self.list.setObjectName("beginning-list")
        self.list.setFixedWidth(_LIST)
        self.list.show_rows(
            [
                Told(each.key, each.name, words(LABELS[each.kind]), mark=("users-round", "text_second"))
                for each in points
            ]
        )
        self.list.chosen.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(scrolling(self._told()), 1)
        column.addLayout(row, 1)
        column.addLayout(self._foot())
        self._choose(points[0].key)
        self.list.show_current(points[0].key)
        self.list.setFocus()

    def _told(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        self.about = label("", "statement", wrap=True)
        self.rhythm = label("", "second", wrap=True)
        column.addWidget(self.about)
        column.addWidget(self.rhythm)
        self.parts = {
            key: label("", "body", wrap=True) for key in ("agenda", *(each.value for each in Force))
        }
        for each in self.parts.values():
            column.addWidget(each)
        column.addStretch(1)
        return made

    def _foot(self) -> QHBoxLayout:
        words = self._words
        row = QHBoxLayout()
        row.setSpacing(8)
        self.name = QLineEdit()
        self.name.setObjectName("beginning-name")
        self.name.returnPressed.connect(self._begin)
        row.addLayout(labelled(words("What it is called"), self.name), 1)
        back = button(words("Not now"), self.reject)
        go = button(words("Begin with this"), self._begin, "filled")
        go.setObjectName("beginning-go")
        for each in (back, go):
            each.setAutoDefault(False)
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _choose(self, key: str) -> None:
        words, point = self._words, self._points[key]
        self._point = point
        self.name.setPlaceholderText(point.name)
        self.about.setText(point.about)
        self.rhythm.setText(
            words(
                "Meets every {days} days for {minutes} minutes.", days=point.every_days, minutes=point.minutes
            )
        )
        agenda = words("Agenda: {blocks}", blocks=" → ".join(point.blocks)) if point.blocks else ""
        self._show("agenda", agenda)
        for force in Force:
            texts = [f"• {each.text}" for each in point.forces if each.force is force]
            name = words(LABELS[force])
            self._show(force.value, "\n".join((sentence(name), *texts)) if texts else "")

    def _show(self, key: str, text: str) -> None:
        self.parts[key].setText(text)
        self.parts[key].setVisible(bool(text))

    def _begin(self) -> None:
        self.begun.emit(self._point, self.name.text())
        self.accept()
