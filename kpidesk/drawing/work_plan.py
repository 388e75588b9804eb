"""The work plan on a time line: shared measures with their targets, and under each what is promised for it.

What and who stand at the left, day and status in words at the right, so that nothing in between hides a
word. A target is a diamond on its day. A promise is a bar from the day on which it was made to the day it is
for, whose look tells its status.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre
from kpidesk.domain.work_plan import Lane, due_days, lanes, span
from kpidesk.drawing import said, shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, stack
from kpidesk.drawing.flow_sheet import Leaf, leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Box, Group, Item, Picture, Transform, moved
from kpidesk.drawing.sharing import asked
from kpidesk.drawing.text import Style, shape
from kpidesk.drawing.time_axis import Axis
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A3"].landscape
_MARGIN: Final = 14.0
_LEFT: Final = 0.36  # of the width, for who and what
_RIGHT: Final = 0.2  # for day and status
_LEAST: Final = (52.0, 40.0)  # mm of these two


@dataclass(frozen=True, slots=True)
class Drawn:
    """The plan about a top left corner, in mm; `boxes` are the rows by the id of their record, top to bottom.

    The first `head` mm are the names of the time axis, which may stand still while the rows scroll.
    """

    items: tuple[Item, ...]
    boxes: dict[str, Box]
    tall: float
    head: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row about its top left corner; `head` is that of its lane, None for the head itself.

    `said` is the row as it is read out.
    """

    record: str
    name: str
    block: Block
    head: "_Row | None" = None
    said: tuple[Group, ...] = ()


def plan(
    reader: Reader, centre: Centre, wide: float, words: Words, today: date,
    *, text_pt: float, palette: Palette = LIGHT,
) -> Drawn:  # fmt: skip
    """Draw all of the plan in one piece.

    Args:
        reader: the desk.
        centre: around which result.
        wide: in mm; as tall as it takes.
        words: the language.
        today: the day that is marked.
        text_pt: the size of the text.
        palette: the colours.
    """
    board = _Board(Once(reader), centre, wide, words, today, text_pt, palette)
    rows = board.rows()
    tall = board.head + sum(row.block.height for row in rows)
    boxes: dict[str, Box] = {}
    y = board.head
    for row in rows:
        boxes[row.record] = (0.0, y, wide, y + row.block.height)
        y += row.block.height
    return Drawn(tuple(board.drawn(rows)), boxes, tall, board.head, missing(row.block for row in rows))


def sheet(reader: Reader, centre: Centre, words: Words, day: date) -> tuple[Picture, ...]:
    """The plan on A3 with title and legend, of as many pages as it takes."""
    once = Once(reader)
    title, result = words("Work plan"), once.get(Result, centre.result)
    of = leaf(once, _PAPER, _MARGIN, f"{title}: {result.statement}", words, day, title)
    board = _Board(once, centre, of.wide, words, day, 11, LIGHT)
    top = [
        *paragraph(title, Style(24, Weight.BOLD, leading=1.3), of.wide),
        *paragraph(f"{result.code} {result.statement}", Style(13, Weight.SEMIBOLD, leading=1.3), of.wide),
        Block(4),
    ]
    legend = board.legend(of.wide)
    pages = _paged(board.rows(), of.tall - board.head - legend.height - 4, height(top))
    return tuple(
        _page(of, board, page, top if number == 1 else [], legend, number, len(pages))
        for number, page in enumerate(pages, 1)
    )


def _page(
    of: Leaf,
    board: "_Board",
    rows: Sequence[_Row],
    top: Sequence[Block],
    legend: Block,
    number: int,
    count: int,
) -> Picture:
    start = of.margin + height(top)
    items = [
        *stack(top, of.margin, of.margin),
        Group(tuple(board.drawn(rows)), transform=Transform(of.margin, start), role="plan", name=of.title),
        *stack([legend], of.margin, of.margin + of.tall - legend.height),
    ]
    return of.picture(items, number, count, missing([*top, *(row.block for row in rows)]))


def _paged(rows: Sequence[_Row], room: float, top: float) -> list[list[_Row]]:
    """Rows by page; the first has less room. A page that begins within a lane has the lane's head again."""
    pages: list[list[_Row]] = [[]]
    left = room - top
    for number, row in enumerate(rows):
        following = rows[number + 1] if number + 1 < len(rows) else None
        tall = row.block.height
        if row.head is None and following is not None and following.head is row:
            tall += following.block.height  # a head does not stand alone at the foot of a page
        if tall > left and pages[-1]:
            pages.append([row.head] if row.head else [])
            left = room - (row.head.block.height if row.head else 0)
        pages[-1].append(row)
        left -= row.block.height
    return pages


