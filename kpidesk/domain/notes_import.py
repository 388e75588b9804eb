"""Rows of a list as notes: which column holds what, and what each row would become.

Nothing is written here. A row that cannot be a note is told with its reason and left out; a cell that
says nothing known stays empty and is told, too.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kpidesk.domain.findings import Finding
from kpidesk.domain.gallery import Colour, NoteKind
from kpidesk.domain.search import folded
from kpidesk.domain.shorthand import Reading

MOST_AT_ONCE: Final = 5_000

# A heading belongs to the field with one of whose words it begins or which it is.
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "poster": ("poster", "code of the poster", "slide", "sheet", "plakat"),
    "text": (
        "note", "comment", "text", "words", "remark", "zettel", "notiz", "anmerkung", "kommentar",
        "comentario", "komentarz",
    ),
    "kind": ("kind", "type", "art", "category"),
    "group": ("group", "team", "gruppe", "grupo", "grupa"),
    "language": ("language", "lang", "sprache", "idioma"),
    "understand": ("understand", "i understand", "u", "ich verstehe", "versteht", "verstehe"),
    "back": ("back", "i would back", "b", "ich stunde dahinter", "steht dahinter", "ruckhalt"),
    "colour": ("colour", "color", "paper", "farbe"),
    "support": ("support", "agree", "ticks", "same", "zustimmung", "stimmen zu"),
    "dots": ("dots", "votes", "punkte"),
    "writer": ("writer", "name", "who", "from", "von", "wer"),
}  # fmt: skip
"""The fields of a list in the order in which they are offered, with what their columns are called."""

_KINDS: Final = {
    NoteKind.SUPPORT: ("support", "i like", "like", "good", "+", "zustimmung", "das mag ich", "gut"),
    NoteKind.QUESTION: ("question", "i wonder", "wonder", "?", "frage", "das frage ich mich"),
    NoteKind.IDEA: ("idea", "change", "change this", "suggestion", "idee", "vorschlag", "das andern"),
    NoteKind.CONCERN: ("concern", "worry", "risk", "bedenken", "sorge", "risiko"),
    NoteKind.DATA_PROBLEM: ("data problem", "data trouble", "data", "datenproblem", "daten"),
    NoteKind.MISSING: ("missing", "missing, or data trouble", "lacking", "fehlt", "fehlt oder datenproblem"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the cells of a list may name: posters and groups by what people call them, ends of the scales."""

    posters: Mapping[str, str]
    groups: Mapping[str, str]
    languages: Collection[str]
    understand: tuple[int, int]
    back: tuple[int, int]
    poster: str | None = None
    """The poster of rows that name none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: its number from 1, what it would become, and what could not be taken over."""

    number: int
    reading: Reading | None
    more: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Which column holds what, as far as its heading tells; each column and each field once."""
    found: dict[str, int] = {}
    plain = [" ".join(folded(each).split()) for each in headings]
    for exact in (True, False):
        for field, names in HEADINGS.items():
            for place, heading in enumerate(plain):
                fits = heading in names if exact else _begins(heading, names)
                if field not in found and place not in found.values() and fits:
                    found[field] = place
    return found


def _begins(heading: str, names: Sequence[str]) -> bool:
    return any(len(name) > 1 and re.match(rf"{re.escape(name)}\b", heading) for name in names)


def rows_of(
    cells: Sequence[Sequence[str]], columns: Mapping[str, int], known: Known, *, first: int = 1
) -> Iterator[Row]:
    """What the rows of a list would become; rows without any words are passed over.

    Args:
        cells: the rows below the headings.
        columns: the column of each field that the list has.
        known: what cells may name.
        first: the number of the first row.
    """
    for number, row in enumerate(cells, first):
        given = {
            field: " ".join(row[place].split()) if field != "text" else row[place].strip()
            for field, place in columns.items()
            if place < len(row)
        }
        if any(given.values()):
            yield _row(number, {field: text for field, text in given.items() if text}, known)


def _row(number: int, given: Mapping[str, str], known: Known) -> Row:
    findings: list[Finding] = []

    def told(field: str) -> dict[str, str]:
        return {"row": str(number), "typed": given.get(field, "")[:40]}

    poster = known.posters.get(folded(given.get("poster", ""))) or known.posters.get(
        folded(given.get("poster", "").split(" ")[0])
    )
    if poster is None and "poster" not in given:
        poster = known.poster
    if "text" not in given:
        return Row(number, None, {}, (Finding("LIST_NOTE_WITHOUT_WORDS", (), told("text")),))
    if poster is None:
        return Row(number, None, {}, (Finding("LIST_POSTER_UNKNOWN", (), told("poster")),))
    kind, group = _kind(given.get("kind", "")), known.groups.get(folded(given.get("group", "")))
    language = folded(given.get("language", ""))
    colour = _colour(given.get("colour", ""))
    numbers = {
        field: _number(given.get(field, ""), *ends)
        for field, ends in (
            ("understand", known.understand), ("back", known.back), ("support", (0, 999)), ("dots", (0, 999)),
        )
    }  # fmt: skip
    read = {"kind": kind, "group": group, "colour": colour, **numbers}
    read["language"] = language if language in known.languages else None
    for field, value in read.items():
        if value is None and field in given:
            findings.append(Finding("LIST_CELL_UNKNOWN", (), told(field)))
    reading = Reading(
        text=given["text"], tokens=(), poster=poster, kind=kind, group=group,
        understand=numbers["understand"], back=numbers["back"], colour=colour,
        language=language if language in known.languages else None,
        dots=numbers["dots"],
    )  # fmt: skip
    more: dict[str, Any] = {"writer": given["writer"]} if "writer" in given else {}
    if numbers["support"]:
        more["support"] = numbers["support"]
    return Row(number, reading, more, tuple(findings))


def _kind(text: str) -> NoteKind | None:
    plain = folded(text).strip(" :.")
    letter = next((kind for kind in NoteKind if kind.value.casefold() == plain), None)
    return letter or next((kind for kind, names in _KINDS.items() if plain in names), None)


def _colour(text: str) -> Colour | None:
    plain = folded(text).lstrip("#")
    return next((each for each in Colour if plain in {each.value, each.value[0]}), None)


def _number(text: str, low: int, high: int) -> int | None:
    if not re.fullmatch(r"[0-9]{1,3}(?:\.0)?", text):
        return None
    number = int(text.removesuffix(".0"))
    return number if low <= number <= high else None
