"""The gallery: posters on the wall, what visitors wrote, and what the team decides on it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QSplitter, QStackedWidget

from kpidesk.actions import gallery as actions
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.gallery import Gallery, Note, Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Map
from kpidesk.ui.fields import Choice
from kpidesk.ui.gallery.book import Book
from kpidesk.ui.gallery.decide import Decide
from kpidesk.ui.gallery.groups import Groups
from kpidesk.ui.gallery.harvest import Harvest
from kpidesk.ui.gallery.note_list import neighbour
from kpidesk.ui.gallery.texts import by_code
from kpidesk.ui.gallery.wall import Wall
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.page import Page, Shell
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.widgets import EmptyState, Segments, button

# Widths of the panels beside the views, and of the list of posters, by the width of the window.
_WIDTHS: Final = {
    "narrow": {"posters": 260, "harvest": 208, "decide": 332, "list": 200},
    "plain": {"posters": 300, "harvest": 268, "decide": 332, "list": 272},
    "wide": {"posters": 340, "harvest": 300, "decide": 380, "list": 320},
}


class GalleryPage(Page):
    """Posters, harvest, decide."""

    key = "gallery"

    def __init__(self, shell: Shell) -> None:
        words = shell.words
        super().__init__(shell, words("Gallery"))
        self.book = Book(self.session.desk, words)
        self.work = Work(self.session, self.book, words)
        self._class = ""  # of the window's width
        self._view = "posters"
        self._stale: set[str] = set()
        self._poster = ""  # chosen on the wall
        self.command("gallery.begin", self.begin, self.read_only)
        self.command("gallery.add_poster", self.ask_poster, self._why_not_add)
        self.command("gallery.remove_poster", self.remove_poster, self._why_not_take_off)
        self.command("gallery.remove_note", self.remove_note, self._why_not_remove)
        self.command("gallery.groups", self._open_groups, lambda: "")
        self.wall = Wall(self, self.work)
        self.harvest = Harvest(self, self.work)
        self.decide = Decide(self, self.work)
        self.decide.listen(self)
        self._views: dict[str, Wall | Harvest | Decide] = {
            "posters": self.wall, "harvest": self.harvest, "decide": self.decide
        }  # fmt: skip
        self._furnish_head()
        self._lay_out()
        self.groups = Groups(self, self.work)
        self.wall.opened.connect(self._open_notes)
        self.wall.went.connect(self._went)
        self.show_view("posters")

    def _furnish_head(self) -> None:
        words = self.words
        self.segments = Segments(
            [("posters", words("Posters")), ("harvest", words("Harvest")), ("decide", words("Decide"))]
        )
        self.segments.chosen.connect(self._choose_view)
        self.head.add_segments(self.segments)
        self._galleries = Choice([], self._choose_gallery, words("Gallery"))
        self._galleries.setObjectName("galleries")
        self._galleries.setMinimumContentsLength(18)
        self._paste = button(
            words("Paste many lines"), self._offer_lines, icon=self.icons.icon("clipboard-paste")
        )
        self._paste.setObjectName("paste-lines")
        self._groups = self.button("gallery.groups", text=words("Groups"))
        self._add = self.button("gallery.add_poster", "filled")
        for each in (self._galleries, self._paste, self._groups, self._add):
            self.head.add_tool(each)

    def _lay_out(self) -> None:
        words = self.words
        self._middle, panels = QStackedWidget(), QStackedWidget()
        for view, panel in (
            (self.wall, self.wall.panel),
            (self.harvest, self.harvest.panel),
            (self.decide, self.decide.panel),
        ):
            self._middle.addWidget(view)
            panels.addWidget(panel)
        panels.setMinimumWidth(180)
        self.details = panels
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(8)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._middle)
        self._split.addWidget(panels)
        self._split.setStretchFactor(0, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                self.icons.pixmap("sticky-note", "text_third", 40),
                words("A gallery shows measures on posters, and collects what people say about them."),
                words("Depot North hall, 10:00 to 16:00: people come when they like, read, and stick notes."),
                self.button("gallery.begin", "filled", text=words("Begin a gallery")),
            )
        )
        self._stack.addWidget(self._split)
        self.body.addWidget(self._stack)

    # -- showing

    def refresh(self, change: Change | None) -> None:
        """See Page."""
        before = self.book.gallery.id if self.book.gallery else None
        if change is None:
            self.book.read()
        took = None if change is None else self.book.take(change)
        if before != (self.book.gallery.id if self.book.gallery else None):
            took = None
        self._stale = set(self._views) - {self._view}
        self._views[self._view].refresh(took)
        if took is None or took.frame:
            self._show_head()
            self.groups.refresh()

    def _show_head(self) -> None:
        gallery = self.book.gallery
        day = self.words.date(gallery.opens.date()) if gallery and gallery.opens else ""
        self.head.set_subtitle(" · ".join(filter(None, (gallery.name, day))) if gallery else "")
        self._galleries.offer([(each.id, each.name) for each in self.book.galleries])
        self._galleries.show_value(gallery.id if gallery else None)
        self._stack.setCurrentIndex(1 if gallery else 0)
        self._show_tools()

    def _show_tools(self) -> None:
        there, view = self.book.gallery is not None, self._view
        self.segments.setVisible(there)
        self._galleries.setVisible(len(self.book.galleries) > 1)
        self._paste.setVisible(there and view == "harvest")
        self._groups.setVisible(there and view != "decide")
        self._add.setVisible(there and view == "posters")

    def show_view(self, view: str) -> None:
        """Show posters, harvest or decide."""
        self._view = view
        self.segments.choose(view)
        if view in self._stale:  # a view is brought up to date when somebody looks at it
            self._stale.discard(view)
            self._views[view].refresh(None)
        self._middle.setCurrentWidget(self._views[view])
        if isinstance(self.details, QStackedWidget):
            self.details.setCurrentIndex(self._middle.currentIndex())
        self.decide.show_keys(on=view == "decide")
        self._show_tools()
        self._give_room()
        self.shell.commands.refresh()

    def _choose_view(self, view: str) -> None:
        self.leave()
        self.show_view(view)
        if view == "harvest":
            self.harvest.entry.line.setFocus()
        elif view == "decide":
            self.decide.show_first()

    def _open_notes(self, poster_id: str) -> None:
        self.show_view("harvest")
        self.harvest.show_poster(poster_id)

    def _choose_gallery(self, gallery_id: str) -> None:
        self.leave()
        self.book.read(gallery_id)
        self.refresh(None)

    def show_record(self, record_id: str) -> None:
        """A note is shown where it is decided on, a poster on the wall, or beside the line."""
        desk = self.session.desk
        for note in desk.find(Note, id=record_id):
            self._go_to_gallery(desk.get(Poster, note.poster).gallery)
            self.show_view("decide")
            self.decide.show_note(note.id)
        for poster in desk.find(Poster, id=record_id):
            self._go_to_gallery(poster.gallery)
            if self._view == "harvest":
                self.harvest.show_poster(poster.id)
            else:
                self.show_view("posters")
                self.wall.choose(poster.id, focus=True)
        for gallery in desk.find(Gallery, id=record_id):
            self._go_to_gallery(gallery.id)

    def _go_to_gallery(self, gallery_id: str) -> None:
        if self.book.gallery is None or self.book.gallery.id != gallery_id:
            self._choose_gallery(gallery_id)

    def unfinished(self) -> str:
        """See Page; also a note that was begun, and pasted lines that wait to be corrected."""
        held = self.harvest.pasted.lines.toPlainText() if not self.harvest.pasted.isHidden() else ""
        return self.harvest.entry.line.line.strip() or held.strip() or super().unfinished()

    def leave(self) -> None:
        """See Page."""
        super().leave()
        self.wall.panel.commit()
        self.decide.panel.commit()
        self.wall.pictures.stop()

    def views(self) -> dict[str, Callable[[], object]]:
        """See Page."""

        def harvest() -> None:
            self.show_view("harvest")
            posters = list(self.book.posters)
            if posters:
                self.harvest.show_poster(posters[min(6, len(posters) - 1)])
            self.harvest.entry.line.setPlainText(
                "c: u5 b2 @fld Pośpiech = wypadki. Gdzie jest bezpieczeństwo?"
            )
            self.harvest.entry.line.moveCursor(QTextCursor.MoveOperation.End)

        def decide() -> None:
            self.harvest.entry.line.clear_line()
            self.show_view("decide")
            self.decide.show_first()

        return {"harvest": harvest, "decide": decide}

    # -- room

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        wide = self.width()
        found = "narrow" if wide < 1180 else "plain" if wide < 1560 else "wide"
        if found != self._class:
            self._class = found
            self._give_room()

    def _give_room(self) -> None:
        """Give the panels the width of the look; a person may drag them until the window is another."""
        widths = _WIDTHS[self._class or "plain"]
        panel = widths[self._view]
        if self.details is not None:  # the buttons of a decision do not wrap
            self.details.setMinimumWidth(panel if self._view == "decide" else 180)
        self._split.setSizes([max(1, self.width() - 32 - panel), panel])
        self.harvest.give_room(widths["list"])

    # -- doing

    def begin(self) -> None:
        """Begin a gallery, and offer its name to be changed."""
        organisation = self.session.path.stem
        name = self.words("Gallery of {name}", name=organisation)
        if self.work.do(self.words("Begin a gallery"), actions.begin, name):
            self.show_view("posters")
            self.wall.panel.name.setFocus()
            self.wall.panel.name.selectAll()

    def _why_not_add(self) -> str:
        if self.book.gallery is None:
            return self.words("Begin a gallery first.")
        return self.read_only()

    def ask_poster(self) -> None:
        """Ask what the next posters show."""
        desk, words, gallery = self.session.desk, self.words, self.book.gallery
        if gallery is None:
            return
        posters = self.book.posters.values()
        shown = {each.measure for each in posters if each.measure}
        measures = sorted(
            (each for each in desk.find(Measure) if each.id not in shown), key=lambda each: by_code(each.code)
        )
        hits = []
        if measures:
            every = words.many(
                "One for each measure without a poster ({n})",
                "One for each measure without a poster ({n})",
                len(measures),
            )
            hits.append(Hit("list-checks", every, partial(self._hang, gallery, measures, [])))
        hanging = {each.map for each in posters}
        hits += [
            Hit("orbit", each.name, partial(self._hang, gallery, [], [each]))
            for each in desk.find(Map)
            if each.id not in hanging
        ]
        hits += [
            Hit("chart-spline", f"{each.code}  {each.name}", partial(self._hang, gallery, [each], []))
            for each in measures
        ]
        if not hits:
            self.shell.say(
                words("Every measure and map has its poster."),
                button=words("Go to Measures"),
                do=lambda: self.shell.go("measures"),
            )
            return
        Picker(self, self.icons, words("What does the poster show?"), lambda text: matching(text, hits))

    def _hang(self, gallery: Gallery, measures: list[Measure], maps: list[Map]) -> None:
        before = set(self.book.posters)

        def hang(edit: Edit) -> None:
            for each in maps:
                actions.add_poster(edit, gallery.id, map_id=each.id)
            for measure in measures:
                actions.add_poster(edit, gallery.id, measure_id=measure.id)

        count = len(measures) + len(maps)
        if self.session.do(self.words.many("Add {n} poster", "Add {n} posters", count), hang):
            added = [each for each in self.book.posters if each not in before]
            if added and self._view == "posters":
                self.wall.choose(added[0], focus=True)

    def _why_not_take_off(self) -> str:
        if self._view != "posters" or not self._poster:
            return self.words("Choose a poster first.")
        return self.read_only()

    def remove_poster(self) -> None:
        """Take the chosen poster off the wall."""
        poster = self.book.posters[self._poster]
        beside = neighbour(list(self.book.posters), poster.id)
        label = self.words("Take {code} off the wall", code=poster.code)
        if self.work.do(label, actions.remove_poster, poster.id):
            self.wall.choose(beside, focus=True)

    def _went(self, poster_id: str) -> None:
        self._poster = poster_id
        self.shell.commands.refresh()

    def _note(self) -> Note | None:
        if self._view == "harvest":
            return self.harvest.notes.current
        return self.decide.panel.note if self._view == "decide" else None

    def _why_not_remove(self) -> str:
        return self.read_only() if self._note() else self.words("Choose a note first.")

    def remove_note(self) -> None:
        """Take the chosen note away."""
        note = self._note()
        if note is None:
            return
        if self._view == "harvest":
            beside = self.harvest.notes.beside(note)
            if self.work.remove(note) and beside:
                self.harvest.notes.show_note(beside)
        else:
            beside = self.decide.beside(note.id)
            if self.work.remove(note):
                self.decide.board.choose(beside, focus=True)

    def _open_groups(self) -> None:
        self.groups.open_up()

    def _offer_lines(self) -> None:
        self.harvest.pasted.offer()
