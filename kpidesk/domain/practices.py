"""The 42 practices of a framework for performance management, in seven modules, and how a desk serves each.

Source: domain.md 5. What a practice says in words stands in the supplied maturity check
(`resources/assessments`), whose items carry its key.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class Module(Enum):
    """The seven modules, by their numbers."""

    ALIGNMENT = 1
    DESIGN = 2
    DATA = 3
    FEEDBACK = 4
    INCENTIVES = 5
    ADOPTION = 6
    IMPROVEMENT = 7


class Fit(Enum):
    """How a desk serves a practice: a feature, fields with a view, or an item of the maturity check."""

    FEATURE = "feature"
    FIELDS = "fields"
    ITEM = "item"


_FEATURES: Final = (
    "1.1 1.4 1.5 2.1 2.4 2.5 2.6 3.2 3.3 4.2 4.6 6.1 6.3 6.5 6.6 7.1 7.2 7.3 7.4 7.5"
)  # fmt: skip
_ITEMS: Final = "3.1 3.4 4.3 4.5 5.1 5.3 5.4 7.6"
_EACH: Final = 6


def _fit(key: str) -> Fit:
    if key in _FEATURES.split():
        return Fit.FEATURE
    return Fit.ITEM if key in _ITEMS.split() else Fit.FIELDS


PRACTICES: Final[Mapping[str, Fit]] = {
    key: _fit(key)
    for module in Module
    for number in range(1, _EACH + 1)
    for key in (f"{module.value}.{number}",)
}
"""All practices by their keys, in their order."""


def module_of(key: str) -> Module:
    """The module of a practice."""
    return Module(int(key.partition(".")[0]))
