"""What a new workshop of a kind brings along: an agenda with scripts and materials, as supplied texts."""

from dataclasses import dataclass

from kpidesk.domain.workshops import BlockKind, WorkshopKind


@dataclass(frozen=True, slots=True)
class StartingBlock:
    """A block that can be put into any agenda."""

    name: str
    kind: BlockKind
    minutes: int
    opens: str
    materials: tuple[str, ...]
    script: str


@dataclass(frozen=True, slots=True)
class WorkshopStart:
    """A workshop as it is supplied; `about` says in a sentence what people leave with."""

    kind: WorkshopKind
    name: str
    about: str
    purpose: str
    starts: str
    blocks: tuple[StartingBlock, ...]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(each.minutes for each in self.blocks)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of a whole engagement, so many days from the first workshop."""

    days: int
    when: str
    what: str
    opens: str
    kind: WorkshopKind | None
