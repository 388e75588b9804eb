"""The list that lies on top of a day pack: what is in it, on which paper, and how many copies it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpidesk.domain.gallery import Gallery
from kpidesk.domain.reader import Reader
from kpidesk.drawing.flow import Block, paragraph, space
from kpidesk.drawing.gallery_paper import listed
from kpidesk.drawing.listing import HEAD, QUIET, WIDE, Column, table
from kpidesk.drawing.picture import Picture
from kpidesk.system.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the pack: so many sheets, of which so many copies are wanted."""

    title: str
    sheets: int
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Pile:
    """What is printed on one size of paper, in the order of printing; `file` holds all of it."""

    paper: str
    file: str
    entries: tuple[Entry, ...]

    @property
    def sheets(self) -> int:
        """How many sheets of paper it takes with all copies."""
        return sum(each.sheets * each.copies for each in self.entries)


def contents(
    reader: Reader, gallery: Gallery, piles: Sequence[Pile], words: Words, day: date
) -> tuple[Picture, ...]:
    """The list, on A4."""
    blocks: list[Block] = [*paragraph(_told(words), QUIET, WIDE), space(4)]
    columns = [Column(words("What"), 6), Column(words("Sheets"), 1.2, right=True),
               Column(words("Copies"), 1.2, right=True)]  # fmt: skip
    for pile in piles:
        blocks += [*paragraph(headed(pile, words), HEAD, WIDE), *paragraph(pile.file, QUIET, WIDE), space(1)]
        rows = [(each.title, words.number(each.sheets), words.number(each.copies)) for each in pile.entries]
        blocks += [*table(columns, rows), space(5)]
    return listed(reader, gallery, words("Day pack"), blocks, words, day)


def headed(pile: Pile, words: Words) -> str:
    """A pile with the sheets of paper that it takes."""
    return words.many(
        "{paper}: {n} sheet in all", "{paper}: {n} sheets in all", pile.sheets, paper=pile.paper
    )


def _told(words: Words) -> str:
    return words(
        "Each size of paper has one file with everything in the order of printing, each thing once. Where "
        "more copies are wanted, print those pages again. Print at 100 %, no fit to page."
    )


def in_lines(piles: Sequence[Pile], words: Words) -> str:
    """The list as a text to read on the screen."""
    lines = [words("Day pack"), "", _told(words)]
    for pile in piles:
        lines += ["", headed(pile, words), f"  {pile.file}"]
        for each in pile.entries:
            sheets = words.many("{n} sheet", "{n} sheets", each.sheets)
            copies = words.many("{n} copy", "{n} copies", each.copies)
            lines.append(f"  - {each.title}: {sheets}, {copies}")
    return "\n".join(lines) + "\n"
