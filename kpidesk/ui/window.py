"""The window: rail, strip, notice, the page that the person is on, and the Guide beside it.

It paints before anything of the desk is imported: SQLAlchemy alone takes longer than the window. Nor is
`QtCore.Qt` touched before: making Python's side of its hundred enums takes a sixth of a bare start. So
the first sight is bare ground in the right colours, and `_furnish` puts everything in its place after it.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from kpidesk.drawing.palette import Palette
from kpidesk.system.paths import Folders
from kpidesk.system.reports import note
from kpidesk.system.words import Words
from kpidesk.ui import theme
from kpidesk.ui.desks import Desks
from kpidesk.ui.first_sight import first_sight
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.guiding import Guiding
from kpidesk.ui.preferences import Preferences
from kpidesk.ui.presenting import Presenting
from kpidesk.ui.questions import AskingPerson, Questions
from kpidesk.ui.scale import first_size
from kpidesk.ui.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from kpidesk.desk.journal import Change
    from kpidesk.drawing.room import Room
    from kpidesk.system.words import Told
    from kpidesk.ui.commands import Commands
    from kpidesk.ui.frame import Frame
    from kpidesk.ui.home.start import StartPage
    from kpidesk.ui.icons import Icons
    from kpidesk.ui.jobs import Jobs
    from kpidesk.ui.notice import Notice
    from kpidesk.ui.page import Page
    from kpidesk.ui.running import Runner
    from kpidesk.ui.session import Saved, Session
    from kpidesk.ui.strip import Strip


class Window(QMainWindow):
    """One window for one desk; it is the Shell of its pages and the Host of its desk."""

    windows: ClassVar[list["Window"]] = []
    imported = Signal()  # from the thread that loads ahead

    # Made by `_furnish`, after the first painting.
    icons: "Icons"
    commands: "Commands"
    jobs: "Jobs"
    runner: "Runner"
    frame_: "Frame"

    def __init__(self, words: Words, folders: Folders, questions: Questions | None = None) -> None:
        super().__init__()
        self.words = words
        self.folders = folders
        self.settings = Settings(folders)
        self._answering = questions
        self.questions: Questions = questions or AskingPerson(self, words)
        self.session: Session | None = None
        self.desks = Desks(self)
        self.presenting = Presenting(self)
        self.guiding = Guiding(self)
        self.preferences = Preferences(self)
        self.pages: dict[str, Page] = {}
        self.current = "home"
        self._stale: set[str] = set()
        self._places: dict[str, object] = {}
        self._wanted: Path | None = None
        self._painted = self._furnished = False
        self._busy = self._refusal = ""  # sentences to take back when they hold no longer
        self._start: StartPage | None = None
        self.setWindowTitle("KPI Desk")
        self.setMinimumSize(800, 440)
        self.resize(first_size(self.settings, self.screen().availableSize()))
        self.take_colours()
        self.setCentralWidget(first_sight())
        self.imported.connect(self._look_for_leftovers)
        Window.windows.append(self)

    def take_colours(self) -> None:
        """Take the colours that the person chose; what is built from now on has them."""
        self.palette_: Palette = theme.chosen(self.settings.get("theme", "light"))
        theme.apply(self.palette_)

    # -- building

    def _furnish(self) -> None:
        """Put everything in its place, in the colours of the theme."""
        from kpidesk.ui.commands import Commands  # noqa: PLC0415 - after the first painting
        from kpidesk.ui.failing import write_down  # noqa: PLC0415
        from kpidesk.ui.frame import Frame  # noqa: PLC0415
        from kpidesk.ui.icons import Icons  # noqa: PLC0415
        from kpidesk.ui.jobs import Jobs  # noqa: PLC0415
        from kpidesk.ui.keys import own_keys  # noqa: PLC0415
        from kpidesk.ui.run_bar import RunBar  # noqa: PLC0415
        from kpidesk.ui.running import Runner  # noqa: PLC0415

        if not self._furnished:
            self.jobs = Jobs()
            self.jobs.changed.connect(self._job_changed)
            self.jobs.failed.connect(partial(write_down, self.folders))
            self.runner = Runner(self, self)
        self._furnished = True
        self.icons = Icons(self.palette_)
        noting = partial(note, self.folders)
        self.commands = Commands(self.words, self.icons, noting, own_keys(self.settings))
        self._provide()
        self.frame_ = Frame(
            self.words, self.palette_, self.icons, self.commands, self.jobs, self.preferences.menu(),
            RunBar(self, self.runner),
        )  # fmt: skip
        if before := self.takeCentralWidget():
            throw_away(before)
        self.setCentralWidget(self.frame_)
        self._show_state()
        self.fit()

    @property
    def furnished(self) -> bool:
        """Whether anything stands in the window yet."""
        return self._furnished

    @property
    def notice(self) -> "Notice":
        """The notice strip."""
        return self.frame_.notice

    @property
    def strip(self) -> "Strip":
        """The strip on top."""
        return self.frame_.strip

    def _provide(self) -> None:
        """What the window itself can do."""
        words, provide = self.words, self.commands.provide
        from kpidesk.ui.commands import PAGES  # noqa: PLC0415 - after the first painting

        def no_desk() -> str:
            return "" if self.session else words("Open a desk first.")

        for key in PAGES:
            provide(f"go.{key}", self, partial(self.go, key), no_desk)
        provide("desk.new", self, self.desks.ask_new)
        provide("desk.open", self, self.desks.ask_open)
        self.desks.provide_samples(provide)
        provide("desk.organisation", self, self._show_organisation, no_desk)
        provide("desk.copy", self, self.desks.ask_copy, no_desk)
        provide("desk.folder", self, self._open_desk_folder, no_desk)
        provide("desk.close", self, self.close_desk, no_desk)
        provide("edit.undo", self, self.undo, lambda: self._no_step("undo_label"))
        provide("edit.redo", self, self.redo, lambda: self._no_step("redo_label"))
        provide("view.find", self, self.search, no_desk)
        provide("view.areas", self, self._next_area)
        self.guiding.provide()
        self.presenting.provide()
        self.runner.provide()
        self.preferences.provide()

    def _show_organisation(self) -> None:
        from kpidesk.ui.organisation import show_organisation  # noqa: PLC0415 - only when asked for

        show_organisation(self)

    def _no_step(self, label: str) -> str:
        if self.session is not None and getattr(self.session.desk, label):
            return ""
        return self.words("There is nothing to take back or do again.")

    # -- first painting

    def open_later(self, path: Path) -> None:
        """Open a desk as soon as the window has been painted once."""
        self._wanted = path

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """What takes longer than the window itself begins after the first painting."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._after_painting)

    def _after_painting(self) -> None:
        if not self.isVisible():  # closed at once: nobody would close what is begun now
            return
        if self._wanted is not None:
            self.open(self._wanted)
        elif self.session is None:
            self._ready()
            self.desks.load_ahead(self.imported.emit)
        self.preferences.tell_size()

    def _ready(self) -> None:
        """Furnish the window if it is bare, and show the start if there is no desk."""
        if not self._furnished:
            self._furnish()
        if self.session is None and self._start is None:
            self._show_start()

    # -- the desk

    def open(self, path: Path) -> bool:
        """Open a desk file; whether it is open now. What is in the way is told in the notice."""
        if not self._furnished:
            self._furnish()
        opened = self.desks.open(path)
        self._ready()
        return opened

    def showing(self, path: Path) -> bool:
        """See Host."""
        try:
            wanted = path.expanduser().resolve()
        except (OSError, RuntimeError):  # opening it will tell
            return False
        for window in Window.windows:
            if window.session is not None and window.session.path == wanted:
                window.activateWindow()
                window.raise_()
                return True
        return False

    def another(self) -> "Window":
        """See Host."""
        window = Window(self.words, self.folders, self._answering)
        window.move(self.pos().x() + 32, self.pos().y() + 32)
        window.show()
        return window

    @property
    def desk_session(self) -> "Session":
        """See Shell."""
        assert self.session is not None  # noqa: S101 - pages exist only while a desk is open
        return self.session

    def show_session(self, session: "Session") -> None:
        """See Host."""
        theme.load_other_fonts()
        self.notice.forget_all()
        self.session = session
        note(self.folders, "desk.opened")
        session.changed.connect(self._changed)
        session.refused.connect(self._tell)
        session.saved.connect(self._show_saved)
        self.settings.note_recent(session.path)
        self._drop_start()
        self.strip.show_saved("circle-check", "accent", self.words("Saved"))
        self.runner.look()
        self.go("home")
        if session.conflict:
            self.desks.tell_conflict()
        elif session.recovered:
            self.say(self.words("Welcome back. What had not reached the file last time is here again."))

    def give_up_session(self, *, set_aside: bool = False) -> None:
        """See Host."""
        if self.session is None:
            return
        self.jobs.stop_all()
        self._drop_pages()
        self.session.close(set_aside=set_aside)
        self.session = None
        self.runner.look()
        self.strip.show_saved("", "", "")
        self._show_state()

    def close_desk(self) -> None:
        """Close the desk and show the start."""
        if self._may_leave(self.close_desk):
            self.presenting.end()
            self._keep_thumbnail()
            self.give_up_session()
            self._ready()

    def _may_leave(self, again: Callable[[], object]) -> bool:
        """Whether the desk may be left: typing is taken over, jobs have ended, the file is up to date.

        Where a job goes on, the notice offers to stop it and leave `again`.
        """
        words = self.words
        if (typed := self.unfinished()) and not self.questions.choose(
            words("Close and lose what you have begun to write?"),
            words("“{typed}” has not been taken over.", typed=typed),
            words("Stay"),
            words("Close all the same"),
        ):
            return False
        if job := self.jobs.shown:
            self._busy = words("“{job}” is still going on.", job=job.name)
            self.say(
                self._busy,
                bad=True,
                button=words("Stop it and close"),
                do=partial(self._stop_and, again),
            )
            return False
        return self.desks.may_leave()

    def _stop_and(self, again: Callable[[], object]) -> None:
        self.jobs.stop_all()
        again()

    def unfinished(self) -> str:
        """What was begun on some page and could not be taken over, shortened; empty for nothing."""
        for page in self.pages.values():
            page.leave()
        typed = next(filter(None, (page.unfinished() for page in self.pages.values())), "")
        return " ".join(typed.split())[:60]

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Publish what is left. What cannot be published waits in the working copy, if the person agrees."""
        if self._furnished and not self._may_leave(self.close):
            event.ignore()
            return
        self.desks.stop_loading()
        self.presenting.end()
        self.guiding.give_up()
        if self._furnished:
            self._keep_thumbnail()
            self.give_up_session()
            self.jobs.stop_all()
        if not self.isMaximized():
            self.settings.set("width", self.width())
            self.settings.set("height", self.height())
        if self in Window.windows:
            Window.windows.remove(self)
        super().closeEvent(event)

    def _keep_thumbnail(self) -> None:
        """Keep a small picture of the map for the list of recent desks."""
        if self.session is not None:
            from kpidesk.ui.thumbnails import keep  # noqa: PLC0415 - after the first painting

            keep(self.session.desk, self.session.path, self.folders)

    # -- pages

    def go(self, page: str, record_id: str = "", *, view: str = "") -> None:
        """See Shell."""
        if self.session is None:
            return
        if page != self.current and self.current in self.pages:
            self.pages[self.current].leave()
        if page not in self.pages:
            from kpidesk.ui.pages import make  # noqa: PLC0415 - a page is imported when it is gone to

            self.pages[page] = make(page, self)
            self.frame_.pages.addWidget(self.pages[page])
            self._stale.add(page)
            self.pages[page].set_bare(bare=self.presenting.bare)
        shown = self.pages[page]
        self.current = page
        self._close_pickers()
        self.frame_.pages.setCurrentWidget(shown)
        if page in self._stale:
            self._stale.discard(page)
            shown.refresh(None)
        if (place := self._places.pop(page, None)) is not None:
            shown.come_back(place)
        if view:
            shown.show_view(view)
        if record_id:
            shown.show_record(record_id)
        shown.setFocus()
        self._show_state()
        self.fit()

    def _close_pickers(self) -> None:
        from kpidesk.ui.picker import Picker  # noqa: PLC0415 - after the first painting

        for picker in self.findChildren(Picker):
            picker.close_up()

    def _drop_pages(self) -> None:
        for page in self.pages.values():
            page.leave()
            page.give_up()
            self.commands.forget(page)
            self.frame_.pages.removeWidget(page)
            throw_away(page)
        self.pages.clear()
        self._stale.clear()
        self._places.clear()

    def _show_start(self) -> None:
        from kpidesk.ui.home.start import StartPage  # noqa: PLC0415 - after the first painting

        self._start = StartPage(self)
        self.frame_.pages.addWidget(self._start)
        self.frame_.pages.setCurrentWidget(self._start)
        if self.desks.ready:
            self._start.look_for_leftovers()
        self._show_state()

    def _look_for_leftovers(self) -> None:
        if self._start is not None:
            self._start.look_for_leftovers()

    def _drop_start(self) -> None:
        if self._start is not None:
            self.frame_.pages.removeWidget(self._start)
            throw_away(self._start)
            self._start = None

    def set_theme(self, name: str) -> None:
        """Take other colours; see Preferences."""
        self.preferences.set_theme(name)

    def build_anew(self, palette: Palette, words: Words) -> None:
        """Build everything in other colours, or in another language; the person stays where they are."""
        self.palette_, self.words = palette, words
        self.questions = self._answering or AskingPerson(self, words)
        before = self.frame_
        places = {key: page.place() for key, page in self.pages.items()}
        self._drop_pages()
        self._places = places
        self._drop_start()
        for action in self.actions():
            self.removeAction(action)
            throw_away(action)
        self._furnish()
        self._ready()
        if self.session is not None:
            self.strip.show_saved(*before.strip.state)
            self.go(self.current)
        self.notice.follow(before.notice)

    # -- what the person asks for

    def undo(self) -> None:
        """Take the last step back."""
        if self.session:
            self.pages[self.current].leave()
            self.session.undo()

    def redo(self) -> None:
        """Do the last undone step again."""
        if self.session:
            self.pages[self.current].leave()  # what is being typed is a new step, and nothing follows it
            self.session.redo()

    def search(self) -> None:
        """Open the list of commands and records."""
        from kpidesk.ui.finder import Finder  # noqa: PLC0415 - after the first painting
        from kpidesk.ui.picker import Picker  # noqa: PLC0415

        asking = self.pages.get(self.current, self)
        Picker(asking, self.icons, self.words("Search or run a command"), Finder(self).look)

    def _next_area(self) -> None:
        """F6 walks strip, page, Guide and rail."""
        self.frame_.next_area()

    # -- showing how things stand

    def say(
        self, text: str, *, bad: bool = False, button: str = "", do: "Callable[[], object] | None" = None
    ) -> None:
        """See Shell."""
        self.notice.say(text, bad=bad, button=button, do=do)

    @property
    def projecting(self) -> bool:
        """See Shell."""
        return self.presenting.on

    @property
    def room(self) -> "Room":
        """See Shell."""
        return self.presenting.room

    def follow(self) -> None:
        """See Shell."""
        self.presenting.follow()

    def open_folder(self, folder: Path) -> None:
        """See Shell."""
        from PySide6.QtCore import QUrl  # noqa: PLC0415 - only when asked for
        from PySide6.QtGui import QDesktopServices  # noqa: PLC0415

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _open_desk_folder(self) -> None:
        if self.session:
            self.open_folder(self.session.path.parent)

    def _job_changed(self) -> None:
        if self.jobs.shown is None:
            self.notice.take_back(self._busy)

    def _tell(self, problem: "Told") -> None:
        self.notice.take_back(self._refusal)  # one at a time: an old one would come back over valid words
        self._refusal = self.words.told(problem)
        self.say(self._refusal, bad=True)

    def customEvent(self, event: "QEvent") -> None:  # noqa: N802 - Qt's name
        """What a field tells: it was entered, or what was refused in it stands there no more."""
        from kpidesk.ui.fields import ENTERED, RIGHTED  # noqa: PLC0415 - after the first painting

        if event.type() == RIGHTED:
            self.notice.take_back(self._refusal)
        elif event.type() == ENTERED and self.session is not None:
            self.session.desk.end_typing()

    def _changed(self, change: "Change") -> None:
        self.notice.went_on(self._refusal, again=change.kind.value in {"undo", "redo"})
        self.runner.look()
        self._stale |= self.pages.keys()
        self._stale.discard(self.current)
        if self.current in self.pages:
            self.pages[self.current].refresh(change)
        self._show_state()

    def _show_state(self) -> None:
        """Name, undo and redo, what can be done, where the person is, and the Guide's look at the desk."""
        session = self.session
        name = session.path.stem if session else None
        self.setWindowTitle(f"{name} – KPI Desk" if name else "KPI Desk")
        self.strip.show_desk(name)
        self.commands.refresh()
        if session:
            self.strip.show_steps(session.desk.undo_label, session.desk.redo_label, self.width())
        self.frame_.rail.show_current(self.current, desk=session is not None)
        self.show_step()
        self.presenting.show()
        self.presenting.follow()

    def show_step(self) -> None:
        """See Shell."""
        self.guiding.look()

    def _show_saved(self, state: "Saved", problem: "Told") -> None:
        from datetime import datetime  # noqa: PLC0415 - after the first painting

        from kpidesk.ui.session import Saved  # noqa: PLC0415 - loaded with the session

        words, show = self.words, self.strip.show_saved
        if state is Saved.SAVED:
            now = datetime.now().astimezone()
            show("circle-check", "accent", words("Saved {time}", time=words.clock(now)))
        elif state is Saved.FAILED:
            show("circle-alert", "danger", words("Not in the file"))
            if self.session and self.session.conflict:
                self.desks.tell_conflict()
                return
            reason = words.told(problem)
            self.say(
                words("Cannot update the file: {reason} Your work is safe here.", reason=reason),
                bad=True,
                button=words("Save elsewhere …"),
                do=self.desks.ask_save_elsewhere,
            )
        else:
            show("circle-dashed", "text_second", words("Saving …"))

    def fit(self) -> None:
        """Give each part the room that the window's width allows."""
        self.frame_.fit()
        if self.session is not None:
            desk = self.session.desk
            self.strip.show_steps(desk.undo_label, desk.redo_label, self.width())
        if page := self.pages.get(self.current):
            page.make_room(narrow=self.frame_.crowded)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wide windows have room for more."""
        super().resizeEvent(event)
        if self._furnished:
            self._close_pickers()
            self.fit()
