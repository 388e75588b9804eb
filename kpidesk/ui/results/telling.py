"""Telling a map to the room step by step: its rings from the centre out, then chains of cause and effect.

The person goes on and back by the console, by commands or by the keys of a clicker; the canvas stays as it
is. Selecting something ends the steps, as people then talk about that.
"""

from typing import TYPE_CHECKING

from kpidesk.drawing.map_scene import Scene
from kpidesk.drawing.map_steps import Step, live_of, stations
from kpidesk.drawing.projected import Live
from kpidesk.drawing.room import ROOM, Room

if TYPE_CHECKING:
    from kpidesk.ui.results.page import ResultsPage


class Telling:
    """At which step of the map the room is; before the first one it follows the canvas."""

    def __init__(self, page: "ResultsPage") -> None:
        self._page = page
        self._room = ROOM
        self._found: tuple[Scene, Room, tuple[Step, ...]] | None = None
        self._at: int | None = None
        command = page.command
        command("results.step_on", lambda: self._go(1), lambda: self._why_not() or self._why_no_more(1))
        command("results.step_back", lambda: self._go(-1), lambda: self._why_not() or self._why_no_more(-1))
        command("results.step_end", self.end, self._why_none)
        page.selection.changed.connect(self._selected)

    @property
    def under_way(self) -> bool:
        """Whether a step is shown instead of what the canvas shows."""
        return self._at is not None

    def now(self, room: Room) -> tuple[Live, str] | None:
        """What is seen at this step in such a room and its title, None where no step is under way."""
        self._room = room
        steps, scene = self._steps(), self._page.sheet.scene
        if self._at is None or scene is None or not steps:
            return None
        self._at = min(self._at, len(steps) - 1)
        step = steps[self._at]
        return live_of(scene, step), step.title

    def end(self) -> None:
        """Follow the canvas again."""
        if self._at is not None:
            self._at = None
            self._show()

    def _steps(self) -> tuple[Step, ...]:
        page = self._page
        scene = page.sheet.scene
        if scene is None:
            return ()
        if self._found is None or self._found[0] is not scene or self._found[1] != self._room:
            self._found = (scene, self._room, stations(page.session.desk, scene, page.words, self._room))
        return self._found[2]

    def _go(self, by: int) -> None:
        self._at = 0 if self._at is None else max(0, min(self._at + by, len(self._steps()) - 1))
        self._show()

    def _selected(self) -> None:
        if self._page.selection.ids:
            self.end()

    def _show(self) -> None:
        self._page.shell.commands.refresh()
        self._page.shell.follow()

    def _why_not(self) -> str:
        words = self._page.words
        if not self._page.shell.projecting:
            return words("Nothing is projected just now.")
        if not self._page.isVisible():
            return words("Go to the map first.")
        return "" if self._page.sheet.bubbles else words("There is nothing on the map yet.")

    def _why_no_more(self, by: int) -> str:
        words = self._page.words
        if by < 0 and not self._at:
            return words("This is the first step.")
        if by > 0 and self._at is not None and self._at >= len(self._steps()) - 1:
            return words("This is the last step.")
        return ""

    def _why_none(self) -> str:
        return "" if self.under_way else self._page.words("No step is shown just now.")
