"""The numbered sections of a measure poster, as boxes that a column can stretch, shrink or leave out."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import zip_longest

from kpidesk.domain.definitions import items_of
from kpidesk.domain.gallery import Poster
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Person
from kpidesk.domain.posters import in_language
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Goal, Result, Trace
from kpidesk.drawing import shapes
from kpidesk.drawing.chart_data import read
from kpidesk.drawing.charts import drawn
from kpidesk.drawing.flow import Block, paragraph, space
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.neighbourhood import Surroundings, surroundings
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.poster_columns import Body, Section, fixed, shrinking
from kpidesk.drawing.poster_design import considered, evidence
from kpidesk.drawing.poster_parts import even_width, whole_words
from kpidesk.drawing.poster_sheet import Sheet
from kpidesk.drawing.poster_words import part_names
from kpidesk.drawing.sharing import asked
from kpidesk.drawing.text import Style, width, wrap
from kpidesk.system.words import Words


def sections(
    reader: Reader, poster: Poster, measure: Measure, sheet: Sheet, factor: float, words: Words
) -> list[Section]:
    """All sections that a measure has something for, in order, but for those that are switched off."""
    result = reader.get(Result, measure.result) if measure.result else None
    language = poster.language
    found = (
        ("result", result and _wanted(reader, result, sheet, factor, words, language)),
        ("place", result and _place(reader, result, sheet, factor, words)),
        ("considered", result and _considered(reader, result, sheet, factor, words)),
        ("chart", _doing(reader, measure, sheet, factor, words)),
        ("formula", _worked_out(reader, measure, sheet, factor, words)),
        ("use", _use(measure, sheet, factor, words)),
        ("questions", asking(reader, poster, sheet, factor, words)),
    )
    return [replace(section, key=key) for key, section in found if section and key not in poster.hidden]


def stated(text: str, second: str, sheet: Sheet, factor: float) -> list[Block]:
    """A statement as large as a result's, and below it the same in a second language."""
    style = whole_words(text, sheet.result(factor), sheet.column, sheet.body * factor)
    blocks = paragraph(text, style, even_width(text, style, sheet.column))
    return [*blocks, *paragraph(second, second_line(sheet, factor), sheet.column)]


def second_line(sheet: Sheet, factor: float) -> Style:
    """How a second language looks below a statement."""
    return Style(sheet.body * 1.15 * factor, Weight.ITALIC, LIGHT.text_second, leading=1.3)


def _wanted(
    reader: Reader, result: Result, sheet: Sheet, factor: float, words: Words, language: str
) -> Section:
    blocks = stated(result.statement, in_language(reader, result, "statement", language), sheet, factor)
    quiet = sheet.quiet(factor)
    if result.by_host:
        blocks += paragraph(
            words("This wording is the facilitator’s own, not the group’s."), quiet, sheet.column
        )
    for number, trace in enumerate(reader.find(Trace, result=result.id)):
        goal = reader.get(Goal, trace.goal)
        blocks += [space(quiet.size * 0.25)] if not number else []
        blocks += paragraph(words("From the goal: “{goal}”", goal=goal.text), quiet, sheet.column)
    more = evidence(reader, result, sheet, factor, words)
    return shrinking(words("The result we want"), [*blocks, *more], blocks, 5, result.id)


def _considered(reader: Reader, result: Result, sheet: Sheet, factor: float, words: Words) -> Section | None:
    everything, chosen = considered(reader, result, sheet, factor, words)
    if not everything:
        return None
    return shrinking(words("What we considered"), everything, chosen, 2, result.id)


def _place(reader: Reader, result: Result, sheet: Sheet, factor: float, words: Words) -> Section | None:
    wide = sheet.column
    full = surroundings(reader, result, wide, words, text_pt=sheet.body * factor)
    if not (full.left or full.right):
        return None
    bare = surroundings(reader, result, wide, words, text_pt=sheet.body * factor, captions=False)
    heights = sorted({*full.heights(), *bare.heights()}, reverse=True)
    title = words("Where it sits on the results map")

    def draw(tall: float) -> Body:
        chosen: Surroundings = full if full.heights()[0] <= tall + 1e-6 else bare
        drawn = chosen.draw(tall)
        return Body(drawn.items, drawn.missing)

    most = min(max(heights[0] * 1.5, wide * 0.46), heights[0] * 2)
    return Section(title, heights[0], most, draw, 2, tuple(heights[1:]), result.id)


def _doing(reader: Reader, measure: Measure, sheet: Sheet, factor: float, words: Words) -> Section | None:
    wide, points = sheet.column, sheet.body * factor
    em = sheet.text(factor).size

    data = read(reader, measure)
    if data is None:
        return None
    # The least height that shows all of it; lower ones leave remarks out.
    whole = 0.0
    for rows in (12.0, 13.5, 15.0, 16.0, 17.0, 18.0, 19.5, 21.0, 24.0, 28.0, 32.0):
        whole = rows * em
        if not drawn(data, wide, whole, words, text_pt=points).left_out:
            break

    def draw(tall: float) -> Body:
        made = drawn(data, wide, tall, words, text_pt=points)
        return Body(made.items, made.missing, made.left_out, made.headline, made.status)

    good = max(whole, 15.5 * em)
    steps = tuple(sorted({tall for tall in (whole, 14 * em, 12 * em) if tall < good}, reverse=True))
    most = max(wide * 0.72, good * 1.5)
    return Section(words("What it has been doing"), good, most, draw, 4, steps, measure.id)


