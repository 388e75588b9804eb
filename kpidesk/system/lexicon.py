"""The word lists: plain files in resources/words, a folder for each language, and a person's own beside.

A person's files have the same names, in `words/LANGUAGE` of the program's own folder. How they are written
says resources/words/README.md; `domain/lexicon.py` reads them. A file that cannot be read is named, no error.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from kpidesk.system.resources import resource

_LARGEST: Final = 1_000_000
_MOST_FILES: Final = 100
_MOST_STEMS: Final = 20_000
_ALGORITHMS: Final = {
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
    "tr": "turkish",
}


@dataclass(frozen=True, eq=False)
class WordLists:
    """Texts of lists by their files' names without ending; `stem` brings a word to its stem."""

    language: str
    stem: Callable[[str], str] = str
    shipped: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    own_folder: str = ""
    unreadable: tuple[str, ...] = ()


def languages() -> tuple[str, ...]:
    """The languages that the program has lists for."""
    return tuple(sorted(path.name for path in resource("words").iterdir() if path.is_dir()))


@cache
def common_words(language: str) -> frozenset[str]:
    """Words of a language that say nothing about what a text is about; none where nobody listed them."""
    base = language.replace("_", "-").partition("-")[0].lower()
    path = resource("common", f"{base}.txt")
    if not base.isalpha() or not path.is_file():
        return frozenset()
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def word_lists(language: str, folder: Path | None = None) -> WordLists:
    """The lists of a language, read again only when a person's own files have changed.

    Args:
        language: as in `de` or `de_AT`; one without lists gives none.
        folder: the program's own folder, which may hold `words`; None for the program's lists only.
    """
    base = language.replace("_", "-").partition("-")[0].lower()
    if not base.isascii() or not base.isalpha():
        return _none(language)
    own = folder / "words" / base if folder is not None else None
    return _read_all(base, own, _signature(own))


_Signature = tuple[tuple[Path, int, int], ...]


def _signature(own: Path | None) -> _Signature:
    """A person's files, with what changes when they change them."""
    found: list[tuple[Path, int, int]] = []
    try:
        for path in sorted(own.glob("*.txt"))[:_MOST_FILES] if own is not None else ():
            status = path.stat()
            found.append((path, status.st_mtime_ns, status.st_size))
    except (OSError, ValueError):
        pass
    return tuple(found)


@cache
def _none(language: str) -> WordLists:
    return WordLists(language)


@lru_cache(maxsize=16)
def _read_all(language: str, own: Path | None, signature: _Signature) -> WordLists:
    shipped = sorted(resource("words", language).glob("*.txt")) if language in languages() else []
    ours, theirs = _texts(shipped), _texts([path for path, _, _ in signature])
    return WordLists(
        language,
        _stemmer(language),
        shipped={path.stem: text for path, text in ours.items() if text is not None},
        own={path.stem: text for path, text in theirs.items() if text is not None},
        own_folder=str(own or ""),
        unreadable=tuple(str(path) for path, text in (ours | theirs).items() if text is None),
    )


def _texts(paths: list[Path]) -> dict[Path, str | None]:
    """Each file's text; None where it cannot be read."""
    found: dict[Path, str | None] = {}
    for path in paths:
        try:
            small = path.stat().st_size <= _LARGEST
            found[path] = path.read_text(encoding="utf-8-sig") if small else None
        except (OSError, ValueError):
            found[path] = None
    return found


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    """Brings words to their stems; words stay as they are where nobody wrote down how."""
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None:
        return str

    @lru_cache(maxsize=_MOST_STEMS)
    def stem(word: str) -> str:
        from snowballstemmer import stemmer  # noqa: PLC0415 - only when somebody words something

        # One for each word: a stemmer keeps what it works on, and threads may ask at the same time.
        return str(stemmer(algorithm).stemWord(word))

    return stem
