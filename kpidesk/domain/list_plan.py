"""What the rows of a list that somebody else made would become.

A list says less than a returned workbook: nobody knows what it was made from. So an empty cell says nothing,
a row whose code or name the desk has is about that record, and where the desk says something else it stays
as it is unless a person decides for the list. Nothing is written here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from kpidesk.domain.cell_reading import CellReader, Named, as_text
from kpidesk.domain.cells import Cell, Tell, plain, shown
from kpidesk.domain.columns import Column, ColumnType, Lookup
from kpidesk.domain.differences import Kind, Take
from kpidesk.domain.list_reading import CODE, Listing, letters, main_of, offered
from kpidesk.domain.record import Record
from kpidesk.domain.returned import SHEETS, Change, Plan, Remark, name_of
from kpidesk.domain.values_table import Table
from kpidesk.domain.wording import Refused, clean

MOST_ROWS: Final = 20_000
_ALIKE: Final = 50  # records of one name among which the one that fits best is looked for
_TOLD: Final = 4  # cells that say which row is meant


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: what its cells show, and what they mean where they can be read, by column key.

    The values also hold what every row says that leaves a field empty.
    """

    number: int
    cells: Mapping[str, Cell]
    values: Mapping[str, object]


def plan(table: Table, listing: Listing, lookup: Lookup, tells: Sequence[Tell]) -> Plan:
    """What the rows of a list would become.

    Args:
        table: the list.
        listing: how it is read.
        lookup: the desk.
        tells: say messages in the languages in which cells may be, the first as the desk is shown.

    Raises:
        Refused: no column holds what a row is known by.
    """
    return _Planning(table, listing, lookup, tells).run()


