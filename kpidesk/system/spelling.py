"""Which words a dictionary does not know, and what may have been meant.

The word lists come with pyspellchecker (MIT): well kept, offline, a dozen languages in 7 MB. A person's
own words stand in `words/LANGUAGE/spelling.txt` of the program's own folder, one a line.
"""

import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kpidesk.system.paths import folders
from kpidesk.system.resources import resource

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LEAST: Final = 3  # letters of a word that is looked up
_FOREIGN: Final = 0.6  # share of unknown words from which a text is in another language
_ENOUGH: Final = 4  # words that a text has for that to be said
_OFFERED: Final = 3
_BRITISH: Final = (
    (r"is(e|es|ed|er|ers|ing|ation|ations)$", r"iz\1"), (r"our", "or"), (r"tre(s?)$", r"ter\1"),
    (r"ll(ed|ing|er|ers)$", r"l\1"), (r"mme(s?)$", r"m\1"), (r"ogue(s?)$", r"og\1"),
    (r"ence(s?)$", r"ense\1"), (r"ae", "e"), (r"yse(d|s|r)?$", r"yze\1"), (r"ll", "l"), (r"ey", "ay"),
)  # fmt: skip
"""How British spelling differs from the American of the English list."""


@cache
def languages() -> frozenset[str]:
    """The languages that there is a word list for, by code."""
    from spellchecker import SpellChecker  # noqa: PLC0415 - only before something is printed

    return frozenset(SpellChecker.languages())


@cache
def _checker(language: str) -> "SpellChecker":
    from spellchecker import SpellChecker  # noqa: PLC0415 - as above

    return SpellChecker(language=language, distance=1)  # two letters off takes seconds for a long word


def base(language: str) -> str:
    """The code of a language without its country: pt_BR → pt."""
    return language.replace("_", "-").partition("-")[0].lower()


def own_words(spoken: Iterable[str], folder: Path | None = None) -> frozenset[str]:
    """The words of the field that the program brings, and those that a person has added, in small letters."""
    root = folder if folder is not None else folders().root
    found: set[str] = set()
    for language in spoken:
        for place in (resource("words"), root / "words"):
            try:
                text = (place / base(language) / "spelling.txt").read_text(encoding="utf-8-sig")
            except (OSError, ValueError):
                continue
            found |= {line.strip().casefold() for line in text.splitlines() if not line.startswith("#")}
    return frozenset(found)


def words_in(text: str) -> list[str]:
    """The words of a text that can be looked up: no figures, codes, abbreviations or units (kWh)."""
    return [word for word in _WORD.findall(text) if len(word) >= _LEAST and word[1:] == word[1:].lower()]


def unknown(text: str, spoken: Iterable[str], known: Collection[str] = ()) -> tuple[str, ...]:
    """The words of a text that none of its languages knows; none where the text is in another language.

    Args:
        text: what is checked.
        spoken: the codes of the languages that it may be in; those without a list know nothing.
        known: names and own words, in small letters.
    """
    checkers = {code: _checker(code) for each in spoken if (code := base(each)) in languages()}
    found = words_in(text)
    if not checkers or not found:
        return ()
    strange = [
        word
        for word in dict.fromkeys(found)
        if not _is_known(word, known) and not any(_knows(each, word, code) for code, each in checkers.items())
    ]
    if len(found) >= _ENOUGH and len(strange) > _FOREIGN * len(set(found)):
        return ()
    return tuple(strange)


def _is_known(word: str, known: Collection[str]) -> bool:
    plain = word.replace("’", "'").casefold()
    return plain in known or plain.removesuffix("'s") in known


def _knows(checker: "SpellChecker", word: str, code: str) -> bool:
    plain = word.replace("’", "'").lower()
    forms = [plain, plain.removesuffix("'s"), plain.removesuffix("s'")]
    if code == "en":
        forms += [re.sub(ours, theirs, plain) for ours, theirs in _BRITISH if re.search(ours, plain)]
    return any(each in checker for each in forms)


def meant(word: str, spoken: Iterable[str]) -> tuple[str, ...]:
    """Words that may have been meant, the most likely first."""
    found: list[str] = []
    for each in spoken:
        if (code := base(each)) in languages():
            checker = _checker(code)
            near = checker.candidates(word.lower()) or set()
            found += sorted(near - {word.lower()}, key=lambda one: -checker[one])[:_OFFERED]
    return tuple(dict.fromkeys(found))[:_OFFERED]
