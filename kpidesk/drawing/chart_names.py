"""What stands about the lines of a chart: names and values at the right, targets, brackets over runs."""

from collections.abc import Sequence
from dataclasses import replace

from kpidesk.domain.xmr import Rule, Signal
from kpidesk.drawing import shapes
from kpidesk.drawing.chart_axis import Frame, drawable
from kpidesk.drawing.chart_data import Data, counted, limit_lines, spread_words, target_words
from kpidesk.drawing.chart_marks import colour_of
from kpidesk.drawing.chart_notes import apart
from kpidesk.drawing.chart_sheet import Look, Sheet
from kpidesk.drawing.picture import Group, Item
from kpidesk.drawing.text import Lines, shape, width, wrap

Extent = tuple[float, float]

_Name = tuple[float, str, str]
"""A number on the axis, the name and the value that stand there."""


def line_names(sheet: Sheet) -> list[_Name]:
    """Names and values of the lines at the right edge."""
    data, words, figures = sheet.data, sheet.look.words, sheet.figures
    found: list[_Name] = []
    segment = data.analysis.segments[-1]
    if segment.centre is not None:
        day = data.day(data.last)
        texts = words("Upper limit"), words("Centre line"), words("Lower limit")
        exact = segment.upper_at(day), segment.centre_at(day), segment.lower_at(day)
        for name, line, whole in zip(texts, limit_lines(data, segment), exact, strict=True):
            shown = line(day)
            value = figures.text(whole if whole is not None else shown)
            if whole is not None and shown != whole:
                value = words(
                    "{limit}, cut at {bound}", limit=value, bound=figures.text(shown, data.measure.decimals)
                )
            found.append((drawable(shown), name, value))
    for target in data.targets:
        bounds = [bound for bound in (target.low, target.high) if bound is not None]
        found.append(
            (drawable(sum(bounds) / len(bounds)), words("Target"), target_words(target, figures, words))
        )
    level = _centre(data)
    if level is not None:
        said = (spread_words(target, figures, words) for target in data.spreads)
        found += [(level, words("Wanted limits"), text) for text in said]
    return found


def _centre(data: Data) -> float | None:
    """The centre line at the latest value."""
    centre = data.analysis.segments[-1].centre_at(data.day(data.last))
    return None if centre is None else drawable(centre)


def paint_names(sheet: Sheet, frame: Frame, names: Sequence[_Name], below: float = 1.55) -> None:
    """The names beside their lines, pushed apart; they may reach so many rows below the plot."""
    look = sheet.look
    left = frame.right + 1.5 * look.em
    room = sheet.width - left
    # Words of a bracket may stand above the names.
    above = 0.15 if sheet.reach > left - 0.3 * look.em else 0.6
    top, bottom = frame.top - above * look.row, frame.bottom + below * look.row
    blocks = [(number, _name_block(look, name, value, room)) for number, name, value in names]
    if sum(_tall(block) for _, block in blocks) > bottom - top:
        blocks = [(n, [wrap(value, look.strong, room)]) for n, _, value in names]
    while blocks and sum(_tall(block) for _, block in blocks) > bottom - top:
        blocks.pop()
        sheet.left_out.append(look.words("names of lines"))
    clamped = [(min(max(number, frame.low), frame.high), block) for number, block in blocks]
    clamped.sort(key=lambda each: -each[0])
    wanted = [frame.y(number) - _tall(block) / 2 for number, block in clamped]
    talls = [_tall(block) for _, block in clamped]
    # Air between them where there is room, so that a name is read with its own value.
    air = min(0.3 * look.em, (bottom - top - sum(talls)) / max(len(talls), 1))
    tops = [y + air / 2 for y in apart([y - air / 2 for y in wanted], [t + air for t in talls], top, bottom)]
    for y, (_, block) in zip(tops, clamped, strict=True):
        at = y
        for lines in block:
            sheet.items += lines.place(left, at, align="left")
            sheet.missing += lines.missing
            at += lines.height


def _name_block(look: Look, name: str, value: str, room: float) -> list[Lines]:
    return [wrap(name, look.quiet, room), wrap(value, look.strong, room)]


def _tall(block: Sequence[Lines]) -> float:
    return sum(lines.height for lines in block)


def paint_targets(sheet: Sheet, frame: Frame) -> None:
    """A short thick mark outside the right edge, with a cap; an arrow when it lies beyond the axis."""
    palette, em = sheet.look.palette, sheet.look.em
    x1, x2 = frame.right + 0.12 * em, frame.right + 1.1 * em
    for target in sheet.data.targets:
        marks: list[Item] = []
        ends = []
        for bound in (target.low, target.high):
            if bound is None:
                continue
            y = frame.y(min(max(bound, frame.low), frame.high))
            ends.append(y)
            if not frame.low <= bound <= frame.high:
                way = -1 if bound > frame.high else 1
                marks.append(
                    shapes.arrow_head(
                        (x1 + 0.5 * em, y + way * 0.5 * em), (x1 + 0.5 * em, y), 0.7 * em, fill=palette.text
                    )
                )
            marks.append(shapes.line(x1, y, x2, y, stroke=palette.text, width=0.19 * em))
            marks.append(shapes.line(x1, y - 0.3 * em, x1, y + 0.3 * em, stroke=palette.text, width=0.1 * em))
        if len(ends) == 2:
            marks.append(shapes.line(x1, ends[0], x1, ends[1], stroke=palette.text, width=0.1 * em))
        words = target_words(target, sheet.figures, sheet.look.words)
        name = sheet.look.words("Target: {target}.", target=words)
        sheet.items.append(Group(tuple(marks), name=name, role="target", record=target.id))
    _paint_spreads(sheet, frame)


