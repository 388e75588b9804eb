"""A result in the centre for the room: its statement in the middle, the names of partners around it.

Names become smaller until all find a place, but never smaller than the last row can read; then partners
have their codes alone, and where even those find no place it is told how many more there are. What they
contribute and the curve are told on their own sheets.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result, Ring
from kpidesk.domain.sharing import Centre, Partner, Standing, Strength
from kpidesk.drawing import shapes
from kpidesk.drawing.centre import Known, direction, hatched, known_of, leaving, on_ring
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_bubbles import body
from kpidesk.drawing.map_place import Crowd
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Box, Group, Item, Picture, Transform
from kpidesk.drawing.projected_parts import and_more, cut, letters, longest
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX, Room
from kpidesk.drawing.text import Lines
from kpidesk.system.words import Words

_SIZES: Final = (38.0, 34.0, 30.0, SMALLEST_PX)  # px of names, the first at which all find a place
_PAD: Final = 12 / PX
_GAP: Final = 10 / PX
_WIDEST: Final = 330 / PX
_LINE: Final = 3 / PX
_FOOT: Final = 4.0  # of a card: the hatched strip where more is needed
_NAME_LINES: Final = 3
_TURNS: Final = 120
_STATEMENT: Final = (46.0, 40.0, 34.0, 30.0, SMALLEST_PX)  # px

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Card:
    """A partner's card about its middle."""

    known: Known
    name: Lines
    at: Point = (0.0, 0.0)

    @property
    def partner(self) -> Partner:
        return self.known.partner

    @property
    def box(self) -> Box:
        x, y = self.at
        foot = _FOOT if self.partner.more_needed else 0.0
        wide, tall = self.name.width / 2 + _PAD, (self.name.height + foot) / 2 + _PAD * 0.6
        return x - wide, y - tall, x + wide, y + tall


def projected(
    reader: Reader, centre: Centre, words: Words, palette: Palette, current: str = "", room: Room = ROOM
) -> Picture:
    """The chart for the room; `current` is the partner to bring out."""
    result = reader.get(Result, centre.result)
    middle, box, lost = _middle(reader, centre, result, palette, room)
    known = known_of(reader, reader.find(Partner, centre=centre.id))
    cards = _placed(known, box, palette, room)
    left_out = len(known) - len(cards)
    items: list[Item] = [*_rings(palette, room)]
    items += [_spoke(card, box, palette) for card in cards]
    items.append(middle)
    items += [_card(card, palette, lit=card.partner.id == current) for card in cards]
    whole = Group(tuple(items), transform=Transform(room.wide / 2, room.tall / 2), role="centre")
    shown: list[Item] = [whole]
    if left_out:
        more = cut(and_more(left_out, words), letters(SMALLEST_PX, palette.text_second), room.wide / 2)
        margin = room.margin()
        shown += more.place(margin, room.tall - _edge(room) - more.height)
    lost |= {char for card in cards for char in card.name.missing}
    return Picture(
        room.wide, room.tall, tuple(shown), title=result.statement, language=words.language,
        missing=tuple(sorted(lost)),
    )  # fmt: skip


def _edge(room: Room) -> float:
    return room.margin(24)


def _ring(room: Room, standing: Standing) -> Point:
    share = 0.6 if standing is Standing.CURRENT else 0.86
    return room.wide / 2 * share, room.tall / 2 * share


def _rings(palette: Palette, room: Room) -> Iterable[Item]:
    for standing, dash in ((Standing.DESIRED, (5.0, 5.0)), (Standing.CURRENT, ())):
        yield shapes.ellipse(0, 0, *_ring(room, standing), stroke=palette.outline, width=_LINE, dash=dash)


def _middle(
    reader: Reader, centre: Centre, result: Result, palette: Palette, room: Room
) -> tuple[Group, Box, set[str]]:
    """The statement, and its indicator where there is room for it."""
    position = reader.get(Ring, result.ring).position
    ink = palette.ring(position).text
    wide, tall = room.wide * (0.5 if room.upright else 0.36), room.tall * (0.16 if room.upright else 0.24)
    for px in _STATEMENT:
        style = letters(px, ink, Weight.BOLD)
        said = cut(result.statement, style, wide - 2 * _PAD, max(int(tall / style.line_height), 1))
        if not said.overflow and longest([result.statement], style) <= wide - 2 * _PAD:
            break
    head = said.height + 2 * _PAD
    below = None
    if centre.indicator:
        measure = reader.get(Measure, centre.indicator)
        text = ", ".join(filter(None, (measure.name, measure.unit)))
        below = cut(text, letters(SMALLEST_PX, palette.text_second), wide - 2 * _PAD, 2)
    panel = below.height + _PAD if below is not None else 0.0
    top = -(head + panel) / 2
    items: list[Item] = []
    if below is not None:
        items.append(
            shapes.rect(
                -wide / 2, top + head - 12, wide, panel + 12, 8,
                fill=palette.surface, stroke=palette.ring(position).line, width=_LINE,
            )
        )  # fmt: skip
        items += below.place(-wide / 2, top + head + _PAD * 0.3, align="center", box_width=wide)
    items += body((-wide / 2, top, wide / 2, top + head), position, palette, 1.0)
    items += said.place(-wide / 2, top + _PAD, align="center", box_width=wide)
    box = (-wide / 2 - 2, top - 2, wide / 2 + 2, top + head + panel + 2)
    lost = {*said.missing, *(below.missing if below is not None else ())}
    return Group(tuple(items), name=result.statement, role="result", record=result.id), box, lost


