"""The Guide on paper: a hand-out of each step. It comes with the program, so every desk can give it out."""

from collections.abc import Iterator
from typing import Final

from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.drawing.guide_sheet import hand_out
from kpidesk.exports.pieces import Document, Kind, Options, Piece, Warnings, What
from kpidesk.system.guides import read_step, steps


def _pieces(_: Reader, options: Options) -> Iterator[Piece]:
    yield Piece(What.HAND_OUTS, "", "hand-outs-A4", options.words("Hand-outs of the Guide"))


def _draw(_: Reader, piece: Piece, options: Options, __: Warnings) -> Document:
    words = options.words
    pages = [page for step in steps() for page in hand_out(read_step(step, words.language), words)]
    return Document(piece.name, piece.title, tuple(pages), tiled=False)


GUIDE: Final[dict[What, Kind]] = {
    What.HAND_OUTS: Kind(
        _pieces, _draw, Organisation,
        lambda words: words("The Guide is not there."),
        there=lambda _: True,
    ),
}  # fmt: skip
