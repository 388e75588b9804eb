"""How the Guide looks at a desk: what a step is told, and the three answers that most steps have."""

from collections.abc import Callable

from kpidesk.domain.reader import Reader
from kpidesk.system.words import Words

Check = Callable[[Reader, Words], tuple[bool, str]]
"""Whether all is well with a step, and a sentence."""


def found(there: object, nothing: str, left: int, still: str, well: str) -> tuple[bool, str]:
    """Nothing is there yet, something is left to do, or all is well."""
    if not there:
        return False, nothing
    return (False, still) if left else (True, well)
