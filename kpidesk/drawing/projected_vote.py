"""A vote for the room: the question and what is voted on while it is open; the outcome once it is revealed.

What people give stays hidden until then, also where it is counted openly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.votes import BallotItem, Line, Outcome, items_of, mark, outcome
from kpidesk.domain.voting import Ballot
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.projected_parts import and_more, cut, ended, heading, letters
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX, Room
from kpidesk.drawing.text import Style, shape
from kpidesk.drawing.vote_words import figure, remarks, step_names, what_to_do
from kpidesk.system.words import Words

_GAP: Final = 28 / PX
_BADGE: Final = 1.5  # times the letters
_SIZES: Final = (44.0, 38.0, 33.0, 30.0, SMALLEST_PX)  # px
_FIGURE: Final = 0.2  # of the width
_HISTOGRAM: Final = 0.2
_METER: Final = 30 / PX
_COLUMN_ROWS: Final = 7
"""More things than this stand in two columns while they are only read."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is put, in mm."""

    left: float
    top: float
    wide: float
    tall: float


def projected_vote(
    reader: Reader, ballot: Ballot, papers: int, words: Words, palette: Palette, room: Room = ROOM
) -> Picture:
    """The vote for the projector.

    Args:
        reader: where the vote is.
        ballot: the vote.
        papers: how many lie in its box.
        words: the language.
        palette: the colours.
        room: the screen and its last row.
    """
    once = Once(reader)
    over = ballot.revealed_on is not None
    items, top = heading(ballot.title, "", room, palette)
    margin = room.margin()
    place = _Place(margin, top + _GAP, room.wide - 2 * margin, room.tall - margin - top - _GAP)
    made, lost = (
        _revealed(outcome(once, ballot), words, palette, place)
        if over
        else _open(once, ballot, papers, words, palette, place)
    )
    return Picture(
        room.wide, room.tall, (*items, *made), title=ballot.title, language=words.language, missing=lost
    )


# -- while it is open


def _open(
    once: Reader, ballot: Ballot, papers: int, words: Words, palette: Palette, place: _Place
) -> tuple[list[Item], tuple[str, ...]]:
    things = items_of(once, ballot.id)
    told = letters(38, palette.accent_text, Weight.SEMIBOLD)
    head = [*paragraph(what_to_do(ballot, len(things), words), told, place.wide), space(_GAP)]
    foot = _box(ballot, papers, words, palette, place)
    room = place.tall - height(head) - (_METER + _GAP + letters(38, "").line_height)
    blocks = _things(things, place.wide, room, words, palette)
    return [*stack([*head, *blocks], place.left, place.top), *foot], missing([*head, *blocks])


def _things(
    things: Sequence[BallotItem], wide: float, tall: float, words: Words, palette: Palette
) -> list[Block]:
    """What is voted on, with letters, as large as all of it finds room."""
    for px in _SIZES:
        blocks = [_thing(each, place, len(things), px, wide, palette) for place, each in enumerate(things)]
        if height(blocks) <= tall:
            return blocks
    return ended(blocks, tall, _and_more(blocks, tall, words, palette, wide))


def _and_more(blocks: list[Block], tall: float, words: Words, palette: Palette, wide: float) -> list[Block]:
    style = letters(SMALLEST_PX, palette.text_second)
    shown = 0
    while shown < len(blocks) and height(blocks[: shown + 1]) + style.line_height <= tall:
        shown += 1
    return paragraph(and_more(len(blocks) - shown, words), style, wide)


def _thing(item: BallotItem, place: int, count: int, px: float, wide: float, palette: Palette) -> Block:
    style = letters(px, palette.text)
    badge = style.size * _BADGE
    lines = cut(item.text, style, wide - badge - style.size * 0.6, 2)
    tall = max(lines.height, badge)
    items = [*_badge(mark(place, count), style, badge, (0.0, 0.0), palette, strong=False)]
    items += lines.place(badge + style.size * 0.6, (badge - style.line_height) / 2)
    return Block(tall + style.size * 0.45, tuple(items), lines.missing)


def _badge(
    text: str, style: Style, wide: float, at: tuple[float, float], palette: Palette, *, strong: bool
) -> list[Item]:
    x, y = at
    ink = palette.on_accent if strong else palette.text
    letter = shape(text, letters(SMALLEST_PX, ink, Weight.BOLD))
    return [
        shapes.circle(
            x + wide / 2, y + wide / 2, wide / 2, fill=palette.accent if strong else palette.pressed
        ),
        *letter.place(x + (wide - letter.width) / 2, y + wide / 2 + SMALLEST_PX / PX * 0.36),
    ]


