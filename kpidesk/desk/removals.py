"""The recycle bin: what was removed, what went along with it, and what bringing it back would do.

Nothing is kept apart for it: the journal holds every record as it was when it went. What comes back brings
along what it cannot do without; where others referred to it and still refer to nothing, they do so again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kpidesk.desk.past import Gone, Past
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Field, OnRemove, Record, cached_by_type, fields_of
from kpidesk.domain.records import BY_CLASS_NAME, RECORDS


@dataclass(frozen=True, slots=True)
class Removal:
    """Something that was removed, and the records that went along with it and are still missing."""

    head: Gone
    along: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """What bringing something back would do.

    `records` come back as they stand here; `rejoined` are records that are there and refer to one of them
    again. `needed` are those of `records` that nobody chose and the chosen ones cannot do without. `cleared`
    names references (record, field) to what is gone. Nothing can come back while `taken` tells of records in
    the place of others (coming back, there now), or `lacking` of records that need what no journal holds.
    """

    records: tuple[Record, ...]
    rejoined: tuple[Record, ...]
    needed: tuple[Record, ...]
    cleared: tuple[tuple[Record, str], ...]
    taken: tuple[tuple[Record, Record], ...]
    lacking: tuple[Record, ...]


def removals(gone: Iterable[Gone]) -> tuple[Removal, ...]:
    """What was removed, each with what went along with it in the same edit; in the order of `gone`."""
    together: dict[int, dict[str, Gone]] = defaultdict(dict)
    for each in gone:
        together[each.edit][each.record.id] = each
    found = []
    for group in together.values():
        heads: dict[str, list[Record]] = {
            key: [] for key, each in group.items() if not [*_owners(each.record, group)]
        }
        for key, each in group.items():
            if key not in heads and (head := _head_of(each, group)) in heads:
                heads[head].append(each.record)
        found += [Removal(group[key], tuple(along)) for key, along in heads.items()]
    return tuple(found)


def plan(reader: Reader, past: Past, gone: Sequence[Gone], chosen: Iterable[str]) -> Return:
    """What bringing records back would do.

    Args:
        reader: the desk as it is.
        past: its journal.
        gone: all that is gone, as `past.gone` gives it.
        chosen: the ids of the records to bring back.
    """
    return _Planning(reader, past, gone, chosen).planned()


# -- inside


def _owners(record: Record, group: Mapping[str, Gone]) -> Iterator[str]:
    """What is removed along with a record's owner: the owners among those removed."""
    for field in fields_of(type(record)):
        if field.reference is not None and field.reference.on_remove is OnRemove.REMOVE:
            target = getattr(record, field.name)
            if target in group and target != record.id:
                yield target


def _head_of(gone: Gone, group: Mapping[str, Gone]) -> str:
    """The record without an owner that one went along with; "" where owners own each other."""
    key, seen = gone.record.id, set[str]()
    while key not in seen:
        seen.add(key)
        owner = next(_owners(group[key].record, group), None)
        if owner is None:
            return key
        key = owner
    return ""


@cached_by_type
def _references(record_type: type[Record]) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(record_type) if field.reference is not None)


