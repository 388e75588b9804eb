"""A register: the records of one kind in a list with a line for the next, and a form for the one in hand.

What most records of a community or of the framework need is a subclass with some tables in it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import people, records
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.people import Person
from kpidesk.domain.record import Record, fields_of
from kpidesk.ui.form import Form, offer
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.subject_page import SubjectPage, SubjectView
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Panel, Segments, button, label, scrolling


class Part(QWidget):
    """One of the things between which a person changes in a view of registers."""

    KIND: ClassVar[type[Record]]

    def __init__(self, page: SubjectPage) -> None:
        super().__init__()
        self.page, self.words, self.session = page, page.words, page.session
        self.setObjectName(f"register-{self.key()}")

    @classmethod
    def key(cls) -> str:
        """The name of the register among those of a view."""
        return cls.KIND.__name__.casefold()

    def show_desk(self) -> None:
        """Show the desk as it is."""
        raise NotImplementedError

    def choose(self, record_id: str) -> None:
        """Take a record in hand."""

    def commit(self) -> None:
        """Take over what is being typed in the form."""

    def settle(self) -> None:
        """See SubjectView."""

    def unfinished(self) -> str:
        """A line that was begun."""
        return ""

    @property
    def focused(self) -> QWidget:
        """Where work begins."""
        return self


class Register(Part):
    """The list and the form. `chosen` tells the id of the record in hand, "" for none.

    Subclasses say which records there are, what they are called, and which fields they have; they may
    say what else a new one needs. References to people are typed by name.
    """

    FIRST: ClassVar[str]
    """The field that is typed to add a record."""
    ICON: ClassVar[str] = "list-checks"
    SIDE: ClassVar[int] = 320

    chosen = Signal(str)

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        self.current = ""
        self.people = QStringListModel(self)
        said = self.said()
        self.list = ToldList(said["title"], page.colours, page.icons)
        self.list.setObjectName(f"{self.objectName()}-list")
        self.list.chosen.connect(self.choose)
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self.remove)
        self.form = Form(self.words, self.names(), self._take, self.people)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.side = self._details(said)
        self.split = splitter(Qt.Orientation.Horizontal, self._listed(said), self.side)
        self.split.setStretchFactor(0, 1)
        row.addWidget(self.split)

    # -- what subclasses say

    def said(self) -> dict[str, str]:
        """Title, empty, example, next (the hint of the adding line), one, added, changed, removed.

        `one` heads the form; the last three name the steps that can be undone.
        """
        raise NotImplementedError

    def names(self) -> Mapping[str, str]:
        """What the fields of the form are called."""
        raise NotImplementedError

    def fields(self, form: Form) -> QLayout:
        """The fields of the form."""
        raise NotImplementedError

    def rows(self) -> Sequence[Heading | Told]:
        """The records as rows."""
        raise NotImplementedError

    def given(self, typed: str) -> dict[str, Any]:
        """What a new record is given besides what was typed."""
        return {}

    def offer_choices(self) -> None:
        """Bring the choices of the form up to date."""

    def summary(self) -> str:
        """What stands in the head of the list."""
        return ""

    # -- building

    def _listed(self, said: Mapping[str, str]) -> Panel:
        panel = Panel(said["title"])
        self.count = label("", "second")
        panel.head.addWidget(self.count)
        panel.head.setContentsMargins(14, 0, 14, 0)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        self.line = QLineEdit()
        self.line.setObjectName(f"{self.objectName()}-line")
        self.line.setPlaceholderText(said["next"])
        self.line.setAccessibleName(said["next"])
        self.line.returnPressed.connect(self._typed)
        row.addWidget(self.line)
        panel.body.addLayout(row)
        self.none = EmptyState(
            self.page.icons.pixmap(self.ICON, "text_third", 40), said["empty"], said["example"]
        )
        panel.body.addWidget(self.list, 1)
        panel.body.addWidget(self.none, 1)
        return panel

    def _details(self, said: Mapping[str, str]) -> Panel:
        panel = Panel(said["one"])
        panel.setMinimumWidth(240)
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(12)
        column.addLayout(self.fields(self.form))
        self.gone = button(self.words("Remove"), self.remove, "danger")
        self.gone.setObjectName(f"{self.objectName()}-remove")
        column.addWidget(self.gone, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(100)  # else the few fields of a short form would drift apart
        self._nothing = label(
            self.words("Choose one on the list, or type the next one."), "second", wrap=True
        )
        self._nothing.setContentsMargins(14, 14, 14, 14)
        panel.body.addWidget(scrolling(self._holder), 1)
        panel.body.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        return panel

    # -- showing

    @property
    def record(self) -> Record | None:
        """The record in hand."""
        return next(iter(self.session.desk.find(self.KIND, id=self.current)), None)

    def show_desk(self) -> None:
        """Show the desk as it is."""
        offer(self.people, sorted(person.name for person in self.session.desk.find(Person)))
        self.list.show_rows(self.rows())
        there = bool(self.list.ids())
        self.list.setVisible(there)
        self.none.setVisible(not there)
        self.count.setText(self.summary())
        self.offer_choices()
        if self.current not in self.list.ids():
            self.form.give_back()
            self.current = next(iter(self.list.ids()), "")
        self._show()

    def _show(self) -> None:
        one, writable = self.record, self.session.desk.writable
        self._holder.setVisible(one is not None)
        self._nothing.setVisible(one is None)
        self.list.show_current(self.current)
        self.line.setReadOnly(not writable)
        self.gone.setEnabled(writable)
        if one is not None:
            self.form.show_values(self.values(one), writable=writable)
        self.shown(one)

    def shown(self, one: Any) -> None:
        """Show what belongs to the record in hand besides its fields."""

    def values(self, one: Record) -> dict[str, Any]:
        """The record's values as the form shows them: people by their names."""
        named = self._people_fields & self.form.fields.keys()
        shown: dict[str, Any] = {}
        for key in (*self.form.fields, *self.form.choices, *self.form.ticks):
            value = getattr(one, key)
            if key in named:
                value = self.session.desk.get(Person, value).name if isinstance(value, str) else ""
            shown[key] = value
        return shown

    @property
    def _people_fields(self) -> set[str]:
        targets = {field.name: field.reference for field in fields_of(self.KIND)}
        return {name for name, to in targets.items() if to is not None and to.target == "Person"}

    def choose(self, record_id: str) -> None:
        """Take another record in hand; what is typed is taken over first."""
        self.form.commit()
        if record_id != self.current:
            self.form.give_back()
        self.current = record_id
        self._show()
        self.chosen.emit(record_id)

    def commit(self) -> None:
        """Take over what is being typed in the form."""
        self.form.commit()

    def settle(self) -> None:
        """See SubjectView."""
        self._typed()

    def unfinished(self) -> str:
        """A line that was begun."""
        return self.line.text().strip()

    @property
    def focused(self) -> QWidget:
        """Where work begins."""
        return self.list if self.list.ids() else self.line

    # -- doing

    def _typed(self) -> None:
        typed = self.line.text().strip()
        if typed and self.add(typed):
            self.line.clear()

    def add(self, typed: str) -> bool:
        """Add a record by what was typed, and take it in hand; whether it was taken."""
        made: list[str] = []

        def put(edit: Edit) -> None:
            made.append(self.make(edit, typed).id)

        self.form.commit()
        if not self.session.do(self.said()["added"], put):
            return False
        self.choose(made[0])
        return True

    def make(self, edit: Edit, typed: str) -> Record:
        """The new record."""
        return records.add(edit, self.KIND, **{self.FIRST: typed, **self.given(typed)})

    def remove(self) -> None:
        """Remove the record in hand; the one beside it is next."""
        ids = self.list.ids()
        if self.current not in ids or not self.session.desk.writable:
            return
        at = ids.index(self.current)
        beside = (ids[at + 1 :] or ids[:at][-1:] or [""])[0]
        if self.session.do(self.said()["removed"], self.take_away, self.current):
            self.choose(beside)
            (self.list if beside else self.line).setFocus()

    def take_away(self, edit: Edit, record_id: str) -> None:
        """Remove the record in hand."""
        records.remove(edit, self.KIND, record_id)

    def _take(self, key: str, value: Any) -> bool:
        one = self.record
        if one is None:
            return True

        def change(edit: Edit) -> None:
            taken = value
            if key in self._people_fields and key in self.form.fields:
                taken = people.named(edit, value).id if value.strip() else None
            self.change(edit, one.id, **{key: taken})

        return self.session.do(self.said()["changed"], change, typing=f"{one.id} {key}")

    def change(self, edit: Edit, record_id: str, **given: Any) -> None:
        """Change the record in hand."""
        records.change(edit, self.KIND, record_id, **given)


