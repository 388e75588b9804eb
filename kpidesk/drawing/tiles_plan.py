"""The page that lies on top of a pile of tiles: what they become, and in which order they are glued."""

from dataclasses import dataclass
from typing import Final

from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Form, Item, Path, Picture
from kpidesk.drawing.text import Style, shape
from kpidesk.drawing.tiles import Grid, Places, faded, label, places
from kpidesk.system.words import Words

_MARGIN: Final = 16.0
_THUMB: Final = 120.0
_TITLE: Final = Style(20, Weight.BOLD, leading=1.25)
_HEAD: Final = Style(11, Weight.SEMIBOLD, leading=1.35)
_TEXT: Final = Style(11, leading=1.35)
_QUIET: Final = Style(11, colour=LIGHT.text_second, leading=1.35)
_MOST_NAMED: Final = 60
"""Tiles that are named one by one; of more, the drawing shows which."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A sheet at full size and how it is cut; `key` names it within the document, `remark` to people."""

    whole: Picture
    key: str
    grid: Grid
    skipped: Places
    remark: str

    @property
    def printed(self) -> list[tuple[int, int]]:
        """Column and row of each tile that is printed, row by row."""
        return [at for at in places(self.grid) if at not in self.skipped]


def plan(cut: Cut, words: Words) -> Picture:
    """The page, on A4 or, where tiles are of an American size, on Letter."""
    paper = SHEETS["Letter" if cut.grid.paper.name in {"Letter", "Tabloid"} else "A4"].portrait
    wide = paper.wide - 2 * _MARGIN
    top = [*paragraph(cut.whole.title, _TITLE, wide), *paragraph(cut.remark, _QUIET, wide), space(5)]
    scale = min(_THUMB / cut.whole.height, wide / cut.whole.width)
    thumb = _thumbnail(cut, scale, (wide - cut.whole.width * scale) / 2)
    blocks = [*top, thumb, space(7), *_says(cut, words, wide)]
    return Picture(
        paper.wide, paper.tall, tuple(stack(blocks, _MARGIN, _MARGIN)),
        title=words("Putting together {title}", title=cut.whole.title), language=words.language,
        bookmark=cut.whole.bookmark, missing=missing(blocks),
    )  # fmt: skip


def _thumbnail(cut: Cut, scale: float, left: float) -> Block:
    """The sheet in small with its cuts, each tile with its name; what is not printed is hatched."""
    wide, tall = cut.whole.width * scale, cut.whole.height * scale
    items: list[Item] = [Form(cut.key, cut.whole, left, 0.0, scale)]
    names: list[Item] = []
    grid = cut.grid
    for column, row in places(grid):
        x1, y1, x2, y2 = (each * scale for each in grid.visible(column, row))
        x1, x2, y2 = left + x1, min(left + x2, left + wide), min(y2, tall)
        if (column, row) in cut.skipped:
            items.extend(faded(x1, y1, x2 - x1, y2 - y1))
        if column and not row:
            items.append(_cut_line(x1, 0.0, x1, tall))
        if row and not column:
            items.append(_cut_line(left, y1, left + wide, y1))
        names.extend(
            _tag(label(column, row), x1, y1, (x2 - x1, y2 - y1), there=(column, row) not in cut.skipped)
        )
    items.append(shapes.rect(left, 0.0, wide, tall, stroke=LIGHT.field, width=0.3))
    return Block(tall, (*items, *names))


def _cut_line(x1: float, y1: float, x2: float, y2: float) -> Path:
    return shapes.line(x1, y1, x2, y2, stroke=LIGHT.accent, width=0.5, dash=(2.0, 1.4))


