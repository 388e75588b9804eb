"""A large sheet on many small ones, to be cut and glued together.

Every tile shows its part of the whole at full size inside its margin. Neighbours repeat a strip: the
strip at a tile's right and bottom edge is faded and hatched, since the next tile is glued over it.
Invariant: the parts that stay visible cover the whole without a gap.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Box, Form, Group, Item, Op, Path, Picture, Transform
from kpidesk.drawing.text import ShapedLine, Style, shape, wrap
from kpidesk.system.words import Words

MARGIN: Final = 8.0
OVERLAP: Final = 10.0
_RULER: Final = 100.0
_PILL: Final = 6.0
_PLATE: Final = 9.0  # an overlap of less has no room for the plate with the name
_PILL_AT: Final = 0.2  # where on a tile's width the bottom strip says what is glued over it
_CELL: Final = 2.64
_PLAN: Final = 24.0
_PLAN_TALL: Final = 7.0
_ROUNDING: Final = 1e-9  # of a sheet
_BESIDE: Final = 0.15  # dashed lines lie beside what stays visible, not on it
_INK: Final = LIGHT.text
_SMALL: Final = Style(8.5)
_SMALL_BOLD: Final = Style(8.5, Weight.SEMIBOLD)
_BIG: Final = Style(20, Weight.BOLD)
_RISE: Final = _SMALL_BOLD.size * 0.36  # half the height of small letters


@dataclass(frozen=True, slots=True)
class Grid:
    """How a sheet is cut: `paper` is one tile as it lies in the printer, lengths in mm."""

    paper: Paper
    columns: int
    rows: int
    margin: float = MARGIN
    overlap: float = OVERLAP

    @property
    def count(self) -> int:
        """How many sheets."""
        return self.columns * self.rows

    @property
    def wide(self) -> float:
        """The width that one tile prints."""
        return self.paper.wide - 2 * self.margin

    @property
    def tall(self) -> float:
        """The height that one tile prints."""
        return self.paper.tall - 2 * self.margin

    def origin(self, column: int, row: int) -> tuple[float, float]:
        """Where a tile's printed part begins on the whole sheet."""
        return column * (self.wide - self.overlap), row * (self.tall - self.overlap)

    def visible(self, column: int, row: int) -> Box:
        """The part of the whole that is seen of a tile once all are glued."""
        x, y = self.origin(column, row)
        last_column, last_row = column == self.columns - 1, row == self.rows - 1
        return (
            x,
            y,
            x + self.wide - (0 if last_column else self.overlap),
            y + self.tall - (0 if last_row else self.overlap),
        )


def _needed(length: float, printed: float, overlap: float) -> int:
    if length <= printed:
        return 1
    # What is longer by the rounding of a sum needs no sheet more.
    return math.ceil((length - overlap) / (printed - overlap) - _ROUNDING)


def grid_on(
    tile: Paper, width: float, height: float, margin: float = MARGIN, overlap: float = OVERLAP
) -> Grid:
    """The grid of tiles that lie as `tile` lies.

    Raises:
        ValueError: margin and overlap leave nothing of a tile, or are below nothing.
    """
    if min(margin, overlap) < 0:
        raise ValueError(f"margin {margin} mm or overlap {overlap} mm is below nothing")
    wide, tall = tile.wide - 2 * margin, tile.tall - 2 * margin
    if min(wide, tall) <= overlap:
        raise ValueError(f"margin {margin} mm and overlap {overlap} mm leave nothing of {tile.name}")
    return Grid(tile, _needed(width, wide, overlap), _needed(height, tall, overlap), margin, overlap)


def cut(width: float, height: float, paper: Paper, margin: float = MARGIN, overlap: float = OVERLAP) -> Grid:
    """The grid with the fewest tiles; portrait where both ways need the same.

    Raises:
        ValueError: as for `grid_on`.
    """
    grids = [grid_on(tile, width, height, margin, overlap) for tile in (paper.portrait, paper.landscape)]
    return min(grids, key=lambda grid: grid.count)


