"""What a returned workbook of 20,000 notes would change, against reading its cells."""

import shutil
from datetime import UTC, date, datetime

import openpyxl

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.anonymous import anonymous
from kpidesk.domain.book_choice import BookChoice
from kpidesk.exports.workbook import write_workbook
from kpidesk.imports.returned_plan import plan_for
from kpidesk.system.words import Words

_CHANGED = 50


def test_the_plan_for_a_returned_workbook(race, big_file, tmp_path):
    path = tmp_path / "big.kpidesk"
    shutil.copyfile(big_file, path)
    desk, returned = read_desk(path), tmp_path / "workbook.xlsx"
    write_workbook(
        anonymous(desk), returned, words=Words(), edit=desk.last_edit, desk=desk.desk_id,
        exported_on=datetime(2025, 7, 8, tzinfo=UTC), choice=BookChoice(sheets=frozenset({"notes"})),
    )  # fmt: skip
    book = openpyxl.load_workbook(returned)
    page = book["Notes"]
    reason = next(cell.column for cell in page[1] if cell.value == "reason")
    for row in range(10, 10 + _CHANGED):
        page.cell(row, reason, f"Said anew in row {row}")
    book.save(returned)

    def floor() -> None:
        read = openpyxl.load_workbook(returned, read_only=True, data_only=True)
        for sheet in read.worksheets:
            for _ in sheet.iter_rows(values_only=True):
                pass
        read.close()

    def ours() -> None:
        plan = plan_for(desk, returned, date(2025, 7, 8)).plan
        assert len(plan.differences) == _CHANGED

    race("plan for a returned workbook of 20,000 notes / reading cells", floor, ours, "≤ 3", 3)
    desk.close()
