"""The chart of a result in the centre: its indicator in the middle, partners around it, spokes between.

Current partners stand on the inner ring, those still wanted outside. A double spoke is strong, a single
one some, a dashed one none yet; where more is needed the card has a hatched foot. The chart is laid out on
A1 landscape and scaled.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result, Ring
from kpidesk.domain.sharing import (
    Centre,
    Contribution,
    Partner,
    Reach,
    Standing,
    Strength,
    in_order,
    strength_of,
)
from kpidesk.drawing import said, shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_bubbles import body
from kpidesk.drawing.map_place import Crowd
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.partner_words import kind_of
from kpidesk.drawing.picture import Box, Group, Item, Picture, Transform
from kpidesk.drawing.small_curve import TALL as CURVE_TALL
from kpidesk.drawing.small_curve import WIDE as CURVE_WIDE
from kpidesk.drawing.small_curve import small_curve
from kpidesk.drawing.text import Lines, Style, shape, wrap
from kpidesk.system.words import Words

WIDE: Final = 841.0
TALL: Final = 594.0
_MARGIN: Final = 20.0
_MIDDLE: Final = (WIDE / 2, 322.0)
_INNER: Final = (232.0, 144.0)
_OUTER: Final = (338.0, 228.0)
_CARD: Final = 152.0
_SIZES: Final = (1.0, 0.88, 0.76, 0.66, 0.56, 0.48, 0.4, 0.33, 0.27)
_GAP: Final = 5.0
_TOP: Final = 66.0
_TURN: Final = math.tau / 180

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Known:
    """A partner, how strongly it contributes, and what."""

    partner: Partner
    strength: Strength
    gives: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A partner's card: size at its type size, and where its middle lies."""

    partner: Partner
    strength: Strength
    name: Lines
    says: tuple[Lines, ...]
    wide: float
    tall: float
    scale: float
    at: Point = (0.0, 0.0)

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        x, y = self.at
        return x - self.wide / 2, y - self.tall / 2, x + self.wide / 2, y + self.tall / 2


def known_of(reader: Reader, partners: Iterable[Partner]) -> list[Known]:
    """The partners in their order, with how strongly they contribute and what."""
    return [
        Known(each, strength_of(reader, each), tuple(reader.find(Contribution, partner=each.id)))
        for each in in_order(partners)
    ]


@dataclass(frozen=True, slots=True)
class Lettering:
    """How large things are written, in pt on A1, as long as they find room.

    Without `says` partners have names only; `middle` scales the result.
    """

    name: float = 29.0
    says: float = 24.0
    middle: float = 1.0


