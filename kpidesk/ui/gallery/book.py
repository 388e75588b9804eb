"""What the page knows of one gallery: read once, then kept up to date with what each edit touched.

With 20,000 notes, reading them takes a fifth of a second, and one more must be there at once.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from kpidesk.desk.journal import Change
from kpidesk.domain.clusters import stand_in
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.content import Translation
from kpidesk.domain.gallery import (
    Cluster,
    Consequence,
    Crop,
    Gallery,
    Membership,
    Note,
    NoteKind,
    Photo,
    Poster,
    RatingScale,
)
from kpidesk.domain.gallery_checks import ANONYMITY_MINIMUM, DEFAULT_SCALE
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Group, Organisation
from kpidesk.domain.posters import in_order
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Goal, Map
from kpidesk.domain.walls import Hanging, Wall
from kpidesk.drawing.poster_kinds import poster_name
from kpidesk.system.words import Words

_FRAME: Final = frozenset(
    {Gallery, Poster, Group, Measure, Map, RatingScale, Organisation, Cluster, Membership, Consequence,
     Commitment, Goal, Translation, Hanging, Wall}
)  # fmt: skip
_PHOTOS: Final = frozenset({Photo, Crop})


@dataclass
class Took:
    """What an edit did to the gallery; `frame` tells of anything but notes and photos of the wall."""

    frame: bool = False
    photos: bool = False
    added: list[Note] = field(default_factory=list)
    removed: list[Note] = field(default_factory=list)
    changed: list[tuple[Note, Note]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many notes it touched."""
        return len(self.added) + len(self.removed) + len(self.changed)


