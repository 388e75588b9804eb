"""Marks of a chart: points by shape and colour, the legend of those that were used, status icons.

A shape says the same as its colour, so that a chart reads in grey: diamond outside a limit, triangle
near one, ring in a long run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kpidesk.domain.measures import Direction
from kpidesk.domain.series import ValueStatus
from kpidesk.domain.xmr import Point, Rule, Rules, Segment, Status
from kpidesk.drawing import shapes
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Group, Item, Transform
from kpidesk.drawing.text import Style, wrap
from kpidesk.system.words import Words

DOT: Final = "dot"
DIAMOND: Final = "diamond"
TRIANGLE: Final = "triangle"
RING: Final = "ring"
HOLLOW: Final = "hollow"
LEFT_OUT: Final = "left out"
FORECAST: Final = "forecast"


def shape_of(point: Point) -> str:
    """The strongest of what a point is."""
    if Rule.OUTSIDE in point.marks:
        return DIAMOND
    if Rule.SHORT_RUN in point.marks:
        return TRIANGLE
    if Rule.LONG_RUN in point.marks:
        return RING
    return HOLLOW if point.value.status is not ValueStatus.FINAL else DOT


def colour_of(
    point: Point, segment: Segment, direction: Direction, bounds: tuple[float | None, float | None],
    palette: Palette,
) -> str:  # fmt: skip
    """The colour of a marked point: better, worse, or not to be said."""
    centre = segment.centre_at(point.period)
    if (
        centre is None
        or direction is Direction.WATCH
        or (bounds == (None, None) and direction is Direction.RANGE)
    ):
        return palette.watch
    if direction is Direction.RANGE:
        gain = _distance(centre, bounds) - _distance(Fraction(point.number), bounds)
        return palette.good if gain > 0 else palette.bad if gain < 0 else palette.watch
    return palette.good if (point.number > centre) == (direction is Direction.UP) else palette.bad


def _distance(number: Fraction, bounds: tuple[float | None, float | None]) -> Fraction:
    low, high = bounds
    if low is not None and number < low:
        return Fraction(low) - number
    return number - Fraction(high) if high is not None and number > high else Fraction(0)


def mark(shape: str, x: float, y: float, em: float, colour: str, palette: Palette) -> tuple[Item, ...]:
    """A point's mark about (x, y); `em` is the size of the chart's text, or less where points are dense."""
    ground, edge = palette.surface, 0.06 * em
    dot = shapes.circle(x, y, 0.23 * em, fill=palette.data, stroke=ground, width=edge)
    if shape == DIAMOND:
        found = shapes.regular_polygon(x, y, 0.5 * em, 4, fill=colour, stroke=ground, width=edge)
    elif shape == TRIANGLE:
        found = shapes.regular_polygon(x, y + edge, 0.44 * em, 3, fill=colour, stroke=ground, width=edge)
    elif shape == RING:
        found = shapes.circle(x, y, 0.29 * em, fill=ground, stroke=colour, width=0.15 * em)
    elif shape == HOLLOW:
        dash = (0.16 * em, 0.1 * em)
        found = shapes.circle(x, y, 0.28 * em, fill=ground, stroke=palette.data, width=0.08 * em, dash=dash)
    elif shape == FORECAST:
        found = shapes.circle(x, y, 0.25 * em, fill=ground, stroke=palette.data, width=0.08 * em)
    elif shape == LEFT_OUT:
        return (dot, crossing(x, y, em, palette))
    else:
        found = dot
    return (found,)


def crossing(x: float, y: float, em: float, palette: Palette) -> Item:
    """The stroke through a point that does not set the limits, whatever else it is."""
    r = 0.62 * em
    return shapes.line(x - r, y + r, x + r, y - r, stroke=palette.data, width=0.1 * em)


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of a legend: a sample about (0, 0) that is `wide`, and words."""

    text: str
    sample: tuple[Item, ...] = ()
    wide: float = 0.0


def signal_pieces(used: Sequence[str], colour: str, em: float, palette: Palette, words: Words) -> list[Piece]:
    """The legend of the shapes that were drawn, in the order of their strength."""
    meanings = {
        DIAMOND: words("outside a limit"),
        TRIANGLE: words("short run near a limit"),
        RING: words("in a long run"),
        HOLLOW: words("not final"),
        LEFT_OUT: words("left out of the limits"),
        FORECAST: words("forecast"),
    }
    return [
        Piece(meaning, mark(shape, 0.53 * em, 0, em, colour, palette), 1.1 * em)
        for shape, meaning in meanings.items()
        if shape in used
    ]


def rules_text(rules: Rules, words: Words) -> str:
    """The rule set in one line."""
    if rules.ten_of_twelve:
        return words("chart rules: outside the limits, 10 of 12 on one side, 3 of 4 near a limit")
    return words("chart rules: outside the limits, {n} in a row, 3 of 4 near a limit", n=rules.long_run)


def flow(pieces: Sequence[Piece], style: Style, wide: float) -> tuple[Group, float, tuple[str, ...]]:
    """Legend entries in rows about a top left corner; the group, its height, characters without glyph."""
    items: list[Item] = []
    missing: list[str] = []
    x, y, row = 0.0, 0.0, 0.0
    gap = style.size * 1.1
    for piece in pieces:
        lead = piece.wide + style.size * 0.35 if piece.sample else 0.0
        lines = wrap(piece.text, style, wide - lead)
        missing += lines.missing
        if x > 0 and x + lead + lines.width > wide:
            x, y, row = 0.0, y + row, 0.0
        if piece.sample:
            items.append(Group(piece.sample, transform=Transform(x, y + style.line_height / 2)))
        items += lines.place(x + lead, y, align="left")
        x += lead + lines.width + gap
        row = max(row, lines.height)
    return Group(tuple(items), role="legend"), y + row, tuple(missing)


def status_icon(status: Status, x: float, y: float, size: float, palette: Palette) -> tuple[Item, ...]:
    """The icon of a status in a square about (x, y); its shape says the same as its colour."""
    r = size / 2
    ground, line = palette.surface, size * 0.09
    if status is Status.IMPROVING:
        inner = shapes.regular_polygon(x, y + r * 0.08, r * 0.58, 3, fill=ground)
        return (shapes.circle(x, y, r, fill=palette.good), inner)
    if status is Status.WORSENING:
        box = shapes.rect(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84, r * 0.3, fill=palette.bad)
        return (box, shapes.regular_polygon(x, y - r * 0.08, r * 0.58, 3, 180, fill=ground))
    if status is Status.NO_CHANGE:
        bar = shapes.line(x - r * 0.45, y, x + r * 0.45, y, stroke=palette.neutral, width=line * 1.3)
        return (shapes.circle(x, y, r - line / 2, stroke=palette.neutral, width=line), bar)
    ring = shapes.circle(
        x, y, r - line / 2, stroke=palette.watch, width=line, dash=(size * 0.18, size * 0.12)
    )
    return (ring, shapes.circle(x, y, r * 0.25, fill=palette.watch))
