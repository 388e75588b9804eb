"""Two states of a desk beside each other: two moments of one desk, or two desk files."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from kpidesk.desk.ancestry import records_of, turned_back
from kpidesk.desk.journal import Touched
from kpidesk.desk.store import Desk
from kpidesk.domain.gallery import Gallery, Note, Poster
from kpidesk.domain.measures import Measure, is_held_back
from kpidesk.domain.reader import Collection, Reader
from kpidesk.domain.record import OnRemove, Record, fields_of
from kpidesk.domain.records import RECORDS
from kpidesk.domain.released import held_back

R = TypeVar("R", bound=Record)


def between(desk: Desk, start: int, end: int) -> tuple[Touched, ...]:
    """What is different after edit `end` from what was after edit `start`; see `Past.net`."""
    return tuple(_in_order(desk.past.net(start + 1, end)))


def as_of(desk: Desk, edit: int) -> Collection:
    """All records as they were after an edit; those that history keeps no longer, as they are now."""
    return Collection(turned_back(desk, edit, records_of(desk)).values())


def differences(before: Reader, after: Reader) -> tuple[Touched, ...]:
    """What is different between two readers, record by record."""
    found = []
    for kind in RECORDS:
        old = {each.id: each for each in before.find(kind)}
        new = {each.id: each for each in after.find(kind)}
        found += [
            Touched(kind, key, old.get(key), new.get(key))
            for key in dict.fromkeys((*old, *new))
            if old.get(key) != new.get(key)
        ]
    return tuple(found)


def withheld(desk: Desk, touched: Sequence[Touched], day: date) -> frozenset[str]:
    """The ids of what must not be given out on a day: measures before their time, and what hangs on them."""
    pairs = [(each.id, record) for each in touched for record in (each.before, each.after) if record]
    gone = {each.id for each in held_back(desk, day)}
    gone |= {key for key, record in pairs if isinstance(record, Measure) and is_held_back(record, day)}
    while more := {key for key, record in pairs if key not in gone and _needs(record, gone)}:
        gone |= more
    return frozenset(gone)


def unsigned(desk: Desk, touched: Sequence[Touched]) -> frozenset[str]:
    """The ids of notes of which nobody may read who wrote them: those of galleries that take no names."""
    remembered = Remembering(desk, touched)
    return frozenset(
        each.id
        for each in touched
        for note in (each.after or each.before,)
        if isinstance(note, Note) and not _takes_names(remembered, note)
    )


def _takes_names(reader: Reader, note: Note) -> bool:
    try:
        return reader.get(Gallery, reader.get(Poster, note.poster).gallery).names
    except KeyError:
        return False


def _needs(record: Record, gone: set[str]) -> bool:
    return any(
        field.reference is not None
        and field.reference.on_remove is not OnRemove.CLEAR
        and getattr(record, field.name) in gone
        for field in fields_of(type(record))
    )


class Remembering:
    """Reads what is there, else what is told beside it, else what the journal remembers of it.

    So that what is said of the past can name records that are gone.
    """

    def __init__(self, desk: Desk, touched: Iterable[Touched] = (), other: Reader | None = None) -> None:
        self._desk = desk
        self._other = other
        self._told = {each.id: each.after or each.before for each in touched}
        self._kinds: dict[str, type[Record] | None] = {}

    def get(self, record_type: type[R], record_id: str) -> R:
        """See Reader. Raises KeyError when nobody knows it."""
        told = self._told.get(record_id)
        kind = type(told) if told is not None else self._kind(record_id)
        if kind not in {record_type, None}:
            raise KeyError(record_id)
        for reader in filter(None, (self._desk, self._other)):
            try:
                return reader.get(record_type, record_id)
            except KeyError:
                continue
        found = told if told is not None else self._last(record_id)
        if not isinstance(found, record_type):
            raise KeyError(record_id)
        return found

    def find(self, record_type: type[R], **equal: object) -> tuple[R, ...]:
        """See Reader: only what is there."""
        return self._desk.find(record_type, **equal)

    def _kind(self, record_id: str) -> type[Record] | None:
        if record_id not in self._kinds:
            self._kinds[record_id] = self._desk.past.kind_of(record_id)
        return self._kinds[record_id]

    def _last(self, record_id: str) -> Record | None:
        images = [each.after or each.before for _, each in self._desk.past.of_record(record_id)]
        return next(filter(None, reversed(images)), None)


def _in_order(touched: Iterable[Touched]) -> list[Touched]:
    """In the order in which a desk is read out, so that what belongs together stands together."""
    return sorted(touched, key=lambda each: RECORDS.index(each.record_type))
