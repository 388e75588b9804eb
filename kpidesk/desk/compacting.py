"""A smaller file: what records were like before a date is dropped, who did what and when stays."""

from dataclasses import dataclass
from datetime import datetime

from kpidesk.desk.anew import COMPACTED
from kpidesk.desk.store import Desk


@dataclass(frozen=True, slots=True)
class Dropping:
    """What compacting would drop: the images of edits up to a number, how many edits, and their bytes."""

    edit: int
    edits: int
    size: int


def dropping(desk: Desk, before: datetime) -> Dropping:
    """What compacting would drop; nothing is changed."""
    kept_from = desk.compacted_to
    old = [
        mark.edit
        for mark in desk.marks()
        if mark.edit > kept_from and datetime.fromisoformat(mark.at) < before
    ]
    last = max(old, default=0)
    return Dropping(last, len(old), desk.size_of_images(last))


def compact(desk: Desk, before: datetime, label: str) -> Dropping:
    """Drop what records were like before a date; what was done until now cannot be undone any more.

    Raises:
        ReadOnlyDesk: the desk is open for reading.
    """
    found = dropping(desk, before)
    if found.edits:
        with desk.beneath(label, barrier=True) as beneath:
            beneath.rows.drop_images(found.edit)
            beneath.rows.note_fact(COMPACTED, str(found.edit))
        desk.tidy_file()
    return found
