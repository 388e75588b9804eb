"""An axis of days: months, quarters or years as ticks, whichever find room, with their names above."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kpidesk.domain.period import PeriodType, first_day, shifted
from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Item
from kpidesk.drawing.text import Style, shape, width
from kpidesk.system.words import Words

_AIR: Final = 1.3  # the room of a name beside its width


@dataclass(frozen=True, slots=True)
class Axis:
    """Where days lie between two edges in mm."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day begins."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return self.left + share * (self.right - self.left)

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day + timedelta(days=1))

    def periods(self, kind: PeriodType) -> Iterator[tuple[date, float, float]]:
        """All periods with the edges of what of them lies on the axis."""
        day = first_day(self.first, kind)
        while day <= self.last:
            following = shifted(day, kind, 1)
            yield day, max(self.x(day), self.left), min(self.x(following), self.right)
            day = following

    def ticks(self, quiet: Style, words: Words) -> PeriodType:
        """The shortest period whose names find room."""
        for kind in (PeriodType.MONTH, PeriodType.QUARTER):
            whole = [right - left for _, left, right in self.periods(kind)][1:-1] or [self.right - self.left]
            widest = max(width(_name(day, kind, words), quiet) for day, _, _ in self.periods(kind))
            if min(whole) >= widest * _AIR:
                return kind
        return PeriodType.YEAR

    def head(self, words: Words, style: Style, palette: Palette) -> list[Item]:
        """Two lines from y = 0: years, and below them what they are divided into."""
        strong = Style(style.size_pt, Weight.SEMIBOLD, palette.text, style.leading)
        items: list[Item] = list(_names(self, PeriodType.YEAR, words, strong, 0))
        if (kind := self.ticks(style, words)) is not PeriodType.YEAR:
            items += _names(self, kind, words, style, style.line_height)
        return items

    def grid(self, top: float, bottom: float, words: Words, style: Style, palette: Palette) -> list[Item]:
        """A line where each period begins, a stronger one for years."""
        kind = self.ticks(style, words)
        items: list[Item] = []
        for day, left, _ in self.periods(kind):
            ink, wide = (palette.outline, 0.3) if day.month == 1 else (palette.grid, 0.25)
            items.append(shapes.line(left, top, left, bottom, stroke=ink, width=wide))
        items.append(shapes.line(self.right, top, self.right, bottom, stroke=palette.grid, width=0.25))
        return items


def _name(day: date, kind: PeriodType, words: Words) -> str:
    if kind is PeriodType.YEAR:
        return str(day.year)
    if kind is PeriodType.QUARTER:
        return words("Q{n}", n=(day.month + 2) // 3)
    return words.pattern(day, "MMM")


def _names(axis: Axis, kind: PeriodType, words: Words, style: Style, y: float) -> Iterator[Item]:
    """The names of periods where they begin; a short one at an end goes without where it has no room."""
    free = axis.left
    for day, left, right in axis.periods(kind):
        line = shape(_name(day, kind, words), style)
        x = min(left + 0.25 * style.size, axis.right - line.width)
        if x >= free and (x + line.width <= right or right == axis.right):
            yield from line.place(x, y + style.line_height * 0.75)
            free = x + line.width + 0.25 * style.size
