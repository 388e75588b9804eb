"""You said, we did: what was heard at a gallery, and what became of it, as much as a sheet holds.

No names and no groups stand here, whatever a gallery keeps of its notes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kpidesk.domain.gallery import Decision, Gallery, Poster
from kpidesk.domain.posters import decided_notes, told_gallery
from kpidesk.domain.reader import Reader
from kpidesk.domain.told import CHANGES, Answer, told
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack, together
from kpidesk.drawing.flow_sheet import paged
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Item
from kpidesk.drawing.poster_columns import Body, Section
from kpidesk.drawing.poster_sections import second_line
from kpidesk.drawing.poster_sheet import Sheet
from kpidesk.drawing.poster_words import NOTE_SIGNS
from kpidesk.drawing.poster_zones import signed
from kpidesk.system.words import Words

_SHARE: Final = 0.52  # of the width: what was said
_MOST: Final = 90  # of one kind of answer: more than the largest sheet holds
_ON_SLIDES: Final = 300


@dataclass(frozen=True, slots=True)
class _Answers:
    """Notes with the same kind of answer under one head, those that most people share first.

    Of `count` answers only so many have rows as a sheet could hold.
    """

    title: str
    rows: tuple[Block, ...]
    count: int


def told_sections(reader: Reader, poster: Poster, sheet: Sheet, factor: float, words: Words) -> list[Section]:
    """One section of answers; before anything is decided, one that says so."""
    gallery = told_gallery(reader, poster)
    if gallery is None:
        text = words("Nothing is decided yet. The answers will hang here, for everybody who wrote something.")
        blocks = paragraph(text, sheet.question(factor), sheet.column)
        return [Section("", height(blocks), height(blocks), _still(blocks), 9, bare=True)]
    answers = _answers(reader, gallery, sheet, factor, words)
    head = _about(gallery, len(decided_notes(reader, gallery)), sheet, factor, words)

    def draw(tall: float) -> Body:
        blocks = [*head, *_fitted(answers, tall - height(head), sheet, factor, words)]
        return Body(tuple(stack(blocks, 0, 0)), missing(blocks))

    most = height(head) + sum(height(each.rows) + _head_tall(sheet, factor) for each in answers)
    least = min(most, height(head) + 8 * sheet.text(factor).line_height)
    return [Section("", least, most, draw, 9, bare=True)]


def told_pages(reader: Reader, poster: Poster, sheet: Sheet, words: Words, room: float) -> list[list[Block]]:
    """Answers page by page, each at most `room` mm tall; what is not decided yet has none."""
    gallery = told_gallery(reader, poster)
    if gallery is None:
        return []
    above, below = _head_style(sheet, 1.0)
    blocks = _about(gallery, len(decided_notes(reader, gallery)), sheet, 1.0, words)
    answers = _answers(reader, gallery, sheet, 1.0, words, _ON_SLIDES)
    for each in answers:
        title = paragraph(each.title, sheet.heading(1.0), sheet.column)
        blocks += [together([space(above), *title, space(below), each.rows[0]]), *each.rows[1:]]
    left = sum(each.count - len(each.rows) for each in answers)
    return paged([*blocks, *_more(left, sheet, 1.0, words)], room)


def _still(blocks: Sequence[Block]) -> Callable[[float], Body]:
    return lambda _: Body(tuple(stack(blocks, 0, 0)), missing(blocks))


def _about(gallery: Gallery, count: int, sheet: Sheet, factor: float, words: Words) -> list[Block]:
    """Which gallery it was, and how many notes were answered."""
    day = words.date(gallery.opens.date()) if gallery.opens else ""
    notes = words.many("{n} note has its answer", "{n} notes have their answers", count)
    line = " · ".join(filter(None, (gallery.name, day, notes)))
    return [*paragraph(line, sheet.quiet(factor), sheet.column), space(sheet.text(factor).size * 0.6)]


def _answers(
    reader: Reader, gallery: Gallery, sheet: Sheet, factor: float, words: Words, most: int = _MOST
) -> list[_Answers]:
    found = told(reader, gallery.id, words.language)
    heads = (
        (words("What changes"), CHANGES),
        (words("What we can answer"), (Decision.ANSWER,)),
        (words("What has to wait, and why"), (Decision.PARK,)),
        (words("What stays as it is, and why"), (Decision.DECLINE,)),
        (words("Thank you for saying so"), (Decision.THANK,)),
    )
    return [
        _Answers(
            title,
            tuple(_row(each, sheet, factor, words) for each in sorted(answers, key=_shared)[:most]),
            len(answers),
        )
        for title, decisions in heads
        if (answers := found.with_decision(*decisions))
    ]


def _shared(answer: Answer) -> int:
    """The order of answers: what most people put their dots and ticks to comes first."""
    return -(answer.note.support + answer.note.dots)


def _row(answer: Answer, sheet: Sheet, factor: float, words: Words) -> Block:
    """What was said on its paper at the left, what became of it at the right."""
    note, text = answer.note, sheet.text(factor)
    pad = text.size * 0.5
    done = "\n".join(dict.fromkeys(filter(None, (*answer.led_to, note.reason))))
    thanked = note.decision is Decision.THANK and not done
    left, gap = sheet.column * (1.0 if thanked else _SHARE), text.size * 1.1
    said = _said(answer, sheet, factor, words, left - 2 * pad)
    became = paragraph(
        "" if thanked else done or words("The reason follows."), text, sheet.column - left - gap
    )
    tall = max(height(said) + 2 * pad * 0.7, height(became))
    look = LIGHT.notes[note.kind.value if note.kind else "X"]
    line = max(0.5 * sheet.unit, 0.3)
    middle, tip = tall / 2, left + gap * 0.62
    arrow = [(left + gap * 0.25, middle - gap * 0.2), (tip, middle), (left + gap * 0.25, middle + gap * 0.2)]
    items = [
        shapes.rect(0, 0, left, tall, 1.2 * sheet.unit, fill=look.paper, stroke=look.ink, width=line),
        *stack(said, pad, (tall - height(said)) / 2),
        *([shapes.polygon(arrow, fill=LIGHT.text)] if became else ()),
        *stack(became, left + gap, (tall - height(became)) / 2),
    ]
    return Block(tall + text.size * 0.45, tuple(items), (*missing(said), *missing(became)))


def _said(answer: Answer, sheet: Sheet, factor: float, words: Words, wide: float) -> list[Block]:
    """The note's own words, in the poster's language too, and a mark where somebody else entered it."""
    note, text = answer.note, sheet.text(factor)
    mark: list[Item] = []
    if note.kind is not None:
        ink = LIGHT.notes[note.kind.value].ink
        mark = signed(NOTE_SIGNS[note.kind], 0, text.line_height / 2, text, ink, max(0.5 * sheet.unit, 0.3))
    indent = text.size * 1.55 if mark else 0.0
    entered = words("entered by the facilitator for somebody") if note.on_behalf else ""
    return [
        *paragraph(note.text, replace(text, weight=Weight.SEMIBOLD), wide, indent=indent, mark=mark),
        *paragraph(answer.translation, second_line(sheet, factor), wide, indent=indent),
        *paragraph(entered, sheet.quiet(factor), wide, indent=indent),
    ]


# -- as much as fits


def _head_style(sheet: Sheet, factor: float) -> tuple[float, float]:
    """The room above and below a head's line of text."""
    size = sheet.heading(factor).size
    return size * 0.35, size * 0.25


