"""An assessment for the room: one item with what people gave, or all parts as bars, read from the last row.

What single people gave is shown only where so many rated that nobody can be told; the rule stands in
`domain/assessment_figures.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.assessment_figures import Outcome, Standing
from kpidesk.domain.assessments import AssessmentSet
from kpidesk.domain.voting import Tally
from kpidesk.drawing import shapes
from kpidesk.drawing.assessment_words import figure, mark, part_name, step_name, votes_told, weakest
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.projected import PX, SMALLEST_PX, TALL, WIDE
from kpidesk.drawing.text import MM_PER_POINT, Style, shape, wrap
from kpidesk.system.words import Words

_MARGIN: Final = 48 / PX
_HEADING: Final = 54.0  # px
_BAR: Final = 48 / PX
_LEAST_BAR: Final = 22 / PX
_TEXTS: Final = (64.0, 54.0, 46.0, 40.0, 34.0, 30.0, SMALLEST_PX)  # px
_NAME: Final = 0.34  # of the width: the names of bars
_BESIDE: Final = 0.3  # of the width: the lowest items
_GAP: Final = 40 / PX


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar: its name, and steps now and last time."""

    name: str
    now: float | None
    last: float | None
    told: str = ""


def _style(px: float, colour: str, weight: Weight = Weight.REGULAR, leading: float = 1.25) -> Style:
    """Letters of so many pixels of a projector that is 1080 high."""
    return Style(px / PX / MM_PER_POINT, weight, colour, leading)


def _heading(title: str, beside: str, palette: Palette) -> list[Item]:
    right = shape(beside, _style(30, palette.text_second))
    style = _style(_HEADING, palette.text, Weight.SEMIBOLD)
    line = wrap(title, style, WIDE - 2 * _MARGIN - right.width - _GAP, max_lines=1)
    return [
        *line.place(_MARGIN, _MARGIN),
        *right.place(WIDE - _MARGIN - right.width, _MARGIN + style.size),
    ]


# -- all parts


def projected_outcome(found: Outcome, words: Words, palette: Palette) -> Picture:
    """All parts of a session as bars, with where they were last time, and the weakest items."""
    set_ = found.set
    parts = [each for each in found.parts if each.key]
    rows = [
        _Row(part_name(each, words), each.figure, each.before, _level(set_, each.figure)) for each in parts
    ] or [_Row(f"{each.item.number}  {each.item.text}", each.figure, each.before) for each in found.standings]
    top, foot = _MARGIN + (_HEADING + 46) / PX, 64 / PX
    weak = _weak(found.lowest, set_, words, palette)
    wide = WIDE - 2 * _MARGIN - (WIDE * _BESIDE + _GAP if weak else 0)
    items = [*_heading(set_.name, words.date(found.session.on), palette)]
    items += _bars(rows, set_, wide, (top, TALL - _MARGIN - foot - top), words, palette)
    if weak:
        items += stack(weak, WIDE - _MARGIN - WIDE * _BESIDE, top)
    items += _legend(found, words, palette)
    return Picture(
        WIDE, TALL, tuple(items), title=set_.name, language=words.language,
        missing=tuple(dict.fromkeys(missing(weak))),
    )  # fmt: skip


def _level(set_: AssessmentSet, figure: float | None) -> str:
    return set_.level(figure) if figure is not None else ""


def _bars(
    rows: Sequence[_Row], set_: AssessmentSet, wide: float, room: tuple[float, float],
    words: Words, palette: Palette,
) -> list[Item]:  # fmt: skip
    """One bar below the other; `room` is where they begin and how much height there is, in mm."""
    top, tall = room
    step = tall / max(len(rows), 1)
    bar = max(min(_BAR, step * 0.5), _LEAST_BAR)
    px = min(36.0, max(SMALLEST_PX, step * PX * 0.34))
    names = wide * _NAME
    figures = 110 / PX
    length = wide - names - figures - _GAP
    items: list[Item] = []
    for number, row in enumerate(rows):
        y = top + number * step + step / 2
        most = 2 if step * PX > 2.6 * px else 1
        name = wrap(row.name, _style(px, palette.text), names, max_lines=most)
        items += name.place(_MARGIN, y - name.height / 2)
        x = _MARGIN + names + _GAP / 2
        items.append(shapes.rect(x, y - bar / 2, length, bar, bar / 4, fill=palette.pressed))
        if row.now is not None:
            share = (row.now - 1) / (set_.steps - 1)
            items.append(
                shapes.rect(x, y - bar / 2, max(length * share, bar / 2), bar, bar / 4, fill=palette.accent)
            )
        if row.last is not None:
            share = (row.last - 1) / (set_.steps - 1)
            at = x + min(max(length * share, bar * 0.4), length - bar * 0.4)
            items.append(
                shapes.circle(at, y, bar * 0.34, fill=palette.surface, stroke=palette.text, width=4 / PX)
            )
        large = _style(min(54.0, step * PX * 0.7), palette.text, Weight.SEMIBOLD)
        said = shape(figure(set_, row.now, words), large)
        items += said.place(_MARGIN + wide - said.width, y + large.size * 0.36)
    return items


