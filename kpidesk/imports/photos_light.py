"""The light in a photo of a sheet, and how its printer printed the colours.

What was printed is known. Wherever it is white, the photo tells how bright the light is there; a smooth
surface through these places, which notes on the sheet cannot bend, is the light everywhere. Large areas
of one colour then tell what became of that colour in print.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from PIL import Image, ImageChops, ImageMath

WHITE: Final = 245
"""The level that white paper has once the light is taken out; above it there is room for glare."""

_CELL: Final = 30  # mm: the light is looked at in squares of this size
_LEAST_WHITE: Final = 60  # of 255: how much of a square must be white
_POWERS: Final = ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
_ROUNDS: Final = 5
_DARKEST: Final = 20.0
_COLOURS: Final = 24
_FLAT: Final = 8  # levels within which an area has one colour
_LARGE: Final = 8_000  # mm²: more than a note, so that none can stand for a printed colour
_SHIFT: Final = 60

Cell = tuple[int, list[float], float]
"""The number of a square, the powers of its place, how much of it is white."""


def spread(image: Image.Image, better: Callable[[Image.Image, Image.Image], Image.Image]) -> Image.Image:
    """The better of all pixels two or fewer away, each way; edges look over to the other side."""
    for across in (True, False):
        for step in (1, -1, 1, -1):
            image = better(image, ImageChops.offset(image, step if across else 0, 0 if across else step))
    return image


def without_light(photo: Image.Image, printed: Image.Image) -> Image.Image:
    """The photo as in even white light; both show the sheet from the front, a pixel to the millimetre."""
    white = _white(printed)
    share = white.reduce(_CELL)
    cells = _cells(share)
    if len(cells) < 4 * len(_POWERS):
        return photo
    bands = []
    for band in photo.split():
        levels = ImageChops.multiply(band, white).reduce(_CELL).tobytes()
        seen = [(powers, levels[number] / weight, weight) for number, powers, weight in cells]
        light = _surface(_fitted(seen)).resize(photo.size, Image.Resampling.BICUBIC)
        even = ImageMath.lambda_eval(
            lambda known: known["band"] / known["light"] * WHITE, band=band.convert("F"), light=light
        )
        bands.append(even.convert("L"))
    return Image.merge("RGB", bands)


def as_printed(printed: Image.Image, photo: Image.Image) -> Image.Image:
    """What was printed with its large areas in the colours that they have in the photo, in even light."""
    printed = printed.point([level * WHITE // 255 for level in range(256)] * 3)
    flat = _flat(printed).reduce(2).point(_only_full)
    small, seen = printed.reduce(2), photo.reduce(2)
    palette = printed.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    numbers = Image.frombytes("L", palette.size, palette.tobytes())
    few = numbers.resize(small.size, Image.Resampling.NEAREST)
    shifts = [[128] * 256 for _ in range(3)]
    for colour in range(_COLOURS):
        area = ImageChops.multiply(few.point([255 * (level == colour) for level in range(256)]), flat)
        if area.histogram()[255] * 4 < _LARGE:
            continue
        for band, (meant, got) in enumerate(zip(_medians(small, area), _medians(seen, area), strict=True)):
            shifts[band][colour] = 128 + max(-_SHIFT, min(_SHIFT, got - meant))
    shift = Image.merge("RGB", [numbers.point(levels) for levels in shifts])
    return ImageChops.add(printed, shift, 1, -128)


_only_full: Final = [0] * 255 + [255]


def _white(printed: Image.Image) -> Image.Image:
    """Where nothing is printed, a little away from what is."""
    red, green, blue = printed.split()
    darkest = spread(ImageChops.darker(ImageChops.darker(red, green), blue), ImageChops.darker)
    return darkest.point([255 * (level >= 232) for level in range(256)])


def _flat(printed: Image.Image) -> Image.Image:
    """Where the print has one colour around."""
    high, low = spread(printed, ImageChops.lighter), spread(printed, ImageChops.darker)
    red, green, blue = ImageChops.subtract(high, low).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255 * (level <= _FLAT) for level in range(256)])


def _cells(share: Image.Image) -> list[Cell]:
    wide, tall = share.size
    shares = share.tobytes()
    return [
        (number, _powers(number % wide, number // wide, wide, tall), shares[number] / 255)
        for number in range(wide * tall)
        if shares[number] > _LEAST_WHITE
    ]


def _powers(column: float, row: float, wide: int, tall: int) -> list[float]:
    x, y = (column + 0.5) / wide * 2 - 1, (row + 0.5) / tall * 2 - 1
    return [x**a * y**b for a, b in _POWERS]


def _fitted(seen: Sequence[tuple[list[float], float, float]]) -> list[float]:
    """The surface through most places: what lies far off, as under a note, counts little, and less below."""
    numbers: list[float] = []
    width = 24.0
    for _ in range(_ROUNDS):
        weighed = []
        for powers, level, weight in seen:
            off = level - _at(numbers, powers) if numbers else 0.0
            trust = (0.3 if off < -width else 1.0) / (1 + (off / width) ** 2) ** 2
            weighed.append((powers, level, weight * trust))
        numbers = _least_squares(weighed)
        width = max(width * 0.6, 4.0)
    return numbers


def _least_squares(weighed: Sequence[tuple[list[float], float, float]]) -> list[float]:
    size = len(_POWERS)
    rows = [[0.0] * (size + 1) for _ in range(size)]
    for powers, level, weight in weighed:
        for i in range(size):
            part = weight * powers[i]
            for j in range(size):
                rows[i][j] += part * powers[j]
            rows[i][size] += part * level
    for column in range(size):
        lead = rows[column][column] or 1.0
        for below in rows[column + 1 :]:
            factor = below[column] / lead
            for j in range(column, size + 1):
                below[j] -= factor * rows[column][j]
    numbers = [0.0] * size
    for i in reversed(range(size)):
        known = sum(rows[i][j] * numbers[j] for j in range(i + 1, size))
        numbers[i] = (rows[i][size] - known) / (rows[i][i] or 1.0)
    return numbers


def _at(numbers: Sequence[float], powers: Sequence[float]) -> float:
    return sum(number * power for number, power in zip(numbers, powers, strict=True))


def _surface(numbers: Sequence[float], side: int = 32) -> Image.Image:
    surface = Image.new("F", (side, side))
    surface.putdata(
        [
            max(_DARKEST, _at(numbers, _powers(column, row, side, side)))
            for row in range(side)
            for column in range(side)
        ]
    )
    return surface


def _medians(image: Image.Image, area: Image.Image) -> list[int]:
    """The middle level of each band in an area."""
    levels = image.histogram(area)
    return [_median(levels[start:end]) for start, end in pairwise(range(0, len(levels) + 1, 256))]


def _median(counts: Sequence[int]) -> int:
    half, below = sum(counts) / 2, 0
    for level, count in enumerate(counts):
        below += count
        if below >= half:
            return level
    return 0