def _paint_spreads(sheet: Sheet, frame: Frame) -> None:
    """A bracket about the centre line, as wide as the limits shall be apart."""
    palette, em, level = sheet.look.palette, sheet.look.em, _centre(sheet.data)
    if level is None:
        return
    for target in sheet.data.spreads:
        half = (target.high or 0.0) / 2
        ends = [frame.y(min(max(number, frame.low), frame.high)) for number in (level + half, level - half)]
        x, foot = frame.right + 0.95 * em, frame.right + 0.4 * em
        path = [(foot, ends[0]), (x, ends[0]), (x, ends[1]), (foot, ends[1])]
        words = spread_words(target, sheet.figures, sheet.look.words)
        name = sheet.look.words("Target for the limits: {target}.", target=words)
        mark = shapes.polyline(path, stroke=palette.text, width=0.12 * em)
        sheet.items.append(Group((mark,), name=name, role="spread", record=target.id))


def brackets(sheet: Sheet, frame: Frame) -> tuple[list[Item], float]:
    """Brackets over long runs with their words, in as many rows as they need (at most two)."""
    look, data = sheet.look, sheet.data
    em, row = look.em, look.row * 1.1
    half = min(0.4 * frame.step, 0.4 * em)
    runs = [
        (signal, (frame.x(data.at(signal.first)) - half, frame.x(data.at(signal.last)) + half))
        for signal in data.analysis.signals
        if signal.rule is Rule.LONG_RUN
    ]
    # A low chart has no room for a second row; a bracket without words still says what the ring says.
    rows: list[list[Extent]] = [[], []] if sheet.height > 22 * em else [[]]
    items: list[Item] = []
    for index, (signal, ends) in enumerate(runs):
        # Words beside a bracket must not stand over another run, whose they would seem.
        others = [other for number, (_, other) in enumerate(runs) if number != index]
        found = _bracket_place(
            rows, ends, _run_words(signal, data, look), look, (frame.left, sheet.width), others
        )
        if found is None:
            continue
        number, text, left = found
        sheet.reach = max(sheet.reach, left + width(text, look.strong) if text else ends[1])
        point = next(p for p in data.analysis.points if p.period == signal.first)
        segment = data.analysis.segments[signal.segment]
        colour = colour_of(point, segment, data.measure.direction, data.bounds, look.palette)
        items += _bracket(number * row + 0.5 * row, ends, text, left, look, colour)
    used = sum(bool(each) for each in rows)
    return items, used * row + (0.35 if used else 0.75) * em


def _run_words(signal: Signal, data: Data, look: Look) -> tuple[str, ...]:
    """The words of a long run from whole to none."""
    words, span = look.words, counted(len(signal.marked), data.measure.period_type, look.words)
    if signal.side == "+":
        return (
            words("Long run: {span} above the centre line", span=span),
            words("Long run: {span} above", span=span),
            words("{span} above", span=span),
            "",
        )
    return (
        words("Long run: {span} below the centre line", span=span),
        words("Long run: {span} below", span=span),
        words("{span} below", span=span),
        "",
    )


def _bracket_place(
    rows: list[list[Extent]],
    ends: Extent,
    texts: Sequence[str],
    look: Look,
    plot: Extent,
    runs: Sequence[Extent],
) -> tuple[int, str, float] | None:
    """The row, the words and their left edge for a bracket; takes the place. `runs` are all others."""
    gap = look.em * 0.6
    for text in texts:
        wide = width(text, look.strong) if text else 0.0
        for number, row in enumerate(rows):
            middle = (ends[0] + ends[1] - wide) / 2
            inside = not text or wide + 3 * gap <= ends[1] - ends[0]
            for left in [middle] if inside else [ends[1] + gap, ends[0] - gap - wide]:
                if text and (left < plot[0] or left + wide > plot[1]):
                    continue
                taken = (min(ends[0], left), max(ends[1], left + wide)) if text else ends
                others = row if inside or not text else [*row, *runs]
                if all(
                    taken[0] > other[1] + gap * 0.3 or taken[1] < other[0] - gap * 0.3 for other in others
                ):
                    row.append(taken)
                    return number, text, left
    return None


def _bracket(
    y: float, ends: tuple[float, float], text: str, left: float, look: Look, colour: str
) -> list[Item]:
    em = look.em
    paint: shapes.Paint = {"stroke": colour, "width": 0.11 * em}
    wide = width(text, look.strong) if text else 0.0
    foot = y + 0.35 * em
    items: list[Item] = []
    if text and ends[0] <= left <= ends[1]:
        items.append(shapes.polyline([(ends[0], foot), (ends[0], y), (left - 0.4 * em, y)], **paint))
        items.append(shapes.polyline([(left + wide + 0.4 * em, y), (ends[1], y), (ends[1], foot)], **paint))
    else:
        items.append(shapes.polyline([(ends[0], foot), (ends[0], y), (ends[1], y), (ends[1], foot)], **paint))
    if text:
        items += shape(text, replace(look.strong, colour=colour)).place(left, y + 0.36 * em)
    return [Group(tuple(items), name=text, role="run")]
