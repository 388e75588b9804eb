"""The test record on A4: each goal as it was found, what the tests said, and what became of it.

Results that were put to the tests themselves follow. Marks differ by shape: a tick, a cross, a question
mark; an empty ring says that nobody has decided.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import (
    Aside,
    Goal,
    Outcome,
    Result,
    Trace,
    Verdict,
    WordingTest,
)
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.said import unsaid
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A4"].portrait
_MARGIN: Final = 16.0
_WIDE: Final = _PAPER.wide - 2 * _MARGIN
_FOOT: Final = 10.0
_STATEMENT: Final = Style(13, Weight.SEMIBOLD, leading=1.28)
_TEXT: Final = Style(11, leading=1.3)
_QUIET: Final = Style(11, colour=LIGHT.text_second, leading=1.3)
_TEST_WIDE: Final = 62.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A goal or result with its blocks; it begins on a page where its head and first test fit."""

    blocks: tuple[Block, ...]


def questions(words: Words) -> dict[WordingTest, str]:
    """What each test asks, in few words."""
    return {
        WordingTest.RESULT: words("A  A result, no action?"),
        WordingTest.CLEAR: words("B  Clear words?"),
        WordingTest.SINGLE: words("C  One thing only?"),
        WordingTest.INFLUENCE: words("D  Can we influence it?"),
        WordingTest.WORTH: words("E  Worth measuring?"),
    }


def asked(test: WordingTest, words: Words) -> str:
    """What a test asks, without its letter."""
    text = questions(words)[test]
    return text.partition("  ")[2] or text


def record(reader: Reader, words: Words, day: date) -> tuple[Picture, ...]:
    """All pages of the record; at least one."""
    once = Once(reader)
    entries = [_goal(once, goal, words) for goal in _by_code(once.find(Goal))]
    tested = {verdict.subject for verdict in once.find(Verdict)}
    entries += [_result(once, result, words) for result in _by_code(once.find(Result)) if result.id in tested]
    title = words("Goals and their tests")
    head = [*paragraph(title, Style(24, Weight.BOLD, leading=1.25), _WIDE), space(3)]
    if not entries:
        entries = [_Entry(tuple(paragraph(words("There are no goals in this desk yet."), _TEXT, _WIDE)))]
    pages = _paged(entries, head)
    organisation = next(iter(once.find(Organisation)), None)
    foot = " · ".join(filter(None, (organisation.name if organisation else "", words.date(day))))
    lost = missing(block for entry in entries for block in entry.blocks)
    return tuple(
        Picture(
            _PAPER.wide, _PAPER.tall,
            (
                *stack(page, _MARGIN, _MARGIN),
                *_foot(foot, words("page {n} of {count}", n=number, count=len(pages))),
            ),
            title=title, language=words.language,
            bookmark=f"{title} {number}" if len(pages) > 1 else title, missing=lost,
        )
        for number, page in enumerate(pages, 1)
    )  # fmt: skip


def _by_code(records: Iterable[Goal] | Iterable[Result]) -> list[Goal | Result]:
    return sorted(records, key=lambda each: (len(each.code), each.code))


# -- entries


def _goal(reader: Reader, goal: Goal | Result, words: Words) -> _Entry:
    assert isinstance(goal, Goal)  # noqa: S101 - for the type checker
    where = ", ".join(filter(None, (goal.source, goal.owner)))
    blocks = _tested(reader, goal, goal.text, where, words)
    blocks += _became(reader, goal, words)
    return _Entry((*blocks, *_end()))


def _result(reader: Reader, result: Goal | Result, words: Words) -> _Entry:
    assert isinstance(result, Result)  # noqa: S101 - for the type checker
    blocks = _tested(reader, result, result.statement, result.owner, words)
    return _Entry((*blocks, *_end()))


def _tested(reader: Reader, subject: Goal | Result, text: str, remark: str, words: Words) -> list[Block]:
    """The head and a row for each test; who agreed on all of them stands in the head."""
    verdicts = {each.test: each for each in reader.find(Verdict, subject=subject.id)}
    people = {_agreed(each, words) for each in verdicts.values()}
    together = next(iter(people)) if len(people) == 1 else ""
    head = _head(subject.code, text, " · ".join(filter(None, (remark, together))))
    rows = [_row(test, verdicts.get(test), words, people=not together) for test in WordingTest]
    return [*head, *(block for row in rows for block in row)]


