"""A returned workbook against the workbook as it was exported and the desk as it is: what was changed in it.

Cells are compared as they show: what stands in a cell as it was exported was not changed by anybody,
however the file was sorted, filtered, re-saved or its columns moved. Nothing is written here; what comes
out is a plan of differences, each of which a person may accept, and remarks that name sheet and cell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kpidesk.domain.cell_reading import CellReader, as_text, same
from kpidesk.domain.cells import Cell, Tell, shown
from kpidesk.domain.columns import Column, ColumnType, Lookup, Sheet
from kpidesk.domain.differences import Difference, Kind, Take
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import first_day
from kpidesk.domain.record import Record
from kpidesk.domain.series import Value
from kpidesk.domain.sheets import DATA_SHEETS
from kpidesk.domain.values_sheet import VALUES_WIDE
from kpidesk.domain.wording import Refused

SHEETS: Final = {sheet.key: sheet for sheet in DATA_SHEETS}
_SHORT: Final = 16  # characters by which nobody knows a row
FORMULA, PERCENT, MERGED = "formula", "percent", "merged"


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row as it came back: its number in the sheet, the hidden id, and its cells by column key."""

    number: int
    id: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """A data sheet as it came back.

    `letters` says where the known columns stand, `unknown` are headings of columns that none of them is,
    by letter. `odd` says of cells, by row and column key, that they hold a formula, a percentage, or are
    merged.
    """

    key: str
    title: str
    letters: Mapping[str, str]
    rows: tuple[ReturnedRow, ...]
    unknown: Mapping[str, str] = field(default_factory=dict)
    odd: Mapping[tuple[int, str], str] = field(default_factory=dict)

    def cell(self, row: int, key: str) -> str:
        """The place of a cell: C17."""
        return f"{self.letters.get(key, '')}{row}"


