"""The shelf: sets that come with the program, and the ways to one's own."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from kpidesk.domain.assessment_supplied import KEYS, SuppliedSet, parsed
from kpidesk.system.assessments import supplied
from kpidesk.ui.page import Page
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.widgets import Line, Panel, button, label, tool_button


class Shelf(Panel):
    """Each supplied set with what it is for. `closed` tells that the person goes back to the work."""

    closed = Signal()

    def __init__(
        self, page: Page, take_up: Callable[[SuppliedSet], object], write: Callable[[str], bool]
    ) -> None:
        words = page.words
        super().__init__(words("Sets of items"))
        self.setObjectName("shelf")
        self._page, self._take_up, self._write = page, take_up, write
        self._there: frozenset[str] = frozenset()
        self.sets: Mapping[str, SuppliedSet] = {key: parsed(supplied(key, words.language)) for key in KEYS}
        self.back = tool_button(page.icons.icon("x"), words("Close"), self.closed.emit)
        self.back.setObjectName("shelf-close")
        self.head.addWidget(self.back)
        self.list = ToldList(words("Sets of items"), page.colours, page.icons)
        self.list.setObjectName("shelf-list")
        self.list.chosen.connect(lambda _: self._may())
        self.list.activated.connect(self._activated)
        said = label(
            words("Take one up and rate it, alone or together. It becomes yours: change what does not fit."),
            "second", wrap=True,
        )  # fmt: skip
        said.setContentsMargins(16, 12, 16, 8)
        self.body.addWidget(said)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(Line())
        self.take = button(words("Take it up"), self._taken, "filled")
        self.take.setObjectName("shelf-take")
        self.line = QLineEdit()
        self.line.setObjectName("shelf-own")
        self.line.setPlaceholderText(words("Name of a set of your own, then Enter"))
        self.line.setAccessibleName(words("Name of a set of your own, then Enter"))
        self.line.returnPressed.connect(self._written)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        foot.addWidget(self.line, 1)
        foot.addWidget(page.button("framework.import_set"))
        foot.addWidget(self.take)
        self.body.addLayout(foot)

    def show_sets(self, there: frozenset[str], *, closable: bool) -> None:
        """Show the sets, and which of them the desk has already, by their names."""
        words = self._page.words
        rows = []
        for key, each in self.sets.items():
            many = words.many("{n} item", "{n} items", len(each.items))
            has = each.name.casefold() in there
            mark = ("circle-check", "good") if has else ("circle-dashed", "text_third")
            beside = words("taken up") if has else many
            rows.append(Told(key, each.name, each.purpose, beside, mark, many if has else ""))
        self.list.show_rows(rows)
        if not self.list.currentIndex().isValid():
            first = next((row.id for row in rows if row.mark[0] != "circle-check"), rows[0].id)
            self.list.show_current(first)
        self.back.setVisible(closable)
        self._there = there
        self._may()

    @property
    def _chosen(self) -> SuppliedSet | None:
        row = self.list.model_.row(self.list.currentIndex())
        return self.sets[row.id] if row is not None else None

    def _may(self) -> None:
        words, chosen, reason = self._page.words, self._chosen, self._page.read_only()
        if not reason and chosen is not None and chosen.name.casefold() in self._there:
            reason = words("The desk has this set already.")
        self.take.setEnabled(chosen is not None and not reason)
        self.take.setToolTip(reason)
        self.line.setReadOnly(bool(self._page.read_only()))

    def _activated(self, _: QModelIndex) -> None:
        if self.take.isEnabled():
            self._taken()

    def _taken(self) -> None:
        if self._chosen is not None:
            self._take_up(self._chosen)

    def _written(self) -> None:
        typed = self.line.text().strip()
        if typed and self._write(typed):
            self.line.clear()
