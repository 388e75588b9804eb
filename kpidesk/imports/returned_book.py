"""Reading a workbook of ours that came back: its sheets by their hidden marks, and the rows as exported.

openpyxl reads what cells show; what it does not tell when it streams (formulas, merged cells) is looked up
in the file itself. The file is never saved again.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kpidesk.domain.book_layout import BASE, FORMAT, META, sheet_of
from kpidesk.domain.cells import Cell, plain, unescaped, unpacked
from kpidesk.domain.columns import Sheet
from kpidesk.domain.returned import (
    FORMULA,
    MERGED,
    PERCENT,
    SHEETS,
    Base,
    Remark,
    Returned,
    ReturnedRow,
    ReturnedSheet,
)
from kpidesk.domain.wording import Refused
from kpidesk.imports.files import Stopped, damaged, open_book, workbook_bytes
from kpidesk.system.words import Words, languages

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 1_000
MOST_BASE: Final = 200_000_000  # bytes of the rows as exported
_HEAD: Final = 12  # rows in which keys or headings may stand
_LOOK: Final = 500  # rows between two looks at whether anybody still waits
_FORMULA: Final = re.compile(rb"<(?:\w+:)?c r=\"([A-Z]{1,3}\d{1,7})\"[^>]*>\s*<(?:\w+:)?f[ >/]")
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell ref=\"([A-Z]{1,3}\d{1,7}):[A-Z]{1,3}\d{1,7}\"")

Mapped = Mapping[tuple[str, str], str]
"""The letters of columns that a person named, by sheet and column key."""


def is_ours(path: Path) -> bool:
    """Whether a file is a workbook that a desk exported.

    Raises:
        Refused: it cannot be read.
    """
    try:
        return META in _names(workbook_bytes(path))
    except Refused:
        if path.suffix.lower() in {".csv", ".tsv", ".txt"}:
            return False
        raise


def _names(data: bytes) -> set[str]:
    """The titles of a workbook's sheets, without reading any."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        text = parts.read("xl/workbook.xml") if "xl/workbook.xml" in parts.namelist() else b""
    found = re.findall(rb"<(?:\w+:)?sheet [^>]*name=\"([^\"]*)\"", text)
    return {name.decode(errors="replace") for name in found}


def read_returned(path: Path, stopped: Stopped = lambda: False, mapped: Mapped | None = None) -> Returned:
    """Read a workbook that a desk exported.

    Args:
        path: the file.
        stopped: whether nobody waits any more.
        mapped: where columns stand that could not be found, as a person said.

    Raises:
        Refused: it is no such workbook or cannot be read, with the reason.
    """
    data = workbook_bytes(path)
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as parts:
            warnings.simplefilter("ignore")  # on features that do not matter here
            book = open_book(data)
            try:
                return _Reading(path, book, parts, stopped, mapped or {}).run()
            finally:
                book.close()
    except Refused:
        raise
    except Exception as error:
        # Damaged workbooks end in any exception: of zip, of XML, of openpyxl's own reading.
        raise damaged(path) from error


