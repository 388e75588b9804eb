"""Where the limits of a chart come from: its baselines, starting and changing them, values left out."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.actions import baselines, series
from kpidesk.domain.baselining import TRIED, baseline_over, proposal
from kpidesk.domain.labels import LABELS
from kpidesk.domain.series import Baseline
from kpidesk.domain.xmr import Segment, is_excluded
from kpidesk.drawing.chart_axis import drawable
from kpidesk.drawing.chart_data import counted, limit_lines
from kpidesk.ui.measures.baseline_form import BaselineForm, ExclusionForm
from kpidesk.ui.measures.section import Section, Shown, Tools, into_sight
from kpidesk.ui.measures.texts import period_name, period_range, rounded_number
from kpidesk.ui.widgets import Line, button, clear, label, tool_button


class BaselineSection(Section):
    """All baselines of a measure. `previewed` tells the segment that a form would make, None for none."""

    previewed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, tools.words("Baseline"))
        words = self.words
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(10)
        self._facts.setVerticalSpacing(4)
        self._facts.setColumnStretch(1, 1)
        self._labels = {
            key: self._fact(number, text)
            for number, (key, text) in enumerate((
                ("period", words("Period")), ("centre", words("Centre line")),
                ("limits", words("Limits")), ("range", words("Mean range")),
            ))
        }  # fmt: skip
        self.column.addLayout(self._facts)
        self.start = button(words("Start a new baseline …"), self.begin, "link")
        self.start.setObjectName("baseline-begin")
        self.column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = BaselineForm(words, self._take, self._close)
        self.form.previewed.connect(self.previewed.emit)
        self.exclusion = ExclusionForm(words, self._take_exclusion, self._close)
        self.column.addWidget(self.form)
        self.column.addWidget(self.exclusion)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.column.addLayout(self._list)
        self._listed: tuple[object, ...] = ()
        self._asked: date | None = None  # the period that the form is about

    def _fact(self, row: int, text: str) -> tuple[QLabel, QLabel]:
        name, value = label(text, "second"), label("", wrap=True)
        self._facts.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._facts.addWidget(value, row, 1)
        return name, value

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
        if data is None:
            self.put_away()
        self.start.setVisible(self.session.desk.writable and data is not None and not self.busy)
        self._show_list(shown)

    @property
    def busy(self) -> bool:
        """Whether one of the forms is open."""
        return not self.form.isHidden() or not self.exclusion.isHidden()

    def _told(self, shown: Shown, segment: Segment) -> dict[str, str]:
        """What the latest limits come from, and what they are at the latest value."""
        data, words, measure = shown.data, self.words, shown.measure
        if data is None:
            return {}
        kind = measure.period_type
        texts = {"period": period_range(segment.baseline_start, segment.baseline_last, kind, words)}
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
        return texts

    def _baselines(self, shown: Shown) -> tuple[Baseline, ...]:
        """All of a measure, the latest first."""
        found = self.session.desk.find(Baseline, measure=shown.measure.id)
        return tuple(sorted(found, key=lambda each: each.start, reverse=True))

    def _show_list(self, shown: Shown) -> None:
        there = self._baselines(shown)
        listed = (shown.measure, there, self.session.desk.writable)
        if listed == self._listed:  # buttons keep their focus while nothing of them changes
            return
        self._listed = listed
        clear(self._list)
        for each in there:
            self._list.addWidget(Line())
            self._list.addWidget(self._row(each, shown))

    def _row(self, baseline: Baseline, shown: Shown) -> QWidget:
        """One baseline: from when, how, why, by whom; and what can be done with it."""
        words, kind = self.words, shown.measure.period_type
        period = period_name(baseline.start, kind, words)
        made = QWidget()
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(label(words("From {period}", period=period), wrap=True), 1)
        if self.session.desk.writable:
            icon = self.tools.icons.icon
            head.addWidget(
                tool_button(
                    icon("pencil"), words("Change the baseline of {period}", period=period),
                    partial(self._change, baseline),
                )
            )  # fmt: skip
            head.addWidget(
                tool_button(
                    icon("trash-2"), words("Remove the baseline of {period}", period=period),
                    partial(self._remove, baseline),
                )
            )  # fmt: skip
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        how = (
            words("from {span}", span=counted(baseline.periods, kind, words)),
            words(LABELS[baseline.mode]),
        )
        column.addWidget(label(" · ".join(how), "caption", wrap=True))
        if baseline.excluded:
            left = words.many("{n} value left out", "{n} values left out", len(baseline.excluded))
            column.addWidget(label(left, "caption", wrap=True))
        if baseline.reason:
            column.addWidget(label(baseline.reason, wrap=True))
        day = words.date(baseline.decided_on) if baseline.decided_on else ""
        if who := ", ".join(filter(None, (baseline.by, day))):
            column.addWidget(label(who, "caption", wrap=True))
        return made

    # -- starting, changing and removing

    def begin(self) -> None:
        """Open the form at what the values suggest, else at the period that is chosen."""
        if self.shown is None or self.shown.data is None:
            return
        data, measure = self.shown.data, self.shown.measure
        there = self._baselines(self.shown)
        found = proposal(data.analysis, there, measure.id)
        start = found.suggestion.start if found else self.shown.period or data.start
        start = min(max(start, data.start), data.day(data.last))
        self._open(Baseline(id=TRIED, measure=measure.id, start=start, by=self._last_by()), None)

    def _change(self, baseline: Baseline) -> None:
        self._open(baseline, baseline)

    def _open(self, wanted: Baseline, before: Baseline | None) -> None:
        if self.shown is None or self.shown.data is None:
            return
        self.exclusion.hide()
        self.start.hide()
        self.form.open(self.shown, self._baselines(self.shown), wanted, before)
        self.form.first.setFocus()
        self.form.first.selectAll()
        into_sight(self.form)

    def start_at(self, shown: Shown) -> None:
        """While the form is open, a point of the chart that is chosen is where the baseline starts."""
        self.shown = shown
        if not self.form.isHidden() and shown.period is not None:
            name = period_name(shown.period, shown.measure.period_type, self.words)
            self.form.first.setText(name.replace("\u00a0", " "))
            self.form.preview()

    def _last_by(self) -> str:
        """Who decided on a baseline last: mostly the same people do again."""
        named = [each for each in self.session.desk.find(Baseline) if each.by and each.decided_on]
        return max(named, key=lambda each: (each.decided_on, each.id)).by if named else ""

    def put_away(self) -> None:
        """See Section."""
        self.form.hide()
        self.exclusion.hide()
        self.previewed.emit(None)

    def _close(self) -> None:
        self.put_away()
        if self.shown is not None:
            self.refresh(self.shown)
        self.start.setFocus()

    def _take(self) -> None:
        if self.shown is None:
            return
        self.form.say(self.form.complaint())
        wanted, before = self.form.wanted(), self.form.before
        if wanted is None or not self.form.wrong.isHidden():
            return
        words = self.words
        period = period_name(wanted.start, self.shown.measure.period_type, words)
        if before is None:
            start = partial(baselines.start, kept=words("The first values"))
            done = self.do(words("New baseline from {period}", period=period), start, wanted)
        else:
            label_ = words("Change the baseline of {period}", period=period)
            done = self.do(label_, baselines.change, wanted)
        if done:
            self._close()

    def _remove(self, baseline: Baseline) -> None:
        if self.shown is not None:
            period = period_name(baseline.start, self.shown.measure.period_type, self.words)
            label_ = self.words("Remove the baseline of {period}", period=period)
            self.do(label_, series.remove_baseline, baseline.id)

    # -- leaving values out

    def why_not_exclude(self) -> str:
        """Why the chosen value can neither be left out nor taken in; empty where it can."""
        words, shown = self.words, self.shown
        if shown is None or shown.data is None or shown.period is None:
            return words("Choose a value on the chart first.")
        if all(each.period != shown.period for each in shown.data.analysis.points):
            return words("Choose a value on the chart first.")
        if baseline_over(shown.data.analysis, shown.period) is None:
            return words("This value does not set the limits.")
        return ""

    def begin_exclusion(self) -> None:
        """Ask why the chosen value is left out, or taken in again."""
        if self.why_not_exclude() or self.shown is None or self.shown.period is None:
            return
        self.form.hide()
        self.start.hide()
        self._asked = self.shown.period
        self.exclusion.open(
            period_name(self._asked, self.shown.measure.period_type, self.words),
            excluded=self._excluded(self.shown, self._asked),
        )
        into_sight(self.exclusion)

    @staticmethod
    def _excluded(shown: Shown, period: date) -> bool:
        segment = baseline_over(shown.data.analysis, period) if shown.data else None
        baseline = segment.baseline if segment else None
        return is_excluded(baseline, period, shown.measure.period_type)

    def _take_exclusion(self) -> None:
        shown, period, words = self.shown, self._asked, self.words
        if shown is None or period is None:
            return
        why = self.exclusion.reason.text().strip()
        if not why:
            self.exclusion.say(words("Say why, so that others can follow later."))
            self.exclusion.reason.setFocus()
            return
        name = period_name(period, shown.measure.period_type, words)
        if self._excluded(shown, period):
            remark = words("{period} counts again: {reason}", period=name, reason=why)
            label_ = words("Let {period} set the limits again", period=name)
            done = self.do(label_, baselines.take_in, shown.measure.id, period, remark)
        else:
            remark = words("{period} left out: {reason}", period=name, reason=why)
            label_ = words("Leave {period} out of the limits", period=name)
            kept = words("The first values")
            done = self.do(label_, baselines.leave_out, shown.measure.id, period, remark, kept)
        if done:
            self._close()
