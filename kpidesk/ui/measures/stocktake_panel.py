"""Beside the stock-take: the chosen measure whole, what is decided, its likes, and what it all comes to."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.actions import stocktake
from kpidesk.domain.labels import LABELS
from kpidesk.domain.stock_review import Pair, pairs, totals, unsettled
from kpidesk.domain.stocktake import ExistingMeasure, Fate
from kpidesk.ui.fields import TextField, labelled
from kpidesk.ui.measures.section import PressRow
from kpidesk.ui.measures.texts import sentence
from kpidesk.ui.widgets import Flow, Line, Panel, button, clear, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

_MOST: Final = 8
FATE_ICONS: Final = {Fate.KEEP: "check", Fate.FIX: "pencil", Fate.RETIRE: "x"}


class StockPanel(Panel):
    """Totals on top, then the chosen measure with its decision, then those that look alike.

    `decide` is called with what becomes of what is chosen, `go` with the id of a measure to go to.
    """

    def __init__(
        self, page: "MeasuresPage", decide: Callable[[Fate | None], object], go: Callable[[str], object]
    ) -> None:
        super().__init__(page.words("What it comes to"))
        self.page, self.words, self.session = page, page.words, page.session
        self._decide, self._go = decide, go
        self._pairs: tuple[Pair, ...] = ()
        self._compared: object = None
        self._listed: object = None
        self._one: ExistingMeasure | None = None
        self.setMinimumWidth(256)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 10, 12, 14)
        column.setSpacing(8)
        self.saved = label("", "statement-strong", wrap=True)
        self.saved.setObjectName("stock-saved")
        self.sums = label("", "second", wrap=True)
        self.sums.setObjectName("stock-sums")
        column.addWidget(self.saved)
        column.addWidget(self.sums)
        column.addWidget(Line())
        column.addWidget(self._chosen_part())
        column.addWidget(Line())
        self.likes_head = label("", "caption-strong", wrap=True)
        column.addWidget(self.likes_head)
        self._likes = QVBoxLayout()
        self._likes.setSpacing(2)
        column.addLayout(self._likes)
        column.addStretch(1)
        self.body.addWidget(scrolling(content))

    def _chosen_part(self) -> QWidget:
        words = self.words
        self.part = QWidget()
        column = QVBoxLayout(self.part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.name = label("", "name", wrap=True)
        self.about = label("", "second", wrap=True)
        across = Flow(6, 6)
        self.buttons: dict[Fate, QPushButton] = {}
        for fate, icon in FATE_ICONS.items():
            made = button(
                sentence(words(LABELS[fate])), partial(self._decide, fate), icon=self.page.icons.icon(icon)
            )
            made.setObjectName(f"stock-{fate.value}")
            made.setCheckable(True)
            self.buttons[fate] = made
            across.addWidget(made)
        self.again = button(words("Leave open"), partial(self._decide, None), "quiet")
        self.again.setObjectName("stock-open")
        across.addWidget(self.again)
        self.reason = TextField(
            partial(self._write, "reason"), words("why, in a few words"), name=words("Why?"), lines=False
        )
        self.reason.setObjectName("stock-reason")
        self.description = TextField(
            partial(self._write, "description"), words("so that nobody misreads it"),
            name=words("In plain words"), lines=False,
        )  # fmt: skip
        self.adopt = self.page.button("measures.adopt")
        column.addWidget(self.name)
        column.addWidget(self.about)
        column.addLayout(across)
        column.addLayout(labelled(words("Why?"), self.reason))
        column.addLayout(labelled(words("In plain words"), self.description))
        row = QHBoxLayout()
        row.addWidget(self.adopt)
        row.addStretch()
        column.addLayout(row)
        return self.part

    # -- showing

    def show_measures(self, measures: Sequence[ExistingMeasure], chosen: Sequence[ExistingMeasure]) -> None:
        """Show what it all comes to, and what is chosen."""
        texts = tuple((each.id, each.name, each.formula, each.result) for each in measures)
        if texts != self._compared:  # decisions leave likeness as it is
            self._compared = texts
            self._pairs = pairs(measures)
        self._show_totals(measures)
        self._show_chosen(measures, chosen)
        self._show_likes(measures, chosen)

    def _show_totals(self, measures: Sequence[ExistingMeasure]) -> None:
        words, found = self.words, totals(measures)
        hours = words.number(found.saved, 1)
        self.saved.setText(words("{hours} of {all} hours a month saved", hours=hours,
                                 all=words.number(found.hours, 1)))  # fmt: skip
        counts = [f"{words(LABELS[fate])}: {words.number(found.by_fate[fate])}" for fate in Fate] + [
            words("open: {n}", n=words.number(found.open))
        ]
        told = " · ".join(counts)
        if found.unknown:
            unknown = words.many(
                "{n} that goes has no hours noted.", "{n} that go have no hours noted.", found.unknown
            )
            told = f"{told}\n{unknown}"
        self.sums.setText(told)

    def _show_chosen(self, measures: Sequence[ExistingMeasure], chosen: Sequence[ExistingMeasure]) -> None:
        words, writable = self.words, self.session.desk.writable
        one = chosen[0] if len(chosen) == 1 else None
        another = (one.id if one else "") != (self._one.id if self._one else "")
        if another:
            self.commit()
        self._one = one
        self.part.setVisible(bool(chosen))
        if one is not None:
            self.name.setText(f"{one.code}  {one.name}")
        else:
            self.name.setText(words.many("{n} chosen", "{n} chosen", len(chosen)))
        self.about.setText("\n".join(self._told(one, measures)) if one else "")
        self.about.setVisible(bool(self.about.text()))
        fates = {each.fate for each in chosen}
        for fate, made in self.buttons.items():
            made.setChecked(fates == {fate})
            made.setEnabled(writable)
        self.again.setVisible(fates != {None})
        self.again.setEnabled(writable)
        self.reason.setReadOnly(not writable)
        self.description.setReadOnly(not writable)
        for field, text in (
            (self.reason, one.reason if one else ""), (self.description, one.description if one else ""),
        ):  # fmt: skip
            if another:
                field.give_back()
            field.show_value(text)
            field.setEnabled(one is not None)

    def _told(self, one: ExistingMeasure, measures: Sequence[ExistingMeasure]) -> list[str]:
        words = self.words
        told = [text for text in (one.result, one.formula, one.source) if text]
        if one.into is not None:
            into = next((each for each in measures if each.id == one.into), None)
            told.append(words("merged into {code} {name}", code=into.code, name=into.name) if into else "")
        return told

    def _show_likes(self, measures: Sequence[ExistingMeasure], chosen: Sequence[ExistingMeasure]) -> None:
        """Those that look like the chosen one; without one, or where none does, all that look alike."""
        words = self.words
        by_id = {each.id: each for each in measures}
        one = self._one
        all_ = unsettled(self._pairs, measures)
        own = [pair for pair in all_ if one and one.id in {pair.one, pair.other}]
        shown = tuple((own or all_)[:_MOST])
        texts = [(by_id[id_].code, by_id[id_].name) for pair in shown for id_ in (pair.one, pair.other)]
        if (shown, bool(own), one and one.id, texts) == self._listed:
            return
        self._listed = (shown, bool(own), one and one.id, texts)
        clear(self._likes)
        if own and one:
            self.likes_head.setText(words("Looks like"))
        elif all_:
            self.likes_head.setText(words.many("{n} pair looks alike", "{n} pairs look alike", len(all_)))
        else:
            self.likes_head.setText(words("No two that go on look alike.") if measures else "")
        for pair in shown:
            made = self._like(pair, by_id, one.id if own and one else "")
            self._likes.addWidget(made)
            made.show()

    def _like(self, pair: Pair, by_id: dict[str, ExistingMeasure], own: str) -> QWidget:
        """A pair: a press goes there; a button merges the chosen one into its like."""
        words = self.words
        one, other = by_id[pair.one], by_id[pair.other]
        fields = {"name": words("name"), "formula": words("formula"), "result": words("result")}
        why = words("alike: {fields}", fields=", ".join(fields[each] for each in pair.alike))
        made = QWidget(self.part)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        if own:
            other = other if one.id == own else one
            first, target = f"{other.code}  {other.name}", other.id
        else:
            first, target = f"{one.code}  {one.name}\n{other.code}  {other.name}", one.id
        icon = self.page.icons.pixmap("copy", "text_second", 16)
        press = PressRow(icon, first, why, partial(self._go, target))
        press.setObjectName(f"like-{target}")
        column.addWidget(press)
        if own and self.session.desk.writable:
            row = Flow(6, 4)
            row.setContentsMargins(39, 0, 0, 0)
            into = button(words("Merge into {code}", code=other.code), partial(self._merge, own, other.id))
            into.setObjectName(f"merge-{other.id}")
            back = button(words("Take it in"), partial(self._merge, other.id, own), "quiet")
            back.setToolTip(words("{code} is merged into this one", code=other.code))
            back.setObjectName(f"take-in-{other.id}")
            row.addWidget(into)
            row.addWidget(back)
            column.addLayout(row)
        return made

    # -- doing

    def _merge(self, existing_id: str, into_id: str) -> None:
        self.session.do(self.words("Merge two measures"), stocktake.merge, existing_id, into_id)

    def _write(self, key: str, text: str) -> bool:
        one = self._one
        if one is None or not self.session.desk.find(ExistingMeasure, id=one.id):
            return True
        given: dict[str, Any] = {key: text}
        label_ = self.words("Write in the stock-take")
        action = partial(stocktake.change, **given)
        return self.session.do(label_, action, one.id, typing=f"{one.id} {key}")

    def commit(self) -> None:
        """Take over what is being typed."""
        self.reason.commit()
        self.description.commit()
