"""What a drawn page says, in the order in which it is read: paragraphs, rows of tables, pictures.

Drawings paint in reading order, so it is the order of what is painted that counts, never the place on the
page. Lines that belong together are found by what they share: size, weight, left edge, distance of lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kpidesk.drawing.picture import Form, GlyphRun, Group, Image, Item, Path, Picture, Transform
from kpidesk.drawing.said import (
    AGAIN,
    ENTRY,
    HEADING,
    LATER,
    OUTLINE,
    PLAIN,
    TABLE_HEAD,
    TABLE_ROW,
    UNSAID,
)

FIGURES: Final = frozenset({
    "chart", "map", "board", "centre", "matrix", "wheel", "radar", "plan", "bar",
})  # fmt: skip
"""Roles of groups that show something; all else is text with lines around it."""
PAGE_FOOT: Final = "page foot"
_UNREAD: Final = frozenset({AGAIN, UNSAID})
_QR: Final = "qr"
_BAR: Final = "bar"  # with its words beside it, these say everything
_PARAGRAPH: Final = "paragraph"
_SIDE: Final = "side"  # a part of a column, named like the parts below it
_BULLETS: Final = ("•", "–", "☐", "□", "▢")
_SAME_LINE: Final = 0.3  # of the size, that baselines may differ by
_NEXT_LINE: Final = 1.75  # of the size, to the line below
_GAP: Final = 0.8  # of the size, between parts of one line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text with the size and weight that it is printed in; `foot` if it is the foot of a page.

    A `plain` one is no heading.
    """

    text: str
    size: float
    strong: bool
    foot: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that was painted as one, or stands `within` what a figure says."""

    text: str
    within: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list, and those of the list below it."""

    text: str
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a cell has a line for each paragraph."""

    cells: tuple[str, ...]
    head: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: what it is, what stands in it part by part, and how it looks; `code` for a QR code.

    It has no parts where it has an outline, which is read behind it.
    """

    name: str
    parts: tuple[str, ...]
    item: Item
    code: bool = False


Said = Paragraph | Heading | Entry | Row | Figure


@dataclass(slots=True)
class _Line:
    text: str
    size: float
    strong: bool
    colour: str
    x: float
    y: float
    right: float
    turned: bool


@dataclass(slots=True)
class _Reading:
    """One page as it is read."""

    said: list[Said] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    sides: dict[str, list[Said]] = field(default_factory=dict)
    later: list[tuple[Group, Transform]] = field(default_factory=list)
    foot: bool = False
    plain: bool = False
    within: bool = False
    aside: bool = False

    def read(self, items: Iterable[Item], at: Transform = Transform()) -> None:  # noqa: B008 - frozen
        for item in items:
            if isinstance(item, GlyphRun):
                self._take(item, at)
            elif isinstance(item, Group):
                self._group(item, at)
            elif isinstance(item, Form):
                self.read(item.picture.items, Transform(item.x, item.y, item.scale).within(at))
            elif isinstance(item, Image) and item.name:
                self.end()
                self.said.append(Figure(item.name, (), item))
            elif isinstance(item, Path):
                self.end()  # a rule, a frame or a mark

    def _group(self, group: Group, at: Transform) -> None:
        if group.role in _UNREAD:
            self.end()
        elif group.role == LATER:
            self.later.append((group, at))
        elif group.role == _QR:
            if group.name not in self.codes:  # the same code stands in every corner
                self.end()
                self.codes.add(group.name)
                self.said.append(Figure(group.name, (), group, code=True))
        elif group.role == _BAR and (told := _paragraphs(group.items)):
            self.end()
            self.said.append(Paragraph(" ".join(each.text for each in told), told[0].size, strong=False))
        elif group.role in FIGURES:
            self.end()
            self._figure(group)
        elif group.role in {TABLE_HEAD, TABLE_ROW}:
            self.end()
            cells = tuple(
                _cell(each) for each in group.items if isinstance(each, Group) and each.role != UNSAID
            )
            self.said.append(Row(cells, group.role == TABLE_HEAD))
        elif group.role == HEADING:
            self.end()
            self.said.append(Heading(group.name, self.within))
        elif group.role == ENTRY:
            self.end()
            below = tuple(
                each.name for each in group.items if isinstance(each, Group) and each.role != UNSAID
            )
            self.said.append(Entry(group.name, below))
        else:
            self._inside(group, at)

    def _figure(self, group: Group) -> None:
        """What has an outline is not read part by part."""
        outlines = [each for each in group.items if isinstance(each, Group) and each.role == OUTLINE]
        parts = () if outlines else tuple(dict.fromkeys(_parts(group)))
        self.said.append(Figure(group.name, parts, group))
        for each in outlines:
            self.within = True
            self.read(each.items)
            self.within = False

    def _inside(self, group: Group, at: Transform) -> None:
        inner = (group.transform or Transform()).within(at)
        if not group.role:
            self.read(group.items, inner)
        elif group.role == _PARAGRAPH:
            self.end()
            self.read(group.items, inner)  # and on with the lines behind it
        elif group.role == _SIDE:
            self.end()
            self._aside(group, inner)
        else:
            self.end()
            if not self.aside:
                self.gather()
            was = self.foot, self.plain
            self.foot, self.plain = group.role == PAGE_FOOT, self.plain or group.role == PLAIN
            self.read(group.items, inner)
            self.end()
            self.foot, self.plain = was

    def _take(self, run: GlyphRun, at: Transform) -> None:
        if not run.text.strip():
            return
        if self.sides and not self.aside:
            self.gather()
        size, x, y = run.size * at.scale, at.dx + run.x * at.scale, at.dy + run.y * at.scale
        line = _Line(
            run.text, size, any(each in run.font for each in ("SemiBold", "Bold")), run.colour, x, y,
            x + run.advance * at.scale, bool(run.angle),
        )  # fmt: skip
        last = self.lines[-1] if self.lines else None
        if last and _continues(last, line):
            last.text = f"{line.text}{_between(line, last)}{last.text}" if run.rtl else (
                f"{last.text}{_between(last, line)}{line.text}"
            )  # fmt: skip
            last.right, last.strong = max(last.right, line.right), last.strong and line.strong
            last.size, last.colour = line.size, line.colour  # what follows goes on with these
            return
        if last and not _follows(self.lines, line):
            self.end()
        self.lines.append(line)

    def _aside(self, group: Group, inner: Transform) -> None:
        if any(each.split()[0] != group.name.split()[0] for each in self.sides):
            self.gather()
        around, self.said = self.said, self.sides.setdefault(group.name, [])
        self.aside = True
        self.read(group.items, inner)
        self.end()
        self.said, self.aside = around, False

    def gather(self) -> None:
        """Columns that were painted row by row are read one after the other."""
        self.said += [each for column in self.sides.values() for each in column]
        self.sides = {}

    def end(self) -> None:
        """What follows is another paragraph."""
        if self.lines:
            first = self.lines[0]
            text = " ".join(" ".join(each.text for each in self.lines).split())
            strong = all(each.strong for each in self.lines)
            self.said.append(Paragraph(text, first.size, strong, self.foot, self.plain))
            self.lines = []
        while self.later:
            group, at = self.later.pop(0)
            self.read(group.items, (group.transform or Transform()).within(at))
            self.end()


