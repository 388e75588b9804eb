"""A photo of the wall, sorted to its posters: each from the front, with what looks like notes cut out."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Final

from PIL import Image

from kpidesk.domain.photos import OnPoster, Piece, SortedPhoto
from kpidesk.drawing.poster_sheet import NOTE
from kpidesk.imports.photos import Opened, kept
from kpidesk.imports.photos_codes import Lying, Sheet, lying, read_codes, straightened, strangers
from kpidesk.imports.photos_notes import find_notes
from kpidesk.imports.photos_plane import scaling

Printed = Callable[[Sheet], Image.Image]
"""Draws a sheet as it is printed, in any size."""
Stopped = Callable[[], bool]

CROP: Final = NOTE + 12
"""mm: a note with a little of what is around it."""
CROP_BYTES: Final = 60_000
_CROP_PIXELS: Final = 440
_SCALE: Final = 3.0  # pixels of a straightened poster to the millimetre
_LONGEST: Final = 2_520


def sort_photo(
    photo: Opened,
    sheets: Mapping[str, Sequence[Sheet]],
    printed: Printed,
    stopped: Stopped = lambda: False,
) -> SortedPhoto:
    """Find the posters of a photo, and the notes on them.

    Args:
        photo: the opened photo.
        sheets: for each poster's code the sheets that it may be printed on, the likeliest first.
        printed: draws a sheet.
        stopped: whether nobody waits any more; what is done then is told without the rest.
    """
    read = read_codes(photo.image)
    posters = []
    for code, place in sorted(lying(read, sheets, photo.lens).items(), key=lambda each: _left(each[1])):
        if stopped():
            break
        posters.append(OnPoster(code) if place is None else _on_poster(photo, place, printed))
    return SortedPhoto(photo.name, photo.taken, kept(photo.image), tuple(posters), strangers(read, sheets))


def _left(place: Lying | None) -> float:
    return min(x for x, _ in place.view.quad(place.sheet.outline)) if place else float("inf")


def _on_poster(photo: Opened, place: Lying, printed: Printed) -> OnPoster:
    sheet = place.sheet
    scale = min(_SCALE, _LONGEST / max(sheet.wide, sheet.tall))
    straight = straightened(photo.image, place, scale)
    found = find_notes(straight, printed(sheet), sheet.wide, sheet.tall)
    pieces = tuple(_piece(photo, place, each.x, each.y) for each in found)
    corners = tuple(
        share
        for x, y in place.view.quad(sheet.outline)
        for share in (round(x / photo.image.width, 5), round(y / photo.image.height, 5))
    )
    return OnPoster(sheet.code, kept(straight), corners, pieces)


def _piece(photo: Opened, place: Lying, x: float, y: float) -> Piece:
    """A square of the sheet as large as the photo shows it."""
    step = CROP / _CROP_PIXELS
    numbers = place.view.after(scaling(step, x - CROP / 2, y - CROP / 2)).eight()
    size = (_CROP_PIXELS, _CROP_PIXELS)
    image = photo.image.transform(size, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC)
    wide, tall = place.sheet.wide, place.sheet.tall
    share = NOTE / wide, NOTE / tall
    return Piece(
        kept(image, _CROP_PIXELS, CROP_BYTES), x / wide - share[0] / 2, y / tall - share[1] / 2, *share
    )


def cut_out(picture: bytes, x: float, y: float, wide: float, tall: float) -> bytes:
    """A part of a kept picture, where a person saw a note that was not found; shares of its size."""
    with Image.open(BytesIO(picture)) as image:
        left, right = sorted(min(max(side, 0.0), 1.0) * image.width for side in (x, x + wide))
        top, bottom = sorted(min(max(side, 0.0), 1.0) * image.height for side in (y, y + tall))
        box = int(left), int(top), max(int(right), int(left) + 1), max(int(bottom), int(top) + 1)
        return kept(image.convert("RGB").crop(box), 2 * _CROP_PIXELS, CROP_BYTES)
