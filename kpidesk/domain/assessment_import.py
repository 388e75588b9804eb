"""Rows of a list as items of a set: which column holds what, and what each row would become."""

from collections.abc import Mapping, Sequence
from typing import Final

from kpidesk.domain import stock_review
from kpidesk.domain.stock_review import words_of

FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "section": words_of("section module part step category area abschnitt bereich modul section sección"),
    "text": words_of(
        "item statement criterion question practice condition text aussage frage kriterium pregunta critère"
    ),
    "poor": words_of("poor bad low weak schlecht schwach malo mauvais"),
    "good": words_of("good high strong gut stark bueno bon"),
    "hint": words_of("hint evidence proof ask see hinweis nachweis indicio preuve"),
}
"""The fields of a list in the order in which they are offered, with words that their headings have."""


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Which column holds what, as far as its heading tells; each column once."""
    return stock_review.columns_of(headings, FIELDS)


def items_of(cells: Sequence[Sequence[str]], columns: Mapping[str, int]) -> list[dict[str, str]]:
    """The items that the rows below the headings would become; rows that say nothing are passed over.

    A section that stands only in its first row holds for the rows below.
    """
    found: list[dict[str, str]] = []
    section = ""
    for row in cells:
        item = {
            field: " ".join(row[place].split())
            for field, place in columns.items()
            if place < len(row) and row[place].strip()
        }
        section = item.get("section", section)
        if "text" in item:
            found.append({**item, "section": section} if section else item)
    return found
