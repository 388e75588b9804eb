"""Reading columns of files: whatever the file is, texts or a sentence that says what to do."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kpidesk.domain.wording import Refused
from kpidesk.imports import columns, files
from kpidesk.imports.columns import Sheet, letters, read_book

DAY = dt.datetime(2026, 1, 2)  # noqa: DTZ001 - as in workbooks, which know no zones


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_all_sheets_with_something_in_them(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "plan.xlsx",
        Empty=[],
        Goals=[["No", "Goal"], [1, "Deliver"], [None, None], [2.5, DAY], [None, " "]],
        Other=[["x"]],
    )
    book = read_book(path)
    assert book.name == "plan.xlsx"
    assert [sheet.name for sheet in book.sheets] == ["Goals", "Other"]
    assert book.sheets[0].rows == (("No", "Goal"), ("1", "Deliver"), ("2.5", "2026-01-02"))
    assert book.sheets[0].columns == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_text_files_of_any_kind(tmp_path: Path, encoding: str, sign: str) -> None:
    path = tmp_path / "plan.csv"
    lines = [["Nr", "Ziel"], ["1", "Größe"], ["2", f'"zwei{sign}\nZeilen"']]
    path.write_bytes("\r\n".join(sign.join(row) for row in lines).encode(encoding))
    (sheet,) = read_book(path).sheets
    assert sheet == Sheet("plan", (("Nr", "Ziel"), ("1", "Größe"), ("2", f"zwei{sign}\nZeilen")))


def test_one_goal_to_a_line_is_one_column(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Deliver this\nDeliver that\n")
    assert read_book(path).sheets[0].rows == (("Deliver this",), ("Deliver that",))


def test_no_more_than_can_be_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("\n".join(",".join("x" * 120) for _ in range(5_100)))
    (sheet,) = read_book(path).sheets
    assert (len(sheet.rows), sheet.columns, sheet.cut) == (columns.MOST_ROWS, columns.MOST_COLUMNS, True)


def test_it_stops_when_nobody_waits(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("goal\n" * 4_000)
    with pytest.raises(Refused):
        read_book(path, lambda: True)


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "")
        parts.writestr("xl/sharedStrings.xml", b"\0" * (files._UNPACKED + 1))
    return made.getvalue()


def packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name in names:
            parts.writestr(name, "nothing")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("plan.xlsx", b"no workbook", "damaged, or no workbook"),
        ("plan.xlsx", b"PK\x03\x04 broken", "damaged, or no workbook"),
        ("plan.xlsx", packed("[Content_Types].xml", "xl/workbook.xml"), "damaged, or no workbook"),
        ("plan.docx", packed("[Content_Types].xml", "word/document.xml"), "is no workbook"),
        ("plan.ods", packed("mimetype", "content.xml"), "OpenDocument"),
        ("plan.xls", files._OLE + b"\0" * 600, "old format"),
        ("plan.xlsx", files._OLE + b"\0" * 600 + files._PROTECTED, "password"),
        ("plan.csv", b"\x00\x01\x02" * 40, "neither a workbook nor a text"),
        ("plan.csv", b"", "holds no texts"),
        ("plan.csv", b" \n,,\n", "holds no texts"),
        ("plan.csv", b'"' + b"x" * 200_000, "quotation mark"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Refused, match=says) as refused:
        read_book(path)
    assert str(refused.value).startswith(name)


def test_a_small_file_that_unpacks_to_a_huge_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(bomb())
    with pytest.raises(Refused, match="unpacks to 300 MB"):
        read_book(path)


def test_files_that_are_not_there_too_large_or_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.csv"
    with pytest.raises(Refused, match="not there any more"):
        read_book(path)
    with pytest.raises(Refused, match="cannot be read"):
        read_book(tmp_path)
    path.write_text("goal")
    monkeypatch.setattr(files, "LARGEST", 3)
    with pytest.raises(Refused, match="at most 0 MB"):
        read_book(path)
    monkeypatch.undo()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Refused, match="may not be read"):
        read_book(path)


def test_columns_are_named_as_in_spreadsheets() -> None:
    assert [letters(each) for each in (0, 25, 26, 51, 99, 701, 702)] == [
        "A", "Z", "AA", "AZ", "CV", "ZZ", "AAA",
    ]  # fmt: skip
