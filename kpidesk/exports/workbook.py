"""The desk as an Excel workbook that can be read, changed and sent back.

Every data sheet has a hidden first row with language-neutral column keys and a hidden first column
with record ids; a hidden sheet says which desk and which edit the workbook came from. Whatever
people wrote is text, also where a spreadsheet would take it for a formula.
"""

import math
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kpidesk.domain.columns import NAMED_BY, Cell, Column, ColumnType, Lookup, Sheet
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.domain.sheets import README, changeable, data_sheets
from kpidesk.drawing.palette import LIGHT
from kpidesk.exports.workbook_charts import write_charts
from kpidesk.system.words import Words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as BookCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FORMAT: Final = 1
META: Final = "_kpidesk"
LISTS: Final = "_lists"
CHARTS: Final = "charts"
KEY_ROW: Final = 1
HEAD_ROW: Final = 2
LONGEST_TEXT: Final = 32_767
LONGEST_LIST: Final = 255
CUT: Final = " […]"
SPARE_ROWS: Final = 500
A4_CHARACTERS: Final = 170
A3_CHARACTERS: Final = 300
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

_FORMATS: Final = {ColumnType.DATE: "yyyy-mm-dd", ColumnType.INTEGER: "0", ColumnType.NUMBER: "General"}
# What no XML file may hold: control characters, halves of surrogate pairs, non-characters.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TAKEN_FOR_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(slots=True)
class _Job:
    """What all sheets of one workbook share."""

    book: "Workbook"
    lookup: Lookup
    sheets: tuple[Sheet, ...]
    words: Words
    author: str
    check_free: Callable[[], None]
    lists: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def _nothing() -> None:
    pass


