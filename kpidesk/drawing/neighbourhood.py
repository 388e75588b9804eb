"""A small map of one result: what leads to it on the left, what it leads to on the right, tensions named.

The arrangement is always the same, so that people who have seen one poster can read the next. Companions
and conflicts take the lower places of either side; their kind and reason stand under each bubble in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Confidence, Link, LinkKind, LinkRole, LinkStatus, Result, Ring
from kpidesk.drawing import said
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map import curve_group
from kpidesk.drawing.map_bubbles import STATEMENT_PT, body, fitted
from kpidesk.drawing.map_links import Curve
from kpidesk.drawing.map_words import told_links
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Box, Group, Item
from kpidesk.drawing.text import Align, Lines, Style, wrap
from kpidesk.system.words import Words

MOST: Final = 6
# Shares of the width: a column of neighbours, the result in the middle, and the two gaps between.
_SIDE: Final = 0.3
_MIDDLE: Final = 0.27
# The same where one side is empty.
_LONE: Final = 0.42


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A small map about a top left corner at (0, 0); `hidden` counts neighbours that found no room."""

    items: tuple[Item, ...]
    height: float
    hidden: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Bubble:
    result: Result
    position: int
    lines: Lines
    wide: float
    tall: float


@dataclass(frozen=True, slots=True)
class _Cell:
    """A neighbour with its links and, below, their words."""

    bubble: _Bubble
    links: tuple[tuple[Link, LinkKind], ...]
    caption: Lines | None

    @property
    def conflict(self) -> bool:
        return any(kind.role is LinkRole.CONFLICT for _, kind in self.links)

    @property
    def tall(self) -> float:
        return self.bubble.tall + (
            self.caption.height + 0.3 * self.caption.style.size if self.caption else 0.0
        )


