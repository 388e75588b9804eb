"""The review pack of a forum: how its measures stand and what changed lately, then a chart sheet for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.calculated import with_values
from kpidesk.domain.definitions import Forum, ForumMeasure
from kpidesk.domain.escalation import calls
from kpidesk.domain.labels import LABELS
from kpidesk.domain.map_checks import in_order
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.review_changes import Changes, changes
from kpidesk.drawing import shapes, three_questions
from kpidesk.drawing.chart_data import headline, read
from kpidesk.drawing.chart_marks import status_icon
from kpidesk.drawing.chart_words import latest_value, period_name, period_range, sentence, signal_words
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.said import head, row, unsaid
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_MARGIN: Final = 14.0
_FOOT: Final = 8.0
_GAP: Final = 5.0
_PARTS: Final = (0.30, 0.16, 0.18, 0.36)  # of the width: measure, status, latest value, what changed
_TITLE: Final = Style(24, Weight.BOLD, leading=1.25)
_HEAD: Final = Style(10.5, Weight.SEMIBOLD, LIGHT.text_second, leading=1.3)
_TEXT: Final = Style(11, leading=1.3)
_STRONG: Final = Style(11, Weight.SEMIBOLD, leading=1.3)
_QUIET: Final = Style(10, colour=LIGHT.text_second, leading=1.3)
_ICON: Final = 4.4


def measures_of(reader: Reader, forum: Forum) -> list[Measure]:
    """The measures that a forum looks at, in the order of their codes."""
    own = {each.measure for each in reader.find(ForumMeasure, forum=forum.id)}
    by_code = {each.code: each for each in reader.find(Measure) if each.id in own}
    return [by_code[code] for code in in_order(by_code)]


def charted(reader: Reader) -> list[Measure]:
    """The measures that have values, in the order of their codes."""
    filled = with_values(reader)
    by_code = {each.code: each for each in reader.find(Measure) if each.id in filled}
    return [by_code[code] for code in in_order(by_code)]


def charts(reader: Reader, paper: Paper, words: Words, day: date) -> tuple[Picture, ...]:
    """A chart sheet for each measure that has values."""
    once = Once(reader)
    return _sheets(once, charted(once), paper, words, day)


def pack(reader: Reader, forum: Forum, paper: Paper, words: Words, day: date) -> tuple[Picture, ...]:
    """The cover, on as many pages as it needs, and the chart sheets of a forum's measures."""
    once = Once(reader)
    found = measures_of(once, forum)
    return (*_cover(once, forum, found, paper, words, day), *_sheets(once, found, paper, words, day))


def _sheets(
    reader: Reader, found: Sequence[Measure], paper: Paper, words: Words, day: date
) -> tuple[Picture, ...]:
    called = calls(reader)
    return tuple(
        page
        for measure in found
        for page in three_questions.sheets(reader, measure, paper, words, day, called)
    )


