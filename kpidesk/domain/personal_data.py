"""Signs that a note names somebody: addresses, numbers and titles before a name.

Only patterns are looked for; a name alone is not recognised. Whoever reads decides, nothing is changed
by itself.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Personal(Enum):
    """What was found."""

    ADDRESS = "address"
    NUMBER = "number"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a text, from `start` up to, not including, `end`."""

    start: int
    end: int
    what: Personal


BLACK: Final = "█"
_LEAST_DIGITS: Final = 7  # fewer are years, sums and codes
_MOST_DIGITS: Final = 15  # the longest number that can be dialled
# From where a word begins only: looked for from each letter, a very long word takes the square of its time.
_ADDRESS: Final = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER: Final = re.compile(r"(?<![\w.,])(?:\+|00)?\(?\d(?:[\s()/.\-–]{0,2}\d){6,}(?![\w%€$£])")
# A capital after the title, so that `mr` in the middle of a word or alone is none.
_TITLE: Final = re.compile(
    r"(?<!\w)(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Sra?|Srta|Mme|Mlle|Pan[ií]?|Pana)\b\.?\s+"
    r"(?:[^\W\d_]\.\s*)*[^\W\d_a-zß-öø-ÿ][\w'’-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w'’-]+)?"
)
_DATE: Final = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")


def personal(text: str) -> tuple[Found, ...]:
    """What in a text may tell who somebody is, in the order of the text and without overlaps."""
    found = [Found(match.start(), match.end(), Personal.ADDRESS) for match in _ADDRESS.finditer(text)]
    found += [
        Found(match.start(), match.end(), Personal.NUMBER)
        for match in _NUMBER.finditer(text)
        if _could_be_dialled(match[0])
    ]
    found += [Found(match.start(), match.end(), Personal.TITLE) for match in _TITLE.finditer(text)]
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _could_be_dialled(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    thousands = re.fullmatch(r"\d{1,3}(?:[.,\s]\d{3})+", text) is not None
    return _LEAST_DIGITS <= digits <= _MOST_DIGITS and not thousands and not _DATE.fullmatch(text)


def blacked(text: str, what: Collection[Personal] = tuple(Personal)) -> str:
    """The text with what was found blacked out; as long as before, so that one sees how much is missing.

    Args:
        text: a text.
        what: the kinds of finds that are blacked out.
    """
    for each in reversed([found for found in personal(text) if found.what in what]):
        hidden = "".join(" " if letter.isspace() else BLACK for letter in text[each.start : each.end])
        text = text[: each.start] + hidden + text[each.end :]
    return text
