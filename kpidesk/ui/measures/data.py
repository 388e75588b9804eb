"""Data and chart: the values of one measure, their chart, and what the chart says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.actions import goals
from kpidesk.desk.journal import Change
from kpidesk.desk.versions import formers
from kpidesk.domain.baselining import Proposal, proposal
from kpidesk.domain.measures import Calculation, Measure, Target
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Dismissal
from kpidesk.domain.series import Annotation, Baseline, Forecast, Value, ValueStatus
from kpidesk.domain.xmr import Segment
from kpidesk.domain.xmr_rules import rules_of
from kpidesk.drawing.chart_data import Data, read
from kpidesk.ui.measures.baseline import BaselineSection
from kpidesk.ui.measures.chart_menu import ChartMenu, aids
from kpidesk.ui.measures.chart_panel import ChartPanel
from kpidesk.ui.measures.details import Details
from kpidesk.ui.measures.notes import Notes
from kpidesk.ui.measures.section import Shown
from kpidesk.ui.measures.suggestion import SuggestionStrip
from kpidesk.ui.measures.texts import number_shown, number_typed, period_typed
from kpidesk.ui.measures.value_work import Report, ValueWork, tried
from kpidesk.ui.measures.values_model import Column, Row, Series, rows_of
from kpidesk.ui.measures.values_panel import ValuesPanel
from kpidesk.ui.measures.view import View
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import scrolling

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

_CHART_SHARE: Final = 0.62
_LEAST: Final = 420  # px of chart and values: below, they scroll, as when a suggestion stands above them


class DataView(View):
    """Chart above, values below, at the right what the chart says."""

    key: ClassVar[str] = "data"
    side: Details

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        words = self.words
        self.work = ValueWork(self.session, words)
        self._values: tuple[Value, ...] = ()
        self._wanted: date | None = None  # the period that was chosen for the fresh row
        self._reports: dict[str, Report] = {}
        self._commands()
        self._menu_button = page.button("measures.chart", "tool")
        self.chart_panel = ChartPanel(
            words, page.colours, page.icons, page.marks.marks,
            paste=page.button("measures.paste"),
            tools=(page.button("measures.exclude", "tool"), self._menu_button),
        )  # fmt: skip
        self.chart = self.chart_panel.chart
        self.strip = SuggestionStrip(words, page.icons, self._begin_baseline, self._put_off)
        self._proposal: Proposal | None = None
        self._tried: Segment | None = None  # what the form of a baseline would make
        self.values = ValuesPanel(
            self._take, words, page.colours, page.icons, (page.button("measures.paste", "tool"),)
        )
        self.grid = self.values.grid
        self.side = Details(page.marks)
        self.upright = splitter(Qt.Orientation.Vertical, self.chart_panel, self.values)
        self.upright.setStretchFactor(0, 3)
        self.upright.setStretchFactor(1, 2)
        self.upright.setMinimumHeight(_LEAST)
        middle = QWidget()
        above = QVBoxLayout(middle)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(8)
        above.addWidget(self.strip)
        above.addWidget(self.upright, 1)
        self.across = splitter(Qt.Orientation.Horizontal, scrolling(middle), self.side)
        self.across.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)
        self.head_tools("measures.baseline", "measures.paste", "measures.annotate")
        self._connect()

    def _commands(self) -> None:
        page = self.page
        page.command("measures.baseline", self._begin_baseline, self._why_no_values)
        page.command("measures.annotate", self._begin_note, self._why_no_values)
        page.command("measures.picture", self._copy_picture, self._why_no_chart)
        page.command("measures.exclude", self._begin_exclusion, self._why_not_exclude)
        page.command("measures.chart", self._open_menu, self._why_no_chart)

    def _connect(self) -> None:
        self.chart.chosen.connect(self._point_chosen)
        self.side.baseline.previewed.connect(self._show_tried)
        self.side.period_chosen.connect(self.go_to)
        self.grid.gone_to.connect(self._period_changed)
        self.grid.tried.connect(self._try)
        self.grid.cleared.connect(lambda rows: self._with_measure(self.work.clear, rows))
        self.grid.pasted.connect(self.paste)
        self.grid.status_chosen.connect(self._set_status)
        self.values.report.closed.connect(self._close_report)
        self.values.opened.connect(self.chart_panel.setHidden)

    # -- the page's side

    @property
    def measure(self) -> Measure | None:
        """The measure that is chosen."""
        return self.page.measure

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.grid

    @property
    def step(self) -> str:
        """See View."""
        return self.page.key

    def leave(self) -> None:
        """See View. A refused cell goes, and is told."""
        if not self.grid.commit():
            self.page.shell.say(
                self.words("“{typed}” was not taken as a value.", typed=self.grid.typed[:40]), bad=True
            )
        self.side.notes.commit()

    def unfinished(self) -> str:
        """See View."""
        return self.grid.typed

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        self.across.setSizes([middle, side])
        tall = max(self.page.height() - 64, _LEAST) - self.upright.handleWidth()
        self.upright.setSizes([round(tall * _CHART_SHARE), tall - round(tall * _CHART_SHARE)])

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        measure, desk = self.measure, self.session.desk
        if measure is None:
            return
        self._values = desk.find(Value, measure=measure.id)
        data = read(desk, measure)
        before = self.values.values.series
        another = before is None or before.measure.id != measure.id
        if another:
            self._wanted = None
            self.grid.give_back()
        period = None if another else self.grid.period
        self._show_values(measure)
        if period is None or not self.grid.go(period, Column(max(self.grid.currentIndex().column(), 1))):
            self.grid.begin_at(None if data is None else data.day(data.last))
        self.chart_panel.show_data(measure, data)
        self._show_details(measure, data)
        self._suggest(measure, data)
        self.values.show_report(self._reports.get(measure.id))

    def _show_values(self, measure: Measure) -> None:
        rows = rows_of(self._values, measure.period_type, self._wanted, date.today())  # noqa: DTZ011 - the person's day
        if not self.session.desk.writable:
            rows = [row for row in rows if not row.fresh]
        others = sum(each.period_type is not measure.period_type for each in self._values)
        self.grid.writable = self.session.desk.writable
        self.values.show_series(Series(measure, rows), others)

    def _show_former(self) -> None:
        """What the value in hand was, until when, and who changed it."""
        value = next((each for each in self._values if each.period == self.grid.period), None)
        if value is None or self.measure is None:
            self.values.show_former("")
            return
        before = formers(self.session.desk.history(record_id=value.id), value.id, "number")
        words, decimals = self.words, self.measure.decimals
        said = [
            words(
                "was {number} until {day}", day=words.date(each.at.astimezone().date()),
                number=number_shown(each.value, decimals, words)
                if isinstance(each.value, float) else words("missing"),
            ) + (f" ({each.who})" if each.who else "")
            for each in before[:2]
        ]  # fmt: skip
        self.values.show_former(", ".join(said))

    def _show_details(self, measure: Measure, data: Data | None) -> None:
        self.chart.select(self.grid.period)
        self._show_former()
        self.side.show_measure(Shown(measure, data, self.grid.period))

    def go_to(self, period: date) -> None:
        """Choose a period, in the chart and in the grid."""
        if self.grid.commit() and self.grid.go(period):
            self._period_changed(period)

    def _period_changed(self, period: date) -> None:
        self.chart.select(period)
        self._show_former()
        if self.measure is not None:
            self.side.show_period(Shown(self.measure, self.chart.data, period))
            self.page.shell.commands.refresh()

    def _point_chosen(self, period: date) -> None:
        """A point of the chart was chosen: the form of a baseline that is open starts there."""
        self.go_to(period)
        if self.measure is not None:
            self.side.baseline.start_at(Shown(self.measure, self.chart.data, period))

    # -- values

    def _with_measure(self, do: Callable[..., object], *arguments: object) -> None:
        if self.measure is not None:
            do(self.measure, *arguments)

    def _take(self, row: Row, column: Column, text: str) -> str:
        """Take over what was typed in the grid; why that cannot be, empty when it was."""
        measure = self.measure
        if measure is None:
            return ""
        if column is Column.PERIOD:
            return self._take_period(measure, text)
        wanted, self._wanted = self._wanted, None if row.fresh else self._wanted
        reason = self.work.take(measure, row, column, text)
        if reason:
            self._wanted = wanted
            self._show_values(measure)
        return reason

    def _take_period(self, measure: Measure, text: str) -> str:
        """The fresh row is for another period, which may have a row already."""
        period = period_typed(text, measure.period_type)
        if period is None:
            return self.words("“{typed}” names no period.", typed=text.strip()[:40])
        there = self.values.values.row_of(period)
        if 0 <= there < len(self.values.values.rows) - 1:
            self._wanted = None
            self.grid.go(period)
            return ""
        self._wanted = period
        self._show_values(measure)
        self.grid.go(period)
        return ""

    def _try(self, period: date, text: str) -> None:
        """The chart follows the typing; the desk holds what it held."""
        measure, desk = self.measure, self.session.desk
        if measure is None or measure.calculation is not Calculation.TYPED:
            return
        number = number_typed(text, self.words)
        if number is None or self.work.out_of_bounds(measure, number):
            data = read(desk, measure)
        else:
            kinds = (Baseline, Target, Annotation, Forecast)
            others = [each for kind in kinds for each in desk.find(kind, measure=measure.id)]
            tries = Collection([*tried(self._values, measure, period, number), *others])
            data = read(tries, measure, rules_of(desk))
        self.chart_panel.show_data(measure, data)
        self.chart.select(period)

    def _set_status(self, row: Row, status: ValueStatus) -> None:
        self._with_measure(self.work.set_status, row, status)

    def paste(self) -> None:
        """Paste from the clipboard at the current period."""
        measure = self.measure
        text = QGuiApplication.clipboard().text()
        if measure is None or self.page.read_only():
            return
        self.page.show_view(self.key)
        if not text.strip():
            self.page.shell.say(self.words("There is no text on the clipboard. Copy some cells first."))
            return
        start = self.grid.period or self.values.values.rows[-1].period
        self._wanted = None
        self._reports[measure.id] = self.work.paste(measure, start, text)
        self.values.show_report(self._reports[measure.id])
        self.grid.setFocus()

    def _close_report(self) -> None:
        if self.measure is not None:
            self._reports.pop(self.measure.id, None)
        self.values.show_report(None)
        self.grid.setFocus()

    # -- chart, baseline, remarks

    def _copy_picture(self) -> None:
        self.chart_panel.copy_picture()
        self.page.shell.say(self.words("The chart is on the clipboard as a picture."))

    def _why_no_chart(self) -> str:
        if self.measure is not None and self.chart.data:
            return ""
        return self.words("There is no chart yet.")

    def _why_no_values(self) -> str:
        if reason := self.page.why_no_measure():
            return reason
        return "" if self.chart.data else self.words("The measure has no values yet.")

    # -- what is laid over the chart

    def _suggest(self, measure: Measure, data: Data | None) -> None:
        """Suggest a new baseline where the level has moved, unless that was put off."""
        desk = self.session.desk
        found = None
        if data is not None and desk.writable:
            found = proposal(data.analysis, desk.find(Baseline, measure=measure.id), measure.id)
        if found is not None and desk.find(Dismissal, subject=measure.id, key=found.key):
            found = None
        self._proposal = found
        self._lay_over()

    def _put_off(self) -> None:
        """Say no more of this run."""
        if self.measure is not None and self._proposal is not None:
            label = self.words("No new baseline for {code} now", code=self.measure.code)
            self.session.do(label, goals.dismiss, self.measure.id, self._proposal.key)

    def _show_tried(self, segment: Segment | None) -> None:
        self._tried = segment
        self._lay_over()

    def _lay_over(self) -> None:
        """Lay over the chart what this person wants, and the baseline that is being thought of."""
        busy = not self.side.baseline.form.isHidden()
        shown = None if busy else self._proposal
        if self.measure is not None:
            self.strip.show_proposal(shown, self.measure)
        proposed = self._tried if busy else shown.segment if shown else None
        self.chart.show_extras(replace(aids(self.page.shell.settings), proposed=proposed))

    def _open_menu(self) -> None:
        shell = self.page.shell
        ChartMenu(self, self.session, shell.settings, self.words, self._lay_over).open_under(
            self._menu_button
        )

    def _why_not_exclude(self) -> str:
        return self._why_no_values() or self.side.baseline.why_not_exclude()

    def _begin_exclusion(self) -> None:
        self.page.show_view(self.key)
        self.side.show()
        self.side.baseline.begin_exclusion()

    def _begin_baseline(self) -> None:
        self._begin(self.side.baseline)

    def _begin_note(self) -> None:
        self._begin(self.side.notes)

    def _begin(self, section: BaselineSection | Notes) -> None:
        self.page.show_view(self.key)
        self.side.show()  # the Guide may have its place
        self.side.begin(section)
