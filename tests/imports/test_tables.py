"""Files of values as tables: whatever wrote them, and whatever they hold."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Collection
from kpidesk.domain.values_held import Holdings
from kpidesk.domain.values_plan import plan
from kpidesk.domain.values_table import guess
from kpidesk.domain.wording import Refused
from kpidesk.imports.tables import read_tables

TODAY = dt.date(2025, 7, 8)
HELD = Holdings(Collection([Measure(id="m1", code="M01", name="Größe", unit="%")]))
NUMBERS = {dt.date(2025, 1, 1): 0.022, dt.date(2025, 2, 1): 0.0, dt.date(2025, 3, 1): 1234.5}


def numbers(path: Path, **how: str) -> dict[dt.date | None, float | None]:
    """What a file of one measure says."""
    (table,) = read_tables(path, **how).tables
    cells = plan(table, guess(table, HELD.names, "m1"), HELD, {}, TODAY).cells
    assert not [cell for cell in cells if cell.reason]
    return {cell.period: cell.number for cell in cells}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("sign", "decimal"), [(";", ","), (",", "."), ("\t", ","), ("|", ".")])
def test_text_files_of_any_kind(tmp_path: Path, end: str, encoding: str, sign: str, decimal: str) -> None:
    path = tmp_path / "werte.csv"
    rows = [("Monat", "Größe"), ("2025-01", "0.022"), ("2025-02", "0"), ("2025-03", "1234.5")]
    lines = [sign.join(row).replace(".", decimal) for row in rows]
    path.write_bytes(end.join([*lines, ""]).encode(encoding))
    assert numbers(path) == NUMBERS
    (table,) = read_tables(path).tables
    assert (table.delimiter, table.text) == (sign, True)


def test_delimiter_and_encoding_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes("okres;Größe\n2025-01;1|5\n".encode("cp1250"))
    assert read_tables(path, encoding="cp1250").tables[0].cell(0, 1) == "Größe"
    assert read_tables(path, delimiter="|").tables[0].rows[1] == ("2025-01;1", "5")
    path.write_bytes("a;Größe\n".encode("utf-16-le"))
    assert read_tables(path, encoding="utf-16").tables[0].cell(0, 1) == "Größe"


def test_workbooks_keep_dates_and_digits_and_percent_cells_are_read_as_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Month", "M01"])
    for month, number in ((1, 0.022), (2, 0), (3, 1234.5)):
        sheet.append([dt.date(2025, month, 1), number])
    book.save(tmp_path / "values.xlsx")
    assert numbers(tmp_path / "values.xlsx") == NUMBERS
    sheet.append([])
    sheet.append([dt.date(2025, 4, 1), 0.835])
    sheet["B6"].number_format = "0.0%"
    book.save(tmp_path / "values.xlsx")
    assert numbers(tmp_path / "values.xlsx") == NUMBERS | {dt.date(2025, 4, 1): 83.5}
    (table,) = read_tables(tmp_path / "values.xlsx").tables
    assert table.cell(5, 0) == dt.date(2025, 4, 1), "empty rows keep their place"


def test_a_wide_sheet_of_many_measures_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("\n".join(",".join(["M01", *(["1"] * 600)]) for _ in range(700)))
    (table,) = read_tables(path).tables
    assert (len(table.rows), table.width, table.cut) == (700, 601, False)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_a_table_or_a_sentence(tmp_path: Path, data: bytes) -> None:
    for name in ("any.csv", "any.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        try:
            tables = read_tables(path).tables
        except Refused:
            continue
        for table in tables:
            layout = guess(table, HELD.names, "m1")
            for across in (False, True):
                plan(table, replace(layout, across=across), HELD, {}, TODAY)
