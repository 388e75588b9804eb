"""Pictures of a gallery's wall as a phone takes them, with the truth about what is in them.

A pinhole camera of 12 megapixels looks at the program's own posters, printed on A1 and hung on a wall,
5 to 30 degrees off. Sticky notes of 76 mm, white and pastel and written on by hand, lie on charts and
text as well as in the places for notes; 15 % of them lie over another. Light is uneven, the sensor is
noisy, the JPEG has quality 70. Everything follows from the number of the picture.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from math import cos, hypot, pi, radians, sin, tan
from random import Random

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from kpidesk.domain.gallery import Poster
from kpidesk.domain.reader import Reader
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.posters import poster
from kpidesk.exports.pdf import write_pdf
from kpidesk.system.resources import resource
from kpidesk.system.words import Words

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Four corners, clockwise from the one that is at the top left when read."""
Colour = tuple[int, int, int]

SCALE = 4.0
"""Pixels to a millimetre of what hangs on the wall, before the camera looks at it."""
NOTE = 76.0
LONG, SHORT = 4000, 3000
QUALITY = 70
FOCAL = LONG / (2 * tan(radians(34.5)))  # as a phone's main camera

PAPERS: dict[str, Colour] = {
    "white": (250, 249, 245),
    "yellow": (253, 242, 160),
    "pink": (250, 200, 216),
    "green": (203, 235, 188),
    "blue": (188, 221, 245),
    "orange": (255, 214, 168),
    "violet": (221, 207, 243),
}
INKS: tuple[Colour, ...] = ((35, 35, 40), (30, 45, 120), (120, 30, 40), (25, 90, 60))
WALLS: tuple[Colour, ...] = (
    (238, 236, 230),
    (214, 208, 196),
    (188, 196, 200),
    (226, 214, 186),
    (160, 158, 154),
)
WORDS = (
    "why not sooner", "ask the crew first", "who types this in?", "good!", "more often", "count dwellings",
    "I like this one", "winter is different", "not my depot", "clock starts late", "show the map",
    "half are broken", "needs a name", "what does it cost", "yes please", "data is old", "and safety?",
    "our council can help",
)  # fmt: skip


@dataclass(frozen=True)
class Print:
    """A printed poster: its pixels, SCALE to a millimetre, and its size in millimetres."""

    code: str
    image: Image.Image
    wide: float
    tall: float


@dataclass(frozen=True)
class Stuck:
    """A note as it is in the photo; `over` says that it lies on another, `under` that one lies on it."""

    corners: Quad
    paper: str
    over: bool
    under: bool


@dataclass(frozen=True)
class Hung:
    """A poster as it is in the photo; `covered` counts its codes that a note lies on."""

    code: str
    corners: Quad
    notes: tuple[Stuck, ...]
    covered: int


@dataclass(frozen=True)
class WallPhoto:
    """A JPEG file, how far off the camera looked in degrees, and what hangs in the picture."""

    data: bytes
    tilt: float
    posters: tuple[Hung, ...]


def printed(reader: Reader, paper: str = "A1") -> dict[str, Print]:
    """All posters of a desk, by their codes, as they come from a printer."""
    return {each.code: _print(reader, each, paper) for each in reader.find(Poster)}


def _print(reader: Reader, which: Poster, paper: str) -> Print:
    picture = poster(reader, which, SHEETS[paper], Words(), date(2025, 7, 8)).picture
    file = BytesIO()
    write_pdf([picture], file, title=which.code)
    document = pypdfium2.PdfDocument(file.getvalue())
    try:
        image = document[0].render(scale=SCALE * 25.4 / 72).to_pil().convert("RGB")
    finally:
        document.close()
    return Print(which.code, image, picture.width, picture.height)


def one_poster(number: int, prints: dict[str, Print]) -> WallPhoto:
    """The photo of a number with one poster in it."""
    chance = Random(f"one {number}")
    codes = sorted(prints)
    return _photo([prints[codes[number % len(codes)]]], chance)


