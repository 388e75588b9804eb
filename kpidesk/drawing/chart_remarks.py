"""Annotations on a chart: words beside what they are about, or numbers with a list below."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kpidesk.drawing import chart_overlays, shapes
from kpidesk.drawing.chart_axis import Frame, drawable
from kpidesk.drawing.chart_data import Remark, levels, limit_lines
from kpidesk.drawing.chart_marks import Piece, flow
from kpidesk.drawing.chart_notes import Ground, apart, nearest
from kpidesk.drawing.chart_sheet import LEAST_PLOT, Sheet, mark_size, on_paper
from kpidesk.drawing.picture import Box, Group, Item
from kpidesk.drawing.text import Align, Lines, shape, wrap

Listed = tuple[Group, float, tuple[str, ...]]
"""A list with its height and the characters in it without glyph."""

NUMBERS: Final = 1.75
"""The height of the row of numbers over a plot, in em."""


def with_remarks(sheet: Sheet, frame: Frame, bottom: float) -> tuple[Frame, list[Item], Listed | None]:
    """The frame at its final height, remarks placed in it, and the list of those without room beside.

    `bottom` is the height of what stands below the plot, without the list.
    """
    numbered: list[Remark] = []
    em = sheet.look.em
    while True:
        listed = _list(sheet, numbered)
        row = NUMBERS * em if numbered else 0.0
        tall = sheet.height - frame.top - row - bottom - (listed[1] if listed else 0.0)
        if numbered and (tall < LEAST_PLOT * em or len(numbered) * 1.7 * em > frame.right - frame.left):
            # The longest words go first.
            gone = max(numbered, key=lambda each: len(each.record.text))
            sheet.left_out.append(sheet.look.words("notes on the chart"))
            sheet.data = replace(sheet.data, remarks=tuple(r for r in sheet.data.remarks if r is not gone))
            numbered = [each for each in numbered if each is not gone]
            continue
        top = frame.top + row
        whole = replace(frame, top=top, bottom=top + max(tall, 2 * em))
        items, failed = _beside(sheet, whole, numbered)
        if not failed:
            sheet.missing += listed[2] if listed else ()
            return whole, [*items, *_numbers(sheet, whole, numbered)], listed
        numbered = sorted([*numbered, *failed], key=lambda each: each.start)


def _beside(sheet: Sheet, frame: Frame, numbered: Sequence[Remark]) -> tuple[list[Item], list[Remark]]:
    """Words beside what they are about, where there is room; and the remarks that found none."""
    wanted = [remark for remark in sheet.data.remarks if remark not in numbered]
    if not wanted:
        return [], []
    ground = _ground(sheet, frame, wanted)
    look, em = sheet.look, sheet.look.em
    items: list[Item] = []
    failed: list[Remark] = []
    for remark in wanted:
        anchor, clear = _anchor(sheet, frame, remark)
        lines = wrap(remark.record.text, look.plain, min(13 * em, (frame.right - frame.left) * 0.45))
        fits = len(lines.lines) <= 4 and bool(lines.lines)
        box = ground.place(anchor, lines.width, lines.height, clear, 11 * em) if fits else None
        if box is None:
            failed.append(remark)
            continue
        ground.boxes.append(box)
        items.append(_note(sheet, frame, remark, (box, lines, anchor, clear), ground))
        sheet.missing += lines.missing
    return items, failed


def _numbers(sheet: Sheet, frame: Frame, numbered: Sequence[Remark]) -> list[Item]:
    """Numbered discs in a row over the plot, each with a line down to its point."""
    look, em = sheet.look, sheet.look.em
    wide = 1.6 * em
    wanted = []
    for remark in numbered:
        (x, _), _ = _anchor(sheet, frame, remark)
        wanted.append(x - wide / 2)
    order = sorted(range(len(numbered)), key=lambda index: wanted[index])
    lefts = apart(
        [wanted[index] for index in order], [wide] * len(order), frame.left - wide / 2, frame.right + wide / 2
    )
    y = frame.top - (NUMBERS - 0.75) * em
    items: list[Item] = []
    for left, index in zip(lefts, order, strict=True):
        remark = numbered[index]
        (x, end), clear = _anchor(sheet, frame, remark)
        middle = left + wide / 2
        if remark.end > remark.start:
            end, clear = frame.top + 0.35 * em, 0.0
        thin: shapes.Paint = {"stroke": look.palette.text_second, "width": 0.055 * em}
        line = shape(str(index + 1), look.strong)
        parts: list[Item] = [
            shapes.polyline([(middle, y), (x, frame.top), (x, max(end - clear, frame.top))], **thin),
            shapes.circle(middle, y, 0.74 * em, fill=look.palette.surface, stroke=look.palette.text,
                          width=0.06 * em),
            *line.place(middle - line.width / 2, y + 0.36 * em),
        ]  # fmt: skip
        if remark.end > remark.start:
            parts.append(_span(sheet, frame, remark, frame.top + 0.35 * em))
        items.append(Group(tuple(parts), name=remark.record.text, role="annotation", record=remark.record.id))
    return items


def _span(sheet: Sheet, frame: Frame, remark: Remark, y: float) -> Item:
    """A bar over the periods of a remark."""
    em = sheet.look.em
    x1, x2 = (frame.x(min(max(p, 0), sheet.data.end)) for p in (remark.start, remark.end))
    up, down = y - 0.2 * em, y + 0.2 * em
    ends = [(x1, up), (x1, down), (x1, y), (x2, y), (x2, up), (x2, down)]
    return shapes.polyline(ends, stroke=sheet.look.palette.text_second, width=0.09 * em)


def _note(
    sheet: Sheet,
    frame: Frame,
    remark: Remark,
    at: tuple[Box, Lines, tuple[float, float], float],
    ground: Ground,
) -> Group:
    """A remark's words with a line to what it is about."""
    look, em = sheet.look, sheet.look.em
    box, lines, anchor, clear = at
    thin: shapes.Paint = {"stroke": look.palette.text_second, "width": 0.055 * em}
    end = nearest(box, anchor)
    dx, dy = end[0] - anchor[0], end[1] - anchor[1]
    far = max((dx * dx + dy * dy) ** 0.5, 1e-9)
    items: list[Item] = []
    if far > clear:
        start = anchor[0] + dx / far * clear * 0.8, anchor[1] + dy / far * clear * 0.8
        items.append(shapes.line(*start, *end, **thin))
    if remark.end > remark.start:
        items.append(_span(sheet, frame, remark, frame.bottom - 0.75 * em))
    if ground.crossed(box):
        back = shapes.rect(
            box[0] - 0.15 * em, box[1], box[2] - box[0] + 0.3 * em, box[3] - box[1], 0.2 * em,
            fill=look.palette.surface, opacity=0.85,
        )  # fmt: skip
        items.append(back)
    side: Align = "right" if box[2] < anchor[0] else "left"
    items += lines.place(box[0], box[1], align=side, box_width=box[2] - box[0])
    return Group(tuple(items), name=remark.record.text, role="annotation", record=remark.record.id)


