"""The sheets of a spreadsheet or CSV file as tables of values."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kpidesk.domain.values_table import Table
from kpidesk.imports.files import Bounds, Stopped, read_sheets

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 1_500


@dataclass(frozen=True, slots=True)
class Tables:
    """What a file holds; at least one table has rows."""

    name: str
    tables: tuple[Table, ...]


def read_tables(
    path: Path, stopped: Stopped = lambda: False, *, delimiter: str = "", encoding: str = ""
) -> Tables:
    """Read a file. Empty rows stay, so that rows keep their numbers.

    Args:
        path: the file.
        stopped: whether nobody waits any more.
        delimiter: between the cells of a text file; empty: found out.
        encoding: of a text file; empty: found out.

    Raises:
        Refused: it cannot be read, with the reason and what to do.
    """
    sheets = read_sheets(
        path, Bounds(MOST_ROWS, MOST_COLUMNS), stopped, delimiter=delimiter, encoding=encoding
    )
    return Tables(
        path.name,
        tuple(
            Table(each.name, each.rows, bool(each.encoding), each.delimiter, each.encoding, each.cut)
            for each in sheets
        ),
    )
