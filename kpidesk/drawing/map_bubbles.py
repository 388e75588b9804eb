"""The bubbles and rings of a results map, in millimetres of the map's own plane.

The plane has its origin in the middle of the rings; x runs right, y down. Its size is that of the
drawing on an A1 sheet, and other sheets and the screen scale it, so a map keeps its shape everywhere.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kpidesk.domain.results import Result, Ring
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.picture import Box
from kpidesk.drawing.text import Lines, Style, width, wrap

RIM_X: Final = 404.0
RIM_Y: Final = 243.0
STATEMENT_PT: Final = 24.0
# How much smaller the statements may become so that many results find a place beside each other.
SIZES: Final = (1.0, 0.85, 0.7, 0.58, 0.48, 0.4, 0.32, 0.25, 0.2, 0.15)
GAP: Final = 11.0


@dataclass(frozen=True, slots=True)
class Bubble:
    """One result as drawn: centre and size in mm, its wrapped statement."""

    result: Result
    position: int
    measures: tuple[str, ...]
    lines: Lines
    width: float
    height: float
    scale: float
    x: float = 0.0
    y: float = 0.0

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

    Up to `limit` lines; a longer text gets more lines rather than an endless box. Break points are
    found with the widths of single words, and only the best is shaped.
    """
    return wrap(text, style, _best_width(text, style, limit) + 0.01)


@lru_cache(maxsize=4096)
def _best_width(text: str, style: Style, limit: float) -> float:
    words = [width(word, style) for word in text.split()] or [0.0]
    space = width("\u00a0", style)
    total = sum(words) + space * (len(words) - 1)
    # Beyond four lines of 40 em a text is an essay; lines stay readable and the box grows down.
    # Beyond four lines of 40 em a text is an essay; lines stay readable and the box grows down.
    longest = max(limit, total / (style.size * 40))
    best, best_cost = total, float("inf")
    for count in range(1, int(longest) + 2):
        room = _narrowest(words, space, count, total)
        tall = count * style.line_height
        ratio = (room + style.size) / (tall + style.size)
        cost = (room + style.size * 1.24) * (tall + style.size) * max(ratio / 2, 2 / ratio) ** 0.7
        if cost < best_cost:
            best, best_cost = room, cost
    return min(best, style.size * 60)


def _narrowest(words: list[float], space: float, count: int, total: float) -> float:
    """The narrowest room that takes the words in so many lines, so that lines are even."""
    low, high = max(words), total
    for _ in range(14):
        middle = (low + high) / 2
        low, high = (low, middle) if _broken(words, space, middle)[0] <= count else (middle, high)
    return _broken(words, space, high)[1]


def _broken(words: list[float], space: float, room: float) -> tuple[int, float]:
    """How many lines words take in a room when filled greedily, and the widest line."""
    lines, broad, at = 1, 0.0, -space
    for word in words:
        if at + space + word > room + 1e-6 and at > 0:
            lines, broad, at = lines + 1, max(broad, at), -space
        at += space + word
    return lines, max(broad, at)


def bubble(result: Result, position: int, measures: tuple[str, ...], scale: float, colour: str) -> Bubble:
    """A bubble of the size that its statement needs, not placed yet."""
    style = statement_style(scale, colour)
    lines = fitted(result.statement or "…", style)
    side, end = 0.72 * style.size, 0.56 * style.size
    round_side = 0.35 * style.size if position == 1 else 0.0  # text keeps clear of the round ends
    wide = max(
        lines.width + 2 * (side + round_side), style.size * 4.5, badge_width(measures, scale) + style.size
    )
    return Bubble(result, position, measures, lines, wide, lines.height + 2 * end, scale)


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
