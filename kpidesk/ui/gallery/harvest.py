"""Typing what the wall says: posters, the line, and what was typed so far."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from kpidesk.domain.gallery import Note
from kpidesk.domain.wording import Refused
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.entry import Entry
from kpidesk.ui.gallery.note_list import NoteList
from kpidesk.ui.gallery.pasted import Pasted
from kpidesk.ui.gallery.poster_list import PosterList
from kpidesk.ui.gallery.so_far import SoFar
from kpidesk.ui.gallery.work import Left, Work
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Panel, label


class Harvest(QWidget):
    """The view; `panel` stands at the right."""

    def __init__(self, page: Page, work: Work) -> None:
        super().__init__()
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
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(8)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.left)
        self.split.addWidget(middle)
        self.split.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)

    def give_room(self, posters: int) -> None:
        """Give the list of posters a width."""
        self.split.setSizes([posters, max(330, self.width() - posters - 8)])

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