def write_workbook(
    reader: Reader,
    target: Path | str | IO[bytes],
    *,
    words: Words,
    edit: int,
    exported_on: datetime,
    desk: str = "",
    check_free: Callable[[], None] = _nothing,
) -> tuple[str, ...]:
    """Write the workbook of a desk and return what a person should know about it.

    Args:
        reader: a snapshot of the desk.
        target: a path or an open binary file.
        words: the language of headings, choices and explanations.
        edit: the number of the edit that the snapshot shows.
        exported_on: the moment of export, the only date in the file's properties.
        desk: the desk's id; without one, the id of its organisation.
        check_free: called every now and then; what it raises stops the export.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - late: 200 ms

    organisation = next(iter(reader.find(Organisation)), None)
    author = _clean(organisation.name) if organisation else ""
    book = Workbook(write_only=True)
    lookup = Lookup(reader)
    job = _Job(book, lookup, data_sheets(lookup), words, author, check_free)
    titles = _titles(job.sheets, words)
    identity = desk or (organisation.id if organisation else "")
    try:
        _write_readme(job, titles, edit, exported_on)
        for sheet in job.sheets:
            _write_sheet(job, sheet, titles[sheet.key])
        write_charts(book, titles[CHARTS], reader, words, check_free)
        _write_lists(job)
        _write_meta(job, titles, {"desk": identity, "edit": edit, "exported_on": exported_on.isoformat()})
    except BaseException:
        _discard(book)
        raise
    moment = exported_on.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = book.properties
    properties.creator = properties.lastModifiedBy = author
    properties.title = author
    properties.created = properties.modified = moment
    save_book(book, target, moment)
    return tuple(job.warnings)


def _discard(book: "Workbook") -> None:
    """Close the sheets that were begun and remove their temporary files."""
    for page in book.worksheets:
        begun: Any = page
        if not begun.closed:
            begun.close()
        begun._writer.cleanup()


def _titles(sheets: tuple[Sheet, ...], words: Words) -> dict[str, str]:
    """A sheet name for each key: within what Excel allows, each once."""
    titles: dict[str, str] = {}
    named = [(sheet.key, words(sheet.name)) for sheet in (README, *sheets)]
    for key, called in (*named, (CHARTS, words("Charts"))):
        name = re.sub(r"[\[\]:*?/\\]", " ", called).strip("' ")[:31] or key
        while name.casefold() in {title.casefold() for title in titles.values()} or name in {META, LISTS}:
            name = f"{name[:28]} {len(titles)}"
        titles[key] = name
    return titles


def _write_sheet(job: _Job, sheet: Sheet, title: str) -> None:
    """One data sheet: keys, headings, one row an item."""
    sheet = sheet.of(job.lookup)
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - late, as above

    page: Any = job.book.create_sheet(title)
    words = job.words
    headings = _headings(sheet, words)
    last_column = _letter(len(sheet.columns) + 1)
    _set_up(page, sheet, job, title)
    keys = ["id", *(column.key for column in sheet.columns)]
    page.append([_plain(page, key) for key in keys])
    page.append(_head_cells(page, sheet, headings))
    state = _Row()
    writers = [_Writer(page, column, job, state) for column in sheet.columns]
    identity = WriteOnlyCell(page)
    # append() tries each cell as a value first and catches the error, which costs a third of the time.
    page._values_to_row = _placed
    heights: dict[int, dict[str, str]] = {}
    count = 0
    for item in sheet.items(job.lookup):
        if count % 1000 == 0:
            job.check_free()
        state.lines, state.cut = 1, False
        row: list[Any] = [_put(identity, item.id) if sheet.record is not None else None]
        row += [writer.cell(item) for writer in writers]
        count += 1
        if state.lines > 1:  # spreadsheet programs do not agree on fitting rows by themselves
            if state.lines not in heights:
                heights[state.lines] = _height(page, state.lines)
            page.row_dimensions[HEAD_ROW + count] = heights[state.lines]
        page.append(row)
        if state.cut:
            name = str(sheet.columns[0].value(item, job.lookup))[:40]
            told = "{sheet}, {row}: a text was too long for a cell and ends in {mark}."
            job.warnings.append(words(told, sheet=title, row=name, mark=CUT.strip()))
    last_row = HEAD_ROW + max(count, 1)
    if not count:
        page.append([None] * len(keys))
    _add_table(page, sheet.key, headings, f"A{HEAD_ROW}:{last_column}{last_row}")
    _add_choices(page, sheet, job, last_row)
    _add_lines(page, f"B{HEAD_ROW + 1}:{last_column}{last_row + SPARE_ROWS}")


def _height(page: Any, lines: int) -> dict[str, str]:
    """The attributes of a row of so many lines; made once, as a RowDimension for each row takes long."""
    from openpyxl.worksheet.dimensions import RowDimension  # noqa: PLC0415 - late, as above

    return dict(RowDimension(page, ht=min(lines * LINE_HEIGHT, TALLEST_ROW)))


def _headings(sheet: Sheet, words: Words) -> list[str]:
    """Translated headings; a table wants each of them once."""
    headings = ["id"]
    for column in sheet.columns:
        heading = _clean(words(column.heading)).replace("\n", " ") or column.key
        while heading.casefold() in {other.casefold() for other in headings}:
            heading += " ·"
        headings.append(heading)
    return headings


def _set_up(page: Any, sheet: Sheet, job: _Job, title: str) -> None:
    """Everything that must stand before the rows, and how the sheet is printed."""
    page.sheet_properties.tabColor = ACCENT if changeable(sheet) else HEAD_LINE
    page.freeze_panes = f"C{HEAD_ROW + 1}"
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].hidden = True
    for number, column in enumerate(sheet.columns, start=2):
        page.column_dimensions[_letter(number)].width = column.width + 2
    page.row_dimensions[KEY_ROW].hidden = True
    page.row_dimensions[HEAD_ROW].height = 32
    width = sum(column.width for column in sheet.columns)
    _print_set_up(page, job, title, landscape=True, a3=width > A4_CHARACTERS)
    page.page_setup.fitToWidth = max(1, math.ceil(width / A3_CHARACTERS))
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    page.print_title_cols = "B:C"


def _print_set_up(page: Any, job: _Job, title: str, *, landscape: bool, a3: bool) -> None:
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


def _styled(
    page: Any,
    *,
    bold: bool = False,
    colour: str = TEXT,
    size: float = 11,
    wrap: bool = False,
    side: str | None = None,
) -> "BookCell":
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - late, as above
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    cell: BookCell = WriteOnlyCell(page)
    cell.font = Font(name="Calibri", size=size, bold=bold, color=colour)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap, horizontal=side, indent=1 if side else 0)
    return cell


def _put(cell: "BookCell", text: str) -> "BookCell":
    """Text stays text: openpyxl would take =1+1 for a formula and #N/A for an error."""
    raw: Any = cell
    raw._value = text
    raw.data_type = "s"
    return cell