class _Board:
    """The columns, type and time axis of one plan."""

    def __init__(
        self, reader: Reader, centre: Centre, wide: float, words: Words, today: date, text_pt: float,
        palette: Palette,
    ) -> None:  # fmt: skip
        self._reader, self._words, self._today, self._palette = reader, words, today, palette
        self._lanes = lanes(reader, centre, today)
        self._wide = wide
        self.text = Style(text_pt, colour=palette.text, leading=1.35)
        self.strong = Style(text_pt, Weight.SEMIBOLD, palette.text, 1.35)
        self.quiet = Style(text_pt * 0.92, colour=palette.text_second, leading=1.35)
        left, right = (max(wide * share, least) for share, least in zip((_LEFT, _RIGHT), _LEAST, strict=True))
        self._axis = Axis(*span(self._lanes, today), left, wide - right)
        self._beside = wide - right + 1.6 * self.text.size

    @property
    def head(self) -> float:
        """The height of the names of the time axis, in mm."""
        return 3 * self.quiet.line_height + 1

    # -- rows

    def rows(self) -> list[_Row]:
        """All rows, each lane's head followed by what is promised for it."""
        return [row for lane in self._lanes for row in self._lane(lane)]

    def _lane(self, lane: Lane) -> Iterator[_Row]:
        head = _Row(lane.about.id, self._name(lane), self._head(lane), said=self._said_head(lane))
        yield head
        for promise in lane.promises:
            told = (self._said_promise(promise),)
            yield _Row(promise.id, promise.what, self._promise(promise), head, told)

    def _said_head(self, lane: Lane) -> tuple[Group, ...]:
        """The name of a lane, its targets, and the head of the table of promises."""
        words = self._words
        told = [said.heading(self._name(lane))]
        if isinstance(lane.about, Measure):
            targets = [self._target(each) for each in lane.targets] or [words("no target yet")]
            told += [said.entry(words("Target: {target}", target=each)) for each in targets]
        if lane.promises:
            told.append(
                said.head(words("What"), words("Who"), words("With whom"), words("By when"), words("Status"))
            )
        return tuple(told)

    def _said_promise(self, promise: Commitment) -> Group:
        when, status = self._standing(promise)
        return said.row(promise.what, promise.who, promise.with_whom, when, status)

    @staticmethod
    def _name(lane: Lane) -> str:
        name = lane.about.statement if isinstance(lane.about, Result) else lane.about.name
        return f"{lane.about.code} {name}"

    def _head(self, lane: Lane) -> Block:
        """Code and name; a diamond on each day of a target, which stands in words at the right."""
        code = shape(lane.about.code, self.strong)
        indent = max(code.width + self.text.size * 0.6, self.text.size * 3.6)
        name = self._name(lane)[len(lane.about.code) + 1 :]
        left = paragraph(
            name, self.strong, self._axis.left - 2, indent=indent,
            mark=code.place(0, self.strong.line_height * 0.76),
        )  # fmt: skip
        marks: list[Item] = []
        right: list[Block] = []
        y = self._pad + self.text.line_height / 2
        if isinstance(lane.about, Measure) and not lane.targets:
            right += paragraph(self._words("no target yet"), self.quiet, self._wide - self._beside)
        for target in lane.targets:
            days = due_days(target, self._axis.first, self._axis.last)
            right += paragraph(self._target(target), self.quiet, self._wide - self._beside)
            marks += [self._diamond(self._axis.end(day), y) for day in days]
        return self._joined(left, right, marks, rule=self._palette.outline)

    def _target(self, target: Target) -> str:
        text = asked(target, self._words)
        undated = target.by is None and target.every is None
        return " · ".join((text, self._words("no date"))) if undated else text

    def _standing(self, promise: Commitment) -> tuple[str, str]:
        """By when it is promised, and its status."""
        words = self._words
        status = words("overdue") if promise.is_overdue(self._today) else words(LABELS[promise.status])
        when = words.pattern(promise.by_when, "yMMMd") if promise.by_when else words("no date")
        return when, status

    def _promise(self, promise: Commitment) -> Block:
        words = self._words
        who = f"{promise.who}: {promise.what}" if promise.who else promise.what
        indent = self.text.size * 1.2
        left = paragraph(who, self.text, self._axis.left - 2, indent=indent)
        if promise.with_whom:
            whom = words("with {whom}", whom=promise.with_whom)
            left += paragraph(whom, self.quiet, self._axis.left - 2, indent=indent)
        when, status = self._standing(promise)
        style = self.strong if promise.is_overdue(self._today) else self.quiet
        right = paragraph(f"{when} · {status}", style, self._wide - self._beside)
        marks = self._bar(promise, self._pad + self.text.line_height / 2)
        return self._joined(left, right, marks, rule=self._palette.grid)

    @property
    def _pad(self) -> float:
        return self.text.size * 0.35

    def _joined(self, left: list[Block], right: list[Block], marks: list[Item], *, rule: str) -> Block:
        tall = max(height(left), height(right)) + 2 * self._pad
        items = [
            shapes.line(0, 0, self._wide, 0, stroke=rule, width=0.25),
            *stack(left, 0, self._pad),
            *marks,
            *stack(right, self._beside, self._pad),
        ]
        return Block(tall, tuple(items), missing([*left, *right]))

    # -- marks

    def _diamond(self, x: float, y: float) -> Item:
        size = self.text.size * 0.55
        points = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        return shapes.polygon(points, fill=self._palette.text)

    def _bar(self, promise: Commitment, y: float) -> list[Item]:
        """The bar of a promise that has a day, at a height; what is overdue goes on in strokes to today."""
        if promise.by_when is None:
            return []
        right = self._axis.end(promise.by_when)
        begun = promise.made_on if promise.made_on and promise.made_on <= promise.by_when else promise.by_when
        left = min(self._axis.x(begun), right - self.text.size * 0.7)
        items = bar(promise.status, (left, right), y, self.text.size * 0.8, self._palette)
        if promise.is_overdue(self._today):
            items += _late(right, self._axis.x(self._today), y, self.text.size * 0.8, self._palette)
        return items

    # -- what stands around

    def drawn(self, rows: Sequence[_Row]) -> list[Item]:
        """Rows under the time axis, with its lines behind them."""
        words, palette = self._words, self._palette
        bottom = self.head + sum(row.block.height for row in rows)
        items = self._axis.grid(0, bottom, words, self.quiet, palette)
        y = self.head
        for row in rows:
            block = [moved(item, 0, y) for item in row.block.items]
            items.append(Group(tuple(block), name=row.name, role="row", record=row.record))
            y += row.block.height
        items += [*self._axis.head(words, self.quiet, palette), *self._now(bottom)]
        items.append(said.outline(each for row in rows for each in row.said))
        return items

    def _now(self, bottom: float) -> list[Item]:
        """Where we are."""
        told = self._words("today, {day}", day=self._words.pattern(self._today, "yMMMd"))
        line = shape(told, Style(self.quiet.size_pt, Weight.SEMIBOLD, self._palette.accent_text, 1.35))
        x = self._axis.x(self._today)
        at = min(max(x - line.width / 2, self._axis.left), self._axis.right - line.width)
        top = self.head - self.quiet.line_height
        return [
            *line.place(at, top + self.quiet.line_height * 0.7),
            shapes.line(x, self.head, x, bottom, stroke=self._palette.accent, width=0.5, dash=(2.0, 1.2)),
        ]

    def legend(self, wide: float) -> Block:
        """What the marks mean, in words; on as many lines as it takes."""
        words, size = self._words, self.text.size
        marks: list[tuple[str, list[Item]]] = [
            (words("target"), [self._diamond(size * 1.4, 0)]),
            *(
                (words(LABELS[each]), bar(each, (0, size * 2.8), 0, size * 0.8, self._palette))
                for each in CommitmentStatus
            ),
            (
                words("overdue"),
                [
                    *bar(CommitmentStatus.OPEN, (0, size * 1.4), 0, size * 0.8, self._palette),
                    *_late(size * 1.4, size * 2.8, 0, size * 0.8, self._palette),
                ],
            ),
        ]
        x, y = 0.0, self.quiet.line_height / 2
        items: list[Item] = []
        for text, sample in marks:
            line = shape(text, self.quiet)
            if x and x + size * 3.4 + line.width > wide:
                x, y = 0.0, y + self.quiet.line_height
            items += [moved(item, x, y) for item in sample]
            items += line.place(x + size * 3.4, y + self.quiet.size * 0.36)
            x += size * 3.4 + line.width + size * 2
        return Block(y + self.quiet.line_height / 2, (said.unsaid(items),))