def _kept(cells: Sequence[_Cell], rows: int) -> tuple[_Cell, ...]:
    """So many cells in their order; conflicts stay longest."""
    ranked = sorted(range(len(cells)), key=lambda index: not cells[index].conflict)
    return tuple(cells[index] for index in sorted(ranked[:rows]))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A result's neighbours as read once; `draw` fits them into any height."""

    middle: _Bubble
    left: tuple[_Cell, ...]
    right: tuple[_Cell, ...]
    beyond: int
    width: float
    column: float
    text_pt: float
    words: Words
    palette: Palette

    @property
    def _gap(self) -> float:
        return 0.62 * Style(self.text_pt).size

    def _tall(self, rows: int) -> float:
        sides = (_kept(self.left, rows), _kept(self.right, rows))
        return max(
            self.middle.tall + 1.2 * self._gap,
            *(sum(cell.tall for cell in side) + self._gap * max(len(side) - 1, 0) for side in sides),
        )

    def heights(self) -> tuple[float, ...]:
        """The least heights that show all rows, then fewer; the tallest first."""
        most = max(len(self.left), len(self.right), 1)
        return tuple(self._tall(rows) + self._more_tall(rows) for rows in range(most, 0, -1))

    def _hidden(self, rows: int) -> int:
        return self.beyond + sum(len(side[rows:]) for side in (self.left, self.right))

    def _more_tall(self, rows: int) -> float:
        return 1.6 * Style(self.text_pt).size if self._hidden(rows) else 0.0

    def draw(self, height: float) -> Neighbourhood:
        """The map in a height, rows spread over it; one row at least."""
        most = max(len(self.left), len(self.right), 1)
        fitting = (r for r in range(most, 0, -1) if self._tall(r) + self._more_tall(r) <= height + 1e-6)
        rows = next(fitting, 1)
        room = max(height - self._more_tall(rows), self._tall(rows))
        x, y = (self.width - self.middle.wide) / 2, (room - self.middle.tall) / 2
        if not (self.left and self.right):
            x = self.width * (1 - _LONE) + (self.width * _LONE - self.middle.wide) / 2
            x = x if self.left else self.width - x - self.middle.wide
        links: list[Item] = []
        bubbles: list[Item] = []
        box = (x, y, x + self.middle.wide, y + self.middle.tall)
        for side, cells in (("left", _kept(self.left, rows)), ("right", _kept(self.right, rows))):
            self._side(side, cells, room, box, links, bubbles)
        items = [*links, *bubbles, _bubble_group(self.middle, x, y, self.text_pt, self.palette, chosen=True)]
        hidden = self._hidden(rows)
        if hidden:
            style = Style(self.text_pt, colour=self.palette.text_second)
            text = self.words.many("and {n} more", "and {n} more", hidden)
            lines = wrap(text, style, self.width)
            items += lines.place(0, height - lines.height, align="center", box_width=self.width)
        cells = (*_kept(self.left, rows), *_kept(self.right, rows))
        missing = [*self.middle.lines.missing]
        for cell in cells:
            missing += (*cell.bubble.lines.missing, *(cell.caption.missing if cell.caption else ()))
        name = self.words("Where it sits on the results map")
        told = self.words("{name}, drawn: what it shows stands below", name=name)
        whole = Group((*items, self._outline(cells, hidden)), role="map", name=told)
        return Neighbourhood((whole,), height, hidden, tuple(dict.fromkeys(missing)))

    def _outline(self, cells: Iterable[_Cell], hidden: int) -> Group:
        """The neighbours in words, and how each is tied to the result in the middle."""
        entries = [said.entry(each.bubble.result.statement, self._ties(each)) for each in cells]
        if hidden:
            entries.append(said.entry(self.words.many("and {n} more", "and {n} more", hidden)))
        return said.outline(entries)

    def _ties(self, cell: _Cell) -> list[str]:
        """Links from cause to effect, then what stands below the neighbour, which names the others."""
        caption = " ".join(line.text for line in cell.caption.lines) if cell.caption else ""
        links = [
            (replace(link, confidence=None) if caption else link, kind)
            for link, kind in cell.links
            if kind.directed or not caption
        ]
        middle = self.words("this result")
        told = told_links(cell.bubble.result.id, links, lambda _: middle, self.words)
        return [*told, *filter(None, [caption])]

    def _side(
        self,
        side: str,
        cells: Sequence[_Cell],
        room: float,
        middle: Box,
        links: list[Item],
        bubbles: list[Item],
    ) -> None:
        """Paint one column of neighbours, spread evenly, with their links to the middle."""
        if not cells:
            return
        spare = room - sum(cell.tall for cell in cells)
        gap = spare / len(cells)
        gap = min(gap, self._gap * 7)
        y = (room - sum(cell.tall for cell in cells) - gap * (len(cells) - 1)) / 2
        ends: list[tuple[_Cell, Box]] = []
        # Bubbles and words of a side end at one line towards the middle, so that no link crosses them.
        wide = max(max(cell.bubble.wide, cell.caption.width if cell.caption else 0.0) for cell in cells)
        spare = (self.column - wide) * 0.3
        for cell in cells:
            x = spare + wide - cell.bubble.wide if side == "left" else self.width - spare - wide
            bubbles.append(_bubble_group(cell.bubble, x, y, self.text_pt, self.palette))
            if cell.caption:
                top = y + cell.bubble.tall + 0.3 * cell.caption.style.size
                start = spare if side == "left" else self.width - spare - wide
                towards: Align = "right" if side == "left" else "left"
                bubbles += cell.caption.place(start, top, align=towards, box_width=wide)
            ends.append((cell, (x, y, x + cell.bubble.wide, y + cell.bubble.tall)))
            y += cell.tall + gap
        count = sum(len(cell.links) for cell in cells)
        tall = middle[3] - middle[1]
        number = 0
        for cell, box in ends:
            for index, (link, kind) in enumerate(cell.links):
                number += 1
                inner = middle[1] + tall * number / (count + 1)
                outer = box[1] + (box[3] - box[1]) * (index + 1) / (len(cell.links) + 1)
                one = (box[2], outer) if side == "left" else (box[0], outer)
                other = (middle[0], inner) if side == "left" else (middle[2], inner)
                links.append(self._link(link, kind, one, other, cell))

    def _link(
        self,
        link: Link,
        kind: LinkKind,
        outside: tuple[float, float],
        inside: tuple[float, float],
        cell: _Cell,
    ) -> Item:
        """One link, cut a little before both bubbles, in its true direction."""
        unit = self.text_pt / 24
        start, end = (outside, inside) if link.source == cell.bubble.result.id else (inside, outside)
        far = max(((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5, 1e-9)
        dx, dy = (end[0] - start[0]) / far, (end[1] - start[1]) / far
        first, last = min(2.4 * unit, far / 5), min(3.2 * unit, far / 5)
        start, end = (start[0] + dx * first, start[1] + dy * first), (end[0] - dx * last, end[1] - dy * last)
        control = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        # Doubt is said in words here: a mark in a disc would be smaller than any text may be.
        plain = replace(link, confidence=None)
        return curve_group(Curve(plain, kind, start, control, end), self.palette, unit)


def surroundings(
    reader: Reader, result: Result, width: float, words: Words, *, text_pt: float, palette: Palette = LIGHT,
    captions: bool = True,
) -> Surroundings:  # fmt: skip
    """A result with its neighbours, measured for a width in mm.

    Args:
        reader: of the desk.
        result: in the middle.
        width: of the small map.
        words: the language.
        text_pt: the size of all its texts.
        palette: light on paper.
        captions: with kinds and reasons of links in words.
    """
    kinds = {kind.id: kind for kind in reader.find(LinkKind)}
    positions = {ring.id: ring.position for ring in reader.find(Ring)}
    by_neighbour: dict[str, list[tuple[Link, LinkKind]]] = {}
    found = (*reader.find(Link, source=result.id), *reader.find(Link, target=result.id))
    for link in sorted(found, key=lambda each: each.code):
        other = link.target if link.source == result.id else link.source
        if other != result.id and link.status is not LinkStatus.REJECTED:
            by_neighbour.setdefault(other, []).append((link, kinds[link.kind]))
    column = width * _share(result, by_neighbour.values())
    left: list[_Cell] = []
    right: list[_Cell] = []
    waiting: list[_Cell] = []
    for key, links in sorted(by_neighbour.items(), key=_importance):
        neighbour = reader.get(Result, key)
        bubble = _sized(neighbour, positions[neighbour.ring], column, text_pt, palette)
        cell = _Cell(
            bubble,
            tuple(links),
            _caption(links, column, text_pt, palette, words) if captions else None,
        )
        lead = next((link for link, kind in links if kind.directed), None)
        (waiting if lead is None else left if lead.source == key else right).append(cell)
    _seat(waiting, left, right)
    half = MOST // 2
    shown = [*left[:half], *right[:half]]
    middle = _sized(
        result,
        positions[result.ring],
        (width * _LONE if column > width * _SIDE else width * _MIDDLE),
        text_pt,
        palette,
        Weight.SEMIBOLD,
    )
    return Surroundings(
        middle,
        tuple(left[:half]),
        tuple(right[:half]),
        len(by_neighbour) - len(shown),
        width,
        column,
        text_pt,
        words,
        palette,
    )


def _seat(waiting: Sequence[_Cell], left: list[_Cell], right: list[_Cell]) -> None:
    """Put neighbours without a direction on the shorter side, conflicts rather on the left."""
    # Room for every kind of neighbour: causes give way before conflicts do.
    while len(left) + len(right) + len(waiting) > MOST and len(left) + len(right) > 2:
        (left if len(left) >= len(right) else right).pop()
    for cell in waiting:
        shorter = left if len(left) < len(right) or (len(left) == len(right) and cell.conflict) else right
        shorter.append(cell)


def _share(result: Result, neighbours: Iterable[Sequence[tuple[Link, LinkKind]]]) -> float:
    """The width of a column of neighbours: more where all of them stand on one side."""
    sides = {
        next((link.source == result.id for link, kind in links if kind.directed), None)
        for links in neighbours
    }
    return _LONE if len(sides) == 1 else _SIDE


def _importance(item: tuple[str, list[tuple[Link, LinkKind]]]) -> tuple[int, str]:
    """Conflicts first, then companions, then by code."""
    roles = {kind.role for _, kind in item[1]}
    rank = 0 if LinkRole.CONFLICT in roles else 1 if LinkRole.COMPANION in roles else 2
    return rank, item[1][0][0].code


def _caption(
    links: Sequence[tuple[Link, LinkKind]], wide: float, text_pt: float, palette: Palette, words: Words
) -> Lines | None:
    """Kinds and reasons of links: what an arrow alone does not say."""
    said = []
    for link, kind in links:
        doubt = {
            Confidence.ASSUMED: words("assumed"),
            Confidence.DISPROVED: words("tested and not found"),
        }.get(link.confidence) if link.confidence else None  # fmt: skip
        name = kind.name if kind.role is not LinkRole.CAUSE else ""
        head = ", ".join(filter(None, (name, doubt)))
        text = ": ".join(filter(None, (head, link.rationale)))
        if text:
            said.append(text)
    if not said:
        return None
    return wrap("; ".join(said), Style(text_pt, Weight.ITALIC, palette.text_second, leading=1.2), wide)


def _sized(
    result: Result,
    position: int,
    wide: float,
    text_pt: float,
    palette: Palette,
    weight: Weight = Weight.REGULAR,
) -> _Bubble:
    """A bubble as wide as its words need, within a column."""
    style = Style(text_pt, weight, palette.ring(position).text, leading=1.27)
    side = (0.6 + (0.35 if position == 1 else 0.0)) * style.size
    lines = fitted(result.statement or "…", style)
    if lines.width + 2 * side > wide:
        lines = wrap(result.statement or "…", style, wide - 2 * side)
    return _Bubble(result, position, lines, lines.width + 2 * side, lines.height + 0.9 * style.size)


def _bubble_group(
    bubble: _Bubble, x: float, y: float, text_pt: float, palette: Palette, *, chosen: bool = False
) -> Group:
    """A bubble in the look of its ring."""
    box = (x, y, x + bubble.wide, y + bubble.tall)
    items = body(box, bubble.position, palette, text_pt / STATEMENT_PT, framed=chosen)
    top = y + (bubble.tall - bubble.lines.height) / 2
    items += bubble.lines.place(x, top, align="center", box_width=bubble.wide)
    return Group(tuple(items), name=bubble.result.statement, role="bubble", record=bubble.result.id)


def neighbourhood(
    reader: Reader, result: Result, width: float, height: float, words: Words, *, text_pt: float
) -> Neighbourhood:
    """The small map of a result in a box of mm."""
    return surroundings(reader, result, width, words, text_pt=text_pt).draw(height)