def _placed(cells: Sequence["BookCell | None"], row: int) -> Iterator["BookCell"]:
    """Cells with their place in the sheet."""
    for column, cell in enumerate(cells, start=1):
        if cell is not None:
            cell.column, cell.row = column, row
            yield cell


def _plain(page: Any, text: str, **style: Any) -> "BookCell":
    return _put(_styled(page, **style), text)


def _head_cells(page: Any, sheet: Sheet, headings: Sequence[str]) -> list["BookCell"]:
    """Heads of columns that may be changed have a soft accent, the others are grey."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side  # noqa: PLC0415 - late, as above

    cells = []
    for heading, column in zip(headings, (None, *sheet.columns), strict=True):
        editable = column is not None and column.editable
        cell = _plain(page, heading, bold=True, colour=ACCENT if editable else TEXT)
        cell.fill = PatternFill("solid", fgColor=EDITABLE_HEAD if editable else HEAD)
        cell.border = Border(bottom=Side("medium", color=ACCENT if editable else HEAD_LINE))
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cells.append(cell)
    return cells


@dataclass(slots=True)
class _Row:
    """What the cells of one row tell: how many lines the tallest has, and whether a text was cut."""

    lines: int = 1
    cut: bool = False


class _Writer:
    """Makes the cells of one column; the same two cell objects serve all rows, as rows are streamed."""

    def __init__(self, page: "WriteOnlyWorksheet", column: Column, job: _Job, row: _Row) -> None:
        self._row = row
        self._wide = column.width if column.wide else 0
        self._value, self._lookup, self._words = column.value, job.lookup, job.words
        side = {ColumnType.NUMBER: "right", ColumnType.INTEGER: "right", ColumnType.DATE: "left"}.get(
            column.holds
        )
        code = column.key == "code"
        colour = TEXT if column.editable or column.wide or code else QUIET
        self._plain, self._quoted = (
            _styled(page, wrap=column.wide, side=side, bold=code, colour=colour) for _ in range(2)
        )
        self._plain.number_format = _FORMATS.get(column.holds, "General")
        self._quoted.quotePrefix = True
        self._labels: dict[object, str] = {}

    def cell(self, item: object) -> "BookCell | None":
        """The cell of a row, None where there is nothing to write."""
        value = self._value(item, self._lookup)
        if value is None or value == "":
            return None
        if isinstance(value, Enum | bool):
            value = self._label(value)
        if not isinstance(value, str):
            self._plain.value = value
            return self._plain
        text = _clean(value)
        if self._wide and (len(text) > self._wide or "\n" in text):
            self._row.lines = max(self._row.lines, _lines(text, self._wide))
        if len(text) > LONGEST_TEXT // 2 and _units(text) > LONGEST_TEXT:
            text, self._row.cut = _cut(text), True
        return _put(self._quoted if text.startswith(_TAKEN_FOR_FORMULA) else self._plain, text)

    def _label(self, value: Enum | bool) -> str:
        if value not in self._labels:
            self._labels[value] = label(value, self._words)
        return self._labels[value]


def label(value: Enum | bool, words: Words) -> str:
    """The word for a choice or a yes and no."""
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    return words(LABELS[value])


def _clean(text: str) -> str:
    """The text without what an XML file cannot hold, and with its own escapes kept apart."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub("", text)
    return _ESCAPED.sub("_x005F_", text) if "_x" in text else text


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters, rather one too many."""
    return sum(1 + int(len(part) * 1.06 / width) for part in text.split("\n"))


def _units(text: str) -> int:
    """Length as Excel counts: in halves of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    room = LONGEST_TEXT - len(CUT)
    kept = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore")
    return kept + CUT


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - late, as above

    return get_column_letter(number)


