"""What people typed into a cell of a returned workbook, as a field's value, or why it is none.

A cell is read only where it differs from what was exported, so whatever stands here was changed by
somebody and may be named with its sheet and place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from kpidesk.domain.cells import Cell, Tell, label, unescaped
from kpidesk.domain.columns import NAMED_BY, Column, ColumnType, Lookup
from kpidesk.domain.people import Person
from kpidesk.domain.record import Field, Record, fields_of
from kpidesk.domain.typed_number import read_number
from kpidesk.domain.typed_period import Grain, read_period
from kpidesk.domain.wording import Refused

_ERROR: Final = re.compile(r"#[\w/]+[!?]|#N/?[AVD]|#+|Err:\d+", re.IGNORECASE)
_MOST_CHOICES: Final = 8
_YES: Final = frozenset({"1", "true", "x", "✓", "✔"})
_NO: Final = frozenset({"0", "false"})


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom the desk does not know yet, by the name that was typed."""

    name: str


def is_error(cell: Cell) -> bool:
    """Whether a spreadsheet program shows an error there, such as #REF!."""
    return isinstance(cell, str) and bool(_ERROR.fullmatch(cell))


def as_text(cell: Cell) -> str:
    """A cell as the text that people see: 5.0 is 5."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def same(one: Cell, other: Cell) -> bool:
    """Whether two cells show the same, a number as a number or as a text."""
    if one == other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        # LibreOffice reads the escape of "_x0041_" and writes it without one.
        return "_x" in one and unescaped(one).strip() == other
    return as_text(one) == as_text(other)


class CellReader:
    """Reads cells of one column."""

    def __init__(self, column: Column, record_type: type[Record], lookup: Lookup, tell: Tell) -> None:
        self._column, self._lookup, self._tell = column, lookup, tell
        fields = {field.name: field for field in fields_of(record_type)}
        self._field: Field | None = fields.get(column.key)
        self._read = self._reading()

    def read(self, cell: Cell) -> object:
        """The value of a cell.

        Raises:
            Refused: it is none, with the reason.
        """
        if cell == "":
            return self._nothing()
        if is_error(cell):
            raise Refused("{cell} is an error of the spreadsheet, so nothing is read there.", cell=cell)
        return self._read(cell)

    def _reading(self) -> Callable[[Cell], object]:
        if self._column.refers is not None:
            return self._reference
        if self._column.choices is not None:
            return self._choice
        return {
            ColumnType.FLAG: self._flag,
            ColumnType.DATE: self._day,
            ColumnType.NUMBER: self._number,
            ColumnType.INTEGER: self._whole,
        }.get(self._column.holds, self._text)

    def _nothing(self) -> object:
        if self._column.needed:
            raise Refused("This cannot be empty.")
        field = self._field
        if self._column.holds is ColumnType.FLAG:
            return False
        if field is None or field.optional:
            return None
        if field.kind is tuple:
            return ()
        if field.kind is str and field.reference is None:
            return ""
        raise Refused("This cannot be empty.")

    def _text(self, cell: Cell) -> object:
        text = as_text(cell)
        if self._field is not None and self._field.kind is tuple:
            return tuple(filter(None, (line.strip() for line in text.splitlines())))
        return text

    def _number(self, cell: Cell) -> float:
        if not isinstance(cell, str):
            return float(cell)
        typed = read_number(cell)
        if typed is None:
            raise Refused("“{cell}” is no number.", cell=cell[:40])
        if typed.grouped is not None:
            raise Refused(
                "“{cell}” may be {one} or {other}. Type it without a sign for thousands.",
                cell=cell, one=f"{typed.number:g}", other=f"{typed.grouped:g}",
            )  # fmt: skip
        return typed.number

    def _whole(self, cell: Cell) -> int:
        number = self._number(cell)
        if not number.is_integer() or abs(number) > 1e12:
            raise Refused("“{cell}” is no whole number.", cell=as_text(cell)[:40])
        return int(number)

    def _flag(self, cell: Cell) -> bool:
        typed = as_text(cell).casefold()
        for value, others in ((True, _YES), (False, _NO)):
            if typed == label(value, self._tell).casefold() or typed in others:
                return value
        raise Refused("“{cell}” is neither yes nor no.", cell=as_text(cell)[:40])

    def _day(self, cell: Cell) -> date:
        typed = as_text(cell)
        try:
            return date.fromisoformat(typed[:10] if typed[10:11] == " " else typed)
        except ValueError:
            pass
        read = read_period(typed)
        if read is None or read.grain is not Grain.DAY:
            raise Refused("“{cell}” is no day. Type it like 2027-03-31.", cell=typed[:40])
        days = {day for day in (read.day, read.swapped) if day is not None}
        if len(days) > 1:
            raise Refused("“{cell}” may be read in two ways. Type it like 2027-03-31.", cell=typed[:40])
        return days.pop()

    def _choice(self, cell: Cell) -> Enum:
        choices = self._column.choices
        assert choices is not None  # noqa: S101 - else another reading was chosen
        typed = as_text(cell).casefold()
        for choice in choices:
            if typed in {label(choice, self._tell).casefold(), str(choice.value).casefold()}:
                return choice
        offered = [label(choice, self._tell) for choice in choices][:_MOST_CHOICES]
        raise Refused(
            "“{cell}” is not one of the choices: {choices}.",
            cell=as_text(cell)[:40],
            choices=", ".join(offered),
        )

    def _reference(self, cell: Cell) -> object:
        target = self._column.refers
        assert target is not None  # noqa: S101 - else another reading was chosen
        typed = as_text(cell)
        known = self._lookup.all(target).values()
        # A code with its name behind it ("R07 Callers are answered") is what people copy from a list.
        wanted = (
            {typed.casefold()}
            if NAMED_BY[target] == "name"
            else {typed.casefold(), typed.split()[0].casefold()}
        )
        found = [each.id for each in known if str(getattr(each, NAMED_BY[target])).casefold() in wanted]
        if len(found) > 1:
            raise Refused("There are several called “{cell}”.", cell=typed[:40])
        if found:
            return found[0]
        if target is Person:
            return Named(typed)
        raise Refused("There is no “{cell}” in the desk.", cell=typed[:40])
