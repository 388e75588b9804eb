"""The desk as an Excel workbook that can be read, changed and sent back.

Every data sheet has a hidden first row with language-neutral column keys and a hidden first column
with record ids; a hidden sheet says which desk and which edit the workbook came from. Whatever
people wrote is text, also where a spreadsheet would take it for a formula.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from kpidesk.domain.book_choice import EVERYTHING, BookChoice, file_part, items_of, rows_of, sheets_of
from kpidesk.domain.book_layout import (
    BASE,
    CHARTS,
    DESK_PROPERTY,
    EDIT_PROPERTY,
    FORMAT,
    HEAD_ROW,
    KEY_ROW,
    LISTS,
    META,
    corner,
)
from kpidesk.domain.cells import CUT, Cell, label, packed
from kpidesk.domain.columns import NAMED_BY, Column, ColumnType, Lookup, Sheet
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.domain.sheets import DATA_SHEETS, README
from kpidesk.exports.workbook_archive import save_book
from kpidesk.exports.workbook_charts import write_charts
from kpidesk.exports.workbook_parts import (
    ACCENT,
    HEAD_LINE,
    LINE,
    LINE_HEIGHT,
    TALLEST_ROW,
    Job,
    escaped,
    head_cells,
    letter,
    placed,
    print_set_up,
    put,
    text_cell,
)
from kpidesk.exports.workbook_readme import write_readme
from kpidesk.exports.workbook_rows import Row, Writer
from kpidesk.system.words import Words

if TYPE_CHECKING:
    from openpyxl import Workbook

LONGEST_LIST: Final = 255
SPARE_ROWS: Final = 500
A4_CHARACTERS: Final = 170
A3_CHARACTERS: Final = 300


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
    choice: BookChoice = EVERYTHING,
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
        choice: which sheets and whose rows, and what may be changed.
        check_free: called every now and then; what it raises stops the export.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - late: 200 ms

    organisation = next(iter(reader.find(Organisation)), None)
    author = escaped(organisation.name) if organisation else ""
    book = Workbook(write_only=True)
    lookup = Lookup(reader)
    rows = rows_of(reader, choice.whose) if choice.whose else None
    sheets = sheets_of(lookup, choice, rows)
    job = Job(book, lookup, sheets, words, author, choice, rows, check_free)
    titles = _titles(job.sheets, words)
    identity = desk or (organisation.id if organisation else "")
    try:
        write_readme(job, titles, edit, exported_on)
        base = {sheet.key: _write_sheet(job, sheet, titles) for sheet in job.sheets}
        if choice.sheets is None or CHARTS in choice.sheets:
            write_charts(book, titles[CHARTS], reader, words, check_free, only=rows)
        _write_lists(job)
        _write_base(job, base)
        _write_meta(job, titles, {"desk": identity, "edit": edit, "exported_on": exported_on.isoformat()})
    except BaseException:
        _discard(book)
        raise
    moment = exported_on.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = book.properties
    properties.creator = properties.lastModifiedBy = author
    properties.title = author
    properties.created = properties.modified = moment
    _write_properties(book, identity, edit)
    save_book(book, target, moment)
    return tuple(job.warnings)


def file_name(reader: Reader, choice: BookChoice) -> str:
    """The name of a workbook's file, which tells whose it is: workbook-P03.xlsx."""
    whose = file_part(reader, choice.whose) if choice.whose else ""
    return f"workbook-{whose}.xlsx" if whose else "workbook.xlsx"


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


def _write_sheet(job: Job, sheet: Sheet, titles: dict[str, str]) -> list[list[Cell]]:
    """One data sheet: keys, headings, one row an item; what of it is to be compared with later."""
    sheet = sheet.of(job.lookup)
    title = titles[sheet.key]
    page: Any = job.book.create_sheet(title)
    headings = _headings(sheet, job.words)
    _set_up(page, sheet, job, title)
    keys = [corner(sheet.key), *(column.key for column in sheet.columns)]
    page.append([text_cell(page, key) for key in keys])
    heads = head_cells(page, (None, *sheet.columns), headings, job, sheet)
    for head, column in zip(heads[1:], sheet.columns, strict=True):
        _explain(head, column, job, sheet, titles)
    page.append(heads)
    count, base = _write_rows(job, sheet, page)
    if not count:
        page.append([None] * len(keys))
    last_row, last_column = HEAD_ROW + max(count, 1), letter(len(keys))
    _add_table(page, sheet.key, headings, f"A{HEAD_ROW}:{last_column}{last_row}")
    _add_choices(page, sheet, job, last_row)
    _add_lines(page, f"B{HEAD_ROW + 1}:{last_column}{last_row + SPARE_ROWS}")
    return base


