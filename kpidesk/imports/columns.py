"""The sheets and columns of a spreadsheet or CSV file, as texts, to take goals from."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kpidesk.domain.list_reading import letters
from kpidesk.imports.files import Bounds, Cell, Stopped, read_sheets

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "Book", "Row", "Sheet", "letters", "read_book"]

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 100

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


def read_book(path: Path, stopped: Stopped = lambda: False) -> Book:
    """Read a file.

    Raises:
        Refused: it cannot be read, with the reason and what to do.
    """
    sheets = read_sheets(path, Bounds(MOST_ROWS, MOST_COLUMNS), stopped)
    return Book(
        path.name,
        tuple(
            Sheet(sheet.name, tuple(tuple(map(_words, row)) for row in sheet.rows if row), sheet.cut)
            for sheet in sheets
        ),
    )


def _words(cell: Cell) -> str:
    """A cell as a person would write it."""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return cell if isinstance(cell, str) else repr(cell).removesuffix(".0")
