"""What a results map's rules say: counts, lead relations and hints, in time linear in links.

Parked results, rejected links and retired measures are left out everywhere. A disproved cause is
still a link on the map but no longer a path that results or lead relations rest on.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import itemgetter
from typing import Final

from kpidesk.domain.findings import Finding
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import (
    Confidence,
    Link,
    LinkKind,
    LinkRole,
    LinkStatus,
    Map,
    Outcome,
    Placement,
    Result,
    ResultStatus,
    Ring,
    Verdict,
)
from kpidesk.domain.sharing import Centre, DrivingMeasure, PartnerShare

MOST_WORDS: Final = 25
MOST_MEASURES: Final = 3
MOST_ON_A_SHEET: Final = 30
OWNED_FROM_RING: Final = 3
ALIKE: Final = 0.85
# A desk whose sentences are all alike must not cost seconds or bury the other hints.
MOST_ALIKE_PAIRS: Final = 100
MOST_COMPARISONS: Final = 20_000


@dataclass(frozen=True, slots=True)
class MapSummary:
    """Counts and lists of a map by printed codes; `leads` tells which measures a measure leads."""

    results: int
    links: int
    causes: int
    companions: int
    conflicts: int
    others: int
    measured: tuple[str, ...]
    unmeasured: tuple[str, ...]
    without_path: tuple[str, ...]
    centre_without_cause: tuple[str, ...]
    cycles: tuple[tuple[str, ...], ...]
    outward: tuple[str, ...]
    within_ring: tuple[str, ...]
    two_kinds: tuple[tuple[str, ...], ...]
    conflicts_without_measure: tuple[str, ...]
    leads: Mapping[str, tuple[str, ...]]


def in_order(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes as people count them: L9 before L10."""
    return tuple(
        sorted(
            codes, key=lambda code: [(len(p), p) if p.isdigit() else (0, p) for p in re.split(r"(\d+)", code)]
        )
    )


class _Graph:
    """The records of a map, looked up once."""

    def __init__(self, reader: Reader) -> None:
        rings = {ring.id: ring.position for ring in reader.find(Ring)}
        roles = {kind.id: kind.role for kind in reader.find(LinkKind)}
        self.results = {r.id: r for r in reader.find(Result) if r.status is not ResultStatus.PARKED}
        self.ring = {result.id: rings[result.ring] for result in self.results.values()}
        self.links = [
            link
            for link in reader.find(Link)
            if link.status is not LinkStatus.REJECTED
            and link.source in self.results
            and link.target in self.results
        ]
        self.role = {link.id: roles[link.kind] for link in self.links}
        self.measures: dict[str, list[Measure]] = defaultdict(list)
        for measure in reader.find(Measure):
            if measure.result in self.results and measure.status is not MeasureStatus.RETIRED:
                self.measures[measure.result].append(measure)
        self.causes = self.with_role(LinkRole.CAUSE)
        self.effects: dict[str, list[str]] = {result: [] for result in self.results}
        for link in self.causes:
            if link.confidence is not Confidence.DISPROVED and link.source != link.target:
                self.effects[link.source].append(link.target)

    def with_role(self, role: LinkRole) -> list[Link]:
        """The links of all kinds with this role."""
        return [link for link in self.links if self.role[link.id] is role]

    def code(self, result: str) -> str:
        """A result's printed code."""
        return self.results[result].code

    def without_path(self) -> list[str]:
        """Results outside the centre from which no causes lead to the centre."""
        causes: dict[str, list[str]] = defaultdict(list)
        for source, targets in self.effects.items():
            for target in targets:
                causes[target].append(source)
        reached = {result for result, ring in self.ring.items() if ring == 1}
        todo = list(reached)
        while todo:
            for source in causes[todo.pop()]:
                if source not in reached:
                    reached.add(source)
                    todo.append(source)
        return [result for result in self.results if result not in reached]

    def centre_without_cause(self) -> list[str]:
        """Results in the centre that nothing on the map brings about."""
        caused = {target for targets in self.effects.values() for target in targets}
        return [result for result, ring in self.ring.items() if ring == 1 and result not in caused]

    def two_kinds(self) -> list[tuple[str, ...]]:
        """Codes of the links between two results that are linked in more than one kind."""
        pairs: dict[frozenset[str], list[Link]] = defaultdict(list)
        for link in self.links:
            pairs[frozenset((link.source, link.target))].append(link)
        return [
            in_order(link.code for link in links)
            for links in pairs.values()
            if len({link.kind for link in links}) > 1
        ]

    def conflicts_without_measure(self) -> list[Link]:
        """Conflicts that nobody could see coming, as a side has no measure."""
        conflicts = self.with_role(LinkRole.CONFLICT)
        return [link for link in conflicts if not {link.source, link.target} <= self.measures.keys()]