class _Planning:
    """The plan of one list."""

    def __init__(self, table: Table, listing: Listing, lookup: Lookup, tells: Sequence[Tell]) -> None:
        self._table, self._listing, self._lookup, self._tell = table, listing, lookup, tells[0]
        self._sheet = SHEETS[listing.kind]
        assert self._sheet.record is not None  # noqa: S101 - sheets that grow have one
        self._type: type[Record] = self._sheet.record
        self._places = {key: place for place, key in enumerate(listing.columns) if key}
        filled = {*self._places, *(key for key, text in listing.every.items() if text)}
        self._columns = [column for column in offered(listing.kind) if column.key in filled]
        self._main = main_of(listing.kind)
        self._owners = [column for column in self._columns if column.once and column is not self._main]
        self._readers = {
            column.key: [CellReader(column, self._type, lookup, tell) for tell in tells]
            for column in self._columns
        }
        self._codes = {
            code: item
            for item in lookup.all(self._type).values()
            if (code := _plain(getattr(item, CODE, "")))
        }
        self._remarks: list[Remark] = []

    def run(self) -> Plan:
        """See `plan`."""
        if not {self._main.key, CODE} & {column.key for column in self._columns}:
            raise Refused(
                "Say which column holds “{column}”: without it no row is known.",
                column=self._tell(self._main.heading),
            )
        self._every = self._said_of_every()
        rows = [*self._rows()]
        matched = self._matched(rows)
        self._tell_of_codes(rows)
        changes: list[Change] = []
        untouched = 0
        for row in rows:
            there = matched.get(row.number)
            found = [*self._new(row)] if there is None else [*self._changed(row, there)]
            untouched += there is not None and not found
            changes += found
        return Plan(tuple(changes), tuple(self._remarks), untouched)

    def _said_of_every(self) -> dict[str, object]:
        said = self._listing.every
        return {
            column.key: self._value(column, text)
            for column in self._columns
            if (text := said.get(column.key, "").strip())
        }

    # -- rows as they are read

    def _rows(self) -> Iterator[_Row]:
        """The rows in which something stands, each once."""
        listing = self._listing
        seen: set[frozenset[tuple[str, Cell]] | str] = set()
        last = min(listing.last or len(self._table.rows), len(self._table.rows))
        if last - listing.first >= MOST_ROWS:
            last = listing.first + MOST_ROWS - 1
            self._remark(
                last + 1, "", Refused("Only the first {limit} rows are read.", limit=MOST_ROWS), lost=True
            )
        for number in range(max(listing.first, 1), last + 1):
            cells = self._cells(number)
            if not cells:
                continue
            if (told := frozenset(cells.items())) in seen:
                self._remark(number, "", Refused("This row is there twice; it counts once."))
                continue
            if (code := _plain(cells.get(CODE, ""))) in seen:
                said = Refused("An earlier row has the same code, so this one is left out.")
                self._remark(number, CODE, said, lost=True)
                continue
            seen |= {told, code} if code in self._codes else {told}
            yield _Row(number, cells, self._values(number, cells))

    def _cells(self, number: int) -> dict[str, Cell]:
        row = self._table.rows[number - 1]
        return {
            key: cell
            for key, place in self._places.items()
            if place < len(row) and (cell := plain(row[place])) != ""
        }

    def _values(self, number: int, cells: Mapping[str, Cell]) -> dict[str, object]:
        values = {key: value for key, value in self._every.items() if key not in cells}
        for column in self._columns:
            if column.key not in cells or column.key == CODE:
                continue
            try:
                values[column.key] = self._value(column, cells[column.key])
            except Refused as refused:
                self._remark(number, column.key, refused, lost=True)
        return values

    def _value(self, column: Column, cell: Cell) -> object:
        """A cell's value, read in the first language in which it says one."""
        first: Refused | None = None
        for reader in self._readers[column.key]:
            try:
                return reader.read(cell)
            except Refused as refused:
                first = first or refused
        assert first is not None  # noqa: S101 - there is at least one language
        raise first

    # -- rows that are about records of the desk

    def _matched(self, rows: Sequence[_Row]) -> dict[int, Any]:
        """The records that rows are about: by their code, else by name, those that fit wholly first."""
        named: dict[str, list[Any]] = {}
        for item in self._lookup.all(self._type).values():
            named.setdefault(_plain(self._main.value(item, self._lookup)), []).append(item)
        found: dict[int, Any] = {}
        for row in rows:
            if (item := self._coded(row)) is not None:
                self._claim(found, named, row, item)
        for wholly in (True, False):
            for row in rows:
                if row.number in found or self._main.key not in row.values:
                    continue
                item = self._closest(row, named.get(_plain(self._told(self._main, row)), ()), wholly=wholly)
                if item is not None:
                    self._claim(found, named, row, item)
        return found

    def _coded(self, row: _Row) -> Any | None:
        return self._codes.get(_plain(row.cells.get(CODE, "")))

    def _claim(self, found: dict[int, Any], named: dict[str, list[Any]], row: _Row, item: Any) -> None:
        found[row.number] = item
        named[_plain(self._main.value(item, self._lookup))].remove(item)

    def _closest(self, row: _Row, items: Sequence[Any], *, wholly: bool) -> Any | None:
        """Of records of one name the one from which a row differs least, if `wholly` not at all."""
        own = islice((item for item in items if self._belongs(row, item)), _ALIKE)
        unlike = [(sum(1 for _ in self._unlike(row, item)), place, item) for place, item in enumerate(own)]
        best = min(unlike, default=None)
        return None if best is None or (wholly and best[0]) else best[2]

    def _belongs(self, row: _Row, item: Any) -> bool:
        """Whether a record is of the poster, centre or community that a row names."""
        return all(
            _plain(column.value(item, self._lookup)) == _plain(self._told(column, row))
            for column in self._owners
            if column.key in row.values
        )

    def _unlike(self, row: _Row, item: Any) -> Iterator[tuple[Column, Cell]]:
        """The columns in which a row says something else than the desk, with what the desk says.

        Where a row is known by its name, the name is the same whatever its capitals.
        """
        by_name = self._coded(row) is None
        for column in self._columns:
            if column.editable and column.key in row.cells and column.key in row.values:
                now = shown(column.value(item, self._lookup), self._tell)
                alike = _plain if by_name and column is self._main else _line
                if alike(now) != alike(self._told(column, row)):
                    yield column, now

    def _told(self, column: Column, row: _Row) -> Cell:
        """What the workbook would show for a row's value, however it was typed."""
        value = row.values[column.key]
        if isinstance(value, Named):
            return value.name
        if column.refers is not None:
            return self._lookup.label(column.refers, str(value)) or ""
        return shown("\n".join(value) if isinstance(value, tuple) else value, self._tell)

    def _changed(self, row: _Row, item: Any) -> Iterator[Change]:
        for column, now in self._unlike(row, item):
            free = column.holds is ColumnType.TEXT and column.refers is None and column.choices is None
            conflict: tuple[Take, ...] = (
                (Take.OURS, Take.THEIRS, Take.BOTH) if free else (Take.OURS, Take.THEIRS)
            )
            yield Change(
                key=f"{self._sheet.key}:{item.id}:{column.key}", record_type=self._type, id=item.id,
                kind=Kind.CHANGED if now == "" else Kind.CONFLICT, field=column.key,
                theirs=row.cells[column.key], ours=now,
                offered=(Take.THEIRS, Take.OURS) if now == "" else conflict,
                where=self._where(row.number, column.key), sheet=self._sheet.key, row=row.number,
                name=name_of(self._sheet, item, self._lookup), value=row.values[column.key],
            )  # fmt: skip

    # -- rows that are new

    def _new(self, row: _Row) -> Iterator[Change]:
        for column in self._sheet.columns:
            if column.needed and column.key not in row.values:
                if column.key not in row.cells:  # else it was told why it cannot be read
                    named = Refused(
                        "A new row needs “{column}”, so this one is left out.",
                        column=self._tell(column.heading),
                    )
                    self._remark(row.number, column.key, named, lost=True)
                return
        filled = [key for key in row.cells if key in row.values]
        if not filled:
            return
        told = " · ".join(as_text(row.cells[key]) for key in filled[:_TOLD])
        yield Change(
            key=f"{self._sheet.key}:{row.number}", kind=Kind.NEW, record_type=self._type, id="",
            theirs=told, where=self._where(row.number, filled[0]), sheet=self._sheet.key,
            row=row.number, name=told[:80], value=dict(row.values),
        )  # fmt: skip

    # -- remarks

    def _tell_of_codes(self, rows: Sequence[_Row]) -> None:
        strange = [row for row in rows if row.cells.get(CODE, "") != "" and self._coded(row) is None]
        if strange:
            said = Refused(
                "{count} codes are none of the desk's, such as {code}: these rows get codes of their own.",
                count=len(strange), code=as_text(strange[0].cells[CODE])[:20],
            )  # fmt: skip
            self._remark(strange[0].number, CODE, said)

    def _where(self, row: int, key: str) -> str:
        return f"{self._table.name}, {self._cell(row, key)}"

    def _cell(self, row: int, key: str) -> str:
        return f"{letters(self._places[key]) if key in self._places else ''}{row}"

    def _remark(self, row: int, key: str, said: Refused, *, lost: bool = False) -> None:
        self._remarks.append(Remark(self._table.name, self._cell(row, key), said, lost))


def _line(cell: Cell) -> str:
    """A cell as it is compared: line ends and blanks aside, as actions keep some texts in one line."""
    return " ".join(clean(as_text(cell), lines=False).split())


def _plain(cell: object) -> str:
    """A name as it is compared, capitals aside."""
    return _line(plain(cell)).casefold()
