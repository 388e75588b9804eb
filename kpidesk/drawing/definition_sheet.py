"""The definition dictionary on A4: an index with page numbers, then a page or more for each measure.

Every entry of the index leads to its page, and the measures are the document's bookmarks. What nobody
has written yet is left out; what is missing of the core is said at the end of a measure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.calculated import shares
from kpidesk.domain.definitions import DataItem, ResponseRule, Variant, items_of
from kpidesk.domain.escalation import rules_for
from kpidesk.domain.exact import rounded
from kpidesk.domain.findings import text_of
from kpidesk.domain.labels import LABELS
from kpidesk.domain.map_checks import in_order, summary
from kpidesk.domain.measure_health import health
from kpidesk.domain.measures import Calculation, Measure, Target
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Result
from kpidesk.domain.reviews import review_of
from kpidesk.domain.xmr_rules import rules_of
from kpidesk.drawing import shapes
from kpidesk.drawing.chart_data import way
from kpidesk.drawing.charts import chart
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.flow_sheet import FOOT, leaf, paged
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Picture
from kpidesk.drawing.sharing import asked
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A4"].portrait
_MARGIN: Final = 16.0
_WIDE: Final = _PAPER.wide - 2 * _MARGIN
_ROOM: Final = _PAPER.tall - 2 * _MARGIN - FOOT
_TITLE: Final = Style(24, Weight.BOLD, leading=1.25)
_NAME: Final = Style(20, Weight.BOLD, leading=1.25)
_TEXT: Final = Style(10.5, leading=1.34)
_LABEL: Final = Style(10.5, colour=LIGHT.text_second, leading=1.34)
_INDENT: Final = 44.0
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Look:
    """How large a measure's texts are in pt and its chart in mm."""

    size: float
    chart: float

    @property
    def text(self) -> Style:
        """What is said."""
        return Style(self.size, leading=1.3)

    @property
    def label(self) -> Style:
        """What it is about."""
        return Style(self.size, colour=LIGHT.text_second, leading=1.3)

    @property
    def group(self) -> Style:
        """The head of a group."""
        return Style(self.size + 0.5, Weight.SEMIBOLD, LIGHT.accent_text, leading=1.25)


_LOOKS: Final = (_Look(10.5, 62.0), _Look(9.5, 52.0), _Look(8.7, 40.0))
"""From the one that reads best: the first that brings a measure onto one page."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A measure with its pages."""

    measure: Measure
    pages: list[list[Block]]

    @property
    def bookmark(self) -> str:
        """What its first page is called in the outline of the document."""
        return f"{self.measure.code}  {self.measure.name}"


def dictionary(reader: Reader, words: Words, day: date) -> tuple[Picture, ...]:
    """All pages: index first. None while there is no measure."""
    once = Once(reader)
    by_code = {measure.code: measure for measure in once.find(Measure)}
    leads = summary(once).leads
    entries = [
        _Entry(by_code[code], _fitted(once, by_code[code], leads.get(code, ()), words, day))
        for code in in_order(by_code)
    ]
    if not entries:
        return ()
    index = _index(entries, words)
    title = words("Definitions of measures")
    of = leaf(once, _PAPER, _MARGIN, title, words, day)
    pages = [(title if number == 0 else "", page) for number, page in enumerate(index)]
    for entry in entries:
        pages += [(entry.bookmark if number == 0 else "", page) for number, page in enumerate(entry.pages)]
    return tuple(
        Picture(
            _PAPER.wide, _PAPER.tall,
            (*stack(page, _MARGIN, _MARGIN), *of.footer(number, len(pages))),
            title=bookmark or title, language=words.language, bookmark=bookmark, missing=missing(page),
        )
        for number, (bookmark, page) in enumerate(pages, 1)
    )  # fmt: skip


# -- the index


def _index(entries: Sequence[_Entry], words: Words) -> list[list[Block]]:
    """The pages of the index; how many there are decides where the measures begin."""
    count = 1
    while True:
        made = paged(_index_blocks(entries, count, words), _ROOM)
        if len(made) <= count:
            return made
        count = len(made)


def _index_blocks(entries: Sequence[_Entry], before: int, words: Words) -> list[Block]:
    blocks = [*paragraph(words("Definitions of measures"), _TITLE, _WIDE), space(5)]
    page = before + 1
    for entry in entries:
        blocks += _index_row(entry, page)
        page += len(entry.pages)
    return blocks


def _index_row(entry: _Entry, page: int) -> list[Block]:
    """A measure with its page; a touch leads there."""
    measure = entry.measure
    number = shape(str(page), _TEXT)
    name = paragraph(
        measure.name, _TEXT, _WIDE - 14, indent=18, mark=shape(measure.code, _LABEL).place(0, 3.9),
        right=number.place(_WIDE - number.width, 3.9),
    )  # fmt: skip
    line = shapes.line(0, 1.2, _WIDE, 1.2, stroke=LIGHT.border, width=0.3)
    linked = [
        Block(block.height, (Group(block.items, link=f"#{entry.bookmark}"),), block.missing) for block in name
    ]
    return [*linked, Block(2.4, (line,))]


