"""What the map shows of a result, in words: for screen readers."""

from kpidesk.drawing.map_words import told_links, told_measures
from kpidesk.system.words import Words
from kpidesk.ui.results.work import MapWork


def spoken(work: MapWork, words: Words, result_id: str) -> str:
    """A result with its ring, statement, links and measures; "" for what is no result."""
    bubble = work.bubbles.get(result_id)
    if bubble is None:
        return ""
    result = bubble.result
    ring = next(ring.name for ring in work.rings() if ring.id == result.ring)
    links = [(link, work.kind(link.kind)) for link in work.links_of(result_id)]
    parts = [
        f"{result.code}, {ring}: {result.statement}",
        *told_links(result_id, links, work.code, words),
        told_measures(bubble.measures, words),
    ]
    return ", ".join(filter(None, parts))


def position(work: MapWork, words: Words, result_id: str) -> str:
    """Which one it is in the order of the outline; "" for what is no result that is seen."""
    rings = [ring.id for ring in work.rings()]
    found = sorted(
        (each.result for each in work.seen.values()),
        key=lambda each: (rings.index(each.ring), len(each.code), each.code),
    )
    at = next((number for number, each in enumerate(found, 1) if each.id == result_id), 0)
    return words("result {n} of {count}", n=at, count=len(found)) if at else ""
