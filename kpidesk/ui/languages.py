"""What languages are called."""

from kpidesk.system.words import Words


def language_name(code: str, words: Words) -> str:
    """What a language is called; its code where nobody knows it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - late: 50 ms

    try:
        found = Locale.parse(code, sep="-" if "-" in code else "_")
        return found.get_display_name(words.language) or code
    except (ValueError, UnknownLocaleError):
        return code