@dataclass(frozen=True, slots=True)
class Base:
    """The rows of a sheet as they were exported: their columns, and cells by id."""

    columns: tuple[str, ...]
    rows: Mapping[str, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about a cell, a row or a sheet; `lost` when what stands there is not taken."""

    sheet: str
    cell: str
    said: Refused
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook of ours that came back: which desk and edit it shows, in which language, and its sheets."""

    desk: str
    edit: int
    language: str
    sheets: tuple[ReturnedSheet, ...]
    base: Mapping[str, Base]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Difference):
    """A difference in a workbook. `base`, `theirs` and `ours` are what cells show.

    `value` is what `theirs` means for the field; for a new row it holds the values by column key, and
    `theirs` what the row shows in its first filled columns.
    """

    sheet: str
    row: int
    name: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a returned workbook would change. `untouched` counts rows in which nobody changed anything.

    `coded` counts rows without an id whose code the desk knows: they are new, or those records.
    """

    differences: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    untouched: int = 0
    coded: int = 0


def compare(returned: Returned, lookup: Lookup, tell: Tell, *, by_code: bool = True) -> Plan:
    """What was changed in a returned workbook.

    Args:
        returned: the workbook.
        lookup: the desk as it may be given out, since that was exported.
        tell: says messages in the language of the workbook.
        by_code: whether rows without an id are the records with their code.
    """
    differences: list[Change] = []
    remarks = list(returned.remarks)
    untouched = coded = 0
    for sheet in returned.sheets:
        comparing = _Comparing(sheet, returned.base.get(sheet.key), lookup, tell, by_code=by_code)
        differences += comparing.run()
        remarks += comparing.remarks
        untouched += comparing.untouched
        coded += comparing.coded
    return Plan(tuple(_settled(differences)), tuple(remarks), untouched, coded)


def _settled(changes: Sequence[Change]) -> Iterator[Change]:
    """Values stand on two sheets: what was changed alike on both counts once, else both are shown."""
    first: dict[tuple[str, str], Change] = {}
    for change in changes:
        if change.record_type is not Value or change.kind not in {Kind.CHANGED, Kind.CONFLICT}:
            yield change
            continue
        other = first.setdefault((change.id, change.field), change)
        if other is change:
            yield change
        elif not same(_as_cell(other.theirs), _as_cell(change.theirs)):
            yield replace(change, kind=Kind.CONFLICT, offered=(Take.OURS, Take.THEIRS))


def _as_cell(value: object) -> Cell:
    return value if isinstance(value, str | int | float) else ""


class _Comparing:
    """The comparison of one sheet."""

    def __init__(
        self, sheet: ReturnedSheet, base: Base | None, lookup: Lookup, tell: Tell, *, by_code: bool
    ) -> None:
        self._sheet, self._lookup, self._tell, self._by_code = sheet, lookup, tell, by_code
        self._spec = SHEETS[sheet.key].of(lookup)
        self._wide = sheet.key == VALUES_WIDE.key
        self._type: type[Record] = Value if self._wide else self._spec.record or Record
        self._columns = {column.key: column for column in self._spec.columns}
        self._now = {self._key_of(item): item for item in self._spec.items(lookup)}
        self._base = base
        self._places = {key: number for number, key in enumerate(base.columns)} if base else {}
        self._compared = [
            column for column in self._spec.columns if column.editable and column.key in sheet.letters
        ]
        self._once = [each for each in self._spec.columns if each.once and each.key in sheet.letters]
        self._readers: dict[str, CellReader] = {}
        self.remarks: list[Remark] = []
        self.untouched = self.coded = 0

    def run(self) -> Iterator[Change]:
        """The changes of the sheet, in the order of its rows."""
        self._tell_of_columns()
        seen: set[str] = set()
        for row, key in self._with_keys():
            if key:
                seen.add(key)
                found = list(self._changed(row, key))
                self.untouched += not found
                yield from found
            elif not self._wide:
                yield from self._new(row)
        if self._base is not None and self._spec.grows:
            yield from self._gone(seen)

    # -- which row is which record

    def _key_of(self, item: Any) -> str:
        return self._spec.key_of(item) if self._spec.key_of is not None else item.id

    def _with_keys(self) -> Iterator[tuple[ReturnedRow, str]]:
        """Rows with what they are about. A row that was copied keeps its id where it was changed least."""
        known = [(row, self._known(row)) for row in self._sheet.rows]
        groups: dict[str, list[ReturnedRow]] = {}
        for row, key in known:
            groups.setdefault(key, []).append(row)
        originals = {
            key: min(rows, key=lambda row: sum(1 for _ in self._unlike(row, key))).number
            for key, rows in groups.items()
            if key and len(rows) > 1
        }
        for row, key in known:
            if originals.get(key, row.number) == row.number:
                yield row, key
            elif next(self._unlike(row, key), None) is None:
                self._remark(row, "", Refused("This row is there twice; it counts once."))
            else:
                yield row, ""

    def _known(self, row: ReturnedRow) -> str:
        """The id of the record that a row is about, "" for a new one."""
        if row.id and (row.id in self._now or (self._base is not None and row.id in self._base.rows)):
            return row.id
        code = as_text(row.cells.get("code", "")).casefold()
        if not code:
            return ""
        found = next((key for key, item in self._now.items() if _code(item).casefold() == code), "")
        self.coded += bool(found)
        return found if self._by_code else ""

    # -- cells of a known record

    def _unlike(self, row: ReturnedRow, key: str) -> Iterator[tuple[Column, Cell, Cell]]:
        """Columns in which a row shows something else than was exported, with both."""
        was_row = self._base.rows.get(key) if self._base is not None else None
        item = self._now.get(key)
        for column in self._compared:
            cell = row.cells.get(column.key, "")
            if was_row is not None and column.key in self._places:
                was = was_row[self._places[column.key]]
            elif item is not None:
                was = self._shown(column, item)
            else:
                continue
            if cell != was and not same(cell, was):
                yield column, was, cell

    def _changed(self, row: ReturnedRow, key: str) -> Iterator[Change]:
        item = self._now.get(key)
        if item is not None:
            self._tell_of_fixed(row, item)
        for column, was, cell in self._unlike(row, key):
            if item is None:
                said = Refused("This row was changed, but is no longer in the desk, so it is left out.")
                self._remark(row, column.key, said, lost=True)
                return
            now = self._shown(column, item)
            if same(now, cell):
                continue
            try:
                value = self._read(row, column, cell)
            except Refused as refused:
                self._remark(row, column.key, refused, lost=True)
                continue
            yield self._change(row, item, column, (was, cell, now), value)

    def _change(
        self, row: ReturnedRow, item: Any, column: Column, cells: tuple[Cell, Cell, Cell], value: object
    ) -> Change:
        was, cell, now = cells
        conflict = not same(was, now)
        free = column.holds is ColumnType.TEXT and column.refers is None and column.choices is None
        offered: tuple[Take, ...] = (Take.THEIRS, Take.OURS)
        if conflict:
            offered = (Take.OURS, Take.THEIRS, Take.BOTH) if free else (Take.OURS, Take.THEIRS)
        key, heading, name = self._identity(item, column)
        return Change(
            key=f"{self._sheet.key}:{key}:{heading}", kind=Kind.CONFLICT if conflict else Kind.CHANGED,
            record_type=self._type, id=key, field=heading, base=was, theirs=cell, ours=now, offered=offered,
            where=f"{self._sheet.title}, {self._sheet.cell(row.number, column.key)}",
            sheet=self._sheet.key, row=row.number, name=name, value=value,
        )  # fmt: skip

    def _tell_of_fixed(self, row: ReturnedRow, item: Any) -> None:
        """Say of cells that only new rows are read from that another text there is left out."""
        for column in self._once:
            cell = row.cells.get(column.key, "")
            if cell != "" and not same(self._shown(column, item), cell):
                said = Refused("This column is read for new rows only, so “{cell}” is left out.", cell=cell)
                self._remark(row, column.key, said, lost=True)

    def _identity(self, item: Any, column: Column) -> tuple[str, str, str]:
        """The record's id, the field and what people call the record."""
        if not self._wide:
            return item.id, column.key, name_of(self._spec, item, self._lookup)
        period, kind = item.period, item.kind
        measure = next(each for each in self._lookup.all(Measure).values() if each.code == column.key)
        there = next(
            (each for each in self._lookup.having(Value, "measure", measure.id) if each.period == period),
            None,
        )
        key = there.id if there is not None else f"{measure.id} {first_day(period, kind).isoformat()}"
        return key, "number", f"{measure.code} {item.period.isoformat()}"

    def _shown(self, column: Column, item: Any) -> Cell:
        return shown(column.value(item, self._lookup), self._tell)

    def _read(self, row: ReturnedRow, column: Column, cell: Cell) -> object:
        """The value of a changed cell; what it was made of is remarked.

        Raises:
            Refused: it is none.
        """
        if column.key not in self._readers:
            self._readers[column.key] = CellReader(column, self._type, self._lookup, self._tell)
        value = self._readers[column.key].read(cell)
        odd = self._sheet.odd.get((row.number, column.key))
        typed = isinstance(cell, str) and column.holds in {ColumnType.NUMBER, ColumnType.DATE}
        said = None
        if odd == FORMULA:
            said = Refused("There is a formula; its last value is read: {cell}.", cell=cell)
        elif odd == PERCENT:
            said = Refused("The percentage is read as {cell}.", cell=cell)
        elif odd == MERGED:
            said = Refused("These cells are merged; only the first of them counts.")
        elif typed and value is not None and str(value) != cell:
            said = Refused("The text “{cell}” is read as {value}.", cell=cell, value=value)
        if said is not None:
            self._remark(row, column.key, said)
        return value

    # -- new rows, and rows that are missing

    def _new(self, row: ReturnedRow) -> Iterator[Change]:
        columns = [
            each
            for each in self._spec.columns
            if (each.editable or each.once) and each.key in self._sheet.letters
        ]
        filled = [each for each in columns if row.cells.get(each.key, "") != ""]
        if not filled:
            return
        if not self._spec.grows or self._type is Record:
            said = Refused("New rows are not read on this sheet. Add it in KPI Desk.")
            self._remark(row, "", said, lost=True)
            return
        values: dict[str, object] = {}
        for column in filled:
            cell = row.cells[column.key]
            try:
                values[column.key] = self._read(row, column, cell)
            except Refused as refused:
                self._remark(row, column.key, refused, lost=True)
        missing = [each for each in self._spec.columns if each.needed and values.get(each.key) in (None, "")]
        if missing:
            named = Refused(
                "A new row needs “{column}”, so this one is left out.", column=self._tell(missing[0].heading)
            )
            self._remark(row, missing[0].key, named, lost=True)
            return
        told = " · ".join(as_text(row.cells[each.key]) for each in filled[:4])
        yield Change(
            key=f"{self._sheet.key}:{row.number}", kind=Kind.NEW, record_type=self._type, id="",
            theirs=told, where=f"{self._sheet.title}, {self._sheet.cell(row.number, filled[0].key)}",
            sheet=self._sheet.key, row=row.number, name=told[:80], value=values,
        )  # fmt: skip

    def _gone(self, seen: set[str]) -> Iterator[Change]:
        """Rows that were exported and are missing: the desk keeps them unless somebody agrees."""
        assert self._base is not None  # noqa: S101 - the caller looked
        for key in self._base.rows:
            item = self._now.get(key)
            if key in seen or item is None:
                continue
            name = name_of(self._spec, item, self._lookup)
            yield Change(
                key=f"{self._sheet.key}:{key}", kind=Kind.REMOVED, record_type=self._type, id=key,
                base=name, ours=name, offered=(Take.OURS, Take.THEIRS), where=self._sheet.title,
                sheet=self._sheet.key, row=0, name=name,
            )  # fmt: skip

    # -- remarks

    def _tell_of_columns(self) -> None:
        for column in self._spec.columns:
            if column.editable and column.key not in self._sheet.letters and self._was_there(column.key):
                said = Refused(
                    "The column “{column}” is missing, so nothing of it changes.",
                    column=self._tell(column.heading),
                )
                self.remarks.append(Remark(self._sheet.title, "", said))

    def _was_there(self, key: str) -> bool:
        return self._base is None or key in self._places

    def _remark(self, row: ReturnedRow, key: str, said: Refused, *, lost: bool = False) -> None:
        self.remarks.append(Remark(self._sheet.title, self._sheet.cell(row.number, key), said, lost))


def _code(item: Any) -> str:
    return str(getattr(item, "code", ""))


def name_of(sheet: Sheet, item: Any, lookup: Lookup) -> str:
    """What people call a row: its code and its first text, else its first cells."""
    parts = [as_text(shown(column.value(item, lookup), str)) for column in sheet.columns[:5]]
    told = [part.splitlines()[0] for part in parts if part and part != "?"]
    return " ".join(told[: 2 if len("".join(told[:2])) > _SHORT else 4])[:90]
