"""The panel at the right: signals, baseline, target and notes; beside the definition what is still open."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kpidesk.ui.measures.baseline import BaselineSection
from kpidesk.ui.measures.definition import still_open
from kpidesk.ui.measures.notes import Notes
from kpidesk.ui.measures.section import PressRow, Section, Shown, Tools
from kpidesk.ui.measures.signals import Signals
from kpidesk.ui.measures.target import TargetSection
from kpidesk.ui.widgets import Line, Panel, clear, label, scrolling

DATA: Final = "data"
DEFINITION: Final = "definition"


class StillOpen(Section):
    """The questions that a definition leaves open; a click goes to the field."""

    chosen = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, "")
        self.column.setContentsMargins(0, 4, 0, 4)
        self.column.setSpacing(0)
        self._said: list[tuple[str, str]] | None = None

    def refresh(self, shown: Shown) -> None:
        """See Section."""
        questions = still_open(shown.measure, self.words)
        if questions == self._said:
            return
        self._said = questions
        clear(self.column)
        icon = self.tools.icons.pixmap("circle-dashed", "watch", 16)
        for key, question in questions:
            self.column.addWidget(PressRow(icon, question, "", self._telling(key)))
        if not questions:
            done = label(self.words("Nothing: whoever reads it knows what is measured and why."), wrap=True)
            done.setContentsMargins(14, 8, 12, 8)
            self.column.addWidget(done)

    def _telling(self, key: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(key)


class Details(Panel):
    """The panel. `period_chosen` tells a period to go to, `field_chosen` a field of the definition."""

    period_chosen = Signal(object)
    field_chosen = Signal(str)

    def __init__(self, tools: Tools) -> None:
        words = tools.words
        super().__init__(words("Signals"))
        self._words = words
        self.signals = Signals(tools)
        self.baseline = BaselineSection(tools)
        self.target = TargetSection(tools)
        self.notes = Notes(tools)
        self.still_open = StillOpen(tools)
        self.signals.chosen.connect(self._tell_period)
        self.notes.chosen.connect(self._tell_period)
        self.still_open.chosen.connect(self.field_chosen.emit)
        self._stack = QStackedWidget()
        self._content = _column(self.signals, self.baseline, self.target, self.notes)
        self._area = scrolling(self._content)
        self._stack.addWidget(self._area)
        self._stack.addWidget(scrolling(_column(self.still_open)))
        self.body.addWidget(self._stack)
        self.setMinimumWidth(220)

    def _tell_period(self, period: date) -> None:
        self.period_chosen.emit(period)

    def show_view(self, view: str) -> None:
        """Show what belongs to data or definition."""
        self._stack.setCurrentIndex(1 if view == DEFINITION else 0)
        self.title.show_text(self._words("Still open") if view == DEFINITION else self._words("Signals"))

    def show_measure(self, shown: Shown) -> None:
        """Show a measure."""
        for each in (self.signals, self.baseline, self.target, self.notes, self.still_open):
            each.show_measure(shown)

    def begin(self, section: BaselineSection | Notes) -> None:
        """Open the form of a section, in sight."""
        section.begin()
        if layout := self._content.layout():
            layout.activate()  # it makes room for the form
        self._content.adjustSize()
        self._area.ensureWidgetVisible(section.form)

    def show_period(self, shown: Shown) -> None:
        """Another period was chosen: forms begin there."""
        self.baseline.shown = self.notes.shown = shown


def _column(*sections: Section) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for section in sections:
        if column.count():
            column.addWidget(Line())
        column.addWidget(section)
    column.addStretch()
    return content