def _box(ballot: Ballot, papers: int, words: Words, palette: Palette, place: _Place) -> list[Item]:
    """How many papers are in the box; nothing of what is on them."""
    if not ballot.secret:
        said = words("Hands or dots are counted now.")
    elif ballot.voters:
        said = words("{n} of {all} papers are in the box", n=papers, all=ballot.voters)
    else:
        said = words.many("{n} paper is in the box", "{n} papers are in the box", papers)
    line = cut(said, letters(38, palette.text, Weight.SEMIBOLD), place.wide)
    bottom = place.top + place.tall
    items: list[Item] = []
    if ballot.secret and ballot.voters:
        share = min(papers / ballot.voters, 1.0)
        y = bottom - _METER
        items.append(shapes.rect(place.left, y, place.wide, _METER, _METER / 2, fill=palette.pressed))
        if papers:
            long = max(place.wide * share, _METER)
            items.append(shapes.rect(place.left, y, long, _METER, _METER / 2, fill=palette.accent))
        bottom = y - _GAP / 3
    items += line.place(place.left, bottom - line.height)
    return items


# -- the outcome


def _revealed(
    found: Outcome, words: Words, palette: Palette, place: _Place
) -> tuple[list[Item], tuple[str, ...]]:
    quiet = letters(30, palette.text_second)
    foot = [block for each in remarks(found, words) for block in paragraph(each, quiet, place.wide)]
    foot = ended(foot, place.tall * 0.3, paragraph("…", quiet, place.wide))
    room = place.tall - height(foot) - (_GAP if foot else 0)
    blocks: list[Block] = []
    for px in _SIZES:
        blocks = [_line(each, found, px, place.wide, words, palette) for each in found.lines]
        if height(blocks) <= room:
            break
    else:
        blocks = ended(blocks, room, _and_more(blocks, room, words, palette, place.wide))
    items = stack(blocks, place.left, place.top)
    items += stack(foot, place.left, place.top + place.tall - height(foot))
    return items, missing([*blocks, *foot])


def _line(line: Line, found: Outcome, px: float, wide: float, words: Words, palette: Palette) -> Block:
    """A thing: its letter, its words over a bar, its figure, and how often each number was given."""
    first = line.rank == 1
    style = letters(px, palette.text, Weight.SEMIBOLD if first else Weight.REGULAR)
    badge, gap = style.size * _BADGE, style.size * 0.6
    said = shape(figure(line, found.ballot, words), letters(px, palette.text, Weight.SEMIBOLD))
    figures = max(wide * _FIGURE * 0.5, said.width)
    histogram = wide * _HISTOGRAM if line.tally is not None and wide > 1000 / PX else 0.0
    room = wide - badge - figures - 2 * gap - (histogram + gap if histogram else 0.0)
    text = cut(line.item.text, style, room, 2)
    bar = style.size * 0.4
    tall = max(badge, text.height + bar + style.size * 0.3)
    items = _badge(line.mark, style, badge, (0.0, (tall - badge) / 2), palette, strong=first)
    left = badge + gap
    items += text.place(left, 0)
    y = text.height + style.size * 0.15
    items.append(shapes.rect(left, y, room, bar, bar / 2, fill=palette.pressed))
    if line.share > 0:
        items.append(shapes.rect(left, y, max(room * line.share, bar), bar, bar / 2, fill=palette.accent))
    middle = tall / 2 + style.size * 0.36
    items += said.place(left + room + gap + figures - said.width, middle)
    if histogram:
        items += _columns(line, found, _Place(wide - histogram, 0, histogram, tall), palette)
    return Block(tall + style.size * 0.5, tuple(items), text.missing)


def _columns(line: Line, found: Outcome, place: _Place, palette: Palette) -> list[Item]:
    """How often each number was given; the counts stand in the columns' height alone, as there is no room."""
    assert line.tally is not None  # noqa: S101 - the caller looked
    counts, names = line.tally.counts, step_names(found.ballot)
    step, most = place.wide / len(counts), max(counts)
    style = letters(SMALLEST_PX, palette.text_second)
    base = place.tall - style.size * 1.1
    items: list[Item] = [
        shapes.line(place.left, base, place.left + place.wide, base, stroke=palette.text_third, width=3 / PX)
    ]
    for number, (count, name) in enumerate(zip(counts, names, strict=True)):
        x = place.left + number * step
        if count:
            high = base * count / most
            items.append(shapes.rect(x + step * 0.15, base - high, step * 0.7, high, 0, fill=palette.accent))
        said = shape(name, style)
        items += said.place(x + (step - said.width) / 2, place.tall)
    return items