PAPER: Final = Lettering()


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart about the middle of the result, in mm on A1; `cards` tell where partners stand."""

    items: tuple[Item, ...]
    cards: tuple[Card, ...]
    missing: tuple[str, ...]
    names_alone: bool = False
    """Whether what partners contribute found no room."""


def chart(
    reader: Reader, centre: Centre, words: Words, palette: Palette = LIGHT,
    *, lettering: Lettering = PAPER, current: str = "",
) -> Chart:  # fmt: skip
    """Draw the result with its partners.

    Args:
        reader: the desk.
        centre: the result in the centre.
        words: the language.
        palette: the colours.
        lettering: how large names and contributions are.
        current: the id of the partner to bring out.
    """
    result = reader.get(Result, centre.result)
    middle, box, missing = _middle(reader, centre, result, words, palette)
    box = (
        box[0] * lettering.middle,
        box[1] * lettering.middle,
        box[2] * lettering.middle,
        box[3] * lettering.middle,
    )
    known = known_of(reader, reader.find(Partner, centre=centre.id))
    cards = placed(known, box, palette, lettering)
    items: list[Item] = _rings(cards, box, words, palette, lettering)
    items.extend(_spoke(card, box, palette) for card in cards)
    items.append(Group((middle,), transform=Transform(scale=lettering.middle)))
    items.extend(_card(card, palette, words, lit=card.partner.id == current) for card in cards)
    lost = {char for card in cards for lines in (card.name, *card.says) for char in lines.missing} | missing
    names_alone = any(each.gives for each in known) and not any(card.says for card in cards)
    told = (*_told_middle(reader, centre, result, words), *_told(known, words, names_alone=names_alone))
    items.append(said.outline(told))
    whole = Group(tuple(items), role="centre", name=result.statement)
    return Chart((whole,), tuple(cards), tuple(sorted(lost)), names_alone)


def _told_middle(reader: Reader, centre: Centre, result: Result, words: Words) -> Iterator[Group]:
    yield said.heading(f"{result.code} {result.statement}")
    if centre.indicator:
        measure = reader.get(Measure, centre.indicator)
        values = small_curve(reader, measure, words).told
        yield said.entry(words("Indicator: {name}", name=_indicator(measure)), [values] if values else [])


def _told(known: Sequence[Known], words: Words, *, names_alone: bool) -> Iterator[Group]:
    """Partners as tables: who is with us, who is still wanted."""
    for standing, name in ((Standing.CURRENT, words("with us")), (Standing.DESIRED, words("still wanted"))):
        members = [each for each in known if each.partner.standing is standing]
        if not members:
            continue
        yield said.heading(name)
        gives = () if names_alone else (words("What they contribute"),)
        yield said.head(words("Partner"), words("What kind"), words("How strong"), *gives)
        for each in members:
            lines = (f"{one.name}?" if one.is_guess else one.name for one in each.gives)
            given = () if names_alone else ("\n".join(lines),)
            kind, strength = kind_of(each.partner, words), words(LABELS[each.strength])
            yield said.row(each.partner.name, kind, strength, *given)


def _indicator(measure: Measure) -> str:
    return ", ".join(filter(None, (measure.name, measure.unit)))


def room() -> Box:
    """What of the plane about the middle the chart may fill."""
    return (
        -_MIDDLE[0] + _MARGIN / 2, _TOP - _MIDDLE[1] - 8, _MIDDLE[0] - _MARGIN / 2, TALL - 26 - _MIDDLE[1]
    )  # fmt: skip


def ring_at(point: Point) -> Standing:
    """On which ring a place about the middle lies: nearer to the inner one, or to the outer one."""
    across, down = ((one + other) / 2 for one, other in zip(_INNER, _OUTER, strict=True))
    inside = (point[0] / across) ** 2 + (point[1] / down) ** 2 < 1
    return Standing.CURRENT if inside else Standing.DESIRED


def sheet(reader: Reader, centre: Centre, paper: Paper, words: Words, day: date) -> Picture:
    """The chart on a landscape sheet with title, legend and date."""
    drawn = chart(reader, centre, words)
    heading = words("Result in the centre")
    head = _head(heading, reader, words, day)
    if drawn.names_alone:
        told = words("What partners contribute finds no room here; their own sheets tell it.")
        line = shape(told, Style(22, colour=LIGHT.text_second))
        head += line.place(WIDE - _MARGIN - line.width, _MARGIN + 24)
    whole = (Group(drawn.items, transform=Transform(*_MIDDLE, 1)), *head, said.unsaid(_legend(words)))
    scale = min(paper.wide / WIDE, paper.tall / TALL)
    dx, dy = (paper.wide - WIDE * scale) / 2, (paper.tall - TALL * scale) / 2
    return Picture(
        paper.wide, paper.tall, (Group(whole, transform=Transform(dx, dy, scale)),),
        title=f"{heading}: {reader.get(Result, centre.result).statement}", language=words.language,
        bookmark=heading, missing=drawn.missing,
    )  # fmt: skip


# -- where partners stand


def placed(
    known: Sequence[Known], middle: Box, palette: Palette = LIGHT, lettering: Lettering = PAPER
) -> list[Card]:
    """All cards in their places, as large as they find room; the same partners always stand alike."""
    current = [each for each in known if each.partner.standing is Standing.CURRENT]
    wanted = [each for each in known if each.partner.standing is Standing.DESIRED]
    cards: list[Card] = []
    for scale, written in _attempts(lettering):
        crowd = Crowd([middle])
        cards = []
        last = scale == _SIZES[-1]
        for group, (wide, tall) in ((current, _INNER), (wanted, _OUTER)):
            for number, each in enumerate(group):
                turn = direction(number, len(group), len(current) if group is wanted else 0)
                card = _sized(each, scale, palette, written)
                at = _free(card, turn, (wide, tall), crowd) or (last and on_ring(turn, (wide, tall)))
                if not at:
                    break
                card = _at(card, at)
                crowd.add(card.box)
                cards.append(card)
        if len(cards) == len(known):
            break
    return cards


def _attempts(lettering: Lettering) -> list[tuple[float, Lettering]]:
    """Sizes to be tried one after the other; small letters are worse than names alone."""
    if not lettering.says:
        return [(scale, lettering) for scale in _SIZES]
    names = replace(lettering, says=0)
    return [*((scale, lettering) for scale in _SIZES[:-3]), *((scale, names) for scale in _SIZES)]


def direction(number: int, count: int, inner: int) -> float:
    """The direction of a partner, the first at the top; those outside stand in the gaps of `inner` ones."""
    if not inner:
        return math.tau * number / count - math.pi / 2
    gap = (number + 0.5) * inner // count + 0.5 if count <= inner else (number + 0.5) * inner / count
    return math.tau * gap / inner - math.pi / 2


def _sized(known: Known, scale: float, palette: Palette, lettering: Lettering) -> Card:
    partner, unit = known.partner, scale * lettering.name / PAPER.name
    weight = Weight.BOLD if partner.critical else Weight.SEMIBOLD
    wide = _CARD * (unit if lettering.says else min(unit, scale))
    name = wrap(
        partner.name, Style(lettering.name * scale, weight, palette.text, leading=1.2), wide - 10 * unit
    )
    says = tuple(
        wrap(
            f"{each.name}?" if each.is_guess else each.name,
            Style(
                lettering.says * scale, Weight.ITALIC if each.is_guess else Weight.REGULAR, palette.text,
                leading=1.28,
            ),
            wide - 10 * unit,
        )
        for each in (known.gives if lettering.says else ())
    )  # fmt: skip
    tall = name.height + sum(lines.height for lines in says) + 12 * unit
    return Card(partner, known.strength, name, says, wide, tall, unit)


def _at(card: Card, at: Point) -> Card:
    return Card(card.partner, card.strength, card.name, card.says, card.wide, card.tall, card.scale, at)


def on_ring(turn: float, ring: Point) -> Point:
    """The point of an ellipse in a direction."""
    return math.cos(turn) * ring[0], math.sin(turn) * ring[1]


def _free(card: Card, turn: float, ring: Point, crowd: Crowd) -> Point | None:
    """The free place on the ring, or a little off it, that is nearest to a direction."""
    for step in sorted(range(-60, 60), key=abs):
        for off in (1.0, 1.06, 0.94):
            x, y = on_ring(turn + step * _TURN, (ring[0] * off, ring[1] * off))
            x = min(max(x, -_MIDDLE[0] + _MARGIN + card.wide / 2), _MIDDLE[0] - _MARGIN - card.wide / 2)
            top, bottom = _TOP - _MIDDLE[1], TALL - 34 - _MIDDLE[1]
            y = min(max(y, top + card.tall / 2), bottom - card.tall / 2)
            if crowd.is_free(_at(card, (x, y)).box, _GAP * card.scale):
                return x, y
    return None


# -- painting


def _middle(
    reader: Reader, centre: Centre, result: Result, words: Words, palette: Palette
) -> tuple[Group, Box, set[str]]:
    """The statement with its indicator and curve, in the look of the result's ring."""
    position = reader.get(Ring, result.ring).position
    ink = palette.ring(position).text
    statement = wrap(result.statement, Style(36, Weight.BOLD, ink, leading=1.25), 214)
    name, line = None, None
    missing = {*statement.missing}
    if centre.indicator:
        measure = reader.get(Measure, centre.indicator)
        name = wrap(_indicator(measure), Style(24, colour=palette.text_second, leading=1.25), 220)
        line = small_curve(reader, measure, words, palette)
        missing |= {*name.missing}
    wide = 240.0
    tall = statement.height + 16
    panel = (name.height + 6 if name else 0.0) + (2 * CURVE_TALL + 6 if line and line.items else 0.0)
    top = -(tall + panel) / 2
    items: list[Item] = []
    if panel:
        items.append(
            shapes.rect(
                -wide / 2, top + tall - 12, wide, panel + 14, 10,
                fill=palette.surface, stroke=palette.ring(position).line, width=1.2,
            )
        )  # fmt: skip
    items.extend(body((-wide / 2, top, wide / 2, top + tall), position, palette, 1.0))
    items.extend(statement.place(-wide / 2, top + 8, align="center", box_width=wide))
    y = top + tall + 4
    if name:
        items.extend(name.place(-wide / 2, y, align="center", box_width=wide))
        y += name.height + 2
    if line and line.items:
        items.append(Group(line.items, transform=Transform(-CURVE_WIDE, y, 2)))
    box = (-wide / 2 - 2, top - 2, wide / 2 + 2, top + tall + panel + 4)
    return Group(tuple(items), name=result.statement, role="result", record=result.id), box, missing


