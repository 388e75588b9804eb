"""Which posters a photo shows, and how they lie in it, from the QR codes at their corners.

Only the code of a poster is in its QR, and its place on the sheet is known from the drawing. Each QR
gives four points, so that two of them are enough to straighten a poster, and one is enough to name it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from PIL import Image

from kpidesk.drawing.picture import Box, Form, Group, Item, Path, Picture, Transform, bounds
from kpidesk.imports.photos_camera import Lens, camera_view
from kpidesk.imports.photos_plane import (
    NoPlaneError,
    Point,
    Quad,
    View,
    area,
    convex,
    miss,
    rectangle,
    scaling,
    view,
)

_MOST: Final = 60  # codes of one photo that are looked at
_WORST: Final = 0.25  # of a code's side: how far off its corners may be
_OUTSIDE: Final = 0.05  # how much a pixel outside of the photo counts beside one that a code is off
_NEAR: Final = 1.3  # times the best: sheets that fit as well


@dataclass(frozen=True, slots=True)
class Sheet:
    """A poster as it is printed on a paper: its size in mm, and where its QR codes are."""

    code: str
    paper: str
    wide: float
    tall: float
    corners: tuple[Box, ...]

    @property
    def outline(self) -> Quad:
        """The corners of the paper."""
        return rectangle(0, 0, self.wide, self.tall)


@dataclass(frozen=True, slots=True)
class Read:
    """A QR code in a photo: what it says, and its corners in pixels as it is read upright."""

    text: str
    corners: Quad


@dataclass(frozen=True, slots=True)
class Lying:
    """A poster in a photo; `view` brings a place on the sheet in mm to its pixel."""

    sheet: Sheet
    view: View


def sheet_of(picture: Picture, code: str, paper: str) -> Sheet:
    """What has to be known of a drawn poster to find it in a photo."""
    corners = tuple(_codes(picture.items, code))
    return Sheet(code, paper, picture.width, picture.height, corners)


def _codes(items: Sequence[Item], code: str, at: Transform | None = None) -> Iterator[Box]:
    at = at or Transform()
    for item in items:
        if isinstance(item, Form):
            yield from _codes(item.picture.items, code, Transform(item.x, item.y, item.scale).within(at))
        elif isinstance(item, Group):
            inner = (item.transform or Transform()).within(at)
            if item.role == "qr" and item.name == code:
                # The last path is the code itself; a plate may lie below it.
                box = bounds([item.items[-1]]) if isinstance(item.items[-1], Path) else None
                if box is not None:
                    left, top, right, bottom = (side * inner.scale for side in box)
                    yield left + inner.dx, top + inner.dy, right + inner.dx, bottom + inner.dy
            else:
                yield from _codes(item.items, code, inner)


def read_codes(image: Image.Image) -> tuple[Read, ...]:
    """The QR codes in a photo, whatever they say."""
    import zxingcpp  # noqa: PLC0415 - late: only photos need it

    grey = image if image.mode == "L" else image.convert("L")
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(grey, formats=formats, try_invert=False)
    read = [Read(each.text.strip(), _corners(each.position)) for each in found[:_MOST]]
    return tuple(each for each in read if each.text and area(each.corners) > 0)


def _corners(position: object) -> Quad:
    names = ("top_left", "top_right", "bottom_right", "bottom_left")
    points = [getattr(position, name) for name in names]
    # Whole pixels are told; their middle is meant.
    first, second, third, fourth = ((point.x + 0.5, point.y + 0.5) for point in points)
    return first, second, third, fourth


def lying(read: Sequence[Read], sheets: Mapping[str, Sequence[Sheet]], lens: Lens) -> dict[str, Lying | None]:
    """The posters in a photo by code; None where too little of a poster is seen to straighten it.

    Args:
        read: the codes in the photo.
        sheets: for each poster the sheets that it may be printed on, the likeliest first.
        lens: what the photo was taken with.
    """
    known = {code.casefold(): code for code in sheets}
    seen: dict[str, list[Quad]] = {}
    for each in read:
        code = known.get(each.text.casefold())
        if code is not None:
            seen.setdefault(code, []).append(each.corners)
    return {code: _best(found, sheets[code], lens) for code, found in seen.items()}


def strangers(read: Sequence[Read], sheets: Mapping[str, Sequence[Sheet]]) -> tuple[str, ...]:
    """What codes say that belong to no poster here."""
    known = {code.casefold() for code in sheets}
    return tuple(dict.fromkeys(each.text for each in read if each.text.casefold() not in known))


def _best(found: Sequence[Quad], sheets: Sequence[Sheet], lens: Lens) -> Lying | None:
    """The sheet on which the codes lie as they are seen; the likelier one where two fit as well."""
    found = sorted(found, key=area, reverse=True)[:4]
    if len(found) < 2:
        return None
    fits = [fit for sheet in sheets if (fit := _fit(found, sheet, lens)) is not None]
    best = min((off for off, _ in fits), default=0.0)
    return next((each for off, each in fits if off <= best * _NEAR), None)


def _fit(found: Sequence[Quad], sheet: Sheet, lens: Lens) -> tuple[float, Lying] | None:
    """How badly the codes fit a sheet in pixels, and the poster; None where they cannot be this sheet's.

    Two codes of one side may be the left ones or the right ones: the photo then shows most of the sheet.
    """
    seen = [point for corners in found for point in corners]
    side = min(area(corners) for corners in found) ** 0.5
    best: tuple[float, Lying] | None = None
    for boxes in permutations(sheet.corners, len(found)):
        if not _same_order(found, boxes):
            continue
        points = [point for box in boxes for point in rectangle(*box)]
        try:
            # Two codes alone say too little of how the sheet leans: what the lens does helps then.
            tried = view(points, seen) if len(found) > 2 else camera_view(points, seen, lens)
        except NoPlaneError:
            continue
        off, outline = miss(tried, points, seen), tried.quad(sheet.outline)
        if off >= side * _WORST or not convex(outline):
            continue
        bad = off + _outside(outline, lens) * _OUTSIDE
        if best is None or bad < best[0]:
            best = bad, Lying(sheet, tried)
    return best


def _outside(outline: Quad, lens: Lens) -> float:
    """How far a sheet reaches out of the photo, in pixels."""
    ways = (max(-x, x - lens.wide, -y, y - lens.tall) for x, y in outline)
    return max(0.0, *ways)


def _same_order(found: Sequence[Quad], boxes: Sequence[Box]) -> bool:
    """Whether codes lie to each other as their places do, seen the way up in which they are read."""
    right, down = _axes(found)
    middles = [_middle(corners) for corners in found]
    places = [_middle(rectangle(*box)) for box in boxes]
    for number, (x, y) in enumerate(middles):
        for other in range(number):
            dx, dy = x - middles[other][0], y - middles[other][1]
            wide, tall = places[number][0] - places[other][0], places[number][1] - places[other][1]
            across, along = dx * right[0] + dy * right[1], dx * down[0] + dy * down[1]
            if (abs(wide) > abs(tall) / 3 and wide * across <= 0) or (
                abs(tall) > abs(wide) / 3 and tall * along <= 0
            ):
                return False
    return True


def _axes(found: Sequence[Quad]) -> tuple[Point, Point]:
    right = down = (0.0, 0.0)
    for first, second, third, fourth in found:
        right = right[0] + second[0] - first[0], right[1] + second[1] - first[1]
        down = down[0] + fourth[0] - first[0], down[1] + fourth[1] - first[1]
        right = right[0] + third[0] - fourth[0], right[1] + third[1] - fourth[1]
        down = down[0] + third[0] - second[0], down[1] + third[1] - second[1]
    return right, down


def _middle(corners: Quad) -> Point:
    return sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4


def straightened(image: Image.Image, lying: Lying, scale: float) -> Image.Image:
    """A poster from the front, `scale` pixels to a millimetre."""
    sheet = lying.sheet
    size = max(round(sheet.wide * scale), 1), max(round(sheet.tall * scale), 1)
    numbers = lying.view.after(scaling(1 / scale)).eight()
    return image.transform(size, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BILINEAR)
