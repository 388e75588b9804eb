"""What a desk remembers of its own keeping: named moments, merged copies, and how lists were read."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from kpidesk.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint(Record):
    """A named moment: the desk as it was after edit number `edit`."""

    name: str
    edit: int
    at: datetime
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Record):
    """Another copy of this desk that was merged into it.

    `trail` is the fingerprint of the copy's journal up to its newest edit, whose number is `edit`; a later
    merge of the same copy begins there. It is a record so that undoing the merge forgets it, too.
    """

    trail: str
    edit: int
    file: str
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLayout(Record):
    """Which column of a list holds what, remembered by its headings.

    `kind` is what the list is of ("goals", "members"); `columns` says for each heading the key of the
    field that its column holds, or nothing.
    """

    UNIQUE: ClassVar = (("kind", "headings"),)

    kind: str
    headings: tuple[str, ...]
    columns: tuple[str, ...]