def two_posters(number: int, prints: dict[str, Print]) -> WallPhoto:
    """The photo of a number with two upright posters side by side."""
    chance = Random(f"two {number}")
    upright = [code for code in sorted(prints) if prints[code].tall > prints[code].wide]
    return _photo([prints[code] for code in chance.sample(upright, 2)], chance)


# -- the wall


@dataclass(frozen=True)
class _Place:
    """Where a note lies on its poster: its middle in millimetres, and how it is turned."""

    x: float
    y: float
    turn: float
    over: int | None

    def corners(self, side: float = NOTE) -> Quad:
        c, s, half = cos(self.turn), sin(self.turn), side / 2
        around = ((-half, -half), (half, -half), (half, half), (-half, half))
        first, second, third, fourth = ((self.x + x * c - y * s, self.y + x * s + y * c) for x, y in around)
        return first, second, third, fourth


def _photo(prints: list[Print], chance: Random) -> WallPhoto:
    """Hang the prints side by side, stick notes on them, and look at them with the camera."""
    gap = chance.uniform(60, 200)
    hung: list[tuple[Print, list[_Place], list[str], _Flat]] = []
    left = 0.0
    for each in prints:
        places = _places(each, chance)
        papers = [chance.choice(list(PAPERS)) for _ in places]
        flat = _Flat(left, chance.uniform(-20, 20) if hung else 0.0, radians(chance.uniform(-1, 1)))
        hung.append((each, places, papers, flat))
        left += each.wide + gap
    outer = [flat.at(point) for each, _, _, flat in hung for point in _rectangle(each.wide, each.tall)]
    camera = _Camera.before(outer, chance)
    image = _wall(camera, chance)
    posters = []
    for each, places, papers, flat in hung:
        sheet = _with_notes(each, places, papers, chance)
        corners = _paste(image, sheet, each, flat, camera)
        _tape(image, each, flat, camera, chance)
        under = {place.over for place in places}
        notes = tuple(
            Stuck(_seen(place.corners(), flat, camera), paper, place.over is not None, number in under)
            for number, (place, paper) in enumerate(zip(places, papers, strict=True))
        )
        posters.append(Hung(each.code, corners, notes, _covered(each, places)))
    return WallPhoto(_developed(image, chance), camera.tilt, tuple(posters))


def _rectangle(wide: float, tall: float) -> Quad:
    return (0, 0), (wide, 0), (wide, tall), (0, tall)


def _places(each: Print, chance: Random) -> list[_Place]:
    """Where the notes of a poster lie: most in the column for notes, many on what is printed."""
    places: list[_Place] = []
    column = each.tall > each.wide
    for _ in range(chance.randint(5, 13)):
        over = chance.randrange(len(places)) if places and chance.random() < 0.15 else None
        for _ in range(60):
            turn = radians(chance.gauss(0, 4))
            if over is not None:
                way, far = chance.uniform(0, 2 * pi), chance.uniform(42, 66)
                x, y = places[over].x + far * cos(way), places[over].y + far * sin(way)
            elif column and chance.random() < 0.6:
                x = each.wide - 24 - chance.choice((51, 127)) + chance.uniform(-6, 6)
                y = chance.uniform(120, each.tall - 110)
            else:
                x, y = chance.uniform(50, each.wide - 50), chance.uniform(60, each.tall - 60)
            place = _Place(x, y, turn, over)
            if _fits(place, places, each, chance):
                places.append(place)
                break
    return places


def _fits(place: _Place, others: list[_Place], each: Print, chance: Random) -> bool:
    """Whether a note lies on the sheet, on no other but the one it is meant for, and mostly on no code."""
    if not all(2 < x < each.wide - 2 and 2 < y < each.tall - 2 for x, y in place.corners()):
        return False
    if any(_apart(place, other) < 0 for number, other in enumerate(others) if number != place.over):
        return False
    return not _covered(each, [place]) or chance.random() < 0.1