def _write_rows(job: Job, sheet: Sheet, page: Any) -> tuple[int, list[list[Cell]]]:
    """The rows of a sheet: how many, and what they show in the columns that are compared later."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - late, as above

    state, identity = Row(), WriteOnlyCell(page)
    writers = [Writer(page, each, job, state, sheet) for each in sheet.columns]
    compared = [writer for writer in writers if writer.compared]
    base: list[list[Cell]] = [["", *(writer.key for writer in compared)]]
    # append() tries each cell as a value first and catches the error, which costs a third of the time.
    page._values_to_row = placed
    heights: dict[int, dict[str, str]] = {}
    count = 0
    for item in items_of(sheet, job.lookup, job.rows):
        if count % 1000 == 0:
            job.check_free()
        state.lines, state.cut = 1, False
        key = item.id if sheet.record is not None else sheet.key_of(item) if sheet.key_of else ""
        cells = [put(identity, key) if key else None]
        cells += [writer.cell(item) for writer in writers]
        count += 1
        if state.lines > 1:  # spreadsheet programs do not agree on fitting rows by themselves
            if state.lines not in heights:
                heights[state.lines] = _height(page, state.lines)
            page.row_dimensions[HEAD_ROW + count] = heights[state.lines]
        page.append(cells)
        if key:
            base.append([key, *[writer.shown for writer in compared]])
        if state.cut:
            name = str(sheet.columns[0].value(item, job.lookup))[:40]
            told = "{sheet}, {row}: a text was too long for a cell and ends in {mark}."
            job.warnings.append(job.words(told, sheet=page.title, row=name, mark=CUT.strip()))
    return count, base if sheet.read_back else []


def _height(page: Any, lines: int) -> dict[str, str]:
    """The attributes of a row of so many lines; made once, as a RowDimension for each row takes long."""
    from openpyxl.worksheet.dimensions import RowDimension  # noqa: PLC0415 - late, as above

    return dict(RowDimension(page, ht=min(lines * LINE_HEIGHT, TALLEST_ROW)))


def _headings(sheet: Sheet, words: Words) -> list[str]:
    """Translated headings; a table wants each of them once."""
    headings = ["id"]
    for column in sheet.columns:
        heading = escaped(words(column.heading)).replace("\n", " ") or column.key
        while heading.casefold() in {other.casefold() for other in headings}:
            heading += " ·"
        headings.append(heading)
    return headings


def _set_up(page: Any, sheet: Sheet, job: Job, title: str) -> None:
    """Everything that must stand before the rows, and how the sheet is printed."""
    changes = any(job.choice.may_change(sheet, column) for column in sheet.columns)
    page.sheet_properties.tabColor = ACCENT if changes else HEAD_LINE
    _lock(page, sheet, job)
    page.freeze_panes = f"C{HEAD_ROW + 1}"
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].hidden = True
    for number, column in enumerate(sheet.columns, start=2):
        page.column_dimensions[letter(number)].width = column.width + 2
    page.row_dimensions[KEY_ROW].hidden = True
    page.row_dimensions[HEAD_ROW].height = 32
    width = sum(column.width for column in sheet.columns)
    print_set_up(page, job, title, landscape=True, a3=width > A4_CHARACTERS)
    page.page_setup.fitToWidth = max(1, math.ceil(width / A3_CHARACTERS))
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    page.print_title_cols = "B:C"


def _lock(page: Any, sheet: Sheet, job: Job) -> None:
    """Lock what is not read back, without a password; columns for changing are open below the rows, too."""
    if not job.choice.locked:
        return
    from openpyxl.styles import Protection  # noqa: PLC0415 - late, as above

    page.protection.sheet = True
    for allowed in ("sort", "autoFilter", "formatCells", "formatColumns", "formatRows", "deleteRows"):
        setattr(page.protection, allowed, False)  # what the file calls locked
    for number, column in enumerate(sheet.columns, start=2):
        if job.choice.may_fill(sheet, column):
            page.column_dimensions[letter(number)].protection = Protection(locked=False)


def _explain(head: Any, column: Column, job: Job, sheet: Sheet, titles: dict[str, str]) -> None:
    """A note on the head of a column that is filled in, which says what belongs there."""
    adds = column.once and job.choice.may_add(sheet)
    if not (adds or job.choice.may_change(sheet, column)):
        return
    from openpyxl.comments import Comment  # noqa: PLC0415 - late, as above

    text = "\n".join(filter(None, _explanation(column, job, titles, adds=adds)))
    head.comment = Comment(text, "KPI Desk", height=40 + 18 * (len(text) // 32 + text.count("\n")), width=260)


def _explanation(column: Column, job: Job, titles: dict[str, str], *, adds: bool) -> Iterator[str]:
    words = job.words
    yield words(column.note)
    if column.refers is not None:
        sheet = next((each for each in DATA_SHEETS if each.record is column.refers), None)
        by = words("name") if NAMED_BY[column.refers] == "name" else words("code")
        if sheet is not None and sheet.key in titles:
            yield words("The {by} as it stands in the sheet {sheet}.", by=by, sheet=titles[sheet.key])
        else:
            yield words("The {by} by which it is known.", by=by)
    elif column.choices is not None or column.holds is ColumnType.FLAG:
        yield words("Choose from the list.")
    else:
        yield {
            ColumnType.DATE: words("A day, such as {day}.", day="2027-03-31"),
            ColumnType.NUMBER: words("A number."),
            ColumnType.INTEGER: words("A whole number."),
        }.get(column.holds, words("Text; Alt+Enter begins a new line.") if column.wide else "")
    if column.needed:
        yield words("A new row needs it.")
    if adds:
        yield words("Read for new rows only.")


def _add_table(page: Any, key: str, headings: Sequence[str], area: str) -> None:
    from openpyxl.worksheet.filters import AutoFilter  # noqa: PLC0415 - late, as above
    from openpyxl.worksheet.table import Table, TableColumn  # noqa: PLC0415

    columns = [TableColumn(id=number, name=heading) for number, heading in enumerate(headings, start=1)]
    # add_table does the same, but warns in write-only mode even when the columns are there.
    page.tables.add(
        Table(displayName=f"desk_{key}", ref=area, tableColumns=columns, autoFilter=AutoFilter(ref=area))
    )


def _add_choices(page: Any, sheet: Sheet, job: Job, last_row: int) -> None:
    """Drop-downs; another text is doubted, not refused."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - late, as above

    for number, column in enumerate(sheet.columns, start=2):
        name, choices = _choices(column, job)
        if not choices or not (column.once or job.choice.may_change(sheet, column)):
            continue
        inline = ",".join(choices)
        if len(inline) > LONGEST_LIST or any(set(choice) & set(',"\n') for choice in choices):
            job.lists[name] = choices
            place = letter(list(job.lists).index(name) + 1)
            source = f"{LISTS}!${place}$2:${place}${len(choices) + 1}"
        else:
            source = f'"{inline}"'
        rule = DataValidation(
            "list", formula1=source, allow_blank=True, errorStyle="warning", showErrorMessage=True
        )
        rule.errorTitle = job.words("Not in the list")
        rule.error = job.words("This is not one of the choices. KPI Desk may not be able to read it.")
        rule.add(f"{letter(number)}{HEAD_ROW + 1}:{letter(number)}{last_row + SPARE_ROWS}")
        page.data_validations.append(rule)