def _ground(sheet: Sheet, frame: Frame, remarks: Sequence[Remark]) -> Ground:
    """What of the plot the series takes."""
    data, em = sheet.data, sheet.look.em
    ground = Ground(frame, data.end + 1, 0.3 * em)
    before: tuple[int, float, float] | None = None
    radius = 0.5 * mark_size(frame, em)
    ahead = [(p, n) for p, n in data.forecasts]
    for position, number in [*((p.position, p.number) for p in data.analysis.points), *ahead]:
        x, y = frame.x(position), frame.y(drawable(number))
        ground.add_point((x, y), radius)
        if before is not None and (before[0] == position - 1 or position > data.last):
            ground.add_line(before[1:], (x, y))
        before = (position, x, y)
    for segment in data.analysis.segments:
        if segment.centre is None:
            continue
        ends = data.at(segment.start), data.at(segment.end)
        for line in limit_lines(data, segment):
            path = on_paper(frame, levels(data, segment, line, *ends))
            ground.levels.append((path[0][0], path[-1][0], (path[0][1] + path[-1][1]) / 2))
    ground.levels += chart_overlays.heights(sheet, frame)
    for remark in remarks:
        if remark.end > remark.start:
            x1, x2 = (frame.x(min(max(p, 0), data.end)) for p in (remark.start, remark.end))
            ground.boxes.append((x1, frame.bottom - 1.0 * em, x2, frame.bottom - 0.5 * em))
    return ground


def _anchor(sheet: Sheet, frame: Frame, remark: Remark) -> tuple[tuple[float, float], float]:
    """What a remark's line points to, and how much room that takes."""
    data, em = sheet.data, sheet.look.em
    if remark.end > remark.start:
        middle = (max(remark.start, 0) + min(remark.end, data.end)) / 2
        return (frame.x(middle), frame.bottom - 0.75 * em), 0.4 * em
    point = next((p for p in data.analysis.points if p.position == remark.start), None)
    x = frame.x(remark.start)
    if point is None:
        return (x, frame.bottom - 0.3 * em), 0.4 * em
    return (x, frame.y(drawable(point.number))), 0.6 * mark_size(frame, em)


def _list(sheet: Sheet, numbered: Sequence[Remark]) -> Listed | None:
    """The words of numbered remarks below the axis."""
    if not numbered:
        return None
    look, em = sheet.look, sheet.look.em
    pieces = []
    for index, remark in enumerate(numbered, 1):
        line = shape(str(index), look.strong)
        disc = shapes.circle(0.74 * em, 0, 0.74 * em, stroke=look.palette.text, width=0.06 * em)
        sample: tuple[Item, ...] = (disc, *line.place(0.74 * em - line.width / 2, 0.36 * em))
        pieces.append(Piece(remark.record.text, sample, 1.5 * em))
    group, tall, missing = flow(pieces, replace(look.plain, leading=1.6), sheet.width)
    return group, tall, missing
