"""What is selected on the results page: one selection that map, outline and details share."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """Ids of the selected results and links, in the order in which they were picked."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All that is selected."""
        return self._ids

    @property
    def current(self) -> str:
        """What was picked last, "" for nothing."""
        return self._ids[-1] if self._ids else ""

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._ids

    def set(self, ids: Iterable[str]) -> None:
        """Select these and nothing else; the last one is the current one."""
        wanted = tuple(dict.fromkeys(ids))
        if wanted != self._ids:
            self._ids = wanted
            self.changed.emit()

    def toggle(self, record_id: str) -> None:
        """Add one to the selection, or take it out."""
        others = tuple(each for each in self._ids if each != record_id)
        self.set(others if record_id in self._ids else (*others, record_id))

    def keep(self, existing: Iterable[str]) -> None:
        """Let go of what is no longer there."""
        there = set(existing)
        self.set(each for each in self._ids if each in there)
