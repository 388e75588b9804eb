"""The bands and corners of a poster: head, and foot with ratings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from kpidesk.domain.gallery import RatingScale
from kpidesk.drawing import shapes
from kpidesk.drawing.codes import LONGEST, qr
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT, RingLook
from kpidesk.drawing.picture import Group, Item
from kpidesk.drawing.poster_brand import Brand
from kpidesk.drawing.poster_sheet import Sheet
from kpidesk.drawing.said import again, unsaid
from kpidesk.drawing.text import Lines, ShapedLine, Style, shape, width, wrap
from kpidesk.system.words import Words

_CAP: Final = 0.714  # the height of a capital letter in em


@dataclass(frozen=True, slots=True)
class Part:
    """Items of one part of a sheet, what did not fit, and characters without glyph."""

    items: tuple[Item, ...]
    overflow: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def code_block(code: str, x: float, y: float, side: float) -> tuple[Item, ...]:
    """The QR of a code on a white square that is its quiet zone."""
    if not 0 < len(code) <= LONGEST:
        return ()
    plate = shapes.rect(x, y, side, side, side * 0.04, fill=LIGHT.surface)
    return (Group((plate, qr(code, x, y, side)), name=code, role="qr"),)


def largest(text: str, style: Style, room: float, least_pt: float) -> ShapedLine | None:
    """A text on one line, as large as the room allows; None if it does not fit at the least size."""
    wide = width(text, style)
    size = style.size_pt if wide <= room else style.size_pt * room / wide
    return shape(text, replace(style, size_pt=size)) if size >= least_pt else None


def whole_words(text: str, style: Style, room: float, least_pt: float) -> Style:
    """The style, smaller where its longest word would be broken; as it is where no size helps."""
    longest = max((width(word, style) for word in text.split()), default=0.0)
    points = style.size_pt * room / longest * 0.999 if longest > room else style.size_pt
    return replace(style, size_pt=points) if points >= least_pt else style


def even_width(text: str, style: Style, room: float) -> float:
    """The width in which a text takes as few lines as in the whole room, and no line is left with a crumb."""
    lines = wrap(text, style, room)
    if len(lines.lines) < 2 or lines.direction == "rtl" or lines.lines[-1].width > room * 0.3:
        return room
    count = len(lines.lines)
    for share in (0.94, 0.88, 0.82, 0.76, 0.7):
        tried = wrap(text, style, room * share)
        if len(tried.lines) > count:
            break
        if tried.lines[-1].width > room * 0.3:
            return room * share
    return room


# -- the head


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head says; `second` is the name in a second language."""

    code: str
    name: str
    description: str
    lesser: str
    look: RingLook
    second: str = ""


def head(sheet: Sheet, said: Heading, words: Words) -> Part:
    """The head band: code and name in capitals of a hand's height, the QR in both corners.

    A name in a script that runs from right to left mirrors the band.
    """
    u, look = sheet.unit, said.look
    tall, side = sheet.head, sheet.code_side
    # An empty name becomes a line to write on.
    name_style = Style(76 * u, Weight.BOLD, look.text, leading=1.16)
    rtl = wrap(said.name, name_style, 1e6).direction == "rtl"
    line = 1.6 * max(u, 0.5)
    items: list[Item] = [
        shapes.rect(0, 0, sheet.wide, tall, fill=look.fill),
        shapes.rect(0, tall - line / 2, sheet.wide, line, fill=look.line),
    ]
    overflow: list[str] = []
    pad = 16 * u
    top = (tall - side) / 2

    def mirrored(x: float, wide: float) -> float:
        return sheet.wide - x - wide if rtl else x

    items += code_block(said.code, mirrored(pad, side), top, side)
    code_style = Style(172 * u, Weight.BOLD, look.text)
    large = largest(said.code, code_style, 126 * u, sheet.body)
    x = pad + side + 7 * u
    if large is None:
        overflow.append(words("Code"))
    else:
        cap = large.runs[0].size * _CAP if large.runs else 0.0
        items.append(again(large.place(mirrored(x, large.width), tall / 2 + cap / 2)))
        x += large.width + 11 * u
    right = sheet.wide - pad - side - 9 * u
    small = largest(said.code, Style(max(40 * u, sheet.body), Weight.BOLD, look.text), side, sheet.body)
    lift = 0.5 * (small.runs[0].size if small and small.runs else 0.0)
    items += code_block(said.code, mirrored(sheet.wide - pad - side, side), top - lift, side)
    if small is not None and small.runs:
        left = mirrored(sheet.wide - pad - side, side) + (side - small.width) / 2
        items.append(again(small.place(left, top - lift + side + small.runs[0].size * (_CAP + 0.22))))
    texts, more = _head_texts(sheet, said, right - x, words)
    missing: list[str] = []
    y = (tall - line - sum(lines.height for lines in texts)) * (0.5 if said.name else 0.22)
    for number, lines in enumerate(texts):
        align: Literal["right", "left"] = "right" if rtl else "left"
        placed = lines.place(mirrored(x, right - x), y, align=align, box_width=right - x)
        named = said.name and not number  # the title of the sheet says the name
        items += [again(placed)] if named else placed
        y += lines.height
        missing += lines.missing
    if not said.name:
        base = tall * 0.7
        items.append(shapes.line(x, base, right, base, stroke=look.line, width=max(0.9 * u, 0.4)))
    name = f"{said.code} {said.name}".strip()
    return Part((Group(tuple(items), name=name, role="head"),), (*overflow, *more), tuple(missing))


