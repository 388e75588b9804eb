"""The workbook's sheets of what people thought about: ideas that could turn a curve, and the stock-take."""

from collections.abc import Callable
from typing import Final

from kpidesk.domain.columns import (
    DAY,
    NUMBER,
    Column,
    ColumnType,
    Lookup,
    Sheet,
    choice,
    computed,
    plain,
    reference,
    text,
)
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.curves import BEST, Idea
from kpidesk.domain.measures import Measure
from kpidesk.domain.stocktake import ExistingMeasure, Fate
from kpidesk.domain.voting import Criterion, Rating, tallies


def _mean(criterion: Criterion) -> Callable[[Idea, Lookup], float | None]:
    def value(idea: Idea, lookup: Lookup) -> float | None:
        found = tallies(lookup.having(Rating, "item", idea.id), BEST).get((idea.id, criterion))
        return None if found is None else round(found.mean, 2)

    return value


def _rated(criterion: Criterion, heading: str) -> Column:
    return computed(criterion.value, heading, _mean(criterion), **NUMBER)


def _promise(idea: Idea, lookup: Lookup) -> Commitment | None:
    found: Commitment | None = lookup.all(Commitment).get(idea.commitment) if idea.commitment else None
    return found


def _who(idea: Idea, lookup: Lookup) -> str:
    found = _promise(idea, lookup)
    return found.who if found else ""


IDEAS: Final = Sheet(
    "ideas",
    "Ideas",
    "What could turn a curve, the means of what raters gave from 1 to 5, and who promised it.",
    (
        reference("measure", "Measure", Measure, once=True, needed=True),
        text("text", "Idea", 50, needed=True),
        plain("no_cost", "Costs nothing", holds=ColumnType.FLAG, width=9),
        plain("wild", "Wild", holds=ColumnType.FLAG, width=8),
        _rated(Criterion.LEVERAGE, "Leverage"),
        _rated(Criterion.FEASIBILITY, "Feasible"),
        _rated(Criterion.SPECIFICITY, "Specific"),
        _rated(Criterion.VALUES, "Values"),
        computed("who", "Promised by", _who, width=20),
        computed(
            "by_when", "By when", lambda i, lookup: getattr(_promise(i, lookup), "by_when", None), **DAY
        ),
    ),
    Idea,
    grows=True,
)
STOCKTAKE: Final = Sheet(
    "stocktake",
    "Stock-take",
    "Measures that people keep already, and what becomes of each.",
    (
        plain("code", "Code", width=8, editable=False),
        text("name", "Name", 32, needed=True),
        text("description", "In plain words", 36),
        text("formula", "Formula", 32),
        text("result", "Result or goal", 28),
        plain("owner", "Owner", width=20),
        plain("source", "Where the data come from", width=20),
        plain("report", "Report", width=20),
        plain("hours", "Hours a month", **NUMBER),
        plain("last_used", "Last used", **DAY),
        choice("fate", "Decision", Fate, 11),
        reference("into", "Merged into", ExistingMeasure, listed=False, editable=False),
        text("reason", "Why", 36),
        reference("measure", "Measure of this desk", Measure, editable=False),
    ),
    ExistingMeasure,
    grows=True,
)