class RegistersView(SubjectView):
    """A view of several registers, of which one is in sight; their names stand above it."""

    REGISTERS: ClassVar[tuple[type[Part], ...]]

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        self.made: dict[str, Part] = {}
        self._names = self.names()
        self.segments = Segments(list(self._names.items()), next(iter(self._names)))
        self.segments.setObjectName(f"{self.objectName()}-registers")
        self.segments.chosen.connect(self.show_register)
        if len(self.REGISTERS) < 2:
            self.segments.hide()
        self.stack = QStackedWidget()
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 4, 0)
        row.addWidget(self.segments)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    def names(self) -> dict[str, str]:
        """What the registers are called, by the names of their kinds, in the order of REGISTERS."""
        raise NotImplementedError

    @property
    def register(self) -> Part:
        """The register in sight."""
        key = self.segments.current
        if key not in self.made:
            kind = next(each for each in self.REGISTERS if each.key() == key)
            self.made[key] = kind(self.page)
            self.stack.addWidget(self.made[key])
        return self.made[key]

    def show_register(self, key: str) -> None:
        """Change to another register; what is typed is taken over first."""
        self.leave()
        self.segments.choose(key)
        self.stack.setCurrentWidget(self.register)
        self.register.show_desk()

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        self.stack.setCurrentWidget(self.register)
        self.register.show_desk()

    def show_record(self, record_id: str) -> bool:
        """See SubjectView."""
        for kind in self.REGISTERS:
            if self.session.desk.find(kind.KIND, id=record_id):
                self.show_register(kind.key())
                self.register.choose(record_id)
                return True
        return False

    def leave(self) -> None:
        """See View."""
        for each in self.made.values():
            each.commit()

    def settle(self) -> None:
        """See SubjectView."""
        for each in self.made.values():
            each.settle()

    def unfinished(self) -> str:
        """See View."""
        return next(filter(None, (each.unfinished() for each in self.made.values())), "")

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.register.focused

    def views(self) -> dict[str, Callable[[], object]]:
        """See View: each register, the first one last."""
        return {
            f"{self.key}-{kind.key()}": partial(self._view, kind.key()) for kind in reversed(self.REGISTERS)
        }

    def _view(self, key: str) -> None:
        self.page.show_view(self.key)
        self.show_register(key)
