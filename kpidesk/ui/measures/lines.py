"""A list of short texts that grows as one types: Enter adds the next, each can be changed in its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, LineField
from kpidesk.ui.icons import Icons
from kpidesk.ui.widgets import clear, tool_button


@dataclass(frozen=True, slots=True)
class Row:
    """One text; `kind` is one of the kinds that the list offers, None where it offers none."""

    id: str
    text: str
    kind: object = None
    by_host: bool = False


@dataclass(frozen=True, slots=True)
class Doing:
    """What the list calls: each takes what it says and returns whether it was taken."""

    add: Callable[[list[str], Any], bool]
    change: Callable[[str, str], bool]
    sort: Callable[[str, Any], bool]
    remove: Callable[[str], bool]
    own: Callable[[str, bool], bool] | None = None
    """Marks a text as the facilitator's own; None where nobody asks."""


class _NewLine(LineField):
    """Where the next text is typed; several pasted lines are several texts."""

    def __init__(self, take: Callable[[list[str]], bool], example: str, name: str) -> None:
        super().__init__(lambda text: take([text]), example, name=name)
        self._take = take

    def commit(self) -> None:
        """Only Enter takes a new text over: a rest while somebody speaks must not."""
        self._rest.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Several lines from the clipboard are several texts."""
        lines = QGuiApplication.clipboard().text().splitlines()
        if event.matches(QKeySequence.StandardKey.Paste) and len(lines) > 1:
            if self._take([line for line in lines if line.strip()]):
                self.clear()
            return
        super().keyPressEvent(event)

    def _entered(self) -> None:
        if self.text().strip() and self._take([self.text()]):
            self.clear()


class Lines(QWidget):
    """The list with a line for the next text below. Rows keep their fields while only words change."""

    def __init__(
        self, doing: Doing, words: Words, icons: Icons, example: str, name: str,
        kinds: Sequence[tuple[object, str]] = (),
    ) -> None:  # fmt: skip
        super().__init__()
        self._doing, self._words, self._icons, self._kinds, self._name = doing, words, icons, kinds, name
        self._rows: list[Row] = []
        self.fields: dict[str, LineField] = {}
        self.marks: dict[str, QPushButton] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.new = _NewLine(self._add, example, name)
        self.kind = Choice(kinds, lambda _: self.new.setFocus(), words("How it is noticed"))
        if len(kinds) < 2:
            self.kind.hide()
        self.kind.setFixedWidth(120)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.new, 1)
        last.addWidget(self.kind)
        last.addSpacing(40 if doing.own is None else 80)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._column)
        whole.addLayout(last)

    def show_rows(self, rows: Sequence[Row], *, writable: bool) -> None:
        """Show other texts; what is being typed stays."""
        self.new.setReadOnly(not writable)
        shape = [(row.id, row.kind) for row in rows]
        if shape != [(row.id, row.kind) for row in self._rows]:
            clear(self._column)
            self.fields, self.marks = {}, {}
            for row in rows:
                made = self._row(row, writable=writable)
                self._column.addWidget(made)
                made.show()
        self._rows = list(rows)
        for row in rows:
            self.fields[row.id].show_value(row.text)
            if row.id in self.marks:
                self.marks[row.id].setChecked(row.by_host)

    def _row(self, row: Row, *, writable: bool) -> QWidget:
        made = QWidget(self)
        across = QHBoxLayout(made)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        field = LineField(partial(self._doing.change, row.id), name=self._name)
        field.setReadOnly(not writable)
        self.fields[row.id] = field
        across.addWidget(field, 1)
        if len(self._kinds) > 1:
            kind = Choice(self._kinds, partial(self._doing.sort, row.id), self._words("How it is noticed"))
            kind.show_value(row.kind)
            kind.setFixedWidth(120)
            kind.setEnabled(writable)
            across.addWidget(kind)
        if self._doing.own is not None:
            across.addWidget(self._own(row, self._doing.own, writable=writable))
        gone = tool_button(
            self._icons.icon("trash-2"), self._words("Remove"), partial(self._doing.remove, row.id)
        )
        gone.setEnabled(writable)
        across.addWidget(gone)
        return made

    def _own(self, row: Row, mark: Callable[[str, bool], bool], *, writable: bool) -> QWidget:
        hint = self._words("The facilitator’s own, not the group’s")
        made = tool_button(
            self._icons.icon("user-round"), hint, lambda: mark(row.id, made.isChecked()), checkable=True
        )
        made.setEnabled(writable)
        self.marks[row.id] = made
        return made

    def _add(self, texts: list[str]) -> bool:
        return self._doing.add(texts, self.kind.value)

    def commit(self) -> None:
        """Take over what is being typed, the next text included."""
        for field in self.fields.values():
            field.commit()
        if self.new.text().strip() and self._add([self.new.text()]):
            self.new.clear()
