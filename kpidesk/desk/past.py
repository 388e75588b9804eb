"""What the journal tells about the past, read without more images than are asked for.

Twenty thousand edits are listed in a moment: images of records are decoded only for what somebody looks at.
What history no longer keeps (see `Desk.compacted_to`) is told as a record without before and after.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kpidesk.desk.images import from_image
from kpidesk.desk.journal import EntryKind, Touched
from kpidesk.domain.record import Record
from kpidesk.domain.records import BY_NAME

_LOG = """
    SELECT e.id, e.kind, e.step, e.label, e.who, e.at, count(c.record)
    FROM journal_edit e LEFT JOIN journal_change c ON c.edit = e.id
    WHERE e.id > ? GROUP BY e.id ORDER BY e.id
"""
# With min or max, SQLite takes the other columns from the row that has it.
_FIRST = """
    SELECT record, type, before, after, min(edit)
    FROM journal_change WHERE edit BETWEEN ? AND ? GROUP BY record
"""
_LAST = """
    SELECT record, before, after, max(edit) FROM journal_change WHERE edit BETWEEN ? AND ? GROUP BY record
"""
_GONE = """
    SELECT c.type, c.before, e.id, e.label, e.who, e.at
    FROM (SELECT type, before, after, max(edit) AS edit FROM journal_change GROUP BY record) c
    JOIN journal_edit e ON e.id = c.edit
    WHERE c.after IS NULL AND c.before IS NOT NULL AND e.kind != 'undo' ORDER BY e.id DESC
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the journal without its images; `records` is how many it touched."""

    edit: int
    kind: EntryKind
    step: int
    label: str
    who: str
    at: datetime
    records: int


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that is not there any more, as it was when it was removed: by which edit, who and when."""

    record: Record
    edit: int
    label: str
    who: str
    at: datetime


class Past:
    """Reads the journal of a desk over its connection, on the desk's thread. Made by `Desk.past`."""

    def __init__(
        self, driver: sqlite3.Connection, problems: Callable[[], contextlib.AbstractContextManager[None]]
    ) -> None:
        self._driver = driver
        self._problems = problems

    def log(self, since: int = 0) -> tuple[Entry, ...]:
        """All entries after an edit, in order."""
        return tuple(
            Entry(edit, EntryKind(kind), step, label, who, datetime.fromisoformat(at), records)
            for edit, kind, step, label, who, at, records in self._rows(_LOG, since)
        )

    def edits_of(self, record_id: str) -> frozenset[int]:
        """The numbers of the edits that touched a record."""
        rows = self._rows("SELECT edit FROM journal_change WHERE record = ?", record_id)
        return frozenset(edit for (edit,) in rows)

    def touched_by(self, edit: int) -> frozenset[str]:
        """The ids of the records that an edit touched."""
        rows = self._rows("SELECT record FROM journal_change WHERE edit = ?", edit)
        return frozenset(record for (record,) in rows)

    def net(self, first: int, last: int) -> tuple[Touched, ...]:
        """What edits changed in the end, from one to another and both included.

        What they took back themselves is left out. Of a record that both `before` and `after` are None of,
        history keeps no longer what became of it.
        """
        ends = {record: (before, after) for record, before, after, _ in self._rows(_LAST, first, last)}
        found = []
        for record, name, before, after, edit in self._rows(_FIRST, first, last):
            end_before, end = ends[record]
            lost = (before is None and after is None) or (end_before is None and end is None)
            if lost or before != end:
                kind = BY_NAME[name]
                images = (None, None) if lost else (from_image(kind, before), from_image(kind, end))
                found.append((edit, Touched(kind, record, *images)))
        found.sort(key=lambda pair: pair[0])
        return tuple(each for _, each in found)

    def of_record(self, record_id: str) -> tuple[tuple[int, Touched], ...]:
        """What was done to one record, in order, with the number of each edit."""
        rows = self._rows(
            "SELECT edit, type, before, after FROM journal_change WHERE record = ? ORDER BY edit", record_id
        )
        found = []
        for edit, name, before, after in rows:
            kind = BY_NAME[name]
            found.append((edit, Touched(kind, record_id, from_image(kind, before), from_image(kind, after))))
        return tuple(found)

    def kind_of(self, record_id: str) -> type[Record] | None:
        """The type of a record that is or was there, None for one that the journal knows nothing of."""
        rows = self._rows("SELECT type FROM journal_change WHERE record = ? LIMIT 1", record_id)
        return BY_NAME[rows[0][0]] if rows else None

    def was_removed(self, record_id: str, edit: int) -> bool:
        """Whether an edit removed a record."""
        query = "SELECT 1 FROM journal_change WHERE record = ? AND edit = ? AND after IS NULL"
        return bool(self._rows(query, record_id, edit))

    def gone(self) -> tuple[Gone, ...]:
        """The records that were removed and are not there now, those removed last first.

        What somebody took back by undo was never removed.
        """
        found = []
        for name, image, edit, label, who, at in self._rows(_GONE):
            record = from_image(BY_NAME[name], image)
            if record is not None:
                found.append(Gone(record, edit, label, who, datetime.fromisoformat(at)))
        return tuple(found)

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._problems():
            return self._driver.execute(query, values).fetchall()


def undone(entries: Iterable[Entry]) -> frozenset[int]:
    """The steps that were taken back and not done again."""
    found: set[int] = set()
    for entry in entries:
        if entry.kind is EntryKind.UNDO:
            found.add(entry.step)
        elif entry.kind is EntryKind.REDO:
            found.discard(entry.step)
    return frozenset(found)
