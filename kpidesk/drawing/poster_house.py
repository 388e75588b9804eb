"""The posters about the gallery itself: how to take part, and how to read the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpidesk.domain.gallery import Gallery, Poster, RatingScale
from kpidesk.domain.labels import LABELS
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Ring
from kpidesk.domain.xmr import Status
from kpidesk.drawing import shapes
from kpidesk.drawing.chart_marks import DIAMOND, HOLLOW, RING, TRIANGLE, signal_pieces, status_icon
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_legend import legend_rows
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Group, Item, Transform
from kpidesk.drawing.poster_columns import Section, fixed
from kpidesk.drawing.poster_sections import second_line
from kpidesk.drawing.poster_sheet import Sheet
from kpidesk.drawing.poster_words import NOTE_SIGNS, note_words, part_names, twice
from kpidesk.drawing.poster_zones import signed
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_SAMPLE = 20.0  # mm, how wide a sample of the map's legend is
_LEAST = 9.0  # em, the least room for words beside a sample


def supplied_steps(words: Words) -> tuple[str, ...]:
    """How people take part where the team has not said it in its own words."""
    return (
        words("Look around. Each poster shows a measure, and the thinking that led to it."),
        words("Talk, ask, doubt. The hosts want to hear what you think."),
        words("Write it on a note, one thought each, and stick it on the poster."),
    )


def open_hours(gallery: Gallery, words: Words) -> str:
    """When the gallery is open: the day, and from when to when; "" where nobody said."""
    if gallery.opens is None:
        return ""
    day = words.date(gallery.opens.date())
    if gallery.closes is None:
        return words("{day}, from {from_}", day=day, from_=words.clock(gallery.opens))
    if gallery.closes.date() != gallery.opens.date():
        return words(
            "{day}, {from_} to {until_day}, {until}", day=day, from_=words.clock(gallery.opens),
            until_day=words.date(gallery.closes.date()), until=words.clock(gallery.closes),
        )  # fmt: skip
    return words(
        "{day}, {from_} to {until}", day=day, from_=words.clock(gallery.opens),
        until=words.clock(gallery.closes),
    )  # fmt: skip


def when_and_where(gallery: Gallery, words: Words) -> str:
    """The hours and the place, one a line, as far as they are known."""
    return "\n".join(filter(None, (open_hours(gallery, words), gallery.place)))


def how_sections(
    gallery: Gallery, poster: Poster, sheet: Sheet, factor: float, words: Words, other: Words | None
) -> list[Section]:
    """The steps, the hours, what the colours mean, who helps, and what those do who cannot come."""
    found: tuple[tuple[str, list[Block], int], ...] = (
        ("steps", _steps(gallery, sheet, factor, words, other), 6),
        ("hours", _said(when_and_where(gallery, words), sheet, factor), 5),
        ("colours", _colours(sheet, factor, words, other), 4),
        ("hosts", _plain(words.listed(gallery.hosts) if gallery.hosts else "", sheet, factor), 2),
        ("otherwise", _plain(gallery.otherwise, sheet, factor), 3),
    )  # fmt: skip
    return _named(found, poster, words)


def legend_sections(
    reader: Reader, poster: Poster, sheet: Sheet, factor: float, words: Words
) -> list[Section]:
    """What rings, lines, notes, charts and scales mean."""
    rings = len(reader.find(Ring))
    rows = legend_rows(reader, words)
    entries = [
        Entry(sample, _SAMPLE, " ".join(line.text for line in lines.lines), remark)
        for sample, lines, remark in rows
    ]
    gallery = reader.get(Gallery, poster.gallery)
    found: tuple[tuple[str, list[Block], int], ...] = (
        ("rings", _entries(entries[:rings], sheet, factor), 6),
        ("links", _entries(entries[rings:], sheet, factor), 5),
        ("colours", _colours(sheet, factor, words, None), 4),
        ("signals", _signals(sheet, factor, words), 3),
        ("scales", _scales(reader, gallery, sheet, factor), 2),
    )
    return _named(found, poster, words)


def _named(found: Sequence[tuple[str, list[Block], int]], poster: Poster, words: Words) -> list[Section]:
    names = part_names(words)
    return [
        replace(fixed(names[key], blocks, rank), key=key, bare=key == "steps")
        for key, blocks, rank in found
        if blocks and key not in poster.hidden
    ]


# -- how to take part


def _steps(gallery: Gallery, sheet: Sheet, factor: float, words: Words, other: Words | None) -> list[Block]:
    """Each step beside a large figure."""
    steps = gallery.how or supplied_steps(words)
    seconds = supplied_steps(other) if other is not None and not gallery.how else ()
    style = Style(max(40 * sheet.unit, sheet.body * 1.2) * factor, Weight.SEMIBOLD, leading=1.22)
    below = second_line(sheet, factor)
    blocks: list[Block] = []
    radius = style.size * 0.82
    indent = 2 * radius + style.size * 0.6
    for number, step in enumerate(steps):
        digit = shape(words.number(number + 1), replace(style, colour=LIGHT.surface))
        middle = style.line_height / 2
        mark: list[Item] = [
            shapes.circle(radius, middle, radius, fill=LIGHT.text),
            *digit.place(radius - digit.width / 2, middle + style.size * 0.36),
        ]
        second = seconds[number] if number < len(seconds) else ""
        blocks += [space(style.size * 0.45)] if blocks else [space(style.size * 0.2)]
        blocks += paragraph(step, style, sheet.column, indent=indent, mark=mark)
        blocks += paragraph("" if second == step else second, below, sheet.column, indent=indent)
    return [*blocks, space(style.size * 0.2)]


def _said(text: str, sheet: Sheet, factor: float) -> list[Block]:
    """What has to be read from afar."""
    return paragraph(text, sheet.question(factor), sheet.column)


def _plain(text: str, sheet: Sheet, factor: float) -> list[Block]:
    return paragraph(text, sheet.text(factor), sheet.column)


# -- what marks mean


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample in a box from (0, 0) that is `wide` mm about the height 0, its name, and quiet words."""

    sample: Sequence[Item]
    wide: float
    name: str
    remark: str = ""
    scale: float = 1.0


