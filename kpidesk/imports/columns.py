"""The sheets and columns of a spreadsheet or CSV file, as texts, to take goals from.

Whatever the file is, the outcome is a `Book` or a `Refused` with a sentence for the person. Formulas are
not computed: what the spreadsheet program stored as their value is read. Macros are not looked at.
"""

import csv
import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kpidesk.domain.wording import Refused

LARGEST: Final = 20_000_000  # bytes
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 100
MOST_SHEETS: Final = 50
_UNPACKED: Final = 300_000_000  # bytes of a workbook's parts together; more is no list of goals
_LONGEST: Final = 20_000  # characters of a cell
_LOOK: Final = 200  # rows between two looks at whether anybody still waits
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
_DELIMITERS: Final = ",;\t|"

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled rows of a sheet; `cut` says that there were more rows or columns than are read."""

    name: str
    rows: tuple[Row, ...]
    cut: bool = False

    @property
    def columns(self) -> int:
        """How many columns are filled."""
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Book:
    """What a file holds; at least one sheet has rows."""

    name: str
    sheets: tuple[Sheet, ...]


def letters(column: int) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_book(path: Path, stopped: Callable[[], bool] = lambda: False) -> Book:
    """Read a file.

    Raises:
        Refused: it cannot be read, with the reason and what to do.
    """
    data = _bytes(path)
    if data.startswith(_ZIP):
        sheets = list(_workbook(path, data, stopped))
    elif data.startswith(_OLE):
        raise _old_or_protected(path, data)
    elif path.suffix.lower() in {".xlsx", ".xlsm", ".ods", ".xls"}:
        raise _damaged(path)
    else:
        sheets = [_text(path, data, stopped)]
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise Refused("{file} holds no texts: all its sheets are empty.", file=path.name)
    return Book(path.name, filled)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Refused(
                "{file} has {size} MB; at most {limit} MB are read. Copy the sheet with the goals into a "
                "file of its own.",
                file=path.name,
                size=round(size / 1e6),
                limit=LARGEST // 1_000_000,
            )
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Refused("{file} is not there any more.", file=path.name) from None
    except PermissionError:
        raise Refused(
            "{file} may not be read. If another program has it open, close it there and try again.",
            file=path.name,
        ) from None
    except OSError as error:
        raise Refused(
            "{file} cannot be read ({reason}).", file=path.name, reason=error.strerror or type(error).__name__
        ) from None


def _old_or_protected(path: Path, data: bytes) -> Refused:
    if _PROTECTED in data:
        return Refused(
            "{file} is protected by a password. Save a copy without one and take that.", file=path.name
        )
    return Refused("{file} has the old format of Excel. Save it as .xlsx and take that.", file=path.name)


# -- workbooks


def _workbook(path: Path, data: bytes, stopped: Callable[[], bool]) -> Iterator[Sheet]:
    _check_parts(path, data)
    from openpyxl import load_workbook  # noqa: PLC0415 - late: 200 ms

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on features that do not matter here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                for sheet in book.worksheets[:MOST_SHEETS]:
                    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True)
                    yield _sheet(str(sheet.title), rows, stopped)
            finally:
                book.close()
    except Refused:
        raise
    except Exception as error:
        # Damaged workbooks end in any exception: of zip, of XML, of openpyxl's own reading.
        raise _damaged(path) from error


def _damaged(path: Path) -> Refused:
    return Refused(
        "{file} is damaged, or no workbook. Open it in your spreadsheet program and save it anew as .xlsx.",
        file=path.name,
    )


def _check_parts(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = set(parts.namelist())
            size = sum(part.file_size for part in parts.infolist())
            protected = any(part.flag_bits & 1 for part in parts.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _damaged(path) from None
    if protected:
        raise _old_or_protected(path, _PROTECTED)
    if "mimetype" in names and "content.xml" in names:
        raise Refused(
            "{file} is an OpenDocument file. Save it as .xlsx or .csv and take that.", file=path.name
        )
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused("{file} is no workbook.", file=path.name)
    if size > _UNPACKED:
        raise Refused(
            "{file} unpacks to {size} MB, too much for a list of goals. Copy the sheet with the goals into a "
            "file of its own.",
            file=path.name,
            size=round(size / 1e6),
        )


# -- text files


def _text(path: Path, data: bytes, stopped: Callable[[], bool]) -> Sheet:
    text = _decoded(data)
    if "\0" in text[:100_000]:
        raise Refused(
            "{file} is neither a workbook nor a text with columns. An .xlsx or .csv file is wanted.",
            file=path.name,
        )
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        return _sheet(path.stem, rows, stopped)
    except csv.Error:
        raise Refused(
            "{file} cannot be read as columns: a quotation mark is perhaps never closed.", file=path.name
        ) from None


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # as spreadsheet programs in the West save it


def _delimiter(text: str) -> str:
    """The sign that parts the first lines into the most columns of the same number."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]

    def regular(sign: str) -> tuple[int, int]:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=sign)]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0), usual

    try:
        return max(_DELIMITERS, key=regular)
    except csv.Error:
        return ","


# -- both


def _sheet(name: str, rows: Iterable[Sequence[object]], stopped: Callable[[], bool]) -> Sheet:
    """The rows up to the last filled one, each up to its last filled cell."""
    kept: list[Row] = []
    cut = False
    for number, row in enumerate(rows):
        if number % _LOOK == 0 and stopped():
            break
        if number >= MOST_ROWS:
            cut = True
            break
        cells = [_cell(value) for value in row[:MOST_COLUMNS]]
        cut = cut or any(value not in {None, ""} for value in row[MOST_COLUMNS:])
        while cells and not cells[-1].strip():
            cells.pop()
        kept.append(tuple(cells))
    while kept and not kept[-1]:
        kept.pop()
    return Sheet(name, tuple(row for row in kept if row), cut)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return str(value)[:_LONGEST]
