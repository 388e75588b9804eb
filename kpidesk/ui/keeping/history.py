"""History: every edit and every named moment, and what changed in it or from there until now."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kpidesk.actions import keeping
from kpidesk.desk.comparing import Remembering, between
from kpidesk.desk.journal import Change, EntryKind, Touched
from kpidesk.desk.past import Entry, undone
from kpidesk.desk.problems import DeskProblem
from kpidesk.domain.keeping import Checkpoint
from kpidesk.domain.record import Record
from kpidesk.domain.search import Index, folded
from kpidesk.drawing.record_words import kind_name, record_name
from kpidesk.ui.fields import Choice, LineField
from kpidesk.ui.keeping.changes_panel import ChangesPanel
from kpidesk.ui.keeping.log_list import LogList, LogRow
from kpidesk.ui.keeping.report import Report, compare_file
from kpidesk.ui.picker import Hit, Picker
from kpidesk.ui.subject_page import SubjectPage, SubjectView
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Line, Panel, Pill, button, label

_DAYS: Final = 400  # days offered in the filter, the latest
_FOUND: Final = 40  # records offered while somebody looks for one
_CHOSEN, _NOW = "chosen", "now"


class HistoryView(SubjectView):
    """The list at the left, what changed at the right."""

    key: ClassVar[str] = "history"
    OF_SUBJECT = False
    COMMANDS: ClassVar = ("keeping.record_history", "keeping.compare_file", "keeping.changes_pdf")
    TOOLS: ClassVar = ("keeping.record_history", "keeping.compare_file")

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        words = self.words
        page.command("keeping.record_history", self.ask_record)
        page.command("keeping.compare_file", self.ask_file)
        self.panel = ChangesPanel(page)
        self.log: tuple[Entry, ...] = ()
        self.record_id = ""
        self._edits_of_record: frozenset[int] = frozenset()
        self._against: str = _CHOSEN
        self.line = QLineEdit()
        self.line.setObjectName("history-filter")
        self.line.setPlaceholderText(words("Filter by words"))
        self.line.setAccessibleName(words("Filter by words"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(lambda _: self._show_rows())
        self.who = Choice([("", words("Everyone"))], lambda _: self._show_rows(), words("Who"))
        self.who.setObjectName("history-who")
        self.day = Choice([(None, words("Any day"))], lambda _: self._show_rows(), words("Day"))
        self.day.setObjectName("history-day")
        self.of_record = Pill("", icon=page.icons.icon("x"))
        self.of_record.setObjectName("history-record")
        self.of_record.clicked.connect(lambda _=False: self.show_all())
        self.of_record.hide()
        self.list = LogList(words, page.colours, page.icons)
        self.list.setObjectName("history-list")
        self.list.chosen.connect(self._show_chosen)
        self.count = label("", "second")
        self.naming = QLineEdit()
        self.naming.setObjectName("history-name")
        self.naming.setPlaceholderText(words("Name the moment after the chosen edit, then Enter"))
        self.naming.setAccessibleName(words("Name the moment after the chosen edit, then Enter"))
        self.naming.returnPressed.connect(self._name_moment)
        this = words("What this edit changed")
        self.against = Choice([(_CHOSEN, this)], self._compare, words("Compare with"))
        self.against.setObjectName("history-against")
        self.called = LineField(self._rename, words("Name of the checkpoint"))
        self.called.setObjectName("checkpoint-name")
        icon = page.icons.icon("trash-2")
        self.forget = button(words("Forget this name"), self._forget, "quiet", icon)
        self.forget.setObjectName("checkpoint-remove")
        self._build()

    def _build(self) -> None:
        panel = Panel(self.words("History"))
        panel.setMinimumWidth(320)
        panel.head.addWidget(self.count)
        panel.head.setContentsMargins(14, 0, 14, 0)
        filters = QVBoxLayout()
        filters.setContentsMargins(12, 8, 12, 8)
        filters.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each, share in ((self.line, 3), (self.who, 2), (self.day, 2)):
            row.addWidget(each, share)
        filters.addLayout(row)
        filters.addWidget(self.of_record, 0, Qt.AlignmentFlag.AlignLeft)
        panel.body.addLayout(filters)
        panel.body.addWidget(Line())
        panel.body.addWidget(self.list, 1)
        panel.body.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.addWidget(self.naming)
        panel.body.addLayout(foot)
        self.panel.above.addWidget(self.against)
        self.panel.above.addWidget(self.called)
        self.panel.above.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        self.panel.setMinimumWidth(250)
        self.side = self.panel
        self.split = splitter(Qt.Orientation.Horizontal, panel, self.panel)
        self.split.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)

    # -- showing

    def show_desk(self, change: Change | None = None) -> None:
        """See View. The journal only grows, but for what is redacted."""
        known = self.log[-1].edit if self.log and change and change.kind is not EntryKind.BARRIER else 0
        self.log = (*(self.log if known else ()), *self.session.desk.past.log(known))
        people = sorted({each.who for each in self.log if each.who}, key=str.casefold)
        self.who.offer([("", self.words("Everyone")), *((each, each) for each in people)])
        days = dict.fromkeys(each.at.astimezone().date() for each in reversed(self.log))
        named = ((day, self.words.date(day)) for day in [*days][:_DAYS])
        self.day.offer([(None, self.words("Any day")), *named])
        for choice in (self.who, self.day):
            if choice.currentIndex() < 0:
                choice.setCurrentIndex(0)
        self.naming.setReadOnly(bool(self.page.read_only()))
        self.naming.setToolTip(self.page.read_only())
        self._show_rows()

    def _show_rows(self) -> None:
        taken_back = undone(self.log)
        entries = self._wanted()
        rows = [LogRow(each, each.kind is EntryKind.DO and each.step in taken_back) for each in entries]
        self.list.show_rows(self._with_moments(rows))
        self.count.setText(self.words.many("{n} edit", "{n} edits", len(entries)))
        self._show_chosen()

    def _wanted(self) -> list[Entry]:
        """The entries that pass the filters, the latest first; there may be very many."""
        found: Iterable[Entry] = reversed(self.log)
        who, day, parts = self.who.value, self.day.value, folded(self.line.text()).split()
        if self.record_id:
            found = (each for each in found if each.edit in self._edits_of_record)
        if who:
            found = (each for each in found if each.who == who)
        if day is not None:
            found = (each for each in found if each.at.astimezone().date() == day)
        for part in parts:
            found = [each for each in found if part in folded(f"{each.label} {each.who}")]
        return [*found]

    def _with_moments(self, rows: list[LogRow]) -> list[LogRow]:
        """Named moments stand over the edit after which they are; they go by the words alone."""
        if self.record_id or self.who.value or self.day.value is not None:
            return rows
        parts = folded(self.line.text()).split()
        moments = [
            each
            for each in sorted(self.session.desk.find(Checkpoint), key=lambda one: (one.edit, one.id))
            if all(part in folded(f"{each.name} {each.by}") for part in parts)
        ]
        mixed: list[LogRow] = []
        for row in rows:
            while moments and isinstance(row.of, Entry) and moments[-1].edit >= row.of.edit:
                mixed.append(LogRow(moments.pop()))
            mixed.append(row)
        return [*mixed, *(LogRow(each) for each in reversed(moments))]

    # -- what changed

    def _show_chosen(self) -> None:
        rows, words, moment = self.list.current, self.words, self._moment
        choices: list[tuple[Any, str]] = []
        if moment is None:
            many = words("What these edits changed")
            choices.append((_CHOSEN, many if len(rows) > 1 else words("What this edit changed")))
        choices.append((_NOW, words("Everything from here until now")))
        others = sorted(self.session.desk.find(Checkpoint), key=lambda one: one.edit, reverse=True)
        choices += [
            (each.id, words("Compare with “{name}”", name=each.name)) for each in others if each != moment
        ]
        self.against.offer(choices)
        # A moment has no edit of its own; who goes on to an edit sees again what they chose for edits.
        against = self._against if self._against in {value for value, _ in choices} else choices[0][0]
        self.against.show_value(against)
        self.against.setVisible(bool(rows))
        for field in (self.called, self.forget):
            field.setVisible(moment is not None)
            field.setEnabled(not self.page.read_only())
        if moment is not None:
            self.called.show_value(moment.name)
        self.panel.show_report(self._report(rows, against) if rows else None)
        self.page.shell.commands.refresh()

    def _compare(self, against: str) -> None:
        self._against = against
        self._show_chosen()

    def _report(self, rows: Sequence[LogRow], against: str) -> Report:
        """What is different in the chosen rows, or from there to what they are compared with."""
        words, desk, model = self.words, self.session.desk, self.list.model_
        first, last = _span(rows)
        name = model.title(rows[0])
        about = model.below(rows[0])
        if against == _CHOSEN:
            if len(rows) > 1:
                name = words("From “{first}” to “{last}”", first=model.title(rows[-1]), last=name)
                about = words.many("{n} edit", "{n} edits", len(rows))
            return Report(name, about, self._about_record(desk.past.net(first, last)))
        if against == _NOW:
            name = words("From “{name}” until now", name=model.title(rows[-1]))
            about = model.below(rows[-1])
            return Report(name, about, self._about_record(between(desk, first - 1, desk.last_edit)))
        other = desk.get(Checkpoint, against)
        early, late = sorted(((last, name), (other.edit, other.name)))
        title = words("From “{first}” to “{last}”", first=early[1], last=late[1])
        return Report(title, "", self._about_record(between(desk, early[0], late[0])))

    def _about_record(self, touched: tuple[Touched, ...]) -> tuple[Touched, ...]:
        """Of the record alone that is looked at."""
        return tuple(each for each in touched if self.record_id in {"", each.id})

    # -- one record

    def show_record(self, record_id: str) -> bool:
        """See SubjectView: the history of one record."""
        self._edits_of_record = self.session.desk.past.edits_of(record_id)
        if not self._edits_of_record:
            return False
        self.record_id, self._against = record_id, _CHOSEN
        name = self._name_of(record_id)
        self.of_record.setText(name)
        self.of_record.setAccessibleName(self.words("Only {name}; show everything again", name=name))
        self.of_record.show()
        self._show_rows()
        return True

    def _name_of(self, record_id: str) -> str:
        desk, words = self.session.desk, self.words
        kind = desk.past.kind_of(record_id)
        remembered = Remembering(desk)
        try:
            record: Record | None = remembered.get(kind, record_id) if kind is not None else None
        except KeyError:
            record = None
        if record is None or kind is None:
            return words("a record that is no longer kept")
        return f"{kind_name(kind, words)}: {record_name(record, remembered, words)}"

    def show_all(self) -> None:
        """Show the history of everything again."""
        self.record_id = ""
        self.of_record.hide()
        self._show_rows()
        self.list.setFocus()

    def ask_record(self) -> None:
        """Let the person find a record, and show its history."""
        index = Index(self.session.desk)

        def look(text: str) -> list[Hit]:
            return [
                Hit("history", self._name_of(each.record.id), partial(self.show_record, each.record.id))
                for each in index.search(text, _FOUND)
            ]

        Picker(self, self.page.icons, self.words("Whose history? Type some words of it."), look)

    # -- another desk file

    def ask_file(self) -> None:
        """Compare the chosen moment, or the desk as it is, with another desk file."""
        path = self.page.shell.questions.desk_to_open()
        if path is None:
            return
        words, desk = self.words, self.session.desk
        rows = self.list.current
        moment = rows[0].of if rows else None
        edit, name = desk.last_edit, words("this desk now")
        if isinstance(moment, Checkpoint):
            edit, name = moment.edit, moment.name
        work = partial(compare_file, desk.snapshot(), edit, path, words)
        ended = partial(self._compared, name, path)
        self.page.shell.jobs.start(words("Comparing with {file}", file=path.name), work, ended)

    def _compared(self, name: str, path: Path, outcome: object) -> None:
        words, shell = self.words, self.page.shell
        if isinstance(outcome, DeskProblem):
            shell.say(words.told(outcome), bad=True)
        elif isinstance(outcome, Exception):
            shell.say(words("The file could not be read ({name}).", name=type(outcome).__name__), bad=True)
        elif isinstance(outcome, tuple):
            title = words("From “{first}” to “{last}”", first=name, last=path.name)
            touched, told = outcome
            self.panel.show_report(Report(title, str(path.parent), touched, told))

    # -- named moments

    def _name_moment(self) -> None:
        name, rows = self.naming.text(), self.list.current
        edit = _span(rows)[1] if rows else self.session.desk.last_edit
        if self.session.do(self.words("Name a moment"), keeping.add_checkpoint, name, edit):
            self.naming.clear()

    @property
    def _moment(self) -> Checkpoint | None:
        rows = self.list.current
        return rows[0].of if len(rows) == 1 and isinstance(rows[0].of, Checkpoint) else None

    def _rename(self, name: str) -> bool:
        moment = self._moment
        step = self.words("Rename a checkpoint")
        return moment is not None and self.session.do(step, keeping.rename_checkpoint, moment.id, name)

    def _forget(self) -> None:
        moment = self._moment
        if moment is not None:
            self.session.do(self.words("Forget a checkpoint"), keeping.remove_checkpoint, moment.id)
            self.list.setFocus()

    # -- place

    def share_width(self, middle: int, side: int) -> None:
        """See View: what changed needs more room than other panels do."""
        whole = middle + side
        self.split.setSizes([whole - whole * 2 // 5, whole * 2 // 5])

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.list


def _span(rows: Sequence[LogRow]) -> tuple[int, int]:
    """The first and the last edit that rows stand for; a moment stands between two."""
    numbers = [each.of.edit for each in rows if isinstance(each.of, Entry)]
    moments = [each.of.edit for each in rows if isinstance(each.of, Checkpoint)]
    first = min([*numbers, *(each + 1 for each in moments)])
    return first, max([*numbers, *moments])