def label(column: int, row: int) -> str:
    """A tile's name: the row's letter and the column's number, B1; after Z comes AA."""
    letters = ""
    row += 1
    while row:
        row, rest = divmod(row - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{column + 1}"


Places = frozenset[tuple[int, int]]
"""Columns and rows of tiles."""


def tiles(
    whole: Picture,
    key: str,
    grid: Grid,
    remark: str,
    words: Words,
    *,
    skipped: Places = frozenset(),
    marks: bool = True,
) -> Iterator[Picture]:
    """One page for each tile, row by row.

    Args:
        whole: the sheet at full size.
        key: names the sheet within the document; paper holds its drawing once.
        grid: how it is cut.
        remark: printed on each tile: code, sizes, version.
        words: the reader's language.
        skipped: tiles that are not printed, as nothing is on them; no neighbour waits for them.
        marks: with trim marks, and with strips that say what is glued over them.
    """
    wanted = [at for at in places(grid) if at not in skipped]
    for number, at in enumerate(wanted, 1):
        count = words("sheet {n} of {count}", n=number, count=len(wanted))
        yield _tile(whole, key, grid, at, (remark, count), words, skipped, marks=marks)


def places(grid: Grid) -> list[tuple[int, int]]:
    """Column and row of each tile, row by row."""
    return [(column, row) for row in range(grid.rows) for column in range(grid.columns)]


def _tile(
    whole: Picture, key: str, grid: Grid, at: tuple[int, int], said: tuple[str, str], words: Words,
    skipped: Places, *, marks: bool,
) -> Picture:  # fmt: skip
    column, row = at
    remark, number = said
    x, y = grid.origin(column, row)
    inside = shapes.rect(grid.margin, grid.margin, grid.wide, grid.tall)
    part = Group((Form(key, whole, grid.margin - x, grid.margin - y, 1.0),), clip=inside, role="tile")
    name = label(column, row)
    right = marks and column < grid.columns - 1 and (column + 1, row) not in skipped
    bottom = marks and row < grid.rows - 1 and (column, row + 1) not in skipped
    kind = _kind(grid, remark, words, right=right, bottom=bottom, marks=marks)
    items: list[Item] = [part, *_edges(whole, grid, at), kind.furniture]
    items.extend(_says(grid, at, words, right=right, bottom=bottom))
    if kind.plate is not None:
        items.extend(_name_on_plate(grid, at, kind.plate, name, number))
    else:
        items.extend(_name_in_margin(grid, name, remark, number))
    return Picture(
        grid.paper.wide, grid.paper.tall, tuple(items), title=f"{whole.title} {name}",
        language=whole.language, bookmark=whole.bookmark if at == (0, 0) else "", missing=whole.missing,
    )  # fmt: skip


def _edges(whole: Picture, grid: Grid, at: tuple[int, int]) -> list[Item]:
    """Dashed lines just outside the whole sheet's right and bottom edge, to cut along."""
    x, y = grid.origin(*at)
    right, bottom = grid.margin + whole.width - x + _BESIDE, grid.margin + whole.height - y + _BESIDE
    edges: list[Item] = []
    if right < grid.margin + grid.wide:
        edges.append(_dashed(right, grid.margin, right, min(bottom, grid.margin + grid.tall)))
    if bottom < grid.margin + grid.tall:
        edges.append(_dashed(grid.margin, bottom, min(right, grid.margin + grid.wide), bottom))
    return edges


@dataclass(frozen=True, slots=True)
class _Plate:
    """The plate on the bottom strip: its items, and where a tile's own name, cell and number go."""

    items: tuple[Item, ...]
    name: float
    plan: float
    number: float
    middle: float


@dataclass(frozen=True, slots=True)
class _Kind:
    """What all tiles with the same neighbours share; paper holds it once."""

    furniture: Form
    plate: _Plate | None


@lru_cache(maxsize=16)  # the tiles of one sheet are of few kinds
def _kind(grid: Grid, remark: str, words: Words, *, right: bool, bottom: bool, marks: bool) -> _Kind:
    """Strips to be covered, boxes of what is said on them, trim marks, ruler.

    A tile has a strip at its right and at its bottom when others follow there.
    """
    plate = _plate(grid, remark, words, right=right) if bottom and grid.overlap >= _PLATE else None
    items = [*_strips(grid, right=right, bottom=bottom), *(_marks(grid) if marks else ())]
    items.extend(_ruler(grid, words, leave_right=plate is None))
    items.extend(_pills(grid, words, right=right, bottom=bottom))
    items.extend(plate.items if plate else ())
    key = f"tile {grid} {remark} {right} {bottom} {marks}"
    return _Kind(
        Form(key, Picture(grid.paper.wide, grid.paper.tall, tuple(items), language=words.language)), plate
    )


def _strips(grid: Grid, *, right: bool, bottom: bool) -> list[Item]:
    """The strips that the next tiles will cover: faded and hatched."""
    m, o, wide, tall = grid.margin, grid.overlap, grid.wide, grid.tall
    items: list[Item] = []
    if right and o:
        across = tall - (o if bottom else 0)
        items.extend(faded(m + wide - o, m, o, across))
        items.append(_dashed(m + wide - o + _BESIDE, m, m + wide - o + _BESIDE, m + across))
    if bottom and o:
        items.extend(faded(m, m + tall - o, wide, o))
        cut_at = m + tall - o + _BESIDE
        items.append(_dashed(m, cut_at, m + wide - (o if right else 0), cut_at))
    return items


def _says(grid: Grid, at: tuple[int, int], words: Words, *, right: bool, bottom: bool) -> list[Item]:
    """On each strip the name of the tile that is glued over it."""
    column, row = at
    items: list[Item] = []
    if right and grid.overlap >= _PILL:
        x, y = _right_middle(grid)
        line = _glue(column + 1, row, words)
        items.extend(line.place(x - _RISE, y - line.width / 2, angle=90))
    if bottom and grid.overlap >= _PILL:
        x, y = _bottom_middle(grid)
        line = _glue(column, row + 1, words)
        items.extend(line.place(x - line.width / 2, y + _RISE))
    return items


def _pills(grid: Grid, words: Words, *, right: bool, bottom: bool) -> list[Item]:
    """The boxes under what the strips say, as long as the longest name of a tile needs."""
    long, short = _glue(grid.columns - 1, grid.rows - 1, words).width + 6, 5.6
    places = []
    if right and grid.overlap >= _PILL:
        places.append((*_right_middle(grid), short, long))
    if bottom and grid.overlap >= _PILL:
        places.append((*_bottom_middle(grid), long, short))
    return [
        shapes.rect(x - wide / 2, y - tall / 2, wide, tall, 2.8, fill=LIGHT.surface, stroke=_INK, width=0.25)
        for x, y, wide, tall in places
    ]


@lru_cache(maxsize=256)  # most tiles are glued over two others
def _glue(column: int, row: int, words: Words) -> ShapedLine:
    return shape(words("glue {tile} over this strip", tile=label(column, row)), _SMALL_BOLD)


def _right_middle(grid: Grid) -> tuple[float, float]:
    """Where the strip at the right says its text."""
    return grid.margin + grid.wide - grid.overlap / 2, grid.margin + grid.tall * 0.45


def _bottom_middle(grid: Grid) -> tuple[float, float]:
    """Where the strip at the bottom says its text."""
    return grid.margin + grid.wide * _PILL_AT, grid.margin + grid.tall - grid.overlap / 2


def faded(x: float, y: float, wide: float, tall: float) -> list[Item]:
    """White at 72 % over the picture, with hatching at 45 degrees."""
    veil = shapes.rect(x, y, wide, tall, fill=LIGHT.surface, opacity=0.72)
    ops: list[tuple[str, float, float]] = []
    # The ends of the lines stay on the strip.
    x, y, wide, tall = x + _BESIDE, y + _BESIDE, wide - 2 * _BESIDE, tall - 2 * _BESIDE
    at = -tall
    while at < wide:
        start, end = max(at, 0.0), min(at + tall, wide)
        ops += [("M", x + start, y + tall - (start - at)), ("L", x + end, y + tall - (end - at))]
        at += 5.0
    return [veil, Path(tuple(ops), stroke=LIGHT.text_third, width=0.18)]


def _dashed(x1: float, y1: float, x2: float, y2: float) -> Path:
    return shapes.line(x1, y1, x2, y2, stroke=_INK, width=0.25, dash=(1.8, 1.2))


def _marks(grid: Grid) -> list[Item]:
    """Trim marks outside the corners of the printed part, 1.2 mm away and up to 6 mm long."""
    m = grid.margin
    away, long = min(1.2, m / 4), min(6.0, m * 0.75)
    marks: list[Item] = []
    for x, dx in ((m, -1), (m + grid.wide, 1)):
        for y, dy in ((m, -1), (m + grid.tall, 1)):
            marks.append(shapes.line(x + dx * away, y, x + dx * (away + long), y, stroke=_INK, width=0.25))
            marks.append(shapes.line(x, y + dy * away, x, y + dy * (away + long), stroke=_INK, width=0.25))
    return marks if m else []


def _name_in_margin(grid: Grid, name: str, remark: str, number: str) -> list[Item]:
    """Name and remark in the bottom margin, right of the ruler."""
    right = grid.paper.wide - grid.margin - 9
    left = grid.margin + (6 + _RULER + 18 if _has_ruler(grid) else 0)
    style = Style(8.5, Weight.SEMIBOLD)
    text = _shortened(f"{name} · {remark}", f" · {number}", style, right - left)
    return list(text.place(right - text.width, grid.paper.tall - grid.margin * 0.45))


def _plate(grid: Grid, remark: str, words: Words, *, right: bool) -> _Plate:
    """Plate with small plan and remark on the bottom strip, which the next tile covers."""
    name_wide = shape(label(grid.columns - 1, grid.rows - 1), _BIG).width
    last = words("sheet {n} of {count}", n=grid.count, count=grid.count)
    number_wide = shape(f" · {last}", _SMALL).width
    plan = _plan(grid)
    end = grid.margin + grid.wide - 2 - (grid.overlap if right else 0)
    room = end - (grid.margin + grid.wide * _PILL_AT + 28) - name_wide - plan.width - 15
    small = _shortened(remark, "", _SMALL, max(room - number_wide, 0))
    wide = name_wide + plan.width + small.width + number_wide + 15
    left, top = end - wide, grid.margin + grid.tall - grid.overlap + 0.7
    tall = min(grid.overlap - 1.4, 9.0)
    box = shapes.rect(left, top, wide, tall, 1.2, fill=LIGHT.surface, stroke=_INK, width=0.3)
    middle, plan_at, small_at = top + tall / 2, left + name_wide + 6.5, left + name_wide + plan.width + 11
    return _Plate(
        (
            box,
            Group(plan.items, transform=Transform(plan_at, middle - _PLAN_TALL / 2)),
            *small.place(small_at, middle + 1.1),
        ),
        left + 3, plan_at, small_at + small.width, middle,
    )  # fmt: skip


def _name_on_plate(grid: Grid, at: tuple[int, int], plate: _Plate, name: str, number: str) -> list[Item]:
    return [
        *shape(name, _BIG).place(plate.name, plate.middle + 2.55),
        _here(grid, at, plate.plan, plate.middle),
        *shape(f" · {number}", _SMALL).place(plate.number, plate.middle + 1.1),
    ]


def _shortened(text: str, tail: str, style: Style, room: float) -> ShapedLine:
    """The text and its tail on one line; where there is no room the text loses words, then the tail."""
    whole = shape(text + tail, style)
    if whole.width <= room:
        return whole
    for end in (f"…{tail}", "…"):
        left = room - shape(end, style).width
        kept = wrap(text, style, left, max_lines=1).lines[0] if left > 0 else None
        if kept is not None and kept.width <= left:
            return shape(kept.text + end, style)
    return shape("", style)


def _plan(grid: Grid) -> Picture:
    """The grid in small."""
    wide, tall = _cell(grid)
    right, bottom = wide * grid.columns, _PLAN_TALL / 2 + tall * grid.rows / 2
    top = _PLAN_TALL - bottom
    ops: list[Op] = []
    for x in range(grid.columns + 1):
        ops += [("M", x * wide, top), ("L", x * wide, bottom)]
    for y in range(grid.rows + 1):
        ops += [("M", 0.0, top + y * tall), ("L", right, top + y * tall)]
    return Picture(right, _PLAN_TALL, (Path(tuple(ops), stroke=_INK, width=0.18),))


def _here(grid: Grid, at: tuple[int, int], left: float, middle: float) -> Path:
    """The tile's own cell on the small plan, whose left edge and middle are given."""
    wide, tall = _cell(grid)
    top = middle - tall * grid.rows / 2
    return shapes.rect(left + at[0] * wide, top + at[1] * tall, wide, tall, fill=_INK)


def _cell(grid: Grid) -> tuple[float, float]:
    """Width and height of a tile on the small plan."""
    wide = min(_CELL, _PLAN / grid.columns)
    return wide, min(wide * grid.tall / grid.wide, _PLAN_TALL / grid.rows)


def _has_ruler(grid: Grid) -> bool:
    return grid.margin >= 4 and grid.wide >= _RULER + 12


def _ruler(grid: Grid, words: Words, *, leave_right: bool) -> list[Item]:
    """100 mm to hold a ruler against, in the bottom margin."""
    if not _has_ruler(grid):
        return []
    left, y = grid.margin + 6, grid.paper.tall - grid.margin * 0.42
    ticks: list[Item] = [shapes.line(left, y, left + _RULER, y, stroke=_INK, width=0.25)]
    for step in range(11):
        long = 2.4 if step % 5 == 0 else 1.4
        x = left + step * 10
        ticks.append(shapes.line(x, y, x, y - long, stroke=_INK, width=0.25))
    style = Style(8.5, colour=LIGHT.text_second)
    room = grid.paper.wide - grid.margin - left - _RULER - 12
    if leave_right:
        return [*ticks, *shape(words("100 mm"), style).place(left + _RULER + 2, y)]
    whole = shape(words("100 mm when printed right. Print at 100 %, no fit to page."), style)
    says = whole if whole.width < room else shape(words("100 mm: print at 100 %"), style)
    cut_here = shape(words("Cut along the trim marks."), style)
    if says.width < room:
        ticks.extend(says.place(left + _RULER + 4, y))
    if says.width + cut_here.width + 8 < room:
        ticks.extend(cut_here.place(grid.paper.wide - grid.margin - 9 - cut_here.width, y))
    return ticks
