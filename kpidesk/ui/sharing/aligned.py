"""Which of a partner's own measures serve other partners, too, and why.

That is a judgement about what drives people, made before anything is shared.
"""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.domain.sharing import Alignment, DrivingMeasure, Partner, in_order
from kpidesk.ui.fields import Choice, TextField
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import button, clear, label, tool_button


class AlignedLines(QWidget):
    """A line for each judgement, with its why to edit, and a form for one more."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._partner = page, ""
        self._drawn: object = None
        words = page.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        self.measure = Choice([], lambda _: None, words("Which of their measures"))
        self.measure.setObjectName("align-measure")
        self.other = Choice([], lambda _: None, words("Which partner it serves, too"))
        self.other.setObjectName("align-partner")
        self.add = button(words("Serves them, too"), self._add)
        self.add.setObjectName("align-add")
        self._form = QWidget()
        row = QHBoxLayout(self._form)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.measure, 1)
        row.addWidget(self.other, 1)
        row.addWidget(self.add)
        column.addWidget(self._form)
        self._none = label(words("Note first which measures drive their work."), "second", wrap=True)
        column.addWidget(self._none)

    def show_partner(self, partner: Partner) -> None:
        """Show the judgements about a partner's measures."""
        desk, words = self._page.session.desk, self._page.words
        self._partner = partner.id
        driving = {each.id: each for each in desk.find(DrivingMeasure, partner=partner.id)}
        others = {
            each.id: each
            for each in in_order(desk.find(Partner, centre=partner.centre))
            if each.id != partner.id
        }
        aligned = [each for key in driving for each in desk.find(Alignment, driving_measure=key)]
        writable = not self._page.read_only()
        self._form.setVisible(bool(driving) and bool(others) and writable)
        self._none.setVisible(not driving)
        names = {
            each.id: words("{name} (guess)", name=each.name) if each.is_guess else each.name
            for each in driving.values()
        }
        self.measure.offer(list(names.items()))
        self.other.offer([(key, f"{each.code}  {each.name}") for key, each in others.items()])
        drawn = (aligned, driving, others, writable)
        if drawn == self._drawn:
            return
        if self._shape(drawn) != self._shape(self._drawn):
            clear(self._lines)
            for each in aligned:
                if each.partner in others:
                    made = self._line(each, names[each.driving_measure], others[each.partner])
                    self._lines.addWidget(made)
                    made.show()
        self._drawn = drawn
        for each in aligned:
            field = self.findChild(TextField, f"why-{each.id}")
            if field is not None:
                field.show_value(each.why)

    @staticmethod
    def _shape(drawn: object) -> object:
        """What is drawn, but for the reasons: while one is typed, lines stay."""
        if not isinstance(drawn, tuple):
            return None
        aligned, *others = drawn
        return [(each.id, each.driving_measure, each.partner) for each in aligned], others

    def _line(self, aligned: Alignment, measure: str, other: Partner) -> QWidget:
        words = self._page.words
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        said = label(
            words("{measure} serves {code} {name}", measure=measure, code=other.code, name=other.name),
            wrap=True,
        )
        said.setAlignment(Qt.AlignmentFlag.AlignTop)
        said.setContentsMargins(0, 6, 0, 0)
        row.addWidget(said, 2)
        why = TextField(partial(self._why, aligned), words("Why?"), name=words("Why it serves them, too"))
        why.setObjectName(f"why-{aligned.id}")
        why.setReadOnly(bool(self._page.read_only()))
        row.addWidget(why, 3)
        gone = tool_button(
            self._page.icons.icon("x"), words("It does not serve them"), partial(self._remove, aligned)
        )
        if self._page.read_only():
            gone.hide()
        row.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _why(self, aligned: Alignment, text: str) -> bool:
        name, session = self._page.words("Why a measure serves others"), self._page.session
        driving, partner = aligned.driving_measure, aligned.partner
        return session.do(name, actions.align, driving, partner, text, typing=f"{aligned.id} why")

    def _add(self) -> None:
        measure, other = self.measure.value, self.other.value
        if measure and other:
            desk = self._page.session.desk
            there = desk.find(Alignment, driving_measure=measure, partner=other)
            if not there:
                self._page.session.do(
                    self._page.words("A measure serves another partner"), actions.align, measure, other
                )
            for each in desk.find(Alignment, driving_measure=measure, partner=other):
                if field := self.findChild(TextField, f"why-{each.id}"):
                    field.setFocus()

    def _remove(self, aligned: Alignment) -> None:
        self._page.session.do(
            self._page.words("A measure serves them no more"),
            actions.unalign, aligned.driving_measure, aligned.partner,
        )  # fmt: skip
