"""Sample desks from plain files in resources/samples.

A sample is JSON: for each type of record a list of objects whose keys are the record's fields.
Records name each other by handle: their `handle`, else `code`, else `key`; where any type may be
meant, as `note:N09`. The list `series` gives runs of values as a start and numbers (null: missing). The
list `sets` names supplied sets of items, which are taken up in English: a set's handle is its key, that of
an item the key and its number, as in `health-5`. The list `votes` gives what several people rated in
secret: a score and their numbers, which are steps from 1.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from kpidesk.desk.clearing import SAMPLE
from kpidesk.desk.edits import Edit
from kpidesk.desk.store import Desk
from kpidesk.domain.assessment_supplied import parsed, records_of
from kpidesk.domain.assessments import AssessmentItem, AssessmentSet
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.record import Field, Record, fields_of, type_name
from kpidesk.domain.records import BY_CLASS_NAME, BY_NAME, RECORDS
from kpidesk.domain.series import Value
from kpidesk.domain.voting import Criterion, Rating
from kpidesk.system.assessments import supplied
from kpidesk.system.resources import resource
from kpidesk.system.words import SOURCE

Item = Mapping[str, Any]
Handles = Mapping[tuple[str, str], str]
_SERIES: Final = "series"
_SETS: Final = "sets"
_VOTES: Final = "votes"


class BadSampleError(ValueError):
    """A sample file does not say what it should; the text tells where."""


def names() -> tuple[str, ...]:
    """The samples there are."""
    return tuple(sorted(path.stem for path in resource("samples").glob("*.json")))


def read(name: str) -> dict[str, list[Any]]:
    """The content of a sample file. Raises FileNotFoundError."""
    content: dict[str, list[Any]] = json.loads(
        resource("samples", f"{name}.json").read_text(encoding="utf-8")
    )
    return content


def fill(desk: Desk, name: str, label: str) -> None:
    """Fill a desk in memory that was only just made with a sample, so that it can be cleared again.

    Args:
        desk: the desk, without any record.
        name: one of `names()`.
        label: what its history says of it.
    """
    with desk.edit(label, barrier=True) as edit:
        load(edit, read(name))
    with desk.filling() as rows:
        rows.note_fact(SAMPLE, str(desk.last_edit))


def load(edit: Edit, content: Mapping[str, list[Any]]) -> None:
    """Put all records of a sample into a desk.

    Raises:
        BadSampleError: an unknown type, field or handle.
    """
    unknown = set(content) - set(BY_NAME) - {_SERIES, _SETS, _VOTES}
    if unknown:
        raise BadSampleError(f"no such records: {', '.join(sorted(unknown))}")
    handles = {
        (type_name(kind), _handle(item)): edit.new_id()
        for kind in RECORDS
        for item in content.get(type_name(kind), ())
    }
    for key in content.get(_SETS, ()):
        handles |= _take_up(edit, key)
    for kind in RECORDS:
        for item in content.get(type_name(kind), ()):
            edit.put(_record(kind, item, handles))
    for run in content.get(_SERIES, ()):
        for value in _values(run, handles, edit):
            edit.put(value)
    for vote in content.get(_VOTES, ()):
        for rating in _ratings(vote, handles, edit):
            edit.put(rating)


def _take_up(edit: Edit, key: str) -> Handles:
    """Put a supplied set into the desk; how the sample calls it and its items."""
    made, items = records_of(parsed(supplied(key, SOURCE)), edit.new_id)
    edit.put(made)
    for each in items:
        edit.put(each)
    named = {(type_name(AssessmentItem), f"{key}-{each.number}"): each.id for each in items}
    return {(type_name(AssessmentSet), key): made.id, **named}


def _handle(item: Item) -> str:
    for key in ("handle", "code", "key"):
        if key in item:
            return str(item[key])
    raise BadSampleError(f"nothing to call it by: {item}")


def _record(kind: type[Record], item: Item, handles: Handles) -> Record:
    fields = {field.name: field for field in fields_of(kind)}
    unknown = set(item) - set(fields) - {"handle"}
    if unknown:
        raise BadSampleError(f"{type_name(kind)} {_handle(item)} has no {', '.join(sorted(unknown))}")
    cells = {
        name: _cell(fields[name], value, handles)
        for name, value in item.items()
        if name in fields and name != "id"
    }
    try:
        return kind(id=handles[type_name(kind), _handle(item)], **cells)
    except TypeError as error:
        raise BadSampleError(f"{type_name(kind)} {_handle(item)}: {error}") from error


def _cell(field: Field, value: Any, handles: Handles) -> Any:
    if value is None:
        return None
    if field.reference:
        target, _, handle = str(value).rpartition(":")
        target = target or type_name(BY_CLASS_NAME[field.reference.target])
        if (target, handle) not in handles:
            raise BadSampleError(f"there is no {target} {handle}")
        return handles[target, handle]
    if field.kind is tuple:
        return tuple(value)
    if issubclass(field.kind, Enum):
        return field.kind(value)
    if field.kind in {date, datetime}:
        return field.kind.fromisoformat(value)
    return float(value) if field.kind is float else value


def _values(run: Item, handles: Handles, edit: Edit) -> Iterator[Value]:
    kind, start = PeriodType(run["period_type"]), date.fromisoformat(run["start"])
    for index, number in enumerate(run["numbers"]):
        yield Value(
            id=edit.new_id(),
            measure=handles["measure", run["measure"]],
            period=shifted(start, kind, index),
            period_type=kind,
            number=None if number is None else float(number),
        )


def _ratings(vote: Item, handles: Handles, edit: Edit) -> Iterator[Rating]:
    for rater, number in enumerate(vote["numbers"], 1):
        yield Rating(
            id=edit.new_id(), item=handles["score", vote["score"]], criterion=Criterion.SCORE,
            rater=str(rater), number=number,
        )  # fmt: skip
