"""How rules, drawings and exports read records, wherever those are kept."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar, cast

from kpidesk.domain.record import Record

R = TypeVar("R", bound=Record)


class Reader(Protocol):
    """Something that holds records. Records come in the order in which they were made (by id)."""

    def get(self, record_type: type[R], record_id: str) -> R:
        """The record with this id. Raises KeyError when there is none."""
        ...

    def find(self, record_type: type[R], **equal: object) -> tuple[R, ...]:
        """All records of a type whose named fields have the given values."""
        ...


class Collection:
    """Records held in memory: what a test, a loader or a worker reads without a desk file."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_type: dict[type[Record], dict[str, Record]] = defaultdict(dict)
        for record in records:
            self._by_type[type(record)][record.id] = record

    def get(self, record_type: type[R], record_id: str) -> R:
        """See Reader."""
        found = self._by_type[record_type][record_id]
        assert isinstance(found, record_type)  # noqa: S101 - for the type checker
        return found

    def find(self, record_type: type[R], **equal: object) -> tuple[R, ...]:
        """See Reader."""
        return tuple(
            record
            for _, record in sorted(self._by_type[record_type].items())
            if isinstance(record, record_type)
            and all(getattr(record, name) == value for name, value in equal.items())
        )


class Once:
    """Another reader's records, each type read only once: for one look at what stays as it is meanwhile."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._all: dict[type[Record], tuple[Record, ...]] = {}
        self._indexed: dict[tuple[type[Record], tuple[str, ...]], dict[tuple[object, ...], list[Record]]] = {}

    def get(self, record_type: type[R], record_id: str) -> R:
        """See Reader."""
        (found,) = self.find(record_type, id=record_id) or (None,)
        if found is None:
            raise KeyError(record_id)
        return found

    def find(self, record_type: type[R], **equal: object) -> tuple[R, ...]:
        """See Reader. The first question about some fields sorts all records by them."""
        if record_type not in self._all:
            self._all[record_type] = self._reader.find(record_type)
        everything = cast("tuple[R, ...]", self._all[record_type])
        if not equal:
            return everything
        key = (record_type, tuple(equal))
        if key not in self._indexed:
            index: dict[tuple[object, ...], list[Record]] = defaultdict(list)
            for record in everything:
                index[tuple(getattr(record, name) for name in equal)].append(record)
            self._indexed[key] = index
        return cast("tuple[R, ...]", tuple(self._indexed[key].get(tuple(equal.values()), ())))
