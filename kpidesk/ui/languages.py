"""What languages are called, and those that a desk can speak."""

from collections.abc import Iterable
from typing import Final

from kpidesk.system.words import Words

WRITTEN: Final = (
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id",
    "it", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "so", "sr", "sv", "th", "tr", "uk",
    "ur", "vi",
)  # fmt: skip
"""Languages that our fonts can write."""


def by_name(codes: Iterable[str], words: Words) -> list[tuple[str, str]]:
    """Languages with their names, in the order of those; each once."""
    named = [(code, language_name(code, words)) for code in dict.fromkeys(codes)]
    return sorted(named, key=lambda each: each[1].casefold())


def language_name(code: str, words: Words) -> str:
    """What a language is called; its code where nobody knows it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - late: 50 ms

    try:
        found = Locale.parse(code, sep="-" if "-" in code else "_")
        return found.get_display_name(words.language) or code
    except (ValueError, UnknownLocaleError):
        return code
