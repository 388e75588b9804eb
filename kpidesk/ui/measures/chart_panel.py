"""The chart with its heading: what is measured, how it stands in words, which way is good."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget

from kpidesk.domain.measures import Measure
from kpidesk.domain.xmr import Status
from kpidesk.drawing.chart_data import Data, headline, way
from kpidesk.drawing.charts import drawn
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import moved
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words
from kpidesk.ui import copying
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.chart_view import ChartView
from kpidesk.ui.measures.facts import Marks
from kpidesk.ui.measures.texts import sentence
from kpidesk.ui.widgets import Chip, Elided, EmptyState, Panel

_NARROW: Final = 560  # px
_SLIDE: Final = (250.0, 120.0)  # mm: what a chart takes on a slide


class ChartPanel(Panel):
    """The panel of the chart."""

    def __init__(
        self,
        words: Words,
        colours: Palette,
        icons: Icons,
        marks: Marks,
        *,
        paste: QPushButton,
        tools: Sequence[QPushButton] = (),
    ) -> None:
        super().__init__()
        self._words, self._colours, self._marks = words, colours, marks
        self.chart = ChartView(words, colours)
        self._name = Elided("", "statement-strong")
        self._way = Elided("", "second")
        self._chip: Chip | None = None
        self._said: tuple[object, ...] = ()
        self._head = QHBoxLayout()
        self._head.setContentsMargins(14, 8, 14, 2)
        self._head.setSpacing(10)
        for each in (self._name, self._way):  # as wide as their words, less where there is no room
            each.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._head.addWidget(self._name)
        self._head.addStretch()
        self._head.addWidget(self._way)
        for tool in tools:
            self._head.addWidget(tool)
        self.body.addLayout(self._head)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._padded(self.chart))
        self.stack.addWidget(
            EmptyState(
                icons.pixmap("chart-spline", "text_third", 40),
                words("Here comes the chart, as soon as there are values."),
                words("Type them below, or copy a column of a spreadsheet."),
                paste,
            )
        )
        self.body.addWidget(self.stack, 1)
        self.setMinimumHeight(200)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little room the name goes first; which way is good stands in the legend as well."""
        super().resizeEvent(event)
        self._way.setVisible(self.width() >= _NARROW)
        self._keep_way()

    def _keep_way(self) -> None:
        """A long name gives way to what is good, unless a unit is as long as a sentence."""
        self._way.ensurePolished()
        self._way.setMinimumWidth(min(self._way.sizeHint().width(), self.width() // 3))

    @staticmethod
    def _padded(chart: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(14, 2, 12, 8)
        row.addWidget(chart)
        return holder

    def show_data(self, measure: Measure, data: Data | None) -> None:
        """Show a measure's values."""
        self.stack.setCurrentIndex(0 if data else 1)
        self.chart.show_data(data)
        words = self._words
        self._name.show_text(measure.name)
        targets = data.targets if data else ()
        self._way.show_text(" · ".join(filter(None, (way(measure, targets, words), measure.unit))))
        self._keep_way()
        said = (data.status, sentence(headline(data, words))) if data else ()
        if said != self._said:
            self._said = said
            self._show_chip(data)

    def copy_picture(self) -> None:
        """Put name, headline and chart on the clipboard as a picture."""
        data, words = self.chart.data, self._words
        if data is None:
            return
        extras = replace(self.chart.extras, proposed=None)  # what nobody has accepted stays here
        drawn_ = drawn(data, _SLIDE[0], _SLIDE[1], words, text_pt=12, with_ranges=False, extras=extras)
        said = " · ".join(
            filter(None, (way(data.measure, data.targets, words), data.measure.unit, drawn_.headline))
        )
        name = shape(data.measure.name, Style(20, Weight.BOLD))
        second = shape(sentence(said), Style(12, colour=LIGHT.text_second))
        items = [
            *name.place(0, 9),
            *second.place(0, 17),
            *(moved(item, 0, 22) for item in drawn_.items),
        ]
        copying.copy(items, (-8, -6, max(_SLIDE[0], name.width, second.width) + 8, _SLIDE[1] + 30))

    def _show_chip(self, data: Data | None) -> None:
        if self._chip is not None:
            self._head.removeWidget(self._chip)
            self._chip.hide()
            throw_away(self._chip)
            self._chip = None
        if data is not None:
            c = self._colours
            fill, ink = {
                Status.IMPROVING: (c.good_soft, c.good), Status.WORSENING: (c.bad_soft, c.bad),
                Status.NO_CHANGE: (c.neutral_soft, c.neutral), Status.UNCLEAR: (c.watch_soft, c.watch),
            }[data.status]  # fmt: skip
            text = sentence(headline(data, self._words))
            self._chip = Chip(text, fill=fill, ink=ink, icon=self._marks.status(data.status, 14))
            self._chip.setObjectName("status-chip")
            self._head.insertWidget(1, self._chip)
