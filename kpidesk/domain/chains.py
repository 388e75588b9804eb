"""What a result leads to and what it depends on, along the causes of a map."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Confidence, Link, LinkKind, LinkRole, LinkStatus


def leading(reader: Reader) -> list[Link]:
    """The links along which one result leads to another: causes that nobody rejected or disproved."""
    causes = {kind.id for kind in reader.find(LinkKind) if kind.role is LinkRole.CAUSE}
    return [
        link
        for link in reader.find(Link)
        if link.kind in causes
        and link.status is not LinkStatus.REJECTED
        and link.confidence is not Confidence.DISPROVED
    ]


def chain(links: Iterable[Link], starts: Collection[str]) -> set[str]:
    """The ids of the results that some results lead to or depend on, and theirs."""
    effects: dict[str, list[str]] = defaultdict(list)
    causes: dict[str, list[str]] = defaultdict(list)
    for link in links:
        effects[link.source].append(link.target)
        causes[link.target].append(link.source)
    return {*starts} | _reached(effects, starts) | _reached(causes, starts)


def _reached(next_to: Mapping[str, Iterable[str]], starts: Collection[str]) -> set[str]:
    found: set[str] = set()
    todo = [*starts]
    while todo:
        for other in next_to.get(todo.pop(), ()):
            if other not in found:
                found.add(other)
                todo.append(other)
    return found
