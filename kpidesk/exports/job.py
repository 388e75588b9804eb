"""Everything that a desk gives out as files, for command line and window alike.

A job reads a snapshot, never the person's open desk, so it may run on another thread. Each file
appears whole or not at all. What does not fit or has no glyph is told before anything is written.
"""

import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from kpidesk.desk.problems import REMEDIES, NoAccess, from_os
from kpidesk.domain.choosing import EVERYTHING, Choice
from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.gallery import Gallery, Poster, PosterKind
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.domain.released import held_back, released
from kpidesk.domain.results import Goal, Layout, Map, Verdict
from kpidesk.domain.sharing import Centre
from kpidesk.drawing import centre, definition_sheet, goal_record, map_steps, posters, sharing, tiles
from kpidesk.drawing import map as results_map
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Picture
from kpidesk.exports.map_parts import part_of, small_letters
from kpidesk.exports.pdf import write_pdf
from kpidesk.exports.preview import write_png
from kpidesk.exports.svg import write_svg
from kpidesk.exports.workbook import write_workbook
from kpidesk.system.files import replacing
from kpidesk.system.words import Words


class What(Enum):
    """What can be exported."""

    MAP = "map"
    STEPS = "steps"
    TESTS = "tests"
    POSTERS = "posters"
    SHARING = "sharing"
    CENTRE = "centre"
    DICTIONARY = "dictionary"
    WORKBOOK = "workbook"


class Also(Enum):
    """In which other formats the maps are written, besides PDF."""

    SVG = "svg"
    PNG = "png"


PRINT_DPI: Final = 200


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
    """What to export and how. `paper` is for posters and map, `tile` cuts those up as well.

    `records` names the maps, posters and centres that are wanted; None is all of them. `layout` None
    prints each map as it was looked at last; `part` chooses which of its results are printed. Pictures
    have `dpi` dots to the inch.
    """

    what: tuple[What, ...]
    folder: Path
    paper: Paper
    tile: Paper | None
    words: Words
    at: datetime
    records: frozenset[str] | None = None
    layout: Layout | None = None
    part: Choice = EVERYTHING
    also: frozenset[Also] = frozenset()
    dpi: int = PRINT_DPI


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that can be exported by itself: a map, a poster, a table. `code` is printed on it."""

    what: What
    record: str
    name: str
    title: str
    code: str = ""


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
    """One PDF to be: its name without ending, its title and its pages; tiles carry code and version.

    `collected`: its pages are those of other documents once more.
    """

    name: str
    title: str
    pages: tuple[Picture, ...]
    code: str = ""
    version: str = ""
    tiled: bool = True
    collected: bool = False
    pictured: bool = False
    """Whether it is a map, which is written in other formats, too."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that will be written, drawn already; `warnings` tell what a person should know before.

    `content` is what of the source may be given out.
    """

    source: Source
    content: Reader
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
                _make_folder(path.parent)
                with replacing(path) as temporary:
                    write(temporary)
            except OSError as error:
                raise from_os(error, path) from error
            files.append(path)
        progress(len(steps), len(steps))
        return Report(tuple(files), tuple(dict.fromkeys(warnings)))


def _make_folder(folder: Path) -> None:
    """Make the folder that files go to; what is in the way is told of the folder, not of a file."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno == errno.ENOENT:
            raise NoAccess(
                "The folder {path} cannot be made here. Choose another place.", path=folder
            ) from error
        raise from_os(error, folder) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise NoAccess(REMEDIES[errno.EACCES], path=folder)


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
    held = held_back(source, _day(options))
    content = released(source, held)
    warnings = [_left_out(measure, options.words) for measure in held]
    warnings += _missing_records(content, options)
    documents: list[_Document] = []
    for piece in _pieces(content, options):
        _go_on(cancelled)
        documents.append(_drawn(content, piece, options, warnings))
    if posters_ := [document for document in documents if document.code]:
        documents.append(_all_posters(content, posters_, options))
    warnings.extend(_without_glyph(documents, options.words))
    return Prepared(source, content, options, tuple(documents), tuple(dict.fromkeys(warnings)))


def pieces(source: Reader, options: Options) -> tuple[Piece, ...]:
    """What would be drawn, in the order of the files; nothing is drawn for it."""
    return _pieces(_given_out(source, options), options)


def _given_out(source: Reader, options: Options) -> Reader:
    """The desk without the measures that are held back."""
    return released(source, held_back(source, _day(options)))


def _left_out(measure: Measure, words: Words) -> str:
    day = words.date(measure.not_before) if measure.not_before else ""
    return words(
        "{code} {name} is not given out before {day}, so it is left out.", code=measure.code,
        name=measure.name, day=day,
    )  # fmt: skip


