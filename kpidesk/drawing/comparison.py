"""Several measures in one plot on a common scale; each line has its own dashes and its name at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kpidesk.domain.comparing import Curve, Scale
from kpidesk.domain.period import distance, first_day
from kpidesk.drawing import shapes
from kpidesk.drawing.chart_axis import Figures, Frame, domain, drawable, ticks, time_labels
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Group, Item
from kpidesk.drawing.text import Lines, Style, shape, width, wrap
from kpidesk.system.words import Words

_DASHES: Final = ((), (4.0, 2.2), (1.1, 1.5), (6.0, 1.8, 1.1, 1.8), (2.4, 1.4), (8.0, 2.4))


@dataclass(frozen=True, slots=True)
class Look:
    """Styles of one picture."""

    quiet: Style
    strong: Style
    palette: Palette


def comparison(
    curves: Sequence[Curve], scale: Scale, wide: float, tall: float, words: Words,
    *, text_pt: float, palette: Palette = LIGHT,
) -> tuple[Item, ...]:  # fmt: skip
    """Draw at least one curve in a box of mm; all have the same type of period."""
    look = Look(
        Style(text_pt, colour=palette.text_second, leading=1.3),
        Style(text_pt, Weight.SEMIBOLD, palette.text, leading=1.3),
        palette,
    )
    numbers = [drawable(number) for curve in curves for _, number in curve.points]
    if scale is Scale.LIMITS:
        numbers += [-1.0, 1.0]
    low, high = domain(numbers, None, None)
    figures = Figures.of(low, high, 1, words)
    kind = curves[0].measure.period_type
    start = min(first_day(day, kind) for curve in curves for day, _ in curve.points)
    last = max(distance(start, first_day(day, kind), kind) for curve in curves for day, _ in curve.points)
    values, step = ticks(low, high, max(2, min(8, int(tall / (4 * look.quiet.size)))))
    marks = [(number, figures.tick(number, step)) for number in values]
    em = look.quiet.size
    left = max((width(text, look.quiet) for _, text in marks), default=0.0) + 0.8 * em
    names = [_name(curve, look, wide * 0.24) for curve in curves]
    right = max(lines.width for lines in names) + 2.2 * em
    frame = Frame(left, 0.6 * em, wide - right, tall - 2.2 * em, -0.5, last + 0.5, low, high)
    items = _grid(frame, marks, scale, look)
    for label in time_labels(frame, kind, start, last + 1, (look.quiet, look.strong), words, frame.right):
        style = look.strong if label.strong else look.quiet
        items += shape(label.text, style).place(label.left, frame.bottom + 1.7 * em)
    ends = []
    for number, curve in enumerate(curves):
        spots = [
            (distance(start, first_day(day, kind), kind), frame.y(drawable(value)))
            for day, value in curve.points
        ]
        items.append(_line(spots, frame, number, curve, look))
        ends.append((frame.x(spots[-1][0]), spots[-1][1]))
    items += _names(ends, names, frame, len(curves), look)
    return tuple(items)


def colour(number: int, palette: Palette) -> str:
    """The colour of a line by its place; lines differ by their dashes as well."""
    found = (
        palette.data,
        *(ring.line for ring in palette.rings),
        *(ring.line for ring in palette.more_rings),
    )
    return found[number % len(found)]


def _name(curve: Curve, look: Look, room: float) -> Lines:
    return wrap(f"{curve.measure.code} {curve.measure.name}", look.strong, room, max_lines=2)


def _grid(frame: Frame, marks: Sequence[tuple[float, str]], scale: Scale, look: Look) -> list[Item]:
    em, palette = look.quiet.size, look.palette
    items: list[Item] = []
    if scale is Scale.LIMITS:
        top, bottom = frame.y(1), frame.y(-1)
        items.append(shapes.rect(frame.left, top, frame.right - frame.left, bottom - top, fill=palette.band))
        items += [
            shapes.line(frame.left, y, frame.right, y, stroke=palette.limit, width=0.3, dash=(1.6, 1.1))
            for y in (top, bottom)
        ]
    for number, text in marks:
        y = frame.y(number)
        firm = (scale is Scale.LIMITS and number == 0) or (scale is Scale.CENTRE and number == 100)
        stroke = palette.centre if firm else palette.grid
        items.append(shapes.line(frame.left, y, frame.right, y, stroke=stroke, width=0.3 if firm else 0.2))
        line = shape(text, look.quiet)
        items += line.place(frame.left - 0.5 * em - line.width, y + 0.36 * em)
    items.append(
        shapes.line(frame.left, frame.bottom, frame.right, frame.bottom, stroke=palette.outline, width=0.25)
    )
    return items


def _line(spots: Sequence[tuple[int, float]], frame: Frame, number: int, curve: Curve, look: Look) -> Group:
    """A line with its gaps: only neighbouring periods are joined."""
    stroke = colour(number, look.palette)
    runs: list[list[tuple[float, float]]] = [[(frame.x(spots[0][0]), spots[0][1])]]
    for (before, _), (position, y) in pairwise(spots):
        if position != before + 1:
            runs.append([])
        runs[-1].append((frame.x(position), y))
    dash = _DASHES[number % len(_DASHES)]
    lines: list[Item] = [
        shapes.polyline(run, stroke=stroke, width=0.55, dash=dash, join="round")
        for run in runs
        if len(run) > 1
    ]
    lines += [shapes.circle(*run[0], 0.6, fill=stroke) for run in runs if len(run) == 1]
    lines.append(shapes.circle(*runs[-1][-1], 0.9, fill=stroke, stroke=look.palette.surface, width=0.2))
    name = f"{curve.measure.code} {curve.measure.name}"
    return Group(tuple(lines), name=name, role="curve", record=curve.measure.id)


def _names(
    ends: Sequence[tuple[float, float]], names: Sequence[Lines], frame: Frame, count: int, look: Look
) -> list[Item]:
    """Names beside the ends of their lines, pushed apart so that none lies on another."""
    items: list[Item] = []
    order = sorted(range(count), key=lambda number: ends[number][1])
    tops: dict[int, float] = {}
    edge = 0.0
    for number in order:
        tops[number] = max(ends[number][1] - names[number].height / 2, edge)
        edge = tops[number] + names[number].height
    over = edge - frame.bottom
    for number in reversed(order):
        if over <= 0:
            break
        tops[number] = max(min(tops[number], frame.bottom - names[number].height), 0.0)
        below = order.index(number)
        if below:
            above = order[below - 1]
            tops[above] = min(tops[above], tops[number] - names[above].height)
    left = frame.right + 2.0 * look.quiet.size
    for number in order:
        x, y = ends[number]
        middle = tops[number] + names[number].height / 2
        stroke = colour(number, look.palette)
        items.append(shapes.polyline([(x + 1.2, y), (left - 0.8, middle)], stroke=stroke, width=0.2))
        items += names[number].place(left, tops[number], align="left")
    return items
