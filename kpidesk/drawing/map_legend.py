"""What a map's sheet says about reading it: rings, kinds of links, marks."""

from typing import Final

from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Confidence, Link, LinkKind, LinkRole, LinkStatus, Result, Ring
from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_groups import badge, disc, dots, stroke
from kpidesk.drawing.map_labels import SMALL
from kpidesk.drawing.map_links import Curve
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Group, Item, Transform
from kpidesk.drawing.text import Lines, Style, shape, wrap
from kpidesk.system.words import Words

WIDE: Final = 128.0
"""The width of one column (mm on A1)."""

_LABEL: Final = WIDE - 42
_HEAD: Final = 17.0

Row = tuple[list[Item], Lines, str]
"""A sample in a box of 20 mm about (0, 0), its words, and quiet words at the right."""


def legend_rows(reader: Reader, words: Words) -> list[Row]:
    """The rows of the legend: rings, kinds, and what else occurs on the map."""
    rows: list[Row] = []
    for ring in sorted(reader.find(Ring), key=lambda each: each.position):
        look = LIGHT.ring(ring.position)
        radius = {1: 4.0, 2: 3.2, 3: 1.8, 4: 0.5}.get(ring.position, 1.1)
        pen = 1.7 if ring.position == 2 else 1.1
        swatch = shapes.rect(0, -4, 20, 8, radius, fill=look.fill, stroke=look.line, width=pen)
        name = wrap(f"{ring.position} {ring.name}", Style(18, Weight.SEMIBOLD, leading=1.3), 45)
        rows.append(([swatch], name, ring.reach))
    label = Style(18, leading=1.3)
    for kind in reader.find(LinkKind):
        explained = kind.meaning and kind.role is not LinkRole.CAUSE
        text = f"{kind.name}: {kind.meaning}" if explained else kind.name
        rows.append((_line(kind), wrap(text, label, _LABEL), ""))
    rows += [(sample, wrap(text, label, _LABEL), "") for sample, text in _marks(reader, words)]
    return rows


def _marks(reader: Reader, words: Words) -> list[tuple[list[Item], str]]:
    """Marks on links and bubbles, those that nobody used left out."""
    links, found = reader.find(Link), list[tuple[list[Item], str]]()
    if any(link.status is LinkStatus.PROPOSED for link in links):
        kind = LinkKind(id="", key="", name="", directed=True)
        found.append((_line(kind, LinkStatus.PROPOSED), words("proposed, not agreed yet")))
    used = {link.confidence for link in links}
    for confidence, sign, text in (
        (Confidence.ASSUMED, "?", words("assumed, not tested yet")),
        (Confidence.DISPROVED, "×", words("tested and not found")),
    ):
        if confidence in used:
            found.append((disc((10, 0), sign, LIGHT.link, LIGHT, SMALL), text))
    line = LIGHT.ring(3).line
    found.append((badge(("M06",), 1, 0, line, LIGHT, 0.9, LIGHT.text), words("has a measure")))
    if any(result.dots is not None for result in reader.find(Result)):
        found.append((dots(7, 18, 0, line, LIGHT, 0.9), words("dots given in a vote")))
    return found


def _line(kind: LinkKind, status: LinkStatus = LinkStatus.AGREED) -> list[Item]:
    sample = Link(id="", code="", source="", target="", kind=kind.id, status=status)
    curve = Curve(sample, kind, (0, 0), (10, 0), (20, 0))
    colour = LIGHT.conflict if kind.role is LinkRole.CONFLICT else LIGHT.link
    items = stroke(curve, colour, 0.8, 1.0)
    if kind.mark:
        items += disc((9, 0), kind.mark, colour, LIGHT, SMALL)
    return items


def _tall(row: Row) -> float:
    return max(row[1].height, _said(row).height if row[2] else 0, 8.0) + 3.2


def _said(row: Row) -> Lines:
    return wrap(row[2], Style(15, colour=LIGHT.text_second), 40)


def legend(rows: list[Row], words: Words, columns: int = 1, wide: float = WIDE) -> tuple[Group, float]:
    """The legend with its top left corner at (0, 0) in columns of equal width, and its height."""
    head = shape(words("How to read it"), Style(20, Weight.SEMIBOLD))
    items: list[Item] = [*head.place(7, 12)]
    low = 0.0
    for number, column in enumerate(_columns(rows, columns)):
        left, y = number * wide, _HEAD
        for row in column:
            sample, label, remark = row
            middle = y + _tall(row) / 2
            items.append(Group(tuple(sample), transform=Transform(left + 7, middle)))
            items.extend(label.place(left + 35, middle - label.height / 2))
            if remark:
                said = _said(row)
                right = left + min(wide, WIDE) - 46
                items.extend(said.place(right, middle - said.height / 2, align="right", box_width=40))
            y += _tall(row)
        low = max(low, y)
    frame = shapes.rect(0, 0, wide * columns, low + 4, 4, fill=LIGHT.surface, stroke=LIGHT.outline, width=0.6)
    return Group((frame, *items), name=words("How to read it"), role="legend"), low + 4


def _columns(rows: list[Row], count: int) -> list[list[Row]]:
    """Rows in columns so that the highest is as low as can be; their order stays."""
    limit = max(sum(map(_tall, rows)) / count, *map(_tall, rows)) if rows else 0.0
    while True:
        columns: list[list[Row]] = [[]]
        at = 0.0
        for row in rows:
            if columns[-1] and at + _tall(row) > limit + 1e-6:
                columns.append([])
                at = 0.0
            columns[-1].append(row)
            at += _tall(row)
        if len(columns) <= count:
            return columns
        limit += 2.0
