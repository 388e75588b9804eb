"""The measures that a partner can share: targets, dates, and the steps that make each of them real."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpidesk.actions import commitments, series
from kpidesk.actions import sharing as actions
from kpidesk.domain.commitments import Commitment, Step
from kpidesk.domain.definitions import ItemUse
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure, MeasureStatus, Target
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Reader
from kpidesk.domain.series import Value
from kpidesk.domain.sharing import Partner, PartnerShare
from kpidesk.domain.typed_period import read_period
from kpidesk.drawing.partner_words import promised
from kpidesk.drawing.sharing import asked, due
from kpidesk.system.words import Words
from kpidesk.ui.form import Form
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.sharing.promise_form import standing_words
from kpidesk.ui.widgets import button, clear, label, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage

_AGREED: Final = frozenset({MeasureStatus.DEFINED, MeasureStatus.LIVE, MeasureStatus.PAUSED})


def is_done(reader: Reader, measure: Measure, step: Step) -> bool:
    """Whether the desk shows that a step in the development of a shared measure is done."""
    return {
        Step.DEFINITION: lambda: measure.status in _AGREED,
        Step.DATA: lambda: bool(reader.find(ItemUse, measure=measure.id)),
        Step.FIRST_VALUE: lambda: any(
            each.number is not None for each in reader.find(Value, measure=measure.id)
        ),
    }[step]()


class _Shared(QFrame):
    """One measure: who takes part, its target, its three steps."""

    def __init__(self, page: "SharingPage", measure: Measure, partner: Partner) -> None:
        super().__init__()
        self.setProperty("kind", "well")
        self._page, self.measure, self._partner = page, measure, partner
        self._target: Target | None = None
        words = page.words
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 10)
        column.setSpacing(8)
        column.addLayout(self._head())
        self.form = Form(words, {"wording": words("Target"), "by": words("By when")}, self._take)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addLayout(self.form.line("wording", words("such as ≤ 6 a year")), 1)
        fields.addLayout(self.form.line("by", words("such as Dec 2026, or every year")), 1)
        column.addLayout(fields)
        self._more = label("", "caption", wrap=True)
        column.addWidget(self._more)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(2)
        column.addLayout(self._steps)
        self.plan = button(words("Plan the steps that are open"), self._plan, "link")
        self.plan.setObjectName(f"{measure.code}-plan")
        column.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignLeft)

    def _head(self) -> QHBoxLayout:
        words, page, measure = self._page.words, self._page, self.measure
        row = QHBoxLayout()
        row.setSpacing(8)
        code = QPushButton(measure.code)
        code.setProperty("kind", "pill")
        code.setToolTip(words("Open {code} on the Measures page", code=measure.code))
        code.clicked.connect(lambda _=False: page.shell.go("measures", measure.id))
        row.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self._name = label(measure.name, "name", wrap=True)
        texts.addWidget(self._name)
        self._who = label("", "caption", wrap=True)
        texts.addWidget(self._who)
        row.addLayout(texts, 1)
        gone = tool_button(
            page.icons.icon("x"),
            words("{partner} takes no part in {code}", partner=self._partner.code, code=measure.code),
            self._unshare,
        )
        if page.read_only():
            gone.hide()
        row.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def show_measure(self, measure: Measure, today: date) -> None:
        """Show the measure as the desk has it now."""
        self.measure = measure
        desk, words = self._page.session.desk, self._page.words
        self._name.setText(measure.name)
        takers = [desk.get(Partner, each.partner) for each in desk.find(PartnerShare, measure=measure.id)]
        codes = words.listed([each.code for each in takers])
        alone = len(takers) < 2
        self._who.setText(
            words("one partner: {codes}. Who could join?", codes=codes)
            if alone
            else words("shared by {n}: {codes}", n=len(takers), codes=codes)
        )
        targets = desk.find(Target, measure=measure.id)
        self._target = targets[0] if targets else None
        wording = _first(self._target, words)
        by = due(self._target, words).replace("\u00a0", " ") if self._target else ""
        self.form.show_values({"wording": wording, "by": by}, writable=not self._page.read_only())
        others = "; ".join(asked(each, words) for each in targets[1:])
        self._more.setText(words("also: {targets}", targets=others) if others else "")
        self._more.setVisible(bool(others))
        self._show_steps(today)

    def _show_steps(self, today: date) -> None:
        desk, words = self._page.session.desk, self._page.words
        clear(self._steps)
        planned = {each.step: each for each in desk.find(Commitment, measure=self.measure.id) if each.step}
        open_ = False
        for step in Step:
            promise, done = planned.get(step), is_done(desk, self.measure, step)
            open_ = open_ or not (promise or done)
            said = words(LABELS[step])
            if done:
                said = words("{step}: done", step=said)
            elif promise is not None:
                when = promised(promise, words) if promise.who or promise.by_when else words("nobody yet")
                said = f"{said}: {when} · {standing_words(promise, words, today)}"
            else:
                said = words("{step}: not planned yet", step=said)
            self._steps.addWidget(self._step(said, promise, done=done))
        self.plan.setVisible(open_ and not self._page.read_only())

    def _step(self, said: str, promise: Commitment | None, *, done: bool) -> QWidget:
        page = self._page
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = QLabel()
        icon = (
            ("circle-check", "good")
            if done
            else ("user", "text_second")
            if promise
            else ("circle-dashed", "watch")
        )
        mark.setPixmap(page.icons.pixmap(*icon, 16))
        mark.setFixedHeight(20)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(said, "second", wrap=True), 1)
        if promise is not None:
            name = page.words("Open “{name}”", name=promise.what)
            to_it = tool_button(page.icons.icon("pencil"), name, partial(page.show_record, promise.id))
            row.addWidget(to_it, 0, Qt.AlignmentFlag.AlignTop)
        return made

    # -- doing

    def _take(self, key: str, value: Any) -> bool:
        text, words = str(value), self._page.words
        if key == "by":
            return self._by(text)
        if self._target is None and not text.strip():
            return True
        if text == _first(self._target, words):
            return True
        return self._set(wording=text)

    def _by(self, text: str) -> bool:
        words = self._page.words
        if not text.strip():
            return self._target is None or self._set(by=None, every=None)
        if self._target is None:
            return self.form.say("by", words("Say first what the target is, then by when."))
        for kind in PeriodType:  # “every year”, as it is shown
            if text.strip().casefold() == due(replace(self._target, every=kind), words).casefold():
                return self._set(every=kind, by=None)
        period = read_period(text)
        if period is None or period.day is None:
            return self.form.say("by", words("“{typed}” is no date.", typed=text.strip()[:40]))
        return self._set(by=period.day, by_period=period.kind(self.measure.period_type), every=None)

    def _set(self, **given: Any) -> bool:
        target = self._target.id if self._target else None
        name = self._page.words("Change the target of {code}", code=self.measure.code)
        return self._page.session.do(
            name, lambda edit: series.set_target(edit, self.measure.id, target, **given)
        )

    def _plan(self) -> None:
        desk, words, name = self._page.session.desk, self._page.words, self.measure.name
        texts = {
            Step.DEFINITION: words("Agree on the definition of “{name}”", name=name),
            Step.DATA: words("Find the data for “{name}”", name=name),
            Step.FIRST_VALUE: words("Bring the first value of “{name}”", name=name),
        }
        wanted = {step: text for step, text in texts.items() if not is_done(desk, self.measure, step)}
        self._page.session.do(
            words("Plan the steps of {code}", code=self.measure.code),
            commitments.plan_steps, self._partner.centre, self.measure.id, wanted,
        )  # fmt: skip

    def _unshare(self) -> None:
        name = self._page.words(
            "Take {code} from {partner}", code=self.measure.code, partner=self._partner.code
        )
        self._page.session.do(name, actions.unshare, self._partner.id, self.measure.id)


def _first(target: Target | None, words: Words) -> str:
    """What a target asks for, as it is typed: its wording, else its numbers."""
    if target is None:
        return ""
    whole, when = asked(target, words), due(target, words)
    return whole.removesuffix(f", {when}") if when else whole


class SharedMeasures(QWidget):
    """All measures that a partner takes part in, and the way to one more."""

    def __init__(self, page: "SharingPage") -> None:
        super().__init__()
        self._page = page
        self._partner: Partner | None = None
        self.cards: list[_Shared] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column.addLayout(self._column)
        self.add = button(page.words("Share a measure …"), self._share)
        self.add.setObjectName("share-measure")
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_partner(self, partner: Partner, today: date) -> None:
        """Show what a partner can share."""
        desk = self._page.session.desk
        measures = sorted(
            (desk.get(Measure, each.measure) for each in desk.find(PartnerShare, partner=partner.id)),
            key=lambda each: (len(each.code), each.code),
        )
        self._partner = partner
        before = {each.measure.id: each for each in self.cards}
        if [each.id for each in measures] != list(before):
            self.cards = [before.get(each.id) or _Shared(self._page, each, partner) for each in measures]
            self._lay_out(before.values())
        for card, measure in zip(self.cards, measures, strict=True):
            card.show_measure(measure, today)
        self.add.setVisible(not self._page.read_only())

    def _lay_out(self, before: Collection[_Shared]) -> None:
        """Put the cards in their order; those that stay keep what is being typed."""
        for card in before:
            self._column.removeWidget(card)
            if card not in self.cards:
                throw_away(card)
        for card in self.cards:
            self._column.addWidget(card)
            card.show()
            if card not in before and self.add.hasFocus():
                card.form.focus("wording")

    def _share(self) -> None:
        if self._partner is not None:
            self._page.ask_share([self._partner.id])

    def commit(self) -> None:
        """Take over whatever is typed."""
        for card in self.cards:
            card.form.commit()
