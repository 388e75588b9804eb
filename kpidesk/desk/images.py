"""Records as rows of a table and as images in the journal.

Both forms are lossless: floats are written by `repr`, bytes in images as base64. Images of older
formats are read leniently: fields that are gone are passed over, new ones take their defaults.
"""

import base64
import dataclasses
import json
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from kpidesk.domain.record import Field, Record, cached_by_type, fields_of

R = TypeVar("R", bound=Record)
Cell = str | int | float | bytes | None


def _to_cell(field: Field) -> Callable[[object], Cell] | None:
    if field.is_enum:
        return lambda value: value.value  # type: ignore[attr-defined]
    if field.kind in {date, datetime}:
        return lambda value: value.isoformat()  # type: ignore[attr-defined]
    if field.kind is tuple:
        return lambda value: json.dumps(value, ensure_ascii=False)
    return int if field.kind is bool else None  # type: ignore[return-value]


def _from_cell(field: Field) -> Callable[[str], object] | None:
    if field.is_enum:
        return {member.value: member for member in field.kind}.__getitem__  # type: ignore[attr-defined]
    if field.kind in {date, datetime}:
        return field.kind.fromisoformat
    if field.kind is tuple:
        return lambda text: tuple(json.loads(text))
    if field.kind is bool:
        return bool
    return float if field.kind is float else None


@cached_by_type
def _writers(record_type: type[Record]) -> tuple[tuple[str, Callable[[object], Cell] | None], ...]:
    return tuple((field.name, _to_cell(field)) for field in fields_of(record_type))


@cached_by_type
def _readers(record_type: type[Record]) -> dict[str, Callable[[str], object] | None]:
    return {field.name: _from_cell(field) for field in fields_of(record_type)}


def to_cells(record: Record) -> dict[str, Cell]:
    """The cells of a record's row by column."""
    cells: dict[str, Cell] = {}
    for name, convert in _writers(type(record)):
        value = getattr(record, name)
        cells[name] = value if value is None or convert is None else convert(value)
    return cells


def from_cells(record_type: type[R], cells: Mapping[str, Cell]) -> R:
    """The record for the cells of a row."""
    readers = _readers(record_type)
    return record_type(
        **{
            name: value if value is None or (convert := readers[name]) is None else convert(value)  # type: ignore[arg-type]
            for name, value in cells.items()
        }
    )


def from_rows(record_type: type[R], rows: Iterable[tuple[Cell, ...]]) -> tuple[R, ...]:
    """Records for whole rows, columns in the order of the fields; the quick way for many rows.

    Works by column: each is converted and then set in all records at once, past the constructor. A
    frozen dataclass sets its fields in the same way, one by one, and no record does more than that.
    """
    columns: list[Sequence[object]] = list(zip(*rows, strict=True))
    if not columns:
        return ()
    records = [object.__new__(record_type) for _ in columns[0]]
    for (name, convert), column in zip(_readers(record_type).items(), columns, strict=True):
        shown = column
        if convert is not None and None in column:
            shown = [None if value is None else convert(value) for value in column]  # type: ignore[arg-type]
        elif convert is not None:
            shown = [*map(convert, column)]  # type: ignore[arg-type]
        deque(map(getattr(record_type, name).__set__, records, shown), maxlen=0)
    return tuple(records)


def to_image(record: Record | None) -> bytes | None:
    """The compressed image of a record for the journal."""
    if record is None:
        return None
    cells = {
        name: {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value
        for name, value in to_cells(record).items()
    }
    return zlib.compress(json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def from_image(record_type: type[R], image: bytes | None) -> R | None:
    """The record that an image shows, None for no record.

    Raises:
        ValueError: the image lacks a field that has no default or holds a word that is not known.
    """
    if image is None:
        return None
    cells = json.loads(zlib.decompress(image))
    known = {
        name: base64.b64decode(value["base64"]) if isinstance(value, dict) else value
        for name, value in cells.items()
        if name in _readers(record_type)
    }
    missing = [
        item.name
        for item in dataclasses.fields(record_type)
        if item.name not in known and item.default is dataclasses.MISSING
    ]
    if missing:
        raise ValueError(f"an older image of a {record_type.__name__} has no {', '.join(missing)}")
    try:
        return from_cells(record_type, known)
    except KeyError as error:
        raise ValueError(f"an image of a {record_type.__name__} holds {error}") from error
