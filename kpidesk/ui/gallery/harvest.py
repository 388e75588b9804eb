"""Typing what the wall says: posters, the line, and what was typed so far."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kpidesk.domain.gallery import Note, Photo
from kpidesk.domain.shorthand import About
from kpidesk.domain.wording import Refused
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.entry import Entry
from kpidesk.ui.gallery.harvest_foot import HarvestFoot
from kpidesk.ui.gallery.note_import import NoteImport
from kpidesk.ui.gallery.note_list import NoteList
from kpidesk.ui.gallery.pasted import Pasted
from kpidesk.ui.gallery.photo_desk import PhotoDesk
from kpidesk.ui.gallery.photo_sheet import PhotoSheet
from kpidesk.ui.gallery.photo_sorting import PhotoSorting
from kpidesk.ui.gallery.photo_taker import PhotoTaker, dropped
from kpidesk.ui.gallery.poster_list import PosterList
from kpidesk.ui.gallery.room import at_the_door
from kpidesk.ui.gallery.so_far import SoFar
from kpidesk.ui.gallery.to_ask import ToAsk, naming, unclear
from kpidesk.ui.gallery.view import View
from kpidesk.ui.gallery.work import Left
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Line, Panel, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage

_LEAST_BELOW: Final = 130


class _Below(QStackedWidget):
    """What stands below the line; the line and what it will store have their room first."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """See QWidget."""
        return False

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(1, _LEAST_BELOW)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Nothing scrolls for more than that."""
        return self.minimumSizeHint()


