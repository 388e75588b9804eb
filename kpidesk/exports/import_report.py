"""The report of an import as a workbook: what the desk held, what the file said, what the desk holds."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kpidesk.domain.period import short_name
from kpidesk.domain.values_reconcile import Line
from kpidesk.system.files import replacing
from kpidesk.system.words import Words


def write_report(path: Path, rows: Iterable[Line], names: Sequence[str], words: Words) -> None:
    """Write the report; whole or not at all.

    Args:
        path: the new file.
        rows: the lines of the report.
        names: in words, what each line compares.
        words: the language of the heads.

    Raises:
        OSError: it cannot be written.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - late: 200 ms
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    sheet: Any = book.active
    sheet.title = words("Import")[:31]
    heads = (
        words("Measure"), words("Name"), words("What"), words("On the desk before"), words("In the file"),
        words("On the desk now"),
    )  # fmt: skip
    sheet.append(heads)
    for line, name in zip(rows, names, strict=True):
        what = name if line.period is None else short_name(line.period, line.measure.period_type)
        sheet.append([None] * len(heads))
        cells = (line.measure.code, line.measure.name, what, line.before, line.said, line.after)
        for column, value in enumerate(cells, start=1):
            _put(sheet.cell(sheet.max_row, column), value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEF", (10, 32, 20, 18, 18, 18), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    with replacing(path) as temporary:
        book.save(temporary)


def _put(cell: Any, value: str | float | date | None) -> None:
    """Text stays text, also where a spreadsheet would take it for a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
