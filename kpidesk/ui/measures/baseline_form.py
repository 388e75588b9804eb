"""The small forms about baselines: what a new or changed one shall be, and why a value is left out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kpidesk.actions import series
from kpidesk.domain.baselining import TRIED, tried
from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.labels import LABELS
from kpidesk.domain.series import Baseline, BaselineMode
from kpidesk.domain.xmr import DEFAULT_PERIODS, Caution, Segment
from kpidesk.drawing.chart_axis import drawable
from kpidesk.drawing.chart_data import limit_lines
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.measures.section import Entry, Shown, buttons_row
from kpidesk.ui.measures.texts import period_name, period_typed, rounded_number
from kpidesk.ui.widgets import button, label

_WITHOUT_LIMITS: Final = (Caution.SEASONS_REFUSED, Caution.TREND_REFUSED)


class _Form(QFrame):
    """A well with lines to fill in and a sentence where something is wrong."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.setProperty("kind", "well")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(10, 8, 10, 10)
        self.column.setSpacing(6)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        self.hide()

    def say(self, text: str) -> None:
        """Tell what is wrong, or nothing."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))


class BaselineForm(_Form):
    """What a baseline shall be; while it is filled in, what it would read is said and told by `previewed`."""

    previewed = Signal(object)

    def __init__(self, words: Words, take: Callable[[], object], close: Callable[[], object]) -> None:
        super().__init__(words)
        self._shown: Shown | None = None
        self._there: tuple[Baseline, ...] = ()
        self._before: Baseline | None = None
        self.title = label("", "caption-strong", wrap=True)
        self.column.addWidget(self.title)
        self.first = Entry(words("From which period?"), take, close)
        self.count = Entry(words("From how many periods?"), take, close)
        self.by = Entry(words("Who decided it?"), take, close)
        self.reason = Entry(words("Why?"), take, close)
        self.reason.setPlaceholderText(words("What has changed for good"))
        self.by.setPlaceholderText(words("A name, or the team"))
        modes = [(mode, words(LABELS[mode])) for mode in BaselineMode]
        self.mode = Choice(modes, lambda _: self.preview(), words("The centre line runs"))
        self.meaning = label("", "caption", wrap=True)
        for each in (self.first, self.count):
            each.textEdited.connect(lambda _: self.preview())
            self.column.addLayout(labelled(each.accessibleName(), each))
        self.column.addLayout(labelled(words("The centre line runs"), self.mode))
        self.column.addWidget(self.meaning)
        self.told = label("", wrap=True)
        self.told.setObjectName("baseline-preview")
        self.cautions = label("", "caption", wrap=True)
        self.column.addWidget(self.told)
        self.column.addWidget(self.cautions)
        for each in (self.reason, self.by):
            self.column.addLayout(labelled(each.accessibleName(), each))
        self.column.addWidget(self.wrong)
        self.accept = button(words("Start it"), take)
        self.accept.setObjectName("baseline-take")
        self.column.addLayout(buttons_row(self.accept, button(words("Cancel"), close, "quiet")))

    def open(
        self, shown: Shown, there: tuple[Baseline, ...], wanted: Baseline, before: Baseline | None
    ) -> None:
        """Fill it with a wanted baseline; `before` is the one that is changed, None for a new one."""
        words, kind = self.words, shown.measure.period_type
        self._shown, self._there, self._before = shown, there, before
        self.title.setText(words("Change this baseline") if before else words("A new baseline"))
        self.accept.setText(words("Change it") if before else words("Start it"))
        self.first.setText(period_name(wanted.start, kind, words).replace("\u00a0", " "))
        self.count.setText(str(wanted.periods))
        self.mode.show_value(wanted.mode)
        self.reason.setText("; ".join(wanted.reason.splitlines()))
        self.by.setText(wanted.by)
        self.say("")
        self.show()
        self.preview()

    @property
    def before(self) -> Baseline | None:
        """The baseline that is changed."""
        return self._before

    def wanted(self) -> Baseline | None:
        """What is filled in, None while it cannot be read."""
        shown = self._shown
        if shown is None:
            return None
        start = period_typed(self.first.text(), shown.measure.period_type)
        count = self.count.text().strip()
        if start is None or not count.isdecimal() or not 1 <= int(count) <= series.MOST_PERIODS:
            return None
        made = self._before or Baseline(id=TRIED, measure=shown.measure.id, start=start)
        return replace(
            made, start=start, periods=int(count), mode=self.mode.value, reason=self.reason.text(),
            by=self.by.text(),
        )  # fmt: skip

    def complaint(self) -> str:
        """Why it cannot be taken yet; the field that is wrong gets the focus."""
        field, text = next(self._doubts(), (None, ""))
        if field is not None:
            field.setFocus()
        return text

    def _doubts(self) -> Iterator[tuple[QWidget, str]]:
        words, shown = self.words, self._shown
        if shown is None:
            return
        if period_typed(self.first.text(), shown.measure.period_type) is None:
            yield self.first, words("“{typed}” names no period.", typed=self.first.text().strip()[:40])
        elif self.wanted() is None:
            yield self.count, words("Say from how many periods, such as {n}.", n=DEFAULT_PERIODS)
        segment = self._segment()
        if segment is None:
            yield self.first, words("There are no values from then on.")
        else:
            yield from ((self.mode, self._said(each)) for each in segment.cautions if each in _WITHOUT_LIMITS)
        if not self.reason.text().strip():
            yield self.reason, words("Say why, so that others can follow later.")
        if not self.by.text().strip():
            yield self.by, words("Say who decided it; a team will do.")

    def _segment(self) -> Segment | None:
        wanted, shown = self.wanted(), self._shown
        if wanted is None or shown is None or shown.data is None:
            return None
        return tried(shown.data.analysis, self._there, wanted)

    def preview(self) -> None:
        """Say and tell what it would read."""
        words = self.words
        self.meaning.setText({
            BaselineMode.FLAT: words("It stays level. Right for most measures."),
            BaselineMode.TREND: words(
                "It climbs or falls steadily, for values that drift by nature. "
                "The limits stay as far from it as they are."
            ),
            BaselineMode.SEASONAL: words(
                "Each season has a factor of its own. It takes two full years, better three: "
                "from two, the limits come out too narrow."
            ),
        }[self.mode.value])  # fmt: skip
        segment = self._segment()
        self.told.setText(self._read(segment) if segment else "")
        self.told.setVisible(bool(self.told.text()))
        cautions = [self._said(each) for each in segment.cautions] if segment else []
        self.cautions.setText("\n".join(cautions))
        self.cautions.setVisible(bool(cautions))
        self.previewed.emit(segment)

    def _read(self, segment: Segment) -> str:
        shown, words = self._shown, self.words
        if shown is None or shown.data is None or segment.centre is None:
            return ""
        upper, centre, lower = (
            rounded_number(drawable(line(segment.end)), shown.measure.decimals + 1, words)
            for line in limit_lines(shown.data, segment)
        )
        return words.many(
            "From {n} value it reads {centre} ({low} to {high}).",
            "From {n} values it reads {centre} ({low} to {high}).",
            segment.count, centre=centre, low=lower, high=upper,
        )  # fmt: skip

    def _said(self, caution: Caution) -> str:
        code = self._shown.measure.code if self._shown else ""
        return text_of(Finding(caution.value, (), {"measure": code}), self.words)


class ExclusionForm(_Form):
    """Why a value is left out of the limits, or sets them again."""

    def __init__(self, words: Words, take: Callable[[], object], close: Callable[[], object]) -> None:
        super().__init__(words)
        self.title = label("", "caption-strong", wrap=True)
        self.reason = Entry(words("Why?"), take, close)
        self.reason.setObjectName("exclusion-reason")
        self.column.addWidget(self.title)
        self.column.addWidget(
            label(words("The value stays on the chart and is judged like the others."), "caption", wrap=True)
        )
        self.column.addLayout(labelled(words("Why?"), self.reason))
        self.column.addWidget(self.wrong)
        self.accept = button(words("Leave it out"), take)
        self.accept.setObjectName("exclusion-take")
        self.column.addLayout(buttons_row(self.accept, button(words("Cancel"), close, "quiet")))

    def open(self, period: str, *, excluded: bool) -> None:
        """Ask about a period; `excluded` says whether it is left out now."""
        words = self.words
        if excluded:
            self.title.setText(words("Let {period} set the limits again", period=period))
            self.accept.setText(words("Take it in"))
        else:
            self.title.setText(words("Leave {period} out of the limits", period=period))
            self.accept.setText(words("Leave it out"))
        self.reason.clear()
        self.say("")
        self.show()
        self.reason.setFocus()
