"""The board of action and alignment: action upwards, alignment to the right, a token for each partner.

Each number from 1 to 9 is a field of the same size, so that the line between low and high lies at 5.5 and
five counts as low. Tokens become smaller until all of them find room in the fields of their numbers; they
never leave their quarter, however many stand on the same numbers. What the quarters are called stands
outside of the fields, so that no token hides a word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kpidesk.domain.alignment_board import Board, Place, Token
from kpidesk.domain.labels import LABELS
from kpidesk.domain.sharing import BEST_STAND, MIDLINE, Partner, Quarter, Standing, quarter
from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_place import Crowd
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Box, Group, Item
from kpidesk.drawing.text import MM_PER_POINT, Style, shape, wrap
from kpidesk.drawing.tokens import Disc, Point, free
from kpidesk.system.words import Words

_SIZES: Final = (1.0, 0.85, 0.7, 0.58, 0.48, 0.4)  # of tokens, until all find room; the last is just legible
_INWARDS: Final = 0.6  # in radii: between a token's middle and the edge of its field
_STEP: Final = 2.15  # in radii: between the middles of tokens on the same numbers
_FEW: Final = 12  # trails up to which all are drawn alike; beyond, that of the partner in hand stands out
_OLDER: Final = 0.6  # beside the token now
_DOT: Final = 0.26
_ROOM: Final = 1.14  # in radii: between a token's middle and the edge of its quarter
_CODE_WIDE: Final = 1.42  # in radii
_SMALL: Final = 0.42  # em of the words around: the radius of a token whose code stands beside it
_CODE_TALL: Final = 3.1  # points to the mm of radius


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of the board: where each pair of numbers lies, in mm."""

    area: Box

    @property
    def _steps(self) -> tuple[float, float]:
        left, top, right, bottom = self.area
        return (right - left) / BEST_STAND, (bottom - top) / BEST_STAND

    def middle(self, place: Place) -> Point:
        """The middle of a field."""
        left, _, _, bottom = self.area
        wide, tall = self._steps
        return left + (place[1] - 0.5) * wide, bottom - (place[0] - 0.5) * tall

    def box(self, place: Place) -> Box:
        """A field."""
        x, y = self.middle(place)
        wide, tall = self._steps
        return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2

    def place(self, at: Point) -> Place | None:
        """The numbers of the field at a point, None outside of the board."""
        left, top, right, bottom = self.area
        if not (left <= at[0] <= right and top <= at[1] <= bottom):
            return None
        wide, tall = self._steps
        across, up = int((at[0] - left) / wide) + 1, int((bottom - at[1]) / tall) + 1
        return min(up, BEST_STAND), min(across, BEST_STAND)

    @property
    def middle_lines(self) -> Point:
        """Where low ends: from left to right, and from bottom to top."""
        left, _, _, bottom = self.area
        wide, tall = self._steps
        return left + MIDLINE * wide, bottom - MIDLINE * tall

    def quarter(self, which: Quarter) -> Box:
        """One of the four quarters."""
        left, top, right, bottom = self.area
        x, y = self.middle_lines
        across = (x, right) if which in {Quarter.TOGETHER, Quarter.FRIENDLY} else (left, x)
        down = (top, y) if which in {Quarter.TOGETHER, Quarter.OWN_WAY} else (y, bottom)
        return across[0], down[0], across[1], down[1]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The board about a top left corner; `spots` are the middles of tokens by the partner's id, in mm."""

    items: tuple[Item, ...]
    spots: dict[str, Point]
    radius: float
    fields: Fields
    missing: tuple[str, ...]


def axis_names(words: Words) -> tuple[str, str]:
    """What is counted upwards, and what to the right."""
    return words("takes actions that serve the result"), words("moves together with the others")


