"""Turning a curve: the chart with a forecast drawn by hand, the story, who can help, ideas and promises."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import curves
from kpidesk.desk.journal import Change
from kpidesk.domain.curves import AHEAD, Ahead, Pull, ahead, curve, turned
from kpidesk.domain.measures import Measure
from kpidesk.domain.series import Forecast
from kpidesk.domain.wording import Refused
from kpidesk.domain.xmr import Signal
from kpidesk.drawing.chart_data import Data, counted, headline, read
from kpidesk.ui.fields import Choice, LineField
from kpidesk.ui.measures.causes import CauseSheet
from kpidesk.ui.measures.curve_chart import CurveChart
from kpidesk.ui.measures.curve_ideas import Ideas
from kpidesk.ui.measures.curve_story import Helpers, Story
from kpidesk.ui.measures.texts import (
    number_shown,
    number_typed,
    period_name,
    plain_number,
    sentence,
    signal_when,
    signal_words,
)
from kpidesk.ui.measures.view import View
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Elided, Line, Panel, button, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

_CHART_SHARE: Final = 0.46


class CurveView(View):
    """Chart above; below it the sheet that people fill while they talk."""

    key: ClassVar[str] = "curve"
    COMMANDS: ClassVar = ("measures.why", "measures.rate_ideas")

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        words = self.words
        self._data: Data | None = None
        self._shown = ""  # the measure in sight
        self._ahead: tuple[Ahead, ...] = ()
        self.ideas = Ideas(page)
        self.story = Story(self.session, words, page.icons)
        self.helpers = Helpers(self.session, words, page.icons)
        page.command("measures.why", self._ask_signal, self._why_no_signal)
        page.command("measures.rate_ideas", self.ideas.rate_in_secret, self.ideas.why_no_vote)
        self.upright = splitter(Qt.Orientation.Vertical, self._chart_panel(), self._sheet())
        self.upright.setStretchFactor(0, 1)
        self.upright.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.upright)
        self.head_tools("measures.why", "measures.rate_ideas")

    # -- building

    def _chart_panel(self) -> Panel:
        words = self.words
        panel = Panel()
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 0)
        head.setSpacing(10)
        self.name, self.status = Elided("", "statement-strong"), Elided("", "second")
        self.status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.name, 2)
        head.addWidget(self.status, 1)
        panel.body.addLayout(head)
        self.chart = CurveChart(words, self.page.colours)
        self.chart.drawn.connect(self._draw)
        self.chart.gone_to.connect(lambda _: self._show_period())
        self.chart.typed.connect(self._type)
        holder = QHBoxLayout()
        holder.setContentsMargins(14, 2, 12, 2)
        holder.addWidget(self.chart)
        panel.body.addLayout(holder, 1)
        self.none = label(
            words("There are no values yet. Story, helpers and ideas can be noted all the same."), "second",
            wrap=True,
        )  # fmt: skip
        self.none.setContentsMargins(14, 6, 14, 10)
        panel.body.addWidget(self.none)
        panel.body.addWidget(self._tools())
        panel.setMinimumHeight(216)
        return panel

    def _tools(self) -> QWidget:
        """Under the chart: the chosen period's number, how far ahead, all of it or none."""
        words = self.words
        self.tools_row = QWidget()
        self.period = label("", "caption-strong")
        self.number = LineField(self._take_number, name=words("Forecast"))
        self.number.setObjectName("forecast-number")
        self.number.setFixedWidth(92)
        self.told = Elided("", "caption")
        self.count = Choice([], lambda _: self.show_desk(), words("How far ahead"))
        self.count.setObjectName("forecast-count")
        self.count.setFixedWidth(128)
        self.keep = button(words("Keep the suggestion"), self._keep, "quiet")
        self.keep.setObjectName("forecast-keep")
        self.clear = button(words("Clear the forecast"), self._clear, "quiet")
        self.clear.setObjectName("forecast-clear")
        row = QHBoxLayout(self.tools_row)
        row.setContentsMargins(14, 0, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.period)
        row.addWidget(self.number)
        row.addWidget(self.told, 1)
        for each in (self.keep, self.clear, self.count):
            row.addWidget(each)
        return self.tools_row

    def _sheet(self) -> Panel:
        words = self.words
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        both = QHBoxLayout()
        both.setSpacing(24)
        for head, lines in (
            (words("What pulls it the way we want"), self.story.contributing),
            (words("What holds it back"), self.story.restricting),
        ):
            side = QVBoxLayout()
            side.setSpacing(6)
            side.addWidget(label(head, "caption-strong", wrap=True))
            side.addWidget(lines)
            side.addStretch()
            both.addLayout(side, 1)
        column.addWidget(label(words("The story behind it"), "panel"))
        column.addLayout(both)
        column.addWidget(Line())
        column.addWidget(label(words("Who can help"), "panel"))
        column.addWidget(self.helpers)
        column.addWidget(Line())
        column.addWidget(label(words("What could work"), "panel"))
        column.addWidget(self.ideas)
        column.addStretch(1)
        panel = Panel()
        panel.body.addWidget(scrolling(content))
        panel.setMinimumHeight(180)
        return panel

    # -- the page's side

    @property
    def measure(self) -> Measure | None:
        """The measure that is chosen."""
        return self.page.measure

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.chart if self._data else self.story.contributing.new

    def share_width(self, middle: int, side: int) -> None:
        """See View. The chart has its share of the height."""
        tall = self.page.height() - 64 - self.upright.handleWidth()
        self.upright.setSizes([round(tall * _CHART_SHARE), tall - round(tall * _CHART_SHARE)])

    def leave(self) -> None:
        """See View."""
        self.number.commit()
        self.story.commit()
        self.helpers.commit()
        self.ideas.commit()

    def unfinished(self) -> str:
        """See View."""
        return self.ideas.grid.typed

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {"curve": self._show_begun}

    def _show_begun(self) -> None:
        """A measure about whose curve something was said, for pictures."""
        self.page.show_view(self.key)
        if found := turned(self.session.desk):
            self.page.choose(found[0].id)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        measure, desk = self.measure, self.session.desk
        if measure is None:
            return
        self.story.measure = self.helpers.measure = measure.id
        writable = desk.writable
        self._show_chart(measure, writable=writable)
        found = curve(desk, measure.id)
        self.story.contributing.show_factors(found.factors[Pull.CONTRIBUTING], writable=writable)
        self.story.restricting.show_factors(found.factors[Pull.RESTRICTING], writable=writable)
        self.helpers.show_helpers(found.helpers, writable=writable)
        self.ideas.show_curve(measure.id, found, writable=writable)

    # -- the forecast

    def _show_chart(self, measure: Measure, *, writable: bool) -> None:
        words, desk = self.words, self.session.desk
        data = self._data = read(desk, measure)
        another, self._shown = measure.id != self._shown, measure.id
        forecasts = desk.find(Forecast, measure=measure.id)
        self._offer_counts(measure, data, another=another)
        count = self.count.value or AHEAD[0]
        self._ahead = ahead(data.analysis, measure.period_type, forecasts, count) if data else ()
        self.chart.writable = writable
        self.chart.show_data(data, self._ahead)
        self.name.show_text(measure.name)
        self.status.show_text(sentence(headline(data, words)) if data else "")
        self.chart.setVisible(data is not None)
        self.tools_row.setVisible(data is not None)
        self.none.setVisible(data is None)
        drawn = any(each.drawn for each in self._ahead)
        self.keep.setVisible(writable and not drawn)
        self.clear.setVisible(writable and drawn)
        self.number.setReadOnly(not writable)
        if another:
            self.number.give_back()
            if self._ahead:
                self.chart.go(0)
        self._show_period()

    def _offer_counts(self, measure: Measure, data: Data | None, *, another: bool) -> None:
        """How far ahead; at first as far as something is drawn, else a year's worth or so."""
        kept = self.count.value
        offered = [(each, counted(each, measure.period_type, self.words)) for each in AHEAD]
        self.count.offer(offered)
        if another or kept is None:
            far = max((place - data.last for place, _ in data.forecasts), default=AHEAD[1]) if data else 0
            kept = next((each for each in AHEAD if each >= far), AHEAD[-1])
        self.count.show_value(kept)

    def _at(self) -> Ahead | None:
        return next((each for each in self._ahead if each.period == self.chart.period), None)

    def _show_period(self) -> None:
        at, measure = self._at(), self.measure
        if at is None or measure is None:
            return
        words = self.words
        self.period.setText(period_name(at.period, measure.period_type, words))
        self.number.show_value(plain_number(at.number, words) if at.drawn else "")
        self.number.setPlaceholderText(
            number_shown(round(at.number, measure.decimals), measure.decimals, words)
        )
        if any(each.drawn for each in self._ahead):
            told = words("Where it goes if nothing changes. Drag the line, or use the arrows.")
        else:
            told = words("Where does it go if nothing changes? Drag the hollow points, or use the arrows.")
        self.told.show_text(told if self.session.desk.writable else "")

    def _do_forecast(self, numbers: dict[date, float | None], *, typing: str | None = None) -> bool:
        measure = self.measure
        if measure is None:
            return True
        return self.session.do(
            self.words("Forecast for {code}", code=measure.code), curves.set_forecasts, measure.id, numbers,
            typing=typing,
        )  # fmt: skip

    def _draw(self, numbers: dict[date, float | None]) -> None:
        """What was drawn; steps of the arrows at one period are one step back."""
        one = f"{self._shown} {self.chart.period}" if len(numbers) == 1 else None
        self._do_forecast(numbers, typing=one)

    def _keep(self) -> None:
        """The suggested line is what people expect."""
        measure = self.measure
        if measure is not None:
            self._do_forecast({each.period: round(each.number, measure.decimals) for each in self._ahead})

    def _clear(self) -> None:
        measure = self.measure
        if measure is not None:
            label_ = self.words("Clear the forecast for {code}", code=measure.code)
            self.session.do(label_, curves.clear_forecasts, measure.id)

    def _type(self, digit: str) -> None:
        """A digit typed on the chart begins a number."""
        self.number.setFocus()
        self.number.setText(digit)

    def _take_number(self, text: str) -> bool:
        at = self._at()
        if at is None:
            return True
        number = number_typed(text, self.words)
        if number is None and text.strip():
            self.session.refused.emit(Refused("“{typed}” is no number.", typed=text.strip()[:40]))
            return False
        return self._do_forecast({at.period: number})

    # -- causes

    def _why_no_signal(self) -> str:
        if reason := self.page.why_no_measure():
            return reason
        data = self._data if self.measure is not None and self._shown == self.measure.id else None
        return "" if data and data.analysis.signals else self.words("The chart has no signal to ask about.")

    def _ask_signal(self) -> None:
        """Ask which signal, and open its cause sheet."""
        data, words = self._data, self.words
        if data is None:
            return
        kind = data.measure.period_type
        hits = [
            Hit(
                "circle-question-mark",
                f"{signal_words(each, words)}: {signal_when(each, kind, words)}",
                partial(self._open_causes, data.measure, each),
            )
            for each in sorted(data.analysis.signals, key=lambda each: each.last, reverse=True)
        ]
        Picker(self, self.page.icons, words("Why which signal?"), lambda text: matching(text, hits))

    def _open_causes(self, measure: Measure, signal: Signal) -> None:
        page = self.page
        CauseSheet(self.window(), self.session, self.words, page.icons, measure, signal).open()
