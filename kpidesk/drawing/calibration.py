"""The test sheet for a printer: bars of 100 mm and a card's outline, to be measured with a ruler.

What was measured becomes a correction, so that the next prints are as long as they say.
"""

from dataclasses import dataclass
from typing import Final

from kpidesk.domain.wording import Refused
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.text import Style, shape, wrap
from kpidesk.system.words import Words

BAR: Final = 100.0
CARD: Final = (85.6, 53.98)  # mm: ISO/IEC 7810, ID-1
LOW, HIGH = 95.0, 105.0
_INK: Final = LIGHT.text
_TITLE: Final = Style(24, Weight.BOLD, leading=1.25)
_TEXT: Final = Style(12, leading=1.35)
_SAYS: Final = Style(11, Weight.SEMIBOLD)
_MARGIN: Final = 20.0


@dataclass(frozen=True, slots=True)
class Correction:
    """By what lengths are multiplied before they are printed, across and down; 1 changes nothing."""

    across: float = 1.0
    down: float = 1.0

    def __bool__(self) -> bool:
        return (self.across, self.down) != (1.0, 1.0)

    def told(self, words: Words) -> str:
        """The correction in words: +1.2 % across, −0.4 % down."""
        if not self:
            return words("nothing to correct")
        return words(
            "{across} % across, {down} % down",
            across=_signed(self.across, words),
            down=_signed(self.down, words),
        )


NONE: Final = Correction()


def _signed(factor: float, words: Words) -> str:
    percent = round((factor - 1) * 100, 1)
    sign = "+" if percent > 0 else "−" if percent < 0 else ""
    return sign + words.number(abs(percent), 1)


def correction(across: float, down: float) -> Correction:
    """What makes up for bars that came out so many mm long.

    Raises:
        Refused: no printer is so far off; the sheet was scaled, or the ruler was read wrong.
    """
    for each in (across, down):
        if not LOW <= each <= HIGH:
            raise Refused(
                "A bar of 100 mm comes out {low} to {high} mm long. {mm} mm means that the page was scaled: "
                "print the test sheet at 100 % and measure again.",
                low=f"{LOW:g}", high=f"{HIGH:g}", mm=f"{each:g}",
            )  # fmt: skip
    return Correction(BAR / across, BAR / down)


def printer_sheet(paper: Paper, words: Words) -> Picture:
    """The sheet to be printed and measured."""
    wide = paper.wide - 2 * _MARGIN
    title = words("Test sheet for the printer")
    blocks = [
        *paragraph(title, _TITLE, wide),
        space(2),
        *paragraph(words("Print this sheet at 100 %, in actual size, without any fit to page."), _TEXT, wide),
        *paragraph(
            words("Then measure both bars from end to end, to a tenth of a millimetre if you can, and type "
                  "the two lengths in KPI Desk: Publish, Test sheet for the printer."), _TEXT, wide,
        ),
    ]  # fmt: skip
    top = _MARGIN + sum(block.height for block in blocks) + 14
    items: list[Item] = stack(blocks, _MARGIN, _MARGIN)
    left = _MARGIN + 14
    items += _bar_across(left + 18, top, words)
    items += _bar_down(left, top + 14, words)
    items += _card(left + 18 + 10, top + 34, words)
    lost = tuple(dict.fromkeys(missing(blocks)))
    return Picture(paper.wide, paper.tall, tuple(items), title=title, language=words.language, missing=lost)


def _bar_across(x: float, y: float, words: Words) -> list[Item]:
    says = shape(words("100 mm across"), _SAYS)
    lines = [shapes.line(x, y, x + BAR, y, stroke=_INK, width=0.35)]
    for step in range(11):
        long = 7.0 if step in {0, 10} else 3.5 if step == 5 else 2.0
        lines.append(shapes.line(x + step * 10, y, x + step * 10, y + long, stroke=_INK, width=0.2))
    return [*lines, *says.place(x + (BAR - says.width) / 2, y - 2.5)]


def _bar_down(x: float, y: float, words: Words) -> list[Item]:
    says = shape(words("100 mm down"), _SAYS)
    lines = [shapes.line(x, y, x, y + BAR, stroke=_INK, width=0.35)]
    for step in range(11):
        long = 7.0 if step in {0, 10} else 3.5 if step == 5 else 2.0
        lines.append(shapes.line(x, y + step * 10, x + long, y + step * 10, stroke=_INK, width=0.2))
    return [*lines, *says.place(x - 3.5, y + (BAR + says.width) / 2, angle=-90)]


def _card(x: float, y: float, words: Words) -> list[Item]:
    """The outline of a bank card, for who has no ruler."""
    outline = shapes.rect(x, y, *CARD, 3.18, stroke=_INK, width=0.3)
    text = words("A bank card fits exactly: 85.6 × 54 mm. If it does, the printer is right.")
    lines = wrap(text, _TEXT, CARD[0] - 14)
    return [
        outline,
        *lines.place(x + 7, y + (CARD[1] - lines.height) / 2, box_width=CARD[0] - 14, align="center"),
    ]
