"""A measure's latest values as a small line with its figures, for where a chart would be too much."""

from dataclasses import dataclass
from typing import Final

from kpidesk.domain.calculated import values_of
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Reader
from kpidesk.domain.series import Forecast
from kpidesk.drawing import shapes
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Group, Item
from kpidesk.drawing.said import unsaid
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

WIDE: Final = 98.0
TALL: Final = 22.0
_MOST: Final = 8
_MOST_AHEAD: Final = 4
_APART: Final = 1.5  # mm between the names of two periods


@dataclass(frozen=True, slots=True)
class SmallCurve:
    """A line about a top left corner at (0, 0), WIDE by TALL mm; no items for fewer than two values."""

    items: tuple[Item, ...]
    ahead: bool
    """Whether some of the values are a forecast, hollow and dashed."""
    told: str = ""
    """The values in words."""


def small_curve(reader: Reader, measure: Measure, words: Words, palette: Palette = LIGHT) -> SmallCurve:
    """The latest values of a measure, and what is expected."""
    known = [(v.period, v.number) for v in values_of(reader, measure) if v.number is not None]
    known = sorted(known)[-_MOST:]
    ahead = sorted((f.period, f.number) for f in reader.find(Forecast, measure=measure.id))[:_MOST_AHEAD]
    points = [*known, *ahead]
    if len(points) < 2:
        return SmallCurve((), bool(ahead))
    low, high = min(n for _, n in points), max(n for _, n in points)
    span = (high - low) or 1.0
    step = (WIDE - 8) / (len(points) - 1)
    at = [(4 + i * step, 14 - (n - low) / span * 10) for i, (_, n) in enumerate(points)]
    items: list[Item] = [shapes.polyline(at[: len(known)], stroke=palette.data, width=0.7)]
    if ahead:
        expected = at[max(len(known) - 1, 0) :]
        items.append(shapes.polyline(expected, stroke=palette.data, width=0.7, dash=(1.8, 1.3)))
    taken = -WIDE  # up to where periods are named: a name without room is left out
    told: list[str] = []
    small, quiet = Style(8.5, colour=palette.text), Style(8, colour=palette.text_second)
    for index, ((x, y), (period, number)) in enumerate(zip(at, points, strict=True)):
        hollow = index >= len(known)
        fill = palette.surface if hollow else palette.data
        items.append(shapes.circle(x, y, 1.0, fill=fill, stroke=palette.data, width=0.5))
        figure = words.number(number, measure.decimals)
        value = shape(figure, quiet if hollow else small)
        items.extend(value.place(x - value.width / 2, y - 2.2))
        yearly = measure.period_type in {PeriodType.YEAR, PeriodType.SEASON}
        name = str(period.year) if yearly else words.pattern(period, "yMMM")
        told.append(
            words("{period} {value} (forecast)", period=name, value=figure) if hollow else f"{name} {figure}"
        )
        tick = shape(name, quiet)
        if x - tick.width / 2 >= taken:
            items.append(unsaid(tick.place(x - tick.width / 2, 20.5)))
            taken = x + tick.width / 2 + _APART
    whole = Group(tuple(items), role="chart", name=", ".join([measure.name, *told]))
    return SmallCurve((whole,), bool(ahead), ", ".join(told))
