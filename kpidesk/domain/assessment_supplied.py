"""Sets of items that come with the program, and how one becomes records of a desk.

Their texts are plain files (`system/assessments.py`), so that a set can be supplied in several languages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kpidesk.domain.assessments import AssessmentItem, AssessmentKind, AssessmentSet

KEYS: Final = ("diagnostic", "health", "maturity", "checklist", "adoption", "pulse")
"""The supplied sets that are rated, in the order in which they are offered."""
RETROSPECTIVE: Final = "retrospective"
"""The supplied set of questions that is only printed and filled in by hand."""
MATURITY: Final = "maturity"


@dataclass(frozen=True, slots=True)
class SuppliedItem:
    """One item; see AssessmentItem."""

    text: str
    section: str = ""
    module: int = 0
    practice: str = ""
    poor: str = ""
    good: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SuppliedSet:
    """A set with its items; see AssessmentSet."""

    name: str
    kind: AssessmentKind
    purpose: str
    low: int
    labels: tuple[str, ...]
    levels: tuple[str, ...]
    items: tuple[SuppliedItem, ...]


def parsed(content: Mapping[str, Any]) -> SuppliedSet:
    """The set that a file holds.

    Raises:
        KeyError: a field of the set is missing.
        TypeError: an item has a field that there is not.
        ValueError: there is no such kind.
    """
    return SuppliedSet(
        content["name"], AssessmentKind(content["kind"]), content["purpose"], content["low"],
        tuple(content["labels"]), tuple(content["levels"]),
        tuple(SuppliedItem(**each) for each in content["items"]),
    )  # fmt: skip


def records_of(
    supplied: SuppliedSet, new_id: Callable[[], str]
) -> tuple[AssessmentSet, tuple[AssessmentItem, ...]]:
    """The records of a supplied set; its items are numbered from 1."""
    made = AssessmentSet(
        id=new_id(), name=supplied.name, kind=supplied.kind, purpose=supplied.purpose, low=supplied.low,
        labels=supplied.labels, levels=supplied.levels,
    )  # fmt: skip
    items = tuple(
        AssessmentItem(
            id=new_id(), set=made.id, number=number, section=each.section, module=each.module,
            text=each.text, poor=each.poor, good=each.good, hint=each.hint, practice=each.practice,
        )
        for number, each in enumerate(supplied.items, 1)
    )  # fmt: skip
    return made, items
