"""The bytes of a spreadsheet or CSV file as sheets of cells.

Whatever the file is, the outcome is sheets or a `Refused` with a sentence for the person. Formulas are
not computed: what the spreadsheet program stored as their value is read. Macros are not looked at.
"""

import csv
import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kpidesk.domain.cells import unescaped
from kpidesk.domain.exact import exact
from kpidesk.domain.wording import Refused

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LARGEST: Final = 20_000_000  # bytes
MOST_SHEETS: Final = 50
DELIMITERS: Final = ",;\t|"
ENCODINGS: Final = ("utf-8", "cp1252", "cp1250", "utf-16")
_UNPACKED: Final = 300_000_000  # bytes of a workbook's parts together; more is no table of a person
_LOOKED_AT: Final = 20_000_000  # bytes of a part that are never too many
_STREAMED: Final = ("xl/worksheets/", "xl/sharedStrings")  # parts that are read bit by bit
_TIGHTEST: Final = 200  # times that a table of that size is packed
_WIDEST: Final = 16_384  # cells of a row; more no spreadsheet program knows
_PIECE: Final = 1_000_000  # bytes that are looked at at once
_BEGINNING: Final = 4_000  # bytes in which declarations stand
_LONGEST: Final = 20_000  # characters of a cell
_LOOK: Final = 200  # rows between two looks at whether anybody still waits
_OUT_OF_REACH: Final = "veryHidden"  # which people cannot see: what programs keep for themselves
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")

Cell = str | float | dt.date
Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many rows and columns of a sheet are read."""

    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The rows of a sheet up to the last filled one, each up to its last filled cell.

    `cut` says that there were more rows or columns than are read. `delimiter` and `encoding` are
    those of a text file, empty for a workbook.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    cut: bool = False
    delimiter: str = ""
    encoding: str = ""


def is_defused() -> bool:
    """Whether workbooks are parsed by defusedxml; openpyxl takes it silently where it finds it."""
    from openpyxl.xml import DEFUSEDXML  # noqa: PLC0415 - late, as below

    return bool(DEFUSEDXML)


def read_sheets(
    path: Path,
    bounds: Bounds,
    stopped: Stopped = lambda: False,
    *,
    delimiter: str = "",
    encoding: str = "",
) -> tuple[RawSheet, ...]:
    """The sheets of a file that have something in them.

    Args:
        path: the file.
        bounds: how much of a sheet is read.
        stopped: whether nobody waits any more.
        delimiter: between the cells of a text file; empty: found out.
        encoding: of a text file, one of ENCODINGS; empty: found out.

    Raises:
        Refused: it cannot be read, with the reason and what to do.
    """
    data = _bytes(path)
    if _is_workbook(path, data):
        sheets = list(_workbook(path, data, bounds, stopped))
    else:
        sheets = [_text(path, data, bounds, stopped, delimiter, encoding)]
    filled = tuple(sheet for sheet in sheets if any(sheet.rows))
    if not filled:
        raise Refused("{file} holds no texts: all its sheets are empty.", file=path.name)
    return filled


def workbook_bytes(path: Path) -> bytes:
    """The bytes of a workbook, looked through for what could do harm.

    Raises:
        Refused: it is none, is protected, too large, or holds what no spreadsheet program writes.
    """
    data = _bytes(path)
    if not _is_workbook(path, data):
        raise Refused("{file} is no workbook.", file=path.name)
    _check_parts(path, data)
    return data


def _is_workbook(path: Path, data: bytes) -> bool:
    """Whether the bytes are those of a workbook, whatever the file is called; a text is none.

    Raises:
        Refused: it is an old, protected or damaged workbook.
    """
    if data.startswith(_OLE):
        raise _old_or_protected(path, data)
    if not data.startswith(_ZIP) and path.suffix.lower() in {".xlsx", ".xlsm", ".ods", ".xls"}:
        raise damaged(path)
    return data.startswith(_ZIP)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Refused(
                "{file} has {size} MB; at most {limit} MB are read. Copy the sheet that is wanted "
                "into a file of its own.",
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


def _workbook(path: Path, data: bytes, bounds: Bounds, stopped: Stopped) -> Iterator[RawSheet]:
    _check_parts(path, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on features that do not matter here
            book = open_book(data)
            try:
                for sheet in [each for each in book.worksheets if each.sheet_state != _OUT_OF_REACH][
                    :MOST_SHEETS
                ]:
                    cells = sheet.iter_rows(max_row=bounds.rows + 1, max_col=bounds.columns + 1)
                    rows = (tuple(map(_value, row)) for row in cells)
                    yield _sheet(RawSheet(str(sheet.title), ()), rows, bounds, stopped)
            finally:
                book.close()
    except Refused:
        raise
    except Exception as error:
        # Damaged workbooks end in any exception: of zip, of XML, of openpyxl's own reading.
        raise damaged(path) from error


def open_book(data: bytes) -> "Workbook":
    """A workbook whose sheets are read from their beginning to their end, with what cells show."""
    from openpyxl import load_workbook  # noqa: PLC0415 - late: 200 ms
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet  # noqa: PLC0415

    # openpyxl believes what a sheet says of its size, and would lose what stands beyond; of one that says
    # nothing it would find the size by keeping all of it in memory.
    ReadOnlyWorksheet._get_size = _unsized  # type: ignore[attr-defined]
    return load_workbook(io.BytesIO(data), read_only=True, data_only=True)


def _unsized(_sheet: object) -> None:
    """Nobody asks for the size of a sheet."""


def _value(cell: Any) -> object:
    """What a cell shows: 0.83 in a percent format is 83, and _x0041_ in a text is A."""
    value = cell.value
    if isinstance(value, str):
        return unescaped(value)
    if isinstance(value, float) and "%" in str(cell.number_format) and abs(value) < 1e300:
        return float(exact(value) * 100)
    return value


def damaged(path: Path) -> Refused:
    """What to say of a workbook that cannot be read."""
    return Refused(
        "{file} is damaged, or no workbook. Open it in your spreadsheet program and save it anew as .xlsx.",
        file=path.name,
    )


def _check_parts(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = set(parts.namelist())
            if len(names) < len(parts.namelist()):  # programs differ in which of two they read
                raise damaged(path)
            size = sum(part.file_size for part in parts.infolist())
            swollen = any(_swells(part) for part in parts.infolist())
            protected = any(part.flag_bits & 1 for part in parts.infolist())
            declares = not protected and any(_declares(parts, part) for part in parts.infolist())
            harmless = not (protected or swollen or size > _UNPACKED)
            wide = harmless and any(_too_wide(parts, part) for part in parts.infolist())
    except Refused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError):
        raise damaged(path) from None
    if protected:
        raise _old_or_protected(path, _PROTECTED)
    if "mimetype" in names and "content.xml" in names:
        raise Refused(
            "{file} is an OpenDocument file. Save it as .xlsx or .csv and take that.", file=path.name
        )
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused("{file} is no workbook.", file=path.name)
    if declares:
        raise Refused(
            "{file} holds declarations that no spreadsheet program writes, so it is not read. "
            "Open it in your spreadsheet program and save it anew as .xlsx.",
            file=path.name,
        )
    if size > _UNPACKED or swollen or wide:
        raise Refused(
            "{file} unpacks to {size} MB, too much for a table. Copy the sheet that is wanted into a file of "
            "its own.",
            file=path.name,
            size=round(size / 1e6),
        )


def _swells(part: zipfile.ZipInfo) -> bool:
    """Whether a part would take too much room when it is read.

    That is one packed much more tightly than tables are, or one that is kept whole besides the tables.
    """
    if part.file_size <= _LOOKED_AT:
        return False
    whole = part.filename.endswith((".xml", ".rels")) and not part.filename.startswith(_STREAMED)
    return whole or part.file_size > _TIGHTEST * max(part.compress_size, 1)


def _too_wide(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether the rows of a sheet hold more cells than there are columns: nobody could stop reading one."""
    if not part.filename.startswith("xl/worksheets/"):
        return False
    cells = rows = 0
    with parts.open(part) as opened:
        while piece := opened.read(_PIECE):
            cells += piece.count(b"<c ") + piece.count(b"<c>")
            rows += piece.count(b"<row")
    return cells > _WIDEST * max(rows, 1)


