"""What a picture says to people who do not see it, where the order of its words does not say it.

A figure holds one `outline`, groups that paint nothing; `exports/reading.py` reads it in place of the words
that stand in the figure. What is painted may be told to be an entry, a heading or plain text, to be read
later or not to be read.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from kpidesk.drawing.picture import Group, Item

OUTLINE: Final = "outline"
HEADING: Final = "heading"
ENTRY: Final = "entry"
TABLE_HEAD: Final = "table head"
TABLE_ROW: Final = "table row"
CELL: Final = "cell"
PLAIN: Final = "plain"
"""None of it is a heading, however large it is."""
LATER: Final = "later"
"""Stands beside a paragraph of several lines and is read behind it."""
AGAIN: Final = "again"
"""Said elsewhere already: the head of a second page, one more of the same card. Not read."""
UNSAID: Final = "unsaid"
"""For the eye alone: a line to write on, the number of a page, the marks at an axis. Not read."""


def outline(parts: Iterable[Group]) -> Group:
    """All that a figure says, in reading order."""
    return Group(tuple(parts), role=OUTLINE)


def heading(text: str, painted: Iterable[Item] = ()) -> Group:
    """A heading; `painted` is what says the same to the eye."""
    return Group(tuple(painted), name=text, role=HEADING)


def entry(text: str, below: Sequence[str] = (), painted: Iterable[Item] = ()) -> Group:
    """An entry of a list, with a list of its own below; `painted` is what says the same to the eye."""
    return Group((unsaid(painted), *(Group((), name=each) for each in below)), name=text, role=ENTRY)


def head(*cells: str, painted: Iterable[Item] = ()) -> Group:
    """The names of a table's columns; a table begins."""
    return _row(cells, TABLE_HEAD, painted)


def row(*cells: str, painted: Iterable[Item] = ()) -> Group:
    """A row of a table, whose first cell names it; a line in a cell is a paragraph."""
    return _row(cells, TABLE_ROW, painted)


def _row(cells: Sequence[str], role: str, painted: Iterable[Item]) -> Group:
    told = tuple(Group((), name=each, role=CELL) for each in cells)
    return Group((unsaid(painted), *told), role=role)


def again(items: Iterable[Item]) -> Group:
    """What is said elsewhere already."""
    return Group(tuple(items), role=AGAIN)


def unsaid(items: Iterable[Item]) -> Group:
    """What is for the eye alone."""
    return Group(tuple(items), role=UNSAID)


def plain(items: Iterable[Item]) -> Group:
    """What is read as texts, none of which is a heading."""
    return Group(tuple(items), role=PLAIN)
