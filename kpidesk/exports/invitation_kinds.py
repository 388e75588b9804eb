"""Invitations as documents: a card for everybody on the list, and the poster at the door."""

from collections.abc import Iterator
from typing import Final

from kpidesk.domain.gallery import Gallery
from kpidesk.domain.invitations import Invitation, sceptics_first
from kpidesk.domain.reader import Reader
from kpidesk.drawing.gallery_invitations import Card, door, invitation_cards
from kpidesk.exports.invitation_words import language_of, letter
from kpidesk.exports.pieces import Document, Kind, Options, Piece, Warnings, What, numbered


def _card_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Gallery), 1):
        if source.find(Invitation, gallery=each.id):
            yield Piece(What.INVITATIONS, each.id, numbered("invitations", number, "A4"), each.name)


def _draw_cards(source: Reader, piece: Piece, options: Options, warnings: Warnings) -> Document:
    """A card for each invitation, or one of each sort where many people share one."""
    words = options.words
    gallery = source.get(Gallery, piece.record)
    letters = []
    for each in sorted(source.find(Invitation, gallery=gallery.id), key=sceptics_first):
        found = letter(source, gallery, each.variant, language_of(source, each, words.language), each)
        letters += [Card(found.subject, found.text)] * min(each.people, _MOST)
    title = words("Invitations to {gallery}", gallery=gallery.name)
    pages, too_long = invitation_cards(source, letters, title, words)
    warnings.extend(
        words("The invitation “{subject}” is too long for a card. Shorten it.", subject=subject)
        for subject in dict.fromkeys(too_long)
    )
    return Document(piece.name, title, pages, tiled=False)


_MOST: Final = 200  # cards of one invitation


def _door_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Gallery), 1):
        yield Piece(What.DOOR, each.id, numbered("door", number, options.paper.name), each.name)


def _draw_door(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    page = door(source, source.get(Gallery, piece.record), options.paper, options.words)
    return Document(piece.name, page.title, (page,))


INVITING: Final = {
    What.INVITATIONS: Kind(
        _card_pieces, _draw_cards, Invitation,
        lambda words: words("Nobody is on the list of a gallery yet, so there are no invitations."),
    ),
    What.DOOR: Kind(
        _door_pieces, _draw_door, Gallery,
        lambda words: words("There is no gallery yet, so there is no poster for its door."),
    ),
}  # fmt: skip
