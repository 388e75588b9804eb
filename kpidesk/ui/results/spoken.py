"""What the map shows of a result, in words: for screen readers."""

from collections.abc import Sequence

from kpidesk.domain.results import LinkRole
from kpidesk.system.words import Words
from kpidesk.ui.results.work import MapWork


def spoken(work: MapWork, words: Words, result_id: str) -> str:
    """A result with its ring, statement, links and measures; "" for what is no result."""
    bubble = work.bubbles.get(result_id)
    if bubble is None:
        return ""
    result = bubble.result
    ring = next(ring.name for ring in work.rings() if ring.id == result.ring)
    parts = [f"{result.code}, {ring}: {result.statement}", *_links(work, words, result_id)]
    if bubble.measures:
        parts.append(words("measures {codes}", codes=_listed(bubble.measures, words)))
    return ", ".join(parts)


def position(work: MapWork, words: Words, result_id: str) -> str:
    """Which one it is in the order of the outline; "" for what is no result that is seen."""
    rings = [ring.id for ring in work.rings()]
    found = sorted(
        (each.result for each in work.seen.values()),
        key=lambda each: (rings.index(each.ring), len(each.code), each.code),
    )
    at = next((number for number, each in enumerate(found, 1) if each.id == result_id), 0)
    return words("result {n} of {count}", n=at, count=len(found)) if at else ""


def _links(work: MapWork, words: Words, result_id: str) -> list[str]:
    groups: dict[str, list[str]] = {}
    for link in work.links_of(result_id):
        kind, out = work.kind(link.kind), link.source == result_id
        if not kind.directed:
            name = words("{kind} with", kind=kind.name)
        elif out:
            name = kind.name
        else:
            cause = kind.role is LinkRole.CAUSE
            name = words("comes from") if cause else words("{kind} from", kind=kind.name)
        groups.setdefault(name, []).append(work.code(link.target if out else link.source))
    return [f"{name} {_listed(codes, words)}" for name, codes in groups.items()]


def _listed(codes: Sequence[str], words: Words) -> str:
    *first, last = codes
    return words("{codes} and {last}", codes=", ".join(first), last=last) if first else last
