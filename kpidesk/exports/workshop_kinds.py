"""What is given out of workshops: agenda, run sheet, packing list, and minutes of those that were held."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from kpidesk.domain import agenda
from kpidesk.domain.reader import Reader
from kpidesk.domain.votes import votes_of
from kpidesk.domain.workshops import Workshop, blocks_of, in_order
from kpidesk.drawing import vote_papers, workshop_papers
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.vote_words import held
from kpidesk.exports.pieces import Document, Kind, Options, Piece, Warnings, What, day_of
from kpidesk.system.words import Words

_Draw = Callable[[Reader, Workshop, Words, date], tuple[Picture, ...]]

PAPERS: Final[dict[str, _Draw]] = {
    "agenda-A4": workshop_papers.agenda_sheet,
    "run-sheet-A4": workshop_papers.run_sheet,
    "packing-list-A4": workshop_papers.packing_list,
    "minutes-A4": workshop_papers.minutes,
    "votes-A4": vote_papers.outcomes,
    "ballots-A4": vote_papers.ballots,
}
"""How each paper of a workshop is drawn, by its file's name."""


def _names(words: Words) -> dict[str, str]:
    return {
        "agenda-A4": words("Agenda"), "run-sheet-A4": words("Run sheet"),
        "packing-list-A4": words("Packing list"), "minutes-A4": words("Minutes"),
        "votes-A4": words("Votes"), "ballots-A4": words("Ballots to cut out"),
    }  # fmt: skip


def _pieces(source: Reader, options: Options) -> Iterator[Piece]:
    names = _names(options.words)
    for number, each in enumerate(in_order(source.find(Workshop)), 1):
        folder = f"workshop-{each.on:%Y-%m-%d}-{number}" if each.on else f"workshop-{number}"
        left_out = {
            "minutes-A4": not agenda.has_begun(blocks_of(source, each.id)),
            "votes-A4": not held(source, each.id),
            "ballots-A4": not votes_of(source, each.id),
        }
        for paper in PAPERS:
            if not left_out.get(paper):
                yield Piece(What.WORKSHOPS, each.id, f"{folder}/{paper}", f"{each.name}: {names[paper]}")


def _draw(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    paper = piece.name.partition("/")[2]
    workshop = source.get(Workshop, piece.record)
    pages = PAPERS[paper](source, workshop, options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


WORKSHOPS: Final[dict[What, Kind]] = {
    What.WORKSHOPS: Kind(
        _pieces, _draw, Workshop,
        lambda words: words("There is no workshop yet, so there are no papers of one."),
    ),
}  # fmt: skip
