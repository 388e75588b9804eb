"""The measures of a poster's sheet: bands, columns and type for each paper.

A1 is the sheet that the look was drawn on. Smaller papers keep its proportions as far as the smallest
type that a standing reader can read allows; notes stay 76 mm everywhere.
"""

from dataclasses import dataclass
from typing import Final

from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.text import Style

NOTE: Final = 76.0
"""The side of a sticky note in mm."""

# The least long side of a sheet in mm and the smallest type on it in points.
_SMALLEST: Final = ((800.0, 24.0), (560.0, 20.0), (400.0, 16.0), (0.0, 11.0))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper; lengths in mm, `unit` is its size beside A1, type in points.

    `aside`: whether a column of places for notes stands at its side; `whole`: whether sections take all of
    the width in one column.
    """

    paper: Paper
    unit: float
    body: float
    aside: bool = True
    whole: bool = False

    @classmethod
    def of(cls, paper: Paper, *, lying: bool = False, aside: bool = True, whole: bool = False) -> "Sheet":
        """The measures for a paper, upright or lying."""
        upright = paper.portrait
        unit = min(upright.tall / 841, upright.wide / 594)
        smallest = next(size for least, size in _SMALLEST if upright.tall >= least)
        return cls(paper.landscape if lying else upright, unit, max(smallest, 24 * unit), aside, whole)

    @property
    def long(self) -> float:
        """The longer side of the sheet."""
        return max(self.paper.wide, self.paper.tall)

    @property
    def lying(self) -> bool:
        """Whether the longer side lies."""
        return self.paper.wide > self.paper.tall

    @property
    def wide(self) -> float:
        """The width of the sheet."""
        return self.paper.wide

    @property
    def tall(self) -> float:
        """The height of the sheet."""
        return self.paper.tall

    @property
    def margin(self) -> float:
        """White at the left and right."""
        return 24 * self.unit

    @property
    def gap(self) -> float:
        """Between the columns."""
        return (18 if self.long >= 400 else 14) * self.unit

    @property
    def code_side(self) -> float:
        """The side of a QR code with its quiet zone."""
        return 40 * self.unit

    @property
    def head(self) -> float:
        """The height of the head band."""
        return 98 * self.unit

    @property
    def foot(self) -> float:
        """The height of the foot band; type that does not shrink with the sheet needs more of it."""
        return max(56 * self.unit, 4.2 * self.text().line_height + 7 * self.unit)

    @property
    def note_columns(self) -> int:
        """Notes side by side in the notes column; 0 where notes are stuck beside the sheet."""
        if not self.aside or self.long < 400:
            return 0
        if self.long >= 800:
            return int(170 * self.unit // NOTE)
        return 2 if self.lying and self.long >= 560 else 1

    @property
    def heads_aside(self) -> bool:
        """Whether the zones' heads stand at their side, so that six notes fit one below the other."""
        return not self.lying and 560 <= self.long < 800

    @property
    def notes_wide(self) -> float:
        """The width of the notes column."""
        if not self.note_columns:
            return 0.0
        if self.long >= 800:
            return 178 * self.unit
        return self.note_columns * NOTE + 2.5 + (12.0 if self.heads_aside else 1.5)

    @property
    def columns(self) -> int:
        """How many columns of sections stand side by side."""
        return 2 if self.lying and not self.whole else 1

    @property
    def area(self) -> float:
        """The width of all columns of sections."""
        notes = self.notes_wide
        return self.wide - 2 * self.margin - (notes + self.gap if notes else 0.0)

    @property
    def column(self) -> float:
        """The width of a column of sections."""
        return (self.area - self.gap * (self.columns - 1)) / self.columns

    @property
    def tight(self) -> bool:
        """Whether the sheet is small beside its type, so that air is scarce."""
        return 400 <= self.long < 560

    def text(self, factor: float = 1.0) -> Style:
        """Common text."""
        return Style(self.body * factor, leading=1.3)

    def quiet(self, factor: float = 1.0) -> Style:
        """Labels and lesser lines."""
        return Style(self.body * factor, colour=LIGHT.text_second, leading=1.3)

    @property
    def top(self) -> float:
        """Where the sections begin."""
        return self.head + 8 * self.unit

    @property
    def bottom(self) -> float:
        """Where the sections end."""
        return self.tall - self.foot - 9 * self.unit

    def question(self, factor: float = 1.0) -> Style:
        """The questions of the team."""
        return Style(max(28 * self.unit, self.body) * factor, Weight.SEMIBOLD, leading=1.28)

    def heading(self, factor: float = 1.0) -> Style:
        """The title of a section."""
        return Style(max(28 * self.unit, self.body * 1.08) * factor, Weight.SEMIBOLD, leading=1.25)

    def result(self, factor: float = 1.0) -> Style:
        """The result's statement."""
        return Style(max(50 * self.unit, self.body * 1.5) * factor, Weight.SEMIBOLD, leading=1.2)

    def sentence(self, colour: str) -> Style:
        """The description in the head."""
        return Style(max(30 * self.unit, self.body), colour=colour, leading=1.28)
