"""The baseline that judges the latest values, and starting a new one."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from kpidesk.actions import series
from kpidesk.desk.edits import Edit
from kpidesk.domain.series import Baseline
from kpidesk.domain.xmr import DEFAULT_PERIODS, Segment, analyse, suggestion
from kpidesk.drawing.chart_axis import drawable
from kpidesk.drawing.chart_data import limit_lines
from kpidesk.ui.fields import labelled
from kpidesk.ui.measures.section import Entry, Section, Shown, Tools, buttons_row
from kpidesk.ui.measures.texts import period_name, period_range, period_typed, rounded_number
from kpidesk.ui.widgets import button, label, tool_button


class BaselineSection(Section):
    """Where the limits come from; a small form starts new ones."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, tools.words("Baseline"))
        words = self.words
        self.remove = tool_button(
            tools.icons.icon("trash-2"),
            words("Remove this baseline; the one before it holds on"),
            self._remove,
        )
        self.head.addWidget(self.remove)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(10)
        self._facts.setVerticalSpacing(4)
        self._facts.setColumnStretch(1, 1)
        self._labels = {
            key: self._fact(number, text)
            for number, (key, text) in enumerate((
                ("period", words("Period")), ("centre", words("Centre line")),
                ("limits", words("Limits")), ("range", words("Mean range")), ("reason", words("Reason")),
            ))
        }  # fmt: skip
        self.column.addLayout(self._facts)
        self.column.addWidget(self._hint())
        self.start = button(words("Start a new baseline …"), self.begin, "link")
        self.start.setObjectName("baseline-begin")
        self.column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = self._form()
        self.column.addWidget(self.form)

    def _fact(self, row: int, text: str) -> tuple[QLabel, QLabel]:
        name, value = label(text, "second"), label("", wrap=True)
        self._facts.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._facts.addWidget(value, row, 1)
        return name, value

    def _hint(self) -> QFrame:
        self.hint = QFrame()
        self.hint.setProperty("kind", "hint")
        self.hint_text = label("", wrap=True)
        row = QHBoxLayout(self.hint)
        row.setContentsMargins(10, 8, 10, 8)
        mark = QLabel()
        mark.setPixmap(self.tools.icons.pixmap("lightbulb", "warn", 16))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.hint_text, 1)
        return self.hint

    def _form(self) -> QFrame:
        words = self.words
        form = QFrame()
        form.setProperty("kind", "well")
        column = QVBoxLayout(form)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        self.first = Entry(words("From which period?"), self._take, self._close)
        self.count = Entry(words("From how many periods?"), self._take, self._close)
        self.reason = Entry(words("Why?"), self._take, self._close)
        self.reason.setPlaceholderText(words("What has changed for good"))
        for each in (self.first, self.count, self.reason):
            column.addLayout(labelled(each.accessibleName(), each))
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        begin = button(words("Start it"), self._take)
        begin.setObjectName("baseline-take")
        column.addLayout(buttons_row(begin, button(words("Cancel"), self._close, "quiet")))
        form.hide()
        return form

    # -- showing

    def refresh(self, shown: Shown) -> None:
        """See Section."""
        data, words = shown.data, self.words
        segment = data.analysis.segments[-1] if data else None
        texts = self._told(shown, segment) if segment else {"period": words("the first values set it")}
        for key, (name, value) in self._labels.items():
            value.setText(texts.get(key, ""))
            name.setVisible(key in texts)
            value.setVisible(key in texts)
        writable = self.session.desk.writable
        self.remove.setVisible(writable and segment is not None and segment.baseline is not None)
        self.start.setVisible(writable and data is not None and self.form.isHidden())
        said = self._suggested(shown)
        self.hint_text.setText(said)
        self.hint.setVisible(bool(said) and self.form.isHidden())

    def _told(self, shown: Shown, segment: Segment) -> dict[str, str]:
        """What the latest limits come from, and what they are at the latest value."""
        data, words, measure = shown.data, self.words, shown.measure
        if data is None:
            return {}
        kind = measure.period_type
        until = min(segment.baseline_end, max(segment.end, segment.baseline_start))
        texts = {"period": period_range(segment.baseline_start, until, kind, words)}
        if segment.centre is None or segment.mean_range is None:
            return texts
        decimals = measure.decimals + 1
        upper, centre, lower = (drawable(line(segment.end)) for line in limit_lines(data, segment))
        texts["centre"] = rounded_number(centre, decimals, words)
        texts["limits"] = words(
            "{low} to {high}",
            low=rounded_number(lower, decimals, words),
            high=rounded_number(upper, decimals, words),
        )
        texts["range"] = rounded_number(drawable(segment.mean_range), decimals, words)
        if segment.baseline is not None and segment.baseline.reason:
            texts["reason"] = segment.baseline.reason
        return texts

    def _suggested(self, shown: Shown) -> str:
        """What a new baseline would read where the level has moved."""
        data, words = shown.data, self.words
        found = suggestion(data.analysis) if data else None
        if data is None or found is None:
            return ""
        measure = shown.measure
        there = [
            each for each in self.session.desk.find(Baseline, measure=measure.id) if each.start < found.start
        ]
        tried = Baseline(id="tried", measure=measure.id, start=found.start)
        segment = analyse(data.analysis.values, [*there, tried], measure.period_type).segments[-1]
        start = period_name(found.start, measure.period_type, words)
        if segment.centre is None or segment.upper is None or segment.lower is None:
            return words("The level has moved: a new baseline could start with {period}.", period=start)
        centre, low, high = (
            rounded_number(drawable(each), measure.decimals, words)
            for each in (segment.centre, segment.lower, segment.upper)
        )
        return words(
            "The level has moved. A baseline from {period} would read {centre} ({low} to {high}).",
            period=start, centre=centre, low=low, high=high,
        )  # fmt: skip

    # -- starting and removing

    def begin(self) -> None:
        """Open the form at what the values suggest, else at the period that is chosen."""
        if self.shown is None or self.shown.data is None:
            return
        data, kind = self.shown.data, self.shown.measure.period_type
        found = suggestion(data.analysis)
        start = found.start if found else self.shown.period or data.start
        start = min(max(start, data.start), data.day(data.last))
        self.first.setText(period_name(start, kind, self.words).replace("\u00a0", " "))
        self.count.setText(str(DEFAULT_PERIODS))
        self.reason.clear()
        self._say("")
        self.form.show()
        self.start.hide()
        self.hint.hide()
        self.first.setFocus()
        self.first.selectAll()

    def put_away(self) -> None:
        """See Section."""
        self.form.hide()

    def _close(self) -> None:
        self.form.hide()
        if self.shown is not None:
            self.refresh(self.shown)
        self.start.setFocus()

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    def _take(self) -> None:
        if self.shown is None or self.shown.data is None:
            return
        words, measure = self.words, self.shown.measure
        start = period_typed(self.first.text(), measure.period_type)
        count = self.count.text().strip()
        if start is None:
            self._say(words("“{typed}” names no period.", typed=self.first.text().strip()[:40]))
            self.first.setFocus()
        elif not count.isdecimal() or not 1 <= int(count) <= series.MOST_PERIODS:
            self._say(words("Say from how many periods, such as {n}.", n=DEFAULT_PERIODS))
            self.count.setFocus()
        else:
            period = period_name(start, measure.period_type, words)
            begin = partial(_begin, first=self.shown.data.start, kept=words("The first values"))
            done = self.do(
                words("New baseline from {period}", period=period),
                begin, measure.id, start, int(count), self.reason.text(),
            )  # fmt: skip
            if done:
                self._close()

    def _remove(self) -> None:
        data = self.shown.data if self.shown else None
        baseline = data.analysis.segments[-1].baseline if data else None
        if self.shown is not None and baseline is not None:
            period = period_name(baseline.start, self.shown.measure.period_type, self.words)
            label_ = self.words("Remove the baseline of {period}", period=period)
            self.do(label_, series.remove_baseline, baseline.id)


def _begin(
    edit: Edit, measure_id: str, start: date, count: int, reason: str, *, first: date, kept: str
) -> None:
    """Start a baseline. Where none was set, the one that held by itself is written down and stays."""
    if start > first and not edit.find(Baseline, measure=measure_id):
        series.set_baseline(edit, measure_id, first, DEFAULT_PERIODS, kept)
    series.set_baseline(edit, measure_id, start, count, reason)