# -- a measure


def _fitted(
    reader: Reader, measure: Measure, leads: Sequence[str], words: Words, day: date
) -> list[list[Block]]:
    """The pages of a measure: one if it can be, else as many as it takes to be read with ease."""
    groups = _groups(reader, measure, leads, words, day)
    made = [paged(_measure(reader, measure, groups, look, words), _ROOM) for look in _LOOKS]
    return next((pages for pages in made if len(pages) == 1), made[0])


def _measure(
    reader: Reader, measure: Measure, groups: Iterable[tuple[str, list[Row]]], look: _Look, words: Words
) -> list[Block]:
    code = shape(measure.code, Style(13, Weight.SEMIBOLD, LIGHT.text_second))
    blocks = paragraph(measure.name, _NAME, _WIDE, indent=22, mark=code.place(0, 6.6))
    blocks += [space(2), *paragraph(measure.description, Style(12, leading=1.35), _WIDE), space(2)]
    blocks += _chart(reader, measure, look, words)
    for title, rows in groups:
        blocks += _group(title, rows, look)
    return blocks


def _groups(
    reader: Reader, measure: Measure, leads: Sequence[str], words: Words, day: date
) -> tuple[tuple[str, list[Row]], ...]:
    return (
        (words("What it is"), _what(reader, measure, words)),
        (words("How it is computed"), _how(reader, measure, words)),
        (words("Where the data come from"), _data(reader, measure, words)),
        (words("How it is read"), _read(reader, measure, leads, words)),
        (words("Who stands behind it"), _who(reader, measure, words)),
        (words("Its life"), _life(reader, measure, words)),
        (words("Where it differs"), _variants(reader, measure)),
        (words("Still open"), _open(reader, measure, words, day)),
    )


def _group(title: str, rows: Iterable[Row], look: _Look) -> list[Block]:
    """A group with what is filled of it; its head stays with its first line."""
    filled = [(name, text) for name, text in rows if text]
    if not filled:
        return []
    line = shapes.line(0, 1.2, _WIDE, 1.2, stroke=LIGHT.border, width=0.3)
    head = [space(1.2), Block(2.4, (line,)), *paragraph(title, look.group, _WIDE), space(0.6)]
    blocks: list[Block] = []
    for name, text in filled:
        names = paragraph(name, look.label, _INDENT - 3)
        texts = paragraph(text, look.text, _WIDE, indent=_INDENT)
        for number in range(max(len(names), len(texts))):
            parts = [each[number] for each in (names, texts) if number < len(each)]
            items = tuple(item for part in parts for item in part.items)
            lost = tuple(char for part in parts for char in part.missing)
            blocks.append(Block(look.text.line_height, items, lost))
        blocks.append(space(0.5))
    head.append(blocks[0])
    return [Block(height(head), tuple(stack(head, 0, 0)), missing(head)), *blocks[1:]]


def _chart(reader: Reader, measure: Measure, look: _Look, words: Words) -> list[Block]:
    drawn = chart(
        reader, measure, _WIDE, look.chart, words, text_pt=min(look.size, 8.5), rules=rules_of(reader)
    )
    if drawn is None:
        return []
    return [Block(look.chart, drawn.items, drawn.missing), space(1)]


def _what(reader: Reader, measure: Measure, words: Words) -> list[Row]:
    result = reader.get(Result, measure.result) if measure.result else None
    return [
        (words("Result"), f"{result.code}  {result.statement}" if result else ""),
        (words("Why it is measured"), measure.intent),
        (words("Used for"), measure.used_for),
        (words("Not used for"), measure.not_used_for),
        (words("Effort or effect"), words(LABELS[measure.quadrant]) if measure.quadrant else ""),
    ]


def _how(reader: Reader, measure: Measure, words: Words) -> list[Row]:
    statistic = words(LABELS[measure.statistic]) if measure.statistic else ""
    low, high = measure.lower_bound, measure.upper_bound
    bounds = [
        words("at least {n}", n=_plain(low, words)) if low is not None else "",
        words("at most {n}", n=_plain(high, words)) if high is not None else "",
    ]
    return [
        (words("Values are"), _calculation(reader, measure, words)),
        (words("Statistic"), ": ".join(filter(None, (statistic, measure.item)))),
        (words("Formula"), measure.formula),
        (words("Scope"), measure.scope),
        (words("Counts in"), measure.inclusions),
        (words("Leaves out"), measure.exclusions),
        (words("Looked at by"), ", ".join(measure.segments)),
        (words("Unit"), ", ".join(filter(None, (measure.unit, *bounds)))),
        (words("One value for each"), words(LABELS[measure.period_type])),
        (words("Assumptions"), measure.assumptions),
        (words("Known flaws"), measure.flaws),
    ]


