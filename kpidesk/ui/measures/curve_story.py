"""The story behind a curve, and who can help to turn it: lists that grow as people talk."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import curves
from kpidesk.domain.curves import Factor, Helper, Pull
from kpidesk.domain.sharing import Partner
from kpidesk.system.words import Words
from kpidesk.ui.fields import LineField
from kpidesk.ui.form import complete
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.lines import Doing, Lines, Row
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import label, tool_button


class _Twofold(Lines):
    """Rows with a second field under the first; `change_more` is called with a row's id and its text."""

    indent = 0  # px of the second field

    def __init__(
        self, doing: Doing, change_more: Callable[[str, str], bool], words: Words, icons: Icons,
        example: str, name: str, more: str,
    ) -> None:  # fmt: skip
        self.more: dict[str, LineField] = {}
        self._change_more, self._more_name = change_more, more
        super().__init__(doing, words, icons, example, name)

    def show_texts(self, rows: Sequence[Row], more: dict[str, str], *, writable: bool) -> None:
        """Show other rows, each with its second text."""
        self.more = {key: field for key, field in self.more.items() if key in more}
        self.show_rows(rows, writable=writable)
        for row in rows:
            self.fields[row.id].setToolTip(row.text)
        for key, text in more.items():
            self.more[key].show_value(text)
            self.more[key].setToolTip(text)

    def _row(self, row: Row, *, writable: bool) -> QWidget:
        whole = QWidget(self)
        made = super()._row(row, writable=writable)
        across = made.layout()
        if isinstance(across, QHBoxLayout):
            self.mark(row, across)
        field = LineField(partial(self._change_more, row.id), self._more_name, name=self._more_name)
        field.setReadOnly(not writable)
        self.more[row.id] = field
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(made)
        under = QHBoxLayout()
        under.setContentsMargins(self.indent, 0, 0 if self.indent else 40, 0)
        under.setSpacing(8)
        under.addWidget(field, 1)
        for tool in self.tools(row, writable=writable):
            under.addWidget(tool)
        column.addLayout(under)
        return whole

    def mark(self, row: Row, across: QHBoxLayout) -> None:
        """Put what tells rows apart before a row."""

    def tools(self, row: Row, *, writable: bool) -> list[QWidget]:
        """What stands behind a row's second field."""
        return []

    def commit(self) -> None:
        """See Lines."""
        for field in self.more.values():
            field.commit()
        super().commit()


class Factors(_Twofold):
    """What pulls the curve one way, the one that matters most first."""

    indent = 24

    def __init__(self, story: "Story", pull: Pull, example: str, name: str) -> None:
        self._story = story
        self._arrows: dict[tuple[str, str], QWidget] = {}
        doing = Doing(
            lambda texts, _: story.add(texts, pull), lambda key, text: story.change(key, text=text),
            lambda _key, _kind: True, story.remove,
        )  # fmt: skip
        words = story.words
        super().__init__(
            doing, lambda key, root: story.change(key, root=root), words, story.icons, example, name,
            words("and what lies behind it"),
        )  # fmt: skip
        self.setObjectName(f"story-{pull.value}")

    def mark(self, row: Row, across: QHBoxLayout) -> None:
        """See _Twofold: its rank."""
        rank = label(str(row.kind), "caption-strong")
        rank.setFixedWidth(16)
        across.insertWidget(0, rank)

    def tools(self, row: Row, *, writable: bool) -> list[QWidget]:
        """See _Twofold: arrows."""
        words, icons = self._story.words, self._story.icons
        made: list[QWidget] = []
        for icon, name, by in (
            ("arrow-up", words("Matters more"), -1),
            ("arrow-down", words("Matters less"), 1),
        ):
            arrow = tool_button(icons.icon(icon), name, partial(self._move, row.id, by))
            arrow.setEnabled(writable)
            arrow.setObjectName(f"{icon}-{row.id}")
            self._arrows[icon, row.id] = arrow
            made.append(arrow)
        return made

    def _move(self, factor_id: str, by: int) -> None:
        self._story.move_factor(factor_id, by)
        icon = "arrow-up" if by < 0 else "arrow-down"
        self._arrows[icon, factor_id].setFocus()  # the row was built anew in its new place

    def show_factors(self, factors: Sequence[Factor], *, writable: bool) -> None:
        """Show others."""
        rows = [Row(each.id, each.text, rank) for rank, each in enumerate(factors, 1)]
        self.show_texts(rows, {each.id: each.root for each in factors}, writable=writable)


