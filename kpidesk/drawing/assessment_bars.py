"""How far items or parts of an assessment are: bars on the set's of, with last time as a hollow mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.assessments import AssessmentSet
from kpidesk.drawing import assessment_words, shapes
from kpidesk.drawing.flow import Block, missing, paragraph, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Group, Item
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_MARK: Final = 0.6  # of the bar's height: half the mark of last time


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: steps of a scale that begins with 1. `figure` is None where nobody rated."""

    name: str
    figure: float | None
    before: float | None = None
    record: str = ""
    low: bool = False


def bars(
    rows: Sequence[Bar], of: AssessmentSet, wide: float, words: Words, *, text: Style,
    palette: Palette = LIGHT, names: float = 0.5,
) -> list[Block]:  # fmt: skip
    """A block for each row; names take that share of the width, the figure stands at the right."""
    left, figure_wide = wide * names, text.size * 3.2
    room = wide - left - figure_wide
    return [_row(row, of, left, room, wide, words, text, palette) for row in rows]


def _row(
    row: Bar, of: AssessmentSet, left: float, room: float, wide: float, words: Words, text: Style,
    palette: Palette,
) -> Block:  # fmt: skip
    style = Style(text.size_pt, Weight.SEMIBOLD if row.low else text.weight, palette.text, text.leading)
    name = paragraph(row.name, style, left - text.size)
    tall = max(sum(block.height for block in name), text.line_height * 1.2) + text.size * 0.5
    deep, middle = text.size * 0.95, tall / 2
    items: list[Item] = [*stack(name, 0, (tall - sum(block.height for block in name)) / 2)]
    for step in range(of.steps):
        x = left + room * step / max(of.steps - 1, 1)
        items.append(shapes.line(x, 0, x, tall, stroke=palette.grid, width=0.25))
    if row.figure is not None:
        long = max(room * _share(of, row.figure), 0.6)
        items.append(shapes.rect(left, middle - deep / 2, long, deep, fill=palette.data))
    if row.before is not None:
        x, half = left + room * _share(of, row.before), deep * _MARK
        around = [(x, middle - half), (x + half, middle), (x, middle + half), (x - half, middle)]
        items.append(shapes.polygon(around, fill=palette.surface, stroke=palette.text, width=0.4))
    number = assessment_words.figure(of, row.figure, words)
    said = shape(number, Style(text.size_pt, Weight.SEMIBOLD, palette.text))
    items += said.place(wide - said.width, middle + text.size * 0.36)
    told = f"{row.name}: {number}"
    return Block(tall, (Group(tuple(items), name=told, role="bar", record=row.record),), missing(name))


def radar(
    rows: Sequence[Bar], of: AssessmentSet, x: float, y: float, radius: float, text: Style,
    palette: Palette = LIGHT,
) -> Group:  # fmt: skip
    """A spoke for each row with its number at the end; what is rated as a figure, last time dashed."""
    items: list[Item] = []
    spokes = [shapes.clockwise(number / max(len(rows), 1)) for number in range(len(rows))]
    for step in range(1, of.steps + 1):
        far = radius * max(_share(of, step), 0.02)
        items.append(
            shapes.polygon(
                [(x + dx * far, y + dy * far) for dx, dy in spokes], stroke=palette.grid, width=0.3
            )
        )
    for number, (dx, dy) in enumerate(spokes, 1):
        items.append(shapes.line(x, y, x + dx * radius, y + dy * radius, stroke=palette.outline, width=0.25))
        name = shape(str(number), text)
        far = radius + text.size * 0.9
        items += name.place(x + dx * far - name.width / 2, y + dy * far + text.size * 0.36)
    before = _around([row.before for row in rows], spokes, of, x, y, radius)
    now = _around([row.figure for row in rows], spokes, of, x, y, radius)
    if before:
        items.append(shapes.polygon(before, stroke=palette.text_third, width=0.5, dash=(2.0, 1.4)))
    if now:
        items.append(shapes.polygon(now, fill=palette.accent_soft, opacity=0.6))
        items.append(shapes.polygon(now, stroke=palette.accent, width=1.0))
        items += [shapes.circle(px, py, 1.1, fill=palette.accent) for px, py in now]
    told = "; ".join(f"{number} {row.name}" for number, row in enumerate(rows, 1))
    return Group(tuple(items), name=told, role="radar")


def _around(
    figures: Sequence[float | None], spokes: Sequence[tuple[float, float]], of: AssessmentSet, x: float,
    y: float, radius: float,
) -> list[tuple[float, float]]:  # fmt: skip
    """Corners where figures are known; with fewer than three there is nothing to draw."""
    found = [
        (x + dx * radius * _share(of, at), y + dy * radius * _share(of, at))
        for at, (dx, dy) in zip(figures, spokes, strict=True)
        if at is not None
    ]
    return found if len(found) > 2 else []


def _share(of: AssessmentSet, step: float) -> float:
    return assessment_words.share(of, step) or 0.0