def _calculation(reader: Reader, measure: Measure, words: Words) -> str:
    """From which measures it is worked out, with their weights; nothing for typed values."""
    if measure.calculation is Calculation.COMPOSITE:
        parts = [
            words("{share} % {code} {name}", share=words.number(float(rounded(share * 100, 1)), 1),
                  code=reader.get(Measure, each.part).code, name=reader.get(Measure, each.part).name)
            for each, share in shares(reader, measure.id)
        ]  # fmt: skip
        return "\n".join((*parts, words("A composite hides causes: look at its parts as well.")))
    if measure.calculation is Calculation.NORMALISED and measure.denominator:
        other = reader.get(Measure, measure.denominator)
        return words("for each {per} of {code} {name}", per=_plain(measure.per, words), code=other.code,
                     name=other.name)  # fmt: skip
    return ""


def _plain(number: float, words: Words) -> str:
    return words.number(number, 0 if number == int(number) else 2)


def _data(reader: Reader, measure: Measure, words: Words) -> list[Row]:
    rows = [(item.name, _item(reader, item, words)) for item in items_of(reader, measure.id)]
    lag = measure.lag_days
    return [
        *rows,
        (words("The data can be had"), words(LABELS[measure.availability]) if measure.availability else ""),
        (words("Values come after"), words.many("{n} day", "{n} days", lag) if lag is not None else ""),
    ]


def _item(reader: Reader, item: DataItem, words: Words) -> str:
    keeper = reader.get(Person, item.keeper).name if item.keeper else ""
    parts = (
        item.meaning.rstrip("."),
        item.kind,
        words("from {source}", source=item.source) if item.source else "",
        words("kept by {name}", name=keeper) if keeper else "",
        words("each {period}", period=words(LABELS[item.refreshed])) if item.refreshed else "",
        item.quality,
    )
    return " · ".join(filter(None, parts)) or words("nothing more is known yet")


def _read(reader: Reader, measure: Measure, leads: Sequence[str], words: Words) -> list[Row]:
    targets = reader.find(Target, measure=measure.id)
    rules = "\n".join(_rule(reader, rule, words) for rule in rules_for(reader, measure.id))
    return [
        (words("Which way is good"), way(measure, targets, words)),
        (words("Target"), "; ".join(asked(target, words) for target in targets)),
        (words("May be compared with"), measure.comparison),
        (words("Side effects to watch"), measure.watch_for),
        (words("Moves before"), ", ".join(leads)),
        (words("What a signal calls for"), rules),
    ]


def _rule(reader: Reader, rule: ResponseRule, words: Words) -> str:
    signal = words(LABELS[rule.signal]) if rule.signal else words("any signal")
    told = _person(reader, rule.told) or words("the owner")
    said = words.many(
        "{name} is told, within {n} working day", "{name} is told, within {n} working days", rule.within,
        name=told,
    )  # fmt: skip
    return " · ".join(filter(None, (f"{signal}, {words(LABELS[rule.way])}: {said}", rule.response)))


def _who(reader: Reader, measure: Measure, words: Words) -> list[Row]:
    every = measure.reported_every
    return [
        (words("Owner"), _person(reader, measure.owner)),
        (words("Keeps the data"), _person(reader, measure.custodian)),
        (words("Works it out"), _person(reader, measure.calculator)),
        (words("Makes the report"), _person(reader, measure.reporter)),
        (words("Reported each"), words(LABELS[every]) if every else ""),
        (words("For whom"), measure.audience),
        (words("Who may see it"), measure.access),
    ]


def _person(reader: Reader, person_id: str | None) -> str:
    if not person_id:
        return ""
    person = reader.get(Person, person_id)
    return ", ".join(filter(None, (person.name, person.role)))


def _life(reader: Reader, measure: Measure, words: Words) -> list[Row]:
    review = review_of(reader, measure)
    hangs = f" ({review.milestone.name})" if review and review.milestone else ""
    return [
        (words("How far it has come"), words(LABELS[measure.status])),
        (words("Live since"), words.date(measure.live_since) if measure.live_since else ""),
        (words("Next review"), words.date(review.on) + hangs if review else ""),
        (words("Pilot"), words("for now") if measure.pilot else ""),
        (words("What the pilot taught"), measure.retrospective),
        (words("Why it was retired"), measure.retired_reason),
        (words("Entered by"), words("the facilitator, on their own behalf") if measure.by_host else ""),
    ]


def _variants(reader: Reader, measure: Measure) -> list[Row]:
    return [
        (each.where, "\n".join(filter(None, (each.scope, each.formula, each.source, each.note))) or "–")
        for each in reader.find(Variant, measure=measure.id)
    ]


def _open(reader: Reader, measure: Measure, words: Words, day: date) -> list[Row]:
    found = health(reader, measure, day)
    questions = "\n".join(text_of(lack.finding, words) for lack in found.lacks if lack.core)
    counted = words("{n} of {count} core fields", n=found.filled, count=found.core)
    return [(counted, questions)]
