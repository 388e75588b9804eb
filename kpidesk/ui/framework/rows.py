"""A session as rows: its parts as bars, its items with what was given, agreed and promised."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from kpidesk.domain.assessment_figures import Outcome, Part, Standing, Votes
from kpidesk.domain.assessments import AssessmentItem, AssessmentSet
from kpidesk.domain.commitments import Commitment
from kpidesk.drawing.assessment_words import (
    agreed_told,
    changed,
    figure,
    mark,
    moved,
    part_name,
    share,
    votes_told,
)
from kpidesk.system.words import Words
from kpidesk.ui.framework.bars import Bar
from kpidesk.ui.framework.item_list import ItemRow
from kpidesk.ui.framework.texts import promised

ALL: Final = "*"
"""The key of the bar that stands for the whole session."""


def bars_of(found: Outcome, words: Words) -> list[Bar]:
    """The whole session and its parts; a set without parts has its items instead."""
    parts = [_of_part(each, found.set, words) for each in found.parts if each.key]
    whole = _of_part(replace(found.whole, key=ALL), found.set, words, words("All items"))
    return [whole, *(parts or [_of_item(each, found.set, words) for each in found.standings])]


def _of_part(part: Part, set_: AssessmentSet, words: Words, name: str = "") -> Bar:
    level = set_.level(part.figure) if part.figure is not None else ""
    open_ = words("{n} of {all} rated", n=part.rated, all=part.of) if part.rated < part.of else ""
    told = " · ".join(filter(None, (level, open_, changed(part.change, words))))
    return _bar(part.key, name or part_name(part, words), part.figure, part.before, told, set_, words)


def _of_item(each: Standing, set_: AssessmentSet, words: Words) -> Bar:
    name = f"{mark(each.item)}  {each.item.text}"
    told = words("not relevant here") if each.score.not_relevant else changed(each.change, words)
    return _bar(each.item.id, name, each.figure, each.before, told, set_, words)


def _bar(
    key: str, name: str, now: float | None, last: float | None, told: str, set_: AssessmentSet, words: Words
) -> Bar:
    before = words("last time {figure}", figure=figure(set_, last, words)) if last is not None else ""
    return Bar(key, name, figure(set_, now, words), share(set_, now), share(set_, last), told, before)


def item_row(
    item: AssessmentItem, standing: Standing | None, set_: AssessmentSet, actions: Iterable[Commitment],
    words: Words, today: date,
) -> ItemRow:  # fmt: skip
    """An item with how it stands in the session in sight; None while there is no session."""
    if standing is None:
        return ItemRow(item.id, mark(item), item.text, Votes(), "", "", "", "")
    score, tally = standing.score, standing.votes.tally
    agreed = "" if score.agreed is None else str(int(set_.shown(score.agreed)))
    acts = [" · ".join(filter(None, (each.what, promised(each, words, today)))) for each in actions]
    return ItemRow(
        item.id, mark(item), item.text, standing.votes,
        mean=figure(set_, tally.mean, words) if tally else "", votes_told=votes_told(standing, set_, words),
        agreed=words("not relevant") if score.not_relevant else agreed,
        agreed_told=agreed_told(standing, set_, words), change=changed(standing.change, words),
        moved=moved(standing.change, words), evidence=score.evidence, action="\n".join(acts),
        quiet=score.not_relevant,
    )  # fmt: skip
