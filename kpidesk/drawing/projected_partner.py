"""One partner for the room: what matters most in few words, read from the last row.

Type shrinks until everything finds room, but never below a fortieth of the height. What finds none even
then is told as "more on the sheet"; nothing is ever cut through.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.commitments import Commitment, by_date
from kpidesk.domain.guesses import told_of
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre, Contribution, Partner, Standing, Told
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.partner_words import kind_of, promised
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.projected_parts import cut, letters
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX, Room
from kpidesk.drawing.sharing import shared_measures
from kpidesk.drawing.text import shape
from kpidesk.system.words import Words

_GAP: Final = 72 / PX
_TITLES: Final = (64.0, 54.0, 46.0, 40.0)  # px, the first at which a name takes one line, else the last
_TEXTS: Final = (44.0, 40.0, 36.0, 33.0, 30.0, SMALLEST_PX)  # px, the first at which all finds room


@dataclass(frozen=True, slots=True)
class _Section:
    """A head and the lines below it."""

    head: list[Block]
    lines: list[Block]

    @property
    def tall(self) -> float:
        return height(self.head) + height(self.lines)


def projected(
    reader: Reader, partner: Partner, words: Words, palette: Palette, today: date, room: Room = ROOM
) -> Picture:
    """A partner for the projector: what it gives, what drives it, how to go on, and the next step."""
    margin = room.margin()
    inside = room.wide - 2 * margin
    wide = inside if room.upright else (inside - _GAP) / 2
    top = _top(partner, inside, words, palette)
    foot = _foot(reader, partner, inside, palette)
    tall = room.tall - 2 * margin - height(top) - height(foot) - 24 / PX
    for px in _TEXTS:
        columns = _side_by_side(_columns(reader, partner, words, palette, today, px, wide), room)
        if all(_tall(each) <= tall for each in columns):
            break
    items: list[Item] = [
        *stack(top, margin, margin), *stack(foot, margin, room.tall - margin - height(foot))
    ]  # fmt: skip
    lost = [*missing(top), *missing(foot)]
    more = words("more on the sheet of {code}", code=partner.code)
    for number, sections in enumerate(columns):
        shown = _fitted(sections, tall, more, wide, palette)
        items.extend(stack(shown, margin + number * (wide + _GAP), margin + height(top)))
        lost.extend(missing(shown))
    return Picture(
        room.wide, room.tall, tuple(items), title=partner.name, language=words.language,
        missing=tuple(dict.fromkeys(lost)),
    )  # fmt: skip


def _side_by_side(columns: Sequence[list[_Section]], room: Room) -> Sequence[list[_Section]]:
    """Both columns, one below the other on a narrow screen."""
    return [[each for column in columns for each in column]] if room.upright else columns


# -- what stands around


def _top(partner: Partner, wide: float, words: Words, palette: Palette) -> list[Block]:
    styles = [letters(px, palette.text, Weight.SEMIBOLD) for px in _TITLES]
    style = next((each for each in styles if shape(partner.name, each).width <= wide), styles[-1])
    name = cut(partner.name, style, wide, 2)
    line = shapes.line(0, 14 / PX, wide, 14 / PX, stroke=palette.text, width=3 / PX)
    return [
        Block(name.height, name.place(0, 0, box_width=wide), name.missing),
        *paragraph(kind_of(partner, words), letters(30, palette.text_second), wide),
        Block(34 / PX, (line,)),
    ]


def _foot(reader: Reader, partner: Partner, wide: float, palette: Palette) -> list[Block]:
    """Around which result."""
    result = reader.get(Result, reader.get(Centre, partner.centre).result)
    told = cut(f"{result.code} {result.statement}", letters(SMALLEST_PX, palette.text_second), wide, 2)
    return [Block(told.height, told.place(0, 0, box_width=wide), told.missing)]


# -- columns


def _columns(
    reader: Reader, partner: Partner, words: Words, palette: Palette, today: date, px: float, wide: float
) -> list[list[_Section]]:
    """What is known of the partner at the left, what comes of it at the right, in letters of a size."""
    told = list(told_of(reader, partner))
    gives = [each for each in told if isinstance(each, Contribution)]
    drives = [each for each in told if not isinstance(each, Contribution)]
    standing = [each for each in reader.find(Commitment, partner=partner.id) if each.is_standing]
    measures = [f"{each.code} {each.name}" for each in shared_measures(reader, partner)]
    next_step = [promised(each, words) for each in by_date(standing, today)[:1]]
    desired = partner.standing is Standing.DESIRED

    def section(head: str, lines: Sequence[Block]) -> _Section | None:
        style = letters(SMALLEST_PX, palette.text_second, Weight.SEMIBOLD, 1.3)
        return _Section(paragraph(head, style, wide), [*lines, space(px * 0.5 / PX)]) if lines else None

    def plain(*texts: str) -> list[Block]:
        style = letters(px, palette.text, leading=1.3)
        return [block for text in texts for block in paragraph(text, style, wide)]

    left = (
        section(words("What they contribute"), _told(gives, px, wide, palette)),
        section(words("What drives their own work"), _told(drives, px, wide, palette)),
        section(words("Why they are not in yet"), plain(partner.why_not) if desired else []),
    )
    right = (
        section(words("Strategy"), plain(partner.strategy)),
        section(words("How we want to win them"), plain(partner.engagement) if desired else []),
        section(words("Measures that we share"), plain(*measures)),
        section(words("Next step"), plain(*next_step)),
    )
    return [[each for each in left if each], [each for each in right if each]]


def _told(found: Sequence[Told], px: float, wide: float, palette: Palette) -> list[Block]:
    """What they told us with a disc; our guesses with a dashed ring, in italics and with a question mark."""
    blocks: list[Block] = []
    for each in found:
        style = letters(px, palette.text, Weight.ITALIC if each.is_guess else Weight.REGULAR, 1.3)
        radius, y = 0.26 * style.size, style.line_height * 0.53
        mark = (
            shapes.circle(
                radius, y, radius, stroke=palette.text, width=4 / PX,
                dash=(style.size * 0.17, style.size * 0.12),
            )
            if each.is_guess
            else shapes.circle(radius, y, radius, fill=palette.text)
        )  # fmt: skip
        text = f"{each.name}?" if each.is_guess else each.name
        blocks += paragraph(text, style, wide, indent=style.size * 0.95, mark=[mark])
    return blocks


# -- finding room


def _tall(sections: Sequence[_Section]) -> float:
    return sum(each.tall for each in sections)


def _fitted(
    sections: Sequence[_Section], room: float, more: str, wide: float, palette: Palette
) -> list[Block]:
    """The sections of a column; a long one ends where its room does, and says where there is more."""
    if _tall(sections) <= room:
        return [block for each in sections for block in (*each.head, *each.lines)]
    style = letters(SMALLEST_PX, palette.text_second, Weight.SEMIBOLD, 1.3)
    told = [*paragraph(f"… {more}", style, wide), space(12 / PX)]
    heard = [each for each in sections if each.lines]
    while heard and sum(_least(each, told) for each in heard) + height(told) > room:
        heard.pop()  # a head without a line below it says nothing
    shown: list[Block] = []
    after = told if len(heard) < len(sections) else []
    room -= height(after)
    shares = _shares([each.tall for each in heard], [_least(each, told) for each in heard], room)
    for each, share in zip(heard, shares, strict=True):
        shown += each.head
        if each.tall <= share + 1e-9:
            shown += each.lines
            continue
        left = share - height(each.head) - height(told)
        for line in each.lines:
            if line.height > left + 1e-9:
                break
            shown.append(line)
            left -= line.height
        shown += told
    return [*shown, *after]


def _least(section: _Section, told: Sequence[Block]) -> float:
    """A head, a line of what stands below it, and that there is more."""
    return min(section.tall, height(section.head) + section.lines[0].height + height(told))


def _shares(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """The room of each: what it wants where that is little, else as much as the other large ones."""
    shares = list(least)
    left = room - sum(least)
    more = [each - low for each, low in zip(wanted, least, strict=True)]
    for rank, number in enumerate(sorted(range(len(wanted)), key=more.__getitem__)):
        given = min(more[number], left / (len(wanted) - rank))
        shares[number] += given
        left -= given
    return shares
