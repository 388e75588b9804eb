"""What the room sees of a workshop: what is done now, how much time is left, and what comes next."""

from math import ceil
from typing import Final

from kpidesk.domain.agenda import SOON, Plan, State, time_of
from kpidesk.domain.workshops import Workshop
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.projected import PX, SMALLEST_PX, TALL, WIDE
from kpidesk.drawing.text import MM_PER_POINT, Style
from kpidesk.drawing.workshop_words import when
from kpidesk.system.words import Words

_MARGIN: Final = 96 / PX
_METER: Final = 28 / PX
_ROWS: Final = 9
"""Blocks that are listed before it begins; more would be too small to read."""


def _style(px: float, colour: str, weight: Weight = Weight.REGULAR, leading: float = 1.25) -> Style:
    return Style(px / PX / MM_PER_POINT, weight, colour, leading)


def time_shown(seconds: float) -> str:
    """Whole minutes while there are many, minutes and seconds when it gets short; + for over-run."""
    if seconds < 0:
        over = int(-seconds)
        return f"+{over // 60}:{over % 60:02}"
    left = ceil(seconds)
    return f"{left // 60}:{left % 60:02}"


def projected_workshop(
    workshop: Workshop, plan: Plan, left: float | None, share: float, words: Words, palette: Palette
) -> Picture:
    """The workshop for the projector.

    Args:
        workshop: the workshop.
        plan: its agenda in time.
        left: seconds left of the block in hand; None while nothing runs.
        share: how much of the block's time has passed, 1 is all.
        words: the language.
        palette: the colours.
    """
    items, lost = (
        _welcome(workshop, plan, words, palette)
        if plan.now is None or left is None
        else _now(plan, left, share, words, palette)
    )
    return Picture(WIDE, TALL, tuple(items), title=workshop.name, language=words.language, missing=lost)


def _welcome(
    workshop: Workshop, plan: Plan, words: Words, palette: Palette
) -> tuple[list[Item], tuple[str, ...]]:
    """Before it begins: its name, what for, and the agenda; after it: that it has ended."""
    wide = WIDE - 2 * _MARGIN
    blocks = [
        *paragraph(workshop.name, _style(84, palette.text, Weight.BOLD, 1.15), wide),
        *paragraph(when(workshop, words), _style(40, palette.accent, Weight.SEMIBOLD), wide),
        space(24 / PX),
        *paragraph(workshop.purpose, _style(44, palette.text), wide * 0.8),
        space(36 / PX),
    ]
    ended = workshop.ended_at is not None
    row = _style(36, palette.text_second)
    if ended:
        blocks += paragraph(
            words("Thank you for being here."), _style(56, palette.text, Weight.SEMIBOLD), wide
        )
    else:
        for slot in plan.slots[:_ROWS]:
            line = f"{words.clock(time_of(slot.starts))}   {slot.block.name}"
            more = paragraph(line, row, wide)
            if height([*blocks, *more]) <= TALL - 2 * _MARGIN:
                blocks += [*more, space(6 / PX)]
    return [*stack(blocks, _MARGIN, _MARGIN)], missing(blocks)


def _now(
    plan: Plan, left: float, share: float, words: Words, palette: Palette
) -> tuple[list[Item], tuple[str, ...]]:
    wide = WIDE - 2 * _MARGIN
    over, soon = left < 0, share >= 1 - SOON
    ink = palette.bad if over else palette.warn if soon else palette.text
    slot = plan.now
    name = slot.block.name if slot else ""
    blocks: list[Block] = [
        *paragraph(name, _style(88, palette.text, Weight.BOLD, 1.15), wide),
        space(10 / PX),
        *paragraph(time_shown(left), _style(300, ink, Weight.SEMIBOLD, 1.1), wide),
        *paragraph(words("over time") if over else words("left"), _style(44, ink), wide),
        space(20 / PX),
    ]
    top = _MARGIN
    items: list[Item] = [*stack(blocks, _MARGIN, top)]
    y = top + height(blocks)
    items += _meter(y, wide, share, palette, ink)
    after = plan.next
    told = (
        words("Then, at {time}: {block}", time=words.clock(time_of(after.starts)), block=after.block.name)
        if after is not None
        else words("This is the last part.")
    )
    foot = paragraph(told, _style(48, palette.text_second), wide)
    items += stack(foot, _MARGIN, min(y + _METER + 40 / PX, TALL - _MARGIN / 2 - height(foot)))
    done = sum(each.state is State.DONE for each in plan.slots)
    items += _steps(len(plan.slots), done, palette)
    return items, missing([*blocks, *foot])


def _meter(y: float, wide: float, share: float, palette: Palette, ink: str) -> list[Item]:
    """How much has passed; over-run is told by stripes, too."""
    made: list[Item] = [shapes.rect(_MARGIN, y, wide, _METER, _METER / 2, fill=palette.pressed)]
    if share > 1:
        made = [shapes.rect(_MARGIN, y, wide, _METER, _METER / 2, fill=palette.bad_soft, stroke=ink, width=1)]
        step = 22 / PX
        x = _MARGIN + _METER
        while x < _MARGIN + wide - _METER:
            made.append(shapes.line(x, y + _METER, x + _METER * 0.7, y, stroke=ink, width=1.4))
            x += step
    elif share > 0:
        long = max(wide * share, _METER)
        made.append(
            shapes.rect(
                _MARGIN, y, long, _METER, _METER / 2, fill=ink if ink != palette.text else palette.accent
            )
        )
    return made


def _steps(count: int, done: int, palette: Palette) -> list[Item]:
    """A dot for each block: filled where it is done, a ring with a core for the one in hand."""
    radius, gap = SMALLEST_PX / 3 / PX, SMALLEST_PX * 1.2 / PX
    y, made = TALL - _MARGIN / 2, list[Item]()
    for number in range(min(count, 40)):
        x = _MARGIN + radius + number * gap
        if number < done:
            made.append(shapes.circle(x, y, radius, fill=palette.text_second))
        elif number == done:
            made += [
                shapes.circle(x, y, radius * 1.25, stroke=palette.accent, width=1.2),
                shapes.circle(x, y, radius * 0.6, fill=palette.accent),
            ]
        else:
            made.append(shapes.circle(x, y, radius, stroke=palette.text_third, width=0.8))
    return made
