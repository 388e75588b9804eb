"""What stands beside the map in its page: views that hold back the keys of the map."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from kpidesk.ui.keys import plain
from kpidesk.ui.page import Page

# Commands of the page that work in every view of it.
_EVERYWHERE: Final = frozenset({
    "results.add", "results.goal", "results.paste_goals", "results.import_goals", "results.split",
})  # fmt: skip


class Beside(QWidget):
    """A view of the page in which a key never does something on a map that is out of sight."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._holding = page

    def _held(self) -> Iterator[str]:
        """Keys of the map, as the person has them now."""
        page = self._holding
        for command in page.shell.commands.all.values():
            if command.page == page.key and command.key not in _EVERYWHERE:
                yield from map(plain, command.keys)

    def event(self, event: QEvent) -> bool:
        """Keys of the map are no keys here; what has the focus may still take them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination()).toString()
            if pressed in self._held():
                event.accept()
                return True
        return super().event(event)
