"""XmR charts: values in time with centre line, natural limits, signals, remarks and targets.

The time axis is true to the periods, so a missing value is a gap. No text ever lies on another: line
names are pushed apart, axis labels thin out, and remarks without room become numbers with a list below.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kpidesk.domain.measures import ChartKind, Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.xmr import Caution, Rules, Status, clipped
from kpidesk.domain.xmr_rules import DEFAULT_RULES
from kpidesk.drawing import chart_overlays, shapes
from kpidesk.drawing.chart_axis import Figures, Frame, Label, drawable, ticks, time_labels
from kpidesk.drawing.chart_data import (
    Data,
    calculation_words,
    counted,
    headline,
    levels,
    limit_lines,
    read,
    share_words,
    span,
    summary,
    unit_words,
)
from kpidesk.drawing.chart_marks import (
    DIAMOND,
    DOT,
    FORECAST,
    LEFT_OUT,
    Piece,
    colour_of,
    crossing,
    flow,
    mark,
    rules_text,
    shape_of,
    signal_pieces,
)
from kpidesk.drawing.chart_names import brackets, line_names, paint_names, paint_targets
from kpidesk.drawing.chart_remarks import with_remarks
from kpidesk.drawing.chart_sheet import LEAST_PLOT, PLAIN, Extras, Look, Sheet, mark_size, on_paper
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Group, Item, moved
from kpidesk.drawing.said import unsaid
from kpidesk.drawing.text import Style, shape, width
from kpidesk.system.words import Words

_RANGE_SHARE: Final = 0.27


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart about a top left corner at (0, 0). `headline` and `status` are for a heading, not drawn.

    `summary` says it in sentences, `left_out` names what found no room, `missing` has no glyph.
    """

    items: tuple[Item, ...]
    width: float
    height: float
    status: Status
    headline: str
    summary: tuple[str, ...]
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def chart(
    reader: Reader, measure: Measure, width: float, height: float, words: Words, *,
    text_pt: float, palette: Palette = LIGHT, with_ranges: bool = False, rules: Rules = DEFAULT_RULES,
) -> Chart | None:  # fmt: skip
    """The chart of a measure in a box of mm, None when it has no values.

    Args:
        reader: of the desk.
        measure: whose chart.
        width: of the box.
        height: of the box.
        words: the language.
        text_pt: the size of all its texts.
        palette: light on paper.
        with_ranges: with the chart of moving ranges below.
        rules: which patterns are signals.
    """
    data = read(reader, measure, rules)
    if data is None:
        return None
    return drawn(data, width, height, words, text_pt=text_pt, palette=palette, with_ranges=with_ranges)


def drawn(
    data: Data, width: float, height: float, words: Words, *, text_pt: float, palette: Palette = LIGHT,
    with_ranges: bool = False, with_legend: bool = True, extras: Extras = PLAIN,
) -> Chart:  # fmt: skip
    """The chart of what was read already: for those who try several heights, or say the legend elsewhere.

    `extras` are laid over it.
    """
    measure = data.measure
    look = Look(
        Style(text_pt, colour=palette.text, leading=1.3),
        Style(text_pt, colour=palette.text_second, leading=1.3),
        Style(text_pt, Weight.SEMIBOLD, palette.text, leading=1.3),
        palette,
        words,
    )
    low, high = span(data, chart_overlays.numbers(data, extras))
    decimals = measure.decimals + (1 if measure.decimals == 0 and high - low < 30 else 0)
    figures = Figures.of(low, high, decimals, words)
    sheet = Sheet(data, look, figures, width, height, with_ranges, with_legend, extras)
    _compose(sheet, low, high)
    said = summary(data, sheet.figures, words)
    group = Group(tuple(sheet.items), name=" ".join(said), role="chart", record=measure.id)
    return Chart(
        (group,), width, height, data.status, headline(data, words), said,
        tuple(dict.fromkeys(sheet.missing)), tuple(dict.fromkeys(sheet.left_out)),
    )  # fmt: skip


