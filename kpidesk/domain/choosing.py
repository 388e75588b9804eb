"""Choosing results by what is known of them: for the part of a map that is looked at or printed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result, ResultStatus, Tag, TagFamily, Tagging


@dataclass(frozen=True, slots=True)
class Choice:
    """What a result must be. An empty field asks for nothing; one of several values is enough.

    `rings` and `tags` are ids; tags of one family are alternatives, those of different families must
    both be there.
    """

    rings: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    statuses: frozenset[ResultStatus] = frozenset()
    tags: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.rings or self.owners or self.areas or self.statuses or self.tags)


EVERYTHING: Final = Choice()


def chosen(reader: Reader, choice: Choice, results: Iterable[Result]) -> set[str]:
    """The ids of the results that are chosen."""
    carries: dict[str, set[str]] = defaultdict(set)
    for tagging in reader.find(Tagging):
        carries[tagging.record].add(tagging.tag)
    wanted: dict[TagFamily, set[str]] = defaultdict(set)
    for tag in reader.find(Tag):
        if tag.id in choice.tags:
            wanted[tag.family].add(tag.id)
    return {
        result.id
        for result in results
        if (not choice.rings or result.ring in choice.rings)
        and (not choice.owners or result.owner in choice.owners)
        and (not choice.areas or result.area in choice.areas)
        and (not choice.statuses or result.status in choice.statuses)
        and all(tags & carries[result.id] for tags in wanted.values())
    }
