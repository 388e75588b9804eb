"""How a list is read, as somebody says it in words: columns by headings or letters, fields by names."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kpidesk.desk.store import Desk
from kpidesk.domain.columns import Column
from kpidesk.domain.keeping import ListLayout
from kpidesk.domain.list_reading import Listing, can_grow, guess, letters, offered, with_headings
from kpidesk.domain.returned import SHEETS
from kpidesk.domain.search import folded
from kpidesk.domain.values_table import Table, shown
from kpidesk.domain.wording import Refused
from kpidesk.imports.list_intake import ListIntake, plan_list, tongues
from kpidesk.imports.tables import read_tables
from kpidesk.system.words import Words


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a list; None and nothing where it shall be found out.

    `mapped` are texts such as "Who=owner", `every` such as "ring=Process". Rows are counted from 1; the last
    one is 0 for all to the end.
    """

    kind: str
    sheet: str | None = None
    headings: int | None = None
    rows: tuple[int, int] | None = None
    mapped: Sequence[str] = ()
    every: Sequence[str] = ()


def plan_as_said(desk: Desk, path: Path, said: Said, words: Words) -> ListIntake:
    """What a list would change in a desk. Nothing is written.

    Raises:
        Refused: it cannot be read, or something is named that is not there.
    """
    if not can_grow(said.kind):
        there = ", ".join(key for key in SHEETS if can_grow(key))
        raise Refused("There are no lists of “{kind}”; there are: {names}.", kind=said.kind, names=there)
    source = read_tables(path)
    table = _table(source.tables, said.sheet)
    listing = guess(table, said.kind, tongues(words), desk.find(ListLayout))
    if said.headings is not None:
        if not 0 <= said.headings <= len(table.rows):
            raise Refused("There is no row {row}.", row=said.headings)
        listing = with_headings(table, listing, said.headings, tongues(words))
    if said.rows is not None:
        listing = replace(listing, first=said.rows[0], last=said.rows[1])
    every = {_field(said.kind, name, words).key: text for name, text in map(_parted, said.every)}
    listing = replace(_mapped(table, listing, said.mapped, words), every=every)
    return plan_list(desk, source.name, table, listing, words)


def _table(tables: Sequence[Table], name: str | None) -> Table:
    if name is None:
        return max(tables, key=lambda table: len(table.rows))
    for table in tables:
        if folded(table.name) == folded(name):
            return table
    there = ", ".join(table.name for table in tables)
    raise Refused("There is no sheet “{name}”; there is: {names}.", name=name, names=there)


def _mapped(table: Table, listing: Listing, wanted: Sequence[str], words: Words) -> Listing:
    columns = list(listing.columns)
    for heading, name in map(_parted, wanted):
        place = _place(table, listing, heading)
        key = _field(listing.kind, name, words).key if name else ""
        columns = ["" if each == key else each for each in columns]
        columns[place] = key
    return replace(listing, columns=tuple(columns))


def _parted(option: str) -> tuple[str, str]:
    left, sign, right = option.rpartition("=")
    if not sign or not left.strip():
        raise Refused("“{option}” has no = between two names.", option=option)
    return left.strip(), right.strip()


def _place(table: Table, listing: Listing, heading: str) -> int:
    """The column with a heading, else with a letter."""
    row = table.rows[listing.headings - 1] if listing.headings else ()
    heads = [folded(shown(cell)) for cell in row[: len(listing.columns)]]
    with suppress(ValueError):
        return heads.index(folded(heading))
    for place in range(len(listing.columns)):
        if letters(place) == heading.upper():
            return place
    raise Refused("There is no column “{name}”.", name=heading)


def _field(kind: str, name: str, words: Words) -> Column:
    for column in offered(kind):
        if folded(name) in {folded(each) for each in (column.key, column.heading, words(column.heading))}:
            return column
    there = ", ".join(column.key for column in offered(kind))
    raise Refused("There is no field “{name}”; there is: {names}.", name=name, names=there)
