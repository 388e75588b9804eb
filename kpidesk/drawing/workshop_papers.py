"""Papers of a workshop on A4: run sheet to work from, packing list, agenda to hang up, minutes."""

from datetime import date
from typing import Final

from kpidesk.domain import agenda
from kpidesk.domain.labels import LABELS
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.workshops import Workshop, blocks_of
from kpidesk.drawing import shapes
from kpidesk.drawing.chart_words import sentence
from kpidesk.drawing.flow import Block, paragraph, space, together
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.listing import HEAD, QUIET, TEXT, WIDE, Column, listing, table
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.plain_text import paragraphs_of, text_blocks
from kpidesk.drawing.text import Style, shape
from kpidesk.drawing.workshop_words import minutes as minutes_text
from kpidesk.drawing.workshop_words import when
from kpidesk.system.words import Words

_BIG: Final = Style(17, leading=1.35)
_BIG_STRONG: Final = Style(17, Weight.SEMIBOLD, leading=1.35)
_TIME: Final = 28.0


def run_sheet(reader: Reader, workshop: Workshop, words: Words, day: date) -> tuple[Picture, ...]:
    """What happens when, what is said, and what lies ready: what the facilitator works from."""
    once = Once(reader)
    plan = agenda.planned(workshop, blocks_of(once, workshop.id))
    blocks = [*_about(workshop, words)]
    columns = (
        Column(words("Time"), 22), Column(words("Min"), 14, right=True), Column(words("What"), 52),
        Column(words("What to say"), 66), Column(words("With"), 34),
    )  # fmt: skip
    rows = [
        (
            words.clock(agenda.time_of(each.starts)), words.number(each.block.minutes),
            "\n".join(dict.fromkeys((each.block.name, sentence(words(LABELS[each.block.kind]))))),
            each.block.script, "\n".join(each.block.materials),
        )
        for each in plan.slots
    ]  # fmt: skip
    if not rows:
        blocks += paragraph(words("There is nothing on the agenda yet."), QUIET, WIDE)
    else:
        blocks += table(columns, rows)
        end = words("Ends at {time}", time=words.clock(agenda.time_of(plan.ends or 0.0)))
        blocks += [space(3), *paragraph(end, HEAD, WIDE)]
    blocks += [space(6), *_to_write_on(words)]
    return listing(once, words("Run sheet"), workshop.name, blocks, words, day)


def _about(workshop: Workshop, words: Words) -> list[Block]:
    parts = [when(workshop, words)]
    if workshop.expected:
        parts.append(words.many("{n} person expected", "{n} people expected", workshop.expected))
    if workshop.host:
        parts.append(words("Facilitator: {name}", name=workshop.host))
    made = paragraph(" · ".join(parts), TEXT, WIDE)
    if workshop.purpose:
        made += [space(2), *paragraph(workshop.purpose, TEXT, WIDE)]
    return [*made, space(5)]


def _to_write_on(words: Words) -> list[Block]:
    """Lines for what is written down by hand where the laptop is not at hand."""
    made: list[Block] = []
    for head in (words("Parking lot"), words("Decisions"), words("Promises: who, what, by when")):
        lines: tuple[Item, ...] = tuple(
            shapes.line(0, 9.0 * row, WIDE, 9.0 * row, stroke=LIGHT.outline, width=0.3) for row in (1, 2, 3)
        )
        made += [together([*paragraph(head, HEAD, WIDE), Block(28.0, lines)]), space(2)]
    return made


def agenda_sheet(reader: Reader, workshop: Workshop, words: Words, day: date) -> tuple[Picture, ...]:
    """The agenda as people see it on the wall: times and names, no scripts."""
    once = Once(reader)
    plan = agenda.planned(workshop, blocks_of(once, workshop.id))
    blocks = [*paragraph(workshop.purpose, _BIG, WIDE), space(8)] if workshop.purpose else []
    for each in plan.slots:
        time = shape(words.clock(agenda.time_of(each.starts)), _BIG_STRONG).place(0, _BIG.line_height * 0.76)
        blocks += [*paragraph(each.block.name, _BIG, WIDE, indent=_TIME, mark=time), space(3.5)]
    if plan.ends is not None:
        end = words("Ends at {time}", time=words.clock(agenda.time_of(plan.ends)))
        blocks += paragraph(end, _BIG_STRONG, WIDE)
    return listing(once, workshop.name, when(workshop, words), blocks, words, day)


def packing_list(reader: Reader, workshop: Workshop, words: Words, day: date) -> tuple[Picture, ...]:
    """What to bring, with boxes to tick: what the blocks need, and what every workshop needs."""
    once = Once(reader)
    needed: dict[str, list[str]] = {}
    for block in blocks_of(once, workshop.id):
        for thing in block.materials:
            needed.setdefault(thing.strip(), []).append(block.name)
    blocks = [*_about(workshop, words)]
    if needed:
        blocks += [*paragraph(words("For the agenda"), HEAD, WIDE), space(2)]
        for thing, names in needed.items():
            blocks += _to_tick(thing, ", ".join(dict.fromkeys(names)))
        blocks.append(space(4))
    blocks += [*paragraph(words("Always"), HEAD, WIDE), space(2)]
    for thing, why in _always(workshop, words):
        blocks += _to_tick(thing, why)
    return listing(once, words("Packing list"), workshop.name, blocks, words, day)


def _always(workshop: Workshop, words: Words) -> list[tuple[str, str]]:
    people = words.number(workshop.expected) if workshop.expected else "___"
    return [
        (words("Laptop with power supply"), words("the desk saved, also on a stick")),
        (words("Cable and adapters for the projector"), words("tried in the room the day before")),
        (words("Clicker with a spare battery"), ""),
        (words("Extension lead and tape for it"), ""),
        (words("This list, the run sheet, the map and the sheets of the day on paper"),
         words("so that it goes on without power")),
        (words("Pens that can be read from three metres, {n} of them", n=people), ""),
        (words("Paper tape that leaves no trace"), ""),
        (words("Water and something to eat"), ""),
    ]  # fmt: skip


def _to_tick(what: str, remark: str) -> list[Block]:
    tick: tuple[Item, ...] = (shapes.rect(0, 0.8, 4, 4, 0.6, stroke=LIGHT.text, width=0.4),)
    lines = paragraph(what, TEXT, WIDE, indent=9, mark=tick)
    if remark:
        lines += paragraph(remark, QUIET, WIDE, indent=9)
    return [together(lines), space(2.2)]


def minutes(reader: Reader, workshop: Workshop, words: Words, day: date) -> tuple[Picture, ...]:
    """What came of it, in the words in which it is also copied."""
    once = Once(reader)
    _, _, *said = paragraphs_of(minutes_text(once, workshop, words))  # without its name and day
    title = words("Minutes: {workshop}", workshop=workshop.name)
    return listing(once, title, when(workshop, words), text_blocks(said), words, day)
