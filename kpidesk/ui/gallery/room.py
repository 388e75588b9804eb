"""What the room sees: notes from what the page knows of the gallery, or the screen at the door."""

from kpidesk.domain.content import Translation
from kpidesk.domain.gallery import Note
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.poster_house import supplied_steps
from kpidesk.drawing.projected_door import Count, door
from kpidesk.drawing.projected_notes import Card
from kpidesk.drawing.room import Room
from kpidesk.system.words import Words
from kpidesk.ui.gallery.book import Book
from kpidesk.ui.gallery.texts import kind_names
from kpidesk.ui.session import Session


def at_the_door(book: Book, words: Words, palette: Palette, room: Room) -> Picture | None:
    """What people see who come in, None where there is no gallery."""
    gallery = book.gallery
    if gallery is None:
        return None
    counts = [
        Count(each.code, book.names[key], len(book.of_poster.get(key, ())))
        for key, each in book.posters.items()
        if gallery.tally_at_door
    ]
    return door(gallery, gallery.how or supplied_steps(words), counts, words, palette, room)


def card_of(note: Note, book: Book, session: Session, words: Words) -> Card:
    """A note for the room. Neither writer nor group are told, whatever the gallery keeps of them."""
    told = [kind_names(words)[note.kind]] if note.kind else []
    voices = note.support + note.dots
    if voices:
        told.append(words.many("{n} more says so", "{n} more say so", voices))
    return Card(
        note.code,
        book.posters[note.poster].code,
        note.kind.value if note.kind else "",
        " · ".join(told),
        note.text,
        meant(note, session, words),
    )


def meant(note: Note, session: Session, words: Words) -> str:
    """What a note in another language says in that of the window, "" where nobody has translated it."""
    if note.language == words.language:
        return ""
    found = session.desk.find(Translation, record=note.id, field="text", language=words.language)
    return found[0].text if found else ""
