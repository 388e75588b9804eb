"""A desk as it may be given out: without the measures whose *not before* date is still to come.

What remains is what would remain if those measures were removed, so that no export can show by a
side way what shall not be seen yet.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from kpidesk.domain.measures import Measure, is_held_back
from kpidesk.domain.reader import Collection, Once, Reader
from kpidesk.domain.record import OnRemove, Record, fields_of
from kpidesk.domain.records import RECORDS


def held_back(reader: Reader, day: date) -> tuple[Measure, ...]:
    """The measures that exports leave out on a day."""
    return tuple(measure for measure in reader.find(Measure) if is_held_back(measure, day))


def released(reader: Reader, held: Iterable[Measure]) -> Reader:
    """The desk without some measures and without all that cannot be without them."""
    gone = {measure.id for measure in held}
    if not gone:
        return reader
    records = {record.id: record for kind in RECORDS for record in reader.find(kind)}
    while more := {key for key, record in records.items() if key not in gone and _needs(record, gone)}:
        gone |= more
    return Once(Collection(_without(record, gone) for key, record in records.items() if key not in gone))


def _needs(record: Record, gone: set[str]) -> bool:
    return any(
        field.reference is not None
        and getattr(record, field.name) in gone
        and (field.reference.on_remove is not OnRemove.CLEAR or not field.optional)
        for field in fields_of(type(record))
    )


def _without(record: Record, gone: set[str]) -> Record:
    cleared: dict[str, Any] = {
        field.name: None
        for field in fields_of(type(record))
        if field.reference is not None and getattr(record, field.name) in gone
    }
    return replace(record, **cleared) if cleared else record
