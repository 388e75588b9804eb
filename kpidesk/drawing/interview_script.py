"""What to ask partners about our guesses, on A4: a question to say aloud, boxes to tick, lines to write on.

Each partner begins on a page of its own, as not everybody talks with everybody.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kpidesk.domain.commitments import CommitmentStatus
from kpidesk.domain.guesses import Guess, guesses_of
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre, Partner, in_order
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, paragraph, space, together
from kpidesk.drawing.flow_sheet import flowing, leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.partner_words import age, kind_of, question
from kpidesk.drawing.picture import Item, Picture, moved
from kpidesk.drawing.text import Style, shape
from kpidesk.drawing.tick_box import tick_box
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A4"]
_MARGIN: Final = 18.0
_WIDE: Final = _PAPER.wide - 2 * _MARGIN
_LINES: Final = 3
_LINE: Final = 9.0
_WHOLE: Final = 150.0  # mm; a question that is taller may go on over the next page
_TITLE: Final = Style(20, Weight.BOLD, leading=1.25)
_ASK: Final = Style(14, leading=1.4)
_TEXT: Final = Style(12, leading=1.35)
_QUIET: Final = Style(10.5, colour=LIGHT.text_second, leading=1.35)


def scripts(reader: Reader, centre: Centre, words: Words, day: date) -> tuple[Picture, ...]:
    """The scripts for all partners about whom we guess, in their order; empty where we guess nothing."""
    once = Once(reader)
    partners = in_order(once.find(Partner, centre=centre.id))
    return tuple(page for each in partners for page in script(once, each, words, day))


def script(reader: Reader, partner: Partner, words: Words, day: date) -> tuple[Picture, ...]:
    """The script for the talk with one partner; empty where we guess nothing about it."""
    found = guesses_of(reader, partner, day)
    if not found:
        return ()
    name = f"{partner.code} {partner.name}"
    blocks = _head(reader, partner, words)
    for number, guess in enumerate(found, 1):
        asked = _asked(number, guess, words)
        blocks += [together(asked)] if height(asked) <= _WHOLE else asked
    return flowing(blocks, leaf(reader, _PAPER, _MARGIN, words("Ask {who}", who=name), words, day, name))


def _head(reader: Reader, partner: Partner, words: Words) -> list[Block]:
    result = reader.get(Result, reader.get(Centre, partner.centre).result)
    line = shapes.line(0, 2, _WIDE, 2, stroke=LIGHT.text, width=0.5)
    who = words("Ask: {who}", who=partner.contact) if partner.contact else ""
    return [
        *paragraph(partner.name, _TITLE, _WIDE),
        space(1),
        *paragraph(kind_of(partner, words), _TEXT, _WIDE),
        *paragraph(who, _TEXT, _WIDE),
        *paragraph(f"{result.code} {result.statement}", _QUIET, _WIDE),
        space(1.5),
        *_blanks(words("Asked by"), words("on")),
        Block(5, (line,)),
    ]


def _blanks(*labels: str) -> list[Block]:
    """Labels, each with a line to write on."""
    wide = _WIDE / len(labels)
    items: list[Item] = []
    for number, text in enumerate(labels):
        name, left = shape(text, _QUIET), number * wide
        items.extend(name.place(left, 7))
        items.append(
            shapes.line(left + name.width + 2, 7.5, left + wide - 4, 7.5, stroke=LIGHT.outline, width=0.3)
        )
    return [Block(9, tuple(items))]


def _asked(number: int, guess: Guess, words: Words) -> list[Block]:
    """One question: what to say, for how long it has been a guess, what to tick, and room to write."""
    mark = shape(words("{n}.", n=number), Style(14, Weight.SEMIBOLD, leading=1.4)).place(
        0, _ASK.line_height * 0.75
    )
    source = words("from: {source}", source=guess.told.source) if guess.told.source else ""
    about = " · ".join(filter(None, (age(guess.days, words), source)))
    return [
        space(3),
        *paragraph(question(guess.told, words), _ASK, _WIDE, indent=9, mark=mark),
        *paragraph(about, _QUIET, _WIDE, indent=9),
        space(1),
        _ticks((words("as we thought"), words("otherwise, namely:"), words("not so"))),
        *(_ruled() for _ in range(_LINES)),
        space(2),
    ]


def _ticks(texts: Sequence[str]) -> Block:
    """Boxes to tick, side by side; below each other where their words are long."""
    tall = _TEXT.line_height + 1.5
    x, y = 9.0, 0.0
    items: list[Item] = []
    for text in texts:
        line = shape(text, _TEXT)
        if x > 9 and x + 6 + line.width > _WIDE:
            x, y = 9.0, y + tall
        box = (moved(each, x, y) for each in tick_box(CommitmentStatus.OPEN, _TEXT.line_height))
        items.extend((*box, *line.place(x + 6, y + _TEXT.line_height * 0.77)))
        x += 6 + line.width + 12
    return Block(y + tall, tuple(items))


def _ruled() -> Block:
    return Block(_LINE, (shapes.line(9, _LINE, _WIDE, _LINE, stroke=LIGHT.outline, width=0.3),))
