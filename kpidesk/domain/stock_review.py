"""Looking over a stock of measures: which look alike, what decisions come to, what columns of a list hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log
from typing import Final

from kpidesk.domain.search import folded
from kpidesk.domain.stocktake import ExistingMeasure, Fate

GONE: Final = frozenset({Fate.MERGE, Fate.RETIRE})
"""What becomes of measures on which nobody will spend hours any more."""


# -- what looks alike

_LETTERS: Final = 6  # of a word that count: endings differ where words do not
_WORD: Final = re.compile(r"[^\W_]+")
_WEIGHTS: Final = {"name": 3.0, "formula": 2.0, "result": 1.0}
_ALIKE: Final = 0.5
"""From which likeness on, between 0 and 1, two texts are said to be alike."""
_PAIR: Final = 0.4
"""From which score on two measures of which a text is alike are a pair."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two measures that may be one. `alike` names the fields whose words they share, `score` goes to 1."""

    one: str
    other: str
    score: float
    alike: tuple[str, ...]


def words_of(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, without accents and capitals."""
    return frozenset(word[:_LETTERS] for word in _WORD.findall(folded(text)))


def pairs(measures: Sequence[ExistingMeasure]) -> tuple[Pair, ...]:
    """The measures that look alike, most alike first.

    Two texts are as alike as the share of their words that they have in common; a word that many measures
    have says little, a rare one much. Name counts three times, formula twice, result once, each only where
    both have it. The result alone makes nobody alike.
    """
    scores: dict[str, dict[tuple[int, int], float]] = {
        field: _likeness([getattr(each, field) for each in measures]) for field in _WEIGHTS
    }
    found = []
    for key in scores["name"].keys() | scores["formula"].keys():
        one, other = measures[key[0]], measures[key[1]]
        both = [field for field in _WEIGHTS if getattr(one, field) and getattr(other, field)]
        whole = sum(_WEIGHTS[field] for field in both)
        score = sum(_WEIGHTS[field] * scores[field].get(key, 0.0) for field in both) / whole
        alike = tuple(field for field in both if scores[field].get(key, 0.0) >= _ALIKE)
        if score >= _PAIR and {"name", "formula"} & {*alike}:
            found.append(Pair(one.id, other.id, score, alike))
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other)))


def _likeness(texts: Sequence[str]) -> dict[tuple[int, int], float]:
    """How alike texts are, by their places; those without a common word are left out."""
    bags = [words_of(text) for text in texts]
    holders: dict[str, list[int]] = {}
    for place, bag in enumerate(bags):
        for word in bag:
            holders.setdefault(word, []).append(place)
    weight = {word: log(1 + len(texts) / len(places)) for word, places in holders.items()}
    sums = [sum(weight[word] for word in bag) for bag in bags]
    common: dict[tuple[int, int], float] = {}
    for word, places in holders.items():
        worth = weight[word]
        for at, one in enumerate(places):
            for other in places[at + 1 :]:
                common[one, other] = common.get((one, other), 0.0) + worth
    return {key: 2 * shared / (sums[key[0]] + sums[key[1]]) for key, shared in common.items()}


def unsettled(found: Iterable[Pair], measures: Iterable[ExistingMeasure]) -> tuple[Pair, ...]:
    """The pairs of which both are still wanted: neither is merged away nor retired."""
    gone = {each.id for each in measures if each.fate in GONE}
    return tuple(pair for pair in found if pair.one not in gone and pair.other not in gone)


# -- what it comes to


@dataclass(frozen=True, slots=True)
class Totals:
    """What a stock-take comes to; hours are those of a month.

    `unknown` counts measures that go and whose hours nobody noted.
    """

    count: int
    by_fate: Mapping[Fate, int]
    hours: float
    saved: float
    unknown: int

    @property
    def open(self) -> int:
        """How many are not decided yet."""
        return self.count - sum(self.by_fate.values())


def totals(measures: Sequence[ExistingMeasure]) -> Totals:
    """Count decisions and hours."""
    gone = [each for each in measures if each.fate in GONE]
    return Totals(
        len(measures),
        {fate: sum(each.fate is fate for each in measures) for fate in Fate},
        fsum(each.hours or 0.0 for each in measures),
        fsum(each.hours or 0.0 for each in gone),
        sum(each.hours is None for each in gone),
    )


# -- taking a list over

HEADINGS: Final[Mapping[str, frozenset[str]]] = {
    "name": words_of("name measure kpi indicator metric title kennzahl indicateur indicador"),
    "result": words_of("result goal objective outcome ziel objectif objetivo"),
    "formula": words_of("formula calculation formel berechnung formule calcul"),
    "owner": words_of("owner responsible verantwortlich responsable"),
    "report": words_of("report dashboard bericht rapport informe"),
    "hours": words_of("hours effort time stunden aufwand heures horas"),
    "last_used": words_of("used last benutzt verwendet utilisé uso"),
    "description": words_of("description meaning beschreibung descripción"),
    "source": words_of("source system quelle fuente"),
}
"""The fields that a list can fill, in the order of the table, with words that their headings have."""


def columns_of(headings: Sequence[str], fields: Mapping[str, frozenset[str]] = HEADINGS) -> dict[str, int]:
    """Which column holds what, as far as its heading tells; each column once.

    A heading belongs to the field with whose words it shares the most of its own.
    """
    bags = [words_of(heading) for heading in headings]
    ranked = sorted(
        (
            (-len(bag & known) / len(bag), order, place, field)
            for place, bag in enumerate(bags)
            for order, (field, known) in enumerate(fields.items())
            if bag & known
        ),
    )
    found: dict[str, int] = {}
    for _, _, place, field in ranked:
        if field not in found and place not in found.values():
            found[field] = place
    return found