class Harvest(View):
    """The view."""

    key = "harvest"
    SIDE = (208, 268, 300)
    COMMANDS = (
        "gallery.photos", "gallery.import_notes", "gallery.photo_large", "gallery.photo_no_note",
        "gallery.photo_back",
    )  # fmt: skip
    TOOLS = ("gallery.paste", "gallery.import_notes", "gallery.photos", "gallery.groups")

    def __init__(self, page: "GalleryPage") -> None:
        self.taker, self.table = PhotoTaker(page, page.work), PhotoDesk(page.work)
        self._page, self._work, self._words = page, page.work, page.words
        self.importing = NoteImport(page, page.work)
        self._provide()
        super().__init__(page)
        work, words = page.work, page.words
        self.panel = SoFar(words, page.colours, page.icons)
        self.posters = PosterList(work.book, words, page.colours)
        self.entry = Entry(page, work, self.table)
        self.pasted = Pasted(words, self.entry.take_lines)
        self.notes = NoteList(work, page.icons, page.colours)
        self.sheet = PhotoSheet(page, work, self.table)
        self.sorting = PhotoSorting(page, work, self.table)
        self.to_ask = ToAsk(page, work)
        self.foot = HarvestFoot(
            page,
            ask=lambda: self.show_below(self.to_ask),
            photos=self.taker.ask,
            sort=lambda: self.show_below(self.sorting),
            stop=self.taker.stop,
        )
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
        self.entry.about.connect(self._say_about)
        self.notes.went.connect(self._show_same)
        self.notes.went.connect(page.shell.commands.refresh)
        self.notes.remove.connect(lambda: page.shell.commands.run("gallery.remove_note"))
        for number, kind in enumerate(self.entry.kinds, 1):
            for key in (kind.value, number):
                keys = QShortcut(QKeySequence(f"Alt+{key}"), self)
                keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                keys.activated.connect(partial(self.entry.line.put_kind, kind))
        self._connect_photos()
        self._unclear: set[str] = set()
        self._naming: set[str] = set()
        self.setAcceptDrops(True)

    def _provide(self) -> None:
        command, table = self._page.command, self.table
        command("gallery.photos", self.taker.ask, self.taker.why_not)
        command("gallery.import_notes", self.importing.ask, self._why_no_list)
        command("gallery.photo_large", self._whole_photo, self._why_no_photo)
        command("gallery.photo_no_note", self._no_note, self._why_no_square)
        command("gallery.photo_back", lambda: table.step(-1), self._why_no_square)

    def _connect_photos(self) -> None:
        self.table.poster_wanted.connect(self._follow_photo)
        self.table.moved.connect(self._page.shell.commands.refresh)
        self.taker.went_on.connect(self.foot.show_busy)
        self.taker.ended.connect(lambda: self.foot.show_busy(0, 0))
        self.taker.unsorted.connect(lambda: self.show_below(self.sorting))
        self.sorting.opened.connect(self._open_photo)
        self.to_ask.opened.connect(self._see_note)
        self.importing.ready.connect(lambda: self.show_below(self.importing))
        self.entry.tabled.connect(self._offer_table)
        for each in (self.sheet, self.sorting, self.to_ask, self.importing):
            each.closed.connect(self._back_to_notes)

    def _lay_out(self) -> None:
        self.left = Panel(self._words("Posters"))
        self._counted = label("", "second")
        self.left.head.addWidget(self._counted)
        self.left.head.setContentsMargins(14, 0, 14, 0)
        self.left.body.addSpacing(6)
        self.left.body.addWidget(self.posters, 1)
        self.left.body.addWidget(Line())
        self.left.body.addWidget(self.foot)
        self.left.setMinimumWidth(180)
        inner = QWidget()  # a low window scrolls it where a photo stands beside the line
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.entry)
        column.addWidget(self.pasted)
        self.written = Panel()
        self.written.body.setContentsMargins(0, 4, 0, 4)
        self.written.body.addWidget(self.notes, 1)
        self.written.body.addWidget(self._none, 1)
        self.below = _Below()
        for each in (self.written, self.sheet, self.sorting, self.to_ask, self.importing):
            self.below.addWidget(each)
        column.addWidget(self.below, 1)
        middle = scrolling(inner)
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

    def give_up(self) -> None:
        """See View."""
        self.taker.forget()
        self.importing.stop()

    # -- showing

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See View: who works here shows the screen at the door, as people are still in the room."""
        return at_the_door(self.book, self.words, self.page.colours, room)

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
        if took is None or took.frame or took.photos:
            self._refresh_photos()
        self.to_ask.refresh()
        self._count_asked(took)
        self.panel.refresh(book)
        self._counted.setText(self._words.many("{n} note", "{n} notes", len(book.notes)))
        self._none.setVisible(not book.notes)
        self.notes.setVisible(bool(book.notes))
        self._show_same()

    def _count_asked(self, took: Took | None) -> None:
        """How many notes are to be asked about; of 20,000, only those that changed are looked at."""
        if took is None or took.frame:
            notes, gone = list(self._work.book.notes.values()), self._unclear | self._naming
        else:
            notes = [*took.added, *(after for _, after in took.changed)]
            gone = {note.id for note in (*took.removed, *notes)}
        self._unclear = (self._unclear - gone) | {note.id for note in unclear(notes)}
        self._naming = (self._naming - gone) | {note.id for note in naming(notes)}
        self.foot.show_notes(len(self._unclear), len(self._naming))

    def _refresh_photos(self) -> None:
        self.table.refresh(self.entry.poster)
        photos = self.sorting.photos()
        self.foot.show_photos(len(photos), sum(photo.poster is None for photo in photos))
        self.sorting.refresh()
        if self.notes.rows.proofs != self.table.proofs.keys():
            self.notes.rows.proofs = set(self.table.proofs)
            self.notes.rows.touch_all()

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
        self.importing.poster = self._work.book.posters[poster_id].code
        self.notes.arrange(poster_id)
        self.table.refresh(poster_id)
        self._show_same()

    def _stored(self) -> None:
        self.table.stored()
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

    def _say_about(self, about: About) -> None:
        """More people agree with a note, or so many dots are stuck beside it."""
        found = [each for each in self._work.book.notes.values() if each.code.upper() == about.code]
        target = next(iter(found), None) if about.code else self._target()
        if target is None:
            code = about.code or self._words("that was typed before")
            self._page.shell.say(self._words("There is no note {code} in this gallery.", code=code), bad=True)
            return
        done = (
            self._work.support(target, about.more)
            if about.dots is None
            else self._work.dots(target, about.dots)
        )
        if done:
            self.entry.line.clear_line()

    def _why_no_list(self) -> str:
        if self._work.book.gallery is None:
            return self._words("Begin a gallery first.")
        return self._page.read_only()

    def _offer_table(self, lines: list[str]) -> None:
        """Pasted lines with columns that have names are a list; others are notes, one a line."""
        poster = self._work.book.posters.get(self.entry.poster or "")
        self.importing.poster = poster.code if poster else None
        if not self.importing.offer_lines(lines):
            self.entry.take_lines(lines)

    # -- photos

    def show_below(self, panel: QWidget) -> None:
        """Show something else below the line; a list that is looked over takes the line's room, too."""
        self.entry.setVisible(panel is not self.importing)
        self.below.setCurrentWidget(panel)

    def _back_to_notes(self) -> None:
        self.show_below(self.written)
        self.entry.line.setFocus()

    def _whole_photo(self) -> None:
        """The photo that is typed, or the square of the note that the person is at; once more the notes."""
        note = self.notes.current if self.notes.hasFocus() else None
        if note is not None and self.see_proof(note.id):
            return
        self.show_below(self.written if self.below.currentWidget() is self.sheet else self.sheet)

    def _why_no_photo(self) -> str:
        return "" if self.table.photos else self._words("This poster has no photo yet.")

    def _why_no_square(self) -> str:
        if not self.table.crops:
            return self._words("No photo of this poster shows a note.")
        return self._page.read_only()

    def _no_note(self) -> None:
        self.table.no_note()
        self.entry.line.setFocus()

    def _follow_photo(self, poster_id: str) -> None:
        self.posters.show_current(poster_id)
        self._choose(poster_id)

    def _open_photo(self, photo_id: str) -> None:
        for photo in self.session.desk.find(Photo, id=photo_id):
            if photo.poster is not None:
                self._follow_photo(photo.poster)
                self.sheet.open_photo(photo_id)
                self.show_below(self.sheet)

    def _see_note(self, note_id: str) -> None:
        self.show_below(self.written)
        self.notes.show_note(note_id)
        self.notes.setFocus()

    def see_proof(self, note_id: str) -> bool:
        """Show the square of a photo that a note was typed from; False where there is none."""
        crop = self.table.proofs.get(note_id)
        if crop is None:
            return False
        self.table.choose(crop)
        self.show_below(self.sheet)
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Photos may be dropped."""
        if dropped(event.mimeData()) and not self.taker.why_not():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Read the photos that are dropped."""
        self.taker.take(dropped(event.mimeData()))
        event.acceptProposedAction()
