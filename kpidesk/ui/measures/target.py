"""The target of a measure: what level, by when, in which words."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import series
from kpidesk.desk.edits import Edit
from kpidesk.domain.measures import Direction, Measure, Target, TargetKind
from kpidesk.domain.typed_period import read_period
from kpidesk.drawing.sharing import due
from kpidesk.ui.fields import Choice, LineField, labelled
from kpidesk.ui.measures.section import Section, Shown, Tools
from kpidesk.ui.measures.texts import number_typed, plain_number
from kpidesk.ui.widgets import Pill, button, clear, label, tool_button

LEAST, MOST, BETWEEN, SPREAD, SHARE = "least", "most", "between", "spread", "share"
_KINDS: Final = {SPREAD: TargetKind.SPREAD, SHARE: TargetKind.SHARE, BETWEEN: TargetKind.RANGE}


def shape_of(target: Target | None, measure: Measure) -> str:
    """What a target asks for; a new one asks for a level, as the direction suggests."""
    if target is not None and target.kind in {TargetKind.SPREAD, TargetKind.SHARE}:
        return SPREAD if target.kind is TargetKind.SPREAD else SHARE
    if target is None or (target.low is None and target.high is None):
        ways = {Direction.DOWN: MOST, Direction.RANGE: BETWEEN}
        return ways.get(measure.direction, LEAST)
    if target.kind is TargetKind.RANGE or (target.low is not None and target.high is not None):
        return BETWEEN
    return LEAST if target.low is not None else MOST


class TargetSection(Section):
    """One target in fields; others as lines that bring them there, or can be taken away."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, tools.words("Target"))
        words = self.words
        self._target: Target | None = None
        self._measure = ""
        self._wanted = ""  # the id of the target that was asked for; empty for the first
        self._fresh = False  # whether the fields wait for a further one
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
        self.more = button(words("Another target …"), self.begin, "link")
        self.more.setObjectName("target-more")
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _form(self) -> QWidget:
        words = self.words
        choices = (
            (LEAST, words("at least ≥")), (MOST, words("at most ≤")), (BETWEEN, words("between")),
            (SPREAD, words("limits apart at most")), (SHARE, words("share in % at least")),
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
        numbers.addWidget(self.low)
        numbers.addWidget(self.high)
        column.addWidget(self.shape)
        column.addLayout(numbers)
        self.meaning = label("", "caption", wrap=True)
        column.addWidget(self.meaning)
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
        if measure.id != self._measure:
            self._wanted, self._fresh = "", False
        target = next((each for each in targets if each.id == self._wanted), targets[0] if targets else None)
        target = None if self._fresh else target
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
        self.more.setVisible(target is not None and writable)
        self._show(target, measure)
        self._show_others(tuple(each for each in targets if each is not target))

    def _show(self, target: Target | None, measure: Measure) -> None:
        shape = shape_of(target, measure)
        if target is not None or not self._fresh:
            self.shape.show_value(shape)
        self._show_shape(shape)
        low, high = (target.low, target.high) if target else (None, None)
        first = high if shape in {MOST, SPREAD} else low
        self.low.show_value("" if first is None else plain_number(first, self.words))
        self.high.show_value("" if high is None else plain_number(high, self.words))
        self.by.show_value(due(target, self.words).replace("\u00a0", " ") if target else "")
        self.wording.show_value(target.wording if target else "")

    def _show_shape(self, shape: str) -> None:
        words = self.words
        self.high.setVisible(shape == BETWEEN)
        meanings = {
            SPREAD: words("How far the limits may lie apart: predictable work is worth a target, too."),
            SHARE: words("Of all cases, so many within a standard. Say the standard in words."),
        }
        self.meaning.setText(meanings.get(shape, ""))
        self.meaning.setVisible(shape in meanings)

    def _show_others(self, targets: tuple[Target, ...]) -> None:
        clear(self._others)
        for target in targets:
            row = QHBoxLayout()
            row.setSpacing(4)
            told = self._told(target)
            to_it = Pill(told)
            to_it.clicked.connect(partial(self._bring, target.id))
            row.addWidget(to_it, 1)
            bin_ = self.tools.icons.icon("trash-2")
            row.addWidget(tool_button(bin_, self.words("Remove the target"), partial(self._remove, target)))
            self._others.addLayout(row)

    def _told(self, target: Target) -> str:
        words = self.words
        if target.kind is TargetKind.SPREAD and target.high is not None:
            number = words("at most {width} apart", width=plain_number(target.high, words))
            return ", ".join(filter(None, (number, due(target, words))))
        if target.kind is TargetKind.SHARE and target.low is not None:
            number = words("at least {n} %", n=plain_number(target.low, words))
            return ", ".join(
                filter(None, (" ".join(filter(None, (number, target.wording))), due(target, words)))
            )
        bounds = [plain_number(each, self.words) for each in (target.low, target.high) if each is not None]
        return ", ".join(filter(None, (target.wording or "–".join(bounds), due(target, self.words))))

    def begin(self) -> None:
        """Show the fields for a fresh target; nothing is written before something is typed."""
        self._fresh = self._target is not None
        if self._fresh and self.shown is not None:
            self.refresh(self.shown)
        self.form.show()
        self.set.hide()
        self.low.setFocus()

    def _bring(self, target_id: str, _clicked: bool = False) -> None:
        """Bring another target into the fields."""
        self._wanted, self._fresh = target_id, False
        if self.shown is not None:
            self.refresh(self.shown)
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

        def act(edit: Edit) -> None:
            kept = series.set_target(edit, measure.id, target_id, **given)
            self._wanted, self._fresh = kept.id, False  # the fields stay with it

        return self.do(label_, act)

    def _reshape(self, shape: str) -> None:
        """Another sign keeps the number."""
        target = self._target
        self._show_shape(shape)
        if target is None or (target.low is None and target.high is None):
            return
        one = target.low if target.low is not None else target.high
        low, high = (one, None) if shape in {LEAST, SHARE} else (None, one)
        if shape == BETWEEN:
            low, high = target.low, target.high
        self._change(low=low, high=high, kind=_KINDS.get(shape, TargetKind.LEVEL))

    def _number(self, text: str) -> bool:
        return self._bound(text, "high" if self.shape.value in {MOST, SPREAD} else "low")

    def _upper(self, text: str) -> bool:
        return self._bound(text, "high")

    def _bound(self, text: str, field: str) -> bool:
        number = number_typed(text, self.words)
        if number is None and text.strip():
            return self._say(self.words("“{typed}” is no number.", typed=text.strip()[:40]))
        if number is None and self._target is None:
            return self._say("")
        kind = _KINDS.get(self.shape.value)
        return self._change(**{field: number, **({"kind": kind} if kind else {})})

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
        kind = period.kind(self.shown.measure.period_type)
        return self._change(by=period.day, by_period=kind, every=None)

    def _wording(self, text: str) -> bool:
        if self._target is None and not text.strip():
            return True
        return self._change(wording=text)

    def _remove(self, target: Target | None) -> None:
        if self.shown is not None and target is not None:
            label_ = self.words("Remove the target of {code}", code=self.shown.measure.code)
            self.do(label_, series.remove_target, target.id)
