"""The chart sheet: a chart, and under it what it says, why, and how people respond.

What finds no room in a column goes on, in its place, on a further sheet; nothing is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final

from kpidesk.domain.answers import Answered, answered
from kpidesk.domain.escalation import Call
from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result
from kpidesk.domain.series import Annotation
from kpidesk.domain.xmr import Segment
from kpidesk.drawing import shapes
from kpidesk.drawing.chart_data import Data, headline, read
from kpidesk.drawing.chart_marks import rules_text, status_icon
from kpidesk.drawing.chart_words import (
    call_words,
    latest_value,
    period_range,
    roots_words,
    sentence,
    signal_words,
    verdict_words,
)
from kpidesk.drawing.charts import drawn
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.picture import Group, Item, Picture, moved
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_SHARES: Final = ((11.0, 0.6), (10.0, 0.6), (9.0, 0.6), (9.0, 0.52))
"""pt of the columns and the chart's share of the sheet's height: the first that needs no further sheet."""
_GAP: Final = 6.0
_HEAD: Final = 8.5  # of a column on A4


@dataclass(frozen=True, slots=True)
class _Look:
    """How large things are: A3 is read from further away."""

    paper: Paper
    size: float
    share: float

    @property
    def margin(self) -> float:
        """Of the sheet."""
        return 10.0 * self.scale

    @property
    def scale(self) -> float:
        """How much larger than A4."""
        return 1.2 if self.paper.wide > SHEETS["A4"].landscape.wide + 1 else 1.0

    @property
    def chart(self) -> float:
        """The height of the chart."""
        return self.paper.tall * self.share

    @property
    def wide(self) -> float:
        """Between the margins."""
        return self.paper.wide - 2 * self.margin

    @property
    def column(self) -> float:
        """One of three."""
        return (self.wide - 2 * _GAP) / 3

    def style(self, size: float, weight: Weight = Weight.REGULAR, colour: str = LIGHT.text) -> Style:
        """A text on this sheet."""
        return Style(size * self.scale, weight, colour, leading=1.3)

    @property
    def text(self) -> Style:
        """What is said in a column."""
        return self.style(self.size)

    @property
    def strong(self) -> Style:
        """What stands out in a column."""
        return self.style(self.size, Weight.SEMIBOLD)

    @property
    def quiet(self) -> Style:
        """What is said aside."""
        return self.style(self.size - 1, colour=LIGHT.text_second)


def paper_for(paper: Paper) -> Paper:
    """The sheet that suits: the wanted one where a desk's printer has it, else A4."""
    return (paper if paper.name in {"A3", "A4", "Letter", "Tabloid"} else SHEETS["A4"]).landscape


