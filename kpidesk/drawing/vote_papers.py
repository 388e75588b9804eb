"""Papers of votes: what came of them, and ballots to cut out, fill in by pen and put into a real box."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.votes import Line, Outcome, items_of, mark, outcome, pairs, votes_of
from kpidesk.domain.voting import Ballot, Method
from kpidesk.domain.workshops import Workshop
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack, together
from kpidesk.drawing.gallery_paper import Draw, cards
from kpidesk.drawing.listing import HEAD, QUIET, STRONG, TEXT, WIDE, listing
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.said import again, entry
from kpidesk.drawing.text import Style, shape
from kpidesk.drawing.vote_words import about, detail, figure, held, remarks, step_names, what_to_do
from kpidesk.drawing.workshop_words import when
from kpidesk.system.words import Words

_LETTER: Final = 9.0  # mm
_FIGURE: Final = 34.0
_COLUMN: Final = 6.5
_HISTOGRAM: Final = 11.0
_BAR: Final = 3.0
_TITLE: Final = Style(14, leading=1.3)
_CIRCLE: Final = 2.4
_STEP: Final = 7.0
_DOTS: Final = 24.0
_ACROSS, _DOWN = 2, 2
_CARD: Final = (80.0, 118.0)
"""What is free on a quarter of an A4, at least."""


def outcomes(reader: Reader, workshop: Workshop, words: Words, day: date) -> tuple[Picture, ...]:
    """All votes of a workshop that are over: a bar for each thing, and what stood out."""
    once = Once(reader)
    blocks: list[Block] = []
    for ballot in held(once, workshop.id):
        blocks += [*([space(7)] if blocks else []), *_outcome(once, ballot, words)]
    title = words("Votes: {workshop}", workshop=workshop.name)
    return listing(once, title, when(workshop, words), blocks, words, day)


def _outcome(reader: Reader, ballot: Ballot, words: Words) -> list[Block]:
    found = outcome(reader, ballot)
    head = [*paragraph(ballot.title, STRONG, WIDE), *paragraph(about(reader, ballot, words), QUIET, WIDE)]
    lines = [_line(each, found, words) for each in found.lines]
    said = [block for each in remarks(found, words) for block in paragraph(each, TEXT, WIDE)]
    return [together([*head, space(3), *lines[:1]]), *lines[1:], space(1), *said]


def _line(line: Line, found: Outcome, words: Words) -> Block:
    """A thing with its bar and figure; where numbers were given, how often each was."""
    columns = len(line.tally.counts) * _COLUMN + 4 if line.tally else 0.0
    room = WIDE - _LETTER - _FIGURE - columns
    text = paragraph(line.item.text, STRONG if line.rank == 1 else TEXT, room)
    below = paragraph(detail(line, found.ballot, words), QUIET, room)
    y = height(text) + 0.8
    bar = shapes.rect(_LETTER, y, room, _BAR, _BAR / 2, stroke=LIGHT.outline, width=0.25)
    items: list[Item] = [*shape(line.mark, STRONG).place(0, STRONG.size), *stack(text, _LETTER, 0), bar]
    if line.share > 0:
        long = max(room * line.share, _BAR)
        items.append(shapes.rect(_LETTER, y, long, _BAR, _BAR / 2, fill=LIGHT.accent))
    items += stack(below, _LETTER, y + _BAR + 0.6)
    result = figure(line, found.ballot, words)
    said = shape(result, HEAD)
    items += said.place(_LETTER + room + _FIGURE - 2 - said.width, HEAD.size)
    if line.tally:
        items += _columns(line.tally.counts, step_names(found.ballot), WIDE - columns + 4)
    tall = max(y + _BAR + 0.6 + height(below), _HISTOGRAM + 5 if line.tally else 0.0)
    told = entry(f"{line.mark} {line.item.text}: {result}", _given(line, found.ballot, words), items)
    return Block(tall + 3, (told,), missing([*text, *below]))


def _given(line: Line, ballot: Ballot, words: Words) -> list[str]:
    """The words below a bar, and how often each step was given."""
    steps = zip(step_names(ballot), line.tally.counts if line.tally else (), strict=False)
    counts = ", ".join(f"{name}: {words.number(count)}" for name, count in steps)
    return [each for each in (detail(line, ballot, words), counts) if each]


def _columns(counts: Sequence[int], names: Sequence[str], left: float) -> list[Item]:
    most, small = max(counts), Style(8, colour=LIGHT.text_second)
    items: list[Item] = []
    for number, (count, name) in enumerate(zip(counts, names, strict=True)):
        x, high = left + number * _COLUMN, (_HISTOGRAM - 4) * count / most
        if count:
            items.append(shapes.rect(x + 1, _HISTOGRAM - high, _COLUMN - 2, high, 0, fill=LIGHT.accent))
            said = shape(str(count), small)
            items += said.place(x + (_COLUMN - said.width) / 2, _HISTOGRAM - high - 0.6)
        said = shape(name, small)
        items += said.place(x + (_COLUMN - said.width) / 2, _HISTOGRAM + small.size * 1.05)
    return items


# -- ballots


def ballots(reader: Reader, workshop: Workshop, words: Words, day: date) -> tuple[Picture, ...]:
    """A ballot for each vote: four to a sheet where it finds room there, else as many sheets as it takes."""
    once = Once(reader)
    made: list[Picture] = []
    for ballot in reversed(votes_of(once, workshop.id)):
        small = _ballot(once, ballot, _CARD[0], words)
        if height(small) <= _CARD[1]:
            draw = _drawn(once, ballot, words)
            copies = [draw, *[_once_more(draw)] * (_ACROSS * _DOWN - 1)]
            made += cards(copies, ballot.title, words, across=_ACROSS, down=_DOWN)
        else:
            whole = _ballot(once, ballot, WIDE, words)[1:]  # the head of the sheet says the question
            made += listing(once, ballot.title, about(once, ballot, words), whole, words, day)
    return tuple(made)


def _drawn(once: Reader, ballot: Ballot, words: Words) -> Draw:
    def draw(wide: float, _: float) -> tuple[Sequence[Item], Sequence[str]]:
        blocks = _ballot(once, ballot, wide, words)
        return stack(blocks, 0, 2), missing(blocks)

    return draw


def _once_more(draw: Draw) -> Draw:
    """The same card, which is read once."""

    def drawn(wide: float, tall: float) -> tuple[Sequence[Item], Sequence[str]]:
        items, lost = draw(wide, tall)
        return [again(items)], lost

    return drawn


def _ballot(once: Reader, ballot: Ballot, wide: float, words: Words) -> list[Block]:
    """The question, what to do, and a line for each thing or pair."""
    items = items_of(once, ballot.id)
    head = together([*paragraph(ballot.title, _TITLE, wide), space(1)])
    blocks = [head, *paragraph(what_to_do(ballot, len(items), words), QUIET, wide), space(3)]
    if ballot.method is Method.PAIRS:
        for one, other in pairs(items):
            blocks += [_choice(one.text, other.text, wide, words), space(2.5)]
        return blocks
    for place, each in enumerate(items):
        blocks += [_asked(f"{mark(place, len(items))}  {each.text}", ballot, wide), space(2.5)]
    return blocks


def _asked(text: str, ballot: Ballot, wide: float) -> Block:
    """A thing, and where its number or its dots go."""
    names = step_names(ballot)
    taken = len(names) * _STEP if names else _DOTS
    below = taken > wide * 0.45
    lines = paragraph(text, TEXT, wide if below else wide - taken - 3)
    y = height(lines) + 1.2 if below else 0.0
    left = wide - taken
    items: list[Item] = [*stack(lines, 0, 0)]
    if not names:
        items.append(shapes.rect(left, y, _DOTS, 7, 1, stroke=LIGHT.outline, width=0.3))
    for number, name in enumerate(names):
        x = left + number * _STEP + _CIRCLE
        items.append(shapes.circle(x, y + 2.8, _CIRCLE, stroke=LIGHT.text, width=0.3))
        said = shape(name, QUIET)
        items += said.place(x - said.width / 2, y + 2.8 + QUIET.size * 0.36)
    told = entry(text, [", ".join(names)] if names else (), items)
    return Block(max(height(lines), y + 6), (told,), missing(lines))


def _choice(one: str, other: str, wide: float, words: Words) -> Block:
    """Two things, each with a box to tick."""
    half = wide / 2 - 3
    sides = [paragraph(each, TEXT, half - 7) for each in (one, other)]
    tall = max(*(height(each) for each in sides), 6.0)
    items: list[Item] = []
    for x, side in zip((0.0, wide / 2 + 3), sides, strict=True):
        items.append(shapes.rect(x, 0.8, 4, 4, 0.6, stroke=LIGHT.text, width=0.35))
        items += stack(side, x + 7, 0)
    or_ = words("or")
    said = shape(or_, QUIET)
    items += said.place(wide / 2 - said.width / 2, QUIET.size)
    line = shapes.line(0, tall + 1, wide, tall + 1, stroke=LIGHT.outline, width=0.2)
    told = entry(f"{one} {or_} {other}", painted=items)
    return Block(tall + 1.5, (told, line), missing([*sides[0], *sides[1]]))
