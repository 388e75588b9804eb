"""What makes a map sheet a poster: the code in all four corners and the team's questions below.

Lengths are those of the map's A1 sheet, which other papers scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kpidesk.drawing.codes import LONGEST, qr
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Group, Item, Picture, Transform
from kpidesk.drawing.poster_brand import Brand
from kpidesk.drawing.text import Lines, Style, shape, wrap
from kpidesk.system.words import Words

SIDE: Final = 40.0
"""The side of a corner's QR with its quiet zone."""

FIT: Final = 0.88
"""How much smaller the rings are, so that a strip stays free below."""

LIFT: Final = SIDE + 6
"""How far what stands in the lower corners moves up."""

_MARGIN: Final = 14.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A map poster's own texts."""

    code: str
    questions: Sequence[str]
    tentative: str
    occasion: str = ""


def title_shift(code: str) -> float:
    """How far the title moves to the right of the code."""
    return SIDE + 4 + _line(code, 132, 112)[1] + 2


def _line(code: str, points: float, room: float) -> tuple[Style, float]:
    """The style of a large code, and its width."""
    wide = shape(code, Style(points, Weight.BOLD)).width
    size = points * min(1.0, room / wide) if wide else points
    return Style(size, Weight.BOLD), min(wide, room)


def corners(code: str) -> list[Item]:
    """The code with its QR in all four corners; at the upper right the QR alone."""
    sheet_wide, sheet_tall = _SHEET
    items: list[Item] = []
    tops = (_MARGIN, sheet_tall - _MARGIN - SIDE)
    lefts = (_MARGIN, sheet_wide - _MARGIN - SIDE) if 0 < len(code) <= LONGEST else ()
    items += [Group((qr(code, x, y, SIDE),), name=code, role="qr") for x in lefts for y in tops]
    left = _MARGIN + SIDE + 4
    for y, points, room in ((tops[0], 132.0, 112.0), (tops[1], 84.0, 58.0)):
        style, wide = _line(code, points, room)
        base = y + SIDE / 2 + style.size * 0.357
        line = shape(code, style)
        items.extend(line.place(left, base))
        if y != tops[0]:
            items.extend(line.place(sheet_wide - left - wide, base))
    return items


def logo(brand: Brand) -> tuple[Item, ...]:
    """The organisation's logo below the code in the upper right corner, which no ring reaches."""
    right, top = _SHEET[0] - _MARGIN, _MARGIN + SIDE + 3
    return brand.logo(right, top + 12, SIDE, 12).items


def on(page: Picture) -> Transform:
    """How lengths of the A1 sheet become those of a page."""
    scale = min(page.width / _SHEET[0], page.height / _SHEET[1])
    return Transform((page.width - _SHEET[0] * scale) / 2, (page.height - _SHEET[1] * scale) / 2, scale)


_SHEET: Final = (841.0, 594.0)
_LEFT: Final = 158.0


def unasked(asked: Asked, words: Words) -> tuple[str, ...]:
    """The questions that find no room."""
    return _fitted(asked, words)[1]


def questions(asked: Asked, words: Words) -> list[Item]:
    """The questions between the lower corners, as large as they fit."""
    shown, _ = _fitted(asked, words)
    wide = _SHEET[0] - 2 * _LEFT
    y = _SHEET[1] - _MARGIN - SIDE / 2 - sum(lines.height for lines in shown) / 2
    items: list[Item] = []
    for lines in shown:
        items.extend(lines.place(_LEFT, y, align="center", box_width=wide))
        y += lines.height
    return items


def _fitted(asked: Asked, words: Words) -> tuple[list[Lines], tuple[str, ...]]:
    """The lines that fit, and the questions that do not."""
    wide, tall = _SHEET[0] - 2 * _LEFT, SIDE
    head = " · ".join(filter(None, (asked.tentative, words("Help us with") if asked.questions else "")))
    lead = wrap(head, Style(20, colour=LIGHT.text_second, leading=1.3), wide)
    if lead.height > tall / 2:
        return [], (head, *asked.questions)
    shown = [wrap(f"• {text}", Style(28, Weight.SEMIBOLD, leading=1.25), wide) for text in asked.questions]
    for points in (24, 20):
        if lead.height + sum(lines.height for lines in shown) > tall:
            style = Style(points, Weight.SEMIBOLD, leading=1.25)
            shown = [wrap(f"• {text}", style, wide) for text in asked.questions]
    gone = []
    while shown and lead.height + sum(lines.height for lines in shown) > tall:
        gone.append(asked.questions[len(shown) - 1])
        shown.pop()
    return [lead, *shown], tuple(gone)