def _agreed(verdict: Verdict, words: Words) -> str:
    day = words.date(verdict.decided_on) if verdict.decided_on else ""
    return " · ".join(filter(None, (verdict.agreed_by, day)))


def _head(code: str, text: str, remark: str) -> list[Block]:
    label = shape(code, Style(11, Weight.SEMIBOLD, LIGHT.text_second))
    return [
        *paragraph(text, _STATEMENT, _WIDE, indent=16, mark=list(label.place(0, 4.4))),
        *(paragraph(remark, _QUIET, _WIDE, indent=16) if remark else ()),
        space(2),
    ]


def _row(test: WordingTest, verdict: Verdict | None, words: Words, *, people: bool) -> list[Block]:
    """Mark, question, and why; with whom where that is not the same for all."""
    asked = shape(questions(words)[test], _TEXT)
    marked = sign(verdict.outcome if verdict else None, 20.0, 2.6)
    said = ""
    if verdict:
        said = "\n".join(filter(None, (verdict.reason, _agreed(verdict, words) if people else "")))
    marks = [*marked, *asked.place(26, 4.0)]
    lines = paragraph(said, _QUIET, _WIDE, indent=26 + _TEST_WIDE, mark=marks)
    return [*(lines or [Block(_TEXT.line_height, tuple(marks))]), space(0.8)]


def sign(outcome: Outcome | None, x: float, y: float) -> list[Item]:
    """A tick, a cross or a question mark in a shape of its own; an empty ring for none."""
    if outcome is Outcome.PASS:
        line = [(x - 1.5, y), (x - 0.4, y + 1.2), (x + 1.7, y - 1.5)]
        return [shapes.polyline(line, stroke=LIGHT.good, width=0.7, join="round")]
    if outcome is Outcome.FAIL:
        return [
            shapes.line(x - 1.4, y - 1.4, x + 1.4, y + 1.4, stroke=LIGHT.bad, width=0.8),
            shapes.line(x - 1.4, y + 1.4, x + 1.4, y - 1.4, stroke=LIGHT.bad, width=0.8),
        ]
    if outcome is Outcome.UNSURE:
        text = shape("?", Style(12, Weight.BOLD, LIGHT.watch))
        return list(text.place(x - text.width / 2, y + 1.5))
    return [shapes.circle(x, y, 1.3, stroke=LIGHT.text_third, width=0.35)]


def _became(reader: Reader, goal: Goal, words: Words) -> list[Block]:
    """The results that it became, and what else."""
    results = [reader.get(Result, trace.result) for trace in reader.find(Trace, goal=goal.id)]
    lines = [f"→ {each.code}  {each.statement}" for each in sorted(results, key=lambda each: each.code)]
    for aside in reader.find(Aside, goal=goal.id):
        measure = reader.get(Measure, aside.measure).code if aside.measure else ""
        kind = words(LABELS[aside.kind])
        lines.append(" ".join(filter(None, (f"→ {kind}:", aside.text, f"({measure})" if measure else ""))))
    if goal.outcome:
        lines.append(goal.outcome)
    blocks: list[Block] = [space(1.2)] if lines else []
    for line in lines:
        blocks += paragraph(line, _TEXT, _WIDE, indent=26)
    return blocks


def _end() -> list[Block]:
    line = shapes.line(0, 2.6, _WIDE, 2.6, stroke=LIGHT.outline, width=0.3)
    return [Block(5.4, (line,))]


# -- pages


def _paged(entries: Sequence[_Entry], head: Sequence[Block]) -> list[list[Block]]:
    """Blocks by page: an entry is kept whole unless it is taller than a page."""
    whole = _PAPER.tall - 2 * _MARGIN - _FOOT
    pages: list[list[Block]] = [[*head]]
    room = whole - height(head)
    for entry in entries:
        tall = height(entry.blocks)
        if tall > room and pages[-1] and tall <= whole:
            pages.append([])
            room = whole
        for block in entry.blocks:
            if block.height > room:
                pages.append([])
                room = whole
            pages[-1].append(block)
            room -= block.height
    return pages


def _foot(left: str, right: str) -> list[Item]:
    style = Style(9, colour=LIGHT.text_second)
    y = _PAPER.tall - _MARGIN + 2
    page = shape(right, style)
    number = unsaid(page.place(_PAPER.wide - _MARGIN - page.width, y))
    return [Group((*shape(left, style).place(_MARGIN, y), number), role="page foot")]