def _head_texts(sheet: Sheet, said: Heading, room: float, words: Words) -> tuple[list[Lines], list[str]]:
    """Name, description and the lesser line, as large as all of them fit; and what does not."""
    first: tuple[list[Lines], list[str]] | None = None
    for share in (1.0, 0.88, 0.78, 0.7):
        tried = _head_tried(sheet, said, room, 76 * sheet.unit * share, words)
        if not tried[1]:
            return tried
        first = first or tried
    assert first is not None  # noqa: S101 - the loop ran
    return first


def _head_tried(
    sheet: Sheet, said: Heading, room: float, points: float, words: Words
) -> tuple[list[Lines], list[str]]:
    """The texts with a name of at most so many points."""
    left = sheet.head * 0.94
    overflow: list[str] = []
    texts: list[Lines] = []
    name = _name(sheet, said, room, left, points) if said.name else None
    if name is not None:
        texts.append(name)
        left -= name.height
    elif said.name:
        overflow.append(words("Name"))
    quiet = LIGHT.text_second if said.look.text == LIGHT.text else said.look.text
    other = wrap(
        said.second, Style(max(34 * sheet.unit, sheet.body), Weight.ITALIC, quiet, leading=1.25), room
    )
    if said.second and other.height <= left:
        texts.append(other)
        left -= other.height
    elif said.second:
        overflow.append(words("Name in the second language"))
    sentence = sheet.sentence(said.look.text)
    tried = (
        wrap(said.description, replace(sentence, size_pt=size), room)
        for size in (sentence.size_pt, sheet.body)
    )
    description = next((lines for lines in tried if lines.height <= left), None) if said.description else None
    if description is not None:
        texts.append(description)
        left -= description.height
    elif said.description:
        overflow.append(words("Description"))
    lesser = wrap(said.lesser, replace(sheet.quiet(), colour=quiet), room)
    if said.lesser and lesser.height <= left:
        texts.append(lesser)
    elif said.lesser:
        overflow.append(words("Scope"))
    return texts, overflow


def _name(sheet: Sheet, said: Heading, room: float, tall: float, points: float) -> Lines | None:
    """The name on one line, then on two, then smaller, always leaving room for a sentence."""
    u = sheet.unit
    share = (0.62 if said.description else 1.0) - (0.14 if said.second else 0.0)
    style = Style(max(points, sheet.body), Weight.BOLD, said.look.text, leading=1.16)
    wide = width(said.name, style)
    size = style.size_pt if wide <= room else style.size_pt * room / wide * 0.999
    if size >= max(min(54 * u, points), sheet.body):
        return wrap(said.name, replace(style, size_pt=size), room)
    for smaller in (54 * u, 46 * u, 40 * u, 34 * u, 30 * u):
        tried = replace(style, size_pt=max(min(smaller, points), sheet.body))
        lines = wrap(said.name, whole_words(said.name, tried, room, sheet.body), room)
        if lines.height <= tall * share and lines.width <= room:
            return lines
    return None


# -- the foot