# -- the frame


def _compose(sheet: Sheet, low: float, high: float) -> None:
    """Measure all that stands around the plot, give the plot the rest, paint."""
    look, data = sheet.look, sheet.data
    em = look.em
    names = line_names(sheet)
    cap = max(4.5 * em, sheet.width * 0.3)
    right = max(
        (
            width(text, style)
            for _, name, value in names
            for text, style in ((name, look.quiet), (value, look.strong))
        ),
        default=0,
    )
    right = min(right, cap) + 1.7 * em if names else 0.6 * em
    legend, legend_tall = _legend(sheet) if sheet.with_legend else (Group(()), 0.0)
    likely = max(sheet.height - legend_tall - 3.5 * look.row, LEAST_PLOT * em)
    likely *= 1 - _RANGE_SHARE * sheet.with_ranges
    values, step = ticks(low, high, max(2, min(8, int(likely / (1.55 * em)))))
    marks = [(number, sheet.figures.tick(number, step)) for number in values]
    left = max((width(text, look.quiet) for _, text in marks), default=0.0) + 0.6 * em
    end = max(sheet.width - right, left + 6 * em)
    aside = chart_overlays.HISTORY * em * sheet.extras.history
    beyond = (data.end + 1) * aside / max(end - left - aside, em)  # positions that no value stands at
    frame = Frame(left, 0, end, 1, -0.5, data.end + 0.5 + beyond, low, high)
    runs, top = brackets(sheet, frame)
    bottom = legend_tall + look.row * 1.35 + 0.5 * em
    if sheet.height - top - bottom < LEAST_PLOT * em:
        legend, bottom = Group(()), bottom - legend_tall
    extra = _range_tall(sheet, sheet.height - top - bottom)
    frame, remarks, listed = with_remarks(sheet, replace(frame, top=top), bottom + extra)
    ranges = _range_frame(sheet, frame, extra) if extra else None
    # Remarks may have made the plot lower than it was thought to be: ticks that would touch go.
    apart = (frame.bottom - frame.top) * step / (high - low) if values else em
    _paint_grid(sheet, frame, marks[:: max(1, math.ceil(1.15 * em / apart))], ranges)
    for number in range(len(data.analysis.segments)):
        _paint_segment(sheet, frame, number)
    chart_overlays.paint_bands(sheet, frame)
    chart_overlays.paint_proposal(sheet, frame)
    sheet.items += runs
    chart_overlays.paint_aids(sheet, frame)
    _paint_series(sheet, frame)
    sheet.items += remarks
    if ranges is not None:
        _paint_ranges(sheet, ranges)
    paint_names(sheet, frame, names, 0.85 if ranges else 1.55)  # the names of the ranges begin there
    paint_targets(sheet, frame)
    axis = ranges.bottom if ranges else frame.bottom
    below = axis + look.row * 1.35 + 0.5 * em
    if listed is not None:
        sheet.items.append(moved(listed[0], 0, below))
        below += listed[1]
    sheet.items.append(moved(legend, 0, below))


def _range_tall(sheet: Sheet, room: float) -> float:
    """How much of the plot's room the chart of moving ranges takes with its title."""
    known = any(point.range is not None for point in sheet.data.analysis.points)
    tall = room * _RANGE_SHARE + 1.5 * sheet.look.row
    return tall if sheet.with_ranges and known and room - tall > LEAST_PLOT * sheet.look.em else 0.0


def _range_frame(sheet: Sheet, frame: Frame, extra: float) -> Frame:
    """The plot of the moving ranges under the other."""
    found = [point.range for point in sheet.data.analysis.points if point.range is not None]
    limits = [drawable(s.upper_range) for s in sheet.data.analysis.segments if s.upper_range is not None]
    most = max([*found, *limits]) or 1.0
    top = frame.bottom + 1.5 * sheet.look.row
    return replace(frame, top=top, bottom=frame.bottom + extra, low=0.0, high=most * 1.1)


