"""What belongs to a definition in rows: a head that says it all, and the fields when it is opened."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kpidesk.domain.people import Person
from kpidesk.domain.record import Record
from kpidesk.system.words import Words
from kpidesk.ui.form import Form, complete
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.section import Entry
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import label, tool_button

R = TypeVar("R", bound=Record)
Act = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Work:
    """What rows are made with. `do` runs an action as a step of what is typed in a field, which is named."""

    session: Session
    words: Words
    icons: Icons
    people: QStringListModel
    do: Callable[[Act, str], bool]

    def person(self, person_id: str | None) -> str:
        """The name of a person, "" for nobody."""
        return self.session.desk.get(Person, person_id).name if person_id else ""

    def change(self, kind: type[Record], record_id: str, action: Act, key: str) -> bool:
        """Change a record; one that is gone meanwhile takes nothing any more."""
        if not self.session.desk.find(kind, id=record_id):
            return True
        return self.do(action, f"{record_id} {key}")


class Row(QFrame, Generic[R]):
    """One record. Subclasses name and give its fields, say it in few words, and take its values.

    `remove` is called with the record's id.
    """

    def __init__(self, work: Work, remove: Callable[[str], object]) -> None:
        super().__init__()
        words, icons = work.words, work.icons
        self.work, self.words = work, words
        self.record: R | None = None
        self.form = Form(words, self.names(), lambda key, value: self.take(self._id, key, value), work.people)
        self._title, self._caption = label("", wrap=True), label("", "caption", wrap=True)
        self._toggle = tool_button(icons.icon("chevron-right"), words("Open"), self.toggle)
        self._toggle.setObjectName("row-open")
        self._remove = tool_button(icons.icon("trash-2"), words("Remove"), lambda: remove(self._id))
        self._remove.setObjectName("row-remove")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._title)
        texts.addWidget(self._caption)
        self._head = QHBoxLayout()
        self._head.setSpacing(6)
        self._head.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(texts, 1)
        self._head.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QWidget()
        inside = self.fields()
        inside.setContentsMargins(38, 4, 0, 10)
        self.body.setLayout(inside)
        self.body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addLayout(self._head)
        column.addWidget(self.body)

    @property
    def _id(self) -> str:
        return self.record.id if self.record else ""

    def names(self) -> Mapping[str, str]:
        """What the fields are called."""
        raise NotImplementedError

    def take(self, record_id: str, key: str, value: Any) -> bool:
        """Take over a value; whether it was taken."""
        raise NotImplementedError

    def fields(self) -> QLayout:
        """The fields of the opened row."""
        raise NotImplementedError

    def told(self, record: R) -> tuple[str, str]:
        """The record in a few words, and what more there is to say."""
        raise NotImplementedError

    def values(self, record: R) -> Mapping[str, Any]:
        """The values of the fields."""
        return {key: getattr(record, key) for key in (*self.form.fields, *self.form.choices)}

    def show_record(self, record: R, *, writable: bool) -> None:
        """Show the record as it is now."""
        self.record = record
        title, caption = self.told(record)
        self._title.setText(title)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.form.show_values(self.values(record), writable=writable)
        self._remove.setVisible(writable)
        for tool, does in ((self._toggle, self.words("Open")), (self._remove, self.words("Remove"))):
            tool.setAccessibleName(f"{does}: {title}")
        self._toggle.setToolTip(self.words("Close") if self.opened else self.words("Open"))

    @property
    def opened(self) -> bool:
        """Whether the fields are in sight."""
        return not self.body.isHidden()

    def toggle(self) -> None:
        """Open or close it."""
        self.open(opened=not self.opened)

    def open(self, *, opened: bool = True) -> None:
        """Show the fields, or put them away."""
        self.form.commit()
        self.body.setVisible(opened)
        self._toggle.setIcon(self.work.icons.icon("chevron-down" if opened else "chevron-right"))
        self._toggle.setToolTip(self.words("Close") if opened else self.words("Open"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on the words opens it, too."""
        if event.position().y() < self._head.geometry().bottom() + 1:
            self.toggle()
        else:
            super().mouseReleaseEvent(event)


class Rows(QWidget, Generic[R]):
    """Rows of one kind, kept while their records stay, and below them a line that adds another one."""

    def __init__(self, make: Callable[[], Row[R]]) -> None:
        super().__init__()
        self._make = make
        self.rows: dict[str, Row[R]] = {}
        self._fresh = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.addLayout(self._list)
        self.tools = QHBoxLayout()
        self.tools.setContentsMargins(0, 6, 0, 0)
        self.tools.setSpacing(8)
        self.column.addLayout(self.tools)

    def offer(
        self, name: str, add: Callable[[str], bool], known: QStringListModel | None = None, example: str = ""
    ) -> Entry:
        """Offer a line that adds a record by its name; those that are known can be chosen."""
        line = Entry(name, partial(self._entered, add), self._give_up)
        line.setPlaceholderText(example or name)
        if known is not None:
            complete(line, known)
        self._line = line
        self.tools.addWidget(line)
        return line

    def _give_up(self) -> None:
        self._line.clear()

    def _entered(self, add: Callable[[str], bool]) -> None:
        typed = self._line.text().strip()
        if not typed:
            return
        if self.added(lambda: add(typed)):
            self._line.clear()

    def added(self, add: Callable[[], bool]) -> bool:
        """Add a record; the row that comes by it is opened."""
        self._fresh = True
        taken = add()
        self._fresh = False
        return taken

    def show_records(self, records: Sequence[R], *, writable: bool) -> None:
        """Show these, keeping the rows of those that were there."""
        gone = set(self.rows) - {each.id for each in records}
        for record_id in gone:
            throw_away(self.rows.pop(record_id))
        for record in records:
            if record.id not in self.rows:
                row = self._make()
                self.rows[record.id] = row
                self._list.addWidget(row)
                if self._fresh:
                    row.open()
            self.rows[record.id].show_record(record, writable=writable)
        for number in range(self.tools.count()):
            item = self.tools.itemAt(number)
            if item is not None and (widget := item.widget()) is not None:
                widget.setEnabled(writable)

    def commit(self) -> None:
        """Take over whatever is typed in the rows."""
        for row in self.rows.values():
            row.form.commit()

    def dirty(self) -> str:
        """What was refused in a row, "" for nothing."""
        fields = (field for row in self.rows.values() for field in row.form.fields.values())
        return next((field.typed() for field in fields if field.dirty), "")
