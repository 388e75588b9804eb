"""Maps to lay out: the sample's, random ones of any size, and small ones by hand."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Collection, Reader
from kpidesk.domain.record import Record
from kpidesk.domain.results import (
    Layout,
    LinePattern,
    Link,
    LinkKind,
    LinkRole,
    Map,
    Placement,
    Result,
    Ring,
)
from kpidesk.drawing.map_bubbles import Plane
from kpidesk.drawing.picture import Box

Point = tuple[float, float]
KINDS = (
    LinkKind(id="k1", key="cause", name="leads to", role=LinkRole.CAUSE, directed=True),
    LinkKind(id="k2", key="companion", name="goes with", role=LinkRole.COMPANION, pattern=LinePattern.DASH),
    LinkKind(
        id="k3", key="conflict", name="works against", role=LinkRole.CONFLICT, pattern=LinePattern.ZIGZAG
    ),
    LinkKind(id="k4", key="own", name="waits for", directed=True, pattern=LinePattern.DASH_DOT, mark="w"),
)
WORDS = [
    "water",
    "the",
    "bills",
    "households",
    "a",
    "interruption",
    "is",
    "leaks",
    "of",
    "crews",
    "repair",
    "meters",
    "on",
    "time",
    "every",
    "customer",
    "pressure",
    "safe",
    "clean",
    "pumps",
    "samples",
    "records",
]


def made(
    results: Sequence[tuple[str, int]],
    links: Sequence[tuple[int, int, int]] = (),
    placed: Mapping[int, Point] | None = None,
    layout: Layout = Layout.RADIAL,
) -> Collection:
    """A map of results as (statement, ring) with links as (source, target, kind); places are shares."""
    at = placed or {}
    records: list[Record] = [
        Map(id="map", name="Results map"),
        *(Ring(id=f"ring{n}", position=n, name=f"Ring {n}") for n in range(1, 5)),
        *KINDS,
    ]
    for n, (text, ring) in enumerate(results):
        x, y = at.get(n, (None, None))
        records.append(Result(id=f"r{n:04d}", code=f"R{n:02d}", statement=text, ring=f"ring{ring}"))
        records.append(Placement(id=f"p{n:04d}", map="map", result=f"r{n:04d}", layout=layout, x=x, y=y))
    for n, (a, b, kind) in enumerate(links):
        ends = {"source": f"r{a:04d}", "target": f"r{b:04d}"}
        records.append(Link(id=f"l{n:04d}", code=f"L{n:02d}", kind=KINDS[kind].id, **ends))
    return Collection(records)


def random_map(count: int, seed: int, share: float = 1.5) -> Collection:
    """Results in four rings; most links lead to the next ring inwards, some stay, some skip one."""
    chance = random.Random(seed)
    rings = [1 + chance.randrange(4) for _ in range(count)]
    by_ring = defaultdict(list)
    for number, ring in enumerate(rings):
        by_ring[ring].append(number)
    links: set[tuple[int, int]] = set()
    for _ in range(count * 20):
        one, kind = chance.randrange(count), chance.random()
        ring = rings[one] - (1 if kind < 0.7 else 0 if kind < 0.85 else 2)
        if len(links) < int(share * count) and by_ring.get(ring):
            other = chance.choice(by_ring[ring])
            if one != other and (other, one) not in links:
                links.add((one, other))
    texts = [" ".join(chance.choices(WORDS, k=chance.randint(4, 11))).capitalize() + "." for _ in rings]
    kinds = chance.choices((0, 1, 2), (8, 1, 1), k=len(links))
    ends = [(a, b, kind) for (a, b), kind in zip(sorted(links), kinds, strict=True)]
    return made(list(zip(texts, rings, strict=True)), ends)


def records(reader: Reader) -> list[Record]:
    kinds = (Map, Ring, Result, Placement, Link, LinkKind, Measure)
    return [record for kind in kinds for record in reader.find(kind)]


def map_id(reader: Reader) -> str:
    return reader.find(Map)[0].id


def loose(reader: Reader) -> Collection:
    """A map whose results nobody has placed."""
    return Collection(
        replace(each, x=None, y=None) if isinstance(each, Placement) else each for each in records(reader)
    )


def placed(reader: Reader, places: Mapping[str, Point], plane: Plane, layout: Layout) -> Collection:
    """A map with results at places (mm of a plane) in one layout."""
    kept = [
        each
        for each in records(reader)
        if not (isinstance(each, Placement) and each.layout is layout and each.result in places)
    ]
    new = [
        Placement(
            id=f"at-{layout.value}-{key}", map=map_id(reader), result=key, layout=layout,
            x=x / plane.x, y=y / plane.y,
        )
        for key, (x, y) in places.items()
    ]  # fmt: skip
    return Collection([*kept, *new])


def overlaps(boxes: Mapping[str, Box]) -> list[tuple[str, str]]:
    """Pairs of boxes that overlap."""
    keys = list(boxes)
    return [
        (one, other)
        for number, one in enumerate(keys)
        for other in keys[:number]
        if boxes[one][0] < boxes[other][2]
        and boxes[other][0] < boxes[one][2]
        and boxes[one][1] < boxes[other][3]
        and boxes[other][1] < boxes[one][3]
    ]
