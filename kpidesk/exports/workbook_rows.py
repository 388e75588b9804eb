"""Rows of the workbook's sheets: what each column shows of a record, and what is kept for comparing."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from kpidesk.domain.cells import Cell, fitting, label, legal, plain
from kpidesk.domain.columns import Column, ColumnType, Sheet
from kpidesk.exports.workbook_parts import QUIET, TEXT, Job, apart, escaped, lines_of, put, styled

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as BookCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_FORMATS: Final = {ColumnType.DATE: "yyyy-mm-dd", ColumnType.INTEGER: "0", ColumnType.NUMBER: "General"}
_NAMED: Final = (Enum, bool)
_TAKEN_FOR_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(slots=True)
class Row:
    """What the cells of one row tell: how many lines the tallest has, and whether a text was cut."""

    lines: int = 1
    cut: bool = False


class Writer:
    """Makes the cells of one column; the same two cell objects serve all rows, as rows are streamed."""

    def __init__(self, page: "WriteOnlyWorksheet", column: Column, job: Job, row: Row, sheet: Sheet) -> None:
        from openpyxl.styles import Protection  # noqa: PLC0415 - late: 200 ms

        editable = job.choice.may_change(sheet, column)
        self.key, self.compared = column.key, column.editable or column.key == "code"
        self._row = row
        self._wide = column.width if column.wide else 0
        self._value, self._lookup, self._words = column.value, job.lookup, job.words
        side = {ColumnType.NUMBER: "right", ColumnType.INTEGER: "right", ColumnType.DATE: "left"}.get(
            column.holds
        )
        code = column.key == "code"
        colour = TEXT if editable or column.wide or code else QUIET
        self._plain, self._quoted, self._empty = (
            styled(page, wrap=column.wide, side=side, bold=code, colour=colour) for _ in range(3)
        )
        self._quoted.quotePrefix = True
        opened = job.choice.locked and editable
        # Where nothing is written the column's own look counts, so that an open one needs no empty cells.
        self._fills = opened and not job.choice.may_fill(sheet, column)
        for cell in (self._plain, self._quoted, self._empty):
            cell.number_format = _FORMATS.get(column.holds, "General")
            if opened:  # a cell is locked unless it says otherwise
                cell.protection = Protection(locked=False)
        self._labels: dict[Enum | bool, str] = {}
        self.shown: Cell = ""

    def cell(self, item: object) -> "BookCell | None":
        """The cell of a row, None where there is nothing to write; `shown` is what it shows then."""
        value = self._value(item, self._lookup)
        if value is None or value == "":
            self.shown = ""
            return self._empty if self._fills else None
        if isinstance(value, _NAMED):
            self.shown = self._label(value)
            return put(self._plain, self.shown)
        if not isinstance(value, str):
            self._plain.value = value
            self.shown = plain(value)
            return self._plain
        text, cut = fitting(legal(value))
        self._row.cut = self._row.cut or cut
        if self._wide and (len(text) > self._wide or "\n" in text):
            self._row.lines = max(self._row.lines, lines_of(text, self._wide))
        self.shown = text.strip()
        return put(self._quoted if text.startswith(_TAKEN_FOR_FORMULA) else self._plain, apart(text))

    def _label(self, value: Enum | bool) -> str:
        if value not in self._labels:
            self._labels[value] = escaped(label(value, self._words))
        return self._labels[value]
