"""Hand-outs of the Guide: a step on one A4, to be given to whoever does it, or to those it is done with."""

from dataclasses import dataclass
from typing import Final

from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.flow_sheet import Leaf, flowing
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.listing import A4, HEAD, MARGIN, QUIET, TITLE, WIDE
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.text import Style, shape
from kpidesk.system.guides import Step
from kpidesk.system.words import Words

_LEAD: Final = Style(13.5, leading=1.38)
_TEXT: Final = Style(12, leading=1.38)
_SAID: Final = Style(13.5, Weight.SEMIBOLD, leading=1.38)
_PAD: Final = 4.0
_MARK: Final = 8.0
_LINE: Final = 9.0
_LINES: Final = 10
_ABOVE_NOTES: Final = 14.0


@dataclass(frozen=True, slots=True)
class _Tone:
    """How an example looks: its ground, its mark, and the colour of that."""

    ground: str
    mark: str
    colour: str


_GOOD: Final = _Tone(LIGHT.good_soft, "✓", LIGHT.good)
_BAD: Final = _Tone(LIGHT.bad_soft, "✗", LIGHT.bad)


def hand_out(step: Step, words: Words) -> tuple[Picture, ...]:
    """A step on as few sheets as it takes, which is one for all that come along."""
    of = Leaf(A4, MARGIN, step.title, step.title, words, words("From the Guide of KPI Desk"))
    blocks = [*_head(step, words), *_parts(step, words)]
    lines = min(_LINES, int((of.tall - height(blocks) - _ABOVE_NOTES) / _LINE))
    if lines > 1:  # what is left is for notes
        blocks += [space(6), *paragraph(words("Room to write"), HEAD, WIDE), _ruled(lines)]
    return flowing(blocks, of)


def _head(step: Step, words: Words) -> list[Block]:
    minutes = int(step.minutes)
    time = words.many("{n} minute", "{n} minutes", minutes) if minutes else ""
    blocks = [*paragraph(step.title, TITLE, WIDE), *paragraph(time, QUIET, WIDE)]
    tall = height(blocks) + 2
    rule = shapes.rect(0, tall, WIDE, 0.9, fill=LIGHT.accent)
    return [Block(tall + 6, (*stack(blocks, 0, 0), rule), missing(blocks))]


def _parts(step: Step, words: Words) -> list[Block]:
    made = [
        *paragraph(words("What to do"), HEAD, WIDE), space(1.5), *paragraph(step.what, _LEAD, WIDE), space(5),
        *paragraph(words("Why"), HEAD, WIDE), space(1.5), *paragraph(step.why, _TEXT, WIDE), space(5),
        *paragraph(words("Well done, and not so well"), HEAD, WIDE), space(2),
        _example(step.good, _GOOD), space(2.5), _example(step.bad, _BAD), space(5),
        *paragraph(words("What to say"), HEAD, WIDE), space(1.5),
    ]  # fmt: skip
    made += [*paragraph(step.script, _SAID, WIDE), space(5)]
    made += [*paragraph(words("What to bring"), HEAD, WIDE), space(1.5)]
    for thing in _things(step.materials):
        tick: tuple[Item, ...] = (shapes.rect(0, 0.9, 3.6, 3.6, 0.5, stroke=LIGHT.text, width=0.4),)
        made += paragraph(thing, _TEXT, WIDE, indent=7, mark=tick)
    return made


def _things(materials: str) -> list[str]:
    """What to bring, a line for each group of things."""
    return [each.strip() for each in materials.split(";") if each.strip()]


def _example(text: str, tone: _Tone) -> Block:
    """An example on its ground, told apart by its mark, too."""
    inner = paragraph(text, _TEXT, WIDE - 2 * _PAD, indent=_MARK)
    tall = height(inner) + 2 * _PAD - 1.5
    mark = shape(tone.mark, Style(13, Weight.BOLD, colour=tone.colour))
    ground = shapes.rect(0, 0, WIDE, tall, 2.0, fill=tone.ground)
    items = (ground, *mark.place(_PAD, _PAD + 3.6), *stack(inner, _PAD, _PAD - 1))
    return Block(tall, items, missing(inner))


def _ruled(lines: int) -> Block:
    """Lines to write on."""
    ruled = tuple(
        shapes.line(0, _LINE * row, WIDE, _LINE * row, stroke=LIGHT.outline, width=0.3)
        for row in range(1, lines + 1)
    )
    return Block(_LINE * lines + 0.5, ruled)
