"""How well maps are tidied, beside graphviz with rings as ranks, and how long that takes.

Both are counted on what is drawn: the pairs of links that meet elsewhere than at a bubble that they share,
and the links that go through a bubble of others. Graphviz gets boxes of the same sizes.
"""

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import pytest

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Layout
from kpidesk.drawing.map_bubbles import SCREEN
from kpidesk.drawing.map_labels import label_size
from kpidesk.drawing.map_scene import Scene, scene
from kpidesk.drawing.map_tidy import tidy
from kpidesk.drawing.picture import Box
from kpidesk.drawing.shapes import cubic
from tests.bench.conftest import LAYOUTS
from tests.drawing.map_cases import loose, map_id, overlaps, placed, random_map, records

Point = tuple[float, float]
SEEDS = (1, 2, 3)
CELL = 15.0
APART = 3.0  # how near to a bubble that they share two links may meet (mm)


@dataclass(frozen=True)
class Drawn:
    """A layout whoever made it: boxes of bubbles and lines between them (mm)."""

    boxes: Mapping[str, Box]
    lines: Sequence[tuple[str, str, Sequence[Point]]]

    def meetings(self) -> int:
        """Pairs of links that meet elsewhere than at a bubble that they share."""
        cells: dict[tuple[int, int], list[tuple[int, Point, Point]]] = defaultdict(list)
        for number, (_, _, points) in enumerate(self.lines):
            for p, q in pairwise(points):
                for cell in _cells(p, q):
                    cells[cell].append((number, p, q))
        met: set[tuple[int, int]] = set()
        for members in cells.values():
            for (n, p, q), (m, r, s) in combinations(members, 2):
                if n != m and (n, m) not in met and (at := _meeting(p, q, r, s)):
                    shared = {*self.lines[n][:2]} & {*self.lines[m][:2]}
                    if not any(_in(self.boxes[key], at, APART) for key in shared):
                        met.add((n, m))
        return len({frozenset(pair) for pair in met})

    def through(self) -> int:
        """Links that go through a bubble that is not theirs."""
        return sum(
            any(
                _in(box, (p[0] + (q[0] - p[0]) * step / 6, p[1] + (q[1] - p[1]) * step / 6))
                for p, q in pairwise(points)
                for step in range(7)
            )
            for source, target, points in self.lines
            for key, box in self.boxes.items()
            if key not in {source, target}
        )


