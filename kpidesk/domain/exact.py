"""Exact arithmetic on the decimals that people typed.

A value is stored as the float nearest to what was typed, so `repr` gives that decimal back. Sums
and comparisons are made with the decimal, never with the float; rounding is for display.
"""

from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Final


def exact(number: float) -> Fraction:
    """The decimal that was typed: the shortest one whose nearest float is `number`."""
    return Fraction(repr(number))


def rounded(number: Fraction | Decimal | float, places: int) -> Decimal:
    """`number` with so many decimals, halves away from zero; floats count as the decimal typed."""
    ratio = exact(number) if isinstance(number, float) else Fraction(number)
    scaled = abs(ratio) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = tuple(int(digit) for digit in str(whole))
    return Decimal((int(ratio < 0 and whole > 0), digits, -places))


_POWERS: Final = tuple(10**places for places in range(7))
_SAFE: Final = 10**15


def scaled(numbers: list[float]) -> tuple[list[int], int]:
    """The typed decimals × one power of ten, as integers, and that power.

    Decimals of up to 15 digits differ as floats, so an integer below 10**15 that divides back to
    the float is the decimal that `repr` would show; only other numbers need the slow way.

    Raises:
        ValueError: a number is not finite.
    """
    probe = numbers[:4]
    try:
        for power in _POWERS:
            if [round(number * power) / power for number in probe] == probe:
                integers = [round(number * power) for number in numbers]
                if [integer / power for integer in integers] == numbers and (
                    not integers or -_SAFE < min(integers) <= max(integers) < _SAFE
                ):
                    return integers, power
    except OverflowError:
        pass  # too large for a float, or infinite: the slow way tells
    ratios = [exact(number) for number in numbers]
    scale = lcm(*(ratio.denominator for ratio in ratios))
    return [ratio.numerator * (scale // ratio.denominator) for ratio in ratios], scale
