"""Periods as people and spreadsheets print them: `2024-01`, `31.01.2024`, `Jan-24`, `Q1 2024`, `KW 5/2024`.

Names of months are read in English, German, French, Spanish and Polish.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from kpidesk.domain.period import PeriodType


class Grain(IntEnum):
    """How much time a text names."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    QUARTER = 3
    YEAR = 4


_COARSEST: Final = {
    PeriodType.WEEK: Grain.WEEK,
    PeriodType.MONTH: Grain.MONTH,
    PeriodType.QUARTER: Grain.QUARTER,
    PeriodType.YEAR: Grain.YEAR,
    PeriodType.SEASON: Grain.YEAR,
}


@dataclass(frozen=True, slots=True)
class TypedPeriod:
    """What a text names: its first day. `swapped` reads 01/02/2024 with the month first.

    Either day is None where the text has no such reading; for other texts both are the same.
    """

    grain: Grain
    day: date | None
    swapped: date | None

    def kind(self, otherwise: PeriodType) -> PeriodType:
        """The kind of period that it names; a day names none, and is taken for one of another kind."""
        return _KINDS.get(self.grain, otherwise)

    def fits(self, kind: PeriodType) -> bool:
        """Whether it lies within one period of that kind."""
        return self.grain <= _COARSEST[kind]


_KINDS: Final = {
    Grain.WEEK: PeriodType.WEEK,
    Grain.MONTH: PeriodType.MONTH,
    Grain.QUARTER: PeriodType.QUARTER,
    Grain.YEAR: PeriodType.YEAR,
}


_NAMES: Final = (
    "january jan januar janner janvier janv enero ene styczen stycznia sty",
    "february feb februar feber fevrier fevr fev febrero luty lutego lut",
    "march mar marz maerz mrz mars marzo marzec marca",
    "april apr avril avr abril abr kwiecien kwietnia kwi",
    "may mai mayo maj maja",
    "june jun juni juin junio czerwiec czerwca cze",
    "july jul juli juillet juil julio lipiec lipca lip",
    "august aug aout agosto ago sierpien sierpnia sie",
    "september sep sept septembre septiembre wrzesien wrzesnia wrz",
    "october oct oktober okt octobre octubre pazdziernik pazdziernika paz",
    "november nov novembre noviembre listopad listopada lis",
    "december dec dezember dez decembre diciembre dic grudzien grudnia gru",
)
_MONTHS: Final = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}
_FILLERS: Final = frozenset({"of", "de", "del", "st", "nd", "rd", "th", "er", "r"})
_LONGEST: Final = 40
_TIME: Final = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?z?$")
_TOKENS: Final = re.compile(r"\d+|[^\W\d_]+")


def read_period(text: str) -> TypedPeriod | None:
    """The period that a text names, or None."""
    if len(text) > _LONGEST:
        return None
    plain = _TIME.sub("", _plain(text))
    for pattern, make in _PATTERNS:
        if match := pattern.fullmatch(plain):
            try:
                return make(*match.groups())
            except (ValueError, OverflowError):  # there is no such day, week or year
                return None
    try:
        return _in_words(plain)
    except (ValueError, OverflowError):
        return None


def _plain(text: str) -> str:
    """Small letters without accents, one kind of space, dash and apostrophe."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(letters.replace("–", "-").replace("’", "'").split())


def _year(digits: str) -> int:
    """A year as typed; two digits mean 1970 to 2069. Raises ValueError for what is hardly a year."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 70 else 1900)
    if len(digits) != 4 or not 1900 <= year < 2200:
        raise ValueError(digits)
    return year


def _surely(grain: Grain, day: date) -> TypedPeriod:
    return TypedPeriod(grain, day, day)


def _of_year(year: str) -> TypedPeriod:
    return _surely(Grain.YEAR, date(_year(year), 1, 1))


def _of_month(year: str, month: str) -> TypedPeriod:
    return _surely(Grain.MONTH, date(_year(year), int(month), 1))


def _of_month_first(month: str, year: str) -> TypedPeriod:
    return _of_month(year, month)


def _of_day(year: str, month: str, day: str) -> TypedPeriod:
    return _surely(Grain.DAY, date(_year(year), int(month), int(day)))


def _of_day_first(day: str, mark: str, month: str, year: str) -> TypedPeriod:
    european, american = _day(year, month, day), _day(year, day, month)
    if mark == ".":
        american = european
    if european is None and american is None:
        raise ValueError(day)
    return TypedPeriod(Grain.DAY, european, american)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(_year(year), int(month), int(day))
    except ValueError:
        return None


def _of_quarter(year: str, quarter: str) -> TypedPeriod:
    return _surely(Grain.QUARTER, date(_year(year), int(quarter) * 3 - 2, 1))


def _of_quarter_first(quarter: str, year: str) -> TypedPeriod:
    return _of_quarter(year, quarter)


def _of_week(year: str, week: str) -> TypedPeriod:
    return _surely(Grain.WEEK, date.fromisocalendar(_year(year), int(week), 1))


def _of_week_first(week: str, year: str) -> TypedPeriod:
    return _of_week(year, week)


def _in_words(text: str) -> TypedPeriod | None:
    """A month by its name, perhaps with a day: Jan-24, January 2024, 31. Januar 2024, May 3, 2024."""
    tokens = _TOKENS.findall(text)
    if re.sub(r"[\s.,/'-]", "", text) != "".join(tokens):
        return None
    words = [token for token in tokens if not token.isdecimal() and token not in _FILLERS]
    numbers = [token for token in tokens if token.isdecimal()]
    if len(words) != 1 or words[0] not in _MONTHS or not 1 <= len(numbers) <= 2:
        return None
    month = str(_MONTHS[words[0]])
    year = next((number for number in numbers if len(number) == 4), numbers[-1])
    if len(numbers) == 2:
        numbers.remove(year)
        return _of_day(year, month, numbers[0])
    if len(year) == 2 and tokens.index(year) < tokens.index(words[0]):
        return None  # 24 Jan is a day without a year
    return _of_month(year, month)


_PATTERNS: Final[tuple[tuple[re.Pattern[str], Callable[..., TypedPeriod]], ...]] = tuple(
    (re.compile(pattern, re.ASCII), make)
    for pattern, make in (
        (r"(\d{4})", _of_year),
        (r"(\d{4})[-/. ]?(\d{2})", _of_month),
        (r"(\d{4})[-/. ](\d)", _of_month),
        (r"(\d{4})m(\d{2})", _of_month),
        (r"(\d{1,2})[-/. ](\d{4})", _of_month_first),
        (r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", _of_day),
        (r"(\d{4})(\d{2})(\d{2})", _of_day),
        (r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})", _of_day_first),
        (r"(\d{4})[ /-]*[qt] ?([1-4])", _of_quarter),
        (r"[qt] ?([1-4])[ /-]*'?(\d{4}|\d{2})", _of_quarter_first),
        (r"([1-4])[qt][ /-]*'?(\d{4}|\d{2})", _of_quarter_first),
        (r"([1-4])\. ?quartal (\d{4})", _of_quarter_first),
        (r"(\d{4})[ /-]*(?:w|kw) ?(\d{1,2})(?:-[1-7])?", _of_week),
        (r"(?:w|wk|week|kw|woche) ?(\d{1,2})[ /,-]+(\d{4}|\d{2})", _of_week_first),
    )
)
