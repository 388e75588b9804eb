"""What a workbook for somebody holds: which sheets, whose rows, and what they may change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kpidesk.domain.columns import Column, Lookup, Sheet
from kpidesk.domain.people import Group, Person
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Field, OnRemove, fields_of
from kpidesk.domain.records import RECORDS
from kpidesk.domain.sharing import Partner
from kpidesk.domain.sheets import data_sheets

WHO: Final = frozenset(
    {"owner", "who", "keeper", "team", "with_whom", "by", "leader", "manager", "agreed_by", "proposed_by"}
)
"""Text fields that name somebody."""
_LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class BookChoice:
    """What a workbook holds.

    Args:
        sheets: keys of the wanted sheets, None for all.
        whose: the id of a partner, a person or a group, or a name as owners are written: only their rows.
        columns: "sheet.column" keys of what may be changed, None for all that can be read back.
        locked: whether what is not read back is locked, without a password.
        return_to: whom to send it to.
        return_by: until when.
    """

    sheets: frozenset[str] | None = None
    whose: str = ""
    columns: frozenset[str] | None = None
    locked: bool = True
    return_to: str = ""
    return_by: date | None = None

    def wants(self, sheet: Sheet) -> bool:
        """Whether a sheet is in the workbook. What is worked out has no rows of anybody's own."""
        return (self.sheets is None or sheet.key in self.sheets) and not (self.whose and sheet.record is None)

    def may_change(self, sheet: Sheet, column: Column) -> bool:
        """Whether cells of a column are for changing."""
        return column.editable and (self.columns is None or f"{sheet.key}.{column.key}" in self.columns)

    def may_add(self, sheet: Sheet) -> bool:
        """Whether rows can be added to a sheet."""
        return sheet.grows and all(
            column.once or self.may_change(sheet, column) for column in sheet.columns if column.needed
        )

    def may_fill(self, sheet: Sheet, column: Column) -> bool:
        """Whether cells of a column are for filling in where no row is yet."""
        return self.may_add(sheet) and (column.once or self.may_change(sheet, column))


EVERYTHING: Final = BookChoice()


def sheets_of(lookup: Lookup, choice: BookChoice, rows: frozenset[str] | None) -> tuple[Sheet, ...]:
    """The sheets of a workbook besides the one that explains it.

    Where somebody's rows are asked for and no sheets are named, those without any row of theirs are left out.
    """
    wanted = tuple(filter(choice.wants, data_sheets(lookup)))
    if rows is None or choice.sheets is not None:
        return wanted
    return tuple(sheet for sheet in wanted if any(True for _ in items_of(sheet, lookup, rows)))


def items_of(sheet: Sheet, lookup: Lookup, rows: frozenset[str] | None) -> Iterator[Any]:
    """What the rows of a sheet are about; `rows` are the ids of the records that are wanted, None for all."""
    for item in sheet.items(lookup):
        if rows is None or sheet.record is None or item.id in rows:
            yield item


def people_of(reader: Reader) -> list[tuple[str, str]]:
    """Whose rows can be asked for: id or name, and what people call them, by name."""
    named = {each.id: each.name for each in reader.find(Person)}
    named |= {each.id: each.name for each in reader.find(Group)}
    named |= {each.id: f"{each.code} {each.name}" for each in reader.find(Partner)}
    known = {name.casefold() for name in named.values()}
    for kind in RECORDS:
        if any(
            field.name == "owner" and field.kind is str and not field.reference for field in fields_of(kind)
        ):
            for record in reader.find(kind):
                owner = getattr(record, "owner", "").strip()
                if owner and owner.casefold() not in known:
                    known.add(owner.casefold())
                    named[owner] = owner
    return sorted(named.items(), key=lambda each: each[1].casefold())


def rows_of(reader: Reader, whose: str) -> frozenset[str]:
    """The ids of the records that are somebody's: what names them, and what cannot be without those.

    Args:
        reader: the desk.
        whose: see BookChoice.
    """
    records = {kind: reader.find(kind) for kind in RECORDS}
    itself = next((each for kind in records for each in records[kind] if each.id == whose), None)
    name = str(getattr(itself, "name", whose)).casefold()
    found = {whose} if itself is not None else set()
    parts: dict[str, list[str]] = {}
    for kind, all_of_kind in records.items():
        fields = fields_of(kind)
        refer = [field.name for field in fields if field.reference]
        told = [field.name for field in fields if field.kind is str and field.name in WHO]
        wholes = [field.name for field in fields if _is_whole(field)]
        for record in all_of_kind:
            if any(getattr(record, each) == whose for each in refer) or (
                name and any((getattr(record, each) or "").casefold() == name for each in told)
            ):
                found.add(record.id)
            for each in wholes:
                parts.setdefault(getattr(record, each), []).append(record.id)
    more = [*found]
    while more:
        more = [part for whole in more for part in parts.get(whole, ()) if part not in found]
        found.update(more)
    return frozenset(found)


def _is_whole(field: Field) -> bool:
    """Whether a record cannot be without the one that this field refers to."""
    return field.reference is not None and field.reference.on_remove is OnRemove.REMOVE and not field.optional


def file_part(reader: Reader, whose: str) -> str:
    """Whose rows a file holds, as its name tells it: the code of a partner, else the name."""
    record = next((each for kind in (Partner, Person, Group) for each in reader.find(kind, id=whose)), None)
    name = getattr(record, "code", "") or getattr(record, "name", "") or whose
    return re.sub(r"\W+", "-", name).strip("-_")[:_LONGEST_NAME]