_Row = tuple[str, str]


def _table(rows: Sequence[_Row], sheet: Sheet, factor: float) -> list[Block]:
    """Labels at the left, texts at the right, each as tall as it needs."""
    text, quiet = sheet.text(factor), sheet.quiet(factor)
    indent = max((width(label, quiet) for label, _ in rows), default=0.0) + text.size * 0.8
    indent = min(indent, sheet.column * 0.4)
    blocks: list[Block] = []
    for label, said in rows:
        mark = wrap(label, quiet, indent - text.size * 0.3, max_lines=1).place(0, 0)
        blocks += paragraph(said, text, sheet.column, indent=indent, mark=mark)
    return blocks


def _worked_out(
    reader: Reader, measure: Measure, sheet: Sheet, factor: float, words: Words
) -> Section | None:
    period = words(LABELS[measure.period_type])
    formula = measure.formula
    if not formula and measure.item:
        formula = measure.item
        if measure.statistic is not None:
            formula = f"{words(LABELS[measure.statistic])}: {measure.item}"
    targets = "; ".join(asked(target, words) for target in reader.find(Target, measure=measure.id))
    owner = ""
    if measure.owner:
        person = reader.get(Person, measure.owner)
        owner = ", ".join(filter(None, (person.name, person.role)))
    items = ", ".join(item.name for item in items_of(reader, measure.id))
    known = formula or items or measure.scope
    rows = (
        (words("Formula"), formula),
        (words("Each"), ", ".join(filter(None, (period, measure.scope))) if known else ""),
        (words("From"), items),
        (words("Owner"), owner),
        (words("Target"), targets),
    )
    filled = [row for row in rows if row[1]]
    if not filled:
        return None
    return fixed(words("How it is worked out"), _table(filled, sheet, factor), 3, measure.id)


def _use(measure: Measure, sheet: Sheet, factor: float, words: Words) -> Section | None:
    rows = ((words("Used for"), measure.used_for), (words("Not used for"), measure.not_used_for))
    filled = [row for row in rows if row[1]]
    if not filled:
        return None
    return fixed(words("What it is for"), _table(filled, sheet, factor), 1, measure.id)


def asking(reader: Reader, poster: Poster, sheet: Sheet, factor: float, words: Words) -> Section | None:
    """The team's questions, each with a second language below it."""
    style, below = sheet.question(factor), second_line(sheet, factor)
    others = in_language(reader, poster, "questions", poster.language).splitlines()
    indent = style.size * 0.85
    middle = style.line_height / 2
    size = style.size * 0.28
    edge = sheet.column
    blocks: list[Block] = []
    for question, other in zip_longest(poster.questions, others[: len(poster.questions)], fillvalue=""):
        # A question that runs from right to left has its mark at the right, pointing at it.
        rtl = wrap(question, style, edge, max_lines=1).direction == "rtl"
        near, tip = (edge, edge - size * 1.5) if rtl else (0.0, size * 1.5)
        corners = [(near, middle - size), (tip, middle), (near, middle + size)]
        mark = (shapes.polygon(corners, fill=LIGHT.text),)
        room = edge - indent if rtl else edge
        left = 0.0 if rtl else indent
        blocks += paragraph(question, style, room, indent=left, mark=mark)
        blocks += paragraph(other, below, room, indent=left)
    return fixed(words("Help us with"), blocks, 6) if blocks else None


def blank_sections(sheet: Sheet, words: Words, hidden: Collection[str] = ()) -> list[Section]:
    """Sections with lines to write on, for a measure that nobody has thought of yet."""
    names = part_names(words)
    rows = {"own-result": 2, "own-signs": 4, "own-formula": 4, "own-risks": 2}
    return [
        replace(_ruled(names[key], count, sheet), key=key) for key, count in rows.items() if key not in hidden
    ]


def added(sheet: Sheet, tall: float, words: Words) -> Section:
    """Lines to write on where a measure has little to say yet."""
    rows = max(2, int(tall / (sheet.text().line_height * 2.6)))
    ruled = _ruled(words("What would you add?"), rows, sheet)
    # As tall as it is meant to be from the start, so that the chart above grows as well.
    return replace(ruled, least=max(tall, ruled.least), most=max(tall, ruled.least))


def _ruled(title: str, rows: int, sheet: Sheet) -> Section:
    least = rows * sheet.text().line_height * 1.5

    def draw(tall: float) -> Body:
        step = tall / rows
        lines = [
            shapes.line(0, step * (row + 1) - 0.5, sheet.column, step * (row + 1) - 0.5, stroke=LIGHT.field,
                        width=max(0.5 * sheet.unit, 0.3))
            for row in range(rows)
        ]  # fmt: skip
        return Body(tuple(lines))

    return Section(title, least, least * 3.2, draw, 3)