def _declares(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part of XML begins with declarations, which could name entities or other files."""
    if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
        return False
    with parts.open(part) as opened:
        beginning = opened.read(_BEGINNING).replace(b"\0", b"").upper()  # also in UTF-16
    return b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning


# -- text files


def _text(
    path: Path, data: bytes, bounds: Bounds, stopped: Stopped, delimiter: str, encoding: str
) -> RawSheet:
    encoding = encoding or _encoding(data)
    # A mark at the beginning tells UTF-8 and the order of UTF-16's bytes; else the order is as told.
    marked = data.startswith(_BOMS)
    text = data.decode({"utf-8": "utf-8-sig", "utf-16-le": "utf-16" if marked else "utf-16-le"}.get(
        encoding, encoding
    ), errors="replace")  # fmt: skip
    if "\0" in text[:100_000]:
        raise Refused(
            "{file} is neither a workbook nor a text with columns. An .xlsx or .csv file is wanted.",
            file=path.name,
        )
    delimiter = delimiter or _delimiter(text)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return _sheet(RawSheet(path.stem, (), False, delimiter, encoding), rows, bounds, stopped)
    except csv.Error:
        raise Refused(
            "{file} cannot be read as columns: a quotation mark is perhaps never closed.", file=path.name
        ) from None


def _encoding(data: bytes) -> str:
    if data.startswith(_BOMS):
        return "utf-16"
    beginning = data[:2_000]
    for order, other in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros = beginning[other::2].count(0)
        if zeros > len(beginning) * 0.3 and not beginning[1 - other :: 2].count(0):
            return order
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"  # as spreadsheet programs in the West save it
    return "utf-8"


def _delimiter(text: str) -> str:
    """The sign that parts the first lines into the most columns of the same number."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]

    def regular(sign: str) -> tuple[int, int]:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=sign)]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0), usual

    try:
        return max(DELIMITERS, key=regular)
    except csv.Error:
        return ","


# -- both


def _sheet(empty: RawSheet, rows: Iterable[Sequence[object]], bounds: Bounds, stopped: Stopped) -> RawSheet:
    kept: list[tuple[Cell, ...]] = []
    cut = False
    for number, row in enumerate(rows):
        if number % _LOOK == 0 and stopped():
            break
        if number >= bounds.rows:
            cut = True
            break
        cells = [_cell(value) for value in row[: bounds.columns]]
        cut = cut or any(value not in {None, ""} for value in row[bounds.columns :])
        while cells and isinstance(cells[-1], str) and not cells[-1].strip():
            cells.pop()
        kept.append(tuple(cells))
    while kept and not kept[-1]:
        kept.pop()
    return replace(empty, rows=tuple(kept), cut=cut)


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300:
        return float(value)
    return str(value)[:_LONGEST]
