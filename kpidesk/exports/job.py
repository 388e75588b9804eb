"""Everything that a desk gives out as files, for command line and window alike.

A job reads a snapshot, never the person's open desk, so it may run on another thread. Each file
appears whole or not at all. What does not fit or has no glyph is told before anything is written.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Protocol

from kpidesk.desk.problems import from_os
from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.gallery import Gallery, Poster, PosterKind
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
Cancel = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Document:
    """One PDF to be: its name without ending, its title and its pages; tiles carry code and version."""

    name: str
    title: str
    pages: tuple[Picture, ...]
    code: str = ""
    version: str = ""
    tiled: bool = True


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that will be written, drawn already; `warnings` tell what a person should know before."""

    source: Source
    options: Options
    documents: tuple[_Document, ...]
    warnings: tuple[str, ...]

    def write(
        self, progress: Progress = lambda _done, _all: None, cancelled: Cancel = lambda: False
    ) -> Report:
        """Write the files.

        Raises:
            NoAccess: the folder cannot be written.
            Cancelled: `cancelled` said so.
        """
        warnings = list(self.warnings)
        steps = list(_steps(self, warnings, cancelled))
        files = []
        for number, (path, write) in enumerate(steps):
            _go_on(cancelled)
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


def run(
    source: Source,
    options: Options,
    progress: Progress = lambda _done, _all: None,
    cancelled: Cancel = lambda: False,
) -> Report:
    """Prepare and write in one go; see there for what is raised."""
    return prepare(source, options, cancelled).write(progress, cancelled)


def prepare(source: Source, options: Options, cancelled: Cancel = lambda: False) -> Prepared:
    """Draw everything and find what does not fit, has no glyph or is not there.

    Raises:
        Cancelled: `cancelled` said so.
    """
    warnings: list[str] = []
    documents = (
        *_maps(source, options, warnings, cancelled),
        *_posters(source, options, warnings, cancelled),
        *_tables(source, options, warnings, cancelled),
    )
    warnings.extend(_without_glyph(documents, options.words))
    return Prepared(source, options, documents, tuple(dict.fromkeys(warnings)))


def _go_on(cancelled: Cancel) -> None:
    if cancelled():
        raise Cancelled


def _day(options: Options) -> date:
    return options.at.astimezone().date()


def _maps(source: Source, options: Options, warnings: list[str], cancelled: Cancel) -> Iterator[_Document]:
    if What.MAP not in options.what:
        return
    words, paper = options.words, options.paper
    maps = source.find(Map)
    if not maps:
        warnings.append(words("There is no map in this desk yet, so none was exported."))
    for number, each in enumerate(maps, 1):
        _go_on(cancelled)
        name = "map" if number == 1 else f"map-{number}"
        page = results_map.sheet(source, each.id, paper.landscape, words, _day(options))
        yield _Document(f"{name}-{paper.name}", each.name, (page,))


def _posters(source: Source, options: Options, warnings: list[str], cancelled: Cancel) -> Iterator[_Document]:
    """One document for each poster, and one with all of them."""
    if What.POSTERS not in options.what:
        return
    words, paper = options.words, options.paper
    pages: list[Picture] = []
    for poster in sorted(source.find(Poster), key=lambda each: each.code):
        _go_on(cancelled)
        if poster.kind is PosterKind.MAP and poster.map is None:
            finding = Finding("POSTER_WITHOUT_MAP", (poster.code,), {"poster": poster.code})
            warnings.append(text_of(finding, words))
        drawn = posters.poster(source, poster, paper, words, _day(options))
        warnings.extend(
            words(
                "{poster}: “{part}” does not fit on {paper}.", poster=poster.code, part=part, paper=paper.name
            )
            for part in drawn.overflow
        )
        version = words("version {n}", n=poster.version)
        name = f"posters/{poster.code}-{paper.name}"
        yield _Document(name, drawn.picture.title, (drawn.picture,), poster.code, version)
        pages.append(drawn.picture)
    if pages:
        gallery = next(iter(source.find(Gallery)), None)
        title = gallery.name if gallery else words("Posters")
        yield _Document(f"posters-{paper.name}", title, tuple(pages), tiled=False)
    else:
        warnings.append(words("There are no posters in this desk yet, so none was exported."))


def _tables(source: Source, options: Options, warnings: list[str], cancelled: Cancel) -> Iterator[_Document]:
    if What.SHARING not in options.what:
        return
    words = options.words
    centres = source.find(Centre)
    if not centres:
        warnings.append(words("No result stands in the centre yet, so there is no sharing table."))
    for number, centre in enumerate(centres, 1):
        _go_on(cancelled)
        name = "sharing-A3" if number == 1 else f"sharing-{number}-A3"
        pages = sharing.table(source, centre, words, _day(options))
        yield _Document(name, words("Shared performance measures"), pages, tiled=False)


def _without_glyph(documents: Iterable[_Document], words: Words) -> list[str]:
    return [
        words("{title}: no bundled font has {characters}; a mark stands in its place.",
              title=page.title, characters=" ".join(page.missing))
        for document in documents
        for page in document.pages
        if page.missing
    ]  # fmt: skip


Step = tuple[Path, Callable[[Path], None]]


def _steps(prepared: Prepared, warnings: list[str], cancelled: Cancel) -> Iterator[Step]:
    """Each file with what writes it; `warnings` grows while the workbook is written."""
    options = prepared.options
    organisation = next(iter(prepared.source.find(Organisation)), None)
    author = organisation.name if organisation else ""
    for document in prepared.documents:
        yield (
            options.folder / f"{document.name}.pdf",
            partial(_write_pdf, document.title, author, options, document.pages),
        )
        if options.tile is not None and document.tiled and (pages := _tiles(document, options.tile, options)):
            yield (
                options.folder / f"{document.name}-on-{options.tile.name}.pdf",
                partial(_write_pdf, document.title, author, options, pages),
            )
    if What.WORKBOOK in options.what:
        yield options.folder / "workbook.xlsx", partial(_write_workbook, prepared, warnings, cancelled)


def _write_pdf(title: str, author: str, options: Options, pages: tuple[Picture, ...], path: Path) -> None:
    write_pdf(pages, path, title=title, author=author, language=options.words.language, created=options.at)


def _tiles(document: _Document, tile: Paper, options: Options) -> tuple[Picture, ...]:
    """The tiles of a document's sheets; nothing where each sheet fits on one tile as it is."""
    grids = [tiles.cut(page.width, page.height, tile) for page in document.pages]
    if all(grid.count == 1 for grid in grids):
        return ()
    sizes = options.words("{paper} on {tile}", paper=options.paper.name, tile=tile.name)
    remark = " · ".join(filter(None, (document.code or document.title, sizes, document.version)))
    return tuple(
        page
        for number, (sheet, grid) in enumerate(zip(document.pages, grids, strict=True))
        for page in tiles.tiles(sheet, f"{document.name}-{number}", grid, remark, options.words)
    )


def _write_workbook(prepared: Prepared, warnings: list[str], cancelled: Cancel, path: Path) -> None:
    source, options = prepared.source, prepared.options
    warnings.extend(
        write_workbook(
            source,
            path,
            words=options.words,
            edit=source.last_edit,
            exported_on=options.at,
            desk=source.desk_id,
            check_free=lambda: _go_on(cancelled),
        )
    )
