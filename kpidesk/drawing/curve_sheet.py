"""Turning a curve on A3: the chart with its forecast above, below it story, helpers, ideas and promises.

Nothing is left out: a column that is longer than the sheet goes on, in its place, on the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.curves import CRITERIA, Curve, Factor, Pull, RatedIdea, curve
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Result
from kpidesk.drawing import charts, shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.flow_sheet import leaf, paged
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Item, Picture, moved
from kpidesk.drawing.said import head, row
from kpidesk.drawing.text import Style, shape, width, wrap
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A3"].landscape
_MARGIN: Final = 12.0
_GAP: Final = 5.0
_PAD: Final = 4.0
_HEAD_TALL: Final = 13.0
_CHART: Final = 118.0
_WIDTHS: Final = (128.0, 70.0, 188.0)  # story, who can help, what could work
_RATED: Final = 74.0  # of an idea: four ratings and their mean

_TITLE: Final = Style(22, Weight.BOLD, leading=1.2)
_HEAD: Final = Style(14, Weight.SEMIBOLD, leading=1.3)
_TEXT: Final = Style(11, leading=1.3)
_STRONG: Final = Style(11, Weight.SEMIBOLD, leading=1.3)
_QUIET: Final = Style(10, colour=LIGHT.text_second, leading=1.3)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    wide: float
    blocks: tuple[Block, ...]


def sheets(reader: Reader, measure: Measure, words: Words, day: date) -> tuple[Picture, ...]:
    """The sheet of a measure, on as many pages as it takes; most take one."""
    once = Once(reader)
    found = curve(once, measure.id)
    title = words("Turn the curve of {code}", code=measure.code)
    of = leaf(once, _PAPER, _MARGIN, title, words, day, f"{measure.code} {measure.name}")
    head = _head(once, measure, words, of.wide)
    columns = _columns(found, words)
    top = _MARGIN + height(head) + 3
    drawn = charts.chart(once, measure, of.wide, _CHART, words, text_pt=10)
    items: list[Item] = [*stack(head, _MARGIN, _MARGIN)]
    lacking = [*missing([*head, *(block for column in columns for block in column.blocks)])]
    if drawn is not None:
        items += [moved(item, _MARGIN, top) for item in drawn.items]
        lacking += drawn.missing
        below = top + _CHART + 4
    else:
        none = paragraph(words("There are no values yet."), _QUIET, of.wide)
        items += stack(none, _MARGIN, top)
        below = top + height(none) + 4
    bottom = _MARGIN + of.tall
    room = bottom - below - _HEAD_TALL - 2
    parts = [paged(column.blocks, room) for column in columns]
    count = max(len(each) for each in parts)
    pages = []
    for number in range(count):
        left = _MARGIN
        made = [*items]
        for column, pieces in zip(columns, parts, strict=True):
            blocks = pieces[number] if number < len(pieces) else ()
            made.append(_drawn(column, blocks, left, below, bottom - below))
            left += column.wide + _GAP
        pages.append(of.picture(made, number + 1, count, tuple(dict.fromkeys(lacking))))
    return tuple(pages)


def _head(reader: Reader, measure: Measure, words: Words, wide: float) -> list[Block]:
    result = reader.get(Result, measure.result) if measure.result else None
    told = words("the curve of “{result}”", result=result.statement) if result else ""
    return [
        *paragraph(f"{measure.code}  {measure.name}", _TITLE, wide),
        *paragraph(told, _QUIET, wide),
    ]


def _columns(found: Curve, words: Words) -> tuple[_Column, ...]:
    room = [wide - 2 * _PAD for wide in _WIDTHS]
    return (
        _Column(words("The story behind it"), _WIDTHS[0], tuple(_story(found, words, room[0]))),
        _Column(words("Who can help"), _WIDTHS[1], tuple(_helpers(found, words, room[1]))),
        _Column(words("What could work"), _WIDTHS[2], tuple(_ideas(found, words, room[2]))),
    )


def _drawn(column: _Column, blocks: Sequence[Block], left: float, top: float, tall: float) -> Group:
    """A column: its name, its blocks, a frame."""
    name = wrap(column.name, _HEAD, column.wide - 2 * _PAD)
    items: list[Item] = [
        shapes.rect(left, top, column.wide, tall, 2, stroke=LIGHT.outline, width=0.3),
        *name.place(left + _PAD, top + 3),
        *stack(blocks, left + _PAD, top + _HEAD_TALL),
    ]
    return Group(tuple(items), name=column.name, role="column")


# -- the columns


def _story(found: Curve, words: Words, wide: float) -> list[Block]:
    """Both ways side by side, the strongest first."""
    half = (wide - 6) / 2
    heads = {
        Pull.CONTRIBUTING: words("+ pulls it the way we want"),
        Pull.RESTRICTING: words("− holds it back"),
    }
    sides = [[*paragraph(heads[pull], _STRONG, half)] for pull in Pull]
    tall = max(height(side) for side in sides) + 1.5
    blocks = [Block(tall, (*stack(sides[0], 0, 0), *stack(sides[1], half + 6, 0)))]
    most = max(len(found.factors[pull]) for pull in Pull)
    if not most:
        return [*blocks, *paragraph(words("Nothing is noted yet."), _QUIET, wide)]
    for place in range(most):
        pair = [_factor(found.factors[pull], place, half) for pull in Pull]
        tall = max(height(each) for each in pair) + 1.8
        lost = missing([*pair[0], *pair[1]])
        blocks.append(Block(tall, (*stack(pair[0], 0, 0), *stack(pair[1], half + 6, 0)), lost))
    return blocks


def _factor(factors: Sequence[Factor], place: int, wide: float) -> list[Block]:
    """A factor with its rank, and what lies behind it."""
    if place >= len(factors):
        return []
    rank = shape(str(place + 1), _STRONG).place(0, 3.9)
    return [
        *paragraph(factors[place].text, _TEXT, wide, indent=6, mark=rank),
        *paragraph(factors[place].root, _QUIET, wide, indent=6),
    ]


def _helpers(found: Curve, words: Words, wide: float) -> list[Block]:
    if not found.helpers:
        return paragraph(words("Nobody is noted yet."), _QUIET, wide)
    blocks: list[Block] = []
    for each in found.helpers:
        blocks += [*paragraph(each.name, _STRONG, wide), *paragraph(each.part, _QUIET, wide), space(1.8)]
    return blocks


def _ideas(found: Curve, words: Words, wide: float) -> list[Block]:
    """The best rated first; under the chosen ones who promised them."""
    if not found.ideas:
        return paragraph(words("Nothing is noted yet."), _QUIET, wide)
    best_first = sorted(found.ideas, key=lambda each: -(each.mean or 0.0))
    return [_heads(words, wide), *(_idea(each, words, wide) for each in best_first)]


def _columns_of_ratings(wide: float) -> list[float]:
    """The middles of the four ratings and the mean."""
    step = _RATED / (len(CRITERIA) + 1)
    return [wide - _RATED + step * (place + 0.5) for place in range(len(CRITERIA) + 1)]


def _heads(words: Words, wide: float) -> Block:
    """What the numbers are, over their columns."""
    step = _RATED / (len(CRITERIA) + 1)
    style = Style(8.5, colour=LIGHT.text_second, leading=1.2)
    items: list[Item] = []
    tall = 0.0
    names = [*(words(LABELS[each]) for each in CRITERIA), words("mean")]
    for x, name in zip(_columns_of_ratings(wide), names, strict=True):
        lines = wrap(name, style, step - 1)
        items += lines.place(x - (step - 1) / 2, 0, align="center", box_width=step - 1)
        tall = max(tall, lines.height)
    return Block(tall + 1, (head(words("What could work"), *names, painted=items),))


def _idea(each: RatedIdea, words: Words, wide: float) -> Block:
    """Its words, flags and promise at the left, its ratings at the right; never split."""
    chosen = each.promise is not None
    room = wide - _RATED - 10
    flags = [words("costs nothing")] * each.idea.no_cost + [words("wild")] * each.idea.wild
    left = [
        *paragraph(each.idea.text, _STRONG if chosen else _TEXT, room),
        *paragraph(", ".join(flags), _QUIET, room),
    ]
    promised = ""
    if each.promise is not None:
        when = words.date(each.promise.by_when) if each.promise.by_when else words("no day set")
        promised = words("promised by {name}, {day}", name=each.promise.who, day=when)
        left += paragraph(promised, _TEXT, room)
    tall = height(left) + 3
    items: list[Item] = [
        shapes.line(0, 0, wide, 0, stroke=LIGHT.outline, width=0.2),
        shapes.circle(2.4, 4.0, 1.7, fill=LIGHT.text if chosen else None, stroke=LIGHT.text, width=0.3),
        *stack(left, 7, 1.4),
        *_ratings(each, words, wide),
    ]
    said = (each.idea.text, ", ".join(flags), promised)
    told = row("\n".join(filter(None, said)), *_rated(each, words), painted=items)
    return Block(tall, (told,), missing(left))


def _rated(each: RatedIdea, words: Words) -> list[str]:
    """The four ratings and their mean."""
    numbers = [each.ratings[one].mean if one in each.ratings else None for one in CRITERIA]
    return ["–" if number is None else words.number(number, 1) for number in (*numbers, each.mean)]


def _ratings(each: RatedIdea, words: Words, wide: float) -> list[Item]:
    items: list[Item] = []
    for place, (x, text) in enumerate(zip(_columns_of_ratings(wide), _rated(each, words), strict=True)):
        style = _STRONG if place == len(CRITERIA) else _TEXT
        items += shape(text, style).place(x - width(text, style) / 2, 1.4 + 3.9)
    return items