def _pieces(source: Reader, options: Options) -> tuple[Piece, ...]:
    wanted = options.records
    found = (
        piece
        for what, find in _PIECES.items()
        if what in options.what
        for piece in find(source, options)
        if wanted is None or not piece.record or piece.record in wanted
    )
    return tuple(found)


def _numbered(name: str, number: int, rest: str) -> str:
    """The name of a file of which there may be several: map-A1, map-2-A1."""
    return f"{name}-{rest}" if number == 1 else f"{name}-{number}-{rest}"


def _map_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Map), 1):
        if part_of(source, each.id, options.part).is_empty:
            continue
        yield Piece(What.MAP, each.id, _numbered("map", number, options.paper.name), each.name)


def _steps_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Map), 1):
        if part_of(source, each.id, options.part).is_empty:
            continue
        yield Piece(What.STEPS, each.id, _numbered("map", number, "steps"), each.name)


def _tests_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    if [*source.find(Goal), *source.find(Verdict)]:
        yield Piece(What.TESTS, "", "tests-A4", options.words("Goals and their tests"))


def _posters_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for poster in sorted(source.find(Poster), key=lambda each: each.code):
        title = _poster_title(source, poster, options.words)
        name = f"posters/{poster.code}-{options.paper.name}"
        yield Piece(What.POSTERS, poster.id, name, title, poster.code)


def _sharing_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Centre), 1):
        title = options.words("Shared performance measures")
        yield Piece(What.SHARING, each.id, _numbered("sharing", number, "A3"), title)


def _centre_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Centre), 1):
        title = options.words("Result in the centre")
        yield Piece(What.CENTRE, each.id, _numbered("centre", number, options.paper.name), title)


def _dictionary_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    if source.find(Measure):
        title = options.words("Definitions of measures")
        yield Piece(What.DICTIONARY, "", "definitions-A4", title)


_PIECES: Final[dict[What, Callable[[Reader, Options], Iterator[Piece]]]] = {
    What.MAP: _map_pieces,
    What.STEPS: _steps_pieces,
    What.TESTS: _tests_pieces,
    What.POSTERS: _posters_pieces,
    What.SHARING: _sharing_pieces,
    What.CENTRE: _centre_pieces,
    What.DICTIONARY: _dictionary_pieces,
}


def _poster_title(source: Reader, poster: Poster, words: Words) -> str:
    if poster.measure is not None:
        return source.get(Measure, poster.measure).name
    return source.get(Map, poster.map).name if poster.map is not None else words("Results map")


def write_piece(source: Reader, piece: Piece, options: Options, path: Path) -> tuple[str, ...]:
    """Write the PDF of one piece, just as the export would; what does not fit or has no glyph."""
    warnings: list[str] = []
    document = _drawn(_given_out(source, options), piece, options, warnings)
    warnings.extend(_without_glyph((document,), options.words))
    _write_pdf(document.title, _author(source), options, document.pages, path)
    return tuple(warnings)


def pages_to_print(prepared: Prepared) -> tuple[Picture, ...]:
    """Every sheet of paper that goes through the printer, each drawing once."""
    tile = prepared.options.tile
    found: list[Picture] = []
    for document in prepared.documents:
        if not document.collected:
            cut = _tiles(document, tile, prepared.options) if tile is not None and document.tiled else ()
            found.extend(cut or document.pages)
    return tuple(found)


def _go_on(cancelled: Cancel) -> None:
    if cancelled():
        raise Cancelled


def _day(options: Options) -> date:
    return options.at.astimezone().date()


def _missing_records(source: Reader, options: Options) -> list[str]:
    """What was asked for and is not there at all."""
    words = options.words
    told = (
        (What.MAP, Map, words("There is no map in this desk yet, so none was exported.")),
        (What.POSTERS, Poster, words("There are no posters in this desk yet, so none was exported.")),
        (What.STEPS, Map, words("There is no map in this desk yet, so none was told step by step.")),
        (What.TESTS, Goal, words("There are no goals in this desk yet, so there is no test record.")),
        (What.SHARING, Centre, words("No result stands in the centre yet, so there is no sharing table.")),
        (What.CENTRE, Centre, words("No result stands in the centre yet, so there is no chart of it.")),
        (What.DICTIONARY, Measure, words("There is no measure in this desk yet, so none was defined.")),
    )
    missing = [text for what, kind, text in told if what in options.what and not source.find(kind)]
    if options.part and {What.MAP, What.STEPS} & {*options.what}:
        missing.extend(
            words("{map}: none of its results is in the part that is wanted.", map=each.name)
            for each in source.find(Map)
            if (options.records is None or each.id in options.records)
            and part_of(source, each.id, options.part).is_empty
        )
    return missing