def summary(reader: Reader) -> MapSummary:
    """The counts of a map."""
    graph = _Graph(reader)
    loops = _loops(graph.effects)
    ring = graph.ring
    roles = list(graph.role.values())
    return MapSummary(
        results=len(graph.results),
        links=len(graph.links),
        causes=len(graph.causes),
        companions=roles.count(LinkRole.COMPANION),
        conflicts=roles.count(LinkRole.CONFLICT),
        others=roles.count(LinkRole.OTHER),
        measured=in_order(graph.code(result) for result in graph.results if result in graph.measures),
        unmeasured=in_order(graph.code(result) for result in graph.results if result not in graph.measures),
        without_path=in_order(map(graph.code, graph.without_path())),
        centre_without_cause=in_order(map(graph.code, graph.centre_without_cause())),
        cycles=tuple(sorted(in_order(map(graph.code, loop)) for loop in loops if len(loop) > 1)),
        outward=in_order(link.code for link in graph.causes if ring[link.source] < ring[link.target]),
        within_ring=in_order(link.code for link in graph.causes if ring[link.source] == ring[link.target]),
        two_kinds=tuple(sorted(graph.two_kinds())),
        conflicts_without_measure=in_order(link.code for link in graph.conflicts_without_measure()),
        leads=_leads(graph, loops),
    )


def check_map(reader: Reader) -> tuple[Finding, ...]:
    """Hints on results, links and what measures them."""
    graph = _Graph(reader)
    return (
        *_result_findings(graph),
        *_failed(reader, graph),
        *_link_findings(graph),
        *(
            Finding("MEASURE_WITHOUT_RESULT", (measure.code,), {"measure": measure.code})
            for measure in unattached_measures(reader)
        ),
        *_alike(graph),
        *_crowded(reader, graph),
    )


def many_measures(code: str, count: int) -> Finding | None:
    """A hint where a result has more measures than people will look at."""
    if count <= MOST_MEASURES:
        return None
    return Finding("RESULT_WITH_MANY_MEASURES", (code,), {"result": code, "count": str(count)})


def _result_findings(graph: _Graph) -> Iterator[Finding]:
    linked = {end for link in graph.links for end in (link.source, link.target)}
    lost, uncaused = set(graph.without_path()), set(graph.centre_without_cause())
    for result in graph.results.values():
        args = {"result": result.code}
        words = len(result.statement.split())
        if result.id not in linked:
            yield Finding("RESULT_WITHOUT_LINK", (result.code,), args)
        elif result.id in lost:
            yield Finding("RESULT_WITHOUT_PATH", (result.code,), args)
        elif result.id in uncaused:
            yield Finding("CENTRE_WITHOUT_CAUSE", (result.code,), args)
        if result.id not in graph.measures:
            yield Finding("RESULT_WITHOUT_MEASURE", (result.code,), args)
        elif many := many_measures(result.code, len(graph.measures[result.id])):
            yield many
        if words > MOST_WORDS:
            yield Finding("RESULT_TOO_LONG", (result.code,), {**args, "count": str(words)})
        if graph.ring[result.id] >= OWNED_FROM_RING and not result.owner.strip():
            yield Finding("RESULT_WITHOUT_OWNER", (result.code,), args)


def _failed(reader: Reader, graph: _Graph) -> Iterator[Finding]:
    """Results whose wording did not stand one of the tests."""
    failed: dict[str, int] = defaultdict(int)
    for verdict in reader.find(Verdict, outcome=Outcome.FAIL):
        failed[verdict.subject] += 1
    for result in graph.results.values():
        if count := failed[result.id]:
            args = {"result": result.code, "count": str(count)}
            yield Finding("RESULT_FAILS_TEST", (result.code,), args)


def _link_findings(graph: _Graph) -> Iterator[Finding]:
    for link in graph.links:
        args = {"link": link.code, "source": graph.code(link.source), "target": graph.code(link.target)}
        if link.source == link.target:
            yield Finding("LINK_TO_ITSELF", (link.code,), args)
        elif graph.role[link.id] is LinkRole.CAUSE and graph.ring[link.source] < graph.ring[link.target]:
            yield Finding("LINK_POINTS_OUTWARD", (link.code,), args)
    for loop in _loops(graph.effects):
        if len(loop) > 1:
            codes = in_order(map(graph.code, loop))
            yield Finding("LINKS_IN_A_LOOP", codes, {"results": ", ".join(codes)})
    for link in graph.conflicts_without_measure():
        bare = in_order(graph.code(end) for end in {link.source, link.target} - graph.measures.keys())
        args = {"link": link.code, "results": ", ".join(bare)}
        yield Finding("CONFLICT_WITHOUT_MEASURE", (link.code,), args)