def board(
    shown: Board | None, wide: float, tall: float, words: Words,
    *, text_pt: float, radius: float, palette: Palette = LIGHT, current: str = "", legible: bool = False,
    terse: bool = False,
) -> Drawn:  # fmt: skip
    """Draw the board with its tokens.

    Args:
        shown: what stands on it, None for the empty board.
        wide: of the board with all words around it, in mm.
        tall: likewise.
        words: the language.
        text_pt: size of the words around the board.
        radius: of tokens in mm; they become smaller where they would find no room.
        palette: the colours.
        current: the id of the partner to bring out.
        legible: no letter is smaller than the words around; codes without room stand beside their tokens.
        terse: what is counted upwards and to the right is told elsewhere.
    """
    frame = _Frame(wide, tall, words, text_pt, palette, terse=terse)
    items = [*_ground(frame.fields, palette, text_pt), *frame.items]
    spots: dict[str, Point] = {}
    if shown is not None:
        sizes = [radius * share for share in _SIZES]
        beside = False
        if legible:
            sizes = [radius, _legible(shown.tokens, text_pt)]
        radius, spots, at_home = _placed(shown.tokens, frame.fields, sizes)
        if legible and not at_home:
            beside = True
            small = text_pt * MM_PER_POINT * _SMALL
            radius, spots, _ = _placed(shown.tokens, frame.fields, [small, small * 0.7, small * 0.5])
        taken: list[Disc] = [(*spot, radius) for spot in spots.values()]
        items += _cloud(shown.cloud, frame.fields, taken, radius, palette)
        many = bool(current) and sum(bool(each.before) for each in shown.tokens) > _FEW
        for token in sorted(shown.tokens, key=lambda each: each.partner.id == current):
            ink = palette.outline if many and token.partner.id != current else palette.text_second
            items += _trail(token, spots[token.partner.id], frame.fields, taken, radius, ink)
        items += [
            disc(
                token.partner, spots[token.partner.id], radius, palette, lit=token.partner.id == current,
                coded=not beside,
            )
            for token in shown.tokens
        ]  # fmt: skip
        if beside:
            items += _codes(shown.tokens, spots, radius, frame.fields, text_pt, palette)
    return Drawn(tuple(items), spots, radius, frame.fields, frame.missing)


# -- the fields and the words around them


class _Frame:
    """The words around the fields, and the room that they leave."""

    def __init__(
        self, wide: float, tall: float, words: Words, text_pt: float, palette: Palette, *, terse: bool
    ) -> None:
        self.palette, self.terse = palette, terse
        self.plain = Style(text_pt, colour=palette.text_second, leading=1.3)
        line = self.plain.line_height
        self.items: list[Item] = []
        self.missing: tuple[str, ...] = ()
        left, gap = (1 if terse else 2) * line, line * 0.3
        foot = (1 if terse else 2) * line
        half = (wide - left) / 2 - line
        names = {
            each: wrap(words(LABELS[each]), self._name(each), half) for each in Quarter
        }  # fmt: skip
        above = max(names[each].height for each in (Quarter.OWN_WAY, Quarter.TOGETHER)) + gap
        below = max(names[each].height for each in (Quarter.WATCHING, Quarter.FRIENDLY)) + gap
        bottom = tall - below - foot
        self.fields = Fields((left, above, wide, bottom))
        for each, lines in names.items():
            right = each in {Quarter.TOGETHER, Quarter.FRIENDLY}
            upper = each in {Quarter.OWN_WAY, Quarter.TOGETHER}
            x = wide - half if right else left
            y = above - gap - lines.height if upper else bottom + foot + gap
            self.items += lines.place(x, y, align="right" if right else "left", box_width=half)
            self.missing += lines.missing
        self._axes(words, line)

    def _name(self, each: Quarter) -> Style:
        best = each is Quarter.TOGETHER
        ink = self.palette.accent_text if best else self.palette.text_second
        return Style(self.plain.size_pt, Weight.SEMIBOLD, ink, leading=1.25)

    def _axes(self, words: Words, line: float) -> None:
        """The numbers at the fields, and what they count."""
        left, top, right, bottom = self.fields.area
        numbers = range(1, BEST_STAND + 1)
        every = MIDLINE - 1 if (bottom - top) / BEST_STAND < self.plain.size * 1.05 else 1
        for number in numbers:
            told = shape(words.number(number), self.plain)
            x, y = self.fields.middle((number, number))
            if number in numbers[::every]:
                self.items += told.place(left - told.width - line * 0.3, y + self.plain.size * 0.36)
            self.items += told.place(x - told.width / 2, bottom + line * 0.8)
        if self.terse:
            return
        upwards, across = (shape(each, self.plain) for each in axis_names(words))
        self.items += upwards.place(line * 0.7, (top + bottom + upwards.width) / 2, angle=-90)
        self.items += across.place((left + right - across.width) / 2, bottom + line * 1.75)


