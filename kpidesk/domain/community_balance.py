"""Whether the three forces that hold a community together are in balance. Source: domain.md 4.1."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from kpidesk.domain.communities import Force, ForceEntry, in_order

LEAST: Final = 2
"""How many entries a force needs before people believe in it."""


class Lack(Enum):
    """What makes a force thin."""

    FEW = "few"
    WHO = "who"
    NOTICED = "noticed"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the three forces. `without_who` and `without_sign` count its entries that lack that."""

    force: Force
    entries: tuple[ForceEntry, ...]

    @property
    def without_who(self) -> int:
        """How many entries do not say who has something of it."""
        return sum(not each.who for each in self.entries)

    @property
    def without_sign(self) -> int:
        """How many entries do not say how people will notice."""
        return sum(not each.noticed for each in self.entries)

    @property
    def lacks(self) -> frozenset[Lack]:
        """What makes it thin; nothing where it carries."""
        found = {
            Lack.FEW: len(self.entries) < LEAST,
            Lack.WHO: self.without_who > 0,
            Lack.NOTICED: self.without_sign > 0,
        }
        return frozenset(lack for lack, there in found.items() if there)

    @property
    def weight(self) -> float:
        """How much it carries: each entry counts by the share of what it says, of text, who and sign."""
        return sum((1 + bool(each.who) + bool(each.noticed)) / 3 for each in self.entries)


def balance(entries: Iterable[ForceEntry]) -> tuple[Side, ...]:
    """The three forces in their order, each with its entries in theirs."""
    found = in_order(tuple(entries))
    return tuple(Side(force, tuple(each for each in found if each.force is force)) for force in Force)
