"""How far each printer is off, as somebody measured it: kept with the person's settings, not in the desk."""

from typing import Final

from kpidesk.domain.wording import Refused
from kpidesk.drawing.calibration import NONE, Correction, correction
from kpidesk.ui.settings import Settings

ELSEWHERE: Final = ""
"""Stands for the printer on which somebody prints our files, which we cannot know."""


class Printers:
    """The measured bars of each printer, by its name, in mm."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def measured(self, printer: str) -> tuple[float, float] | None:
        """How long the bars across and down came out; None where nobody has measured."""
        kept = self._settings.get(_key(printer), "").split()
        try:
            across, down = map(float, kept)
            correction(across, down)
        except (ValueError, Refused):  # nothing is kept, or it is damaged
            return None
        return across, down

    def correction(self, printer: str) -> Correction:
        """What makes up for it."""
        found = self.measured(printer)
        return correction(*found) if found else NONE

    def keep(self, printer: str, across: float, down: float) -> Correction:
        """Keep what was measured.

        Raises:
            Refused: no printer is so far off.
        """
        found = correction(across, down)
        self._settings.set(_key(printer), f"{across:g} {down:g}")
        return found

    def forget(self, printer: str) -> None:
        """Print as if nobody had measured."""
        self._settings.set(_key(printer), "")


def _key(printer: str) -> str:
    return f"printer {printer}"
