"""The rules that find signals among whole numbers beside lines.

Every number stands for a value of one segment in order of time; a missing value is simply not
among them, so it breaks no run.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from kpidesk.domain.people import Organisation, RunRule
from kpidesk.domain.reader import Reader

# Above or below the centre line; outside values in a row that lie on both sides have no side.
Side = Literal["+", "-", ""]


class Rule(Enum):
    """The three kinds of signal."""

    OUTSIDE = "R1"
    LONG_RUN = "R2"
    SHORT_RUN = "R3"


@dataclass(frozen=True, slots=True)
class Rules:
    """`long_run` values in a row on one side; `ten_of_twelve` replaces that by 10 of any 12."""

    long_run: int = 8
    ten_of_twelve: bool = False


DEFAULT_RULES: Final = Rules()
_RULES: Final = {
    RunRule.EIGHT: DEFAULT_RULES,
    RunRule.SEVEN: Rules(long_run=7),
    RunRule.TEN_OF_TWELVE: Rules(ten_of_twelve=True),
}


def run_rule_of(reader: Reader) -> RunRule:
    """How many values make a long run in all charts of a desk."""
    return next((each.run_rule for each in reader.find(Organisation)), RunRule.EIGHT)


def rules_of(reader: Reader) -> Rules:
    """The rules that all charts of a desk are read by."""
    return _RULES[run_rule_of(reader)]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines as the whole numbers beside them.

    A whole number lies above a line when it exceeds the line's floor, below when less than its ceiling.
    """

    upper: int
    lower: int
    centre_floor: int
    centre_ceiling: int
    half_upper: int
    half_lower: int


def detect(judged: list[int], lines: Lines, rules: Rules) -> list[tuple[Rule, Side, list[int]]]:
    """All signals of one segment as rule, side and the indices of the marked values, long runs first."""
    centre, centre_up, half_up = lines.centre_floor, lines.centre_ceiling, lines.half_upper
    half_down, total = lines.half_lower, len(judged)
    # 0 on the centre line, 1 below, 2 above it, 3 and 4 beyond the half-way lines.
    places = bytes(
        [
            (4 if y > half_up else 2) if y > centre else (3 if y < half_down else 1) if y < centre_up else 0
            for y in judged
        ]
    )
    upper, lower = _where(b"\x04", places), _where(b"\x03", places)
    found: list[tuple[Rule, Side, list[int]]] = []
    if rules.ten_of_twelve:
        above, below = _where(rb"[\x02\x04]", places), _where(rb"[\x01\x03]", places)
        found += [(Rule.LONG_RUN, "+", marked) for marked in _windows(above, total, 12, 10)]
        found += [(Rule.LONG_RUN, "-", marked) for marked in _windows(below, total, 12, 10)]
    else:
        length = rules.long_run
        for run in re.finditer(rb"([\x02\x04]{%d,})|[\x01\x03]{%d,}" % (length, length), places):
            found.append((Rule.LONG_RUN, "+" if run[1] else "-", list(range(*run.span()))))
    outside = [i for i in upper if judged[i] > lines.upper] + [i for i in lower if judged[i] < lines.lower]
    for marked in _consecutive(sorted(outside)):
        sides = {places[i] for i in marked}
        found.append((Rule.OUTSIDE, "" if len(sides) > 1 else "+" if 4 in sides else "-", marked))
    found += [(Rule.SHORT_RUN, "+", marked) for marked in _windows(upper, total, 4, 3)]
    found += [(Rule.SHORT_RUN, "-", marked) for marked in _windows(lower, total, 4, 3)]
    return found


def _where(pattern: bytes, places: bytes) -> list[int]:
    return [match.start() for match in re.finditer(pattern, places)]


def _consecutive(indices: list[int]) -> list[list[int]]:
    """Indices in groups without a hole."""
    groups: list[list[int]] = []
    for index in indices:
        if groups and groups[-1][-1] == index - 1:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _windows(hits: list[int], total: int, size: int, need: int) -> list[list[int]]:
    """Hits in windows of `size` neighbours that hold at least `need` of them, merged where they overlap.

    Where there are fewer values than `size`, all of them are one window.
    """
    size = min(size, total)
    covered: list[tuple[int, int]] = []
    for k in range(len(hits) - need + 1):
        first, last = hits[k], hits[k + need - 1]
        if last - first < size:
            start, stop = max(0, last - size + 1), min(first + size, total)
            if covered and start < covered[-1][1]:
                covered[-1] = (covered[-1][0], stop)
            else:
                covered.append((start, stop))
    return [[i for i in hits if start <= i < stop] for start, stop in covered]
