"""A list from any workbook or text file: how it is probably meant, and what it would do to a desk."""

import csv
import io
from dataclasses import dataclass

from kpidesk.desk.store import Desk
from kpidesk.domain.columns import Lookup
from kpidesk.domain.keeping import ListLayout
from kpidesk.domain.list_plan import plan
from kpidesk.domain.list_reading import Listing, to_remember
from kpidesk.domain.returned import Plan
from kpidesk.domain.values_table import Table
from kpidesk.domain.wording import Refused
from kpidesk.imports.returned_plan import tried
from kpidesk.system.words import Words, languages


@dataclass(frozen=True, slots=True)
class ListIntake:
    """A list and its plan for a desk; `layout` is how it was read, to be remembered when it is taken."""

    name: str
    kind: str
    plan: Plan
    layout: ListLayout | None


def tongues(words: Words) -> tuple[Words, ...]:
    """The languages in which headings and choices of a list may be, those of the reader first."""
    return (words, *(Words(each) for each in languages() if each != words.language))


def pasted(text: str, name: str) -> Table:
    """The cells of a block that was copied from a spreadsheet.

    Raises:
        Refused: there is no text.
    """
    text = text.replace("\0", "")
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), dialect="excel-tab")]
    except csv.Error:  # a quotation mark that is never closed
        rows = [tuple(line.split("\t")) for line in text.splitlines()]
    if not any(cell.strip() for row in rows for cell in row):
        raise Refused("There is no text on the clipboard. Copy some cells first.")
    return Table(name, tuple(rows))


def plan_list(desk: Desk, name: str, table: Table, listing: Listing, words: Words) -> ListIntake:
    """Say what a list would change. Nothing is written.

    Args:
        desk: a snapshot of the desk.
        name: of the file.
        table: the list.
        listing: how it is read.
        words: the reader's language.

    Raises:
        Refused: no column holds what a row is known by.
    """
    planned = plan(table, listing, Lookup(desk), tongues(words))
    return ListIntake(name, listing.kind, tried(desk, planned), to_remember(table, listing))
