"""Sections of a poster as boxes that a column can stretch, shrink or leave out, and such columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kpidesk.domain.xmr import Status
from kpidesk.drawing import shapes
from kpidesk.drawing.chart_marks import status_icon
from kpidesk.drawing.flow import Block, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Group, Item
from kpidesk.drawing.poster_sheet import Sheet
from kpidesk.drawing.said import LATER, plain
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words


@dataclass(frozen=True, slots=True)
class Body:
    """A section's content at one height; `left_out` names what of it found no room."""

    items: tuple[Item, ...]
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    remark: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section that can be drawn at heights from `least` to `most`; a low `rank` is left out first.

    `steps` are further heights, lower than `least`, at which it shows less. Posters keep which sections
    are switched off by `key`. A bare one has neither number nor heading.
    """

    title: str
    least: float
    most: float
    draw: Callable[[float], Body]
    rank: int
    steps: tuple[float, ...] = ()
    record: str = ""
    key: str = ""
    bare: bool = False


def fixed(title: str, blocks: Sequence[Block], rank: int, record: str = "") -> Section:
    """A section of blocks, as tall as they are."""
    tall = sum(block.height for block in blocks)
    missing = tuple(dict.fromkeys(char for block in blocks for char in block.missing))
    return Section(
        title, tall, tall, lambda _: Body(tuple(stack(blocks, 0, 0)), missing), rank, record=record
    )


def shrinking(title: str, blocks: Sequence[Block], fewer: Sequence[Block], rank: int, record: str) -> Section:
    """A section that shows fewer blocks where there is no room for all, if there are any fewer."""
    whole, short = fixed(title, blocks, rank, record), fixed(title, fewer, rank, record)
    if not fewer or short.least >= whole.least:
        return whole
    return replace(
        whole,
        draw=lambda tall: (whole if tall >= whole.least - 1e-6 else short).draw(tall),
        steps=(short.least,),
    )


# -- columns

# How much larger the texts of the sections become where there is little to say.
_FACTORS: Final = (1.7, 1.4, 1.2)
_FULL: Final = 0.86

Made = Callable[[float], list[Section]]
"""The sections of a poster at a factor of its type."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What columns of sections show, and what found no room in them."""

    items: tuple[Item, ...]
    overflow: tuple[str, ...]
    missing: tuple[str, ...]


def filled(
    sheet: Sheet,
    made: Made,
    words: Words,
    top: float,
    *,
    grows: bool = True,
    more: Callable[[float], Section] | None = None,
    first: int = 1,
) -> Filled:
    """Sections from `top` to the end of the sheet, their type larger where there is little to say.

    Args:
        sheet: with its columns.
        made: the sections at a factor.
        words: the language.
        top: where they begin, in mm.
        grows: whether their type may be larger.
        more: a further section, so many mm tall, for what stays free below one column.
        first: the number of the first section.
    """
    room = sheet.bottom - top
    factor, parts = 1.0, parted(made(1.0), sheet, 1.0, words)
    if _used(parts, sheet, 1.0, words) < room * _FULL and grows:
        for larger in _FACTORS:
            tried = parted(made(larger), sheet, larger, words)
            if _used(tried, sheet, larger, words) <= room:
                factor, parts = larger, tried
                break
    free = room - _used(parts, sheet, factor, words)
    if more is not None and sheet.columns == 1 and free > room * 0.2:
        parts = [[*parts[0], more(free * 0.85)]]
    columns, x = list[Column](), sheet.margin
    for part in parts:
        column = Column(sheet, factor, words, first)
        shown, heights = column.fit(part, room)
        column.paint(shown, heights, x, top, room)
        columns.append(column)
        first, x = first + sum(not each.bare for each in shown), x + sheet.column + sheet.gap
    return Filled(
        tuple(item for column in columns for item in column.items),
        tuple(text for column in columns for text in column.overflow),
        tuple(char for column in columns for char in column.missing),
    )


def _used(parts: Sequence[Sequence[Section]], sheet: Sheet, factor: float, words: Words) -> float:
    """The height of the tallest column at its best."""
    return max(Column(sheet, factor, words).used(part) for part in parts)


def parted(sections: list[Section], sheet: Sheet, factor: float, words: Words) -> list[list[Section]]:
    """Sections in as many columns as the sheet has, in order, so that the tallest is as low as can be."""
    if sheet.columns == 1 or len(sections) < 2:
        return [sections]
    column = Column(sheet, factor, words)
    ways = [[sections[:cut], sections[cut:]] for cut in range(1, len(sections))]
    return min(ways, key=lambda way: max(column.least(part) for part in way))


