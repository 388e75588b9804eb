"""The design of one result's measures on A3: five columns in the order of the steps, the board in the fourth.

Nothing is left out: a column that is longer than the sheet goes on, in its place, on the next one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.design_board import Board, Standing, board
from kpidesk.domain.designs import CandidateDecision, Observation, Sense
from kpidesk.domain.labels import LABELS
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Goal, Result, Trace, Verdict
from kpidesk.domain.voting import Criterion, Tally
from kpidesk.drawing import candidate_board, rating_dots, shapes
from kpidesk.drawing.definition_words import in_one_sentence
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.flow_sheet import leaf, paged
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.poster_words import as_said
from kpidesk.drawing.said import entry
from kpidesk.drawing.text import Style, shape, wrap
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A3"].landscape
_MARGIN: Final = 12.0
_GAP: Final = 5.0
_PAD: Final = 4.0
_WIDTHS: Final = (64.0, 62.0, 68.0, 112.0, 70.0)
_BOARD: Final = 62.0
_DOT: Final = 2.6
_RIGHT: Final = 52.0  # of a candidate: ratings and decision

_TITLE: Final = Style(22, Weight.BOLD, leading=1.2)
_HEAD: Final = Style(14, Weight.SEMIBOLD, leading=1.3)
_TEXT: Final = Style(11, leading=1.3)
_STRONG: Final = Style(11, Weight.SEMIBOLD, leading=1.3)
_QUIET: Final = Style(10, colour=LIGHT.text_second, leading=1.3)


@dataclass(frozen=True, slots=True)
class _Column:
    """One step: its number, name and blocks."""

    number: int
    name: str
    blocks: tuple[Block, ...]


def sheets(reader: Reader, result: Result, words: Words, day: date) -> tuple[Picture, ...]:
    """The design of a result, on as many sheets as it takes; most take one."""
    once = Once(reader)
    found = board(once, result)
    head = _head(found, words)
    top = _MARGIN + height(head) + 4
    columns = _columns(once, found, words)
    bookmark = f"{result.code} {result.statement}"
    of = leaf(once, _PAPER, _MARGIN, words("Design for {code}", code=result.code), words, day, bookmark)
    room = of.tall + _MARGIN - top
    parts = [paged(column.blocks, room - 14) for column in columns]
    count = max(len(each) for each in parts)
    lost = missing([*head, *(block for column in columns for block in column.blocks)])
    made = []
    for number in range(count):
        items = [*stack(head, _MARGIN, _MARGIN)]
        left = _MARGIN
        for column, pieces, wide in zip(columns, parts, _WIDTHS, strict=True):
            blocks = pieces[number] if number < len(pieces) else ()
            items.append(_drawn(column, blocks, left, top, wide, room))
            left += wide + _GAP
        made.append(of.picture(items, number + 1, count, lost))
    return tuple(made)


def _head(found: Board, words: Words) -> list[Block]:
    wide = _PAPER.wide - 2 * _MARGIN
    control = found.design.control if found.design else ""
    told = words("control: {control}", control=control) if control else ""
    return [
        *paragraph(f"{found.result.code}  {found.result.statement}", _TITLE, wide),
        *paragraph(told, _QUIET, wide),
    ]


def _columns(reader: Reader, found: Board, words: Words) -> list[_Column]:
    names = (
        words("Result"), words("Evidence"), words("Bigger picture"), words("Candidates"),
        words("Chosen and named"),
    )  # fmt: skip
    filled = (
        _result(reader, found, words, _WIDTHS[0] - 2 * _PAD),
        _evidence(found, words, _WIDTHS[1] - 2 * _PAD),
        _picture(found, words, _WIDTHS[2] - 2 * _PAD),
        _candidates(found, words, _WIDTHS[3] - 2 * _PAD),
        _chosen(found, words, _WIDTHS[4] - 2 * _PAD),
    )
    return [
        _Column(number, name, tuple(blocks))
        for number, (name, blocks) in enumerate(zip(names, filled, strict=True), 1)
    ]


def _drawn(
    column: _Column, blocks: Sequence[Block], left: float, top: float, wide: float, tall: float
) -> Group:
    """A column: its number in a disc, its name, its blocks in a frame."""
    number = shape(str(column.number), Style(12, Weight.SEMIBOLD, LIGHT.surface))
    name = wrap(column.name, _HEAD, wide - 2 * _PAD - 9)
    items: list[Item] = [
        shapes.rect(left, top, wide, tall, 2, stroke=LIGHT.outline, width=0.3),
        shapes.circle(left + _PAD + 3.2, top + 7, 3.2, fill=LIGHT.text),
        *number.place(left + _PAD + 3.2 - number.width / 2, top + 8.5),
        *name.place(left + _PAD + 9, top + 7 - name.style.line_height / 2),
        *stack(blocks, left + _PAD, top + 14),
    ]
    return Group(tuple(items), name=column.name, role="step")


# -- the columns


def _result(reader: Reader, found: Board, words: Words, wide: float) -> list[Block]:
    blocks = paragraph(found.result.statement, Style(13, Weight.SEMIBOLD, leading=1.3), wide)
    goals = [reader.get(Goal, each.goal) for each in reader.find(Trace, result=found.result.id)]
    if goals:
        blocks += _heading(words("It came from"), wide)
        for goal in goals:
            blocks += paragraph(f"{goal.code}  “{goal.text}”", _TEXT, wide)
    verdicts = reader.find(Verdict, subject=found.result.id)
    if verdicts:
        blocks += _heading(words("Its tests"), wide)
        for each in verdicts:
            said = f"{words(LABELS[each.test])}: {words(LABELS[each.outcome])}"
            blocks += paragraph(said, _TEXT, wide)
    return blocks


def _evidence(found: Board, words: Words, wide: float) -> list[Block]:
    used = {source.id for each in found.candidates for source in each.sources}
    blocks = [*paragraph(words("What people would notice if it were so"), _QUIET, wide), space(2)]
    if not found.evidence:
        blocks += paragraph(words("Nothing is noted yet."), _QUIET, wide)
    for each in found.evidence:
        blocks += _noted(each, words, wide, filled=each.id in used)
    return blocks


def _noted(each: Observation, words: Words, wide: float, *, filled: bool = False) -> list[Block]:
    fill = LIGHT.text if filled else None
    mark = shapes.circle(1.4, 2.6, 1.1, fill=fill, stroke=LIGHT.text, width=0.3)
    text = as_said(each.text, words, by_host=each.by_host)
    told = text if each.sense is Sense.SEEN else f"{text} ({words(LABELS[each.sense])})"
    return [*paragraph(told, _TEXT, wide, indent=5, mark=(mark,)), space(1.2)]


def _picture(found: Board, words: Words, wide: float) -> list[Block]:
    blocks: list[Block] = []
    design = found.design
    for head, text in (
        (words("How much of it is in our hands?"), design.control if design else ""),
        (words("What good could measuring it do?"), design.hopes if design else ""),
    ):
        blocks += _heading(head, wide) + _lines(text, words, wide)
    for head, sense in (
        (words("What harm could it do?"), Sense.SIDE_EFFECT),
        (words("How could somebody look good without being good?"), Sense.GAMING),
    ):
        noted = [each for each in found.harm if each.sense is sense]
        blocks += _heading(head, wide)
        for each in noted:
            mark = shapes.circle(1.4, 2.6, 0.7, fill=LIGHT.text)
            blocks += [
                *paragraph(
                    as_said(each.text, words, by_host=each.by_host), _TEXT, wide, indent=5, mark=(mark,)
                ),
                space(1.2),
            ]
        blocks += [] if noted else _lines("", words, wide)
    return blocks


def _lines(text: str, words: Words, wide: float) -> list[Block]:
    return paragraph(text, _TEXT, wide) if text else paragraph(words("Nothing is noted yet."), _QUIET, wide)


def _heading(text: str, wide: float) -> list[Block]:
    return [space(3), *paragraph(text, Style(10, Weight.SEMIBOLD, LIGHT.text_second, leading=1.3), wide)]


def _candidates(found: Board, words: Words, wide: float) -> list[Block]:
    blocks: list[Block] = []
    if any(each.zone for each in found.candidates):
        drawn = candidate_board.board(found.candidates, wide, _BOARD, words, text_pt=9)
        blocks.append(Block(_BOARD, (Group(drawn.items, name=words("Board"), role="board"),)))
        blocks += [*paragraph(words("↑ strength   → feasibility"), _QUIET, wide), space(2)]
    if not found.candidates:
        blocks += paragraph(words("There are no candidates yet."), _QUIET, wide)
    for each in found.candidates:
        blocks.append(_candidate(each, words, wide))
    return blocks


def _candidate(each: Standing, words: Words, wide: float) -> Block:
    """Letter, wording and source at the left, ratings and decision at the right; never split."""
    right = _RIGHT
    indent, room = 8.0, wide - right - 8.0 - 3.0
    chosen = each.candidate.decision is CandidateDecision.CHOSEN
    source = "; ".join(f"“{one.text}”" for one in each.sources)
    told = words("from {evidence}", evidence=source) if source else words("no evidence behind it")
    wording = as_said(each.candidate.wording, words, by_host=each.candidate.by_host)
    left = [*paragraph(wording, _STRONG if chosen else _TEXT, room), *paragraph(told, _QUIET, room)]
    beside = [
        *_rating(words(LABELS[Criterion.STRENGTH]), each.ratings.get(Criterion.STRENGTH), words),
        *_rating(words(LABELS[Criterion.FEASIBILITY]), each.ratings.get(Criterion.FEASIBILITY), words),
    ]
    if each.candidate.decision:
        beside += paragraph(words(LABELS[each.candidate.decision]), _STRONG, right)
    beside += paragraph(each.candidate.reason, _QUIET, right)
    tall = max(height(left), height(beside)) + 3
    fill = LIGHT.text if chosen else None
    letter = shape(each.letter, Style(10, Weight.SEMIBOLD, LIGHT.surface if chosen else LIGHT.text))
    items: list[Item] = [
        shapes.line(0, 0, wide, 0, stroke=LIGHT.outline, width=0.2),
        shapes.circle(3, 4.2, 2.7, fill=fill, stroke=LIGHT.text, width=0.3),
        *letter.place(3 - letter.width / 2, 5.4),
        *stack(left, indent, 1.5),
        *stack(beside, wide - right, 1.5),
    ]
    decision = words(LABELS[each.candidate.decision]) if each.candidate.decision else ""
    below = [
        told,
        *(_rated(one, each, words) for one in (Criterion.STRENGTH, Criterion.FEASIBILITY)),
        *filter(None, (decision, each.candidate.reason)),
    ]
    return Block(tall, (entry(f"{each.letter} {wording}", below, items),), missing([*left, *beside]))


def _rated(criterion: Criterion, each: Standing, words: Words) -> str:
    """A criterion in words: how it was rated."""
    name, tally = words(LABELS[criterion]), each.ratings.get(criterion)
    if tally is None:
        return words("{criterion}: not rated", criterion=name)
    return f"{name} {_mean(tally, words)}"


def _mean(tally: Tally, words: Words) -> str:
    """The mean, and from where to where where raters differ."""
    mean = words.number(tally.mean, 1)
    return f"{mean} ({tally.low}–{tally.high})" if tally.high - tally.low > 1 else mean


def _rating(name: str, tally: Tally | None, words: Words) -> list[Block]:
    """A criterion as filled dots with its mean, and from where to where where raters differ."""
    if tally is None:
        return paragraph(words("{criterion}: not rated", criterion=name), _QUIET, _RIGHT)
    label = shape(name, _QUIET)
    value = shape(_mean(tally, words), _QUIET)
    items: list[Item] = [*label.place(0, _QUIET.line_height * 0.75)]
    x = 21.0
    if tally.best <= rating_dots.MOST:
        items += rating_dots.rating_dots(x, _QUIET.line_height / 2, _DOT, tally)
        x += rating_dots.width(tally.best, _DOT) + 0.8
    items += value.place(x, _QUIET.line_height * 0.75)
    return [Block(_QUIET.line_height, tuple(items))]


def _chosen(found: Board, words: Words, wide: float) -> list[Block]:
    blocks: list[Block] = []
    if not found.measures:
        blocks += paragraph(words("Nothing is chosen yet."), _QUIET, wide)
    for measure in found.measures:
        blocks += [
            *paragraph(f"{measure.code}  {measure.name}", Style(13, Weight.SEMIBOLD, leading=1.3), wide),
            *paragraph(in_one_sentence(measure, words), _TEXT, wide),
            *paragraph(measure.description, _QUIET, wide),
            *_for_and_not(words("Used for"), measure.used_for, wide),
            *_for_and_not(words("Not used for"), measure.not_used_for, wide),
            space(5),
        ]
    return blocks


def _for_and_not(head: str, text: str, wide: float) -> Iterable[Block]:
    return [*_heading(head, wide), *paragraph(text, _TEXT, wide)] if text else []
