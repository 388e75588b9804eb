"""The numbered sections of a measure poster, as boxes that a column can stretch, shrink or leave out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kpidesk.domain.definitions import items_of
from kpidesk.domain.gallery import Poster
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Goal, Result, Trace
from kpidesk.domain.xmr import Status
from kpidesk.drawing import shapes
from kpidesk.drawing.chart_data import read
from kpidesk.drawing.chart_marks import status_icon
from kpidesk.drawing.charts import drawn
from kpidesk.drawing.flow import Block, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.neighbourhood import Surroundings, surroundings
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Group, Item
from kpidesk.drawing.poster_design import considered, evidence
from kpidesk.drawing.poster_parts import even_width, whole_words
from kpidesk.drawing.poster_sheet import Sheet
from kpidesk.drawing.sharing import asked
from kpidesk.drawing.text import Style, shape, width, wrap
from kpidesk.system.words import Words


@dataclass(frozen=True, slots=True)
class Body:
    """A section's content at one height; `left_out` names what of it found no room."""

    items: tuple[Item, ...]
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    remark: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section that can be drawn at heights from `least` to `most`; a low `rank` is left out first.

    `steps` are further heights, lower than `least`, at which it shows less.
    """

    title: str
    least: float
    most: float
    draw: Callable[[float], Body]
    rank: int
    steps: tuple[float, ...] = ()
    record: str = ""


def _fixed(title: str, blocks: Sequence[Block], rank: int, record: str = "") -> Section:
    tall = sum(block.height for block in blocks)
    missing = tuple(dict.fromkeys(char for block in blocks for char in block.missing))
    return Section(
        title, tall, tall, lambda _: Body(tuple(stack(blocks, 0, 0)), missing), rank, record=record
    )


def _shrinking(
    title: str, blocks: Sequence[Block], fewer: Sequence[Block], rank: int, record: str
) -> Section:
    """A section that shows fewer blocks where there is no room for all, if there are any fewer."""
    whole, short = _fixed(title, blocks, rank, record), _fixed(title, fewer, rank, record)
    if not fewer or short.least >= whole.least:
        return whole
    return replace(
        whole,
        draw=lambda tall: (whole if tall >= whole.least - 1e-6 else short).draw(tall),
        steps=(short.least,),
    )


def sections(
    reader: Reader, poster: Poster, measure: Measure, sheet: Sheet, factor: float, words: Words
) -> list[Section]:
    """All sections that a measure has something for, in order."""
    result = reader.get(Result, measure.result) if measure.result else None
    found = [
        _wanted(reader, result, sheet, factor, words) if result else None,
        _place(reader, result, sheet, factor, words) if result else None,
        _considered(reader, result, sheet, factor, words) if result else None,
        _doing(reader, measure, sheet, factor, words),
        _worked_out(reader, measure, sheet, factor, words),
        _use(measure, sheet, factor, words),
        _help(poster.questions, sheet, factor, words),
    ]
    return [section for section in found if section is not None]


def _wanted(reader: Reader, result: Result, sheet: Sheet, factor: float, words: Words) -> Section:
    style = whole_words(result.statement, sheet.result(factor), sheet.column, sheet.body * factor)
    blocks = paragraph(result.statement, style, even_width(result.statement, style, sheet.column))
    quiet = sheet.quiet(factor)
    for number, trace in enumerate(reader.find(Trace, result=result.id)):
        goal = reader.get(Goal, trace.goal)
        blocks += [space(quiet.size * 0.25)] if not number else []
        blocks += paragraph(words("From the goal: “{goal}”", goal=goal.text), quiet, sheet.column)
    more = evidence(reader, result, sheet, factor, words)
    return _shrinking(words("The result we want"), [*blocks, *more], blocks, 5, result.id)


def _considered(reader: Reader, result: Result, sheet: Sheet, factor: float, words: Words) -> Section | None:
    everything, chosen = considered(reader, result, sheet, factor, words)
    if not everything:
        return None
    return _shrinking(words("What we considered"), everything, chosen, 2, result.id)


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
    return _fixed(words("How it is worked out"), _table(filled, sheet, factor), 3, measure.id)


def _use(measure: Measure, sheet: Sheet, factor: float, words: Words) -> Section | None:
    rows = ((words("Used for"), measure.used_for), (words("Not used for"), measure.not_used_for))
    filled = [row for row in rows if row[1]]
    if not filled:
        return None
    return _fixed(words("What it is for"), _table(filled, sheet, factor), 1, measure.id)


def _help(questions: Sequence[str], sheet: Sheet, factor: float, words: Words) -> Section | None:
    style = sheet.question(factor)
    indent = style.size * 0.85
    middle = style.line_height / 2
    size = style.size * 0.28
    edge = sheet.column
    blocks: list[Block] = []
    for question in questions:
        # A question that runs from right to left has its mark at the right, pointing at it.
        rtl = wrap(question, style, edge, max_lines=1).direction == "rtl"
        near, tip = (edge, edge - size * 1.5) if rtl else (0.0, size * 1.5)
        corners = [(near, middle - size), (tip, middle), (near, middle + size)]
        mark = (shapes.polygon(corners, fill=LIGHT.text),)
        room = edge - indent if rtl else edge
        blocks += paragraph(question, style, room, indent=0.0 if rtl else indent, mark=mark)
    return _fixed(words("Help us with"), blocks, 6) if blocks else None


def blank_sections(sheet: Sheet, words: Words) -> list[Section]:
    """Sections with lines to write on, for a measure that nobody has thought of yet."""
    titles = (
        (words("The result we want"), 2),
        (words("What we would see, hear or count"), 4),
        (words("How it could be worked out"), 4),
        (words("What could go wrong with it"), 2),
    )
    return [_ruled(title, rows, sheet) for title, rows in titles]


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


# -- the column


@dataclass(slots=True)
class Column:
    """Sections one below the other: heights are found first, then everything is drawn once."""

    sheet: Sheet
    factor: float
    words: Words
    items: list[Item] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def _title(self) -> float:
        style = self.sheet.heading(self.factor)
        return style.line_height + (0.12 if self.sheet.tight else 0.3) * style.size

    @property
    def _gap(self) -> float:
        return self.sheet.text(self.factor).size * (0.75 if self.sheet.tight else 1.15)

    def _needed(self, shown: Sequence[Section], heights: Sequence[float]) -> float:
        return sum(heights) + self._title * len(shown) + self._gap * max(len(shown) - 1, 0)

    def used(self, shown: Sequence[Section]) -> float:
        """How tall the sections are at their best, before gaps grow."""
        return self._needed(shown, [section.most for section in shown])

    def fit(self, wanted: Sequence[Section], room: float) -> tuple[list[Section], list[float]]:
        """Which sections are shown, and how tall each is."""
        shown = list(wanted)
        while shown:
            heights = self._heights(shown, room)
            if heights is not None:
                break
            # A section that fills half the sheet by itself is the cause; else the least one goes.
            huge = [section for section in shown if min((section.least, *section.steps)) > room * 0.45]
            gone = max(huge, key=lambda each: each.least) if huge else min(shown, key=lambda each: each.rank)
            shown.remove(gone)
            self.overflow.append(gone.title)
        return shown, (heights or []) if shown else []

    def _heights(self, shown: Sequence[Section], room: float) -> list[float] | None:
        """Heights that fit, first by showing less in those that can, then spread over what is free."""
        heights = [section.least for section in shown]
        steps = [list(section.steps) for section in shown]
        # What a map can do without goes before what the chart can.
        while self._needed(shown, heights) > room:
            able = [index for index, rest in enumerate(steps) if rest]
            if not able:
                return None
            index = min(able, key=lambda i: shown[i].rank)
            heights[index] = steps[index].pop(0)
        # Air between the sections comes before larger pictures, but takes a third at most.
        free = room - self._needed(shown, heights)
        free -= min(free * 0.33, self._gap * 0.8 * len(shown))
        stretch = [max(section.most - tall, 0.0) for section, tall in zip(shown, heights, strict=True)]
        share = min(free / sum(stretch), 1.0) if sum(stretch) > 0 else 0.0
        return [tall + more * share for tall, more in zip(heights, stretch, strict=True)]

    def paint(
        self, shown: Sequence[Section], heights: Sequence[float], x: float, y: float, room: float
    ) -> None:
        """Draw the sections from (x, y) down; what is still free widens the gaps."""
        sheet = self.sheet
        free = room - self._needed(shown, heights)
        gap = self._gap + min(free / max(len(shown), 1), self._gap * 2.4)
        for number, (section, tall) in enumerate(zip(shown, heights, strict=True), 1):
            if number > 1:
                line = y - gap / 2
                self.items.append(
                    shapes.line(
                        x, line, x + sheet.column, line, stroke=LIGHT.border, width=max(0.6 * sheet.unit, 0.3)
                    )
                )
            body = section.draw(tall)
            head = self._head(number, section.title, body)
            place = Block(0, (*head, *stack([Block(0, body.items)], 0, self._title)))
            group = Group(
                tuple(stack([place], x, y)), name=section.title, role="section", record=section.record
            )
            self.items.append(group)
            self.missing += body.missing
            self.overflow += [f"{section.title}: {part}" for part in body.left_out]
            y += self._title + tall + gap

    def _head(self, number: int, title: str, body: Body) -> list[Item]:
        """The numbered disc, the title, and at the right a status with its icon."""
        style, sheet = self.sheet.heading(self.factor), self.sheet
        middle = style.line_height / 2
        radius = max(style.size * 0.58, sheet.text(self.factor).size * 0.68)
        digit = shape(str(number), Style(sheet.body * self.factor, Weight.SEMIBOLD, LIGHT.surface))
        items: list[Item] = [
            shapes.circle(radius, middle, radius, fill=LIGHT.text),
            *digit.place(radius - digit.width / 2, middle + 0.36 * sheet.text(self.factor).size),
        ]
        label = shape(title, style)
        left = radius * 2 + style.size * 0.5
        items += label.place(left, middle + style.size * 0.36)
        if body.remark:
            free = sheet.column - left - label.width
            for share in (0.95, 0.8, 0.7, 0.6, 0.0):
                smaller = replace(style, size_pt=max(style.size_pt * share, sheet.body))
                remark, icon = shape(body.remark, smaller), smaller.size * 1.1
                if remark.width + icon * 1.4 < free:
                    x = sheet.column - remark.width
                    items += remark.place(x, middle + style.size * 0.36)
                    if body.status is not None:
                        items += status_icon(body.status, x - icon * 0.85, middle, icon, LIGHT)
                    break
        return items
