"""What else is asked about paper: how much ink it takes, and which of several papers are wanted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from kpidesk.drawing import gallery_blank
from kpidesk.exports.gallery_kinds import paper_names
from kpidesk.exports.pieces import Ink, Options, What
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.narrow import Tick
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import label

_TICKED: Final = (What.DAY, What.WORKSHEETS)


class Extras(QWidget):
    """The ink, and a tick for each paper of a kind that comes as several."""

    def __init__(self, page: Page, changed: Callable[[], object]) -> None:
        super().__init__()
        words, self._settings = page.words, page.shell.settings
        self._changed = changed
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        looks = [
            (Ink.COLOUR, words("In colour")),
            (Ink.GREY, words("In grey")),
            (Ink.SAVING, words("Without fills, to save ink")),
        ]
        self.ink = Choice(looks, self._ink_chosen, words("Ink"))
        self.ink.setObjectName("ink")
        kept = self._settings.get("ink", Ink.COLOUR.value)
        self.ink.show_value(next((each for each in Ink if each.value == kept), Ink.COLOUR))
        column.addLayout(labelled(words("Ink"), self.ink))
        names = {What.DAY: paper_names(words), What.WORKSHEETS: gallery_blank.titles(words)}
        self.ticks: dict[What, dict[str, QCheckBox]] = {}
        self._groups: dict[What, QWidget] = {}
        for what in _TICKED:
            self._groups[what] = self._group(what, names[what], words("Which of them"))
            column.addWidget(self._groups[what])

    def _group(self, what: What, names: dict[str, str], head: str) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(head, "caption-strong"))
        self.ticks[what] = {}
        for key, name in names.items():
            tick = Tick(name)
            tick.setObjectName(f"paper-{key}")
            tick.setMinimumHeight(32)
            tick.setChecked(True)
            tick.clicked.connect(lambda _, each=tick: self._ticked(what, each))
            column.addWidget(tick)
            self.ticks[what][key] = tick
        return group

    def _ink_chosen(self, ink: Ink) -> None:
        self._settings.set("ink", ink.value)
        self._changed()

    def _ticked(self, what: What, tick: QCheckBox) -> None:
        """One of them stays ticked: the kind itself is left out by its own tick."""
        if not any(each.isChecked() for each in self.ticks[what].values()):
            tick.setChecked(True)
        self._changed()

    def show_for(self, what: What) -> None:
        """Show what belongs to the kind that is looked at."""
        for each, group in self._groups.items():
            group.setVisible(each is what)

    def apply(self, options: Options) -> Options:
        """The options with what is chosen here."""
        papers = frozenset(
            key for ticks in self.ticks.values() for key, tick in ticks.items() if tick.isChecked()
        )
        return replace(options, ink=self.ink.value or Ink.COLOUR, papers=papers)
