"""Everything that a desk gives out as files, for command line and window alike.

A job reads a snapshot, never the person's open desk, so it may run on another thread. Each file
appears whole or not at all. What does not fit or has no glyph is told before anything is written.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from kpidesk.desk.problems import from_os
from kpidesk.domain.gallery import Gallery, Poster
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Map
from kpidesk.domain.sharing import Centre
from kpidesk.drawing import map as results_map
from kpidesk.drawing import posters, sharing, tiles
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Picture
from kpidesk.exports.pdf import write_pdf
from kpidesk.exports.workbook import write_workbook
from kpidesk.system.files import replacing
from kpidesk.system.words import Words


class What(Enum):
    """What can be exported."""

    MAP = "map"
    POSTERS = "posters"
    SHARING = "sharing"
    WORKBOOK = "workbook"


class Source(Reader, Protocol):
    """A snapshot of a desk."""

    @property
    def last_edit(self) -> int:
        """The number of the newest edit."""
        ...

    @property
    def desk_id(self) -> str:
        """The id that the desk keeps for life."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """What to export and how. `paper` is for posters and map, `tile` cuts those up as well."""

    what: tuple[What, ...]
    folder: Path
    paper: Paper
    tile: Paper | None
    words: Words
    at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, and what a person should know about it."""

    files: tuple[Path, ...]
    warnings: tuple[str, ...]


class Cancelled(Exception):  # noqa: N818 - not an error
    """The person stopped the job; files that were finished stay."""


Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Document:
    """One PDF to be: its name without ending, its title and its pages."""

    name: str
    title: str
    pages: tuple[Picture, ...]
    remark: str = ""


def run(
    source: Source,
    options: Options,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Write the files.

    Raises:
        NoAccess: the folder cannot be written.
        Cancelled: `cancelled` said so between two files.
    """
    documents, overflow = _documents(source, options)
    warnings = [*overflow, *_without_glyph(documents, options.words)]
    if What.MAP in options.what and not source.find(Map):
        warnings.append(options.words("There is no map in this desk yet, so none was exported."))
    if What.SHARING in options.what and not source.find(Centre):
        warnings.append(options.words("No result stands in the centre yet, so there is no sharing table."))
    steps = [*_pdf_steps(source, documents, options)]
    if What.WORKBOOK in options.what:
        steps.append(
            (options.folder / "workbook.xlsx", lambda path: _workbook(source, options, path, warnings))
        )
    files = []
    for number, (path, write) in enumerate(steps):
        if cancelled():
            raise Cancelled
        progress(number, len(steps))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as temporary:
                write(temporary)
        except OSError as error:
            raise from_os(error, path) from error
        files.append(path)
    progress(len(steps), len(steps))
    return Report(tuple(files), tuple(dict.fromkeys(warnings)))


def _documents(source: Source, options: Options) -> tuple[list[_Document], list[str]]:
    """All drawings, and what did not fit on them."""
    words, paper, day = options.words, options.paper, options.at.astimezone().date()
    found: list[_Document] = []
    overflow: list[str] = []
    if What.MAP in options.what:
        for number, each in enumerate(source.find(Map), 1):
            name = "map" if number == 1 else f"map-{number}"
            page = results_map.sheet(source, each.id, paper.landscape, words, day)
            found.append(_Document(f"{name}-{paper.name}", each.name, (page,)))
    if What.POSTERS in options.what:
        pages = []
        for poster in sorted(source.find(Poster), key=lambda each: each.code):
            drawn = posters.poster(source, poster, paper, words, day)
            overflow.extend(
                words(
                    "{poster}: “{part}” does not fit on {paper}.",
                    poster=poster.code,
                    part=part,
                    paper=paper.name,
                )
                for part in drawn.overflow
            )
            version = words("version {n}", n=poster.version)
            found.append(
                _Document(
                    f"posters/{poster.code}-{paper.name}", drawn.picture.title, (drawn.picture,),
                    f"{poster.code} · {paper.name} · {version}",
                )
            )  # fmt: skip
            pages.append(drawn.picture)
        if pages:
            gallery = next(iter(source.find(Gallery)), None)
            title = gallery.name if gallery else words("Posters")
            found.append(_Document(f"posters-{paper.name}", title, tuple(pages)))
    if What.SHARING in options.what:
        for number, centre in enumerate(source.find(Centre), 1):
            name = "sharing-A3" if number == 1 else f"sharing-{number}-A3"
            found.append(
                _Document(
                    name, words("Shared performance measures"), sharing.table(source, centre, words, day)
                )
            )
    return found, overflow


def _without_glyph(documents: Iterable[_Document], words: Words) -> list[str]:
    return [
        words("{title}: no bundled font has {characters}; a mark stands in its place.",
              title=page.title, characters=" ".join(page.missing))
        for document in documents
        for page in document.pages
        if page.missing
    ]  # fmt: skip


def _pdf_steps(
    source: Source, documents: Sequence[_Document], options: Options
) -> Iterable[tuple[Path, Callable[[Path], None]]]:
    organisation = next(iter(source.find(Organisation)), None)
    author = organisation.name if organisation else ""

    def write(document: _Document, pages: Iterable[Picture], path: Path) -> None:
        write_pdf(
            pages,
            path,
            title=document.title,
            author=author,
            language=options.words.language,
            created=options.at,
        )

    for document in documents:
        path = options.folder / f"{document.name}.pdf"
        yield path, lambda path, document=document: write(document, document.pages, path)  # type: ignore[misc]
        tiled = options.tile is not None and not document.name.startswith(("sharing", "posters-"))
        if options.tile is not None and tiled:
            cut = options.folder / f"{document.name}-on-{options.tile.name}.pdf"
            pages = _tiled(document, options.tile, options)
            yield cut, lambda path, document=document, pages=pages: write(document, pages, path)  # type: ignore[misc]


def _tiled(document: _Document, tile: Paper, options: Options) -> Iterable[Picture]:
    """The tiles of a document's sheets; a sheet that fits on one tile is not cut."""
    for number, page in enumerate(document.pages):
        grid = tiles.cut(page.width, page.height, tile)
        remark = document.remark or document.title
        on = options.words("on {paper}", paper=tile.name)
        yield from tiles.tiles(page, f"{document.name}-{number}", grid, f"{remark} {on}", options.words)


def _workbook(source: Source, options: Options, path: Path, warnings: list[str]) -> None:
    warnings.extend(
        write_workbook(
            source,
            path,
            words=options.words,
            edit=source.last_edit,
            exported_on=options.at,
            desk=source.desk_id,
        )
    )
