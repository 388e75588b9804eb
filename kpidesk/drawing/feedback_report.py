"""The report for those who were invited to a gallery: what was heard, what comes of it, what not and why.

After that every note as it was written, poster by poster. No names and no groups stand beside notes; how
many came from where is told with small groups put together.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kpidesk.domain.anonymous import heard_groups
from kpidesk.domain.exact import rounded
from kpidesk.domain.gallery import Decision, Poster
from kpidesk.domain.gallery_checks import Counts, tally
from kpidesk.domain.labels import LABELS
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.told import Answer, Theme, Told, days_to_answer, invited, talk_about, told
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack, together
from kpidesk.drawing.flow_sheet import flowing, leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.poster_kinds import poster_name
from kpidesk.drawing.said import entry
from kpidesk.drawing.text import Style, shape, width
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A4"]
_MARGIN: Final = 18.0
_WIDE: Final = _PAPER.wide - 2 * _MARGIN
_SIDE: Final = 25.0  # where code and kind of a note stand
_GAP: Final = 6.0
_SAID: Final = (_WIDE - _SIDE - _GAP) * 0.5
_BAR: Final = 4.2
_TITLE: Final = Style(22, Weight.BOLD, leading=1.25)
_OPENING: Final = Style(12, leading=1.4)
_HEAD: Final = Style(15, Weight.SEMIBOLD, leading=1.3)
_NAME: Final = Style(11.5, Weight.SEMIBOLD, leading=1.3)
_TEXT: Final = Style(10.5, leading=1.35)
_STRONG: Final = Style(10.5, Weight.SEMIBOLD, leading=1.35)
_QUIET: Final = Style(9.5, colour=LIGHT.text_second, leading=1.35)
_BIG: Final = Style(24, Weight.BOLD, leading=1.15)


def report(reader: Reader, gallery_id: str, words: Words, day: date) -> tuple[Picture, ...]:
    """The whole report of a gallery; empty while it has no notes."""
    once = Once(reader) if not isinstance(reader, Once) else reader
    found = told(once, gallery_id, words.language)
    if not found.answers:
        return ()
    title = words("What we heard, and what comes of it")
    blocks = [
        *_opening(found, title, words), *_numbers(once, found, words), *_themes(found, words),
        *_answered(found, words), *_talk(once, found, words), *_heard(once, found, words),
        *_annex(once, found, words),
    ]  # fmt: skip
    name = f"{found.gallery.name}: {title}"
    return flowing(blocks, leaf(once, _PAPER, _MARGIN, name, words, day, bookmark=title))


def _opening(found: Told, title: str, words: Words) -> list[Block]:
    gallery = found.gallery
    day = words.date(gallery.opens.date()) if gallery.opens else ""
    line = " · ".join(filter(None, (gallery.name, day, gallery.place)))
    said = gallery.heard or words(
        "Thank you for coming, reading and writing. Here is what we heard, what we will do otherwise because "
        "of it, and what we will not do, with the reason. Every note stands at the end in its own words."
    )
    blocks = [*paragraph(title, _TITLE, _WIDE), *paragraph(line, _QUIET, _WIDE), space(4)]
    for part in said.split("\n"):
        blocks += [*paragraph(part, _OPENING, _WIDE), space(1.5)]
    return blocks


# -- in numbers


def _numbers(reader: Reader, found: Told, words: Words) -> list[Block]:
    """The largest figures side by side, then how many of each decision."""
    counted = tally(reader, found.gallery.id)
    whole, asked = counted.all, invited(reader, found.gallery)
    figures = [(words.number(whole.notes), words.many("note", "notes", whole.notes))]
    if found.gallery.visitors is not None:
        came = words("visitors")
        if asked:
            came = words("visitors, {n} were invited", n=words.number(asked))
        figures.insert(0, (words.number(found.gallery.visitors), came))
    figures.append((words.number(whole.decided), words("have an answer")))
    days = days_to_answer(found)
    if days is not None:
        figures.append((words.number(days, 0), words("days to the answer of a question")))
    for ratings, said in ((whole.understand, words("understood, of 5")), (whole.back, words("backed, of 5"))):
        if ratings.mean is not None and found.gallery.rated:
            figures.append((words.number(float(rounded(ratings.mean, 1)), 1), said))
    return [space(3), _figures(figures), space(3), *_bar(found, words)]


def _figures(figures: Sequence[tuple[str, str]]) -> Block:
    step = _WIDE / max(len(figures), 4)
    columns = [
        [*paragraph(number, _BIG, step - 3), *paragraph(said, _QUIET, step - 3)] for number, said in figures
    ]
    items = [
        entry(" ".join(figures[at]), painted=stack(column, at * step, 0)) for at, column in enumerate(columns)
    ]
    return Block(
        max(map(height, columns)), tuple(items), tuple(char for column in columns for char in missing(column))
    )


_ORDER: Final = (
    Decision.ADOPT, Decision.ADAPT, Decision.ANSWER, Decision.PARK, Decision.DECLINE, Decision.THANK,
)  # fmt: skip


def _bar(found: Told, words: Words) -> list[Block]:
    """Decisions as parts of one bar, told in words below; what is open is dashed."""
    fills = dict(zip(_ORDER, (LIGHT.text, LIGHT.text_second, LIGHT.text_third, LIGHT.outline, LIGHT.pressed,
                              LIGHT.sunken), strict=True))  # fmt: skip
    counts = [(each, len(found.with_decision(each))) for each in (*_ORDER, None)]
    items: list[Item] = []
    x = 0.0
    for decision, count in counts:
        wide = _WIDE * count / len(found.answers)
        if count:
            fill = fills[decision] if decision else LIGHT.surface
            dash = () if decision else (1.2, 0.8)
            items.append(shapes.rect(x, 0, wide, _BAR, fill=fill, stroke=LIGHT.text, width=0.3, dash=dash))
        x += wide
    names = {each: words(LABELS[each]) if each else words("not decided yet") for each, _ in counts}
    said = " · ".join(f"{names[each]}: {words.number(count)}" for each, count in counts if count)
    return [Block(_BAR + 1.5, (Group(tuple(items), name=said, role="bar"),)), *paragraph(said, _QUIET, _WIDE)]


# -- what was said


def _part(head: str, rows: Sequence[Block], about: str = "") -> list[Block]:
    """A head that stays with its first row; nothing for no rows."""
    if not rows:
        return []
    begin = [space(7), *paragraph(head, _HEAD, _WIDE), *paragraph(about, _QUIET, _WIDE), space(1.5)]
    return [together([*begin, rows[0]]), *rows[1:]]


def _themes(found: Told, words: Words) -> list[Block]:
    """What several people said."""
    rows = [block for theme in found.themes for block in _theme(theme, words)]
    return _part(words("What several of you said"), rows)


def _theme(theme: Theme, words: Words) -> list[Block]:
    notes = words.many("{n} note", "{n} notes", len(theme.answers))
    decisions = " · ".join(
        f"{words(LABELS[each])}: {words.number(theme.decisions[each])}" for each in _ORDER
        if each in theme.decisions
    )  # fmt: skip
    head = [
        space(2),
        *paragraph(theme.name or words("Without a name"), _NAME, _WIDE),
        *paragraph(" · ".join(filter(None, (notes, decisions))), _QUIET, _WIDE),
    ]
    said = [block for each in theme.answers for block in _quote(each, words, _WIDE - 5)]
    return [together(head), *(Block(b.height, tuple(stack([b], 5, 0)), b.missing) for b in said)]


def _quote(answer: Answer, words: Words, wide: float) -> list[Block]:
    """What somebody wrote, in quotation marks, with its translation and whose entry it is."""
    style = _TEXT
    return [
        *paragraph(words("“{text}”", text=answer.note.text), style, wide),
        *paragraph(words("“{text}”", text=answer.translation) if answer.translation else "", _QUIET, wide),
        *paragraph(
            words("Written down by a host for somebody.") if answer.note.on_behalf else "", _QUIET, wide
        ),
    ]


# -- what comes of it


def _answered(found: Told, words: Words) -> list[Block]:
    parts = (
        (words("What changes because of you"), (Decision.ADOPT, Decision.ADAPT)),
        (words("Your questions, and our answers"), (Decision.ANSWER,)),
        (words("What waits, and why"), (Decision.PARK,)),
        (words("What stays as it is, and why"), (Decision.DECLINE,)),
        (words("Thank you for saying so"), (Decision.THANK,)),
        (words("Not decided yet"), (None,)),
    )
    blocks: list[Block] = []
    for head, decisions in parts:
        found_ = sorted(found.with_decision(*decisions), key=lambda each: -_voices(each))
        blocks += _part(head, [_pair(each, words) for each in found_])
    return blocks


def _voices(answer: Answer) -> int:
    return answer.note.support + answer.note.dots


def _pair(answer: Answer, words: Words) -> Block:
    """A note and what became of it, side by side; never split."""
    note = answer.note
    side = [*paragraph(note.code, _STRONG, _SIDE - 3), *paragraph(answer.poster, _QUIET, _SIDE - 3)]
    if _voices(answer):
        more = words.many("and {n} more says so", "and {n} more say so", _voices(answer))
        side += paragraph(more, _QUIET, _SIDE - 3)
    thanked = note.decision in {Decision.THANK, None} and not note.reason and not answer.led_to
    said = _quote(answer, words, _WIDE - _SIDE if thanked else _SAID)
    right = [] if thanked else _reply(answer, words, _WIDE - _SIDE - _SAID - _GAP)
    tall = max(height(side), height(said), height(right)) + 4
    items = [
        shapes.line(0, 0, _WIDE, 0, stroke=LIGHT.border, width=0.3), *stack(side, 0, 2),
        *stack(said, _SIDE, 2), *stack(right, _SIDE + _SAID + _GAP, 2),
    ]  # fmt: skip
    return Block(tall, (Group(tuple(items), name=note.code, role="row", record=note.id),),
                 missing([*side, *said, *right]))  # fmt: skip


def _reply(answer: Answer, words: Words, wide: float) -> list[Block]:
    reason = answer.note.reason
    blocks = paragraph(reason or ("" if answer.led_to else words("The reason follows.")), _STRONG, wide)
    for each in answer.led_to:
        if each.casefold() != reason.casefold():
            blocks += paragraph("→ " + each, _TEXT, wide)
    return blocks


# -- who was heard, and what needs talk


def _talk(reader: Reader, found: Told, words: Words) -> list[Block]:
    """Posters on which people do not agree yet."""
    counted = tally(reader, found.gallery.id).posters
    rows = [
        row
        for poster, _ in found.posters
        if (why := talk_about(counted[poster.code]))
        for row in [_needs_talk(reader, poster, why, counted[poster.code], words)]
    ]
    return _part(words("What we should talk about once more"), rows)


def _needs_talk(reader: Reader, poster: Poster, why: Sequence[str], counts: Counts, words: Words) -> Block:
    mean = counts.back.mean
    reasons = {
        "backing": words("backed with {mean} of 5 on average",
                         mean=words.number(float(rounded(mean, 1)), 1) if mean is not None else ""),
        "concerns": words("three concerns or more"),
        "divided": words("people see it very differently"),
    }  # fmt: skip
    name = f"{poster.code}  {poster_name(reader, poster, words)}".strip()
    blocks = [
        *paragraph(name, _STRONG, _WIDE),
        *paragraph("; ".join(reasons[each] for each in why), _TEXT, _WIDE),
    ]
    line = shapes.line(0, 0, _WIDE, 0, stroke=LIGHT.border, width=0.3)
    return Block(height(blocks) + 4, (line, *stack(blocks, 0, 2)), missing(blocks))


def _heard(reader: Reader, found: Told, words: Words) -> list[Block]:
    """How many notes came from where."""
    groups = heard_groups(reader, found.gallery.id, words("small groups together"))
    if not groups:
        return []
    most = max(count for _, count in groups)
    label = min(max(width(name, _TEXT) for name, _ in groups) + 4, _WIDE * 0.5)
    rows = []
    for name, count in groups:
        bar = shapes.rect(label, 0.6, (_WIDE - label - 14) * count / most, 3.4, fill=LIGHT.text_second)
        lines = paragraph(name, _TEXT, label - 2)
        number = shape(words.number(count), _STRONG).place(
            label + (_WIDE - label - 14) * count / most + 2, 3.9
        )
        items = (bar, *number, *stack(lines, 0, 0))
        rows.append(Block(max(height(lines), 5.4), items, missing(lines)))
    about = words("Groups with fewer than four notes are put together, so that nobody can be told from them.")
    return _part(words("Who was heard"), rows, about)


# -- word for word


def _annex(reader: Reader, found: Told, words: Words) -> list[Block]:
    blocks: list[Block] = []
    for poster, answers in found.posters:
        if answers:
            name = f"{poster.code}  {poster_name(reader, poster, words)}".strip()
            blocks += _part(name, list(_verbatim(answers, words)))
    if blocks:
        head = words("Every note, in its own words")
        blocks = [space(6), *paragraph(head, Style(18, Weight.BOLD, leading=1.25), _WIDE), *blocks]
        blocks = [together(blocks[:3]), *blocks[3:]]
    return blocks


def _verbatim(answers: Sequence[Answer], words: Words) -> Iterator[Block]:
    for each in answers:
        note = each.note
        kind = words(LABELS[note.kind]) if note.kind else ""
        decision = words(LABELS[note.decision]) if note.decision else words("not decided yet")
        side = [*paragraph(note.code, _STRONG, _SIDE - 3), *paragraph(kind, _QUIET, _SIDE - 3)]
        line = f"{decision}: {note.reason}" if note.reason else decision
        said = [*_quote(each, words, _WIDE - _SIDE), *paragraph(line, _QUIET, _WIDE - _SIDE)]
        tall = max(height(side), height(said)) + 3.5
        items = [
            shapes.line(0, 0, _WIDE, 0, stroke=LIGHT.border, width=0.3), *stack(side, 0, 1.8),
            *stack(said, _SIDE, 1.8),
        ]  # fmt: skip
        yield Block(tall, tuple(items), missing([*side, *said]))