def bar(
    status: CommitmentStatus, ends: tuple[float, float], y: float, tall: float, palette: Palette
) -> list[Item]:
    """A bar about a height: hollow, full, half full, crossed at its end, or dashed."""
    (left, right), top, ink = ends, y - tall / 2, palette.text_second
    full = status is CommitmentStatus.MET
    items: list[Item] = [
        shapes.rect(
            left, top, right - left, tall, tall * 0.25, fill=ink if full else palette.surface,
            stroke=ink, width=0.35, dash=(1.2, 0.9) if status is CommitmentStatus.DROPPED else (),
        )
    ]  # fmt: skip
    if status is CommitmentStatus.PARTLY_MET:
        items.append(shapes.rect(left, top, (right - left) / 2, tall, tall * 0.25, fill=ink))
    elif status is CommitmentStatus.NOT_MET:
        near = right - tall
        for one, other in (((near, top), (right, top + tall)), ((near, top + tall), (right, top)),
                           ((near, top), (near, top + tall))):  # fmt: skip
            items.append(shapes.line(*one, *other, stroke=ink, width=0.35))
    return items


def _late(left: float, right: float, y: float, tall: float, palette: Palette) -> list[Item]:
    """Slanting strokes from the day that has passed to today."""
    items: list[Item] = []
    x, step = left + tall * 0.4, tall * 0.6
    while x + tall * 0.5 <= max(right, left + tall * 1.4):
        items.append(
            shapes.line(x, y + tall / 2, x + tall * 0.5, y - tall / 2, stroke=palette.bad, width=0.45)
        )
        x += step
    return items
