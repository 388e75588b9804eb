"""Where things stand in a workbook of ours: what the exporter writes and the importer looks for.

The first cell of each data sheet names the sheet, its first row the columns and its first column the
records, whatever people do to titles, headings and the order of columns. A hidden sheet carries the rows
as they were exported, so that a returned workbook tells itself what was changed in it.
"""

from typing import Final

FORMAT: Final = 2
META: Final = "_kpidesk"
BASE: Final = "_base"
LISTS: Final = "_lists"
CHARTS: Final = "charts"
KEY_ROW: Final = 1
HEAD_ROW: Final = 2
DESK_PROPERTY: Final = "kpidesk-desk"
EDIT_PROPERTY: Final = "kpidesk-edit"
_MARK: Final = ":id"


def corner(sheet_key: str) -> str:
    """What the first cell of a data sheet holds."""
    return f"{sheet_key}{_MARK}"


def sheet_of(cell: object) -> str:
    """The key of the sheet that a first cell names, "" for none."""
    text = cell.strip() if isinstance(cell, str) else ""
    return text.removesuffix(_MARK) if text.endswith(_MARK) else ""
