"""The alignment matrix on paper: partners by partners, and partners by measures.

A matrix is laid out on A1 landscape in the largest letters in which it stands on one page, but never in
smaller ones than can be read; then rows and columns go on over further pages.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product
from math import sqrt
from typing import Final

from kpidesk.domain.alignment_grid import Column, SharedMeasure, Uses, pairs, uses
from kpidesk.domain.reader import Reader
from kpidesk.domain.sharing import Centre, Partner
from kpidesk.drawing import on_a1, said, shapes
from kpidesk.drawing.alignment_marks import Mark, Own, mark, pair_mark, use_mark
from kpidesk.drawing.flow import Block, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.legend import Entry, legend
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Group, Item, Picture, moved
from kpidesk.drawing.text import Lines, Style, shape, wrap
from kpidesk.system.words import Words

_SIZES: Final = (44.0, 38.0, 32.0, 28.0, 24.0, 21.0, 18.0)  # points on A1
_SMALLEST: Final = 8.0  # points on the paper itself
_LEADING: Final = 1.2
_NAMES_WIDE: Final = 0.22  # at most, of the sheet
_HEAD_TALL: Final = 0.3
_SHARES: Final = (0.55, 0.65, 0.75, 0.85)
_SLOPE: Final = sqrt(2.0)
_GROWN: Final = 1.8  # how much larger than its letters need a cell may be


# -- what a matrix shows


Meanings = tuple[tuple[Mark, str], ...]
"""Marks, and what each of them means."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The name of a row or column; heads of one group stand together."""

    text: str
    group: str
    weight: Weight = Weight.REGULAR


@dataclass(frozen=True, slots=True)
class _Matrix:
    """A matrix to be: what its sides are called and what stands in each cell."""

    title: str
    rows: tuple[_Head, ...]
    columns: tuple[_Head, ...]
    cell: Callable[[int, int], Mark]
    meanings: Meanings


def _partner_head(partner: Partner) -> _Head:
    weight = Weight.SEMIBOLD if partner.critical else Weight.REGULAR
    return _Head(f"{partner.code} {partner.name}", "critical" if partner.critical else "", weight)


def _of_pairs(reader: Reader, centre: Centre, words: Words) -> _Matrix:
    found = pairs(reader, centre.id)
    heads = tuple(map(_partner_head, found.partners))

    def cell(row: int, column: int) -> Mark:
        if row == column:
            return Mark(own=Own.SELF)
        common = found.pair(found.partners[row].id, found.partners[column].id)
        return pair_mark(len(common.shared), aligned=bool(common.aligned))

    return _Matrix(words("Partners and partners"), heads, heads, cell, meanings_of_pairs(words))


def meanings_of_pairs(words: Words) -> Meanings:
    """What the marks of two partners mean."""
    return (
        (Mark(shared=True, count=2), words("they share so many measures")),
        (Mark(aligned=True), words("a measure that drives one of them serves the other, too")),
    )


def _of_uses(found: Uses, words: Words) -> _Matrix:
    def cell(row: int, column: int) -> Mark:
        shown = found.columns[column]
        return use_mark(found.state(found.partners[row].id, shown), shown)

    columns = tuple(map(_column_head, found.columns))
    rows = tuple(map(_partner_head, found.partners))
    return _Matrix(words("Partners and measures"), rows, columns, cell, meanings_of_uses(words))


def meanings_of_uses(words: Words) -> Meanings:
    """What the marks of a partner and a measure mean."""
    return (
        (Mark(shared=True), words("takes part in the measure")),
        (Mark(aligned=True), words("the measure serves this partner, too")),
        (Mark(own=Own.KNOWN), words("drives this partner")),
        (Mark(own=Own.GUESS), words("drives this partner, we guess")),
    )


def _column_head(column: Column) -> _Head:
    if isinstance(column, SharedMeasure):
        return _Head(f"{column.measure.code} {column.measure.name}", "shared", Weight.SEMIBOLD)
    name = f"{column.driving.name}?" if column.driving.is_guess else column.driving.name
    weight = Weight.ITALIC if column.driving.is_guess else Weight.REGULAR
    return _Head(f"{column.owner.code} {name}", column.owner.id, weight)


# -- on paper