def _ground(fields: Fields, palette: Palette, text_pt: float) -> Iterator[Item]:
    """Four quarters with a thin line at each number and a thick one between low and high."""
    for each in Quarter:
        left, top, right, bottom = fields.quarter(each)
        fill = palette.accent_soft if each is Quarter.TOGETHER else palette.sunken
        yield shapes.rect(left, top, right - left, bottom - top, fill=fill)
    thin, thick = text_pt * 0.018, text_pt * 0.06
    left, top, right, bottom = fields.area
    for number in range(1, BEST_STAND):
        if number != MIDLINE:
            _, up, across, _ = fields.box((number, number))
            yield shapes.line(across, top, across, bottom, stroke=palette.border, width=thin)
            yield shapes.line(left, up, right, up, stroke=palette.border, width=thin)
    x, y = fields.middle_lines
    yield shapes.rect(left, top, right - left, bottom - top, stroke=palette.field, width=thin * 2)
    yield shapes.line(x, top, x, bottom, stroke=palette.text_second, width=thick)
    yield shapes.line(left, y, right, y, stroke=palette.text_second, width=thick)


# -- tokens


def _placed(
    tokens: Iterable[Token], fields: Fields, sizes: Iterable[float]
) -> tuple[float, dict[str, Point], bool]:
    """Where tokens stand, how large they are, so that none covers another, and whether all are at home.

    Only where even the smallest find no room in their field they leave it, those of crowded fields last.
    """
    groups: dict[Place, list[Token]] = defaultdict(list)
    for token in tokens:
        groups[token.place].append(token)
    for size in sizes:
        spots, at_home = dict[str, Point](), True
        for place in sorted(groups, key=lambda each: (len(groups[each]), each)):
            around = _inside(fields.quarter(quarter(*place)), size * _ROOM)
            own = _common(_inside(fields.box(place), size * _INWARDS), around)
            wanted = _side_by_side(place, len(groups[place]), fields, size)
            for token, each in zip(groups[place], wanted, strict=True):
                taken = [(*spot, size) for spot in spots.values()]
                found = free(_held(each, own), taken, size, own) if own else None
                at_home = at_home and found is not None
                held = _held(each, around)
                spots[token.partner.id] = found or free(held, taken, size, around) or held
        if at_home:
            break
    return size, spots, at_home


def _legible(tokens: Iterable[Token], text_pt: float) -> float:
    """The radius of tokens whose codes are as large as the words around, in mm."""
    style = Style(text_pt, Weight.BOLD)
    widest = max([0.0, *(shape(token.partner.code, style).width for token in tokens)])
    return max(widest / _CODE_WIDE, text_pt / _CODE_TALL) * 1.001


def _codes(
    tokens: Iterable[Token], spots: dict[str, Point], radius: float, fields: Fields, text_pt: float,
    palette: Palette,
) -> Iterator[Item]:  # fmt: skip
    """The codes beside tokens that are too small for them, where they find room."""
    taken = Crowd((x - radius, y - radius, x + radius, y + radius) for x, y in spots.values())
    for token in tokens:
        style = Style(text_pt, Weight.BOLD if token.partner.critical else Weight.SEMIBOLD, palette.text)
        code = shape(token.partner.code, style)
        around = list(_beside(spots[token.partner.id], radius, code.width, style.size * 0.78))
        own = fields.quarter(token.stand.quarter)  # better than over the line to another quarter
        free = [box for within in (own, fields.area) for box in around if _is_in(box, within)]
        box = next((each for each in free if taken.is_free(each, 0.2)), None)
        if box is not None:
            taken.add(box)
            yield Group(code.place(box[0], (box[1] + box[3]) / 2 + style.size * 0.36), role="code")


def _beside(at: Point, radius: float, wide: float, tall: float) -> Iterator[Box]:
    """Boxes beside, above and below a token, and at its corners."""
    off, over = radius * 1.25 + wide / 2, radius * 1.25 + tall / 2
    ways = ((off, 0), (-off, 0), (0, -over), (0, over))
    corners = ((x, y) for y in (-over, over) for x in (wide / 2, -wide / 2))
    for across, down in (*ways, *corners):
        x, y = at[0] + across, at[1] + down
        yield x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def _is_in(box: Box, area: Box) -> bool:
    return area[0] <= box[0] and area[1] <= box[1] and box[2] <= area[2] and box[3] <= area[3]


