"""Everything that is noted of one partner, on A4: to take along to a talk, or to leave with them.

Each partner begins on a new page. What is a guess has the dashed ring, a question mark and its age; what
they told us has the full disc.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from kpidesk.domain.commitments import CheckIn, Commitment, by_date
from kpidesk.domain.guesses import told_of
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    Challenge,
    Contribution,
    DrivingMeasure,
    Partner,
    PartnerShare,
    Standing,
    Told,
    in_order,
    strength_of,
)
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, paragraph, space, together
from kpidesk.drawing.flow_sheet import flowing, leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.partner_words import age, kind_of, looked_at, promised
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.sharing import asked, shared_measures
from kpidesk.drawing.sharing_sheet import TABLE, guess_mark, known_mark
from kpidesk.drawing.text import Style, shape
from kpidesk.drawing.tick_box import tick_box
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A4"]
_MARGIN: Final = 18.0
_WIDE: Final = _PAPER.wide - 2 * _MARGIN
_INDENT: Final = 6.0
_CODE: Final = 14.0
_MOST_NAMED: Final = 4  # of more partners the codes are told
_NAME: Final = Style(20, Weight.BOLD, leading=1.25)
_TEXT: Final = Style(12, leading=1.35)
_GUESS: Final = Style(12, Weight.ITALIC, leading=1.35)
_HEAD: Final = Style(12, Weight.SEMIBOLD, leading=1.35)
_QUIET: Final = Style(10.5, colour=LIGHT.text_second, leading=1.35)


def sheets(reader: Reader, centre: Centre, words: Words, day: date) -> tuple[Picture, ...]:
    """The sheets of all partners around a result, in their order."""
    once = Once(reader)
    partners = in_order(once.find(Partner, centre=centre.id))
    return tuple(page for each in partners for page in sheet(once, each, words, day))


def sheet(reader: Reader, partner: Partner, words: Words, day: date) -> tuple[Picture, ...]:
    """The sheet of one partner, of as many pages as it takes."""
    blocks = _head(reader, partner, words)
    parts = (
        (words("What they contribute"), _contributions(reader, partner, words, day)),
        (words("What drives their own work"), _driving(reader, partner, words, day)),
        (words("Why they are not in yet"), _lines(partner.why_not)),
        (words("How we want to win them"), _lines(_plan(partner))),
        (words("Strategy that leverages their contribution"), _lines(partner.strategy)),
        (words("Aligned with"), _aligned(reader, partner, words)),
        (words("Measures that we share"), _shared(reader, partner, words)),
        (words("What stands in the way"), _challenges(reader, partner, words)),
        (words("Who does what by when"), _promises(reader, partner, words, day)),
    )
    for title, found in parts:
        blocks += _part(title, found)
    name = f"{partner.code} {partner.name}"
    return flowing(blocks, leaf(reader, _PAPER, _MARGIN, name, words, day, name))


def _head(reader: Reader, partner: Partner, words: Words) -> list[Block]:
    result = reader.get(Result, reader.get(Centre, partner.centre).result)
    strength = words(
        "contribution: {strength}", strength=words(LABELS[strength_of(reader, partner)])
    ).replace(" ", "\u00a0")
    line = shapes.line(0, 2, _WIDE, 2, stroke=LIGHT.text, width=0.5)
    return [
        *paragraph(partner.name, _NAME, _WIDE),
        space(1),
        *paragraph(f"{kind_of(partner, words)} · {strength}", _TEXT, _WIDE),
        *paragraph(words("Contact: {who}", who=partner.contact) if partner.contact else "", _TEXT, _WIDE),
        space(1.5),
        *paragraph(f"{result.code} {result.statement}", _QUIET, _WIDE),
        Block(4, (line,)),
    ]


def _part(title: str, found: Sequence[Block]) -> list[Block]:
    """A head that stays with what begins below it; nothing where nothing is noted."""
    if not found:
        return []
    head = paragraph(title, Style(10.5, Weight.SEMIBOLD, LIGHT.text_second, leading=1.35), _WIDE)
    return [together([space(2.5), *head, found[0]]), *found[1:]]


def _lines(text: str) -> list[Block]:
    return paragraph(text, _TEXT, _WIDE)


def _plan(partner: Partner) -> str:
    return partner.engagement if partner.standing is Standing.DESIRED else ""


# -- known and guessed


def _contributions(reader: Reader, partner: Partner, words: Words, day: date) -> list[Block]:
    found = (each for each in told_of(reader, partner) if isinstance(each, Contribution))
    return _told(((each, each.name) for each in found), words, day)


def _driving(reader: Reader, partner: Partner, words: Words, day: date) -> list[Block]:
    found = [each for each in told_of(reader, partner) if isinstance(each, DrivingMeasure)]
    return _told(((each, _named(reader, each)) for each in found), words, day)


def _named(reader: Reader, driving: DrivingMeasure) -> str:
    code = reader.get(Measure, driving.measure).code if driving.measure else ""
    return " ".join(filter(None, (code, driving.name)))


def _told(found: Iterable[tuple[Told, str]], words: Words, day: date) -> list[Block]:
    """Each with its mark and for how long it has been a guess, or since when it is known."""
    blocks: list[Block] = []
    for told, name in found:
        mark = guess_mark if told.is_guess else known_mark
        at = mark(1.7, _TEXT.line_height * 0.53, TABLE)
        shown, style = (f"{name}?", _GUESS) if told.is_guess else (name, _TEXT)
        since = shape(_since(told, words, day), _QUIET)
        blocks += paragraph(
            shown, style, _WIDE - since.width - 4, indent=_INDENT, mark=[at],
            right=since.place(_WIDE - since.width, _TEXT.line_height * 0.75),
        )  # fmt: skip
        source = words("from: {source}", source=told.source) if told.source else ""
        learned = words("Found: {text}", text=told.found) if told.found else ""
        below = "\n".join(filter(None, (source, learned)))
        blocks += paragraph(below, _QUIET, _WIDE, indent=_INDENT)
    return blocks


def _since(told: Told, words: Words, day: date) -> str:
    if told.is_guess:
        return age((day - told.noted_on).days if told.noted_on else None, words)
    if told.confirmed_on is None:
        return words("known")
    return words("known since {day}", day=words.pattern(told.confirmed_on, "yMMMd"))


# -- with others


def _aligned(reader: Reader, partner: Partner, words: Words) -> list[Block]:
    """Own measures that serve others, then those of others that serve this partner; each with why."""
    blocks: list[Block] = []
    for driving in reader.find(DrivingMeasure, partner=partner.id):
        for each in reader.find(Alignment, driving_measure=driving.id):
            other = reader.get(Partner, each.partner)
            said = words("“{measure}” also serves {partner}", measure=driving.name, partner=_who(other))
            blocks += _why(said, each.why)
    for each in reader.find(Alignment, partner=partner.id):
        driving = reader.get(DrivingMeasure, each.driving_measure)
        other = reader.get(Partner, driving.partner)
        said = words("“{measure}” of {partner} serves them", measure=driving.name, partner=_who(other))
        blocks += _why(said, each.why)
    return blocks


def _who(partner: Partner) -> str:
    return f"{partner.code} {partner.name}"


def _why(said: str, why: str) -> list[Block]:
    return [*paragraph(said, _TEXT, _WIDE), *paragraph(why, _QUIET, _WIDE, indent=_INDENT)]


def _shared(reader: Reader, partner: Partner, words: Words) -> list[Block]:
    blocks: list[Block] = []
    for measure in shared_measures(reader, partner):
        code = shape(measure.code, _HEAD)
        indent = max(_CODE, code.width + 2)
        shares = reader.find(PartnerShare, measure=measure.id)
        others = [reader.get(Partner, each.partner) for each in shares if each.partner != partner.id]
        few = len(others) <= _MOST_NAMED
        mark = code.place(0, _TEXT.line_height * 0.77)
        blocks += paragraph(measure.name, _TEXT, _WIDE, indent=indent, mark=mark)
        whom = ", ".join(_who(each) if few else each.code for each in in_order(others))
        told = words("with {whom}", whom=whom) if others else words("one partner: not shared yet")
        targets = "; ".join(asked(each, words) for each in reader.find(Target, measure=measure.id))
        target = words("target: {targets}", targets=targets) if targets else ""
        blocks += paragraph(" · ".join(filter(None, (target, told))), _QUIET, _WIDE, indent=indent)
    return blocks


def _challenges(reader: Reader, partner: Partner, words: Words) -> list[Block]:
    blocks: list[Block] = []
    for each in reader.find(Challenge):
        if partner.id not in {each.partner, each.other}:
            continue
        other = each.other if each.partner == partner.id else each.partner
        kind = words(LABELS[each.kind]) if each.kind else ""
        between = words("with {whom}", whom=_who(reader.get(Partner, other))) if other else ""
        blocks += _why(each.text, " · ".join(filter(None, (kind, between))))
    return blocks


# -- promises


def _promises(reader: Reader, partner: Partner, words: Words, day: date) -> list[Block]:
    blocks: list[Block] = []
    for each in by_date(reader.find(Commitment, partner=partner.id), day):
        blocks += _promise(reader, each, words, day)
    return blocks


def _promise(reader: Reader, promise: Commitment, words: Words, day: date) -> Iterator[Block]:
    """A promise with its box, its status in words, and what came out whenever people looked at it."""
    status = words("overdue") if promise.is_overdue(day) else words(LABELS[promise.status])
    note = shape(status, _HEAD)
    lines = paragraph(
        promised(promise, words), _TEXT, _WIDE - note.width - 4, indent=_INDENT,
        mark=tick_box(promise.status, _TEXT.line_height),
        right=note.place(_WIDE - note.width, _TEXT.line_height * 0.77),
    )  # fmt: skip
    yield from lines
    looks = sorted(reader.find(CheckIn, commitment=promise.id), key=lambda each: (each.day, each.id))
    for look in looks:
        yield from paragraph(looked_at(look, words), _QUIET, _WIDE, indent=_INDENT)
    yield space(1.5)
