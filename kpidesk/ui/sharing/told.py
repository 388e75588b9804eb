"""Lines of what a partner contributes and what drives it: known or guessed, edited where they stand."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.domain.measures import Measure
from kpidesk.domain.sharing import Contribution, DrivingMeasure, Evidence, Partner, Standing, Told
from kpidesk.ui.fields import TextField
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.page import Page
from kpidesk.ui.sharing.adder import Adder
from kpidesk.ui.sharing.table import INDENT
from kpidesk.ui.widgets import label, restyle, tool_button

_ICONS = {Contribution: "handshake", DrivingMeasure: "chart-spline"}
_TALL: Final = 24  # px of what stands beside a line of text


class ToldLine(QWidget):
    """One thing that a partner told us or that we guess; its mark turns one into the other."""

    def __init__(self, page: Page, partner: Partner, told: Told) -> None:
        super().__init__()
        self.told = told
        self._page, self._partner, self._kind = page, partner, type(told)
        self._mark = self._small(QIcon(), 24, self._turn)
        self._mark.setEnabled(not page.read_only())
        self._mark.setObjectName(f"{partner.code}-evidence")
        self._code = label("", "caption")
        self.field = self._make_field()
        self._doubt = label("?", "guess")
        self._doubt.setToolTip(page.words("A guess that nobody has confirmed."))
        self._gone = self._small(page.icons.icon("x", "text_third", 14), 22, self._remove)
        line = QHBoxLayout(self)
        line.setContentsMargins(INDENT - 5, 0, 0, 0)
        line.setSpacing(0)
        for each in (self._mark, self._code, self.field, self._doubt, self._gone):
            if each is self.field:
                line.addWidget(each, 1)
            else:
                each.setFixedHeight(_TALL)
                line.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        if page.read_only():
            self._gone.hide()

    @staticmethod
    def _small(icon: QIcon, wide: int, do: Callable[[], object]) -> QPushButton:
        made = tool_button(icon, "", do)
        made.setProperty("kind", "mark")
        made.setFixedWidth(wide)
        return made

    def show_told(self, told: Told, code: str = "") -> None:
        """Show it as the desk has it now; `code` is that of the desk's measure, if it is one."""
        self.told = told
        words, guess = self._page.words, told.is_guess
        icon = "circle-dashed" if guess else _ICONS[self._kind]
        self._mark.setIcon(self._page.icons.icon(icon, "watch" if guess else "text_second", 14))
        _name(
            self._mark,
            words("A guess that nobody has confirmed. Click when they have told you.")
            if guess
            else words("They have told us. Click if it was only a guess."),
        )
        self._code.setText(code)
        self._code.setVisible(bool(code))
        restyle(self.field, "role", "guess" if guess else "")
        self.field.show_value(told.name)
        self._doubt.setVisible(guess)
        _name(self._gone, words("Remove “{name}”", name=told.name))

    def _make_field(self) -> TextField:
        words = self._page.words
        name = words("Contribution") if self._kind is Contribution else words("A measure that drives them")
        made = TextField(self._reword, name=name, lines=False, most=None)
        made.setProperty("bare", "true")
        made.setProperty("dense", "true")
        made.setReadOnly(bool(self._page.read_only()))
        return made

    def _reword(self, text: str) -> bool:
        kind, told_id, words = self._kind, self.told.id, self._page.words
        if not self._page.session.desk.find(kind, id=told_id):
            return True  # gone meanwhile
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
        self._lines: dict[str, ToldLine] = {}
        words = page.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        gives = kind is Contribution
        name = words("Add what they contribute") if gives else words("Add a measure that drives their work")
        self.adder = Adder(
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
        return list(self._lines.values())

    def show_partner(self, partner: Partner) -> None:
        """Show what the desk has now; lines that stay keep what is being typed, and the focus."""
        desk = self._page.session.desk
        self._partner = partner
        told: Sequence[Told] = desk.find(self._kind, partner=partner.id)
        ids = [each.id for each in told]
        if ids != list(self._lines):
            self._lay_out(told)
        for each in told:
            measure = each.measure if isinstance(each, DrivingMeasure) else None
            code = desk.get(Measure, measure).code if measure else ""
            self._lines[each.id].show_told(each, code)

    def _lay_out(self, told: Sequence[Told]) -> None:
        before = self._lines
        self._lines = {
            each.id: before.get(each.id) or ToldLine(self._page, self._partner, each) for each in told
        }
        for key, line in before.items():
            self._rows.removeWidget(line)
            if key not in self._lines:
                throw_away(line)
        for line in self._lines.values():
            self._rows.addWidget(line)
            line.show()

    def _add(self, text: str) -> bool:
        words, partner = self._page.words, self._partner
        if not self._page.session.desk.find(Partner, id=partner.id):
            return True  # gone meanwhile
        wanted = partner.standing is Standing.DESIRED  # of whom we can only guess
        if self._kind is Contribution:
            evidence = Evidence.HYPOTHESISED if wanted else Evidence.KNOWN
            add = partial(actions.add_contribution, evidence=evidence)
            name = words("Contribution of {code}", code=partner.code)
            return self._page.session.do(name, add, partner.id, text)
        name = words("Measure of {code}", code=partner.code)
        return self._page.session.do(name, actions.add_driving, partner.id, text)


def _name(button: QPushButton, text: str) -> None:
    """Say by tooltip and to screen readers what a button of an icon alone does."""
    button.setToolTip(text)
    button.setAccessibleName(text)
