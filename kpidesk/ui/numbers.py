"""Numbers as people type them, and as fields show them for typing."""

import math

from kpidesk.domain.typed_number import read_number
from kpidesk.system.words import Words


def decimal_sign(words: Words) -> str:
    """The decimal sign of the language."""
    return "," if "," in words.number(0.5, 1) else "."


def number_typed(text: str, words: Words) -> float | None:
    """The number that a person typed with a decimal comma or point, None for what is none."""
    typed = read_number(text)
    number = None if typed is None else typed.read_with(decimal_sign(words))
    return number if number is not None and math.isfinite(number) else None


def plain_number(number: float, words: Words) -> str:
    """A number as fields and spreadsheets take it: as typed, with the decimal sign of the language."""
    return repr(number).removesuffix(".0").replace(".", decimal_sign(words))
