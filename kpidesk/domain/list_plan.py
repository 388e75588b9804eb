"""A list that somebody else made, as records: which column holds what, and what its rows would become.

A list says less than a returned workbook: there is nothing it was made from. So an empty cell says nothing,
a row whose code or name the desk has is about that record, and where the desk says otherwise it stays as it
is unless a person decides for the list. Nothing is written here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final

from kpidesk.domain.cell_reading import CellReader, Named, as_text
from kpidesk.domain.cells import Cell, Tell, plain, shown
from kpidesk.domain.columns import Column, ColumnType, Lookup, Sheet
from kpidesk.domain.differences import Kind, Take
from kpidesk.domain.goal_lines import likely_column
from kpidesk.domain.keeping import ListLayout
from kpidesk.domain.list_words import finder
from kpidesk.domain.record import Record
from kpidesk.domain.returned import SHEETS, Change, Plan, Remark, name_of
from kpidesk.domain.search import folded
from kpidesk.domain.values_table import Table
from kpidesk.domain.wording import Refused, clean

KINDS: Final = (
    "goals", "results", "measures", "partners", "notes", "members", "commitments", "stocktake", "invitations",
)  # fmt: skip
"""What a list can be of, as people are offered it; values have an import of their own."""

CODE: Final = "code"
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
_HEAD: Final = 12  # rows in which headings may stand
_HEADING: Final = 60  # characters and
_WORDS: Final = 6  # words that a heading has at most; a sentence is none
_ALIKE: Final = 50  # records of the same name among which the one that fits best is looked for


@dataclass(frozen=True, slots=True)
class Listing:
    """How a list is read.

    `columns` says for each column of the file which field it holds, "" for none. Rows are counted as
    spreadsheets do, from 1: `headings` is the row that names the columns, 0 where none does; `last` is 0 for
    all rows to the end. `every` are texts for fields that a row leaves empty.
    """

    kind: str
    columns: tuple[str, ...]
    headings: int = 1
    first: int = 2
    last: int = 0
    every: Mapping[str, str] = field(default_factory=dict)


def letters(column: int) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


# -- what a list can hold


def can_grow(kind: str) -> bool:
    """Whether rows of a list can become records of a kind."""
    return kind in SHEETS and SHEETS[kind].grows


def offered(kind: str) -> tuple[Column, ...]:
    """What the columns of a list may hold: the code that a row is known by, and what a person may fill in."""
    return tuple(
        column
        for column in SHEETS[kind].columns
        if column.editable or column.once or (column.key == CODE and column.refers is None)
    )


def main_of(sheet: Sheet) -> Column:
    """The column by which people know a row: its name or its words."""
    taken = offered(sheet.key)
    needed = [column for column in taken if column.needed]
    texts = (column for column in needed if column.refers is None)
    return next((*texts, *needed, *(column for column in taken if column.editable)).__iter__())


# -- guessing


def guess(table: Table, kind: str, tells: Sequence[Tell], layouts: Sequence[ListLayout] = ()) -> Listing:
    """How a list is probably meant: by a layout that was used before, else by its headings.

    Args:
        table: the list.
        kind: what it is of.
        tells: say messages in the languages in which headings may be.
        layouts: what the desk remembers.
    """
    heads = table.rows[:_HEAD]
    known = {layout.headings: layout.columns for layout in layouts if layout.kind == kind}
    for number, row in enumerate(heads, start=1):
        if (columns := known.get(headings_of(row))) is not None:
            return Listing(kind, columns, number, number + 1)
    found = [columns_of(row, kind, tells) for row in heads]
    hits = [sum(map(bool, columns)) for columns in found]
    if not any(hits):
        return Listing(kind, _without_headings(table, kind), 0, 1)
    best = hits.index(max(hits))
    return Listing(kind, _as_wide(found[best], table), best + 1, best + 2)


def with_headings(
    table: Table, listing: Listing, number: int, tells: Sequence[Tell], layouts: Sequence[ListLayout] = ()
) -> Listing:
    """The listing with another row of headings, 0 for none, and columns as these say."""
    if not number:
        return replace(listing, columns=_without_headings(table, listing.kind), headings=0, first=1)
    row = table.rows[number - 1]
    known = (
        each.columns for each in layouts if (each.kind, each.headings) == (listing.kind, headings_of(row))
    )
    columns = next(known, None) or _as_wide(columns_of(row, listing.kind, tells), table)
    return replace(listing, columns=columns, headings=number, first=number + 1)


def columns_of(row: Sequence[object], kind: str, tells: Sequence[Tell]) -> tuple[str, ...]:
    """What each column holds, as far as its heading tells; each field once."""
    heads = [_plain_heading(cell) for cell in row]
    found = [""] * len(heads)
    by_name = {
        name: column.key
        for column in reversed(offered(kind))
        for name in _names(column, tells)
    }  # fmt: skip
    for place, head in enumerate(heads):
        key = by_name.get(head, "")
        if key and key not in found:
            found[place] = key
    rest = ["" if found[place] else head for place, head in enumerate(heads)]
    known = {column.key for column in offered(kind)}
    for key, place in finder(kind)(rest).items():
        if key in known and key not in found and not found[place]:
            found[place] = key
    return tuple(found)


def _names(column: Column, tells: Sequence[Tell]) -> set[str]:
    said = {column.key, column.key.replace("_", " "), column.heading, *(tell(column.heading) for tell in tells)}
    return {folded(each) for each in said}


def _plain_heading(cell: object) -> str:
    text = " ".join(folded(str(cell)).split()).strip(" :*") if isinstance(cell, str) else ""
    return text if len(text) <= _HEADING and len(text.split()) <= _WORDS else ""


def _without_headings(table: Table, kind: str) -> tuple[str, ...]:
    """The field that a row cannot be without: the column with the longest texts, or the first of names."""
    main = main_of(SHEETS[kind])
    rows = [[as_text(plain(cell)) for cell in row] for row in table.rows[:200]]
    place = likely_column(rows) if main.wide else 0
    return _as_wide(("",) * place + (main.key,), table)


def _as_wide(columns: tuple[str, ...], table: Table) -> tuple[str, ...]:
    wide = min(max((len(row) for row in table.rows), default=0), MOST_COLUMNS)
    return (*columns, *("",) * (wide - len(columns)))


# -- remembering


def headings_of(row: Sequence[object]) -> tuple[str, ...]:
    """The headings by which a list is known again."""
    return tuple(" ".join(as_text(plain(cell)).split())[:_HEADING] for cell in row[:MOST_COLUMNS])


def to_remember(table: Table, listing: Listing) -> ListLayout | None:
    """How the list was read, for when one with the same headings comes; None where it has none."""
    if not listing.headings:
        return None
    return ListLayout(
        id="", kind=listing.kind, headings=headings_of(table.rows[listing.headings - 1]), columns=listing.columns
    )


# -- planning


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: what its cells show, and what they mean, by column key."""

    number: int
    cells: Mapping[str, Cell]
    values: Mapping[str, object]