def _cell(group: Group) -> str:
    """What a cell says: what its name says, else its texts, a line for each paragraph that begins in it."""
    if group.name:
        return group.name
    parts: list[list[Item]] = [[]]
    for item in group.items:
        if isinstance(item, Group) and item.role == _PARAGRAPH:
            parts.append([])
        parts[-1].append(item)
    return "\n".join(filter(None, (" ".join(texts(part)) for part in parts)))


def _continues(last: _Line, line: _Line) -> bool:
    """Whether a run stands on the same line, behind what was read last; or before it, from right to left."""
    after, before = line.x > last.right - _GAP * line.size, abs(last.x - line.right) < _GAP * line.size
    return abs(line.y - last.y) < _SAME_LINE * line.size and (after or before) and last.turned == line.turned


def _between(left: _Line, right: _Line) -> str:
    """A space, unless two parts touch: other scripts come as runs of their own."""
    return " " if right.x - left.right > 0.08 * left.size else ""


def _follows(lines: Sequence[_Line], line: _Line) -> bool:
    """Whether a line goes on with the paragraph above it."""
    first, last = lines[0], lines[-1]
    if line.text.lstrip().startswith(_BULLETS) or line.turned or last.turned:
        return False
    alike = abs(line.size - last.size) < 0.02 * last.size and line.colour == last.colour
    under = 0 < line.y - last.y < _NEXT_LINE * last.size
    # Where the first word would have had room above, somebody began anew.
    word = (line.right - line.x) * len(line.text.split()[0]) / max(len(line.text), 1)
    widest = max((each.right for each in lines[:-1]), default=last.right)
    full = last.right + word > widest - 0.5 * last.size
    inset = line.x >= min(first.x, last.x) - 0.4 * line.size and line.x < last.right
    return alike and line.strong == last.strong and under and full and inset


def _parts(group: Group) -> Iterator[str]:
    """What stands in a figure, one text for each named part of it."""
    loose: list[Item] = []
    for item in group.items:
        if isinstance(item, Group) and item.role in _UNREAD:
            continue
        if isinstance(item, Group) and (
            item.name or item.role or any(isinstance(x, Group) for x in item.items)
        ):
            yield from texts(loose)
            loose = []
            inner = list(_parts(item))
            if item.name and not inner:
                yield item.name
            elif item.name and all(isinstance(each, GlyphRun | Path) for each in item.items):
                yield " ".join(inner)
            else:
                yield from inner
        else:
            loose.append(item)
    yield from texts(loose)


def texts(items: Iterable[Item]) -> list[str]:
    """The texts of items, each paragraph by itself."""
    return [each.text for each in _paragraphs(items)]


def _paragraphs(items: Iterable[Item]) -> list[Paragraph]:
    return [each for each in _all(items) if isinstance(each, Paragraph)]


def _all(items: Iterable[Item]) -> list[Said]:
    reading = _Reading()
    reading.read(items)
    reading.end()
    reading.gather()
    return reading.said


def read(page: Picture) -> list[Said]:
    """What a page says."""
    return _all(page.items)