def unattached_measures(reader: Reader) -> list[Measure]:
    """Measures that give evidence of nothing: neither of a result, nor a centre's, nor a partner's."""
    used = {centre.indicator for centre in reader.find(Centre)}
    used |= {share.measure for share in reader.find(PartnerShare)}
    used |= {driving.measure for driving in reader.find(DrivingMeasure)}
    return [
        measure
        for measure in reader.find(Measure)
        if measure.result is None and measure.id not in used and measure.status is not MeasureStatus.RETIRED
    ]


def _crowded(reader: Reader, graph: _Graph) -> Iterator[Finding]:
    placed: dict[str, set[str]] = defaultdict(set)
    for placement in reader.find(Placement):
        if placement.result in graph.results:
            placed[placement.map].add(placement.result)
    for picture in reader.find(Map):
        if len(placed[picture.id]) > MOST_ON_A_SHEET:
            yield Finding("MAP_CROWDED", (), {"map": picture.name, "count": str(len(placed[picture.id]))})


def _alike(graph: _Graph) -> Iterator[Finding]:
    """Pairs of results in nearly the same words.

    Only texts of similar length that share most of their words are compared letter by letter.
    """
    texts: list[tuple[int, str, frozenset[str], str]] = []
    for result in graph.results.values():
        words = re.sub(r"[\W_]+", " ", result.statement.casefold()).split()
        text = " ".join(words)
        # Scripts without spaces give one long word: their pairs of letters stand in for words.
        pieces = words if len(words) > 2 else [text[i : i + 2] for i in range(len(text) - 1)]
        if text:
            texts.append((len(text), text, frozenset(pieces), result.code))
    texts.sort(key=itemgetter(0, 1))
    found = compared = 0
    for i, (length, text, parts, code) in enumerate(texts):
        longest = length * (2 - ALIKE) / ALIKE
        matcher = SequenceMatcher(b=text, autojunk=False)
        for other_length, other_text, other_parts, other_code in texts[i + 1 :]:
            if other_length > longest:
                break
            if 10 * len(parts & other_parts) < 7 * max(len(parts), len(other_parts)):
                continue
            compared += 1
            matcher.set_seq1(other_text)
            if matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
                found += 1
                codes = in_order((code, other_code))
                yield Finding("RESULTS_ALIKE", codes, {"first": codes[0], "second": codes[1]})
            if found >= MOST_ALIKE_PAIRS or compared >= MOST_COMPARISONS:
                return


def _loops(effects: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Groups of results that all lead to each other, effects before causes (Tarjan's algorithm)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    held: set[str] = set()
    groups: list[list[str]] = []
    for root in effects:
        if root in number:
            continue
        work = [(root, iter(effects[root]))]
        number[root] = lowest[root] = len(number)
        stack.append(root)
        held.add(root)
        while work:
            node, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                if work:
                    parent = work[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == number[node]:
                    place = stack.index(node)
                    groups.append(stack[place:])
                    held.difference_update(stack[place:])
                    del stack[place:]
            elif target not in number:
                number[target] = lowest[target] = len(number)
                stack.append(target)
                held.add(target)
                work.append((target, iter(effects[target])))
            elif target in held:
                lowest[node] = min(lowest[node], number[target])
    return groups


def _leads(graph: _Graph, loops: list[list[str]]) -> dict[str, tuple[str, ...]]:
    """For each measure the measures of all results that its own result helps to bring about.

    Sets of results are bits of an integer, and effects come before causes in `loops`, so one pass
    over the links is enough. Results of one loop lead each other; a result does not lead itself.
    """
    bit = {result: 1 << i for i, result in enumerate(graph.results)}
    reached: dict[str, int] = {}
    for loop in loops:
        members = sum(bit[result] for result in loop)
        beyond = members
        for result in loop:
            for target in graph.effects[result]:
                beyond |= bit[target] | reached.get(target, 0)
        reached.update(dict.fromkeys(loop, beyond))
    leads = {}
    for result, measures in graph.measures.items():
        reach = reached[result] & ~bit[result]
        led = in_order(
            m.code for other, others in graph.measures.items() if bit[other] & reach for m in others
        )
        leads.update({measure.code: led for measure in measures})
    return {code: leads[code] for code in in_order(leads)}
