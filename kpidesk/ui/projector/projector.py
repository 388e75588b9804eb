"""Live follow: the wall shows what the facilitator works on, on the screen that the laptop does not use.

A screen may come and go at any time. While projecting is on and there is no second screen, nothing is
shown anywhere, and it goes on by itself when one comes. Where there is one screen alone, the wall can take
the laptop's own for a while (`show_here`).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QWidget

from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.projector.awake import Awake
from kpidesk.ui.projector.wall import Wall

FRAME: Final = 33  # ms between two pictures while something moves

Draw = Callable[[Room], "tuple[Picture, str] | None"]
"""What is to be seen now in such a room and on which ground; None keeps what is there."""


class Projector(QObject):
    """On or off, black, covered by the logo, frozen.

    `changed` tells when any of it, or the screen, is different, `looked` that what could be shown may have
    changed. While it is frozen, the room sees what was sent last and nothing else, also on a screen that
    comes anew.
    """

    changed = Signal()
    looked = Signal()
    moved = Signal(bool)
    """The screen has come (True) or gone while people project."""
    pressed = Signal(QKeyEvent)
    """A key while the wall lies on the laptop's own screen."""

    def __init__(self, window: QWidget, title: str, awake: Awake | None = None) -> None:
        super().__init__(window)
        self._window, self._title = window, title
        self.awake = awake or Awake()
        self._wall: Wall | None = None
        self._screen: QScreen | None = None
        self._draw: Draw = lambda _room: None
        self._cover: Draw | None = None
        self.room = ROOM
        """The shape of the screen, the last one where there is none, and how far away the last row sits."""
        self.wanted = ""
        """The name of the screen that is taken where it is there."""
        self.here = False
        """Whether the wall lies on the laptop's own screen."""
        self._seen = False  # whether a second screen was there when it was last told
        self.on = self.black = self.frozen = False
        self.cover: tuple[Picture, str] | None = None
        """What is shown instead of the work: the organisation's logo."""
        self.on_air: tuple[Picture, str] | None = None
        """The work that the room sees, or would see if it were not black or covered."""
        self.promised = True
        """Whether the system promised to stay awake."""
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(FRAME)
        self._next.timeout.connect(self._show)

    # -- what people do

    def start(self, draw: Draw) -> None:
        """Project from now on what `draw` gives."""
        self._draw = draw
        if self.on:
            self.follow()
            return
        self.on, self.black, self.frozen = True, False, False
        self.cover = self._cover = self.on_air = None
        self.promised = self.awake.hold()
        app = _application()
        app.screenAdded.connect(self._screen_come)
        app.screenRemoved.connect(self._screen_gone)
        for change in _all_changes():
            change.connect(self._resized)
        self._take()
        self._find_screen()
        self._seen = self.shown
        self.changed.emit()

    def stop(self) -> None:
        """Project no more."""
        if not self.on:
            return
        self.on = self.here = False
        self._next.stop()
        app = _application()
        app.screenAdded.disconnect(self._screen_come)
        app.screenRemoved.disconnect(self._screen_gone)
        for change in _all_changes():
            change.disconnect(self._resized)
        self._leave_screen()
        self.awake.let_go()
        self.changed.emit()

    def set_black(self, *, black: bool) -> None:
        """Show nothing at all, or go on."""
        if self.on and black is not self.black:
            self.black = black
            if self._wall:
                self._wall.set_black(black=black)
            self.changed.emit()

    def set_cover(self, draw: Draw | None) -> None:
        """Show something else instead of the work, or the work again."""
        if self.on:
            self._cover = draw
            self._draw_cover()
            self._paint()
            self.changed.emit()

    def set_back_row(self, back_row: int) -> None:
        """The last row sits so many heights of the picture away."""
        self._fit(replace(self.room, back_row=back_row))

    def show_here(self, *, here: bool) -> None:
        """Lay the wall over the laptop's own screen, or put it away; nothing else changes."""
        if self.on and here is not self.here and not (here and self.shown):
            self.here = here
            self._find_screen()
            if not here:
                self._window.activateWindow()
            self.changed.emit()

    def take_next_screen(self) -> None:
        """Go to the next of several screens that the window does not use."""
        others = self.others
        if self.on and self._screen in others and len(others) > 1:
            self.wanted = others[(others.index(self._screen) + 1) % len(others)].name()
            self._find_screen()
            self.changed.emit()

    def send(self) -> None:
        """Let the room see what could be shown just now, and keep it there."""
        if self.on:
            self.frozen = True
            self._take()
            self.set_black(black=False)
            self.set_cover(None)

    def freeze(self, *, frozen: bool) -> None:
        """Keep the picture as it is while people go on working, or follow again."""
        if self.on and frozen is not self.frozen:
            self.frozen = frozen
            self.follow()
            self.changed.emit()

    @property
    def shown(self) -> bool:
        """Whether there is a screen on which something is seen."""
        return self._wall is not None

    def follow(self) -> None:
        """What is to be seen has changed."""
        if self.on and not self._next.isActive():
            self._next.start()

    def seen_next(self) -> tuple[Picture, str] | None:
        """What could be shown just now; while the room follows, that is what it sees."""
        if not self.on:
            return None
        return self._draw(self.room) if self.frozen else self.on_air

    # -- screens

    @property
    def others(self) -> list[QScreen]:
        """The screens that the window does not use."""
        own = self._window.screen()
        return [each for each in QGuiApplication.screens() if each is not own and not _mirrors(each, own)]

    def _find_screen(self) -> None:
        """Go to the screen that is wanted, else to the first that the window does not use."""
        others = self.others
        self.here = self.here and not others
        wanted = [each for each in others if each.name() == self.wanted] or others
        found = self._window.screen() if self.here else wanted[0] if wanted else None
        if found is self._screen and (
            found is None or (self._wall is not None and self._wall.keys is self.here)
        ):
            return
        self._leave_screen()
        if found is None:
            return
        self._screen = found
        self._wall = Wall(self._title, keys=self.here)
        self._wall.pressed.connect(self.pressed)
        self._wall.set_black(black=self.black)
        self._fit(Room.of(found.geometry().width(), found.geometry().height(), self.room.back_row))
        self._paint()
        self._wall.show_on(found)

    @property
    def _has_keys(self) -> bool:
        return self._wall is not None and self._wall.keys

    def _leave_screen(self) -> None:
        self._screen = None
        if self._wall is not None:
            wall, self._wall = self._wall, None
            wall.hide()  # Qt would move it over the facilitator's own screen
            throw_away(wall)

    def _screen_come(self, screen: QScreen) -> None:
        for change in _changes(screen):
            change.connect(self._resized)
        self._look_again()

    def _screen_gone(self, screen: QScreen) -> None:
        if screen is self._screen:
            self._leave_screen()
        # Qt tells this before the screen leaves its list and windows have moved.
        QTimer.singleShot(0, self, self._look_again)

    def _look_again(self) -> None:
        if self.on:
            self._find_screen()
            self._tell_moved()
            self.changed.emit()

    def _tell_moved(self) -> None:
        seen = self.shown and not self.here
        if seen is not self._seen:
            self._seen = seen
            self.moved.emit(seen)

    def _resized(self) -> None:
        """A screen has another size, place or scale; it may have begun to mirror the window's, or ended."""
        self._look_again()
        if self._wall is not None and self._screen is not None:
            area = self._screen.geometry()
            self._wall.fill(area)
            self._fit(Room.of(area.width(), area.height(), self.room.back_row))

    def _fit(self, room: Room) -> None:
        """Draw for another room; what was sent stays as it was sent."""
        if room != self.room:
            self.room = room
            self._draw_cover()
            if not self.frozen:
                self._take()
            self._paint()
            self.follow()

    def _show(self) -> None:
        if self.on and not self.frozen:
            self._take()
        self.looked.emit()

    def _take(self) -> None:
        """What could be shown is what the room sees."""
        if self.on and (drawn := self._draw(self.room)):
            self.on_air = drawn
            self._paint()

    def _draw_cover(self) -> None:
        self.cover = self._cover(self.room) if self._cover is not None else None

    def _paint(self) -> None:
        shown = self.cover or self.on_air
        if self._wall is not None and shown is not None:
            self._wall.show_picture(*shown)


def _application() -> QGuiApplication:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)  # noqa: S101 - there is a window
    return app


def _changes(screen: QScreen) -> tuple[SignalInstance, ...]:
    """What tells that a screen looks otherwise than before."""
    return screen.geometryChanged, screen.logicalDotsPerInchChanged, screen.physicalDotsPerInchChanged


def _all_changes() -> list[SignalInstance]:
    return [change for screen in QGuiApplication.screens() for change in _changes(screen)]


def _mirrors(screen: QScreen, own: QScreen) -> bool:
    """Whether a screen shows what the window's own does, if with more or fewer pixels.

    Places are never scaled, sizes are: below 100 % even screens that stand side by side seem to overlap.
    """
    return screen.geometry().topLeft() == own.geometry().topLeft()
