"""What posters have besides what they show: their order on the wall, their parts, whose answers they tell."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from kpidesk.domain.content import Translation
from kpidesk.domain.gallery import Gallery, Note, Poster, PosterKind, Turned
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record

ZONES: Final = "zones"
"""The key of the places for notes at the side."""

RATINGS: Final = "ratings"
"""The key of the strip of ratings at the foot."""

PARTS: Final[dict[PosterKind, tuple[str, ...]]] = {
    PosterKind.MEASURE: (
        "result", "place", "considered", "chart", "formula", "use", "questions", ZONES, RATINGS
    ),
    PosterKind.MAP: (),
    PosterKind.GOAL: ("goal", "tests", "results", "questions", ZONES),
    PosterKind.QUESTION: (),
    PosterKind.OWN: ("own-result", "own-signs", "own-formula", "own-risks", ZONES, RATINGS),
    PosterKind.HOW: ("steps", "hours", "colours", "hosts", "otherwise"),
    PosterKind.LEGEND: ("rings", "links", "colours", "signals", "scales"),
    PosterKind.TOLD: (),
    PosterKind.PARKING: (),
}  # fmt: skip
"""The keys of what can be switched off, by kind, in the order on the sheet; files hold them."""

ZONED: Final = frozenset({PosterKind.MEASURE, PosterKind.GOAL, PosterKind.OWN})
"""Kinds with places for notes beside their sections."""

TITLED: Final = frozenset(
    {PosterKind.GOAL, PosterKind.QUESTION, PosterKind.HOW, PosterKind.LEGEND, PosterKind.TOLD,
     PosterKind.PARKING}
)  # fmt: skip
"""Kinds whose title can be written anew; others bear the name of what they show."""

ASKING: Final = frozenset({PosterKind.MEASURE, PosterKind.MAP, PosterKind.GOAL, PosterKind.QUESTION})
"""Kinds on which the team's questions stand."""


def place_on_wall(poster: Poster) -> tuple[float, str, int]:
    """The order of posters: by place, then by code, G2 before G10."""
    number = re.search(r"\d+", poster.code)
    return (poster.place, poster.code[: number.start()], int(number[0])) if number else (
        poster.place, poster.code, 0
    )  # fmt: skip


def in_order(posters: Iterable[Poster]) -> list[Poster]:
    """Posters as they stand in their set."""
    return sorted(posters, key=place_on_wall)


def lies(poster: Poster) -> bool:
    """Whether its sheet lies; a map always does."""
    return poster.kind is PosterKind.MAP or poster.turned is Turned.LANDSCAPE


def in_language(reader: Reader, record: Record, field: str, language: str) -> str:
    """A text of a record in another language; "" where nobody has translated it."""
    if not language:
        return ""
    found = reader.find(Translation, record=record.id, field=field, language=language)
    return found[0].text if found else ""


def decided_notes(reader: Reader, gallery: Gallery) -> list[Note]:
    """The notes of a gallery on which the team has decided, in the order of its posters."""
    return [
        note
        for poster in in_order(reader.find(Poster, gallery=gallery.id))
        for note in reader.find(Note, poster=poster.id)
        if note.decision is not None
    ]


def told_gallery(reader: Reader, poster: Poster) -> Gallery | None:
    """The gallery whose answers a poster tells.

    The one that was chosen; else its own once something is decided there, else the newest earlier one
    with decisions. None while nothing is decided.
    """
    own = reader.get(Gallery, poster.gallery)
    if poster.told is not None:
        return reader.get(Gallery, poster.told)
    earlier = [each for each in reader.find(Gallery) if each.id != own.id and _begins(each) <= _begins(own)]
    newest_first = sorted(earlier, key=_begins, reverse=True)
    return next((each for each in (own, *newest_first) if decided_notes(reader, each)), None)


def _begins(gallery: Gallery) -> tuple[datetime, str]:
    return (gallery.opens or datetime.min, gallery.id)  # noqa: DTZ901 - only to compare
