"""An assessment for the room: one item with what people gave, or all parts as bars, read from the last row.

What single people gave is shown only where so many rated that nobody can be told; the rule stands in
`domain/assessment_figures.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from kpidesk.domain.assessment_figures import Outcome, Standing
from kpidesk.domain.assessments import AssessmentSet
from kpidesk.domain.voting import Tally
from kpidesk.drawing import shapes
from kpidesk.drawing.assessment_words import figure, mark, part_name, step_name, votes_told, weakest
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.projected_parts import and_more, cut, ended, heading, letters, longest
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX, Room
from kpidesk.drawing.text import Lines, shape, wrap
from kpidesk.system.words import Words

_BAR: Final = 48 / PX
_LEAST_BAR: Final = 22 / PX
_TEXTS: Final = (64.0, 54.0, 46.0, 40.0, 34.0, 30.0, SMALLEST_PX)  # px
_NAME: Final = 0.34  # of the width: the names of bars
_BESIDE: Final = 0.3  # of the width: the lowest items
_NAME_NARROW: Final = 0.42
_ROOMY: Final = 1000 / PX
_NAME_LINES: Final = 2
_LEAST_ROW: Final = 44 / PX
_GAP: Final = 40 / PX

_Place: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height in mm."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar: its name, and steps now and last time."""

    name: str
    now: float | None
    last: float | None
    told: str = ""


# -- all parts


def projected_outcome(found: Outcome, words: Words, palette: Palette, room: Room = ROOM) -> Picture:
    """All parts of a session as bars, with where they were last time, and the weakest items."""
    set_ = found.set
    parts = [each for each in found.parts if each.key]
    rows = [
        _Row(part_name(each, words), each.figure, each.before, _level(set_, each.figure)) for each in parts
    ] or [_Row(f"{each.item.number}  {each.item.text}", each.figure, each.before) for each in found.standings]
    margin = room.margin()
    items, top = heading(set_.name, words.date(found.session.on), room, palette)
    top += 26 / PX
    legend = _legend(found, words, palette, room)
    bottom = room.tall - margin - legend.height - 14 / PX
    weak = [] if room.upright else _weak(found.lowest, set_, bottom - top, words, palette, room)
    wide = room.wide - 2 * margin - (room.wide * _BESIDE + _GAP if weak else 0)
    items += _bars(rows, set_, (margin, top, wide, bottom - top), words, palette)
    if weak:
        items += stack(weak, room.wide - margin - room.wide * _BESIDE, top)
    items += legend.place(margin, room.tall - margin - legend.height)
    return Picture(
        room.wide, room.tall, tuple(items), title=set_.name, language=words.language,
        missing=tuple(dict.fromkeys(missing(weak))),
    )  # fmt: skip


def _level(set_: AssessmentSet, figure: float | None) -> str:
    return set_.level(figure) if figure is not None else ""


def _bars(
    rows: Sequence[_Row], set_: AssessmentSet, place: _Place, words: Words, palette: Palette
) -> list[Item]:
    """One bar below the other, as many as find room."""
    left, top, wide, tall = place
    most = max(1, int(tall / _LEAST_ROW))
    shown = rows if len(rows) <= most else rows[: most - 1]
    step = tall / max(len(shown) + (len(shown) < len(rows)), 1)
    items: list[Item] = []
    for number, row in enumerate(shown):
        items += _bar(row, set_, (left, top + number * step, wide, step), words, palette)
    if len(shown) < len(rows):
        more = cut(and_more(len(rows) - len(shown), words), letters(SMALLEST_PX, palette.text_second), wide)
        items += more.place(left, top + tall - step / 2 - more.height / 2)
    return items


def _bar(row: _Row, set_: AssessmentSet, place: _Place, words: Words, palette: Palette) -> list[Item]:
    """The name at the left, the bar with its mark of last time, the figure at the right."""
    left, top, wide, step = place
    y = top + step / 2
    bar = max(min(_BAR, step * 0.5), _LEAST_BAR)
    px = min(36.0, max(SMALLEST_PX, step * PX * 0.34))
    large = letters(min(54.0, step * PX * 0.7), palette.text, Weight.SEMIBOLD)
    said = shape(figure(set_, row.now, words), large)
    names = wide * (_NAME if wide > _ROOMY else _NAME_NARROW)
    length = max(wide - names - max(110 / PX, said.width + _GAP / 4) - _GAP, 0.0)
    name = cut(row.name, letters(px, palette.text), names, 2 if step * PX > 2.6 * px else 1)
    x = left + names + _GAP / 2
    items: list[Item] = [
        *name.place(left, y - name.height / 2),
        shapes.rect(x, y - bar / 2, length, bar, bar / 4, fill=palette.pressed),
    ]
    if row.now is not None:
        long = max(length * (row.now - 1) / (set_.steps - 1), bar / 2)
        items.append(shapes.rect(x, y - bar / 2, long, bar, bar / 4, fill=palette.accent))
    if row.last is not None:
        share = (row.last - 1) / (set_.steps - 1)
        at = x + min(max(length * share, bar * 0.4), length - bar * 0.4)
        items.append(
            shapes.circle(at, y, bar * 0.34, fill=palette.surface, stroke=palette.text, width=4 / PX)
        )
    return [*items, *said.place(left + wide - said.width, y + large.size * 0.36)]