def _cells(p: Point, q: Point) -> Iterator[tuple[int, int]]:
    for x in range(int(min(p[0], q[0]) // CELL), int(max(p[0], q[0]) // CELL) + 1):
        for y in range(int(min(p[1], q[1]) // CELL), int(max(p[1], q[1]) // CELL) + 1):
            yield x, y


def _in(box: Box, at: Point, by: float = 0.0) -> bool:
    return box[0] - by < at[0] < box[2] + by and box[1] - by < at[1] < box[3] + by


def _meeting(p: Point, q: Point, r: Point, s: Point) -> Point | None:
    """Where two straight pieces meet."""
    ax, ay, bx, by = q[0] - p[0], q[1] - p[1], s[0] - r[0], s[1] - r[1]
    turn = ax * by - ay * bx
    if not turn:
        return None
    one = ((r[0] - p[0]) * by - (r[1] - p[1]) * bx) / turn
    other = ((r[0] - p[0]) * ay - (r[1] - p[1]) * ax) / turn
    return (p[0] + ax * one, p[1] + ay * one) if 0 <= one <= 1 and 0 <= other <= 1 else None


def ours(source: Collection, layout: Layout) -> tuple[Drawn, Scene]:
    """A map tidied and drawn again."""
    before = scene(source, map_id(source), layout=layout, plane=SCREEN)
    now = placed(source, tidy(before), SCREEN, layout)
    found = scene(now, map_id(source), layout=layout, plane=SCREEN)
    lines = [(curve.link.source, curve.link.target, curve.points()) for curve in found.curves]
    return Drawn({key: each.box for key, each in found.bubbles.items()}, lines), found


def in_dot(drawn: Scene) -> str:
    """A map for graphviz: rings as ranks in their order, bubbles as boxes of their size."""
    rows = ['digraph { rankdir=BT; node [shape=box fixedsize=true label=""];']
    for band in drawn.bands:
        members = "".join(
            f'"{key}" [width={each.width / 25.4:.4f} height={each.height / 25.4:.4f}];'
            for key, each in drawn.bubbles.items()
            if each.position == band.ring.position
        )
        rows.append(f"{{ rank=same; ring{band.ring.position} [width=0.01 style=invis]; {members} }}")
    order = " -> ".join(f"ring{band.ring.position}" for band in reversed(drawn.bands))
    rows.append(f"{order} [style=invis];")
    rows += [f'"{curve.link.source}" -> "{curve.link.target}";' for curve in drawn.curves]
    return "\n".join(rows) + "}"


def dot(text: str) -> str:
    command = ["dot", "-Tplain"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def from_dot(text: str) -> Drawn:
    """What graphviz made of it: `node name x y width height …`, `edge from to count x y x y …`, in inches."""
    boxes: dict[str, Box] = {}
    lines = []
    for row in text.splitlines():
        kind, *words = row.replace('"', "").split()
        if kind == "node" and not words[0].startswith("ring"):
            x, y, wide, tall = (float(word) * 25.4 for word in words[1:5])
            boxes[words[0]] = x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2
        elif kind == "edge" and not words[0].startswith("ring"):
            numbers = [float(word) * 25.4 for word in words[3 : 3 + 2 * int(words[2])]]
            knots = list(zip(numbers[::2], numbers[1::2], strict=True))
            points = [knots[0]]
            for number in range(0, len(knots) - 1, 3):
                points += cubic(*knots[number : number + 4], 8)[1:]
            lines.append((words[0], words[1], points))
    return Drawn(boxes, lines)


def covered(drawn: Scene) -> int:
    """How many labels lie on a bubble."""
    count = 0
    for curve in drawn.curves:
        wide, tall = label_size(curve, drawn.scale)
        x, y = curve.label_at
        box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        count += wide > 0 and any(
            box[0] < each.box[2] and each.box[0] < box[2] and box[1] < each.box[3] and each.box[1] < box[3]
            for each in drawn.bubbles.values()
        )
    return count


@pytest.fixture(autouse=True)
def _graphviz() -> None:
    if not shutil.which("dot"):
        pytest.skip("graphviz is not installed: there is nothing to compare with")


@pytest.fixture(scope="module")
def sample(sample_file):
    found = read_desk(sample_file)
    whole = Collection(records(found))
    found.close()
    return loose(whole)


@pytest.mark.parametrize("count", [0, 20, 60, 200])
def test_crossings(sample, count):
    name = f"{count} results" if count else "sample"
    maps = [random_map(count, seed) for seed in SEEDS] if count else [sample]
    for seed, source in zip(SEEDS, maps, strict=False):
        found = {layout: ours(source, layout) for layout in Layout}
        graphviz = from_dot(dot(in_dot(found[Layout.LAYERED][1])))
        assert len(graphviz.lines) == len(found[Layout.LAYERED][1].curves)
        row = [graphviz.meetings()]
        for layout in (Layout.LAYERED, Layout.RADIAL):
            drawn, whole = found[layout]
            row += [drawn.meetings(), drawn.through(), len(overlaps(drawn.boxes)), covered(whole)]
        LAYOUTS.append((f"{name}, {seed}", *row))


@pytest.mark.parametrize("layout", [*Layout])
def test_time_to_tidy_two_hundred_results(layout, race):
    drawn = scene(random_map(200, 1), "map", layout=layout, plane=SCREEN)
    text = in_dot(drawn)
    race(f"tidy 200 results, {layout.value} / graphviz", lambda: dot(text), lambda: tidy(drawn), "≤ 1", 9)
