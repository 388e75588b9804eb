"""What a picture says to people who do not see it: groups that paint nothing and are read out.

A figure holds one `outline`; `exports/reading.py` reads it in place of the words that stand in the figure.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from kpidesk.drawing.picture import Group

OUTLINE: Final = "outline"
HEADING: Final = "heading"
ENTRY: Final = "entry"
TABLE_HEAD: Final = "table head"
TABLE_ROW: Final = "table row"
CELL: Final = "cell"


def outline(parts: Iterable[Group]) -> Group:
    """All that a figure says, in reading order."""
    return Group(tuple(parts), role=OUTLINE)


def heading(text: str) -> Group:
    """A heading."""
    return Group((), name=text, role=HEADING)


def entry(text: str, below: Sequence[str] = ()) -> Group:
    """An entry of a list, with a list of its own below."""
    return Group(tuple(Group((), name=each) for each in below), name=text, role=ENTRY)


def head(*cells: str) -> Group:
    """The names of a table's columns; a table begins."""
    return _row(cells, TABLE_HEAD)


def row(*cells: str) -> Group:
    """A row of a table, whose first cell names it; a line in a cell is a paragraph."""
    return _row(cells, TABLE_ROW)


def _row(cells: Sequence[str], role: str) -> Group:
    return Group(tuple(Group((), name=each, role=CELL) for each in cells), role=role)