def _drawn(source: Reader, piece: Piece, options: Options, warnings: list[str]) -> _Document:
    """Draw one piece; `warnings` grows."""
    words, day = options.words, _day(options)
    if piece.what in {What.MAP, What.STEPS}:
        return _map(source, piece, options, warnings)
    if piece.what is What.TESTS:
        return _Document(piece.name, piece.title, goal_record.record(source, words, day), tiled=False)
    if piece.what is What.DICTIONARY:
        pages = definition_sheet.dictionary(source, words, day)
        return _Document(piece.name, piece.title, pages, tiled=False)
    if piece.what is What.CENTRE:
        page = centre.sheet(source, source.get(Centre, piece.record), options.paper.landscape, words, day)
        return _Document(piece.name, piece.title, (page,))
    if piece.what is What.SHARING:
        pages = sharing.table(source, source.get(Centre, piece.record), words, day)
        return _Document(piece.name, piece.title, pages, tiled=False)
    poster, paper = source.get(Poster, piece.record), options.paper
    if poster.kind is PosterKind.MAP and poster.map is None:
        finding = Finding("POSTER_WITHOUT_MAP", (poster.code,), {"poster": poster.code})
        warnings.append(text_of(finding, words))
    drawn = posters.poster(source, poster, paper, words, day)
    warnings.extend(
        words("{poster}: “{part}” does not fit on {paper}.", poster=poster.code, part=part, paper=paper.name)
        for part in drawn.overflow
    )
    if poster.kind is PosterKind.MAP:
        warnings.extend(small_letters(drawn.picture, piece.title, paper, words))
    version = words("version {n}", n=poster.version)
    return _Document(piece.name, drawn.picture.title, (drawn.picture,), poster.code, version)


def _map(source: Reader, piece: Piece, options: Options, warnings: list[str]) -> _Document:
    """A map on a sheet, or told step by step; all of it or a part."""
    words = options.words
    shown = source.get(Map, piece.record)
    layout = options.layout or shown.layout
    part = part_of(source, shown.id, options.part)
    told = part.told(words)
    if piece.what is What.STEPS:
        pages = map_steps.steps(source, shown.id, words, layout=layout, only=part.only, part=told)
        return _Document(piece.name, piece.title, pages, tiled=False)
    page = results_map.sheet(
        source, shown.id, options.paper.landscape, words, _day(options),
        layout=layout, only=part.only, part=told,
    )  # fmt: skip
    warnings.extend(small_letters(page, shown.name, options.paper, words))
    return _Document(piece.name, piece.title, (page,), pictured=True)


def _all_posters(source: Reader, documents: Sequence[_Document], options: Options) -> _Document:
    """All posters in one file."""
    gallery = next(iter(source.find(Gallery)), None)
    title = gallery.name if gallery else options.words("Posters")
    pages = tuple(page for document in documents for page in document.pages)
    return _Document(f"posters-{options.paper.name}", title, pages, tiled=False, collected=True)


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
    author = _author(prepared.source)
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
        if document.pictured:
            yield from _pictures(document, author, options)
    if What.WORKBOOK in options.what:
        yield options.folder / "workbook.xlsx", partial(_write_workbook, prepared, warnings, cancelled)


def _pictures(document: _Document, author: str, options: Options) -> Iterator[Step]:
    """A map in other formats: SVG of the drawing itself, PNG of the finished PDF."""
    if Also.SVG in options.also:
        yield options.folder / f"{document.name}.svg", partial(write_svg, document.pages[0])
    if Also.PNG in options.also:
        yield (
            options.folder / f"{document.name}-{options.dpi}dpi.png",
            partial(_write_png, document, author, options),
        )


def _write_png(document: _Document, author: str, options: Options, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "page.pdf"
        _write_pdf(document.title, author, options, document.pages, pdf)
        write_png(pdf, path, options.dpi)


def _author(source: Reader) -> str:
    organisation = next(iter(source.find(Organisation)), None)
    return organisation.name if organisation else ""


def _write_pdf(title: str, author: str, options: Options, pages: tuple[Picture, ...], path: Path) -> None:
    write_pdf(pages, path, title=title, author=author, language=options.words.language, created=options.at)


def _tiles(document: _Document, tile: Paper, options: Options) -> tuple[Picture, ...]:
    """The tiles of a document's sheets; nothing where each sheet fits on one tile as it is."""
    if tile.name == options.paper.name:
        return ()
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
            prepared.content,
            path,
            words=options.words,
            edit=source.last_edit,
            exported_on=options.at,
            desk=source.desk_id,
            check_free=lambda: _go_on(cancelled),
        )
    )
