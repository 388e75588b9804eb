"""What the journal says about undo and redo: pure functions over its entries.

The journal only ever grows. Undo and redo append entries too, and the two stacks follow from all
entries in order, so they survive a restart and a crash.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from kpidesk.domain.record import Record

TYPING_PAUSE: Final = timedelta(minutes=1)


class EntryKind(Enum):
    """What an entry does.

    A barrier (import, restore) cannot be undone: a backup precedes it. A paper went into a ballot box, or
    a letter to another recorder: undo passes it over, as it must not be taken back.
    """

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    BARRIER = "barrier"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Touched:
    """One record as it was and is; None where it did or does not exist."""

    record_type: type[Record]
    id: str
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Change:
    """What one edit did, as announced to listeners and read back from the journal."""

    edit: int
    kind: EntryKind
    step: int
    label: str
    who: str
    at: datetime
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry without images and words: the same in all copies of a desk, also in redacted ones."""

    edit: int
    kind: str
    step: int
    at: str
    touched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stacks:
    """Steps that can be undone and redone, the next one last."""

    undo: tuple[int, ...] = ()
    redo: tuple[int, ...] = ()

    def after(self, kind: EntryKind, step: int) -> "Stacks":
        """The stacks when one more entry is in the journal."""
        if kind is EntryKind.PAPER:
            return self
        if kind is EntryKind.BARRIER:
            return Stacks()
        if kind is EntryKind.UNDO:
            return Stacks(self.undo[:-1], (*self.redo, step))
        if kind is EntryKind.REDO:
            return Stacks((*self.undo, step), self.redo[:-1])
        if self.undo and self.undo[-1] == step:  # typing goes on in the same field
            return Stacks(self.undo)
        return Stacks((*self.undo, step))


def stacks(entries: Iterable[tuple[EntryKind, int]]) -> Stacks:
    """The stacks after all entries, given as (kind, step) in order."""
    undo: list[int] = []
    redo: list[int] = []
    for kind, step in entries:
        if kind is EntryKind.PAPER:
            continue
        if kind is EntryKind.BARRIER:
            undo, redo = [], []
        elif kind is EntryKind.UNDO:
            redo.append(undo.pop())
        elif kind is EntryKind.REDO:
            undo.append(redo.pop())
        else:
            redo = []
            if not undo or undo[-1] != step:
                undo.append(step)
    return Stacks(tuple(undo), tuple(redo))


def net(changes: Iterable[Touched]) -> tuple[Touched, ...]:
    """Several changes in order as one: for each record the first before and the last after."""
    result: dict[tuple[type[Record], str], Touched] = {}
    for change in changes:
        key = (change.record_type, change.id)
        first = result.get(key, change)
        result[key] = Touched(change.record_type, change.id, first.before, change.after)
    return tuple(change for change in result.values() if change.before != change.after)


def reverse(changes: Iterable[Touched]) -> tuple[Touched, ...]:
    """The changes that take the given ones back, in the order in which to make them."""
    return tuple(
        Touched(change.record_type, change.id, change.after, change.before) for change in reversed([*changes])
    )


def replay(changes: Iterable[Touched]) -> dict[tuple[type[Record], str], Record]:
    """All records after the changes, from nothing."""
    records: dict[tuple[type[Record], str], Record] = {}
    for change in changes:
        if change.after is None:
            records.pop((change.record_type, change.id), None)
        else:
            records[change.record_type, change.id] = change.after
    return records