def _rings(
    cards: Sequence[Card], middle: Box, words: Words, palette: Palette, lettering: Lettering
) -> list[Item]:
    """Both rings with their names where neither cards nor spokes are."""
    taken = Crowd([middle, *(card.box for card in cards)])
    for card in cards:
        (x1, y1), (x2, y2) = card.at, leaving(middle, card.at)
        for step in range(21):
            x, y = x1 + (x2 - x1) * step / 20, y1 + (y2 - y1) * step / 20
            taken.add((x - 3, y - 3, x + 3, y + 3))
    style = Style(22 * lettering.name / PAPER.name, Weight.SEMIBOLD, palette.text_second)
    items: list[Item] = []
    for ring, text, dash in ((_OUTER, words("still wanted"), (5.0, 5.0)), (_INNER, words("with us"), ())):
        items.append(shapes.ellipse(0, 0, *ring, stroke=palette.outline, width=0.8, dash=dash))
        line = shape(text, style)
        wide, tall = line.width / 2 + 5, style.size * 0.75
        for step in range(120):
            x, y = on_ring(math.radians(-90 + (step + 1) // 2 * (3 if step % 2 else -3)), ring)
            box = (x - wide, y - tall, x + wide, y + tall)
            if taken.is_free(box, 2.0):
                taken.add(box)
                items.append(shapes.rect(box[0], box[1], 2 * wide, 2 * tall, 4, fill=palette.surface))
                items.extend(line.place(x - line.width / 2, y + style.size * 0.36))
                break
    return items


def _spoke(card: Card, middle: Box, palette: Palette) -> Group:
    """The line from a partner to the middle; what is missing shows in how it is drawn."""
    start = card.at
    end = leaving(middle, start)
    critical = 1.6 if card.partner.critical else 1.1
    items: list[Item] = []
    points = [start, end]
    if card.strength is Strength.STRONG:
        items.extend(
            shapes.polyline(shapes.parallel(points, off), stroke=palette.link, width=critical)
            for off in (-1.6, 1.6)
        )
    else:
        dash = () if card.strength is Strength.SOME else (5.0, 4.0)
        items.append(shapes.polyline(points, stroke=palette.link, width=critical, dash=dash))
    return Group(tuple(items), name=card.partner.name, role="spoke", record=card.partner.id)


def leaving(box: Box, towards: Point) -> Point:
    """Where the line from the middle of a box to a point leaves the box."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    dx, dy = towards[0] - x, towards[1] - y
    across = (box[2] - box[0]) / 2 / abs(dx) if dx else math.inf
    down = (box[3] - box[1]) / 2 / abs(dy) if dy else math.inf
    share = min(across, down, 1.0)
    return x + dx * share, y + dy * share


def _card(card: Card, palette: Palette, words: Words, *, lit: bool = False) -> Group:
    left, top, right, bottom = card.box
    unit, partner = card.scale, card.partner
    desired = partner.standing is Standing.DESIRED
    items: list[Item] = [
        shapes.rect(
            left, top, right - left, bottom - top, 5 * unit, fill=palette.surface,
            stroke=palette.text if partner.critical else palette.text_third,
            width=(1.8 if partner.critical else 0.9) * max(unit, 0.5),
            dash=(4 * unit, 3 * unit) if desired else (),
        )
    ]  # fmt: skip
    if lit:
        items.append(
            shapes.rect(
                left - 3, top - 3, right - left + 6, bottom - top + 6, 7 * unit,
                stroke=palette.accent, width=2.4,
            )
        )  # fmt: skip
    if partner.more_needed:
        items.extend(hatched((left, bottom - 5 * unit, right, bottom - 1.2 * unit), unit, palette))
    items.extend(card.name.place(left + 5 * unit, top + 6 * unit))
    y = top + 6 * unit + card.name.height
    for lines in card.says:
        items.extend(lines.place(left + 5 * unit, y))
        y += lines.height
    inside = partner.reach is Reach.INSIDE
    style = Style(23 * unit, Weight.SEMIBOLD, palette.text_second)
    text = shape(words("inside") if inside else words("outside"), style)
    wide, tall = text.width + 5 * unit, style.size * 1.35
    badge = shapes.rect(
        right - wide - 3 * unit, top - tall / 2, wide, tall, tall / 2 if inside else 1.2 * unit,
        fill=palette.surface, stroke=palette.text_third, width=0.6,
    )  # fmt: skip
    items.extend((badge, *text.place(right - wide - 0.5 * unit, top + style.size * 0.36)))
    return Group(tuple(items), name=partner.name, role="partner", record=partner.id)


def hatched(box: Box, unit: float, palette: Palette) -> list[Item]:
    """A strip of strokes: here something is missing."""
    left, top, right, bottom = box
    step, items = 4 * unit, []
    x = left + 3 * unit
    while x + (bottom - top) < right - 2 * unit:
        items.append(shapes.line(x, bottom, x + (bottom - top), top, stroke=palette.text_third, width=0.5))
        x += step
    return list(items)


def _head(heading: str, reader: Reader, words: Words, day: date) -> list[Item]:
    organisation = next(iter(reader.find(Organisation)), None)
    title = shape(heading, Style(60, Weight.BOLD))
    quiet = Style(22, colour=LIGHT.text_second)
    items: list[Item] = list(title.place(_MARGIN, _MARGIN + 20))
    right = " · ".join(filter(None, (organisation.name if organisation else "", words.date(day))))
    line = shape(right, quiet)
    whose = tuple(line.place(WIDE - _MARGIN - line.width, _MARGIN + 14))
    return [*items, Group(whose, role="page foot")]


def _legend(words: Words) -> list[Item]:
    """What lines and frames mean, in one row at the foot."""
    style = Style(20, colour=LIGHT.text_second)
    x, y = _MARGIN, TALL - _MARGIN
    items: list[Item] = []

    def told(text: str, *sample: Item) -> None:
        nonlocal x
        items.extend(sample)
        line = shape(text, style)
        items.extend(line.place(x + 22, y + style.size * 0.36))
        x += 22 + line.width + 14

    two = (shapes.line(x, y + off, x + 18, y + off, stroke=LIGHT.link, width=1.1) for off in (-1.6, 1.6))
    told(words("strong"), *two)
    told(words("some"), shapes.line(x, y, x + 18, y, stroke=LIGHT.link, width=1.1))
    told(
        words("none yet"),
        shapes.line(x, y, x + 18, y, stroke=LIGHT.link, width=1.1, dash=(5, 4)),
    )
    told(words("critical"), shapes.rect(x, y - 4, 18, 8, 2, stroke=LIGHT.text, width=1.8))
    told(
        words("still wanted"),
        shapes.rect(x, y - 4, 18, 8, 2, stroke=LIGHT.text_third, width=0.9, dash=(3, 2)),
    )
    told(words("more is needed"), *hatched((x - 3, y - 2, x + 20, y + 2), 1.0, LIGHT))
    return items
