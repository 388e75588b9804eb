"""The workbook's first sheet: what all this is, what may be changed, and to whom it goes back."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from kpidesk.domain.columns import Sheet
from kpidesk.domain.sheets import README
from kpidesk.exports.workbook_parts import (
    ACCENT,
    HEAD_LINE,
    LINE_HEIGHT,
    QUIET,
    Job,
    head_cells,
    letter,
    lines_of,
    print_set_up,
    text_cell,
)


def write_readme(job: Job, titles: dict[str, str], edit: int, exported_on: datetime) -> None:
    """The first sheet: what all this is, in plain words."""
    words = job.words
    page: Any = job.book.create_sheet(titles[README.key])
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = HEAD_LINE
    for number, column in enumerate(README.columns, start=1):
        page.column_dimensions[letter(number)].width = column.width + 2
    print_set_up(page, job, titles[README.key], landscape=False, a3=False)
    page.row_dimensions[1].height = 30
    page.append([text_cell(page, job.author or "KPI Desk", bold=True, size=18, colour=ACCENT)])
    day = words.date(exported_on.date())
    told = words("Workbook from KPI Desk, {day}, edit {edit}.", day=day, edit=words.number(edit))
    page.append([text_cell(page, told, colour=QUIET)])
    page.append([])
    explanations = tuple(_explanations(job))
    for number, (heading, text) in enumerate(explanations):
        _grow(page, 4 + number, text)
        page.append([text_cell(page, heading, bold=True, wrap=True), text_cell(page, text, wrap=True)])
    page.append([])
    headings = [words(column.heading) for column in README.columns]
    page.append(head_cells(page, README.columns, headings, job, README))
    for number, sheet in enumerate(job.sheets):
        _grow(page, 6 + len(explanations) + number, words(sheet.about))
        changes = any(job.choice.may_change(sheet, column) for column in sheet.of(job.lookup).columns)
        page.append(
            [
                text_cell(page, titles[sheet.key], bold=True),
                text_cell(page, words(sheet.about), wrap=True),
                text_cell(
                    page, _state(job, sheet, changes=changes), colour=ACCENT if changes else QUIET, wrap=True
                ),
            ]
        )


def _grow(page: Any, row: int, text: str) -> None:
    """Make a row of the first sheet as tall as its middle column needs."""
    page.row_dimensions[row].height = LINE_HEIGHT * lines_of(text, README.columns[1].width) + 3


def _state(job: Job, sheet: Sheet, *, changes: bool) -> str:
    words = job.words
    if not changes:
        return words("no, for reading only")
    return words("yes, and new rows") if job.choice.may_add(sheet) else words("yes, under coloured heads")


def _explanations(job: Job) -> Iterator[tuple[str, str]]:
    words, choice = job.words, job.choice
    whole = words(
        "Everything in the desk as tables: what shall be so, how it is measured, and who promised what."
    )
    part = words("A part of the desk as tables, for you to look through and complete.")
    yield words("What this is"), part if choice.sheets is not None or choice.whose else whole
    yield (
        words("What you may change"),
        words(
            "Columns with a green head. Choose from the list where a cell offers one. "
            "To add something, type into the first empty row; leave its code empty. "
            "Columns with a grey head are worked out or kept by KPI Desk; changes there are not read."
        ),
    )
    if choice.locked:
        yield (
            words("What is locked"),
            words(
                "All but those columns, so that nothing is overwritten by mistake. There is no password: "
                "to sort, or to arrange the sheet as you like, choose Review, then Unprotect sheet."
            ),
        )
    yield (
        words("What to leave alone"),
        words(
            "The hidden first row and column: they tell which line belongs to what. "
            "Sorting, filtering, colours, and moving or hiding columns do no harm. "
            "A row that you delete stays in the desk until somebody there agrees."
        ),
    )
    back = words("Save the workbook as it is (.xlsx) and give it to the person who sent it.")
    if choice.return_to and choice.return_by:
        back = words(
            "Save the workbook as it is (.xlsx) and send it to {whom} by {day}.",
            whom=choice.return_to, day=words.date(choice.return_by),
        )  # fmt: skip
    elif choice.return_to:
        back = words("Save the workbook as it is (.xlsx) and send it to {whom}.", whom=choice.return_to)
    elif choice.return_by:
        back = words(
            "Save the workbook as it is (.xlsx) and give it to the person who sent it by {day}.",
            day=words.date(choice.return_by),
        )
    agreed = words("Nothing changes in the desk until they have looked at each difference and agreed.")
    yield words("How to send it back"), f"{back} {agreed}"
