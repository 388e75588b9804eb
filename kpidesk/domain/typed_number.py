"""Numbers as people and spreadsheets print them: `1 234,5`, `1,234.5`, `−3 %`, `1.2E+05`.

Nothing is guessed: a mark that may be either the decimal sign or thousands leaves both readings.
"""

import math
import re
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.findings import Finding

_SPACES: Final = "\u0020\u00a0\u2009\u202f"
_SAME: Final = str.maketrans({**dict.fromkeys(_SPACES, " "), "’": "'"})
_NUMBER: Final = re.compile(
    rf"([+\-−–]?)[{_SPACES}]?(\d[\d{_SPACES}'’.,]*|[.,]\d+)(?:[eE]([+\-]?\d{{1,3}}))?[{_SPACES}]*%?"
)
_GROUPS: Final = re.compile(r"\d{1,3}(?:([ '.,])\d{3})(?:\1\d{3})*")
_OTHER: Final = {",": ".", ".": ","}
_LONGEST: Final = 60
MISSING: Final = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "#n/a", "#nv", "#n/d"})
"""What stands in a cell whose value is known to be missing."""
_ERROR: Final = re.compile(r"#[\w/]+[!?]|#+|Err:\d+")


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """What a text says.

    `number` reads `mark` as the decimal sign. `grouped` is the other reading where the mark may
    just as well stand for thousands (1,234). `decimal` is the decimal sign that the text proves.
    """

    number: float
    mark: str = ""
    grouped: float | None = None
    decimal: str | None = None

    def read_with(self, decimal: str | None) -> float | None:
        """The number where `decimal` is the decimal sign; None while that leaves two readings."""
        if self.grouped is None:
            return self.number
        if decimal is None:
            return None
        return self.number if decimal == self.mark else self.grouped


def read_number(text: str) -> TypedNumber | None:
    """The number that a text says, or None. A percent sign at its end is dropped."""
    text = text.strip()
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    sign = "-" if match[1] in {"-", "−", "–"} else ""
    body = match[2].translate(_SAME).strip()
    exponent = f"e{match[3]}" if match[3] else ""
    mark = next((char for char in reversed(body) if char in _OTHER), "")
    if not mark or body.count(mark) > 1:
        whole = _without_groups(body)
        if whole is None:
            return None
        return TypedNumber(float(f"{sign}{whole}{exponent}") + 0.0, decimal=_OTHER.get(mark))
    left, _, fraction = body.rpartition(mark)
    whole = _without_groups(left) if left else "0"
    if whole is None or (fraction and not fraction.isdecimal()):
        return None
    number = float(f"{sign}{whole}.{fraction or '0'}{exponent}") + 0.0
    if left.isdecimal() and len(left) <= 3 and int(left[0]) and len(fraction) == 3 and not exponent:
        return TypedNumber(number, mark, grouped=float(f"{sign}{whole}{fraction}"))
    return TypedNumber(number, mark, decimal=mark)


def read_value(text: str) -> TypedNumber | Finding | None:
    """What a cell for a value says: a number, why it is none, or None for a missing value."""
    if text.casefold() in MISSING:
        return None
    if _ERROR.fullmatch(text):
        return Finding("PASTE_SPREADSHEET_ERROR")
    number = read_number(text)
    if number is None:
        return Finding("PASTE_NOT_A_NUMBER")
    return number if math.isfinite(number.number) else Finding("PASTE_NUMBER_TOO_LARGE")


def _without_groups(whole: str) -> str | None:
    """The digits without signs between thousands; None where those stand elsewhere."""
    if whole.isdecimal():
        return whole
    return re.sub(r"\D", "", whole) if _GROUPS.fullmatch(whole) else None
