"""What one edit may do: put and remove records, with new ids and printed codes."""

import dataclasses
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import TypeVar

from kpidesk.desk.journal import Touched
from kpidesk.desk.problems import StillUsed
from kpidesk.desk.rows import Rows
from kpidesk.domain.codes import numbered, with_letter
from kpidesk.domain.record import OnRemove, Record, cached_by_type, fields_of
from kpidesk.domain.records import RECORDS
from kpidesk.domain.voting import Paper

R = TypeVar("R", bound=Record)
Key = tuple[type[Record], str]


@cached_by_type
def _referrers(record_type: type[Record]) -> tuple[tuple[type[Record], str, OnRemove], ...]:
    """Which fields of which types may refer to a record of this type, and what then happens."""
    return tuple(
        (other, field.name, field.reference.on_remove)
        for other in RECORDS
        for field in fields_of(other)
        if field.reference and field.reference.target in {record_type.__name__, "*"}
    )


class Edit:
    """One open transaction. Made by `Desk.edit` only; useless once that block has ended."""

    def __init__(self, rows: Rows, now: datetime, who: str, new_id: Callable[[], str]) -> None:
        self._rows = rows
        self._first: dict[Key, Record | None] = {}
        self._last: dict[Key, Record | None] = {}
        self.now = now
        self.who = who
        self.new_id = new_id

    @property
    def today(self) -> date:
        """The local date of the edit."""
        return self.now.astimezone().date()

    @property
    def touched(self) -> tuple[Touched, ...]:
        """What has been changed so far."""
        return tuple(
            Touched(kind, record_id, before, self._last[kind, record_id])
            for (kind, record_id), before in self._first.items()
            if before != self._last[kind, record_id]
        )

    def get(self, record_type: type[R], record_id: str) -> R:
        """The record as it is within this edit. Raises KeyError when there is none."""
        found = self._rows.get(record_type, record_id)
        if found is None:
            raise KeyError(record_id)
        return found

    def find(self, record_type: type[R], **equal: object) -> tuple[R, ...]:
        """Records as they are within this edit."""
        return self._rows.find(record_type, equal)

    def next_code(self, prefix: str) -> str:
        """The next printed code that was never used in this desk: R21."""
        full = with_letter(prefix, self._rows.about("recorder"))
        code = numbered(full, self._rows.last_number(full) + 1)
        self._rows.note_code(code)
        return code

    def note_codes(self, codes: Mapping[str, int]) -> None:
        """Take note that another copy of this desk gave out codes, by prefix up to a number."""
        for prefix, number in codes.items():
            self._rows.note_number(prefix, number)

    def put(self, record: R) -> R:
        """Add the record, or replace the one with its id."""
        before = self._rows.get(type(record), record.id)
        if before != record:
            self._rows.write(record, exists=before is not None)
            self._note(type(record), record.id, before, record)
            if before is None and isinstance(code := getattr(record, "code", None), str):
                self._rows.note_code(code)
        return record

    def put_together(self, records: Collection[Record], gone: Collection[Record] = ()) -> None:
        """Put many records and take others away at once; what refers to what is the caller's concern.

        All old rows go first: records may have exchanged values that must occur once.
        """
        before = {(type(each), each.id): self._rows.get(type(each), each.id) for each in (*records, *gone)}
        after: dict[Key, Record | None] = dict.fromkeys(before)
        after |= {(type(each), each.id): each for each in records}
        changes = tuple(Touched(*key, old, after[key]) for key, old in before.items() if old != after[key])
        self._rows.apply(changes)
        for change in changes:
            self._note(change.record_type, change.id, change.before, change.after)
            if isinstance(code := getattr(change.after, "code", None), str):
                self._rows.note_code(code)

    def add_papers(self, ballot_id: str, papers: Mapping[str, Paper]) -> None:
        """Put papers from another copy's box into this one's; by their ids none comes twice.

        They lie outside of the journal: undo leaves them in the box.
        """
        self._rows.add_papers(ballot_id, papers)

    @property
    def last_edit(self) -> int:
        """The number of the newest edit before this one."""
        return self._rows.last_edit()

    def remove(self, record: Record) -> None:
        """Remove the record, and what its referrers' declarations say along with it.

        Raises:
            KeyError: there is no such record (any more).
            StillUsed: a record that stays refuses; nothing was removed then.
        """
        doomed: dict[Key, Record] = {}
        clearing: list[tuple[type[Record], str, str]] = []
        refusing: list[Record] = []
        # As it is now: undo must bring back this, not what the caller may have read long ago.
        pending = [self.get(type(record), record.id)]
        while pending:
            current = pending.pop()
            key = (type(current), current.id)
            if key in doomed:
                continue
            doomed[key] = current
            for other, field, on_remove in _referrers(type(current)):
                for user in self._rows.find(other, {field: current.id}):
                    if on_remove is OnRemove.REMOVE:
                        pending.append(user)
                    elif on_remove is OnRemove.CLEAR:
                        clearing.append((other, user.id, field))
                    else:
                        refusing.append(user)
        staying = [user for user in refusing if (type(user), user.id) not in doomed]
        if staying:
            names = ", ".join(sorted(map(_name, staying))[:5]) + (" …" if len(staying) > 5 else "")
            raise StillUsed(what=_name(record), users=names)
        for other, user_id, field in clearing:
            if (other, user_id) not in doomed:
                self.put(dataclasses.replace(self.get(other, user_id), **{field: None}))  # type: ignore[arg-type]
        for (kind, record_id), gone in doomed.items():
            self._rows.delete(kind, record_id)
            self._note(kind, record_id, gone, None)

    def _note(self, kind: type[Record], record_id: str, before: Record | None, after: Record | None) -> None:
        self._first.setdefault((kind, record_id), before)
        self._last[kind, record_id] = after


def _name(record: Record) -> str:
    """What people call a record: its printed code, else its name."""
    for field in ("code", "name", "key"):
        if text := getattr(record, field, None):
            return str(text)
    return type(record).__name__
