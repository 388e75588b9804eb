"""What partners share and where their own measures serve each other, as two grids.

Partners by partners: what each two of them share and which driving measures of one serve the other.
Partners by measures: who shares, who is driven by, and whom a measure serves besides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.sharing import Alignment, DrivingMeasure, Partner, PartnerShare, in_order


@dataclass(frozen=True, slots=True)
class Aligned:
    """A driving measure that serves another partner, too."""

    driving: DrivingMeasure
    owner: Partner
    partner: Partner
    why: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What two partners have in common, whichever of them comes first."""

    shared: tuple[Measure, ...] = ()
    aligned: tuple[Aligned, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.shared or self.aligned)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Partners by partners."""

    partners: tuple[Partner, ...]
    common: Mapping[frozenset[str], Pair]

    def pair(self, one: str, other: str) -> Pair:
        """What two partners have in common, by their ids."""
        return self.common.get(frozenset((one, other)), Pair())


class State(Enum):
    """What a measure is to a partner."""

    SHARES = "shares"
    DRIVES = "drives"
    ALIGNED = "aligned"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class SharedMeasure:
    """A measure in which a partner takes part, at least one."""

    measure: Measure

    @property
    def id(self) -> str:
        """The measure's id."""
        return self.measure.id


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A measure that drives the work of its owner."""

    driving: DrivingMeasure
    owner: Partner

    @property
    def id(self) -> str:
        """The id of the driving measure."""
        return self.driving.id


Column = SharedMeasure | OwnMeasure


@dataclass(frozen=True, slots=True)
class Uses:
    """Partners by measures: shared ones first, then what drives each partner, in their order."""

    partners: tuple[Partner, ...]
    columns: tuple[Column, ...]
    shares: frozenset[tuple[str, str]]
    alignments: Mapping[tuple[str, str], Alignment]

    def state(self, partner_id: str, column: Column) -> State:
        """What a measure is to a partner."""
        key = (partner_id, column.id)
        if isinstance(column, SharedMeasure):
            return State.SHARES if key in self.shares else State.NOTHING
        if column.owner.id == partner_id:
            return State.DRIVES
        return State.ALIGNED if key in self.alignments else State.NOTHING

    def alignment(self, partner_id: str, column: Column) -> Alignment | None:
        """That a driving measure serves a partner, with why."""
        return self.alignments.get((partner_id, column.id))


def pairs(reader: Reader, centre_id: str) -> Pairs:
    """What each two partners around a result have in common."""
    once = Once(reader)
    partners = _partners(once, centre_id)
    by_id = {each.id: each for each in partners}
    shared: dict[frozenset[str], list[Measure]] = defaultdict(list)
    for measure, sharers in _shared(once, by_id):
        for two in combinations(sharers, 2):
            shared[frozenset(two)].append(measure)
    aligned: dict[frozenset[str], list[Aligned]] = defaultdict(list)
    for driving in _driving(once, partners):
        for each in once.find(Alignment, driving_measure=driving.id):
            if each.partner in by_id:
                owner, partner = by_id[driving.partner], by_id[each.partner]
                aligned[frozenset((owner.id, partner.id))].append(Aligned(driving, owner, partner, each.why))
    return Pairs(
        partners,
        {two: Pair(tuple(shared[two]), tuple(aligned[two])) for two in shared.keys() | aligned.keys()},
    )


def uses(reader: Reader, centre_id: str) -> Uses:
    """What each measure is to each partner around a result."""
    once = Once(reader)
    partners = _partners(once, centre_id)
    by_id = {each.id: each for each in partners}
    shared = list(_shared(once, by_id))
    driving = _driving(once, partners)
    alignments = {
        (each.partner, own.id): each
        for own in driving
        for each in once.find(Alignment, driving_measure=own.id)
    }
    return Uses(
        partners,
        (
            *(SharedMeasure(measure) for measure, _ in shared),
            *(OwnMeasure(each, by_id[each.partner]) for each in driving),
        ),
        frozenset((partner, measure.id) for measure, sharers in shared for partner in sharers),
        alignments,
    )


def _partners(reader: Reader, centre_id: str) -> tuple[Partner, ...]:
    return tuple(in_order(reader.find(Partner, centre=centre_id)))


def _shared(reader: Reader, partners: Mapping[str, Partner]) -> Iterable[tuple[Measure, list[str]]]:
    """Measures by their codes, each with the ids of the partners that take part in it."""
    sharers: dict[str, list[str]] = defaultdict(list)
    for each in reader.find(PartnerShare):
        if each.partner in partners:
            sharers[each.measure].append(each.partner)
    measures = sorted((reader.get(Measure, each) for each in sharers), key=lambda m: (len(m.code), m.code))
    return ((each, sharers[each.id]) for each in measures)


def _driving(reader: Reader, partners: Sequence[Partner]) -> list[DrivingMeasure]:
    return [each for partner in partners for each in reader.find(DrivingMeasure, partner=partner.id)]
