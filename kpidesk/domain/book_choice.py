"""What a workbook for somebody holds: which sheets, whose rows, and what they may change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.columns import Column, Sheet
from kpidesk.domain.people import Group, Person
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import OnRemove, Record, fields_of
from kpidesk.domain.records import RECORDS
from kpidesk.domain.sharing import Partner

WHO: Final = frozenset(
    {"owner", "who", "keeper", "team", "with_whom", "by", "leader", "manager", "agreed_by", "proposed_by"}
)
"""Text fields that name somebody."""


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


EVERYTHING: Final = BookChoice()


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
    records = {record.id: record for kind in RECORDS for record in reader.find(kind)}
    name = _name(records.get(whose), whose).casefold()
    found = {whose} if whose in records else set()
    found |= {record.id for record in records.values() if _names(record, whose, name)}
    while more := {key for key, record in records.items() if key not in found and _part_of(record, found)}:
        found |= more
    return frozenset(found)


def _name(record: Record | None, otherwise: str) -> str:
    return str(getattr(record, "name", otherwise))


def _names(record: Record, whose: str, name: str) -> bool:
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.reference and value == whose:
            return True
        if field.name in WHO and isinstance(value, str) and name and value.casefold() == name:
            return True
    return False


def _part_of(record: Record, found: Iterable[str]) -> bool:
    return any(
        field.reference is not None
        and field.reference.on_remove is OnRemove.REMOVE
        and not field.optional
        and getattr(record, field.name) in found
        for field in fields_of(type(record))
    )
