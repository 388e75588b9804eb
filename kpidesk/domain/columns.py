"""Columns and sheets of the workbook: how they are described, and what they are looked up in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property
from operator import attrgetter
from typing import Any, Final

from kpidesk.domain.assessments import AssessmentSet
from kpidesk.domain.communities import Community, Skill
from kpidesk.domain.definitions import DataItem, Milestone
from kpidesk.domain.gallery import Gallery, Note, Poster
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Group, Person
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.record import Record
from kpidesk.domain.results import LinkKind, Result, Ring
from kpidesk.domain.sharing import Partner
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.domain.workshops import Workshop

Cell = str | int | float | bool | date | Enum | None


class ColumnType(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"


class Lookup:
    """A reader with what many rows ask for again and again, looked up once."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._all: dict[type[Record], dict[str, Record]] = {}
        self._grouped: dict[tuple[type[Record], str], dict[Any, list[Any]]] = {}
        self._kept: dict[object, Any] = {}

    @cached_property
    def once(self) -> Once:
        """The same records for what asks a reader, each type read once."""
        return Once(self.reader)

    def kept(self, key: object, make: Callable[[], Any]) -> Any:
        """What many cells share, worked out when the first of them asks."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def all(self, record_type: type[Record]) -> dict[str, Any]:
        """All records of a type by id."""
        if record_type not in self._all:
            self._all[record_type] = {record.id: record for record in self.reader.find(record_type)}
        return self._all[record_type]

    def having(self, record_type: type[Record], name: str, value: str) -> list[Any]:
        """The records of a type whose field has a value."""
        key = (record_type, name)
        if key not in self._grouped:
            groups: dict[Any, list[Any]] = {}
            for record in self.all(record_type).values():
                groups.setdefault(getattr(record, name), []).append(record)
            self._grouped[key] = groups
        return self._grouped[key].get(value, [])

    def label(self, record_type: type[Record], record_id: str | None) -> str | None:
        """The code or name by which people know a record."""
        record = self.all(record_type).get(record_id) if record_id else None
        return None if record is None else getattr(record, NAMED_BY[record_type])


NAMED_BY: Final[dict[type[Record], str]] = {
    Result: "code",
    Measure: "code",
    Partner: "code",
    Poster: "code",
    Note: "code",
    Group: "key",
    Ring: "name",
    LinkKind: "name",
    Person: "name",
    DataItem: "name",
    Milestone: "name",
    ExistingMeasure: "code",
    Community: "name",
    Skill: "name",
    AssessmentSet: "name",
    Workshop: "name",
    Gallery: "name",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` is in characters; `wide` texts wrap.

    `refers` names the type that the cell's code or name stands for, and `listed` whether its
    records are offered as choices; `choices` are the members of an enum. What is not `editable` but
    `once` is read for new rows only: a note stays on its poster. A new row is none without what is
    `needed`. `note` explains the column to whoever fills it in.
    """

    key: str
    heading: str
    value: Callable[[Any, Lookup], Cell]
    holds: ColumnType = ColumnType.TEXT
    width: float = 14
    editable: bool = True
    wide: bool = False
    choices: type[Enum] | None = None
    refers: type[Record] | None = None
    listed: bool = False
    once: bool = False
    needed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. A computed sheet has no record type: nothing in it is read back.

    `more` are columns that only the desk tells, such as one for each measure; see `of`. An `optional`
    sheet is left out where it would be empty. Only where `grows` are new rows read. `key_of` names the rows
    of a computed sheet that is read back all the same, where they have no record of their own.
    """

    key: str
    name: str
    about: str
    columns: tuple[Column, ...]
    record: type[Record] | None = None
    rows: Callable[[Lookup], Iterable[Any]] | None = None
    more: Callable[[Lookup], tuple[Column, ...]] | None = None
    optional: bool = False
    grows: bool = False
    key_of: Callable[[Any], str] | None = None

    @property
    def read_back(self) -> bool:
        """Whether anything in it is read back."""
        return self.key_of is not None or any(column.editable for column in self.columns)

    def of(self, lookup: Lookup) -> "Sheet":
        """The sheet with all its columns for a desk."""
        return replace(self, columns=(*self.columns, *self.more(lookup))) if self.more else self

    def items(self, lookup: Lookup) -> Iterable[Any]:
        """What the rows are about, one item each."""
        if self.record is not None:
            return lookup.all(self.record).values()
        return self.rows(lookup) if self.rows else ()


def plain(key: str, heading: str, **described: Any) -> Column:
    """A column that shows a record's field as it is."""
    get = attrgetter(key)
    return Column(key, heading, lambda record, _: get(record), **described)


def choice(key: str, heading: str, choices: type[Enum], width: float = 13) -> Column:
    """A column of one of some choices."""
    return plain(key, heading, holds=ColumnType.CHOICE, choices=choices, width=width)


def reference(
    key: str,
    heading: str,
    target: type[Record],
    *,
    width: float = 10,
    listed: bool = True,
    editable: bool = True,
    once: bool = False,
    needed: bool = False,
) -> Column:
    """A column of another record's code or name, `listed` ones as choices."""
    get = attrgetter(key)
    return Column(
        key,
        heading,
        lambda record, lookup: lookup.label(target, get(record)),
        holds=ColumnType.CHOICE if listed else ColumnType.TEXT,
        width=width,
        editable=editable and not once,
        refers=target,
        listed=listed,
        once=once,
        needed=needed,
    )


def lines(key: str, heading: str, width: float = 30) -> Column:
    """Several texts, one a line."""
    get = attrgetter(key)
    return Column(key, heading, lambda record, _: "\n".join(get(record)), width=width, wide=True)


def computed(key: str, heading: str, value: Callable[[Any, Lookup], Cell], **described: Any) -> Column:
    """A column that is worked out and not read back."""
    return Column(key, heading, value, **{"editable": False, **described})


def text(key: str, heading: str, width: float = 40, *, needed: bool = False) -> Column:
    """A column of texts that wrap."""
    return plain(key, heading, width=width, wide=True, needed=needed)


def targets_of(measure_id: str, lookup: Lookup) -> str:
    """A measure's targets, one a line: as people wrote them, else their numbers."""
    found: Sequence[Target] = lookup.having(Target, "measure", measure_id)
    return "\n".join(target.wording or _bounds(target) for target in found)


def _bounds(target: Target) -> str:
    low = "" if target.low is None else f"≥ {target.low:g}"
    high = "" if target.high is None else f"≤ {target.high:g}"
    day = "" if target.by is None else target.by.isoformat()
    return " ".join(filter(None, (low, high, day)))


WHOLE: Final = {"holds": ColumnType.INTEGER, "width": 10}
NUMBER: Final = {"holds": ColumnType.NUMBER, "width": 11}
DAY: Final = {"holds": ColumnType.DATE, "width": 12}
CODE: Final = plain("code", "Code", width=8, editable=False)
BY_HOST: Final = plain("by_host", "Facilitator’s own", holds=ColumnType.FLAG, width=12)


def optional(*sheets: Sheet) -> tuple[Sheet, ...]:
    """Sheets that are left out where they would be empty, as they would be for most desks."""
    return tuple(replace(sheet, optional=True) for sheet in sheets)
