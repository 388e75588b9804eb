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
from kpidesk.drawing.projected_parts import cut, ended, heading, letters, longest
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX, Room
from kpidesk.drawing.text import MM_PER_POINT, Style, shape, wrap
from kpidesk.system.words import Words

AT_ONCE: Final = 4
"""Notes on one screen, at the most."""
_FEWER: Final = 1300 / PX
"""Where the picture is narrower than that, two notes have room; four would be two words each."""

_SUM: Final = 0.55  # of a cell: where sums stand
_SMALLER: Final = 0.92  # of the letters, at the least: 12 px on the screen, SMALLEST_PX for the room
_NAME: Final = 0.98  # of a cell: what the name of a column may take
_GAP: Final = 28 / PX
_PAD: Final = 26 / PX
_TOLD: Final = 44 / PX  # what a note is, above what it says
_BELOW_HEADING: Final = 20 / PX
_LEADING: Final = 1.28
_LETTER: Final = 30 / PX  # of words of the matrix
_LEAST_NOTE: Final = 330 / PX
_LINE: Final = 46 / PX
_TEXTS: Final = (56.0, 48.0, 44.0, 40.0, 36.0, 32.0, 29.0, SMALLEST_PX)  # px
_ALONE: Final = (84.0, 72.0, 64.0, *_TEXTS)
_Place: TypeAlias = tuple[float, float, float, float]
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


def at_once(room: Room) -> int:
    """How many notes such a room reads at once."""
    return AT_ONCE if room.upright or room.wide >= _FEWER else AT_ONCE // 2