def _head_tall(sheet: Sheet, factor: float) -> float:
    return sheet.heading(factor).line_height + sum(_head_style(sheet, factor))


def _fitted(
    answers: Sequence[_Answers], room: float, sheet: Sheet, factor: float, words: Words
) -> Iterator[Block]:
    """Rows of each kind in turn while there is room, thanks last; then how many more there are."""
    quiet = sheet.quiet(factor)
    everything = sum(height(each.rows) + _head_tall(sheet, factor) for each in answers)
    count = sum(each.count for each in answers)
    shown = [len(each.rows) for each in answers]
    if everything > room + 1e-6 or sum(shown) < count:
        shown = _counts(answers, room - 2 * quiet.line_height, _head_tall(sheet, factor))
    above, below = _head_style(sheet, factor)
    for each, number in zip(answers, shown, strict=True):
        if number:
            yield space(above)
            yield from paragraph(each.title, sheet.heading(factor), sheet.column)
            yield space(below)
            yield from each.rows[:number]
    yield from _more(count - sum(shown), sheet, factor, words)


def _more(left: int, sheet: Sheet, factor: float, words: Words) -> list[Block]:
    """How many answers are told elsewhere; nothing for none."""
    if not left:
        return []
    quiet = sheet.quiet(factor)
    text = words.many("{n} more answer is in the report.", "{n} more answers are in the report.", left)
    lines = paragraph(text, replace(quiet, weight=Weight.SEMIBOLD), sheet.column)
    return [space(quiet.size * 0.4), *lines]


def _counts(answers: Sequence[_Answers], room: float, head: float) -> list[int]:
    """How many rows of each fit, a round at a time so that no kind of answer pushes another off."""
    shown = [0] * len(answers)
    going = list(range(len(answers)))
    while going:
        for number in list(going):
            rows = answers[number].rows
            if shown[number] == len(rows):
                going.remove(number)
                continue
            needs = rows[shown[number]].height + (0 if shown[number] else head)
            if needs > room:
                going.remove(number)
                continue
            shown[number] += 1
            room -= needs
    return shown
