"""Copies of a desk for other people: without history, people or photos, or for another recorder."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final

from kpidesk.desk.anew import begin_anew, begun_of
from kpidesk.desk.problems import NoFurtherCopy
from kpidesk.desk.store import Desk
from kpidesk.domain.cleaning import Cleaned, Cleaning, cleaned
from kpidesk.domain.voting import Ballot

RECORDER: Final = "recorder"
LETTERS: Final = "letters"
"""The fact that names the letters that were given to other recorders."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a clean copy leaves out, in numbers."""

    people: int
    writers: int
    photos: int
    edits: int
    papers: int


def leaving(desk: Desk, wanted: Cleaning) -> Leaving:
    """How much a clean copy would leave out; nothing is made."""
    found = cleaned(desk, wanted, str)
    papers = sum(len(desk.papers(each.id)) for each in desk.find(Ballot))
    edits = desk.last_edit if wanted.without_journal else 0
    return Leaving(found.people, found.writers, found.photos, edits, papers if wanted.without_journal else 0)


def clean_copy(desk: Desk, wanted: Cleaning, label: Callable[[int], str], note: str) -> Desk:
    """A copy in memory that leaves out what is wanted; it is still a copy of the same desk.

    Args:
        desk: the desk, or a snapshot of it.
        wanted: what is left out.
        label: what stands for a person, by number.
        note: what the copy's history says of its beginning.
    """
    found: Cleaned = cleaned(desk, wanted, label)
    copy = Desk(desk.copy_to_memory())
    with contextlib.ExitStack() as undoing, copy.filling() as rows:
        undoing.callback(copy.close)
        for record in found.gone:
            rows.delete(type(record), record.id)
        for record in found.changed:
            rows.write(record, exists=True)
        begun = begun_of(desk) if wanted.without_journal else None
        if begun is not None:
            rows.empty_boxes()
            begin_anew(rows, begun, note)
        undoing.pop_all()
    return copy


def recorder_copy(desk: Desk, label: str) -> tuple[Desk, str]:
    """A whole copy for another recorder, whose new printed codes carry a letter, and that letter.

    The letter is never given out again, so that codes of two recorders never collide.

    Args:
        desk: the desk, which takes note of the letter.
        label: what its history says of it; `{letter}` stands for the letter.

    Raises:
        NoFurtherCopy: this is another recorder's copy itself, or all letters are given out.
        ReadOnlyDesk: the desk is open for reading.
    """
    letter = next_letter(desk)
    given = desk.facts.get(LETTERS, "")
    with desk.beneath(label.format(letter=letter), barrier=False) as beneath:
        beneath.rows.note_fact(LETTERS, given + letter)
    copy = Desk(desk.copy_to_memory())
    with copy.filling() as rows:
        rows.note_fact(RECORDER, letter)
    return copy, letter


def next_letter(desk: Desk) -> str:
    """The letter that the next recorder gets.

    Raises:
        NoFurtherCopy: this is another recorder's copy itself, or all letters are given out.
    """
    facts = desk.facts
    if RECORDER in facts:
        raise NoFurtherCopy(
            "This is the copy of recorder {letter}. Copies for further recorders come from the first desk, "
            "so that no letter is given out twice.", letter=facts[RECORDER],
        )  # fmt: skip
    given = facts.get(LETTERS, "")
    free = next((each for each in ascii_uppercase[1:] if each not in given), "")
    if not free:
        raise NoFurtherCopy("All letters from B to Z are given out to other recorders.")
    return free
