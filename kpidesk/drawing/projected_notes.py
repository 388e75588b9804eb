"""Notes for the room: four of them at a time in large letters, or one beside the matrix of what is wanted.

Nobody can read sixty notes on a screen; four can be read aloud. Type shrinks until a note finds room, but
never below a fortieth of the height; what finds none even then ends with an ellipsis and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from kpidesk.domain.gallery import Horizon, Moscow
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.projected import PX, SMALLEST_PX, TALL, WIDE
from kpidesk.drawing.text import MM_PER_POINT, Style, shape, wrap
from kpidesk.system.words import Words

AT_ONCE: Final = 4
"""Notes on one screen."""

_SUM: Final = 0.55  # of a cell: where sums stand
_SMALLER: Final = 0.92  # of the letters, at the least: 12 px on the screen, SMALLEST_PX for the room
_NAME: Final = 0.98  # of a cell: what the name of a column may take
_MARGIN: Final = 48 / PX
_GAP: Final = 28 / PX
_HEADING: Final = 54.0  # px
_TEXTS: Final = (56.0, 48.0, 44.0, 40.0, 36.0, 32.0, 29.0, SMALLEST_PX)  # px
_ALONE: Final = (84.0, 72.0, 64.0, *_TEXTS)
Worth: TypeAlias = tuple[Moscow | None, Horizon | None]
"""How much something is wanted, and when; None is undecided."""


@dataclass(frozen=True, slots=True)
class Card:
    """A note as the room sees it; `kind` is the letter that gives the paper, "" for none."""

    code: str
    poster: str
    kind: str
    told: str
    text: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """How often what was wanted when. `names` of rows and columns; None stands for undecided."""

    counts: Mapping[Worth, int]
    wishes: Mapping[Moscow | None, str]
    times: Mapping[Horizon | None, str]
    current: Worth | None = None

    def count(self, wish: Moscow | None, time: Horizon | None) -> int:
        """How many stand in a cell."""
        return self.counts.get((wish, time), 0)


def _style(px: float, colour: str, weight: Weight = Weight.REGULAR, leading: float = 1.28) -> Style:
    """Letters of so many pixels of a projector that is 1080 high."""
    return Style(px / PX / MM_PER_POINT, weight, colour, leading)


def _heading(title: str, beside: str, palette: Palette) -> list[Item]:
    """The heading, and at the right where one is."""
    style = _style(_HEADING, palette.text, Weight.SEMIBOLD)
    right = shape(beside, _style(30, palette.text_second))
    room = WIDE - 2 * _MARGIN - right.width - 40 / PX
    line = wrap(title, style, room, max_lines=1)
    y = _MARGIN + style.size
    return [
        *line.place(_MARGIN, _MARGIN),
        *right.place(WIDE - _MARGIN - right.width, y),
    ]


def read_the_wall(cards: Sequence[Card], title: str, beside: str, words: Words, palette: Palette) -> Picture:
    """Up to four notes for the projector, in words that the last row can read."""
    top = _MARGIN + (_HEADING + 34) / PX
    across = 1 if len(cards) == 1 else 2
    down = max(1, -(-len(cards) // across))
    wide = (WIDE - 2 * _MARGIN - (across - 1) * _GAP) / across
    tall = (TALL - top - _MARGIN - (down - 1) * _GAP) / down
    items: list[Item] = [*_heading(title, beside, palette)]
    lost: list[str] = []
    sizes = _ALONE if len(cards) == 1 else _TEXTS
    px = min((_fitting(card, wide, tall, sizes, palette) for card in cards[:AT_ONCE]), default=sizes[-1])
    for number, card in enumerate(cards[:AT_ONCE]):
        x, y = _MARGIN + number % across * (wide + _GAP), top + number // across * (tall + _GAP)
        made, gone = _paper(card, x, y, wide, tall, px, words, palette)
        items.append(made)
        lost += gone
    return Picture(
        WIDE, TALL, tuple(items), title=title, language=words.language, missing=tuple(dict.fromkeys(lost))
    )


_PAD: Final = 26 / PX


def _body(card: Card, wide: float, px: float, palette: Palette) -> list[Block]:
    meant = _style(max(px * 0.72, SMALLEST_PX), palette.text_second)
    return [
        *paragraph(card.text, _style(px, palette.text, Weight.SEMIBOLD), wide),
        *paragraph(card.meant, meant, wide),
    ]


def _fitting(card: Card, wide: float, tall: float, sizes: Sequence[float], palette: Palette) -> float:
    """The largest letters, in px, with which a note finds room."""
    room = tall - 2 * _PAD - 44 / PX
    return next((px for px in sizes if height(_body(card, wide - 2 * _PAD, px, palette)) <= room), sizes[-1])


def _paper(
    card: Card, x: float, y: float, wide: float, tall: float, px: float, words: Words, palette: Palette
) -> tuple[Item, Sequence[str]]:
    """One note on its paper: what it is, where it hung, what it says."""
    look = palette.notes.get(card.kind)
    paper, ink = (look.paper, look.ink) if look else (palette.sunken, palette.text_second)
    room = tall - 2 * _PAD - 44 / PX
    body = _body(card, wide - 2 * _PAD, px, palette)
    gone = False
    while height(body) > room and len(body) > 1:
        body, gone = body[:-1], True
    more = words("goes on on paper") if gone else ""
    said = " · ".join(filter(None, (card.code, card.poster, card.told, more)))
    head = wrap(said, _style(30, ink, Weight.SEMIBOLD), wide - 2 * _PAD, max_lines=1)
    items = [
        shapes.rect(x, y, wide, tall, 8 / PX, fill=paper, stroke=ink, width=3 / PX),
        *head.place(x + _PAD, y + _PAD * 0.7),
        *stack(body, x + _PAD, y + _PAD * 0.7 + 52 / PX),
    ]
    return Group(tuple(items), name=f"{card.code}: {card.text}", role="note"), missing(body)


# -- what is wanted, and when


def rating(card: Card, matrix: Matrix, title: str, beside: str, words: Words, palette: Palette) -> Picture:
    """The note that is rated just now, and how the matrix grows."""
    top = _MARGIN + (_HEADING + 34) / PX
    tall = TALL - top - _MARGIN
    left = (WIDE - 2 * _MARGIN - _GAP) * 0.5
    px = _fitting(card, left, tall, _ALONE, palette)
    paper, lost = _paper(card, _MARGIN, top, left, tall, px, words, palette)
    beside_x = _MARGIN + left + _GAP
    items = [
        *_heading(title, beside, palette), paper,
        *grid(matrix, beside_x, top, WIDE - _MARGIN - beside_x, tall, 30.0 / PX, palette),
    ]  # fmt: skip
    return Picture(
        WIDE, TALL, tuple(items), title=title, language=words.language, missing=tuple(dict.fromkeys(lost))
    )


def grid(
    matrix: Matrix, x: float, y: float, wide: float, tall: float, letter: float, palette: Palette
) -> list[Item]:
    """The matrix as a table: rows for how much, columns for when, a figure in each cell, sums at the ends.

    Args:
        matrix: what to show; its `current` cell is framed.
        x: left edge in mm.
        y: upper edge in mm.
        wide: room across, in mm.
        tall: room down, in mm.
        letter: size of the words, in mm.
        palette: the colours.
    """
    wishes, times = list(matrix.wishes), list(matrix.times)
    quiet = Style(letter / MM_PER_POINT, Weight.SEMIBOLD, palette.text_second, 1.15)
    label = _label(matrix, quiet, wide) + letter * 0.5
    step_x = (wide - label) / (len(times) + _SUM)
    heads = _narrower(matrix, quiet, step_x * _NAME)
    head = max(wrap(name, heads, step_x * _NAME).height for name in matrix.times.values()) + letter * 0.4
    step_y = (tall - head) / (len(wishes) + _SUM)
    most = max([1, *matrix.counts.values()])
    items: list[Item] = []
    for column, time in enumerate(times):
        at = x + label + column * step_x
        items += _middle(matrix.times[time], heads, at, y, step_x, head)
        total = sum(matrix.count(wish, time) for wish in wishes)
        items += _figure(total, at, y + head + len(wishes) * step_y, step_x, step_y * _SUM, letter, palette)
    for row, wish in enumerate(wishes):
        top = y + head + row * step_y
        name = wrap(matrix.wishes[wish], quiet, label - letter * 0.3)
        items += name.place(x, top + (step_y - name.height) / 2)
        for column, time in enumerate(times):
            at = x + label + column * step_x
            count = matrix.count(wish, time)
            items.append(
                _cell(matrix, (wish, time), count / most, (at, top, step_x, step_y), letter, palette)
            )
            if count:
                items += _figure(count, at, top, step_x, step_y, letter * 1.5, palette, strong=True)
        total = sum(matrix.count(wish, time) for time in times)
        items += _figure(total, x + label + len(times) * step_x, top, step_x * _SUM, step_y, letter, palette)
    return items


def _label(matrix: Matrix, style: Style, wide: float) -> float:
    """The width of the rows' names: on one line where that leaves room, else that of the longest word."""
    names = list(matrix.wishes.values())
    whole = max(shape(name, style).width for name in names)
    return min(whole, max(wide * 0.18, _longest(names, style)))


