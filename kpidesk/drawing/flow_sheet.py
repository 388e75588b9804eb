"""Blocks on as many sheets as they take, each with a foot: whose it is, of which day, which page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.drawing.flow import Block, missing, stack
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.said import unsaid
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

FOOT: Final = 8.0
_STYLE: Final = Style(9, colour=LIGHT.text_second)


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the sheets of one document share."""

    paper: Paper
    margin: float
    title: str
    bookmark: str
    words: Words
    foot: str

    @property
    def wide(self) -> float:
        """The room between the margins, in mm."""
        return self.paper.wide - 2 * self.margin

    @property
    def tall(self) -> float:
        """The room above the foot, in mm."""
        return self.paper.tall - 2 * self.margin - FOOT

    def footer(self, number: int, count: int) -> list[Item]:
        """The foot of a page."""
        y = self.paper.tall - self.margin
        told = self.words("page {n} of {count}", n=number, count=count) if count > 1 else ""
        page = shape(told, _STYLE)
        foot: tuple[Item, ...] = (
            *shape(self.foot, _STYLE).place(self.margin, y),
            unsaid(page.place(self.paper.wide - self.margin - page.width, y)),
        )
        return [Group(foot, role="page foot")]

    def picture(
        self, items: Sequence[Item], number: int, count: int, lacking: tuple[str, ...] = ()
    ) -> Picture:
        """A page with its foot."""
        return Picture(
            self.paper.wide, self.paper.tall, (*items, *self.footer(number, count)), title=self.title,
            language=self.words.language, bookmark=self.bookmark[:80] if number == 1 else "", missing=lacking,
        )  # fmt: skip


def leaf(
    reader: Reader, paper: Paper, margin: float, title: str, words: Words, day: date, bookmark: str = ""
) -> Leaf:
    """The sheets of a document of a desk."""
    organisation = next(iter(reader.find(Organisation)), None)
    foot = " · ".join(filter(None, (organisation.name if organisation else "", words.date(day))))
    return Leaf(paper, margin, title, bookmark, words, foot)


def paged(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    """Blocks by page, none split; at least one page."""
    pages: list[list[Block]] = [[]]
    left = room
    for block in blocks:
        if block.height > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(block)
        left -= block.height
    return pages


def flowing(blocks: Sequence[Block], of: Leaf) -> tuple[Picture, ...]:
    """Blocks one below the other on as many sheets as they take."""
    pages = paged(blocks, of.tall)
    return tuple(
        of.picture(stack(page, of.margin, of.margin), number, len(pages), missing(page))
        for number, page in enumerate(pages, 1)
    )
