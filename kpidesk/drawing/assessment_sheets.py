"""Assessments on paper: what a session said, a health check as a poster, and blank forms."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kpidesk.domain.assessment_figures import Outcome, Standing, history, outcome, plan
from kpidesk.domain.assessment_supplied import RETROSPECTIVE, parsed
from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentKind, AssessmentSet
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.communities import Community
from kpidesk.domain.community_figures import figures
from kpidesk.domain.content import Translation
from kpidesk.domain.reader import Once, Reader
from kpidesk.drawing import assessment_words, shapes
from kpidesk.drawing.assessment_bars import Bar, bars, radar
from kpidesk.drawing.community_evidence import evidence
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack, together
from kpidesk.drawing.flow_sheet import leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.gallery_paper import ruled
from kpidesk.drawing.listing import HEAD, QUIET, STRONG, TEXT, WIDE, Column, headed, listing, table
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.picture import Group, Item, Picture, Transform
from kpidesk.drawing.said import unsaid
from kpidesk.drawing.text import Style, shape
from kpidesk.system import assessments
from kpidesk.system.words import Words

_BIG: Final = Style(20, Weight.BOLD, leading=1.25)
_BOX: Final = 5.6  # mm: a box to tick
_POSTER: Final = SHEETS["A3"].landscape.wide  # the width for which the poster's sizes are meant


# -- what a session said


def report(reader: Reader, session: Assessment, words: Words, day: date) -> tuple[Picture, ...]:
    """The session on A4: as a whole, by part, the lowest items, what is done about it, then each item."""
    once = Once(reader)
    found = outcome(once, session)
    blocks = [
        *_whole(found, words),
        *_parts(found, words),
        *_lowest(found, words),
        *_actions(plan(once, session, day), words),
        *_series(once, found, words),
        *_items(found, words),
    ]
    return listing(once, found.set.name, _about(once, session, words), blocks, words, day)


def _about(reader: Reader, session: Assessment, words: Words) -> str:
    community = reader.get(Community, session.community).name if session.community else ""
    people = words.many("{n} person", "{n} people", session.people) if session.people else ""
    return " · ".join(filter(None, (community, words.date(session.on), people)))


def _whole(found: Outcome, words: Words) -> list[Block]:
    """One figure for all, and what it is called."""
    figure = found.whole.figure
    if figure is None:
        return paragraph(words("Nothing has been rated yet."), TEXT, WIDE)
    told = words(
        "{figure} of {best}",
        figure=assessment_words.figure(found.set, figure, words),
        best=assessment_words.figure(found.set, found.set.steps, words),
    )
    level = found.set.level(figure)
    blocks = paragraph(f"{told} – {level}" if level else told, _BIG, WIDE)
    if found.before is not None and found.whole.change is not None:
        blocks += paragraph(
            words(
                "{figure} on {day}; the hollow mark shows that time.",
                figure=assessment_words.figure(found.set, found.whole.before, words),
                day=words.date(found.before.on),
            ),
            QUIET, WIDE,
        )  # fmt: skip
    return [*blocks, space(5)]


def _section(head: str, blocks: Sequence[Block]) -> list[Block]:
    """A head that stays with what begins below it."""
    if not blocks:
        return []
    title = paragraph(head, HEAD, WIDE)
    return [together([*title, space(1.5), blocks[0]]), *blocks[1:], space(6)]


def _parts(found: Outcome, words: Words) -> list[Block]:
    rows = [
        Bar(assessment_words.part_name(part, words), part.figure, part.before)
        for part in found.parts
        if part.key
    ]
    if len(rows) < 2:
        return []
    return _section(words("By part"), bars(rows, found.set, WIDE, words, text=TEXT))


def _lowest(found: Outcome, words: Words) -> list[Block]:
    blocks: list[Block] = []
    for each in found.lowest:
        figure = shape(assessment_words.figure(found.set, each.weak, words), STRONG)
        blocks += paragraph(
            f"{each.item.number}  {each.item.text}", STRONG, WIDE - 14, right=figure.place(WIDE - 8, 4.2)
        )
        blocks += [*paragraph(each.item.good, QUIET, WIDE - 14), space(1.5)]
    return _section(assessment_words.weakest(found.lowest, words), blocks)


def _actions(promises: Sequence[Commitment], words: Words) -> list[Block]:
    rows = [
        [each.what, each.who, words.date(each.by_when) if each.by_when else ""] for each in promises
    ]  # fmt: skip
    if not rows:
        return []
    columns = (
        Column(words("What we do about it"), 50),
        Column(words("Who"), 20),
        Column(words("By when"), 20),
    )
    return [*table(columns, rows), space(6)]


def _series(reader: Reader, found: Outcome, words: Words) -> list[Block]:
    points = [
        each for each in history(reader, found.set.id, found.session.community) if each.figure is not None
    ]
    if len(points) < 2:
        return []
    rows = [Bar(words.date(each.session.on), each.figure) for each in points]
    return _section(words("Over time"), bars(rows, found.set, WIDE, words, text=TEXT))


def _items(found: Outcome, words: Words) -> list[Block]:
    low = {each.item.id for each in found.lowest}
    rows = [
        Bar(
            f"{each.item.number}  {each.item.text}", each.figure, each.before, each.item.id,
            each.item.id in low,
        )
        for each in found.standings
        if not each.score.not_relevant
    ]  # fmt: skip
    made = bars(rows, found.set, WIDE, words, text=TEXT, names=0.62)
    return _section(words("Item by item"), made)


# -- the health of a community as a poster


def health_poster(
    reader: Reader, session: Assessment, paper: Paper, words: Words, day: date
) -> tuple[Picture, ...]:
    """The eleven conditions on one sheet: radar and bars, the lowest with what is done, evidence beside."""
    once = Once(reader)
    title = _health_title(once, session, words)
    unit = paper.landscape.wide / _POSTER
    sheet = leaf(once, paper.landscape, 16.0 * unit, title, words, day, title)
    head = headed(once, title, _about(once, session, words), sheet.wide / unit)
    content = health(once, session, words, day)
    items = [
        *stack(head, 0, 0),
        Group(content.items, transform=Transform(0, height(head))),
    ]
    whole = Group(tuple(items), transform=Transform(sheet.margin, sheet.margin, unit))
    return (sheet.picture([whole], 1, 1, (*missing(head), *content.missing)),)


def health(reader: Reader, session: Assessment, words: Words, day: date) -> Picture:
    """What stands on the poster below its head, as wide as on A3."""
    once = Once(reader)
    found = outcome(once, session)
    wide = _POSTER - 32.0
    left, gap = wide * 0.36, 14.0
    rows = _rows(found)
    size = min(left * 0.41, 62)
    circle = radar(rows, found.set, left / 2, size + 6, size, Style(12, Weight.SEMIBOLD))
    low = _low_blocks(found, plan(once, session, day), left, words)
    beside = _with_evidence(once, found, session, rows, wide - left - gap, words)
    items = (circle, *stack(low, 0, 2 * size + 18), *stack(beside, left + gap, 0))
    tall = max(2 * size + 18 + height(low), height(beside))
    return Picture(wide, tall, items, language=words.language, missing=missing([*low, *beside]))


def _health_title(reader: Reader, session: Assessment, words: Words) -> str:
    if session.community is None:
        return words("How are we?")
    return words("How is {name}?", name=reader.get(Community, session.community).name)


def _rows(found: Outcome) -> list[Bar]:
    low = {each.item.id for each in found.lowest}
    return [
        Bar(
            f"{each.item.number}  {each.item.section or each.item.text}", _shown(each), each.before,
            each.item.id, each.item.id in low,
        )
        for each in found.standings
    ]  # fmt: skip


def _shown(each: Standing) -> float | None:
    """Votes where there are enough, as they are secret; else what was agreed."""
    return each.mean if each.mean is not None else each.figure


def _low_blocks(found: Outcome, promises: Sequence[Commitment], wide: float, words: Words) -> list[Block]:
    head = assessment_words.weakest(found.lowest, words)
    blocks = [*paragraph(head, Style(15, Weight.BOLD, leading=1.3), wide), space(1)]
    for each in found.lowest:
        weak = assessment_words.figure(found.set, each.weak, words)
        name = f"{each.item.number}  {each.item.section or each.item.text}: {weak}"
        blocks += paragraph(name, STRONG, wide)
        mine = [promise for promise in promises if promise.score == each.score.id]
        for promise in mine:
            by = words.date(promise.by_when) if promise.by_when else ""
            told = " · ".join(filter(None, (promise.what, promise.who, by)))
            blocks += paragraph(told, TEXT, wide, indent=4)
        if not mine:
            blocks += paragraph(words("What do we do about it?"), QUIET, wide, indent=4)
        blocks.append(space(2.5))
    return blocks


def _with_evidence(
    reader: Reader, found: Outcome, session: Assessment, rows: Sequence[Bar], wide: float, words: Words
) -> list[Block]:
    """The bars, each with what the records say."""
    told: dict[int, str] = {}
    if session.community and found.set.kind is AssessmentKind.HEALTH:
        told = evidence(figures(reader, reader.get(Community, session.community), session.on), words)
    made = bars(rows, found.set, wide, words, text=Style(12.5, leading=1.25), names=0.46)
    small = Style(10.5, colour=LIGHT.text_second, leading=1.25)
    blocks: list[Block] = []
    for each, bar in zip(found.standings, made, strict=True):
        blocks += [bar, *paragraph(told.get(each.item.number, ""), small, wide), space(1.6)]
    return blocks


# -- blank forms


def form(reader: Reader, of: AssessmentSet, words: Words, day: date) -> tuple[Picture, ...]:
    """A set to be filled in by hand: a box for each step, no place for a name."""
    once = Once(reader)
    items = sorted(once.find(AssessmentItem, set=of.id), key=lambda each: each.number)
    legend = " · ".join(f"{number + of.low} {name}" for number, name in enumerate(of.labels))
    blocks = [
        *paragraph(of.purpose, TEXT, WIDE),
        *paragraph(words("Tick one box in each row. No names, please."), TEXT, WIDE),
        *paragraph(legend, QUIET, WIDE),
        space(4),
    ]
    section = ""
    for each in items:
        row = _form_row(once, each, of)
        if each.section and each.section != section:
            section = each.section
            blocks.append(together([space(2), *paragraph(section, HEAD, WIDE), space(1.5), row]))
        else:
            blocks.append(row)
    blocks += [
        space(4),
        together([*paragraph(words("What should we do first?"), HEAD, WIDE), ruled(3, 8.5, WIDE)]),
    ]
    return listing(once, of.name, "", blocks, words, day)


def retrospective(reader: Reader, words: Words, day: date) -> tuple[Picture, ...]:
    """The questions for the end of a stretch of work, with lines to write on."""
    of = parsed(assessments.supplied(RETROSPECTIVE, words.language))
    blocks = [
        together([*paragraph(each.text, HEAD, WIDE), space(2), ruled(5, 9.0, WIDE), space(5)])
        for each in of.items
    ]
    return listing(reader, of.name, of.purpose, blocks, words, day)


def _form_row(reader: Reader, item: AssessmentItem, of: AssessmentSet) -> Block:
    """An item with a box for each step; below it the same in the other languages it is known in."""
    boxes = max(of.steps, 2) * (_BOX + 3)
    room = WIDE - boxes - 6
    said = [
        *paragraph(f"{item.number}  {item.text}", TEXT, room),
        *(
            block
            for each in reader.find(Translation, record=item.id, field="text")
            for block in paragraph(each.text, TEXT, room)
        ),
        *paragraph(_between(item), QUIET, room),
        *paragraph(item.hint, QUIET, room),
    ]
    tall = max(height(said), _BOX + 5) + 3.5
    items: list[Item] = [*stack(said, 0, 1.5)]
    for step in range(max(of.steps, 2)):
        x = WIDE - boxes + step * (_BOX + 3)
        items.append(shapes.rect(x, 1.5, _BOX, _BOX, 0.8, stroke=LIGHT.text, width=0.35))
        number = shape(str(step + of.low), Style(8.5, colour=LIGHT.text_second))
        items.append(unsaid(number.place(x + _BOX / 2 - number.width / 2, _BOX + 5)))
    items.append(shapes.line(0, tall, WIDE, tall, stroke=LIGHT.outline, width=0.25))
    return Block(tall, tuple(items), missing(said))


def _between(item: AssessmentItem) -> str:
    return " → ".join(filter(None, (item.poor, item.good)))
