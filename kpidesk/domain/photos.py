"""Photos of a gallery's wall as they come from reading, and what of them is still to be typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kpidesk.domain.gallery import Crop, Photo, Seen
from kpidesk.domain.reader import Reader


@dataclass(frozen=True, slots=True)
class Piece:
    """What looks like a note: a JPEG of it, and where it is as shares of the straightened picture."""

    image: bytes
    x: float
    y: float
    wide: float
    tall: float


@dataclass(frozen=True, slots=True)
class OnPoster:
    """A poster in a photo; without `straight` too little of it was seen to look for notes.

    `corners` are eight shares of the photo's width and height, from the sheet's top left clockwise.
    """

    code: str
    straight: bytes | None = None
    corners: tuple[float, ...] = ()
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class SortedPhoto:
    """A photo as it is kept, and the posters in it; `strangers` are codes that no poster here has."""

    name: str
    taken: datetime | None
    image: bytes
    posters: tuple[OnPoster, ...] = ()
    strangers: tuple[str, ...] = ()


def is_open(crop: Crop) -> bool:
    """Whether a part of a photo waits to be typed; also when the note typed from it was taken away."""
    return crop.seen is Seen.OPEN or (crop.seen is Seen.TYPED and crop.note is None)


def photos_of(reader: Reader, gallery_id: str, poster_id: str | None) -> tuple[Photo, ...]:
    """The photos of a poster as they were taken; with None those that belong to no poster yet."""
    found = reader.find(Photo, gallery=gallery_id, poster=poster_id)
    return tuple(sorted(found, key=lambda each: (each.taken.isoformat() if each.taken else "~", each.name)))


def crops_in(reader: Reader, photos: Sequence[Photo]) -> tuple[Crop, ...]:
    """The parts of photos that look like notes, photo by photo as they were found."""
    return tuple(crop for photo in photos for crop in reader.find(Crop, photo=photo.id))


def crops_of(reader: Reader, note_id: str) -> tuple[Crop, ...]:
    """The parts of photos that a note was typed from: its proof."""
    return reader.find(Crop, note=note_id)


def next_open(crops: Sequence[Crop], after: str | None = None) -> Crop | None:
    """The first part to be typed after another one, from the beginning again at the end."""
    ids = [crop.id for crop in crops]
    start = ids.index(after) + 1 if after in ids else 0
    return next((crop for crop in (*crops[start:], *crops[:start]) if is_open(crop)), None)
