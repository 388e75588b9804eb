"""A desk as it may be given out where a gallery takes no names: nobody can tell who wrote a note.

Notes of a gallery without names lose writer and group. How many came from which group is counted from
the desk itself, with small groups put together.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kpidesk.domain.gallery import Gallery, Note, Poster
from kpidesk.domain.people import Group
from kpidesk.domain.reader import Once, R, Reader

SMALL: Final = 4
"""Groups with fewer notes are put together in reports."""


class _Masking:
    """Reads the notes of some posters without writer and group.

    Where no gallery takes names nobody needs the keys of groups, so that their names stand for them.
    """

    def __init__(self, reader: Reader, posters: set[str], *, keys: bool) -> None:
        self._reader, self._posters, self._keys = reader, posters, keys

    def get(self, record_type: type[R], record_id: str) -> R:
        """See Reader."""
        return self._masked(self._reader.get(record_type, record_id))

    def find(self, record_type: type[R], **equal: object) -> tuple[R, ...]:
        """See Reader."""
        found = self._reader.find(record_type, **equal)
        return tuple(map(self._masked, found)) if record_type in {Note, Group} else found

    def _masked(self, record: R) -> R:
        if isinstance(record, Note) and record.poster in self._posters and (record.group or record.writer):
            return replace(record, group=None, writer="")
        if isinstance(record, Group) and not self._keys:
            return replace(record, key=record.name)
        return record


class Anonymous(Once):
    """A desk without what tells who wrote notes; `whole` is for counting alone."""

    def __init__(self, reader: Reader, posters: set[str], *, keys: bool) -> None:
        super().__init__(_Masking(reader, posters, keys=keys))
        self.whole = reader


def anonymous(reader: Reader) -> Reader:
    """The desk without what tells who wrote the notes of galleries that take no names."""
    galleries = reader.find(Gallery)
    nameless = {gallery.id for gallery in galleries if not gallery.names}
    posters = {poster.id for poster in reader.find(Poster) if poster.gallery in nameless}
    return Anonymous(reader, posters, keys=len(nameless) < len(galleries)) if posters else reader


def heard_groups(reader: Reader, gallery_id: str, small: str) -> list[tuple[str, int]]:
    """How many notes came from each group, by name, small ones together under `small`; see `merged`.

    Notes without a group are not counted.
    """
    whole = reader.whole if isinstance(reader, Anonymous) else reader
    posters = {poster.id for poster in whole.find(Poster, gallery=gallery_id)}
    names = {group.id: group.name for group in whole.find(Group)}
    counts = Counter(
        names[note.group] for note in whole.find(Note) if note.poster in posters and note.group is not None
    )
    return merged(counts.items(), small)


def merged(counts: Iterable[tuple[str, int]], small: str, *, least: int = SMALL) -> list[tuple[str, int]]:
    """Counts by group with those of few notes put together under `small`, the most notes first.

    What is put together must be enough to hide in; where it is not, the next smallest group joins.
    """
    ordered = sorted(counts, key=lambda each: (-each[1], each[0]))
    shown = [each for each in ordered if each[1] >= least]
    hidden = [each for each in ordered if 0 < each[1] < least]
    while hidden and shown and (len(hidden) < 2 or sum(count for _, count in hidden) < least):
        hidden.append(shown.pop())
    return [*shown, (small, sum(count for _, count in hidden))] if hidden else shown