# -- where partners stand


def _placed(known: Sequence[Known], middle: Box, palette: Palette, room: Room) -> list[_Card]:
    """All partners with their names, else with their codes, else as many as find a place."""
    for px in _SIZES:
        cards = _around([_named(each, px, palette, room) for each in known], middle, room)
        if len(cards) == len(known):
            return cards
    return _around([_coded(each, palette) for each in known], middle, room)


def _named(known: Known, px: float, palette: Palette, room: Room) -> _Card:
    weight = Weight.BOLD if known.partner.critical else Weight.SEMIBOLD
    style = letters(px, palette.text, weight, 1.2)
    wide = min(_WIDEST * px / SMALLEST_PX, room.wide * 0.3)
    wide = min(max(longest([known.partner.name], style), wide * 0.7), wide)
    return _Card(known, cut(known.partner.name, style, wide, _NAME_LINES))


def _coded(known: Known, palette: Palette) -> _Card:
    weight = Weight.BOLD if known.partner.critical else Weight.SEMIBOLD
    return _Card(known, cut(known.partner.code, letters(SMALLEST_PX, palette.text, weight), _WIDEST))


def _around(cards: Sequence[_Card], middle: Box, room: Room) -> list[_Card]:
    """The cards that find a place on their ring, those who are with us first."""
    crowd, found = Crowd([middle]), list[_Card]()
    current = [each for each in cards if each.partner.standing is Standing.CURRENT]
    wanted = [each for each in cards if each.partner.standing is Standing.DESIRED]
    for group in (current, wanted):
        inner = len(current) if group is wanted else 0
        for number, card in enumerate(group):
            if free := _free(card, direction(number, len(group), inner), crowd, room):
                crowd.add(free.box)
                found.append(free)
    return found


def _free(card: _Card, turn: float, crowd: Crowd, room: Room) -> _Card | None:
    """The free place on the ring, or a little off it, that is nearest to a direction."""
    ring, edge = _ring(room, card.partner.standing), _edge(room)
    wide, tall = (card.box[2] - card.box[0]) / 2, (card.box[3] - card.box[1]) / 2
    right, bottom = room.wide / 2 - edge - wide, room.tall / 2 - edge - tall
    if right < 0 or bottom < 0:
        return None
    step = 6.2832 / _TURNS
    for each in sorted(range(-_TURNS // 2, _TURNS // 2), key=abs):
        for off in (1.0, 1.1, 0.9):
            x, y = on_ring(turn + each * step, (ring[0] * off, ring[1] * off))
            tried = replace(card, at=(min(max(x, -right), right), min(max(y, -bottom), bottom)))
            if crowd.is_free(tried.box, _GAP):
                return tried
    return None


# -- painting


def _spoke(card: _Card, middle: Box, palette: Palette) -> Group:
    """The line from a partner to the middle; what is missing shows in how it is drawn."""
    points = [card.at, leaving(middle, card.at)]
    width = _LINE * (1.6 if card.partner.critical else 1.0)
    strong = card.known.strength is Strength.STRONG
    lines = [shapes.parallel(points, off) for off in (-2.2, 2.2)] if strong else [points]
    dash = (6.0, 5.0) if card.known.strength not in {Strength.STRONG, Strength.SOME} else ()
    items = tuple(shapes.polyline(each, stroke=palette.link, width=width, dash=dash) for each in lines)
    return Group(items, name=card.partner.name, role="spoke", record=card.partner.id)


def _card(card: _Card, palette: Palette, *, lit: bool) -> Group:
    left, top, right, bottom = card.box
    partner = card.partner
    desired = partner.standing is Standing.DESIRED
    items: list[Item] = [
        shapes.rect(
            left, top, right - left, bottom - top, 5, fill=palette.surface,
            stroke=palette.text if partner.critical else palette.text_third,
            width=_LINE * (1.8 if partner.critical else 1.0), dash=(5, 4) if desired else (),
        )
    ]  # fmt: skip
    if lit:
        items.append(
            shapes.rect(
                left - 2.5, top - 2.5, right - left + 5, bottom - top + 5, 7,
                stroke=palette.accent, width=_LINE * 1.6,
            )
        )  # fmt: skip
    if partner.more_needed:
        items += hatched((left, bottom - 4, right, bottom - 1), 1.0, palette)
    items += card.name.place(left + _PAD, top + _PAD * 0.6, align="center", box_width=card.name.width)
    return Group(tuple(items), name=partner.name, role="partner", record=partner.id)
