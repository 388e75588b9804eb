"""The kinds of things that are given out for a gallery's day: its papers, slides, blank worksheets."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from kpidesk.domain.gallery import Gallery, Poster
from kpidesk.domain.posters import in_order
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Ring
from kpidesk.drawing import gallery_blank, gallery_cards, gallery_lists, gallery_plan, gallery_slides
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Picture
from kpidesk.exports.pieces import Document, Kind, Options, Piece, Warnings, What, day_of, numbered
from kpidesk.system.words import Words

_Draw = Callable[[Reader, Gallery, Paper, Words, date], tuple[Picture, ...]]

PAPERS: Final[dict[str, _Draw]] = {
    "run": lambda reader, gallery, _, words, day: gallery_lists.run_list(reader, gallery, words, day),
    "packing": gallery_lists.packing_list,
    "hanging": gallery_lists.hanging_list,
    "plan": gallery_plan.floor_plan,
    "hosts": lambda reader, gallery, _, words, day: gallery_cards.host_cards(reader, gallery, words, day),
    "tents": lambda reader, gallery, _, words, day: gallery_cards.name_tents(reader, gallery, words, day),
    "notes": lambda reader, gallery, _, words, day: gallery_cards.note_sheets(reader, gallery, words, day),
    "ratings": lambda reader, gallery, _, words, day: gallery_cards.rating_cards(reader, gallery, words, day),
    "ballots": lambda reader, gallery, _, words, day: gallery_lists.ballots(reader, gallery, words, day),
    "tally": lambda reader, gallery, _, words, day: gallery_lists.tally(reader, gallery, words, day),
}
"""How each paper of the day is drawn, by its key, in the order of their use."""

BY_HAND: Final = frozenset({"notes", "ratings", "ballots", "tally"})
"""Papers on which people write with a pen, and that say nothing before."""

WORKSHEETS: Final = gallery_blank.worksheets()
"""How each blank worksheet is drawn, by its key."""


def paper_names(words: Words) -> dict[str, str]:
    """What the papers of the day are called."""
    return {
        "run": words("Run sheet"),
        "packing": words("Packing list"),
        "hanging": words("Hanging list"),
        "plan": words("Floor plan"),
        "hosts": words("Cards for hosts"),
        "tents": words("Name tents"),
        "notes": words("Note sheets"),
        "ratings": words("Rating cards"),
        "ballots": words("Ballot"),
        "tally": words("Tally"),
    }


def _wanted(key: str, options: Options) -> bool:
    return options.papers is None or key in options.papers


def _paper_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    names = paper_names(options.words)
    for number, gallery in enumerate(source.find(Gallery), 1):
        for key in PAPERS:
            if _wanted(key, options) and (key != "ratings" or gallery_cards.scales_of(source, gallery)):
                yield Piece(What.DAY, gallery.id, f"day/{numbered(key, number, 'A4')}", names[key])


def _draw_paper(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    gallery = source.get(Gallery, piece.record)
    key = piece.name.removeprefix("day/").split("-")[0]
    pages = PAPERS[key](source, gallery, options.paper, options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False, by_hand=key in BY_HAND)


def _slide_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, gallery in enumerate(source.find(Gallery), 1):
        if source.find(Poster, gallery=gallery.id):
            yield Piece(What.SLIDES, gallery.id, numbered("slides", number, "16x9"), gallery.name)


def _draw_slides(source: Reader, piece: Piece, options: Options, warnings: Warnings) -> Document:
    words, pages = options.words, list[Picture]()
    for poster in in_order(source.find(Poster, gallery=piece.record)):
        made = gallery_slides.slides(source, poster, words)
        pages += made.pages
        warnings.extend(
            words("{poster}: “{part}” does not fit on a slide.", poster=poster.code, part=part)
            for part in made.overflow
        )
    return Document(piece.name, piece.title, tuple(pages), tiled=False)


def _worksheet_pieces(_: Reader, options: Options) -> Iterator[Piece]:
    names = gallery_blank.titles(options.words)
    for key in WORKSHEETS:
        if _wanted(key, options):
            yield Piece(What.WORKSHEETS, "", f"worksheets/{key}", names[key])


def _draw_worksheet(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    draw = WORKSHEETS[piece.name.removeprefix("worksheets/")]
    page = draw(source, options.words, day_of(options))
    return Document(piece.name, piece.title, (page,), tiled=False)


GALLERY: Final[dict[What, Kind]] = {
    What.DAY: Kind(
        _paper_pieces, _draw_paper, Gallery,
        lambda words: words("There is no gallery in this desk yet, so there are no papers for its day."),
    ),
    What.SLIDES: Kind(
        _slide_pieces, _draw_slides, Poster,
        lambda words: words("There are no posters in this desk yet, so there are no slides of them."),
    ),
    What.WORKSHEETS: Kind(
        _worksheet_pieces, _draw_worksheet, Ring,
        lambda words: words("There is nothing in this desk yet, so there are no worksheets for it."),
        there=lambda _: True,
    ),
}  # fmt: skip
"""The kinds, by what they are."""