class _Planning:
    """Works one return out."""

    def __init__(self, reader: Reader, past: Past, gone: Sequence[Gone], chosen: Iterable[str]) -> None:
        self._reader, self._past = reader, past
        self._gone = {each.record.id: each for each in gone}
        self._chosen = [key for key in chosen if key in self._gone]
        self._wanted: dict[str, Record] = {}
        self._needed: list[Record] = []
        self._lacking: list[Record] = []

    def planned(self) -> Return:
        """All of it."""
        for key in self._chosen:
            self._want(key)
        self._bring_along()
        cleared: list[tuple[Record, str]] = []
        rejoined = self._rejoin()
        back = [self._without_gone(record, cleared) for record in self._wanted.values()]
        return Return(
            tuple(back), rejoined, tuple(self._needed), tuple(cleared), tuple(self._taken(back)),
            tuple(self._lacking),
        )  # fmt: skip

    def _want(self, key: str) -> None:
        """A record, and what it cannot be without."""
        pending = [key]
        while pending:
            current = pending.pop()
            if current in self._wanted:
                continue
            record = self._wanted[current] = self._gone[current].record
            if current not in self._chosen:
                self._needed.append(record)
            for field in _references(type(record)):
                target = getattr(record, field.name)
                if field.optional or target in self._wanted or self._there(field, target):
                    continue
                if target in self._gone:
                    pending.append(target)
                else:
                    self._lacking.append(record)

    def _bring_along(self) -> None:
        """What went along with something that comes back, as far as nothing else is in its way."""
        groups: dict[int, dict[str, Gone]] = defaultdict(dict)
        for key in self._wanted:
            groups[self._gone[key].edit][key] = self._gone[key]
        waiting = [key for key, each in self._gone.items() if key not in self._wanted and each.edit in groups]
        before = -1
        while len(waiting) != before:
            before, later = len(waiting), []
            for key in waiting:
                each = self._gone[key]
                group = groups[each.edit]
                if any(True for _ in _owners(each.record, group)) and self._complete(each.record):
                    self._wanted[key], group[key] = each.record, each
                else:
                    later.append(key)
            waiting = later

    def _complete(self, record: Record) -> bool:
        return all(
            field.optional
            or (target := getattr(record, field.name)) in self._wanted
            or self._there(field, target)
            for field in _references(type(record))
        )

    def _there(self, field: Field, target: str) -> bool:
        assert field.reference is not None  # noqa: S101 - `_references` gives no other
        name = field.reference.target
        kinds = RECORDS if name == "*" else (BY_CLASS_NAME[name],)
        return any(self._found(kind, target) is not None for kind in kinds)

    def _found(self, kind: type[Record], key: str) -> Record | None:
        try:
            return self._reader.get(kind, key)
        except KeyError:
            return None

    def _without_gone(self, record: Record, cleared: list[tuple[Record, str]]) -> Record:
        """A record without references to what is gone."""
        empty: dict[str, Any] = {}
        for field in _references(type(record)):
            target = getattr(record, field.name)
            if field.optional and target and target not in self._wanted and not self._there(field, target):
                empty[field.name] = None
                cleared.append((record, field.name))
        return replace(record, **empty) if empty else record

    def _rejoin(self) -> tuple[Record, ...]:
        """Let records refer again to what comes back, where the removal alone made them refer to nothing."""
        others: dict[str, Record] = {}
        for edit in {self._gone[key].edit for key in self._wanted}:
            for touched in self._past.net(edit, edit):
                if touched.before is None or touched.after is None:
                    continue
                there = others.get(touched.id) or self._found(touched.record_type, touched.id)
                if there is not None:
                    again = self._cut(touched.before, touched.after, there)
                    if again:
                        others[touched.id] = replace(there, **again)
        for key, record in self._wanted.items():
            self._wanted[key] = self._with_own(record)
        return tuple(others.values())

    def _cut(self, before: Record, after: Record, now: Record) -> dict[str, Any]:
        """The references that one edit took from a record that is there, to what comes back."""
        return {
            field.name: target
            for field in _references(type(now))
            if (target := getattr(before, field.name)) in self._wanted
            and getattr(after, field.name) is None
            and getattr(now, field.name) is None
        }

    def _with_own(self, record: Record) -> Record:
        """A record that comes back, referring again to what went before it and is there again."""
        empty = [field for field in _references(type(record)) if getattr(record, field.name) is None]
        if not empty:
            return record
        cut: dict[str, tuple[int, str]] = {}
        for edit, touched in self._past.of_record(record.id):
            if touched.before is None or touched.after is None:
                continue
            for field in empty:
                before, after = getattr(touched.before, field.name), getattr(touched.after, field.name)
                if before != after:
                    cut.pop(field.name, None)
                    if after is None:
                        cut[field.name] = (edit, before)
        again: dict[str, Any] = {
            field.name: target
            for field in empty
            if field.name in cut
            for edit, target in (cut[field.name],)
            if self._past.was_removed(target, edit) and (target in self._wanted or self._there(field, target))
        }
        return replace(record, **again) if again else record

    def _taken(self, back: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
        """Records in whose place there is another one now, or of which two would come back."""
        seen: dict[tuple[type[Record], tuple[str, ...], tuple[object, ...]], Record] = {}
        for record in back:
            kind = type(record)
            for names in kind.UNIQUE:
                values = tuple(getattr(record, name) for name in names)
                if None in values:
                    continue
                others = self._reader.find(kind, **dict(zip(names, values, strict=True)))
                other = seen.setdefault((kind, names, values), record)
                if others:
                    yield record, others[0]
                elif other is not record:
                    yield record, other
