"""How another version of a desk differs from the desk, one decision at a time.

A returned workbook and a second recorder's copy are both compared three ways: what both began from
(the base), what the other side made of it (theirs), and the desk as it is now (ours).
"""

from dataclasses import dataclass
from enum import Enum

from kpidesk.domain.record import Record


class Kind(Enum):
    """What a difference is. A conflict is one where both sides changed the same thing differently."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    REMOVED = "removed"


class Take(Enum):
    """What becomes of a difference: the desk stays, the other side is taken, or both are kept."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference, decided on by itself.

    `key` is unique within its plan and the same whenever the same two versions are compared. `field` is
    empty where the record as a whole is meant: then `base`, `theirs` and `ours` hold records (None where
    there is none), else the field's values. The first of `offered` is what happens unless a person says
    otherwise. `where` names the cell of a workbook.
    """

    key: str
    kind: Kind
    record_type: type[Record]
    id: str
    field: str = ""
    base: object = None
    theirs: object = None
    ours: object = None
    offered: tuple[Take, ...] = (Take.THEIRS, Take.OURS)
    where: str = ""
