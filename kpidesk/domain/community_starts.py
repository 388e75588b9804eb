"""With what a community begins: a kind, its rhythm, its agenda and its three forces, as supplied texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpidesk.domain.communities import CommunityKind, Force, SkillFamily


@dataclass(frozen=True, slots=True)
class StartingForce:
    """An entry of one of the three forces."""

    force: Force
    text: str
    who: str
    noticed: str


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """What a new community of a kind brings along; `about` says in a sentence what such a community is."""

    key: str
    kind: CommunityKind
    name: str
    about: str
    purpose: str
    every_days: int
    minutes: int
    blocks: tuple[str, ...]
    norms: tuple[str, ...]
    decision_rule: str
    forces: tuple[StartingForce, ...]


@dataclass(frozen=True, slots=True)
class Supplied:
    """All that is supplied for communities in a language."""

    points: tuple[StartingPoint, ...]
    suggestions: Mapping[Force, tuple[str, ...]]
    skills: Mapping[SkillFamily, tuple[str, ...]]
