"""Promises by person on A4, with boxes to tick at the next meeting.

People come by name, so that everybody finds themselves, and what nobody has taken on yet comes last; of
each person's promises those that are overdue come first.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kpidesk.domain.commitments import CheckIn, Commitment, by_date
from kpidesk.domain.gallery import Note
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre, Partner
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, paragraph, space, together
from kpidesk.drawing.flow_sheet import flowing, leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.partner_words import looked_at
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.text import Style, shape
from kpidesk.drawing.tick_box import tick_box
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A4"]
_MARGIN: Final = 18.0
_WIDE: Final = _PAPER.wide - 2 * _MARGIN
_INDENT: Final = 6.0
_RIGHT: Final = 44.0
_WHOLE: Final = 80.0  # mm; a promise that is taller may go on over the next page
_TITLE: Final = Style(20, Weight.BOLD, leading=1.25)
_WHO: Final = Style(14, Weight.SEMIBOLD, leading=1.3)
_TEXT: Final = Style(12, leading=1.35)
_DAY: Final = Style(12, Weight.SEMIBOLD, leading=1.35)
_QUIET: Final = Style(10.5, colour=LIGHT.text_second, leading=1.35)


def sheets(reader: Reader, words: Words, day: date, centre_id: str | None = None) -> tuple[Picture, ...]:
    """All promises person by person: of the whole desk, or those around one result in the centre."""
    once = Once(reader)
    found = once.find(Commitment) if centre_id is None else once.find(Commitment, centre=centre_id)
    title = words("Who promised what")
    count = words.many("{n} promise", "{n} promises", len(found))
    late = words.many("{n} overdue", "{n} overdue", sum(each.is_overdue(day) for each in found))
    blocks = [*paragraph(title, _TITLE, _WIDE), *paragraph(f"{count} · {late}", _QUIET, _WIDE)]
    people: dict[str, list[Commitment]] = defaultdict(list)
    for each in found:
        people[each.who.strip()].append(each)
    for who in sorted(people, key=lambda name: (not name, name.casefold())):
        name = who or words("Nobody has taken this on yet")
        blocks += _person(name, _promises(once, by_date(people[who], day), words, day))
    return flowing(blocks, leaf(once, _PAPER, _MARGIN, title, words, day, title))


def _person(name: str, promises: Sequence[Block]) -> list[Block]:
    """A head that stays with the first promise."""
    line = shapes.line(0, 1, _WIDE, 1, stroke=LIGHT.text, width=0.4)
    head = [space(4), *paragraph(name, _WHO, _WIDE), Block(2.5, (line,))]
    return [together([*head, promises[0]]), *promises[1:]]


def _promises(reader: Reader, promises: Sequence[Commitment], words: Words, day: date) -> list[Block]:
    return [block for each in promises for block in _promise(reader, each, words, day)]


def _promise(reader: Reader, promise: Commitment, words: Words, day: date) -> Iterator[Block]:
    """What, in one piece with its day and status at the right; below with whom, for what, the last look."""
    when = words.pattern(promise.by_when, "yMMMd") if promise.by_when else words("no date")
    status = words("overdue") if promise.is_overdue(day) else words(LABELS[promise.status])
    told = shape(f"{when} · {status}", _DAY if promise.is_overdue(day) else _QUIET)
    wide = _WIDE - max(told.width, _RIGHT) - 4
    box = tick_box(promise.status, _TEXT.line_height)
    right = told.place(_WIDE - told.width, _TEXT.line_height * 0.77)
    first, *rest = paragraph(promise.what, _TEXT, wide, indent=_INDENT, mark=box, right=right)
    about = [*rest, *paragraph(_about(reader, promise, words), _QUIET, _WIDE, indent=_INDENT)]
    looks = sorted(reader.find(CheckIn, commitment=promise.id), key=lambda each: (each.day, each.id))
    if looks:
        about += paragraph(looked_at(looks[-1], words), _QUIET, _WIDE, indent=_INDENT)
    whole = [first, *about, space(2)]
    if height(whole) <= _WHOLE:
        yield together(whole)
    else:
        yield from whole


def _about(reader: Reader, promise: Commitment, words: Words) -> str:
    """With whom, and what it belongs to."""
    partner = reader.get(Partner, promise.partner) if promise.partner else None
    measure = reader.get(Measure, promise.measure) if promise.measure else None
    note = reader.get(Note, promise.note) if promise.note else None
    result = None
    if promise.centre and not partner:
        result = reader.get(Result, reader.get(Centre, promise.centre).result)
    parts = (
        words("with {whom}", whom=promise.with_whom) if promise.with_whom else "",
        f"{partner.code} {partner.name}" if partner else "",
        f"{measure.code} {measure.name}" if measure else "",
        f"{result.code} {result.statement}" if result else "",
        words("note {code}", code=note.code) if note else "",
    )
    return " · ".join(filter(None, parts))
