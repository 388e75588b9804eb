"""The cause sheet of a signal: why, and why that, as a tree whose answers lie one behind the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from kpidesk.domain.series import Cause


@dataclass(frozen=True, slots=True)
class Why:
    """An answer and how often "why?" was asked before it, from 1; `last` says that none lies behind it."""

    cause: Cause
    depth: int
    last: bool


def whys(causes: Iterable[Cause]) -> tuple[Why, ...]:
    """The answers as they are read: each followed by what lies behind it."""
    behind: dict[str | None, list[Cause]] = {}
    for cause in sorted(causes, key=lambda each: each.id):
        behind.setdefault(cause.answers, []).append(cause)
    found: list[Why] = []
    todo = [(cause, 1) for cause in reversed(behind.get(None, []))]
    while todo:
        cause, depth = todo.pop()
        deeper = behind.get(cause.id, [])
        found.append(Why(cause, depth, not deeper))
        todo += [(each, depth + 1) for each in reversed(deeper)]
    return tuple(found)
