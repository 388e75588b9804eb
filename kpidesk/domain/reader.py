"""How rules, drawings and exports read records, wherever those are kept."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar

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