class _Reading:
    """One workbook being read."""

    def __init__(
        self, path: Path, book: "Workbook", parts: zipfile.ZipFile, stopped: Stopped, mapped: Mapped
    ) -> None:
        self._path, self._book, self._parts = path, book, parts
        self._stopped, self._mapped = stopped, mapped
        self._remarks: list[Remark] = []

    def run(self) -> Returned:
        if META not in self._book.sheetnames:
            raise Refused(
                "{file} is not a workbook that KPI Desk wrote, or its hidden sheets were removed. "
                "Its lists can be read one by one, column by column.",
                file=self._path.name,
            )
        facts = {str(row[0]): row[1] for row in self._book[META].iter_rows(max_col=2, values_only=True)}
        made_by = facts.get("format")
        if isinstance(made_by, int) and made_by > FORMAT:
            raise Refused(
                "{file} was exported by a newer KPI Desk. Take it in there, or update this one.",
                file=self._path.name,
            )
        language = str(facts.get("language") or "")
        words = Words(language if language in languages() else "en")
        base = self._bases()
        sheets = tuple(self._sheets(facts, words))
        if not sheets:
            raise Refused("{file} holds none of the sheets that can be read back.", file=self._path.name)
        edit = facts.get("edit")
        return Returned(
            str(facts.get("desk") or ""), edit if isinstance(edit, int) else 0, words.language, sheets, base,
            tuple(self._remarks),
        )  # fmt: skip

    # -- as exported

    def _bases(self) -> dict[str, Base]:
        """The rows as exported by sheet; where they were lost, the desk is compared with instead."""
        texts: dict[str, list[str]] = {}
        if BASE in self._book.sheetnames:
            for key, text in self._book[BASE].iter_rows(max_col=2, values_only=True):
                texts.setdefault(str(key), []).append(str(text or ""))
        found: dict[str, Base] = {}
        try:
            for key, parts in texts.items():
                head, *rows = unpacked(parts, MOST_BASE)
                found[key] = Base(tuple(map(str, head[1:])), {str(row[0]): row[1:] for row in rows if row})
        except (ValueError, IndexError):
            found = {}
        if not found:
            said = Refused(
                "What the workbook held when it was exported is lost from it. It is compared with the desk "
                "as it is now, so that changes made there since then look like changes in the workbook."
            )
            self._remarks.append(Remark("", "", said))
        return found

    # -- as returned

    def _sheets(self, facts: Mapping[str, object], words: Words) -> Iterator[ReturnedSheet]:
        titles = {
            str(title): key.removeprefix("sheet:") for key, title in facts.items() if key.startswith("sheet:")
        }
        seen: set[str] = set()
        # A copy of a sheet has another title; the one with the title that it was given counts.
        pages = sorted(self._book.worksheets, key=lambda page: page.title not in titles)
        for page in pages:
            rows = self._rows(page)
            head = [row for _, row in zip(range(_HEAD), rows, strict=False)]
            number, key = _marked(head)
            if not key and page.title in titles:
                key = titles[page.title]
            if key not in SHEETS or not SHEETS[key].read_back:
                continue
            if key in seen:
                said = Refused("This sheet is a copy of another one and is not read.")
                self._remarks.append(Remark(page.title, "", said, lost=True))
                continue
            seen.add(key)
            yield self._sheet(page, SHEETS[key], number, head, rows, words)
        for title, key in titles.items():
            if key in SHEETS and SHEETS[key].read_back and key not in seen:
                self._remarks.append(
                    Remark(title, "", Refused("This sheet is missing, so nothing of it changes."))
                )

    def _rows(self, page: Any) -> Iterator[Sequence[Any]]:
        for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS)):
            if number % _LOOK == 0 and self._stopped():
                return
            if number >= MOST_ROWS:
                said = Refused("Only the first {limit} rows are read.", limit=MOST_ROWS)
                self._remarks.append(Remark(page.title, "", said, lost=True))
                return
            yield row

    def _sheet(
        self, page: Any, spec: Sheet, marked: int, head: list[Sequence[Any]], rows: Iterator[Sequence[Any]],
        words: Words,
    ) -> ReturnedSheet:  # fmt: skip
        keys, first, unknown = _columns(spec, marked, head, words)
        for (sheet, key), wanted in self._mapped.items():
            if sheet == spec.key and wanted in unknown:
                keys[_index(wanted)] = key
                del unknown[wanted]
        letters = {key: _letter(place) for place, key in keys.items() if key != "id"}
        odd: dict[tuple[int, str], str] = {}
        found = [
            made
            for number, row in self._numbered(head, rows, first)
            if (made := _row(number, row, keys, odd)) is not None
        ]
        by_letter = {letter: key for key, letter in letters.items()}
        odd |= self._looked_up(page, by_letter)
        return ReturnedSheet(spec.key, page.title, letters, tuple(found), unknown, odd)

    def _numbered(
        self, head: list[Sequence[Any]], rows: Iterator[Sequence[Any]], first: int
    ) -> Iterator[tuple[int, Sequence[Any]]]:
        number = 0
        for number, row in enumerate(head, start=1):
            if number >= first:
                yield number, row
        for more, row in enumerate(rows, start=number + 1):
            yield more, row

    def _looked_up(self, page: Any, by_letter: Mapping[str, str]) -> dict[tuple[int, str], str]:
        """Formulas and merged cells, from the file's own text."""
        text = self._parts.read(page._worksheet_path.lstrip("/"))
        odd: dict[tuple[int, str], str] = {}
        for pattern, what in ((_MERGED, MERGED), (_FORMULA, FORMULA)):
            for match in pattern.finditer(text):
                place = match[1].decode()
                letters = place.rstrip("0123456789")
                if letters in by_letter:
                    odd[int(place[len(letters) :]), by_letter[letters]] = what
        return odd


