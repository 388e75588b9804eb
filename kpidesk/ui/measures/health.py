"""Beside the definition: how complete the record is, what is missing in words, and its versions."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from kpidesk.desk.versions import Revision, revisions
from kpidesk.domain.findings import text_of
from kpidesk.domain.measure_health import Health, health
from kpidesk.ui.measures.definition_names import names
from kpidesk.ui.measures.section import PressRow, Section, Shown, Tools
from kpidesk.ui.widgets import clear, label

_MOST: Final = 12


class StillOpen(Section):
    """How complete the record is and what is missing, in words; a click goes to the field."""

    chosen = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, "")
        self.column.setContentsMargins(0, 4, 0, 8)
        self.column.setSpacing(0)
        self.count = label("", "body")
        self.count.setObjectName("core-fields")
        self.meter = QProgressBar()
        self.meter.setTextVisible(False)
        head = QVBoxLayout()
        head.setContentsMargins(14, 8, 12, 8)
        head.setSpacing(6)
        head.addWidget(self.count)
        head.addWidget(self.meter)
        self.column.addLayout(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.addLayout(self._list)
        self.rows: list[PressRow] = []
        self._said: Health | None = None

    def refresh(self, shown: Shown) -> None:
        """See Section. Rows keep their focus while nothing of them changes."""
        today = date.today()  # noqa: DTZ011 - the person's day
        found = health(self.session.desk, shown.measure, today)
        if found == self._said:
            return
        self._said = found
        words = self.words
        said = words("{n} of {count} core fields", n=found.filled, count=found.core)
        self.count.setText(said)
        self.meter.setMaximum(found.core)
        self.meter.setValue(found.filled)
        self.meter.setAccessibleName(said)
        clear(self._list)
        self.rows = []
        if found.stale is not None:
            self._hint("triangle-alert", "warn", text_of(found.stale, words))
        for core, title in ((True, words("Before it can be charted")), (False, words("Good to know, too"))):
            lacks = [lack for lack in found.lacks if lack.core is core]
            if lacks:
                head = label(title, "caption-strong")
                head.setContentsMargins(14, 8, 12, 2)
                self._list.addWidget(head)
            for lack in lacks:
                icon = self.tools.icons.pixmap("circle-dashed", "watch" if core else "text_third", 16)
                row = PressRow(icon, text_of(lack.finding, words), "", self._telling(lack.field))
                self.rows.append(row)
                self._list.addWidget(row)
        if not found.lacks:
            done = words("Nothing is missing: whoever reads it knows what is measured and why.")
            self._hint("circle-check", "good", done)

    def _hint(self, icon: str, colour: str, text: str) -> None:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 7, 12, 7)
        row.setSpacing(9)
        mark = QLabel()
        mark.setPixmap(self.tools.icons.pixmap(icon, colour, 16))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, wrap=True), 1)
        self._list.addWidget(made)

    def _telling(self, key: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(key)


class History(Section):
    """Who changed the definition when, which fields, and why if they said so."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, tools.words("Versions"))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addLayout(self._list)
        self._read: tuple[str, int] | None = None
        self.revisions: tuple[Revision, ...] = ()

    def refresh(self, shown: Shown) -> None:
        """See Section. The journal is read again only when something was done."""
        desk, measure = self.session.desk, shown.measure
        if (measure.id, desk.last_edit) == self._read:
            return
        self._read = (measure.id, desk.last_edit)
        found = revisions(desk.history(record_id=measure.id), measure.id)
        if found == self.revisions:
            return
        self.revisions = found
        clear(self._list)
        for revision in found[:_MOST]:
            self._list.addWidget(self._row(revision))
        if len(found) > _MOST:
            said = self.words.many("and {n} earlier one", "and {n} earlier ones", len(found) - _MOST)
            self._list.addWidget(label(said, "caption"))

    def _row(self, revision: Revision) -> QWidget:
        words = self.words
        named = names(words)
        changed = [named[each] for each in revision.fields if each in named]
        local = revision.at.astimezone()
        when = words("{day}, {time}", day=words.date(local.date()), time=words.clock(local))
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(revision.label, wrap=True))
        if changed:
            column.addWidget(label(", ".join(changed), "second", wrap=True))
        column.addWidget(label(" · ".join(filter(None, (when, revision.who))), "caption", wrap=True))
        return made
