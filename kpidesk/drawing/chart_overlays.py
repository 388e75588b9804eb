"""What a person lays over a chart: a baseline that is only proposed, and aids to the eye.

Everything here looks unlike the lines that judge values, and the legend says what it is not used for.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final

from kpidesk.domain.overlays import moving_average, percentiles, window
from kpidesk.domain.xmr import Segment
from kpidesk.drawing import shapes
from kpidesk.drawing.chart_axis import Frame, drawable
from kpidesk.drawing.chart_data import Data, counted, levels, limit_lines
from kpidesk.drawing.chart_marks import Piece
from kpidesk.drawing.chart_sheet import Extras, Look, Sheet, on_paper
from kpidesk.drawing.picture import Group, Item

HISTORY: Final = 2.4
"""The room that one's own history takes beside the values, in em."""


def numbers(data: Data, extras: Extras) -> list[float]:
    """The numbers that the value axis must reach, too."""
    if extras.proposed is None or extras.proposed.centre is None:
        return []
    ends = _ends(data, extras.proposed)
    lines = limit_lines(data, extras.proposed)
    return [number for line in lines for _, number in levels(data, extras.proposed, line, *ends)]


def _ends(data: Data, segment: Segment) -> tuple[int, int]:
    return data.at(max(segment.start, segment.baseline_start)), data.at(segment.end)


def paint_bands(sheet: Sheet, frame: Frame) -> None:
    """The room between the limits in three, where it was asked for."""
    if not sheet.extras.bands:
        return
    data = sheet.data
    marks: list[Item] = []
    for segment in data.analysis.segments:
        if segment.centre is None:
            continue
        ends = data.at(segment.start), data.at(segment.end)
        for share in (Fraction(1, 3), Fraction(2, 3)):
            line = on_paper(frame, levels(data, segment, _between(data, segment, share), *ends))
            marks.append(shapes.polyline(line, **_band_line(sheet.look)))
    if marks:
        name = sheet.look.words("thirds between the limits")
        sheet.items.append(Group(tuple(marks), name=name, role="bands"))


def _between(data: Data, segment: Segment, share: Fraction) -> Callable[[date], Fraction]:
    """A line that runs between the drawn limits, a share of the way up."""
    upper, _, lower = limit_lines(data, segment)
    return lambda day: lower(day) + (upper(day) - lower(day)) * share


def _band_line(look: Look) -> shapes.Paint:
    em = look.em
    return {"stroke": look.palette.limit, "width": 0.06 * em, "dash": (0.1 * em, 0.24 * em)}


def _proposed_line(look: Look) -> shapes.Paint:
    em = look.em
    return {"stroke": look.palette.accent, "width": 0.13 * em, "dash": (0.67 * em, 0.25 * em)}


def _average_line(look: Look) -> shapes.Paint:
    return {"stroke": look.palette.watch, "width": 0.08 * look.em}


def _box(look: Look) -> shapes.Paint:
    palette = look.palette
    return {"fill": palette.neutral_soft, "stroke": palette.neutral, "width": 0.05 * look.em}


def paint_proposal(sheet: Sheet, frame: Frame) -> None:
    """A baseline that nobody has accepted: in accent, dashed, its limits dotted."""
    segment = sheet.extras.proposed
    if segment is None or segment.centre is None:
        return
    data, palette, em = sheet.data, sheet.look.palette, sheet.look.em
    ends = _ends(data, segment)
    upper, centre, lower = (
        on_paper(frame, levels(data, segment, line, *ends)) for line in limit_lines(data, segment)
    )
    marks: list[Item] = [shapes.polygon([*upper, *reversed(lower)], fill=palette.accent, opacity=0.08)]
    marks += [
        shapes.polyline(line, stroke=palette.accent, width=0.11 * em, dash=(0.12 * em, 0.22 * em))
        for line in (upper, lower)
    ]
    marks.append(shapes.polyline(centre, stroke=palette.accent, width=0.13 * em, dash=(0.67 * em, 0.25 * em)))
    sheet.items.append(Group(tuple(marks), name=sheet.look.words("proposed baseline"), role="proposal"))


