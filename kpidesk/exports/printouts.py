"""What printed posters showed, as digests, and what has changed on them since.

Invariant: a digest hangs on what people see (texts, places, charts) and on nothing else: not on the day of
the print, the ink, or marks in the margin of tiles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final

from kpidesk.domain.gallery import Poster
from kpidesk.domain.posters import in_order
from kpidesk.domain.printouts import Fresh, Shown, Standing, newest, standing
from kpidesk.domain.reader import Reader
from kpidesk.drawing import posters
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.picture import Image, Picture, dump
from kpidesk.drawing.tiles import label, places
from kpidesk.drawing.tiles_blank import Leaf, leaves, meets
from kpidesk.drawing.tiles_size import Tiling, fit, read
from kpidesk.exports.job import (
    Cancel,
    Prepared,
    Report,
    Source,
    given_out,
    go_on,
    prepare,
    sheets_of,
    write_sheets,
)
from kpidesk.exports.pieces import Options, What
from kpidesk.system.words import Words

_ANY_DAY: Final = date(2000, 1, 1)
_LENGTH: Final = 20  # characters of a digest: an accident is out of the question


@dataclass(frozen=True, slots=True)
class Made:
    """A poster that is given out: on what paper, how it is cut as `Tiling.spelled` says, what it shows."""

    poster: str
    paper: str
    tile: str
    shown: Shown


def made(prepared: Prepared, cancelled: Cancel = lambda: False) -> tuple[Made, ...]:
    """What is to be noted of posters once they are written or printed."""
    found = []
    options = prepared.options
    for document in prepared.documents:
        if document.piece is None or document.piece.what is not What.POSTERS:
            continue
        go_on(cancelled)
        poster = prepared.content.get(Poster, document.piece.record)
        tile = _tiling(options.tile, document.paper)
        shown = shows(prepared.content, poster, SHEETS[document.paper], tile, options.words)
        found.append(Made(poster.id, document.paper, tile.spelled() if tile else "", shown))
    return tuple(found)


def _tiling(tiling: Tiling | None, paper: str) -> Tiling | None:
    """How a sheet is cut, None where it is printed on one that is as large."""
    return None if tiling is None or (tiling.size is None and tiling.paper.name == paper) else tiling


def shows(content: Reader, poster: Poster, paper: Paper, tiling: Tiling | None, words: Words) -> Shown:
    """What a poster shows on a paper, and each of its tiles."""
    sheet = posters.paper_of(replace(poster, paper=paper.name), paper)
    picture = posters.poster(content, poster, sheet, words, _ANY_DAY).picture
    if tiling is None:
        return Shown(_digest(map(_said, leaves(picture.items))))
    fitted = fit(picture.width, picture.height, tiling)
    said = [(each, _said(each)) for each in leaves(fitted.enlarged(picture).items)]
    sheets = tuple(
        _digest(text for leaf, text in said if meets(leaf.box, fitted.grid.visible(*at)))
        for at in places(fitted.grid)
    )
    return Shown(_digest(text for _, text in said), sheets)


def _digest(texts: Iterator[str]) -> str:
    found = sha256()
    for text in texts:
        found.update(text.encode(errors="replace"))
    return found.hexdigest()[:_LENGTH]


def _said(leaf: Leaf) -> str:
    """An item and where it stands, to a tenth of a millimetre."""
    place = " ".join(f"{round(each, 1) + 0.0:.1f}" for each in leaf.box)
    data = sha256(leaf.item.data).hexdigest() if isinstance(leaf.item, Image) else ""
    return f"{place} {data} {dump(Picture(0, 0, (leaf.item,)))}"


# -- what is out of date


def standings(
    source: Reader, options: Options, cancelled: Cancel = lambda: False, gallery: str = ""
) -> tuple[Standing, ...]:
    """How each poster stands to its last print, in the order of the wall; of one gallery if it is named.

    Raises:
        Cancelled: `cancelled` said so.
    """
    content = given_out(source, options)
    found = []
    for poster in in_order(content.find(Poster, **({"gallery": gallery} if gallery else {}))):
        go_on(cancelled)
        last = newest(source, poster.id)
        now = None
        if last is not None and last.paper in SHEETS:
            now = shows(content, poster, SHEETS[last.paper], read(last.tile), options.words)
        found.append(standing(poster, last, now))
    return tuple(found)


def again(
    source: Source,
    options: Options,
    wanted: Sequence[Standing],
    *,
    differing: bool,
    cancelled: Cancel = lambda: False,
) -> tuple[Prepared, ...]:
    """Posters as they were printed last time, each on its own paper; those never printed as `options` say.

    Args:
        source: of the desk.
        options: language, ink, folder and what else holds for all.
        wanted: the posters.
        differing: of glued ones only the tiles that differ.
        cancelled: whether to stop.

    Raises:
        Cancelled: `cancelled` said so.
    """
    found = []
    for (paper, tile), group in groupby(sorted(wanted, key=_way), key=_way):
        these = list(group)
        chosen = replace(
            options, what=(What.POSTERS,), records=frozenset(each.poster.id for each in these),
            sheets=_sheets(source, these) if differing else None,
        )  # fmt: skip
        if paper:
            chosen = replace(chosen, paper=SHEETS[paper], tile=_like(options.tile, tile))
        found.append(prepare(source, chosen, cancelled))
    return tuple(found)


def _way(standing: Standing) -> tuple[str, str]:
    """On what it was printed last time."""
    last = standing.last
    return (last.paper, last.tile) if last is not None and last.paper in SHEETS else ("", "")


def _like(chosen: Tiling | None, tile: str) -> Tiling | None:
    """A tiling as it was, with the marks and the plan that are chosen now."""
    then = read(tile)
    if then is None or chosen is None:
        return then
    return replace(then, marks=chosen.marks, plan=chosen.plan, blanks=chosen.blanks)


def _sheets(source: Reader, these: Sequence[Standing]) -> dict[str, frozenset[str]]:
    """The names of the tiles that differ, by poster."""
    found = {}
    for each in these:
        tiling = read(each.last.tile) if each.last else None
        if each.last is None or tiling is None or each.fresh is not Fresh.CHANGED:
            continue
        sheet = posters.paper_of(replace(each.poster, paper=each.last.paper), SHEETS[each.last.paper])
        at = places(fit(sheet.wide, sheet.tall, tiling).grid)
        found[each.poster.id] = frozenset(label(*at[number]) for number in each.differing)
    return found


def write_again(prepared: Sequence[Prepared], cancelled: Cancel = lambda: False) -> Report:
    """Write what `again` prepared, one PDF for each poster in a folder of their own: the first files stay.

    Raises:
        NoAccess: the folder cannot be written.
        Cancelled: `cancelled` said so.
    """
    written: list[Path] = []
    warnings = [text for each in prepared for text in each.warnings]
    for each in prepared:
        for document, pages in sheets_of(each):
            go_on(cancelled)
            path = each.options.folder / "reprint" / f"{Path(document.name).name}.pdf"
            written.append(write_sheets(each, document.title, pages, path, warnings))
    return Report(tuple(written), tuple(warnings))
