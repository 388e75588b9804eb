"""Cards and small sheets that people hold in their hands: questions for hosts, ratings, notes, ballots."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from kpidesk.domain.gallery import Gallery, Poster, RatingScale
from kpidesk.domain.posters import ZONED, in_order
from kpidesk.domain.reader import Reader
from kpidesk.drawing import said, shapes
from kpidesk.drawing.codes import LONGEST, qr
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.gallery_paper import Draw, cards, ruled
from kpidesk.drawing.listing import A4, QUIET
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Item, Picture, Transform
from kpidesk.drawing.poster_brand import Brand, brand_of
from kpidesk.drawing.poster_kinds import poster_name
from kpidesk.drawing.poster_parts import largest, whole_words
from kpidesk.drawing.poster_sheet import NOTE
from kpidesk.drawing.text import Style, shape, wrap
from kpidesk.system.words import Words

_ASK: Final = Style(22, Weight.SEMIBOLD, leading=1.25)
_SMALL: Final = Style(14, leading=1.3)
_SMALLEST: Final = Style(9.5, colour=LIGHT.text_second, leading=1.2)


# -- for hosts


def host_questions(words: Words) -> tuple[str, ...]:
    """What hosts ask, a question a card."""
    return (
        words("What do you picture when you read this result?"),
        words("What would you see on a good day?"),
        words("Who would be annoyed by this number, and why?"),
        words("How could someone make it look good without doing better?"),
        words("Where would the data come from in your place?"),
        words("What is missing on this wall?"),
        words("If it moved the wrong way, what would you want to happen next?"),
        words("Which words would you change?"),
    )


def host_cards(reader: Reader, gallery: Gallery, words: Words, _: date) -> tuple[Picture, ...]:
    """The questions on A6 cards, four to an A4, and four cards with what a host does."""
    brand = brand_of(reader)
    rules = (
        words("Ask, then wait. Silence is fine."),
        words("Write down their words, not yours."),
        words("Never defend a measure. Thank for every doubt."),
        words("Say where to put the note."),
    )
    drawn: list[Draw] = [
        partial(_question, number=number, text=text, gallery=gallery, brand=brand, words=words)
        for number, text in enumerate(host_questions(words), 1)
    ]
    drawn += [
        partial(_rules, rules=rules, gallery=gallery, brand=brand, words=words, again=again)
        for again in (False, True, True, True)
    ]
    return cards(drawn, words("Cards for hosts"), words, across=2, down=2)


def _question(
    wide: float, tall: float, *, number: int, text: str, gallery: Gallery, brand: Brand, words: Words
) -> tuple[Sequence[Item], Sequence[str]]:
    lead = words("Question {n}", n=number)
    style = whole_words(text, Style(26, Weight.SEMIBOLD, leading=1.24), wide, 14)
    painted = [*paragraph(lead, QUIET, wide), space(4), *paragraph(text, style, wide)]
    asked = said.entry(f"{lead}: {text}", painted=stack(painted, 0, 0))
    blocks = [Block(height(painted), (asked,), missing(painted))]
    note = paragraph(words("What they said, in their own words:"), QUIET, wide)
    low = Block(height(note) + 31, (said.unsaid(stack(note, 0, 0)), *ruled(3, 10, wide).items))
    return _card(blocks, low, wide, tall, gallery, brand)


def _rules(
    wide: float, tall: float, *, rules: Sequence[str], gallery: Gallery, brand: Brand, words: Words,
    again: bool,
) -> tuple[Sequence[Item], Sequence[str]]:  # fmt: skip
    title = words("You are a host")
    head = paragraph(title, _ASK, wide)
    blocks = [Block(height(head), (said.heading(title, stack(head, 0, 0)),), missing(head)), space(4)]
    for rule in rules:
        mark = shapes.circle(1.2, _SMALL.line_height / 2, 1.1, fill=LIGHT.text)
        lines = paragraph(rule, _SMALL, wide, indent=5, mark=(mark,))
        entry = said.entry(rule, painted=stack(lines, 0, 0))
        blocks += [Block(height(lines), (entry,), missing(lines)), space(2)]
    items, lost = _card(blocks, Block(0), wide, tall, gallery, brand)
    return [said.again(items)] if again else items, lost


def _card(
    blocks: Sequence[Block], low: Block, wide: float, tall: float, gallery: Gallery, brand: Brand
) -> tuple[Sequence[Item], Sequence[str]]:
    """What is said at the top, what is written at the bottom, and whose card it is."""
    foot = paragraph(gallery.name, Style(9, colour=LIGHT.text_second), wide)
    bar = shapes.rect(0, 0, wide, 1.2, fill=brand.colour)
    top = stack(blocks, 0, 5)
    bottom = tall - height(foot)
    room = bottom - 5 - height(blocks)
    written = stack([low], 0, bottom - low.height - 3) if room >= low.height + 4 else []
    whose = Group(tuple(stack(foot, 0, bottom)), role="page foot")
    return [bar, *top, *written, whose], missing([*blocks, *foot])


# -- ratings


def scales_of(reader: Reader, gallery: Gallery) -> list[RatingScale]:
    """What a gallery that is rated asks for: understanding, then backing."""
    keys = (gallery.understand_scale, gallery.back_scale)
    return [reader.get(RatingScale, key) for key in keys if key] if gallery.rated else []


def freely(gallery: Gallery, words: Words) -> str:
    """That nothing has to be said, and no name where none are taken."""
    return words("Leave out what you like.") if gallery.names else words("No name. Leave out what you like.")


def rating_cards(reader: Reader, gallery: Gallery, words: Words, _: date) -> tuple[Picture, ...]:
    """Eight cards on A4: which poster, and a circle for each step of both scales."""
    scales = scales_of(reader, gallery)
    if not scales:
        return ()
    drawn: list[Draw] = [partial(_rating_card, scales=scales, told=freely(gallery, words), words=words)] * 8
    return cards(drawn, words("Rating cards"), words, across=2, down=4, inside=7.0)


def _rating_card(
    wide: float, tall: float, *, scales: Sequence[RatingScale], told: str, words: Words
) -> tuple[Sequence[Item], Sequence[str]]:
    label = shape(words("Poster"), Style(13, Weight.SEMIBOLD))
    free = wrap(told, _SMALLEST, wide)
    items: list[Item] = [
        *label.place(0, 4.5),
        shapes.line(label.width + 3, 5.5, label.width + 30, 5.5, stroke=LIGHT.text, width=0.4),
        *free.place(0, tall - free.height),
    ]
    lost: list[str] = [*free.missing]
    step = (tall - 9 - free.height) / len(scales)
    for number, scale in enumerate(scales):
        made, gone = _scale_row(scale, wide, step)
        items.append(Group(tuple(made), transform=Transform(0, 9 + number * step), role="rating"))
        lost += gone
    return items, lost


def _scale_row(scale: RatingScale, wide: float, tall: float) -> tuple[list[Item], Sequence[str]]:
    """A question, its circles over the width of the card, and below their ends what these mean."""
    question = wrap(scale.question, Style(12, Weight.SEMIBOLD, leading=1.2), wide)
    count = scale.high - scale.low + 1
    low, high = (wrap(word, _SMALLEST, wide * 0.48) for word in (scale.low_word, scale.high_word))
    ends = max(low.height, high.height)
    size = max(3.0, min(10.0, wide / count / 1.15, tall - question.height - ends - 2.5))
    step = (wide - size) / max(count - 1, 1)
    items: list[Item] = [*question.place(0, 0)]
    middle = question.height + 1 + size / 2
    digit_style = Style(min(13.0, size * 1.5))
    for number in range(count):
        x = size / 2 + number * step
        items.append(shapes.circle(x, middle, size / 2 - 0.2, stroke=LIGHT.text, width=0.35))
        digit = shape(str(scale.low + number), digit_style)
        items += digit.place(x - digit.width / 2, middle + digit_style.size * 0.36)
    below = middle + size / 2 + 0.6
    items += low.place(0, below)
    items += high.place(wide * 0.52, below, align="right", box_width=wide * 0.48)
    return items, (*question.missing, *low.missing, *high.missing)


# -- notes


def note_sheets(reader: Reader, gallery: Gallery, words: Words, _: date) -> tuple[Picture, ...]:
    """Six blank squares on A4 with the code, for each poster with places for notes; then some without."""
    noted = [each for each in in_order(reader.find(Poster, gallery=gallery.id)) if each.kind in ZONED]
    pages = [_note_sheet(each.code, poster_name(reader, each, words), words) for each in noted]
    return (*pages, _note_sheet("", "", words))


def _note_sheet(code: str, name: str, words: Words) -> Picture:
    """Six squares of 76 mm: the code and its QR in a corner of each, for a photo of any of them."""
    gap = 6.0
    left = (A4.wide - 2 * NOTE - gap) / 2
    top = (A4.tall - 3 * NOTE - 2 * gap) / 2 + 6
    items: list[Item] = []
    title = words("Note sheet {code}", code=code) if code else words("Note sheet")
    told = shape(" · ".join(filter(None, (code, name))) or words("For any poster: write its code."), QUIET)
    small = replace(QUIET, size_pt=QUIET.size_pt * min(1.0, (A4.wide - 24) / max(told.width, 1)))
    items += shape(told.text, small).place(left, top - 4)
    for number in range(6):
        x, y = left + number % 2 * (NOTE + gap), top + number // 2 * (NOTE + gap)
        items.append(Group(tuple(_square(code)), transform=Transform(x, y), role="note"))
    return Picture(A4.wide, A4.tall, tuple(items), title=title, language=words.language, bookmark=title)


def _square(code: str) -> list[Item]:
    """A place to write, with the code in its lower right corner, or a line for it."""
    items: list[Item] = [shapes.rect(0, 0, NOTE, NOTE, 1.5, stroke=LIGHT.field, width=0.4)]
    if not 0 < len(code) <= LONGEST:
        return [*items, shapes.line(NOTE - 24, NOTE - 5, NOTE - 4, NOTE - 5, stroke=LIGHT.field, width=0.4)]
    side = 15.0
    items.append(Group((qr(code, NOTE - side - 1, NOTE - side - 1, side),), name=code, role="qr"))
    shown = largest(code, Style(20, Weight.BOLD), NOTE - side - 6, 9)
    if shown is not None:
        items += shown.place(NOTE - side - 2.5 - shown.width, NOTE - 5)
    return items


# -- names


def name_tents(reader: Reader, gallery: Gallery, words: Words, _: date) -> tuple[Picture, ...]:
    """A card for each host to fold and stand on a table, lying on A4; one to write on if there is none."""
    brand = brand_of(reader)
    names = gallery.hosts or ("",)
    title = words("Name tents")
    return tuple(
        replace(_tent(name, gallery, brand, title, words, first=not number), bookmark="" if number else title)
        for number, name in enumerate(names)
    )


def _tent(name: str, gallery: Gallery, brand: Brand, title: str, words: Words, *, first: bool) -> Picture:
    """The lower half is the front, the upper half what the host reads: what to ask."""
    paper = SHEETS["A4"].landscape
    half = paper.tall / 2
    margin = 18.0
    room = paper.wide - 2 * margin
    items: list[Item] = [
        shapes.line(4, half, paper.wide - 4, half, stroke=LIGHT.field, width=0.25, dash=(2.0, 2.0)),
        shapes.rect(margin, paper.tall - 16, room, 1.6, fill=brand.colour),
    ]
    style = Style(72, Weight.BOLD, leading=1.15)
    lines = wrap(name, whole_words(name, style, room, 24), room)
    while lines.height > half - 46 and lines.style.size_pt > 24:
        lines = wrap(name, replace(style, size_pt=lines.style.size_pt * 0.85), room)
    y = half + (half - lines.height) / 2 - 8
    if name:
        items.append(said.heading(name, lines.place(margin, y, align="center", box_width=room)))
    else:
        items.append(shapes.line(margin + 30, half + 55, paper.wide - margin - 30, half + 55,
                                 stroke=LIGHT.field, width=0.4))  # fmt: skip
    front = wrap(words("Host: ask me anything"), Style(24, colour=LIGHT.text_second), room)
    items.append(said.plain(front.place(margin, paper.tall - 34, align="center", box_width=room)))
    asked = [words("Ask"), *(f"• {text}" for text in host_questions(words))]
    back = wrap("\n".join(asked), Style(13, leading=1.3), room)
    base = 14 + back.style.size
    turned: list[Item] = []
    for number, line in enumerate(back.lines):  # upside down, so that it stands upright once folded
        turned += line.place(paper.wide - margin, half - base - number * back.style.line_height, angle=180)
    items.append(said.plain(turned) if first else said.again(turned))
    return Picture(
        paper.wide, paper.tall, tuple(items), title=title, language=words.language,
        missing=(*lines.missing, *back.missing),
    )  # fmt: skip
