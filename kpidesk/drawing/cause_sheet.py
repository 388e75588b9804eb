"""The cause sheet of a signal on A4: each why under the one that it explains, with the place of the cause."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kpidesk.domain.causes import Why, whys
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import short_name
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.series import Acknowledgement, Cause, CauseKind
from kpidesk.domain.sheets import Position
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.flow_sheet import flowing, leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.said import entry
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A4"]
_MARGIN: Final = 18.0
_WIDE: Final = _PAPER.wide - 2 * _MARGIN
_INDENT: Final = 11.0
_MOST_INDENT: Final = 8
_NUMBER: Final = 7.0
_KIND: Final = 27.0
_TITLE: Final = Style(18, Weight.BOLD, leading=1.25)
_SIGNAL: Final = Style(13, Weight.SEMIBOLD, leading=1.3)
_TEXT: Final = Style(12, leading=1.35)
_QUIET: Final = Style(10, colour=LIGHT.text_second, leading=1.35)


def asked(reader: Reader) -> tuple[Acknowledgement, ...]:
    """The signals of which somebody asked why, measure by measure."""
    begun = {each.acknowledgement for each in reader.find(Cause)}
    found = [each for each in reader.find(Acknowledgement) if each.id in begun]
    return tuple(sorted(found, key=lambda each: (reader.get(Measure, each.measure).code, each.first)))


def all_sheets(reader: Reader, words: Words, day: date) -> tuple[Picture, ...]:
    """The cause sheets of all signals of which somebody asked why, one after the other."""
    once = Once(reader)
    return tuple(page for each in asked(once) for page in sheets(once, each, words, day))


def sheets(reader: Reader, noted: Acknowledgement, words: Words, day: date) -> tuple[Picture, ...]:
    """The cause sheet of one signal; nearly always one page."""
    measure = reader.get(Measure, noted.measure)
    blocks = _head(measure, noted, words)
    found = whys(reader.find(Cause, acknowledgement=noted.id))
    for number, each in enumerate(found):
        blocks += _why(each, _going_on(found, number), words)
    blocks += _found(noted, words)
    title = words("Why? {code}", code=measure.code)
    named = f"{measure.code} {measure.name}"
    return flowing(blocks, leaf(reader, _PAPER, _MARGIN, title, words, day, named))


def _head(measure: Measure, noted: Acknowledgement, words: Words) -> list[Block]:
    rule = words(LABELS[noted.rule])
    side = words(LABELS[Position(noted.side)])
    first, last = (short_name(each, measure.period_type) for each in (noted.first, noted.last))
    when = first if first == last else words("{first} to {last}", first=first, last=last)
    said = words("{rule}, {side}: {when}", rule=rule, side=side, when=when)
    return [
        *paragraph(f"{measure.code}  {measure.name}", _TITLE, _WIDE),
        space(1.5),
        *paragraph(said[:1].upper() + said[1:], _SIGNAL, _WIDE),
        space(1.5),
        *paragraph(
            words("Read downwards: why, and why that. The last answer of each line is where to begin."),
            _QUIET, _WIDE,
        ),
        space(5),
    ]  # fmt: skip


def _going_on(found: Sequence[Why], number: int) -> set[int]:
    """The depths at which another answer to the same why follows further down."""
    depths: set[int] = set()
    least = found[number].depth + 1
    for each in found[number + 1 :]:
        if each.depth < least:
            depths.add(each.depth)
            least = each.depth
    return depths


def _why(each: Why, going_on: set[int], words: Words) -> list[Block]:
    """One answer: its depth, its words, at the right where the cause lies; where to begin is in strong."""
    indent = _INDENT * min(each.depth - 1, _MOST_INDENT)
    style = Style(12, Weight.SEMIBOLD, leading=1.35) if each.last else _TEXT
    room = _WIDE - indent - _NUMBER - _KIND - 4
    text = paragraph(each.cause.text, style, room)
    tall = max(height(text), 6.0) + 3.6
    number = shape(str(each.depth), Style(10, Weight.SEMIBOLD, LIGHT.text_second))
    items: list[Item] = [
        shapes.rect(
            indent, 0, _WIDE - indent, tall - 1.6, 1.5, stroke=LIGHT.text if each.last else LIGHT.outline,
            width=0.5 if each.last else 0.3,
        ),
        *number.place(indent + 2.4, 1 + _TEXT.size),
        *stack(text, indent + _NUMBER, 1),
        *_kind(each.cause.kind, words),
    ]  # fmt: skip
    paint: shapes.Paint = {"stroke": LIGHT.outline, "width": 0.3}
    stems = [_stem(depth) for depth in going_on - {1} if depth <= each.depth]
    items += [shapes.line(x, -1.6, x, tall - 1.6, **paint) for x in stems]
    if each.depth > 1:
        middle = tall / 2 - 0.8
        x = _stem(each.depth)
        items.append(shapes.polyline([(x, -1.6), (x, middle), (indent, middle)], **paint))
    told = entry(
        f"{each.depth} {each.cause.text}", [words(LABELS[each.cause.kind])] if each.cause.kind else [], items
    )
    return [Block(tall, (told,), missing(text))]


def _stem(depth: int) -> float:
    """Where the line stands that joins answers of a depth to what they explain."""
    return _INDENT * (min(depth - 1, _MOST_INDENT) - 0.5)


def _kind(kind: CauseKind | None, words: Words) -> list[Item]:
    """A mark that is told by its shape, with its word."""
    if kind is None:
        return []
    x, y = _WIDE - _KIND + 2, 3.8
    paint: shapes.Paint = {"stroke": LIGHT.text, "width": 0.3}
    marks: dict[CauseKind, list[Item]] = {
        CauseKind.PERSON: [
            shapes.circle(x, y - 1.1, 1.0, **paint),
            shapes.arc(x, y + 2.0, 1.9, 190, 160, **paint),
        ],
        CauseKind.PROCESS: [
            shapes.line(x - 2, y, x + 1, y, **paint),
            shapes.arrow_head((x + 2.2, y), (x, y), 1.8, fill=LIGHT.text),
        ],
        CauseKind.SYSTEM: [
            shapes.rect(x - 2, y - 2, 4, 4, 0.4, **paint),
            shapes.line(x - 2, y, x + 2, y, **paint),
            shapes.line(x, y - 2, x, y + 2, **paint),
        ],
    }
    return [*marks[kind], *shape(words(LABELS[kind]), _QUIET).place(x + 4, y + 1.3)]


def _found(noted: Acknowledgement, words: Words) -> list[Block]:
    """What people concluded, and lines to write on where they have not yet."""
    blocks: list[Block] = [space(4)]
    heads = ((words("What lies behind it"), noted.cause), (words("What is done about it"), noted.response))
    for head, text in heads:
        blocks += paragraph(head, Style(10, Weight.SEMIBOLD, LIGHT.text_second, leading=1.35), _WIDE)
        if text:
            blocks += [*paragraph(text, _TEXT, _WIDE), space(3)]
        else:
            line = shapes.line(0, 8, _WIDE, 8, stroke=LIGHT.outline, width=0.3)
            blocks += [Block(9, (line,)), Block(11, (line,))]
    return blocks
