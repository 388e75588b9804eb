"""Making what a person filled in fit a record: every area's actions clean and check fields the same way.

Which checks a field needs follows from its declaration (`domain/record.py`), so that a new field
needs nothing here.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, TypeVar

from kpidesk.desk.edits import Edit
from kpidesk.domain import wording
from kpidesk.domain.record import Field, Record, fields_of
from kpidesk.domain.records import BY_CLASS_NAME
from kpidesk.domain.wording import Refused

R = TypeVar("R", bound=Record)

LINE_LIMIT: Final = 300
COUNT_LIMIT: Final = 1_000_000


def text(typed: str, *, lines: bool = False, needed: Refused | None = None) -> str:
    """A text, cleaned.

    Args:
        typed: as typed or pasted.
        lines: whether it may have several lines; such a text may be longer, too.
        needed: what to say when nothing is left of it; None where it may be empty.

    Raises:
        Refused: empty though needed, or too long.
    """
    cleaned = wording.clean(typed, lines=lines)
    limit = wording.TEXT_LIMIT if lines else LINE_LIMIT
    if needed is not None and not cleaned:
        raise needed
    if len(cleaned) > limit:
        raise Refused(
            "This text has {count} characters; at most {limit} are kept here. Nothing was changed.",
            count=len(cleaned),
            limit=limit,
        )
    return cleaned


def count(number: int) -> int:
    """A whole number that counts something.

    Raises:
        Refused: below 0 or absurdly high.
    """
    if not 0 <= number <= COUNT_LIMIT:
        raise Refused("A whole number from {low} to {high} is wanted here.", low=0, high=COUNT_LIMIT)
    return int(number)


def finite(number: float) -> float:
    """A number that can be kept and drawn; minus zero becomes zero.

    Raises:
        Refused: infinite or not a number.
    """
    try:
        number = float(number)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise Refused("This number is too large or no number at all.")
    return number + 0.0


def fit(
    edit: Edit,
    record_type: type[Record],
    given: Mapping[str, object],
    *,
    lines: Collection[str] = (),
    needed: Mapping[str, Refused] | None = None,
    fixed: Collection[str] = (),
) -> dict[str, Any]:
    """The given fields, cleaned and checked, ready for the record.

    Args:
        edit: in which records that fields refer to must exist.
        record_type: whose fields they are.
        given: values by field.
        lines: text fields that may have several lines.
        needed: text fields that may not be empty, with what to say then.
        fixed: fields that this action does not change, besides the id and the printed code.

    Raises:
        Refused: a value cannot be taken.
        KeyError: a record that a field refers to does not exist.
        TypeError: no such field, or one that is fixed, or a value of another type.
    """
    fields = {field.name: field for field in fields_of(record_type)}
    unknown = set(given) - (set(fields) - {"id", "code", *fixed})
    if unknown:
        raise TypeError(f"{record_type.__name__}: {', '.join(sorted(unknown))} cannot be changed here")
    demands = needed or {}
    return {
        name: _fit(edit, fields[name], value, name in lines, demands.get(name))
        for name, value in given.items()
    }


def changed(
    edit: Edit,
    record_type: type[R],
    record_id: str,
    given: Mapping[str, object],
    *,
    lines: Collection[str] = (),
    needed: Mapping[str, Refused] | None = None,
    fixed: Collection[str] = (),
) -> R:
    """The record with the given fields changed; not put yet. Arguments and refusals are those of `fit`.

    Raises:
        Refused: a value cannot be taken.
    """
    record = edit.get(record_type, record_id)
    return replace(record, **fit(edit, record_type, given, lines=lines, needed=needed, fixed=fixed))


def remove_all(edit: Edit, record_type: type[Record], record_ids: Collection[str]) -> None:
    """Take several records away.

    Raises:
        StillUsed: something that must stay refers to one of them.
    """
    for record_id in dict.fromkeys(record_ids):
        edit.remove(edit.get(record_type, record_id))


def _fit(edit: Edit, field: Field, value: Any, lines: bool, needed: Refused | None) -> Any:
    if value is None and field.optional:
        return None
    if field.reference is not None and isinstance(value, str):
        return edit.get(BY_CLASS_NAME[field.reference.target], value).id
    if field.kind is str and isinstance(value, str):
        return text(value, lines=lines, needed=needed)
    if field.kind is tuple and isinstance(value, (tuple, list)):
        return tuple(cleaned for item in value if (cleaned := text(item)))
    return _number_or_choice(field, value)


def _number_or_choice(field: Field, value: Any) -> Any:
    if field.kind is float and isinstance(value, (int, float)):
        return finite(value)
    if field.kind is int and isinstance(value, int):
        return count(value)
    if field.kind is date and isinstance(value, datetime):
        return value.date()
    if field.kind in {str, tuple, float, int} or not isinstance(value, field.kind):
        raise TypeError(f"{field.name} takes {field.kind.__name__}, not {value!r}")
    return value
