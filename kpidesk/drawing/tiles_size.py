"""What a person chose about tiles: their paper, how they meet, and how large the glued sheet becomes.

Lengths in mm. Sizes are spelled the same on the command line and in what is kept of a print: `3x4` sheets,
`A0`, `900x1200mm`, `150%`.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from kpidesk.domain.wording import Refused
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.picture import Group, Picture, Transform
from kpidesk.drawing.tiles import MARGIN, OVERLAP, Grid, cut, grid_on

MOST_SHEETS: Final = 40
"""Across or down."""
PERCENT: Final = (10, 1000)
LENGTH: Final = (50, 5000)
MARGINS: Final = (0, 30)
OVERLAPS: Final = (0, 40)
_MOST_TILES: Final = 1000


@dataclass(frozen=True, slots=True)
class BySheets:
    """As large as so many sheets across and down allow."""

    across: int
    down: int


@dataclass(frozen=True, slots=True)
class BySize:
    """As large as goes on a sheet of this size, in the middle of it; it lies as the drawing lies."""

    wide: float
    tall: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class ByPercent:
    """So many percent of the drawn length and width."""

    percent: float


Size = BySheets | BySize | ByPercent


@dataclass(frozen=True, slots=True)
class Tiling:
    """On what paper and how. `size` None leaves a sheet as large as it is drawn.

    `marks`: with trim marks and strips that say what is glued over them; `plan`: with a page that shows
    how to put the sheets together; `blanks`: also sheets on which nothing is drawn.
    """

    paper: Paper
    margin: float = MARGIN
    overlap: float = OVERLAP
    size: Size | None = None
    marks: bool = True
    plan: bool = True
    blanks: bool = False

    def spelled(self) -> str:
        """The tiling in one line, as `read` takes it; what does not change the sheets is left out."""
        parts = [self.paper.name]
        if (self.margin, self.overlap) != (MARGIN, OVERLAP):
            parts += [f"margin={self.margin:g}", f"overlap={self.overlap:g}"]
        if self.size is not None:
            parts.append(f"size={spelled(self.size)}")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Fit:
    """A drawing on its grid: how large it becomes, and where it lies on the glued sheet."""

    grid: Grid
    scale: float
    wide: float
    tall: float
    dx: float = 0.0
    dy: float = 0.0

    def enlarged(self, whole: Picture) -> Picture:
        """The drawing as large as it will hang."""
        if (self.scale, self.dx, self.dy) == (1.0, 0.0, 0.0):
            return whole
        placed = Group(whole.items, transform=Transform(self.dx, self.dy, self.scale))
        return replace(whole, width=self.wide, height=self.tall, items=(placed,))


def fit(width: float, height: float, tiling: Tiling) -> Fit:
    """How a drawing of so many mm is cut.

    Raises:
        Refused: margin and overlap leave nothing of a tile, or it takes more sheets than anybody glues.
    """
    try:
        found = _fit(width, height, tiling)
    except ValueError as error:
        raise Refused(
            "With a margin of {margin} mm and an overlap of {overlap} mm nothing is left of {paper}.",
            margin=f"{tiling.margin:g}", overlap=f"{tiling.overlap:g}", paper=tiling.paper.name,
        ) from error  # fmt: skip
    if found.grid.count > _MOST_TILES:
        raise Refused("That takes {n} sheets for each. Choose a smaller size.", n=found.grid.count)
    return found


def _fit(width: float, height: float, tiling: Tiling) -> Fit:
    size, paper, margin, overlap = tiling.size, tiling.paper, tiling.margin, tiling.overlap
    if isinstance(size, BySheets):
        both = (paper.portrait, paper.landscape)
        ways = [_by_sheets(width, height, size, turned, tiling) for turned in both]
        return max(ways, key=lambda each: each.scale)
    if isinstance(size, BySize):
        short, long = sorted((size.wide, size.tall))
        wide, tall = (long, short) if width > height else (short, long)
        scale = min(wide / width, tall / height)
        grid = cut(wide, tall, paper, margin, overlap)
        return Fit(grid, scale, wide, tall, (wide - width * scale) / 2, (tall - height * scale) / 2)
    scale = 1.0 if size is None else size.percent / 100
    wide, tall = width * scale, height * scale
    return Fit(cut(wide, tall, paper, margin, overlap), scale, wide, tall)


def _by_sheets(width: float, height: float, size: BySheets, paper: Paper, tiling: Tiling) -> Fit:
    """As large as so many sheets that lie this way allow; what then needs fewer of them takes fewer."""
    one = grid_on(paper, 1, 1, tiling.margin, tiling.overlap)
    room = [
        count * (printed - tiling.overlap) + tiling.overlap
        for count, printed in ((size.across, one.wide), (size.down, one.tall))
    ]
    scale = min(room[0] / width, room[1] / height)
    wide, tall = width * scale, height * scale
    return Fit(grid_on(paper, wide, tall, tiling.margin, tiling.overlap), scale, wide, tall)


# -- in words of the keyboard

_SHEETS: Final = re.compile(r"(\d{1,4}) ?[x×] ?(\d{1,4})")
_LENGTHS: Final = re.compile(r"(\d{1,5}(?:\.\d+)?) ?[x×] ?(\d{1,5}(?:\.\d+)?) ?mm")
_PERCENT: Final = re.compile(r"(\d{1,5}(?:\.\d+)?) ?%")


def spelled(size: Size) -> str:
    """A size as it is typed."""
    if isinstance(size, BySheets):
        return f"{size.across}x{size.down}"
    if isinstance(size, BySize):
        return size.name or f"{size.wide:g}x{size.tall:g}mm"
    return f"{size.percent:g}%"


def read_size(text: str) -> Size:
    """Read a size.

    Raises:
        Refused: it is none, or none that anybody can glue.
    """
    typed = text.strip()
    named = next((paper for name, paper in SHEETS.items() if name.casefold() == typed.casefold()), None)
    size: Size
    if named is not None:
        return BySize(named.wide, named.tall, named.name)
    if found := _SHEETS.fullmatch(typed):
        size = BySheets(int(found[1]), int(found[2]))
    elif found := _LENGTHS.fullmatch(typed):
        size = BySize(float(found[1]), float(found[2]))
    elif found := _PERCENT.fullmatch(typed):
        size = ByPercent(float(found[1]))
    else:
        raise Refused(
            "“{text}” is no size. Say it as 3x4 sheets, as A0, as 900x1200mm or as 150%.", text=text
        )
    return checked(size)


def checked(size: Size) -> Size:
    """The size, if it is one that can be glued.

    Raises:
        Refused: it is too large or too small.
    """
    if isinstance(size, BySheets):
        if not (1 <= size.across <= MOST_SHEETS and 1 <= size.down <= MOST_SHEETS):
            raise Refused("There can be 1 to {most} sheets across and down.", most=MOST_SHEETS)
    elif isinstance(size, BySize):
        if not all(LENGTH[0] <= each <= LENGTH[1] for each in (size.wide, size.tall)):
            raise Refused("A sheet can be {low} to {high} mm long and wide.", low=LENGTH[0], high=LENGTH[1])
    elif not PERCENT[0] <= size.percent <= PERCENT[1]:
        raise Refused("It can be {low} to {high} percent.", low=PERCENT[0], high=PERCENT[1])
    return size


def read(text: str) -> Tiling | None:
    """The tiling that `Tiling.spelled` spelled; None where there is none or nobody knows it any more."""
    name, *rest = text.split() or [""]
    if name not in SHEETS:
        return None
    found = dict(part.partition("=")[::2] for part in rest)
    try:
        return Tiling(
            SHEETS[name], float(found.get("margin", MARGIN)), float(found.get("overlap", OVERLAP)),
            read_size(found["size"]) if "size" in found else None,
        )  # fmt: skip
    except ValueError:  # Refused is one
        return None
