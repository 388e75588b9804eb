"""The signals of a chart in words; a click goes to their period."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.xmr import Rule
from kpidesk.domain.xmr import Signal as Pattern
from kpidesk.drawing.chart_data import Data
from kpidesk.drawing.chart_marks import colour_of
from kpidesk.ui.measures.section import PressRow, Section, Shown, Tools
from kpidesk.ui.measures.texts import signal_when, signal_words
from kpidesk.ui.widgets import Line, clear, label

_MOST: Final = 12
_ORDER: Final = (Rule.LONG_RUN, Rule.OUTSIDE, Rule.SHORT_RUN)


def latest_first(data: Data) -> list[Pattern]:
    """The signals of a chart, those that reach furthest to now on top."""
    return sorted(data.analysis.signals, key=lambda each: (each.last, -_ORDER.index(each.rule)), reverse=True)


class Signals(Section):
    """What is not routine in the values, and what to keep in mind when reading the limits."""

    chosen = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, "")
        self.column.setContentsMargins(0, 4, 0, 4)
        self.column.setSpacing(0)
        self.rows: list[PressRow] = []
        self._said: tuple[object, ...] = ()

    def refresh(self, shown: Shown) -> None:
        """See Section. Rows keep their focus while nothing of them changes."""
        data = shown.data
        signals = latest_first(data) if data else []
        cautions = data.analysis.cautions if data else ()
        said = (shown.measure, tuple(signals), cautions)
        if said == self._said:
            return
        self._said = said
        clear(self.column)
        self.rows = []
        if data is None or not signals:
            none = self.words("Nothing stands out: the values vary as they usually do.")
            text = none if data else self.words("Signals appear here as soon as there are values.")
            self._add(_padded(label(text, "second", wrap=True)))
        for signal in signals[:_MOST]:
            if self.rows:
                self.column.addWidget(Line())
            self._add_signal(signal, data)
        if len(signals) > _MOST:
            more = self.words.many("and {n} earlier one", "and {n} earlier ones", len(signals) - _MOST)
            self._add(_padded(label(more, "caption")))
        for caution in cautions:
            finding = Finding(caution.value, (), {"measure": shown.measure.code})
            self._add(self._hint(text_of(finding, self.words)))

    def _add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)

    def _add_signal(self, signal: Pattern, data: Data | None) -> None:
        if data is None:
            return
        point = next(each for each in data.analysis.points if each.period == signal.last)
        segment = data.analysis.segments[point.segment]
        colour = colour_of(point, segment, data.measure.direction, data.bounds, self.tools.colours)
        row = PressRow(
            self.tools.marks.signal(signal.rule, colour),
            signal_words(signal, self.words),
            signal_when(signal, data.measure.period_type, self.words),
            self._telling(signal.last),
        )
        self.rows.append(row)
        self.column.addWidget(row)

    def _telling(self, period: date) -> Callable[[], None]:
        return lambda: self.chosen.emit(period)

    def _hint(self, text: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 6, 12, 4)
        row.setSpacing(9)
        mark = QLabel()
        mark.setPixmap(self.tools.icons.pixmap("lightbulb", "warn", 16))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, "caption", wrap=True), 1)
        return made


def _padded(widget: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 8, 12, 8)
    column.addWidget(widget)
    return made
