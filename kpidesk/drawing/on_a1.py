"""Sheets about a result in the centre: laid out on A1 landscape, scaled to the paper, all with one head."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Group, Item, Picture, Transform
from kpidesk.drawing.said import unsaid
from kpidesk.drawing.text import Lines, Style, shape, wrap
from kpidesk.system.words import Words

WIDE: Final = 841.0
TALL: Final = 594.0
MARGIN: Final = 20.0
TOP: Final = 84.0
"""Where the room below the head begins."""
BOTTOM: Final = TALL - MARGIN
ROOM: Final = WIDE - 2 * MARGIN
"""From margin to margin."""
QUIET: Final = Style(20, colour=LIGHT.text_second)
_LEFT, _RIGHT = 500.0, 280.0
_LINES: Final = MARGIN + 27
_SIZES: Final = (26.0, 22.0, 18.0, 15.0, 12.0, 9.0)


def scale(paper: Paper) -> float:
    """How large a sheet is printed on a paper that lies across."""
    return min(paper.wide / WIDE, paper.tall / TALL)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the pages of one sheet share: title at the left, `remark` at the right, the result below.

    The remark of a `paged` sheet says no more than the number of the page.
    """

    reader: Reader
    centre: Centre
    title: str
    remark: str
    words: Words
    day: date
    paged: bool = False

    def picture(
        self, items: Iterable[Item], paper: Paper, *, bookmark: str = "", missing: Iterable[str] = ()
    ) -> Picture:
        """A page on a paper that lies across; `missing` are characters of the items that no font has."""
        statement = self.reader.get(Result, self.centre.result).statement
        head, lost = self._head(statement)
        size = scale(paper)
        at = Transform((paper.wide - WIDE * size) / 2, (paper.tall - TALL * size) / 2, size)
        return Picture(
            paper.wide, paper.tall, (Group((*head, *items), transform=at),),
            title=f"{self.title}: {statement}", language=self.words.language,
            bookmark=bookmark or self.title, missing=tuple(dict.fromkeys((*lost, *missing))),
        )  # fmt: skip

    def _head(self, statement: str) -> tuple[list[Item], tuple[str, ...]]:
        organisation = next(iter(self.reader.find(Organisation)), None)
        whose = " · ".join(
            filter(None, (organisation.name if organisation else "", self.words.date(self.day)))
        )
        printed = shape(whose, Style(22, colour=LIGHT.text_second))
        left, right = _fitting(statement, _LEFT), _fitting(self.remark, _RIGHT)
        remark = right.place(WIDE - MARGIN - _RIGHT, _LINES, align="right", box_width=_RIGHT)
        items: list[Item] = [
            *shape(self.title, Style(60, Weight.BOLD)).place(MARGIN, MARGIN + 20),
            Group(tuple(printed.place(WIDE - MARGIN - printed.width, MARGIN + 14)), role="page foot"),
            *left.place(MARGIN, _LINES),
            *([unsaid(remark)] if self.paged else remark),
        ]
        return items, (*left.missing, *right.missing)


def _fitting(text: str, wide: float) -> Lines:
    """A text in letters so large that all of it stands in the head."""
    found = (wrap(text, Style(size, Weight.SEMIBOLD, leading=1.25), wide) for size in _SIZES)
    return next(each for each in found if each.height <= TOP - _LINES or each.style.size_pt == _SIZES[-1])