def sheets(reader: Reader, centre: Centre, paper: Paper, words: Words, day: date) -> tuple[Picture, ...]:
    """Both matrices of a centre on landscape sheets; the second one only where there are measures."""
    matrices = [_of_pairs(reader, centre, words)]
    if (found := uses(reader, centre.id)).columns:
        matrices.append(_of_uses(found, words))
    smallest = max(_SIZES[-1], _SMALLEST / on_a1.scale(paper))
    pages = [page for each in matrices for page in _pages(each, smallest)]
    pictures = []
    for number, page in enumerate(pages, 1):
        told = words("page {n} of {count}", n=number, count=len(pages)) if len(pages) > 1 else ""
        whole = on_a1.Sheet(reader, centre, words("Alignment matrix"), told, words, day, paged=True)
        name = f"{page.matrix.title} {number}" if len(pages) > len(matrices) else page.matrix.title
        pictures.append(whole.picture(page.items(words), paper, bookmark=name, missing=page.missing))
    return tuple(pictures)


@dataclass(frozen=True, slots=True)
class _Side:
    """The heads of rows or columns in one size: each as wrapped lines, and the room that it takes."""

    lines: tuple[Lines, ...]
    rooms: tuple[float, ...]

    @property
    def reach(self) -> float:
        """The longest line."""
        return max((each.width for each in self.lines), default=0.0)

    def part(self, numbers: range) -> "_Side":
        """Some of them."""
        return _Side(tuple(self.lines[n] for n in numbers), tuple(self.rooms[n] for n in numbers))

    def grown(self, by: float) -> "_Side":
        """The same with more room for each."""
        return _Side(self.lines, tuple(room * by for room in self.rooms))


def _wrapped(heads: Sequence[_Head], size: float, wide: float, needs: Callable[[Lines], float]) -> _Side:
    made = tuple(_even(each.text, Style(size, each.weight, leading=_LEADING), wide) for each in heads)
    return _Side(made, tuple(map(needs, made)))


def _even(text: str, style: Style, wide: float) -> Lines:
    """A text in as few lines as it needs, all about as long."""
    found = wrap(text, style, wide)
    if len(found.lines) == 1:
        return found
    narrower = (wrap(text, style, wide * share) for share in _SHARES)
    return next((each for each in narrower if len(each.lines) == len(found.lines)), found)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with some rows and columns of a matrix."""

    matrix: _Matrix
    size: float
    rows: range
    columns: range
    down: _Side
    across: _Side
    cell: float

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters that no font has."""
        return tuple(char for each in (*self.down.lines, *self.across.lines) for char in each.missing)

    def items(self, words: Words) -> list[Item]:
        """The page below its head."""
        title = Style(26, Weight.SEMIBOLD, LIGHT.text_second)
        foot = _legend(self.matrix, words)
        left = on_a1.MARGIN + self.down.reach + self.size * 0.3
        top = on_a1.TOP + title.line_height + self.across.reach / _SLOPE + self.size * 0.3
        items: list[Item] = list(shape(self.matrix.title, title).place(on_a1.MARGIN, on_a1.TOP + title.size))
        items += stack([foot], on_a1.MARGIN, on_a1.BOTTOM - foot.height)
        shown = (*self._names(left, top), *self._cells(left, top), said.outline(self._told(words)))
        items.append(Group(shown, role="matrix", name=self.matrix.title))
        return items

    def _told(self, words: Words) -> Iterator[Group]:
        """The same as a table."""
        yield said.heading(self.matrix.title)
        yield said.head(words("Partner"), *(self.matrix.columns[column].text for column in self.columns))
        for row in self.rows:
            cells = (self._told_mark(self.matrix.cell(row, column), words) for column in self.columns)
            yield said.row(self.matrix.rows[row].text, *cells)

    def _told_mark(self, shown: Mark, words: Words) -> str:
        """What a mark means, with the number that stands in it."""
        if shown.own is Own.SELF:
            return "–"
        found = [
            words.many("they share {n} measure", "they share {n} measures", shown.count)
            if each.shared and shown.count
            else text
            for each, text in self.matrix.meanings
            if (each.shared and shown.shared)
            or (each.aligned and shown.aligned)
            or (each.own is not None and each.own is shown.own)
        ]
        return "; ".join(found)

    def _names(self, left: float, top: float) -> Iterator[Item]:
        y = top
        for lines, room in zip(self.down.lines, self.down.rooms, strict=True):
            yield from lines.place(on_a1.MARGIN, y + (room - lines.height) / 2)
            y += room
        x = left
        for lines, room in zip(self.across.lines, self.across.rooms, strict=True):
            yield from turned(lines, x + room / 2, top - self.size * 0.12)
            x += room

    def _cells(self, left: float, top: float) -> Iterator[Item]:
        xs, ys = _edges(left, self.across.rooms), _edges(top, self.down.rooms)
        for (row, (up, low)), (column, (near, far)) in product(
            zip(self.rows, pairwise(ys), strict=True), zip(self.columns, pairwise(xs), strict=True)
        ):
            shown = self.matrix.cell(row, column)
            if shown.own is not None:
                yield shapes.rect(near, up, far - near, low - up, fill=LIGHT.pressed)
            yield from (moved(item, (near + far) / 2, (up + low) / 2) for item in mark(shown, self.cell))
        for at, bold in zip(ys, _borders(self.matrix.rows, self.rows), strict=True):
            yield _line(left, at, xs[-1], at, bold=bold)
        for at, bold in zip(xs, _borders(self.matrix.columns, self.columns), strict=True):
            yield _line(at, top, at, ys[-1], bold=bold)


