"""A chart in the making: what its parts share while they are composed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kpidesk.domain.xmr import Segment
from kpidesk.drawing.chart_axis import Figures, Frame
from kpidesk.drawing.chart_data import Data, Level
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Item
from kpidesk.drawing.text import Style
from kpidesk.system.words import Words

LEAST_PLOT: Final = 3.8
"""The least height of a plot in em of its texts."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the texts of one chart are written."""

    plain: Style
    quiet: Style
    strong: Style
    palette: Palette
    words: Words

    @property
    def em(self) -> float:
        """The size of the texts in mm."""
        return self.plain.size

    @property
    def row(self) -> float:
        """The height of a line of text in mm."""
        return self.plain.line_height


@dataclass(frozen=True, slots=True)
class Extras:
    """What is laid over a chart besides what the method asks for; nothing of it judges a value.

    `proposed` is a baseline that nobody has accepted yet.
    """

    proposed: Segment | None = None
    average: bool = False
    bands: bool = False
    history: bool = False


PLAIN: Final = Extras()


@dataclass(slots=True)
class Sheet:
    """A chart in the making."""

    data: Data
    look: Look
    figures: Figures
    width: float
    height: float
    with_ranges: bool
    with_legend: bool
    extras: Extras = PLAIN
    items: list[Item] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    reach: float = 0.0  # how far right the words of brackets go


def on_paper(frame: Frame, line: Sequence[Level]) -> list[tuple[float, float]]:
    """Where a line runs on the paper."""
    return [(frame.x(position), frame.y(number)) for position, number in line]


def mark_size(frame: Frame, em: float) -> float:
    """The size of points: smaller where they are dense."""
    return min(em, max(frame.step * 1.6, em * 0.3))