def _weak(
    lowest: Sequence[Standing], set_: AssessmentSet, tall: float, words: Words, palette: Palette, room: Room
) -> list[Block]:
    """The weakest items, as many as find room whole, the first one cut at the worst."""
    wide = room.wide * _BESIDE
    blocks = paragraph(weakest(lowest, words), letters(30, palette.text_second, Weight.SEMIBOLD), wide)
    text = letters(30, palette.text)
    for number, each in enumerate(lowest):
        item = [
            space(22 / PX),
            *paragraph(
                f"{mark(each.item)}  ·  {figure(set_, each.weak, words)}",
                letters(36, palette.text, Weight.SEMIBOLD), wide,
            ),
            *paragraph(each.item.text, text, wide),
        ]  # fmt: skip
        if height([*blocks, *item]) > tall:
            rest = ended(item, tall - height(blocks), paragraph("…", text, wide)) if number == 0 else []
            return [*blocks, *rest]
        blocks += item
    return blocks if lowest else []


def _legend(found: Outcome, words: Words, palette: Palette, room: Room) -> Lines:
    """How much it is as a whole, its word, and what the hollow mark says."""
    set_, figure = found.set, found.whole.figure
    told = (
        [] if figure is None else [words("all of it: {figure}", figure=words.number(set_.shown(figure), 1))]
    )
    told += [set_.level(figure)] if figure is not None and set_.levels else []
    if found.before is not None:
        told.append(words("hollow: on {day}", day=words.date(found.before.on)))
    return cut(" · ".join(told), letters(30, palette.text_second), room.wide - 2 * room.margin(), 2)


# -- one item


def projected_item(
    standing: Standing, found: Outcome, words: Words, palette: Palette, room: Room = ROOM
) -> Picture:
    """One item in large letters with its poor and good end, and below it what people gave and agreed on."""
    item, set_ = standing.item, found.set
    margin = room.margin()
    wide = room.wide - 2 * margin
    title = f"{mark(item)}  {item.section or set_.name}"
    items, top = heading(title, words.date(found.session.on), room, palette)
    top += 26 / PX
    foot = min(330 / PX, (room.tall - top) * 0.46)
    free = room.tall - top - foot - margin
    blocks: list[Block] = []
    for px in _TEXTS:
        blocks = _said(item.text, item.poor, item.good, set_, px, wide, palette)
        if height(blocks) <= free:
            break
    blocks = ended(blocks, free, paragraph("…", letters(SMALLEST_PX, palette.text_second), wide))
    items += stack(blocks, margin, top)
    items += _below(standing, set_, words, palette, (margin, room.tall - margin - foot, wide, foot))
    return Picture(
        room.wide, room.tall, tuple(items), title=item.text, language=words.language,
        missing=tuple(dict.fromkeys(missing(blocks))),
    )  # fmt: skip


def _said(
    text: str, poor: str, good: str, set_: AssessmentSet, px: float, wide: float, palette: Palette
) -> list[Block]:
    blocks = [*paragraph(text, letters(px, palette.text, Weight.SEMIBOLD), wide), space(px * 0.45 / PX)]
    for number, said in ((set_.low, poor), (int(set_.shown(set_.steps)), good)):
        if said:
            blocks += [
                *paragraph(f"{number}   {said}", letters(px * 0.62, palette.text_second), wide),
                space(8 / PX),
            ]
    return blocks


def _below(
    standing: Standing, set_: AssessmentSet, words: Words, palette: Palette, place: _Place
) -> list[Item]:
    """Columns of votes at the left, the agreed step at the right; or why there are none."""
    left, top, wide, tall = place
    items: list[Item] = []
    half = wide * 0.62
    tally = standing.votes.tally
    if tally is not None:
        items += _columns(tally, set_, (left, top, half, tall), palette)
    else:
        line = cut(votes_told(standing, set_, words), letters(30, palette.text_second), half, 3)
        items += line.place(left, top + tall - line.height)
    score = standing.score
    if score.agreed is not None or score.not_relevant:
        step = score.agreed or 1
        told = words("not relevant here") if score.not_relevant else set_.labels[step - 1]
        number = "–" if score.not_relevant else str(int(set_.shown(step)))
        x = left + half + _GAP
        head = letters(30, palette.text_second, Weight.SEMIBOLD)
        name = cut(told, letters(36, palette.text), left + wide - x, 2)
        px = min(150.0, max(SMALLEST_PX, (tall - head.line_height - name.height) * PX * 0.8))
        large = letters(px, palette.text, Weight.BOLD, 1.0)
        items += cut(words("Agreed"), head, left + wide - x).place(x, top)
        items += shape(number, large).place(x, top + head.line_height + large.size * 0.86)
        items += name.place(x, top + head.line_height + large.line_height)
    return items


def _columns(tally: Tally, set_: AssessmentSet, place: _Place, palette: Palette) -> list[Item]:
    """A column for each step, as high as often as it was given; words below where they find room."""
    x, y, wide, tall = place
    most = max(tally.counts)
    step = wide / set_.steps
    below = letters(SMALLEST_PX, palette.text_second)
    told = [step_name(set_, number) for number in range(1, set_.steps + 1)]
    names = [wrap(each, below, step * 0.94) for each in told]
    if longest(told, below) > step * 0.94 or max(len(each.lines) for each in names) > _NAME_LINES:
        names = [wrap(each.split()[0], below, step) for each in told]
    base = y + tall - max(each.height for each in names) - 8 / PX
    count_style = letters(40, palette.text, Weight.SEMIBOLD)
    items: list[Item] = []
    for number, (count, name) in enumerate(zip(tally.counts, names, strict=True)):
        at = x + number * step
        high = max(base - y - count_style.line_height, 0.0) * count / most
        if count:
            items.append(
                shapes.rect(at + step * 0.14, base - high, step * 0.72, high, 4 / PX, fill=palette.accent)
            )
            said = shape(str(count), count_style)
            items += said.place(at + (step - said.width) / 2, base - high - 12 / PX)
        items += name.place(at + (step - name.width) / 2, base + 8 / PX)
    line = shapes.line(x, base, x + wide, base, stroke=palette.text, width=3 / PX)
    return [Group((*items, line), name="votes", role="chart")]
