"""Who led a team's work together, and who could next: members of different units who never did."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from kpidesk.domain.communities import Member, Pairing


def next_pairs(
    members: Sequence[Member], units: Mapping[str, str], pairings: Sequence[Pairing]
) -> list[tuple[Member, Member]]:
    """Members of different units who never led a team together, those who led least often first.

    Args:
        members: those who are here.
        units: the unit of each by the id of the member; whose unit is not known is left out.
        pairings: all pairs there were.
    """
    done = {frozenset({each.first, each.second}) for each in pairings}
    led = Counter(member for each in pairings for member in (each.first, each.second))
    known = [each for each in members if units.get(each.id) and each.left is None]
    found = [
        (one, other)
        for one, other in combinations(known, 2)
        if units[one.id].casefold() != units[other.id].casefold()
        and frozenset({one.id, other.id}) not in done
    ]
    return sorted(
        found, key=lambda pair: (led[pair[0].id] + led[pair[1].id], max(led[each.id] for each in pair))
    )