def heights(sheet: Sheet, frame: Frame) -> list[tuple[float, float, float]]:
    """Where the lines of a proposal run: left, right and height on the paper, for words to stay clear of."""
    segment = sheet.extras.proposed
    if segment is None or segment.centre is None:
        return []
    ends = _ends(sheet.data, segment)
    paths = [
        on_paper(frame, levels(sheet.data, segment, line, *ends)) for line in limit_lines(sheet.data, segment)
    ]
    return [(path[0][0], path[-1][0], (path[0][1] + path[-1][1]) / 2) for path in paths]


def paint_aids(sheet: Sheet, frame: Frame) -> None:
    """The moving average, and one's own history at the right end, where they were asked for."""
    if sheet.extras.average:
        _paint_average(sheet, frame)
    if sheet.extras.history:
        _paint_history(sheet, frame)


def _paint_average(sheet: Sheet, frame: Frame) -> None:
    data = sheet.data
    runs: list[list[tuple[float, float]]] = []
    before = -2
    for day, mean in moving_average(data.analysis):
        position = data.at(day)
        if position != before + 1:
            runs.append([])
        runs[-1].append((frame.x(position), frame.y(drawable(mean))))
        before = position
    lines: list[Item] = [shapes.polyline(run, **_average_line(sheet.look)) for run in runs if len(run) > 1]
    if lines:
        sheet.items.append(Group(tuple(lines), name=_average_words(sheet), role="average"))


def _average_words(sheet: Sheet) -> str:
    kind = sheet.data.measure.period_type
    span = counted(window(kind), kind, sheet.look.words)
    return sheet.look.words("mean of {span}, not used for signals", span=span)


def _paint_history(sheet: Sheet, frame: Frame) -> None:
    found = percentiles(sheet.data.analysis)
    if not found:
        return
    palette, em = sheet.look.palette, sheet.look.em
    x = frame.right - HISTORY * em * 0.45
    low, middle, high = (frame.y(drawable(number)) for number in found.values())
    marks: list[Item] = [
        shapes.rect(x - 0.3 * em, high, 0.6 * em, low - high, 0.1 * em, **_box(sheet.look)),
        shapes.line(x - 0.55 * em, middle, x + 0.55 * em, middle, stroke=palette.neutral, width=0.12 * em),
    ]
    sheet.items.append(Group(tuple(marks), name=_history_words(sheet), role="history"))


def _history_words(sheet: Sheet) -> str:
    low, middle, high = (sheet.figures.text(each) for each in percentiles(sheet.data.analysis).values())
    return sheet.look.words(
        "own history: of 10 values 8 lie between {low} and {high}, half below {middle}",
        low=low, high=high, middle=middle,
    )  # fmt: skip


def pieces(sheet: Sheet) -> list[Piece]:
    """What the legend says of what is laid over."""
    data, extras, look = sheet.data, sheet.extras, sheet.look
    em, words = look.em, look.words
    found: list[Piece] = []
    if extras.proposed is not None and extras.proposed.centre is not None:
        sample = shapes.line(0, 0, 1.6 * em, 0, **_proposed_line(look))
        found.append(Piece(words("proposed baseline, not in force"), (sample,), 1.6 * em))
    if extras.bands and any(each.centre is not None for each in data.analysis.segments):
        sample = shapes.line(0, 0, 1.2 * em, 0, **_band_line(look))
        found.append(Piece(words("thirds between the limits"), (sample,), 1.2 * em))
    if extras.average and moving_average(data.analysis):
        sample = shapes.line(0, 0, 1.2 * em, 0, **_average_line(look))
        found.append(Piece(_average_words(sheet), (sample,), 1.2 * em))
    if extras.history and percentiles(data.analysis):
        sample = shapes.rect(0.2 * em, -0.4 * em, 0.6 * em, 0.8 * em, 0.1 * em, **_box(look))
        found.append(Piece(_history_words(sheet), (sample,), 1.0 * em))
    return found
