"""The desk as JSON: the names of its parts, and each value as text that another program can read.

What the file holds is said in `DESCRIBED`, which stands in the hand-over pack as well.
"""

import base64
import binascii
import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from kpidesk.domain.record import Field, Record, cached_by_type, fields_of

NAME: Final = "KPI Desk"
VERSION: Final = 1
KIND, FORMAT, FACTS, EDIT, CODES, RECORDS = "kind", "format", "about", "edit", "codes", "records"
PARTS: Final = (KIND, FORMAT, FACTS, EDIT, CODES, RECORDS)

DESCRIBED: Final = """\
A desk as JSON (format 1), in UTF-8. One record stands on one line, so that two files can be compared.

kind      always "KPI Desk"
format    the number of this format: 1
about     facts about the desk as texts: desk_id, which all copies of it share, and made
edit      the newest edit: its number, its moment, and trail, by which copies find what they have in common;
          null where nothing was done yet
codes     for each prefix of printed codes (R, M, N …) the highest number ever given out
records   for each type of record a list of records, by id. Each record has an id and all fields of its type:
          texts, whole numbers, decimal numbers, true and false; null where a field is empty
          days as 2025-07-08, moments as 2025-07-08T12:00:00+00:00, choices as their keys
          lists of texts as lists, files (type attachment) as base64 in data
          a field that refers to another record holds its id
Not in it: the history of edits, and the papers of secret votes that are still open.
"""

_LEAST, _MOST = -(2**63), 2**63 - 1
Plain = str | int | float | bool | list[str] | None


class BadValueError(ValueError):
    """A value is not what its field holds."""


@cached_by_type
def _writers(record_type: type[Record]) -> tuple[tuple[str, Callable[[Any], Plain] | None], ...]:
    return tuple((field.name, _writer(field)) for field in fields_of(record_type))


def _writer(field: Field) -> Callable[[Any], Plain] | None:
    if field.is_enum:
        return lambda value: value.value
    if field.kind in {date, datetime}:
        return lambda value: value.isoformat()
    if field.kind is bytes:
        return lambda value: base64.b64encode(value).decode()
    return list if field.kind is tuple else None


def to_plain(record: Record) -> dict[str, Plain]:
    """A record as JSON holds it, field by field as declared."""
    return {
        name: value if (value := getattr(record, name)) is None or convert is None else convert(value)
        for name, convert in _writers(type(record))
    }


def from_plain(record_type: type[Record], plain: Mapping[str, object]) -> Record:
    """The record that JSON holds.

    Raises:
        BadValueError: a field is missing, not known or holds something else; the text names the field.
    """
    fields = fields_of(record_type)
    names = {field.name for field in fields}
    if unknown := next((name for name in plain if name not in names), None):
        raise BadValueError(str(unknown))
    if missing := next((field.name for field in fields if field.name not in plain), None):
        raise BadValueError(missing)
    return record_type(**{field.name: _read(field, plain[field.name]) for field in fields})


def _read(field: Field, value: object) -> Any:
    if value is None:
        if field.optional:
            return None
        raise BadValueError(field.name)
    try:
        return _READERS.get(field.kind, _enum)(field, value)
    except (ValueError, TypeError, OverflowError) as error:
        raise BadValueError(field.name) from error


def _text(_: Field, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # halves of characters cannot be kept
    return value


def _whole(_: Field, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not _LEAST <= value <= _MOST:
        raise TypeError
    return value


def _number(_: Field, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError
    return float(value)


def _truth(_: Field, value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _day(field: Field, value: object) -> date:
    return date.fromisoformat(_text(field, value))


def _moment(field: Field, value: object) -> datetime:
    return datetime.fromisoformat(_text(field, value))


def _bytes(field: Field, value: object) -> bytes:
    try:
        return base64.b64decode(_text(field, value), validate=True)
    except binascii.Error as error:
        raise ValueError from error


def _texts(field: Field, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(field, each) for each in value)


def _enum(field: Field, value: object) -> object:
    return field.kind(_text(field, value))


_READERS: Final[Mapping[type, Callable[[Field, object], object]]] = {
    str: _text, int: _whole, float: _number, bool: _truth, date: _day, datetime: _moment, bytes: _bytes,
    tuple: _texts,
}  # fmt: skip
