"""The report of a stock-take on A4: what decisions save, what became of each measure, what looks alike."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.stock_review import Totals, pairs, totals, unsettled
from kpidesk.domain.stocktake import ExistingMeasure, Fate
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.flow_sheet import flowing, leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.said import entry
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A4"]
_MARGIN: Final = 18.0
_WIDE: Final = _PAPER.wide - 2 * _MARGIN
_CODE: Final = 16.0
_RIGHT: Final = 40.0
_BAR: Final = 7.0
_TITLE: Final = Style(20, Weight.BOLD, leading=1.25)
_SAVED: Final = Style(16, Weight.SEMIBOLD, leading=1.3)
_HEAD: Final = Style(14, Weight.SEMIBOLD, leading=1.3)
_NAME: Final = Style(11, Weight.SEMIBOLD, leading=1.3)
_TEXT: Final = Style(11, leading=1.3)
_QUIET: Final = Style(10, colour=LIGHT.text_second, leading=1.3)


def report(reader: Reader, words: Words, day: date) -> tuple[Picture, ...]:
    """The whole report; empty while nothing was taken stock of."""
    once = Once(reader)
    measures = once.find(ExistingMeasure)
    if not measures:
        return ()
    title = words("Stock-take of measures")
    found = totals(measures)
    blocks = [*paragraph(title, _TITLE, _WIDE), space(4), *_sum(found, words), space(3), *_bar(found, words)]
    heads: list[tuple[Fate | None, str]] = [
        (Fate.KEEP, words("Kept")), (Fate.MERGE, words("Merged")), (Fate.FIX, words("To be fixed")),
        (Fate.RETIRE, words("Retired")), (None, words("Still open")),
    ]  # fmt: skip
    by_id = {each.id: each for each in measures}
    for fate, head in heads:
        some = [each for each in measures if each.fate is fate]
        blocks += _part(head, (_line(once, each, by_id, words) for each in some), len(some), words)
    alike = unsettled(pairs(measures), measures)
    if alike:
        rows = (_pair(by_id[each.one], by_id[each.other], each.alike, words) for each in alike)
        blocks += _part(words("Look alike, and both go on"), rows, len(alike), words)
    return flowing(blocks, leaf(once, _PAPER, _MARGIN, title, words, day))


def _sum(found: Totals, words: Words) -> list[Block]:
    """What is saved, in a sentence."""
    saved, whole = words.number(found.saved, 1), words.number(found.hours, 1)
    blocks = paragraph(
        words("{saved} of {all} hours a month are saved.", saved=saved, all=whole), _SAVED, _WIDE
    )
    told = words.many("{n} measure is kept by somebody.", "{n} measures are kept by somebody.", found.count)
    if found.unknown:
        unknown = words.many(
            "{n} that goes has no hours noted, so more is saved than that.",
            "{n} that go have no hours noted, so more is saved than that.", found.unknown,
        )  # fmt: skip
        told = f"{told} {unknown}"
    return [*blocks, space(1), *paragraph(told, _TEXT, _WIDE)]


def _bar(found: Totals, words: Words) -> list[Block]:
    """How many of each decision, as parts of one bar; each part is told by pattern and words below."""
    fills = {
        Fate.KEEP: LIGHT.text, Fate.FIX: LIGHT.text_second, Fate.MERGE: LIGHT.pressed,
        Fate.RETIRE: LIGHT.surface, None: LIGHT.surface,
    }  # fmt: skip
    counts: list[tuple[Fate | None, int]] = [(fate, found.by_fate[fate]) for fate in fills if fate]
    counts.append((None, found.open))
    items: list[Item] = []
    x = 0.0
    for fate, count in counts:
        wide = _WIDE * count / found.count
        if count:
            dash = () if fate else (1.2, 0.8)
            items.append(
                shapes.rect(x, 0, wide, _BAR, fill=fills[fate], stroke=LIGHT.text, width=0.3, dash=dash)
            )
        x += wide
    names = {fate: words(LABELS[fate]) if fate else words("open") for fate, _ in counts}
    told = " · ".join(f"{names[fate]}: {words.number(count)}" for fate, count in counts)
    return [Block(_BAR + 2, (Group(tuple(items), name=told, role="bar"),)), *paragraph(told, _TEXT, _WIDE)]


def _part(head: str, rows: Iterable[list[Block]], count: int, words: Words) -> list[Block]:
    """A head that stays with its first row; nothing for no rows."""
    if not count:
        return []
    name = f"{head}  {words.number(count)}"
    made = [block for row in rows for block in row]
    title = paragraph(name, _HEAD, _WIDE)
    first = made[0]
    top = 6 + height(title) + 1
    joined = Block(
        top + first.height,
        (*stack(title, 0, 6), *stack([first], 0, top)),
        missing([*title, first]),
    )
    return [joined, *made[1:]]


def _line(
    reader: Reader, each: ExistingMeasure, by_id: dict[str, ExistingMeasure], words: Words
) -> list[Block]:
    """A measure: code, name with where it stands and why at the left, hours and owner at the right."""
    what = [text for text in (each.report, each.formula) if text]
    if each.into is not None:
        into = by_id[each.into]
        what.append(words("merged into {code} {name}", code=into.code, name=into.name))
    if each.measure is not None:
        what.append(words("measure {code} of this desk", code=reader.get(Measure, each.measure).code))
    room = _WIDE - _CODE - _RIGHT - 4
    left = [
        *paragraph(each.name, _NAME, room),
        *paragraph(" · ".join(what), _QUIET, room),
        *paragraph(each.reason, _TEXT, room),
    ]
    hours = "" if each.hours is None else words("{hours} hours", hours=words.number(each.hours, 1))
    right = [*paragraph(hours, _TEXT, _RIGHT), *paragraph(each.owner, _QUIET, _RIGHT)]
    below = (" · ".join(what), each.reason, hours, each.owner)
    return [_row(each.code, left, right, each.name, [*filter(None, below)])]


def _row(code: str, left: Sequence[Block], right: Sequence[Block], name: str, told: Sequence[str]) -> Block:
    """Never split; a line above parts it from the one before. Code and name are read, then what is told."""
    tall = max(height(left), height(right)) + 3
    items: list[Item] = [
        shapes.line(0, 0, _WIDE, 0, stroke=LIGHT.border, width=0.3),
        *shape(code, _QUIET).place(0, 1.5 + 3.9),
        *stack(left, _CODE, 1.5),
        *stack(right, _WIDE - _RIGHT, 1.5),
    ]
    return Block(tall, (entry(f"{code} {name}", told, items),), missing([*left, *right]))


def _pair(one: ExistingMeasure, other: ExistingMeasure, alike: Sequence[str], words: Words) -> list[Block]:
    fields = {"name": words("name"), "formula": words("formula"), "result": words("result")}
    why = words("alike: {fields}", fields=", ".join(fields[each] for each in alike))
    room = _WIDE - _CODE - _RIGHT - 4
    left = [*paragraph(one.name, _NAME, room), *paragraph(f"{other.code}  {other.name}", _NAME, room)]
    told = [f"{other.code} {other.name}", why]
    return [_row(one.code, left, paragraph(why, _QUIET, _RIGHT), one.name, told)]
