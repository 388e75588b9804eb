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
from kpidesk.drawing.picture import Colour, Item, Picture
from kpidesk.drawing.projected import PX, SMALLEST_PX, TALL, WIDE
from kpidesk.drawing.sharing import shared_measures
from kpidesk.drawing.text import MM_PER_POINT, Style, shape
from kpidesk.system.words import Words

_MARGIN: Final = 48 / PX
_GAP: Final = 72 / PX
_COLUMN: Final = (WIDE - 2 * _MARGIN - _GAP) / 2
_TITLES: Final = (64.0, 54.0, 46.0, 40.0)  # px, the first at which a name takes one line, else the last
_TEXTS: Final = (44.0, 40.0, 36.0, 33.0, 30.0, SMALLEST_PX)  # px, the first at which all finds room


def _style(px: float, colour: Colour, weight: Weight = Weight.REGULAR, leading: float = 1.3) -> Style:
    """Letters of so many pixels of a projector that is 1080 high."""
    return Style(px / PX / MM_PER_POINT, weight, colour, leading)


@dataclass(frozen=True, slots=True)
class _Section:
    """A head and the lines below it."""

    head: list[Block]
    lines: list[Block]

    @property
    def tall(self) -> float:
        return height(self.head) + height(self.lines)


def projected(reader: Reader, partner: Partner, words: Words, palette: Palette, today: date) -> Picture:
    """A partner for the projector: what it gives, what drives it, how to go on, and the next step."""
    top = _top(partner, words, palette)
    foot = _foot(reader, partner, palette)
    room = TALL - 2 * _MARGIN - height(top) - height(foot) - 24 / PX
    columns = _columns(reader, partner, words, palette, today, _TEXTS[0])
    for px in _TEXTS[1:]:
        if all(_tall(each) <= room for each in columns):
            break
        columns = _columns(reader, partner, words, palette, today, px)
    items: list[Item] = [*stack(top, _MARGIN, _MARGIN), *stack(foot, _MARGIN, TALL - _MARGIN - height(foot))]
    lost = [*missing(top), *missing(foot)]
    for number, sections in enumerate(columns):
        shown = _fitted(sections, room, words("more on the sheet of {code}", code=partner.code), palette)
        items.extend(stack(shown, _MARGIN + number * (_COLUMN + _GAP), _MARGIN + height(top)))
        lost.extend(missing(shown))
    return Picture(
        WIDE, TALL, tuple(items), title=partner.name, language=words.language,
        missing=tuple(dict.fromkeys(lost)),
    )  # fmt: skip


# -- what stands around


def _top(partner: Partner, words: Words, palette: Palette) -> list[Block]:
    wide = WIDE - 2 * _MARGIN
    styles = [_style(px, palette.text, Weight.SEMIBOLD, 1.25) for px in _TITLES]
    style = next((each for each in styles if shape(partner.name, each).width <= wide), styles[-1])
    line = shapes.line(0, 14 / PX, wide, 14 / PX, stroke=palette.text, width=3 / PX)
    return [
        *paragraph(partner.name, style, wide),
        *paragraph(kind_of(partner, words), _style(30, palette.text_second), wide),
        Block(34 / PX, (line,)),
    ]


def _foot(reader: Reader, partner: Partner, palette: Palette) -> list[Block]:
    """Around which result."""
    result = reader.get(Result, reader.get(Centre, partner.centre).result)
    told = f"{result.code} {result.statement}"
    return paragraph(told, _style(SMALLEST_PX, palette.text_second), WIDE - 2 * _MARGIN)


# -- columns


def _columns(
    reader: Reader, partner: Partner, words: Words, palette: Palette, today: date, px: float
) -> tuple[list[_Section], list[_Section]]:
    """What is known of the partner at the left, what comes of it at the right, in letters of a size."""
    told = list(told_of(reader, partner))
    gives = [each for each in told if isinstance(each, Contribution)]
    drives = [each for each in told if not isinstance(each, Contribution)]
    standing = [each for each in reader.find(Commitment, partner=partner.id) if each.is_standing]
    measures = [f"{each.code} {each.name}" for each in shared_measures(reader, partner)]
    next_step = [promised(each, words) for each in by_date(standing, today)[:1]]
    desired = partner.standing is Standing.DESIRED

    def section(head: str, lines: Sequence[Block]) -> _Section | None:
        style = _style(SMALLEST_PX, palette.text_second, Weight.SEMIBOLD)
        return _Section(paragraph(head, style, _COLUMN), [*lines, space(px * 0.5 / PX)]) if lines else None

    def plain(*texts: str) -> list[Block]:
        style = _style(px, palette.text)
        return [block for text in texts for block in paragraph(text, style, _COLUMN)]

    left = (
        section(words("What they contribute"), _told(gives, px, palette)),
        section(words("What drives their own work"), _told(drives, px, palette)),
        section(words("Why they are not in yet"), plain(partner.why_not) if desired else []),
    )
    right = (
        section(words("Strategy"), plain(partner.strategy)),
        section(words("How we want to win them"), plain(partner.engagement) if desired else []),
        section(words("Measures that we share"), plain(*measures)),
        section(words("Next step"), plain(*next_step)),
    )
    return [each for each in left if each], [each for each in right if each]


def _told(found: Sequence[Told], px: float, palette: Palette) -> list[Block]:
    """What they told us with a disc; our guesses with a dashed ring, in italics and with a question mark."""
    blocks: list[Block] = []
    for each in found:
        style = _style(px, palette.text, Weight.ITALIC if each.is_guess else Weight.REGULAR)
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
        blocks += paragraph(text, style, _COLUMN, indent=style.size * 0.95, mark=[mark])
    return blocks


# -- finding room


def _tall(sections: Sequence[_Section]) -> float:
    return sum(each.tall for each in sections)


def _fitted(sections: Sequence[_Section], room: float, more: str, palette: Palette) -> list[Block]:
    """The sections of a column; a long one ends where its room does, and says where there is more."""
    if _tall(sections) <= room:
        return [block for each in sections for block in (*each.head, *each.lines)]
    style = _style(SMALLEST_PX, palette.text_second, Weight.SEMIBOLD)
    told = [*paragraph(f"… {more}", style, _COLUMN), space(12 / PX)]
    shown: list[Block] = []
    for each, share in zip(sections, _shares([each.tall for each in sections], room), strict=True):
        shown += each.head
        if each.tall <= share:
            shown += each.lines
            continue
        left = share - height(each.head) - height(told)
        for line in each.lines:
            if line.height > left:
                break
            shown.append(line)
            left -= line.height
        shown += told
    return shown


def _shares(wanted: Sequence[float], room: float) -> list[float]:
    """The room of each: what it wants where that is little, else as much as the other large ones."""
    shares = [0.0] * len(wanted)
    left = room
    for rank, number in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        shares[number] = min(wanted[number], left / (len(wanted) - rank))
        left -= shares[number]
    return shares
