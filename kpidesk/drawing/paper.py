"""Sheets of paper in mm."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet; `wide` and `tall` in mm."""

    name: str
    wide: float
    tall: float

    @property
    def landscape(self) -> "Paper":
        """The sheet with its long side across."""
        return Paper(self.name, max(self.wide, self.tall), min(self.wide, self.tall))

    @property
    def portrait(self) -> "Paper":
        """The sheet with its long side upright."""
        return Paper(self.name, min(self.wide, self.tall), max(self.wide, self.tall))


SHEETS: Final = {
    paper.name: paper
    for paper in (
        Paper("A0", 841, 1189),
        Paper("A1", 594, 841),
        Paper("A2", 420, 594),
        Paper("A3", 297, 420),
        Paper("A4", 210, 297),
        Paper("Letter", 215.9, 279.4),
        Paper("Tabloid", 279.4, 431.8),
    )
}