def read_the_wall(
    cards: Sequence[Card], title: str, beside: str, words: Words, palette: Palette, room: Room = ROOM
) -> Picture:
    """Notes for the projector, in words that the last row can read: the first ones, as many as it can."""
    cards = cards[: at_once(room)]
    items, top = heading(title, beside, room, palette)
    top += _BELOW_HEADING
    margin = room.margin()
    across = 1 if len(cards) == 1 or room.upright or at_once(room) < AT_ONCE else 2
    down = max(1, -(-len(cards) // across))
    wide = (room.wide - 2 * margin - (across - 1) * _GAP) / across
    tall = (room.tall - top - margin - (down - 1) * _GAP) / down
    lost: list[str] = []
    sizes = _ALONE if len(cards) == 1 else _TEXTS
    px = min((_fitting(card, wide, tall, sizes, palette) for card in cards), default=sizes[-1])
    for number, card in enumerate(cards):
        x, y = margin + number % across * (wide + _GAP), top + number // across * (tall + _GAP)
        made, gone = _paper(card, (x, y, wide, tall), px, words, palette)
        items.append(made)
        lost += gone
    return Picture(
        room.wide, room.tall, tuple(items), title=title, language=words.language,
        missing=tuple(dict.fromkeys(lost)),
    )  # fmt: skip


def _body(card: Card, wide: float, px: float, palette: Palette) -> list[Block]:
    meant = letters(px * 0.72, palette.text_second, leading=_LEADING)
    return [
        *paragraph(card.text, letters(px, palette.text, Weight.SEMIBOLD, _LEADING), wide),
        *paragraph(card.meant, meant, wide),
    ]


def _fitting(card: Card, wide: float, tall: float, sizes: Sequence[float], palette: Palette) -> float:
    """The largest letters, in px, with which a note finds room."""
    room = tall - 2 * _PAD - _TOLD
    return next((px for px in sizes if height(_body(card, wide - 2 * _PAD, px, palette)) <= room), sizes[-1])


def _paper(
    card: Card, place: _Place, px: float, words: Words, palette: Palette
) -> tuple[Item, Sequence[str]]:
    """One note on its paper: what it is, where it hung, what it says."""
    x, y, wide, tall = place
    look = palette.notes.get(card.kind)
    paper, ink = (look.paper, look.ink) if look else (palette.sunken, palette.text_second)
    inside = wide - 2 * _PAD
    more = words("goes on on paper")
    end = paragraph(f"… {more}", letters(SMALLEST_PX, ink, Weight.SEMIBOLD), inside)
    body = ended(_body(card, inside, px, palette), tall - 2 * _PAD - _TOLD, end)
    told = " · ".join(filter(None, (card.code, card.poster, card.told)))
    head = cut(told, letters(30, ink, Weight.SEMIBOLD), inside)
    items = [
        shapes.rect(x, y, wide, tall, 8 / PX, fill=paper, stroke=ink, width=3 / PX),
        *head.place(x + _PAD, y + _PAD * 0.7),
        *stack(body, x + _PAD, y + _PAD * 0.7 + _TOLD),
    ]
    return Group(tuple(items), name=f"{card.code}: {card.text}", role="note"), missing(body)


# -- what is wanted, and when


def rating(
    card: Card, matrix: Matrix, title: str, beside: str, words: Words, palette: Palette, room: Room = ROOM
) -> Picture:
    """The note that is rated just now, and how the matrix grows: beside it, or below on a narrow screen."""
    items, top = heading(title, beside, room, palette)
    margin = room.margin()
    area = (margin, top + _BELOW_HEADING, room.wide - 2 * margin, room.tall - margin - top - _BELOW_HEADING)
    note, table = _parts(matrix, area, room)
    px = _fitting(card, note[2], note[3], _ALONE, palette)
    paper, lost = _paper(card, note, px, words, palette)
    items.append(paper)
    if table is not None:
        items += grid(matrix, *table, _LETTER, palette)
    else:
        said = letters(36, palette.text, Weight.SEMIBOLD)
        items += cut(_stands(matrix), said, area[2]).place(margin, room.tall - margin - _LINE)
    return Picture(
        room.wide, room.tall, tuple(items), title=title, language=words.language,
        missing=tuple(dict.fromkeys(lost)),
    )  # fmt: skip


def _parts(matrix: Matrix, area: _Place, room: Room) -> tuple[_Place, _Place | None]:
    """Where the note is and where the matrix, None for a matrix whose words would have no room."""
    x, y, wide, tall = area
    least_wide, least_tall = _least(matrix)
    if room.upright:
        below = max(tall * 0.55, least_tall)
        if least_wide <= wide and tall - below > _LEAST_NOTE:
            return (x, y, wide, tall - below - _GAP), (x, y + tall - below, wide, below)
    else:
        beside = max((wide - _GAP) / 2, least_wide)
        if least_tall <= tall and wide - beside > _LEAST_NOTE:
            return (x, y, wide - beside - _GAP, tall), (x + wide - beside, y, beside, tall)
    return (x, y, wide, tall - _LINE - _GAP), None


def _least(matrix: Matrix) -> tuple[float, float]:
    """How wide and tall the matrix must be at the least so that no word is broken or covered."""
    style = Style(_LETTER / MM_PER_POINT, Weight.SEMIBOLD, leading=1.15)
    column = longest(matrix.times.values(), style) * _SMALLER / _NAME
    names = longest(matrix.wishes.values(), style)
    wide = (names + _LETTER * 0.6 + column * (len(matrix.times) + _SUM)) * 1.04
    rows = max(len(wrap(name, style, names * 1.05).lines) for name in matrix.wishes.values())
    row = max(rows * style.line_height, _LETTER * 1.5)
    return wide, 2 * style.line_height + _LETTER + row * (len(matrix.wishes) + _SUM)


def _stands(matrix: Matrix) -> str:
    """How much and when the note on show is wanted, and how many others are so."""
    if matrix.current is None:
        return ""
    wish, time = matrix.current
    return f"{matrix.wishes[wish]} · {matrix.times[time]}: {matrix.count(wish, time)}"


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
    return min(whole, max(wide * 0.18, longest(names, style)))


def _narrower(matrix: Matrix, style: Style, wide: float) -> Style:
    """The style of the columns' names: a little smaller where that keeps their longest word whole."""
    share = wide / max(longest([*matrix.times.values()], style), 0.01)
    return replace(style, size_pt=style.size_pt * max(_SMALLER, min(1.0, share)))


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
