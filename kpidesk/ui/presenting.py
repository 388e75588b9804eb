"""Showing work to a room: the projector on a second screen, or the window itself without panels.

The second window is made when somebody first projects; theme and pages may change meanwhile.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from kpidesk.drawing.room import BACK_ROWS, ROOM, Room

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from kpidesk.drawing.picture import Picture
    from kpidesk.ui.projector.console import Console
    from kpidesk.ui.projector.projector import Projector
    from kpidesk.ui.window import Window

_BACK_ROW: Final = "back_row"  # names of settings
_SCREEN: Final = "wall_screen"
_CLICKED: Final = {
    Qt.Key.Key_PageDown: "results.step_on", Qt.Key.Key_PageUp: "results.step_back",
    Qt.Key.Key_B: "view.black", Qt.Key.Key_Period: "view.black",
}  # fmt: skip


class Presenting:
    """The projector of a window, and its full-screen way of working."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._projector: Projector | None = None
        self._console: Console | None = None
        self.bare = False
        """Whether the window fills its screen and shows the work alone."""
        self._was_maximized = False
        self._said = self._gone = ""

    def provide(self) -> None:
        """Say how the commands are done."""
        window = self._window
        if self._console is not None:  # it has the colours and commands of before
            self._console.close_up()
        provide, words = window.commands.provide, window.words

        def no_desk() -> str:
            return "" if window.session else words("Open a desk first.")

        def not_on() -> str:
            return "" if self.on else words("Nothing is projected just now.")

        provide("view.project", window, self.toggle, no_desk)
        provide("view.black", window, self.toggle_black, not_on)
        provide("view.freeze", window, self.toggle_frozen, not_on)
        provide("view.full", window, self.toggle_bare, no_desk)
        provide("view.send", window, self.send, not_on)
        provide("view.logo", window, self.toggle_logo, not_on)
        provide("view.console", window, self.toggle_console, not_on)
        provide("view.screens", window, self.identify)
        provide("view.swap", window, self.swap, lambda: no_desk() or self._why_no_swap())
        provide("view.other_screen", window, self.take_next_screen, lambda: not_on() or self._why_no_other())

    @property
    def projector(self) -> "Projector":
        """The projector; made when it is first asked for."""
        if self._projector is None:
            from kpidesk.ui.projector.projector import Projector  # noqa: PLC0415 - only when asked for

            name = self._window.words("KPI Desk, for the room")
            self._projector = Projector(self._window, name)
            self._projector.room = replace(self._projector.room, back_row=self.back_row)
            self._projector.wanted = self._window.settings.get(_SCREEN, "")
            self._projector.changed.connect(self.show)
            self._projector.moved.connect(self._tell_moved)
            self._projector.pressed.connect(self._key)
        return self._projector

    @property
    def on(self) -> bool:
        """Whether something is projected."""
        return self._projector is not None and self._projector.on

    def toggle(self) -> None:
        """Begin to project, or end it."""
        if self.on:
            self.stop()
            return
        projector, window, words = self.projector, self._window, self._window.words
        projector.start(self._drawn)
        if not projector.shown:
            window.say(
                words("There is no second screen yet. As soon as the projector is there, it shows the map."),
                button=words("Show full screen here"),
                do=self._here_instead,
            )
        elif not projector.promised:
            window.say(self._asleep)

    @property
    def _asleep(self) -> str:
        return self._window.words(
            "This computer does not promise to stay awake. Switch its sleep off while you project."
        )

    def _here_instead(self) -> None:
        self.stop()
        if not self.bare:
            self.toggle_bare()

    def stop(self) -> None:
        """Project no more."""
        if self._projector is not None:
            self._projector.stop()

    def end(self) -> None:
        """The desk is closed, or the window goes: there is nothing to show any more."""
        self.stop()
        if self.bare:
            self.toggle_bare()

    def toggle_black(self) -> None:
        """Show nothing, or go on."""
        self.projector.set_black(black=not self.projector.black)

    def toggle_frozen(self) -> None:
        """Keep the picture as it is, or follow again."""
        self.projector.freeze(frozen=not self.projector.frozen)

    def send(self) -> None:
        """Show the room what the page shows just now, and nothing else until the next time."""
        self.projector.send()

    def toggle_logo(self) -> None:
        """Show the organisation's logo instead of the work, or the work again."""
        from kpidesk.drawing.projected_logo import projected_logo  # noqa: PLC0415 - only when asked for

        window = self._window
        if self.projector.cover is not None or window.session is None:
            self.projector.set_cover(None)
        else:
            desk, palette = window.session.desk, window.palette_
            self.projector.set_cover(lambda room: (projected_logo(desk, palette, room), palette.surface))

    def toggle_console(self) -> None:
        """Show what is on air and what would be next, or put it away."""
        if self._console is not None:
            self._console.close_up()
            return
        from kpidesk.ui.projector.console import Console  # noqa: PLC0415 - only when asked for

        window = self._window
        self._console = Console(
            window, window.words, window.palette_, window.icons, window.commands, self.projector
        )
        self._console.closed.connect(self._drop_console)

    def _drop_console(self) -> None:
        from kpidesk.ui.garbage import throw_away  # noqa: PLC0415 - after the first painting

        if self._console is not None:
            console, self._console = self._console, None
            throw_away(console)

    def identify(self) -> None:
        """Say on each screen which one it is."""
        from kpidesk.ui.projector.identify import identify  # noqa: PLC0415 - only when asked for

        identify(self._window, self._window.words, self._window.palette_)

    # -- the room

    @property
    def room(self) -> Room:
        """The room's screen, a usual one while there is none, and its last row."""
        if self._projector is not None and self._projector.on:
            return self._projector.room
        return replace(ROOM, back_row=self.back_row)

    @property
    def back_row(self) -> int:
        """How many heights of the picture the last row sits away."""
        found = self._window.settings.get(_BACK_ROW, BACK_ROWS[0])
        return found if found in BACK_ROWS else BACK_ROWS[0]

    def set_back_row(self, rows: int) -> None:
        """Write as large as people so many heights of the picture away need it, also from now on."""
        self._window.settings.set(_BACK_ROW, rows)
        if self._projector is not None:
            self._projector.set_back_row(rows)
            self._projector.changed.emit()

    def _why_no_other(self) -> str:
        return "" if len(self.projector.others) > 1 else self._window.words("There is no other screen.")

    def take_next_screen(self) -> None:
        """Go to the next of several screens, and take it from now on."""
        self.projector.take_next_screen()
        self._window.settings.set(_SCREEN, self.projector.wanted)

    def _tell_moved(self, there: bool) -> None:
        window, words = self._window, self._window.words
        if there:
            window.notice.take_back(self._gone)
        else:
            self._gone = words("The projector is away. As soon as it is there again, it goes on as it was.")
            window.say(self._gone)

    # -- one screen alone

    def _why_no_swap(self) -> str:
        if self._projector is not None and self._projector.here:
            return ""
        taken = self.on and self.projector.shown
        return self._window.words("The room has a screen of its own.") if taken else ""

    def swap(self) -> None:
        """Show what the room shall see on the laptop's own screen, or the program again."""
        if self.on and self.projector.here:
            self.projector.show_here(here=False)
            return
        if not self.on:
            self.projector.start(self._drawn)
        self.projector.show_here(here=True)

    def _key(self, event: "QKeyEvent") -> None:
        """A key while the wall lies over the program: back to it, or what a clicker does."""
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the first painting

        key, commands = event.key(), self._window.commands
        if key in {Qt.Key.Key_Escape, Qt.Key.Key_F12}:
            self.swap()
        elif (does := _CLICKED.get(Qt.Key(key))) is not None:
            copy = event.clone()
            QApplication.sendEvent(self._window, copy)
            if not copy.isAccepted() and commands.can(does):  # else a workshop that runs has taken it
                commands.run(does)

    def follow(self) -> None:
        """What a page shows has changed."""
        if self._projector is not None:
            self._projector.follow()

    def _drawn(self, room: Room) -> "tuple[Picture, str] | None":
        window = self._window
        page = window.pages.get(window.current)
        picture = page.projected(room) if page is not None else None
        if picture is None:
            return None
        palette = window.palette_
        # Lamps wash the window's tint out; on a dark ground it is the window that is darkest.
        light = palette.surface == "#FFFFFF"
        return picture, palette.surface if light else palette.window

    def show(self) -> None:
        """Show in the strip how it stands."""
        if not self._window._furnished:
            return
        projector = self._projector
        if projector is not None:
            self._window.strip.show_projecting(
                on=projector.on, shown=projector.shown, black=projector.black, frozen=projector.frozen
            )
            self._window.commands.refresh()

    # -- without panels, for rooms that can only mirror

    def toggle_bare(self) -> None:
        """Fill the screen with the work alone, or bring everything back."""
        window = self._window
        self.bare = not self.bare
        if self.bare:
            self._was_maximized = window.isMaximized()
            window.showFullScreen()
            held = self.projector.awake.hold()
            from kpidesk.ui.commands import keys_told  # noqa: PLC0415 - after the first painting

            keys = keys_told(window.commands.all["view.full"])
            back = window.words("Press {keys} to bring panels and menus back.", keys=keys) if keys else ""
            self._said = back if held else f"{back} {self._asleep}".strip()
            if self._said:
                window.say(self._said)
        else:
            window.setWindowState(
                Qt.WindowState.WindowMaximized if self._was_maximized else Qt.WindowState.WindowNoState
            )
            window.notice.take_back(self._said)
            if not self.on:
                self.projector.awake.let_go()
        self.show_bare()

    def show_bare(self) -> None:
        """Put panels away, or back; also after pages were built anew."""
        window = self._window
        window.frame_.set_bare(bare=self.bare)
        for page in window.pages.values():
            page.set_bare(bare=self.bare)
