"""Everything to print the evening before a gallery: one folder, in it one PDF for each size of paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from pathlib import Path
from typing import Final

from kpidesk.domain.gallery import Gallery, Poster
from kpidesk.domain.gallery_day import Hung, Thing, packing
from kpidesk.domain.reader import Reader
from kpidesk.drawing.gallery_lists import posters_of
from kpidesk.drawing.gallery_pack import Entry, Pile, contents, in_lines
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.posters import paper_of
from kpidesk.exports.job import (
    Cancel,
    Prepared,
    Report,
    Source,
    go_on,
    prepare,
    sheets_of,
    write_file,
    write_sheets,
)
from kpidesk.exports.pieces import Document, Options, What, day_of
from kpidesk.system.words import Words

PARTS: Final = (What.POSTERS, What.DOOR, What.DAY)
"""What is in a pack, in the order of printing."""

_FOLDER: Final = "day-pack"
_THINGS: Final = {"ratings": Thing.RATING_CARDS, "notes": Thing.NOTE_SHEETS}
_SETS: Final = {"hosts": Thing.HOST_CARDS}


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack, drawn and sorted by paper; `pages` of each pile."""

    prepared: Prepared
    piles: tuple[Pile, ...]
    pages: tuple[tuple[Picture, ...], ...]
    first: tuple[Picture, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know before it is printed."""
        return self.prepared.warnings


def next_gallery(reader: Reader, day: date) -> Gallery | None:
    """The gallery that opens next; after the last one has opened, that one."""
    dated = sorted(
        ((each.opens.date(), each.id, each) for each in reader.find(Gallery) if each.opens),
        key=lambda each: each[:2],
    )
    coming = [gallery for opens, _, gallery in dated if opens >= day]
    return next(iter([*coming, *(each[2] for each in reversed(dated)), *reader.find(Gallery)]), None)


def pack(source: Source, options: Options, cancelled: Cancel = lambda: False) -> Pack | None:
    """Draw everything for the next gallery; None where the desk has none.

    Raises:
        Cancelled: `cancelled` said so.
        Refused: sheets cannot be cut as it is chosen.
    """
    gallery = next_gallery(source, day_of(options))
    if gallery is None:
        return None
    wanted = frozenset({gallery.id, *(each.id for each in source.find(Poster, gallery=gallery.id))})
    chosen = replace(options, what=PARTS, records=wanted, papers=None)
    prepared = prepare(source, chosen, cancelled)
    copies = _copies(prepared.content, gallery, options)
    found: dict[str, list[tuple[Entry, tuple[Picture, ...]]]] = {}
    documents = [(document, pages) for document, pages in sheets_of(prepared) if pages]
    for document, pages in sorted(documents, key=lambda each: _place(each[0])):
        go_on(cancelled)
        for paper in dict.fromkeys(map(_paper, pages)):
            these = tuple(page for page in pages if _paper(page) == paper)
            entry = Entry(
                _title(document, options.words), len(these), _copies_of(document, len(these), copies)
            )
            found.setdefault(paper, []).append((entry, these))
    order = [*SHEETS, *found]
    papers = sorted(found, key=order.index)
    piles = tuple(
        Pile(paper, f"{paper}/{_FOLDER}-{paper}.pdf", tuple(entry for entry, _ in found[paper]))
        for paper in papers
    )
    pages_ = tuple(tuple(page for _, these in found[paper] for page in these) for paper in papers)
    first = contents(prepared.content, gallery, piles, options.words, day_of(options))
    return Pack(prepared, piles, pages_, first)


def _place(document: Document) -> int:
    return PARTS.index(document.piece.what) if document.piece else len(PARTS)


def _title(document: Document, words: Words) -> str:
    if document.piece is not None and document.piece.what is What.DOOR:
        return words("Poster at the door")
    return document.title if document.piece is None or document.code else document.piece.title


def _paper(page: Picture) -> str:
    """The name of the paper of a page, whichever way it lies; its size in mm if it has no name."""
    short, long = sorted((page.width, page.height))
    for name, paper in SHEETS.items():
        if abs(paper.portrait.wide - short) < 1 and abs(paper.portrait.tall - long) < 1:
            return name
    return f"{short:.0f}x{long:.0f}mm"


def _copies(reader: Reader, gallery: Gallery, options: Options) -> dict[Thing, int]:
    """How many of each thing the packing list asks for."""
    hung = [
        Hung(each, sheet.name, sheet.wide, sheet.tall)
        for each in posters_of(reader, gallery)
        for sheet in [paper_of(each, options.paper)]
    ]
    return {each.thing: each.count for each in packing(reader, gallery, hung)}


def _copies_of(document: Document, sheets: int, packed: dict[Thing, int]) -> int:
    """How often a paper is printed: as the packing list reckons it."""
    key = Path(document.name).name.split("-")[0]
    if key in _SETS:
        return max(1, packed.get(_SETS[key], 1))
    return max(1, ceil(packed.get(_THINGS[key], 1) / sheets)) if key in _THINGS else 1


def write(made: Pack, cancelled: Cancel = lambda: False) -> Report:
    """Write the pack: the list of what is in it, then a file for each size of paper.

    The report tells only what was found while writing; what the pack warns of is known before.

    Raises:
        NoAccess: the folder cannot be written.
        Cancelled: `cancelled` said so; files that were finished stay.
    """
    words, folder = made.prepared.options.words, made.prepared.options.folder / _FOLDER
    title = words("Day pack")
    files: Sequence[tuple[str, tuple[Picture, ...]]] = [
        ("contents.pdf", made.first),
        *((pile.file, pages) for pile, pages in zip(made.piles, made.pages, strict=True)),
    ]
    written: list[Path] = []
    warnings: list[str] = []
    for name, pages in files:
        go_on(cancelled)
        written.append(write_sheets(made.prepared, title, pages, folder / name, warnings))
    lines = in_lines(made.piles, words).encode()
    text = write_file(folder / "contents.txt", lambda path: path.write_bytes(lines), words, warnings)
    return Report((written[0], text, *written[1:]), tuple(warnings))
