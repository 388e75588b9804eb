"""Counting what visitors left at a gallery, and hints on what is still to do before telling back."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kpidesk.domain import voting
from kpidesk.domain.anonymous import SMALL
from kpidesk.domain.findings import Finding
from kpidesk.domain.gallery import (
    Decision,
    Gallery,
    Horizon,
    Moscow,
    Note,
    NoteKind,
    Poster,
    PosterKind,
    RatingScale,
)
from kpidesk.domain.people import Group
from kpidesk.domain.personal_data import personal
from kpidesk.domain.reader import Reader

ANONYMITY_MINIMUM: Final = SMALL
LOW_BACKING: Final = 2
NEEDS_REASON: Final = frozenset({Decision.ADAPT, Decision.PARK, Decision.DECLINE})
DEFAULT_SCALE: Final = (1, 5)


@dataclass(frozen=True, slots=True)
class Ratings:
    """Ratings of one question: how many, their exact mean and the ends of their spread."""

    count: int
    mean: Fraction | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Notes of a poster, or of all; `low_back` counts ratings of backing of 2 or less.

    `kinds` counts by kind, with None for notes without one; `open_questions` have no answer yet.
    `divided`: ratings of one of the questions lie so far apart that people should talk.
    """

    notes: int
    kinds: Mapping[NoteKind | None, int]
    understand: Ratings
    back: Ratings
    low_back: int
    support: int
    decided: int
    open_questions: int
    dots: int = 0
    divided: bool = False


@dataclass(frozen=True, slots=True)
class GroupCount:
    """Notes of one group (None: no group given). `small`: too few to be shown apart."""

    key: str | None
    notes: int
    small: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """A gallery in numbers. `joint` counts notes by what was agreed on how much and when."""

    posters: Mapping[str, Counts]
    all: Counts
    decisions: Mapping[Decision, int]
    groups: tuple[GroupCount, ...]
    silent_groups: tuple[str, ...]
    languages: Mapping[str, int]
    joint: Mapping[tuple[Moscow | None, Horizon | None], int]
    visitors_rate: Fraction | None


def tally(reader: Reader, gallery_id: str) -> Tally:
    """Count the notes of a gallery. Posters come in the order of the desk, groups by their notes."""
    gallery = reader.get(Gallery, gallery_id)
    posters = {poster.id: poster for poster in reader.find(Poster, gallery=gallery_id)}
    keys = {group.id: group.key for group in reader.find(Group)}
    by_poster: dict[str, list[Note]] = {poster: [] for poster in posters}
    for note in reader.find(Note):
        if note.poster in by_poster:
            by_poster[note.poster].append(note)
    notes = [note for own in by_poster.values() for note in own]
    groups = Counter(keys[note.group] if note.group else None for note in notes)
    rated = [note for note in notes if note.moscow is not None or note.horizon is not None]
    return Tally(
        posters={posters[poster].code: _counts(own) for poster, own in by_poster.items()},
        all=_counts(notes),
        decisions=Counter(note.decision for note in notes if note.decision is not None),
        groups=tuple(
            GroupCount(key, count, count < ANONYMITY_MINIMUM) for key, count in groups.most_common()
        ),
        silent_groups=tuple(key for key in keys.values() if key not in groups),
        languages=Counter(note.language for note in notes),
        joint=Counter((note.moscow, note.horizon) for note in rated),
        visitors_rate=(
            Fraction(gallery.visitors, gallery.invited)
            if gallery.invited and gallery.visitors is not None
            else None
        ),
    )


def _counts(notes: Sequence[Note]) -> Counts:
    back = [note.back for note in notes if note.back is not None]
    understood = [note.understand for note in notes if note.understand is not None]
    return Counts(
        notes=len(notes),
        kinds=Counter(note.kind for note in notes),
        understand=_ratings(understood),
        back=_ratings(back),
        low_back=sum(rating <= LOW_BACKING for rating in back),
        support=sum(note.support for note in notes),
        decided=sum(note.decision is not None for note in notes),
        open_questions=sum(map(_is_open, notes)),
        dots=sum(note.dots for note in notes),
        divided=_divided(understood) or _divided(back),
    )


