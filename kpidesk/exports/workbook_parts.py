"""What all sheets of the workbook share: the job, colours, cells, heads and how a page is printed."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kpidesk.domain.book_choice import BookChoice
from kpidesk.domain.cells import legal
from kpidesk.domain.columns import Column, Lookup, Sheet
from kpidesk.drawing.palette import LIGHT
from kpidesk.system.words import Words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as BookCell

LINE_HEIGHT: Final = 15.0
TALLEST_ROW: Final = 409.0

# Excel writes colours without the #.
TEXT: Final = LIGHT.text[1:]
QUIET: Final = LIGHT.text_third[1:]
HEAD: Final = LIGHT.sunken[1:]
EDITABLE_HEAD: Final = LIGHT.accent_soft[1:]
ACCENT: Final = LIGHT.accent[1:]
LINE: Final = LIGHT.border[1:]
HEAD_LINE: Final = LIGHT.outline[1:]

_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(slots=True)
class Job:
    """What all sheets of one workbook share; `rows` are the ids of its records, None for all."""

    book: "Workbook"
    lookup: Lookup
    sheets: tuple[Sheet, ...]
    words: Words
    author: str
    choice: BookChoice
    rows: frozenset[str] | None
    check_free: Callable[[], None]
    lists: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def styled(
    page: Any,
    *,
    bold: bool = False,
    colour: str = TEXT,
    size: float = 11,
    wrap: bool = False,
    side: str | None = None,
) -> "BookCell":
    """An empty cell with a look."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - late: 200 ms

    from kpidesk.exports.workbook_cells import StreamedCell  # noqa: PLC0415

    cell: BookCell = StreamedCell(page)
    cell.font = Font(name="Calibri", size=size, bold=bold, color=colour)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap, horizontal=side, indent=1 if side else 0)
    return cell


def put(cell: "BookCell", text: str) -> "BookCell":
    """Text stays text: openpyxl would take =1+1 for a formula and #N/A for an error."""
    raw: Any = cell
    raw._value = text
    raw.data_type = "s"
    return cell


def placed(cells: Sequence["BookCell | None"], row: int) -> Iterator["BookCell"]:
    """Cells with their place in the sheet."""
    for column, cell in enumerate(cells, start=1):
        if cell is not None:
            cell.column, cell.row = column, row
            yield cell


def text_cell(page: Any, text: str, **style: Any) -> "BookCell":
    """A cell with a text."""
    return put(styled(page, **style), text)


def escaped(text: str) -> str:
    """A text as a cell keeps it: legal in XML, and with its own escapes kept apart."""
    return apart(legal(text))


def apart(text: str) -> str:
    """A legal text with what looks like an escape of a spreadsheet kept apart from those."""
    return _ESCAPED.sub("_x005F_", text) if "_x" in text else text


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters, rather one too many."""
    return sum(1 + int(len(part) * 1.06 / width) for part in text.split("\n"))


def letter(number: int) -> str:
    """The letters of a column: 28 is AB."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - late, as above

    return get_column_letter(number)


def print_set_up(page: Any, job: Job, title: str, *, landscape: bool, a3: bool) -> None:
    """How a sheet comes out of the printer, with its name and the page at the foot."""
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.paperSize = 8 if a3 else 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.7
    footer = page.HeaderFooter.oddFooter
    footer.left.text, footer.center.text = (_footer(job.author), _footer(title))
    footer.right.text = job.words("Page {page} of {pages}", page="&P", pages="&N")


def _footer(text: str) -> str:
    """In headers and footers & starts a code; a number after one would be read as a size."""
    return text.replace("&", "&&")[:80]


def head_cells(
    page: Any, columns: Sequence[Column | None], headings: Sequence[str], job: Job, sheet: Sheet
) -> list["BookCell"]:
    """Heads of columns that may be changed have a soft accent, the others are grey."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side  # noqa: PLC0415 - late, as above

    cells = []
    for heading, column in zip(headings, columns, strict=True):
        editable = column is not None and job.choice.may_change(sheet, column)
        cell = text_cell(page, heading, bold=True, colour=ACCENT if editable else TEXT)
        cell.fill = PatternFill("solid", fgColor=EDITABLE_HEAD if editable else HEAD)
        cell.border = Border(bottom=Side("medium", color=ACCENT if editable else HEAD_LINE))
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cells.append(cell)
    return cells