def _narrower(matrix: Matrix, style: Style, wide: float) -> Style:
    """The style of the columns' names: a little smaller where that keeps their longest word whole."""
    share = wide / max(_longest([*matrix.times.values()], style), 0.01)
    return replace(style, size_pt=style.size_pt * max(_SMALLER, min(1.0, share)))


def _longest(names: Sequence[str], style: Style) -> float:
    """How wide the longest word is."""
    return max(shape(word, style).width for name in names for word in name.split() or [""])


_Place = tuple[float, float, float, float]


def _cell(matrix: Matrix, worth: Worth, share: float, place: _Place, letter: float, palette: Palette) -> Item:
    """A cell: the more stand in it, the larger its square; the one of the note on show is framed."""
    at, top, wide, tall = place
    inset = letter * 0.12
    items: list[Item] = [
        shapes.rect(at + inset, top + inset, wide - 2 * inset, tall - 2 * inset, letter * 0.2,
                    fill=palette.sunken)
    ]  # fmt: skip
    if share > 0:
        side_x, side_y = (
            (wide - 2 * inset) * (0.45 + 0.55 * share),
            (tall - 2 * inset) * (0.45 + 0.55 * share),
        )
        items.append(
            shapes.rect(at + (wide - side_x) / 2, top + (tall - side_y) / 2, side_x, side_y, letter * 0.2,
                        fill=palette.accent_soft)
        )  # fmt: skip
    if matrix.current == worth:
        items.append(
            shapes.rect(at + inset, top + inset, wide - 2 * inset, tall - 2 * inset, letter * 0.2,
                        stroke=palette.accent, width=letter * 0.14)
        )  # fmt: skip
    name = f"{matrix.wishes[worth[0]]}, {matrix.times[worth[1]]}: {matrix.count(*worth)}"
    return Group(tuple(items), name=name, role="cell")


def _figure(
    number: int, x: float, y: float, wide: float, tall: float, letter: float, palette: Palette,
    *, strong: bool = False,
) -> list[Item]:  # fmt: skip
    colour = palette.text if strong else palette.text_second
    line = shape(str(number), Style(letter / MM_PER_POINT, Weight.SEMIBOLD, colour))
    return list(line.place(x + (wide - line.width) / 2, y + tall / 2 + letter * 0.36))


def _middle(text: str, style: Style, x: float, y: float, wide: float, tall: float) -> list[Item]:
    lines = wrap(text, style, wide * _NAME)
    return list(lines.place(x + (wide - lines.width) / 2, y + (tall - lines.height) * 0.6))
