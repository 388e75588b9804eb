"""Axes of a chart: where a period and a number lie, round ticks, and labels of time that find room."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Final

from kpidesk.domain.period import PeriodType, shifted
from kpidesk.drawing.text import Style, width
from kpidesk.system.words import Words

# Beyond this a span would no longer be a finite float.
_LARGEST: Final = 1e300
_YEARLY: Final = {PeriodType.YEAR, PeriodType.SEASON}


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot: its edges in mm, the positions at its left and right, the numbers at its ends."""

    left: float
    top: float
    right: float
    bottom: float
    first: float
    last: float
    low: float
    high: float

    def x(self, position: float) -> float:
        """Where a position in time lies."""
        return self.left + (position - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, number: float) -> float:
        """Where a number lies."""
        return self.bottom - (number - self.low) / (self.high - self.low) * (self.bottom - self.top)

    @property
    def step(self) -> float:
        """How far two neighbouring periods are apart, in mm."""
        return (self.right - self.left) / (self.last - self.first)


def drawable(number: Fraction | float) -> float:
    """A number as a float that can be subtracted from any other."""
    try:
        shown = float(number)
    except OverflowError:
        shown = _LARGEST if number > 0 else -_LARGEST
    return max(-_LARGEST, min(_LARGEST, shown))


def domain(numbers: Sequence[float], lower: float | None, upper: float | None) -> tuple[float, float]:
    """The numbers at the ends of the axis: all of them with some air, but not beyond natural bounds."""
    low, high = min(numbers), max(numbers)
    span = max(high - low, max(abs(low), abs(high)) * 1e-9)
    if span == 0:
        span = 1.0
    elif high == low:
        span = max(abs(low) * 0.2, span)
    air = span * (0.5 if high == low else 0.07)
    bottom, top = low - air, high + air
    if lower is not None and bottom < lower <= low:
        bottom = lower
    if upper is not None and top > upper >= high:
        top = upper
    return (bottom, top) if top > bottom else (bottom - 1, top + 1)


def ticks(low: float, high: float, most: int) -> tuple[tuple[float, ...], float]:
    """Round numbers between the ends, at most so many, and the step between them."""
    raw = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    steps = [power * nice for nice in (0.5, 1, 2, 5, 10)]
    at = next(index for index, step in enumerate(steps) if step >= raw * 0.999)
    # One number says nothing about the scale.
    while len(_multiples(steps[at], low, high)) < 2 and at:
        at -= 1
    found, step = _multiples(steps[at], low, high), steps[at]
    # Where the numbers are so large that the step drowns in them, there is none.
    return found if len(found) <= 2 * most + 3 else (), step


def _multiples(step: float, low: float, high: float) -> tuple[float, ...]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(index * step for index in range(first, min(last, first + 100) + 1))


@lru_cache(maxsize=2048)
def _number(words: Words, number: float, places: int) -> str:
    """A number as written; kept, for a locale's patterns are slow and posters repeat themselves."""
    return words.number(number, places)


@lru_cache(maxsize=2048)
def _pattern(words: Words, day: date, skeleton: str) -> str:
    """A date by its parts; kept for the same reason."""
    return words.pattern(day, skeleton)


