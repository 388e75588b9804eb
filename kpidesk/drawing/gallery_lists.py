"""Lists for a gallery's day on A4: tally, packing list, run sheet, hanging list, ballot."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from kpidesk.domain.gallery import Gallery, Poster, PosterKind
from kpidesk.domain.gallery_day import (
    USUAL,
    Hung,
    Packed,
    Step,
    Thing,
    Turn,
    half_hours,
    packing,
    places,
    run_sheet,
)
from kpidesk.domain.posters import in_order
from kpidesk.domain.reader import Reader
from kpidesk.domain.told import invited
from kpidesk.domain.walls import Wall
from kpidesk.drawing import said, shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.gallery_cards import freely, scales_of
from kpidesk.drawing.gallery_paper import listed
from kpidesk.drawing.listing import HEAD, QUIET, STRONG, TEXT, WIDE, Column, table
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.poster_kinds import poster_name
from kpidesk.drawing.poster_words import NOTE_SIGNS, note_words
from kpidesk.drawing.poster_zones import signed
from kpidesk.drawing.posters import paper_of
from kpidesk.drawing.text import Style, shape, wrap
from kpidesk.system.words import Words

_VOTED: Final = frozenset({PosterKind.MEASURE, PosterKind.MAP, PosterKind.GOAL})
_CELL: Final = 17.0
CENTRE: Final = 1.45
"""How high the middle of a poster hangs, in metres."""


def posters_of(reader: Reader, gallery: Gallery) -> list[Poster]:
    """The posters of a gallery in their order."""
    return in_order(reader.find(Poster, gallery=gallery.id))


# -- counting


def tally(reader: Reader, gallery: Gallery, words: Words, day: date) -> tuple[Picture, ...]:
    """Visitors by half hour, then notes by poster and kind; both to be ticked by hand."""
    blocks = _section(words("Visitors: a stroke for each who comes in"))
    for moment in half_hours(gallery):
        blocks.append(_stroke_row(words.clock(moment)))
    blocks += [space(4), *_section(words("Notes on each poster, by kind"))]
    posters = posters_of(reader, gallery)
    blocks.append(_kind_heads(words))
    blocks += [_kind_row(poster.code, poster_name(reader, poster, words)) for poster in posters]
    return listed(reader, gallery, words("Tally"), blocks, words, day)


def _section(text: str) -> list[Block]:
    return [*paragraph(text, Style(14, Weight.SEMIBOLD, leading=1.3), WIDE), space(1.5)]


def _stroke_row(label: str) -> Block:
    """A time, room for strokes, and a box for their sum."""
    tall = 9.5
    items: list[Item] = [
        *shape(label, STRONG).place(0, tall * 0.66),
        shapes.rect(WIDE - 20, 1, 20, tall - 2, 1, stroke=LIGHT.field, width=0.3),
        shapes.line(0, tall, WIDE, tall, stroke=LIGHT.outline, width=0.3),
    ]
    return Block(tall, tuple(items))


def _kind_heads(words: Words) -> Block:
    """A sign and a name for each kind over its column."""
    items: list[Item] = []
    small = Style(8.5, colour=LIGHT.text_second, leading=1.15)
    left = WIDE - len(NOTE_SIGNS) * _CELL
    lost: list[str] = []
    for number, (kind, (name, _)) in enumerate(note_words(words).items()):
        x = left + number * _CELL
        sign, ink = Style(14), LIGHT.notes[kind.value].ink
        items += signed(NOTE_SIGNS[kind], x + _CELL / 2 - sign.size * 0.575, 3, sign, ink, 0.4)
        lines = wrap(name, small, _CELL - 1, max_lines=2)
        items += lines.place(x, 6.5, align="center", box_width=_CELL - 1)
        lost += lines.missing
    return Block(15, tuple(items), tuple(lost))


def _kind_row(code: str, name: str) -> Block:
    room = WIDE - len(NOTE_SIGNS) * _CELL - 18
    lines = wrap(name, QUIET, room, max_lines=2)
    tall = max(10.0, lines.height + 2)
    items: list[Item] = [
        *shape(code, STRONG).place(0, tall / 2 + STRONG.size * 0.36),
        *lines.place(16, (tall - lines.height) / 2, box_width=room),
        shapes.line(0, tall, WIDE, tall, stroke=LIGHT.outline, width=0.3),
    ]
    left = WIDE - len(NOTE_SIGNS) * _CELL
    for number in range(len(NOTE_SIGNS)):
        x = left + number * _CELL
        items.append(shapes.line(x, 0, x, tall, stroke=LIGHT.outline, width=0.3))
    return Block(tall, tuple(items), lines.missing)


# -- packing


def packing_list(
    reader: Reader, gallery: Gallery, paper: Paper, words: Words, day: date
) -> tuple[Picture, ...]:
    """What to bring, with boxes to tick, reckoned from posters, walls and people."""
    hung = [
        Hung(each, sheet.name, sheet.wide, sheet.tall)
        for each in posters_of(reader, gallery)
        for sheet in [paper_of(each, paper)]
    ]
    known = invited(reader, gallery)
    told = (
        words.many(
            "Reckoned for {n} person who is invited.", "Reckoned for {n} people who are invited.", known
        )
        if known
        else words("Reckoned for {n} people, as nobody has said how many are invited.", n=words.number(USUAL))
    )
    blocks = [*paragraph(told, QUIET, WIDE), space(3)]
    for each in packing(reader, gallery, hung):
        blocks += _packed(each, words)
    return listed(reader, gallery, words("Packing list"), blocks, words, day)


def _packed(each: Packed, words: Words) -> list[Block]:
    """A box to tick, how many, and what."""
    what, remark = packed_words(each, words)
    tick = shapes.rect(0, 0.8, 4, 4, 0.6, stroke=LIGHT.text, width=0.4)
    number = shape(words.number(each.count), STRONG)
    mark: list[Item] = [tick, *number.place(24 - number.width, TEXT.line_height * 0.76)]
    lines = [
        *paragraph(what, TEXT, WIDE, indent=28, mark=mark),
        *paragraph(remark, QUIET, WIDE, indent=28),
    ]
    told = said.entry(f"{words.number(each.count)} {what}", (remark,) if remark else (), stack(lines, 0, 0))
    return [Block(height(lines), (told,), missing(lines)), space(2.2)]


def packed_words(each: Packed, words: Words) -> tuple[str, str]:
    """What is packed, and a remark on it."""
    if each.thing is Thing.POSTERS:
        way = words("lying") if each.lying else words("upright")
        return words("posters {paper}, {way}", paper=each.paper, way=way), ""
    found: dict[Thing, tuple[str, str]] = {
        Thing.NOTE_SHEETS: (
            words("note sheets"), words("six squares each, one sheet for each poster with places for notes")
        ),
        Thing.HOST_CARDS: (words("sets of cards for hosts"), words("one for each host")),
        Thing.RATING_CARDS: (words("sheets of rating cards"), words("eight cards each, to be cut")),
        Thing.TENTS: (words("name tents"), words("one for each host")),
        Thing.TALLY: (words("tally sheet"), words("with a board and a pen on a string, at the door")),
        Thing.LISTS: (words("run sheet, hanging list and floor plan"), words("for whoever hangs and hosts")),
        Thing.NOTES: (
            words("pads of 100 notes, 76 mm"), words("of six colours, the same number of each")
        ),
        Thing.PENS: (words("marker pens"), words("thick enough to be read on a photo")),
        Thing.DOTS: (words("sticky dots"), words("three each")),
        Thing.TAPE: (
            words("metres of tape that leaves no trace"),
            words("for the edges of the posters and a line along the walls"),
        ),
        Thing.BOX: (words("box with a slit"), words("for cards that nobody shall see")),
        Thing.TOOLS: (words("set of tools"), words("tape measure, level, scissors, ladder, spare paper")),
        Thing.CAMERA: (words("camera or phone"), words("charged, with room for a photo of each poster")),
        Thing.SNACKS: (words("portions of something to eat and drink"), ""),
    }  # fmt: skip
    return found[each.thing]


# -- the day


def run_list(reader: Reader, gallery: Gallery, words: Words, day: date) -> tuple[Picture, ...]:
    """Who does what when; lines to write on while nobody has said when the gallery opens."""
    steps = run_sheet(gallery)
    if not steps:
        blocks = paragraph(words("Say when the gallery opens, and the run sheet is worked out."), TEXT, WIDE)
        return listed(reader, gallery, words("Run sheet"), blocks, words, day)
    columns = (Column(words("Time"), 26), Column(words("Who"), 42), Column(words("What"), 110))
    rows = [(_when(each, words), *turn_words(each.turn, words)) for each in steps]
    blocks = table(columns, rows)
    if gallery.host_notes:
        blocks += [space(5), *paragraph(words("Notes for hosts"), HEAD, WIDE)]
        blocks += paragraph(gallery.host_notes, TEXT, WIDE)
    return listed(reader, gallery, words("Run sheet"), blocks, words, day)


def _when(step: Step, words: Words) -> str:
    return words.clock(step.at) if step.clock else words.pattern(step.at.date(), "MMMd")


def turn_words(turn: Turn, words: Words) -> tuple[str, str]:
    """Who does it, and what."""
    found: dict[Turn, tuple[str, str]] = {
        Turn.HANG: (
            words("facilitator, two hosts"),
            words("Hang the posters by the hanging list, their middle 1.45 m high. Chairs out. A table with "
                  "notes and pens for every three posters."),
        ),
        Turn.BRIEF: (
            words("hosts"), words("Ten minutes together: ask, listen, write their words, do not defend.")
        ),
        Turn.READY: (
            words("facilitator"),
            words("Photo of the empty walls. Tally sheet at the door, box for silent cards."),
        ),
        Turn.OPEN: (words("everybody"), words("Open. Look, talk, stick, leave when you like.")),
        Turn.READ: (
            words("facilitator"),
            words("Read the walls. Ask the writers of unclear notes while they are here. Refill."),
        ),
        Turn.FOOD: (words("everybody"), words("Something to eat; the walls stay open.")),
        Turn.TYPE: (words("scribe"), words("Begin to type the fullest posters, from photos.")),
        Turn.ENDORSE: (
            words("hosts"), words("Ask visitors to put a dot on three notes that they agree with.")
        ),
        Turn.CLOSE: (
            words("everybody"),
            words("Close. Photo of each poster with its code, number the notes, take down in the order of "
                  "the codes."),
        ),
        Turn.FIRST: (
            words("measures team"), words("First reactions, three surprises, the day of deciding.")
        ),
        Turn.DECIDE: (words("measures team"), words("Decide on each note, with a reason, and what changes.")),
        Turn.TELL: (words("owner"), words("Tell everybody what was heard and done; hang it up.")),
    }  # fmt: skip
    return found[turn]


# -- hanging


def hanging_list(
    reader: Reader, gallery: Gallery, paper: Paper, words: Words, day: date
) -> tuple[Picture, ...]:
    """Wall by wall, where each poster begins and how high its upper edge is, in metres."""
    columns = (
        Column(words("Poster"), 20), Column(words("What it shows"), 80),
        Column(words("From the left"), 30, right=True), Column(words("Upper edge"), 28, right=True),
        Column(words("Sheet"), 20, right=True),
    )  # fmt: skip
    blocks: list[Block] = []
    for wall, group in groupby(places(reader, gallery), key=lambda each: each.wall):
        rows = []
        for place in group:
            sheet = paper_of(place.poster, paper)
            top = CENTRE + sheet.tall / 2000
            at = words("{n} m", n=words.number(place.at, 2)) if wall else "–"
            name = poster_name(reader, place.poster, words)
            rows.append((place.poster.code, name, at, words("{n} m", n=words.number(top, 2)), sheet.name))
        blocks += [*_section(_wall_name(wall, words)), *table(columns, rows), space(6)]
    if not blocks:
        blocks = paragraph(words("No poster hangs in this gallery yet."), TEXT, WIDE)
    return listed(reader, gallery, words("Hanging list"), blocks, words, day)


def _wall_name(wall: Wall | None, words: Words) -> str:
    if wall is None:
        return words("Without a place yet")
    return words("{wall}, {n} m", wall=wall.name, n=words.number(wall.length, 1))


# -- voting on paper


def ballots(reader: Reader, gallery: Gallery, words: Words, day: date) -> tuple[Picture, ...]:
    """Posters with three dots each to fill in, and the gallery's scales where it is rated."""
    scales = scales_of(reader, gallery)
    lead = words("Fill three circles in all, on one poster or on three: what matters most?")
    if scales:
        lead += "\n" + words("Then ring a number on each scale.")
    blocks = [*paragraph(lead, TEXT, WIDE), *paragraph(freely(gallery, words), QUIET, WIDE), space(3)]
    steps = [range(each.low, each.high + 1) for each in scales]
    blocks.append(_ballot_heads([each.question for each in scales], steps, words))
    blocks += [
        _ballot_row(poster.code, poster_name(reader, poster, words), steps)
        for poster in posters_of(reader, gallery)
        if poster.kind in _VOTED
    ]
    return listed(reader, gallery, words("Ballot"), blocks, words, day)


