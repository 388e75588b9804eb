"""The one way to declare a record.

A record is a frozen, slotted, keyword-only dataclass with an `id`. Its annotations are the only
declaration there is: tables, journal images, workbook columns and cascades are derived from them.
Allowed types: str, int, float, bool, bytes, date, datetime, an Enum, a tuple of str, each also
`| None`. A field that names another record is a str made by `ref` or `optional_ref`.
"""

import dataclasses
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

V = TypeVar("V")


class OnRemove(Enum):
    """What happens to a record when the record that it refers to is removed."""

    REMOVE = "remove along"
    CLEAR = "clear"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Reference:
    """A field's target: a record type by class name, or "*" for a record of any type."""

    target: str
    on_remove: OnRemove


def ref(target: str, on_remove: OnRemove = OnRemove.REMOVE) -> Any:
    """Declare a required reference (a str that holds the other record's id)."""
    return dataclasses.field(metadata={"reference": Reference(target, on_remove)})


def optional_ref(target: str, on_remove: OnRemove = OnRemove.CLEAR) -> Any:
    """Declare a reference that may be None."""
    return dataclasses.field(default=None, metadata={"reference": Reference(target, on_remove)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Base of all records. `UNIQUE` lists groups of fields whose values occur once in a desk."""

    UNIQUE: ClassVar[tuple[tuple[str, ...], ...]] = ()

    id: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field as derived from its annotation. `kind` is the type without `| None`."""

    name: str
    kind: type
    optional: bool
    reference: Reference | None

    @property
    def is_enum(self) -> bool:
        """Whether the values are members of an Enum."""
        return issubclass(self.kind, Enum)


def cached_by_type(function: Callable[[type[Record]], V]) -> Callable[[type[Record]], V]:
    """Compute something once for each record type.

    functools.cache does it; the cast is for type checkers, which take a class to be unhashable when
    its instances define how they are hashed.
    """
    return cast("Callable[[type[Record]], V]", cache(function))


KINDS = (str, int, float, bool, bytes, date, datetime, tuple)


@cached_by_type
def fields_of(record_type: type[Record]) -> tuple[Field, ...]:
    """All fields of a record type in order, `id` first.

    Raises:
        TypeError: an annotation is none of the allowed types.
    """
    hints = typing.get_type_hints(record_type)
    return tuple(
        _field(item.name, hints[item.name], item.metadata.get("reference"))
        for item in dataclasses.fields(record_type)
    )


def _field(name: str, hint: Any, reference: Reference | None) -> Field:
    optional = False
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        members = [member for member in typing.get_args(hint) if member is not types.NoneType]
        if len(members) != 1:
            raise TypeError(f"{name}: a record field has one type, not {hint}")
        optional, hint = True, members[0]
    kind = typing.get_origin(hint) or hint
    if not isinstance(kind, type) or not (kind in KINDS or issubclass(kind, Enum)):
        raise TypeError(f"{name}: {hint} is no type for a record field")
    return Field(name=name, kind=kind, optional=optional, reference=reference)


def type_name(record_type: type[Record]) -> str:
    """The name of a type in tables, journal and command line: LinkKind → link_kind."""
    name = record_type.__name__
    return "".join(f"_{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))
