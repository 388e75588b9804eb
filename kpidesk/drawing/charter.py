"""The charter of a community as a sheet for the wall: the three forces side by side, and how it works."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final

from kpidesk.domain.communities import Community, Force, ForceEntry
from kpidesk.domain.community_balance import Side, balance
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Once, Reader
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack, together
from kpidesk.drawing.flow_sheet import flowing, leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.poster_brand import brand_of
from kpidesk.drawing.text import Style
from kpidesk.system.words import Words

_WIDE: Final = SHEETS["A3"].landscape.wide  # the width for which the sizes below are meant
_MARGIN: Final = 16.0
_GAP: Final = 12.0
_FACTORS: Final = (
    1.3,
    1.15,
    1.0,
    0.9,
    0.8,
    0.72,
    0.64,
)  # of letters: the first that holds all on one sheet
_COLOURS: Final = {Force.BENEFIT: 2, Force.CONCERN: 3, Force.PAYOFF: 4}


@dataclass(frozen=True, slots=True)
class _Look:
    """The sizes of a charter on a paper; `wide` is the room between the margins."""

    wide: float
    unit: float

    def style(self, size: float, weight: Weight = Weight.REGULAR, colour: str = LIGHT.text) -> Style:
        return Style(size * self.unit, weight, colour, leading=1.28)


def charter(
    reader: Reader, community: Community, paper: Paper, words: Words, day: date
) -> tuple[Picture, ...]:
    """The charter; on one sheet where letters can be small enough for it, else on several."""
    once = Once(reader)
    lying = paper.landscape
    scale = lying.wide / _WIDE
    sheet = leaf(once, lying, _MARGIN * scale, community.name, words, day, community.name)
    pages: tuple[Picture, ...] = ()
    for factor in _FACTORS:
        pages = flowing(_blocks(once, community, _Look(sheet.wide, scale * factor), words), sheet)
        if len(pages) == 1:
            break
    return pages


def _blocks(reader: Reader, community: Community, look: _Look, words: Words) -> list[Block]:
    sides = balance(reader.find(ForceEntry, community=community.id))
    return [
        *_head(reader, community, look, words),
        *_forces(sides, look, words),
        space(6 * look.unit),
        *_facts(reader, community, look, words),
    ]


def _head(reader: Reader, community: Community, look: _Look, words: Words) -> list[Block]:
    brand = brand_of(reader)
    tall = 16 * look.unit
    logo = brand.logo(look.wide, tall, tall * 3, tall)
    room = look.wide - logo.wide
    quiet = look.style(13, colour=LIGHT.text_second)
    blocks = [
        *paragraph(words("Charter · {kind}", kind=words(LABELS[community.kind])), quiet, room),
        *paragraph(community.name, look.style(34, Weight.BOLD), room),
        space(1.5 * look.unit),
        *paragraph(community.purpose, look.style(17), room),
    ]
    deep = max(height(blocks), tall) + 3 * look.unit
    rule = shapes.rect(0, deep, look.wide, 1.2 * look.unit, fill=brand.colour)
    whole = (*stack(blocks, 0, 0), *logo.items, rule)
    return [Block(deep + 7 * look.unit, whole, missing(blocks))]


# -- the three forces


def _forces(sides: Sequence[Side], look: _Look, words: Words) -> list[Block]:
    """Heads, and below them the first entries of all side by side, then the second ones, and so on."""
    gap = _GAP * look.unit
    wide = (look.wide - 2 * gap) / 3
    heads = [_force_head(side, look, wide, words) for side in sides]
    columns = [
        [_entry(each, look, wide, words) for each in side.entries]
        or [paragraph(words("Nothing is noted yet."), look.style(12, colour=LIGHT.text_second), wide)]
        for side in sides
    ]
    rows = list(zip_longest(*columns, fillvalue=[]))
    made = [_beside(heads, wide + gap, "force"), *(_beside(row, wide + gap, "force") for row in rows)]
    return [together(made[:2]), *made[2:]]


def _beside(columns: Sequence[Sequence[Block]], step: float, what: str) -> Block:
    """Columns as one block; what is read below each other has the same name."""
    items: list[Item] = []
    for number, blocks in enumerate(columns):
        items.append(Group(tuple(stack(blocks, number * step, 0)), name=f"{what} {number}", role="side"))
    lost = tuple(char for blocks in columns for char in missing(blocks))
    return Block(max(map(height, columns)), tuple(items), lost)


def _force_head(side: Side, look: _Look, wide: float, words: Words) -> list[Block]:
    ring = LIGHT.ring(_COLOURS[side.force])
    text = words(LABELS[side.force])
    pad = 3 * look.unit
    blocks = [
        *paragraph(f"{text[:1].upper()}{text[1:]}", look.style(18, Weight.BOLD, ring.text), wide - 2 * pad),
        *paragraph(_asked(words)[side.force], look.style(11.5, colour=ring.text), wide - 2 * pad),
    ]
    tall = height(blocks) + 2 * pad
    box = shapes.rect(
        0, 0, wide, tall, 2 * look.unit, fill=ring.fill, stroke=ring.line, width=0.7 * look.unit
    )
    return [Block(tall + pad, (box, *stack(blocks, pad, pad)), missing(blocks))]


def _asked(words: Words) -> dict[Force, str]:
    return {
        Force.BENEFIT: words("What the organisation gets for the time"),
        Force.CONCERN: words("What we care about together"),
        Force.PAYOFF: words("What each of us takes home"),
    }


def _entry(entry: ForceEntry, look: _Look, wide: float, words: Words) -> list[Block]:
    pad = 3 * look.unit
    quiet = look.style(12, colour=LIGHT.text_second)
    who = words("For: {who}", who=entry.who) if entry.who else ""
    noticed = words("We notice it: {sign}", sign=entry.noticed) if entry.noticed else ""
    blocks = [
        *paragraph(entry.text, look.style(15, Weight.SEMIBOLD), wide - 2 * pad),
        *paragraph(who, quiet, wide - 2 * pad),
        *paragraph(noticed, quiet, wide - 2 * pad),
    ]
    return [Block(height(blocks) + 3.2 * look.unit, tuple(stack(blocks, pad, 0)), missing(blocks))]


# -- how it works


def _facts(reader: Reader, community: Community, look: _Look, words: Words) -> list[Block]:
    """What there is to say besides, four columns wide."""
    gap = _GAP * look.unit
    wide = (look.wide - 3 * gap) / 4
    facts = [
        (head, text) for head, text in _told(reader, community, words) if text
    ]  # fmt: skip
    columns: list[list[Block]] = [[] for _ in range(4)]
    for head, text in facts:
        shortest = min(columns, key=height)
        shortest += [
            *paragraph(head, look.style(11, Weight.SEMIBOLD, LIGHT.text_second), wide),
            *(block for line in text.split("\n") for block in paragraph(line, look.style(13), wide)),
            space(4 * look.unit),
        ]
    rule = Block(
        5 * look.unit, (shapes.line(0, 0, look.wide, 0, stroke=LIGHT.outline, width=0.4 * look.unit),)
    )
    return [rule, _beside(columns, wide + gap, "fact")] if facts else []


def _told(reader: Reader, community: Community, words: Words) -> list[tuple[str, str]]:
    def person(person_id: str | None) -> str:
        return reader.get(Person, person_id).name if person_id else ""

    led = " · ".join(filter(None, (community.leader_role, person(community.leader))))
    endorsed = words("endorsed by {who}", who=community.endorsed_by) if community.endorsed_by else ""
    return [
        (words("Sponsor"), community.sponsor),
        (words("Led by"), led),
        (words("Deputy"), person(community.deputy)),
        (words("We meet"), when(community, words)),
        (words("Our meetings"), "\n".join(community.blocks)),
        (words("One way of working"), "\n".join(filter(None, (community.method, endorsed)))),
        (words("What is ours"), community.scope_in),
        (words("What is not"), community.scope_out),
        (words("How we treat each other"), "\n".join(community.norms)),
        (words("How we decide"), community.decision_rule),
        (words("How success is seen"), "\n".join(community.successes)),
        (words("We look at this again"), words.date(community.review_on) if community.review_on else ""),
    ]


def when(community: Community, words: Words) -> str:
    """How often a community meets, when, for how long, and where."""
    often = words.many("every day", "every {n} days", community.every_days)
    if community.every_days % 7 == 0:
        often = words.many("every week", "every {n} weeks", community.every_days // 7)
    long = words.many("{n} minute", "{n} minutes", community.minutes)
    day = words.pattern(community.first_on, "EEEE") if community.first_on else ""
    return " · ".join(filter(None, (often, day, community.starts, long, community.place)))
