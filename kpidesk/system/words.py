"""All texts in the reader's language, with dates and numbers in their locale.

There is no global translation: whoever writes text is given a `Words`, because a Polish poster may
come from a German window. Catalogues are gettext files in resources/i18n; English is the source.
"""

from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

from kpidesk.system.resources import resource

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from gettext import NullTranslations

    from babel import Locale

SOURCE: Final = "en"
DOMAIN: Final = "kpidesk"
_DIGITS: Final = 400  # more than any float has before its point; decimals reckon with 28 by themselves


BEGUN: Final = ("es", "fr")
"""Languages whose texts are begun: papers can speak them, and say in English what is still to be said."""


def languages() -> tuple[str, ...]:
    """The languages that there are all texts for."""
    found = {path.parent.parent.name for path in resource("i18n").glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return tuple(sorted({SOURCE, *found} - set(BEGUN)))


@cache
def _locale(language: str) -> "Locale":
    from babel import Locale  # noqa: PLC0415 - late: 50 ms

    # English dates are written day first: 8 July 2025.
    return Locale.parse("en_GB" if language == SOURCE else language, sep="-" if "-" in language else "_")


def _catalogue(language: str) -> "NullTranslations":
    import gettext  # noqa: PLC0415 - only when somebody reads
    import struct  # noqa: PLC0415

    if language == SOURCE:  # nothing to look for, and the window waits for its words
        return gettext.NullTranslations()
    try:
        return gettext.translation(DOMAIN, resource("i18n"), languages=[language], fallback=True)
    except (OSError, ValueError, struct.error):  # damaged: English is better than no window
        return gettext.NullTranslations()


class Told(Protocol):
    """Something that was raised with a message for a person."""

    message: str
    arguments: dict[str, str]


class Words:
    """Texts, dates and numbers in one language; unknown texts stay English."""

    def __init__(self, language: str = SOURCE) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, message: str, **arguments: object) -> str:
        """The message in this language, with its {placeholders} filled when there are arguments."""
        text = self._catalogue.gettext(message) if message else ""
        return text.format(**arguments) if arguments else text

    def told(self, problem: "Told") -> str:
        """The sentence of a problem or a refusal."""
        return self(problem.message, **problem.arguments)

    def many(self, one: str, many: str, number: int, **arguments: object) -> str:
        """The form for a number; {n} stands for it."""
        return self._catalogue.ngettext(one, many, number).format(n=self.number(number), **arguments)

    def date(self, day: "dt.date") -> str:
        """A day in full: 8 July 2025."""
        from babel.dates import format_date  # noqa: PLC0415 - late: 50 ms

        return format_date(day, "long", locale=_locale(self.language))

    def pattern(self, day: "dt.date", skeleton: str) -> str:
        """A date by its parts: "yMMM" gives Dec 2026, "yMMMd" 15 Sept 2026, "MMM" Jul."""
        from babel.dates import format_skeleton  # noqa: PLC0415 - late: 50 ms

        # A date is never broken over two lines.
        return str(format_skeleton(skeleton, day, locale=_locale(self.language))).replace(" ", "\u00a0")

    def listed(self, texts: "Sequence[str]") -> str:
        """Several texts as one: P01, P03 and P04."""
        from babel.lists import format_list  # noqa: PLC0415 - late: 50 ms

        return format_list(list(texts), locale=_locale(self.language))

    def clock(self, moment: "dt.datetime | dt.time") -> str:
        """A time of day: 14:02."""
        from babel.dates import format_time  # noqa: PLC0415 - late: 50 ms

        return format_time(moment, "short", locale=_locale(self.language))

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with a fixed count of decimals, rounded half up, grouped as the locale does."""
        from decimal import ROUND_HALF_UP, Decimal, localcontext  # noqa: PLC0415 - not needed for the first sight

        from babel.numbers import format_decimal  # noqa: PLC0415 - late: 50 ms

        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        with localcontext(prec=_DIGITS + decimals):  # Babel rounds once more
            shown = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
            return format_decimal(shown, format=pattern, locale=_locale(self.language))