def _entries(entries: Sequence[Entry], sheet: Sheet, factor: float) -> list[Block]:
    """Samples with their words, in two columns where there is room for them."""
    name, remark = replace(sheet.text(factor), weight=Weight.SEMIBOLD), sheet.quiet(factor)
    gap = name.size * 1.2
    half = (sheet.column - gap) / 2
    scale = name.size / 8.5
    lead = max((entry.wide * entry.scale * scale for entry in entries), default=0.0) + name.size * 0.7

    def block(entry: Entry, wide: float) -> Block:
        mark = Group(
            tuple(entry.sample), role="sample",
            transform=Transform(0, name.line_height / 2, entry.scale * scale),
        )  # fmt: skip
        lines = [
            *paragraph(entry.name, name, wide, indent=lead, mark=(mark,)),
            *paragraph(entry.remark, remark, wide, indent=lead),
        ]
        return Block(height(lines) + name.size * 0.3, tuple(stack(lines, 0, 0)), missing(lines))

    if half - lead < _LEAST * name.size:
        rows = [block(entry, sheet.column) for entry in entries]
    else:
        rows = _side_by_side([block(entry, half) for entry in entries], half + gap)
    return [space(name.size * 0.3), *rows] if rows else []


def _side_by_side(blocks: Sequence[Block], step: float) -> list[Block]:
    """Blocks in rows of two."""
    rows: list[Block] = []
    for left in range(0, len(blocks), 2):
        pair = blocks[left : left + 2]
        items = [item for number, each in enumerate(pair) for item in stack([each], number * step, 0)]
        rows.append(Block(max(each.height for each in pair), tuple(items), missing(pair)))
    return rows


def _colours(sheet: Sheet, factor: float, words: Words, other: Words | None) -> list[Block]:
    """A note of each kind with its sign, its name, and what people would say with one."""
    seconds = note_words(other) if other is not None else {}
    found: list[Entry] = []
    for kind, (name, said) in note_words(words).items():
        look = LIGHT.notes[kind.value]
        style = Style(22, colour=look.ink)
        paper = shapes.rect(0, -7, 14, 14, 0.8, fill=look.paper, stroke=look.ink, width=0.6)
        sign = signed(NOTE_SIGNS[kind], 7 - style.size * 0.575, 0, style, look.ink, 0.6)
        second = seconds[kind][0] if kind in seconds and seconds[kind][0] != name else ""
        found.append(Entry([paper, *sign], 14, twice(name, second), said))
    return _entries(found, sheet, factor)


def _signals(sheet: Sheet, factor: float, words: Words) -> list[Block]:
    """Status icons and the marks of points."""
    statuses = [Status.IMPROVING, Status.WORSENING, Status.NO_CHANGE, Status.UNCLEAR]
    entries = [Entry(status_icon(each, 6, 0, 11, LIGHT), 12, words(LABELS[each])) for each in statuses]
    pieces = signal_pieces((DIAMOND, TRIANGLE, RING, HOLLOW), LIGHT.watch, 9, LIGHT, words)
    entries += [Entry(each.sample, 12, each.text) for each in pieces]
    return _entries(entries, sheet, factor)


def _scales(reader: Reader, gallery: Gallery, sheet: Sheet, factor: float) -> list[Block]:
    """The ends of the scales on which people rate, where they do."""
    if not gallery.rated:
        return []
    found = [reader.get(RatingScale, key) for key in (gallery.understand_scale, gallery.back_scale) if key]
    return _entries(
        [Entry(_numbers(each), 24, each.question, scale_words(each)) for each in found], sheet, factor
    )


def scale_words(scale: RatingScale) -> str:
    """What the ends of a scale mean: 1 not at all, 5 fully."""
    ends = ((scale.low, scale.low_word), (scale.high, scale.high_word))
    return ", ".join(f"{number} {word}".strip() for number, word in ends)


def _numbers(scale: RatingScale) -> list[Item]:
    """The first and the last step of a scale."""
    style = Style(20)
    items: list[Item] = []
    for x, number in ((5.0, scale.low), (18.0, scale.high)):
        digit = shape(str(number), style)
        items.append(shapes.circle(x, 0, 5, fill=LIGHT.surface, stroke=LIGHT.text, width=0.5))
        items += digit.place(x - digit.width / 2, style.size * 0.36)
    return items
