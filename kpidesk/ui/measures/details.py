"""The panels at the right: what the chart says, and beside the definition how complete it is."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.domain.definitions import ItemUse
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.series import Annotation, Baseline
from kpidesk.ui.because import Because
from kpidesk.ui.measures.baseline import BaselineSection
from kpidesk.ui.measures.health import History, StillOpen
from kpidesk.ui.measures.notes import Notes
from kpidesk.ui.measures.section import Section, Shown, Tools
from kpidesk.ui.measures.signals import Signals
from kpidesk.ui.measures.target import TargetSection
from kpidesk.ui.widgets import Line, Panel, scrolling


class Openings(Panel):
    """How complete a definition is, and its versions. `field_chosen` tells a field to go to."""

    field_chosen = Signal(str)
    note_opened = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.words("Record health"))
        self.still_open, self.history = StillOpen(tools), History(tools)
        self.still_open.chosen.connect(self.field_chosen.emit)
        self._because = Because(tools.session.desk, tools.words)
        self._because.opened.connect(self.note_opened)
        self._because.setContentsMargins(14, 8, 14, 10)
        content = _column(self.still_open, self.history)
        if isinstance(layout := content.layout(), QVBoxLayout):
            layout.insertWidget(1, self._because)
        self._session = tools.session
        self.body.addWidget(scrolling(content))
        self.setMinimumWidth(220)

    def show_measure(self, shown: Shown) -> None:
        """Show a measure."""
        self.still_open.show_measure(shown)
        self._because.show_for(self._of(shown.measure))
        self.history.show_measure(shown)

    def _of(self, measure: Measure) -> list[str]:
        """The measure and what belongs to it: notes on its chart, targets, data items."""
        desk = self._session.desk
        own = [
            *desk.find(Annotation, measure=measure.id), *desk.find(Target, measure=measure.id),
            *desk.find(Baseline, measure=measure.id),
        ]  # fmt: skip
        items = [use.item for use in desk.find(ItemUse, measure=measure.id)]
        return [measure.id, *(each.id for each in own), *items]


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
    column.addStretch(1)
    return content
