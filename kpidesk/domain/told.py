"""What people are told about a gallery: what was heard, what comes of it, and what does not, and why.

Report, poster, e-mail and slides tell the same: they are made from what stands here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.clusters import stand_in
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.content import Translation
from kpidesk.domain.gallery import Cluster, Consequence, Decision, Gallery, Note, NoteKind, Poster
from kpidesk.domain.gallery_checks import Counts, is_blank
from kpidesk.domain.invitations import Invitation
from kpidesk.domain.posters import in_order
from kpidesk.domain.reader import Reader

CHANGES: Final = (Decision.ADOPT, Decision.ADAPT)
"""What leads to something being done otherwise."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A note and what became of it; `led_to` are the words of its consequences and promises."""

    note: Note
    poster: str
    translation: str
    led_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A cluster with its notes: what several people said."""

    name: str
    answers: tuple[Answer, ...]

    @property
    def decisions(self) -> Mapping[Decision, int]:
        """How many of its notes have which decision."""
        return Counter(each.note.decision for each in self.answers if each.note.decision is not None)


@dataclass(frozen=True, slots=True)
class Told:
    """All that can be told of one gallery. `posters` gives the answers of each in the order of the wall."""

    gallery: Gallery
    posters: tuple[tuple[Poster, tuple[Answer, ...]], ...]
    themes: tuple[Theme, ...]

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers, poster by poster."""
        return tuple(each for _, own in self.posters for each in own)

    def with_decision(self, *decisions: Decision | None) -> tuple[Answer, ...]:
        """The answers whose notes have one of these decisions."""
        return tuple(each for each in self.answers if each.note.decision in decisions)


def told(reader: Reader, gallery_id: str, language: str = "en") -> Told:
    """Everything to tell about a gallery, to people who read a language."""
    gallery = reader.get(Gallery, gallery_id)
    posters = {poster.id: poster for poster in in_order(reader.find(Poster, gallery=gallery_id))}
    notes = [note for note in reader.find(Note) if note.poster in posters]
    into = {
        each.record: each.text
        for each in reader.find(Translation)
        if each.field == "text" and each.language == language
    }
    led = _led_to(reader)
    answers = {
        note.id: Answer(note, posters[note.poster].code, into.get(note.id, ""), tuple(led.get(note.id, ())))
        for note in notes
    }
    by_poster: dict[str, list[Answer]] = {key: [] for key in posters}
    for note in notes:
        by_poster[note.poster].append(answers[note.id])
    names = {each.id: each.name for each in reader.find(Cluster, gallery=gallery_id)}
    themes = (
        Theme(names[key], tuple(answers[note] for note in own if note in answers))
        for key, own in stand_in(reader, gallery_id).items()
    )
    return Told(
        gallery,
        tuple((poster, tuple(by_poster[key])) for key, poster in posters.items()),
        tuple(theme for theme in themes if theme.answers),
    )


def _led_to(reader: Reader) -> dict[str, list[str]]:
    """What each note led to, in words; a consequence without words is told by nothing."""
    found: dict[str, list[str]] = {}
    for each in reader.find(Consequence):
        if each.change:
            found.setdefault(each.note, []).append(each.change)
    for promise in reader.find(Commitment):
        if promise.note is not None:
            found.setdefault(promise.note, []).append(promise.what)
    return found


def invited(reader: Reader, gallery: Gallery) -> int | None:
    """How many people were invited: those on the list, else the number that was noted."""
    listed = sum(each.people for each in reader.find(Invitation, gallery=gallery.id))
    return listed or gallery.invited


def days_to_answer(told: Told) -> float | None:
    """The mean number of days from the opening to the decision on a question, None while there is none."""
    opened = told.gallery.opens
    if opened is None:
        return None
    days = [
        (each.note.decided_on - opened.date()).days
        for each in told.answers
        if each.note.kind is NoteKind.QUESTION and each.note.decided_on is not None
    ]
    return sum(days) / len(days) if days else None


def unanswered(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Those who would find nothing: no decision, or a no without a reason."""
    needs = {Decision.ADAPT, Decision.PARK, Decision.DECLINE, Decision.ANSWER}
    return tuple(
        each
        for each in answers
        if each.note.decision is None or (each.note.decision in needs and is_blank(each.note.reason))
    )


def talk_about(counts: Counts) -> tuple[str, ...]:
    """Why a poster needs talk: keys `backing` (mean below 3), `concerns` (3 or more), `divided`."""
    found = []
    if counts.back.mean is not None and counts.back.mean < 3:
        found.append("backing")
    if counts.kinds.get(NoteKind.CONCERN, 0) >= 3:
        found.append("concerns")
    if counts.divided:
        found.append("divided")
    return tuple(found)
