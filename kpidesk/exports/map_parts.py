"""What a map on paper is told with: which part of it this is, and whether its letters can be read."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.choosing import Choice, chosen
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Placement, Result, Ring, Tag
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import GlyphRun, Group, Item, Picture
from kpidesk.system.words import Words

SMALLEST_PT: Final = 5.0
_PT: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a map that is drawn; `only` None is all of it."""

    only: frozenset[str] | None = None
    names: tuple[str, ...] = ()
    count: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether a part is wanted in which there is nothing."""
        return self.only is not None and not self.only

    def told(self, words: Words) -> str:
        """Which part it is, in words; nothing for all of it."""
        if self.only is None:
            return ""
        return words.many(
            "Only {part}: {some} of {n} result",
            "Only {part}: {some} of {n} results",
            self.count,
            part=" · ".join(self.names),
            some=words.number(len(self.only)),
        )


def part_of(reader: Reader, map_id: str, choice: Choice) -> Part:
    """The part of a map that is chosen."""
    if not choice:
        return Part()
    members = {each.result for each in reader.find(Placement, map=map_id)}
    results = [each for each in reader.find(Result) if each.id in members]
    only = frozenset(chosen(reader, choice, results))
    rings = sorted(reader.find(Ring), key=lambda each: each.position)
    names = (
        *(each.name for each in rings if each.id in choice.rings),
        *sorted(choice.owners),
        *sorted(choice.areas),
        *sorted(each.name for each in reader.find(Tag) if each.id in choice.tags),
    )
    return Part(only, names, len(results))


def small_letters(page: Picture, name: str, paper: Paper, words: Words) -> list[str]:
    """A warning when the statements of a map are hardly readable on this paper."""
    sizes = [max(found) for found in _bubbles(page.items, 1.0) if found]
    least = min(sizes, default=SMALLEST_PT) * _PT
    if round(least, 1) >= SMALLEST_PT:
        return []
    return [
        words(
            "{map}: its letters are only {n} pt high on {paper}. "
            "A larger paper or a part of the map reads better.",
            map=name,
            n=words.number(least, 1),
            paper=paper.name,
        )
    ]


def _bubbles(items: Iterable[Item], scale: float) -> Iterator[list[float]]:
    """The sizes of letters in each bubble, in mm of the page."""
    for item in items:
        if isinstance(item, Group):
            within = scale * (item.transform.scale if item.transform else 1.0)
            if item.role == "bubble":
                yield list(_sizes(item.items, within))
            else:
                yield from _bubbles(item.items, within)


def _sizes(items: Collection[Item], scale: float) -> Iterator[float]:
    for item in items:
        if isinstance(item, Group):
            yield from _sizes(item.items, scale * (item.transform.scale if item.transform else 1.0))
        elif isinstance(item, GlyphRun):
            yield item.size * scale
