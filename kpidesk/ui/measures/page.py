"""The Measures page: the list at the left, chart and values or the definition, and what the chart says."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpidesk.actions import measures
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Result
from kpidesk.domain.series import Annotation, Baseline, Forecast, Value, ValueStatus
from kpidesk.domain.xmr_rules import rules_of
from kpidesk.drawing.chart_data import Data, read
from kpidesk.ui.measures.baseline import BaselineSection
from kpidesk.ui.measures.chart_panel import ChartPanel
from kpidesk.ui.measures.definition import Definition
from kpidesk.ui.measures.details import DATA, DEFINITION, Details
from kpidesk.ui.measures.facts import Marks
from kpidesk.ui.measures.measure_list import MeasureList, by_code
from kpidesk.ui.measures.notes import Notes
from kpidesk.ui.measures.section import Shown, Tools
from kpidesk.ui.measures.texts import number_typed, period_typed
from kpidesk.ui.measures.value_work import Report, ValueWork, tried
from kpidesk.ui.measures.values_model import Column, Row, Series, rows_of
from kpidesk.ui.measures.values_panel import ValuesPanel
from kpidesk.ui.page import Page, Shell
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.widgets import EmptyState, Panel, Segments, label, scrolling

# From so many px of the page, so wide are its sides.
_SIDES: Final = ((1500, (300, 340)), (1180, (232, 256)), (0, (192, 224)))
_WORDS_FROM: Final = 1180  # px of the page: below, the tools of the head are icons
_CHART_SHARE: Final = 0.62


class MeasuresPage(Page):
    """Measures: their values, charts and definitions."""

    key: ClassVar[str] = "measures"
    details: Details

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, shell.words("Measures"))
        words = self.words
        self.work = ValueWork(self.session, words)
        self.tools = Tools(self.session, words, self.icons, self.colours, Marks(self.colours))
        self.current = ""
        self._values: tuple[Value, ...] = ()
        self._wanted: date | None = None  # the period that was chosen for the fresh row
        self._reports: dict[str, Report] = {}
        self._sides: tuple[int, int] = (0, 0)
        self._commands()
        self.list = MeasureList(self.session.desk, words, self.colours, self.icons)
        self.chart_panel = ChartPanel(
            words, self.colours, self.icons, self.tools.marks, self.button("measures.paste")
        )
        self.chart = self.chart_panel.chart
        self.values = ValuesPanel(
            self._take, words, self.colours, self.icons, (self.button("measures.paste", "tool"),)
        )
        self.grid = self.values.grid
        self.definition = Definition(self.session, words)
        self.details = Details(self.tools)
        self._build()
        self._connect()

    # -- building

    def _commands(self) -> None:
        self.command("measures.add", self.ask_result, self.read_only)
        self.command("measures.remove", self._remove, self._why_no_measure)
        self.command("measures.paste", self.paste, self._why_no_measure)
        self.command("measures.baseline", self._begin_baseline, self._why_no_values)
        self.command("measures.annotate", self._begin_note, self._why_no_values)
        self.command("measures.picture", self._copy_picture, self._why_no_chart)

    def _build(self) -> None:
        words = self.words
        self.segments = Segments(((DATA, words("Data and chart")), (DEFINITION, words("Definition"))))
        self.head.add_segments(self.segments)
        self._tools: list[tuple[QPushButton, QPushButton]] = []
        for key in ("measures.baseline", "measures.paste", "measures.annotate"):
            pair = self.button(key), self.button(key, "tool")
            for each in pair:
                self.head.add_tool(each)
            self._tools.append(pair)
        self.add = self.button("measures.add", "filled")
        self.head.add_tool(self.add)
        self.middle = QStackedWidget()
        self.middle.addWidget(self._data_view())
        self.middle.addWidget(self._definition_view())
        self.splitter = _splitter(Qt.Orientation.Horizontal, self._left(), self.middle, self.details)
        self.splitter.setStretchFactor(1, 1)
        self.sights = QStackedWidget()
        self.sights.addWidget(self.splitter)
        self.sights.addWidget(self._empty())
        self.body.addWidget(self.sights)
        self.setFocusProxy(self.list)

    def _left(self) -> Panel:
        left = Panel(self.words("Measures"))
        self.count = label("", "caption")
        left.title.setSizePolicy(self.count.sizePolicy())
        left.head.addWidget(self.count)
        left.head.addStretch()
        left.head.addWidget(self.button("measures.remove", "tool"))
        left.head.addWidget(self.button("measures.add", "tool"))
        left.body.setContentsMargins(0, 2, 0, 6)
        left.body.addWidget(self.list)
        left.setMinimumWidth(160)
        return left

    def _data_view(self) -> QWidget:
        self.upright = _splitter(Qt.Orientation.Vertical, self.chart_panel, self.values)
        self.upright.setStretchFactor(0, 3)
        self.upright.setStretchFactor(1, 2)
        return self.upright

    def _definition_view(self) -> QWidget:
        panel = Panel()
        panel.body.addWidget(scrolling(self.definition))
        return panel

    def _empty(self) -> QWidget:
        words = self.words
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.addWidget(
            EmptyState(
                self.icons.pixmap("chart-spline", "text_third", 40),
                words("Here come the measures: each shows over time whether a result comes true."),
                words("Share of contacts after which nobody had to call again, each month."),
                self.button("measures.add", text=words("Add the first measure")),
            )
        )
        return holder

    def _connect(self) -> None:
        self.segments.chosen.connect(self.show_view)
        self.list.chosen.connect(self.choose)
        self.chart.chosen.connect(self.go_to)
        self.details.period_chosen.connect(self.go_to)
        self.details.field_chosen.connect(self.definition.focus_field)
        self.grid.gone_to.connect(self._period_changed)
        self.grid.tried.connect(self._try)
        self.grid.cleared.connect(lambda rows: self._with_measure(self.work.clear, rows))
        self.grid.pasted.connect(self.paste)
        self.grid.status_chosen.connect(self._set_status)
        self.values.report.closed.connect(self._close_report)
        self.values.opened.connect(self.chart_panel.setHidden)

    # -- the shell's side

    def refresh(self, change: Change | None) -> None:
        """See Page."""
        before = self.list.ids()
        self.list.measures.refresh(change)
        ids = self.list.ids()
        if self.current not in ids:
            self.current = _neighbour(self.current, before, ids)
            self._wanted = None
        self.count.setText(self.words.number(len(ids)))
        self.sights.setCurrentIndex(0 if ids else 1)
        for each in (self.segments, self.details):
            each.setEnabled(bool(ids))
        self._show()

    def show_record(self, record_id: str) -> None:
        """See Page. A result shows its first measure, or asks for one."""
        if record_id in self.list.ids():
            self.choose(record_id)
            return
        desk = self.session.desk
        if any(each.id == record_id for each in desk.find(Result)):
            own = sorted(desk.find(Measure, result=record_id), key=lambda each: by_code(each.code))
            if own:
                self.choose(own[0].id)
            else:
                self.ask_result(record_id)

    def _tell_refused(self) -> None:
        """Take over the cell that is being written; a refused one goes, and is told."""
        if not self.grid.commit():
            self.shell.say(
                self.words("“{typed}” was not taken as a value.", typed=self.grid.typed[:40]), bad=True
            )

    def unfinished(self) -> str:
        """See Page; also a cell that was refused."""
        return self.grid.typed or super().unfinished()

    def leave(self) -> None:
        """See Page."""
        self.grid.commit()
        self.details.notes.commit()
        super().leave()

    def views(self) -> dict[str, Callable[[], object]]:
        """See Page."""
        return {"definition": lambda: self.show_view(DEFINITION), "picker": self._view_picker}

    def _view_picker(self) -> None:
        self.show_view(DATA)
        self.ask_result()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wide windows give the sides more room, narrow ones the head less words."""
        super().resizeEvent(event)
        sides = next(sides for least, sides in _SIDES if self.width() >= least)
        if sides != self._sides:
            self._sides = sides
            room = self.width() - 24 - 2 * self.splitter.handleWidth()
            self.splitter.setSizes([sides[0], room - sum(sides), sides[1]])
            tall = self.height() - 64 - self.upright.handleWidth()
            self.upright.setSizes([round(tall * _CHART_SHARE), tall - round(tall * _CHART_SHARE)])
        for text, icon in self._tools:
            text.setVisible(self.width() >= _WORDS_FROM)
            icon.setVisible(self.width() < _WORDS_FROM)

    # -- what is shown

    @property
    def measure(self) -> Measure | None:
        """The measure that is chosen."""
        entry = self.list.measures.entry(self.list.measures.index_of(self.current))
        return entry.measure if entry else None

    def choose(self, measure_id: str) -> None:
        """Show another measure; what is being typed is taken over first."""
        if measure_id != self.current:
            self.leave_fields()
            self.current = measure_id
            self._wanted = None
        self._show()

    def leave_fields(self) -> None:
        """Take over what is being typed, without taking the focus from anything else."""
        self._tell_refused()
        self.grid.give_back()
        self.details.notes.commit()
        for field in self.definition.fields.values():
            field.commit()

    def show_view(self, view: str) -> None:
        """Show data and chart, or the definition."""
        self._tell_refused()
        self.segments.choose(view)
        left, focus = self.definition if view == DATA else self.upright, QApplication.focusWidget()
        lost = focus is not None and left.isAncestorOf(focus)
        self.middle.setCurrentIndex(1 if view == DEFINITION else 0)
        if lost:  # what had the focus is hidden now
            (self.grid if view == DATA else self.definition.fields["name"]).setFocus()
        self.details.show_view(view)

    def _show(self) -> None:
        self.list.show_current(self.current)
        measure, desk = self.measure, self.session.desk
        if measure is None:
            self.shell.commands.refresh()
            return
        self._values = desk.find(Value, measure=measure.id)
        data = read(desk, measure)
        another = self.values.values.series is None or self.values.values.series.measure.id != measure.id
        period = None if another else self.grid.period
        self._show_values(measure)
        if period is None or not self.grid.go(period, Column(max(self.grid.currentIndex().column(), 1))):
            self.grid.begin_at(None if data is None else data.day(data.last))
        self.chart_panel.show_data(measure, data)
        self.definition.show_measure(measure, writable=desk.writable)
        self._show_details(measure, data)
        self.values.show_report(self._reports.get(measure.id))
        self.shell.commands.refresh()

    def _show_values(self, measure: Measure) -> None:
        rows = rows_of(self._values, measure.period_type, self._wanted, date.today())  # noqa: DTZ011 - the person's day
        if not self.session.desk.writable:
            rows = [row for row in rows if not row.fresh]
        others = sum(each.period_type is not measure.period_type for each in self._values)
        self.grid.writable = self.session.desk.writable
        self.values.show_series(Series(measure, rows), others)

    def _show_details(self, measure: Measure, data: Data | None) -> None:
        self.chart.select(self.grid.period)
        self.details.show_measure(Shown(measure, data, self.grid.period))

    def go_to(self, period: date) -> None:
        """Choose a period, in the chart and in the grid."""
        if self.grid.commit() and self.grid.go(period):
            self._period_changed(period)

    def _period_changed(self, period: date) -> None:
        self.chart.select(period)
        if self.measure is not None:
            self.details.show_period(Shown(self.measure, self.chart.data, period))

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
        measure = self.measure
        if measure is None:
            return
        number = number_typed(text, self.words)
        if number is None or self.work.out_of_bounds(measure, number):
            data = read(self.session.desk, measure)
        else:
            desk = self.session.desk
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
        if measure is None or self.read_only():
            return
        self.show_view(DATA)
        if not text.strip():
            self.shell.say(self.words("There is no text on the clipboard. Copy some cells first."))
            return
        start = self.grid.period or self.values.values.rows[-1].period
        self._wanted = None
        self._reports[measure.id] = self.work.paste(measure, start, text)
        self.values.show_report(self._reports[measure.id])
        self.grid.setFocus()

    def _close_report(self) -> None:
        self._reports.pop(self.current, None)
        self.values.show_report(None)
        self.grid.setFocus()

    # -- measures

    def _why_no_measure(self) -> str:
        if reason := self.read_only():
            return reason
        return "" if self.current else self.words("Add a measure first.")

    def _copy_picture(self) -> None:
        self.chart_panel.copy_picture()
        self.shell.say(self.words("The chart is on the clipboard as a picture."))

    def _why_no_chart(self) -> str:
        if self.current and self.chart.data:
            return ""
        return self.words("There is no chart yet.")

    def _why_no_values(self) -> str:
        if reason := self._why_no_measure():
            return reason
        return "" if self.chart.data else self.words("The measure has no values yet.")

    def ask_result(self, result_id: str = "") -> None:
        """Ask which result a new measure is for; a desk without results need not be asked."""
        words = self.words
        if not self.session.desk.find(Result):
            self.add_measure(None)
            return
        hits = [
            *self._offers(result_id),
            Hit("minus", words("No result yet"), partial(self.add_measure, None)),
        ]
        Picker(self, self.icons, words("For which result?"), lambda text: matching(text, hits))

    def _offers(self, first: str) -> Iterator[Hit]:
        """All results: the one that was asked about, then those without a measure."""
        desk = self.session.desk
        measured = {measure.result for measure in desk.find(Measure)}
        results = sorted(
            desk.find(Result), key=lambda each: (each.id != first, each.id in measured, by_code(each.code))
        )
        for each in results:
            icon = "chart-spline" if each.id in measured else "circle-dashed"
            yield Hit(icon, f"{each.code}  {each.statement}", partial(self.add_measure, each.id))

    def add_measure(self, result_id: str | None) -> None:
        """Add a measure with a name to type over."""
        name = _free_name(self.words("New measure"), {each.name for each in self.session.desk.find(Measure)})
        added: list[str] = []

        def add(edit: Edit) -> None:
            added.append(measures.add(edit, name, result_id).id)

        if self.session.do(self.words("Add a measure"), add) and added:
            self.choose(added[0])
            self.show_view(DEFINITION)
            self.definition.focus_field("name")

    def _remove(self) -> None:
        measure = self.measure
        if measure is not None:
            label_ = self.words("Remove {code}", code=measure.code)
            self.session.do(label_, measures.remove, measure.id)

    def _begin_baseline(self) -> None:
        self._begin(self.details.baseline)

    def _begin_note(self) -> None:
        self._begin(self.details.notes)

    def _begin(self, section: BaselineSection | Notes) -> None:
        self.show_view(DATA)
        self.details.show()  # the Guide may have its place
        self.details.begin(section)


def _splitter(way: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    made = QSplitter(way)
    made.setHandleWidth(8)
    made.setChildrenCollapsible(False)
    for each in widgets:
        made.addWidget(each)
    return made


def _neighbour(gone: str, before: list[str], ids: list[str]) -> str:
    """What to show instead of a measure that is gone: the one after it, else before it, else the first."""
    if gone in before:
        at = before.index(gone)
        for each in (*before[at + 1 :], *reversed(before[:at])):
            if each in ids:
                return each
    return ids[0] if ids else ""


def _free_name(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken."""
    known = {each.casefold() for each in taken}
    number = 1
    while (name if number == 1 else f"{name} {number}").casefold() in known:
        number += 1
    return name if number == 1 else f"{name} {number}"
