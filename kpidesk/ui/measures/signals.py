"""The signals of a chart in words; a click goes to their period and asks what lies behind them."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.actions import signals
from kpidesk.domain import answers
from kpidesk.domain.answers import Answered, Key, answered, key_of
from kpidesk.domain.escalation import Call, calls
from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.reader import Once
from kpidesk.domain.series import Acknowledgement
from kpidesk.domain.xmr import Signal as Pattern
from kpidesk.domain.xmr import current
from kpidesk.drawing.chart_data import Data
from kpidesk.drawing.chart_marks import colour_of
from kpidesk.drawing.chart_words import call_words, roots_words, verdict_words
from kpidesk.system.words import Words
from kpidesk.ui.measures.section import PressRow, Section, Shown, Tools, into_sight
from kpidesk.ui.measures.signal_form import SignalForm
from kpidesk.ui.measures.texts import signal_when, signal_words
from kpidesk.ui.widgets import Line, clear, label

_MOST: Final = 12


def latest_first(data: Data) -> list[Pattern]:
    """The signals of a chart, those that reach furthest to now on top."""
    return answers.latest_first(data.analysis.signals)


def answer_lines(shown: Answered, words: Words) -> list[str]:
    """What was said about a signal: the verdict with its cause, the response, and whether it goes on."""
    said = shown.answer
    if said is None:
        return []
    return [
        verdict_words(shown, words),
        roots_words(shown, words),
        words("What is done: {response}", response=said.response) if said.response else "",
        ", ".join(filter(None, (said.by, words.date(said.on) if said.on else ""))),
        words("It has gone on since.") if shown.goes_on else "",
    ]


class Signals(Section):
    """What is not routine in the values, and what to keep in mind when reading the limits."""

    chosen = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, "")
        self.column.setContentsMargins(0, 4, 0, 4)
        self.column.setSpacing(0)
        self.rows: list[PressRow] = []
        self.form = SignalForm(self.words, self._take, self._close, self._withdraw)
        self._place = _padded(self.form)
        self._place.setParent(self)
        self._place.hide()
        self._found: list[Answered] = []
        self._open: Key | None = None
        self._said: tuple[object, ...] = ()

    # -- showing

    def refresh(self, shown: Shown) -> None:
        """See Section. Rows keep their focus while nothing of them changes."""
        data, desk = shown.data, self.session.desk
        found = answered(desk, shown.measure.id, data.analysis.signals) if data else []
        cautions = data.analysis.cautions if data else ()
        called = self._calls(shown)
        said = (shown.measure, tuple(found), cautions, tuple(called), desk.writable)
        if said == self._said:
            return
        self._said, self._found = said, found
        self.column.removeWidget(self._place)  # what was typed there outlives the rows
        clear(self.column)
        self.rows = []
        if data is None or not found:
            self._add(_padded(label(_no_signals(data, self.words), "second", wrap=True)))
        for each in found[:_MOST]:
            if self.rows:
                self._add(Line())
            self._add_signal(each, data, [call for call in called if call.signal == each.signal])
        if len(found) > _MOST:
            more = self.words.many("and {n} earlier one", "and {n} earlier ones", len(found) - _MOST)
            self._add(_padded(label(more, "caption")))
        for caution in cautions:
            finding = Finding(caution.value, (), {"measure": shown.measure.code})
            self._add(self._hint(text_of(finding, self.words)))
        self._put_form()

    def _calls(self, shown: Shown) -> list[Call]:
        """Whom the signals of now call for."""
        if shown.data is None or not current(shown.data.analysis):
            return []
        return [call for call in calls(Once(self.session.desk)) if call.measure.id == shown.measure.id]

    def _add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)
        widget.show()  # at once, so that it can take the focus

    def _add_signal(self, shown: Answered, data: Data | None, called: list[Call]) -> None:
        if data is None:
            return
        signal, words = shown.signal, self.words
        today = date.today()  # noqa: DTZ011 - the person's day
        point = next(each for each in data.analysis.points if each.period == signal.last)
        segment = data.analysis.segments[point.segment]
        colour = colour_of(point, segment, data.measure.direction, data.bounds, self.tools.colours)
        row = PressRow(
            self.tools.marks.signal(signal.rule, colour),
            signal_words(signal, words),
            signal_when(signal, data.measure.period_type, words),
            partial(self._choose, key_of(signal), signal.last),
            *answer_lines(shown, words),
            *(call_words(each, today, words) for each in called),
        )
        if self.session.desk.writable:
            row.setToolTip(words("Go there, and say what lies behind it"))
        self.rows.append(row)
        self._add(row)

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

    # -- answering

    def _choose(self, key: Key, period: date) -> None:
        """Go to a signal's latest value and open its form; once more closes it."""
        self.chosen.emit(period)
        if not self.session.desk.writable:
            return
        if self._open == key:
            self._close()
            return
        self._open = key
        shown = self._answering
        if shown is not None:
            self.form.open(shown, self._last_by())
            self._put_form()
            self.form.verdict.setFocus()
            into_sight(self.form)

    @property
    def _answering(self) -> Answered | None:
        """The signal that the form is about."""
        return next((each for each in self._found if key_of(each.signal) == self._open), None)

    def _put_form(self) -> None:
        """The form stands under its signal; where that is gone, it goes too."""
        shown = self._answering
        if shown is None or shown not in self._found[:_MOST]:
            self.put_away()
            return
        self.column.removeWidget(self._place)
        row = self.rows[self._found.index(shown)]
        self.column.insertWidget(self.column.indexOf(row) + 1, self._place)
        self._place.show()

    def put_away(self) -> None:
        """See Section."""
        self._open = None
        self._place.hide()

    def _close(self) -> None:
        shown = self._answering
        self.put_away()
        if shown is not None and shown in self._found[:_MOST]:
            self.rows[self._found.index(shown)].setFocus()

    def _last_by(self) -> str:
        """Who answered last: mostly the same person does again."""
        named = [each for each in self.session.desk.find(Acknowledgement) if each.by and each.on]
        return max(named, key=lambda each: (each.on, each.id)).by if named else ""

    def _take(self) -> None:
        shown, form, words = self._answering, self.form, self.words
        if shown is None or self.shown is None:
            return
        if form.verdict.value is None and not (form.cause.text().strip() or form.response.text().strip()):
            form.say(words("Say what it is, or what is looked into."))
            return
        label_ = words("Answer a signal of {code}", code=self.shown.measure.code)
        answer = partial(
            signals.answer, cause=form.cause.text(), response=form.response.text(), by=form.by.text()
        )
        if self.do(label_, answer, self.shown.measure.id, shown.signal, form.verdict.value):
            self._close()

    def _withdraw(self) -> None:
        shown = self._answering
        if shown is not None and shown.answer is not None and self.shown is not None:
            label_ = self.words("Take back the answer to a signal of {code}", code=self.shown.measure.code)
            if self.do(label_, signals.withdraw, shown.answer.id):
                self._close()


def _no_signals(data: Data | None, words: Words) -> str:
    """Why no signal is listed: that nothing stands out can only be said where there are limits."""
    segment = data.analysis.segments[-1] if data and data.analysis.segments else None
    if segment is None:
        return words("Signals appear here as soon as there are values.")
    if segment.centre is None or not segment.mean_range:
        return words("Nothing can be judged yet: there are too few values for limits, or all are equal.")
    return words("Nothing stands out: the values vary as they usually do.")


def _padded(widget: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 8, 12, 8)
    column.addWidget(widget)
    return made
