"""Everything that a desk gives out as files, for command line and window alike.

A job reads a snapshot, never the person's open desk, so it may run on another thread. Each file
appears whole or not at all. What does not fit or has no glyph is told before anything is written.
"""

import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from kpidesk.desk.problems import REMEDIES, NoAccess, from_os
from kpidesk.domain.anonymous import anonymous
from kpidesk.domain.gallery import Gallery
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.domain.released import held_back, released
from kpidesk.domain.said_in import said_in
from kpidesk.drawing.calibration import NONE, Correction
from kpidesk.drawing.picture import Picture
from kpidesk.exports.calendar import calendar
from kpidesk.exports.comment_form import commented, write_comment_form
from kpidesk.exports.html import write_html
from kpidesk.exports.ink import inked
from kpidesk.exports.kinds import KINDS, is_there, missing_records, pieces_of
from kpidesk.exports.pdf import write_pdf
from kpidesk.exports.pieces import Also, Document, Options, Piece, What, day_of, numbered
from kpidesk.exports.preview import write_png
from kpidesk.exports.svg import write_svg
from kpidesk.exports.tiling import Count, check, count_of, cuts
from kpidesk.exports.tiling import pages as tile_pages
from kpidesk.exports.workbook import file_name, write_workbook
from kpidesk.system.files import write_where_free
from kpidesk.system.words import Words


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
class Report:
    """What was written, and what a person should know about it."""

    files: tuple[Path, ...]
    warnings: tuple[str, ...]


class Cancelled(Exception):  # noqa: N818 - not an error
    """The person stopped the job; files that were finished stay."""


Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that will be written, drawn already; `warnings` tell what a person should know before.

    `content` is what of the source may be given out, in the language of the papers; `rows` is the same in
    the desk's own language, for what people fill in and send back.
    """

    source: Source
    content: Reader
    rows: Reader
    options: Options
    documents: tuple[Document, ...]
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
            go_on(cancelled)
            progress(number, len(steps))
            files.append(write_file(path, write, self.options.words, warnings))
        progress(len(steps), len(steps))
        return Report(tuple(files), tuple(dict.fromkeys(warnings)))


def write_file(path: Path, write: Callable[[Path], object], words: Words, warnings: list[str]) -> Path:
    """Write one file whole; where it went. `warnings` grows where another program has it open.

    Raises:
        NoAccess: the folder cannot be written.
    """
    try:
        make_folder(path.parent)
        place = write_where_free(path, write)
    except OSError as error:
        raise from_os(error, path) from error
    if place != path:
        told = words(
            "{file} is open in another program, so this is written as {copy}. Close it there and export "
            "again to have it under its own name.",
            file=path.name, copy=place.name,
        )  # fmt: skip
        warnings.append(told)
    return place


def make_folder(folder: Path) -> None:
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
        Refused: sheets cannot be cut as it is wanted.
    """
    held = held_back(source, day_of(options))
    given = released(source, held)
    rows, content = anonymous(given), _on_paper(given, options)
    warnings = _before_drawing(content, held, options)
    documents: list[Document] = []
    for piece in pieces_of(content, options):
        go_on(cancelled)
        document, found = _looked_through(content, piece, options)
        check(document, options)
        documents.append(document)
        warnings += found
    if posters_ := [document for document in documents if document.code]:
        documents.append(_all_posters(content, posters_, options))
    return Prepared(source, content, rows, options, tuple(documents), tuple(dict.fromkeys(warnings)))


Findings = MutableMapping[Piece, tuple[str, ...]]


def findings(
    source: Source, options: Options, known: Findings, cancelled: Cancel = lambda: False
) -> tuple[str, ...]:
    """The warnings that `prepare` would give.

    `known` is what was found on single pieces in the same state and with the same options; those are not
    drawn again, and what is found now is added to it, also if somebody cancels later.

    Raises:
        Cancelled, Refused: as for `prepare`.
    """
    held = held_back(source, day_of(options))
    content = _on_paper(released(source, held), options)
    warnings = _before_drawing(content, held, options)
    for piece in pieces_of(content, options):
        if piece not in known:
            go_on(cancelled)
            document, found = _looked_through(content, piece, options)
            check(document, options)
            known[piece] = found
        warnings += known[piece]
    return tuple(dict.fromkeys(warnings))


