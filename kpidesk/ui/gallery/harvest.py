"""Typing what the wall says: posters, the line, and what was typed so far."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.domain.gallery import Note
from kpidesk.domain.wording import Refused
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.entry import Entry
from kpidesk.ui.gallery.note_list import NoteList
from kpidesk.ui.gallery.pasted import Pasted
from kpidesk.ui.gallery.poster_list import PosterList
from kpidesk.ui.gallery.so_far import SoFar
from kpidesk.ui.gallery.view import View
from kpidesk.ui.gallery.work import Left
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Panel, label

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage


class Harvest(View):
    """The view."""

    key = "harvest"
    SIDE = (208, 268, 300)
    TOOLS = ("gallery.paste", "gallery.groups")

    def __init__(self, page: "GalleryPage") -> None:
        super().__init__(page)
        work = page.work
        self._page, self._work, self._words = page, work, page.words
        words = self._words
        self.panel = SoFar(words, page.colours, page.icons)
        self.posters = PosterList(work.book, words, page.colours)
        self.entry = Entry(page, work)
        self.pasted = Pasted(words, self.entry.take_lines)
        self.notes = NoteList(work, page.icons, page.colours)
        self._none = label(words("What you type stands here, the newest note on top."), "second", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.posters.chosen.connect(self._choose)
        self.posters.taken.connect(self.entry.line.setFocus)
        self.entry.stepped.connect(self.posters.step)
        self.entry.chosen.connect(self.posters.show_current)
        self.entry.chosen.connect(self._choose)
        self.entry.stored.connect(self._stored)
        self.entry.support.connect(self._support)
        self.entry.left.connect(self._keep)
        self.notes.went.connect(self._show_same)
        self.notes.went.connect(page.shell.commands.refresh)
        self.notes.remove.connect(lambda: page.shell.commands.run("gallery.remove_note"))
        for kind in self.entry.kinds:
            keys = QShortcut(QKeySequence(f"Alt+{kind.value}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self.entry.line.put_kind, kind))

    def _lay_out(self) -> None:
        self.left = Panel(self._words("Posters"))
        self._counted = label("", "second")
        self.left.head.addWidget(self._counted)
        self.left.head.setContentsMargins(14, 0, 14, 0)
        self.left.body.addSpacing(6)
        self.left.body.addWidget(self.posters, 1)
        self.left.setMinimumWidth(180)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.entry)
        column.addWidget(self.pasted)
        below = Panel()
        below.body.setContentsMargins(0, 4, 0, 4)
        below.body.addWidget(self.notes, 1)
        below.body.addWidget(self._none, 1)
        column.addWidget(below, 1)
        middle.setMinimumWidth(330)
        self.inner = splitter(Qt.Orientation.Horizontal, self.left, middle)
        self.inner.setStretchFactor(1, 1)
        self.lay_out(self.inner, self.panel)

    def arrive(self) -> None:
        """See View."""
        self.entry.line.setFocus()

    def share_width(self, middle: int, side: int) -> None:
        """See View; the list of posters takes its part of the middle."""
        super().share_width(middle, side)
        posters = self.page.by_width((200, 272, 320))
        self.inner.setSizes([posters, max(330, middle - posters - 8)])

    @property
    def note(self) -> Note | None:
        """See View."""
        return self.notes.current

    def beside(self, note: Note) -> str:
        """See View."""
        return self.notes.beside(note)

    def go_to(self, note_id: str) -> None:
        """See View."""
        if note_id:
            self.notes.show_note(note_id)

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""

        def harvest() -> None:
            self.page.show_view("harvest")
            posters = list(self.book.posters)
            if posters:
                self.show_poster(posters[min(6, len(posters) - 1)])
            self.entry.line.setPlainText("c: u5 b2 @fld Pośpiech = wypadki. Gdzie jest bezpieczeństwo?")
            self.entry.line.moveCursor(QTextCursor.MoveOperation.End)

        return {"harvest": harvest}

    def unfinished(self) -> str:
        """See View; also a note that was begun, and pasted lines that wait to be corrected."""
        held = self.pasted.lines.toPlainText() if not self.pasted.isHidden() else ""
        return self.entry.line.line.strip() or held.strip()

    # -- showing

    def refresh(self, took: Took | None) -> None:
        """Show what an edit did; None for a new look at everything."""
        book = self._work.book
        if took is None or took.frame:
            self.posters.rows.refresh()
            poster = (
                self.entry.poster if self.entry.poster in book.posters else next(iter(book.posters), None)
            )
            self.entry.poster = poster
            self.entry.refresh()
            self.posters.show_current(poster)
            self.notes.arrange(poster)
        elif took.count == 1:
            self._take_one(took)
        elif took.count:
            self.notes.arrange(self.notes.rows.poster)
            self.posters.rows.refresh()
        self.panel.refresh(book)
        self._counted.setText(self._words.many("{n} note", "{n} notes", len(book.notes)))
        self._none.setVisible(not book.notes)
        self.notes.setVisible(bool(book.notes))
        self._show_same()

    def _take_one(self, took: Took) -> None:
        rows = self.notes.rows
        for note in took.added:
            rows.add(note)
            self.posters.rows.touch(note.poster)
        for note in took.removed:
            self.notes.arrange(rows.poster)
            self.posters.rows.touch(note.poster)
        for before, after in took.changed:
            if before.poster != after.poster:
                self.notes.arrange(rows.poster)
            else:
                rows.touch(after.id)
                self.notes.resized(after)
            self.posters.rows.touch(before.poster)
            self.posters.rows.touch(after.poster)

    def _target(self) -> Note | None:
        """The note that one more would agree with: the one the person is at, else the newest."""
        current = self.notes.current
        if current is not None and current.poster == self.entry.poster:
            return current
        return self._work.book.newest(self.entry.poster or "")

    def _show_same(self) -> None:
        target = self._target()
        self.entry.show_same(target.code if target else "")

    def show_record(self, record_id: str) -> bool:
        """See View."""
        if record_id in self.book.posters:
            self.show_poster(record_id)
        return record_id in self.book.posters

    def show_poster(self, poster_id: str) -> None:
        """Type notes for a poster."""
        self.posters.show_current(poster_id)
        self._choose(poster_id)
        self.entry.line.setFocus()

    # -- doing

    def _choose(self, poster_id: str) -> None:
        self.notes.selectionModel().clear()
        self.entry.show_poster(poster_id)
        self.notes.arrange(poster_id)
        self._show_same()

    def _stored(self) -> None:
        self.notes.selectionModel().clear()
        self.notes.scrollToTop()
        self._show_same()

    def _support(self) -> None:
        target = self._target()
        if target is not None:
            self._work.support(target)
        self.entry.line.setFocus()

    def _keep(self, left: list[Left | str]) -> None:
        self.pasted.keep(left)
        first = next((each[1] for each in left if not isinstance(each, str)), None)
        if isinstance(first, Refused):
            self.pasted.lines.setFocus()
        else:
            self.entry.line.setFocus()
