"""Live follow: the wall shows what the facilitator works on, on the screen that the laptop does not use.

A screen may come and go at any time. While projecting is on and there is no second screen, nothing is
shown anywhere, and it goes on by itself when one comes.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from kpidesk.drawing.picture import Picture
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.projector.awake import Awake
from kpidesk.ui.projector.wall import Wall

FRAME: Final = 33  # ms between two pictures while something moves

Draw = Callable[[], "tuple[Picture, str] | None"]
"""What is to be seen now and on which ground; None keeps what is there."""


class Projector(QObject):
    """On or off, black, covered by the logo, frozen.

    `changed` tells when any of it, or the screen, is different, `looked` that what could be shown may have
    changed. While it is frozen, the room sees what was sent last and nothing else, also on a screen that
    comes anew.
    """

    changed = Signal()
    looked = Signal()

    def __init__(self, window: QWidget, title: str, awake: Awake | None = None) -> None:
        super().__init__(window)
        self._window, self._title = window, title
        self.awake = awake or Awake()
        self._wall: Wall | None = None
        self._screen: QScreen | None = None
        self._draw: Draw = lambda: None
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
        self.cover = self.on_air = None
        self.promised = self.awake.hold()
        app = _application()
        app.screenAdded.connect(self._screens_changed)
        app.screenRemoved.connect(self._screen_gone)
        self._take()
        self._find_screen()
        self.changed.emit()

    def stop(self) -> None:
        """Project no more."""
        if not self.on:
            return
        self.on = False
        self._next.stop()
        app = _application()
        app.screenAdded.disconnect(self._screens_changed)
        app.screenRemoved.disconnect(self._screen_gone)
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

    def set_cover(self, cover: tuple[Picture, str] | None) -> None:
        """Show something else instead of the work, or the work again."""
        if self.on:
            self.cover = cover
            self._paint()
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
        return self._draw() if self.frozen else self.on_air

    # -- screens

    def _find_screen(self) -> None:
        """Go to the first screen that the window does not use."""
        own = self._window.screen()
        others = [each for each in QGuiApplication.screens() if each is not own and not _mirrors(each, own)]
        if not others:
            self._leave_screen()
            return
        if others[0] is self._screen:
            return
        self._leave_screen()
        self._screen = others[0]
        self._screen.geometryChanged.connect(self._resized)
        self._wall = Wall(self._title)
        self._wall.set_black(black=self.black)
        self._paint()
        self._wall.show_on(self._screen)

    def _leave_screen(self) -> None:
        if self._screen is not None:
            self._screen.geometryChanged.disconnect(self._resized)
            self._screen = None
        if self._wall is not None:
            wall, self._wall = self._wall, None
            wall.hide()  # Qt would move it over the facilitator's own screen
            throw_away(wall)

    def _screens_changed(self, _screen: QScreen) -> None:
        self._find_screen()
        self.changed.emit()

    def _screen_gone(self, screen: QScreen) -> None:
        if screen is self._screen:
            self._leave_screen()
        # Qt tells this before the screen leaves its list and windows have moved.
        QTimer.singleShot(0, self, self._look_again)

    def _look_again(self) -> None:
        if self.on:
            self._find_screen()
            self.changed.emit()

    def _resized(self) -> None:
        if self._wall is not None and self._screen is not None:
            self._wall.fill(self._screen.geometry())

    def _show(self) -> None:
        if self.on and not self.frozen:
            self._take()
        self.looked.emit()

    def _take(self) -> None:
        """What could be shown is what the room sees."""
        if drawn := self._draw():
            self.on_air = drawn
            self._paint()

    def _paint(self) -> None:
        shown = self.cover or self.on_air
        if self._wall is not None and shown is not None:
            self._wall.show_picture(*shown)


def _application() -> QGuiApplication:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)  # noqa: S101 - there is a window
    return app


def _mirrors(screen: QScreen, own: QScreen) -> bool:
    """Whether a screen shows the very part of the desktop that the window's own does."""
    return screen.geometry() == own.geometry()
