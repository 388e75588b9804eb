"""Which map of the desk is looked at, in which layout, and which part of it: map, outline and tools share it.

A map is remembered in the layout in which it was looked at last; on a desk that is read only, the layout
holds as long as the page is there.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from kpidesk.domain.chains import chain, leading
from kpidesk.domain.choosing import Choice, chosen
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Layout, Map, Placement, Result

_PLACE: Final = ("map_id", "layout", "choice", "focus", "spotlight", "kept", "_kept")


class Looking(QObject):
    """Map, layout, filter, chain and spotlight. `changed` says that the map must be looked at anew."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.map_id = ""
        self.layout = Layout.RADIAL
        self.choice = Choice()
        self.focus: frozenset[str] = frozenset()
        """The results of whose chains alone something is shown; empty for all."""
        self.spotlight = False
        self.kept: frozenset[str] = frozenset()
        """What was made or changed since a part is looked at: it stays in sight."""
        self._kept: dict[str, Layout] = {}

    def place(self) -> dict[str, Any]:
        """All that is looked at, for `come_back` of another."""
        return {name: getattr(self, name) for name in _PLACE}

    def come_back(self, place: Mapping[str, Any]) -> None:
        """Look at what another looked at."""
        for name in _PLACE:
            setattr(self, name, place[name])
        self.changed.emit()

    def read(self, reader: Reader) -> None:
        """Follow the desk: a map may be gone, or be in another layout now."""
        maps = {each.id: each for each in reader.find(Map)}
        if self.map_id not in maps:
            self.map_id = next(iter(maps), "")
        kept = maps[self.map_id].layout if self.map_id else Layout.RADIAL
        if self._kept.get(self.map_id) is not kept:
            self._kept[self.map_id] = self.layout = kept
        there = {each.id for each in reader.find(Result)}
        self.focus &= there

    def keep(self, results: Iterable[str]) -> None:
        """Let what a person just made or changed stay in sight, whatever part is looked at."""
        if self.partial:
            self.kept |= frozenset(results)

    def show_map(self, map_id: str) -> None:
        """Look at another map, at all of it."""
        if map_id != self.map_id:
            self.map_id = map_id
            self.layout = self._kept.get(map_id, Layout.RADIAL)
            self.choice, self.focus, self.kept = Choice(), frozenset(), frozenset()
            self.changed.emit()

    def show_layout(self, layout: Layout) -> None:
        """Look at the map in another layout."""
        if layout is not self.layout:
            self.layout = layout
            self.changed.emit()

    def choose(self, choice: Choice) -> None:
        """Look only at results of some rings, owners and so on."""
        if choice != self.choice:
            self.choice, self.kept = choice, frozenset()
            self.changed.emit()

    def focus_on(self, results: frozenset[str]) -> None:
        """Look only at what some results lead to and depend on."""
        if results != self.focus:
            self.focus, self.kept = results, frozenset()
            self.changed.emit()

    def light(self, *, on: bool) -> None:
        """Put the chain of what is selected into the spotlight, or not."""
        if on is not self.spotlight:
            self.spotlight = on
            self.changed.emit()

    @property
    def partial(self) -> bool:
        """Whether only a part of the map is looked at."""
        return bool(self.choice or self.focus)

    def shown(self, reader: Reader) -> set[str] | None:
        """The results that are looked at, None for all."""
        if not self.partial:
            return None
        members = {each.result for each in reader.find(Placement, map=self.map_id)}
        results = [each for each in reader.find(Result) if each.id in members]
        found = chosen(reader, self.choice, results)
        found = found & chain(leading(reader), self.focus) if self.focus else found
        return found | self.kept
