"""The supplied sets of items: JSON files in resources/assessments, a folder for each language."""

import json
from functools import cache
from typing import Any

from kpidesk.system.resources import resource
from kpidesk.system.words import SOURCE


def languages() -> tuple[str, ...]:
    """The languages there are sets in."""
    return tuple(sorted(path.name for path in resource("assessments").iterdir() if path.is_dir()))


@cache
def supplied(key: str, language: str) -> dict[str, Any]:
    """The content of a set, in English where the language has none; `domain/assessment_supplied.py` reads it.

    Raises:
        FileNotFoundError: there is no such set.
    """
    path = resource("assessments", language, f"{key}.json")
    if language not in languages() or not path.exists():
        path = resource("assessments", SOURCE, f"{key}.json")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
