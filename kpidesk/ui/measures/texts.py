"""Periods, numbers, signals and limits in words, as the page writes and reads them."""

from datetime import date
from typing import Final

from kpidesk.domain.labels import LABELS
from kpidesk.domain.period import PeriodType, first_day
from kpidesk.domain.typed_period import read_period
from kpidesk.domain.xmr import Status
from kpidesk.drawing.chart_words import period_name, period_range, sentence, signal_when, signal_words
from kpidesk.drawing.sharing import places
from kpidesk.system.words import Words
from kpidesk.ui.numbers import decimal_sign, number_typed, plain_number

__all__ = [
    "decimal_sign",
    "number_shown",
    "number_typed",
    "period_name",
    "period_range",
    "period_typed",
    "plain_number",
    "rounded_number",
    "sentence",
    "signal_when",
    "signal_words",
    "status_words",
]

_MOST_DECIMALS: Final = 12
_LARGEST: Final = 1e15  # beyond, a float has no places to round to


def period_typed(text: str, kind: PeriodType) -> date | None:
    """The first day of the period that a person typed, None for what names none."""
    period = read_period(text)
    if period is None or period.day is None or not period.fits(kind):
        return None
    return first_day(period.day, kind)


def number_shown(number: float, decimals: int, words: Words) -> str:
    """A number with the measure's decimals, or more where more were typed: nothing typed is hidden."""
    if abs(number) >= _LARGEST or (number and abs(number) < 1e-9):
        return plain_number(number, words)
    return words.number(number, min(max(decimals, places(number)), _MOST_DECIMALS)).replace("-", "−")


def rounded_number(number: float, decimals: int, words: Words) -> str:
    """A computed number, rounded; one beyond all measure in short."""
    if abs(number) >= _LARGEST:
        return f"{number:.4g}".replace(".", decimal_sign(words)).replace("-", "−")
    return words.number(number, decimals).replace("-", "−")


def status_words(status: Status | None, words: Words) -> str:
    """The status as one word; None is a measure without values."""
    return words("no values yet") if status is None else words(LABELS[status])
