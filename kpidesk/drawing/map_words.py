"""What a results map shows, in words: on the screen for screen readers, and in what is read of its paper."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

from kpidesk.domain.labels import LABELS
from kpidesk.domain.results import Confidence, Link, LinkKind, LinkRole, LinkStatus
from kpidesk.drawing import said
from kpidesk.drawing.map_bubbles import Bubble
from kpidesk.drawing.map_scene import Scene
from kpidesk.drawing.picture import Group
from kpidesk.system.words import Words

_DOUBTS: Final = (LinkStatus.PROPOSED, LinkStatus.REJECTED, Confidence.ASSUMED, Confidence.DISPROVED)


def told_links(
    result_id: str,
    links: Iterable[tuple[Link, LinkKind]],
    code: Callable[[str], str],
    words: Words,
) -> list[str]:
    """The links of a result, a line for each kind and direction: leads to R02 and R05."""
    groups: dict[str, list[str]] = {}
    for link, kind in links:
        out = link.source == result_id
        if not kind.directed:
            name = words("{kind} with", kind=kind.name)
        elif out:
            name = kind.name
        else:
            cause = kind.role is LinkRole.CAUSE
            name = words("comes from") if cause else words("{kind} from", kind=kind.name)
        groups.setdefault(name, []).append(_other(link, code(link.target if out else link.source), words))
    return [f"{name} {listed(codes, words)}" for name, codes in groups.items()]


def _other(link: Link, code: str, words: Words) -> str:
    """The code at the other end, with what is in doubt about the link."""
    doubts = [words(LABELS[each]) for each in (link.status, link.confidence) if each in _DOUBTS]
    return f"{code} ({', '.join(doubts)})" if doubts else code


def told_measures(codes: Sequence[str], words: Words) -> str:
    """Which measures a result has; nothing where it has none."""
    return words("measures {codes}", codes=listed(codes, words)) if codes else ""


def listed(codes: Sequence[str], words: Words) -> str:
    """Codes as they are said: R01, R02 and R03."""
    *first, last = codes
    return words("{codes} and {last}", codes=", ".join(first), last=last) if first else last


def outline(drawn: Scene, words: Words) -> Group:
    """The rings of a drawn map, and in each its results with links, measures and dots."""
    return said.outline(_outline(drawn, words))


def _outline(drawn: Scene, words: Words) -> Iterator[Group]:
    for band in drawn.bands:
        yield said.heading(f"{band.ring.position} {band.ring.name}")
        own = [each for each in drawn.bubbles.values() if each.result.ring == band.ring.id]
        for each in own:
            yield said.entry(f"{each.result.code} {each.result.statement}", _below(each, drawn, words))
        if not own:
            yield said.entry(words("no result"))


def links_of(bubble: Bubble, drawn: Scene, shown: Collection[str], words: Words) -> list[str]:
    """The links of a drawn result to those that are shown."""
    own = bubble.result.id
    ends = [(each, {each.link.source, each.link.target}) for each in drawn.curves]
    curves = [each for each, both in ends if own in both and both <= {own, *shown}]
    curves.sort(key=lambda each: each.link.source != own)  # those that begin here first
    links = [(each.link, each.kind) for each in curves]
    return told_links(own, links, lambda key: drawn.bubbles[key].result.code, words)


def _below(bubble: Bubble, drawn: Scene, words: Words) -> list[str]:
    result = bubble.result
    dots = words.many("{n} dot", "{n} dots", result.dots) if result.dots is not None else ""
    told = links_of(bubble, drawn, drawn.bubbles.keys(), words)
    return [*told, *filter(None, (told_measures(bubble.measures, words), dots))]
