"""The panels at the right: what the chart says, and beside the definition what is still open."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.ui.measures.baseline import BaselineSection
from kpidesk.ui.measures.definition import still_open
from kpidesk.ui.measures.notes import Notes
from kpidesk.ui.measures.section import PressRow, Section, Shown, Tools
from kpidesk.ui.measures.signals import Signals
from kpidesk.ui.measures.target import TargetSection
from kpidesk.ui.widgets import Line, Panel, clear, label, scrolling


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


class Openings(Panel):
    """What a definition leaves open. `field_chosen` tells a field to go to."""

    field_chosen = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.words("Still open"))
        self.still_open = StillOpen(tools)
        self.still_open.chosen.connect(self.field_chosen.emit)
        self.body.addWidget(scrolling(_column(self.still_open)))
        self.setMinimumWidth(220)

    def show_measure(self, shown: Shown) -> None:
        """Show a measure."""
        self.still_open.show_measure(shown)


class Details(Panel):
    """Signals, baseline, target and notes. `period_chosen` tells a period to go to."""

    period_chosen = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.words("Signals"))
        self.signals = Signals(tools)
        self.baseline = BaselineSection(tools)
        self.target = TargetSection(tools)
        self.notes = Notes(tools)
        self.signals.chosen.connect(self._tell_period)
        self.notes.chosen.connect(self._tell_period)
        self._content = _column(self.signals, self.baseline, self.target, self.notes)
        self._area = scrolling(self._content)
        self.body.addWidget(self._area)
        self.setMinimumWidth(220)

    def _tell_period(self, period: date) -> None:
        self.period_chosen.emit(period)

    def show_measure(self, shown: Shown) -> None:
        """Show a measure."""
        for each in (self.signals, self.baseline, self.target, self.notes):
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
