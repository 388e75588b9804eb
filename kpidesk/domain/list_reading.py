"""How a list that somebody else made is read: which row names its columns, and which column holds what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kpidesk.domain.book_layout import sheet_of
from kpidesk.domain.cell_reading import as_text
from kpidesk.domain.cells import Tell, plain
from kpidesk.domain.columns import Column
from kpidesk.domain.goal_lines import has_heading, likely_column
from kpidesk.domain.keeping import ListLayout
from kpidesk.domain.list_words import finder
from kpidesk.domain.returned import SHEETS
from kpidesk.domain.search import folded
from kpidesk.domain.values_table import Table

KINDS: Final = (
    "goals", "results", "measures", "partners", "notes", "members", "commitments", "stocktake", "invitations",
)  # fmt: skip
"""What a list can be of, as people are offered it; values have an import of their own."""

CODE: Final = "code"
MOST_COLUMNS: Final = 200
_HEAD: Final = 12  # rows in which headings may stand
_LOOKED_AT: Final = 200  # rows that tell which column holds the longest texts
_HEADING: Final = 60  # characters and
_WORDS: Final = 8  # words that a heading has at most; a sentence is none


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


def main_of(kind: str) -> Column:
    """The column by which people know a row: its name or its words."""
    taken = [column for column in offered(kind) if column.key != CODE]
    needed = [column for column in taken if column.needed]
    return [*(column for column in needed if column.refers is None), *needed, *taken][0]


# -- guessing


def likely_kind(table: Table, tells: Sequence[Tell]) -> str:
    """What a list is probably of: the kind whose fields its headings name most."""

    def hits(kind: str) -> int:
        if any(sheet_of(cell) == kind for row in table.rows[:_HEAD] for cell in row):
            return MOST_COLUMNS
        return max((sum(map(bool, columns_of(row, kind, tells))) for row in table.rows[:_HEAD]), default=0)

    return max(KINDS, key=hits)


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
        if any(sheet_of(cell) == kind for cell in row):
            return Listing(kind, _by_marks(row, kind, table), number + 1, number + 2)
    found = [columns_of(row, kind, tells) for row in heads]
    hits = [sum(map(bool, columns)) for columns in found]
    if not any(hits):
        return _unnamed(table, kind)
    best = hits.index(max(hits))
    return Listing(kind, _as_wide(found[best], table), best + 1, best + 2)


def with_headings(
    table: Table, listing: Listing, number: int, tells: Sequence[Tell], layouts: Sequence[ListLayout] = ()
) -> Listing:
    """The listing with another row of headings, 0 for none, and columns as these say."""
    if not number:
        return replace(listing, columns=_unnamed(table, listing.kind).columns, headings=0, first=1)
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
    fields = offered(kind)
    by_name = {name: column.key for column in reversed(fields) for name in _names(column, tells)}
    for place, head in enumerate(heads):
        key = by_name.get(head, "")
        if key and key not in found:
            found[place] = key
    rest = ["" if found[place] else head for place, head in enumerate(heads)]
    known = {column.key for column in fields}
    for key, place in finder(kind)(rest).items():
        if key in known and key not in found and not found[place]:
            found[place] = key
    return tuple(found)


def _names(column: Column, tells: Sequence[Tell]) -> set[str]:
    said = {
        column.key,
        column.key.replace("_", " "),
        column.heading,
        *(tell(column.heading) for tell in tells),
    }
    return {folded(each) for each in said}


def _plain_heading(cell: object) -> str:
    text = " ".join(folded(str(cell)).split()).strip(" :*") if isinstance(cell, str) else ""
    return text if len(text) <= _HEADING and len(text.split()) <= _WORDS else ""


def _by_marks(row: Sequence[object], kind: str, table: Table) -> tuple[str, ...]:
    """The columns of a workbook that a desk exported; the codes of another desk mean others here."""
    known = {column.key for column in offered(kind)} - {CODE}
    return _as_wide(tuple(str(cell) if cell in known else "" for cell in row), table)


def _unnamed(table: Table, kind: str) -> Listing:
    """A list whose headings say nothing: what a row is known by is the longest texts, or the first names."""
    main = main_of(kind)
    rows = [[as_text(plain(cell)) for cell in row] for row in table.rows[:_LOOKED_AT]]
    place = likely_column(rows) if main.wide else 0
    headings = int(main.wide and has_heading(rows, place))
    return Listing(kind, _as_wide(("",) * place + (main.key,), table), headings, headings + 1)


def _as_wide(columns: tuple[str, ...], table: Table) -> tuple[str, ...]:
    wide = min(table.width, MOST_COLUMNS)
    return (*columns[:wide], *("",) * (wide - len(columns)))


# -- remembering


def headings_of(row: Sequence[object]) -> tuple[str, ...]:
    """The headings by which a list is known again."""
    return tuple(" ".join(as_text(plain(cell)).split())[:_HEADING] for cell in row[:MOST_COLUMNS])


def to_remember(table: Table, listing: Listing) -> ListLayout | None:
    """How the list was read, for when one with the same headings comes; None where it has none."""
    if not listing.headings:
        return None
    return ListLayout(
        id="",
        kind=listing.kind,
        headings=headings_of(table.rows[listing.headings - 1]),
        columns=listing.columns,
    )