class Book:
    """A gallery in memory; `notes` and the lists of `of_poster` stand in the order of making."""

    def __init__(self, desk: Reader, words: Words) -> None:
        self._desk = desk
        self._words = words
        self.galleries: tuple[Gallery, ...] = ()
        self.gallery: Gallery | None = None
        self.posters: dict[str, Poster] = {}
        self.names: dict[str, str] = {}
        self.groups: dict[str, Group] = {}
        self.languages: tuple[str, ...] = ("en",)
        self.understand = self.back = DEFAULT_SCALE
        self.clusters: dict[str, Cluster] = {}
        self.members: dict[str, list[str]] = {}
        self.consequences: dict[str, list[Consequence]] = {}
        self.promises: dict[str, list[Commitment]] = {}
        self.notes: dict[str, Note] = {}
        self.of_poster: dict[str, list[str]] = {}
        self.kinds: dict[str, Counter[NoteKind | None]] = {}
        self.all_kinds: Counter[NoteKind | None] = Counter()
        self.of_group: Counter[str | None] = Counter()
        self.decided = 0

    # -- reading

    def read(self, gallery_id: str | None = None) -> None:
        """Read everything of a gallery: the one that is shown, or the newest."""
        wanted = gallery_id or (self.gallery.id if self.gallery else "")
        self._read_frame(wanted)
        self.notes, self.of_poster, self.kinds = {}, {}, {}
        self.all_kinds, self.of_group, self.decided = Counter(), Counter(), 0
        for note in self._desk.find(Note):
            if note.poster in self.posters:
                self._add(note)

    def _read_frame(self, wanted: str) -> None:
        desk = self._desk
        self.galleries = desk.find(Gallery)
        found = [each for each in self.galleries if each.id == wanted] or self.galleries[-1:]
        self.gallery = found[0] if found else None
        posters = desk.find(Poster, gallery=self.gallery.id) if self.gallery else ()
        self.posters = {each.id: each for each in in_order(posters)}
        self.names = {each.id: poster_name(desk, each, self._words) for each in self.posters.values()}
        self.groups = {each.id: each for each in sorted(desk.find(Group), key=lambda each: each.name)}
        spoken = [code for each in desk.find(Organisation) for code in each.languages]
        self.languages = tuple(dict.fromkeys([*spoken, "en"]))
        scales = {each.id: (each.low, each.high) for each in desk.find(RatingScale)}
        if self.gallery:
            self.understand = scales.get(self.gallery.understand_scale or "", DEFAULT_SCALE)
            self.back = scales.get(self.gallery.back_scale or "", DEFAULT_SCALE)

        self._read_around()

    def _read_around(self) -> None:
        """What notes stand in, and what they led to."""
        desk = self._desk
        clusters = {each.id: each for each in desk.find(Cluster)}
        self.members = stand_in(desk, self.gallery.id) if self.gallery else {}
        self.clusters = {key: clusters[key] for key in self.members}
        self.consequences, self.promises = {}, {}
        for consequence in desk.find(Consequence):
            self.consequences.setdefault(consequence.note, []).append(consequence)
        for promise in desk.find(Commitment):
            if promise.note is not None:
                self.promises.setdefault(promise.note, []).append(promise)

    def take(self, change: Change) -> Took:
        """Take over what an edit did."""
        kinds = {each.record_type for each in change.touched}
        took = Took(frame=not kinds.isdisjoint(_FRAME), photos=not kinds.isdisjoint(_PHOTOS))
        shown = self.gallery.id if self.gallery else None
        if took.frame:
            self._read_frame(shown or "")
            if (self.gallery.id if self.gallery else None) != shown:
                self.read()
                return took
        for each in change.touched:
            if each.record_type is Note:
                self._take_note(each.before, each.after, took)
        return took

    def _take_note(self, before: object, after: object, took: Took) -> None:
        old = before if isinstance(before, Note) and before.id in self.notes else None
        new = after if isinstance(after, Note) and after.poster in self.posters else None
        if old is not None:
            old = self.notes[old.id]
            self._drop(old)
        if new is not None:
            self._add(new)
        if old is not None and new is not None:
            took.changed.append((old, new))
        elif new is not None:
            took.added.append(new)
        elif old is not None:
            took.removed.append(old)

    def _add(self, note: Note) -> None:
        self.notes[note.id] = note
        own = self.of_poster.setdefault(note.poster, [])
        if own and own[-1] > note.id:  # an old one comes back
            own.append(note.id)
            own.sort()
        else:
            own.append(note.id)
        self.kinds.setdefault(note.poster, Counter())[note.kind] += 1
        self.all_kinds[note.kind] += 1
        self.of_group[note.group] += 1
        self.decided += note.decision is not None

    def _drop(self, note: Note) -> None:
        del self.notes[note.id]
        self.of_poster[note.poster].remove(note.id)
        self.kinds[note.poster][note.kind] -= 1
        self.all_kinds[note.kind] -= 1
        self.of_group[note.group] -= 1
        self.decided -= note.decision is not None

    # -- looking

    def poster_of(self, code: str) -> Poster | None:
        """The poster with a printed code."""
        return next((each for each in self.posters.values() if each.code == code), None)

    def newest(self, poster_id: str) -> Note | None:
        """The note that was added last to a poster."""
        own = self.of_poster.get(poster_id)
        return self.notes[own[-1]] if own else None

    def group_name(self, note: Note) -> str:
        """What a note's group is called, "" for none."""
        group = self.groups.get(note.group or "")
        return group.name if group else ""

    def clusters_of(self, note_id: str) -> list[Cluster]:
        """The clusters that a note stands in."""
        return [self.clusters[key] for key, own in self.members.items() if note_id in own]

    def unclustered(self) -> list[str]:
        """The notes that stand in no cluster."""
        taken = {each for own in self.members.values() for each in own}
        return [each for each in self.notes if each not in taken]

    def small_groups(self) -> list[str]:
        """Groups with so few notes that a report does not show them apart."""
        return [
            group.name for key, group in self.groups.items() if 0 < self.of_group[key] < ANONYMITY_MINIMUM
        ]

    def silent_groups(self) -> list[str]:
        """Groups that have not been heard yet."""
        return [group.name for key, group in self.groups.items() if not self.of_group[key]]
