"""What a team does with the notes of a gallery: rate them together, follow them up, tell people."""

from dataclasses import replace

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.gallery import Consequence, Gallery, Horizon, Moscow, Note, Poster
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.record import Record
from kpidesk.domain.wording import Refused


def rate(edit: Edit, note_id: str, moscow: Moscow | None, horizon: Horizon | None) -> Note:
    """Write down how much the room wants what a note says, and when; None is undecided.

    A note that was rated has been talked about, and stays so when the rating is taken back.
    """
    note = edit.get(Note, note_id)
    talked = note.discussed or moscow is not None or horizon is not None
    return edit.put(replace(note, moscow=moscow, horizon=horizon, discussed=talked))


def discuss(edit: Edit, note_id: str, *, discussed: bool = True) -> Note:
    """Note that the team has talked about a note, or that it has not."""
    return edit.put(replace(edit.get(Note, note_id), discussed=discussed))


def follow_up(
    edit: Edit, note_id: str, record_type: type[Record], record_id: str, change: str = ""
) -> Consequence:
    """Note that a record was changed or made because of a note; once more changes the words.

    Raises:
        Refused: a note led to itself, or the words are too long.
    """
    if record_id == note_id:
        raise Refused("A note cannot lead to itself.")
    edit.get(record_type, record_id)  # is there
    said = fields.text(change)
    for there in edit.find(Consequence, note=note_id, record=record_id):
        return edit.put(replace(there, change=said))
    return edit.put(Consequence(id=edit.new_id(), note=note_id, record=record_id, change=said))


def reword_consequence(edit: Edit, consequence_id: str, change: str) -> Consequence:
    """Say in other words how a record was changed because of a note.

    Raises:
        Refused: the words are too long.
    """
    return edit.put(replace(edit.get(Consequence, consequence_id), change=fields.text(change)))


def unfollow(edit: Edit, consequence_id: str) -> None:
    """Take back that a note led to something; both stay as they are."""
    edit.remove(edit.get(Consequence, consequence_id))


def tell(edit: Edit, gallery_id: str) -> tuple[int, int]:
    """Note that people have been told what became of their notes: how many notes, how many measures moved on.

    Notes with a decision are told. A measure whose notes are all decided moves on from the gallery to
    accepted; one that has been told nothing about stays.
    """
    gallery, day = edit.get(Gallery, gallery_id), edit.today
    told = moved = 0
    for poster in edit.find(Poster, gallery=gallery_id):
        notes = edit.find(Note, poster=poster.id)
        for note in notes:
            if note.decision is not None and note.told_on is None:
                edit.put(replace(note, told_on=day))
                told += 1
        if poster.measure is not None and notes and all(note.decision is not None for note in notes):
            moved += _accept(edit, poster.measure)
    edit.put(replace(gallery, told_on=day))
    return told, moved


def _accept(edit: Edit, measure_id: str) -> bool:
    measure = edit.get(Measure, measure_id)
    if measure.status is not MeasureStatus.GALLERY:
        return False
    edit.put(replace(measure, status=MeasureStatus.ACCEPTED))
    return True


def untell(edit: Edit, gallery_id: str) -> None:
    """Take back that people have been told; measures stay where they are."""
    edit.put(replace(edit.get(Gallery, gallery_id), told_on=None))
    for poster in edit.find(Poster, gallery=gallery_id):
        for note in edit.find(Note, poster=poster.id):
            if note.told_on is not None:
                edit.put(replace(note, told_on=None))