def _paint_grid(sheet: Sheet, frame: Frame, marks: Sequence[tuple[float, str]], ranges: Frame | None) -> None:
    look, data = sheet.look, sheet.data
    palette, em = look.palette, look.em
    thin: shapes.Paint = {"stroke": palette.grid, "width": 0.045 * em}
    axis = ranges.bottom if ranges else frame.bottom
    for number, text in marks:
        y = frame.y(number)
        sheet.items.append(shapes.line(frame.left, y, frame.right, y, **thin))
        if y - 0.5 * em > frame.top - 0.7 * em:
            line = shape(text, look.quiet)
            sheet.items.append(unsaid(line.place(frame.left - 0.5 * em - line.width, y + 0.36 * em)))
    start, count = data.start, data.end + 1
    labels = time_labels(frame, data.measure.period_type, start, count, (look.quiet, look.strong), look.words,
                         min(frame.right + 0.8 * em, sheet.width))  # fmt: skip
    strong = [label for label in labels if label.strong]
    for label in strong if len(strong) <= 24 else ():
        if label.position:
            x = frame.x(label.position)
            sheet.items.append(shapes.line(x, frame.top, x, axis, stroke=palette.border, width=0.045 * em))
    sheet.items.append(
        shapes.line(frame.left, axis, frame.right, axis, stroke=palette.outline, width=0.05 * em)
    )
    baseline = axis + 1.36 * look.row
    for label in labels:
        name = shape(label.text, look.strong if label.strong else look.quiet)
        sheet.items.append(unsaid(name.place(label.left, baseline)))
        _tick(sheet, frame, axis, label)
    _paint_gaps(sheet, frame, axis)


def _tick(sheet: Sheet, frame: Frame, axis: float, label: Label) -> None:
    x, em = frame.x(label.position), sheet.look.em
    sheet.items.append(
        shapes.line(x, axis, x, axis + 0.22 * em, stroke=sheet.look.palette.outline, width=0.05 * em)
    )


def _paint_gaps(sheet: Sheet, frame: Frame, axis: float) -> None:
    """A short dash at the axis where a value is missing."""
    data, em = sheet.data, sheet.look.em
    plotted = {point.position for point in data.analysis.points}
    half = min(0.3 * em, frame.step * 0.35)
    dashes: list[Item] = [
        shapes.line(frame.x(p) - half, axis - 0.3 * em, frame.x(p) + half, axis - 0.3 * em,
                    stroke=sheet.look.palette.text_second, width=0.14 * em)
        for p in range(data.last + 1)
        if p not in plotted
    ]  # fmt: skip
    if dashes:
        name = sheet.look.words("missing")
        sheet.items.append(Group(tuple(dashes), name=name, role="gap"))


# -- lines and points


def _paint_segment(sheet: Sheet, frame: Frame, number: int) -> None:
    """The band, baseline part, limits and centre line of one baseline."""
    data, palette, em = sheet.data, sheet.look.palette, sheet.look.em
    segment = data.analysis.segments[number]
    if segment.centre is None:
        return
    first, last = data.at(segment.start), data.at(segment.end)
    lines = limit_lines(data, segment)
    upper, centre, lower = (on_paper(frame, levels(data, segment, line, first, last)) for line in lines)
    band: list[Item] = [shapes.polygon([*upper, *reversed(lower)], fill=palette.band)]
    start, end = max(first, data.at(segment.baseline_start)), min(last, data.at(segment.baseline_end))
    if start <= end:
        shaded = [on_paper(frame, levels(data, segment, line, start, end)) for line in (lines[0], lines[2])]
        band.append(shapes.polygon([*shaded[0], *reversed(shaded[1])], fill=palette.band_baseline))
    dash = (0.42 * em, 0.28 * em)
    band += [
        shapes.polyline(line, stroke=palette.limit, width=0.09 * em, dash=dash) for line in (upper, lower)
    ]
    band.append(shapes.polyline(centre, stroke=palette.centre, width=0.1 * em))
    days = data.day(first), data.day(last)
    for at, line in ((segment.upper_at, upper), (segment.lower_at, lower)):
        bounds = data.measure.lower_bound, data.measure.upper_bound
        if any(clipped(limit, *bounds)[1] for limit in map(at, days) if limit is not None):
            band += _cut_mark(line[-1], em, palette) + _cut_mark(line[0], em, palette)
    sheet.items.append(Group(tuple(band), name=sheet.look.words("limits"), role="limits"))


