"""What a person can do with photos of the wall: keep them, sort them, and type notes from what they show."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final

from kpidesk.actions import gallery
from kpidesk.desk.edits import Edit
from kpidesk.domain.content import Attachment
from kpidesk.domain.gallery import Crop, Note, Photo, Poster, Seen
from kpidesk.domain.people import Organisation
from kpidesk.domain.photos import OnPoster, SortedPhoto
from kpidesk.domain.shorthand import Reading
from kpidesk.domain.wording import Refused, clean

MEDIA_TYPE: Final = "image/jpeg"
_NAME_LIMIT: Final = 120
_LEAST: Final = 0.005
"""The smallest side of a part of a photo, as a share of the picture's."""


def keep(edit: Edit, gallery_id: str, photos: Sequence[SortedPhoto]) -> tuple[Photo, ...]:
    """Keep photos with what looks like notes in them, each once for every poster that it shows.

    A photo that is kept for a poster already is left as it is. What belongs to no poster of this gallery
    is kept without one, so that a person can say whose it is.
    """
    posters = {poster.code.casefold(): poster.id for poster in edit.find(Poster, gallery=gallery_id)}
    new: list[Photo] = []
    for photo in photos:
        image = _attachment(edit, photo.image, photo.name)
        known = [(posters.get(each.code.casefold()), each) for each in photo.posters]
        shown: list[tuple[str | None, OnPoster]] = [each for each in known if each[0] is not None]
        for poster, each in shown or [(None, OnPoster(""))]:
            if not edit.find(Photo, gallery=gallery_id, image=image, poster=poster):
                new.append(_kept(edit, gallery_id, poster, photo, each, image))
    return tuple(new)


def _kept(
    edit: Edit, gallery_id: str, poster: str | None, photo: SortedPhoto, on: OnPoster, image: str
) -> Photo:
    straight = None if on.straight is None else _attachment(edit, on.straight, photo.name)
    kept = edit.put(
        Photo(
            id=edit.new_id(), gallery=gallery_id, poster=poster, name=_name(photo.name), taken=photo.taken,
            image=image, straight=straight, corners=" ".join(f"{share:.4f}" for share in on.corners),
        )
    )  # fmt: skip
    for piece in on.pieces:
        add_crop(edit, kept.id, piece.image, (piece.x, piece.y, piece.wide, piece.tall))
    return kept


def _attachment(edit: Edit, data: bytes, name: str) -> str:
    """The id of the file with these bytes, which a desk keeps once."""
    digest = sha256(data).hexdigest()
    for known in edit.find(Attachment, digest=digest):
        return known.id
    return edit.put(
        Attachment(id=edit.new_id(), digest=digest, name=_name(name), media_type=MEDIA_TYPE, data=data)
    ).id


def _name(name: str) -> str:
    return clean(name, lines=False)[:_NAME_LIMIT]


def assign(edit: Edit, photo_id: str, poster_id: str | None) -> Photo:
    """Say which poster a photo shows; None: nobody knows.

    Raises:
        Refused: the poster is of another gallery, or has this photo already.
    """
    photo = edit.get(Photo, photo_id)
    if poster_id is not None:
        poster = edit.get(Poster, poster_id)
        if poster.gallery != photo.gallery:
            raise Refused("Poster {poster} hangs in another gallery.", poster=poster.code)
        others = edit.find(Photo, gallery=photo.gallery, poster=poster_id, image=photo.image)
        if any(other.id != photo_id for other in others):
            raise Refused("Poster {poster} has this photo already.", poster=poster.code)
    return edit.put(replace(photo, poster=poster_id))


def add_crop(edit: Edit, photo_id: str, image: bytes, place: tuple[float, float, float, float]) -> Crop:
    """Add a part of a photo that looks like a note: its picture, and left, top, width and height as shares.

    Raises:
        Refused: it is too small to show anything.
    """
    photo = edit.get(Photo, photo_id)
    x, y, wide, tall = place
    if wide < _LEAST or tall < _LEAST:
        raise Refused("Draw a larger square around the note.")
    kept = _attachment(edit, image, photo.name)
    return edit.put(Crop(id=edit.new_id(), photo=photo_id, image=kept, x=x, y=y, wide=wide, tall=tall))


def type_note(
    edit: Edit, crop_id: str | None, reading: Reading, *, language: str = "en", **more: object
) -> Note:
    """Keep a typed line as a note, and the part of a photo that it was read from as its proof.

    Args:
        edit: the open edit.
        crop_id: the part; None where the note was not typed from a photo.
        reading: what the line says; its language counts more than the given one.
        language: of the text.
        more: other fields of the note.

    Raises:
        Refused: see `gallery.add_note` and `gallery.change_note`.
    """
    note = gallery.add_note(edit, reading, language=reading.language or language)
    said = {"colour": reading.colour, "unclear": reading.unclear or None, "dots": reading.dots}
    fields = more | {name: value for name, value in said.items() if value is not None}
    if fields:
        note = gallery.change_note(edit, note.id, **fields)
    if crop_id is not None:
        link(edit, crop_id, note.id)
    return note


def link(edit: Edit, crop_id: str, note_id: str) -> Crop:
    """Note which note was typed from a part of a photo."""
    note = edit.get(Note, note_id)
    return edit.put(replace(edit.get(Crop, crop_id), note=note.id, seen=Seen.TYPED))


def mark(edit: Edit, crop_id: str, seen: Seen) -> Crop:
    """Say that a part of a photo is no note, or that it waits to be typed (again); its note stays."""
    return edit.put(replace(edit.get(Crop, crop_id), note=None, seen=seen))


def remove_photo(edit: Edit, photo_id: str) -> None:
    """Take a photo away with what was cut out of it; notes that were typed from it stay."""
    photo = edit.get(Photo, photo_id)
    files = [photo.image, photo.straight, *(crop.image for crop in edit.find(Crop, photo=photo_id))]
    edit.remove(photo)
    for file in dict.fromkeys(file for file in files if file is not None):
        if not _used(edit, file):
            edit.remove(edit.get(Attachment, file))


def _used(edit: Edit, file: str) -> bool:
    return bool(
        edit.find(Photo, image=file)
        or edit.find(Photo, straight=file)
        or edit.find(Crop, image=file)
        or edit.find(Organisation, logo=file)
    )
