"""Desks whose journal begins anew: read from JSON, or copied without their history.

The first entry of such a journal has the number of the edit that the desk was made from and stands for all
before it; the facts `origin` and `compacted_to` say so. So edit numbers go on, and other copies of the desk
find the ancestor that they have in common.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from kpidesk.desk import schema
from kpidesk.desk.ancestry import ORIGIN, newest_trail
from kpidesk.desk.rows import Rows
from kpidesk.desk.store import Desk
from kpidesk.domain.record import Record

COMPACTED = "compacted_to"
OF_JOURNAL = frozenset({ORIGIN, COMPACTED})
"""Facts that are about the journal, not about the desk."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The edit that a journal begins after: its number, its moment and the trail up to it."""

    edit: int
    at: str
    trail: str


def begun_of(desk: Desk) -> Begun | None:
    """The newest edit of a desk, for a copy that begins after it; None where nothing was done yet."""
    marks = desk.marks()
    return Begun(marks[-1].edit, marks[-1].at, newest_trail(desk)) if marks else None


def begin_anew(rows: Rows, begun: Begun, label: str) -> None:
    """Drop a journal; what `label` says stands in its place."""
    rows.begin_after(begun.edit, begun.at, label)
    rows.note_fact(ORIGIN, begun.trail)
    rows.note_fact(COMPACTED, str(begun.edit))


def desk_from(
    records: Iterable[Record],
    facts: Mapping[str, str],
    codes: Mapping[str, int],
    begun: Begun | None,
    label: str,
) -> Desk:
    """A desk in memory that holds these records, which come type by type.

    Raises:
        AlreadyThere, ValueError: the records do not fit together.
    """
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    schema.create(memory)
    desk = Desk(memory)
    with contextlib.ExitStack() as undoing, desk.filling() as rows:
        undoing.callback(desk.close)
        for kind, some in groupby(records, key=type):
            rows.write_all(kind, list(some))
        for prefix, number in codes.items():
            rows.note_number(prefix, number)
        for key, value in facts.items():
            rows.note_fact(key, value)
        if begun is not None:
            begin_anew(rows, begun, label)
        undoing.pop_all()
    return desk
