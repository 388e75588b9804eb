"""Where the names of rings stand: at the line of their ring, clear of bubbles."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_bubbles import Band, Bubble
from kpidesk.drawing.map_ground import Ground
from kpidesk.drawing.map_labels import BADGE
from kpidesk.drawing.map_place import Crowd
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Box
from kpidesk.drawing.text import Style, shape, width

_WIDEST: Final = 320.0
_SIDE: Final = 3.0
_OFF: Final = 1_000_000  # a name off the map is worse than one over anything


@dataclass(frozen=True, slots=True)
class RingName:
    """A ring's name and the box in which it stands (mm)."""

    band: Band
    text: str
    style: Style
    box: Box

    @property
    def start(self) -> tuple[float, float]:
        """Where its first letter stands on the base line."""
        left, top, _, bottom = self.box
        return left + _SIDE, (top + bottom) / 2 + self.style.size * 0.36


def _sized(band: Band, palette: Palette) -> tuple[str, Style, float]:
    """A name with its style and width; long ones are smaller."""
    text = f"{band.ring.position} {band.ring.name}"
    style = Style(24, Weight.SEMIBOLD, palette.ring(band.ring.position).line, leading=1.2)
    if (wide := width(text, style)) > _WIDEST:
        style = replace(style, size_pt=style.size_pt * _WIDEST / wide)
    return text, style, shape(text, style).width + 2 * _SIDE


def usual_names(ground: Ground) -> list[Box]:
    """Where names stand when nothing is in their way; what is placed leaves this free."""
    boxes = []
    for band in ground.bands:
        _, style, wide = _sized(band, LIGHT)
        boxes.append(next(ground.name_boxes(band, wide, style.line_height)))
    return boxes


def ring_names(
    ground: Ground, bubbles: Iterable[Bubble], scale: float, palette: Palette = LIGHT
) -> list[RingName]:
    """The names of all rings, from the first on, on the free places nearest to the usual ones."""
    edge = BADGE * scale  # badges stand over the edges of bubbles
    taken = Crowd(_grown(each.box, edge) for each in bubbles)
    return [_placed(band, palette, ground, taken) for band in ground.bands]


def _placed(band: Band, palette: Palette, ground: Ground, taken: Crowd) -> RingName:
    text, style, wide = _sized(band, palette)
    best: tuple[float, Box] | None = None
    for box in ground.name_boxes(band, wide, style.line_height):
        blocked = taken.count(box, 1.0)
        blocked += _OFF * (max(-box[0], box[2]) > ground.plane.x)
        if best is None or blocked < best[0]:
            best = (blocked, box)
        if not blocked:
            break
    assert best is not None  # noqa: S101 - there is always a place
    taken.add(best[1])
    return RingName(band, text, style, best[1])


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
