"""Photos of the wall find their posters and notes; `wall_photos` made them, and knows what is in them.

A photo is sorted right when the posters found in it are those that hang there, and their corners are
within 2 % of the longer side. A note counts as found when a square covers it by more than half
(intersection over union in the poster's plane), each square for one note; other squares are false.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from math import hypot
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.gallery import Poster
from kpidesk.domain.photos import OnPoster, SortedPhoto
from kpidesk.domain.reader import Reader
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.posters import poster
from kpidesk.exports.printed import as_image
from kpidesk.imports.photos import KEPT, KEPT_BYTES, Opened
from kpidesk.imports.photos_camera import usual_lens
from kpidesk.imports.photos_codes import Sheet, sheet_of
from kpidesk.imports.photos_plane import area, rectangle, view
from kpidesk.imports.photos_sorted import sort_photo
from kpidesk.system.words import Words
from tests.imports import wall_photos as walls

PAPERS = ("A1", "A0", "A2", "A3")


@pytest.fixture(scope="module")
def desk(sample_file: Path) -> Iterator[Reader]:
    found = read_desk(sample_file)
    yield found
    found.close()


@pytest.fixture(scope="module")
def prints(desk: Reader) -> dict[str, object]:
    """The posters of the sample as they come from the printer."""
    return walls.printed(desk)


class Known:
    """What the program knows of the sample's posters."""

    def __init__(self, desk: Reader) -> None:
        day, words = date(2025, 7, 8), Words()
        self.sheets: dict[str, list[Sheet]] = {}
        self._pictures = {}
        for each in desk.find(Poster):
            for paper in PAPERS:
                picture = poster(desk, each, SHEETS[paper], words, day).picture
                self._pictures[each.code, paper] = picture
                self.sheets.setdefault(each.code, []).append(sheet_of(picture, each.code, paper))
        self._drawn: dict[Sheet, Image.Image] = {}

    def printed(self, sheet: Sheet) -> Image.Image:
        if sheet not in self._drawn:
            self._drawn[sheet] = as_image(self._pictures[sheet.code, sheet.paper], 2.0)
        return self._drawn[sheet]

    def sorted(self, image: Image.Image) -> SortedPhoto:
        photo = Opened("wall.jpg", image, None, usual_lens(*image.size))
        return sort_photo(photo, self.sheets, self.printed)


@pytest.fixture(scope="module")
def known(desk: Reader) -> Known:
    return Known(desk)


@dataclass
class Score:
    """What was found in some photos, and what was there."""

    photos: int = 0
    sorted: int = 0
    notes: int = 0
    found: int = 0
    squares: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, picture: object, seen: SortedPhoto, known: Known) -> None:
        self.photos += 1
        truth = {hung.code: hung for hung in picture.posters}
        right = {each.code: each for each in seen.posters}.keys() == truth.keys()
        for each in seen.posters:
            hung = truth.get(each.code)
            self.squares += len(each.pieces)
            if hung is None or not each.straight or _off(each, hung.corners, seen) > 0.02:
                right = False
            if hung is not None:
                sheet = known.sheets[each.code][0]
                self.found += _matched(each, hung, sheet)
        self.notes += sum(len(hung.notes) for hung in picture.posters)
        self.sorted += right
        if not right:
            self.wrong.append(name)

    @property
    def told(self) -> str:
        false = self.squares - self.found
        shares = self.found / self.notes, false / max(self.squares, 1)
        return (
            f"{self.sorted} of {self.photos} photos sorted; {self.found} of {self.notes} notes found "
            f"({shares[0]:.1%}), {false} of {self.squares} finds false ({shares[1]:.1%}) {self.wrong}"
        )


def _off(each: OnPoster, corners: tuple, seen: SortedPhoto) -> float:
    """How far the worst corner is off, as a share of the photo's longer side."""
    with Image.open(BytesIO(seen.image)) as image:
        wide, tall = image.size
    scale = 4000 / max(wide, tall)
    pairs = zip(each.corners[::2], each.corners[1::2], strict=True)
    got = [(x * wide * scale, y * tall * scale) for x, y in pairs]
    return max(hypot(x - u, y - v) for (x, y), (u, v) in zip(got, corners, strict=True)) / 4000


def _matched(each: OnPoster, hung: object, sheet: Sheet) -> int:
    """How many notes have a square of their own; the best pairs first."""
    flat = view(hung.corners, sheet.outline)
    notes = [flat.quad(note.corners) for note in hung.notes]
    squares = [
        rectangle(
            piece.x * sheet.wide, piece.y * sheet.tall,
            (piece.x + piece.wide) * sheet.wide, (piece.y + piece.tall) * sheet.tall,
        )
        for piece in each.pieces
    ]  # fmt: skip
    pairs = sorted(
        ((_share(one, other), i, j) for i, one in enumerate(squares) for j, other in enumerate(notes)),
        reverse=True,
    )
    taken: set[tuple[str, int]] = set()
    count = 0
    for share, i, j in pairs:
        if share > 0.5 and not {("square", i), ("note", j)} & taken:
            taken |= {("square", i), ("note", j)}
            count += 1
    return count


