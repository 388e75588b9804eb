"""Lines of what a partner contributes and what drives it: known or guessed, edited where they stand."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.domain.measures import Measure
from kpidesk.domain.sharing import Contribution, DrivingMeasure, Evidence, Partner, Standing, Told
from kpidesk.ui.fields import LineField, TextField
from kpidesk.ui.page import Page
from kpidesk.ui.sharing.table import INDENT
from kpidesk.ui.widgets import clear, label, tool_button

_ICONS = {Contribution: "handshake", DrivingMeasure: "chart-spline"}


class ToldLine(QWidget):
    """One thing that a partner told us or that we guess; its mark turns one into the other."""

    def __init__(self, page: Page, partner: Partner, told: Told) -> None:
        super().__init__()
        self.told = told
        self._page, self._partner, self._kind = page, partner, type(told)
        line = QHBoxLayout(self)
        line.setContentsMargins(INDENT - 5, 0, 0, 0)
        line.setSpacing(0)
        self._put_mark(line)
        if isinstance(told, DrivingMeasure) and told.measure:
            shown = label(page.session.desk.get(Measure, told.measure).code, "caption")
            shown.setFixedHeight(24)
            line.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        self.field = self._make_field()
        line.addWidget(self.field, 1)
        if told.is_guess:
            doubt = label("?", "guess")
            doubt.setToolTip(page.words("A guess that nobody has confirmed."))
            doubt.setFixedHeight(24)
            line.addWidget(doubt, 0, Qt.AlignmentFlag.AlignTop)
        if not page.read_only():
            gone = tool_button(
                page.icons.icon("x", "text_third", 14),
                page.words("Remove “{name}”", name=told.name),
                self._remove,
            )
            gone.setProperty("kind", "mark")
            gone.setFixedSize(22, 24)
            line.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)

    def _put_mark(self, line: QHBoxLayout) -> None:
        words, guess = self._page.words, self.told.is_guess
        tip = (
            words("A guess that nobody has confirmed. Click when they have told you.")
            if guess
            else words("They have told us. Click if it was only a guess.")
        )
        icon = "circle-dashed" if guess else _ICONS[self._kind]
        mark = tool_button(
            self._page.icons.icon(icon, "watch" if guess else "text_second", 14), tip, self._turn
        )
        mark.setProperty("kind", "mark")
        mark.setFixedSize(24, 24)
        mark.setEnabled(not self._page.read_only())
        mark.setObjectName(f"{self._partner.code}-evidence")
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)

    def _make_field(self) -> TextField:
        words = self._page.words
        name = words("Contribution") if self._kind is Contribution else words("A measure that drives them")
        made = TextField(self._reword, name=name, lines=False, most=None)
        made.setProperty("bare", "true")
        made.setProperty("dense", "true")
        if self.told.is_guess:
            made.setProperty("role", "guess")
        made.setReadOnly(bool(self._page.read_only()))
        made.show_value(self.told.name)
        return made

    def _reword(self, text: str) -> bool:
        kind, told_id, words = self._kind, self.told.id, self._page.words
        return self._page.session.do(
            words("Reword what is known of {code}", code=self._partner.code),
            lambda edit: actions.change_told(edit, kind, told_id, name=text),
            typing=f"{told_id} name",
        )

    def _turn(self) -> None:
        words, told, session = self._page.words, self.told, self._page.session
        if told.is_guess:
            session.do(words("Confirm “{name}”", name=told.name), actions.confirm, self._kind, told.id)
        else:
            doubt = partial(actions.change_told, evidence=Evidence.HYPOTHESISED)
            session.do(words("“{name}” is a guess", name=told.name), doubt, self._kind, told.id)

    def _remove(self) -> None:
        name = self._page.words("Remove “{name}”", name=self.told.name)
        self._page.session.do(name, actions.remove_told, self._kind, self.told.id)


class ToldList(QWidget):
    """All lines of one kind. `adder`, for one more, is put in its place by whoever shows the list."""

    def __init__(self, page: Page, partner: Partner, kind: type[Told]) -> None:
        super().__init__()
        self._page, self._kind, self._partner = page, kind, partner
        self._drawn: object = None
        words = page.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        gives = kind is Contribution
        name = words("Add what they contribute") if gives else words("Add a measure that drives their work")
        self.adder = LineField(
            self._add,
            words("+ contribution") if gives else words("+ own measure"),
            name=name,
        )
        self.adder.setProperty("bare", "true")
        self.adder.setProperty("quiet", "true")
        self.adder.setToolTip(name)
        self.adder.setObjectName(f"{partner.code}-add-{'contribution' if gives else 'driving'}")
        self.adder.setReadOnly(bool(page.read_only()))

    @property
    def lines(self) -> list[ToldLine]:
        """The lines, top to bottom."""
        return self.findChildren(ToldLine)

    def show_partner(self, partner: Partner) -> None:
        """Show what the desk has now; nothing is rebuilt, and no focus lost, where nothing changed."""
        desk = self._page.session.desk
        self._partner = partner
        told: Sequence[Told] = desk.find(self._kind, partner=partner.id)
        codes = [
            desk.get(Measure, each.measure).code
            for each in told
            if isinstance(each, DrivingMeasure) and each.measure
        ]
        if (told, codes) == self._drawn:
            return
        self._drawn = told, codes
        clear(self._rows)
        for each in told:
            line = ToldLine(self._page, partner, each)
            self._rows.addWidget(line)
            line.show()

    def _add(self, text: str) -> bool:
        if not text.strip():
            return True
        words, partner = self._page.words, self._partner
        wanted = partner.standing is Standing.DESIRED  # of whom we can only guess
        if self._kind is Contribution:
            evidence = Evidence.HYPOTHESISED if wanted else Evidence.KNOWN
            add = partial(actions.add_contribution, evidence=evidence)
            taken = self._page.session.do(
                words("Contribution of {code}", code=partner.code), add, partner.id, text
            )
        else:
            name = words("Measure of {code}", code=partner.code)
            taken = self._page.session.do(name, actions.add_driving, partner.id, text)
        if taken:
            self.adder.clear()
        return taken
