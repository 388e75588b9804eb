"""Where text may be cut: clean characters, grapheme boundaries and line break opportunities.

A tailored subset of UAX #29 and UAX #14 that covers the bundled scripts. Everything is one pass over the
text: the cost is linear.
"""

import re
import unicodedata
from enum import IntEnum

SOFT_HYPHEN = "\u00ad"
_ZWJ = "\u200d"
_ZWSP = "\u200b"
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufdd0-\ufdef\ud800-\udfff]")
_NONCHARACTER = re.compile(
    "[" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)) + "]"
)
_NEWLINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_NO_BREAK_SPACES = "\u00a0\u202f\u2007\u2060\ufeff"
_CLOSING = frozenset(
    "、。，．：；！？」』）】〕〉》］｝)]}!?:;,.%…»”’ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_OPENING = frozenset("「『（【〔〈《［｛([{«“‘$€£¥")
# Signs after which the next consonant joins on: the viramas of the Indic scripts.
_VIRAMAS = frozenset("\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0d4d")
_THAI_AFTER = frozenset("\u0e33\u0eb3")


class Break(IntEnum):
    """What may happen before a character."""

    NO = 0
    GRAPHEME = 1
    ALLOWED = 2


def clean(text: str) -> str:
    """Return the text without control characters, half surrogates and noncharacters; tabs as spaces."""
    return _NONCHARACTER.sub("", _UNWANTED.sub("", text.replace("\t", " ")))


def paragraphs(text: str) -> list[str]:
    """Return the clean paragraphs between line ends of any system."""
    return [clean(part) for part in _NEWLINE.split(text)]


def _extends(char: str) -> bool:
    """Say whether a character always belongs to the one before it (Extend, SpacingMark, ZWJ)."""
    if char < "\u0300":
        return False
    if char in _THAI_AFTER or "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    if "\U000e0020" <= char <= "\U000e007f":
        return True
    return char == _ZWJ or unicodedata.category(char) in {"Mn", "Me", "Mc"}


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _hangul(char: str) -> str:
    """Return L, V, T, LV or LVT for Hangul, else an empty text."""
    if "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c":
        return "L"
    if "\u1160" <= char <= "\u11a7" or "\ud7b0" <= char <= "\ud7c6":
        return "V"
    if "\u11a8" <= char <= "\u11ff" or "\ud7cb" <= char <= "\ud7fb":
        return "T"
    if "\uac00" <= char <= "\ud7a3":
        return "LV" if (ord(char) - 0xAC00) % 28 == 0 else "LVT"
    return ""


def _hangul_joins(left: str, right: str) -> bool:
    kinds = (_hangul(left), _hangul(right))
    if kinds[0] == "L":
        return kinds[1] in {"L", "V", "LV", "LVT"}
    if kinds[0] in {"V", "LV"}:
        return kinds[1] in {"V", "T"}
    return kinds[0] in {"T", "LVT"} and kinds[1] == "T"


def _joins(text: str, at: int, flags: int) -> bool:
    """Say whether no grapheme boundary lies before ``text[at]``; ``flags`` counts regional letters."""
    left, right = text[at - 1], text[at]
    if right < "\u0300" and left < "\u0300":
        return False
    if _extends(right):
        return not (left == _ZWSP or left.isspace()) or right == _ZWJ
    if left == _ZWJ:
        return unicodedata.category(right) in {"So", "Sk"} or _indic(text, at)
    if _is_regional(left) and _is_regional(right):
        return flags % 2 == 1
    return _hangul_joins(left, right) or _indic(text, at)


def _indic(text: str, at: int) -> bool:
    """Say whether a consonant follows a virama that joins it to the one before (GB9c)."""
    back = at - 1
    while back > 0 and text[back] in {_ZWJ, "\u093c", "\u09bc"}:
        back -= 1
    return text[back] in _VIRAMAS and unicodedata.category(text[at]) == "Lo"


def _is_ideograph(char: str) -> bool:
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def is_space(char: str) -> bool:
    """Say whether a line may end after a character and swallow it."""
    return (char.isspace() and char not in _NO_BREAK_SPACES) or char == _ZWSP


def _may_break(left: str, right: str, before: str) -> bool:
    """Say whether a line may end between two graphemes; ``before`` precedes ``left``."""
    if is_space(right) or right in _NO_BREAK_SPACES or left in _NO_BREAK_SPACES:
        return False
    if is_space(left) or left == SOFT_HYPHEN:
        return True
    if left in "-\u2010\u2013/":
        return right.isalpha() and before.isalnum()
    if left == "\u2014":
        return right.isalnum()
    if _is_ideograph(left) or _is_ideograph(right):
        return right not in _CLOSING and left not in _OPENING
    return False


def opportunities(text: str) -> bytearray:
    """Return a ``Break`` for each character, saying what may happen before it; the first is NO."""
    result = bytearray(len(text))
    regional = 0
    for at in range(1, len(text)):
        left = text[at - 1]
        regional = regional + 1 if _is_regional(left) else 0
        if _joins(text, at, regional):
            continue
        base = text[at - 2] if at > 1 else ""
        result[at] = Break.ALLOWED if _may_break(left, text[at], base) else Break.GRAPHEME
    return result


def graphemes(text: str) -> list[str]:
    """Return the user-perceived characters of a text."""
    cuts = [at for at, kind in enumerate(opportunities(text)) if kind] + [len(text)]
    start = 0
    result = []
    for cut in cuts:
        if cut > start:
            result.append(text[start:cut])
        start = cut
    return result