def _choices(column: Column, job: Job) -> tuple[str, list[str]]:
    """The name of a column's list and what it offers."""
    if column.choices is not None:
        return column.choices.__name__, [label(member, job.words) for member in column.choices]
    if column.holds is ColumnType.FLAG:
        return "flag", [label(value, job.words) for value in (True, False)]
    if column.refers is None or not column.listed:
        return "", []
    names = [
        escaped(getattr(each, NAMED_BY[column.refers])) for each in job.lookup.all(column.refers).values()
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


def _write_lists(job: Job) -> None:
    """Choices that are too many or too long to stand in a drop-down themselves."""
    if not job.lists:
        return
    page: Any = job.book.create_sheet(LISTS)
    page.sheet_state = "hidden"
    page.append([text_cell(page, name) for name in job.lists])
    for i in range(max(map(len, job.lists.values()))):
        page.append(
            [text_cell(page, entries[i]) if i < len(entries) else None for entries in job.lists.values()]
        )


def _write_base(job: Job, base: dict[str, list[list[Cell]]]) -> None:
    """The rows as they are exported, packed: 20,000 notes take a megabyte and a tenth of a second."""
    page: Any = job.book.create_sheet(BASE)
    page.sheet_state = "veryHidden"
    for key, rows in base.items():
        for text in packed(rows) if rows else ():
            page.append([text_cell(page, key), text_cell(page, text)])


def _write_meta(job: Job, titles: dict[str, str], facts: dict[str, Cell]) -> None:
    """What an importer has to know: format, desk, edit, language and the sheets' names by key."""
    page: Any = job.book.create_sheet(META)
    page.sheet_state = "veryHidden"
    about = {"format": FORMAT, **facts, "language": job.words.language}
    about |= {f"sheet:{key}": title for key, title in titles.items()}
    for key, value in about.items():
        shown = text_cell(page, value) if isinstance(value, str) else value
        page.append([text_cell(page, key), shown])


def _write_properties(book: "Workbook", desk: str, edit: int) -> None:
    """Where the workbook comes from, for whoever looks at the file's properties."""
    from openpyxl.packaging.custom import IntProperty, StringProperty  # noqa: PLC0415 - late, as above

    properties: Any = getattr(book, "custom_doc_props")  # noqa: B009 - the type stubs lack it
    properties.append(StringProperty(name=DESK_PROPERTY, value=desk))
    properties.append(IntProperty(name=EDIT_PROPERTY, value=edit))