def _edges(steps: Sequence[range]) -> list[float]:
    """Where the dots and each scale begin."""
    wide = [24.0, *(max(30.0, len(each) * 6.4 + 4) for each in steps)]
    left = WIDE - sum(wide)
    return [left + sum(wide[:number]) for number in range(len(wide))] + [WIDE]


def _ballot_heads(questions: Sequence[str], steps: Sequence[range], words: Words) -> Block:
    edges = _edges(steps)
    style = Style(9.5, Weight.SEMIBOLD, leading=1.2)
    texts = [
        wrap(text, style, edges[n + 1] - edges[n] - 2) for n, text in enumerate([words("Dots"), *questions])
    ]
    tall = max(lines.height for lines in texts) + 1.5
    items = [run for n, lines in enumerate(texts) for run in lines.place(edges[n], tall - lines.height - 1.5)]
    rule = shapes.rect(0, tall - 0.5, WIDE, 0.5, fill=LIGHT.text)
    return Block(tall, (*items, rule), tuple(char for lines in texts for char in lines.missing))


def _ballot_row(code: str, name: str, steps: Sequence[range]) -> Block:
    edges = _edges(steps)
    room = edges[0] - 19
    lines = wrap(name, QUIET, room)
    tall = max(10.5, lines.height + 2.4)
    middle = tall / 2
    items: list[Item] = [
        *shape(code, STRONG).place(0, middle + STRONG.size * 0.36),
        *lines.place(16, (tall - lines.height) / 2, box_width=room),
        shapes.line(0, tall, WIDE, tall, stroke=LIGHT.outline, width=0.3),
    ]
    items += [
        shapes.circle(edges[0] + 3 + n * 7, middle, 2.6, stroke=LIGHT.text, width=0.4) for n in range(3)
    ]
    for number, scale in enumerate(steps, 1):
        step = min(6.4, (edges[number + 1] - edges[number] - 2) / max(len(scale), 1))
        for place, value in enumerate(scale):
            digit = shape(str(value), TEXT)
            items += digit.place(
                edges[number] + (place + 0.5) * step - digit.width / 2, middle + TEXT.size * 0.36
            )
    return Block(tall, tuple(items), lines.missing)