# -- the cover


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of the table on a sheet: where each begins and how wide its text may be."""

    paper: Paper

    @property
    def wide(self) -> float:
        """Between the margins."""
        return self.paper.wide - 2 * _MARGIN

    def column(self, number: int) -> tuple[float, float]:
        """Left edge and width."""
        room = self.wide - _GAP * (len(_PARTS) - 1)
        return sum(_PARTS[:number]) * room + number * _GAP, _PARTS[number] * room


def _cover(
    reader: Reader, forum: Forum, found: Sequence[Measure], paper: Paper, words: Words, day: date
) -> tuple[Picture, ...]:
    grid = _Grid(paper)
    every = words("looked at every {period}", period=words(LABELS[forum.every]))
    blocks = [
        *paragraph(forum.name, _TITLE, grid.wide),
        space(1),
        *paragraph(" · ".join((words.date(day), every)), _QUIET, grid.wide),
        *paragraph(forum.note, _TEXT, grid.wide),
        space(4),
        _row([[(name, _HEAD)] for name in _names(words)], grid, rule=False),
        *(_measure(reader, measure, grid, words) for measure in found),
    ]
    if not found:
        blocks += paragraph(words("No measure is looked at here yet."), _TEXT, grid.wide)
    pages = _paged(blocks, paper.tall - 2 * _MARGIN - _FOOT)
    return tuple(
        Picture(
            paper.wide, paper.tall,
            (*stack(page, _MARGIN, _MARGIN), *_foot(number, len(pages), paper, words)),
            title=forum.name, language=words.language, bookmark=forum.name if number == 1 else "",
            missing=missing(page),
        )
        for number, page in enumerate(pages, 1)
    )  # fmt: skip


def _names(words: Words) -> tuple[str, ...]:
    return words("Measure"), words("How it stands"), words("Latest value"), words("What changed lately")


def _paged(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    for block in blocks:
        if pages[-1] and height(pages[-1]) + block.height > room:
            pages.append([])
        pages[-1].append(block)
    return pages


def _foot(number: int, count: int, paper: Paper, words: Words) -> list[Item]:
    if count == 1:
        return []
    page = shape(words("page {n} of {count}", n=number, count=count), _QUIET)
    return [unsaid(page.place(paper.wide - _MARGIN - page.width, paper.tall - _MARGIN + 2))]


def _row(
    cells: Sequence[Sequence[tuple[str, Style]]], grid: _Grid, *, rule: bool = True, icon: Sequence[Item] = ()
) -> Block:
    """Cells side by side as one block; the icon stands left of the second cell."""
    items: list[Item] = []
    lost: list[str] = []
    tall = 0.0
    told = ["\n".join(text for text, _ in cell) for cell in cells]
    for number, cell in enumerate(cells):
        left, wide = grid.column(number)
        inside = _ICON + 2 if icon and number == 1 else 0.0
        blocks = [block for text, style in cell for block in paragraph(text, style, wide - inside)]
        items += stack(blocks, left + inside, 2)
        lost += missing(blocks)
        tall = max(tall, height(blocks))
    line = shapes.line(0, 0, grid.wide, 0, stroke=LIGHT.outline, width=0.3)
    read_out = (row if rule else head)(*told, painted=items)
    return Block(tall + 4, (*([line] if rule else []), *icon, read_out), tuple(lost))


def _measure(reader: Reader, measure: Measure, grid: _Grid, words: Words) -> Block:
    """A measure with its status in words, its latest value and what changed; a touch leads to its chart."""
    name = [(measure.name, _STRONG), (measure.code, _QUIET)]
    data, changed = read(reader, measure), changes(reader, measure)
    if data is None or changed is None:
        return _row([name, [(words("no values yet"), _QUIET)], [], []], grid)
    period, value = latest_value(data, words)
    left, _ = grid.column(1)
    icon = status_icon(data.status, left + _ICON / 2, 2 + _ICON / 2 + 0.3, _ICON, LIGHT)
    lately = [*_changed(changed, measure, words)] or [(words("nothing"), _QUIET)]
    return _row(
        [name, [(sentence(headline(data, words)), _TEXT)], [(value, _TEXT), (period, _QUIET)], lately],
        grid, icon=icon,
    )  # fmt: skip


def _changed(changed: Changes, measure: Measure, words: Words) -> Iterator[tuple[str, Style]]:
    kind = measure.period_type
    if changed.now is not changed.before:
        was, now = words(LABELS[changed.before]), words(LABELS[changed.now])
        yield words("was {before}, is {now}", before=was, now=now), _TEXT
    for signal in changed.begun:
        period = period_range(signal.first, signal.last, kind, words)
        yield words("New: {signal}, {when}", signal=signal_words(signal, words), when=period), _TEXT
    for signal in changed.over:
        yield words("Over: {signal}", signal=signal_words(signal, words)), _TEXT
    for baseline in changed.baselines:
        period = period_name(baseline.start, kind, words)
        yield words("New baseline from {period}", period=period), _TEXT
    for remark in changed.remarks:
        period = period_range(remark.period, remark.until or remark.period, kind, words)
        yield f"{period}: {remark.text}", _QUIET
