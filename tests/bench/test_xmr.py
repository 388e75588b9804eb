"""Limits and signals of 500 measures of 120 values, in exact arithmetic."""

from itertools import pairwise

from kpidesk.domain.xmr import analyse


def test_limits_and_signals(values, race):
    series = [values[at : at + 120] for at in range(0, len(values), 120)]
    numbers = [[value.number for value in part] for part in series]

    def floor() -> None:
        for run in numbers:
            sum(run) / len(run)
            sum(abs(after - before) for before, after in pairwise(run)) / (len(run) - 1)

    def ours() -> None:
        for part in series:
            analyse(part)

    race("XmR of 500 × 120 values / one pass in plain floats", floor, ours, "≤ 40")