def sheets(
    reader: Reader, measure: Measure, paper: Paper, words: Words, day: date, calls: Sequence[Call]
) -> tuple[Picture, ...]:
    """The chart of a measure with its three questions; nothing where it has no values.

    Args:
        reader: of the desk.
        measure: whose chart.
        paper: see `paper_for`.
        words: the language.
        day: of printing.
        calls: what the signals of the desk call for.
    """
    data = read(reader, measure)
    if data is None:
        return ()
    own = [call for call in calls if call.measure.id == measure.id]
    for size, share in _SHARES:
        look = _Look(paper, size, share)
        frame = _framed(reader, data, look, words, day)
        columns = _columns(reader, data, own, look, words, day)
        parts = [_paged(column, frame, look) for column in columns]
        if all(len(each) == 1 for each in parts):
            break
    made = drawn(data, look.wide, look.chart, words, text_pt=9 * look.scale, with_ranges=True)
    chart = [moved(item, look.margin, frame.top) for item in made.items]
    pages = []
    for number, blocks in enumerate(zip_longest(*parts, fillvalue=())):
        at = frame.top if number else frame.top + look.chart + 3
        items = (*frame.items, *(() if number else chart), *_drawn(blocks, look, at, words))
        lost = (*frame.missing, *made.missing, *missing(block for each in blocks for block in each))
        pages.append(
            Picture(
                paper.wide, paper.tall, items, title=measure.name, language=words.language,
                bookmark="" if number else f"{measure.code}  {measure.name}",
                missing=tuple(dict.fromkeys(lost)),
            )
        )  # fmt: skip
    return tuple(pages)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Head and foot of every sheet of a measure; between `top` and `bottom` there is room."""

    items: tuple[Item, ...]
    top: float
    bottom: float
    missing: tuple[str, ...]


def _framed(reader: Reader, data: Data, look: _Look, words: Words, day: date) -> _Frame:
    head = _head(reader, data, look, words)
    foot = _foot(reader, data, look, words, day)
    top = look.margin + height(head) + 2
    bottom = look.paper.tall - look.margin - height(foot) - 1
    items = (
        *stack(head, look.margin, look.margin),
        *stack(foot, look.margin, look.paper.tall - look.margin - height(foot)),
    )
    return _Frame(items, top, bottom, missing([*head, *foot]))


def _paged(blocks: Sequence[Block], frame: _Frame, look: _Look) -> list[tuple[Block, ...]]:
    """A column by sheets; a further one has all the room that the chart had."""
    whole = frame.bottom - frame.top - _HEAD * look.scale
    pages: list[list[Block]] = [[]]
    for block in blocks:
        room = whole if len(pages) > 1 else whole - look.chart - 3
        if height(pages[-1]) + block.height > room:
            pages.append([])
        pages[-1].append(block)
    return [tuple(page) for page in pages]


# -- the sheet


def _head(reader: Reader, data: Data, look: _Look, words: Words) -> list[Block]:
    """Name and status in one line, below them the result."""
    measure, scale = data.measure, look.scale
    result = reader.get(Result, measure.result) if measure.result else None
    code = shape(measure.code, look.style(14, Weight.SEMIBOLD, LIGHT.text_second))
    status = shape(sentence(headline(data, words)), look.style(13, Weight.SEMIBOLD))
    left, base = look.wide - status.width, 6.4 * scale
    icon = status_icon(data.status, left - 5 * scale, base - 1.6 * scale, 5.4 * scale, LIGHT)
    said = f"{result.code}  {result.statement}" if result else measure.description
    return [
        *paragraph(
            measure.name, look.style(20, Weight.BOLD), left - 12 * scale, indent=code.width + 4,
            mark=code.place(0, base), right=(*icon, *status.place(left, base)),
        ),
        *paragraph(said, look.style(11, colour=LIGHT.text_second), look.wide),
    ]  # fmt: skip


def _foot(reader: Reader, data: Data, look: _Look, words: Words, day: date) -> list[Block]:
    """The rules and the baseline, whose desk it is and when it was printed."""
    style = look.style(8, colour=LIGHT.text_second)
    organisation = next(iter(reader.find(Organisation)), None)
    whose = " · ".join(filter(None, (organisation.name if organisation else "", words.date(day))))
    right = shape(whose, style)
    segment = data.analysis.segments[-1]
    rules = rules_text(data.analysis.rules, words) if segment.centre is not None else ""
    said = " · ".join(filter(None, (rules, baseline_words(segment, words))))
    placed = Group(tuple(right.place(look.wide - right.width, style.line_height * 0.76)), role="page foot")
    return paragraph(said, style, look.wide - right.width - 8, right=[placed])


def _drawn(parts: Sequence[Sequence[Block]], look: _Look, top: float, words: Words) -> list[Item]:
    names = (
        words("What is performance doing?"), words("Why?"), words("How do we respond?"),
    )  # fmt: skip
    items: list[Item] = []
    for number, (name, blocks) in enumerate(zip(names, parts, strict=True)):
        left = look.margin + number * (look.column + _GAP)
        head = paragraph(name, look.style(12, Weight.SEMIBOLD, LIGHT.accent_text), look.column)
        rule = shapes.line(left, top, left + look.column, top, stroke=LIGHT.text, width=0.4)
        column = [rule, *stack([space(1.2), *head, space(0.8), *blocks], left, top)]
        items.append(Group(tuple(column), name=name, role="question"))
    return items


def baseline_words(segment: Segment, words: Words) -> str:
    """Where limits come from, why, and who decided it."""
    kind = segment.period_type
    period = period_range(segment.baseline_start, segment.baseline_last, kind, words)
    said = words("baseline {period}, {mode}", period=period, mode=words(LABELS[segment.mode]))
    baseline = segment.baseline
    if baseline is None:
        return said
    reason = "; ".join(baseline.reason.splitlines())
    who = ", ".join(
        filter(None, (baseline.by, words.date(baseline.decided_on) if baseline.decided_on else ""))
    )
    said = ": ".join(filter(None, (said, reason)))
    return f"{said} ({who})" if who else said


# -- the columns


def _columns(
    reader: Reader, data: Data, calls: Sequence[Call], look: _Look, words: Words, day: date
) -> tuple[list[Block], ...]:
    found = answered(reader, data.measure.id, data.analysis.signals)
    return (
        _lines(_doing(data, found, look, words), look),
        _lines(_why(data, found, look, words), look),
        _lines(_respond(found, calls, look, words, day), look),
    )


Line = tuple[str, Style]


def _lines(lines: Iterable[Line], look: _Look) -> list[Block]:
    blocks: list[Block] = []
    for text, style in lines:
        told = paragraph(text, style, look.column)
        blocks += [Block(height(told), tuple(stack(told, 0, 0)), missing(told)), space(0.7)]
    return blocks


def _doing(data: Data, found: Sequence[Answered], look: _Look, words: Words) -> Iterator[Line]:
    """The status, the latest value, each signal with its dates, what to keep in mind."""
    measure = data.measure
    period, value = latest_value(data, words)
    yield f"{sentence(headline(data, words))}. {period}: {value}", look.strong
    for each in found:
        when = period_range(each.signal.first, each.signal.last, measure.period_type, words)
        yield words("{signal}: {when}", signal=signal_words(each.signal, words), when=when), look.text
    for caution in data.analysis.segments[-1].cautions:
        yield text_of(Finding(caution.value, (), {"measure": measure.code}), words), look.quiet


def _why(data: Data, found: Sequence[Answered], look: _Look, words: Words) -> Iterator[Line]:
    """What people found behind the signals, and what happened when."""
    kind = data.measure.period_type
    for each in found:
        if each.answer is not None:
            about = words("{signal}, {when}", signal=signal_words(each.signal, words),
                          when=period_range(each.signal.first, each.signal.last, kind, words))  # fmt: skip
            yield " ".join(filter(None, (verdict_words(each, words), roots_words(each, words)))), look.text
            yield " · ".join(filter(None, (about, each.answer.by))), look.quiet
    remarks = sorted((each.record for each in data.remarks), key=lambda each: each.period, reverse=True)
    for remark in remarks:
        yield f"{_when(remark, data, words)}: {remark.text}", look.text
    if not remarks and all(each.answer is None for each in found):
        none = words("Nothing asks for a reason.")
        yield words("Nobody has said yet what lies behind it.") if found else none, look.quiet


def _when(remark: Annotation, data: Data, words: Words) -> str:
    return period_range(remark.period, remark.until or remark.period, data.measure.period_type, words)


def _respond(
    found: Sequence[Answered], calls: Sequence[Call], look: _Look, words: Words, day: date
) -> Iterator[Line]:
    """What is done about the signals, and whom they call for."""
    said = [each.answer for each in found if each.answer is not None and each.answer.response]
    for answer in said:
        yield answer.response, look.text
        who = ", ".join(filter(None, (answer.by, words.date(answer.on) if answer.on else "")))
        if who:
            yield who, look.quiet
    for text in dict.fromkeys(call_words(call, day, words) for call in calls):
        yield text, look.text
    if not said and not calls:
        yield words("Nothing is called for."), look.quiet
