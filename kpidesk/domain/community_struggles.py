"""Who measures something similar to what somebody struggles with: measures whose words are near."""

from collections.abc import Sequence
from typing import Final

from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Result
from kpidesk.domain.stock_review import words_of

_SHORT: Final = 5  # letters: shorter words join sentences and say little


def alike(
    text: str, measures: Sequence[Measure], results: Sequence[Result], *, known: str | None = None
) -> list[Measure]:
    """The measures that share most words with a text, by their names, descriptions and results.

    Args:
        text: what is looked for.
        measures: all there are.
        results: those that the measures are about.
        known: a measure that is named already, and left out.
    """
    wanted = _telling(text)
    statements = {each.id: each.statement for each in results}
    found = []
    for each in measures:
        own = _telling(f"{each.name} {each.description}")
        about = _telling(statements.get(each.result or "", ""))
        score = 2 * len(wanted & own) + len(wanted & (about - own))
        if score and each.id != known:
            found.append((-score, each.code, each))
    return [each for *_, each in sorted(found, key=lambda one: one[:2])]


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in words_of(text) if len(word) >= _SHORT)
