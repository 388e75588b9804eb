"""The target of a measure: what level, by when, in which words."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import series
from kpidesk.domain.measures import Direction, Measure, Target, TargetKind
from kpidesk.domain.period import PeriodType
from kpidesk.domain.typed_period import Grain, read_period
from kpidesk.drawing.sharing import due
from kpidesk.ui.fields import Choice, LineField, labelled
from kpidesk.ui.measures.section import Section, Shown, Tools
from kpidesk.ui.measures.texts import number_typed, plain_number
from kpidesk.ui.widgets import Elided, button, clear, label, tool_button

_GRAINS: Final = {
    Grain.WEEK: PeriodType.WEEK,
    Grain.MONTH: PeriodType.MONTH,
    Grain.QUARTER: PeriodType.QUARTER,
    Grain.YEAR: PeriodType.YEAR,
}
LEAST, MOST, BETWEEN = "least", "most", "between"


def shape_of(target: Target | None, measure: Measure) -> str:
    """Whether a target asks for at least, at most or between; a new one as the direction suggests."""
    if target is None or (target.low is None and target.high is None):
        ways = {Direction.DOWN: MOST, Direction.RANGE: BETWEEN}
        return ways.get(measure.direction, LEAST)
    if target.kind is TargetKind.RANGE or (target.low is not None and target.high is not None):
        return BETWEEN
    return LEAST if target.low is not None else MOST


class TargetSection(Section):
    """The first target in fields; others as lines that can be taken away."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, tools.words("Target"))
        words = self.words
        self._target: Target | None = None
        self._measure = ""
        self.remove = tool_button(
            tools.icons.icon("trash-2"), words("Remove the target"), lambda: self._remove(self._target)
        )
        self.head.addWidget(self.remove)
        self.set = button(words("Set a target …"), self.begin, "link")
        self.set.setObjectName("target-begin")
        self.column.addWidget(self.set, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = self._form()
        self.column.addWidget(self.form)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        self.column.addWidget(self.wrong)
        self._others = QVBoxLayout()
        self.column.addLayout(self._others)

    def _form(self) -> QWidget:
        words = self.words
        choices = (
            (LEAST, words("at least ≥")), (MOST, words("at most ≤")), (BETWEEN, words("between")),
        )  # fmt: skip
        self.shape = Choice(choices, self._reshape, words("What the target asks for"))
        self.low = LineField(self._number, name=words("Target"))
        self.high = LineField(self._upper, name=words("Upper end of the target"))
        self.by = LineField(self._by, words("no date"), name=words("By when"))
        self.wording = LineField(self._wording, words("as people said it"), name=words("In words"))
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        numbers = QHBoxLayout()
        numbers.setSpacing(6)
        numbers.addWidget(self.shape, 3)
        numbers.addWidget(self.low, 2)
        numbers.addWidget(self.high, 2)
        column.addLayout(numbers)
        column.addLayout(labelled(words("By when"), self.by))
        column.addLayout(labelled(words("In words"), self.wording))
        for each in (self.low, self.high):
            each.setMinimumWidth(44)
        return form

    # -- showing

    def refresh(self, shown: Shown) -> None:
        """See Section."""
        measure = shown.measure
        targets = self.session.desk.find(Target, measure=measure.id)
        target = targets[0] if targets else None
        another = (measure.id, target.id if target else "") != (
            self._measure, self._target.id if self._target else "",
        )  # fmt: skip
        if another:
            self._say("")
            for each in (self.low, self.high, self.by, self.wording):
                each.give_back()  # what was typed belongs to another target
        if measure.id != self._measure:
            self.form.hide()
        self._measure, self._target = measure.id, target
        if target is not None:
            self.form.show()
        writable = self.session.desk.writable
        self.form.setEnabled(writable)
        self.remove.setVisible(target is not None and writable)
        self.set.setVisible(self.form.isHidden() and writable)
        self._show(target, measure)
        self._show_others(targets[1:])

    def _show(self, target: Target | None, measure: Measure) -> None:
        shape = shape_of(target, measure)
        self.shape.show_value(shape)
        self.high.setVisible(shape == BETWEEN)
        low, high = (target.low, target.high) if target else (None, None)
        first = high if shape == MOST else low
        self.low.show_value("" if first is None else plain_number(first, self.words))
        self.high.show_value("" if high is None else plain_number(high, self.words))
        self.by.show_value(due(target, self.words).replace("\u00a0", " ") if target else "")
        self.wording.show_value(target.wording if target else "")

    def _show_others(self, targets: tuple[Target, ...]) -> None:
        clear(self._others)
        for target in targets:
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(Elided(self._told(target), "second"), 1)
            bin_ = self.tools.icons.icon("trash-2")
            row.addWidget(tool_button(bin_, self.words("Remove the target"), partial(self._remove, target)))
            self._others.addLayout(row)

    def _told(self, target: Target) -> str:
        bounds = [plain_number(each, self.words) for each in (target.low, target.high) if each is not None]
        return ", ".join(filter(None, (target.wording or "–".join(bounds), due(target, self.words))))

    def begin(self) -> None:
        """Show the fields for a first target; nothing is written before something is typed."""
        self.form.show()
        self.set.hide()
        self.low.setFocus()

    def _say(self, text: str) -> bool:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        return not text

    # -- editing

    def _change(self, **given: Any) -> bool:
        if self.shown is None:
            return True
        measure, words = self.shown.measure, self.words
        target_id = self._target.id if self._target else None
        label_ = (
            words("Change the target of {code}", code=measure.code)
            if target_id
            else words("Set a target for {code}", code=measure.code)
        )
        self._say("")
        return self.do(label_, partial(series.set_target, **given), measure.id, target_id)

    def _reshape(self, shape: str) -> None:
        """Another sign keeps the number."""
        target = self._target
        self.high.setVisible(shape == BETWEEN)
        if target is None or (target.low is None and target.high is None):
            return
        kind = TargetKind.RANGE if shape == BETWEEN else target.kind
        if shape != BETWEEN and kind is TargetKind.RANGE:
            kind = TargetKind.LEVEL
        one = target.low if target.low is not None else target.high
        given = {LEAST: (one, None), MOST: (None, one), BETWEEN: (target.low, target.high)}[shape]
        self._change(low=given[0], high=given[1], kind=kind)

    def _number(self, text: str) -> bool:
        return self._bound(text, "high" if self.shape.value == MOST else "low")

    def _upper(self, text: str) -> bool:
        return self._bound(text, "high")

    def _bound(self, text: str, field: str) -> bool:
        number = number_typed(text, self.words)
        if number is None and text.strip():
            return self._say(self.words("“{typed}” is no number.", typed=text.strip()[:40]))
        if number is None and self._target is None:
            return self._say("")
        kind = {"kind": TargetKind.RANGE} if self.shape.value == BETWEEN else {}
        return self._change(**{field: number, **kind})

    def _by(self, text: str) -> bool:
        if self.shown is None:
            return True
        if not text.strip():
            return self._target is None or self._change(by=None, every=None)
        period = read_period(text)
        if period is None or period.day is None:
            return self._say(self.words("“{typed}” names no period.", typed=text.strip()[:40]))
        if self._target is None:
            return self._say(self.words("A number or words first, then by when."))
        kind = _GRAINS.get(period.grain, self.shown.measure.period_type)
        return self._change(by=period.day, by_period=kind, every=None)

    def _wording(self, text: str) -> bool:
        if self._target is None and not text.strip():
            return True
        return self._change(wording=text)

    def _remove(self, target: Target | None) -> None:
        if self.shown is not None and target is not None:
            label_ = self.words("Remove the target of {code}", code=self.shown.measure.code)
            self.do(label_, series.remove_target, target.id)