def turned(lines: Lines, x: float, y: float) -> Iterator[Item]:
    """Lines that rise to the right by 45°, their beginning above the middle of a column."""
    step = lines.style.line_height
    for number, line in enumerate(lines.lines):
        off = ((number - (len(lines.lines) - 1) / 2) * step + lines.style.size * 0.36) / _SLOPE
        yield from line.place(x + off, y + off - lines.style.size * 0.36, angle=-45)


def _edges(first: float, rooms: Sequence[float]) -> list[float]:
    edges = [first]
    for room in rooms:
        edges.append(edges[-1] + room)
    return edges


def _borders(heads: Sequence[_Head], shown: range) -> list[bool]:
    """Which lines are bold: those around all of it, and those between groups."""
    between = [heads[n].group != heads[n + 1].group for n in shown[:-1]]
    return [True, *between, True][: len(shown) + 1]


def _line(x1: float, y1: float, x2: float, y2: float, *, bold: bool) -> Item:
    ink, thick = (LIGHT.text_second, 0.6) if bold else (LIGHT.outline, 0.35)
    return shapes.line(x1, y1, x2, y2, stroke=ink, width=thick)


def _legend(matrix: _Matrix, words: Words) -> Block:
    ground = shapes.rect(-4.5, -4.5, 9.0, 9.0, fill=LIGHT.pressed)
    entries = [
        Entry([*([ground] if each.own else []), *mark(each, 11.0)], 9.0, text)
        for each, text in matrix.meanings
    ]
    return legend(entries, on_a1.QUIET, on_a1.ROOM, tall=9.0)


# -- how large, on how many pages


def _pages(matrix: _Matrix, smallest: float) -> list[_Page]:
    """The fewest pages that a matrix takes, in the largest letters in which it takes no more."""
    most = _split(matrix, smallest)
    larger = (_split(matrix, each) for each in _SIZES if each > smallest)
    return next((pages for pages in larger if len(pages) == len(most)), most)


def _split(matrix: _Matrix, size: float) -> list[_Page]:
    """A matrix in letters of a size, cut where a page ends."""
    line = Style(size, leading=_LEADING).line_height
    foot, title = 26.0, Style(26).line_height
    wide, tall = on_a1.ROOM, on_a1.BOTTOM - on_a1.TOP - foot - title
    longest = _HEAD_TALL * on_a1.TALL * _SLOPE
    down = _wrapped(matrix.rows, size, _NAMES_WIDE * on_a1.WIDE, lambda each: each.height + line * 0.25)
    across = _wrapped(
        matrix.columns, size, longest, lambda each: max(len(each.lines) * line * _SLOPE, line * 1.25)
    )
    head = across.reach / _SLOPE
    room_down = tall - head - size * 0.3
    room_across = wide - down.reach - size * 0.3 - head
    rows, columns = _cut(down.rooms, room_down), _cut(across.rooms, room_across)
    filled = min(room_down / _longest(down, rows), room_across / _longest(across, columns))
    grown = min(max(filled, 1.0), _GROWN)
    down, across = down.grown(grown), across.grown(grown)
    cell = min((*down.rooms, *across.rooms), default=line)
    return [
        _Page(matrix, size, each, other, down.part(each), across.part(other), cell)
        for each in rows
        for other in columns
    ]


def _longest(side: _Side, parts: Sequence[range]) -> float:
    """How long the longest part of a side is."""
    return max(sum(side.part(each).rooms) for each in parts) or 1.0


def _cut(rooms: Sequence[float], room: float) -> list[range]:
    """As few parts as fit in the room, each about as long; one that fits nowhere stands alone."""
    parts = _greedy(rooms, room)
    return _greedy(rooms, min(room, sum(rooms) / len(parts) + max(rooms, default=0.0)))


def _greedy(rooms: Sequence[float], room: float) -> list[range]:
    parts, begin, left = [], 0, room
    for number, each in enumerate(rooms):
        if each > left and number > begin:
            parts.append(range(begin, number))
            begin, left = number, room
        left -= each
    return [*parts, range(begin, len(rooms))]