def _apart(one: _Place, other: _Place) -> float:
    """The gap between two notes less 3 mm, by the axes of both."""
    gaps = []
    for turn in (one.turn, one.turn + pi / 2, other.turn, other.turn + pi / 2):
        reach = [[x * cos(turn) + y * sin(turn) for x, y in place.corners()] for place in (one, other)]
        gaps.append(max(min(reach[0]) - max(reach[1]), min(reach[1]) - max(reach[0])))
    return max(gaps) - 3


def _covered(each: Print, places: list[_Place]) -> int:
    """How many of the corners with a code have a note on them."""
    corners = [(x, y) for x in (36.0, each.wide - 36) for y in (46.0, each.tall - 40)]
    return sum(any(hypot(place.x - x, place.y - y) < 72 for place in places) for x, y in corners)


@dataclass(frozen=True)
class _Flat:
    """Where a poster hangs on the wall: its top left corner in millimetres, and how it is turned."""

    x: float
    y: float
    turn: float

    def at(self, point: Point) -> Point:
        """A point of the poster on the wall."""
        c, s = cos(self.turn), sin(self.turn)
        return self.x + point[0] * c - point[1] * s, self.y + point[0] * s + point[1] * c


# -- the camera


@dataclass(frozen=True)
class _Camera:
    """A pinhole that looks at a point of the wall; lengths in millimetres, angles in radians."""

    aim: Point
    far: float
    yaw: float
    pitch: float
    roll: float
    wide: int
    tall: int

    @classmethod
    def before(cls, outer: list[Point], chance: Random) -> "_Camera":
        """A camera that has all of these points in its picture, with a little room around."""
        xs, ys = [x for x, _ in outer], [y for _, y in outer]
        lies = max(xs) - min(xs) > max(ys) - min(ys)
        wide, tall = (LONG, SHORT) if lies else (SHORT, LONG)
        tilt, way = radians(chance.uniform(5, 30)), chance.uniform(0, 2 * pi)
        aim = (
            (max(xs) + min(xs)) / 2 + chance.uniform(-25, 25),
            (max(ys) + min(ys)) / 2 + chance.uniform(-25, 25),
        )
        yaw, pitch, roll = tilt * cos(way), tilt * sin(way), radians(chance.uniform(-8, 8))
        room = chance.uniform(0.02, 0.07)
        camera = cls(aim, 600, yaw, pitch, roll, wide, tall)
        while not all(camera.holds(point, room) for point in outer):
            camera = cls(aim, camera.far * 1.02, yaw, pitch, roll, wide, tall)
        return camera

    @property
    def tilt(self) -> float:
        """How far off the wall's normal the camera looks, in degrees."""
        return hypot(self.yaw, self.pitch) * 180 / pi

    def at(self, point: Point) -> Point:
        """A point of the wall in the photo."""
        x, y, z = point[0] - self.aim[0], point[1] - self.aim[1], 0.0
        x, z = x * cos(self.yaw) + z * sin(self.yaw), -x * sin(self.yaw) + z * cos(self.yaw)
        y, z = y * cos(self.pitch) - z * sin(self.pitch), y * sin(self.pitch) + z * cos(self.pitch)
        x, y = x * cos(self.roll) - y * sin(self.roll), x * sin(self.roll) + y * cos(self.roll)
        depth = self.far + z
        if depth < 1:
            return -1e6, -1e6
        return self.wide / 2 + FOCAL * x / depth, self.tall / 2 + FOCAL * y / depth

    def holds(self, point: Point, room: float) -> bool:
        """Whether a point of the wall is in the photo, so far from its edge (a share of its height)."""
        x, y = self.at(point)
        edge = room * self.tall
        return edge < x < self.wide - edge and edge < y < self.tall - edge


def _seen(points: Quad, flat: _Flat, camera: _Camera) -> Quad:
    first, second, third, fourth = (camera.at(flat.at(point)) for point in points)
    return first, second, third, fourth