def plan(table: Table, listing: Listing, lookup: Lookup, tells: Sequence[Tell]) -> Plan:
    """What the rows of a list would become.

    Args:
        table: the list.
        listing: how it is read.
        lookup: the desk.
        tells: say messages in the languages in which cells may be, the first as the desk's are shown.

    Raises:
        Refused: no column holds what a row cannot be without.
    """
    return _Planning(table, listing, lookup, tells).run()


class _Planning:
    """The plan of one list."""

    def __init__(self, table: Table, listing: Listing, lookup: Lookup, tells: Sequence[Tell]) -> None:
        self._table, self._listing, self._lookup, self._tell = table, listing, lookup, tells[0]
        self._sheet = SHEETS[listing.kind]
        assert self._sheet.record is not None  # noqa: S101 - sheets that grow have one
        self._type: type[Record] = self._sheet.record
        taken = {*listing.columns, *listing.every}
        self._columns = [column for column in offered(listing.kind) if column.key in taken]
        self._places = {key: place for place, key in reversed([*enumerate(listing.columns)]) if key}
        self._main = main_of(self._sheet)
        self._keys = [column for column in self._columns if column.once and column is not self._main]
        self._readers = {
            column.key: [CellReader(column, self._type, lookup, tell) for tell in tells]
            for column in self._columns
        }
        self._remarks: list[Remark] = []

    def run(self) -> Plan:
        """See `plan`."""
        named = {column.key for column in self._columns}
        missing = [c for c in self._sheet.columns if c.needed and c.key not in named and CODE not in named]
        if missing or not {self._main.key, CODE} & named:
            column = self._tell((missing or [self._main])[0].heading)
            raise Refused("Say which column holds “{column}”: no row can do without.", column=column)
        rows = [row for row in map(self._read, *zip(*self._rows(), strict=True)) if row.values] if any(
            True for _ in self._rows()
        ) else []
        matched = self._matched(rows)
        changes: list[Change] = []
        untouched = 0
        for row in rows:
            if row.number in matched:
                found = list(self._changed(row, matched[row.number]))
                untouched += not found
                changes += found
            else:
                changes += self._new(row)
        return Plan(tuple(changes), tuple(self._remarks), untouched)