def _side_by_side(place: Place, count: int, fields: Fields, radius: float) -> Iterator[Point]:
    """Rows of tokens about the middle of their field, as many in a row as suits the shape of the field."""
    x, y = fields.middle(place)
    left, top, right, bottom = fields.box(place)
    step = radius * _STEP

    def cell(most: int) -> float:
        return min((right - left) / most, (bottom - top) / -(-count // most))

    most = max(range(1, count + 1), key=lambda each: (min(cell(each), step * _ROOM), each))
    rows = -(-count // most)
    for number in range(count):
        row, column = divmod(number, most)
        inside = min(most, count - row * most)
        yield x + (column - (inside - 1) / 2) * step, y + (row - (rows - 1) / 2) * step


def _common(one: Box, other: Box) -> Box | None:
    """What two boxes share, None where that is nothing."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    return (left, top, right, bottom) if left <= right and top <= bottom else None


def _inside(box: Box, by: float) -> Box:
    left, top, right, bottom = box
    return left + by, top + by, right - by, bottom - by


def _held(at: Point, box: Box) -> Point:
    return min(max(at[0], box[0]), box[2]), min(max(at[1], box[1]), box[3])


def disc(
    partner: Partner, at: Point, radius: float, palette: Palette, *, lit: bool = False, coded: bool = True
) -> Group:
    """A partner's token: a bold ring for critical ones, a dashed one for those still wanted."""
    ring = 0.2 if partner.critical else 0.07
    wanted = partner.standing is Standing.DESIRED
    items: list[Item] = []
    if lit:
        items.append(shapes.circle(*at, radius * 1.22, stroke=palette.accent, width=radius * 0.13))
    items.append(
        shapes.circle(
            *at, radius * (1 - ring / 2), fill=palette.surface,
            stroke=palette.text if partner.critical else palette.text_second, width=radius * ring,
            dash=(radius * 0.3, radius * 0.2) if wanted else (),
        )
    )  # fmt: skip
    if not coded:
        return Group(tuple(items), name=partner.name, role="partner", record=partner.id)
    style = Style(10, Weight.BOLD if partner.critical else Weight.SEMIBOLD, palette.text)
    fitting = 10 * radius * _CODE_WIDE / max(shape(partner.code, style).width, 0.1)
    style = Style(min(radius * _CODE_TALL, fitting), style.weight, style.colour)
    code = shape(partner.code, style)
    items += code.place(at[0] - code.width / 2, at[1] + style.size * 0.36)
    return Group(tuple(items), name=partner.name, role="partner", record=partner.id)


def _trail(
    token: Token, now: Point, fields: Fields, taken: list[Disc], radius: float, ink: str
) -> Iterator[Item]:
    """Hollow tokens where a partner stood, and the way from one to the next."""
    small, width = radius * _OLDER, radius * 0.09
    ways: list[Disc] = []
    for place in token.before:
        within = _inside(fields.quarter(quarter(*place)), small * _ROOM)
        at = free(_held(fields.middle(place), within), taken, small, within) or fields.middle(place)
        taken.append((*at, small))
        ways.append((*at, small))
    items: list[Item] = [shapes.circle(x, y, small, stroke=ink, width=width) for x, y, _ in ways]
    for start, end in pairwise([*ways, (*now, radius)]):
        items += _arrow(start, end, width, ink)
    if items:
        yield Group(tuple(items), name=token.partner.name, role="trail", record=token.partner.id)


def _arrow(start: Disc, end: Disc, width: float, ink: str) -> list[Item]:
    """From the edge of one token to that of the next."""
    (x1, y1, one), (x2, y2, other) = start, end
    line = [(x1, y1), (x2, y2)]
    long = shapes.length(line)
    if long <= one + other:
        return []
    head = min(width * 4.5, (long - one - other) * 0.7)
    tip, _ = shapes.along(line, long - other)
    begin, _ = shapes.along(line, one)
    base = shapes.arrow_base(tip, begin, head)
    return [
        shapes.line(*begin, *base, stroke=ink, width=width),
        shapes.arrow_head(tip, begin, head, fill=ink),
    ]


def _cloud(
    places: Iterable[Place], fields: Fields, taken: list[Disc], radius: float, palette: Palette
) -> Iterator[Item]:
    """A dot for each person who placed themselves; nothing tells whose it is."""
    small = radius * _DOT
    dots: list[Item] = []
    for place in places:
        within = _inside(fields.quarter(quarter(*place)), small * _ROOM)
        at = free(fields.middle(place), taken, small, within) or fields.middle(place)
        taken.append((*at, small))
        dots.append(shapes.circle(*at, small, fill=palette.accent))
    if dots:
        yield Group(tuple(dots), role="cloud")
