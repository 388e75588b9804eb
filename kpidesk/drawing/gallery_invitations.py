"""Invitations on paper: cards of A6, four to an A4, and the poster at the door with the hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from kpidesk.domain.gallery import Gallery
from kpidesk.domain.reader import Reader
from kpidesk.drawing import said, shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.gallery_paper import Draw, cards
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.poster_brand import Brand, brand_of
from kpidesk.drawing.text import Style
from kpidesk.system.words import Words

_SIZES: Final = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0)  # pt, the first with which a card holds its text


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card: a heading and paragraphs, a line each."""

    subject: str
    text: str


def invitation_cards(
    reader: Reader, letters: Sequence[Card], title: str, words: Words
) -> tuple[tuple[Picture, ...], tuple[str, ...]]:
    """The cards, and the headings of those whose text is longer than a card holds even in small type."""
    brand = brand_of(reader)
    too_long: list[str] = []
    drawn: list[Draw] = [
        partial(_card, card=each, brand=brand, too_long=too_long, again=each in letters[:number])
        for number, each in enumerate(letters)
    ]
    return cards(drawn, title, words, across=2, down=2, inside=8.0), tuple(too_long)


def _card(
    wide: float, tall: float, *, card: Card, brand: Brand, too_long: list[str], again: bool
) -> tuple[Sequence[Item], Sequence[str]]:
    bar = shapes.rect(0, 0, wide, 1.2, fill=brand.colour)
    room = tall - 5
    blocks: list[Block] = []
    for size in _SIZES:
        head = paragraph(card.subject, Style(size * 1.35, Weight.BOLD, leading=1.2), wide)
        body = [
            block
            for line in card.text.split("\n")
            for block in (*paragraph(line, Style(size, leading=1.32), wide), space(size * 0.16))
        ]
        blocks = [*head, space(size * 0.25), *body]
        if height(blocks) <= room:
            break
    else:
        too_long.append(card.subject)
        while height(blocks) > room:
            blocks.pop()
    painted = stack(blocks, 0, 5)
    return [bar, *([said.again(painted)] if again else painted)], missing(blocks)


def door(reader: Reader, gallery: Gallery, paper: Paper, words: Words) -> Picture:
    """The poster at the door: what it is, when it is open, and how long one needs."""
    upright = paper.portrait
    unit = min(upright.wide / 594, upright.tall / 841)
    brand, margin = brand_of(reader), 40 * unit
    wide = upright.wide - 2 * margin
    text = partial(_style, unit)
    day = words.date(gallery.opens.date()) if gallery.opens else ""
    come = words("Come in. Ten minutes are enough, an hour is fine, too.")
    how = words("Look, talk, write on a note, leave when you like. Nothing here is final.")
    named = paragraph(gallery.name, text(96, Weight.BOLD, leading=1.14), wide)
    blocks = [
        Block(height(named), (said.again(stack(named, 0, 0)),), missing(named)), space(16 * unit),
        *paragraph(gallery.purpose, text(44, leading=1.3), wide), space(34 * unit),
        *paragraph(day, text(64, Weight.SEMIBOLD), wide),
        *paragraph(hours(gallery, words), text(150, Weight.BOLD, brand.colour, 1.12), wide),
        *paragraph(gallery.place, text(64, Weight.SEMIBOLD), wide), space(34 * unit),
        *paragraph(come, text(50, Weight.SEMIBOLD, leading=1.25), wide), space(8 * unit),
        *paragraph(how, text(44, leading=1.3), wide),
    ]  # fmt: skip
    below = paragraph(gallery.otherwise, text(30, colour=LIGHT.text_second, leading=1.3), wide)
    room = upright.tall - 2 * margin - 30 * unit
    top = margin + 30 * unit + max(0.0, (room - height(blocks) - height(below)) * 0.3)
    items = [
        shapes.rect(0, 0, upright.wide, 22 * unit, fill=brand.colour),
        said.plain(stack(blocks, margin, top)),
        *stack(below, margin, upright.tall - margin - height(below)),
    ]
    title = words("At the door: {gallery}", gallery=gallery.name)
    return Picture(
        upright.wide, upright.tall, tuple(items), title=title, language=words.language, bookmark=title,
        missing=missing([*blocks, *below]),
    )  # fmt: skip


def _style(
    unit: float,
    points: float,
    weight: Weight = Weight.REGULAR,
    colour: str = LIGHT.text,
    leading: float = 1.2,
) -> Style:
    return Style(max(points * unit, 9.0), weight, colour, leading)


def hours(gallery: Gallery, words: Words) -> str:
    """From when to when the doors are open, "" while nobody has noted it."""
    if gallery.opens is None:
        return ""
    opens = words.clock(gallery.opens)
    if gallery.closes is None:
        return words("from {time}", time=opens)
    return words("{opens} – {closes}", opens=opens, closes=words.clock(gallery.closes))
