"""How a text is found wherever people wrote it: whatever its capitals, its white space and its typography."""

import re
import unicodedata
from typing import Final

from kpidesk.domain.wording import Refused

LEAST: Final = 2
"""Letters that a text to be taken out must have; fewer would stand everywhere."""
_LEAST_IN_FILES: Final = 6  # bytes; shorter ones occur in any picture by chance

_UNSEEN: Final = "\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\u0640\u064b-\u0652\u0670"
"""What nobody types who looks for a word: soft hyphens, marks of direction, vowel marks of Arabic."""
_ALIKE: Final = ("'’‘ʼ´`′", '"“”„«»″', "-‐‑‒–—−")
"""What programs put for each other."""
_SHARP_S: Final = "(?:ss|ß|ẞ)"
_QUOTES: Final = re.escape(_ALIKE[1])


def pattern_of(text: str, *, whole: bool = False) -> re.Pattern[str]:
    """How a text is found; `whole`: only where it is no part of a longer word.

    Raises:
        Refused: it is too short.
    """
    words = _plain(text).split()
    if len("".join(words)) < LEAST:
        raise Refused("Give at least {least} letters; fewer would stand everywhere.", least=LEAST)
    found = _any_form(" ".join(words))
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)" if whole else found, re.IGNORECASE)


def piece_of(text: str) -> re.Pattern[str]:
    """The longest piece of a text that JSON holds as it is: where it does not stand, the text does not."""
    pieces = re.findall(rf"[^\s\\{_QUOTES}]+", _plain(text))
    return re.compile(_any_form(max(pieces, key=len, default="")), re.IGNORECASE)


def in_bytes(text: str) -> re.Pattern[bytes] | None:
    """How a text is found in files, as programs that write pictures might have put it there."""
    text = " ".join(text.split())
    if len(text.encode()) < _LEAST_IN_FILES:
        return None
    forms = {text.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be")}
    return re.compile(b"|".join(re.escape(each) for each in sorted(forms)), re.IGNORECASE)


def _plain(text: str) -> str:
    return re.sub(f"[{_UNSEEN}]", "", text)


def _any_form(text: str) -> str:
    """However its accents are stored."""
    forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")} | {text}
    return "|".join(f"[{_UNSEEN}]*".join(_letters(each)) for each in sorted(forms))


def _letters(text: str) -> list[str]:
    found = []
    for part in re.findall(r"ss|.", text, re.IGNORECASE | re.DOTALL):
        if part.casefold() == "ss":
            found.append(_SHARP_S)
        elif part == " ":
            found.append(r"\s+")
        else:
            alike = next((each for each in _ALIKE if part in each), "")
            found.append(f"[{re.escape(alike)}]" if alike else re.escape(part))
    return found
