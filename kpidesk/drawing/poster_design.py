"""What a poster tells of the design: the evidence people named, and the candidates they considered."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kpidesk.domain.design_board import Standing, board
from kpidesk.domain.designs import CandidateDecision, Observation
from kpidesk.domain.labels import LABELS
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result
from kpidesk.domain.voting import Criterion, Tally
from kpidesk.drawing import rating_dots, shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Item
from kpidesk.drawing.poster_sheet import Sheet
from kpidesk.drawing.poster_words import as_said
from kpidesk.drawing.text import Style, shape, width
from kpidesk.system.words import Words

_SIDE: Final = 0.82  # of the type size: a dot
_RATED: Final = (Criterion.STRENGTH, Criterion.FEASIBILITY)


def evidence(reader: Reader, result: Result, sheet: Sheet, factor: float, words: Words) -> list[Block]:
    """What people would notice, in two columns; nothing where nobody noted anything."""
    noted = board(reader, result).evidence
    if not noted:
        return []
    text = sheet.text(factor)
    gap = text.size * 1.2
    wide = (sheet.column - gap) / 2
    half = (len(noted) + 1) // 2
    left, right = (_bullets(each, text, wide, words) for each in (noted[:half], noted[half:]))
    tall = max(height(left), height(right))
    items = (*stack(left, 0, 0), *stack(right, wide + gap, 0))
    return [
        space(text.size * 0.35),
        *paragraph(words("If it were so now, people would notice:"), sheet.quiet(factor), sheet.column),
        space(text.size * 0.2),
        Block(tall, items, missing([*left, *right])),
    ]


def _bullets(noted: Sequence[Observation], text: Style, wide: float, words: Words) -> list[Block]:
    blocks: list[Block] = []
    indent = text.size * 0.8
    for each in noted:
        mark = shapes.circle(text.size * 0.22, text.line_height / 2, text.size * 0.17, fill=LIGHT.text_second)
        blocks += paragraph(
            as_said(each.text, words, by_host=each.by_host), text, wide, indent=indent, mark=(mark,)
        )
    return blocks


def considered(
    reader: Reader, result: Result, sheet: Sheet, factor: float, words: Words
) -> tuple[list[Block], list[Block]]:
    """The rows of all candidates, and those of the chosen ones alone for where there is less room."""
    found = board(reader, result).candidates
    if not found:
        return [], []
    text = sheet.text(factor)
    head = [_head(found, text, sheet, factor, words)] if any(each.ratings for each in found) else []
    rows = [_row(each, found, text, sheet, words) for each in found]
    chosen = [
        row for row, each in zip(rows, found, strict=True)
        if each.candidate.decision is CandidateDecision.CHOSEN
    ]  # fmt: skip
    return [*head, *rows], [*head, *chosen] if chosen else []


def _edges(found: Sequence[Standing], text: Style, sheet: Sheet, words: Words) -> tuple[float, float, float]:
    """Where strength, feasibility and the decision begin."""
    decisions = [words(LABELS[each.candidate.decision]) for each in found if each.candidate.decision]
    strong = replace(text, weight=Weight.SEMIBOLD)
    last = max((width(each, strong) for each in decisions), default=0.0)
    best = max((tally.best for each in found for tally in each.ratings.values()), default=rating_dots.MOST)
    dots = rating_dots.width(min(best, rating_dots.MOST), text.size * _SIDE)
    rated = max(dots, *(width(words(LABELS[each]), text) for each in _RATED)) + text.size * 0.9
    third = sheet.column - last
    return third - 2 * rated, third - rated, third


def _head(found: Sequence[Standing], text: Style, sheet: Sheet, factor: float, words: Words) -> Block:
    quiet = sheet.quiet(factor)
    items: list[Item] = []
    for edge, criterion in zip(_edges(found, text, sheet, words), _RATED, strict=False):
        items += shape(words(LABELS[criterion]), quiet).place(edge, quiet.size)
    return Block(quiet.line_height, tuple(items))


def _row(each: Standing, found: Sequence[Standing], text: Style, sheet: Sheet, words: Words) -> Block:
    strength, feasibility, _ = _edges(found, text, sheet, words)
    chosen = each.candidate.decision is CandidateDecision.CHOSEN
    style = replace(text, weight=Weight.SEMIBOLD) if chosen else text
    pad = text.size * 0.3
    said = as_said(each.candidate.wording, words, by_host=each.candidate.by_host)
    lines = paragraph(said, style, strength - text.size * 0.8, indent=pad)
    tall = height(lines) + pad
    items: list[Item] = []
    if chosen:
        bar = text.size * 0.2
        items += [
            shapes.rect(0, 0, sheet.column, tall, fill=LIGHT.accent_soft),
            shapes.rect(-bar, 0, bar, tall, fill=LIGHT.text),
        ]
    items += stack(lines, 0, pad / 2)
    middle = pad / 2 + text.line_height / 2
    for edge, criterion in zip((strength, feasibility), _RATED, strict=True):
        items += _rated(edge, middle, each.ratings.get(criterion), text, words)
    if each.candidate.decision:
        decided = shape(words(LABELS[each.candidate.decision]), replace(style, colour=_ink(chosen)))
        items += decided.place(sheet.column - decided.width, middle + text.size * 0.36)
    return Block(tall, tuple(items), missing(lines))


def _ink(chosen: bool) -> str:
    return LIGHT.text if chosen else LIGHT.text_second


def _rated(x: float, y: float, tally: Tally | None, text: Style, words: Words) -> list[Item]:
    if tally is None:
        return []
    if tally.best <= rating_dots.MOST:
        return rating_dots.rating_dots(x, y, text.size * _SIDE, tally)
    figure = words("{mean} of {best}", mean=words.number(tally.mean, 1), best=tally.best)
    return [*shape(figure, text).place(x, y + text.size * 0.36)]