@dataclass(frozen=True, slots=True)
class Figures:
    """How numbers are written on one chart: decimals, and the power of ten that all are divided by."""

    words: Words
    decimals: int
    exponent: int

    @classmethod
    def of(cls, low: float, high: float, decimals: int, words: Words) -> "Figures":
        """The way that suits numbers between these."""
        largest = max(abs(low), abs(high))
        exponent = 3 * math.floor(math.log10(largest) / 3) if largest else 0
        fine = (high - low) / largest if largest else 1.0
        if 1e-4 <= largest < 1e7 or (largest < 1e15 and largest >= 1 and fine < 1e-3):
            exponent = 0
        return cls(words, decimals if not exponent else 2, exponent)

    def text(self, number: float | Fraction, decimals: int | None = None) -> str:
        """A number in words of the locale, with a true minus."""
        places = max(0, min(self.decimals if decimals is None else decimals, 9))
        scaled = drawable(number) / 10.0**self.exponent
        if abs(scaled) >= 1e18:
            return f"{scaled:.3g}"
        text = _number(self.words, scaled, places)
        if text.strip("-−0.,") == "":
            text = text.lstrip("-−")
        return text.replace("-", "−")

    def tick(self, number: float, step: float) -> str:
        """A tick's number with as many decimals as the step has."""
        scaled = step / 10.0**self.exponent
        return self.text(number, max(0, -math.floor(math.log10(scaled) + 1e-9)))

    @property
    def factor(self) -> str:
        """What the numbers are to be multiplied with, in words; empty for nothing."""
        if not self.exponent:
            return ""
        known = {6: self.words("in millions"), 9: self.words("in billions"), -3: self.words("in thousandths")}
        raised = str(self.exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return known.get(self.exponent, f"× 10{raised}")


@dataclass(frozen=True, slots=True)
class Label:
    """A word under the axis: its left edge, and whether a year begins there."""

    left: float
    text: str
    strong: bool
    position: int


def time_labels(
    frame: Frame, kind: PeriodType, start: date, count: int, styles: tuple[Style, Style], words: Words,
    right: float,
) -> list[Label]:  # fmt: skip
    """Labels that never overlap: years first, then halves, quarters and single periods where all fit.

    Args:
        frame: the plot.
        kind: the type of the periods.
        start: the first period.
        count: how many periods there are.
        styles: of common and of strong labels.
        words: the language.
        right: how far labels may reach.
    """
    placed: list[Label] = []

    def fits(wanted: Iterable[tuple[int, str, bool]]) -> list[Label] | None:
        added: list[Label] = []
        gap = styles[0].size * 0.7
        for position, text, strong in wanted:
            wide = width(text, styles[strong])
            left = min(max(frame.x(position) - wide / 2, 0.0), right - wide)
            for other in (*placed, *added):
                end = other.left + width(other.text, styles[other.strong])
                if left < end + gap and other.left < left + wide + gap:
                    return None
            added.append(Label(left, text, strong, position))
        return added

    tiers = _yearly(start, count) if kind in _YEARLY else _tiers(kind, start, count, words)
    for alternatives in tiers:
        found = next((labels for labels in map(fits, alternatives) if labels is not None), None)
        if found is None:
            break
        placed += found
    if not any(label.position == 0 for label in placed):
        day = shifted(start, kind, 0)
        placed += fits([(0, str(day.year) if kind in _YEARLY else _pattern(words, day, "yMMM"), True)]) or []
    return sorted(placed, key=lambda label: label.left)


_Wanted = list[tuple[int, str, bool]]


def _yearly(start: date, count: int) -> list[list[_Wanted]]:
    return [
        [
            [(p, str(start.year + p), False) for p in range(count) if (start.year + p) % every == 0]
            for every in (1, 2, 5, 10, 20, 50, 100, 200, 500)
        ]
    ]


def _tiers(kind: PeriodType, start: date, count: int, words: Words) -> list[list[_Wanted]]:
    """Tiers of labels, each as alternatives from rich to poor."""
    days = [(position, shifted(start, kind, position)) for position in range(count)]
    firsts = [each for each in days if kind is not PeriodType.WEEK or each[1].day <= 7]
    years = [(position, day) for position, day in firsts if day.month == 1]
    if not years:
        years = days[:1]
    if kind is PeriodType.QUARTER:
        tiers: list[list[_Wanted]] = [_thinned([(p, str(d.year), True) for p, d in years])]
        quarter = [(p, words("Q{n}", n=(d.month + 2) // 3), False) for p, d in days if d.month != 1]
        return [*tiers, [[each for each in quarter if (each[0], True) not in {(p, True) for p, _ in years}]]]
    taken = {position for position, _ in years}
    rich = [(p, _pattern(words, d, "yMMM"), True) for p, d in years] if len(years) <= 20 else []
    poor = _thinned([(p, str(d.year), True) for p, d in years])
    tiers = [[*([rich] if rich else []), *poor]]
    if len(years) > 20:
        return tiers
    for months in ({7}, {4, 10}, {2, 3, 5, 6, 8, 9, 11, 12}):
        tier = [(p, d) for p, d in firsts if d.month in months and p not in taken]
        tiers.append([[(p, _pattern(words, d, "MMM"), False) for p, d in tier]] if len(tier) <= 40 else [])
    if kind is PeriodType.WEEK and count <= 40:
        rest = [(p, _pattern(words, d, "MMMd"), False) for p, d in days if d.day > 7 and p not in taken]
        tiers.append([rest])
    return tiers


def _thinned(years: _Wanted) -> list[_Wanted]:
    """All years, every second, every fifth and so on."""
    return [
        [each for each in years if int(each[1]) % every == 0] if every > 1 else years
        for every in (1, 2, 5, 10, 20, 50, 100, 200, 500)
    ]