def _divided(ratings: Sequence[int]) -> bool:
    """See voting.Tally; a few ratings divide nobody."""
    if len(ratings) < SMALL:
        return False
    return voting.Tally(tuple(ratings), max(*ratings, DEFAULT_SCALE[1])).divided


def _ratings(numbers: Iterable[int]) -> Ratings:
    given = list(numbers)
    if not given:
        return Ratings(0, None, None, None)
    return Ratings(len(given), Fraction(sum(given), len(given)), min(given), max(given))


def _is_open(note: Note) -> bool:
    """Whether a question still waits: undecided, or to be answered without the answer's words."""
    undecided = note.decision is None
    return note.kind is NoteKind.QUESTION and (
        undecided or (note.decision is Decision.ANSWER and is_blank(note.reason))
    )


def is_blank(text: str) -> bool:
    """Whether there is nothing, or only the dash that people type for nothing."""
    return not text.strip(" \t\r\n-–—")


def check_gallery(reader: Reader) -> tuple[Finding, ...]:
    """Hints on all galleries: posters, ratings, reasons and answers."""
    galleries = {gallery.id: gallery for gallery in reader.find(Gallery)}
    posters = {poster.id: poster for poster in reader.find(Poster)}
    return (
        *_poster_findings(posters.values()),
        *_note_findings(reader.find(Note)),
        *_rating_findings(reader, galleries, posters),
    )


def _poster_findings(posters: Iterable[Poster]) -> Iterator[Finding]:
    alike: dict[str, list[str]] = defaultdict(list)
    for poster in posters:
        args = {"poster": poster.code}
        alike[poster.code.casefold()].append(poster.code)
        if poster.kind is PosterKind.MEASURE and poster.measure is None:
            yield Finding("POSTER_WITHOUT_MEASURE", (poster.code,), args)
        if poster.kind is PosterKind.MAP and poster.map is None:
            yield Finding("POSTER_WITHOUT_MAP", (poster.code,), args)
        if re.fullmatch(r"[ubUB][0-9]{1,3}", poster.code):
            yield Finding("POSTER_CODE_LIKE_RATING", (poster.code,), args)
        elif not re.fullmatch(r"[^\W\d_]+-?[0-9]+", poster.code):
            yield Finding("POSTER_CODE_HARD_TO_TYPE", (poster.code,), args)
    for codes in alike.values():
        if len(codes) > 1:
            yield Finding("POSTER_CODES_ALIKE", tuple(codes), {"posters": ", ".join(codes)})


def _note_findings(notes: Iterable[Note]) -> Iterator[Finding]:
    for note in notes:
        if note.decision in NEEDS_REASON and is_blank(note.reason):
            yield Finding("DECISION_WITHOUT_REASON", (note.code,), {"note": note.code})
        if _is_open(note):
            yield Finding("QUESTION_WITHOUT_ANSWER", (note.code,), {"note": note.code})
        if is_blank(note.text):
            yield Finding("NOTE_WITHOUT_TEXT", (note.code,), {"note": note.code})
        for found in personal(note.text)[:1]:
            args = {"note": note.code, "piece": note.text[found.start : found.end]}
            yield Finding("NOTE_NAMES_SOMEBODY", (note.code,), args)


def _rating_findings(
    reader: Reader, galleries: Mapping[str, Gallery], posters: Mapping[str, Poster]
) -> Iterator[Finding]:
    scales = {scale.id: (scale.low, scale.high) for scale in reader.find(RatingScale)}
    for note in reader.find(Note):
        gallery = galleries[posters[note.poster].gallery]
        for rating, scale in (
            (note.understand, gallery.understand_scale),
            (note.back, gallery.back_scale),
        ):
            low, high = scales[scale] if scale else DEFAULT_SCALE
            if rating is not None and not low <= rating <= high:
                args = {"note": note.code, "rating": str(rating), "low": str(low), "high": str(high)}
                yield Finding("RATING_OUTSIDE_SCALE", (note.code,), args)