def _cut_mark(at: tuple[float, float], em: float, palette: Palette) -> list[Item]:
    """Two slanted strokes over a limit that goes on beyond a natural bound."""
    x, y = at
    return [
        shapes.line(x + dx - 0.12 * em, y + 0.28 * em, x + dx + 0.12 * em, y - 0.28 * em,
                    stroke=palette.limit, width=0.09 * em)
        for dx in (-0.12 * em, 0.12 * em)
    ]  # fmt: skip


def _paint_series(sheet: Sheet, frame: Frame) -> None:
    """The line with its gaps, the forecast, and a mark for each value."""
    data, palette, em = sheet.data, sheet.look.palette, sheet.look.em
    points = data.analysis.points
    size = mark_size(frame, em)
    stroke = min(0.11 * em, max(frame.step * 0.3, 0.05 * em))
    runs: list[list[tuple[float, float]]] = []
    before = -2
    for point in points:
        if point.position != before + 1:
            runs.append([])
        runs[-1].append((frame.x(point.position), frame.y(drawable(point.number))))
        before = point.position
    lines: list[Item] = [
        shapes.polyline(run, stroke=palette.data, width=stroke, join="round") for run in runs if len(run) > 1
    ]
    ahead = [(frame.x(p), frame.y(drawable(n))) for p, n in data.forecasts]
    if ahead:
        lines.append(
            shapes.polyline(
                [runs[-1][-1], *ahead], stroke=palette.data, width=stroke, dash=(0.3 * em, 0.25 * em)
            )
        )
    marks: list[Item] = []
    crossed: list[Item] = []
    for point in points:
        kind = shape_of(point)
        segment = data.analysis.segments[point.segment]
        colour = (
            colour_of(point, segment, data.measure.direction, data.bounds, palette)
            if point.marks
            else palette.data
        )
        x, y = frame.x(point.position), frame.y(drawable(point.number))
        marks += mark(kind, x, y, size, colour, palette)
        crossed += [crossing(x, y, size, palette)] if point.excluded else []
    for x, y in ahead:
        marks += mark(FORECAST, x, y, size, palette.data, palette)
    sheet.items += [Group(tuple(lines), role="series"), Group(tuple(marks), role="values")]
    if crossed:
        sheet.items.append(
            Group(tuple(crossed), name=sheet.look.words("left out of the limits"), role="excluded")
        )


