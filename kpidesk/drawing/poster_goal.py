"""The sections of a goal's poster: its wording, what the tests said, and the results that it became."""

from dataclasses import replace

from kpidesk.domain.gallery import Poster
from kpidesk.domain.posters import in_language
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Goal, Outcome, Result, Ring, Trace, Verdict, WordingTest
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.goal_record import asked, sign
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Group, Transform
from kpidesk.drawing.poster_columns import Section, fixed, shrinking
from kpidesk.drawing.poster_sections import asking, second_line, stated
from kpidesk.drawing.poster_sheet import Sheet
from kpidesk.drawing.poster_words import as_said
from kpidesk.drawing.text import Style, shape, width
from kpidesk.system.words import Words

_SIGN = 2.6  # mm, half of a sign of the test record and the air around it


def goal_sections(reader: Reader, poster: Poster, sheet: Sheet, factor: float, words: Words) -> list[Section]:
    """All sections of a goal's poster, but for those that are switched off."""
    goal = reader.get(Goal, poster.goal) if poster.goal is not None else None
    found = (
        ("goal", goal and _worded(reader, goal, poster, sheet, factor, words)),
        ("tests", goal and _tests(reader, goal, sheet, factor, words)),
        ("results", goal and _results(reader, goal, poster, sheet, factor, words)),
        ("questions", asking(reader, poster, sheet, factor, words)),
    )
    return [replace(section, key=key) for key, section in found if section and key not in poster.hidden]


def _worded(reader: Reader, goal: Goal, poster: Poster, sheet: Sheet, factor: float, words: Words) -> Section:
    second = in_language(reader, goal, "text", poster.language)
    where = ", ".join(filter(None, (goal.source, goal.owner)))
    blocks = stated(f"“{goal.text}”", second, sheet, factor)
    return fixed(
        words("As it was worded"), [*blocks, *paragraph(where, sheet.quiet(factor), sheet.column)], 6, goal.id
    )


def _tests(reader: Reader, goal: Goal, sheet: Sheet, factor: float, words: Words) -> Section | None:
    """Sign and question of each test that was answered, with the reason below it where there is room."""
    verdicts = {each.test: each for each in reader.find(Verdict, subject=goal.id)}
    if not verdicts:
        return None
    text, quiet = sheet.text(factor), sheet.quiet(factor)
    scale = text.size / (2 * _SIGN) * 1.25
    indent = text.size * 1.6
    outcomes = {
        Outcome.PASS: words("yes"), Outcome.FAIL: words("no"), Outcome.UNSURE: words("unsure")
    }  # fmt: skip
    last = max(width(each, text) for each in outcomes.values())
    whole: list[Block] = []
    short: list[Block] = []
    for test in WordingTest:
        verdict = verdicts.get(test)
        if verdict is None:
            continue
        drawn = sign(verdict.outcome, 0.0, 0.0)
        mark = Group(tuple(drawn), transform=Transform(text.size * 0.6, text.line_height / 2, scale))
        said = shape(outcomes[verdict.outcome], replace(text, weight=Weight.SEMIBOLD))
        right = said.place(sheet.column - said.width, text.line_height / 2 + text.size * 0.36)
        line = paragraph(
            asked(test, words), text, sheet.column - last - text.size, indent=indent,
            mark=(mark,), right=right,
        )  # fmt: skip
        short += line
        whole += [*line, *paragraph(verdict.reason, quiet, sheet.column, indent=indent)]
        whole += [space(text.size * 0.25)]
    return shrinking(words("What the tests said"), whole, short, 2, goal.id)


def _results(
    reader: Reader, goal: Goal, poster: Poster, sheet: Sheet, factor: float, words: Words
) -> Section | None:
    """Each result in a bubble of its ring."""
    traces = reader.find(Trace, goal=goal.id)
    results = sorted((reader.get(Result, trace.result) for trace in traces), key=lambda each: each.code)
    if not results:
        return None
    return fixed(
        words("The results it became"),
        [
            block for each in results
            for block in _bubble(reader, each, poster.language, sheet, factor, words)
        ], 4,
    )  # fmt: skip


def _bubble(
    reader: Reader, result: Result, language: str, sheet: Sheet, factor: float, words: Words
) -> list[Block]:
    position = reader.get(Ring, result.ring).position
    look = LIGHT.ring(position)
    text = replace(sheet.text(factor * 1.1), colour=look.text, weight=Weight.SEMIBOLD)
    below = replace(second_line(sheet, factor), colour=look.text)
    pad = text.size * 0.6
    code = shape(result.code, Style(text.size_pt, Weight.BOLD, look.text))
    indent = code.width + pad
    label = code.place(0, text.line_height / 2 + text.size * 0.36)
    room = sheet.column - 2 * pad
    lines = [
        *paragraph(
            as_said(result.statement, words, by_host=result.by_host), text, room, indent=indent, mark=label
        ),
        *paragraph(in_language(reader, result, "statement", language), below, room, indent=indent),
    ]
    tall = height(lines) + pad * 1.4
    radius = {1: min(tall / 2, 12 * sheet.unit), 2: 6 * sheet.unit, 3: 3.5 * sheet.unit, 4: 1.0}.get(
        position, 2.0
    )
    box = shapes.rect(
        0, 0, sheet.column, tall, radius, fill=look.fill, stroke=look.line, width=max(1.1 * sheet.unit, 0.5)
    )
    return [Block(tall, (box, *stack(lines, pad, pad * 0.7)), missing(lines)), space(pad * 0.5)]
