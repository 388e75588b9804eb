"""Records that refer to each other, held so that references can be followed both ways."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kpidesk.domain.record import Field, OnRemove, Record, Reference, cached_by_type, fields_of
from kpidesk.domain.records import BY_CLASS_NAME

Key = tuple[type[Record], str]
"""What tells a record from all others: its type and its id."""

Records = Mapping[Key, Record]

ANY = "*"


def key_of(record: Record) -> Key:
    """The key of a record."""
    return type(record), record.id


@cached_by_type
def referring(record_type: type[Record]) -> tuple[tuple[Field, Reference], ...]:
    """The fields of a type that refer to other records."""
    return tuple((field, field.reference) for field in fields_of(record_type) if field.reference)


class Web:
    """Records and their references. A reference to what is not there leads nowhere."""

    def __init__(self, records: Records) -> None:
        self.records = dict(records)
        self._by_id: dict[str, Key] = {record_id: (kind, record_id) for kind, record_id in self.records}
        self._users: dict[str, set[Key]] = defaultdict(set)
        for record in self.records.values():
            self._follow(record)

    def __contains__(self, key: Key) -> bool:
        return key in self.records

    def put(self, record: Record) -> None:
        """Add a record, or replace the one with its key."""
        key = key_of(record)
        self.records[key] = record
        self._by_id[record.id] = key
        self._follow(record)

    def drop(self, key: Key) -> None:
        """Take a record away; what refers to it still does."""
        self.records.pop(key, None)
        if self._by_id.get(key[1]) == key:
            del self._by_id[key[1]]

    def target(self, reference: Reference, record_id: str) -> Key | None:
        """What a reference leads to, None where there is no such record."""
        if reference.target == ANY:
            return self._by_id.get(record_id)
        key = (BY_CLASS_NAME[reference.target], record_id)
        return key if key in self.records else None

    def users(self, key: Key) -> Iterator[tuple[Record, Field, Reference]]:
        """The records that refer to one, with the field and how."""
        for user in sorted(self._users.get(key[1], ()), key=lambda each: (each[0].__name__, each[1])):
            record = self.records.get(user)
            if record is None:
                continue
            for field, reference in referring(user[0]):
                if getattr(record, field.name) == key[1] and self.target(reference, key[1]) == key:
                    yield record, field, reference

    def along_with(self, key: Key) -> set[Key]:
        """What is removed when one record is: itself and, by their declarations, those that refer to it."""
        found: set[Key] = set()
        pending = [key]
        while pending:
            current = pending.pop()
            if current not in found:
                found.add(current)
                pending += (
                    key_of(user)
                    for user, _, reference in self.users(current)
                    if reference.on_remove is OnRemove.REMOVE
                )
        return found

    def _follow(self, record: Record) -> None:
        for field, _ in referring(type(record)):
            if target := getattr(record, field.name):
                self._users[target].add(key_of(record))


def renamed(records: Iterable[Record], ids: Mapping[str, str]) -> dict[Key, Record]:
    """Records with other ids, also where they refer to each other."""
    return {key_of(new): new for new in (_renamed(record, ids) for record in records)} if ids else {
        key_of(record): record for record in records
    }  # fmt: skip


def _renamed(record: Record, ids: Mapping[str, str]) -> Record:
    changes = {
        field.name: ids[getattr(record, field.name)]
        for field, _ in referring(type(record))
        if getattr(record, field.name) in ids
    }
    if record.id in ids:
        changes["id"] = ids[record.id]
    return replace(record, **changes) if changes else record


def unique_keys(record: Record) -> Iterator[tuple[object, ...]]:
    """What must occur once of a record, beside its id; values that are missing may occur often."""
    for fields in type(record).UNIQUE:
        values = tuple(getattr(record, name) for name in fields)
        if None not in values:
            yield (type(record), fields, *values)