def _add_table(page: Any, key: str, headings: Sequence[str], area: str) -> None:
    from openpyxl.worksheet.filters import AutoFilter  # noqa: PLC0415 - late, as above
    from openpyxl.worksheet.table import Table, TableColumn  # noqa: PLC0415

    columns = [TableColumn(id=number, name=heading) for number, heading in enumerate(headings, start=1)]
    # add_table does the same, but warns in write-only mode even when the columns are there.
    page.tables.add(
        Table(displayName=f"desk_{key}", ref=area, tableColumns=columns, autoFilter=AutoFilter(ref=area))
    )


def _add_choices(page: Any, sheet: Sheet, job: _Job, last_row: int) -> None:
    """Drop-downs; another text is doubted, not refused."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - late, as above

    for number, column in enumerate(sheet.columns, start=2):
        name, choices = _choices(column, job)
        if not choices or not column.editable:
            continue
        inline = ",".join(choices)
        if len(inline) > LONGEST_LIST or any(set(choice) & set(',"\n') for choice in choices):
            job.lists[name] = choices
            place = _letter(list(job.lists).index(name) + 1)
            source = f"{LISTS}!${place}$2:${place}${len(choices) + 1}"
        else:
            source = f'"{inline}"'
        rule = DataValidation(
            "list", formula1=source, allow_blank=True, errorStyle="warning", showErrorMessage=True
        )
        rule.errorTitle = job.words("Not in the list")
        rule.error = job.words("This is not one of the choices. KPI Desk may not be able to read it.")
        rule.add(f"{_letter(number)}{HEAD_ROW + 1}:{_letter(number)}{last_row + SPARE_ROWS}")
        page.data_validations.append(rule)


def _choices(column: Column, job: _Job) -> tuple[str, list[str]]:
    """The name of a column's list and what it offers."""
    if column.choices is not None:
        return column.choices.__name__, [label(member, job.words) for member in column.choices]
    if column.holds is ColumnType.FLAG:
        return "flag", [label(value, job.words) for value in (True, False)]
    if column.refers is None or not column.listed:
        return "", []
    names = [
        _clean(getattr(each, NAMED_BY[column.refers])) for each in job.lookup.all(column.refers).values()
    ]
    return column.refers.__name__, list(dict.fromkeys(filter(None, names)))


def _add_lines(page: Any, area: str) -> None:
    """A thin line under each filled row, also under rows that people add."""
    from openpyxl.formatting.rule import Rule  # noqa: PLC0415 - late, as above
    from openpyxl.styles import Border, Side  # noqa: PLC0415
    from openpyxl.styles.differential import DifferentialStyle  # noqa: PLC0415

    first, _, last = area.partition(":")
    row = first[1:]
    filled = f"COUNTA($B{row}:${last.rstrip('0123456789')}{row})>0"
    line = DifferentialStyle(border=Border(bottom=Side("thin", color=LINE)))
    page.conditional_formatting.add(area, Rule(type="expression", formula=[filled], dxf=line))