def _before_drawing(content: Reader, held: Iterable[Measure], options: Options) -> list[str]:
    """What is held back, and what is not there at all."""
    return [*(_left_out(measure, options.words) for measure in held), *missing_records(content, options)]


def _looked_through(content: Reader, piece: Piece, options: Options) -> tuple[Document, tuple[str, ...]]:
    """A piece as it is printed, and what of it does not fit or has no glyph."""
    warnings: list[str] = []
    document = _drawn(content, piece, options, warnings)
    return document, (*warnings, *_without_glyph(document, options.words))


def pieces(source: Reader, options: Options) -> tuple[Piece, ...]:
    """What would be drawn, in the order of the files; nothing is drawn for it."""
    return pieces_of(given_out(source, options), options)


def given_out(source: Reader, options: Options) -> Reader:
    """The desk as its papers show it, in their language.

    Without measures that are held back, and without who wrote what where no names are taken.
    """
    return _on_paper(released(source, held_back(source, day_of(options))), options)


def _on_paper(given: Reader, options: Options) -> Reader:
    return anonymous(said_in(given, options.words.language))


def _left_out(measure: Measure, words: Words) -> str:
    day = words.date(measure.not_before) if measure.not_before else ""
    return words(
        "{code} {name} is not given out before {day}, so it is left out.", code=measure.code,
        name=measure.name, day=day,
    )  # fmt: skip


def write_piece(source: Reader, piece: Piece, options: Options, path: Path) -> tuple[str, ...]:
    """Write the PDF of one piece, just as the export would; what does not fit or has no glyph."""
    document, warnings = _looked_through(given_out(source, options), piece, options)
    _write_pdf(document.title, _author(source), options, document.pages, path)
    return warnings


def pages_to_print(prepared: Prepared) -> tuple[Picture, ...]:
    """Every sheet of paper that goes through the printer, each drawing once."""
    return tuple(page for _, pages in sheets_of(prepared) for page in pages)


def sheets_of(prepared: Prepared) -> Iterator[tuple[Document, tuple[Picture, ...]]]:
    """Each document with the sheets on which it is printed, tiles where it is cut up."""
    for document in prepared.documents:
        if not document.collected:
            yield document, _tiles(document, prepared.options) or document.pages


def write_sheets(
    prepared: Prepared, title: str, pages: Sequence[Picture], path: Path, warnings: list[str]
) -> Path:
    """Write sheets of a job as one PDF, corrected for the printer that they are for; see `write_file`.

    Raises:
        NoAccess: the folder cannot be written.
    """
    options = prepared.options
    author, correction = _author(prepared.source), options.correction
    write = partial(_write_pdf, title, author, options, tuple(pages), correction=correction)
    return write_file(path, write, options.words, warnings)


def _drawn(content: Reader, piece: Piece, options: Options, warnings: list[str]) -> Document:
    """A piece as it is printed."""
    document = KINDS[piece.what].draw(content, piece, options, warnings)
    inked_ = tuple(inked(page, options.ink) for page in document.pages)
    return replace(document, pages=inked_, piece=piece)


def go_on(cancelled: Cancel) -> None:
    """Stop if the person said so.

    Raises:
        Cancelled: they did.
    """
    if cancelled():
        raise Cancelled


def _all_posters(source: Reader, documents: Sequence[Document], options: Options) -> Document:
    """All posters in one file."""
    gallery = next(iter(source.find(Gallery)), None)
    title = gallery.name if gallery else options.words("Posters")
    pages = tuple(page for document in documents for page in document.pages)
    return Document(f"posters-{options.paper.name}", title, pages, tiled=False, collected=True)


