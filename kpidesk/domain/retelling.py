"""Changing texts in the same way wherever they stand, so that what must occur once still does."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from kpidesk.domain.free_texts import free_texts
from kpidesk.domain.record import Record, cached_by_type

Change = Callable[[str], str]
_FIRST_MORE: Final = 2


class Retelling:
    """One change of texts. Two texts that must differ still do: the second gets a number."""

    def __init__(self, change: Change, records: Iterable[Record] = ()) -> None:
        self._change = change
        self._given: dict[tuple[type[Record], str, object], object] = {}
        self._used: set[tuple[type[Record], str, object]] = {
            (type(record), name, getattr(record, name))
            for record in records
            for name in texts_once(type(record))
        }

    def value(self, kind: type[Record], name: str, value: object) -> object:
        """What a field holds after the change: a text, or a list of texts; anything else as it is."""
        if isinstance(value, tuple):
            new: object = tuple(self._change(each) for each in value)
        else:
            new = self._change(value) if isinstance(value, str) else value
        return value if new == value else self._apart(kind, name, value, new)

    def record(self, record: Record) -> Record:
        """A record after the change."""
        changes = {
            field.name: new
            for field in free_texts(type(record))
            if (new := self.value(type(record), field.name, old := getattr(record, field.name))) != old
        }
        return replace(record, **changes) if changes else record  # type: ignore[arg-type]

    def _apart(self, kind: type[Record], name: str, value: object, new: object) -> object:
        if name not in texts_once(kind):
            return new
        key = (kind, name, value)
        if key not in self._given:
            number, base = _FIRST_MORE, new
            while (kind, name, new) in self._used:
                new = _with_number(base, number)
                number += 1
            self._used.add((kind, name, new))
            self._given[key] = new
        return self._given[key]


@cached_by_type
def texts_once(kind: type[Record]) -> frozenset[str]:
    """The fields of a type that hold what people wrote and must not hold the same twice."""
    free = {field.name for field in free_texts(kind)}
    return frozenset(name for group in kind.UNIQUE for name in group if name in free)


def _with_number(value: object, number: int) -> object:
    if isinstance(value, tuple):
        return (*value[:-1], f"{value[-1]} {number}")
    return f"{value} {number}"
