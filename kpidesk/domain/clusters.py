"""Notes that say something together: who stands where, and suggestions by the words they share.

A suggestion is made only when somebody asks for it. Two notes go together when they share a word that
few notes have, or two words that are not in many; words are compared by their stems.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kpidesk.domain.gallery import Cluster, Membership, Note
from kpidesk.domain.reader import Reader

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_RARE: Final = 3  # notes that may have a word that joins two of them by itself
_LONG: Final = 5  # letters of such a word
_COMMON: Final = 0.15  # share of the notes above which a word joins nobody
_MOST: Final = 8  # notes of a suggestion: what is larger says nothing any more

Stem = Callable[[str, str], str]
"""Brings a word in a language (by code) to its stem; "" for one that says nothing."""


@dataclass(frozen=True, slots=True)
class Group:
    """Notes that share words; `words` as they are written, the one that joins most first."""

    notes: tuple[str, ...]
    words: tuple[str, ...]


def stand_in(reader: Reader, gallery_id: str) -> dict[str, list[str]]:
    """The ids of notes by the id of their cluster, each in its order; clusters in theirs."""
    found: dict[str, list[str]] = {
        each.id: [] for each in sorted(reader.find(Cluster, gallery=gallery_id), key=_place)
    }
    for member in sorted(reader.find(Membership), key=lambda each: (each.place, each.id)):
        if member.cluster in found:
            found[member.cluster].append(member.note)
    return found


def _place(cluster: Cluster) -> tuple[float, str]:
    return cluster.place, cluster.id


def suggest(notes: Sequence[Note], stem: Stem, *, across: bool = False) -> tuple[Group, ...]:
    """Groups of notes that share words, those with the most notes first.

    Args:
        notes: those that may be grouped.
        stem: see Stem.
        across: whether notes of different posters may go together.
    """
    stems = {note.id: _stems(note, stem) for note in notes}
    in_notes = Counter(key for own in stems.values() for key in own)
    most = max(_RARE, int(len(notes) * _COMMON))
    told = {key for key, count in in_notes.items() if 2 <= count <= most}
    pairs = _pairs(notes, {note: own.keys() & told for note, own in stems.items()}, across=across)
    together = _join(notes, [pair for pair, shared in pairs.items() if _enough(shared, in_notes)])
    return tuple(_named(group, stems, told) for group in together)


def _stems(note: Note, stem: Stem) -> dict[str, str]:
    """The stems in a note, each with the word as it is written there first."""
    found: dict[str, str] = {}
    for word in _WORD.findall(note.text):
        if key := stem(word.casefold(), note.language):
            found.setdefault(key, word)
    return found


def _pairs(
    notes: Sequence[Note], stems: Mapping[str, Collection[str]], *, across: bool
) -> dict[tuple[str, str], set[str]]:
    """Which stems each two notes share, found by stem: notes that share none cost nothing."""
    having: dict[tuple[str, str], list[str]] = defaultdict(list)
    for note in notes:
        for key in stems[note.id]:
            having["" if across else note.poster, key].append(note.id)
    pairs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (_, key), own in having.items():
        for pair in combinations(own, 2):
            pairs[pair].add(key)
    return pairs


def _enough(shared: Collection[str], in_notes: Mapping[str, int]) -> bool:
    return len(shared) >= 2 or any(in_notes[key] <= _RARE and len(key) >= _LONG for key in shared)


def _join(notes: Sequence[Note], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Groups that pairs make, none larger than a person takes in; in the order of their size."""
    of = {note.id: [note.id] for note in notes}
    for one, other in pairs:
        if of[one] is not of[other] and len(of[one]) + len(of[other]) <= _MOST:
            of[one].extend(of[other])
            for each in of[other]:
                of[each] = of[one]
    order = {note.id: place for place, note in enumerate(notes)}
    groups = {id(group): sorted(group, key=order.__getitem__) for group in of.values() if len(group) > 1}
    return sorted(groups.values(), key=lambda group: (-len(group), order[group[0]]))


def _named(group: Sequence[str], stems: Mapping[str, Mapping[str, str]], told: Collection[str]) -> Group:
    counts = Counter(key for note in group for key in stems[note] if key in told)
    best = [key for key, count in counts.most_common() if count > 1][:3]
    spelt = [next(stems[note][key] for note in group if key in stems[note]) for key in best]
    return Group(tuple(group), tuple(spelt))
