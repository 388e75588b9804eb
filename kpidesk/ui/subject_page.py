"""A page of views about one record of several, which is chosen in the head: a community, an assessment."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from kpidesk.desk.journal import Change
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.fields import Choice
from kpidesk.ui.page import Shell
from kpidesk.ui.view import View, Views, WalkedPage, by_wide
from kpidesk.ui.widgets import EmptyState

_WORDS_FROM: Final = 1500  # px of the page: below, the tools of the head are icons
_ABOUT: Final = 150  # px below which the subject's name would be cut to nothing that helps
_CROWDED: Final = 720  # px of the page, as beside the Guide in a small window
_LEAST: Final = 100  # px of the choice of a subject then; else it has what its names need
_NARROW, _WIDE = 1180, 1560  # px of the page: below and from these, panels are smaller and larger


def today() -> date:
    """The day of the person's calendar."""
    return date.today()  # noqa: DTZ011 - people's days have no zone


class SubjectView(View):
    """A view of a subject. It is told to show the desk only while there is one and it is in sight."""

    page: "SubjectPage"
    FILLED: ClassVar[str] = ""
    """The command whose filled button stands in the head, "" for none."""
    TOOLS: ClassVar[tuple[str, ...]] = ()
    """Commands whose buttons stand in the head."""
    OF_SUBJECT: ClassVar[bool] = True
    """Whether the view looks at the subject, so that the choice of it stands in the head."""

    def __init__(self, page: "SubjectPage") -> None:
        super().__init__(page)
        self.head_tools(*self.TOOLS)

    def show_record(self, record_id: str) -> bool:
        """Bring a record into sight, if this view is where it is at home."""
        return False

    def projected(self, room: Room = ROOM) -> Picture | None:
        """What the room sees of this view, None for nothing of it."""
        return None

    def settle(self) -> None:
        """Another subject is looked at next: enter the lines that were begun for this one."""