def _tag(name: str, x: float, y: float, room: tuple[float, float], *, there: bool) -> list[Item]:
    """A tile's name in its corner: filled for one that is printed, outlined for one that is not."""
    size = min(8.5, max(5.0, min(room[0] / 3.2, room[1] / 1.6) * 72 / 25.4))
    text = shape(name, Style(size, Weight.SEMIBOLD, LIGHT.on_accent if there else LIGHT.text))
    em = size * 25.4 / 72
    wide, tall = text.width + em, em * 1.5
    gap = min(1.2, room[0] * 0.08, room[1] * 0.08)
    plate = shapes.rect(
        x + gap, y + gap, wide, tall, em * 0.3, fill=LIGHT.accent if there else LIGHT.surface,
        stroke=None if there else LIGHT.text, width=0.25,
    )  # fmt: skip
    return [plate, *text.place(x + gap + em / 2, y + gap + em * 1.1)]


def _says(cut: Cut, words: Words, wide: float) -> list[Block]:
    """How many sheets of what, and the steps."""
    grid = cut.grid
    count = words.many(
        "{n} sheet of {paper}", "{n} sheets of {paper}", len(cut.printed), paper=grid.paper.name
    )
    lies = words("lying") if grid.paper.wide > grid.paper.tall else words("upright")
    facts = [
        words("{count}, {lies}: {across} across, {down} down", count=count, lies=lies, across=grid.columns,
              down=grid.rows),
        words("{wide} × {tall} mm when glued", wide=_mm(cut.whole.width, words),
              tall=_mm(cut.whole.height, words)),
    ]  # fmt: skip
    if cut.skipped:
        facts.append(_left_out(cut, words))
    blocks = [block for fact in facts for block in paragraph(fact, _HEAD, wide)]
    blocks.append(space(3))
    for number, step in enumerate(_steps(cut, words), 1):
        mark = shape(words.number(number), _HEAD).place(0.0, _TEXT.size)
        blocks += [*paragraph(step, _TEXT, wide, indent=8.0, mark=mark), space(1.2)]
    return blocks


def _mm(length: float, words: Words) -> str:
    """A length to a tenth, where there are tenths."""
    return words.number(length, 0 if abs(length - round(length)) < 0.05 else 1)


def _left_out(cut: Cut, words: Words) -> str:
    names = [label(*at) for at in places(cut.grid) if at in cut.skipped]
    if len(names) > _MOST_NAMED:
        return words("{n} are left out, as nothing is on them: those that are hatched.", n=len(names))
    return words("Left out, as nothing is on them: {names}", names=words.listed(names))


def _steps(cut: Cut, words: Words) -> list[str]:
    """What to do, in its order."""
    steps = [
        words("Check one sheet: the 100 mm at its foot must be 100 mm long. Print at 100 %, no fit to page.")
    ]
    grid = cut.grid
    first, second = _neighbours(cut, 1, 0)
    above, below = _neighbours(cut, 0, 1)
    if grid.overlap:
        across = words(
            "Row by row from the left: cut the left edge of each sheet along the trim marks and glue it over "
            "the strip of the one before, so that {second} covers the strip of {first}.",
            second=second, first=first,
        )  # fmt: skip
        down = words(
            "Then the rows from the top: cut the upper edge of each row and glue it over the strip of the "
            "row above, so that {below} covers the strip of {above}.",
            below=below, above=above,
        )  # fmt: skip
    else:
        across = words(
            "Cut all four sides of each sheet along the trim marks. Lay row by row from the left, edge to "
            "edge, {second} beside {first}, and tape them from behind.",
            second=second, first=first,
        )  # fmt: skip
        down = words(
            "Then lay the rows edge to edge from the top, {below} below {above}, and tape them from behind.",
            below=below, above=above,
        )  # fmt: skip
    last = words("Cut off what stands over at the right and at the foot, along the dashed line.")
    return [*steps, *([across] if second else []), *([down] if below else []), last]


def _neighbours(cut: Cut, right: int, down: int) -> tuple[str, str]:
    """The names of the first two printed tiles that lie side by side, or one below the other; "" for none."""
    printed = cut.printed
    for column, row in printed:
        beside = (column + right, row + down)
        if beside in printed:
            return label(column, row), label(*beside)
    return "", ""
