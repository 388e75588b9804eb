"""Sheets for the wall cut up for smaller paper: how each is cut, the pages, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kpidesk.drawing.picture import Picture
from kpidesk.drawing.tiles import label, tiles
from kpidesk.drawing.tiles_blank import blank
from kpidesk.drawing.tiles_plan import Cut, plan
from kpidesk.drawing.tiles_size import BySize, Tiling, fit, spelled
from kpidesk.exports.pieces import Document, Options, What

_TO_WRITE_ON: Final = frozenset({What.BLANK})
"""Whose empty places are what they are for, so that no sheet of them is left out."""


def cuts(document: Document, options: Options) -> tuple[Cut, ...]:
    """How a document's sheets are cut; nothing where each is printed on one tile as it is.

    Raises:
        Refused: margin and overlap leave nothing of a tile, or it takes more than anybody glues.
    """
    tiling = options.tile
    paper = document.paper or options.paper.name
    if tiling is None or not document.tiled or (tiling.size is None and tiling.paper.name == paper):
        return ()
    fits = [fit(page.width, page.height, tiling) for page in document.pages]
    if all(each.grid.count == 1 and each.scale == 1 for each in fits):
        return ()
    words = options.words
    sizes = words("{paper} on {tile}", paper=_size(paper, tiling, options), tile=tiling.paper.name)
    remark = " · ".join(filter(None, (document.code or document.title, sizes, document.version)))
    empty = document.piece is not None and document.piece.what in _TO_WRITE_ON
    found = []
    for number, (page, each) in enumerate(zip(document.pages, fits, strict=True)):
        whole = each.enlarged(page)
        skipped = frozenset[tuple[int, int]]() if tiling.blanks or empty else blank(whole, each.grid)
        if len(skipped) == each.grid.count:  # an empty sheet stays one
            skipped = frozenset()
        found.append(Cut(whole, f"{document.name}-{number}", each.grid, skipped, remark))
    return tuple(found)


def check(document: Document, options: Options) -> None:
    """See before anything is written whether a document's sheets can be cut.

    Raises:
        Refused: as for `cuts`.
    """
    if options.tile is not None and document.tiled:
        for page in document.pages:
            fit(page.width, page.height, options.tile)


def _size(paper: str, tiling: Tiling, options: Options) -> str:
    """What the glued sheet is called: its own paper, the size it is brought to, or how far it is scaled."""
    if tiling.size is None:
        return paper
    if isinstance(tiling.size, BySize):
        return spelled(tiling.size)
    return options.words("{paper} as {size}", paper=paper, size=spelled(tiling.size))


def pages(made: Sequence[Cut], options: Options, only: frozenset[str] | None = None) -> tuple[Picture, ...]:
    """The pages of cut sheets: for each the plan on top, then its tiles row by row.

    Args:
        made: how the sheets are cut.
        options: the language, and whether with plan and marks.
        only: the names of the tiles that are wanted; None for all.
    """
    tiling, words = options.tile, options.words
    if tiling is None:
        return ()
    found: list[Picture] = []
    for cut in made:
        every = tiles(
            cut.whole, cut.key, cut.grid, cut.remark, words, skipped=cut.skipped, marks=tiling.marks
        )
        named = zip(cut.printed, every, strict=True)
        wanted = [page for at, page in named if only is None or label(*at) in only]
        if wanted and tiling.plan and cut.grid.count > 1:
            found.append(plan(cut, words))
        found += wanted
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Count:
    """Sheets that are printed, those that are left out as nothing is on them, and pages of plans."""

    sheets: int = 0
    left_out: int = 0
    plans: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.sheets + other.sheets, self.left_out + other.left_out, self.plans + other.plans)


def count_of(document: Document, options: Options) -> Count:
    """What a document takes."""
    made = cuts(document, options)
    if not made or options.tile is None:
        return Count(len(document.pages))
    return Count(
        sum(len(each.printed) for each in made),
        sum(len(each.skipped) for each in made),
        sum(each.grid.count > 1 for each in made) if options.tile.plan else 0,
    )
