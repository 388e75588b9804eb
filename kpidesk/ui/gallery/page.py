"""The Gallery page: the stations on the way of a gallery, from posters to what becomes of the notes."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from kpidesk.actions import gallery as actions
from kpidesk.desk.journal import Change
from kpidesk.domain import walls
from kpidesk.domain.gallery import Cluster, Gallery, Note, Poster
from kpidesk.domain.invitations import Invitation
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.fields import Choice
from kpidesk.ui.gallery import poster_picker
from kpidesk.ui.gallery.book import Book
from kpidesk.ui.gallery.clusters import ClustersView
from kpidesk.ui.gallery.decide import Decide
from kpidesk.ui.gallery.groups import Groups
from kpidesk.ui.gallery.harvest import Harvest
from kpidesk.ui.gallery.invite import InviteView
from kpidesk.ui.gallery.note_kiosk import hand_over_notes
from kpidesk.ui.gallery.note_list import neighbour
from kpidesk.ui.gallery.opening import OpeningView
from kpidesk.ui.gallery.rating import RatingView
from kpidesk.ui.gallery.telling import TellingView
from kpidesk.ui.gallery.view import View
from kpidesk.ui.gallery.wall import Wall
from kpidesk.ui.gallery.walls import WallsView
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.page import Shell
from kpidesk.ui.view import Views, WalkedPage, by_wide
from kpidesk.ui.widgets import EmptyState

_WORDS_FROM: Final = 1500  # px of the page: below, the tools of the head are icons
_NARROW, _WIDE = 1180, 1560  # px of the page: below and from these, panels are smaller and larger
_ABOUT: Final = 150  # px below which the gallery's name would be cut to nothing that helps
_VIEWS: Final[tuple[type[View], ...]] = (
    InviteView, Wall, WallsView, OpeningView, Harvest, ClustersView, RatingView, Decide, TellingView
)  # fmt: skip


class GalleryPage(WalkedPage):
    """Posters on the wall, what people wrote, what the team decides on it, and what people are told."""

    key: ClassVar[str] = "gallery"

    def __init__(self, shell: Shell) -> None:
        words = shell.words
        super().__init__(shell, words("Gallery"))
        self.book = Book(self.session.desk, words)
        self.work = Work(self.session, self.book, words)
        self._narrow = False
        self._class = -1  # of the page's width
        self._poster = ""  # chosen on the wall
        self._seen: dict[str, int] = {}  # the newest edit that each view has shown
        names = {
            "invite": words("Invite"), "posters": words("Posters"), "walls": words("Walls"),
            "opening": words("Open"), "harvest": words("Harvest"), "clusters": words("Clusters"),
            "rating": words("Rate"), "decide": words("Decide"), "telling": words("Tell back"),
        }  # fmt: skip
        self._names = names
        self.shown = Views(self, _VIEWS, names, "posters")
        self.command("gallery.begin", self.begin, self.read_only)
        self.command("gallery.add_poster", self.ask_poster, self._why_not_add)
        self.command("gallery.remove_poster", self.remove_poster, self._why_not_take_off)
        self.command("gallery.remove_note", self.remove_note, self._why_not_remove)
        self.command("gallery.groups", self._open_groups)
        self.command("gallery.kiosk", partial(hand_over_notes, self), self._why_no_poster)
        self.command("gallery.vote", self._vote, self._why_not_add)
        self.command("gallery.printed", partial(shell.go, "publish", "printed:"))
        self.command("gallery.cluster_add", self._add_cluster, self._why_not_add)
        self.command("gallery.paste", self._offer_lines, self._why_not_add)
        self.provide_those_of(_VIEWS)
        self._build()

    # -- building

    def _build(self) -> None:
        words = self.words
        self.segments.chosen.connect(self._choose_view)
        self.head.add_segments(self.segments)
        self.choice = Choice(list(self._names.items()), self._choose_view, words("View"))
        self.choice.setObjectName("view-choice")
        self.choice.setMinimumContentsLength(10)
        self.choice.hide()
        self.head.add_beside(self.choice)
        self._galleries = Choice([], self._choose_gallery, words("Gallery"))
        self._galleries.setObjectName("galleries")
        self._galleries.setMinimumContentsLength(18)
        self.head.add_tool(self._galleries)
        self._filled = {view.FILLED: self.button(view.FILLED, "filled") for view in _VIEWS if view.FILLED}
        for each in self._filled.values():
            self.head.add_tool(each)
        self.sights = QStackedWidget()
        self.sights.addWidget(
            EmptyState(
                self.icons.pixmap("sticky-note", "text_third", 40),
                words("A gallery shows measures on posters, and collects what people say about them."),
                words("Depot North hall, 10:00 to 16:00: people come when they like, read, and stick notes."),
                self.button("gallery.begin", "filled", text=words("Begin a gallery")),
            )
        )
        self.sights.addWidget(self.shown)
        self.body.addWidget(self.sights)
        self.groups = Groups(self, self.work)
        self.wall.went.connect(self._went)
        self._bring("posters")

    @property
    def view(self) -> View:
        """The view in sight."""
        return cast("View", self.shown.view)

    @property
    def wall(self) -> Wall:
        """The posters."""
        return self.shown.get(Wall)

    @property
    def harvest(self) -> Harvest:
        """Where notes are typed."""
        return self.shown.get(Harvest)

    @property
    def clusters(self) -> ClustersView:
        """Where notes are put together."""
        return self.shown.get(ClustersView)

    @property
    def decide(self) -> Decide:
        """Where the team decides."""
        return self.shown.get(Decide)

    # -- showing

    def refresh(self, change: Change | None) -> None:
        """See Page. Who was at work here goes on here, also where what they were at is gone."""
        working = self.has_focus()
        before = self.book.gallery.id if self.book.gallery else None
        if change is None:
            self.book.read()
        took = None if change is None else self.book.take(change)
        if before != (self.book.gallery.id if self.book.gallery else None):
            took = None
            self._seen.clear()
        if self.book.gallery is not None:
            self.view.refresh(took)
            self._seen[self.view.key] = self.session.desk.last_edit
        if took is None or took.frame:
            self._show_head()
            self.groups.refresh()
        if working and not self.has_focus():
            self.go_on()
        self.shell.follow()

    def _show_head(self) -> None:
        gallery = self.book.gallery
        day = self.words.date(gallery.opens.date()) if gallery and gallery.opens else ""
        self.head.subtitle.show_text(" · ".join(filter(None, (gallery.name, day))) if gallery else "")
        self._galleries.offer([(each.id, each.name) for each in self.book.galleries])
        self._galleries.show_value(gallery.id if gallery else None)
        self.sights.setCurrentIndex(1 if gallery else 0)
        self._show_tools()

    def _show_tools(self) -> None:
        there, view = self.book.gallery is not None, self.view
        self._galleries.setVisible(len(self.book.galleries) > 1)
        for key, each in self._filled.items():
            each.setVisible(there and key == view.FILLED)
        if there:
            by_wide(view.tools, self.width() >= _WORDS_FROM)
        else:
            for tool in (each for pair in view.tools for each in pair):
                tool.hide()
        self._share_head()

    def _share_head(self) -> None:
        """Let the title go before the names of views do; beside the Guide, a list has to do."""
        there, tools = self.book.gallery is not None, [tool for pair in self.view.tools for tool in pair]
        room = self.room_in_head([self._galleries, *self._filled.values(), *tools])
        room = self.head.fit_views(self.segments, self.choice, [self._names], room, there=there)
        self.head.subtitle.setVisible(there and room >= _ABOUT)

    def show_view(self, view: str) -> None:
        """Change to another view; what is being typed is taken over first."""
        before = self.shown.currentWidget()
        if isinstance(before, View) and before.key != view:
            before.leave()
            before.stop()
        self._bring(view)
        if self.book.gallery is not None and self._seen.get(view) != self.session.desk.last_edit:
            self.view.show_desk()
            self._seen[view] = self.session.desk.last_edit
        self.shell.commands.refresh()
        self.shell.show_step()
        self.shell.follow()

    def _bring(self, key: str) -> None:
        self.shown.bring(key, wordy=self.width() >= _WORDS_FROM)
        for each in self._filled.values():  # comes last
            self.head.add_tool(each)
        self.make_room(narrow=self._narrow)
        self._show_tools()
        self._share_width()

    def _choose_view(self, view: str) -> None:
        self.show_view(view)
        self.view.arrive()

    def open_notes(self, poster_id: str) -> None:
        """Go to the notes of a poster."""
        self.show_view("harvest")
        self.harvest.show_poster(poster_id)

    def _choose_gallery(self, gallery_id: str) -> None:
        self.leave()
        self.book.read(gallery_id)
        self.refresh(None)

    def show_record(self, record_id: str) -> None:
        """A note is shown where it is decided on, a poster on the wall or beside the line.

        A view's key with a colon in front of a gallery says where to look at it.
        """
        desk = self.session.desk
        view, _, wanted = record_id.rpartition(":")
        if view:
            self._go_to(wanted)
            self.show_view(view)
            return
        for note in desk.find(Note, id=record_id):
            self._go_to(desk.get(Poster, note.poster).gallery, record_id, "decide")
        for poster in desk.find(Poster, id=record_id):
            self._go_to(poster.gallery, record_id, "posters")
        for invitation in desk.find(Invitation, id=record_id):
            self._go_to(invitation.gallery, record_id, "invite")
        for wall in desk.find(walls.Wall, id=record_id):
            self._go_to(wall.gallery, record_id, "walls")
        for cluster in desk.find(Cluster, id=record_id):
            self._go_to(cluster.gallery, record_id, "clusters")
        for gallery in desk.find(Gallery, id=record_id):
            self._go_to(gallery.id)

    def _go_to(self, gallery_id: str, record_id: str = "", at_home: str = "") -> None:
        """Look at a gallery, and at a record of it: in the view in sight, else where it is at home."""
        if self.book.gallery is None or self.book.gallery.id != gallery_id:
            self._choose_gallery(gallery_id)
        if record_id and not self.view.show_record(record_id):
            self.show_view(at_home)
            self.view.show_record(record_id)

    @property
    def step(self) -> str:
        """See Page."""
        return self.view.step

    @property
    def filled(self) -> bool:
        """See PageOfViews."""
        return self.book.gallery is not None

    def leave(self) -> None:
        """See Page."""
        super().leave()
        self.view.stop()

    def place(self) -> object:
        """See Page."""
        return self.segments.current, self.book.gallery.id if self.book.gallery else ""

    def come_back(self, place: object) -> None:
        """See Page."""
        assert isinstance(place, tuple)  # noqa: S101 - what `place` returned
        view, gallery_id = place
        for gallery in self.session.desk.find(Gallery, id=gallery_id):
            self._go_to(gallery.id)
            self.show_view(view)

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See Page."""
        return self.view.projected(room) if self.book.gallery else None

    def views(self) -> dict[str, Callable[[], object]]:
        """See Page."""
        found: dict[str, Callable[[], object]] = {}
        if self.book.gallery is not None:
            for kind in _VIEWS:
                view = self.shown.of(kind.key)
                if kind is not Wall:
                    found |= view.views() or {kind.key: partial(self.show_view, kind.key)}
            found["posters"] = self._view_posters  # comes last, with nothing begun that would be asked about
        return found

    def _view_posters(self) -> None:
        self.harvest.entry.line.clear_line()
        self.show_view("posters")

    # -- room

    def by_width(self, sizes: tuple[int, int, int]) -> int:
        """The one of three sizes that suits the page's width: narrow, usual, wide."""
        wide = self.width()
        return sizes[0 if wide < _NARROW else 1 if wide < _WIDE else 2]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget. A person may drag the panels until the window is of another size."""
        super().resizeEvent(event)
        self._show_tools()
        if self.by_width((0, 1, 2)) != self._class:
            self._share_width()

    def _share_width(self) -> None:
        self._class = self.by_width((0, 1, 2))
        side = self.by_width(self.view.SIDE) if self.view.side is not None else 0
        self.view.share_width(self.width() - 24 - side - 8, side)

    def make_room(self, *, narrow: bool) -> None:
        """See Page."""
        self._narrow = narrow
        view = self.view
        if view.side is not None:
            view.side.setVisible(not (narrow and view.yields) and (not self.bare or view.shown_with_work))

    def set_bare(self, *, bare: bool) -> None:
        """See Page."""
        super().set_bare(bare=bare)
        self.make_room(narrow=self._narrow)

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

    def _why_no_poster(self) -> str:
        if why := self._why_not_add():
            return why
        return "" if self.book.posters else self.words("There is no poster yet that notes could be about.")

    def _vote(self) -> None:
        """Let people vote on the notes of the poster in hand; with none in hand, on all of the gallery."""
        notes = [
            each
            for each in self.session.desk.find(Note)
            if each.poster in self.book.posters and self._poster in {"", each.poster}
        ]
        self.call_vote_on([each.id for each in notes])

    def ask_poster(self) -> None:
        """Ask what the next posters show."""
        poster_picker.ask(self, self._hung)

    def _hung(self, added: Sequence[str]) -> None:
        if added and self.view is self.wall:
            self.wall.choose(added[0], focus=True)

    def _why_not_take_off(self) -> str:
        if self.shown.segments.current != Wall.key or not self._poster:
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
        made = self.shown.made.get(self.shown.segments.current)
        return made.note if isinstance(made, View) else None

    def _why_not_remove(self) -> str:
        return self.read_only() if self._note() else self.words("Choose a note first.")

    def remove_note(self) -> None:
        """Take the chosen note away, and go on with the one beside it."""
        note = self._note()
        if note is not None:
            beside = self.view.beside(note)
            if self.work.remove(note):
                self.view.go_to(beside)

    def _open_groups(self) -> None:
        self.groups.open_up()

    def _add_cluster(self) -> None:
        self.show_view("clusters")
        self.clusters.acts.add()

    def _offer_lines(self) -> None:
        self.show_view("harvest")
        self.harvest.pasted.offer()