class SubjectPage(WalkedPage):
    """Subclasses name VIEWS, what a view is called, which subjects there are, and what belongs here."""

    VIEWS: ClassVar[tuple[type[SubjectView], ...]]

    def __init__(self, shell: Shell, title: str, subjects: str) -> None:
        super().__init__(shell, title)
        self.subject_id = ""
        self._offered: Sequence[tuple[str, str]] = ()  # as the desk was told of last
        self._seen: dict[str, int] = {}  # the newest edit that each view has shown
        self._class = -1  # of the page's width
        self._narrow = False
        self._names = dict(self.names())
        self.shown = Views(self, self.VIEWS, self._names, self.VIEWS[0].key)
        self.provide()
        self.provide_those_of(self.VIEWS)
        self.segments.chosen.connect(self.show_view)
        self.head.add_segments(self.segments)
        self.choice = Choice(list(self._names.items()), self.show_view, self.words("View"))
        self.choice.setObjectName("view-choice")
        self.choice.setMinimumContentsLength(10)
        self.choice.hide()
        self.head.add_beside(self.choice)
        self.subjects = Choice([], self.choose, subjects)
        self.subjects.setObjectName("subjects")
        self.subjects.setMinimumContentsLength(18)
        self.head.add_tool(self.subjects)
        self._filled = {view.FILLED: self.button(view.FILLED, "filled") for view in self.VIEWS if view.FILLED}
        for each in self._filled.values():
            self.head.add_tool(each)
        self.sights = QStackedWidget()
        self.sights.addWidget(self.empty())
        self.sights.addWidget(self.shown)
        self.body.addWidget(self.sights)
        self._bring(self.VIEWS[0].key)

    # -- what subclasses say

    def names(self) -> Mapping[str, str]:
        """What the views are called, by their keys."""
        raise NotImplementedError

    def provide(self) -> None:
        """Provide the commands of the page."""

    def empty(self) -> EmptyState:
        """What belongs here, while there is no subject."""
        raise NotImplementedError

    def offered(self) -> Sequence[tuple[str, str]]:
        """The subjects there are: id and name, in the order of the choice."""
        raise NotImplementedError

    def home(self, record_id: str) -> tuple[str, str] | None:
        """Subject and view where a record is at home; the subject "" where any will do."""
        return None

    # -- showing

    @property
    def view(self) -> SubjectView:
        """The view in sight."""
        view = self.shown.view
        assert isinstance(view, SubjectView)  # noqa: S101 - VIEWS has no other
        return view

    @property
    def filled(self) -> bool:
        """See PageOfViews."""
        return bool(self.subject_id)

    def refresh(self, change: Change | None) -> None:
        """See Page. Who was at work here goes on here, also where what they were at is gone."""
        working = self.has_focus()
        offered = self._offered = self.offered()
        if self.subject_id not in {key for key, _ in offered}:
            self.subject_id = offered[0][0] if offered else ""
            self._seen.clear()
        self.subjects.offer(offered)
        self.subjects.show_value(self.subject_id)
        self.sights.setCurrentIndex(1 if self.filled else 0)
        if self.filled:
            self.view.show_desk(change)
            self._seen[self.view.key] = self.session.desk.last_edit
        self._show_head()
        self.shell.commands.refresh()
        if working and not self.has_focus():
            self.go_on()
        self.shell.follow()

    def choose(self, subject_id: str) -> None:
        """Look at another subject; what is typed is taken over first."""
        if subject_id != self.subject_id:
            self.leave()
            for view in self.shown.made.values():
                if isinstance(view, SubjectView):
                    view.settle()
            self.subject_id = subject_id
            self._seen.clear()
            self.refresh(None)

    def show_view(self, key: str) -> None:
        """See PageOfViews."""
        before = self.shown.currentWidget()
        if isinstance(before, View) and before.key != key:
            before.leave()
        self._bring(key)
        if self.filled and self._seen.get(key) != self.session.desk.last_edit:
            self.view.show_desk()
            self._seen[key] = self.session.desk.last_edit
        self.shell.commands.refresh()
        self.shell.show_step()
        self.shell.follow()

    def _bring(self, key: str) -> None:
        self.shown.bring(key, wordy=self.width() >= _WORDS_FROM)
        for each in self._filled.values():  # comes last
            self.head.add_tool(each)
        self.make_room(narrow=self._narrow)
        self._show_head()
        self._share_width()

    def show_record(self, record_id: str) -> None:
        """See Page. A view's key with a colon in front of a subject says where to look at it."""
        view, _, wanted = record_id.rpartition(":")
        ids = {key for key, _ in self.offered()}
        if view:
            if wanted in ids:
                self.choose(wanted)
            self.show_view(view)
            return
        if wanted in ids:
            self.choose(wanted)
            return
        place = self.home(wanted)
        if place is not None:
            subject, key = place
            if subject:
                self.choose(subject)
            if not self.view.show_record(wanted):
                self.show_view(key)
                self.view.show_record(wanted)

    def place(self) -> object:
        """See Page."""
        return self.segments.current, self.subject_id

    def come_back(self, place: object) -> None:
        """See Page."""
        assert isinstance(place, tuple)  # noqa: S101 - what `place` returned
        view, subject = place
        if subject in {key for key, _ in self.offered()}:
            self.choose(subject)
        self.show_view(view)

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See Page."""
        return self.view.projected(room) if self.filled else None

    def views(self) -> dict[str, Callable[[], object]]:
        """See Page."""
        found: dict[str, Callable[[], object]] = {}
        if self.filled:
            for kind in reversed(self.VIEWS):  # the first comes last, and stays in sight
                view = self.shown.of(kind.key)
                found |= view.views() or {kind.key: partial(self.show_view, kind.key)}
        return found

    # -- room

    def _show_head(self) -> None:
        """Let the title go before the names of views do; beside the Guide, a list has to do."""
        there, view = self.filled, self.view
        name = dict(self._offered).get(self.subject_id, "") if view.OF_SUBJECT else ""
        many = len(self._offered) > 1 and view.OF_SUBJECT
        self.head.subtitle.show_text("" if many else name)
        self.subjects.setVisible(many)
        self.subjects.setMinimumWidth(_LEAST if self.width() < _CROWDED else 0)
        for key, each in self._filled.items():
            each.setVisible(there and key == view.FILLED)
        if there:
            by_wide(view.tools, self.width() >= _WORDS_FROM)
        else:
            for pair in view.tools:
                for tool in pair:
                    tool.hide()
        tools = [tool for pair in view.tools for tool in pair]
        room = self.room_in_head([self.subjects, *self._filled.values(), *tools])
        room = self.head.fit_views(self.segments, self.choice, [self._names], room, there=there)
        self.head.subtitle.setVisible(there and not many and room >= _ABOUT)

    def by_width(self, sizes: tuple[int, int, int]) -> int:
        """The one of three sizes that suits the page's width: narrow, usual, wide."""
        wide = self.width()
        return sizes[0 if wide < _NARROW else 1 if wide < _WIDE else 2]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget. A person may drag the panels until the window is of another size."""
        super().resizeEvent(event)
        self._show_head()
        if self.by_width((0, 1, 2)) != self._class:
            self._share_width()

    def _share_width(self) -> None:
        self._class = self.by_width((0, 1, 2))
        side = self.by_width((260, 300, 360))
        self.view.share_width(max(1, self.width() - 24 - side - 8), side)

    def make_room(self, *, narrow: bool) -> None:
        """See Page: the Guide takes the place of the panel at the right."""
        self._narrow = narrow
        view = self.view
        if view.side is not None:
            view.side.setVisible(not narrow and not self.bare)