def _homography(source: Quad, target: Quad) -> tuple[float, ...]:
    """The eight numbers by which Pillow brings `source` to `target`."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        best = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(8):
            if row != column:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return tuple(row[8] for row in rows)


# -- what is drawn


def _wall(camera: _Camera, chance: Random) -> Image.Image:
    """The bare wall: its paint, and a socket now and then."""
    image = Image.new("RGB", (camera.wide, camera.tall), chance.choice(WALLS))
    if chance.random() < 0.4:
        x, y = chance.randrange(camera.wide), chance.choice((60, camera.tall - 60))
        ImageDraw.Draw(image).rectangle(
            (x, y, x + 240, y + 240), fill=(246, 246, 244), outline=(150, 150, 150), width=4
        )
    return image


def _paste(image: Image.Image, sheet: Image.Image, each: Print, flat: _Flat, camera: _Camera) -> Quad:
    """Bring a flat sheet into the photo; where its corners are."""
    corners = _seen(_rectangle(each.wide, each.tall), flat, camera)
    left, top = (int(min(values)) - 1 for values in zip(*corners, strict=True))
    right, bottom = (int(max(values)) + 2 for values in zip(*corners, strict=True))
    local = tuple((x - left, y - top) for x, y in corners)
    first, second, third, fourth = local
    numbers = _homography(_rectangle(sheet.width, sheet.height), (first, second, third, fourth))
    size = (right - left, bottom - top)
    seen = sheet.transform(size, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BILINEAR)
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).polygon(local, fill=255)
    image.paste(seen, (left, top), mask)
    return corners


def _tape(image: Image.Image, each: Print, flat: _Flat, camera: _Camera, chance: Random) -> None:
    """Strips of tape over the corners of a sheet."""
    if chance.random() < 0.5:
        return
    brush = ImageDraw.Draw(image)
    for number, (x, y) in enumerate(_rectangle(each.wide, each.tall)):
        place = _Place(x, y, (-1) ** (number + 1) * pi / 4, None)
        first, second, third, fourth = place.corners(26)
        strip = (first, second, third, fourth) if number % 2 else (second, third, fourth, first)
        brush.polygon(_seen(strip, flat, camera), fill=(232, 221, 190))


def _with_notes(each: Print, places: list[_Place], papers: list[str], chance: Random) -> Image.Image:
    """The sheet with its notes stuck on, in the order in which they came."""
    sheet = each.image.copy()
    for place, paper in zip(places, papers, strict=True):
        note = _note(PAPERS[paper], chance)
        around = 24
        tile = Image.new("RGBA", (note.width + 2 * around, note.height + 2 * around))
        tile.paste(note, (around, around))
        shade = _shadow(tile.size, around)
        for part in (shade, tile):
            turned = part.rotate(-place.turn * 180 / pi, Image.Resampling.BICUBIC, expand=True)
            left, top = round(place.x * SCALE - turned.width / 2), round(place.y * SCALE - turned.height / 2)
            sheet.paste(turned, (left, top), turned.getchannel("A"))
    return sheet


def _shadow(size: tuple[int, int], around: int) -> Image.Image:
    """The soft shade of a note whose lower edge stands off the sheet."""
    mask = Image.new("L", size, 0)
    wide, tall = size
    ImageDraw.Draw(mask).rectangle((around + 2, around + 3, wide - around + 5, tall - around + 9), fill=95)
    shade = Image.new("RGBA", size, (40, 36, 30, 0))
    shade.putalpha(mask.filter(ImageFilter.BoxBlur(6)))
    return shade


def _note(paper: Colour, chance: Random) -> Image.Image:
    """A square of paper with lines of handwriting, a little darker towards its lower edge."""
    side = round(NOTE * SCALE)
    note = Image.new("RGB", (side, side), paper)
    fade = (
        Image.linear_gradient("L")
        .resize((side, side))
        .point([255 - value * 14 // 255 for value in range(256)])
    )
    note = ImageChops.multiply(note, Image.merge("RGB", (fade, fade, fade)))
    brush = ImageDraw.Draw(note)
    ink, width = chance.choice(INKS), chance.choice((4, 5, 7, 9))
    lines = chance.randint(1, 5)
    high = min(46.0, side * 0.75 / lines)
    for line in range(lines):
        y = side * 0.14 + line * high * 1.15 + high * 0.5
        if chance.random() < 0.4:
            _script(brush, y, high, ink, chance)
        else:
            _scribble(brush, side, y, high, ink, width, chance)
    return note


def _script(brush: ImageDraw.ImageDraw, y: float, high: float, ink: Colour, chance: Random) -> None:
    brush.text((22, y - high * 0.6), chance.choice(WORDS), fill=ink, font=_font(round(high * 0.72)))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resource("fonts", "NotoSans-Italic.ttf")), size)


def _scribble(
    brush: ImageDraw.ImageDraw, side: int, y: float, high: float, ink: Colour, width: int, chance: Random
) -> None:
    """A line of joined-up loops, parted into words."""
    x, end = side * 0.09, side * chance.uniform(0.55, 0.92)
    slope = chance.uniform(-0.04, 0.04)
    while x < end:
        word = min(chance.uniform(40, 110), end - x)
        size = high * chance.uniform(0.22, 0.36)
        points = []
        step = 0.0
        while step < word:
            loop = step / (high * 0.42) * 2 * pi
            tall = size * (1.7 if chance.random() < 0.04 else 1.0)
            points.append((x + step - 0.3 * size * cos(loop), y + slope * x + tall * sin(loop)))
            step += 2.5
        if len(points) > 1:
            brush.line(points, fill=ink, width=width, joint="curve")
        x += word + high * 0.45


# -- light and sensor


def _developed(image: Image.Image, chance: Random) -> bytes:
    """The picture in uneven light, with the sensor's noise, as a JPEG file."""
    lit = ImageChops.multiply(image, _light(image.size, chance))
    lit = lit.filter(ImageFilter.BoxBlur(0.4))
    grain = ImageChops.offset(_grain(), chance.randrange(LONG), chance.randrange(LONG)).crop(
        (0, 0, *image.size)
    )
    noisy = ImageChops.add(lit, grain, 1, -128)
    file = BytesIO()
    noisy.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _light(size: tuple[int, int], chance: Random) -> Image.Image:
    """A lamp at one side, darker corners, blotches, and a cast of colour."""
    wide, tall = 64, 64
    way, slope = chance.uniform(0, 2 * pi), chance.uniform(0.1, 0.35)
    level, corners = chance.uniform(0.8, 1.0), chance.uniform(0.1, 0.3)
    cast = (1.0, chance.uniform(0.93, 1.0), chance.uniform(0.84, 1.0))
    if chance.random() < 0.4:
        cast = cast[::-1]
    blotches = Image.frombytes("L", (5, 5), chance.randbytes(25))
    spots = blotches.resize((wide, tall), Image.Resampling.BICUBIC).tobytes()
    values = []
    for row in range(tall):
        for column in range(wide):
            x, y = column / (wide - 1) * 2 - 1, row / (tall - 1) * 2 - 1
            lamp = 1 - slope * (1 + x * cos(way) + y * sin(way)) / 2
            dark = 1 - corners * (x * x + y * y) / 2
            spot = 1 + (spots[row * wide + column] - 128) / 128 * 0.04
            values.append(255 * min(level * lamp * dark * spot, 1.0))
    bands = [Image.new("L", (wide, tall)) for _ in cast]
    for band, share in zip(bands, cast, strict=True):
        band.putdata([int(value * share) for value in values])
    return Image.merge("RGB", bands).resize(size, Image.Resampling.BICUBIC)


@cache
def _grain() -> Image.Image:
    """Noise around 128 in all three colours, as large as the longest picture both ways."""
    chance, side = Random("grain"), LONG // 4
    grey = Image.new("L", (side, side), 128)

    def band() -> Image.Image:
        one, other = (Image.frombytes("L", (side, side), chance.randbytes(side * side)) for _ in range(2))
        return Image.blend(grey, ImageChops.add(one, other, 2), 0.17)  # about nine levels of 256

    tile = Image.merge("RGB", [band() for _ in range(3)])
    grain = Image.new("RGB", (LONG, LONG))
    for x in range(0, LONG, tile.width):
        for y in range(0, LONG, tile.height):
            grain.paste(tile, (x, y))
    return grain