def _share(one: tuple, other: tuple) -> float:
    """Intersection over union of two convex shapes."""
    common = list(one)
    for (ax, ay), (bx, by) in zip(other, (*other[1:], other[0]), strict=True):
        kept = []
        for (px, py), (qx, qy) in zip(common, (*common[1:], *common[:1]), strict=True):
            p = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
            q = (bx - ax) * (qy - ay) - (by - ay) * (qx - ax)
            if p >= 0:
                kept.append((px, py))
            if p * q < 0:
                kept.append((px + p / (p - q) * (qx - px), py + p / (p - q) * (qy - py)))
        common = kept
    inside = sum(x * v - u * y for (x, y), (u, v) in zip(common, (*common[1:], *common[:1]), strict=True)) / 2
    return inside / (area(one) + area(other) - inside)


def _image(picture: object) -> Image.Image:
    return Image.open(BytesIO(picture.data)).convert("RGB")


@pytest.mark.parametrize("part", range(6))
def test_one_poster(
    part: int, prints: dict, known: Known, record_property: Callable[[str, object], None]
) -> None:
    # Every part of ten must hold what all sixty promise: 57 of 60 sorted, 85 % found, 10 % false.
    score = Score()
    for number in range(part * 10, part * 10 + 10):
        picture = walls.one_poster(number, prints)
        score.add(f"one {number}", picture, known.sorted(_image(picture)), known)
    record_property("told", f"one poster, photos {part * 10} to {part * 10 + 9}: {score.told}")
    assert score.sorted >= 9.5
    assert score.found >= 0.85 * score.notes
    assert score.squares - score.found <= 0.1 * score.squares


@pytest.mark.parametrize("part", range(2))
def test_two_posters(
    part: int, prints: dict, known: Known, record_property: Callable[[str, object], None]
) -> None:
    score = Score()
    for number in range(part * 10, part * 10 + 10):
        picture = walls.two_posters(number, prints)
        score.add(f"two {number}", picture, known.sorted(_image(picture)), known)
    record_property("told", f"two posters, photos {part * 10} to {part * 10 + 9}: {score.told}")
    assert score.sorted >= 9
    assert score.found >= 0.85 * score.notes
    assert score.squares - score.found <= 0.1 * score.squares


def _hide_codes(picture: object, known: Known, leave: int) -> Image.Image:
    """The photo with a hand before all codes of its poster but some."""
    image = _image(picture)
    hung = picture.posters[0]
    sheet = known.sheets[hung.code][0]
    place = view(sheet.outline, hung.corners)
    brush = ImageDraw.Draw(image)
    for box in sheet.corners[leave:]:
        brush.polygon(place.quad(rectangle(*box)), fill=(176, 132, 108))
    return image


@pytest.mark.parametrize("leave", [3, 2])
@pytest.mark.parametrize("number", [1, 4, 13])
def test_some_codes_are_enough(number: int, leave: int, prints: dict, known: Known) -> None:
    picture = walls.one_poster(number, prints)
    seen = known.sorted(_hide_codes(picture, known, leave))
    score = Score()
    score.add(str(number), picture, seen, known)
    assert score.sorted == 1, score.told
    assert score.found >= 0.8 * score.notes


def test_one_code_names_the_poster(prints: dict, known: Known) -> None:
    seen = known.sorted(_hide_codes(walls.one_poster(4, prints), known, 1))
    assert [each.code for each in seen.posters] == ["G05"]
    assert not seen.posters[0].straight
    assert seen.posters[0].pieces == ()


def test_no_code_no_poster(known: Known) -> None:
    seen = known.sorted(Image.new("RGB", (900, 1200), (214, 208, 196)))
    assert seen.posters == ()
    assert seen.image


def test_codes_of_elsewhere_are_named(prints: dict, known: Known, desk: Reader) -> None:
    picture = walls.one_poster(4, prints)
    photo = Opened("wall.jpg", _image(picture), None, usual_lens(3000, 4000))
    only = {code: sheets for code, sheets in known.sheets.items() if code != "G05"}
    seen = sort_photo(photo, only, known.printed)
    assert seen.posters == ()
    assert seen.strangers == ("G05",)


def test_what_is_kept_is_small_and_tells_nothing_else(prints: dict, known: Known) -> None:
    seen = known.sorted(_image(walls.one_poster(2, prints)))
    on = seen.posters[0]
    assert on.straight
    for data in (seen.image, on.straight, *(piece.image for piece in on.pieces)):
        with Image.open(BytesIO(data)) as image:
            assert image.format == "JPEG"
            assert max(image.size) <= KEPT
            assert not image.getexif()
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert len(data) <= KEPT_BYTES


def test_an_older_print_is_no_wall_of_notes(prints: dict, known: Known) -> None:
    # G05 hangs there as it was before two of its sections were written anew.
    picture = walls.one_poster(4, prints)

    def changed(sheet: Sheet) -> Image.Image:
        now = known.printed(sheet).copy()
        other = known.printed(known.sheets["G09"][0])
        for top, bottom in ((240, 330), (560, 640)):
            part = other.crop((40, top * 2, 720, bottom * 2))
            now.paste(part, (40, top * 2))
        return now

    photo = Opened("wall.jpg", _image(picture), None, usual_lens(3000, 4000))
    score = Score()
    score.add("older", picture, sort_photo(photo, known.sheets, changed), known)
    assert score.found >= 0.85 * score.notes, score.told
    assert score.squares - score.found <= 3, score.told


def test_a_printer_with_colours_of_its_own(prints: dict, known: Known) -> None:
    picture = walls.one_poster(4, prints)
    dull = _image(picture).point([int((level / 255) ** 1.2 * 236) for level in range(256)] * 3)
    score = Score()
    score.add("dull", picture, known.sorted(dull), known)
    assert score.sorted == 1
    assert score.found >= 0.85 * score.notes, score.told
    assert score.squares - score.found <= 1, score.told
