"""What a note led to: records that changed because of it, and promises, with the way to each of them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import answers, commitments
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.gallery import Consequence, Note, Poster
from kpidesk.domain.record import Record
from kpidesk.domain.results import Link, Result
from kpidesk.domain.search import Index
from kpidesk.ui.fields import LineField
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.homes import CHANGEABLE, HOMES, found, named
from kpidesk.ui.page import Page
from kpidesk.ui.picker import Hit, Picker
from kpidesk.ui.widgets import Elided, Flow, button, label, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.gallery.work import Work


class LedTo(QWidget):
    """The list, and below it how to add to it."""

    def __init__(self, page: Page, work: "Work") -> None:
        super().__init__()
        self._page, self._work, self._words = page, work, page.words
        self._note: Note | None = None
        self._rows: dict[str, QWidget] = {}
        self._shown: object = None
        words = self._words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(words("What it changes"), "caption-strong"))
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column.addLayout(self._list)
        flow = Flow(6, 6)
        self.add = button(words("A change…"), self.ask, icon=page.icons.icon("link"))
        self.add.setObjectName("led-to-add")
        self.promise = button(words("A promise"), self.begin_promise, icon=page.icons.icon("handshake"))
        self.promise.setObjectName("led-to-promise")
        for each in (self.add, self.promise):
            flow.addWidget(each)
        column.addLayout(flow)

    # -- showing

    def show_note(self, note: Note) -> None:
        """Show what a note led to."""
        self._note = note
        book = self._work.book
        consequences, promises = book.consequences.get(note.id, []), book.promises.get(note.id, [])
        shown = (note.id, tuple(consequences), tuple(promises))
        why = self._page.read_only()
        for each in (self.add, self.promise):
            each.setEnabled(not why)
            each.setToolTip(why)
        if shown == self._shown:
            return
        self._shown = shown
        focus = self._focused()
        for row in self._rows.values():
            self._list.removeWidget(row)
            row.hide()
            throw_away(row)
        self._rows = {each.id: self._consequence(each) for each in consequences}
        self._rows |= {each.id: self._promise(each) for each in promises}
        for row in self._rows.values():
            self._list.addWidget(row)
            row.show()
        if focus in self._rows and (field := self._rows[focus].findChild(LineField)):
            field.setFocus()

    def _focused(self) -> str:
        """The row in which somebody types."""
        focus = QApplication.focusWidget()
        rows = (key for key, row in self._rows.items() if focus is not None and row.isAncestorOf(focus))
        return next(rows, "")

    def _consequence(self, each: Consequence) -> QWidget:
        desk, words = self._page.session.desk, self._words
        record = found(desk, each.record)
        name = named(desk, record) if record else words("No longer on the desk")
        field = LineField(partial(self._reword, each.id), words("How it changed, in a few words"))
        field.setObjectName(f"consequence-{each.id}")
        field.show_value(each.change)
        return self._row(name, partial(self._go, record), partial(self._forget, each.id), field)

    def _promise(self, each: Commitment) -> QWidget:
        words = self._words
        day = words.date(each.by_when) if each.by_when else ""
        told = " · ".join(filter(None, (each.who, day))) or words("Who, and by when?")
        field = LineField(partial(self._change_promise, each.id, "what"), words("What is promised?"))
        field.setObjectName(f"promise-{each.id}")
        field.show_value(each.what)
        name = words("Promise: {told}", told=told)
        go = partial(self._page.shell.go, "sharing", each.id)
        return self._row(name, go, partial(self._drop_promise, each.id), field)

    def _row(self, name: str, go: object, forget: object, field: LineField) -> QWidget:
        """A record's name to go there, how it changed, and a way to take it off the list."""
        words = self._words
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(4)
        open_ = tool_button(self._page.icons.icon("external-link"), words("Go to {name}", name=name), go)  # type: ignore[arg-type]
        off = tool_button(self._page.icons.icon("x"), words("Take {name} off this list", name=name), forget)  # type: ignore[arg-type]
        off.setEnabled(not self._page.read_only())
        field.setReadOnly(bool(self._page.read_only()))
        top.addWidget(Elided(name, "second"), 1)
        top.addWidget(open_)
        top.addWidget(off)
        column.addLayout(top)
        column.addWidget(field)
        return made

    # -- doing

    def _go(self, record: Record | None) -> None:
        if record is not None:
            page, _, target = HOMES[type(record)]
            self._page.shell.go(page, target(record))

    def ask(self) -> None:
        """Ask what was changed, or will be, because of the note."""
        desk = self._page.session.desk
        index = Index(desk)
        first = self._near()

        def look(text: str) -> list[Hit]:
            if not text.strip():
                return [self._hit(each) for each in first]
            some = [each.record for each in index.search(text, 60) if isinstance(each.record, CHANGEABLE)]
            return [self._hit(each) for each in dict.fromkeys(some)][:20]

        Picker(self._page, self._page.icons, self._words("What changes because of it?"), look)

    def _near(self) -> list[Record]:
        """What a note of a poster is most likely about: its measure, the result, its links."""
        desk, note = self._page.session.desk, self._note
        if note is None:
            return []
        poster = desk.get(Poster, note.poster)
        measure = found(desk, poster.measure) if poster.measure else None
        near: list[Record] = [measure] if measure else []
        result_id = getattr(measure, "result", None)
        if result_id:
            near.append(desk.get(Result, result_id))
            near += [each for each in desk.find(Link) if result_id in {each.source, each.target}]
        return near

    def _hit(self, record: Record) -> Hit:
        desk = self._page.session.desk
        return Hit(HOMES[type(record)][1], named(desk, record), partial(self._follow, record))

    def _follow(self, record: Record) -> None:
        note = self._note
        if note is not None:
            told = self._words("{note} led to a change", note=note.code)
            if self._page.session.do(told, answers.follow_up, note.id, type(record), record.id):
                led = self._work.book.consequences.get(note.id, [])
                self._into_field(next((each.id for each in led if each.record == record.id), ""))

    def _into_field(self, row: str) -> None:
        if row in self._rows and (field := self._rows[row].findChild(LineField)):
            field.setFocus()

    def begin_promise(self) -> None:
        """Promise something because of the note; its words are there to be typed over."""
        note = self._note
        if note is None:
            return
        before = {each.id for each in self._work.book.promises.get(note.id, [])}
        what = note.reason.strip() or self._words("What we promise because of {note}", note=note.code)
        told = self._words("Promise because of {note}", note=note.code)
        if self._work.do(told, commitments.promise, what[:300], note=note.id):
            made = [each.id for each in self._work.book.promises.get(note.id, []) if each.id not in before]
            self._into_field(made[0] if made else "")

    def _reword(self, consequence_id: str, text: str) -> bool:
        told = self._words("Say how it changed")
        return self._page.session.do(told, answers.reword_consequence, consequence_id, text)

    def _change_promise(self, promise_id: str, field: str, text: str) -> bool:
        told = self._words("Change a promise")
        return self._work.do(told, commitments.change_promise, promise_id, **{field: text})

    def _forget(self, consequence_id: str) -> None:
        self._page.session.do(self._words("Take a change off a note"), answers.unfollow, consequence_id)

    def _drop_promise(self, promise_id: str) -> None:
        self._page.session.do(self._words("Take a promise away"), commitments.remove_promise, promise_id)