@dataclass(slots=True)
class Column:
    """Sections one below the other: heights are found first, then everything is drawn once.

    `first` is the number of its first section.
    """

    sheet: Sheet
    factor: float
    words: Words
    first: int = 1
    items: list[Item] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def _title(self) -> float:
        style = self.sheet.heading(self.factor)
        return style.line_height + (0.12 if self.sheet.tight else 0.3) * style.size

    @property
    def _gap(self) -> float:
        return self.sheet.text(self.factor).size * (0.75 if self.sheet.tight else 1.15)

    def _needed(self, shown: Sequence[Section], heights: Sequence[float]) -> float:
        titles = self._title * sum(not each.bare for each in shown)
        return sum(heights) + titles + self._gap * max(len(shown) - 1, 0)

    def least(self, shown: Sequence[Section]) -> float:
        """How tall the sections are before anything in them is left out."""
        return self._needed(shown, [section.least for section in shown])

    def used(self, shown: Sequence[Section]) -> float:
        """How tall the sections are at their best, before gaps grow."""
        return self._needed(shown, [section.most for section in shown])

    def fit(self, wanted: Sequence[Section], room: float) -> tuple[list[Section], list[float]]:
        """Which sections are shown, and how tall each is."""
        shown = list(wanted)
        while shown:
            heights = self._heights(shown, room)
            if heights is not None:
                break
            # A section that fills half the sheet by itself is the cause; else the least one goes.
            huge = [section for section in shown if min((section.least, *section.steps)) > room * 0.45]
            gone = max(huge, key=lambda each: each.least) if huge else min(shown, key=lambda each: each.rank)
            shown.remove(gone)
            self.overflow.append(gone.title)
        return shown, (heights or []) if shown else []

    def _heights(self, shown: Sequence[Section], room: float) -> list[float] | None:
        """Heights that fit, first by showing less in those that can, then spread over what is free."""
        heights = [section.least for section in shown]
        steps = [list(section.steps) for section in shown]
        # What a map can do without goes before what the chart can.
        while self._needed(shown, heights) > room:
            able = [index for index, rest in enumerate(steps) if rest]
            if not able:
                return None
            index = min(able, key=lambda i: shown[i].rank)
            heights[index] = steps[index].pop(0)
        # Air between the sections comes before larger pictures, but takes a third at most.
        free = room - self._needed(shown, heights)
        free -= min(free * 0.33, self._gap * 0.8 * len(shown))
        stretch = [max(section.most - tall, 0.0) for section, tall in zip(shown, heights, strict=True)]
        share = min(free / sum(stretch), 1.0) if sum(stretch) > 0 else 0.0
        return [tall + more * share for tall, more in zip(heights, stretch, strict=True)]

    def paint(
        self, shown: Sequence[Section], heights: Sequence[float], x: float, y: float, room: float
    ) -> None:
        """Draw the sections from (x, y) down; what is still free widens the gaps."""
        sheet = self.sheet
        free = room - self._needed(shown, heights)
        gap = self._gap + min(free / max(len(shown), 1), self._gap * 2.4)
        number, begins = self.first, y
        for section, tall in zip(shown, heights, strict=True):
            if y > begins and not section.bare:
                line = y - gap / 2
                self.items.append(
                    shapes.line(
                        x, line, x + sheet.column, line, stroke=LIGHT.border, width=max(0.6 * sheet.unit, 0.3)
                    )
                )
            body = section.draw(tall)
            title = 0.0 if section.bare else self._title
            head = () if section.bare else self._head(number, section.title, body)
            painted = stack([Block(0, body.items)], 0, title)
            place = Block(0, (*head, *([plain(painted)] if head else painted)))
            group = Group(
                tuple(stack([place], x, y)), name=section.title, role="section", record=section.record
            )
            self.items.append(group)
            self.missing += body.missing
            self.overflow += [f"{section.title}: {part}" for part in body.left_out]
            number += not section.bare
            y += title + tall + gap

    def _head(self, number: int, title: str, body: Body) -> list[Item]:
        """The numbered disc, the title, and at the right a status with its icon."""
        style, sheet = self.sheet.heading(self.factor), self.sheet
        middle = style.line_height / 2
        radius = max(style.size * 0.58, sheet.text(self.factor).size * 0.68)
        digit = shape(str(number), Style(sheet.body * self.factor, Weight.SEMIBOLD, LIGHT.surface))
        items: list[Item] = [
            shapes.circle(radius, middle, radius, fill=LIGHT.text),
            *digit.place(radius - digit.width / 2, middle + 0.36 * sheet.text(self.factor).size),
        ]
        label = shape(title, style)
        left = radius * 2 + style.size * 0.5
        items += label.place(left, middle + style.size * 0.36)
        if body.remark:
            free = sheet.column - left - label.width
            for share in (0.95, 0.8, 0.7, 0.6, 0.0):
                smaller = replace(style, size_pt=max(style.size_pt * share, sheet.body))
                remark, icon = shape(body.remark, smaller), smaller.size * 1.1
                if remark.width + icon * 1.4 < free:
                    x = sheet.column - remark.width
                    beside = plain(remark.place(x, middle + style.size * 0.36))
                    items.append(Group((beside,), role=LATER))
                    if body.status is not None:
                        items += status_icon(body.status, x - icon * 0.85, middle, icon, LIGHT)
                    break
        return items