def _marked(head: list[Sequence[Any]]) -> tuple[int, str]:
    """The row with the hidden marks, counted from 1, and the sheet that it names; 0 and "" for none."""
    for number, row in enumerate(head, start=1):
        for cell in row[:MOST_COLUMNS]:
            if key := sheet_of(cell.value):
                return number, key
    return 0, ""


def _columns(
    spec: Sheet, marked: int, head: list[Sequence[Any]], words: Words
) -> tuple[dict[int, str], int, dict[str, str]]:
    """Column keys by place, the first row of data, and the headings of columns that are none of ours."""
    keys: dict[int, str] = {}
    known = {column.key for column in spec.columns}
    growing = spec.more is not None
    if marked:
        for place, cell in enumerate(head[marked - 1]):
            value = str(cell.value or "").strip()
            if sheet_of(value):
                keys[place] = "id"
            elif (value in known or (growing and value)) and value not in keys.values():
                keys[place] = value
        headings = head[marked] if marked < len(head) else ()
        return keys, marked + 2, _strangers(headings, keys)
    wanted = {words(column.heading).casefold(): column.key for column in spec.columns}
    best, place_of = 0, 0
    for number, row in enumerate(head, start=1):
        hits = sum(str(cell.value or "").strip().casefold() in wanted for cell in row)
        if hits > best:
            best, place_of = hits, number
    if best < 2:
        return {}, len(head) + 1, {}
    for place, cell in enumerate(head[place_of - 1]):
        value = str(cell.value or "").strip().casefold()
        if value == "id":
            keys[place] = "id"
        elif value in wanted and wanted[value] not in keys.values():
            keys[place] = wanted[value]
    return keys, place_of + 1, _strangers(head[place_of - 1], keys)


def _strangers(headings: Sequence[Any], keys: Mapping[int, str]) -> dict[str, str]:
    return {
        _letter(place): str(cell.value).strip()
        for place, cell in enumerate(headings)
        if place not in keys and cell.value not in {None, ""}
    }


def _row(
    number: int, row: Sequence[Any], keys: Mapping[int, str], odd: dict[tuple[int, str], str]
) -> ReturnedRow | None:
    """A row's cells, None for one in which nothing stands."""
    cells: dict[str, Cell] = {}
    identity = ""
    for place, key in keys.items():
        if place >= len(row) or (value := row[place].value) is None:
            continue
        cell = plain(unescaped(value) if isinstance(value, str) else value)
        if key == "id":
            identity = str(cell)
            continue
        if isinstance(cell, float) and "%" in str(row[place].number_format):
            cell = round(cell * 100, 10)
            odd[number, key] = PERCENT
        if cell != "":
            cells[key] = cell
    return ReturnedRow(number, identity, cells) if cells or identity else None


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - late, as above

    return get_column_letter(place + 1)


def _index(letter: str) -> int:
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415 - late, as above

    return column_index_from_string(letter) - 1
