"""What the room sees of a workshop: what is done now, how much time is left, and what comes next."""

from math import ceil
from typing import Final

from kpidesk.domain.agenda import SOON, Plan, State, time_of
from kpidesk.domain.workshops import Workshop
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Colour, Item, Picture
from kpidesk.drawing.projected_parts import and_more, cut, ended, letters
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX, Room
from kpidesk.drawing.text import Style, shape
from kpidesk.drawing.workshop_words import when
from kpidesk.system.words import Words

_MARGIN: Final = 96.0  # px
_DIGITS: Final = 300.0
_LINE: Final = 3 / PX
_ROW_GAP: Final = 6 / PX
_METER: Final = 28 / PX
_ROWS: Final = 9
"""Blocks that are listed before it begins; more would be too small to read."""


def time_shown(seconds: float) -> str:
    """Whole minutes while there are many, minutes and seconds when it gets short; + for over-run."""
    if seconds < 0:
        over = int(-seconds)
        return f"+{over // 60}:{over % 60:02}"
    left = ceil(seconds)
    return f"{left // 60}:{left % 60:02}"


def projected_workshop(
    workshop: Workshop, plan: Plan, left: float | None, share: float, words: Words, palette: Palette,
    room: Room = ROOM,
) -> Picture:  # fmt: skip
    """The workshop for the projector.

    Args:
        workshop: the workshop.
        plan: its agenda in time.
        left: seconds left of the block in hand; None while nothing runs.
        share: how much of the block's time has passed, 1 is all.
        words: the language.
        palette: the colours.
        room: the screen and its last row.
    """
    items, lost = (
        _welcome(workshop, plan, words, palette, room)
        if plan.now is None or left is None
        else _now(plan, left, share, words, palette, room)
    )
    return Picture(
        room.wide, room.tall, tuple(items), title=workshop.name, language=words.language, missing=lost
    )


def _head(text: str, px: float, colour: Colour, wide: float, most: int) -> list[Block]:
    """A text in large letters, in smaller ones rather than on two lines, on two lines rather than cut."""
    for size, count in ((px, 1), (px * 0.8, 1), (px * 0.8, most), (px * 0.64, most)):
        lines = cut(text, letters(size, colour, Weight.BOLD, 1.15), wide, count)
        if not lines.overflow:
            break
    return [Block(lines.height, lines.place(0, 0), lines.missing)] if text else []


def _welcome(
    workshop: Workshop, plan: Plan, words: Words, palette: Palette, room: Room
) -> tuple[list[Item], tuple[str, ...]]:
    """Before it begins: its name, what for, and the agenda; after it: that it has ended."""
    margin = room.margin(_MARGIN)
    wide, tall = room.wide - 2 * margin, room.tall - 2 * margin
    ended_now = workshop.ended_at is not None
    text = letters(44, palette.text)
    purpose = paragraph(workshop.purpose, text, wide if room.upright else wide * 0.8)
    blocks = [
        *_head(workshop.name, 84, palette.text, wide, 2),
        *paragraph(when(workshop, words), letters(40, palette.accent, Weight.SEMIBOLD), wide),
        space(room.tall * 0.02),
        *ended(purpose, tall * 0.3, paragraph("…", text, wide)),
        space(room.tall * 0.03),
    ]
    if ended_now:
        blocks += paragraph(
            words("Thank you for being here."), letters(56, palette.text, Weight.SEMIBOLD), wide
        )
    else:
        blocks += _agenda(plan, tall - height(blocks), wide, words, palette)
    return [*stack(blocks, margin, margin)], missing(blocks)


def _agenda(plan: Plan, tall: float, wide: float, words: Words, palette: Palette) -> list[Block]:
    """The parts with their times, as many as find room, and how many more there are."""
    row = letters(36, palette.text_second)
    told = [f"{words.clock(time_of(slot.starts))}   {slot.block.name}" for slot in plan.slots]
    lines = [[Block(row.line_height + _ROW_GAP, cut(each, row, wide).place(0, 0))] for each in told]
    most = min(_ROWS, int(tall / (row.line_height + _ROW_GAP)))
    if len(lines) <= most:
        return [block for each in lines for block in each]
    shown = lines[: max(most - 1, 0)]
    more = paragraph(and_more(len(lines) - len(shown), words), row, wide) if most > 0 else []
    return [*(block for each in shown for block in each), *more]


