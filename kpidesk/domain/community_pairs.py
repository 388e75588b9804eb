"""Who led a team's work together, and who could next: members of different units who never did."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from kpidesk.domain.communities import Member, Pairing


def next_pairs(
    members: Sequence[Member], units: Mapping[str, str], pairings: Sequence[Pairing], count: int
) -> list[tuple[Member, Member]]:
    """Members of different units who never led a team together, those who led least often first.

    Nobody is named twice while somebody else led as little.

    Args:
        members: those who are here.
        units: the unit of each by the id of the member; whose unit is not known is left out.
        pairings: all pairs there were.
        count: how many are wanted at most.
    """
    done = {frozenset({each.first, each.second}) for each in pairings}
    busy = Counter(member for each in pairings for member in (each.first, each.second))
    known = [each for each in members if units.get(each.id) and each.left is None]
    free = [
        (one, other)
        for one, other in combinations(known, 2)
        if units[one.id].casefold() != units[other.id].casefold()
        and frozenset({one.id, other.id}) not in done
    ]
    found: list[tuple[Member, Member]] = []
    while free and len(found) < count:
        best = min(free, key=lambda pair: busy[pair[0].id] + busy[pair[1].id])
        free.remove(best)
        found.append(best)
        busy.update(each.id for each in best)
    return found
