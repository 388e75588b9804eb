"""The board of action and alignment: who stands where, who came from where, where people see themselves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kpidesk.domain.reader import Reader
from kpidesk.domain.sharing import Partner, Snapshot, Stand, in_order, snapshots_of
from kpidesk.domain.voting import Criterion, Rating

Place = tuple[int, int]
"""Action and alignment, each from 1 to BEST_STAND."""


@dataclass(frozen=True, slots=True)
class Token:
    """A partner on the board; `before` are the other places where it stood, oldest first."""

    partner: Partner
    stand: Stand
    before: tuple[Place, ...] = ()

    @property
    def place(self) -> Place:
        """Where it stands."""
        return place_of(self.stand)


@dataclass(frozen=True, slots=True)
class Board:
    """One snapshot of the board.

    `away` are the partners that nobody has put on it, `cloud` the places that people gave themselves
    in secret, `since` the earlier boards that trails come from, oldest first.
    """

    snapshot: Snapshot
    tokens: tuple[Token, ...]
    away: tuple[Partner, ...]
    cloud: tuple[Place, ...]
    since: tuple[Snapshot, ...]

    def token(self, partner_id: str) -> Token | None:
        """The token of a partner, None where it is not on the board."""
        return next((each for each in self.tokens if each.partner.id == partner_id), None)


def place_of(stand: Stand) -> Place:
    """The two numbers of a stand."""
    return stand.action, stand.alignment


def earlier(reader: Reader, snapshot: Snapshot) -> list[Snapshot]:
    """The boards before one, oldest first."""
    found = snapshots_of(reader, snapshot.centre)
    return found[: next(at for at, each in enumerate(found) if each.id == snapshot.id)]


def board_of(reader: Reader, snapshot: Snapshot, since: Sequence[Snapshot] = ()) -> Board:
    """A snapshot with trails from some earlier ones, which come oldest first."""
    partners = in_order(reader.find(Partner, centre=snapshot.centre))
    now = _stands(reader, snapshot)
    then = [_stands(reader, each) for each in since]
    tokens = []
    for partner in partners:
        if stand := now.get(partner.id):
            passed = [place_of(each[partner.id]) for each in then if partner.id in each]
            tokens.append(Token(partner, stand, _moves([*passed, place_of(stand)])))
    away = tuple(each for each in partners if each.id not in now)
    return Board(snapshot, tuple(tokens), away, cloud(reader, snapshot.id), tuple(since))


def _stands(reader: Reader, snapshot: Snapshot) -> dict[str, Stand]:
    return {each.partner: each for each in reader.find(Stand, snapshot=snapshot.id)}


def _moves(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places that were left for another one."""
    return tuple(before for before, after in pairwise(places) if before != after)


def cloud(reader: Reader, snapshot_id: str) -> tuple[Place, ...]:
    """Where people placed themselves in secret, once that is revealed; a paper with one number has no place.

    Sorted, so that even the order tells nothing about who gave what.
    """
    papers: dict[str, dict[Criterion, int]] = defaultdict(dict)
    for rating in reader.find(Rating, item=snapshot_id):
        papers[rating.rater][rating.criterion] = rating.number
    both = (Criterion.ACTION, Criterion.ALIGNMENT)
    return tuple(
        sorted((each[both[0]], each[both[1]]) for each in papers.values() if all(one in each for one in both))
    )
