"""Removed: what is not there any more, and the way back."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import keeping
from kpidesk.desk.comparing import Remembering
from kpidesk.desk.journal import Change
from kpidesk.desk.past import Gone
from kpidesk.desk.removals import Removal, Return, plan, removals
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.search import folded
from kpidesk.drawing.record_words import field_name, kind_name, record_name, record_words
from kpidesk.ui.fields import Choice
from kpidesk.ui.homes import HOMES, home_of
from kpidesk.ui.keeping.records_told import RecordsTold
from kpidesk.ui.subject_page import SubjectPage, SubjectView
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Line, Panel, button, label


class RemovedView(SubjectView):
    """The list at the left, what was removed with its fields at the right."""

    key: ClassVar[str] = "removed"
    OF_SUBJECT = False
    COMMANDS: ClassVar = ("keeping.bring_back",)

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        words = self.words
        self.gone: tuple[Gone, ...] = ()
        self.removals: dict[str, Removal] = {}
        self._names: dict[str, str] = {}
        self.current = ""
        self.returning: Return | None = None
        page.command("keeping.bring_back", self.bring_back, self._why_not)
        self.line = QLineEdit()
        self.line.setObjectName("removed-filter")
        self.line.setPlaceholderText(words("Filter by words"))
        self.line.setAccessibleName(words("Filter by words"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(lambda _: self._show_rows())
        self.kind = Choice([(None, words("Everything"))], lambda _: self._show_rows(), words("Kind"))
        self.kind.setObjectName("removed-kind")
        self.list = ToldList(words("What was removed, the latest first"), page.colours, page.icons)
        self.list.setObjectName("removed-list")
        self.list.chosen.connect(self.choose)
        self.list.activated.connect(lambda _: page.shell.commands.run("keeping.bring_back"))
        self.told = label("", "second", wrap=True)
        self.along = label("", "second", wrap=True)
        self.obstacle = label("", "warn", wrap=True)
        self.obstacle.setObjectName("removed-obstacle")
        self.history = button(words("Its history"), self._to_history, "quiet", page.icons.icon("history"))
        self.history.setObjectName("removed-history")
        self.fields = RecordsTold(words, page.colours, words("What was removed"))
        self.fields.setObjectName("removed-fields")
        self.nothing = EmptyState(
            page.icons.pixmap("trash-2", "text_third", 40),
            words("What is removed waits here, with all that went along with it."),
            words("A measure comes back with its values, targets and remarks."),
        )
        self._build()

    def _build(self) -> None:
        panel = Panel(self.words("Removed"))
        panel.setMinimumWidth(320)
        filters = QHBoxLayout()
        filters.setContentsMargins(12, 8, 12, 8)
        filters.setSpacing(8)
        filters.addWidget(self.line, 3)
        filters.addWidget(self.kind, 2)
        panel.body.addLayout(filters)
        panel.body.addWidget(Line())
        panel.body.addWidget(self.list, 1)
        self.side = Panel(self.words("What was removed"))
        self.side.setMinimumWidth(250)
        self.side.head.addWidget(self.history)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(6)
        for each in (self.told, self.along, self.obstacle):
            column.addWidget(each)
        self.side.body.addWidget(top)
        self.side.body.addWidget(Line())
        self.side.body.addWidget(self.fields, 1)
        self.side.body.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 10, 14, 10)
        foot.addStretch()
        foot.addWidget(self.page.button("keeping.bring_back", "filled"))
        self.side.body.addLayout(foot)
        self.split = splitter(Qt.Orientation.Horizontal, panel, self.side)
        self.split.setStretchFactor(0, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    # -- showing

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        desk, words = self.session.desk, self.words
        self.gone = desk.past.gone()
        self.removals = {each.head.record.id: each for each in removals(self.gone)}
        reader = self._reader()
        self._names = {
            key: record_name(each.head.record, reader, words) for key, each in self.removals.items()
        }
        self.stack.setCurrentWidget(self.split if self.removals else self.nothing)
        there = {type(each.head.record) for each in self.removals.values()}
        kinds = [(kind, kind_name(kind, words)) for kind in RECORDS if kind in there]
        self.kind.offer([(None, words("Everything")), *kinds])
        if self.kind.currentIndex() < 0:
            self.kind.setCurrentIndex(0)
        self._show_rows()

    def _reader(self) -> Remembering:
        return Remembering(self.session.desk)

    def _show_rows(self) -> None:
        rows = [self._row(each) for each in self.removals.values() if self._wanted(each)]
        self.list.show_rows(rows)
        ids = [each.id for each in rows]
        self.choose(self.current if self.current in ids else ids[0] if ids else "")

    def _wanted(self, removal: Removal) -> bool:
        record, kind = removal.head.record, self.kind.value
        if kind is not None and type(record) is not kind:
            return False
        text = folded(f"{self._names[record.id]} {kind_name(type(record), self.words)}")
        return all(part in text for part in folded(self.line.text()).split())

    def _row(self, removal: Removal) -> Told:
        words, head = self.words, removal.head
        kind = type(head.record)
        local = head.at.astimezone()
        when = words("{day}, {time}", day=words.date(local.date()), time=words.clock(local))
        below = " · ".join(filter(None, (kind_name(kind, words), when, head.who)))
        count = len(removal.along)
        beside = words.many("and {n} more", "and {n} more", count) if count else ""
        icon = HOMES[kind][1] if kind in HOMES else "trash-2"
        return Told(head.record.id, self._names[head.record.id], below, beside, (icon, "text_second"))

    def choose(self, record_id: str) -> None:
        """Take something that was removed in hand."""
        self.current = record_id
        self.list.show_current(record_id)
        removal, words = self.removals.get(record_id), self.words
        self.history.setEnabled(removal is not None)
        if removal is None:
            self.returning = None
            self.fields.show_records(())
            for each in (self.along, self.obstacle):
                each.hide()
            self.told.setText(words("Choose something that was removed."))
        else:
            desk = self.session.desk
            self.returning = plan(desk, desk.past, self.gone, [record_id])
            self._show(removal, self.returning)
        self.page.shell.commands.refresh()

    def _show(self, removal: Removal, returning: Return) -> None:
        words, head = self.words, removal.head
        reader = self._reader()
        record = head.record
        self.told.setText(words("Removed by “{step}”.", step=head.label))
        others = [each for each in returning.records if each.id != record.id]
        said = [words("With it comes back: {what}.", what=self._kinds(others))] if others else []
        if returning.needed:
            names = words.listed([record_name(each, reader, words) for each in returning.needed[:3]])
            said.append(words("It needs {names}, so this comes back, too.", names=names))
        said += [
            words("“{field}” of {name} stays empty: what it named is gone.",
                  field=field_name(type(each), field, words), name=record_name(each, reader, words))
            for each, field in returning.cleared[:3]
        ]  # fmt: skip
        self.along.setText("\n".join(filter(None, said)))
        self.along.setVisible(bool(self.along.text()))
        self.obstacle.setText(self._obstacle(returning))
        self.obstacle.setVisible(bool(self.obstacle.text()))
        self.fields.show_records([record_words(type(record), record.id, record, None, reader, words)])

    def _kinds(self, records: Sequence[Record]) -> str:
        """How many of which kinds: Value (12) and Target (1)."""
        words = self.words
        counts: dict[type[Record], int] = {}
        for each in records:
            counts[type(each)] = counts.get(type(each), 0) + 1
        return words.listed(
            [words("{kind} ({n})", kind=kind_name(kind, words), n=n) for kind, n in counts.items()]
        )

    def _obstacle(self, returning: Return) -> str:
        """Why nothing can come back."""
        words, reader = self.words, self._reader()
        if returning.taken:
            record, other = returning.taken[0]
            return words(
                "{name} cannot come back: {other} has taken its place. Change or remove that first.",
                name=record_name(record, reader, words), other=record_name(other, reader, words),
            )  # fmt: skip
        if returning.lacking:
            name = record_name(returning.lacking[0], reader, words)
            return words("{name} cannot come back: what it belongs to is no longer kept.", name=name)
        return ""

    # -- bringing back

    def _why_not(self) -> str:
        if self.returning is None:
            return self.words("Choose something that was removed.")
        return self.page.read_only() or self._obstacle(self.returning)

    def bring_back(self) -> None:
        """Bring back what is in hand, with what went along with it."""
        returning, name = self.returning, self._names.get(self.current, "")
        if returning is None:
            return
        words, record = self.words, self.removals[self.current].head.record
        step = words("Bring back {name}", name=name)
        if self.session.do(step, keeping.bring_back, returning.records, returning.rejoined):
            self.list.setFocus()
            home = home_of(record)
            if home is None:
                self.page.shell.say(words("{name} is back.", name=name))
            else:
                go = self.page.shell.go
                self.page.shell.say(
                    words("{name} is back.", name=name), button=words("Show it"),
                    do=lambda: go(home[0], home[2]),
                )  # fmt: skip

    def _to_history(self) -> None:
        """What was done to it before it was removed."""
        wanted = self.current
        self.page.show_view("history")
        self.page.view.show_record(wanted)

    # -- place

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        whole = middle + side
        self.split.setSizes([whole - whole * 2 // 5, whole * 2 // 5])

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.list