def _write_readme(job: _Job, titles: dict[str, str], edit: int, exported_on: datetime) -> None:
    """The first sheet: what all this is, in plain words."""
    words = job.words
    page: Any = job.book.create_sheet(titles[README.key])
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = HEAD_LINE
    for number, column in enumerate(README.columns, start=1):
        page.column_dimensions[_letter(number)].width = column.width + 2
    _print_set_up(page, job, titles[README.key], landscape=False, a3=False)
    page.row_dimensions[1].height = 30
    page.append([_plain(page, job.author or "KPI Desk", bold=True, size=18, colour=ACCENT)])
    day = words.date(exported_on.date())
    told = words("Workbook from KPI Desk, {day}, edit {edit}.", day=day, edit=words.number(edit))
    page.append([_plain(page, told, colour=QUIET)])
    page.append([])
    explanations = tuple(_explanations(words))
    for number, (heading, text) in enumerate(explanations):
        _grow(page, 4 + number, text)
        page.append([_plain(page, heading, bold=True, wrap=True), _plain(page, text, wrap=True)])
    page.append([])
    page.append(_head_cells(page, README, ["", *(words(column.heading) for column in README.columns)])[1:])
    for number, sheet in enumerate(job.sheets):
        _grow(page, 6 + len(explanations) + number, words(sheet.about))
        state = words("yes, under coloured heads") if changeable(sheet) else words("no, for reading only")
        page.append(
            [
                _plain(page, titles[sheet.key], bold=True),
                _plain(page, words(sheet.about), wrap=True),
                _plain(page, state, colour=ACCENT if changeable(sheet) else QUIET),
            ]
        )


def _grow(page: Any, row: int, text: str) -> None:
    """Make a row of the first sheet as tall as its middle column needs."""
    page.row_dimensions[row].height = LINE_HEIGHT * _lines(text, README.columns[1].width) + 3


def _explanations(words: Words) -> Iterator[tuple[str, str]]:
    yield (
        words("What this is"),
        words(
            "Everything in the desk as tables: what shall be so, how it is measured, and who promised what."
        ),
    )
    yield (
        words("What you may change"),
        words(
            "Columns with a green head. Choose from the list where a cell offers one. "
            "To add something, type into the first empty row; leave its code empty. "
            "Columns with a grey head are worked out or kept by KPI Desk; changes there are not read."
        ),
    )
    yield (
        words("What to leave alone"),
        words(
            "The names of sheets, the heads, and the hidden first row and column: "
            "they tell which line belongs to what. Sorting and filtering do no harm."
        ),
    )
    yield (
        words("How to send it back"),
        words(
            "Save the workbook as it is (.xlsx) and give it to the person who sent it. "
            "Nothing changes in the desk until they have looked at each difference and agreed."
        ),
    )


def _write_lists(job: _Job) -> None:
    """Choices that are too many or too long to stand in a drop-down themselves."""
    if not job.lists:
        return
    page: Any = job.book.create_sheet(LISTS)
    page.sheet_state = "hidden"
    page.append([_plain(page, name) for name in job.lists])
    for i in range(max(map(len, job.lists.values()))):
        page.append(
            [_plain(page, entries[i]) if i < len(entries) else None for entries in job.lists.values()]
        )


def _write_meta(job: _Job, titles: dict[str, str], facts: dict[str, Cell]) -> None:
    """What an importer has to know: format, desk, edit, language and the sheets' names by key."""
    page: Any = job.book.create_sheet(META)
    page.sheet_state = "veryHidden"
    about = {"format": FORMAT, **facts, "language": job.words.language}
    about |= {f"sheet:{key}": title for key, title in titles.items()}
    for key, value in about.items():
        shown = _plain(page, value) if isinstance(value, str) else value
        page.append([_plain(page, key), shown])


class _Archive(ZipFile):
    """A zip file whose entries carry one given time, so that the same desk gives the same bytes."""

    def __init__(self, target: Path | str | IO[bytes], moment: datetime) -> None:
        super().__init__(target, "w", ZIP_DEFLATED, allowZip64=True)
        self._moment = max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0))

    def _entry(self, name: str) -> ZipInfo:
        entry = ZipInfo(name, self._moment)
        entry.compress_type = ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return entry

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """See ZipFile."""
        super().writestr(self._entry(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """See ZipFile."""
        with Path(filename).open("rb") as source, self.open(self._entry(str(arcname)), "w") as sink:
            shutil.copyfileobj(source, sink)


def save_book(book: "Workbook", target: Path | str | IO[bytes], moment: datetime) -> None:
    """Like openpyxl's own save, which stamps the clock's time on properties and entries."""
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415 - late, as above

    with _Archive(target, moment) as archive:
        ExcelWriter(book, archive).save()
