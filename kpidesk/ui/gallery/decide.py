"""Deciding on every note: the board, and beside it the note that is being talked about."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.domain.gallery import Note
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_notes import read_the_wall
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.fields import Choice
from kpidesk.ui.gallery.board import Board, Filter
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.note_list import neighbour
from kpidesk.ui.gallery.room import card_of
from kpidesk.ui.gallery.texts import kind_names
from kpidesk.ui.gallery.verdict import Verdict
from kpidesk.ui.gallery.view import View
from kpidesk.ui.widgets import Flow, Panel, label

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage


class Decide(View):
    """The view."""

    key = "decide"
    SIDE = (332, 332, 380)
    yields = False  # the work goes on in it
    shown_with_work = True

    def __init__(self, page: "GalleryPage") -> None:
        super().__init__(page)
        work = page.work
        self._page, self._work, self._words = page, work, page.words
        self.board = Board(page, work)
        self.panel = Verdict(page, work)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._filters())
        column.addWidget(self.board, 1)
        self.board.went.connect(self._show)
        self.board.opened.connect(self.decide_and_next)
        self.panel.on.connect(self.decide_and_next)
        self.panel.stepped.connect(self.board.step)
        self.panel.proof.opened.connect(self._see_proof)
        self.lay_out(middle, self.panel, least=self.SIDE[0])  # the buttons of a decision do not wrap
        for place, decision in enumerate(self.panel.decisions):
            self._key(str(place + 1), partial(self.panel.decide, decision))
        self._key("Ctrl+Return", self.decide_and_next)
        self._key("Ctrl+Enter", self.decide_and_next)

    def _key(self, keys: str, do: object) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(do)

    def arrive(self) -> None:
        """See View."""
        self.show_first()

    def leave(self) -> None:
        """See View."""
        self.panel.commit()

    def _filters(self) -> Panel:
        words = self._words
        panel, flow = Panel(), Flow(8, 6)
        flow.setContentsMargins(12, 5, 12, 5)
        self.by = Choice(
            [
                ("decision", words("by decision")),
                ("poster", words("by poster")),
                ("kind", words("by kind")),
            ],
            lambda _: self._filter(),
            words("Columns"),
        )
        self.poster = Choice([], lambda _: self._filter(), words("Notes of which poster"))
        self.kind = Choice([], lambda _: self._filter(), words("Notes of which kind"))
        for name, choice in (("by", self.by), ("poster", self.poster), ("kind", self.kind)):
            choice.setObjectName(f"board-{name}")
            choice.setMinimumContentsLength(8)
        self._count = label("", "second")
        self._count.setMinimumHeight(32)  # in the middle of its row
        for each in (self.by, self.poster, self.kind, self._count):
            flow.addWidget(each)
        panel.body.addLayout(flow)
        return panel

    # -- showing

    def refresh(self, took: Took | None) -> None:
        """Show what an edit did; None for a new look at everything."""
        book, words = self._work.book, self._words
        if took is None or took.frame:
            posters = [(key, " ".join((each.code, book.names[key]))) for key, each in book.posters.items()]
            self.poster.offer([(None, words("all posters")), *posters])
            self.kind.offer([(None, words("all kinds")), *kind_names(words).items()])
            self.board.filter = self._wanted()
            self.board.arrange()
            self.panel.refresh()
        else:
            self.board.take(took)
            note = book.notes.get(self.board.current)
            self.panel.show_note(note)
        self._tell_count()

    def _wanted(self) -> Filter:
        return Filter(self.by.value or "decision", self.poster.value, self.kind.value)

    def _filter(self) -> None:
        self.panel.commit()
        self.board.filter = self._wanted()
        self.board.arrange()
        self._tell_count()

    def _tell_count(self) -> None:
        count, whole = self.board.count, len(self._work.book.notes)
        words = self._words
        self._count.setText(
            words.many("{n} note", "{n} notes", count)
            if count == whole
            else words("{n} of {count} notes", n=count, count=whole)
        )

    @property
    def note(self) -> Note | None:
        """See View."""
        return self.panel.note

    def beside(self, note: Note) -> str:
        """See View: the card after another, or before the last one."""
        return neighbour(self.board.order(), note.id)

    def go_to(self, note_id: str) -> None:
        """See View."""
        self.board.choose(note_id, focus=True)

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""

        def decide() -> None:
            self.page.show_view("decide")
            self.show_first()

        return {"decide": decide}

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See View: the note that is talked about, in letters for the last row."""
        note, book, words = self.note, self.book, self.words
        if note is None:
            return None
        card = card_of(note, book, self.session, words)
        done = words("{done} of {count} decided", done=book.decided, count=len(book.notes))
        return read_the_wall([card], words("What do we answer?"), done, words, self.page.colours, room)

    def _show(self, note_id: str) -> None:
        self.panel.show_note(self._work.book.notes.get(note_id))
        self._page.shell.commands.refresh()
        self._page.shell.follow()

    def show_record(self, record_id: str) -> bool:
        """See View."""
        if record_id in self.book.notes:
            self.show_note(record_id)
        return record_id in self.book.notes

    def show_note(self, note_id: str) -> None:
        """Bring a note into sight; a filter that hides it is lifted."""
        note = self._work.book.notes[note_id]
        if not self._wanted().shows(note):
            self.poster.show_value(None)
            self.kind.show_value(None)
            self._filter()
        self.board.choose(note_id, focus=True)

    def show_first(self) -> None:
        """Begin with the first note that waits, else with the first."""
        if not self.board.current:
            order = self.board.order()
            self.board.choose(self.board.next_undecided() or (order[0] if order else ""), focus=True)

    # -- doing

    def _see_proof(self) -> None:
        """Show the photo that the note was typed from, large."""
        if self.panel.note is not None:
            note = self.panel.note.id
            self.page.show_view("harvest")
            self.page.harvest.see_proof(note)

    def decide_next(self) -> None:
        """Go to the first note that waits for a decision."""
        self.board.choose(self.board.next_undecided() or self.board.current, focus=True)

    def decide_and_next(self) -> None:
        """Keep what is being typed, and go to the next note without a decision."""
        self.panel.commit()
        if self.panel.reason.dirty or self.panel.note is None or self.panel.note.decision is None:
            return
        following = self.board.next_undecided()
        if following:
            self.board.choose(following, focus=True)
        else:
            self.board.choose(self.board.current, focus=True)
            self._page.shell.say(self._words("Every note here has its decision."))
