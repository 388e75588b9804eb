"""What people are told after a gallery, as documents."""

from collections.abc import Iterator
from typing import Final

from kpidesk.domain.gallery import Gallery, Note, Poster
from kpidesk.domain.reader import Reader
from kpidesk.drawing import feedback_report
from kpidesk.exports.pieces import Document, Kind, Options, Piece, Warnings, What, day_of, numbered


def _with_notes(source: Reader) -> Iterator[Gallery]:
    """The galleries that left something to tell."""
    there = {note.poster for note in source.find(Note)}
    galleries = {poster.gallery for poster in source.find(Poster) if poster.id in there}
    return (each for each in source.find(Gallery) if each.id in galleries)


def _pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(_with_notes(source), 1):
        yield Piece(What.REPORT, each.id, numbered("gallery-report", number, "A4"), each.name)


def _draw(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    pages = feedback_report.report(source, piece.record, options.words, day_of(options))
    return Document(piece.name, pages[0].title, pages, tiled=False)


TELLING: Final = {
    What.REPORT: Kind(
        _pieces,
        _draw,
        Note,
        lambda words: words("No note has been written down yet, so there is no report of a gallery."),
        there=lambda source: any(_with_notes(source)),
    )
}
