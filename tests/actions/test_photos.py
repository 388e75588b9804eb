"""Photos of the wall: kept once, sorted, typed from, and taken away without leaving their files behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from kpidesk.actions import gallery, photos
from kpidesk.desk.store import Desk
from kpidesk.domain.content import Attachment
from kpidesk.domain.gallery import Colour, Crop, Gallery, Note, Photo, Poster, Seen
from kpidesk.domain.people import Organisation
from kpidesk.domain.photos import (
    OnPoster,
    Piece,
    SortedPhoto,
    crops_in,
    crops_of,
    is_open,
    next_open,
    photos_of,
)
from kpidesk.domain.shorthand import Reading

Do = Callable[..., Any]
TAKEN = datetime(2025, 7, 8, 16, 0)  # noqa: DTZ001 - local time of the place
TWO = (Piece(b"left", 0.1, 0.2, 0.13, 0.09), Piece(b"right", 0.5, 0.2, 0.13, 0.09))


@pytest.fixture
def opened(do: Do, begun: Desk) -> Gallery:
    """A gallery with two posters."""
    made = do(gallery.begin, "On the wall")
    for _ in range(2):
        do(gallery.add_poster, made.id, map_id=do_map(begun))
    return made


def do_map(desk: Desk) -> str:
    from kpidesk.domain.results import Map

    return desk.find(Map)[0].id


def posters(desk: Desk) -> list[Poster]:
    return sorted(desk.find(Poster), key=lambda each: each.code)


def shot(desk: Desk, *codes: str, image: bytes = b"photo") -> SortedPhoto:
    on = tuple(OnPoster(code, b"straight " + code.encode(), (0.0,) * 8, TWO) for code in codes)
    return SortedPhoto("IMG_0001.jpg", TAKEN, image, on)


def test_each_poster_of_a_photo_has_it(do: Do, begun: Desk, opened: Gallery) -> None:
    first, second = posters(begun)
    kept = do(photos.keep, opened.id, [shot(begun, first.code, second.code.lower())])
    assert [photo.poster for photo in kept] == [first.id, second.id]
    assert kept[0].image == kept[1].image
    assert kept[0].taken == TAKEN
    assert len(begun.find(Crop)) == 4
    # The photo, two straight ones and two pieces: each file is kept once.
    assert len(begun.find(Attachment)) == 5
    assert begun.get(Attachment, kept[0].image).data == b"photo"


def test_the_same_photo_again_changes_nothing(do: Do, begun: Desk, opened: Gallery) -> None:
    first, second = posters(begun)
    do(photos.keep, opened.id, [shot(begun, first.code)])
    assert do(photos.keep, opened.id, [shot(begun, first.code)]) == ()
    assert len(begun.find(Photo)) == 1
    (more,) = do(photos.keep, opened.id, [shot(begun, first.code, second.code)])
    assert more.poster == second.id


def test_nothing_is_lost_where_nobody_knows_the_poster(do: Do, begun: Desk, opened: Gallery) -> None:
    first, _ = posters(begun)
    (one,) = do(photos.keep, opened.id, [shot(begun)])
    (other,) = do(photos.keep, opened.id, [replace(shot(begun, "X99"), image=b"another")])
    assert one.poster is other.poster is None
    assert photos_of(begun, opened.id, None) == (one, other)
    do(photos.assign, one.id, first.id)
    assert photos_of(begun, opened.id, first.id) == (begun.get(Photo, one.id),)
    do(photos.assign, one.id, None)
    assert len(photos_of(begun, opened.id, None)) == 2


def test_a_photo_goes_to_a_poster_of_its_gallery_once(
    do: Do, refused: Do, begun: Desk, opened: Gallery
) -> None:
    first, second = posters(begun)
    one, other = do(photos.keep, opened.id, [shot(begun, first.code, second.code)])
    assert "already" in refused(photos.assign, other.id, first.id)
    elsewhere = do(gallery.begin, "Elsewhere")
    stranger = do(gallery.add_poster, elsewhere.id, map_id=do_map(begun))
    assert "another gallery" in refused(photos.assign, one.id, stranger.id)


def test_typing_what_is_seen(do: Do, begun: Desk, opened: Gallery) -> None:
    first, _ = posters(begun)
    (photo,) = do(photos.keep, opened.id, [shot(begun, first.code)])
    crops = crops_in(begun, [photo])
    assert next_open(crops) == crops[0]
    note = do(photos.type_note, crops[0].id, Reading("more crews", (), poster=first.code), colour=Colour.PINK)
    assert (note.text, note.colour) == ("more crews", Colour.PINK)
    assert crops_of(begun, note.id) == (begun.get(Crop, crops[0].id),)
    assert next_open(crops_in(begun, [photo])) == crops[1]
    begun.undo()
    assert begun.find(Note) == ()
    assert next_open(crops_in(begun, [photo])) == crops[0]


def test_no_note_and_back(do: Do, begun: Desk, opened: Gallery) -> None:
    first, _ = posters(begun)
    (photo,) = do(photos.keep, opened.id, [shot(begun, first.code)])
    one, other = crops_in(begun, [photo])
    do(photos.mark, one.id, Seen.NO_NOTE)
    assert next_open(crops_in(begun, [photo])) == other
    do(photos.mark, one.id, Seen.OPEN)
    assert next_open(crops_in(begun, [photo]), after=other.id) == one


def test_a_note_that_is_taken_away_waits_to_be_typed_again(do: Do, begun: Desk, opened: Gallery) -> None:
    first, _ = posters(begun)
    (photo,) = do(photos.keep, opened.id, [shot(begun, first.code)])
    one, _ = crops_in(begun, [photo])
    note = do(photos.type_note, one.id, Reading("typo", (), poster=first.code))
    assert not is_open(begun.get(Crop, one.id))
    do(gallery.remove_note, note.id)
    assert is_open(begun.get(Crop, one.id))


def test_what_a_person_draws(do: Do, refused: Do, begun: Desk, opened: Gallery) -> None:
    first, _ = posters(begun)
    (photo,) = do(photos.keep, opened.id, [shot(begun, first.code)])
    crop = do(photos.add_crop, photo.id, b"drawn", (0.2, 0.3, 0.1, 0.1))
    assert begun.get(Attachment, crop.image).data == b"drawn"
    assert crop.seen is Seen.OPEN
    assert "larger" in refused(photos.add_crop, photo.id, b"dot", (0.2, 0.3, 0.0, 0.1))


def test_a_removed_photo_takes_its_files_along(do: Do, begun: Desk, opened: Gallery) -> None:
    first, second = posters(begun)
    one, other = do(photos.keep, opened.id, [shot(begun, first.code, second.code)])
    note = do(photos.type_note, crops_in(begun, [one])[0].id, Reading("stays", (), poster=first.code))
    logo = begun.get(Attachment, crops_in(begun, [other])[0].image)
    with begun.edit("Logo") as edit:
        edit.put(replace(begun.find(Organisation)[0], logo=logo.id))
    do(photos.remove_photo, one.id)
    assert {file.data for file in begun.find(Attachment)} == {b"photo", b"left", b"right", straight(second)}
    do(photos.remove_photo, other.id)
    assert begun.find(Attachment) == (logo,)
    assert begun.find(Crop) == ()
    assert begun.get(Note, note.id).text == "stays"
    begun.undo()
    assert len(begun.find(Attachment)) == 4


def straight(poster: Poster) -> bytes:
    return b"straight " + poster.code.encode()
