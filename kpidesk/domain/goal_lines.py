"""Reading goals out of what people paste or import: lines without bullets, the column with the sentences.

Also where a goal can be cut into parts. Pure functions over text; nothing here knows where it came from.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from kpidesk.domain.wording import clean
from kpidesk.domain.wording_marks import Mark, MarkKind

Table = Sequence[Sequence[str]]

_LOOKED_AT: Final = 200  # rows that tell which column holds the sentences
_BULLET: Final = re.compile(
    r"""\s*(?:
        [•▪▫‣◦∙·●○■□▶►➢➤✓✔✗☐☑–—*+\uf0b7\uf0a7] \s*
      | - \s+
      | o \t
      | \(? (?: \d{1,3} (?:\.\d{1,3})* | [a-zA-Z] | [ivx]{1,5} | [IVX]{1,5} ) [.)] (?=\s) \s*
      | \d{1,2} (?:\.\d{1,2}){1,3} \s+ (?=[^\W\d_a-zß-ÿ])
    )""",
    re.VERBOSE,
)
_MOST_BULLETS: Final = 3  # before one line
_NUMBER: Final = re.compile(r"[\s\d.,:;/%€$£()+–-]*")
HEADINGS: Final = frozenset({
    "goal", "goals", "objective", "objectives", "aim", "aims", "target", "targets", "strategy", "outcome",
    "outcomes", "priority", "text", "statement", "description", "ziel", "ziele", "zielsetzung", "strategie",
    "beschreibung", "objectif", "objectifs", "but", "buts", "énoncé", "objetivo", "objetivos", "meta",
    "metas", "descripción",
})  # fmt: skip


def goals_in(text: str) -> tuple[str, ...]:
    """The goals that a pasted text holds: one to a line, or the column of a table with the sentences."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    lines = [_without_bullet(line) for line in text.split("\n")]
    tabbed = sum("\t" in line.strip() for line in lines)
    if tabbed * 2 > sum(bool(line.strip()) for line in lines):
        rows = _cells(text)
        column = likely_column(rows)
        return goals_of(rows, column, heading=has_heading(rows, column))
    return tuple(filter(None, (clean(line, lines=False) for line in lines)))


def goals_of(rows: Table, column: int, *, heading: bool) -> tuple[str, ...]:
    """The goals of a table's column, without empty cells and with line ends within a cell as spaces."""
    taken = (row[column] for row in rows[int(heading) :] if column < len(row))
    return tuple(filter(None, (clean(_without_bullet(cell), lines=False) for cell in taken)))


def likely_column(rows: Table) -> int:
    """The column with the longest texts, 0 where there are none."""
    sums: dict[int, int] = {}
    for row in rows[:_LOOKED_AT]:
        for column, cell in enumerate(row):
            text = cell.strip()
            if not _NUMBER.fullmatch(text):
                sums[column] = sums.get(column, 0) + min(len(text), 300)
    return max(sums, key=lambda column: (sums[column], -column), default=0)


def has_heading(rows: Table, column: int) -> bool:
    """Whether the first row names the columns: a known word, or much shorter than what stands below."""
    cells = [row[column].strip() for row in rows[:_LOOKED_AT] if column < len(row)]
    first, below = (cells[0], [cell for cell in cells[1:] if cell]) if cells else ("", [])
    if not first or not below:
        return False
    if {word.casefold() for word in re.findall(r"\w+", first)} & HEADINGS and len(first.split()) <= 3:
        return True
    return len(first.split()) <= 3 and len(first) * 3 <= median(len(cell) for cell in below)


def _without_bullet(line: str) -> str:
    for _ in range(_MOST_BULLETS):
        found = _BULLET.match(line)
        if found is None or not line[found.end() :].strip():
            return line
        line = line[found.end() :]
    return line


def _cells(text: str) -> list[list[str]]:
    """The cells of a text from a spreadsheet; quoted ones may have several lines."""
    try:
        found = list(csv.reader(io.StringIO(text.replace("\0", "")), dialect="excel-tab"))
    except csv.Error:
        found = [line.split("\t") for line in text.split("\n")]
    return [row for row in found if any(cell.strip() for cell in row)]


# -- parts of a goal


@dataclass(frozen=True, slots=True)
class GoalPart:
    """A piece of a goal's sentence; `action` says that it tells how, not what."""

    text: str
    action: bool = False


def parts_of(text: str, marks: Iterable[Mark]) -> tuple[GoalPart, ...]:
    """The sentence cut where it surely joins outcomes, or an outcome with its way.

    Empty where a cut would leave pieces that make no sense by themselves, such as those of a list of words.
    """
    found = list(marks)
    cuts = [mark for mark in found if mark.kind is MarkKind.JOINED and not mark.soft]
    if not cuts or any(cut.finding.code == "WORDING_LIST" for cut in cuts):
        return ()
    parts = list(_pieces(text, cuts))
    if any(len(part.text.split()) < 2 for part in parts):
        return ()
    return tuple(parts)


def _pieces(text: str, cuts: Sequence[Mark]) -> Iterator[GoalPart]:
    start, action = 0, False
    for cut in cuts:
        yield GoalPart(_tidy(text[start : cut.start]), action)
        start, action = cut.end, cut.finding.code == "WORDING_HOW" or action
    yield GoalPart(_tidy(text[start:]), action)


def _tidy(piece: str) -> str:
    """A piece that can stand alone: without signs at its ends, and with a capital."""
    piece = " ".join(piece.split()).strip(" ,;:–—-")
    return piece[:1].upper() + piece[1:]
