"""Sticky notes on a straightened photo of a poster.

What was printed is known, and the notes' size is: whatever is on the sheet that was not printed there,
and fills a square of 76 mm better than what is around it, is taken for a note. The best comes first, and
what it covers counts no more, so that notes which lie over each other are told apart. An older print
differs in words here and there, which seldom fill a square. Nobody reads what is written.
"""

from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageMath

from kpidesk.drawing.poster_sheet import NOTE
from kpidesk.imports.photos_light import as_printed, spread, without_light

MOST: Final = 60
"""Notes of one poster; with more something is wrong with the picture."""

_GRAIN: Final = 2  # mm to a pixel where squares are looked for
_ROOM: Final = 12  # pixels of nothing around the sheet
_INNER: Final = 72.0  # mm: the square that a note fills
_OUTER: Final = 92.0  # mm: the square up to whose edge nothing of the note is
_AROUND: Final = 0.6  # how much what is around counts against a square
_FREE: Final = 0.35  # of a square that no other note covers
_LEAST: Final = 0.24
_TINT: Final = (3, 14)  # levels of colour that are noise; how much each further one says
_SHADE: Final = (6, 8)  # the same of brightness
_ONE: Final = 250.0
_ROW: Final = 60.0  # mm: notes of one row differ less in height


@dataclass(frozen=True, slots=True)
class Square:
    """Where a note seems to be: its middle in mm from the top left of the sheet; `sure` is up to 1."""

    x: float
    y: float
    sure: float


def find_notes(photo: Image.Image, printed: Image.Image, wide: float, tall: float) -> tuple[Square, ...]:
    """The notes on a sheet in reading order.

    Args:
        photo: the sheet from the front, in colour, at any size.
        printed: the same sheet as it is drawn.
        wide: of the sheet in mm.
        tall: of the sheet in mm.
    """
    size = max(round(wide), 1), max(round(tall), 1)
    seen, known = (
        image.convert("RGB").resize(size, Image.Resampling.BOX, reducing_gap=2.0)
        for image in (photo, printed)
    )
    found = _squares(_foreign(seen, known))
    return tuple(sorted(found, key=lambda each: (round(each.y / _ROW), each.x)))


def _foreign(photo: Image.Image, printed: Image.Image) -> Image.Image:
    """How much each place looks unlike what was printed around it, 0 to 255."""
    even = without_light(photo, printed)
    known = as_printed(printed, even).convert("YCbCr").split()
    light, blue, red = (
        _outside(band, meant) for band, meant in zip(even.convert("YCbCr").split(), known, strict=True)
    )
    tint = ImageChops.add(_beyond(blue, _TINT[0]), _beyond(red, _TINT[0]))
    tint = tint.point([min(255, level * _TINT[1]) for level in range(256)])
    shade = _beyond(light, _SHADE[0]).point([min(255, level * _SHADE[1]) for level in range(256)])
    return ImageChops.lighter(tint, shade)


def _outside(band: Image.Image, meant: Image.Image) -> Image.Image:
    """How far a level is from all that is printed within 2 mm: straightening and printing are not exact."""
    high, low = spread(meant, ImageChops.lighter), spread(meant, ImageChops.darker)
    return ImageChops.lighter(ImageChops.subtract(band, high), ImageChops.subtract(low, band))


def _beyond(image: Image.Image, noise: int) -> Image.Image:
    return image.point([max(level - noise, 0) for level in range(256)])


def _squares(foreign: Image.Image) -> list[Square]:
    """The squares that are filled best, each without what better ones cover."""
    small = foreign.reduce(_GRAIN)
    wide, tall = small.size
    filled = Image.new("L", (wide + 2 * _ROOM, tall + 2 * _ROOM), 0)
    filled.paste(small, (_ROOM, _ROOM))
    free = Image.new("L", filled.size, 255)
    found: list[Square] = []
    half = NOTE / 2 / _GRAIN + 1
    for _ in range(MOST):
        likeness = _likeness(filled, free)
        best = likeness.getextrema()[1]
        if not isinstance(best, int | float) or best < _LEAST * _ONE:
            break
        x, y = _middle_of_best(likeness, int(best))
        found.append(Square((x - _ROOM + 0.5) * _GRAIN, (y - _ROOM + 0.5) * _GRAIN, best / _ONE))
        ImageDraw.Draw(free).rectangle((x - half, y - half, x + half, y + half), fill=0)
    return found


def _likeness(filled: Image.Image, free: Image.Image) -> Image.Image:
    """For each pixel how much a square around it looks like a note, in parts of _ONE."""
    left = ImageChops.multiply(filled, free)
    inner, outer = (_mean(left, side) for side in (_INNER, _OUTER))
    inner_free, outer_free = (_mean(free, side) for side in (_INNER, _OUTER))
    areas = _INNER**2, _OUTER**2
    least = 200.0**2  # of the ring's levels: where hardly anything is free, it says little
    value: Image.Image = ImageMath.lambda_eval(
        lambda known: (
            (
                known["inner"] / known["max"](known["inner_free"], 1)
                - _AROUND
                * known["max"](known["outer"] * areas[1] - known["inner"] * areas[0], 0)
                / known["max"](known["outer_free"] * areas[1] - known["inner_free"] * areas[0], least)
            )
            * (known["inner_free"] / 255 >= _FREE)
            * _ONE
        ),
        inner=inner, outer=outer, inner_free=inner_free, outer_free=outer_free,
    )  # fmt: skip
    return value.convert("L")


def _mean(image: Image.Image, side: float) -> Image.Image:
    return image.filter(ImageFilter.BoxBlur((side / _GRAIN - 1) / 2)).convert("F")


def _middle_of_best(likeness: Image.Image, best: int) -> tuple[float, float]:
    """The middle of the places that are as good as the first best one and near it."""
    levels, wide = likeness.tobytes(), likeness.width
    first = levels.index(best)
    x, y = first % wide, first // wide
    near = [
        (column, row)
        for row in range(y, min(y + 6, likeness.height))
        for column in range(max(x - 5, 0), min(x + 6, wide))
        if levels[row * wide + column] == best
    ]
    return sum(column for column, _ in near) / len(near), sum(row for _, row in near) / len(near)