class Story:
    """What the lists of factors do to the desk; `measure` is the id of the measure in sight."""

    def __init__(self, session: Session, words: Words, icons: Icons) -> None:
        self.session, self.words, self.icons = session, words, icons
        self.measure = ""
        self.contributing = Factors(
            self, Pull.CONTRIBUTING, words("Crews find leaks before customers do"),
            words("What pulls it the way we want"),
        )  # fmt: skip
        self.restricting = Factors(
            self, Pull.RESTRICTING, words("Road permits take nine days"), words("What holds it back")
        )

    def add(self, texts: list[str], pull: Pull) -> bool:
        """Note factors."""
        return self.session.do(
            self.words("Note what pulls the curve"), curves.add_factors, self.measure, texts, pull
        )

    def change(self, factor_id: str, **given: Any) -> bool:
        """Reword a factor; one that is gone meanwhile takes nothing any more."""
        if not self.session.desk.find(Factor, id=factor_id):
            return True
        action = partial(curves.change_factor, **given)
        typing = f"{factor_id} {next(iter(given))}"
        return self.session.do(self.words("Reword a factor"), action, factor_id, typing=typing)

    def move_factor(self, factor_id: str, by: int) -> bool:
        """Rank a factor anew."""
        return self.session.do(self.words("Rank a factor"), curves.move_factor, factor_id, by)

    def remove(self, factor_id: str) -> bool:
        """Take a factor away."""
        return self.session.do(self.words("Remove a factor"), curves.remove_factor, factor_id)

    def commit(self) -> None:
        """Take over what is being typed."""
        self.contributing.commit()
        self.restricting.commit()


class Helpers(_Twofold):
    """Who has a part in turning the curve; partners are offered while one types."""

    def __init__(self, session: Session, words: Words, icons: Icons) -> None:
        self._session = session
        self.measure = ""
        doing = Doing(
            lambda texts, _: self._do(words("Note who can help"), curves.add_helpers, self.measure, texts),
            lambda key, text: self._change(key, name=text),
            lambda _key, _kind: True,
            lambda key: self._do(words("Remove a helper"), curves.remove_helper, key),
        )
        super().__init__(
            doing, lambda key, part: self._change(key, part=part), words, icons,
            words("Traffic police of the county"), words("Who can help"), words("and what their part is"),
        )  # fmt: skip
        self.setObjectName("helpers")
        self._partners = QStringListModel(self)
        complete(self.new, self._partners)

    def mark(self, row: Row, across: QHBoxLayout) -> None:
        """See _Twofold: the code of those who are partners around a result."""
        if row.kind:
            code = label(str(row.kind), "caption")
            code.setToolTip(self._words("Partner {code} on the Sharing page", code=row.kind))
            across.insertWidget(0, code)

    def _do(self, label_: str, action: Callable[..., object], *arguments: object, typing: str = "") -> bool:
        return self._session.do(label_, action, *arguments, typing=typing or None)

    def _change(self, helper_id: str, **given: Any) -> bool:
        if not self._session.desk.find(Helper, id=helper_id):
            return True
        action = partial(curves.change_helper, **given)
        typing = f"{helper_id} {next(iter(given))}"
        return self._do(self._words("Write who can help"), action, helper_id, typing=typing)

    def show_helpers(self, helpers: Sequence[Helper], *, writable: bool) -> None:
        """Show others."""
        partners = self._session.desk.find(Partner)
        codes = {each.id: each.code for each in partners}
        there = {each.name.casefold() for each in helpers}
        self._partners.setStringList(
            sorted({each.name for each in partners if each.name.casefold() not in there})
        )
        rows = [Row(each.id, each.name, codes.get(each.partner or "", "")) for each in helpers]
        self.show_texts(rows, {each.id: each.part for each in helpers}, writable=writable)
