"""Finding records by any of their texts, whatever the accents and capitals.

All texts of all records are folded once and kept; a search is then a walk through strings.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.content import Translation
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record, fields_of
from kpidesk.domain.records import RECORDS

_PLAIN: Final = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_AROUND: Final = 40  # letters before a find that are shown

# Texts that only the program reads.
_SILENT: Final = frozenset({"id", "key", "field", "language"})


def folded(text: str) -> str:
    """A text without accents and capitals: “Überläufe” and “uberlaufe” are the same."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Found:
    """A record that holds what was looked for; `text` is the piece of its texts where it stands."""

    record: Record
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    record: Record
    code: str
    texts: tuple[str, ...]
    plain: str


class Index:
    """The texts of a desk as they were when it was made."""

    def __init__(self, reader: Reader) -> None:
        translated: dict[str, list[str]] = {}
        for each in reader.find(Translation):
            translated.setdefault(each.record, []).append(each.text)
        self._entries = [
            entry
            for kind in RECORDS
            if kind is not Translation
            for record in reader.find(kind)
            if (entry := _entry(record, translated.get(record.id, ())))
        ]

    def search(self, text: str, limit: int = 40) -> list[Found]:
        """Records that hold all words of a text; those of which it is the code come first.

        Args:
            text: what is looked for; empty finds nothing.
            limit: how many are given back at most.
        """
        wanted = folded(text).split()
        if not wanted:
            return []
        first: list[Found] = []
        others: list[Found] = []
        for entry in self._entries:
            if all(word in entry.plain for word in wanted):
                begins = bool(entry.code) and entry.code.startswith(wanted[0])
                (first if begins else others).append(Found(entry.record, _piece(entry.texts, wanted[-1])))
                if len(first) >= limit:
                    break
        return [*first, *others][:limit]


def _entry(record: Record, more: Iterable[str]) -> _Entry | None:
    texts: list[str] = []
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.kind is tuple:
            texts += value
        elif field.kind is str and value and field.reference is None and field.name not in _SILENT:
            texts.append(value)
    texts += more
    if not texts:
        return None
    code = folded(str(getattr(record, "code", "") or ""))
    return _Entry(record, code, tuple(texts), " ".join(map(folded, texts)))


def _piece(texts: tuple[str, ...], word: str) -> str:
    """The text in which a word stands, from a little before it; else the longest."""
    for text in texts:
        at = folded(text).find(word)
        if at >= 0:
            start = max(text.rfind(" ", 0, max(at - _AROUND, 0)) + 1, 0) if at > _AROUND else 0
            return ("… " if start else "") + text[start:]
    return max(texts, key=len)