def foot(
    sheet: Sheet, code: str, scales: Sequence[RatingScale], line: str, brand: Brand, words: Words
) -> Part:
    """The foot band: the code with its QR at both ends, the rating strip, a line on what this is."""
    u, side = sheet.unit, sheet.code_side
    top, pad = sheet.tall - sheet.foot, 16 * u
    edge = 1.2 * max(u, 0.4)
    items: list[Item] = [
        shapes.rect(0, top, sheet.wide, sheet.foot, fill=LIGHT.sunken),
        shapes.rect(0, top, sheet.wide, edge, fill=brand.colour),
    ]
    foot_style = sheet.quiet()
    below = foot_style.line_height + 2.2 * u
    y = top + (sheet.foot - below - side) / 2
    items += code_block(code, pad, y, side)
    items += code_block(code, sheet.wide - pad - side, y, side)
    large = largest(code, Style(84 * u if u >= 0.9 else 70 * u, Weight.BOLD), 58 * u, sheet.body)
    inner = pad + side + 5 * u
    if large is not None and large.runs:
        base = y + side / 2 + large.runs[0].size * _CAP / 2
        items.append(again(large.place(inner, base)))
        items.append(again(large.place(sheet.wide - inner - large.width, base)))
        inner += large.width + 7 * u
    overflow: list[str] = []
    missing: list[str] = []
    room = (sheet.wide - 2 * inner - 8 * u * (len(scales) - 1)) / max(len(scales), 1)
    for number, scale in enumerate(scales):
        x = inner + number * (room + 8 * u)
        drawn = _rating(sheet, scale, x, top, room, sheet.foot - below)
        items += drawn.items
        missing += drawn.missing
        overflow += [words("Ratings")] if drawn.overflow else []
    logo = brand.logo(sheet.wide - pad, sheet.tall - 1.2 * u, 70 * u, below - 2.4 * u)
    items += logo.items
    lines = wrap(line, foot_style, sheet.wide - 2 * pad - logo.wide, max_lines=1)
    if lines.overflow:
        overflow.append(words("Foot line"))
    else:
        items += lines.place(pad, sheet.tall - below, align="left")
    group = Group(tuple(items), name=words("How do you see it?"), role="foot")
    return Part((group,), tuple(dict.fromkeys(overflow)), (*missing, *lines.missing))


def _rating(sheet: Sheet, scale: RatingScale, x: float, top: float, room: float, tall: float) -> Part:
    """A question with a circle for each step, the words of its ends beside or below them."""
    text = sheet.text()
    question = wrap(scale.question, replace(text, weight=Weight.SEMIBOLD), room)
    count = scale.high - scale.low + 1
    ends = f"{scale.low} {scale.low_word}".strip(), f"{scale.high} {scale.high_word}".strip()
    style = sheet.quiet()
    wide = max(width(end, style) for end in ends)
    least = max(width(str(number), text) for number in (scale.low, scale.high)) * 1.2
    size = min(15.5 * sheet.unit, tall - question.height - 3 * sheet.unit)
    gap = 0.55 * text.size
    room_circles = room - wide - gap
    step = min(size * 1.25, room_circles / max(count, 1))
    size = min(size, step / 1.1)
    if size < max(least, text.size * 1.05) or question.height + size > tall:
        return Part((), overflow=(scale.question,), missing=question.missing)
    ends_tall = 2 * style.line_height
    body_tall = max(size, ends_tall)
    y = top + (tall - question.height - body_tall) * 0.5
    middle = y + question.height + body_tall / 2
    x += max(room - max(question.width, step * (count - 1) + size + gap + wide), 0.0) / 2
    items: list[Item] = [*question.place(x, y, align="left")]
    for number in range(count):
        cx = x + step * number + size / 2
        items.append(
            shapes.circle(
                cx,
                middle,
                size / 2,
                fill=LIGHT.surface,
                stroke=LIGHT.text,
                width=max(0.45 * sheet.unit, 0.25),
            )
        )
        digit = shape(str(scale.low + number), text)
        items.append(unsaid(digit.place(cx - digit.width / 2, middle + 0.36 * text.size)))
    left = x + step * (count - 1) + size + gap
    for index, end in enumerate(ends):
        items += shape(end, style).place(left, middle + (index - 0.5) * style.line_height + 0.36 * style.size)
    group = Group(
        tuple(items), name=f"{scale.question} {ends[0]} – {ends[1]}", role="rating", record=scale.id
    )
    return Part((group,), missing=question.missing)