def _paint_ranges(sheet: Sheet, frame: Frame) -> None:
    """The chart of moving ranges."""
    data, look = sheet.data, sheet.look
    palette, em = look.palette, look.em
    title = look.words("Change from one period to the next")
    sheet.items += shape(title, look.quiet).place(frame.left, frame.top - 0.35 * look.row)
    for segment in data.analysis.segments:
        if segment.upper_range is None or segment.mean_range is None:
            continue
        ends = frame.x(data.at(segment.start) - 0.5), frame.x(data.at(segment.end) + 0.5)
        upper, mean = frame.y(drawable(segment.upper_range)), frame.y(drawable(segment.mean_range))
        sheet.items += [
            shapes.line(ends[0], upper, ends[1], upper, stroke=palette.limit, width=0.09 * em,
                        dash=(0.42 * em, 0.28 * em)),
            shapes.line(ends[0], mean, ends[1], mean, stroke=palette.centre, width=0.08 * em),
        ]  # fmt: skip
    size = mark_size(frame, em) * 0.8
    runs: list[list[tuple[float, float]]] = [[]]
    marks: list[Item] = []
    for point in data.analysis.points:
        if point.range is None:
            runs.append([])
            continue
        x, y = frame.x(point.position), frame.y(point.range)
        runs[-1].append((x, y))
        limit = data.analysis.segments[point.segment].upper_range
        outside = limit is not None and point.range > limit
        colour = palette.neutral if outside else palette.data
        marks += mark(DIAMOND if outside else DOT, x, y, size, colour, palette)
    lines = [shapes.polyline(run, stroke=palette.data, width=0.08 * em) for run in runs if len(run) > 1]
    sheet.items += [Group((*lines, *marks), name=title, role="ranges")]
    upper_range = data.analysis.segments[-1].upper_range
    if upper_range is not None:
        paint_names(
            sheet,
            frame,
            [(drawable(upper_range), look.words("Range limit"), sheet.figures.text(upper_range))],
        )


# -- legend


def _legend(sheet: Sheet) -> tuple[Group, float]:
    """Unit and which way is good, what is shaded, the marks that occur, cautions, the rules."""
    look, data = sheet.look, sheet.data
    words, palette, em = look.words, look.palette, look.em
    unit = unit_words(data, sheet.figures, words)
    pieces = [Piece(unit)]
    segment = data.analysis.segments[-1]
    kind = data.measure.period_type
    if segment.centre is not None:
        box = shapes.rect(
            0,
            -0.36 * em,
            1.1 * em,
            0.72 * em,
            fill=palette.band_baseline,
            stroke=palette.outline,
            width=0.05 * em,
        )
        periods = data.at(segment.baseline_last) - data.at(segment.baseline_start) + 1
        text = words("sets the limits ({span})", span=counted(periods, kind, words))
        pieces.append(Piece(text, (box,), 1.1 * em))
    used = {shape_of(point) for point in data.analysis.points}
    used |= {FORECAST} if data.forecasts else set()
    used |= {LEFT_OUT} if any(point.excluded for point in data.analysis.points) else set()
    marked = [p for p in data.analysis.points if p.marks]
    colours = {
        colour_of(p, data.analysis.segments[p.segment], data.measure.direction, data.bounds, palette)
        for p in marked
    }
    colour = colours.pop() if len(colours) == 1 else palette.text_second
    pieces += signal_pieces([*used], colour, em, palette, words)
    if data.last + 1 > len(data.analysis.points):
        dash = shapes.line(0.1 * em, 0, 0.7 * em, 0, stroke=palette.text_second, width=0.14 * em)
        pieces.append(Piece(words("value missing"), (dash,), 0.8 * em))
    if made := calculation_words(data.measure, words):
        pieces.append(Piece(made))
    if data.measure.chart is ChartKind.RUN:
        pieces.append(Piece(words("drawn without limits, as its definition asks")))
    elif Caution.RUN_CHART_ONLY in segment.cautions:
        pieces.append(Piece(words("fewer than 5 values to set limits, so none are drawn")))
    elif segment.centre is None:
        pieces.append(Piece(words("no limits: no two values in a row to set them")))
    elif Caution.NO_VARIATION in segment.cautions:
        pieces.append(Piece(words("all values that set the limits are the same")))
    elif segment.young:
        pieces.append(
            Piece(words.many("young limits: from {n} value", "young limits: from {n} values", segment.count))
        )
    pieces += chart_overlays.pieces(sheet)
    pieces += [Piece(words("target: {target}", target=share_words(each, words))) for each in data.shares]
    if segment.centre is not None:
        pieces.append(Piece(rules_text(data.analysis.rules, words)))
    group, tall, missing = flow(pieces, look.quiet, sheet.width)
    sheet.missing += missing
    return group, tall