def _now(
    plan: Plan, left: float, share: float, words: Words, palette: Palette, room: Room
) -> tuple[list[Item], tuple[str, ...]]:
    margin = room.margin(_MARGIN)
    wide = room.wide - 2 * margin
    over, soon = left < 0, share >= 1 - SOON
    ink = palette.bad if over else palette.warn if soon else palette.text
    slot = plan.now
    after = plan.next
    told = (
        words("Then, at {time}: {block}", time=words.clock(time_of(after.starts)), block=after.block.name)
        if after is not None
        else words("This is the last part.")
    )
    then = cut(told, letters(48, palette.text_second), wide, 2)
    name = _head(slot.block.name if slot else "", 88, palette.text, wide, 2)
    said = paragraph(words("over time") if over else words("left"), letters(44, ink), wide)
    foot = then.height + 3 * _METER + 2 * margin / 3
    free = room.tall - 2 * margin - height([*name, *said]) - foot
    digits = _digits(time_shown(left), wide, free, ink)
    blocks = [*name, Block(digits.line_height, shape(time_shown(left), digits).place(0, digits.size)), *said]
    items: list[Item] = [*stack(blocks, margin, margin)]
    y = margin + height(blocks) + _METER / 2
    items += _meter((margin, y, wide), share, palette, ink)
    items += then.place(margin, min(y + _METER * 2, room.tall - margin - then.height))
    done = sum(each.state is State.DONE for each in plan.slots)
    items += _steps(len(plan.slots), done, palette, room)
    return items, (*missing(blocks), *then.missing)


def _digits(told: str, wide: float, tall: float, ink: Colour) -> Style:
    """The style of the time that is left: as large as it finds room."""
    style = letters(_DIGITS, ink, Weight.SEMIBOLD, 1.1)
    share = min(1.0, wide / shape(told, style).width, tall / style.line_height)
    return letters(_DIGITS * share, ink, Weight.SEMIBOLD, 1.1)


def _meter(place: tuple[float, float, float], share: float, palette: Palette, ink: Colour) -> list[Item]:
    """How much has passed; over-run is told by stripes, too."""
    left, y, wide = place
    made: list[Item] = [shapes.rect(left, y, wide, _METER, _METER / 2, fill=palette.pressed)]
    if share > 1:
        made = [
            shapes.rect(left, y, wide, _METER, _METER / 2, fill=palette.bad_soft, stroke=ink, width=_LINE)
        ]
        step = 22 / PX
        x = left + _METER
        while x < left + wide - _METER:
            made.append(shapes.line(x, y + _METER, x + _METER * 0.7, y, stroke=ink, width=1.4))
            x += step
    elif share > 0:
        fill = ink if ink != palette.text else palette.accent
        made.append(shapes.rect(left, y, max(wide * share, _METER), _METER, _METER / 2, fill=fill))
    return made


def _steps(count: int, done: int, palette: Palette, room: Room) -> list[Item]:
    """A dot for each block: filled where it is done, a ring with a core for the one in hand."""
    margin = room.margin(_MARGIN)
    gap = min(SMALLEST_PX * 1.2 / PX, (room.wide - 2 * margin) / max(count, 1))
    radius = min(SMALLEST_PX / PX, gap) / 3
    y, made = room.tall - margin / 2, list[Item]()
    for number in range(count):
        x = margin + radius + number * gap
        if number < done:
            made.append(shapes.circle(x, y, radius, fill=palette.text_second))
        elif number == done:
            made += [
                shapes.circle(x, y, radius * 1.25, stroke=palette.accent, width=_LINE),
                shapes.circle(x, y, radius * 0.6, fill=palette.accent),
            ]
        else:
            made.append(shapes.circle(x, y, radius, stroke=palette.text_third, width=_LINE))
    return made
