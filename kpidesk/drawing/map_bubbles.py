"""The bubbles and rings of a results map, in millimetres of the map's own plane.

The plane has its origin in the middle of the rings; x runs right, y down. Rings fit the surface: those
of paper have the size of the drawing on an A1 sheet, those of the screen are nearly as high as wide.
Bubbles are as large on both, and places are shares of the plane, so a map keeps its order everywhere.
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kpidesk.domain.results import Result, Ring
from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Box, Item
from kpidesk.drawing.text import Lines, Style, width, wrap

STATEMENT_PT: Final = 24.0
# How much smaller the statements may become so that many results find a place beside each other.
SIZES: Final = (1.0, 0.85, 0.7, 0.58, 0.48, 0.4, 0.32, 0.25, 0.2, 0.15)
GAP: Final = 11.0
EMPTY: Final = "…"
# The size in points whose em is 1 mm, so that widths are in em.
MM_PER_EM: Final = 72 / 25.4
_ESSAY_EM: Final = 40.0


@dataclass(frozen=True, slots=True)
class Plane:
    """Half the width and half the height of the outermost ring (mm)."""

    x: float
    y: float


PAPER: Final = Plane(404.0, 243.0)
SCREEN: Final = Plane(292.0, 250.0)
NARROWEST: Final = Plane(min(PAPER.x, SCREEN.x), min(PAPER.y, SCREEN.y))
"""What finds room here does so on every plane."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One result as drawn: centre and size in mm. The statement is shaped when it is painted.

    `room` is how wide its lines may be (mm), `count` how many there are at most.
    """

    result: Result
    position: int
    measures: tuple[str, ...]
    colour: str
    room: float
    count: int
    width: float
    height: float
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @property
    def lines(self) -> Lines:
        """The wrapped statement."""
        style = statement_style(self.scale, self.colour)
        return _wrapped(self.result.statement or EMPTY, style, self.room, self.count)

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return (
            self.x - self.width / 2,
            self.y - self.height / 2,
            self.x + self.width / 2,
            self.y + self.height / 2,
        )


@dataclass(frozen=True, slots=True)
class Band:
    """A ring as drawn: from share `inner` to share `outer` of the rim."""

    ring: Ring
    inner: float
    outer: float


def bands(rings: tuple[Ring, ...]) -> tuple[Band, ...]:
    """The bands of all rings from the centre out; four rings give 0.36, 0.60, 0.80, 1."""
    ordered = sorted(rings, key=lambda ring: ring.position)
    edges = [0.0, *(((index + 1) / len(ordered)) ** 0.74 for index in range(len(ordered)))]
    return tuple(Band(ring, edges[index], edges[index + 1]) for index, ring in enumerate(ordered))


def statement_style(scale: float, colour: str, weight: Weight = Weight.REGULAR) -> Style:
    """How a statement is written in a bubble."""
    return Style(STATEMENT_PT * scale, weight, colour, leading=1.27)


def fitted(text: str, style: Style, limit: float = 4) -> Lines:
    """Wrap a text to the box with the least area near 2 : 1.

    Up to `limit` lines; a longer text gets more lines rather than an endless box.
    """
    room, count = _best_room(text, style.weight, style.leading, limit)
    return _wrapped(text, style, room * style.size, count)


def _wrapped(text: str, style: Style, room: float, count: int) -> Lines:
    """Wrap to a room that was found with the widths of single words.

    Letters at the ends of words may be set a little wider together than apart; then the room is
    widened by less than the side of a bubble, so that the lines are as many as were counted.
    """
    lines = wrap(text, style, room + 0.01)
    return lines if len(lines.lines) <= count else wrap(text, style, room * 1.03)


@lru_cache(maxsize=4096)
def _best_room(text: str, weight: Weight, leading: float, limit: float) -> tuple[float, int]:
    """The room in em that a text is wrapped to, and how many lines it then takes.

    Nothing is shaped but single words, which many statements share.
    """
    em = Style(MM_PER_EM, weight, leading=leading)
    words = [width(word, em) for word in text.split()] or [0.0]
    if "\n" in text or max(words) > _ESSAY_EM:  # breaks that the widths of words do not tell
        lines = wrap(text, em, _ESSAY_EM)
        return lines.width, len(lines.lines)
    space = width("\u00a0", em)
    total = sum(words) + space * (len(words) - 1)
    # Beyond four lines of 40 em a text is an essay; lines stay readable and the box grows down.
    longest = max(limit, total / _ESSAY_EM)
    best, best_count, best_cost = total, 1, float("inf")
    for count in range(1, int(longest) + 2):
        room = _narrowest(words, space, count, total)
        ratio = (room + 1) / (count * leading + 1)
        cost = (room + 1.24) * (count * leading + 1) * max(ratio / 2, 2 / ratio) ** 0.7
        if cost < best_cost:
            best, best_count, best_cost = room, count, cost
    return best, best_count


def _narrowest(words: list[float], space: float, count: int, total: float) -> float:
    """The narrowest room that takes the words in so many lines, so that lines are even."""
    room = max(*words, (total - space * (count - 1)) / count)
    while True:
        lines, broad, wider = _broken(words, space, room)
        if lines <= count:
            return broad
        room = wider


def _broken(words: list[float], space: float, room: float) -> tuple[int, float, float]:
    """How many lines words take when filled greedily, the widest line, and the least room for other lines."""
    lines, broad, wider, at = 1, 0.0, math.inf, -space
    for word in words:
        then = at + space + word
        if then > room + 1e-6 and at > 0:
            lines, wider, broad = lines + 1, min(wider, then), max(broad, at)
            then = word
        at = then
    return lines, max(broad, at), wider


def bubble(result: Result, position: int, measures: tuple[str, ...], colour: str) -> Bubble:
    """A bubble of the size that its statement needs at full type size, not placed yet."""
    style = statement_style(1.0, colour)
    room, count = _best_room(result.statement or EMPTY, style.weight, style.leading, 4)
    side, end = 0.72 * style.size, 0.56 * style.size
    round_side = 0.35 * style.size if position == 1 else 0.0  # text keeps clear of the round ends
    wide = max(
        room * style.size + 2 * (side + round_side),
        style.size * 4.5,
        badge_width(measures, 1.0) + style.size,
    )
    tall = count * style.line_height + 2 * end
    return Bubble(result, position, measures, colour, room * style.size, count, wide, tall)


def scaled(each: Bubble, scale: float, at: tuple[float, float] = (0.0, 0.0)) -> Bubble:
    """A bubble that is at full type size in another one, at a place: text and box change alike."""
    return replace(
        each,
        scale=scale,
        room=each.room * scale,
        width=each.width * scale,
        height=each.height * scale,
        x=at[0],
        y=at[1],
    )


def body(box: Box, position: int, palette: Palette, unit: float, *, framed: bool = False) -> list[Item]:
    """A bubble without its words, in the look of its ring; `unit` is its type size as a share of full size.

    Shape, fill and width of the line differ by ring, so that no colour is needed to tell them apart.
    """
    left, top, right, bottom = box
    wide, tall, look = right - left, bottom - top, palette.ring(position)
    line = {1: 1.0, 2: 1.9}.get(position, 1.25) * max(unit, 0.5)
    radius = {1: min(tall / 2, 14 * unit), 2: 9 * unit, 3: 5 * unit, 4: 1.3 * unit}.get(position, 3.2 * unit)
    dash = (1.2 * unit, 1.6 * unit) if position > 4 else ()
    items: list[Item] = []
    if framed:
        items.append(
            shapes.rect(
                *_grown(box, 2.4 * unit), radius + 2.4 * unit,
                fill=palette.surface, stroke=palette.text, width=1.6 * unit,
            )
        )  # fmt: skip
    items.append(
        shapes.rect(left, top, wide, tall, radius, fill=look.fill, stroke=look.line, width=line, dash=dash)
    )
    if position == 1:
        inner = max(radius - 1.9 * unit, 0)
        items.append(
            shapes.rect(*_grown(box, -1.9 * unit), inner, stroke=look.text, width=0.35, opacity=0.75)
        )
    return items


def _grown(box: Box, by: float) -> tuple[float, float, float, float]:
    """Left, top, width and height of a box with `by` mm more on each side."""
    return box[0] - by, box[1] - by, box[2] - box[0] + 2 * by, box[3] - box[1] + 2 * by


def badge_style(scale: float, colour: str) -> Style:
    """How codes are written on the edges of a bubble."""
    return Style(16 * scale, Weight.SEMIBOLD, colour, leading=1.2)


def badge_width(codes: tuple[str, ...], scale: float) -> float:
    """The width of a badge that holds codes, 0 for none."""
    if not codes:
        return 0.0
    style = badge_style(scale, "#000000")
    return width(" ".join(codes), style) + style.size * 1.1


def overlap(one: Box, other: Box, gap: float = 0.0) -> bool:
    """Whether two boxes come closer than a gap."""
    return (
        one[0] < other[2] + gap
        and other[0] < one[2] + gap
        and one[1] < other[3] + gap
        and other[1] < one[3] + gap
    )