def _weak(lowest: Sequence[Standing], set_: AssessmentSet, words: Words, palette: Palette) -> list[Block]:
    if not lowest:
        return []
    wide = WIDE * _BESIDE
    blocks = paragraph(weakest(lowest, words), _style(30, palette.text_second, Weight.SEMIBOLD), wide)
    for each in lowest:
        blocks += [
            space(22 / PX),
            *paragraph(
                f"{mark(each.item)}  ·  {figure(set_, each.weak, words)}",
                _style(36, palette.text, Weight.SEMIBOLD), wide,
            ),
            *paragraph(each.item.text, _style(30, palette.text), wide),
        ]  # fmt: skip
    return blocks


def _legend(found: Outcome, words: Words, palette: Palette) -> list[Item]:
    """How much it is as a whole, its word, and what the hollow mark says."""
    set_, figure = found.set, found.whole.figure
    told = (
        [] if figure is None else [words("all of it: {figure}", figure=words.number(set_.shown(figure), 1))]
    )
    told += [set_.level(figure)] if figure is not None and set_.levels else []
    if found.before is not None:
        told.append(words("hollow: on {day}", day=words.date(found.before.on)))
    line = wrap(" · ".join(told), _style(30, palette.text_second), WIDE - 2 * _MARGIN, max_lines=1)
    return list(line.place(_MARGIN, TALL - _MARGIN - line.height))


# -- one item


def projected_item(standing: Standing, found: Outcome, words: Words, palette: Palette) -> Picture:
    """One item in large letters with its poor and good end, and below it what people gave and agreed on."""
    item, set_ = standing.item, found.set
    wide = WIDE - 2 * _MARGIN
    top = _MARGIN + (_HEADING + 46) / PX
    foot = 330 / PX
    room = TALL - top - foot - _MARGIN
    blocks: list[Block] = []
    for px in _TEXTS:
        blocks = _said(item.text, item.poor, item.good, set_, px, wide, palette)
        if height(blocks) <= room:
            break
    heading = f"{mark(item)}  {item.section or set_.name}"
    items = [*_heading(heading, words.date(found.session.on), palette), *stack(blocks, _MARGIN, top)]
    items += _below(standing, set_, words, palette, TALL - _MARGIN - foot, foot)
    return Picture(
        WIDE, TALL, tuple(items), title=item.text, language=words.language,
        missing=tuple(dict.fromkeys(missing(blocks))),
    )  # fmt: skip


def _said(
    text: str, poor: str, good: str, set_: AssessmentSet, px: float, wide: float, palette: Palette
) -> list[Block]:
    blocks = [*paragraph(text, _style(px, palette.text, Weight.SEMIBOLD), wide), space(30 / PX)]
    small = max(px * 0.62, SMALLEST_PX)
    for number, said in ((set_.low, poor), (int(set_.shown(set_.steps)), good)):
        if said:
            blocks += [
                *paragraph(f"{number}   {said}", _style(small, palette.text_second), wide),
                space(8 / PX),
            ]
    return blocks


def _below(
    standing: Standing, set_: AssessmentSet, words: Words, palette: Palette, top: float, tall: float
) -> list[Item]:
    """Columns of votes at the left, the agreed step at the right; or why there are none."""
    items: list[Item] = []
    half = (WIDE - 2 * _MARGIN) * 0.62
    tally = standing.votes.tally
    if tally is not None:
        items += _columns(tally, set_, (_MARGIN, top, half, tall), palette)
    else:
        line = wrap(votes_told(standing, set_, words), _style(30, palette.text_second), half)
        items += line.place(_MARGIN, top + tall - line.height)
    score = standing.score
    if score.agreed is not None or score.not_relevant:
        step = score.agreed or 1
        told = words("not relevant here") if score.not_relevant else set_.labels[step - 1]
        number = "–" if score.not_relevant else str(int(set_.shown(step)))
        x = _MARGIN + half + _GAP
        head = shape(words("Agreed"), _style(30, palette.text_second, Weight.SEMIBOLD))
        large = shape(number, _style(150, palette.text, Weight.BOLD))
        items += head.place(x, top + 30 / PX)
        items += large.place(x, top + 190 / PX)
        items += wrap(told, _style(36, palette.text), WIDE - _MARGIN - x, max_lines=2).place(
            x, top + 215 / PX
        )
    return items


def _columns(
    tally: Tally, set_: AssessmentSet, place: tuple[float, float, float, float], palette: Palette
) -> list[Item]:
    """A column for each step, as high as often as it was given."""
    x, y, wide, tall = place
    words_room, most = 84 / PX, max(tally.counts)
    step = wide / set_.steps
    room = tall - words_room - 50 / PX
    items: list[Item] = []
    for number, count in enumerate(tally.counts, 1):
        at = x + (number - 1) * step
        base = y + tall - words_room
        high = room * count / most
        if count:
            items.append(
                shapes.rect(at + step * 0.14, base - high, step * 0.72, high, 4 / PX, fill=palette.accent)
            )
            said = shape(str(count), _style(40, palette.text, Weight.SEMIBOLD))
            items += said.place(at + (step - said.width) / 2, base - high - 12 / PX)
        name = wrap(
            step_name(set_, number), _style(SMALLEST_PX, palette.text_second),
            step * 0.94, max_lines=2,
        )  # fmt: skip
        items += name.place(at + (step - name.width) / 2, base + 8 / PX)
    line = shapes.line(
        x, y + tall - words_room, x + wide, y + tall - words_room, stroke=palette.text, width=3 / PX
    )
    return [Group((*items, line), name="votes", role="chart")]