def _without_glyph(document: Document, words: Words) -> list[str]:
    return [
        words("{title}: no bundled font has {characters}; a mark stands in its place.",
              title=page.title, characters=" ".join(page.missing))
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
        if options.tile is not None and (cut := _tiles(document, options)):
            yield (
                options.folder / f"{document.name}-on-{options.tile.paper.name}.pdf",
                partial(_write_pdf, document.title, author, options, cut, correction=options.correction),
            )
        if Also.HTML in options.also and document.readable:
            title, words = document.title, options.words
            write = partial(write_html, document.pages, title, words)
            yield options.folder / f"{document.name}.html", write
        if document.pictured:
            yield from _pictures(document, author, options)
    if What.WORKBOOK in options.what:
        name = file_name(prepared.rows, options.book)
        yield options.folder / name, partial(_write_workbook, prepared, warnings, cancelled)
    if What.COMMENTS in options.what:
        yield from _comment_forms(prepared)
    if What.CALENDAR in options.what and is_there(prepared.content, What.CALENDAR):
        yield options.folder / "commitments.ics", partial(_write_calendar, prepared)


def _pictures(document: Document, author: str, options: Options) -> Iterator[Step]:
    """A map in other formats: SVG of the drawing itself, PNG of the finished PDF."""
    if Also.SVG in options.also:
        yield options.folder / f"{document.name}.svg", partial(write_svg, document.pages[0])
    if Also.PNG in options.also:
        yield (
            options.folder / f"{document.name}-{options.dpi}dpi.png",
            partial(_write_png, document, author, options),
        )


def _write_png(document: Document, author: str, options: Options, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "page.pdf"
        _write_pdf(document.title, author, options, document.pages, pdf)
        write_png(pdf, path, options.dpi)


def _author(source: Reader) -> str:
    organisation = next(iter(source.find(Organisation)), None)
    return organisation.name if organisation else ""


def _write_pdf(
    title: str,
    author: str,
    options: Options,
    pages: tuple[Picture, ...],
    path: Path,
    correction: Correction = NONE,
) -> None:
    write_pdf(
        pages, path, title=title, author=author, language=options.words.language, created=options.at,
        stretch=(correction.across, correction.down),
    )  # fmt: skip


def _tiles(document: Document, options: Options) -> tuple[Picture, ...]:
    """The plans and tiles of a document's sheets; nothing where each fits on one tile as it is."""
    record = document.piece.record if document.piece else ""
    only = options.sheets.get(record) if options.sheets is not None else None
    return tile_pages(cuts(document, options), options, only)


def counted(prepared: Prepared) -> Count:
    """How many sheets go through the printer; see `pages_to_print`."""
    total = Count()
    for document in prepared.documents:
        if not document.collected:
            total += count_of(document, prepared.options)
    return total


def _comment_forms(prepared: Prepared) -> Iterator[Step]:
    """A form for each gallery with posters that people may comment from afar."""
    content, options = prepared.rows, prepared.options
    for number, gallery in enumerate(commented(content), 1):
        path = options.folder / f"{numbered('comments', number, 'form')}.xlsx"
        yield path, partial(write_comment_form, content, gallery.id, options.words, options.at)


def _write_calendar(prepared: Prepared, path: Path) -> None:
    words, edit, at = prepared.options.words, prepared.source.last_edit, prepared.options.at
    path.write_bytes(calendar(prepared.content, words, edit=edit, at=at))


def _write_workbook(prepared: Prepared, warnings: list[str], cancelled: Cancel, path: Path) -> None:
    source, options = prepared.source, prepared.options
    warnings.extend(
        write_workbook(
            prepared.rows,
            path,
            words=options.words,
            edit=source.last_edit,
            exported_on=options.at,
            desk=source.desk_id,
            choice=options.book,
            check_free=lambda: go_on(cancelled),
        )
    )
